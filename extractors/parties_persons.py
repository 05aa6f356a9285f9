"""Persons who are parties: "đ/c Nguyễn Thị Hằng (văn thư)". With an office behind the name, the office is the party."""

import re
from collections.abc import Sequence

from extractors.parties_lexicon import Words, lexicon
from extractors.parties_span import PartySpan
from extractors.reading import Reading
from schema.letters import LOWER, UPPER

HONORIFIC = re.compile(r"(?<!\w)(?:các\s+)?(?:đồng chí|đ/c|ông|bà(?! mẹ)|thầy giáo|cô giáo|thầy|cô)[.:]?\s+")
_NAME = re.compile(rf"(?:{UPPER}{LOWER}*\s+){{1,4}}{UPPER}{LOWER}*(?!\w)")
# One name alone ("đ/c Hòa"); what opens the title of an office is none ("đồng chí Bí thư").
_ONE_NAME = re.compile(
    rf"(?!(?:Bí|Chủ|Phó|Trưởng|Giám|Chánh|Hiệu|Tổ|Ủy|Uỷ|Đội|Chi|Chỉ|Tổng|Thủ|Thư|Kế|Văn|Cán|Công|Thành|Khối|Xóm|Bộ)\s)"
    rf"{UPPER}{LOWER}+(?!\w)"
)
_OFFICE = re.compile(r"\s*[-–,]?\s*")  # between a name and the office behind it
# The office in few letters behind a dash: "đ/c Hà - HT".
_SHORT_OFFICE = re.compile(r"\s*[-–]\s*(?P<office>p?\.?ht|hp|pgđ|gđ)(?!\w)")
_BRACKET = re.compile(r"\s*\((?P<office>[^()\n]{2,60})\)")


def with_persons(reading: Reading, parties: Sequence[PartySpan], start: int, end: int) -> list[PartySpan]:
    """``parties`` and the persons in ``[start, end)``, in order; a bracket behind a name belongs to the person."""
    found = list(parties)
    for title in HONORIFIC.finditer(reading.folded, start, end):
        person = _person(reading, title, found, end)
        if person is not None:
            found = [party for party in found if party.end <= person.start or party.start >= person.end]
            found.append(person)
    return sorted(found)


def _person(reading: Reading, title: re.Match[str], found: Sequence[PartySpan], end: int) -> PartySpan | None:
    name = _NAME.match(reading.flow, title.end(), end) or _ONE_NAME.match(reading.flow, title.end(), end)
    if name is None or any(party.start < name.end() and title.start() < party.end for party in found):
        return None
    bracket = _BRACKET.match(reading.folded, name.end(), end)
    if bracket is not None:
        return PartySpan(title.start(), bracket.end(), _office_code(reading, bracket, found))
    short = _SHORT_OFFICE.match(reading.folded, name.end(), end)
    if short is not None:
        return PartySpan(title.start(), short.end(), _office_code(reading, short, found))
    joint = _OFFICE.match(reading.folded, name.end(), end)
    behind = joint.end() if joint is not None else name.end()
    office = next((party for party in found if party.start == behind), None)
    if office is not None:
        unit = next((party for party in found if party.start == office.end + 1), None)  # "chuyên viên Phòng Nội vụ"
        beside = unit is not None and reading.folded[office.end] == " "
        return PartySpan(title.start(), unit.end if unit is not None and beside else office.end, office.code)
    return PartySpan(title.start(), name.end(), None)


def _office_code(reading: Reading, office: re.Match[str], found: Sequence[PartySpan]) -> str | None:
    known = next((party.code for party in found if office.start() < party.start < office.end()), None)
    words = Words(reading.folded, *office.span("office"), over_lines=False)
    hit = words.longest(0, lexicon().root) if known is None and words.count else None
    return hit.form.code if hit is not None else known
