"""Tables that run over pages joined into one: no row lost, none doubled, a row cut at a page's end whole again.

Parts join where one ends a page, the next opens the following one, and their column edges agree. Why they were joined
is recorded with the table.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from operator import itemgetter

from ingest.pdf_grid import PLACE, Grid, GridCell, nearest
from ingest.pdf_touching import KEY_HEADER, ORDINAL, parted
from schema.text import bare, fold

_EDGE_TOLERANCE = 5.0
# A photograph shows each page from another place: its columns are wider or narrower by this share at most, and their
# edges stand so near to those of the page before.
_NEARER, _PHOTOGRAPHED_TOLERANCE = 0.1, 9.0
_HEADER_ROWS_MAX = 4
# Likeness of two cells, and of the cells of a row on the average, that an OCR read from the same print.
_MISREAD_LEAST, _MISREAD_USUAL = 0.6, 0.85
# A head of so many columns at least is known without that of the numbers, which is no longer than this.
_HEADS_MIN, _NUMBER_HEAD = 4, 5
# Share of rows without a number of their own up to which every row is taken to have one.
_KEYLESS_SHARE = 0.1
TERMINAL = re.compile(r"[.;:!?…][\"”’)\]]*$")
OPENS_ITEM = re.compile(r"(?:[-–+*•]|\(?[ivxIVX]{1,5}[.)]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)])(?:\s|$)")
_NO_LETTERS = re.compile(r"\W+")
_KEY_ALONE = re.compile(r"\s*[\dIVX]+(?:\.\d+)*\.?\s*$")
_SENTENCE_GOES_ON = 2
# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__
_ROW = itemgetter(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A whole table: the parts' cells on one grid.

    reason: why parts were joined, or read otherwise than by their rules alone.
    """

    pages: tuple[int, ...]
    rows: int
    columns: tuple[float, ...]
    cells: tuple[GridCell, ...]
    reason: str | None


def join_grids(parts: Sequence[Grid]) -> list[Table]:
    """Tables from parts that follow each other with no text between, in reading order."""
    tables: list[Table] = []
    for part in itertools.chain.from_iterable(map(parted, parts)):
        joined = _joined(tables[-1], part) if tables else None
        if joined:
            tables[-1] = joined
        else:
            tables.append(_alone(part))
    return tables


def _alone(part: Grid) -> Table:
    return Table(
        pages=(part.page,),
        rows=part.rows,
        columns=part.columns,
        cells=part.cells,
        reason=part.reason,
    )


def _joined(table: Table, part: Grid) -> Table | None:
    """``table`` with ``part`` as its continuation; None where they are two tables."""
    photographed = _is_recognised(part, 0)
    placed = _placed(part.columns, table.columns, photographed=photographed)
    tolerance = _PHOTOGRAPHED_TOLERANCE if photographed else _EDGE_TOLERANCE
    columns = _common_columns(table.columns, placed, tolerance)
    if part.page != table.pages[-1] + 1 or columns is None:
        return None
    table, part = _on_columns(table, columns), _grid_on_columns(part, placed, columns)
    repeated = _repeated_header(table, part)
    if not repeated and _has_other_header(table, part):
        return None
    body = [cell for cell in part.cells if cell.row >= repeated] if repeated else part.cells
    if not body:
        return replace(table, pages=(*table.pages, part.page))
    opening = [cell for cell in body if cell.row == repeated]
    if repeated and _counts_anew(table, opening):
        return None
    cut = _is_cut(table, opening)
    reasons = _reasons(table, body, repeated=repeated, cut=cut)
    return _appended(table, part, body, repeated=repeated, cut=cut, reasons=reasons)


def _placed(lower: Sequence[float], upper: Sequence[float], *, photographed: bool) -> list[float]:
    """The column edges ``lower`` moved to the left edge of ``upper``, and drawn to its width where that is the
    distance from which a page was photographed."""
    stretch = (upper[-1] - upper[0]) / (lower[-1] - lower[0])
    if not photographed or abs(stretch - 1) > _NEARER:
        stretch = 1.0
    return [upper[0] + stretch * (edge - lower[0]) for edge in lower]


def _common_columns(upper: Sequence[float], lower: Sequence[float], tolerance: float) -> tuple[float, ...] | None:
    """The column edges of both, which have one left edge; None where they disagree."""
    if abs(lower[-1] - upper[-1]) > tolerance:
        return None
    fewer, more = (lower, upper) if len(lower) <= len(upper) else (upper, lower)
    if any(abs(more[nearest(more, edge)] - edge) > tolerance for edge in fewer):
        return None
    return tuple(more)


def _spread(cell: GridCell, old: Sequence[float], new: Sequence[float]) -> GridCell:
    first = nearest(new, old[cell.column])
    last = nearest(new, old[min(cell.column + cell.column_span, len(old) - 1)])
    return cell._replace(column=first, column_span=max(1, last - first))


def _on_columns(table: Table, columns: tuple[float, ...]) -> Table:
    if len(columns) == len(table.columns):
        return table
    cells = tuple(_spread(cell, table.columns, columns) for cell in table.cells)
    return replace(table, columns=columns, cells=cells)


def _grid_on_columns(part: Grid, placed: Sequence[float], columns: tuple[float, ...]) -> Grid:
    """``part``, whose column edges stand at ``placed`` in the table, on the ``columns`` of the table."""
    if len(columns) == len(part.columns):
        return part
    return replace(part, columns=columns, cells=tuple(_spread(cell, placed, columns) for cell in part.cells))


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    """What two cells with one text have in common; of every part of a table, the first rows of the whole are asked."""
    return _NO_LETTERS.sub("", fold(text))


def _cells_of(cells: Sequence[GridCell], row: int) -> Sequence[GridCell]:
    return cells[bisect_left(cells, (row,)) : bisect_left(cells, (row + 1,))]


def _row_keys(cells: Sequence[GridCell], row: int) -> list[tuple[int, str]]:
    return [(cell.column, _key(cell.text)) for cell in _cells_of(cells, row) if cell.lines]


def _repeated_header(table: Table, part: Grid) -> int:
    """How many first rows of ``part`` repeat those of the table."""
    count = words = 0
    while count < min(_HEADER_ROWS_MAX, part.rows, table.rows):
        own, first = _row_keys(part.cells, count), _row_keys(table.cells, count)
        if not own and not first and count:
            count += 1
            continue
        recognised = _is_recognised(part, count)
        if recognised and _differs_in_number_head(own, first):
            count, words = count + 1, words + len(own)
            continue
        same = own == first or (recognised and _misread(own, first))
        if not own or not same or _is_numbered(own):
            break
        count += 1
        words += len(own)
    return count if words >= 2 else 0


def _is_numbered(keys: Sequence[tuple[int, str]]) -> bool:
    """Whether a row has a number and more than numbers: no row of a header, which may number its columns."""
    return keys[0][0] == 0 and keys[0][1].isdecimal() and not all(key.isdecimal() for _, key in keys)


def _is_recognised(part: Grid, row: int) -> bool:
    lines = [line for cell in _cells_of(part.cells, row) for line in cell.lines]
    return bool(lines) and all(line.ocr for line in lines)


def _misread(own: Sequence[tuple[int, str]], first: Sequence[tuple[int, str]]) -> bool:
    """Whether two rows of an OCR are one row, read with a letter or mark wrong here and there; figures must agree."""
    if [column for column, _ in own] != [column for column, _ in first]:
        return False
    pairs = [(bare(text), bare(other)) for (_, text), (_, other) in zip(own, first, strict=True)]
    if any(re.findall(r"\d+", text) != re.findall(r"\d+", other) for text, other in pairs):
        return False
    alike = [SequenceMatcher(None, text, other, autojunk=False).ratio() for text, other in pairs]
    return min(alike) >= _MISREAD_LEAST and sum(alike) >= _MISREAD_USUAL * len(alike)


def _differs_in_number_head(own: Sequence[tuple[int, str]], first: Sequence[tuple[int, str]]) -> bool:
    """Whether two rows of an OCR are one head but for that of the numbers, a few capitals that it reads as it likes:
    "STT" is "5" on one page and "HỊI" on another."""
    if len(own) < _HEADS_MIN or [column for column, _ in own] != [column for column, _ in first]:
        return False
    short = max(len(own[0][1]), len(first[0][1])) <= _NUMBER_HEAD
    rest = zip(own[1:], first[1:], strict=True)
    return (
        short
        and own[0][0] == 0
        and not _is_numbered(first)
        and all(bare(text) == bare(other) for (_, text), (_, other) in rest)
    )


def _has_other_header(table: Table, part: Grid) -> bool:
    """Whether ``part`` opens with a header of its own that is not the table's."""
    first = next((cell for cell in part.cells if cell.row == 0 and cell.column == 0), None)
    return first is not None and bool(KEY_HEADER.match(fold(first.text.strip())))


def _counts_anew(table: Table, opening: Sequence[GridCell]) -> bool:
    """Whether ``opening``, the first row after the header, is number 1 where the table's last row has a higher number:
    another table of the same form.

    After the title of a group of rows, which has no number, a table may count anew.
    """
    ends = [table.cells[index] for index in _ends(table).values()]
    last = _ordinal([cell for cell in ends if cell.row == table.rows - 1])
    return last is not None and last > 1 and _ordinal(opening) == 1


def _ends(table: Table) -> dict[int, int]:
    """The indexes of the cells that reach the end of the table, by column.

    Sought from the last cell on: a table of many pages would be gone through whole for each of them.
    """
    ends: dict[int, int] = {}
    covered = 0
    for index in range(len(table.cells) - 1, -1, -1):
        row, column, row_span, column_span, *_ = table.cells[index]
        if row + row_span == table.rows and column not in ends:
            ends[column] = index
            covered += column_span
            if covered >= len(table.columns) - 1:
                break
    return ends


def _is_cut(table: Table, opening: Sequence[GridCell]) -> bool:
    """Whether ``opening``, the first row after the header, is the rest of the table's last row."""
    last = {column: table.cells[index] for column, index in _ends(table).items()}
    first = {cell.column: cell for cell in opening}
    filled = {column: cell for column, cell in first.items() if cell.lines}
    if not filled:
        return False
    if any(column not in last or not last[column].lines for column in filled):
        return False
    if 0 in filled and _KEY_ALONE.match(filled[0].text):
        return False
    evidence = [_goes_on(last[column], cell) for column, cell in filled.items()]
    if max(evidence) == _SENTENCE_GOES_ON:
        return True
    if min(evidence) < 0:
        return False
    return max(evidence) > 0 or (0 not in filled and _is_keyed(table))


def _is_keyed(table: Table) -> bool:
    """Whether nearly every row has a number or name in the first column."""
    header = max(1, min(_HEADER_ROWS_MAX, table.rows - 1))
    firsts = [next(own) for row, own in itertools.groupby(table.cells, key=_ROW) if row]
    keyless = sum(not cell.column and not cell.lines for cell in firsts)
    spanned = sum(cell.column > 0 for cell in firsts[header:])
    return len(firsts) > 2 and keyless + spanned <= _KEYLESS_SHARE * len(firsts)


def _goes_on(upper: GridCell, lower: GridCell) -> int:
    """How surely the text of ``lower`` continues that of ``upper``: from 2 (mid-sentence) to -1 (a new text)."""
    end, start = upper.lines[-1], lower.lines[0]
    if TERMINAL.search(end.text):
        return 0 if len(upper.lines) > 1 or len(end.text) > 25 else -1
    if OPENS_ITEM.match(start.text):
        return 0
    full = end.x1 + 0.25 * end.size + start.first > upper.box[2] - _padding(upper)
    if start.text[:1].islower():
        return _SENTENCE_GOES_ON if full else 1
    if not full:
        return -1
    return 1 if len(end.text.split()) > 2 else 0


def _padding(cell: GridCell) -> float:
    left = min((line.x0 for line in cell.lines), default=cell.box[0] + 5) - cell.box[0]
    return min(max(left, 1.0), 7.0)


def _reasons(table: Table, body: Sequence[GridCell], *, repeated: int, cut: bool) -> list[str]:
    reasons = ["mép các cột trùng nhau"]
    reasons.append(f"lặp lại {repeated} dòng tiêu đề" if repeated else "không lặp lại dòng tiêu đề")
    before, after = _ordinal(reversed(table.cells)), _ordinal(body)
    if before is not None and after == before + 1:
        reasons.append(f"số thứ tự nối tiếp {before} → {after}")
    if cut:
        reasons.append("dòng bị cắt ở cuối trang được nối lại")
    return reasons


def _ordinal(cells: Iterable[GridCell]) -> int | None:
    """The first number among ``cells`` that stands alone in the first column."""
    matches = (ORDINAL.match(cell.text) for cell in cells if cell.column == 0)
    return next((int(match.group(1)) for match in matches if match), None)


def _appended(
    table: Table, part: Grid, body: Sequence[GridCell], *, repeated: int, cut: bool, reasons: Sequence[str]
) -> Table:
    cells = list(table.cells)
    at = table.rows - (1 if cut else 0)
    down = at - repeated
    moved = [_new(GridCell, (cell[0] + down, *cell[1:])) for cell in body]
    opening = bisect_left(moved, (at + 1,))
    ends = _ends(table)
    own: list[GridCell] = []
    for cell in moved[:opening]:
        upper = ends.get(cell.column)
        if upper is not None and (cut or _spans_on(cells[upper], cell)):
            above = cells[upper]
            span = cell.row + cell.row_span - above.row
            cells[upper] = above._replace(lines=(*above.lines, *cell.lines), row_span=max(above.row_span, span))
        else:
            own.append(cell)
    last_row = bisect_left(cells, (at,))
    note = f"Nối bảng sang trang {part.page}: {', '.join(reasons)}."
    return replace(
        table,
        pages=(*table.pages, part.page),
        rows=down + part.rows,
        cells=(*cells[:last_row], *sorted([*cells[last_row:], *own], key=PLACE), *moved[opening:]),
        reason=f"{table.reason} {note}" if table.reason else note,
    )


def _spans_on(upper: GridCell, lower: GridCell) -> bool:
    """Whether an empty cell below a page break is the rest of a merged cell above it."""
    return not lower.lines and bool(upper.lines) and (upper.row_span > 1 or lower.row_span > 1)
