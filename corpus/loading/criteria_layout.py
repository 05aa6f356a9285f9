"""Criteria tables in the layouts that offices publish, as one table with a code, a name and a points column.

Some have no code column and write "1.1. Ban hành kế hoạch" in one cell; some number their rows beside such codes; some
have a points column for each level or method, or a column of names for each level. What is added stands behind the
last column, so that places stay true.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.loading.columns import HEAD_ROWS, Role, find_head, head_key, is_head_again
from corpus.loading.criteria_words import code_in_name, is_total, points_of
from corpus.loading.grid import Grid
from schema.criteria import LEVELS
from schema.text import ROMANS

_LEVEL_POINTS = re.compile(r"^(?:điểm )?(?:tối đa )?(?:của )?(?:lĩnh vực|tiêu chí|tiêu chí thành phần|tctp|tc)$")
_LEVEL_NAMES = (
    re.compile(r"(?:tên )?(?:lĩnh vực|nhóm tiêu chí)$"),
    re.compile(r"(?:tên )?tiêu chí$"),
    re.compile(r"(?:tên )?(?:tiêu chí thành phần|tctp)"),
)
_SUM_HEAD = re.compile(r"^(?:tổng|cộng|điểm tối đa|tối đa|chung)\b")
_NO_MAXIMUM = re.compile(r"^(?:điểm )?(?:tự|đạt)\b|đạt được")
# Share of the texts of a column that must be numbers for it to hold points.
_NUMBERS_MIN = 0.8
_OWN_CODES_MIN = 0.5

Rows = list[list[str]]


def one_layout(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with a code column and one points column where its own layout has neither."""
    steps: tuple[Callable[[Grid, Mapping[str, Role]], Grid], ...] = (
        _with_code_head,
        _with_level_points,
        _with_split_points,
        _with_level_names,
        _with_codes,
        _with_codes_of_names,
        _with_counted_areas,
    )
    for step in steps:
        grid = step(grid, roles)
    return grid


def _with_code_head(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid``, with the head of its first column called STT where a table as published leaves it blank."""
    if find_head(grid, roles) is not None:
        return grid
    for row, cells in enumerate(grid.rows[:HEAD_ROWS]):
        if len(cells) > 1 and not cells[0] and head_key(cells[1]):
            named = replace(grid, rows=(*grid.rows[:row], ("STT", *cells[1:]), *grid.rows[row + 1 :]))
            if find_head(named, roles) is not None:
                return named
    return grid


def _with_level_points(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with the points columns of the levels put together in one, where there are several."""
    for row in range(min(HEAD_ROWS, len(grid.rows))):
        columns = [at for at in range(grid.width) if _LEVEL_POINTS.match(head_key(grid.cell(row, at)))]
        columns = [at for at in columns if _is_points(grid, row, at)]
        if len(columns) > 1:
            first = [
                next((grid.cell(below, at) for at in columns if grid.cell(below, at)), "") for below in _rows(grid)
            ]
            return _with_points_column(grid, roles, row, columns, first)
    return grid


def _with_split_points(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with one points column where "Điểm tối đa" stands over "Thẩm định | Điều tra XHH | Tổng"."""
    for row in range(min(HEAD_ROWS, len(grid.rows) - 1)):
        columns = _below_points_head(grid, roles, row)
        if len(columns) < 2:
            continue
        heads = {at: head_key(grid.cell(row + 1, at)) for at in columns}
        whole = next((at for at, key in heads.items() if _SUM_HEAD.match(key)), None)
        if whole is not None:
            values = [grid.cell(below, whole) for below in _rows(grid)]
        else:
            parts = [at for at, key in heads.items() if not _NO_MAXIMUM.search(key)]
            values = [_sum(grid, below, parts) for below in _rows(grid)]
        return _with_points_column(grid, roles, row, columns, values, head_rows=2)
    return grid


def _below_points_head(grid: Grid, roles: Mapping[str, Role], row: int) -> list[int]:
    """The columns under the points head in ``row``, where it spans several that have heads of their own below."""
    wanted = {head.rstrip("…") for head in roles["points"].heads}
    for at in range(grid.width):
        if head_key(grid.cell(row, at)) not in wanted or not grid.cell(row + 1, at):
            continue
        end = at + 1
        while end < grid.width and not grid.cell(row, end) and grid.cell(row + 1, end):
            end += 1
        return [column for column in range(at, end) if points_of(grid.cell(row + 1, column)) is None]
    return []


def _sum(grid: Grid, row: int, columns: Sequence[int]) -> str:
    """The points of a row in all ``columns``; what is no number stands as it is, for the reader to complain of."""
    texts = [text for at in columns if (text := grid.cell(row, at).strip(" -–"))]
    numbers = [points for text in texts if (points := points_of(text)) is not None]
    return f"{sum(numbers):g}" if len(texts) == len(numbers) > 1 else texts[0] if texts else ""


def _with_points_column(
    grid: Grid, roles: Mapping[str, Role], head: int, columns: Sequence[int], values: Sequence[str], head_rows: int = 1
) -> Grid:
    """``grid`` with ``values`` as its points column; the heads of ``columns`` are no heads any more."""
    rows = _padded(grid)
    for row in range(head + head_rows):
        for at in columns:
            rows[row][at] = ""
    for row, cells in enumerate(rows):
        cells.append(roles["points"].name if row == head else values[row] if row >= head + head_rows else "")
    return _rebuilt(grid, rows)


def _with_level_names(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with a row for each name, where areas, criteria and components have a column each.

    Codes stand before the names; where they do not, they are counted.
    """
    for row in range(min(HEAD_ROWS, len(grid.rows))):
        columns = _level_columns(grid, row)
        if len(columns) > 1 and (1 in columns or 2 in columns):
            return _one_name_a_row(grid, row, columns)
    return grid


def _level_columns(grid: Grid, row: int) -> dict[int, int]:
    """The column of each level (0 area, 1 criterion, 2 component) that the heads in ``row`` name."""
    found: dict[int, int] = {}
    for at in range(grid.width):
        key = head_key(grid.cell(row, at))
        level = next((number for number, pattern in enumerate(_LEVEL_NAMES) if pattern.match(key)), None)
        if level is not None and level not in found and not _is_points(grid, row, at):
            found[level] = at
    return found


def _one_name_a_row(grid: Grid, head: int, columns: Mapping[int, int]) -> Grid:
    name = min(columns.values())
    rows: Rows = []
    numbers: list[int] = []
    counts: list[int] = []
    for row, cells in enumerate(_padded(grid)):
        texts = {level: cells[at] for level, at in sorted(columns.items()) if cells[at] and row > head}
        kept = ["" if at in columns.values() and row >= head else text for at, text in enumerate(cells)]
        if not texts:
            rows.append([*kept, *(("Mã", "Cấp") if row == head else ("", ""))])
            numbers.append(grid.number(row))
        for level, text in texts.items():
            code, own = _own_code(text, level, counts)
            # Points beside several names are those of the last.
            own_cells = kept if level == max(texts) else [""] * len(kept)
            rows.append([*own_cells, code, LEVELS[level] if code else ""])
            rows[-1][name] = own
            numbers.append(grid.number(row))
    rows[head][name] = "Tên tiêu chí"
    return replace(_rebuilt(grid, rows), numbers=tuple(numbers), pages=(), merged=())


def _own_code(text: str, level: int, counts: list[int]) -> tuple[str, str]:
    """The code of a name in the column of ``level``: written before it, else its number among its like."""
    if is_total(text):
        return "", text
    written = code_in_name(text)
    if written is not None:
        return written
    del counts[level + 1 :]
    counts.extend([0] * (level + 1 - len(counts)))
    counts[level] += 1
    return ".".join(str(count) for count in counts if count), text


def _with_codes(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with the codes that stand before the names in a column of their own, where it has no code column."""
    if find_head(grid, roles) is not None:
        return grid
    free = {key: replace(role, required=key in ("name", "points")) for key, role in roles.items() if key != "code"}
    head = find_head(grid, free)
    if head is None:
        return grid
    rows, name, coded = _padded(grid), head.columns["name"], 0
    for number, cells in enumerate(rows):
        found = code_in_name(cells[name]) if number > head.last_row else None
        if found:
            coded += 1
            cells[name] = found[1]
        cells.append(found[0] if found else "STT" if number == head.last_row else "")
    return _rebuilt(grid, rows) if coded > 1 else grid


def _with_codes_of_names(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with the codes before its names ("7 | 1.2. Kế hoạch") in the code column, which only counts the rows."""
    head = find_head(grid, roles)
    if head is None or "points" not in head.columns:
        return grid
    code, name = head.columns["code"], head.columns["name"]
    counted = [row for row in range(head.last_row + 1, len(grid.rows)) if grid.cell(row, code).strip(" .").isdecimal()]
    counted = [row for row in counted if not is_head_again(grid, row, head.columns)]
    own = {row: found for row in counted if (found := code_in_name(grid.cell(row, name))) and "." in found[0]}
    if len(own) < max(2, _OWN_CODES_MIN * len(counted)):
        return grid
    rows = _padded(grid)
    for row, (written, rest) in own.items():
        rows[row][code], rows[row][name] = written, rest
    for row in set(counted) - set(own):
        found = code_in_name(rows[row][name])
        rows[row][code], rows[row][name] = found or (rows[row][code], rows[row][name])
    return _rebuilt(grid, rows)


def _with_counted_areas(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with Roman codes for its areas, the lines in capitals with points, where nothing at all has a code."""
    free = {key: replace(role, required=key in ("name", "points")) for key, role in roles.items()}
    head = find_head(grid, free)
    if head is None:
        return grid
    name, points, code = head.columns["name"], head.columns["points"], head.columns.get("code", grid.width)
    below = range(head.last_row + 1, len(grid.rows))
    if any(grid.cell(row, code).strip(" -–+*•") or code_in_name(grid.cell(row, name)) for row in below):
        return grid
    areas = [row for row in below if (text := grid.cell(row, name)).isupper() and not is_total(text)]
    areas = [row for row in areas if points_of(grid.cell(row, points))]
    if not 1 < len(areas) <= len(ROMANS):
        return grid
    rows = [[*cells, *("",) * (code + 1 - len(cells))] for cells in grid.rows]
    for row, roman in zip(areas, ROMANS, strict=False):
        rows[row][code] = roman
    rows[head.last_row][code] = roles["code"].name
    return _rebuilt(grid, rows)


def _is_points(grid: Grid, head: int, column: int) -> bool:
    texts = [text for row in range(head + 1, len(grid.rows)) if (text := grid.cell(row, column).strip())]
    return bool(texts) and sum(points_of(text) is not None for text in texts) >= _NUMBERS_MIN * len(texts)


def _rows(grid: Grid) -> range:
    return range(len(grid.rows))


def _padded(grid: Grid) -> Rows:
    return [[*cells, *("",) * (grid.width - len(cells))] for cells in grid.rows]


def _rebuilt(grid: Grid, rows: Rows) -> Grid:
    return replace(grid, rows=tuple(map(tuple, rows)))
