"""Signs that a page has a table whose rules alone make no cells, or the wrong ones.

Nearly every table is a plain grid. Measurable signs speak against the plain reading: no upright rules, rules in pieces
or doubled, shading for rules, rows without rules. Those parts are read again (``pdf_second_reading``).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from ingest.pdf_cells import TOLERANCE, Box, Edge, Piece, merged
from ingest.pdf_grid import EDGES_MAX, Grid, GridCell
from ingest.pdf_page import Page

# Level rules of one table, stacked: at least so many, so wide, so far apart, their ends so much alike (points).
_STACK_MIN, _WIDE, _PITCH, _ALIKE = 3, 150.0, 9.0, 6.0
# A page with more stacks is a drawing.
_STACKS_MAX = 8
# A column or row narrower than this lies between the two strokes of a double rule.
_NARROW = 5.5
# So many pieces on one line are a dotted rule.
_DOTS = 8
# What is one edge (points) between the strokes of a double rule, between the dots of a dotted one.
_DOUBLE, _ROUGH = 6.0, 9.0
_BOX = itemgetter(GridCell._fields.index("box"))
_KEY = re.compile(r"(\d{1,3})[.)]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A part of a page whose rules the plain reading does not make a sound table of.

    box: of the part, y downwards. reason: in Vietnamese. tolerance: what is one edge, in points. columns, rows: whether
    the text shows where columns part and rows open.
    """

    box: Box
    reason: str
    tolerance: float = TOLERANCE
    columns: bool = False
    rows: bool = False


def doubts(page: Page, grids: Sequence[Grid]) -> list[Doubt]:
    """What speaks against ``grids``, the plain reading of the tables of ``page``; nearly always nothing."""
    found = [doubt for grid in grids if (doubt := _doubt_of(grid))]
    if not _STACK_MIN <= len(page.rules) + 2 * len(page.fills) <= EDGES_MAX:
        return found
    upright, level = page.edges
    if not grids and _is_dotted(level) and _is_dotted(upright):
        box = (0.0, -page.height, page.width, 0.0)
        return [Doubt(box=box, reason="các nét kẻ đứt đoạn", tolerance=_ROUGH)]
    sides = [edge for fill in page.fills for edge in level_sides(fill)]
    boxes = [_downwards(grid) for grid in grids]
    if _outside(level, boxes) + len(sides) < _STACK_MIN:
        return found
    reason = "bảng tô nền thay nét kẻ" if len(level) < _STACK_MIN else "bảng không kẻ cột dọc"
    stacks = [box for box in _stacks(merged([*level, *sides])) if not any(overlap(box, other) for other in boxes)]
    return [*found, *(Doubt(box=box, reason=reason, columns=True) for box in stacks[:_STACKS_MAX])]


def _outside(level: Sequence[Piece], boxes: Sequence[Box]) -> int:
    """How many edges lie above, below or between ``boxes``."""
    heights = sorted([at for at, _, _ in level])
    return len(heights) - sum(
        bisect_right(heights, bottom + TOLERANCE) - bisect_left(heights, top - TOLERANCE) for _, top, _, bottom in boxes
    )


def _doubt_of(grid: Grid) -> Doubt | None:
    x0, top, x1, bottom = _downwards(grid)
    box = (x0 - 8, top - 8, x1 + 8, bottom + 8)
    narrow = any(high - low < _NARROW for low, high in pairwise(grid.columns))
    if narrow or any(y1 - y0 < _NARROW for _, y0, _, y1 in map(_BOX, grid.cells)):
        return Doubt(box=box, reason="nét kẻ đôi", tolerance=_DOUBLE)
    if any(len(cell.lines) > 1 and _counts([line.text for line in cell.lines]) for cell in grid.cells
           if cell.column == 0):  # fmt: skip
        return Doubt(box=box, reason="các hàng không có nét kẻ ngang", rows=True)
    return None


def _counts(texts: Sequence[str]) -> bool:
    """Whether the lines of a cell are numbers that count on: those of several rows."""
    numbers = [int(match.group(1)) for text in texts if (match := _KEY.match(text.strip()))]
    return len(numbers) == len(texts) and all(after == before + 1 for before, after in pairwise(numbers))


def _downwards(grid: Grid) -> Box:
    return grid.bbox.x0, -grid.bbox.y1, grid.bbox.x1, -grid.bbox.y0


def level_sides(fill: Box) -> tuple[Edge, Edge]:
    """The upper and the lower edge of a shaded box."""
    x0, y0, x1, y1 = fill
    return Edge(-y1, x0, x1), Edge(-y0, x0, x1)


def _is_dotted(edges: Sequence[Piece]) -> bool:
    """Whether two lines at least are made of many pieces."""
    return sum(count >= _DOTS for count in Counter(round(at / 2) for at, _, _ in edges).values()) >= 2


def overlap(box: Box, other: Box) -> bool:
    """Whether two boxes have a part in common."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _stacks(level: Sequence[Edge]) -> Iterator[Box]:
    """The boxes of wide level edges that start and end alike, from the first to the last of each stack.

    An edge of other ends between two of them ends a stack: so do underlined lines of a paragraph.
    """
    stacks: list[list[Edge]] = []
    for edge in level:
        if edge.high - edge.low < _WIDE:
            continue
        if stacks and _are_alike(stacks[-1][-1], edge):
            stacks[-1].append(edge)
        else:
            stacks.append([edge])
    for stack in stacks:
        if sum(after.at - before.at > _PITCH for before, after in pairwise(stack)) >= _STACK_MIN - 1:
            low, high = min(edge.low for edge in stack), max(edge.high for edge in stack)
            yield low, stack[0].at, high, stack[-1].at


def _are_alike(edge: Edge, other: Edge) -> bool:
    return abs(edge.low - other.low) < _ALIKE and abs(edge.high - other.high) < _ALIKE
