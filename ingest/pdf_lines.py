"""Words of a page to lines in reading order; two-column parts (header, recipients and signature) column by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.pdf_page import SUPERSCRIPT, Word
from schema.text import bare

# A gap this many times the font size, and this many times the line's usual gap, is no word space.
_GAP_SIZES = 1.4
_GAP_RATIO = 2.5
# A gap this wide (font sizes) parts columns even on a row that stands alone.
_LONE_GAP = 5.0
# Free width that a gutter must keep through all rows of its region, in font sizes.
_GUTTER = 0.35
# Rows further apart than this many font sizes do not belong to one region, unless a signature is awaited.
_REGION_DISTANCE = 9.0
# What a font size measured by OCRmyPDF must be multiplied with to be that of the print.
_OCR_SIZE = 1.3
# Words this near in height (font sizes) share a baseline: fonts of one line differ a little in their descent.
_BASELINE = 0.22

# What opens the right column of a header or of a signature block; on text without marks, one word per entry.
_RIGHT_OPENERS = (
    re.compile(r"c[o0]ng h[o0]a x[aãA]? ?h[o0]i ch[uú] ngh[il1]a"),
    re.compile(r"d[o0]c [l1i]ap ?[-–—.]* ?t[uư] d[o0]"),
)
_RIGHT_SIGNER = re.compile(r"(?:tm|kt|tl|tuq|q)\.|(?:quyen )?chu tich|thu truong|truong phong|giam doc|bi thu")
_LEFT_RECIPIENTS = re.compile(r"noi nhan")
# What an OCR makes of grains and strokes.
_SPECKS = re.compile(r"[`'‘’›‹|~^¬°·\\_]+$")
_MARKER = re.compile(r"(?:[-+*•–—.]|\(?[ivxlcIVXLC]{1,5}[.)]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[a-zđA-ZĐ][.)])$")


class Line(NamedTuple):
    """A line of text as read: one row of one column.

    x0, y0, x1, y1: its box; y0 is the descent. size: the font size of most of it. left, right: the edges of its column.
    column: 0 for the page's full width, else a number that differs for every column of every region of the document.
    first: the width of its first word. marker_end: where the text after a list marker starts, else x0. ocr: recognised from
    an image, so that heights are rough and bold is unknown.
    """

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    italic: bool
    column: int
    left: float
    right: float
    first: float
    marker_end: float
    ocr: bool


@dataclass(slots=True)
class _Row:
    """Words whose middle lies on one height, from left to right."""

    words: list[Word]
    y0: float
    y1: float
    size: float

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)


class _Region(NamedTuple):
    """Rows first..last (both included) that stand in two columns, parted at x."""

    first: int
    last: int
    gutter: float


def page_lines(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of ``words`` in reading order: left column before right column where there are two."""
    rows = _rows(_evened(words))
    regions = _regions(rows)
    lines: list[Line] = []
    at = 0
    for number, region in enumerate(regions):
        lines += [_line(row.words, page, 0) for row in rows[at : region.first]]
        lines += _columns(rows[region.first : region.last + 1], region, page, 2 * number + 1)
        at = region.last + 1
    lines += [_line(row.words, page, 0) for row in rows[at:]]
    return _with_edges(lines)


def _evened(words: Sequence[Word]) -> Sequence[Word]:
    """``words``, those of an OCR in one size: it guesses a size for every line, and a third too small (measured)."""
    sizes = [word.size for word in words if word.font.invisible]
    if not sizes:
        return words
    usual = median(sizes)
    even = _OCR_SIZE * usual
    return [
        word._replace(size=even, y0=word.y0 - 0.22 * (even - word.size))
        if word.font.invisible and 0.5 * usual < word.size < 1.6 * usual
        else word
        for word in words
        if not (word.font.invisible and _SPECKS.match(word.text))
    ]


def cell_lines(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of one table cell, top to bottom."""
    return _with_edges([_line(row.words, page, 0) for row in _rows(words)])


def _rows(words: Sequence[Word]) -> list[_Row]:
    rows: list[_Row] = []
    for word in sorted(words, key=lambda word: (-word.y0, word.x0)):
        size = word.size
        row = _row_of(word, size, rows)
        if row is None:
            rows.append(_Row([word], word.y0, word.y0 + size, size))
            continue
        row.words.append(word)
        if size > row.size:
            row.y0, row.y1, row.size = word.y0, word.y0 + size, size
    for row in rows:
        row.words.sort(key=lambda word: word.x0)
    rows.sort(key=lambda row: -row.y0)
    return rows


def _row_of(word: Word, size: float, rows: list[_Row]) -> _Row | None:
    """The row on whose baseline ``word`` stands, or to which it is raised or lowered in small type."""
    near = rows[-6:]
    level = [row for row in near if abs(row.y0 - word.y0) < _BASELINE * max(size, row.size)]
    if level:
        return min(level, key=lambda row: abs(row.y0 - word.y0))
    middle = word.y0 + size / 2
    for row in reversed(near):
        touches = any(abs(other.x1 - word.x0) < 0.5 * size or abs(word.x1 - other.x0) < 0.5 * size for other in row.words)
        if size < 0.8 * row.size and row.y0 - 0.1 * row.size < middle < row.y1 and touches:
            return row
    return None


def _gaps(row: _Row) -> list[tuple[float, float]]:
    """The gaps of a row that are no word spaces, as (from, to)."""
    words = row.words
    if len(words) < 2:
        return []
    gaps: list[tuple[float, float, int]] = []
    reach = words[0].x1
    for index, word in enumerate(words[1:], 1):
        if word.x0 > reach:
            gaps.append((reach, word.x0, index))
        reach = max(reach, word.x1)
    if not gaps:
        return []
    widths = [to - start for start, to, _ in gaps]
    usual = median(widths) if len(widths) > 2 else min(*widths, 0.3 * row.size)
    least = max(_GAP_SIZES * row.size, _GAP_RATIO * usual)
    return [
        (start, to)
        for start, to, index in gaps
        if to - start >= least and not (index == 1 and _MARKER.match(words[0].text))
    ]


def _opener_gap(row: _Row) -> tuple[float, float] | None:
    """The gap before the words that only ever open a right column ("CỘNG HÒA XÃ HỘI ...", "Độc lập - ...")."""
    text = ""
    starts: dict[int, int] = {}
    for index, word in enumerate(row.words):
        starts[len(text)] = index
        text += bare(word.text) + " "
    for opener in _RIGHT_OPENERS:
        match = opener.search(text)
        if match and starts.get(match.start(), 0) > 0:
            index = starts[match.start()]
            return max(word.x1 for word in row.words[:index]), row.words[index].x0
    if _LEFT_RECIPIENTS.match(text):
        for start, index in starts.items():
            if index > 1 and _RIGHT_SIGNER.match(text, start):
                return max(word.x1 for word in row.words[:index]), row.words[index].x0
    return None


def _free(row: _Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """What of ``gutter`` the row leaves free, None where words cross it."""
    low, high = gutter
    least = _GUTTER * row.size
    cuts = [word for word in row.words if word.x1 > low and word.x0 < high]
    best: tuple[float, float] | None = None
    edge = low
    for word in [*cuts, None]:
        upto = word.x0 if word else high
        if upto - edge >= least and (best is None or upto - edge > best[1] - best[0]):
            best = (edge, upto)
        if word:
            edge = max(edge, word.x1)
    return best


def _regions(rows: list[_Row]) -> list[_Region]:
    regions: list[_Region] = []
    index = 0
    while index < len(rows):
        region = _region_from(rows, index)
        if region:
            least = regions[-1].last + 1 if regions else 0
            regions.append(_upwards(rows, region, least))
            index = region.last + 1
        else:
            index += 1
    return regions


def _upwards(rows: list[_Row], region: _Region, least: int) -> _Region:
    """``region`` with the rows above that are its left column's: a signature block that a page break has cut."""
    first = region.first
    if _opener_gap(rows[first]) or _signature_gap(rows, first):
        return region
    own = [word for word in rows[first].words if word.x1 < region.gutter]
    size, x0 = median(word.size for word in own), min(word.x0 for word in own)
    while first > least:
        row = rows[first - 1]
        near = row.y0 - rows[first].y0 < 2.2 * size
        if not near or row.x1 > region.gutter or abs(row.size - size) > 0.3 or row.x0 - x0 > 2 * size:
            break
        first -= 1
    return region._replace(first=first)


def _region_from(rows: list[_Row], index: int) -> _Region | None:
    """The two-column region that opens at row ``index``, if one does."""
    certain = _opener_gap(rows[index]) or _signature_gap(rows, index)
    gaps = [certain] if certain else sorted(_gaps(rows[index]), key=lambda gap: gap[0] - gap[1])
    if not gaps and index + 1 < len(rows):
        beside = _beside(rows[index], rows[index + 1])
        gaps = [beside] if beside else []
    for gap in gaps:
        region = _grow(rows, index, gap, certain=certain is not None)
        if region:
            return region
    return None


def _signature_gap(rows: list[_Row], index: int) -> tuple[float, float] | None:
    """The gap between "Nơi nhận" and the signer's title where the two stand on rows of their own, in either order."""
    row = rows[index]
    for other in rows[index + 1 : index + 4]:
        left, right = (row, other) if row.x0 < other.x0 else (other, row)
        if row.y0 - other.y0 > 3.5 * max(row.size, other.size):
            break
        if _LEFT_RECIPIENTS.match(_bare_text(left)) and _RIGHT_SIGNER.match(_bare_text(right)) and left.x1 < right.x0:
            return left.x1, right.x0
    return None


def _bare_text(row: _Row) -> str:
    return bare(" ".join(word.text for word in row.words))


def _beside(upper: _Row, lower: _Row) -> tuple[float, float] | None:
    """The gap between two rows that stand beside each other on slightly different heights."""
    overlap = min(upper.y1, lower.y1) - max(upper.y0, lower.y0)
    if overlap < 0.25 * min(upper.size, lower.size):
        return None
    left, right = (upper, lower) if upper.x0 < lower.x0 else (lower, upper)
    return (left.x1, right.x0) if right.x0 - left.x1 > _GUTTER * upper.size else None


def _grow(rows: list[_Row], first: int, gap: tuple[float, float], *, certain: bool) -> _Region | None:
    gutter = gap
    both = 1 if gap[1] - gap[0] > _LONE_GAP * rows[first].size else 0
    last = first
    for index in range(first, len(rows)):
        row = rows[index]
        if index > first and rows[index - 1].y0 - row.y1 > _REGION_DISTANCE * row.size:
            break
        free = _free(row, gutter)
        if free is None:
            break
        middle = (free[0] + free[1]) / 2
        on_left, on_right = row.x0 < middle, row.x1 > middle
        if on_left and on_right:
            certain = certain or _opener_gap(row) is not None
            if not _parts_row(row, free, certain=certain):
                break
            both += 1
            last = index
        elif on_left and not _belongs_left(row, rows[first : last + 1], middle):
            break
        elif on_left:
            last = index
        gutter = free
    left_words = [word for row in rows[first : last + 1] for word in row.words if word.x1 <= gutter[0] + 1]
    if not left_words or (both < 2 and not certain and not _side_by_side(rows, first, last, gutter)):
        return None
    return _Region(first, last, (gutter[0] + gutter[1]) / 2)


def _parts_row(row: _Row, free: tuple[float, float], *, certain: bool) -> bool:
    """Whether the gap of ``row`` at the gutter is wider than its word spaces."""
    if _opener_gap(row) is not None:
        return True
    middle = (free[0] + free[1]) / 2
    left = max((word.x1 for word in row.words if word.x1 <= middle), default=free[0])
    right = min((word.x0 for word in row.words if word.x0 >= middle), default=free[1])
    spaces = [after.x0 - before.x1 for before, after in pairwise(row.words) if after.x0 > before.x1]
    usual = median(spaces) if len(spaces) > 2 else 0.3 * row.size
    least = 0.5 * row.size if certain else _GAP_SIZES * 0.8 * row.size
    return right - left > max(least, 1.7 * usual)


def _side_by_side(rows: list[_Row], first: int, last: int, gutter: tuple[float, float]) -> bool:
    """Whether two rows of slightly different heights stand left and right of the gutter, at least twice."""
    middle = (gutter[0] + gutter[1]) / 2
    pairs = zip(rows[first:last], rows[first + 1 : last + 1], strict=True)
    return sum(
        (upper.x1 < middle) != (lower.x1 < middle) and _beside(upper, lower) is not None for upper, lower in pairs
    ) >= 2


def _belongs_left(row: _Row, region: list[_Row], middle: float) -> bool:
    """Whether a row that ends before the gutter continues the region's left column and opens no body text."""
    left = [word for above in region for word in above.words if word.x1 < middle]
    if not left:
        return False
    size = median(word.size for word in left)
    if row.size > size + 0.8:
        return False
    low, high = min(word.x0 for word in left), max(word.x1 for word in left)
    nearest = min(above.y0 for above in region) - row.y1
    centre = abs((row.x0 + row.x1) - (low + high)) < 4 * row.size
    return nearest < 2.2 * row.size and (abs(row.x0 - low) < 2 * row.size or centre)


def _columns(rows: list[_Row], region: _Region, page: int, number: int) -> list[Line]:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        left = [word for word in row.words if word.x0 + word.x1 < 2 * region.gutter]
        right = [word for word in row.words if word.x0 + word.x1 >= 2 * region.gutter]
        for side, words in enumerate((left, right)):
            if words:
                sides[side].append(_line(words, page, number + side))
    return [*sides[0], *sides[1]]


def _line(words: list[Word], page: int, column: int) -> Line:
    size = median(word.size for word in words)
    texts = [_raised(word, words, size) for word in words]
    x0 = words[0].x0
    head = words[0]
    opener = head.text.split(" ", 1)[0]
    second = head.second if head.second > x0 else words[1].x0 if len(words) > 1 else x0
    marked = second > x0 and _MARKER.match(opener)
    lettered = [word for word in words if any(map(str.isalnum, word.text))] or words
    return Line(
        text=" ".join(texts),
        page=page,
        x0=x0,
        y0=min(word.y0 for word in words if word.size >= 0.8 * size),
        x1=max(word.x1 for word in words),
        y1=max(word.y1 for word in words),
        size=size,
        bold=all(word.font.bold for word in lettered),
        italic=all(word.font.italic for word in lettered),
        column=column,
        left=0.0,
        right=0.0,
        first=head.first - x0,
        marker_end=second if marked else x0,
        ocr=head.font.invisible,
    )


def _raised(word: Word, words: list[Word], size: float) -> str:
    """The text of a word; a small raised number becomes superscript, so that a footnote's number is no number."""
    if word.size and word.size < 0.75 * size and word.text.isdecimal() and word.text.isascii():
        base = median(other.y0 for other in words)
        if word.y0 - base > 0.12 * size:
            return word.text.translate(SUPERSCRIPT)
    return word.text


def _with_edges(lines: list[Line]) -> list[Line]:
    """``lines`` with the edges of their columns: where most of their longest lines start and end."""
    edges: dict[int, tuple[float, float]] = {}
    for column in {line.column for line in lines}:
        own = [line for line in lines if line.column == column]
        edges[column] = min(line.x0 for line in own), max(line.x1 for line in own)
    return [line._replace(left=edges[line.column][0], right=edges[line.column][1]) for line in lines]
