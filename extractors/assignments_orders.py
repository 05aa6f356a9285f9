"""Who is told or asked to act, and who is directed by another: "Giao Sở Nội vụ …", "UBND huyện yêu cầu các xã …"."""

import re
from collections.abc import Iterator

from extractors.assignments_behind import Behind, Subject
from extractors.assignments_words import Giver
from extractors.parties_span import PartySpan

_OPENER = re.compile(
    r"\s*(?:(?:mục|điểm|khoản|nội dung)\s+(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\)?\s*[:,]?\s+(?=giao|phân công))?"
    r"(?:(?:đồng thời|ngoài ra|bên cạnh đó|riêng|trong đó|do đó|vì vậy|trước mắt)\s*,?\s+)?(?:trọng tâm là\s+)?"
)
_NO_ORDER_AFTER = re.compile(
    r"(?<!\w)(?:theo|khi có|của|sự|có|được|xét|không|theo sự|qua|để|nhằm|các|văn bản|thực hiện|nội dung|bị|do|phiếu|"
    r"đơn|(?:nhận thức|vai trò|ý thức|tinh thần|năng lực|quyền hạn|chức năng|(?<!vượt )(?<!ngoài )(?<!quá )thẩm quyền"
    r"|tính chủ động),)\s*\Z"
)
# What holds for them: "Đối với đơn vị sự nghiệp thực hiện theo Nghị định …".
_FOLLOWS_RULES = re.compile(
    r"(?:\s+thì)?\s+(?:thực hiện|áp dụng)\s+theo\s+(?:quy định|nghị định|thông tư|quyết định|luật)(?!\w)"
)
# How people are given work, not which: "Phân công nhiệm vụ cho từng công chức rõ ràng, cụ thể".
_HOW = re.compile(
    r"\s*,?\s*(?:một cách\s+)?(?:rõ ràng|cụ thể|hợp lý|phù hợp|khoa học|theo vị trí|đúng chuyên môn)(?!\w)"
)
# What somebody answers for, a matter and no order: "trách nhiệm của người đứng đầu trong tiếp công dân".
_FOR_WHAT = re.compile(r"\s+(?:trong|về|đối với)(?!\w)")
_EVERYONE = re.compile(r"\s*100\s?%\s+(?:số\s+)?")  # "Yêu cầu 100% cán bộ, công chức sử dụng …"
_COMMA = re.compile(r"[,;]\s*\Z")
_AIM = re.compile(r"(?<!\w)(?:nhằm|để|góp phần|tạo động lực)(?!\w)")
_AWARDS = re.compile(
    r"\s+(?:xem\s+xét\s*,?\s*|xét\s*,?\s*|quyết\s+định\s+)*(?:tặng|phong tặng|truy tặng|khen thưởng|công nhận)(?!\w)"
)
_DIRECTS = re.compile(
    r"[\s,]*(?:trực tiếp\s+|có trách nhiệm\s+)?(?:lãnh đạo,\s+)?(?:chỉ đạo|giao|phân công|yêu cầu)\s+"
)
_ASKED = re.compile(r"(?:kính\s+|trân trọng\s+)?(?:yêu cầu|đề nghị)(?!\w)")
_VERB_REACH = 24


def opener_end(folded: str, start: int, end: int) -> int:
    """Where the clause begins behind "Đồng thời, …", "Điểm a): giao …"."""
    opener = _OPENER.match(folded, start, end)
    return opener.end() if opener else start


class Orders(Behind):
    """Finds those to whom an order is given, in one Reading."""

    def told_from(self, start: int, end: int) -> int:
        """Where it is told who is meant, behind words such as "Đề nghị"."""
        begin = self._giver_at(start, end)[1]
        while begin < end and self.flow[begin] == " ":
            begin += 1
        return begin

    def _giver_at(self, start: int, end: int) -> tuple[Giver | None, int]:
        begin = opener_end(self.folded, start, end)
        giver, match = max(self._given_at(begin, end), key=lambda given: given[1].end(), default=(None, None))
        if match is None:
            return None, begin
        everyone = _EVERYONE.match(self.folded, match.end(), end)
        return giver, everyone.end() if everyone is not None else match.end()

    def _given_at(self, position: int, end: int) -> Iterator[tuple[Giver, re.Match[str]]]:
        """The givers whose words stand at ``position``."""
        if self.words.gives.match(self.folded, position, end) is None:
            return
        for giver in self.words.givers:
            match = giver.pattern.match(self.folded, position, end)
            if match is not None:
                yield giver, match

    def _told(self, start: int, end: int, *, governed: bool) -> Subject | None:
        giver, begin = self._giver_at(start, end)
        if giver is None or (governed and not giver.leading):
            return None
        listed = self.list_at(begin, end)
        if (
            not listed
            or not self.folded[listed[-1].end : end].strip(" .,")
            or _HOW.match(self.folded, listed[-1].end, end)
        ):
            return None
        told = self._acts(listed[-1].end, end) and not _FOLLOWS_RULES.match(self.folded, listed[-1].end, end)
        words = self.folded[start:begin].strip()
        if words in {"đối với", "về phía"} and not told:
            return None
        if words in {"trách nhiệm của", "nhiệm vụ của"} and _FOR_WHAT.match(self.folded, listed[-1].end, end):
            return None
        if giver.mid and not giver.requested and not self._acts(listed[-1].end, end):
            return None
        return _subject(giver, listed, start, "told", leading=giver.leading)

    def _told_behind(self, position: int, start: int, end: int) -> Subject | None:
        """ "Chủ tịch UBND xã yêu cầu các công chức …": the one told is the party."""
        for giver, match in self._given_at(position + 1, end):
            if match.group().startswith(("chỉ", "đôn")):
                continue
            listed = self.list_at(match.end(), end)
            if listed and self._acts(listed[-1].end, end):
                return _subject(giver, listed, start, "told_by", leading=True)
        return None

    def _told_inside(self, start: int, end: int, *, governed: bool) -> Subject | None:
        """Who is told in the midst of the clause; governed: only behind a time or an occasion, asked in words."""
        if governed and self.words.lead_in.match(self.folded, start, end) is None:
            return None
        if self.words.gives.search(self.folded, start, end) is None:
            return None
        for giver in self.words.givers:
            if governed and not giver.requested:
                continue
            for match in giver.pattern.finditer(self.folded, start, end):
                listed = self.list_at(match.end(), end)
                if not giver.mid and not _COMMA.search(self.folded, start, match.start()):
                    continue
                if not listed or _NO_ORDER_AFTER.search(self.folded, max(start, match.start() - 14), match.start()):
                    continue
                if self._is_done(giver, start, match.start()) or self._asks_award(listed[-1].end, end):
                    continue
                asked = giver.requested and not giver.soft and self._opens_predicate(listed[-1].end, end)
                if asked or self._acts(listed[-1].end, end):
                    return _subject(
                        giver, listed, self._comma_start(start, match.start()), "told_inside", leading=False
                    )
        return None

    def asked_on(self, start: int, end: int) -> Subject | None:
        """Those who are asked at the end of a clause, of whom more follow behind its semicolon: "…, đề nghị Thủ trưởng
        các phòng; Chủ tịch UBND các xã thực hiện"."""
        if self.party_at(end + 1, len(self.folded)) is None:
            return None
        for giver in self.words.givers:
            for match in giver.pattern.finditer(self.folded, start, end) if giver.mid and not giver.soft else ():
                listed = self.list_at(match.end(), end) if _ASKED.match(match.group()) else ()
                if listed and listed[-1].end == end and not self._tells_before(start, match.start()):
                    return _subject(giver, listed, match.start(), "told_inside", leading=False)
        return None

    def _tells_before(self, start: int, end: int) -> bool:
        """Whether somebody is told something in ``[start, end)``."""
        listed = self.list_at(start, end)
        return bool(listed) and self._acts(listed[-1].end, end)

    def _asks_award(self, position: int, end: int) -> bool:
        """Whether those above are asked for an award, in papers that somebody else sends."""
        return _AWARDS.match(self.folded, position, end) is not None

    def _is_done(self, giver: Giver, start: int, position: int) -> bool:
        """Whether to urge or to encourage somebody is itself what is to be done: "hướng dẫn, kiểm tra, đôn đốc các xã".

        So it is behind the comma of a list of verbs, and where the clause tells an aim.
        """
        if giver.requested and not giver.soft:
            return False
        before = self.folded[start:position].rstrip(" ,")
        if giver.soft and _AIM.search(before):
            return True
        verbs = list(self.words.verb.finditer(before, max(0, len(before) - _VERB_REACH)))
        whole = giver.mid or (bool(verbs) and not before[: verbs[-1].start()].strip())  # "Sắp xếp, phân công cán bộ …"
        return bool(verbs) and whole and verbs[-1].end() == len(before)

    def directed(self, start: int, end: int) -> Subject | None:
        """Whom the predicate at ``start`` directs to act: "chỉ đạo các chi cục thực hiện …"."""
        verb = _DIRECTS.match(self.folded, start, end)
        listed = self.list_at(verb.end(), end) if verb is not None else ()
        if not listed or not self._acts_directly(listed[-1].end, end):
            return None
        return Subject(parties=listed, start=listed[0].start, after=listed[-1].end, rule="directed")

    def _comma_start(self, start: int, position: int) -> int:
        """Behind "Trên đây là …," the order alone is the evidence, with the one who gives it."""
        if not self.folded.startswith("trên đây", start):
            return start
        comma = self.folded.rfind(",", start, position)
        return comma + 1 if comma >= 0 else position


def _subject(giver: Giver, listed: tuple[PartySpan, ...], start: int, rule: str, *, leading: bool) -> Subject:
    """Those whom the words of ``giver`` tell to act."""
    return Subject(
        parties=listed,
        start=start,
        after=listed[-1].end,
        rule=rule,
        requested=giver.requested,
        soft=giver.soft,
        role=giver.role,
        leading=leading,
    )
