"""Which parties stand where: the party at a place of a text and the list it opens."""

import re
from bisect import bisect_left

from extractors.assignments_words import role_words
from extractors.parties import find_parties
from extractors.parties_span import PartySpan
from extractors.reading import Reading
from schema.letters import LOWER, UPPER

_CONNECTOR = re.compile(r"\s*(?:\([^()\n]{0,80}\)\s*)?(?:,|;|/|&|\+|,?\s*và|,?\s*cùng(?: với)?|,?\s*hoặc)\s*")
# A party that the lexicon lacks, in the middle of a list, or the rest of a name: "quân đội", "chức năng".
_UNKNOWN = re.compile(
    r"(?:\s+[^\W\d]+){0,2}\s*(?:[,;]|,?\s+và)\s+(?:(?:[^\W\d]+\s+){0,3}[^\W\d]+\s*(?:[,;]|,?\s+và)\s+)?"
)
_HONORIFIC = re.compile(r"(?:các\s+)?(?:ông|bà|đồng chí|đ/c)(?:\s*[(/,]\s*(?:ông,\s*)?bà\)?)?\s*:?\s*(?!\w*\s*\Z)")
# A person named before the office: "Đồng chí Trần Văn Bình - Phó Hiệu trưởng phụ trách …". Read on the flow.
_PERSON = re.compile(
    rf"(?:(?:{UPPER}{LOWER}*\s+){{1,5}}?{UPPER}{LOWER}+\s*(?:[-–,(]|\s(?={LOWER}))|{UPPER}{LOWER}+\s*[-–(])\s*"
)
_PARTED = re.compile(r"[:;]")
_QUOTED = re.compile(r"“[^“”\n]{1,400}”|\"[^\"\n]{1,400}\"")
_NOUN = re.compile(r"\s*(?:(?:và|cùng|các|những)\s+)?[^\W\d]+(?:\s+[^\W\d]+){0,4}\s*")
_MODIFIER_REACH = 170


def _slogans(flow: str, parties: list[PartySpan]) -> list[tuple[int, int]]:
    """The spans between quotation marks that hold several words and more than the name of a body."""
    names = {(party.start, party.end) for party in parties}
    spans = (match.span() for match in _QUOTED.finditer(flow))
    return [(start, end) for start, end in spans if " " in flow[start:end] and (start + 1, end - 1) not in names]


def _muted(folded: str, spans: list[tuple[int, int]]) -> str:
    """``folded`` with dots for what stands in ``spans`` between the marks."""
    parts, position = [], 0
    for start, end in spans:
        parts += [folded[position : start + 1], "·" * (end - start - 2)]
        position = end - 1
    return "".join([*parts, folded[position:]])


class PartyLists:
    """The parties of one Reading, looked up once, and the lists they stand in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.flow = reading.flow
        found = find_parties(reading, 0, len(reading.folded))
        self.quotes = _slogans(self.flow, found)
        self.quote_starts = [start for start, _ in self.quotes]
        self.folded = _muted(reading.folded, self.quotes)  # what slogans say is told to nobody
        self.parties = [party for party in found if not self.in_quotes(party.start)]
        self.starts = [party.start for party in self.parties]
        self.words = role_words()

    def in_quotes(self, position: int) -> bool:
        """Whether ``position`` stands in a slogan between quotation marks."""
        index = bisect_left(self.quote_starts, position) - 1
        return index >= 0 and position < self.quotes[index][1]

    def lists_on(self, start: int, comma: int) -> bool:
        """Whether the comma stands in a list of bodies and of nouns beside them: "các cấp ủy, chính quyền, …"."""
        if self.inside_party(comma) or self.ends_party(comma):
            return True
        before = self.folded.rfind(",", start, comma)
        return self.is_noun(before + 1, comma) and self.lists_on(start, before) if before >= 0 else False

    def list_start(self, start: int, comma: int) -> int:
        """Where the list begins in which the comma stands."""
        before = self.folded.rfind(",", start, comma)
        while before >= 0 and self.lists_on(start, before) and not self.words.verb.search(self.folded, before, comma):
            before, comma = self.folded.rfind(",", start, before), before
        index = bisect_left(self.starts, comma) - 1
        return max(self.parties[index].start, start) if index >= 0 else start

    def is_noun(self, start: int, end: int) -> bool:
        """Whether few words stand in ``[start, end)`` and no verb."""
        noun = _NOUN.fullmatch(self.folded, start, end)
        return noun is not None and self.words.verb.search(self.folded, start, end) is None

    def ends_party(self, position: int) -> bool:
        """Whether a party ends at ``position``, so that a list goes on there."""
        index = bisect_left(self.starts, position) - 1
        return index >= 0 and self.parties[index].end >= position - 1

    def party_at(self, start: int, end: int, reach: int = 1) -> int | None:
        """The index of the party that begins at ``start``, or at most ``reach`` signs behind it."""
        while start < end and (self.folded[start].isspace() or self.folded[start] in "“\"'"):
            start += 1
        index = bisect_left(self.starts, start)
        if index == len(self.parties) or self.parties[index].start > start:
            start = self._behind_honorific(start, end, index)
            index = bisect_left(self.starts, start)
        if index < len(self.parties) and self.parties[index].start - start < reach and self.parties[index].end <= end:
            return index
        return None

    def _behind_honorific(self, start: int, end: int, index: int) -> int:
        """Where the office stands behind "Các ông (bà):", "Đồng chí Trần Văn Bình -"; ``start`` without such words.

        index: the first party behind ``start``.
        """
        honorific = _HONORIFIC.match(self.folded, start, end)
        if honorific is None:
            return start
        if index < len(self.parties) and self.parties[index].start <= honorific.end():
            return self.parties[index].start  # whose first words would pass for a name: "bà Chánh Văn phòng"
        person = _PERSON.match(self.flow, honorific.end(), end)
        return person.end() if person else honorific.end()

    def inside_party(self, position: int) -> bool:
        """Whether ``position`` stands inside a party: the colon of "Các sở: Nội vụ, Tư pháp"."""
        index = bisect_left(self.starts, position) - 1
        return index >= 0 and position < self.parties[index].end

    def list_at(self, start: int, end: int) -> tuple[PartySpan, ...]:
        """The list of parties that begins at ``start``: "X, Y và Z"; empty when no party begins there."""
        index = self.party_at(start, end)
        if index is None:
            return ()
        listed = [self.parties[index]]
        for party in self.parties[index + 1 :]:
            together = listed[-1].code == "CAC_NGANH" and self.folded[listed[-1].end : party.start] == " "
            if party.end > end or not (together or self._joins(listed[-1].end, party.start)):
                break
            listed.append(party)
        return tuple(listed)

    def _joins(self, start: int, end: int) -> bool:
        if end - start > _MODIFIER_REACH:
            return False
        if _CONNECTOR.fullmatch(self.folded, start, end) is not None:
            return True
        between = self.folded[start:end]
        if _UNKNOWN.fullmatch(between) is not None:
            return self.words.verb.search(between) is None and self.words.modifier.match(between) is None
        if self.words.modifier.match(self.folded, start, end) is None or _PARTED.search(between):
            return False
        return re.search(r"(?:,|\bvà|;)\s*\Z", between) is not None and self.words.verb.search(between) is None
