"""Coverage in the database: the computed cells, the state for which they were computed, what is kept to compute them.

All of it is a cache. Cells and passages may be thrown away at any time; nothing of them is a person's.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Select,
    Text,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.types import TypeEngine

from schema.column_types import escape, unescape
from schema.tables import DocumentRow, PlanRow, TextRow, UnitRow
from schema.tables_criteria import (
    CellRow,
    CoverageStateRow,
    CriterionRow,
    PassagesRow,
    ReviewRow,
    ScoreRow,
    ScoreSheetRow,
    UnitCoverageRow,
)

BATCH = 5000
LISTED = 500  # ids in one statement
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# Advisory locks of PostgreSQL are numbers: this one, plus the version of the criteria.
_LOCK = 0x6B65686F


class CellValues(NamedTuple):
    """One row of ``coverage_cells`` as it is written."""

    criterion_id: int
    unit_id: int
    plan_id: int | None
    status: str
    has_task: bool
    has_target: bool
    has_owner: bool
    has_deadline: bool
    confidence: float
    doubtful: bool


# The same without names: between processes a named tuple takes seven times as long.
CellTuple = tuple[int, int, int | None, str, bool, bool, bool, bool, float, bool]


class UnitValues(NamedTuple):
    """One row of ``coverage_units`` as it is written; grounds as JSON text (``json_text``)."""

    version_id: int
    unit_id: int
    state: str
    grounds: str | None


# Read as they are stored: values of ten thousand cells converted one by one would take longer than the query.
_AS_STORED: Mapping[str, TypeEngine[Any]] = {
    "status": Text(),
    **dict.fromkeys(("has_task", "has_target", "has_owner", "has_deadline", "doubtful"), Integer()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSource:
    """What is kept of a plan for assessing it. prepared: None where nothing (or by another version) was kept, or
    nobody asked for it."""

    plan: int
    name: str
    sha256: str
    grade: str
    text: str
    prepared: bytes | None = None


def json_text(value: object) -> str:
    """``value`` as JSON that every database stores."""
    return escape(_ENCODER.encode(value))


# Cells


MARK = "~"  # between what is common to all units and the mark of the last plan that was extracted anew


def drop_cells(connection: Connection, version_id: int, units: Sequence[int] | None = None) -> None:
    """Forget the cells of this criteria version, or those of some units."""
    of_version = select(CriterionRow.id).where(CriterionRow.version_id == version_id)
    cells = delete(CellRow).where(CellRow.criterion_id.in_(of_version))
    held = delete(UnitCoverageRow).where(UnitCoverageRow.version_id == version_id)
    if units is None:
        connection.execute(cells)
        connection.execute(held)
        return
    for some in _listed(units):
        connection.execute(cells.where(CellRow.unit_id.in_(some)))
        connection.execute(held.where(UnitCoverageRow.unit_id.in_(some)))


def add_cells(connection: Connection, cells: Iterable[CellTuple], units: Iterable[UnitValues]) -> None:
    """Store ``cells`` and what they rest on beside those that are there."""
    _insert(connection, CellRow.__tablename__, CellValues._fields, cells)
    _insert(connection, UnitCoverageRow.__tablename__, UnitValues._fields, units)


def lock_cells(connection: Connection, version_id: int) -> None:
    """Wait until nobody else writes cells of this version. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK, version_id)))


def cells_query(criterion_ids: Sequence[int]) -> Select[Any]:
    """The cells of some criteria as ``CellValues``, and the name of the judged file.

    All is as it is stored: ``unescape`` reads the name; what is true or false is 1 or 0 on SQLite.
    """
    columns = (
        type_coerce(column, _AS_STORED[column.key]).label(column.key) if column.key in _AS_STORED else column
        for column in (CellRow.__table__.c[name] for name in CellValues._fields)
    )
    return (
        select(*columns, type_coerce(DocumentRow.name, Text).label("file"))
        .outerjoin(PlanRow, PlanRow.id == CellRow.plan_id)
        .outerjoin(DocumentRow, DocumentRow.id == PlanRow.document_id)
        .where(CellRow.criterion_id.in_(criterion_ids))
    )


def grounds_of(connection: Connection, version_id: int, units: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """(unit, what its cells rest on) of those of ``units`` that sent a plan."""
    query = select(UnitCoverageRow.unit_id, UnitCoverageRow.grounds).where(
        UnitCoverageRow.version_id == version_id, UnitCoverageRow.grounds.is_not(None)
    )
    for some in _listed(units):
        yield from connection.execute(query.where(UnitCoverageRow.unit_id.in_(some))).tuples()


# For which state of the database the cells hold


def stored_state(connection: Connection, version_id: int) -> tuple[str, str]:
    """(present, common) for which the stored cells hold; both empty where there are none."""
    query = select(CoverageStateRow.present, CoverageStateRow.common)
    found = connection.execute(query.where(CoverageStateRow.version_id == version_id)).tuples().first()
    return ("", "") if found is None else found


def write_state(connection: Connection, version_id: int, present: str, common: str) -> None:
    """Keep the state for which the stored cells hold. present: empty while some are still to be computed."""
    connection.execute(delete(CoverageStateRow).where(CoverageStateRow.version_id == version_id))
    state = {"version_id": version_id, "present": present, "common": common, "computed_at": datetime.now(UTC)}
    connection.execute(insert(CoverageStateRow), [state])


def unit_states(connection: Connection, version_id: int) -> dict[int, str]:
    """For which state of each unit its cells hold, by unit."""
    query = select(UnitCoverageRow.unit_id, UnitCoverageRow.state).where(UnitCoverageRow.version_id == version_id)
    return dict(connection.execute(query).tuples().all())


def present_stamp(connection: Connection) -> str:
    """A fingerprint of all that cells depend on beside the criteria: plans in force, roster, reviews.

    Sums, so that ten thousand plans cost milliseconds; squares and products change when two plans swap units or one
    unit takes the place of two on the roster.
    """
    plan, unit = cast(PlanRow.id, BigInteger), cast(UnitRow.id, BigInteger)
    listed = case((UnitRow.roster.is_not(None), unit), else_=0)
    plans = select(
        func.count(), func.sum(plan), func.sum(plan * plan), func.sum(plan * PlanRow.unit_id), func.sum(PlanRow.unit_id)
    ).where(PlanRow.superseded_by.is_(None))
    units = select(func.count(), func.count(UnitRow.roster), func.sum(listed), func.sum(listed * listed))
    reviews = select(func.count(), func.max(ReviewRow.id))
    parts = [tuple(connection.execute(query).one()) for query in (plans, units, reviews)]
    return ";".join(",".join("" if value is None else str(int(value)) for value in part) for part in parts)


# What is kept of plans


def plans_in_force(connection: Connection) -> Iterator[Any]:
    """(id, unit_id, issuer_level, plan_year, date) of the plans in force whose unit is known."""
    query = (
        select(PlanRow.id, PlanRow.unit_id, PlanRow.issuer_level, PlanRow.plan_year, PlanRow.date)
        .where(PlanRow.superseded_by.is_(None), PlanRow.unit_id.is_not(None))
        .order_by(PlanRow.id)
    )
    return iter(connection.execute(query))


def existing_plans(connection: Connection, plans: Collection[int]) -> frozenset[int]:
    """Those of ``plans`` that are stored (still)."""
    found: set[int] = set()
    for some in _listed(sorted(plans)):
        found.update(connection.execute(select(PlanRow.id).where(PlanRow.id.in_(some))).scalars())
    return frozenset(found)


def unit_names(connection: Connection) -> Iterator[tuple[int, str, str, str | None, bool]]:
    """(id, kind, name, superior, whether it is on the roster) of all units, the roster first in its own order."""
    kind, name, superior = (type_coerce(column, Text) for column in (UnitRow.kind, UnitRow.name, UnitRow.superior))
    query = select(UnitRow.id, kind, name, superior, UnitRow.roster.is_not(None))
    rows = connection.execute(query.order_by(UnitRow.roster.is_(None), UnitRow.ordinal, UnitRow.id)).all()
    for unit, of_kind, named, above, listed in rows:
        yield unit, unescape(of_kind), unescape(named), None if above is None else unescape(above), listed


def plan_sources(connection: Connection, plans: Sequence[int], made_by: str) -> Iterator[PlanSource]:
    """What is kept of ``plans`` for assessing them. made_by: the version of the preparation that is wanted."""
    query = _DOCUMENTS.add_columns(PassagesRow.made_by, PassagesRow.data).outerjoin(
        PassagesRow, PassagesRow.plan_id == PlanRow.id
    )
    for some in _listed(plans):
        for row in connection.execute(query.where(PlanRow.id.in_(some))):
            plan, name, sha256, grade, text, made, data = row
            prepared = data if made == made_by else None
            yield PlanSource(plan=plan, name=name, sha256=sha256, grade=grade, text=text, prepared=prepared)


def judged_plans(connection: Connection, plans: Sequence[int]) -> Iterator[PlanSource]:
    """The documents of ``plans`` without what is prepared of them: what cells quote."""
    for some in _listed(plans):
        for plan, name, sha256, grade, text in connection.execute(_DOCUMENTS.where(PlanRow.id.in_(some))):
            yield PlanSource(plan=plan, name=name, sha256=sha256, grade=grade, text=text)


_DOCUMENTS = (
    select(PlanRow.id, DocumentRow.name, DocumentRow.sha256, DocumentRow.grade, TextRow.text)
    .join(DocumentRow, DocumentRow.id == PlanRow.document_id)
    .join(TextRow, TextRow.document_id == PlanRow.document_id)
)


def keep_prepared(connection: Connection, made_by: str, prepared: Mapping[int, bytes]) -> None:
    """Keep what was prepared of plans, by plan, in place of what was kept of them before."""
    if not prepared:
        return
    connection.execute(delete(PassagesRow).where(PassagesRow.plan_id.in_(list(prepared))))
    rows = [{"plan_id": plan, "made_by": made_by, "data": data} for plan, data in prepared.items()]
    connection.execute(insert(PassagesRow), rows)


def forget_prepared(connection: Connection, plan_id: int) -> None:
    """A plan was extracted anew: what was prepared of it, and the cells of its unit, have to be made again."""
    connection.execute(delete(PassagesRow).where(PassagesRow.plan_id == plan_id))
    unit = select(PlanRow.unit_id).where(PlanRow.id == plan_id).scalar_subquery()
    connection.execute(delete(UnitCoverageRow).where(UnitCoverageRow.unit_id == unit))
    # A run that is under way has read the plan as it was: the mark ends it before it stores anything more.
    for version, common in connection.execute(select(CoverageStateRow.version_id, CoverageStateRow.common)).all():
        marked = f"{common.partition(MARK)[0]}{MARK}{uuid4().hex[:12]}"
        values = {"present": "", "common": marked}
        connection.execute(update(CoverageStateRow).where(CoverageStateRow.version_id == version).values(values))


# Points beside the cells


def points_of(connection: Connection, version_id: int, criterion_ids: Sequence[int]) -> dict[tuple[int, int], float]:
    """The points by unit and criterion, of the newest sheet that scores the unit on the criterion."""
    query = (
        select(ScoreRow.unit_id, ScoreRow.criterion_id, ScoreRow.points)
        .join(ScoreSheetRow, ScoreSheetRow.id == ScoreRow.score_sheet_id)
        .where(ScoreSheetRow.version_id == version_id, ScoreRow.criterion_id.in_(criterion_ids))
        .order_by(func.coalesce(ScoreSheetRow.year, 0), ScoreSheetRow.id)
    )
    return {(unit, criterion): points for unit, criterion, points in connection.execute(query)}


def _listed(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + LISTED] for start in range(0, len(ids), LISTED))


def _insert(connection: Connection, table: str, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """The driver's own bulk insert: the value conversion of SQLAlchemy makes half a million rows take twice as long."""
    iterator = iter(rows)
    columns = f"{table} ({', '.join(names)})"
    while batch := list(islice(iterator, BATCH)):
        if connection.dialect.name == "postgresql":
            cursor: Any = connection.connection.cursor()
            with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                for row in batch:
                    copy.write_row(row)
        else:
            places = ", ".join("?" * len(names))
            connection.exec_driver_sql(f"INSERT INTO {columns} VALUES ({places})", batch)
