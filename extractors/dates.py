"""The date grammar of administrative Vietnamese, shared by citations, header and deadlines.

All patterns are strings without groups of their own, for the folded text (lower case), and never cross a paragraph.
``parse_date`` reads what one of them matched. What is blank in the text ("ngày     tháng 7 năm 2023") stays unknown.
"""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

# Blanks of a form: spaces, dots, ellipses, underscores. Possessive: real files hold lines of thousands of spaces.
BLANK = r"[^\S\n.…_]*+(?:[.…_][.…_\xa0 ]*+)?"
GAP = r"[^\S\n]*+"

YEAR = r"(?:19|20)[^\S\n]?\d[^\S\n]?\d(?!\d)"
_TWO = r"\d(?:[^\S\n]?\d)?"  # OCR splits digits: "tháng 0 6"
_SEPARATOR = GAP + r"[/.\-–]" + GAP

# "ngày 29 tháng 9 năm 2021", "ngày     tháng 7 năm 2023", "ngày 15 tháng 7/2023", "29 tháng 9 năm 2021"
LONG_DATE = (
    rf"(?:(?<!\w)ngày{GAP}(?:{_TWO}|{BLANK}){GAP}|(?<![\w/.,]){_TWO}{GAP})"
    rf"tháng{GAP}(?:{_TWO}|{BLANK}){GAP}(?:năm|/){GAP}{YEAR}"
)
# "29/9/2021", "29-9-2021", "29.9.2021", "29 / 9 / 2021"
NUMERIC_DATE = rf"(?<![\w/.,\-])\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}(?:19|20)\d\d(?!\d)"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
# "09 - 10/2026" without "ngày": months, no day.
MONTH_SPAN = rf"(?<![\w/.,\-–]){_MONTH_NUMBER}{GAP}[-–]{GAP}{_MONTH_NUMBER}/(?:19|20)\d\d(?!\d)"
# "ngày    / 7/2023", "ngày  /  /2023", "ngày …/…/2023"
BLANK_NUMERIC_DATE = rf"(?<!\w)ngày{BLANK}(?:\d{{1,2}}{GAP})?/{BLANK}(?:\d{{1,2}}{GAP})?/{GAP}(?:19|20)\d\d(?!\d)"
# "ngày 15/8/23": two digits only where "ngày" says that it is a date
SHORT_YEAR_DATE = rf"(?<!\w)ngày{GAP}\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d\d(?![\d/])"
FULL_DATE = (
    rf"(?:{LONG_DATE}|(?:(?<!\w)ngày{GAP}|(?!{MONTH_SPAN})){NUMERIC_DATE}|{BLANK_NUMERIC_DATE}|{SHORT_YEAR_DATE})"
)

# "tháng 9/2021", "tháng 9 năm 2021", "tháng 9-2021", "9/2021"
MONTH_YEAR = (
    rf"(?:(?<!\w)tháng{GAP}{_TWO}{GAP}(?:năm|[/\-.]){GAP}{YEAR}|(?<![\w/.,\-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d))"
)
# "quý I/2022", "quý IV năm 2022", "quý 1/2019"
QUARTER_YEAR = rf"(?<!\w)quý{GAP}(?:iv|i{{1,3}}|[1-4])(?!\w){GAP}(?:năm|[/\-]){GAP}{YEAR}"
YEAR_WORD = rf"(?<!\w)năm{GAP}{YEAR}"
# "ngày 30/6", "ngày 30 tháng 6": the year stands elsewhere
DAY_MONTH = (
    rf"(?:(?<!\w)ngày{GAP}\d{{1,2}}{GAP}[/\-]{GAP}\d{{1,2}}(?![\d/\-.]\d|\d)"
    rf"|(?<!\w)ngày{GAP}{_TWO}{GAP}tháng{GAP}{_TWO}(?!\d))"
)
ANY_DATE = rf"(?:{FULL_DATE}|{QUARTER_YEAR}|{MONTH_YEAR}|{YEAR_WORD})"

_LONG = re.compile(
    rf"(?:ngày)?{GAP}(?P<day>{_TWO})?{BLANK}tháng{BLANK}(?P<month>{_TWO})?{BLANK}(?:(?:năm|[/\-.]){GAP}(?P<year>{YEAR}))?"
)
_NUMERIC = re.compile(
    rf"(?:ngày)?{BLANK}(?P<day>\d{{1,2}})?{BLANK}[/.\-–]{BLANK}(?P<month>\d{{1,2}})?{BLANK}"
    rf"(?:[/.\-–]{GAP}(?P<year>(?:19|20)\d\d|\d\d))?(?!\d)"
)
_MONTH = re.compile(r"(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)")
_QUARTER = re.compile(rf"quý{GAP}(?P<quarter>iv|i{{1,3}}|[1-4])(?!\w){GAP}(?:(?:năm|[/\-]){GAP}(?P<year>{YEAR}))?")
_YEAR = re.compile(rf"(?:năm{GAP})?(?P<year>{YEAR})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateParts:
    """What a date states: each part is None where it is blank or not written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None


def _number(digits: str | None) -> int | None:
    return int("".join(digits.split())) if digits else None


def _year(digits: str | None) -> int | None:
    year = _number(digits)
    return 2000 + year if year is not None and year < 100 else year


@lru_cache(maxsize=2048)
def parse_date(folded: str) -> DateParts | None:
    """The parts of the date that ``folded`` (lower case) begins with, None where it begins with no date."""
    text = folded.strip()
    if (match := _QUARTER.match(text)) is not None:
        return DateParts(year=_number(match["year"]), quarter=_QUARTERS[match["quarter"]])
    if (match := _MONTH.match(text)) is not None and not text[match.end() :].startswith("/"):
        return DateParts(year=_number(match["year"]), month=_number(match["month"]))
    for pattern in (_LONG, _NUMERIC):
        if (match := pattern.match(text)) is not None:
            return DateParts(year=_year(match["year"]), month=_number(match["month"]), day=_number(match["day"]))
    if (match := _YEAR.match(text)) is not None:
        return DateParts(year=_number(match["year"]))
    return None


def to_partial(parts: DateParts | None) -> str | None:
    """ "2021-09-29", "2023-07" or "2023": as precise as ``parts``; None without a year or for an impossible date."""
    if parts is None or parts.year is None or not is_possible(parts):
        return None
    if parts.month is None:
        return f"{parts.year:04d}"
    if parts.day is None:
        return f"{parts.year:04d}-{parts.month:02d}"
    return f"{parts.year:04d}-{parts.month:02d}-{parts.day:02d}"


def is_possible(parts: DateParts) -> bool:
    """Whether the calendar has this date; a part that is not stated does not count against it."""
    if parts.month is not None and not 1 <= parts.month <= 12:
        return False
    if parts.day is None:
        return True
    if parts.month is None:
        return 1 <= parts.day <= 31
    year = parts.year if parts.year is not None else 2024  # a leap year: without a year, 29 February may exist
    return 1 <= parts.day <= calendar.monthrange(year, parts.month)[1]


def last_day(parts: DateParts) -> str | None:
    """The last day that ``parts`` allow ("tháng 9/2021" -> "2021-09-30"); None without a year or when impossible."""
    if parts.year is None or not is_possible(parts):
        return None
    month = parts.month or (parts.quarter * 3 if parts.quarter else 12)
    day = parts.day or calendar.monthrange(parts.year, month)[1]
    return f"{parts.year:04d}-{month:02d}-{day:02d}"
