"""Which roles the words of a clause tell."""

import re

from extractors.assignments_words import role_words
from schema.plan import Role

_OWN_EXECUTION = re.compile(r"(?:[/,&]|(?<!\w)và)\s*thực\s+hiện")
_ADVISES = re.compile(r"(?<!\w)(?:tham mưu|đề xuất|xây dựng|ban hành|lập|cử|bố trí|phân công)(?!\w)")
# When it is done may stand before what is done: "định kỳ trước ngày 20 của tháng cuối quý báo cáo …".
_TIME_FIRST = re.compile(
    r"[\s,]*(?:(?:(?:định kỳ|hằng|hàng|mỗi|trước|sau|chậm nhất|ngày|tuần|tháng|quý|năm|6 tháng|của|đầu|cuối|đột xuất"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy)|sáng|chiều|khi có yêu cầu|theo yêu cầu|hoặc|và|là|vào"
    r"|kết thúc|đợt|trong|đến|\d[\d/.]*|i{1,3}|iv)(?!\w)[\s,()]*)+)"
)
# Who answers for a task leads it, whatever the verb behind says: "chịu trách nhiệm thẩm định", "phụ trách nội dung …".
_ANSWERS = re.compile(r"(?<!\w)(?:chịu trách nhiệm|phụ trách)(?!\w)")
# What goes up to those who collect it is a report: "gửi kết quả rà soát về Văn phòng Sở".
_SENDS_UP = re.compile(
    r"(?<!\w)(?:(?:gửi\s+(?:kết quả|số liệu|thông tin)(?!\w)[^;.,]{0,60}?|kết quả\s+(?:được\s+)?gửi)"
    r"\s+(?:về|lên|trước|chậm nhất|định kỳ)|chuẩn bị\s+(?:đầy đủ\s+)?báo cáo[^;.]{0,60}?,\s*gửi)(?!\w)"
)
_AT_WORK = re.compile(r"(?<!\w)làm\s+việc\s*\Z")  # "cuối buổi làm việc báo cáo …": no noun before "báo cáo"
_HOLDS_PEN = re.compile(
    r"(?:chủ động\s+)?(?:tham mưu|dự thảo|soạn thảo)(?!\w)"
)  # who drafts it for the authority answers for the draft
_CARRIES_OUT = re.compile(
    r"(?:nghiêm túc\s+|tiếp tục\s+)*(?:(?:triển khai )?thực hiện|chấp hành|phát huy|nâng cao"
    r"|tăng cường|cử|gửi|nộp|trường hợp|nếu|khi)(?!\w)"
)
# Which part of the body is meant: "Văn phòng UBND tỉnh (Phòng Kiểm soát thủ tục hành chính) chịu trách nhiệm …".
_BRACKET = re.compile(r"\s*\((?!trước|chậm|hằng|hàng|định kỳ)[^()\d\n]{3,80}\)")
# Who chairs a meeting holds it, too.
_CHAIRS = re.compile(
    r"(?<!\w)chủ trì(?: tổ chức)?(?: các| cuộc| buổi)* (?:giao ban|họp|hội nghị|đối thoại|hội ý)(?!\w)"
)
# What is done itself, though its verb tells of others or of a report, too.
_ITSELF = re.compile(
    r"(?:tạo điều kiện|tham gia (?:các )?(?:phong trào|cuộc vận động|huy động)"
    r"|tổng hợp (?:nhu cầu|danh sách|ý kiến))(?!\w)"
)
_TOGETHER = re.compile(r"(?<!\w)chủ trì(?:,\s*|\s+)cùng\s+(?:với\s+)?\w")
# Which of them, by what they were given: "đơn vị được giao chủ trì soạn thảo có trách nhiệm đánh giá …".
_WHICH = re.compile(
    r"\s*(?:nào\s+)?được\s+(?:giao|phân công)[^,;:.\n]{3,110}?\s(?=(?:có trách nhiệm|chịu trách nhiệm|phải)(?!\w))"
)
# What one joins, which others hold: "tham gia đoàn kiểm tra do Ủy ban MTTQ chủ trì".
_JOINS = re.compile(r"(?:tham gia|tham dự|dự)(?!\w)[^;.]*?(?=\sdo\s)")
# What was given before, told of a thing: "tổng hợp số liệu của dự án được phân công chủ trì, quản lý".
_GIVEN_BEFORE = re.compile(r"(?<=\w )(?:được|đã)\s+(?:giao|phân công)(?:\s+(?:nhiệm vụ|làm))?\s*\Z")
# Who directs others to do something gets it done: "chỉ đạo Đài Truyền thanh mở chuyên mục".
_DIRECTS = re.compile(r"(?:trực tiếp\s+)?(?:lãnh đạo,\s+)?chỉ đạo\s")
_DIRECTED = 70
_BEFORE = 28
_FAR = 80
# What others may then do: "thông báo rộng rãi để Nhân dân biết, tham gia và giám sát".
_OTHERS_DO = frozenset({Role.COORDINATE, Role.MONITOR})
_SO_THAT = re.compile(
    r"(?<!\w)để\s+(?:tham gia\s*\Z|(?:toàn thể\s+|mọi\s+|các\s+)?(?:nhân dân|người dân|doanh nghiệp|tổ chức|cá nhân"
    r"|hội viên|đoàn viên|học sinh|phụ huynh|cử tri)(?!\w)[^.;]*\Z)"
)
# What is gathered is worked on, not only handed on: "tổng hợp và phê duyệt danh sách", "tổng hợp, trình HĐND bố trí".
_GATHERS = re.compile(
    r"(?<!\w)tổng\s+hợp(?:\s*,)?\s+(?:và\s+)?(?:phê\s+duyệt|trình|lập|xây\s+dựng|nhu\s+cầu|danh\s+sách|dự\s+toán|kinh\s+phí)(?!\w)"
)
_NEAR = 14  # a cue that begins so near the start of the predicate is the predicate


def label_roles(folded: str, start: int, end: int) -> tuple[Role, ...]:
    """The roles that a label names ("Phối hợp/thực hiện" names two), in the order of ``Role``."""
    matches = [(role, pattern.search(folded, start, end)) for role, pattern in role_words().label_roles]
    spans = [(role, match.span()) for role, match in matches if match is not None]
    found = {role for role, span in spans if not any(_holds(other, span) for _, other in spans)}
    if len(found) > 1 and Role.EXECUTE in found and not _names_execution(folded, start, end):
        found.discard(Role.EXECUTE)
    return tuple(role for role in Role if role in found)


def _holds(span: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Whether ``inner`` is a part of ``span``: "báo cáo" of "nhận báo cáo"."""
    return span != inner and span[0] <= inner[0] and inner[1] <= span[1]


def _names_execution(folded: str, start: int, end: int) -> bool:
    """Whether "thực hiện" is a role of its own ("phối hợp/thực hiện"), not the tail of one ("chủ trì thực hiện")."""
    return _OWN_EXECUTION.search(folded, start, end) is not None


def clause_roles(folded: str, start: int, end: int) -> tuple[tuple[Role, ...], Role]:
    """The roles of the clause ``[start, end)`` and the first of them, which its main verb tells."""
    which = _WHICH.match(folded, start, end)
    start = which.end() if which else start  # what they were given before tells no role
    predicate = _predicate_start(folded, start, end)
    joined = _JOINS.match(folded, predicate, end)
    end = joined.end() if joined else end
    first: tuple[int, Role] | None = None
    found: set[Role] = set()
    for cue in role_words().cues:
        for match in cue.pattern.finditer(folded, start, end):
            before = cue.noun.search(folded, max(start, match.start() - _BEFORE), match.start())
            if before is not None and match.start() != predicate and not _AT_WORK.search(folded, start, match.start()):
                continue
            if match.start() > predicate and _GIVEN_BEFORE.search(folded, predicate, match.start()):
                continue
            if cue.role in _OTHERS_DO and _SO_THAT.search(folded, max(start, match.start() - _FAR), match.start()):
                continue
            found.add(cue.role)
            if first is None or match.start() < first[0]:
                first = (match.start(), cue.role)
            break
    sent = _SENDS_UP.search(folded, start, end)
    if sent is not None:
        found.add(Role.REPORT)
        first = min(first or (end, Role.REPORT), (sent.start(), Role.REPORT))
    main = first[1] if first is not None else Role.EXECUTE
    if first is None or first[0] - predicate > _NEAR or _ADVISES.match(folded, predicate, first[0]):
        found.add(Role.EXECUTE)
        main = Role.EXECUTE
    elif _acts_before(folded, predicate, first[0]):
        found.add(Role.EXECUTE)
    directs = _DIRECTS.match(folded, predicate, end)
    if directs is not None and main is Role.LEAD and _tells_what(folded, directs.end(), end):
        found.add(Role.EXECUTE)
    if _CHAIRS.search(folded, predicate, end) or _ITSELF.match(folded, predicate, end):
        found.add(Role.EXECUTE)
    if _TOGETHER.search(folded, start, end):
        found.add(Role.COORDINATE)
    if _GATHERS.search(folded, start, end):
        found.add(Role.EXECUTE)
    bracket = _BRACKET.match(folded, start, end)
    answers = _ANSWERS.search(folded, bracket.end() if bracket else start, min(end, predicate + _NEAR))
    if answers is not None:
        if found == {Role.LEAD} and answers.group() == "chịu trách nhiệm":
            found.add(Role.EXECUTE)
        found.add(Role.LEAD)
    return tuple(role for role in Role if role in found), main


def _acts_before(folded: str, start: int, end: int) -> bool:
    """Whether a task of its own stands before the words of a role: "triển khai, báo cáo kết quả"."""
    return "," in folded[start:end] and role_words().verb.match(folded, start, end) is not None


def _tells_what(folded: str, start: int, end: int) -> bool:
    """Whether it is told what those directed are to do, in the words before the next comma."""
    comma = folded.find(",", start, end)
    stop = min(end if comma < 0 else comma, start + _DIRECTED)
    return role_words().verb.search(folded, start, stop) is not None


def is_in_charge(folded: str, party: tuple[int, int], start: int, end: int) -> bool:
    """Whether ``party``, of the subject of the clause ``[start, end)``, leads what it tells: "Sở Y tế lập đề án"."""
    predicate = _predicate_start(folded, start, end)
    if _HOLDS_PEN.match(folded, predicate, end):
        return True
    # An agency by name, which alone is the subject of a task, is in charge, unless it only carries something out.
    return role_words().agency.match(folded, *party) is not None and _CARRIES_OUT.match(folded, predicate, end) is None


def _predicate_start(folded: str, start: int, end: int) -> int:
    bracket = _BRACKET.match(folded, start, end)
    start = bracket.end() if bracket else start
    which = _WHICH.match(folded, start, end)
    start = which.end() if which else start
    time = _TIME_FIRST.match(folded, start, end)
    position = time.end() if time else start
    while position < end and not folded[position].isalnum():
        position += 1
    while True:
        match = role_words().adverb.match(folded, position, end)
        if match is None or folded.startswith("chỉ đạo", position):  # the verb, no "chỉ" before one
            return position
        position = match.end()
        while position < end and not folded[position].isalnum():
            position += 1
