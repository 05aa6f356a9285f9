"""Markers that a recognition garbled, put right where the row that they stand in leaves no other.

"ở)" between "d)" and "e)" is "đ)", "A4." between "3." and "5." is "4.", "8:" between "2." and "4." is "3.", a second
"II." before "IV." is "III.", and so is one as wide as that. Works on the lines of a whole document, as a row of items
runs over many pages.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, zip_longest
from typing import NamedTuple

from ingest.docx_numbering import roman
from ingest.scan_decimals import repaired_decimals
from ingest.scan_headings import numbered_headings
from ingest.scan_romans import ROMANS, annex_numbers, measured, opens_lettered_part, strokes
from schema.text import LIST_LETTERS

# How far (in lines) the neighbours of a garbled marker may stand.
_REACH = 160
# What the last letters of a row are taken for, where no marker stands behind them to tell.
_TAKEN_FOR = {"d": frozenset("đ"), "đ": frozenset("ởẩäöỡðõỏ"), "g": frozenset("øợọőġ89")}
# The figures that letters are taken for, and which of them "a" is.
_FIGURES, _MADE_OF_A = "389", "38"
# The figures that one is taken for, alone in its marker.
_LOOKS = {
    3: frozenset("8B"),
    5: frozenset("8BSso"),
    6: frozenset("8o"),
    8: frozenset("3B"),
    9: frozenset("8"),
}
_STOPS = (",", ":", ";")  # what the stop behind a number is taken for
_BRACKETED = re.compile(r"(\d{1,2})\)\s")
_NUMBERED = re.compile(r"(\d{1,2}|l)[.,]\s")
# A Roman number of strokes alone, the last of which may be its stop: no word is spelt so.
_STROKED = re.compile(r"[I1l|!]{1,3}[IL]")
# A Roman number with dust above or below its last stroke: "VỊ."
_MARKED = re.compile(r"(?P<whole>[IVX]{0,4})[ỊÍÌỈĨ](?=\.\s)")
# What two or three strokes are read for.
_TWO_OR_THREE = re.compile(r"H|[I1l|]{2,3}|[I1l|]H|HI")
_ENDED = re.compile(r"[.;:!?]\s*$|^I{1,3}\.(?!.*(?:mục|phần|chương|phụ lục|giai đoạn|quý|và|,)\s*$)", re.IGNORECASE)
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
    """sign: what stands behind the token: ".", ")" or nothing."""

    line: int
    token: str
    ordinal: int
    sign: str


def repaired_rows(lines: Sequence[str], widths: Sequence[float] = ()) -> dict[int, str]:
    """The lines whose marker was garbled with it made whole, by their index in ``lines``.

    widths: of the first word of each line over its size, where known; they tell the strokes of a Roman number.
    """
    told = _by_strokes(lines, widths)
    headings = numbered_headings([told.get(at, line) for at, line in enumerate(lines)], told.keys())
    # The first of the headings made whole tells how wide a stroke is.
    told |= _by_strokes([(told | headings).get(at, line) for at, line in enumerate(lines)], widths) | headings
    told |= {at: _MARKED.sub(r"\g<whole>I", line, count=1) for at, line in enumerate(lines) if _MARKED.match(line)}
    read = [told.get(at, line) for at, line in enumerate(lines)]
    repaired = {
        first + marker.line: f"{family.name(ordinal)}{sign}{part[marker.line][len(marker.token) + len(marker.sign) :]}"
        for family in _FAMILIES
        for first, part in (_parts(read) if family is _ROMANS else [(0, read)])
        for marker, ordinal, sign in _garbled(family, part, {at - first for at in told})
        if family.name(ordinal) != marker.token
    }
    read = [repaired.get(at, line) for at, line in enumerate(read)]
    others = dict(_with_signs(read)) | dict(repaired_decimals(read)) | dict(annex_numbers(read))
    return {at: text for at, text in told.items() if text != lines[at]} | repaired | others


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of each part ("A. ĐÁNH GIÁ TÌNH HÌNH") and the index of the first of them: a row of Roman numbers ends
    where a part does."""
    starts = [0, *(at for at, line in enumerate(lines) if at and opens_lettered_part(line))]
    yield from ((start, lines[start:end]) for start, end in pairwise((*starts, len(lines))))


def _by_strokes(lines: Sequence[str], widths: Sequence[float]) -> dict[int, str]:
    """The Roman numbers of one to three strokes as their lines, the rows below them and their widths tell them."""
    ones = {at: f"I{lines[at][1:]}" for at in (*_roman_ones(lines), *_ones_of_rows(lines))}
    told = ones | measured([ones.get(at, line) for at, line in enumerate(lines)], widths)
    return told | {at: lines[at].removeprefix("I") for at in _first_of_two(lines) if at not in told}


def _with_signs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The headings whose Roman number was read without the sign that others of its row have."""
    rows: list[list[_Marker]] = []
    for marker in _markers(_ROMANS, lines):
        if marker.ordinal and rows and marker.ordinal == rows[-1][-1].ordinal + 1:
            rows[-1].append(marker)
        elif marker.ordinal:
            rows.append([marker])
    for row in rows:
        sign = next((marker.sign for marker in row if marker.sign), "")
        for marker in row:
            if sign and not marker.sign:
                yield marker.line, f"{marker.token}{sign}{lines[marker.line][len(marker.token) :]}"


def _roman_ones(lines: Sequence[str]) -> Iterator[int]:
    """The lines in capitals, read as number 1, over another number 1: "1. MỤC ĐÍCH" above "1. Mục tiêu"."""
    numbered = [(at, match.group(1)) for at, line in enumerate(lines) if (match := _NUMBERED.match(line))]
    for (at, number), (below, following) in pairwise(numbered):
        if number in "1l" and following == "1" and lines[at].isupper() and not lines[below].isupper():
            yield at


def _ones_of_rows(lines: Sequence[str]) -> Iterator[int]:
    """The lines read as number 1 that begin a row of Roman numbers: "1. Rà soát", with "1. Thống kê" or no number
    below it, before "H. Duy trì", which goes on with no row above."""
    romans = [marker for marker in _markers(_ROMANS, lines) if marker.sign == "."]
    parts = [at for at, line in enumerate(lines) if opens_lettered_part(line)]
    numbered = [(at, match.group(1)) for at, line in enumerate(lines) if (match := _NUMBERED.match(line))]
    for place, (at, number) in enumerate(numbered):
        after = next((marker for marker in romans if marker.line > at), None)
        if number != "1" or after is None or after.line - at > _REACH or not _TWO_OR_THREE.fullmatch(after.token):
            continue
        part = max((line for line in parts if line < at), default=-1)
        before = next((marker for marker in reversed(romans) if part < marker.line < at), None)
        inner = [figure for line, figure in numbered[place + 1 :] if line < after.line]
        goes_on = before is not None and (not before.ordinal or _of_roman(after.token, before.ordinal + 1))
        if inner[:1] in ([], ["1"]) and not goes_on:
            yield at


def _first_of_two(lines: Sequence[str]) -> Iterator[int]:
    """The line of the first Roman number where it is a second "II" before that and "III", or what lost a stroke of it:
    of a number that touches its heading a letter's stroke is taken for its own."""
    first = list(islice(_markers(_ROMANS, lines), 4))
    tokens = [marker.token for marker in first]
    goes_on = tokens[2:3] == ["III"] or tokens[2:] == ["II", "IV"]
    if tokens[:2] == ["II", "II"] and goes_on and lines[first[0].line].isupper():
        yield first[0].line


def _garbled(family: _Family, lines: Sequence[str], certain: Collection[int]) -> Iterator[tuple[_Marker, int, str]]:
    """The garbled markers, their places and signs: as many as are missing between two that were read, or one behind the
    last that was. certain: lines whose marker is what it says."""
    before: _Marker | None = None
    between: list[_Marker] = []
    markers = list(_markers(family, lines))
    for marker, behind in zip_longest(markers, markers[1:]):
        if _ends_a_stroke_short(marker, before, between, behind):
            yield from _filled(family, before, [*between, marker], None)
            before, between = None, []
            continue
        misread = (before is not None or between) and _is_misread(marker, before, len(between), behind)
        if not marker.ordinal or (misread and marker.line not in certain):
            between.append(marker)
            continue
        yield from _filled(family, before, between, marker)
        before, between = marker, []
    yield from _filled(family, before, between, None)


def _is_misread(marker: _Marker, before: _Marker | None, garbled: int, behind: _Marker | None) -> bool:
    """Whether ``marker``, which is one of its kind, stands for another. garbled: how many garbled ones stand before it.

    It does where it repeats the one before; where it is a "đ" before "đ" or what was made of it; and where the row goes
    on behind it as if it were the one between, if it lost strokes, is a letter from further on or a figure that looks
    so.
    """
    if before is not None and marker.token == before.token:
        return _READ_TWICE.fullmatch(marker.token) is not None
    if before is not None and behind is not None and marker.token == "đ" and before.token == "c":
        return behind.token == "đ" or (not behind.ordinal and set(behind.token) <= _TAKEN_FOR["đ"])
    place = (before.ordinal if before is not None else 0) + garbled + 1
    if behind is None or behind.ordinal != place + 1 or behind.ordinal == marker.ordinal + 1:
        return False
    if marker.token in _LOOKS.get(place, ()):
        return True
    return set(marker.token) == {"I"} or (marker.token.islower() and marker.ordinal > behind.ordinal)


def _ends_a_stroke_short(
    marker: _Marker, before: _Marker | None, between: Sequence[_Marker], behind: _Marker | None
) -> bool:
    """Whether a "II" that ends its row is "III": what stands between it and "I" is "II" itself, read as "H"."""
    alone = [one.token for one in between] == ["H"] and before is not None and before.token == "I"
    return alone and marker.token == "II" and (behind is None or behind.ordinal == 1)


def _filled(
    family: _Family, before: _Marker | None, between: Sequence[_Marker], marker: _Marker | None
) -> Iterator[tuple[_Marker, int, str]]:
    """The places of the garbled markers ``between`` two that were read, where they can be no others; and their signs,
    which their neighbours tell where it was taken for a part of the token ("L" is "I.")."""
    neighbour = marker or before
    first = before.ordinal + 1 if before is not None else 1
    if before is not None and marker is not None and marker.ordinal == first:
        return  # nothing is missing
    for start in dict.fromkeys((first, 1)):  # the row goes on, or begins anew
        end = marker.ordinal if marker is not None and marker.ordinal > 1 else start
        found = [one for one in between if any(family.fits(one.token, place) for place in range(start, end))]
        near = [one for one in (before if start > 1 else None, *found, marker) if one is not None]
        if (
            found
            and len(found) == end - start
            and all(family.fits(one.token, start + place) for place, one in enumerate(found))
            and all(low.line - up.line <= _REACH for up, low in pairwise(near))
        ):
            sign = neighbour.sign if neighbour else ""
            yield from ((one, start + place, one.sign or sign) for place, one in enumerate(found))
            return
    if before is None or not between or (marker is not None and marker.ordinal != 1):
        return
    if between[0].token == before.token and _lost_its_sign(between[0], before):
        yield between[0], first, before.sign
    elif family is _ROMANS:
        yield from _gone_on(before, between)
    else:
        yield from _taken_for(family, before, between)


def _taken_for(family: _Family, before: _Marker, between: Sequence[_Marker]) -> Iterator[tuple[_Marker, int, str]]:
    """The places of the markers that end a row behind ``before``, as long as each is what its letter is taken for."""
    for place, one in enumerate(between, before.ordinal + 1):
        if not _TAKEN_FOR.get(family.name(place), frozenset()) & set(one.token) or one.line - before.line > _REACH:
            return
        yield one, place, one.sign


def _gone_on(before: _Marker, between: Sequence[_Marker]) -> Iterator[tuple[_Marker, int, str]]:
    """The places of the Roman numbers that end a row behind ``before``, as long as each has about as many strokes as
    its own, or is the beginning of it."""
    for place, one in enumerate(between, before.ordinal + 1):
        alike = _of_roman(one.token, place) or (place <= len(ROMANS) and roman(place).startswith(one.token))
        with_stop = not one.sign and before.sign == "." and _of_stroke_and_stop(one.token, place)
        if not alike or one.line - before.line > _REACH or not (with_stop or one.sign == before.sign):
            return
        yield one, place, before.sign


def _of_stroke_and_stop(token: str, ordinal: int) -> bool:
    """Whether ``token`` is the Roman number of this place, its stop taken for the foot of an "L" ("HIL" is "III."), or
    its last stroke and the stop ("IL" behind "I." is "II.")."""
    known = token.endswith("L") and ordinal <= len(ROMANS)
    return known and strokes(roman(ordinal)) in (strokes(token[:-1]), strokes(token))


def _lost_its_sign(marker: _Marker, before: _Marker) -> bool:
    """Whether a repeated Roman number was read without the sign that the one before has: a stroke and the sign are one
    blot. An author who writes a number twice writes its sign, too."""
    return set(marker.token) <= set("IVX") and not marker.sign and bool(before.sign)


def _markers(family: _Family, lines: Sequence[str]) -> Iterator[_Marker]:
    counted: dict[int, int] = {}  # where a number with a bracket was seen last
    for at, line in enumerate(lines):
        match = family.token.match(line)
        if figure := _BRACKETED.match(line):
            counted[number := int(figure[1])] = at
            if at - counted.get(number - 1, -_REACH) < _REACH:
                continue  # "3)" behind "2)" is no letter
        before = lines[at - 1] if at else ""
        if match is not None and _opens(match.group(), line[match.end() :], before):
            sign = line[match.end() :][:1].strip()
            yield _Marker(at, match.group(), family.ordinal(match.group()), sign)


def _opens(token: str, rest: str, before: str) -> bool:
    """Whether a line goes on behind its ``token`` as an item does: its sign and a capital, or all in capitals; or as
    a Roman number that lost its sign, and the line ``before`` is one of the row or ends a sentence."""
    signed = rest[:1] in {".", ")"} or token.endswith(_STOPS)
    signed = signed or (_STROKED.fullmatch(token) is not None and _ENDED.search(before) is not None)
    return rest.lstrip('.) “"(')[:1].isupper() if signed else rest.isupper()


def _letter(token: str) -> int:
    return LIST_LETTERS.find(token) + 1 if len(token) == 1 else 0


def _of_letter(token: str, ordinal: int) -> bool:
    """Whether ``token`` may be a letter: what is a Roman number alone is one, and no figure is but what "a" and "g" are
    taken for."""
    if ordinal == 1:
        return token in _MADE_OF_A
    if not 1 < ordinal <= len(LIST_LETTERS) or set(token) <= set("ivx"):
        return False
    return not token.isdecimal() or token in _TAKEN_FOR.get(LIST_LETTERS[ordinal - 1], ())


def _number(token: str) -> int:
    return int(token) if token.isdecimal() else 0


def _of_number(token: str, ordinal: int) -> bool:
    """Whether ``token`` may be a number: it holds its figures, or is no more than a speck, or a figure that its own is
    taken for; the first is its figure."""
    if ordinal == 1:
        return token == "1,"
    figures = "".join(filter(str.isalnum, token))
    return not figures or str(ordinal) in token or figures in _LOOKS.get(ordinal, ())


def _of_roman(token: str, ordinal: int) -> bool:
    """Whether ``token`` has about as many strokes as the Roman number of this place, or has lost some of three."""
    if ordinal == 1:
        return strokes(token.removesuffix("L") or token) == 1  # "IL": a stroke and the stop behind it
    lost = token == "I" and ordinal == 3
    return ordinal <= len(ROMANS) and (lost or abs(strokes(token) - strokes(roman(ordinal))) <= 1)


_ROMANS = _Family(
    re.compile(r"(?!\d+\.?\s)[IVXLHTUNYl1|!]{1,5}(?=\.?\s)"), lambda token: ROMANS.get(token, 0), roman, _of_roman
)
_FAMILIES = (
    _Family(
        re.compile(rf"(?:[^\s()\d.]{{1,2}}|[{_FIGURES}])(?=\)\s)"),
        _letter,
        lambda ordinal: LIST_LETTERS[ordinal - 1 : ordinal],
        _of_letter,
    ),
    _Family(
        re.compile(r"(?:[^\W\d]?\d{1,2}[^\W\d]?|[^\w\s.]{0,2}|[soS])(?=\.\s)|(?:\d{1,2}|[BS])[,:;](?=\s)"),
        _number,
        str,
        _of_number,
    ),
    _ROMANS,
)
