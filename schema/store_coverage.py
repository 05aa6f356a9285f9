"""The cells of the matrix in the database: a cache, replaced whole and in bulk."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select

from schema.store_rows import Row
from schema.tables import PlanRow, UnitRow
from schema.tables_criteria import CellRow, CoverageStateRow, CriterionRow, ReviewRow

BATCH = 5000


def replace_cells(connection: Connection, version_id: int, stamp: str, cells: Iterable[Row]) -> int:
    """Store ``cells`` (rows of ``CellRow``) as those of this criteria version; how many there are.

    They are taken from the iterator in batches, so half a million never stand in memory.
    """
    old = select(CriterionRow.id).where(CriterionRow.version_id == version_id)
    connection.execute(delete(CellRow).where(CellRow.criterion_id.in_(old)))
    connection.execute(delete(CoverageStateRow).where(CoverageStateRow.version_id == version_id))
    stored = 0
    for batch in _batches(cells):
        connection.execute(insert(CellRow), batch)
        stored += len(batch)
    state = {"version_id": version_id, "stamp": stamp, "computed_at": datetime.now(UTC)}
    connection.execute(insert(CoverageStateRow), [state])
    return stored


def stored_stamp(connection: Connection, version_id: int) -> str | None:
    """The state for which the stored cells were computed; None where there are none."""
    query = select(CoverageStateRow.stamp).where(CoverageStateRow.version_id == version_id)
    return connection.execute(query).scalar()


def present_stamp(connection: Connection) -> str:
    """A fingerprint of all that cells depend on beside the criteria: plans in force, units, reviews."""
    plans = select(func.count(), func.max(PlanRow.id), func.sum(PlanRow.unit_id)).where(PlanRow.superseded_by.is_(None))
    units = select(func.count(), func.max(UnitRow.id), func.count(UnitRow.roster), func.sum(UnitRow.ordinal))
    reviews = select(func.count(), func.max(ReviewRow.id))
    parts = [tuple(connection.execute(query).one()) for query in (plans, units, reviews)]
    return ";".join(",".join(str(value) for value in part) for part in parts)


def _batches(cells: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(cells)
    while batch := list(islice(iterator, BATCH)):
        yield batch
