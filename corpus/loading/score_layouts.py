"""The three layouts of a score sheet: units down and criteria across, the same on its side, a line for each point."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.loading.columns import find_head
from corpus.loading.criteria_words import points_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.score_figures import EXAMPLES, NAMES, Measure, value_of
from corpus.loading.score_heads import Columns, columns_of, unknown_criterion
from corpus.loading.score_names import Names
from corpus.loading.score_units import LONG, RowUnits, first_data_row, is_commune, is_unit_column, without_mark
from schema.scores import Figures
from schema.text import fold
from schema.units import Sighting, sighting

NO_POINTS = frozenset(
    {"", "-", "–", "—", "x", "/", "n/a", "không đánh giá", "không chấm", "không có", "kđg", "…", "..."}
)
_TOLD = 10  # cells that one message names
_POINTS_NEXT = "Hãy ghi số, ví dụ 1,5; để trống hoặc ghi “-” nếu không chấm."
# A table of units has one of these; classes alone might be of anything.
_RANKING = frozenset({Measure.POINTS, Measure.INDEX, Measure.RANK, Measure.APPRAISED})
_SHARED = (Measure.RANK, Measure.GRADE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The row of a unit: where its name stands."""

    grid: Grid
    row: int
    column: int
    unit: Sighting

    @property
    def where(self) -> str:
        """The place in words."""
        return self.grid.where(self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """One cell of points as read: for whom and what, and the column it stands in."""

    at: Place
    column: int
    criterion: str
    points: float

    @property
    def where(self) -> str:
        """The place in words."""
        return self.at.grid.where(self.at.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What a row says of its unit as a whole."""

    at: Place
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The points of a table and the table as it was read: on its side where criteria go down. without: the rows of
    units that have no figures at all. columns: all that were read. year: as the heads of the columns tell."""

    grid: Grid
    points: tuple[Points, ...]
    totals: tuple[Ranked, ...] = ()
    without: tuple[Place, ...] = ()
    columns: frozenset[int] = frozenset()
    year: int | None = None
    long: bool = False

    @property
    def units(self) -> tuple[Place, ...]:
        """The place of every unit that has figures, once for each row."""
        places = {one.at.row: one.at for one in self.points} | {one.at.row: one.at for one in self.totals}
        return tuple(places[row] for row in sorted(places))


def laid_out(grid: Grid, names: Names, year: int | None = None) -> Laid | None:
    """The points of ``grid`` in whichever layout it has, else the totals; None where it has none of them.

    year: the assessed year as the title tells. Raises LoadError.
    """
    long = find_head(grid, LONG)
    if long is not None:
        return Laid(grid=grid, points=tuple(_lines(grid, names, long.columns, long.last_row)), long=True)
    totals: Laid | None = None
    for way in (grid, grid.on_its_side()):
        laid = _across(way, names, year)
        if laid is not None and laid.points:
            return laid
        totals = totals or laid
    return totals


def _lines(grid: Grid, names: Names, columns: Mapping[str, int], last_head: int) -> list[Points]:
    """A line for each unit and criterion."""
    grid.refuse_merges(last_head + 1, columns.values())
    found: list[Points] = []
    values = _Values(grid, columns["unit"])
    for row in range(last_head + 1, len(grid.rows)):
        unit, criterion = (grid.cell(row, columns[role]) for role in ("unit", "criterion"))
        value = values.points(row, columns["points"]) if unit or criterion else None
        if value is None:
            continue
        code = names.find(criterion)
        if code is None:
            raise unknown_criterion(grid, row, columns["criterion"], criterion)
        place = Place(grid=grid, row=row, column=columns["unit"], unit=sighting(without_mark(unit)))
        found.append(Points(at=place, column=columns["points"], criterion=code, points=value))
    values.complain()
    return found


class _Values:
    """Reads cells of figures and keeps those that are none, so that all are told at once, each with its unit: nobody
    counts the rows of a table over nine pages."""

    def __init__(self, grid: Grid, unit_column: int) -> None:
        self._grid = grid
        self._unit_column = unit_column
        self._wrong: list[tuple[int, int, str, str]] = []

    def points(self, row: int, column: int) -> float | None:
        """The points in the cell; None where it holds none."""
        text = self._grid.cell(row, column)
        points = None if _is_blank(text) else points_of(text)
        if points is None and not _is_blank(text):
            self._wrong.append((row, column, "số điểm", _POINTS_NEXT))
        return points

    def figures(self, row: int, columns: Mapping[Measure, int]) -> Figures | None:
        """The figures of the unit in ``row``; None where it has none."""
        found: dict[str, float | int | str] = {}
        for measure, column in columns.items():
            text = self._grid.cell(row, column)
            value = None if _is_blank(text) else value_of(measure, text)
            if value is not None:
                found[measure.value] = value
            elif not _is_blank(text):
                self._wrong.append((row, column, NAMES[measure], EXAMPLES.get(measure, _POINTS_NEXT)))
        return Figures(**found) if found else None  # type: ignore[arg-type]  # value_of gives each its type

    def complain(self) -> None:
        """Raises LoadError where a cell was no number; the first stands in front, the places of the others follow."""
        if not self._wrong:
            return
        row, column, what, next_step = self._wrong[0]
        first = self._grid.number_error(row, column, f"{what} của “{self._unit(row)}”", next_step)
        others = "; ".join(
            f"“{self._grid.cell(row, at)}” của “{self._unit(row)}” ({self._grid.where(row, at)})"
            for row, at, _, _ in self._wrong[1 : 1 + _TOLD]
        )
        more = f" và {len(self._wrong) - 1 - _TOLD} ô nữa" if len(self._wrong) > 1 + _TOLD else ""
        told = f" Cũng không phải là số: {others}{more}." if others else ""
        raise LoadError(f"{first.message}{told}", first.next_step)

    def _unit(self, row: int) -> str:
        return " ".join(self._grid.cell(row, self._unit_column).split())


def _is_blank(text: str) -> bool:
    return fold(text) in NO_POINTS


def _across(grid: Grid, names: Names, year: int | None) -> Laid | None:
    """Units down, criteria or totals across; None where the table is not so."""
    first = first_data_row(grid)
    if first is None:
        return None
    row, unit_column = first
    columns = columns_of(grid, names, row, unit_column, year)
    ranking = _RANKING & columns.figures.keys() and is_unit_column(grid, row, unit_column)
    if not columns.criteria and not ranking:
        return None
    used = (*columns.criteria, *columns.figures.values())
    # A class or a rank over several units is that of each of them; points over several are nobody's.
    shared = {columns.figures[measure] for measure in _SHARED if measure in columns.figures}
    grid = grid.filled_down(row, shared)
    grid.refuse_merges(row, (unit_column, *(column for column in used if column not in shared)))
    laid = _read(grid, columns, row, unit_column)
    return laid if laid.points or (laid.totals and ranking) else None


def _read(grid: Grid, columns: Columns, first: int, unit_column: int) -> Laid:
    units, values = RowUnits(grid, first, unit_column), _Values(grid, unit_column)
    found: list[Points] = []
    totals: list[Ranked] = []
    without: list[Place] = []
    used = (*columns.criteria, *columns.figures.values())
    for row in range(first, len(grid.rows)):
        filled = any(not _is_blank(grid.cell(row, column)) for column in used)
        unit = units.at(row, filled)
        if unit is None:
            text = grid.cell(row, unit_column)
            if not filled and is_commune(text):
                without.append(Place(grid=grid, row=row, column=unit_column, unit=sighting(text)))
            continue
        place = Place(grid=grid, row=row, column=unit_column, unit=unit)
        for column, code in columns.criteria.items():
            points = values.points(row, column)
            if points is not None:
                found.append(Points(at=place, column=column, criterion=code, points=points))
        figures = values.figures(row, columns.figures)
        if figures is not None:
            totals.append(Ranked(at=place, figures=figures))
    values.complain()
    return Laid(
        grid=grid,
        points=tuple(found),
        totals=tuple(totals),
        without=tuple(without),
        columns=frozenset((*used, unit_column)),
        year=columns.year,
    )
