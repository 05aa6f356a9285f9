"""What stretch of the calendar a time expression names: "quý I/2023", "tháng 7 và tháng 8 năm 2023", "6 tháng đầu năm".

Reads folded text of one expression; writes first and last day. A year that is not written comes from ``default_year``
and makes the result inferred.
"""

import calendar
import re
from dataclasses import dataclass, replace

from extractors.dates import ANY_DATE, DAY_MONTH, DateParts, parse_date, to_partial
from extractors.numbers import WORDS

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_POINT = re.compile(
    rf"{ANY_DATE}|{DAY_MONTH}|(?<![\w/.,])\d{{1,2}}/\d{{1,2}}(?![/\d])|(?<!\w)tháng\s*\d{{1,2}}(?!\d)"
    rf"|(?<!\w)quý\s*(?:iv|i{{1,3}}|[1-4])(?!\w)"
)
_CLOSE_DAYS = re.compile(r"(?<![\w/.])(\d{1,2}(?:/\d{1,2}){0,2}|\d{1,2}/\d{1,2}/\d{4})[-–](\d{1,2}/\d)")
# "ngày 18 - 19/7/2017", "các ngày 12, 13 và 14/6", "từ ngày 10 đến hết ngày 20/4"
_LONE_DAY = re.compile(
    r"(?:(?:từ|trong|vào)\s+)?(?:(?:các\s+)?ngày\s*)?(\d{1,2})"
    r"(?:(?:\s*[-–,]\s*|\s+(?:và|đến|tới)\s+(?:hết\s+)?)(?:ngày\s+)?\d{1,2})+\s*(?:/|tháng)"
)
_QUARTER = re.compile(r"(?<![\w/])(?:quý\s*)?(iv|i{1,3}|[1-4])(?![\w])(?:\s*(?:/|năm|-)\s*((?:19|20)\d\d))?")
_MONTH = re.compile(r"(?<![\w/])(?:tháng\s*|t)?(0?[1-9]|1[0-2])(?!\d)(?:\s*(?:/|năm|-)\s*((?:19|20)\d\d))?")
_PART = re.compile(r"(\d{1,2}|sáu|chín)\s+tháng\s+(đầu|cuối)\s+năm")
_HALF = re.compile(r"nửa\s+(đầu|cuối)\s+năm")
_UNTIL = re.compile(r"(?:từ\s+nay|đến|tới)\s")
_SUMMER = re.compile(r"(?<!\w)hè(?!\w)")
_WEEK = re.compile(r"tuần\s+(?:thứ\s+)?\w+|(?:\d{1,2}|mười)\s+ngày\s+(?:đầu|cuối)")
_TO_YEAR_END = re.compile(r"(?:hết|cuối)\s+năm$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """First and last day (ISO), None where unknown; inferred: the year is not written there."""

    first: str | None
    last: str | None
    inferred: bool


def point(expression: str, default_year: int | None) -> tuple[str | None, bool]:
    """The date that ``expression`` names, as precise as written, and whether its year is inferred."""
    matches = list(_POINT.finditer(expression))
    if not matches:
        return None, False
    parts = parse_date(matches[-1].group())
    if parts is None:
        return None, False
    inferred = parts.year is None
    parts = replace(parts, year=default_year) if inferred else parts
    if parts.quarter is not None:
        return _last(parts.year, parts.quarter * 3), inferred
    return to_partial(parts), inferred


def stretch(expression: str, default_year: int | None) -> Stretch:
    """The days from the first to the last that ``expression`` names (a month, quarters, part of a year, a year)."""
    years = [int(year) for year in _YEAR.findall(expression)]
    inferred = not years
    first_year = min(years) if years else default_year
    last_year = max(years) if years else default_year
    if first_year is None or last_year is None:
        return Stretch(first=None, last=None, inferred=False)
    if (part := _PART.search(expression)) is not None:
        months = min(WORDS.get(part.group(1)) or int(part.group(1)), 12)
        if part.group(2) == "đầu":
            return Stretch(first=f"{first_year}-01-01", last=_last(last_year, months or 1), inferred=inferred)
        return Stretch(first=f"{first_year}-{13 - months:02d}-01", last=f"{last_year}-12-31", inferred=inferred)
    if (half := _HALF.search(expression)) is not None:
        first, last = ("01-01", "06-30") if half.group(1) == "đầu" else ("07-01", "12-31")
        return Stretch(first=f"{first_year}-{first}", last=f"{last_year}-{last}", inferred=inferred)
    if _SUMMER.search(expression):
        return Stretch(first=None, last=None, inferred=False)
    if "quý" in expression:
        pairs = _with_years(_QUARTER, expression, first_year)
        return _months(
            [(year, quarter * 3 - 2) for year, quarter in pairs],
            [(year, quarter * 3) for year, quarter in pairs],
            inferred,
        )
    expression = _WEEK.sub("", expression)
    if "tháng" in expression or re.search(r"(?<!\w)t?\d{1,2}/(?:19|20)\d\d", expression):
        pairs = _with_years(_MONTH, expression, first_year)
        return _months(pairs, pairs, inferred)
    if "đầu năm" in expression or "giữa năm" in expression:
        return Stretch(first=None, last=None, inferred=False)
    first_day = None if _UNTIL.match(expression) else f"{first_year}-01-01"
    return Stretch(first=first_day, last=f"{last_year}-12-31", inferred=inferred)


def days(expression: str, default_year: int | None) -> tuple[str | None, str | None, bool]:
    """First and last date of a range written with dates, each as precise as written; and whether a year is inferred."""
    found = [parse_date(match.group()) for match in _POINT.finditer(_CLOSE_DAYS.sub(r"\1 - \2", expression))]
    parts = [one for one in found if one is not None]
    lone = _LONE_DAY.match(expression)
    if lone is not None and parts:
        parts = [replace(parts[-1], day=int(lone.group(1))), parts[-1]]
    if parts and _TO_YEAR_END.search(expression) is not None:
        parts.append(DateParts(year=parts[0].year, month=12, day=31))
    if len(parts) < 2:
        return None, None, False
    first, last = parts[0], parts[-1]
    inferred = last.year is None
    last = replace(last, year=default_year) if inferred else last
    first = replace(first, year=last.year) if first.year is None else first
    return _first_partial(first), _last_partial(last), inferred


def _first_partial(parts: DateParts) -> str | None:
    if parts.quarter is not None and parts.year is not None:
        return f"{parts.year}-{parts.quarter * 3 - 2:02d}-01"
    return to_partial(parts)


def _last_partial(parts: DateParts) -> str | None:
    return _last(parts.year, parts.quarter * 3) if parts.quarter is not None else to_partial(parts)


def _with_years(pattern: re.Pattern[str], expression: str, default: int) -> list[tuple[int, int]]:
    """(year, number) pairs; a number without a year takes the year of the next one that has it."""
    found = [(match.group(1), match.group(2)) for match in pattern.finditer(expression)]
    pairs: list[tuple[int, int]] = []
    year = default
    for number, written in reversed(found):
        year = int(written) if written else year
        pairs.append((year, _ROMAN.get(number) or int(number)))
    return pairs[::-1]


def _months(firsts: list[tuple[int, int]], lasts: list[tuple[int, int]], inferred: bool) -> Stretch:
    if not firsts:
        return Stretch(first=None, last=None, inferred=False)
    year, month = min(firsts)
    return Stretch(first=f"{year}-{month:02d}-01", last=_last(*max(lasts)), inferred=inferred)


def _last(year: int | None, month: int) -> str | None:
    if year is None or not 1 <= month <= 12:
        return None
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
