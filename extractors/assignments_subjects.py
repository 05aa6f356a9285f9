"""Who a clause addresses: the party it names as its subject, as the one told or asked, or as the one it is done by."""

import re
from bisect import bisect_left

from extractors.assignments_behind import MANY, Subject
from extractors.assignments_orders import Orders, opener_end
from extractors.parties_span import PartySpan
from schema.letters import LOWER, UPPER

# Who is meant, behind "Đối với …" in a heading: "Đối với công chức làm việc tại Bộ phận một cửa".
_WHO_THEY_ARE = re.compile(
    r"\s+(?:trực tiếp\s+)?(?:làm việc|làm công tác|làm nhiệm vụ|công tác|giảng dạy|giữ chức|được\s+\w+)(?!\w)"
    r"(?![^\n]*(?<!\w)(?:phải|cần|có trách nhiệm|chủ trì|phối hợp|thì|không|yêu cầu)(?!\w))[^,:;.\n]*\Z"
)
_BY_WHAT_IS_DONE = re.compile(r"(?<!\w)được\s+\w+\s+\w+")
# What else the body is: "Sở Nội vụ - Cơ quan thường trực Ban Chỉ đạo", "Ông A, Phó Chủ tịch - Trưởng ban".
_POST = re.compile(
    r"[-–]\s*(?:(?:là\s+)?(?:cơ quan|đơn vị|bộ phận)\s+(?:thường trực|đầu mối|chủ trì|tham mưu|giúp việc)"
    r"|(?:phó\s+)?trưởng\s+(?:tiểu\s+)?(?:ban|đoàn)|tổ\s+trưởng|tổ\s+phó|(?:ủy|thành)\s+viên|thư\s+ký)(?!\w)[^:;.–-]{0,80}"
)
_DUTY_OF = re.compile(r"(?:trách\s+nhiệm|nhiệm\s+vụ)\s+(?:(?:cụ\s+thể|thực\s+hiện)\s+)?của")
_ORGANISATION = re.compile(r"(?P<name>(?:các\s+)?tổ chức\s+[^,;:.\n]{2,80}?)(?=\s+(?:có|chịu)\s+trách\s+nhiệm(?!\w))")
# What the rest of a name never holds: "Cục Tin học và Thống kê tài chính chủ trì, …".
_TOLD_DUTY = re.compile(r"\s(?:có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp với)(?!\w)")
_LEADING = re.compile(r"lãnh đạo(?:\s*,|\s+(?:việc|công tác|thực hiện))(?!\w)")  # the verb, no body
_BESIDE = re.compile(r"[,;]\s*(?:còn\s+)?")
_GIVEN_IN_BRACKET = re.compile(r"\s*\(\s*(?:giao|phân công)(?!\w)")
_CLAUSE_COMMA = re.compile(
    r"(?:,|\bthì|(?:sửa đổi|điều chỉnh), bổ sung|vướng mắc|khó khăn|phát sinh"
    r"|(?:hằng|hàng|trong|cuối|và|mỗi|định kỳ) (?:năm(?: học)?|quý|tháng|tuần)|(?:tháng|năm) \d{1,4}|/\d{4}|này|trên"
    r"|\A\s*định kỳ(?: 0?[1-9] tháng)?)\s*\Z"
)
# Who gave the tasks: "thực hiện các nhiệm vụ được UBND tỉnh, Chủ tịch UBND tỉnh giao".
_BY_WHOM = re.compile(r"(?<!\w)(?:được|do|bị)\s+[^;:.]{2,90},\s*\Z")
_GAVE = re.compile(
    r"\s+(?:đã\s+)?(?:giao|phân công|ủy quyền|yêu cầu|ban hành|phê duyệt|kết luận|chỉ đạo|quy định|thông qua)"
    r"(?:\s*(?:[,;.)]|\Z)|\s+(?:tại|theo|ngày|trong|cho)(?!\w))"
)
_GIVES_MORE = re.compile(r"\s+(?:bao\s+gồm|gồm|là)(?!\w)")  # what the body is, no rest of its name
_GOVERNS = re.compile(
    r"(?<!\w)(?:phối hợp(?: chặt chẽ)?(?: với| cùng)?|hướng dẫn|đôn đốc|chỉ đạo|vận động|kiểm tra|giám sát|hỗ trợ|giúp"
    r"|quán triệt)(?: đến| tới| cho)?\s*(?:các|những)?\s*\Z"
)
# Whose awareness is to be raised: "… nâng cao nhận thức, trách nhiệm của các cấp ủy, chính quyền địa phương".
_WHOSE_MIND = re.compile(r"(?<!\w)(?:nhận thức|trách nhiệm|ý thức|vai trò)\s+của\s+[^;:.]{2,160},\s*\Z")
_FOR_WHOM = re.compile(r"(?<!\w)(?:nhằm|để)(?!\w)")
_PARTED = re.compile(r"[:;]")
_PLACE = rf"{UPPER}{LOWER}+(?:(?: [–-] |[ -]){UPPER}{LOWER}+){{0,4}}"
_PLACES = re.compile(
    rf"\s*:\s+{_PLACE}(?:(?:\s*[,;]|\s+và)\s+{_PLACE})+(?=\s*(?:\.|\*|\n|\Z)|\s+và\s+(?:UBND|Ủy ban)\s)"
)
_PART = re.compile(r"[^\s,;](?:[^,;]*[^\s,;])?")
_BODY_WORDS = 16
UNKNOWN_BODIES = "unknown_body"  # the rule of a heading that names bodies outside the lexicon
_MODIFIER_REACH = 170
_COMMITTEES = ("ubnd", "ủy ban nhân dân", "chủ tịch ubnd", "chủ tịch ủy ban nhân dân")
_ASKS = re.compile(r"\s+(?:trân trọng\s+)?(?:đề nghị|yêu cầu|mời|kính mời|kêu gọi)(?!\w)")
_LEAD_IN_REACH = 420
_NAME_WORDS = 8
_UNKNOWN_REACH = 110


class Subjects(Orders):
    """Finds subjects in one Reading; the parties are looked up once."""

    def heading(self, start: int, end: int) -> Subject | None:
        """The subject of a heading that is nothing but a party: "Giao phòng Nội vụ huyện", "3. Bộ Y tế"."""
        giver, begin = self._giver_at(start, end)
        listed = self._with_places(self.list_at(begin, end), end)
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

    def _with_places(self, listed: tuple[PartySpan, ...], end: int) -> tuple[PartySpan, ...]:
        """``listed`` with the places that are all the rest: "Ủy ban nhân dân các xã: Gia Lộc, An Hòa"."""
        places = _PLACES.match(self.flow, listed[-1].end, end) if listed else None
        if places is None:
            return listed
        stop = places.end()
        others = self.list_at(stop + len(" và "), end) if self.folded.startswith(" và ", stop) else ()
        if self.flow[others[-1].end if others else stop : end].strip(" .*"):
            return listed
        return (*listed[:-1], PartySpan(listed[-1].start, stop, listed[-1].code), *others)

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
        if self.words.predicate.match(self.folded, start, end) or _GIVES_MORE.match(self.folded, start, end):
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

    def find(self, start: int, end: int, *, governed: bool) -> Subject | None:
        """The subject of the clause ``[start, end)``; governed: a subject is known already and may go on."""
        organisation = self._organisation(start, end)
        first = bisect_left(self.starts, start)
        if organisation is not None or first == len(self.starts) or self.starts[first] >= end:
            return organisation
        return (
            self._told(start, end, governed=governed)
            or (self._acting(start, end) if not (governed and _LEADING.match(self.folded, start)) else None)
            or self._first(self._after_lead_in(start, end), self._told_inside(start, end, governed=governed))
            or self._duty(start, end)
            or self._sends(start, end)
            or self._passive(start, end)
            or self._held(start, end)
            or self._at_end(start, end)
            or (None if governed else self._takes_up(start, end) or self._joined(start, end))
            or self._bracketed(start, end)
        )

    def _verbs(self, start: int, end: int) -> list[int]:
        """Where the verb behind the head of a body's name may stand: only at its duty, if no comma precedes it."""
        duty = _TOLD_DUTY.search(self.folded, start, end)
        if duty is not None and "," not in self.folded[start : duty.start()]:
            return [duty.start() + 1]
        return [verb.start() for verb in self.words.verb.finditer(self.folded, start + 1, end)]

    def _organisation(self, start: int, end: int) -> Subject | None:
        """An organisation whose name opens like a verb: "Tổ chức pháp chế các Tổng cục có trách nhiệm giúp …"."""
        named = _ORGANISATION.match(self.folded, start, end)
        if named is None:
            return None
        party = PartySpan(named.start("name"), named.end("name"), None)
        return Subject(parties=(party,), start=start, after=named.end("name"), rule="subject")

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

    def beside(self, subject: Subject, end: int) -> tuple[PartySpan, ...]:
        """Who else acts in the clause behind commas: "Hội Nông dân vận động …, Đoàn Thanh niên đảm nhận …"."""
        found: list[PartySpan] = []
        for comma in _BESIDE.finditer(self.folded, subject.after, end):
            listed = self.list_at(comma.end(), end)
            before = self.folded.rfind(",", subject.after, comma.start()) + 1
            many = before and MANY.match(self.folded, comma.end()) and self.is_noun(before, comma.start())
            if listed and not many and not self.lists_on(subject.after, comma.start()):
                told = self.words.predicate.match(self.folded, listed[-1].end, end) is not None
                found.extend(party for party in listed if told and party not in found)
        return tuple(found)

    def _acting(self, start: int, end: int) -> Subject | None:
        listed = self.list_at(opener_end(self.folded, start, end), end)
        if not listed:
            return None
        inner = self._told_behind(listed[-1].end, start, end)
        if inner is not None:
            return inner
        if self._asks_others(listed, end):
            return self._told_inside(listed[-1].end, end, governed=False)
        if _GIVEN_IN_BRACKET.match(self.folded, listed[-1].end, end):
            return self._bracketed(start, end)  # "… tại UBND các xã (giao Công an huyện tham mưu)"
        if not self._acts(listed[-1].end, end) and not self._opens_predicate(listed[-1].end, end):
            return None
        return Subject(parties=listed, start=start, after=listed[-1].end, rule="subject")

    def _asks_others(self, listed: tuple[PartySpan, ...], end: int) -> bool:
        """Whether a committee asks bodies that the lexicon lacks: "UBND thành phố đề nghị các Đại sứ quán …"."""
        committee = len(listed) == 1 and self.folded.startswith(_COMMITTEES, listed[0].start)
        return committee and _ASKS.match(self.folded, listed[0].end, end) is not None

    def _is_governed(self, start: int, comma: int) -> bool:
        """Whether a verb governs the list in which the comma stands: "… và phối hợp với các sở, UBND xã bố trí …"."""
        return _GOVERNS.search(self.folded, start, self.list_start(start, comma)) is not None

    def _opens_lead_in(self, start: int, end: int) -> bool:
        """Whether the clause opens with a time or an occasion; not with a verb that holds such a word: "Theo dõi"."""
        lead_in = self.words.lead_in.match(self.folded, start, end)
        verb = self.words.verb.match(self.folded, start, end) if lead_in is not None else None
        return lead_in is not None and (verb is None or verb.end() <= lead_in.end())

    def _after_lead_in(self, start: int, end: int) -> Subject | None:
        if not self._opens_lead_in(start, end):
            return None
        index = bisect_left(self.starts, start)
        for party in self.parties[index:]:
            if party.end > end or party.start - start > _LEAD_IN_REACH:
                return None
            before = self.folded[start : party.start]
            if not _CLAUSE_COMMA.search(before):
                continue
            listed = self.list_at(party.start, end)
            if _WHOSE_MIND.search(before):
                continue
            if listed and _BY_WHOM.search(before) and _GAVE.match(self.folded, listed[-1].end, end):
                continue
            lists_on = self.lists_on(start, start + len(before.rstrip(" ,")))
            if lists_on and (_FOR_WHOM.search(before) or self._is_governed(start, start + len(before.rstrip(" ,")))):
                continue  # "Nhằm nâng cao nhận thức của các cấp ủy, các ngành …"
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
        if self.words.no_body.match(self.folded, start, end):
            return None
        if self._states(start, end):
            return None
        for verb in self._verbs(head.end(), min(end, start + _UNKNOWN_REACH)):
            name = self.folded[start:verb].rstrip()
            if _PARTED.search(name) or len(name.split()) > _NAME_WORDS + 2:
                return None
            words = len(head.group().split())
            if self.flow[verb].isupper() or len(name.split()) < words or len(name.split()) == words == 1:
                continue  # a word of the name: "Ban Quản lý chợ phối hợp …"
            modifier = self.words.modifier.search(name, len(head.group()))
            stop = start + (modifier.start() if modifier else len(name))
            party = PartySpan(start, max(stop, head.end()), None)
            return Subject(parties=(party,), start=start, after=start + len(name), rule="unknown_subject")
        return None
