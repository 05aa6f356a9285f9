"""The three layouts of a score sheet: units down and criteria across, the same on its side, a line for each point."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.loading.columns import find_head, head_key, is_head_again
from corpus.loading.criteria_words import points_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.hierarchy import clean_code
from corpus.loading.score_names import Names
from corpus.loading.score_units import LONG, NOT_A_UNIT, RowUnits, first_data_row, is_commune
from schema.text import fold
from schema.units import Sighting, sighting

NO_POINTS = frozenset(
    {"", "-", "–", "—", "x", "/", "n/a", "không đánh giá", "không chấm", "không có", "kđg", "…", "..."}
)
_TOLD = 10  # cells that one message names


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """One cell of points as read: where it stands, and for whom and what."""

    row: int
    column: int
    unit: Sighting
    unit_column: int
    criterion: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The points of a table and the table as it was read: on its side where criteria go down. without: the rows of
    units that have no points at all."""

    grid: Grid
    points: tuple[Points, ...]
    without: tuple[int, ...] = ()
    long: bool = False


def laid_out(grid: Grid, names: Names) -> Laid | None:
    """The points of ``grid`` in whichever layout it has; None where it has none of them. Raises LoadError."""
    long = find_head(grid, LONG)
    if long is not None:
        return Laid(grid=grid, points=tuple(_lines(grid, names, long.columns, long.last_row)), long=True)
    for way in (grid, grid.on_its_side()):
        laid = _across(way, names)
        if laid is not None:
            return laid
    return None


def _lines(grid: Grid, names: Names, columns: Mapping[str, int], last_head: int) -> list[Points]:
    """A line for each unit and criterion."""
    grid.refuse_merges(last_head + 1, columns.values())
    found: list[Points] = []
    values = _Values(grid)
    for row in range(last_head + 1, len(grid.rows)):
        unit, criterion = (grid.cell(row, columns[role]) for role in ("unit", "criterion"))
        value = values.at(row, columns["points"]) if unit or criterion else None
        if value is None:
            continue
        code = names.find(criterion)
        if code is None:
            raise _unknown_criterion(grid, row, columns["criterion"], criterion)
        found.append(
            Points(
                row=row,
                column=columns["points"],
                unit=sighting(unit),
                unit_column=columns["unit"],
                criterion=code,
                points=value,
            )
        )
    values.complain()
    return found


class _Values:
    """Reads cells of points and keeps those that are none, so that all are told at once."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._wrong: list[tuple[int, int]] = []

    def at(self, row: int, column: int) -> float | None:
        """The points in the cell; None where it holds none."""
        text = self._grid.cell(row, column)
        if fold(text) in NO_POINTS:
            return None
        points = points_of(text)
        if points is None:
            self._wrong.append((row, column))
        return points

    def complain(self) -> None:
        """Raises LoadError where a cell was no number; the first stands in front, the places of the others follow."""
        if not self._wrong:
            return
        first = self._grid.number_error(
            *self._wrong[0], "số điểm", "Hãy ghi số, ví dụ 1,5; để trống hoặc ghi “-” nếu không chấm."
        )
        others = "; ".join(f"“{self._grid.cell(*at)}” ({self._grid.where(*at)})" for at in self._wrong[1 : 1 + _TOLD])
        more = f" và {len(self._wrong) - 1 - _TOLD} ô nữa" if len(self._wrong) > 1 + _TOLD else ""
        told = f" Cũng không phải là số: {others}{more}." if others else ""
        raise LoadError(f"{first.message}{told}", first.next_step)


def _across(grid: Grid, names: Names) -> Laid | None:
    """Units down, criteria across; None where the table is not so."""
    first = first_data_row(grid)
    if first is None:
        return None
    row, unit_column = first
    criteria = _criteria_columns(grid, names, row, unit_column)
    if not criteria:
        return None
    grid.refuse_merges(row, (unit_column, *criteria))
    units = RowUnits(grid, row, unit_column)
    values = _Values(grid)
    found: list[Points] = []
    without: list[int] = []
    for at in range(row, len(grid.rows)):
        cells = [column for column in criteria if fold(grid.cell(at, column)) not in NO_POINTS]
        unit = units.at(at, bool(cells))
        if unit is None:
            without += [at] if not cells and is_commune(grid.cell(at, unit_column)) else []
            continue
        found.extend(
            Points(
                row=at,
                column=column,
                unit=unit,
                unit_column=unit_column,
                criterion=criteria[column],
                points=value,
            )
            for column in cells
            if (value := values.at(at, column)) is not None
        )
    values.complain()
    return Laid(grid=grid, points=tuple(found), without=tuple(without)) if found else None


def _criteria_columns(grid: Grid, names: Names, first_row: int, unit_column: int) -> dict[int, str]:
    """The criterion of every column that has one in the rows of the head, the lowest row first."""
    head = [
        row
        for row in range(first_row)
        if not is_head_again(grid, row, {"": unit_column}) and not _holds_maxima(grid, row, unit_column, names)
    ]
    found: dict[int, str] = {}
    for column in range(unit_column + 1, grid.width):
        texts = [(row, text) for row in reversed(head) if _is_text(text := grid.cell(row, column), names)]
        code = next((code for _, text in texts if (code := names.find(text)) is not None), None)
        if code is not None:
            found[column] = code
        elif texts and _looks_like_code(texts[0][1]):
            raise _unknown_criterion(grid, texts[0][0], column, texts[0][1])
    others = set(range(unit_column + 1, grid.width)) - set(found)
    return found | _area_columns(grid, names, head, others, set(found.values()))


def _holds_maxima(grid: Grid, row: int, unit_column: int, names: Names) -> bool:
    """Whether a row of the head tells how many points there are ("Điểm tối đa | 10 | 9,5"), not which criteria."""
    texts = [text for text in grid.rows[row][unit_column + 1 :] if text]
    if not texts or any(points_of(text) is None for text in texts):
        return False
    labelled = head_key(grid.cell(row, unit_column)).startswith(NOT_A_UNIT)
    return labelled or 2 * sum(names.find(text) is not None for text in texts) < len(texts)


def _is_text(text: str, names: Names) -> bool:
    """Whether a cell of the head may name a criterion: not a maximum ("10", "9,5 điểm") below the name."""
    return bool(text) and (points_of(text) is None or names.find(text) is not None or _looks_like_code(text))


def _area_columns(grid: Grid, names: Names, head: list[int], columns: set[int], taken: set[str]) -> dict[int, str]:
    """The area of every other column whose lowest head means one; an area that two heads could mean is nobody's."""
    meant: dict[int, str] = {}
    for column in sorted(columns):
        texts = [text for row in reversed(head) if (text := grid.cell(row, column)) and points_of(text) is None]
        area = names.area(texts[0]) if texts else None
        if area is not None and area not in taken:
            meant[column] = area
    unsure = {area for area, count in Counter(meant.values()).items() if count > 1}
    return {column: area for column, area in meant.items() if area not in unsure}


def _looks_like_code(text: str) -> bool:
    code = clean_code(text)
    return code is not None and "." in code and code.replace(".", "").isdigit()


def _unknown_criterion(grid: Grid, row: int, column: int, text: str) -> LoadError:
    return grid.error(
        row,
        column,
        f"“{text}” không phải là tiêu chí của bộ đang dùng.",
        "Hãy sửa mã, hoặc chọn đúng bộ tiêu chí bằng “kehoach criteria use”.",
    )
