"""Criteria tables in the layouts that offices publish, as one table with a code, a name and a points column.

Some have no code column and write "1.1. Ban hành kế hoạch" in one cell; some have a points column for each level; in
some an area is one cell over the whole width. What is added stands behind the last column, so that places stay true.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.loading.columns import Role, find_head, head_key
from corpus.loading.grid import Grid

CODE_IN_NAME = re.compile(
    r"^(?:(?:lĩnh vực|tiêu chí|phần|mục|nhóm) )?"
    r"((?:\d+\.)+\d+(?=[.\s])|\d{1,3}(?=[.)/])|[IVX]+(?=[.):]|\s[-–])|[A-ZĐ](?=[.)])|[a-zđ](?=\)))"
    r"[.)/:]?\s*[-–:]?\s*(?=[^\W\d])",
    re.IGNORECASE,
)
_LEVEL_POINTS = re.compile(r"^(?:điểm )?(?:tối đa )?(?:của )?(?:lĩnh vực|tiêu chí|tiêu chí thành phần|tctp|tc)$")
_NUMBER = re.compile(r"^[+-]?\d+(?:[.,]\d+)?$")
# Share of the texts of a column that must be numbers for it to hold points.
_NUMBERS_MIN = 0.8


def one_layout(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with a code column and one points column where its own layout has neither."""
    return _with_codes(_with_points(grid, roles), roles)


def _with_points(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with the points columns of the levels put together in one, where there are several."""
    width = max(map(len, grid.rows), default=0)
    for row in range(min(5, len(grid.rows))):
        columns = [at for at in range(width) if _LEVEL_POINTS.match(head_key(grid.cell(row, at)))]
        columns = [at for at in columns if _is_points(grid, row, at)]
        if len(columns) < 2:
            continue
        rows = [_padded(cells, width) for cells in grid.rows]
        rows = [
            (*cells, roles["points"].name if number == row else _first(cells, columns) if number > row else "")
            for number, cells in enumerate(rows)
        ]
        # The heads that were put together no longer are heads of names or points.
        rows[row] = tuple("" if at in columns else text for at, text in enumerate(rows[row]))
        for above in range(row):
            rows[above] = tuple("" if at in columns else text for at, text in enumerate(rows[above]))
        return replace(grid, rows=tuple(rows))
    return grid


def _is_points(grid: Grid, head: int, column: int) -> bool:
    texts = [text for row in range(head + 1, len(grid.rows)) if (text := grid.cell(row, column).strip())]
    return bool(texts) and sum(bool(_NUMBER.match(text)) for text in texts) >= _NUMBERS_MIN * len(texts)


def _first(cells: Sequence[str], columns: Sequence[int]) -> str:
    return next((cells[at] for at in columns if cells[at]), "")


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *("",) * (width - len(cells)))


def _with_codes(grid: Grid, roles: Mapping[str, Role]) -> Grid:
    """``grid`` with the codes that stand before the names in a column of their own, where it has no code column."""
    if find_head(grid, roles) is not None:
        return grid
    free = {key: replace(role, required=key in ("name", "points")) for key, role in roles.items() if key != "code"}
    head = find_head(grid, free)
    if head is None:
        return grid
    width, name = max(map(len, grid.rows)), head.columns["name"]
    rows = []
    coded = 0
    for number, cells in enumerate(grid.rows):
        padded = list(_padded(cells, width))
        match = CODE_IN_NAME.match(padded[name]) if number > head.last_row else None
        if match:
            padded[name] = padded[name][match.end() :]
            coded += 1
        rows.append((*padded, match.group(1) if match else "STT" if number == head.last_row else ""))
    return replace(grid, rows=tuple(rows)) if coded > 1 else grid
