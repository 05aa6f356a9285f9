"""Markers that a recognition garbled, put right where the row that they stand in leaves no other.

"ở)" between "d)" and "e)" is "đ)", "A4." between "3." and "5." is "4.", a second "II." before "IV." is "III.". Works on
the lines of a whole document, as a row of items runs over many pages.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.docx_numbering import roman
from ingest.scan_romans import ROMANS, strokes
from schema.text import LIST_LETTERS

# How far (in lines) the neighbours of a garbled marker may stand.
_REACH = 160
# What the last letters of a row are taken for, where no marker stands behind them to tell.
_TAKEN_FOR = {"đ": frozenset("ởẩäöỡðõỏ"), "g": frozenset("øợọőġ")}
# A marker that is read for the next one: "đ" lost its bar, "III" a stroke.
_READ_TWICE = re.compile(r"d|[IVX]+")


@dataclass(frozen=True, slots=True)
class _Family:
    """Markers of one kind.

    token: how one opens a line, without the sign behind it. ordinal: its place in its row, 0 where it is none of the
    kind. name: the marker of a place. fits: whether a token may be what was made of the marker of a place.
    """

    token: re.Pattern[str]
    ordinal: Callable[[str], int]
    name: Callable[[int], str]
    fits: Callable[[str, int], bool]


class _Marker(NamedTuple):
    line: int
    token: str
    ordinal: int


def repaired_rows(lines: Sequence[str]) -> dict[int, str]:
    """The lines whose marker was garbled with it made whole, by their index in ``lines``."""
    return {
        marker.line: family.name(ordinal) + lines[marker.line][len(marker.token) :]
        for family in _FAMILIES
        for marker, ordinal in _garbled(family, lines)
        if family.name(ordinal) != marker.token
    }


def _garbled(family: _Family, lines: Sequence[str]) -> Iterator[tuple[_Marker, int]]:
    """The garbled markers and their places: as many as are missing between two that were read, or one behind the last
    that was."""
    before: _Marker | None = None
    between: list[_Marker] = []
    for marker in (*_markers(family, lines), None):
        if marker is not None and not marker.ordinal:
            between.append(marker)
            continue
        if marker and before and marker.token == before.token and _READ_TWICE.fullmatch(marker.token):
            between.append(marker)
            continue
        first = before.ordinal + 1 if before is not None else 1
        if marker is not None and marker.ordinal - first == len(between):
            found = between
        elif marker is not None and marker.ordinal - 1 == len(between):
            first, found = 1, between  # of a row that begins anew
        elif (marker is None or marker.ordinal == 1) and before is not None and between:
            found = between[:1] if _TAKEN_FOR.get(family.name(first), frozenset()) & set(between[0].token) else []
        else:
            found = []
        near = [one for one in (before, *between, marker) if one is not None]
        if all(behind.line - one.line <= _REACH for one, behind in pairwise(near)) and all(
            family.fits(one.token, first + place) for place, one in enumerate(found)
        ):
            yield from ((one, first + place) for place, one in enumerate(found))
        before, between = marker, []


def _markers(family: _Family, lines: Sequence[str]) -> Iterator[_Marker]:
    for at, line in enumerate(lines):
        match = family.token.match(line)
        if match is not None and _opens(line[match.end() :]):
            yield _Marker(at, match.group(), family.ordinal(match.group()))


def _opens(rest: str) -> bool:
    """Whether a line goes on behind its token as an item does: its sign and a capital, or all in capitals."""
    return rest.lstrip('.) “"(')[:1].isupper() if rest[:1] in {".", ")"} else rest.isupper()


def _letter(token: str) -> int:
    return LIST_LETTERS.find(token) + 1 if len(token) == 1 else 0


def _of_letter(token: str, ordinal: int) -> bool:
    """Whether ``token`` may be a letter: what is a figure or a Roman number alone is one."""
    return 1 < ordinal <= len(LIST_LETTERS) and not token.isdecimal() and not set(token) <= set("ivx")


def _number(token: str) -> int:
    return int(token) if token.isdecimal() else 0


def _of_number(token: str, ordinal: int) -> bool:
    """Whether ``token`` may be a number: it holds its figures, or is no more than a speck."""
    return ordinal > 1 and (str(ordinal) in token or not any(map(str.isalnum, token)))


def _of_roman(token: str, ordinal: int) -> bool:
    """Whether ``token`` has about as many strokes as the Roman number of this place."""
    return ordinal <= len(ROMANS) and abs(strokes(token) - strokes(roman(ordinal))) <= (ordinal > 1)


_FAMILIES = (
    _Family(
        re.compile(r"[^\s()\d.]{1,2}(?=\)\s)"), _letter, lambda ordinal: LIST_LETTERS[ordinal - 1 : ordinal], _of_letter
    ),
    _Family(re.compile(r"(?:[^\W\d]?\d{1,2}[^\W\d]?|[^\w\s.]{0,2})(?=\.\s)"), _number, str, _of_number),
    _Family(
        re.compile(r"(?!\d+\.?\s)[IVXLHTUNYl1|!]{1,5}(?=\.?\s)"), lambda token: ROMANS.get(token, 0), roman, _of_roman
    ),
)
