"""The year a Reading is about, as far as its first lines tell: needed to tell aims from results of earlier years."""

import re

from extractors.dates import LONG_DATE, parse_date
from extractors.reading import Reading

_HEAD = 2500
_YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\d|\s*[-–]\s*(?:19|20)\d\d)")
_TITLE = re.compile(r"(?:^|\n)\s*(?:kế hoạch|quyết định|chương trình|phương án|đề án)\s*(?:\n|$)")
_DATED = re.compile(LONG_DATE)
_SCHOOL_YEAR = re.compile(r"năm\s+học\s+((?:19|20)\d\d)\s*[-–]\s*(?:19|20)\d\d")
_NUMERIC_YEAR = re.compile(r"/\s*(20\d\d)(?!\d)")


def plan_year(reading: Reading) -> int | None:
    """The plan's year: that of its title unless it was signed later; None where the first lines state no year."""
    folded = reading.folded[:_HEAD]
    title = _TITLE.search(folded)
    signed = _DATED.search(folded, 0, title.start() if title else min(600, len(folded)))
    parts = parse_date(signed.group()) if signed else None
    years = [parts.year] if parts and parts.year else []
    if title:
        years += [int(year) for year in _YEAR.findall(folded, title.end(), min(title.end() + 300, len(folded)))[:1]]
    if not years or parts is None:
        years += [int(year) for year in _NUMERIC_YEAR.findall(folded)]
        years += [int(year) for year in _YEAR.findall(folded[:600])]
    school = _SCHOOL_YEAR.search(folded)
    if not years and school is not None:
        return int(school.group(1))
    return max(years) if years else None


def spans_school_year(reading: Reading) -> bool:
    """Whether the plan is for a school year ("năm học 2019 - 2020"): its spring months lie in the next year."""
    return _SCHOOL_YEAR.search(reading.folded, 0, _HEAD) is not None
