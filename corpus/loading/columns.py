"""Which column of a table is what, told by the words of its head in Vietnamese or English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.loading.grid import Grid, LoadError
from schema.text import fold

# A head stands below the title lines of a table; nobody writes more of them.
HEAD_ROWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a column may be. name: what an error calls it. heads: the folded words of its head, the surest first;
    one that ends in "…" stands for every head that begins so."""

    name: str
    heads: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the head of a table ends and which column plays which role."""

    last_row: int
    columns: Mapping[str, int]


def find_head(grid: Grid, roles: Mapping[str, Role]) -> Head | None:
    """The first row (or pair of rows, one over the other) of ``grid`` that has a column for every required role."""
    for row in range(min(HEAD_ROWS, len(grid.rows))):
        for height in _heights(grid, row, roles):
            columns = _columns(_own_heads(grid, row, height, roles), roles)
            if all(key in columns for key, role in roles.items() if role.required):
                return Head(last_row=_last_head_row(grid, row + height - 1, columns), columns=columns)
    return None


def need_head(grid: Grid, roles: Mapping[str, Role]) -> Head:
    """The head of ``grid``. Raises LoadError that says which column is missing and which were seen."""
    head = find_head(grid, roles)
    if head is not None:
        return head
    row, columns = max(
        ((row, _columns([cells], roles)) for row, cells in enumerate(grid.rows[:HEAD_ROWS])),
        key=lambda pair: (len(pair[1]), sum(map(bool, grid.rows[pair[0]])) > 1, -pair[0]),
    )
    missing = ", ".join(f"“{role.name}”" for key, role in roles.items() if role.required and key not in columns)
    raise missing_columns(grid, row, missing)


def missing_columns(grid: Grid, row: int, missing: str) -> LoadError:
    """The error for columns that the head in ``row`` lacks; it lists those that are there."""
    seen = ", ".join(
        f"{grid.where(row, column).rsplit(', ', 1)[-1].rstrip(')')} “{text}”"
        for column, text in enumerate(grid.rows[row])
        if text
    )
    return grid.error(
        row, None, f"thiếu cột {missing}; các cột đang có: {seen}.", "Hãy sửa dòng tiêu đề cột rồi nạp lại."
    )


def head_key(text: str) -> str:
    """The words of a head, folded, without line breaks, units in brackets, and marks at the end."""
    return re.sub(r"\s*\([^()]*\)\s*", " ", " ".join(fold(text).split())).strip(" .:*_").replace("_", " ")


def names_role(roles: Mapping[str, Role], key: str) -> bool:
    """Whether a text (its ``head_key``) is the head of one of ``roles``."""
    return any(_is(head, key) for role in roles.values() for head in role.heads)


def _heights(grid: Grid, row: int, roles: Mapping[str, Role]) -> tuple[int, ...]:
    """How many rows a head in ``row`` may have, what is tried first in front."""
    if row + 1 >= len(grid.rows) or not _opens_head(grid, row, roles):
        return (1,)
    return (2, 1) if _over_heads(grid, row, roles) or _goes_on_below(grid, row, roles) else (1, 2)


def _opens_head(grid: Grid, row: int, roles: Mapping[str, Role]) -> bool:
    """Whether ``row`` may be the upper row of a head: it names a column, and is not the one line of a title."""
    texts = [text for text in grid.rows[row] if text]
    return len(texts) > 1 and any(names_role(roles, head_key(text)) for text in texts)


def _goes_on_below(grid: Grid, row: int, roles: Mapping[str, Role]) -> bool:
    """Whether the next row has nothing below the columns that ``row`` names, and the head of one that it lacks."""
    own = _columns([grid.rows[row]], roles)
    if any(grid.cell(row + 1, at) for at in own.values()):
        return False
    return len(_columns(_own_heads(grid, row, 2, roles), roles)) > len(own)


def _over_heads(grid: Grid, row: int, roles: Mapping[str, Role]) -> set[int]:
    """The columns of cells over several columns that have heads of their own below ("Đơn vị" over "Huyện | Xã")."""
    wide = [m.left for m in grid.merged if m.top == m.bottom == row and m.right > m.left]
    return {at for at in wide if names_role(roles, head_key(grid.cell(row + 1, at)))}


def _own_heads(grid: Grid, row: int, height: int, roles: Mapping[str, Role]) -> list[Sequence[str]]:
    """The rows of a head, without the cells that stand over heads of their own."""
    rows: list[Sequence[str]] = [grid.rows[row + below] for below in range(height)]
    if height == 2:
        over = _over_heads(grid, row, roles)
        rows[0] = ["" if at in over else text for at, text in enumerate(rows[0])]
    return rows


def _columns(rows: Sequence[Sequence[str]], roles: Mapping[str, Role]) -> dict[str, int]:
    taken: dict[str, int] = {}
    keys: dict[int, list[str]] = {}
    for row in rows:
        for at, text in enumerate(row):
            if text:
                keys.setdefault(at, []).append(head_key(text))
    for name, role in roles.items():
        for head in role.heads:
            column: int | None = next(
                (at for at, texts in keys.items() if at not in taken.values() and any(_is(head, key) for key in texts)),
                None,
            )
            if column is not None:
                taken[name] = column
                break
    return taken


def _is(head: str, key: str) -> bool:
    return key.startswith(head[:-1]) if head.endswith("…") else key == head


def _last_head_row(grid: Grid, row: int, columns: Mapping[str, int]) -> int:
    """The last row of a head of several rows: the rows that merged head cells reach, and a line of column numbers."""
    reach = [
        merge.bottom
        for merge in grid.merged
        if merge.top <= row <= merge.bottom and any(merge.left <= at <= merge.right for at in columns.values())
    ]
    last = max([row, *reach])
    while last + 1 < len(grid.rows) and is_head_again(grid, last + 1, columns):
        last += 1
    return last


def is_head_again(grid: Grid, row: int, columns: Mapping[str, int]) -> bool:
    """Whether ``row`` numbers the columns ("(1) | (2) | (3)"), as official tables do below the head."""
    cells = [text.strip("() ") for text in grid.rows[row] if text]
    if len(cells) < max(2, len(columns) - 1):
        return False
    bracketed = all(re.fullmatch(r"\(\s*\w{1,2}\s*\)?(?:\s*=.*)?\)?", text) for text in grid.rows[row] if text)
    numbers = [int(text) for text in cells if text.isdecimal()]
    running = (
        len(numbers) >= 3
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and len(cells) == len(numbers)
        and numbers[0] == 1 + next(at for at, text in enumerate(grid.rows[row]) if text)
    )
    return bracketed or running
