"""What is doubtful about the points of a table: told twice, above the maximum, in a column that stands for nothing."""

from collections import defaultdict
from collections.abc import Sequence

from corpus.loading.criteria_words import points_of
from corpus.loading.grid import LoadError
from corpus.loading.score_layouts import Laid, Place, Points
from schema.criteria import CriteriaSet, Node, Part, points_text
from schema.text import fold

_TOLD = 10  # units that one remark names
_ROUNDED = 0.05  # what rounding may make of a sum
# Columns that nobody misses: numbers of rows, notes, maxima.
_NOT_TOLD = ("stt", "tt", "ghi chú", "điểm tối đa")


def refuse_repeats(tables: Sequence[Laid]) -> None:
    """Raises LoadError where a unit has points for a criterion, or a row of totals, twice."""
    seen: dict[tuple[str, str | None, str], str] = {}
    for one in (one for table in tables for one in table.points):
        key = (one.at.unit.key, one.at.unit.superior, one.criterion)
        if key in seen:
            raise _again(one.at, one.column, f"điểm của “{one.at.unit.name}” cho tiêu chí “{one.criterion}”", seen[key])
        seen[key] = one.where
    ranked: dict[tuple[str, str | None], str] = {}
    for total in (total for table in tables for total in table.totals):
        unit = (total.at.unit.key, total.at.unit.superior)
        if unit in ranked:
            raise _again(total.at, total.at.column, f"“{total.at.unit.name}”", ranked[unit])
        ranked[unit] = total.at.where


def _again(place: Place, column: int, what: str, before: str) -> LoadError:
    return place.grid.error(
        place.row,
        column,
        f"{what} đã có ở {before}.",
        "Hãy bỏ dòng hoặc cột thừa; nếu là hai đơn vị trùng tên thì ghi kèm huyện.",
    )


def unread_columns(table: Laid) -> tuple[str, ...]:
    """A remark on every column of figures that stands for nothing in the set and is no figure of the unit."""
    grid, units = table.grid, table.units
    found = []
    for column in range(min(place.column for place in units) + 1, grid.width):
        figures = sum(points_of(grid.cell(place.row, column)) is not None for place in units)
        first = units[0].row
        name = next((text for row in range(first - 1, -1, -1) if _is_head(text := grid.cell(row, column))), "")
        if column not in table.columns and 2 * figures > len(units) and not fold(name).startswith(_NOT_TOLD):
            where = grid.where(first, column).rpartition(" (")[0] or grid.where(first, column)
            shown = " ".join(name.split()) or "(không tên)"
            found.append(f"Cột “{shown}” ({where}) không ứng với tiêu chí nào của bộ nên không nạp.")
    return tuple(found)


def without_figures(tables: Sequence[Laid]) -> tuple[str, ...]:
    """A remark on the units that have a row and no figures in it."""
    places = [place for table in tables for place in table.without]
    if not places:
        return ()
    shown = "; ".join(f"“{place.grid.cell(place.row, place.column)}” ({place.where})" for place in places[:_TOLD])
    return (f"{len(places)} đơn vị không có điểm nào: {shown}{' …' if len(places) > _TOLD else ''}.",)


def _is_head(text: str) -> bool:
    return any(map(str.isalpha, text))


def above_maximum(points: Sequence[Points], criteria: CriteriaSet) -> tuple[str, ...]:
    """A remark on every cell with more points than its criterion has."""
    nodes: dict[str, Node] = {node.code: node for node in criteria.nodes()}
    return tuple(
        f"{one.where}: {points_text(one.points)} điểm, quá điểm tối đa {points_text(maximum)}"
        f" của tiêu chí {one.criterion}."
        for one in points
        if (maximum := nodes[one.criterion].max_points) is not None
        and nodes[one.criterion].part is not Part.PENALTY
        and one.points > maximum
    )


def odd_totals(tables: Sequence[Laid]) -> tuple[str, ...]:
    """A remark on the rows whose points by area add up to another total than the one printed."""
    found: list[str] = []
    for table in tables:
        sums: defaultdict[int, float] = defaultdict(float)
        for one in table.points:
            sums[one.at.row] += one.points
        for total in table.totals:
            printed, summed = total.figures.points, sums.get(total.at.row)
            if printed is not None and summed is not None and abs(printed - summed) > _ROUNDED:
                found.append(
                    f"{total.at.where} “{total.at.unit.name}”: {points_text(printed)}, cộng lại {points_text(summed)}"
                )
    # Where hardly a row adds up the columns are only a part of the total.
    rows = sum(len(table.totals) for table in tables)
    if not found or 2 * len(found) > rows > 1:
        return ()
    more = " …" if len(found) > _TOLD else ""
    return (f"Tổng điểm in trong bảng khác tổng các cột: {'; '.join(found[:_TOLD])}{more}.",)
