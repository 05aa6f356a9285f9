"""A table set in a cell of another one, whose rules touch those of the cell: its rows would be rows of the whole.

Geometry alone does not tell it from a row whose cells are merged. But it parts its cell where neither the rows around
it nor most others are parted, and all beside it stands in one cell from its first row to its last.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.pdf_cells import Box

# The first column and row of a box, and those after its last.
Place = tuple[int, int, int, int]


def whole_cells(boxes: Sequence[Box], places: Sequence[Place]) -> list[Box] | None:
    """``boxes`` with those of each table in a cell as that cell; None where there is none, as nearly always."""
    if all(last - row == 1 for _, row, _, last in places):
        return None
    bands = _bands(places)
    sides = [{side for number in own for side in places[number][::2]} for own in bands]
    counted = Counter(side for own in sides for side in own)
    usual = {side for side, count in counted.items() if 2 * count >= len(bands)}
    cells: list[list[int]] = []
    for at in range(1, len(bands)):  # the first is a head, whose columns titles of groups may not have
        common = usual.union(sides[at - 1], *sides[at + 1 : at + 2])
        if not sides[at] <= common:
            cells += _nested([places[number] for number in bands[at]], bands[at], common)
    if not cells:
        return None
    inside = {number for cell in cells for number in cell}
    left = [box for number, box in enumerate(boxes) if number not in inside]
    return [*left, *(_around([boxes[number] for number in cell]) for cell in cells)]


def _bands(places: Sequence[Place]) -> list[list[int]]:
    """The boxes by the rows that no box runs out of: of a row with merged cells, all its rows."""
    crossed = {row for _, first, _, last in places for row in range(first + 1, last)}
    starts = sorted({first for _, first, _, _ in places} - crossed)
    bands: list[list[int]] = [[] for _ in starts]
    for number, (_, row, _, _) in enumerate(places):
        bands[bisect_left(starts, row + 1) - 1].append(number)
    return bands


def _nested(places: Sequence[Place], numbers: Sequence[int], common: Collection[int]) -> list[list[int]]:
    """The boxes of each cell of a row that holds a table; none where a column of the row has rows of its own.

    common: the edges of columns that the rows of the table have.
    """
    if len({row for _, row, _, _ in places}) == 1:
        return []
    straddled = {side for first, _, last, _ in places for side in range(first + 1, last)}
    edges = sorted((set(common) - straddled) & {side for place in places for side in place[::2]})
    cells: list[list[int]] = []
    for low, high in pairwise(edges if len(edges) > 2 else ()):
        own = [number for number, place in zip(numbers, places, strict=True) if low <= place[0] < high]
        parted = {place[0] for place in places if low < place[0] < high}
        if len(own) > 1 and not parted:
            return []
        if parted:
            cells.append(own)
    return cells


def _around(boxes: Sequence[Box]) -> Box:
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
