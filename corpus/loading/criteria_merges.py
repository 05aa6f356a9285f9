"""Merged cells of a criteria table: those that leave open what a value belongs to are refused, the others are read.

Tables as published merge an area over the width, and a criterion's code and points downwards over the rows of its
rubric; neither leaves anything open. A merge over two criteria, or over a criterion's name and points, does.
"""

from collections.abc import Iterator

from corpus.loading.columns import Head
from corpus.loading.criteria_words import is_rung, points_of
from corpus.loading.grid import Grid, Merge
from corpus.loading.hierarchy import clean_code


def refuse_merges(grid: Grid, head: Head) -> None:
    """Raises LoadError that names the first merged cell of which nobody can tell what its value belongs to."""
    columns = {role: head.columns[role] for role in ("code", "name", "points") if role in head.columns}
    for merge in sorted(grid.merged, key=lambda merge: (merge.top, merge.left)):
        first = max(merge.top, head.last_row + 1)
        roles = {role for role, at in columns.items() if merge.left <= at <= merge.right}
        if not roles or merge.bottom < first:
            continue
        down = any(_hides(grid, row, roles, columns) for row in range(first + 1, merge.bottom + 1))
        if down or (grid.lettered and _hides_points(grid, merge, roles, columns)):
            raise grid.merged_error(first, min(columns[role] for role in roles))


def _hides(grid: Grid, row: int, roles: set[str], columns: dict[str, int]) -> bool:
    """Whether a cell merged from above covers something that ``row``, a criterion of its own, needs."""
    texts = dict(_texts(grid, row, columns))
    coded = "code" in texts and clean_code(texts["code"]) is not None
    pointed = points_of(texts.get("points", "")) is not None
    if coded and roles & {"name", "points"}:
        return True
    return "code" in roles and pointed and "name" in texts and not is_rung(texts["name"])


def _hides_points(grid: Grid, merge: Merge, roles: set[str], columns: dict[str, int]) -> bool:
    """Whether a cell merged over name and points hides the points of a criterion: one with a code below an area."""
    if merge.bottom > merge.top or not {"name", "points"} <= roles or "code" in roles:
        return False
    texts = dict(_texts(grid, merge.top, columns))
    code = clean_code(texts.get("code", ""))
    return code is not None and "." in code and not texts.get("name", "").isupper()


def _texts(grid: Grid, row: int, columns: dict[str, int]) -> Iterator[tuple[str, str]]:
    for role, at in columns.items():
        text = grid.cell(row, at).strip()
        if text:
            yield role, text
