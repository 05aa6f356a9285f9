"""Bodies that are named behind what they are to do: "do Sở Nội vụ chủ trì", "…, Đoàn Thanh niên đảm nhiệm"."""

import re
from dataclasses import dataclass

from extractors.assignments_predicates import Predicates
from extractors.parties_span import PartySpan
from schema.plan import Role

_PASSIVE = re.compile(r"(?<!\w)(?:do|được(?:\s+giao)?(?:\s+cho)?|giao(?:\s+cho)?)\s+")
_DONE = re.compile(
    r"\s*(?:(?:nghiêm túc|tổ chức|trực tiếp|cùng)\s+)*(?:thực hiện|triển khai|chủ trì|tham mưu|hướng dẫn|phối hợp"
    r"|đảm nhiệm|đảm nhận|bảo đảm|tiến hành|niêm yết|công khai|phụ trách|chịu trách nhiệm|tổng hợp|theo dõi"
    r"|chỉ đạo|điều hành"
    r"|làm\s+(?:(?:cơ quan\s+)?(?:thường trực|đầu mối)|(?:phó\s+)?trưởng\s+(?:tiểu\s+)?(?:ban|đoàn)|tổ trưởng"
    r"|đội trưởng|chủ tịch hội đồng))(?!\w)"
)
# What those above do or did: "được UBND huyện giao", "được Chủ tịch UBND xã phê duyệt" tell nobody to act.
_FROM_ABOVE = re.compile(
    r"\s*(?:(?:đã|trực tiếp|tạm)\s+)*(?:giao|phê duyệt|ban hành|công nhận|cho phép|cho ý kiến|ủy quyền|quy định"
    r"|phân (?:công|cấp|bổ)|chấp thuận|thống nhất|thông qua|cấp|đánh giá|xếp loại|hỗ trợ|quan tâm|tin|khen|tặng"
    r"|bổ nhiệm|công bố|đồng ý|thẩm định|chứng nhận|tín nhiệm|bầu|cử|đề nghị|yêu cầu|chỉ ra|kết luận|phản ánh"
    r"|kiến nghị|xác định|giới thiệu|gửi)(?!\w)"
)
# What others hold and the one who is told joins: "Tham gia các đoàn kiểm tra do Ủy ban MTTQ chủ trì".
_TAKES_PART = re.compile(r"(?:tham gia|tham dự|dự)(?!\w)")
_HANDED_TO = re.compile(r"được\s+giao\s+cho\s+")
_WAS_DONE = re.compile(r"(?<!\w)(?:đã|chưa|đang|vừa|không|nếu|khi|người|nội dung|kết quả|số)\s+\Z")
# What was given before, no order: "nhiệm vụ được giao", "các xã đã giao".
_IS_GIVEN = re.compile(r"(?<!\w)(?:được|đã|đang|bàn|phân|chỉ tiêu|nhiệm vụ|kế hoạch|khi|sau khi|việc)\s+\Z")
_NOUN_REACH = 12
# Whose the things are of which something is said: "thủ tục do công chức Tư pháp phụ trách được niêm yết".
_IS_SAID_OF = re.compile(r"\s+(?:phải\s+)?(?:được|bị|đã|chiếm|đạt)(?!\w)")
# What somebody else made is used, and made for nobody here: "khai thác các phần mềm do Bộ Nội vụ triển khai".
_USES = re.compile(r"(?<!\w)(?:khai thác|sử dụng|ứng dụng|áp dụng|cài đặt|kết nối|tiếp nhận|cập nhật|tra cứu)(?!\w)")
_MADE = re.compile(r"(?:triển khai|xây dựng|cung cấp|quản lý|vận hành|phát triển)\Z")
_HEADS = re.compile(r"(?<!phó )(?:trưởng\s+(?:tiểu\s+)?(?:ban|đoàn)|(?:tổ|đội) trưởng|chủ tịch hội đồng)\Z")
_CARRIED_OUT = re.compile(r"(?:thực hiện|triển khai|đảm nhiệm|thường trực)\Z")
_HELD_BY = re.compile(
    r"(?<!lịch )(?<!quy chế )(?<!nội quy )(?<!phòng )(?<!sổ )(?<!\w)"
    r"(?:đối thoại|tiếp công dân|tiếp dân)\s+(?:định kỳ\s+)?của\s+"
)
_GOES_TO = re.compile(r"(?<!\w)(?:báo cáo|gửi|trình|xin ý kiến)\s+(?:(?:về|cho|đến|với)\s+)?")
_DUTY_OF = re.compile(r"(?<!\w)là\s+(?:nhiệm vụ|trách nhiệm)\s+(?:chung\s+)?của\s+")
_WHOSE_RESULT = re.compile(r"(?:kết quả|báo cáo|số liệu|hồ sơ)\s+(?:[^\W\d]+\s+){0,5}?của\s+")
_IS_SENT = re.compile(r"\s+(?:phải\s+)?(?:được\s+)?(?:gửi|báo cáo|nộp)\s+(?:về|cho|đến|tới|lên|qua)(?!\w)")
_GIVEN = re.compile(r"(?:giao|phân công)(?:\s+cho)?\s+")
_BRACKET = re.compile(r"\(\s*")
# What a body does with the task before the comma: "Khảo sát 150 phiếu, Phòng Nội vụ tổ chức thực hiện".
_COMMA = re.compile(r",\s*")
_TAKES_OVER = re.compile(
    r"\s+(?:(?:trực tiếp|làm|sẽ)\s+)?(?:chủ trì|tổ chức thực hiện|thực hiện|đảm nhiệm|đảm nhận|phụ trách|đầu mối)"
    r"\s*(?:[,(]|\Z|(?:trước|trong|xong|hoàn thành|thường xuyên|từ|chậm nhất|vào)(?!\w))"
)

_JOIN_WITH = re.compile(
    r"(?:(?:tiếp tục|chủ động|tăng cường|thường xuyên|tích cực|và)\s+)*phối hợp\s+(?:chặt chẽ\s+)?(?:(?:với|cùng)\s+)?"
)
# Bodies and people of a kind: behind a comma they may be what is spoken of, not who acts.
MANY = re.compile(
    r"(?:các|những|toàn thể|tất cả|mọi|từng|đội ngũ|cán bộ|công chức,|viên chức|người|nhân dân|cơ quan|đơn vị"
    r"|tổ chức|địa phương|lãnh đạo|đảng viên|đoàn viên|hội viên|doanh nghiệp|học sinh|giáo viên)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a clause addresses. start: where the evidence begins; after: where the task begins.

    leading: it stands at the start of the clause, so that the next sentences speak of it, too.
    """

    parties: tuple[PartySpan, ...]
    start: int
    after: int
    rule: str
    requested: bool = False
    soft: bool = False
    leading: bool = True
    role: Role | None = None  # which the words that tell it make of it


def _behind(parties: tuple[PartySpan, ...], start: int, rule: str, role: Role | None = None) -> Subject:
    """Those who are named behind the task that begins at ``start``."""
    return Subject(parties=parties, start=start, after=start, rule=rule, leading=False, role=role)


class Behind(Predicates):
    """Finds those who are named behind the task, in one Reading."""

    def _duty(self, start: int, end: int) -> Subject | None:
        match = _DUTY_OF.search(self.folded, start, end)
        listed = self.list_at(match.end(), end) if match else ()
        if not listed:
            return None
        return Subject(parties=listed, start=start, after=start, rule="duty_of", soft=True, leading=False)

    def _sends(self, start: int, end: int) -> Subject | None:
        """ "Kết quả rà soát của các phòng gửi về Văn phòng Sở": whose it is, they send it."""
        match = _WHOSE_RESULT.match(self.folded, start, end)
        listed = self.list_at(match.end(), end) if match else ()
        sent = _IS_SENT.match(self.folded, listed[-1].end, end) if listed else None
        if sent is None or self.party_at(sent.end(), end) is None:
            return None
        after = listed[-1].end
        return Subject(parties=listed, start=start, after=after, rule="sends", leading=False, role=Role.REPORT)

    def _passive(self, start: int, end: int) -> Subject | None:
        if _TAKES_PART.match(self.folded, start, end):
            return None
        for match in _PASSIVE.finditer(self.folded, start, end):
            listed = self.list_at(match.end(), end)
            done = _DONE.match(self.folded, listed[-1].end, end) if listed else None
            given = done is None and bool(listed) and match.group().startswith("giao")
            if given and _IS_GIVEN.search(self.folded, max(start, match.start() - _NOUN_REACH), match.start()) is None:
                done = self.words.predicate.match(self.folded, listed[-1].end, end)
            if listed and _HANDED_TO.fullmatch(match.group()) and not self.folded[listed[-1].end : end].strip(" .;,"):
                return _behind(listed, start, "passive", Role.EXECUTE)
            if done is None and listed and match.group().strip() == "được":
                done = self._done_by(match.start(), listed[-1].end, end)
            if done is not None and _MADE.search(done.group()) and _USES.search(self.folded, start, match.start()):
                continue
            if done is not None and _IS_SAID_OF.match(self.folded, done.end(), end) is None:
                role = Role.EXECUTE if _CARRIED_OUT.search(done.group()) else None
                role = Role.LEAD if _HEADS.search(done.group()) else role
                return _behind(listed, start, "passive", role)
        return None

    def _done_by(self, told: int, start: int, end: int) -> re.Match[str] | None:
        """The verb of what those named are to do: "được công chức Tư pháp niêm yết lại". told: where "được" stands."""
        if _WAS_DONE.search(self.folded, max(0, told - _NOUN_REACH), told):
            return None
        if _FROM_ABOVE.match(self.folded, start, end):
            return None
        return self.words.predicate.match(self.folded, start, end)

    def _held(self, start: int, end: int) -> Subject | None:
        match = _HELD_BY.search(self.folded, start, end)
        listed = self.list_at(match.end(), end) if match else ()
        if not listed or self.folded.startswith("việc ", start):
            return None
        return _behind(listed, start, "held_by")

    def _bracketed(self, start: int, end: int) -> Subject | None:
        """ "Rà soát văn bản (công chức Tư pháp chủ trì thực hiện)": the task stands before the bracket."""
        for match in _BRACKET.finditer(self.folded, start, end):
            listed = self.list_at(match.end(), end)
            if listed and _DONE.match(self.folded, listed[-1].end, end):
                return _behind(listed, start, "bracketed")
            given = _GIVEN.match(self.folded, match.end(), end)
            listed = self.list_at(given.end(), end) if given else ()
            if listed and self.folded[listed[-1].end : end].startswith(")"):
                return _behind(listed, start, "bracketed", Role.EXECUTE)
            if listed and self._predicate_behind(listed[-1].end, end):
                return _behind(listed, start, "bracketed")
        return None

    def _at_end(self, start: int, end: int) -> Subject | None:
        """ "Lắp đặt camera, Công an xã chủ trì": a task opens the clause, and who takes it over stands at its end."""
        if "," not in self.folded[start:end] or self.words.predicate.match(self.folded, start, end) is None:
            return None
        for comma in _COMMA.finditer(self.folded, start, end):
            listed = self.list_at(comma.end(), end)
            if not listed or self.lists_on(start, comma.start()):
                continue
            if len(listed) > 1 and self._reaches(start, comma.start()):
                continue
            if _TAKES_OVER.match(self.folded, listed[-1].end, end):
                return _behind(listed, start, "at_end")
        return None

    def _reaches(self, start: int, end: int) -> bool:
        """Whether the words before ``end`` begin to list whom something goes to: "… để báo cáo Ban Chỉ đạo huyện"."""
        part = self.folded.rfind(",", start, end) + 1 or start
        goes_to = _GOES_TO.search(self.folded, part, end)
        return goes_to is not None and self.party_at(goes_to.end(), end) is not None

    def _joined(self, start: int, end: int) -> Subject | None:
        """ "Phối hợp với Đoàn Thanh niên hướng dẫn người dân": where nobody is told to act, those named join in."""
        match = _JOIN_WITH.match(self.folded, start, end)
        listed = self.list_at(match.end(), end) if match else ()
        if not listed or not self.folded[listed[-1].end : end].strip(" .,"):
            return None
        return _behind(listed, start, "joined")

    def _takes_up(self, start: int, end: int) -> Subject | None:
        """ "Hồ sơ chuyển trường giải quyết trong ngày, đ/c văn thư tiếp nhận": one body or person goes on with it."""
        for comma in _COMMA.finditer(self.folded, start, end):
            listed = self.list_at(comma.end(), end)
            if len(listed) != 1 or self.lists_on(start, comma.start()):
                continue
            one = listed[0]
            told = self.words.predicate.match(self.folded, one.end, end)
            if told is not None and MANY.match(self.folded, comma.end()) is None:
                return Subject(parties=listed, start=one.start, after=one.end, rule="takes_up", leading=False)
        return None
