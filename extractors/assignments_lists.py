"""Which parties stand where: the party at a place of a text and the list it opens."""

import re
from bisect import bisect_left

from extractors.assignments_words import role_words
from extractors.letters import LOWER, UPPER
from extractors.parties import find_parties
from extractors.parties_span import PartySpan
from extractors.reading import Reading

_CONNECTOR = re.compile(r"\s*(?:\([^()\n]{0,80}\)\s*)?(?:,|;|/|&|\+|,?\s*và|,?\s*cùng(?: với)?|,?\s*hoặc)\s*")
# A party that the lexicon lacks, in the middle of a list, or the rest of a name: "quân đội", "chức năng".
_UNKNOWN = re.compile(
    r"(?:\s+[^\W\d]+){0,2}\s*(?:[,;]|,?\s+và)\s+(?:(?:[^\W\d]+\s+){0,3}[^\W\d]+\s*(?:[,;]|,?\s+và)\s+)?"
)
_HONORIFIC = re.compile(r"(?:các\s+)?(?:ông|bà|đồng chí|đ/c)(?:\s*\(bà\)|,\s*bà)?\s*:?\s*(?!\w*\s*\Z)")
# A person named before the office: "Đồng chí Trần Văn Bình - Phó Hiệu trưởng phụ trách …". Read on the flow.
_PERSON = re.compile(
    rf"(?:(?:{UPPER}{LOWER}*\s+){{1,5}}?{UPPER}{LOWER}+\s*(?:[-–,(]|\s(?=[a-zà-ỹđ]))|{UPPER}{LOWER}+\s*[-–(])\s*"
)
_PARTED = re.compile(r"[:;]")
_MODIFIER_REACH = 170


class PartyLists:
    """The parties of one Reading, looked up once, and the lists they stand in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.folded = reading.folded
        self.flow = reading.flow
        self.parties = find_parties(reading, 0, len(reading.folded))
        self.starts = [party.start for party in self.parties]
        self.words = role_words()

    def party_at(self, start: int, end: int, reach: int = 1) -> int | None:
        """The index of the party that begins at ``start``, or at most ``reach`` signs behind it."""
        while start < end and (self.folded[start].isspace() or self.folded[start] in "“\"'"):
            start += 1
        index = bisect_left(self.starts, start)
        if index == len(self.parties) or self.parties[index].start > start:
            honorific = _HONORIFIC.match(self.folded, start, end)
            start = honorific.end() if honorific else start
            person = _PERSON.match(self.flow, start, end) if honorific else None
            start = person.end() if person else start
            index = bisect_left(self.starts, start)
        if index < len(self.parties) and self.parties[index].start - start < reach and self.parties[index].end <= end:
            return index
        return None

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
            if party.end > end or not self._joins(listed[-1].end, party.start):
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
