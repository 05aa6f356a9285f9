"""The ledger in the database: what is recorded is committed, so it is right after a crash, too."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select, update

from schema.ledger import FileRecord, Ledger, Outcome, Reason
from schema.store_rows import Row, Stored, new_id
from schema.tables import FileRow, RunRow


def begin_run(connection: Connection, inputs: Sequence[str]) -> int:
    """The id of a new run over ``inputs``."""
    return new_id(connection, RunRow, {"inputs": list(inputs), "started_at": datetime.now(UTC)})


def unfinished_run(connection: Connection, inputs: Sequence[str]) -> int | None:
    """The newest run over the same inputs that did not come to its end: the one to resume."""
    query = select(RunRow.id, RunRow.inputs).where(RunRow.finished_at.is_(None)).order_by(RunRow.id.desc())
    return next((run for run, stored in connection.execute(query) if stored == list(inputs)), None)


def finish_run(connection: Connection, run: int) -> None:
    """Mark the run as complete."""
    connection.execute(update(RunRow).where(RunRow.id == run).values(finished_at=datetime.now(UTC)))


def record_file(connection: Connection, run: int, record: FileRecord) -> None:
    """Write the record of one file; a second record of the same name in the run takes the place of the first."""
    row = _row(run, record)
    here = (FileRow.run_id == run) & (FileRow.name_hash == row["name_hash"])
    if connection.execute(update(FileRow).where(here).values(row)).rowcount == 0:
        connection.execute(insert(FileRow), [row])


def recorded_file(connection: Connection, run: int, name: str) -> FileRecord | None:
    """The record of the file ``name`` in this run, if there is one."""
    query = select(FileRow.__table__).where(FileRow.run_id == run, FileRow.name_hash == name_hash(name))
    row = connection.execute(query).mappings().first()
    return None if row is None else record_of(row)


def read_ledger(connection: Connection, run: int) -> Ledger | None:
    """The run with all its records in the order of recording; None where there is no such run."""
    if connection.execute(select(RunRow.id).where(RunRow.id == run)).first() is None:
        return None
    query = select(FileRow.__table__).where(FileRow.run_id == run).order_by(FileRow.id)
    return Ledger(run=run, files=tuple(map(record_of, connection.execute(query).mappings())))


def last_run(connection: Connection) -> int | None:
    """The id of the newest run."""
    return connection.execute(select(func.max(RunRow.id))).scalar()


def last_records(connection: Connection) -> tuple[FileRecord, ...]:
    """The newest record of every file name over all runs: what failed last is what there is to retry."""
    newest = select(func.max(FileRow.id)).group_by(FileRow.name_hash)
    query = select(FileRow.__table__).where(FileRow.id.in_(newest)).order_by(FileRow.id)
    return tuple(map(record_of, connection.execute(query).mappings()))


def name_hash(name: str) -> str:
    """A key of fixed length for a file name."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def record_of(row: Stored) -> FileRecord:
    """A FileRecord from its row."""
    return FileRecord(
        name=row["name"],
        sha256=row["sha256"],
        outcome=Outcome(row["outcome"]),
        reason=None if row["reason"] is None else Reason(row["reason"]),
        message=row["message"],
        next_step=row["next_step"],
        plan=row["plan_id"],
        seconds=row["seconds"],
    )


def _row(run: int, record: FileRecord) -> Row:
    return {
        "run_id": run,
        "name": record.name,
        "name_hash": name_hash(record.name),
        "sha256": record.sha256,
        "outcome": record.outcome.value,
        "reason": None if record.reason is None else record.reason.value,
        "message": record.message,
        "next_step": record.next_step,
        "plan_id": record.plan,
        "seconds": record.seconds,
        "at": datetime.now(UTC),
    }
