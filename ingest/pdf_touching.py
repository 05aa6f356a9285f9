"""Tables set one under the other without a gap, which share a rule and so look like one grid, taken apart."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_grid import Grid, GridCell
from schema.document import BBox
from schema.text import NUMBER_HEAD, fold

KEY_HEADER = re.compile(rf"(?:{NUMBER_HEAD}|mã)\b")
ORDINAL = re.compile(r"\s*(\d{1,4})\s*\.?\s*$")


def parted(grid: Grid) -> list[Grid]:
    """The tables that ``grid`` is made of: a head in the middle opens another one where the columns change or the rows
    count from 1 again; without a head, rows that count from 1 again in other columns do."""
    at = next((row for row in _heads(grid) if _opens_table(grid, row)), None) or _columns_change(grid)
    if at is None:
        return [grid]
    upper = [cell for cell in grid.cells if cell.row < at]
    lower = [cell for cell in grid.cells if cell.row >= at]
    return [_piece(grid, upper), *parted(_piece(grid, lower))]


def _columns_change(grid: Grid) -> int | None:
    """The row that is numbered 1 again and from which on the columns are others than in all rows above."""
    firsts = [cell.row for cell in grid.cells if cell.column == 0 and cell.row > 1 and _is_first(cell)]
    for at in firsts:
        upper = [cell for cell in grid.cells if cell.row < at]
        lower = [cell for cell in grid.cells if cell.row >= at]
        over, under = set(_edges(upper)), set(_edges(lower))
        if over - under and under - over and _ordinals(upper) and not _is_spanned(grid, at):
            return at
    return None


def _is_first(cell: GridCell) -> bool:
    match = ORDINAL.match(cell.text)
    return match is not None and int(match.group(1)) == 1


def _is_spanned(grid: Grid, at: int) -> bool:
    return any(cell.row < at < cell.row + cell.row_span for cell in grid.cells)


def _heads(grid: Grid) -> list[int]:
    """The rows below the first that open like the head of a table; rows with a number, which most have, are none."""
    return [
        cell.row
        for cell in grid.cells
        if cell.column == 0 and cell.row and cell.lines and not cell.lines[0].text[:1].isdecimal()
        and KEY_HEADER.match(fold(cell.text))
    ]  # fmt: skip


def _opens_table(grid: Grid, at: int) -> bool:
    if _is_spanned(grid, at):
        return False
    upper = [cell for cell in grid.cells if cell.row < at]
    lower = [cell for cell in grid.cells if cell.row >= at]
    before, after = _ordinals(upper), _ordinals(lower)
    if not before:
        return False  # what stands above is a title of the head
    return _edges(upper) != _edges(lower) or (before[-1] > 1 and after[:1] == [1])


def _ordinals(cells: Sequence[GridCell]) -> list[int]:
    matches = [ORDINAL.match(cell.text) for cell in cells if cell.column == 0]
    return [int(match.group(1)) for match in matches if match]


def _edges(cells: Sequence[GridCell]) -> list[int]:
    """The edges between columns that ``cells`` have, as indexes of the grid's columns."""
    return sorted({edge for cell in cells for edge in (cell.column, cell.column + cell.column_span)})


def _piece(grid: Grid, cells: Sequence[GridCell]) -> Grid:
    """The table of ``cells``, rows and columns counted anew."""
    edges, first = _edges(cells), min(cell.row for cell in cells)
    place = {edge: number for number, edge in enumerate(edges)}
    own = [
        cell._replace(
            row=cell.row - first,
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in cells
    ]
    boxes = [cell.box for cell in cells]
    return replace(
        grid,
        bbox=BBox(x0=min(box[0] for box in boxes), y0=min(box[1] for box in boxes),
                  x1=max(box[2] for box in boxes), y1=max(box[3] for box in boxes)),
        columns=tuple(grid.columns[edge] for edge in edges),
        rows=max(cell.row + cell.row_span for cell in own),
        cells=tuple(own),
    )  # fmt: skip
