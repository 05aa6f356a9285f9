"""Published points for command line and exports: the units ranked, and where points were lost and criteria left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.carried_scores import published_sheets
from corpus.queries_coverage import CoverageLine, unit_label
from schema.coverage import Status
from schema.criteria import CriteriaSet
from schema.scores import Figures
from schema.store import Store, StoredCriteria


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """What was published of one unit. sheet, year: of its newest figures. areas: points by the code of the area, stated
    or, where every criterion of the area has points, their sum."""

    unit_id: int
    unit: str
    short_unit: str
    superior: str | None
    sheet: str
    year: int | None
    figures: Figures
    areas: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLine:
    """Points that a unit lost on a criterion, or on an area where only areas have points, beside the criteria of it
    that its plan leaves out. doubtful: how many of these a person should look at."""

    unit_id: int
    unit: str
    superior: str | None
    code: str
    name: str
    max_points: float
    points: float
    lost: float
    unaddressed: tuple[str, ...]
    doubtful: int


def score_lines(store: Store, criteria: StoredCriteria) -> tuple[ScoreLine, ...]:
    """The units that have points or totals for this version of the set, by rank, then by total, the best first."""
    sheets = sorted(published_sheets(store, criteria), key=lambda sheet: sheet.year or 0)
    points: defaultdict[int, dict[str, float]] = defaultdict(dict)
    figures: dict[int, Figures] = {}
    newest: dict[int, tuple[str, int | None]] = {}
    for sheet in sheets:
        for score in sheet.scores:
            points[score.unit][score.criterion] = score.points
            newest[score.unit] = (sheet.id, sheet.year)
        for total in sheet.totals:
            figures[total.unit] = total.figures
            newest[total.unit] = (sheet.id, sheet.year)
    lines = [
        ScoreLine(
            unit_id=entry.id,
            unit=unit_label(entry),
            short_unit=entry.unit.full_name,
            superior=entry.unit.superior,
            sheet=newest[entry.id][0],
            year=newest[entry.id][1],
            figures=figures.get(entry.id, Figures()),
            areas=_areas(criteria.criteria_set, points[entry.id]),
        )
        for entry in store.units()
        if entry.id in newest
    ]
    return tuple(sorted(lines, key=_place))


def _place(line: ScoreLine) -> tuple[float, float]:
    total = line.figures.points if line.figures.points is not None else line.figures.index
    return (line.figures.rank or float("inf"), -(total if total is not None else sum(line.areas.values())))


def _areas(criteria: CriteriaSet, points: Mapping[str, float]) -> dict[str, float]:
    children: defaultdict[str | None, list[str]] = defaultdict(list)
    for node in criteria.nodes():
        children[node.parent].append(node.code)

    def of(code: str) -> float | None:
        if code in points or not children[code]:
            return points.get(code)
        parts = [of(child) for child in children[code]]
        known = [part for part in parts if part is not None]
        return round(sum(known), 4) if len(known) == len(parts) else None

    return {area.code: own for area in criteria.areas if (own := of(area.code)) is not None}


def score_json(line: ScoreLine) -> dict[str, object]:
    """A line of ``scores list --json``."""
    figures = line.figures
    return {
        "unit": line.unit,
        "superior": line.superior,
        "points": figures.points,
        "index": figures.index,
        "rank": figures.rank,
        "grade": figures.grade,
        "self_points": figures.self_points,
        "appraised": figures.appraised,
        "survey": figures.survey,
        "areas": dict(line.areas),
        "sheet": line.sheet,
        "year": line.year,
    }


@dataclass(slots=True, kw_only=True)
class LostPoints:
    """Gathers, cell by cell, where points were lost and criteria left out."""

    scores: Mapping[int, ScoreLine]
    maxima: Mapping[str, float | None]
    names: Mapping[str, str]
    _lines: dict[tuple[int, str], list[CoverageLine]] = field(default_factory=dict)
    _left_out: Counter[int] = field(default_factory=Counter)

    @property
    def measurable(self) -> bool:
        """Whether a loss can be told at all: points are loaded, and the set says what was to be had."""
        return bool(self.scores) and any(maximum is not None for maximum in self.maxima.values())

    def area(self, line: CoverageLine) -> tuple[float, float] | None:
        """Points and maximum of the unit on the area of the cell; None where they are not known."""
        score, maximum = self.scores.get(line.unit_id), self.maxima.get(line.area)
        points = None if score is None else score.areas.get(line.area)
        return None if points is None or maximum is None else (points, maximum)

    def lost(self, line: CoverageLine) -> float | None:
        """What the unit lost on the criterion of the cell, else on its area; None where it is not known."""
        if line.lost_points is not None:
            return line.lost_points
        area = self.area(line)
        return None if area is None else round(max(0.0, area[1] - area[0]), 4)

    def add(self, line: CoverageLine) -> None:
        """Take in a cell of the matrix."""
        if line.cell.status is not Status.UNADDRESSED:
            return
        self._left_out[line.unit_id] += 1
        if self.lost(line):
            code = line.criterion if line.lost_points is not None else line.area
            self._lines.setdefault((line.unit_id, code), []).append(line)

    def left_out(self) -> Mapping[int, int]:
        """How many criteria each unit left out, whether points were lost on them or not."""
        return self._left_out

    def rows(self) -> tuple[LostLine, ...]:
        """The lines, the greatest loss first."""
        found = (self._row(code, lines) for (_, code), lines in self._lines.items())
        return tuple(sorted(found, key=lambda row: (-row.lost, row.unit_id, row.code)))

    def _row(self, code: str, lines: list[CoverageLine]) -> LostLine:
        first = lines[0]
        points, maximum = self.area(first) or (0.0, 0.0)
        if first.points is not None and first.max_points is not None:
            points, maximum = first.points, first.max_points
        return LostLine(
            unit_id=first.unit_id,
            unit=first.short_unit,
            superior=first.superior,
            code=code,
            name=self.names[code],
            max_points=maximum,
            points=points,
            lost=self.lost(first) or 0.0,
            unaddressed=tuple(f"{line.criterion} {line.criterion_name}" for line in lines),
            doubtful=sum(line.cell.doubtful for line in lines),
        )


def lost_points(store: Store, criteria: StoredCriteria, lines: Iterable[CoverageLine] = ()) -> LostPoints:
    """What gathers the lost points of a matrix, with ``lines`` in it."""
    nodes = criteria.criteria_set.nodes()
    found = LostPoints(
        scores={line.unit_id: line for line in score_lines(store, criteria)},
        maxima={node.code: node.max_points for node in nodes},
        names={node.code: node.name for node in nodes},
    )
    for line in lines:
        found.add(line)
    return found
