"""The cells of the matrix in the database: a cache, replaced whole and in bulk."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from schema.column_types import escape
from schema.store_rows import Row
from schema.tables import PlanRow, UnitRow
from schema.tables_criteria import CellRow, CoverageStateRow, CriterionRow, ReviewRow

BATCH = 5000
_JSON = ("evidence", "searched")
_PLAIN = tuple(column.name for column in CellRow.__table__.columns if column.name not in _JSON)
_COLUMNS = (*_PLAIN, *_JSON)
_plain_of, _json_of = itemgetter(*_PLAIN), itemgetter(*_JSON)
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_TABLE = f"{CellRow.__tablename__} ({', '.join(_COLUMNS)})"


def replace_cells(connection: Connection, version_id: int, stamp: str, cells: Iterable[Row]) -> int:
    """Store ``cells`` (rows of ``CellRow``) as those of this criteria version; how many there are.

    They are taken from the iterator in batches, so half a million never stand in memory.
    """
    old = select(CriterionRow.id).where(CriterionRow.version_id == version_id)
    connection.execute(delete(CellRow).where(CellRow.criterion_id.in_(old)))
    connection.execute(delete(CoverageStateRow).where(CoverageStateRow.version_id == version_id))
    stored = 0
    for batch in _batches(cells):
        _insert(connection, batch)
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


def _insert(connection: Connection, batch: list[Row]) -> None:
    """The driver's own bulk insert: the value conversion of SQLAlchemy makes half a million rows take twice as long."""
    values = [(*_plain_of(row), *map(_json, _json_of(row))) for row in batch]
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()
        with cursor.copy(f"COPY {_TABLE} FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(_COLUMNS))
        connection.exec_driver_sql(f"INSERT INTO {_TABLE} VALUES ({places})", values)


def _json(value: object) -> str | None:
    return None if value is None else escape(_ENCODER.encode(value))


def _batches(cells: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(cells)
    while batch := list(islice(iterator, BATCH)):
        yield batch
