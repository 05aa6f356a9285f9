"""Coverage rows for command line, web and exports: the computed cells with people's decisions and published points.

The cells are brought up to date before they are read, so an answer is never older than the plans.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from corpus.assessment import bring_up_to_date
from corpus.coverage import decided
from schema.coverage import Cell, Decision, Ground, Has, Near, Reviewed, Searched, Standing, Status, cell_json
from schema.criteria import CriteriaSet
from schema.document import Evidence, Grade
from schema.errors import KehoachError
from schema.reviews import COVERAGE, Review, standing
from schema.store import KnownUnit, Store, StoredCriteria
from schema.tables import DocumentRow, PlanRow, TextRow
from schema.tables_criteria import CellRow
from schema.units import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Match, UnitIndex, sighting

# A unit has some fifty cells of a few kilobytes each.
UNITS_AT_A_TIME = 100
OTHER_VERSION = "Quyết định được ghi khi xem một bản kế hoạch khác với bản hiện tại; cần xem lại."
TERRITORIAL = {*COMMUNE_KINDS, *DISTRICT_KINDS, *PROVINCE_KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
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
    """The criteria set in use; the reference set of the program where none was loaded yet."""
    from corpus.loading.criteria import reference_criteria

    return store.criteria_in_use() or store.use_criteria(store.save_criteria(reference_criteria()).set_id)


def coverage_rows(
    store: Store,
    criteria: StoredCriteria,
    *,
    units: frozenset[int] | None = None,
    criterion: str | None = None,
    statuses: frozenset[Status] | None = None,
) -> tuple[CoverageLine, ...]:
    """The matrix, unit by unit in the order of the roster and of the set; optionally of some units, one criterion,
    or the cells with one of ``statuses`` (after people's decisions)."""
    return tuple(each_coverage_row(store, criteria, units=units, criterion=criterion, statuses=statuses))


def each_coverage_row(
    store: Store,
    criteria: StoredCriteria,
    *,
    units: frozenset[int] | None = None,
    criterion: str | None = None,
    statuses: frozenset[Status] | None = None,
) -> Iterator[CoverageLine]:
    """``coverage_rows`` one by one, for what must not hold a whole province in memory."""
    bring_up_to_date(store, criteria)
    known = [entry for entry in store.units() if units is None or entry.id in units]
    points = _points(store, criteria)
    decisions = _decisions(store, criteria)
    nodes = _Nodes(criteria.criteria_set)
    codes = {number: code for code, number in criteria.criterion_ids.items()}
    with store.reading() as connection:
        for entry, row in _cells(connection, criteria, known, criterion, nodes, codes):
            code = codes[row["criterion_id"]]
            cell = _cell(row, unit_label(entry), code)
            review = decisions.get((entry.id, code))
            if review is not None:
                cell = decided(cell, _with_conflict(review, cell), _text(connection, entry.id))
            if statuses is None or cell.status in statuses:
                yield _line(row, entry, nodes, code, points, cell)


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
    unit = entry.unit
    return f"UBND {unit.full_name}" if unit.kind in TERRITORIAL else unit.full_name


def find_unit(store: Store, name: str) -> frozenset[int]:
    """The unit that a person means by ``name``, in any spelling. Raises KehoachError where there is none or several."""
    known = store.units()
    index = UnitIndex(((entry.id, entry.unit) for entry in known), frozenset(e.id for e in known if e.on_roster))
    found = index.resolve(sighting(name))
    if found.match is Match.ONE and found.unit is not None:
        return frozenset({found.unit})
    if found.match is Match.SEVERAL:
        raise KehoachError(
            f"Có {len(found.candidates)} đơn vị tên “{name}”.", "Ghi kèm đơn vị cấp trên, ví dụ “xã Tân Bình, huyện A”."
        )
    raise KehoachError(f"Không có đơn vị “{name}”.", "Xem danh sách bằng “kehoach units list”.")


def check_criterion(criteria: StoredCriteria, code: str) -> str:
    """``code`` as the set writes it. Raises KehoachError where the set has no such criterion."""
    codes = {criterion.code for criterion in criteria.criteria_set.criteria}
    if code.strip().rstrip(".") in codes:
        return code.strip().rstrip(".")
    raise KehoachError(
        f"Bộ tiêu chí “{criteria.set_id}” không có tiêu chí {code}.", "Xem danh sách bằng “kehoach criteria list”."
    )


def _cells(
    connection: Connection,
    criteria: StoredCriteria,
    known: Sequence[KnownUnit],
    criterion: str | None,
    nodes: "_Nodes",
    codes: Mapping[int, str],
) -> Iterator[tuple[KnownUnit, Mapping[str, Any]]]:
    """The stored cells of ``known`` in their order, some units at a time."""
    wanted = list(criteria.criterion_ids.values()) if criterion is None else [criteria.criterion_ids[criterion]]
    query = (
        select(CellRow.__table__, DocumentRow.name.label("file"))
        .outerjoin(PlanRow, PlanRow.id == CellRow.plan_id)
        .outerjoin(DocumentRow, DocumentRow.id == PlanRow.document_id)
        .where(CellRow.criterion_id.in_(wanted))
    )
    for start in range(0, len(known), UNITS_AT_A_TIME):
        batch = {entry.id: index for index, entry in enumerate(known[start : start + UNITS_AT_A_TIME], start)}
        rows = connection.execute(query.where(CellRow.unit_id.in_(list(batch)))).mappings().all()
        for row in sorted(rows, key=lambda row: (batch[row["unit_id"]], nodes.order[codes[row["criterion_id"]]])):
            yield known[batch[row["unit_id"]]], dict(row)


def unit_text(store: Store, unit: int) -> str:
    """The texts of all plans in force of a unit: where a quoted passage may stand."""
    with store.reading() as connection:
        return _text(connection, unit)


def _text(connection: Connection, unit: int) -> str:
    query = (
        select(TextRow.text)
        .join(PlanRow, PlanRow.document_id == TextRow.document_id)
        .where(PlanRow.unit_id == unit, PlanRow.superseded_by.is_(None))
        .order_by(PlanRow.id)
    )
    return "\n".join(connection.execute(query).scalars())


def _with_conflict(review: Review, cell: Cell) -> Reviewed:
    """The decision as the cell carries it. One that overruled without quoting anything was made on one document: where
    another is in force now, a person has to look again."""
    seen, present = review.plan_sha256, cell.searched.sha256 if cell.searched else None
    changed = seen is not None and present is not None and seen != present
    if changed and review.decision is Decision.OVERRULED and review.reviewed.quote is None:
        return replace(review.reviewed, conflict=OTHER_VERSION)
    return review.reviewed


def _decisions(store: Store, criteria: StoredCriteria) -> dict[tuple[int, str], Review]:
    kept: Iterable[Review] = standing(store.reviews(criteria.set_id)).values()
    return {
        (review.unit, review.criterion): review
        for review in kept
        if review.kind == COVERAGE and review.criterion is not None and review.decision in Decision
    }


def _points(store: Store, criteria: StoredCriteria) -> dict[tuple[int, str], float]:
    """The points of the newest sheet that scores the unit on the criterion."""
    found: dict[tuple[int, str], float] = {}
    for sheet in sorted(store.scores(criteria), key=lambda sheet: sheet.year or 0):
        for score in sheet.scores:
            found[score.unit, score.criterion] = score.points
    return found


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


def _line(
    row: Mapping[str, Any],
    entry: KnownUnit,
    nodes: _Nodes,
    code: str,
    points: Mapping[tuple[int, str], float],
    cell: Cell,
) -> CoverageLine:
    area = nodes.area(code)
    return CoverageLine(
        unit_id=entry.id,
        unit=unit_label(entry),
        short_unit=entry.unit.full_name,
        superior=entry.unit.superior,
        criterion=code,
        criterion_name=nodes.by_code[code].name,
        area=area,
        area_name=nodes.by_code[area].name,
        leaf=code not in nodes.parents,
        max_points=nodes.by_code[code].max_points,
        points=points.get((entry.id, code)),
        plan=row["plan_id"],
        file=row["file"],
        cell=cell,
    )


def _cell(row: Mapping[str, Any], unit: str, code: str) -> Cell:
    searched = row["searched"]
    return Cell(
        unit=unit,
        criterion=code,
        status=Status(row["status"]),
        has=Has(task=row["has_task"], target=row["has_target"], owner=row["has_owner"], deadline=row["has_deadline"]),
        evidence=tuple(
            Ground(**{**ground, "evidence": Evidence(**ground["evidence"]), "standing": Standing(ground["standing"])})
            for ground in row["evidence"]
        ),
        searched=None if searched is None else _searched(searched),
        confidence=row["confidence"],
        doubtful=row["doubtful"],
    )


def _searched(stored: Mapping[str, Any]) -> Searched:
    nearest = tuple(Near(**{**near, "evidence": Evidence(**near["evidence"])}) for near in stored["nearest"])
    return Searched(
        **{
            **stored,
            "grade": Grade(stored["grade"]),
            "zones": tuple(stored["zones"]),
            "annexes_missing": tuple(stored["annexes_missing"]),
            "nearest": nearest,
        }
    )
