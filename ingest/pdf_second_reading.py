"""Doubtful tables of a page read again with pdfplumber's table finder.

pdfplumber gets the rules and shadings that PDFium saw, a tolerance to fit the sign, and explicit lines where the text
itself parts columns or rows. The words stay those of PDFium.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any, cast

from pdfplumber.table import TableFinder, merge_edges

from ingest.pdf_cells import Box, Edge, merged
from ingest.pdf_doubts import Doubt, level_sides, overlap
from ingest.pdf_grid import Grid, Shape, filled
from ingest.pdf_gutters import Gutter, all_free, edge_in, gutters_of
from ingest.pdf_page import Page
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_runs import Word
from ingest.pdf_titles import is_title, pieces, title_edges, titles

_REREAD = "Đọc lại bằng pdfplumber: "
# An upright rule further than this (points) from the sides of a table parts columns.
_INNER = 6.0
# A gutter is as wide as this share of the size of the text, and in two rows at least as wide as the other.
_GUTTER, _GAP = 0.6, 0.9
# A gap up to this share of the size, or so many times a line's usual one, is a space of justified text.
_SPACE, _USUAL = 0.5, 1.5
# Crossings beyond which pdfplumber, which compares all with all, is not asked.
_CROSSINGS_MAX = 1_200
_KEY = re.compile(r"\d{1,3}[.)]?$")


def reread_grids(page: Page, words: Sequence[Word], found: Sequence[Doubt], shapes: Sequence[Shape],
                 above: Grid | None = None) -> tuple[list[Grid], list[Word]]:  # fmt: skip
    """The tables of ``page`` with those parts that ``found`` doubts read by pdfplumber, and the words in no table.

    words: one word each. shapes: of the plain reading. above: the table that the page before ends with, which the first
    may go on with. No word is lost or doubled, whatever the cells are.
    """
    first = min(doubt.box[1] for doubt in found)
    new: list[tuple[Shape, str, tuple[float, ...] | None]] = []
    for doubt in found:
        upper = above if above and doubt.box[1] == first and _goes_on(doubt, above) else None
        for shape in _found_by_pdfplumber(page, words, doubt, upper):
            same = upper is not None and len(upper.columns) == len(shape.xs)
            new.append((shape, f"{_REREAD}{doubt.reason}.", upper.columns if upper and same else None))
    sound = [(shape, None, None) for shape in shapes if not any(overlap(shape.box, doubt.box) for doubt in found)]
    made = [*sound, *new]
    grids, outside = filled([shape for shape, _, _ in made], page.number, words)
    noted = [replace(grid, reason=reason, columns=columns or grid.columns)
             for grid, (_, reason, columns) in zip(grids, made, strict=True)]  # fmt: skip
    return sorted(noted, key=lambda grid: -grid.bbox.y1), outside


def _goes_on(doubt: Doubt, above: Grid) -> bool:
    """Whether a part of a page without upright rules is as wide as the table ``above``, whose columns were told by its
    text, too."""
    sides = zip((doubt.box[0], doubt.box[2]), (above.columns[0], above.columns[-1]), strict=True)
    same = (above.reason or "").startswith(f"{_REREAD}{doubt.reason}")
    return doubt.columns and same and all(abs(side - other) < _INNER for side, other in sides)


class _Part:
    """What pdfplumber's TableFinder asks of a page, answered for one part of a page that PDFium has read."""

    def __init__(self, bbox: Box, edges: Sequence[dict[str, Any]]) -> None:
        self.bbox, self.edges = bbox, edges


def _crossings(edges: Sequence[dict[str, Any]]) -> int:
    upright = [edge["orientation"] for edge in edges].count("v")
    return upright * (len(edges) - upright)


def _upright(edge: Edge) -> dict[str, Any]:
    return {"object_type": "line", "orientation": "v", "x0": edge.at, "x1": edge.at, "top": edge.low,
            "bottom": edge.high, "width": 0.0, "height": edge.high - edge.low}  # fmt: skip


def _level(edge: Edge) -> dict[str, Any]:
    return {"object_type": "line", "orientation": "h", "x0": edge.low, "x1": edge.high, "top": edge.at,
            "bottom": edge.at, "width": edge.high - edge.low, "height": 0.0}  # fmt: skip


def _found_by_pdfplumber(page: Page, words: Sequence[Word], doubt: Doubt, above: Grid | None) -> list[Shape]:
    x0, top, x1, bottom = doubt.box
    upright, level = ([Edge(*piece) for piece in pieces] for pieces in page.edges)
    level = [*level, *(side for fill in page.fills for side in level_sides(fill))]
    sides = [Edge(x, -fill[3], -fill[1]) for fill in page.fills for x in (fill[0], fill[2])]
    upright = [*upright, *(side for side in sides if not _is_in_line(side, words))]
    upright = [edge for edge in upright if x0 - 2 <= edge.at <= x1 + 2 and _meets(edge, top, bottom)]
    level = [edge for edge in level if top - 2 <= edge.at <= bottom + 2 and _meets(edge, x0, x1)]
    inside = [word for word in words if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= -_middle(word) <= bottom]
    if doubt.columns and not any(x0 + _INNER < edge.at < x1 - _INNER for edge in upright):
        upright += _column_edges(inside, doubt.box, merged(level), above)
    if doubt.rows:
        level += _row_edges(inside, merged(upright))
    tolerance = doubt.tolerance
    edges = merge_edges([*map(_upright, upright), *map(_level, level)], *[tolerance] * 4)
    if _crossings(edges) > _CROSSINGS_MAX:
        return []
    settings = {"snap_tolerance": tolerance, "join_tolerance": tolerance, "intersection_tolerance": tolerance}
    tables = TableFinder(cast(Any, _Part(doubt.box, edges)), settings).tables
    shapes = [Shape.of(table.cells) for table in tables]
    return [shape for shape in shapes if shape.is_table()]


def _is_in_line(side: Edge, words: Sequence[Word]) -> bool:
    """Whether a line of text goes on over the side of a shaded box: the ground of some of its words, no cell."""
    line = sorted((word for word in words if side.low <= -_middle(word) <= side.high), key=lambda word: word.x0)
    spaces = [after.x0 - before.x1 for before, after in pairwise(line)]
    usual = median([space for space in spaces if space > 0] or [0.0])
    for before, after, space in zip(line, line[1:], spaces, strict=False):
        if before.x1 - _INNER < side.at < after.x0 + _INNER:
            return space < _SPACE * before.size or space < _USUAL * usual < before.size
    return any(word.x0 + _INNER < side.at < word.x1 - _INNER for word in line)


def _meets(edge: Edge, low: float, high: float) -> bool:
    return edge.low < high and edge.high > low


def _middle(word: Word) -> float:
    return word.y0 + 0.45 * word.size


def _column_edges(words: Sequence[Word], box: Box, level: Sequence[Edge], above: Grid | None) -> list[Edge]:
    """The sides of a table and where its columns part, in the bands between level rules that leave the place free.

    above: the table that it goes on with.
    """
    bands = [(upper.at, lower.at, rows_of([word for word in words if upper.at <= -_middle(word) < lower.at]))
             for upper, lower in pairwise(level)]  # fmt: skip
    bands = [band for band in bands if band[2]]
    told = [rows for _, _, rows in bands if any(len(pieces(row)) > 1 for row in rows) and not _may_be_title(rows)]
    known = gutters_of(above) if above else ()
    gutters = all_free(known, [piece for rows in told for row in rows for piece in pieces(row)]) or _gutters(told, box)
    if not gutters:
        return []
    xs = [box[0], *map(edge_in, gutters), box[2]]
    inner = [Edge(x, top, bottom) for top, bottom, rows in bands for x in _parting(rows, xs)]
    return [*inner, Edge(box[0], box[1], box[3]), Edge(box[2], box[1], box[3])]


def _may_be_title(rows: Sequence[Row]) -> bool:
    return titles(rows).get(0) == range(len(rows))


def _parting(rows: Sequence[Row], xs: Sequence[float]) -> list[float]:
    """The inner edges ``xs`` that part the columns of ``rows``, all that stands between two level rules."""
    if _may_be_title(rows) and is_title(rows[0], xs):
        return title_edges(rows[0], xs)[1:-1]
    return [x for x in xs[1:-1] if not any(low < x < high for row in rows for low, high in pieces(row))]


def _gutters(bands: Sequence[Sequence[Row]], box: Box) -> list[Gutter]:
    """The white between columns: what most bands leave free, there what most of them do; two at least by a wide gap."""
    start, width = int(box[0]), int(box[2] - box[0]) + 2
    covered = [0] * width
    held = [[word for row in rows for word in row.words] for rows in bands]
    for words in held:
        taken = {x - start for word in words for x in range(int(word.x0), int(word.x1) + 1)}
        for x in taken:
            if 0 <= x < width:
                covered[x] += 1
    limit = len(bands) // 4
    size = median([word.size for words in held for word in words]) if held else 0.0
    places = [x for x in range(width) if covered[x] > limit]
    gutters = [_freest(covered, range(before + 1, after)) for before, after in pairwise(places)
               if after - before - 1 >= _GUTTER * size]  # fmt: skip
    found = [(start + low, start + high) for low, high in gutters]
    return [one for one in found if sum(_parts(words, sum(one) / 2) for words in held) >= 2]


def _freest(covered: Sequence[int], gap: range) -> tuple[int, int]:
    """The widest part of ``gap`` that the fewest bands cover: a column may be wide in a few of its rows alone."""
    least = min(covered[x] for x in gap)
    runs = [list(run) for free, run in groupby(gap, key=lambda x: covered[x] == least) if free]
    widest = max(runs, key=len)
    return widest[0], widest[-1] + 1


def _parts(words: Sequence[Word], x: float) -> bool:
    """Whether a gap wider than a word space of justified text lies at ``x``, with words on both sides."""
    left = max((word.x1 for word in words if word.x1 <= x), default=None)
    right = min((word.x0 for word in words if word.x0 >= x), default=None)
    return left is not None and right is not None and right - left >= _GAP * words[0].size


def _row_edges(words: Sequence[Word], upright: Sequence[Edge]) -> list[Edge]:
    """Level edges over each number of the first column, from the second on, where they cut no word."""
    sides = sorted({edge.at for edge in upright})
    if len(sides) < 3:
        return []
    keys = [word for word in words if sides[0] < word.x0 and word.x1 < sides[1] and _KEY.match(word.text)]
    heights = [-(key.y0 + 1.2 * key.size) for key in sorted(keys, key=lambda key: -key.y0)[1:]]
    return [Edge(y, sides[0], sides[-1]) for y in heights
            if not any(-word.y0 - 0.9 * word.size < y < -word.y0 - 0.2 * word.size for word in words)]  # fmt: skip
