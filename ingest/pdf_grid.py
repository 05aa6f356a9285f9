"""The ruled tables of one page: rules to cells, words to cells by their middle.

pdfplumber reads a page in about 100 ms, nearly all of it for the characters, which PDFium has read already. So only its
way from rules to cells is gone, on PDFium's rules: the same cells, rotated and cropped pages included.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ingest.pdf_cells import TOLERANCE, Box, Edge, Piece, enclosed, is_lattice, merged, touching
from ingest.pdf_lines import Line, cell_lines
from ingest.pdf_nested import whole_cells
from ingest.pdf_page import Page
from ingest.pdf_runs import Word
from schema.document import BBox

_EDGE_MIN = 6.0
# Rules beyond this number are a drawing; the intersections of a real table page are far fewer.
EDGES_MAX = 6_000

# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__


class GridCell(NamedTuple):
    """A cell of a table, or its part on one page: its place in the grid, its box there, its lines.

    box: from the lower left, as of the page. page: where it starts.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[Line, ...]
    page: int

    @property
    def text(self) -> str:
        """The lines with single spaces, for comparing."""
        return " ".join([line.text for line in self.lines])


# Of a cell, by which cells are ordered.
PLACE = itemgetter(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table, or its part on one page. columns: the x of the column edges from left to right.

    cells: by row and column. reason: why it was not read from its rules alone, in Vietnamese.
    """

    page: int
    bbox: BBox
    columns: tuple[float, ...]
    rows: int
    cells: tuple[GridCell, ...]
    reason: str | None = None


def page_grids(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The ruled tables of ``page`` from top to bottom with their words, and the words that stand in none."""
    return filled(page_shapes(page), page.number, words)


def page_shapes(page: Page) -> "list[Shape]":
    """The tables that the rules of ``page`` make, as boxes, from top to bottom."""
    if not _may_hold_table(*page.edges):
        return []
    upright, level = map(merged, page.edges)
    sides = _missing_edges(level, upright, least=3)
    ends = _missing_edges(upright, level, least=2 if sides else 3)
    below, beside = _cornered(ends, sides)
    upright = merged([*upright, *beside]) if beside else upright
    level = merged([*level, *below]) if below else level
    shapes = _shapes(upright, level)
    shapes = [shape for shape in shapes if shape.is_table() and not any(shape.inside(other) for other in shapes)]
    return sorted(shapes, key=lambda shape: (shape.box[1], shape.box[0]))


def _shapes(upright: Sequence[Edge], level: Sequence[Edge]) -> "list[Shape]":
    if is_lattice(upright, level):
        return [Shape.lattice([edge.at for edge in upright], [edge.at for edge in level])]
    shapes = [Shape.of(table) for table in touching(enclosed(upright, level))]
    return [Shape.of(cells) if (cells := whole_cells(shape.boxes, shape.places)) else shape for shape in shapes]


def _may_hold_table(upright: Sequence[Piece], level: Sequence[Piece]) -> bool:
    return len(upright) + len(level) <= EDGES_MAX and _are_two(upright) and _are_two(level)


def _are_two(edges: Sequence[Piece]) -> bool:
    """Whether edges long enough to be no dots stand on two lines."""
    lines = (round(at / 4) for at, low, high in edges if high - low > _EDGE_MIN)
    first = next(lines, None)
    return any(line != first for line in lines)


def _missing_edges(own: Sequence[Edge], others: Sequence[Edge], *, least: int) -> list[Edge]:
    """The outer edges that a table lacks where the edges ``own`` end: below a row cut at the page's end, or at sides
    the author left open. ``others`` run in their direction; ``least`` edges that end alike are no chance."""
    missing: list[Edge] = []
    for end in (1, 2):
        groups: defaultdict[int, list[Edge]] = defaultdict(list)
        for edge in own:
            if edge.high - edge.low > _EDGE_MIN:
                groups[round(edge[end] / TOLERANCE)].append(edge)
        for group in groups.values():
            start, stop, at = group[0].at, group[-1].at, group[0][end]
            if (
                len(group) >= least
                and stop - start >= 60
                and not any(abs(other.at - at) < 2 * TOLERANCE for other in others)
            ):
                missing.append(Edge(at, start, stop))
    return missing


def _cornered(level: Sequence[Edge], upright: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Missing outer edges drawn out to where they meet: rules between the columns and the rows alone end short of the
    corners of their table."""
    sides = [(left, right) for left, right in pairwise(sorted(upright)) if left.low == right.low]
    wide = [_drawn_out(edge, sides) for edge in level]
    tall = []
    for edge in upright:
        ends = [one.at for one in wide if one.low <= edge.at <= one.high]
        tall.append(Edge(edge.at, min([edge.low, *ends]), max([edge.high, *ends])))
    return wide, tall


def _drawn_out(edge: Edge, sides: Sequence[tuple[Edge, Edge]]) -> Edge:
    """A level ``edge`` as long as the table between whose sides it lies."""
    own = next(((left, right) for left, right in sides if left.at <= edge.low and edge.high <= right.at), None)
    return Edge(edge.at, own[0].at, own[1].at) if own else edge


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The cells of a table as boxes, and the places of its edges; y runs downwards.

    places: the first column and row of each box, and those after its last.
    """

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    places: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, boxes: Sequence[Box]) -> "Shape":
        """The shape that the cells of one table make."""
        sides = {x for x0, _, x1, _ in boxes for x in (x0, x1)}
        levels = {y for _, y0, _, y1 in boxes for y in (y0, y1)}
        xs, ys = _distinct(sides), _distinct(levels)
        columns, rows = {x: nearest(xs, x) for x in sides}, {y: nearest(ys, y) for y in levels}
        places = tuple([(columns[x0], rows[y0], columns[x1], rows[y1]) for x0, y0, x1, y1 in boxes])
        return cls(boxes=tuple(boxes), xs=xs, ys=ys, places=places)

    @classmethod
    def lattice(cls, xs: Sequence[float], ys: Sequence[float]) -> "Shape":
        """The shape of a table without merged cells, from where its edges stand."""
        sides, levels = list(pairwise(xs)), list(pairwise(ys))
        columns, rows = range(len(sides)), range(len(levels))
        return cls(
            boxes=tuple([(x0, top, x1, bottom) for x0, x1 in sides for top, bottom in levels]),
            xs=tuple(xs),
            ys=tuple(ys),
            places=tuple([(column, row, column + 1, row + 1) for column in columns for row in rows]),
        )

    @property
    def box(self) -> Box:
        """The frame of the table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @cached_property
    def owners(self) -> list[list[int | None]]:
        """The box that covers each field of the grid, by columns; the last column and row stand for what is outside."""
        owners: list[list[int | None]] = [[None] * len(self.ys) for _ in self.xs]
        for number, (first_column, first_row, last_column, last_row) in enumerate(self.places):
            for column in range(first_column, last_column):
                owners[column][first_row:last_row] = [number] * (last_row - first_row)
        return owners

    def nearest_to(self, x: float, y: float) -> int:
        """The number of the box nearest to a point that none holds."""
        return min(range(len(self.boxes)), key=lambda number: _distance(self.boxes[number], x, y))

    @cached_property
    def downwards(self) -> list[int]:
        """The boxes row by row, from left to right."""
        return [number for _, _, number in sorted([(row, column, number) for number, (column, row, _, _)
                                                   in enumerate(self.places)])]  # fmt: skip

    def is_table(self) -> bool:
        """Whether there are two columns at least; a single box is a frame around text."""
        return len(self.xs) > 2 and len(self.boxes) > 1

    def inside(self, other: "Shape") -> bool:
        """Whether this lies in one cell of ``other``: a table in a table is text of that cell."""
        x0, y0, x1, y1 = self.box
        return other is not self and any(
            a - 1 <= x0 and b - 1 <= y0 and x1 <= c + 1 and y1 <= d + 1 for a, b, c, d in other.boxes
        )


def _distinct(values: Iterable[float]) -> tuple[float, ...]:
    ordered = sorted(values)
    return (ordered[0], *(high for low, high in pairwise(ordered) if high - low > 1.0))


def nearest(values: Sequence[float], value: float) -> int:
    """The index of the value nearest to ``value`` among ascending ``values``."""
    right = bisect_left(values, value)
    if right == len(values) or (right and value - values[right - 1] <= values[right] - value):
        return right - 1
    return right


def filled(shapes: Sequence[Shape], page: int, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The grid of each shape with its words, in their order, and the words in none."""
    grids = []
    for shape in shapes:
        held, words = _held(shape, words)
        grids.append(_grid(shape, page, held))
    return grids, list(words)


def _held(shape: Shape, words: Sequence[Word]) -> tuple[list[list[Word]], list[Word]]:
    """The words of each box of ``shape``, and those outside: a word is of the box that its middle lies in, else of the
    nearest of the table that it lies in."""
    held: list[list[Word]] = [[] for _ in shape.boxes]
    outside: list[Word] = []
    xs, ys, owners = shape.xs, shape.ys, shape.owners
    left, top, right, bottom = shape.box
    for word in words:
        _, x0, y0, x1, _, _, size, *_ = word
        x, y = (x0 + x1) / 2, -(y0 + 0.45 * size)
        if left <= x <= right and top <= y <= bottom:
            owner = owners[bisect_right(xs, x) - 1][bisect_right(ys, y) - 1]
            held[shape.nearest_to(x, y) if owner is None else owner].append(word)
        else:
            outside.append(word)
    return held, outside


def _distance(box: Box, x: float, y: float) -> float:
    return max(box[0] - x, 0, x - box[2]) + max(box[1] - y, 0, y - box[3])


def _grid(shape: Shape, page: int, held: Sequence[list[Word]]) -> Grid:
    boxes, places = shape.boxes, shape.places
    cells = []
    for number in shape.downwards:
        x0, y0, x1, y1 = boxes[number]
        column, row, last_column, last_row = places[number]
        lines = tuple(cell_lines(words, page)) if (words := held[number]) else ()
        # Edges that nearly meet count as one place: what lies between them is a cell all the same.
        cells.append(_new(GridCell, (row, column, last_row - row or 1, last_column - column or 1, (x0, -y1, x1, -y0),
                                     lines, page)))  # fmt: skip
    x0, y0, x1, y1 = shape.box
    return Grid(
        page=page,
        bbox=BBox(x0=x0, y0=-y1, x1=x1, y1=-y0),
        columns=shape.xs,
        rows=len(shape.ys) - 1,
        cells=tuple(cells),
    )
