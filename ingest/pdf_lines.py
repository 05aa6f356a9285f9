"""Words of a page to lines in reading order; two-column parts (header, recipients and signature) column by column."""

import math
import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from ingest.encodings.symbols import SUPERSCRIPT
from ingest.pdf_columns import MARKER, PAGE_NUMBER, Region, may_hold_recipients, regions
from ingest.pdf_rows import Row, are_stacked, downwards, evened, is_note, rows_from, rows_of
from ingest.pdf_runs import Word
from schema.text import bare

# The lowest share of a page in which a block that goes on overleaf ends.
_PAGE_END = 0.2
# The left column of a block that goes on from the page before; its right column is the next number.
CARRIED = 1001
# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__
_LETTER = re.compile(r"[^\W_]")
# Of the line's size: what is small, raised, and near enough to belong to the word before.
_SMALL, _RAISED, _TOUCH = 0.9, 0.12, 0.2


class Line(NamedTuple):
    """A line of text as read: one row of one column.

    x0, y0, x1, y1: its box; y0 is the descent. size: the font size of most of it. left, right: the edges of its column.
    column: 0 for the page's full width, else a number that differs for every column of every region of the document.
    first: the width of its first word. marker_end: where the text after a list marker starts, else x0. ocr: recognised
    from an image, so that heights are rough and bold is unknown.
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


_LEFT = Line._fields.index("left")


def page_lines(words: Sequence[Word], page: int, carried: tuple[float, float] | None = None) -> list[Line]:
    """The lines of ``words`` in reading order: left column before right column where there are two.

    carried: the gutter of a signature block that the page before left open at its end (``open_gutter``).
    """
    ordered = downwards(evened(words))
    if ordered and carried is None and are_stacked(ordered) and not may_hold_recipients(ordered):
        return _whole_lines(ordered, page)  # as on most pages: nothing stands beside anything
    rows = rows_from(ordered)
    parts = regions(rows, carried)
    if not parts:
        return _full_lines(rows, page)
    first = CARRIED if parts[0].carried else 1
    lines: list[Line] = []
    at = 0
    for number, region in enumerate(parts):
        lines += [_line(row.words, page, 0) for row in rows[at : region.first]]
        lines += _columns(rows[region.first : region.last + 1], region, page, 2 * number + first)
        at = region.last + 1
    lines += [_line(row.words, page, 0) for row in rows[at:]]
    return _with_edges(lines)


def open_gutter(lines: Sequence[Line], height: float) -> tuple[float, float] | None:
    """Where the columns of a signature block part that runs into the end of a page; None where none does.

    lines: of the page, in reading order. height: of the page.
    """
    right = max([line.column for line in lines], default=0)
    if not right:
        return None
    left_ends = [line.x1 for line in lines if line.column == right - 1]
    right_starts = [line.x0 for line in lines if line.column == right]
    lowest = min(line.y0 for line in lines if line.column in (right - 1, right))
    if not left_ends or lowest > _PAGE_END * height:
        return None
    gutter = max(left_ends), min(right_starts)
    last = max(index for index, line in enumerate(lines) if line.column == right)
    below = [line for line in lines[last + 1 :] if not PAGE_NUMBER.match(bare(line.text))]
    return gutter if all(line.x0 > gutter[1] - 1 for line in below) else None


def whole_columns(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the left column of a signature block that goes on overleaf put before its right column."""
    ordered = list(lines)
    at = next((index for index, line in enumerate(lines) if line.column == CARRIED), None)
    if not at:
        return ordered
    before = [index for index in range(at) if lines[index].page == lines[at - 1].page]
    right = max(lines[index].column for index in before)
    start = next(index for index in before if lines[index].column == right)
    rest = next((index for index in range(at, len(lines)) if lines[index].column != CARRIED), len(lines))
    return [*ordered[:start], *ordered[at:rest], *ordered[start:at], *ordered[rest:]]


def cell_lines(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of one table cell, top to bottom; text set upwards or downwards as one line."""
    if not words:
        return []
    turned = words[0].font.turned
    if turned in (1, -1) and all(word.font.turned == turned for word in words):
        return [_turned_line(words, turned, page)]
    if are_stacked(words):
        return _whole_lines(words, page)
    return _full_lines(rows_of(words), page)


def _turned_line(words: Sequence[Word], turned: int, page: int) -> Line:
    """Words that run upwards (``turned`` 1) or downwards (-1), as one line: PDFium gives their lines in any order."""
    x0, y0 = min([word.x0 for word in words]), min([word.y0 for word in words])
    x1, y1 = max([word.x1 for word in words]), max([word.y1 for word in words])
    columns: list[list[Word]] = []
    for word in sorted(words, key=lambda word: turned * (word.x0 + word.x1)):
        if columns and abs(word.x0 + word.x1 - columns[-1][0].x0 - columns[-1][0].x1) < word.size:
            columns[-1].append(word)
        else:
            columns.append([word])
    ordered = [word for column in columns for word in sorted(column, key=lambda word: turned * word.y0)]
    bold, italic = all(word.font.bold for word in words), all(word.font.italic for word in words)
    text = " ".join([word.text for word in ordered])
    size, ocr = ordered[0].size, ordered[0].font.invisible
    return Line(text, page, x0, y0, x1, y1, size, bold, italic, 0, x0, x1, x1 - x0, x0, ocr)


def _full_lines(rows: Sequence[Row], page: int) -> list[Line]:
    """The lines of rows that stand in one column."""
    if not rows:
        return []
    if all(len(row.words) == 1 for row in rows):
        return _whole_lines([row.words[0] for row in rows], page)
    edges = min([row.words[0].x0 for row in rows]), max([row.x1 for row in rows])
    return [_line(row.words, page, 0, edges) for row in rows]


def _columns(rows: list[Row], region: Region, page: int, number: int) -> list[Line]:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        left = [word for word in row.words if word.x0 + word.x1 < 2 * region.gutter]
        right = [word for word in row.words if word.x0 + word.x1 >= 2 * region.gutter]
        for side, words in enumerate((left, right)):
            if words:
                sides[side].append(_line(words, page, number + side))
    return [*sides[0], *sides[1]]


def _line(words: list[Word], page: int, column: int, edges: tuple[float, float] = (0.0, 0.0)) -> Line:
    """edges: of the column, where they are known already."""
    if len(words) == 1:
        return _whole_lines(words, page, column, edges)[0]
    head = words[0]
    size = median([word.size for word in words])
    text = _joined(words, size)
    y0 = min([word.y0 for word in words if word.size >= 0.8 * size])
    second = head.second if head.second > head.x0 else words[1].x0
    marked = second > head.x0 and MARKER.match(head.text.split(" ", 1)[0])
    lettered = [word for word in words if _LETTER.search(word.text)] or words
    return Line(
        text=text,
        page=page,
        x0=head.x0,
        y0=y0,
        x1=max([word.x1 for word in words]),
        y1=max([word.y1 for word in words]),
        size=size,
        bold=all(word.font.bold for word in lettered),
        italic=all(word.font.italic for word in lettered),
        column=column,
        left=edges[0],
        right=edges[1],
        first=head.first - head.x0,
        marker_end=second if marked else head.x0,
        ocr=head.font.invisible,
    )


def _whole_lines(
    runs: Sequence[Word], page: int, column: int = 0, edges: tuple[float, float] | None = None
) -> list[Line]:
    """The lines of runs that are one each. edges: of the column, which they make without them."""
    if edges is not None:
        left, right = edges
    elif len(runs) == 1:
        left, right = runs[0].x0, runs[0].x1
    else:
        left, right = min([run.x0 for run in runs]), max([run.x1 for run in runs])
    return [
        _new(Line, (text, page, x0, y0, x1, y1, size, font.bold, font.italic, column, left, right, first - x0,
                    second if second > x0 and MARKER.match(text.split(" ", 1)[0]) else x0, font.invisible))
        for text, x0, y0, x1, y1, font, size, _, first, second in runs
    ]  # fmt: skip


def _joined(words: Sequence[Word], size: float) -> str:
    """The text of a line; a small raised number becomes superscript, so that a footnote's number is no number, and
    stays at the word it stands at."""
    if not any(word.size < _SMALL * size and is_note(word.text) for word in words):
        return " ".join([word.text for word in words])
    base = median(word.y0 for word in words)
    text = ""
    end, raised = -math.inf, False
    for word in words:
        note = word.size < _SMALL * size and is_note(word.text) and word.y0 - base > _RAISED * size
        glued = word.x0 - end < _TOUCH * size and (note or raised)
        text += ("" if glued else " ") + (word.text.translate(SUPERSCRIPT) if note else word.text)
        # What a number opens is the footnote itself: its text stays a word of its own.
        end, raised = word.x1, note and word is not words[0]
    return text.lstrip()


def _with_edges(lines: list[Line]) -> list[Line]:
    """``lines`` with the edges of their columns, where their outermost lines start and end."""
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(line.column, (line.x0, line.x1))
        edges[line.column] = min(left, line.x0), max(right, line.x1)
    return [with_edges(line, edges[line.column]) for line in lines]


def with_edges(line: Line, edges: tuple[float, float]) -> Line:
    """``line`` in a column with these edges (``_replace`` takes six times as long)."""
    return _new(Line, (*line[:_LEFT], *edges, *line[_LEFT + 2 :]))
