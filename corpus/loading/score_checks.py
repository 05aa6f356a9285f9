"""What is doubtful about the points of a table: told twice, above the maximum, in a column that stands for nothing."""

from collections.abc import Sequence

from corpus.loading.criteria_words import points_of
from corpus.loading.grid import Grid
from corpus.loading.score_layouts import Points
from corpus.loading.score_units import NOT_POINTS
from schema.criteria import CriteriaSet, Node, Part, points_text
from schema.text import fold

_TOLD = 10  # units that one remark names


def refuse_repeats(grid: Grid, points: Sequence[Points]) -> None:
    """Raises LoadError where a unit has points for a criterion twice."""
    seen: dict[tuple[str, str | None, str], Points] = {}
    for one in points:
        key = (one.unit.key, one.unit.superior, one.criterion)
        if key in seen:
            raise grid.error(
                one.row,
                one.column,
                f"điểm của “{one.unit.name}” cho tiêu chí “{one.criterion}” đã có ở"
                f" {grid.where(seen[key].row, seen[key].column)}.",
                "Hãy bỏ dòng hoặc cột thừa.",
            )
        seen[key] = one


def unread_columns(grid: Grid, points: Sequence[Points]) -> tuple[str, ...]:
    """A remark on every column of figures, beside totals and ranks, that stands for nothing in the set."""
    rows = sorted({one.row for one in points})
    read = {one.column for one in points} | {one.unit_column for one in points}
    found = []
    for column in range(min(one.unit_column for one in points) + 1, grid.width):
        figures = sum(points_of(grid.cell(row, column)) is not None for row in rows)
        name = next((text for row in range(rows[0] - 1, -1, -1) if _is_head(text := grid.cell(row, column))), "")
        if column not in read and 2 * figures > len(rows) and not fold(name).startswith(NOT_POINTS):
            where = grid.where(rows[0], column).rpartition(" (")[0] or grid.where(rows[0], column)
            found.append(f"Cột “{name or '(không tên)'}” ({where}) không ứng với tiêu chí nào của bộ nên không nạp.")
    return tuple(found)


def without_points(grid: Grid, rows: Sequence[int], unit_column: int) -> tuple[str, ...]:
    """A remark on the units that have a row and no points in it."""
    if not rows:
        return ()
    shown = "; ".join(f"“{grid.cell(row, unit_column)}” ({grid.where(row, unit_column)})" for row in rows[:_TOLD])
    return (f"{len(rows)} đơn vị không có điểm nào: {shown}{' …' if len(rows) > _TOLD else ''}.",)


def _is_head(text: str) -> bool:
    return any(map(str.isalpha, text))


def above_maximum(grid: Grid, points: Sequence[Points], criteria: CriteriaSet) -> tuple[str, ...]:
    """A remark on every cell with more points than its criterion has."""
    nodes: dict[str, Node] = {node.code: node for node in criteria.nodes()}
    return tuple(
        f"{grid.where(one.row, one.column)}: {points_text(one.points)} điểm, quá điểm tối đa {points_text(maximum)}"
        f" của tiêu chí {one.criterion}."
        for one in points
        if (maximum := nodes[one.criterion].max_points) is not None
        and nodes[one.criterion].part is not Part.PENALTY
        and one.points > maximum
    )
