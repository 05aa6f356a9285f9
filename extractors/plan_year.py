"""The year a Reading is about, as far as its first lines tell: needed to tell aims from results of earlier years."""

import re

from extractors.dates import LONG_DATE, parse_date
from extractors.reading import Reading

_HEAD = 2500
_YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\d|\s*[-–]\s*(?:19|20)\d\d)")
_TITLE = re.compile(r"(?:^|\n)\s*(?:kế hoạch|quyết định|chương trình|phương án|đề án)\s*(?:\n|$)")
_UP_TO = re.compile(r"(?<!\w)(?:đến|tới|hết|cuối|trước|tầm nhìn)\s+$")
_BODY = re.compile(r"\n\s*(?:căn cứ|xét|theo|(?:thực hiện|triển khai|thi hành)\s[^\n]{0,40}\d|[ia1]\s?[./-])")
_TITLE_REACH = 300
_FIRST_LINES = 600
_DATED = re.compile(LONG_DATE)
_PERIOD = re.compile(r"(?<!năm học )((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")
_YEAR_OF_PLAN = re.compile(r"(?<!\w)năm\s+(?:19|20)\d\d(?!\s*[-–]\s*\d)")
_SCHOOL_YEAR = re.compile(r"năm\s+học\s+((?:19|20)\d\d)\s*[-–]\s*(?:19|20)\d\d")
_OF_SCHOOLS = re.compile(r"(?<!\w)(?:trường|giáo dục)(?!\w)")
_NUMERIC_YEAR = re.compile(r"/\s*(20\d\d)(?!\d)")


def plan_year(reading: Reading) -> int | None:
    """The plan's year: that of its title unless it was signed later; None where the first lines state no year."""
    folded = reading.folded[:_HEAD]
    title = _TITLE.search(folded)
    signed = _DATED.search(folded, 0, title.start() if title else min(600, len(folded)))
    parts = parse_date(signed.group()) if signed else None
    years = [parts.year] if parts and parts.year else []
    named = _years(folded, title.end(), _title_end(folded, title.end()))[:1] if title else []
    years += named
    if not years:
        years += [int(year) for year in _NUMERIC_YEAR.findall(folded)]
        years += _years(folded, 0, _FIRST_LINES)
    school = _SCHOOL_YEAR.search(folded)
    if not years and school is not None:
        return int(school.group(1))
    return max(years) if years else None


def _title_end(folded: str, start: int) -> int:
    """Where the title that begins at ``start`` ends at the latest: before the preamble or the first section."""
    body = _BODY.search(folded, start + 1, start + _TITLE_REACH)
    return body.start() if body else start + _TITLE_REACH


def _years(folded: str, start: int, end: int) -> list[int]:
    """The years named in ``[start, end)``, without those up to which something runs ("đến năm 2030")."""
    return [
        int(match.group(1))
        for match in _YEAR.finditer(folded, start, min(end, len(folded)))
        if _UP_TO.search(folded, max(0, match.start() - 16), match.start()) is None
    ]


def spans_school_year(reading: Reading) -> bool:
    """Whether the plan is for a school year ("năm học 2019 - 2020"), by its title or by a school that issues it: its
    spring months lie in the next year. Others only mention one."""
    folded = reading.folded[:_HEAD]
    title = _TITLE.search(folded)
    if title is not None and _SCHOOL_YEAR.search(folded, title.end(), _title_end(folded, title.end())):
        return True
    head = folded[: title.start() if title else _FIRST_LINES]
    return _OF_SCHOOLS.search(head) is not None and _SCHOOL_YEAR.search(folded) is not None


def spans_years(reading: Reading) -> bool:
    """Whether the plan is for several years by its title ("giai đoạn 2021 - 2025") and for none of them alone."""
    folded = reading.folded[:_HEAD]
    title = _TITLE.search(folded)
    if title is None:
        return False
    span = _PERIOD.search(folded, title.end(), _title_end(folded, title.end()))
    return span is not None and _YEAR_OF_PLAN.search(folded, title.end(), _title_end(folded, title.end())) is None
