"""Who a clause addresses: the party it names as its subject, as the one told or asked, or as the one it is done by."""

import re
from bisect import bisect_left

from extractors.assignments_behind import Behind, Subject
from extractors.assignments_words import Giver
from extractors.parties_span import PartySpan

_OPENER = re.compile(
    r"\s*(?:(?:mục|điểm|khoản|nội dung)\s+(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\)?\s*[:,]?\s+(?=giao|phân công))?"
    r"(?:(?:đồng thời|ngoài ra|bên cạnh đó|riêng|trong đó|do đó|vì vậy|trước mắt)\s*,?\s+)?(?:trọng tâm là\s+)?"
)
_NO_ORDER_AFTER = re.compile(
    r"(?<!\w)(?:theo|khi có|của|sự|có|được|xét|không|theo sự|qua|các|văn bản|thực hiện|nội dung|bị|do|phiếu|đơn|"
    r"(?:nhận thức|vai trò|ý thức|tinh thần|năng lực|quyền hạn|chức năng|thẩm quyền|tính chủ động),)\s*\Z"
)
# Who is meant, behind "Đối với …" in a heading: "Đối với công chức làm việc tại Bộ phận một cửa".
_WHO_THEY_ARE = re.compile(
    r"\s+(?:trực tiếp\s+)?(?:làm việc|làm công tác|làm nhiệm vụ|công tác|giảng dạy|giữ chức|được\s+\w+)(?!\w)"
    r"(?![^\n]*(?<!\w)(?:phải|cần|có trách nhiệm|chủ trì|phối hợp|thì|không|yêu cầu)(?!\w))[^,:;.\n]*\Z"
)
_BY_WHAT_IS_DONE = re.compile(r"(?<!\w)được\s+\w+\s+\w+")
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
# What else the body is: "Sở Nội vụ - Cơ quan thường trực Ban Chỉ đạo", "Ông A, Phó Chủ tịch - Trưởng ban".
_POST = re.compile(
    r"[-–]\s*(?:(?:là\s+)?(?:cơ quan|đơn vị|bộ phận)\s+(?:thường trực|đầu mối|chủ trì|tham mưu|giúp việc)"
    r"|(?:phó\s+)?trưởng\s+(?:tiểu\s+)?(?:ban|đoàn)|tổ\s+trưởng|tổ\s+phó|(?:ủy|thành)\s+viên|thư\s+ký)(?!\w)[^:;.–-]{0,80}"
)
_DUTY_OF = re.compile(r"(?:trách\s+nhiệm|nhiệm\s+vụ)\s+(?:cụ\s+thể\s+)?của")
_COMMA = re.compile(r"[,;]\s*\Z")
_LEADING = re.compile(r"lãnh đạo(?:\s*,|\s+(?:việc|công tác|thực hiện))(?!\w)")  # the verb, no body
_BESIDE = re.compile(r"[,;]\s*(?:còn\s+)?")
_CLAUSE_COMMA = re.compile(
    r"(?:,|\bthì|vướng mắc|khó khăn|phát sinh|(?:hằng|hàng|trong|cuối|và|mỗi|định kỳ) (?:năm|quý|tháng|tuần)"
    r"|(?:tháng|năm) \d{1,4}|/\d{4}|này|trên"
    r"|\A\s*định kỳ(?: 0?[1-9] tháng)?)\s*\Z"
)
# Who gave the tasks: "thực hiện các nhiệm vụ được UBND tỉnh, Chủ tịch UBND tỉnh giao".
_BY_WHOM = re.compile(r"(?<!\w)(?:được|do|bị)\s+[^;:.]{2,90},\s*\Z")
_GAVE = re.compile(
    r"\s+(?:đã\s+)?(?:giao|phân công|ủy quyền|yêu cầu|ban hành|phê duyệt|kết luận|chỉ đạo|quy định|thông qua)"
    r"(?:\s*(?:[,;.)]|\Z)|\s+(?:tại|theo|ngày|trong|cho)(?!\w))"
)
_PARTED = re.compile(r"[:;]")
_PART = re.compile(r"[^\s,;](?:[^,;]*[^\s,;])?")
_BODY_WORDS = 16
UNKNOWN_BODIES = "unknown_body"  # the rule of a heading that names bodies outside the lexicon
_MODIFIER_REACH = 170
_LEAD_IN_REACH = 420
_NAME_WORDS = 8
_UNKNOWN_REACH = 110


class Subjects(Behind):
    """Finds subjects in one Reading; the parties are looked up once."""

    def heading(self, start: int, end: int) -> Subject | None:
        """The subject of a heading that is nothing but a party: "Giao phòng Nội vụ huyện", "3. Bộ Y tế"."""
        giver, begin = self._giver_at(start, end)
        listed = self.list_at(begin, end)
        if not listed or not (self._only_names(listed[-1].end, end) or self._is_about(begin, listed[-1].end, end)):
            return None
        return Subject(
            parties=(*listed[:-1], self.completed(listed[-1], end)),
            start=start,
            after=end,
            rule="party_heading" if giver is None else "party_told",
            requested=giver is not None and giver.requested,
            soft=giver is not None and giver.soft,
        )

    def bodies(self, start: int, end: int) -> Subject | None:
        """The subject of a heading that lists bodies of which the lexicon lacks some, verbs in their names or not.

        "Các phòng chuyên môn; Chi cục Giám định xây dựng": every part opens with a capital and a word that heads names.
        """
        giver, begin = self._giver_at(start, end)
        parties: list[PartySpan] = []
        for part in _PART.finditer(self.flow, begin, end):
            known = self.party_at(part.start(), part.end())
            named = known is not None or self.words.body_head.match(self.folded, part.start(), part.end()) is not None
            upper = self.flow[part.start()].isupper() or not parties
            if not named or not upper or len(part.group().split()) > _BODY_WORDS:
                return None
            code = self.parties[known].code if known is not None else None
            parties.append(PartySpan(part.start(), part.end(), code))
        if len(parties) < 2 or self.party_at(begin, end) is None:
            return None
        return Subject(
            parties=tuple(parties),
            start=start,
            after=end,
            rule=UNKNOWN_BODIES,
            requested=giver is not None and giver.requested,
            soft=giver is not None and giver.soft,
        )

    def topic(self, start: int, end: int) -> Subject | None:
        """Whom a heading is about, whatever else it says of them: "Các phòng tham mưu lĩnh vực (gồm: …)".

        Behind "Trách nhiệm của" any words name them: "Trách nhiệm của đối tượng kiểm kê".
        """
        giver, begin = self._giver_at(start, end)
        listed = self.list_at(begin, end)
        if not listed and _DUTY_OF.fullmatch(self.folded, start, begin):
            bracket = self.folded.find(" (", begin, end)
            listed = (PartySpan(begin + 1, bracket if bracket > 0 else end, None),)
        if not listed:
            return None
        asked = giver is not None and giver.requested
        return Subject(parties=listed, start=start, after=end, rule="party_heading", requested=asked)

    def completed(self, party: PartySpan, end: int) -> PartySpan:
        """``party`` outside the codes with the rest of its name, up to ``end``: "Ban Công tác đặc biệt"."""
        stop = end
        while stop > party.end and self.folded[stop - 1] in " \n.:;/*,(":
            stop -= 1
        rest = self.folded[party.end : stop]
        if party.code is not None or not rest.startswith(" ") or not rest.replace(" ", "").isalnum():
            return party
        if len(rest.split()) > _NAME_WORDS or self.words.verb.search(rest) or self.words.modifier.match(rest):
            return party
        return PartySpan(party.start, stop, None)

    def _only_names(self, start: int, end: int) -> bool:
        """Whether the rest of a heading says no more than which of the party is meant."""
        rest = self.folded[start:end].strip(" .:;/*0123456789")
        if not rest or (rest.startswith("(") and rest.endswith(")") and rest.count("(") == 1):
            return True
        if _POST.fullmatch(rest):
            return True
        told = self.folded[start:end].lstrip().startswith(":")  # "Hiệu trưởng: phụ trách chung"
        if told or _PARTED.search(rest) or ". " in rest or len(rest) > _MODIFIER_REACH:
            return False
        if self.words.predicate.match(self.folded, start, end):
            return False
        if self.words.modifier.match(self.folded, start, end):
            named = _BY_WHAT_IS_DONE.sub("", rest)
            return self._is_label(start, end) or self.words.verb.search(named) is None
        if self.folded[end : end + 1] in (".", ";") and self._opens_predicate(start, end):
            return False
        return len(rest.split()) <= _NAME_WORDS and self.words.verb.search(rest) is None

    def _is_about(self, begin: int, start: int, end: int) -> bool:
        """Whether the heading tells of whom it speaks by what they do: "Đối với viên chức trực tiếp giảng dạy"."""
        about = self.folded[:begin].rstrip().endswith("đối với") and self.folded[end : end + 1] != "."
        return about and _WHO_THEY_ARE.match(self.folded[start:end].rstrip()) is not None

    def _is_label(self, start: int, end: int) -> bool:
        """Whether a colon ends the heading, so that what follows is not its predicate."""
        return self.folded[end : end + 3].lstrip().startswith(":") or self.folded[start:end].rstrip().endswith(":")

    def _giver_at(self, start: int, end: int) -> tuple[Giver | None, int]:
        opener = _OPENER.match(self.folded, start, end)
        begin = opener.end() if opener else start
        best: tuple[Giver, int] | None = None
        for giver in self.words.givers:
            match = giver.pattern.match(self.folded, begin, end)
            if match is not None and (best is None or match.end() > best[1]):
                best = (giver, match.end())
        if best is None:
            return None, begin
        everyone = _EVERYONE.match(self.folded, best[1], end)
        return best[0], everyone.end() if everyone is not None else best[1]

    def find(self, start: int, end: int, *, governed: bool) -> Subject | None:
        """The subject of the clause ``[start, end)``; governed: a subject is known already and may go on."""
        first = bisect_left(self.starts, start)
        if first == len(self.starts) or self.starts[first] >= end:
            return None
        return (
            self._told(start, end, governed=governed)
            or (self._acting(start, end) if not (governed and _LEADING.match(self.folded, start)) else None)
            or self._first(self._after_lead_in(start, end), None if governed else self._told_inside(start, end))
            or self._duty(start, end)
            or self._sends(start, end)
            or self._passive(start, end)
            or self._held(start, end)
            or self._at_end(start, end)
            or (None if governed else self._takes_up(start, end) or self._joined(start, end))
            or self._bracketed(start, end)
        )

    @staticmethod
    def _first(one: Subject | None, other: Subject | None) -> Subject | None:
        """The one whose party is named first."""
        if one is None or other is None:
            return one or other
        return one if one.parties[0].start <= other.parties[0].start else other

    def acts(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` opens with a body and tells what it does: "X phụ trách khối văn xã chỉ đạo"."""
        subject = self._told(start, end, governed=False) or self._acting(start, end)
        if subject is None or self.folded[subject.after : end].lstrip().startswith("("):
            return False
        return self._acts(subject.after, end)

    def acts_at_once(self, start: int, end: int) -> bool:
        """Whether the predicate stands right behind the body: "X chỉ đạo", not "X phụ trách việc ban hành văn bản"."""
        subject = self._told(start, end, governed=False) or self._acting(start, end)
        if subject is None:
            return False
        return self._predicate_behind(subject.after, end)

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
        return Subject(
            parties=listed,
            start=start,
            after=listed[-1].end,
            rule="told",
            requested=giver.requested,
            soft=giver.soft,
            leading=giver.leading,
            role=giver.role,
        )

    def beside(self, subject: Subject, end: int) -> tuple[PartySpan, ...]:
        """Who else acts in the clause behind commas: "Hội Nông dân vận động …, Đoàn Thanh niên đảm nhận …"."""
        found: list[PartySpan] = []
        for comma in _BESIDE.finditer(self.folded, subject.after, end):
            listed = self.list_at(comma.end(), end)
            if listed and not self.inside_party(comma.start()) and not self.ends_party(comma.start()):
                told = self.words.predicate.match(self.folded, listed[-1].end, end) is not None
                found.extend(party for party in listed if told and party not in found)
        return tuple(found)

    def _acting(self, start: int, end: int) -> Subject | None:
        opener = _OPENER.match(self.folded, start, end)
        listed = self.list_at(opener.end() if opener else start, end)
        if not listed:
            return None
        inner = self._told_behind(listed[-1].end, start, end)
        if inner is not None:
            return inner
        if not self._acts(listed[-1].end, end) and not self._opens_predicate(listed[-1].end, end):
            return None
        return Subject(parties=listed, start=start, after=listed[-1].end, rule="subject")

    def _told_behind(self, position: int, start: int, end: int) -> Subject | None:
        """ "Chủ tịch UBND xã yêu cầu các công chức …": the one told is the party."""
        for giver in self.words.givers:
            match = giver.pattern.match(self.folded, position + 1, end)
            if match is not None and match.group().startswith(("chỉ", "đôn")):
                continue
            listed = self.list_at(match.end(), end) if match else ()
            if listed and self._acts(listed[-1].end, end):
                return Subject(
                    parties=listed,
                    start=start,
                    after=listed[-1].end,
                    rule="told_by",
                    requested=giver.requested,
                    soft=giver.soft,
                    role=giver.role,
                )
        return None

    def _after_lead_in(self, start: int, end: int) -> Subject | None:
        if self.words.lead_in.match(self.folded, start, end) is None:
            return None
        index = bisect_left(self.starts, start)
        for party in self.parties[index:]:
            if party.end > end or party.start - start > _LEAD_IN_REACH:
                return None
            before = self.folded[start : party.start]
            if not _CLAUSE_COMMA.search(before):
                continue
            listed = self.list_at(party.start, end)
            if listed and _BY_WHOM.search(before) and _GAVE.match(self.folded, listed[-1].end, end):
                continue
            lists_on = self.ends_party(start + len(before.rstrip(" ,")))
            if listed and (
                self._acts_directly(listed[-1].end, end)
                or (not lists_on and (self._acts(listed[-1].end, end) or self._opens_predicate(listed[-1].end, end)))
            ):
                inner = self._told_behind(listed[-1].end, start, end)
                if inner is not None:
                    return inner
                return Subject(parties=listed, start=start, after=listed[-1].end, rule="subject_after_lead_in")
        return None

    def unknown(self, start: int, end: int) -> Subject | None:
        """The subject of a clause that opens with a body which the lexicon lacks: "Câu lạc bộ Thơ phát động …".

        Only for places where bodies are told their tasks: a word that heads the names of bodies must open the clause.
        """
        head = self.words.body_head.match(self.folded, start, end)
        if head is None or self.words.predicate.match(self.folded, start, end):
            return None  # "Tổ chức sơ kết …" begins with a verb, no "Tổ"
        if self._states(start, end):
            return None
        for verb in self.words.verb.finditer(self.folded, head.end() + 1, min(end, start + _UNKNOWN_REACH)):
            name = self.folded[start : verb.start()].rstrip()
            if _PARTED.search(name) or len(name.split()) > _NAME_WORDS + 2:
                return None
            if self.flow[verb.start()].isupper() or len(name.split()) <= len(head.group().split()):
                continue  # a word of the name: "Ban Quản lý chợ phối hợp …"
            modifier = self.words.modifier.search(name, len(head.group()))
            stop = start + (modifier.start() if modifier else len(name))
            party = PartySpan(start, max(stop, head.end()), None)
            return Subject(parties=(party,), start=start, after=start + len(name), rule="unknown_subject")
        return None

    def _told_inside(self, start: int, end: int) -> Subject | None:
        for giver in self.words.givers:
            for match in giver.pattern.finditer(self.folded, start, end):
                listed = self.list_at(match.end(), end)
                if not giver.mid and not _COMMA.search(self.folded, start, match.start()):
                    continue
                if not listed or _NO_ORDER_AFTER.search(self.folded, max(start, match.start() - 14), match.start()):
                    continue
                if self._acts(listed[-1].end, end):
                    return Subject(
                        parties=listed,
                        start=self._comma_start(start, match.start()),
                        after=listed[-1].end,
                        rule="told_inside",
                        requested=giver.requested,
                        soft=giver.soft,
                        role=giver.role,
                        leading=False,
                    )
        return None

    def _comma_start(self, start: int, position: int) -> int:
        """Behind "Trên đây là …," the order alone is the evidence, with the one who gives it."""
        if not self.folded.startswith("trên đây", start):
            return start
        comma = self.folded.rfind(",", start, position)
        return comma + 1 if comma >= 0 else position
