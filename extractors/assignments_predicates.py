"""Whether a body is told to act: what stands behind its name is a predicate, known or not."""

import re

from extractors.assignments_lists import PartyLists

_BE_DONE_TO = re.compile(r"\s*được\s+(?!giao|phân công|giao nhiệm vụ)")
# "Các xã đã hoàn thành …" tells a fact, "các xã chưa hoàn thành phải …" an order.
_IS_OR_WAS = re.compile(r"\s+(?:đã|vẫn|còn|chưa|đang)\s")
# What they do already, a fact, whatever of their name stands between: "Các nhà mạng lớn đã và đang triển khai 4G".
_DO_ALREADY = re.compile(r"\s+(?:[^\W\d]+\s+){0,4}?đã\s+và\s+đang\s")
_ORDERS = re.compile(
    r"(?<!\w)(?:phải|cần|có trách nhiệm|tiếp tục|khẩn trương|chủ động|tích cực|rà soát|báo cáo|căn cứ|tăng cường"
    r"|thực hiện|kịp thời|nghiêm túc|tập trung|đẩy mạnh|duy trì|phối hợp|chịu trách nhiệm)(?!\w)"
)
_SLOGAN = re.compile(r"\s+[“\"][^”\"\n]{1,90}[”\"](?=\s)")  # "Tổ công nghệ số “đi từng ngõ” hướng dẫn …"
# An amount that shall be reached, no task: "có từ 02 bài giảng", "giảm ít nhất 10%".
_MEASURED = re.compile(r"\s+(?:phải\s+)?(?:có|giảm|tăng|còn|chiếm)\s+(?:[^\W\d]+\s+){0,2}\d")
# A member and the place in a committee: "Ông Trần Văn An - Kế toán - Ủy viên thường trực".
_SEAT = re.compile(
    r"\s*[-–,:]\s*(?:phó\s+)?(?:ủy viên|thành viên|thư ký|trưởng (?:tiểu )?ban|trưởng đoàn|tổ trưởng|tổ phó)(?!\w)"
)
# Who has to answer for it, or what is their duty at an occasion: "Thủ trưởng đơn vị để xảy ra chậm trễ phải xin lỗi",
# "Công chức khi giải quyết công việc phải đeo thẻ".
_LETS_HAPPEN = re.compile(
    r"\s+(?:khi|trong khi|(?:(?:nếu|khi|nào)\s+)?để)\s+[^,;.]{3,90}?"
    r"(?<!\w)(?:phải|thì phải|chịu trách nhiệm|có trách nhiệm)(?!\w)"
)
# How it shall come out, to the end of the clause: "sử dụng chữ ký số đạt từ 90% trở lên".
_COMES_TO = re.compile(
    r"[^,;.]{3,120}?\sđạt\s+(?:tỷ lệ\s+|mức\s+)?(?:từ\s+|trên\s+|tối thiểu\s+|ít nhất\s+|≥\s*)?\d[\d,.]*\s*%"
    r"(?:\s+trở lên)?\s*\Z"
)
# What a body is for, no task: "Doanh nghiệp giữ vai trò chủ động".
_HAS_PART = re.compile(
    r"\s+(?:giữ|đóng|có)\s+vai\s+trò(?!\s+(?:là\s+)?(?:chủ trì|đầu mối|thường trực|điều phối|tham mưu)(?!\w))"
)
# What will be done to them: "địa phương có thành tích sẽ được cộng điểm".
_WILL_BE = re.compile(r"(?:\s+có\s[^,;.]{3,60}?|\s+đạt\s[^,;.]{3,60}?)?\s+sẽ\s+(?:không\s+)?(?:được|bị)(?!\w)")
# What they may do or shall not answer for: "Ban tổ chức có quyền loại bỏ", "sẽ không chịu trách nhiệm về".
_MAY = re.compile(
    r"\s+(?:sẽ\s+)?(?:(?:có|được|giữ|có\s+toàn)\s+quyền|không\s+(?:phải\s+)?chịu\s+(?:bất\s+(?:kỳ|kì|cứ)\s+)?trách\s+nhiệm)(?!\w)"
)
# What somebody does who is spoken of: "các đơn vị trong việc số hóa", not told but for an order behind it.
_IN_DOING = re.compile(r"\s+(?:trong|về)\s+(?:việc|công tác|quá trình|thời gian)(?!\w)")
_SEVERAL = ("các ", "những ")
_PARTED = re.compile(r"[;:.]")
# What makes a noun of the verb behind it: "các tập thể có thành tích trong thực hiện nhiệm vụ".
_NOUN_OF = re.compile(r"(?<!\w)(?:trong|về|việc|công tác|quá trình|thành tích)\s+(?:tổ chức\s+)?\Z")
_RANKS = ("lãnh đạo", "đại diện")
_IN = re.compile(r"\s+(?:trong|về)\s+")
_TOLD_BEHIND = re.compile(
    r"(?<!\w)(?:phải|cần|có trách nhiệm|chịu trách nhiệm|kịp thời|chủ động|khẩn trương|nghiêm túc|thực hiện đúng)(?!\w)"
)
_MODIFIER_REACH = 170
_FEW_TOLD = 2  # words of the shortest predicate


class Predicates(PartyLists):
    """Reads on behind the parties of one Reading."""

    def _acts(self, position: int, end: int) -> bool:
        """Whether a predicate follows the party that ends at ``position``, which tells of a task, not of an aim."""
        if self._tells_aim(position, end) or _SEAT.match(self.folded, position, end):
            return False
        slogan = _SLOGAN.match(self.folded, position, end)
        position = slogan.end() if slogan is not None else position
        if _BE_DONE_TO.match(self.folded, position, end):
            verb = self.words.verb.search(self.folded, position + 6, min(end, position + _MODIFIER_REACH))
            following = self.words.verb.search(self.folded, verb.end(), min(end, verb.end() + 40)) if verb else None
            return following is not None and "," not in self.folded[position : following.start()]
        if _LETS_HAPPEN.match(self.folded, position, end):
            return True
        if _IS_OR_WAS.match(self.folded, position, end) and not _ORDERS.search(self.folded, position, end):
            return False
        if self._predicate_behind(position, end):
            return True
        if self.folded[position : position + 2] == ", ":
            return self._acts_beside(position + 2, end)
        if self.words.modifier.match(self.folded, position, end) is None:
            return False
        if self._in_doing(position, end):
            return _TOLD_BEHIND.search(self.folded, position, end) is not None
        verbs = self.words.verb.finditer(self.folded, position, min(end, position + _MODIFIER_REACH))
        return any(self._tells(position, verb) for verb in verbs)

    def _tells(self, position: int, verb: re.Match[str]) -> bool:
        """Whether the verb behind a modifier tells what is done: no noun ("đại diện lãnh đạo các phòng")."""
        return verb.group() not in _RANKS and _NOUN_OF.search(self.folded, position, verb.start()) is None

    def _acts_beside(self, start: int, end: int) -> bool:
        """Whether bodies that the lexicon lacks act together with the party: "X, các nhà đầu tư bố trí …"."""
        head = self.words.body_head.match(self.folded, start, end)
        verb = self.words.verb.search(self.folded, head.end(), min(end, start + _MODIFIER_REACH)) if head else None
        named = self.folded.startswith(_SEVERAL, start) or self.flow[start : start + 1].isupper()
        return named and verb is not None and _PARTED.search(self.folded, start, verb.start()) is None

    def _in_doing(self, position: int, end: int) -> bool:
        """Whether it is told in doing what somebody is spoken of: "… của các ngành trong triển khai Đề án"."""
        inside = _IN.match(self.folded, position, end)
        verb = self.words.verb.match(self.folded, inside.end(), end) if inside else None
        return verb is not None or _IN_DOING.match(self.folded, position, end) is not None

    def _acts_directly(self, position: int, end: int) -> bool:
        """Whether a task's predicate stands right behind the party, so that no modifier of a list can be meant."""
        return self._predicate_behind(position, end) and self._acts(position, end)

    def _predicate_behind(self, position: int, end: int) -> bool:
        """Whether a predicate stands right behind the name that ends at ``position``, the rest of the name aside."""
        if self._opens_name(position):
            return False
        if self.words.predicate.match(self.folded, position, end):
            return True
        rest = self.words.name_rest.match(self.folded, position, end)
        return rest is not None and self.words.predicate.match(self.folded, rest.end(), end) is not None

    def _opens_name(self, position: int) -> bool:
        """Whether a comma and a capital stand there: "Phòng Hành chính, Lưu trữ thuộc Văn phòng"."""
        comma = self.folded.startswith(", ", position)
        return comma and self.flow[position + 2 : position + 3].isupper()

    def _tells_aim(self, position: int, end: int) -> bool:
        """Whether it is told how the party shall turn out ("đạt chuẩn", "giảm bình quân 10 % biên chế") or what it may
        do, no task."""
        told = (self.words.outcome, _MEASURED, _COMES_TO, _HAS_PART, _WILL_BE, _MAY)
        return any(rule.match(self.folded, position, end) for rule in told)

    def _opens_predicate(self, position: int, end: int) -> bool:
        """Whether what follows the party can only be a predicate, though the lexicon lacks its verb.

        Verbs are an open class, what else may follow the name of a body is not: the rest of the name, a copula, the
        passive, what was or is, a preposition.
        """
        if not self.folded.startswith(" ", position) or self._tells_aim(position, end):
            return False
        if _DO_ALREADY.match(self.folded, position, end):
            return False
        rest = self.words.name_rest.match(self.folded, position, end)
        begin = rest.end() if rest else position
        while begin < end and self.flow[begin] == " ":
            begin += 1
        told = self.folded[begin:end].split(",")[0].split()
        return (
            len(told) >= _FEW_TOLD
            and self.flow[begin].islower()
            and self.words.no_predicate.match(self.folded, begin, end) is None
        )

    def _states(self, start: int, end: int) -> bool:
        """Whether a known body opens the clause, of which it only tells how it is or shall be."""
        known = self.party_at(start, end)
        position = self.parties[known].end if known is not None else start
        states = self.words.no_predicate.match(self.folded, position + 1, end) is not None
        states = states or _DO_ALREADY.match(self.folded, position, end) is not None
        return known is not None and (states or self._tells_aim(position, end))
