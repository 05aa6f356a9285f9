"""Coverage rows for command line, web and exports: the computed cells with people's decisions and published points.

The cells are brought up to date before they are read, so an answer is never older than the plans.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from corpus.assessing import uncollected
from corpus.assessment import bring_up_to_date
from corpus.carried_scores import carried_scores
from corpus.coverage import decided
from corpus.loading.criteria import current_criteria
from corpus.moved_quotes import moved_quote
from corpus.one_plan import assess_plan
from corpus.query_lines import PlanLine
from corpus.stored_cells import GroundsPage
from schema.column_types import unescape
from schema.coverage import Cell, Decision, Reviewed, Status, cell_json
from schema.criteria import CriteriaSet
from schema.reviews import COVERAGE, Review, standing
from schema.store import KnownUnit, Store, StoredCriteria
from schema.store_coverage import LISTED, CellValues, cells_query, points_of, unit_names
from schema.tables import PlanRow, TextRow
from schema.tables_criteria import CellRow
from schema.units import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS

# One criterion over all communes of the country still comes at once.
CELLS_AT_A_TIME = 12_000
UNITS_A_PAGE = 50  # whose grounds are read together when one is asked for
OTHER_VERSION = "Quyết định được ghi khi xem một bản kế hoạch khác với bản hiện tại; cần xem lại."
TERRITORIAL = {*COMMUNE_KINDS, *DISTRICT_KINDS, *PROVINCE_KINDS}


# Not frozen: an answer makes ten thousand of them, and freezing each costs three times the making.
@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class CoverageLine:
    """One cell of the matrix with what an officer needs beside it.

    unit: as it signs ("UBND xã Tân Bình"); short_unit: without "UBND". leaf: the criterion has no components.
    points, max_points: as published, where a score sheet is loaded. plan, file: the plan that was judged.
    """

    unit_id: int
    unit: str
    short_unit: str
    superior: str | None
    criterion: str
    criterion_name: str
    area: str
    area_name: str
    leaf: bool
    max_points: float | None
    points: float | None
    plan: int | None
    file: str | None
    cell: Cell

    @property
    def lost_points(self) -> float | None:
        """What the unit lost on the criterion; None where points or maximum are not known."""
        if self.points is None or self.max_points is None:
            return None
        return round(max(0.0, self.max_points - self.points), 4)


def criteria_in_use(store: Store) -> StoredCriteria:
    """The criteria set in use; the reference set of the program where an officer has loaded none."""
    return current_criteria(store)


def coverage_rows(
    store: Store,
    criteria: StoredCriteria,
    *,
    units: frozenset[int] | None = None,
    criterion: str | None = None,
    codes: frozenset[str] | None = None,
    statuses: frozenset[Status] | None = None,
) -> tuple[CoverageLine, ...]:
    """The matrix, unit by unit in the order of the roster and of the set; optionally of some units, one criterion,
    some criteria, or the cells with one of ``statuses`` (after people's decisions)."""
    bring_up_to_date(store, criteria)
    with uncollected():
        return tuple(_rows(store, criteria, units, criterion, codes, statuses))


def each_coverage_row(
    store: Store,
    criteria: StoredCriteria,
    *,
    units: frozenset[int] | None = None,
    criterion: str | None = None,
    codes: frozenset[str] | None = None,
    statuses: frozenset[Status] | None = None,
) -> Iterator[CoverageLine]:
    """``coverage_rows`` one by one, for what must not hold a whole province in memory."""
    bring_up_to_date(store, criteria)
    yield from _rows(store, criteria, units, criterion, codes, statuses)


def _rows(
    store: Store,
    criteria: StoredCriteria,
    units: frozenset[int] | None,
    criterion: str | None,
    codes: frozenset[str] | None,
    statuses: frozenset[Status] | None,
) -> Iterator[CoverageLine]:
    nodes = _Nodes(criteria.criteria_set)
    asked = {
        number: nodes.asked(code)
        for code, number in criteria.criterion_ids.items()
        if criterion in (None, code) and (codes is None or code in codes)
    }
    if not asked:
        return
    decisions = _decisions(store, criteria)
    carried = carried_scores(store, criteria)
    with store.reading() as connection:
        known = _units(connection, units)
        numbers = list(asked)
        points = carried.points(connection, numbers) if carried else points_of(connection, criteria.id, numbers)
    for page in _pages(store, known, asked):
        for found, cell in _cells(store, criteria, page, decisions, statuses):
            score = points.get((found.unit.id, found.row.criterion_id))
            yield _line(found, cell, score)


def plan_coverage(store: Store, criteria: StoredCriteria, plan: PlanLine) -> tuple[CoverageLine, ...]:
    """The cells of one plan as if it alone counted: of a superior's plan, or of an earlier year."""
    nodes = _Nodes(criteria.criteria_set)
    known = next((entry for entry in store.units() if entry.id == plan.unit_id), None)
    name = plan.unit or plan.issuer or plan.file
    lines = []
    label = name if known is None else unit_label(known)
    for cell in assess_plan(store, criteria, plan.id, plan.unit_id, label):
        asked = nodes.asked(cell.criterion)
        lines.append(
            CoverageLine(
                unit_id=plan.unit_id or 0,
                unit=cell.unit,
                short_unit=name if known is None else known.unit.full_name,
                superior=None if known is None else known.unit.superior,
                criterion=cell.criterion,
                criterion_name=asked.name,
                area=asked.area,
                area_name=asked.area_name,
                leaf=asked.leaf,
                max_points=asked.max_points,
                points=None,
                plan=plan.id,
                file=plan.file,
                cell=cell,
            )
        )
    return tuple(lines)


def coverage_json(line: CoverageLine) -> dict[str, Any]:
    """A cell in the form of contract §4 with names and points beside it: the same from command line and export."""
    cell = cell_json(line.cell)
    searched = cell["searched"]
    if searched is not None:
        searched["nearest"] = [{**near.pop("evidence"), **near} for near in searched["nearest"]]
    return {
        **cell,
        "evidence": [{**ground.pop("evidence"), **ground} for ground in cell["evidence"]],
        "criterion_name": line.criterion_name,
        "area": line.area,
        "plan": line.plan,
        "file": line.file,
        "points": line.points,
        "max_points": line.max_points,
        "lost_points": line.lost_points,
    }


def unit_label(entry: KnownUnit) -> str:
    """How a unit is named as the author of a plan: "UBND xã Tân Bình"."""
    return _label(entry.unit.kind, entry.unit.full_name)


def _label(kind: str, full_name: str) -> str:
    return f"UBND {full_name}" if kind in TERRITORIAL else full_name


class _Unit(NamedTuple):
    """What the lines say of a unit."""

    id: int
    label: str
    short: str
    superior: str | None


def _units(connection: Connection, wanted: frozenset[int] | None) -> list[_Unit]:
    """The units in the order of the roster."""
    found = []
    for unit_id, kind, name, superior, _ in unit_names(connection):
        if wanted is None or unit_id in wanted:
            short = f"{kind} {name}".strip()
            found.append(_Unit(unit_id, _label(kind, short), short, superior))
    return found


class _Asked(NamedTuple):
    """What the lines say of a criterion, and its place in the set."""

    code: str
    name: str
    area: str
    area_name: str
    leaf: bool
    max_points: float | None
    order: int


class _Found(NamedTuple):
    """A stored cell with the unit and the criterion that it is of, and the name of the judged file."""

    unit: _Unit
    asked: _Asked
    row: CellValues
    file: str | None


def _pages(store: Store, known: Sequence[_Unit], asked: Mapping[int, _Asked]) -> Iterator[list[_Found]]:
    """The stored cells of ``known`` in their order, those of some units a page; read from the database one criterion at
    once, the whole matrix some units at a time."""
    at_a_time = CELLS_AT_A_TIME // len(asked)
    if at_a_time < len(known):
        at_a_time = max(1, min(at_a_time, LISTED))
    query = cells_query(list(asked))
    for start in range(0, len(known), at_a_time):
        batch = {unit.id: index for index, unit in enumerate(known[start : start + at_a_time], start)}
        here = query if len(batch) > LISTED else query.where(CellRow.unit_id.in_(list(batch)))
        with store.reading() as connection:
            stored: Iterable[tuple[Any, ...]] = connection.execute(here).tuples().all()
        rows = [(batch[row[1]], asked[row[0]].order, row) for row in stored if row[1] in batch]
        rows.sort(key=itemgetter(0, 1))
        for _, page in groupby(rows, key=lambda row: row[0] // UNITS_A_PAGE):
            yield [_found(known[index], asked, row) for index, _, row in page]


def _found(unit: _Unit, asked: Mapping[int, _Asked], stored: tuple[Any, ...]) -> _Found:
    row, file = CellValues._make(stored[:-1]), stored[-1]
    return _Found(unit, asked[row.criterion_id], row, None if file is None else unescape(file))


def _cells(
    store: Store,
    criteria: StoredCriteria,
    page: Sequence[_Found],
    decisions: Mapping[tuple[int, str], Review],
    statuses: frozenset[Status] | None,
) -> list[tuple[_Found, Cell]]:
    """The cells of a page with people's decisions; optionally those with one of ``statuses``. All are made before the
    first is given, so that their grounds are read together."""
    grounds = GroundsPage(store, criteria.id)
    cells: list[tuple[_Found, Cell]] = []
    for found in page:
        unit, asked, row, _ = found
        review = decisions.get((unit.id, asked.code))
        if review is not None:
            cell = GroundsPage(store, criteria.id).cell(row, unit.label, asked.code)
            given = decided(cell, _with_conflict(store, review, cell, row.plan_id), unit_text(store, unit.id))
            if statuses is None or given.status in statuses:
                cells.append((found, given))
        elif statuses is None or row.status in statuses:
            cells.append((found, grounds.cell(row, unit.label, asked.code)))
    return cells


def unit_text(store: Store, unit: int) -> str:
    """The texts of all plans in force of a unit: where a quoted passage may stand."""
    query = (
        select(TextRow.text)
        .join(PlanRow, PlanRow.document_id == TextRow.document_id)
        .where(PlanRow.unit_id == unit, PlanRow.superseded_by.is_(None))
        .order_by(PlanRow.id)
    )
    with store.reading() as connection:
        return "\n".join(connection.execute(query).scalars())


def _with_conflict(store: Store, review: Review, cell: Cell, plan: int | None) -> Reviewed:
    """The decision as the cell carries it. It was made on one document: where another is in force now, a person has to
    look again at one that overruled without quoting anything, and at one whose words stand somewhere else."""
    reviewed, seen = review.reviewed, review.plan_sha256
    if seen is None or plan is None or cell.searched is None or seen == cell.searched.sha256:
        return reviewed
    if review.decision not in (Decision.CONFIRMED, Decision.OVERRULED):
        return reviewed
    if reviewed.quote is not None:
        return replace(reviewed, conflict=moved_quote(store, reviewed.quote, seen, plan))
    return replace(reviewed, conflict=OTHER_VERSION) if review.decision is Decision.OVERRULED else reviewed


def _decisions(store: Store, criteria: StoredCriteria) -> dict[tuple[int, str], Review]:
    kept: Iterable[Review] = standing(store.reviews(criteria.set_id)).values()
    return {
        (review.unit, review.criterion): review
        for review in kept
        if review.kind == COVERAGE and review.criterion is not None and review.decision in Decision
    }


class _Nodes:
    """What the lines need of a criteria set: order, names and the area of each criterion."""

    def __init__(self, criteria: CriteriaSet) -> None:
        nodes = criteria.nodes()
        self.by_code = {node.code: node for node in nodes}
        self.order = {node.code: index for index, node in enumerate(nodes)}
        self.parents = {node.parent for node in nodes}

    def area(self, code: str) -> str:
        """The code of the area above ``code``."""
        while (parent := self.by_code[code].parent) is not None:
            code = parent
        return code

    def asked(self, code: str) -> _Asked:
        """What the lines say of ``code``."""
        node, area = self.by_code[code], self.area(code)
        name = self.by_code[area].name
        return _Asked(code, node.name, area, name, code not in self.parents, node.max_points, self.order[code])


def _line(found: _Found, cell: Cell, points: float | None) -> CoverageLine:
    unit, asked, row, file = found
    return CoverageLine(
        unit_id=unit.id,
        unit=unit.label,
        short_unit=unit.short,
        superior=unit.superior,
        criterion=asked.code,
        criterion_name=asked.name,
        area=asked.area,
        area_name=asked.area_name,
        leaf=asked.leaf,
        max_points=asked.max_points,
        points=points,
        plan=row.plan_id,
        file=file,
        cell=cell,
    )
