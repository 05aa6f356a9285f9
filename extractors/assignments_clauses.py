"""What kind of clause it is: one that tells somebody to act, or one that names, states a fact or how things must be."""

import re

from extractors.assignments_drafts import Piece
from extractors.assignments_subjects import Subjects
from extractors.assignments_words import role_words
from schema.letters import UPPER

_IF_THEN = re.compile(
    r"(?:trường hợp|nếu)(?!\w)[^.\n]{4,120}?,\s*(?:phải|kịp thời|báo cáo|thì|chủ động|đề xuất|phản ánh)(?!\w)"
)
# What comes of the task goes on to somebody: "…; kết quả báo cáo UBND huyện trước ngày 15/11".
_RESULT_GOES = re.compile(r"kết quả(?:\s+[^\W\d]+){0,3}?\s+(?P<verb>báo cáo|gửi|trình|tổng hợp)(?!\w)")
# A sentence about a thing: how it must be done, how long it may take, when it is sent, which rate it shall reach.
_DONE_TO = re.compile(r"(?:[^\W\d]+\s+){1,8}?phải\s+được\s")
_OF_THINGS = re.compile(
    r"đối với\s+[^,;]{3,60}?(?:,|thì)\s*(?:thời gian|thời hạn|tỷ lệ)(?!\w)|riêng\s+(?:đối với\s+)?báo cáo\s"
    r"|(?:nâng|tăng|giảm)\s+(?:dần\s+|cao\s+)?tỷ lệ(?!\w)"
)
# What a label before ":" names, no task yet: "Đối với chương trình “Đối thoại”: …", "Trước khi tiến hành kiểm tra: …".
_LABEL_OF = re.compile(r"(?:đối với|về|trước khi|sau khi|trong khi|khi|riêng|tại)\s[^,;]*\Z")
# By when alone: "…; hoàn thành trong quý II/2024, kinh phí khoảng 50 triệu đồng".
_ONLY_WHEN = re.compile(
    r"(?:hoàn thành|xong)(?:[\s,]+(?:xong|trong|trước|chậm nhất|muộn nhất|là|vào|ngày|tuần|tháng|quý|năm|đầu|cuối|hết"
    r"|nửa|i{1,3}|iv|\d[\d/.-]*)(?:/\d{4})?(?!\w))+(?:\s*,\s*kinh phí[^;]*)?\s*\Z"
)
# "Thời gian: Từ tháng 11/2025 đến khi kết thúc kiểm kê": the end of it may hold a verb.
_ONLY_SINCE = re.compile(r"từ\s+(?:(?:ngày|tháng|quý|năm)\s+)*[\divx][\w/.-]*\s+(?:cho\s+)?đến\s+[^,;]{2,60}\Z")
# The day of what stands beside it in a timetable: "Ngày 03/01/2012 (thứ 3)".
_ONLY_DAY = re.compile(
    r"(?:(?:sáng|chiều|tối|cả|thứ\s+\w+,?)\s+){0,3}ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,4}){1,2}(?:\s*\([^()]*\))?\s*\Z"
)
# How many of something: "Tổ giúp việc: không quá 05 cá nhân", "mỗi đơn vị 01 tập thể".
_AMOUNT = re.compile(
    r"(?:(?:mỗi\s+[^\W\d]+|không\s+quá|tối\s+đa|tối\s+thiểu|ít\s+nhất|khoảng|chọn|xét\s+chọn|đề\s+nghị)\s+){0,3}"
    r"\d[\d.,]*\s+[^\W\d]+(?:[\s/]+\w+){0,3}\s*\Z"
)
_NAMED_ONLY = re.compile(
    r"[“\"][^“”\"]*(?:[”\"]|\Z)|(?<!\w)và(?!\w)"
)  # names of movements: "…; “Chung tay vì người nghèo”"
# A rate to be reached, told as an aim: "Phấn đấu tổng tỷ suất sinh đạt 2,1 con", "giảm 50% số vụ", "70% phụ nữ được
# tầm soát".
_AIMS_AT = re.compile(
    r"phấn đấu\s[^;]*?(?<!\w)đạt\s+(?:[^\W\d]+\s+){0,3}\d|(?:(?:giảm|tăng)\s+(?:[^\W\d]+\s+){0,2})?\d[\d.,]*\s?%"
)
# What a body shall have ready, a task: "Có phương án bố trí nhân sự".
_HAS_PLAN = re.compile(
    r"có\s+(?:các\s+|những\s+)?(?:giải pháp|biện pháp|phương án|kế hoạch|hình thức|cơ chế|chính sách|văn bản)(?!\w)"
)
_NOTHING = re.compile(r"(?:không có|chưa (?:đủ|đạt|có))(?!\w)")
# Names alone: "Các trường tiểu học: Tân Lập, An Hòa".
_NAME = rf"{UPPER}\w*(?: (?:trấn |xã )?{UPPER}\w*)*"
_NAMES = re.compile(rf"{_NAME}(?:\s*[,;]\s*{_NAME})+\s*\Z")
_MEMBER = re.compile(r"(?:các\s+)?(?:đồng chí|đ/c|ông|bà|thầy|cô)[.:]?\s+")
# Work that is named, as where it is looked at: "Công tác tuyên truyền, phổ biến pháp luật".
_WORK_NAMED = re.compile(r"(?:(?:các|mọi)\s+)?(?:công tác|hoạt động|tình hình|nội dung|hồ sơ|sổ sách)\s")
_FEW_WORDS = 3


class Clauses:
    """Judges the clauses of one Reading, each by its own words."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self.folded = subjects.folded
        self.words = role_words()

    def result_goes(self, piece: Piece) -> bool:
        """Whether what comes of a task goes on to somebody: "kết quả báo cáo UBND huyện trước ngày 15/11"."""
        return _RESULT_GOES.match(self.folded, piece.start, piece.end) is not None

    def tells_nothing(self, piece: Piece) -> bool:
        """Whether the clause only tells how a thing must be, names a member, or is no sentence at all."""
        if piece.sign == ":" and _LABEL_OF.match(self.folded, piece.start, piece.end):
            return True
        if _OF_THINGS.match(self.folded, piece.start, piece.end) or _AIMS_AT.match(self.folded, piece.start, piece.end):
            return True
        if _DONE_TO.match(self.folded, piece.start, piece.end) and not self.begins_with_verb(piece):
            return True
        text = self.folded[piece.start : piece.end]
        if text[:1] in '“"' and not _NAMED_ONLY.sub("", text).strip(" ,.;"):
            return True
        if any(pattern.match(text) for pattern in (_ONLY_WHEN, _ONLY_SINCE, _ONLY_DAY, _AMOUNT)):
            return True
        if _NOTHING.match(self.folded, piece.start) or _NAMES.match(self.subjects.flow, piece.start, piece.end):
            return True
        return self._is_member(piece) or self._is_shouted(piece)

    def states_fact(self, piece: Piece) -> bool:
        """Whether the clause opens with words that tell a fact, a date or a budget, and with no verb."""
        if _HAS_PLAN.match(self.folded, piece.start, piece.end):
            return False
        fact = self.words.fact.match(self.folded, piece.start, piece.end)
        return fact is not None and self.words.verb.match(self.folded, piece.start, piece.end) is None

    def names_work(self, piece: Piece) -> bool:
        """Whether the clause opens with work that is named, not told to do."""
        return _WORK_NAMED.match(self.folded, piece.start, piece.end) is not None

    def is_condition(self, piece: Piece) -> bool:
        """Whether the clause tells what to do if something happens: "Trường hợp …, kịp thời báo cáo …"."""
        return _IF_THEN.match(self.folded, piece.start, piece.end) is not None

    def is_short(self, piece: Piece) -> bool:
        """Whether the clause has too few words for a sentence of its own."""
        return len(self.folded[piece.start : piece.end].split()) < _FEW_WORDS

    def only_names(self, piece: Piece) -> bool:
        """Whether bodies alone stand in the clause: "Đơn vị được kiểm tra: UBND xã A, UBND xã B"."""
        named = self.subjects.heading(piece.start, piece.end)
        return named is not None and named.rule == "party_heading"

    def begins_with_verb(self, piece: Piece) -> bool:
        """Whether the clause opens with a predicate, a time or an occasion before it aside."""
        words = self.words
        if words.predicate.match(self.folded, piece.start, piece.end):
            return True
        lead_in = words.lead_in.match(self.folded, piece.start, piece.end)
        return lead_in is not None and words.verb.search(self.folded, lead_in.end(), piece.end) is not None

    def _is_member(self, piece: Piece) -> bool:
        """Whether the clause names a person who is told nothing: "Ông Trần Văn An - Giáo viên - Thư ký"."""
        title = _MEMBER.match(self.folded, piece.start, piece.end)
        return title is not None and self.subjects.flow[title.end() : title.end() + 1].isupper()

    def _is_shouted(self, piece: Piece) -> bool:
        """Whether the clause is all capitals: a heading, no sentence."""
        return self.subjects.flow[piece.start : piece.end].isupper()
