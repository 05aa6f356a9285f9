"""The store: plans, runs, units, criteria, reviews and scores in one database, SQLite or PostgreSQL."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select, update

from schema.document import Grade
from schema.errors import KehoachError
from schema.ledger import FileRecord, Ledger, Outcome, Reason
from schema.plan import Plan
from schema.sketch import sketch
from schema.store_open import StoreError, open_engine, said
from schema.store_plans import Placement, insert_plan, read_plan, replace_items
from schema.store_runs import (
    begin_run,
    finish_run,
    last_records,
    read_ledger,
    record_file,
    recorded_file,
    unfinished_run,
)
from schema.store_units import (
    KnownUnit,
    RosterChange,
    find_or_add_unit,
    load_roster,
    read_units,
    resolve_unit,
)
from schema.store_versions import Neighbour, earlier_version, same_bytes, twin
from schema.tables import FileRow, PlanRow
from schema.units import Match, Resolution, Sighting, Unit, sighting_of

__all__ = ["KnownUnit", "NotStored", "RosterChange", "SaveResult", "Store", "StoreError"]


class NotStored(KehoachError):
    """Something was asked for by an id or a name that the database does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveResult:
    """What saving a plan did. record: the line of the ledger. supersedes: the plan that this one took the place of.
    twin: a near-identical plan of the same unit."""

    record: FileRecord
    supersedes: int | None = None
    twin: int | None = None

    @property
    def outcome(self) -> Outcome:
        return self.record.outcome

    @property
    def plan_id(self) -> int:
        """The plan that now stands for the file (for a duplicate: the one that was there)."""
        assert self.record.plan is not None
        return self.record.plan


class Store:
    """An open database. Every method is one transaction: what it returns from is stored, what it raises from is not."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._shown = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, address: str) -> Self:
        """The store at ``address`` ("sqlite:///kehoach.db", "postgresql://..."), brought up to date.

        Raises StoreError where the database cannot be used.
        """
        return cls(open_engine(address))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database: for ``corpus/queries.py`` and the coverage engine."""
        with said(self._shown), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all stored at the end, or none of them."""
        with said(self._shown), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    # Plans

    def save(self, plan: Plan, *, run: int | None = None, seconds: float = 0.0) -> SaveResult:
        """Store ``plan`` with its line in the ledger of ``run``; contract §2 says what becomes of it.

        The same bytes again change nothing. Saving a file twice in one run gives the first answer again.
        """
        name = plan.document.source.name
        with self.writing() as connection:
            done = None if run is None else recorded_file(connection, run, name)
            if done is not None and done.plan is not None and done.sha256 == plan.document.source.sha256:
                return SaveResult(record=done)
            result = _save(connection, plan, run, seconds)
            if run is not None:
                record_file(connection, run, result.record)
                _mark_superseded(connection, run, result)
            return result

    def get(self, plan_id: int) -> Plan:
        """The stored plan, equal to the one that was saved. Raises NotStored."""
        with self.reading() as connection:
            plan = read_plan(connection, plan_id)
        if plan is None:
            raise _no_plan(plan_id)
        return plan

    def replace(self, plan_id: int, plan: Plan) -> None:
        """Give the stored plan the items of a new extraction of the same document; id, version and history stay."""
        with self.writing() as connection:
            old = read_plan(connection, plan_id)
            if old is None:
                raise _no_plan(plan_id)
            if old.document.text != plan.document.text:
                raise ValueError("a new extraction must be of the stored text")
            replace_items(connection, plan_id, plan)

    def plan_of_bytes(self, sha256: str) -> int | None:
        """The id of the plan that was read from exactly these bytes: such a file need not be read again."""
        with self.reading() as connection:
            found = same_bytes(connection, sha256)
        return None if found is None else found.plan_id

    def duplicate(self, name: str, sha256: str) -> FileRecord | None:
        """The record of a file whose bytes are stored already, before reading it; None where they are not."""
        with self.reading() as connection:
            found = same_bytes(connection, sha256)
        return None if found is None else _duplicate(name, sha256, found, 0.0)

    # Runs

    def begin_run(self, inputs: Sequence[str] = ()) -> int:
        """The id of a new import run over ``inputs`` (the paths as given)."""
        with self.writing() as connection:
            return begin_run(connection, inputs)

    def unfinished_run(self, inputs: Sequence[str]) -> int | None:
        """The run over the same inputs that crashed or was stopped, to be resumed."""
        with self.reading() as connection:
            return unfinished_run(connection, inputs)

    def finish_run(self, run: int) -> None:
        """Mark the run as complete."""
        with self.writing() as connection:
            finish_run(connection, run)

    def record(self, run: int, record: FileRecord) -> None:
        """Write the line of a file that gave no plan (refused, failed, duplicate)."""
        with self.writing() as connection:
            record_file(connection, run, record)

    def ledger(self, run: int) -> Ledger:
        """The ledger of a run. Raises NotStored."""
        with self.reading() as connection:
            ledger = read_ledger(connection, run)
        if ledger is None:
            raise NotStored(f"Không có lần nhập số {run}.", "Hãy xem lại số của lần nhập.")
        return ledger

    def last_records(self) -> tuple[FileRecord, ...]:
        """The newest record of every file over all runs; those that failed are what ``--retry-failed`` reads."""
        with self.reading() as connection:
            return last_records(connection)

    # Units

    def load_roster(self, roster: str, units: Sequence[Unit]) -> RosterChange:
        """Make ``units`` the roster of those that owe a plan, and give every stored plan to its unit again."""
        with self.writing() as connection:
            return load_roster(connection, roster, units)

    def units(self) -> tuple[KnownUnit, ...]:
        """All known units, those on the roster first."""
        with self.reading() as connection:
            return read_units(connection)

    def resolve(self, seen: Sighting) -> Resolution:
        """The stored unit that ``seen`` means."""
        with self.reading() as connection:
            return resolve_unit(connection, seen)


def _no_plan(plan_id: int) -> NotStored:
    return NotStored(f"Không có kế hoạch số {plan_id}.", "Hãy xem danh sách bằng “kehoach plans”.")


def _save(connection: Connection, plan: Plan, run: int | None, seconds: float) -> SaveResult:
    source, seen = plan.document.source, sighting_of(plan.header)
    key = seen.key if seen else None
    if connection.dialect.name == "postgresql":
        # Two importers with the same plan: the second waits, and then finds the first one's.
        number = zlib.crc32((key or source.sha256).encode("utf-8", "surrogatepass"))
        connection.execute(select(func.pg_advisory_xact_lock(number)))
    if (known := same_bytes(connection, source.sha256)) is not None:
        return SaveResult(record=_duplicate(source.name, source.sha256, known, seconds))
    resolution = find_or_add_unit(connection, seen) if seen else Resolution(match=Match.NONE)
    earlier = earlier_version(connection, plan, resolution.unit, key)
    own = sketch(plan.document.text)
    near = None if earlier else twin(connection, plan, own, resolution.unit, key)
    # A poor scan of a plan that is stored readable must not make the plan unreadable.
    kept = earlier is not None and plan.document.grade is Grade.POOR and earlier.grade is not Grade.POOR
    placement = Placement(
        run=run,
        at=datetime.now(UTC),
        unit=resolution.unit,
        unit_key=key,
        sketch=own,
        version=earlier.version + 1 if earlier else 1,
        superseded_by=earlier.plan_id if earlier and kept else None,
        twin_of=near.plan_id if near else None,
    )
    plan_id = insert_plan(connection, plan, placement)
    if earlier and not kept:
        connection.execute(update(PlanRow).where(PlanRow.id == earlier.plan_id).values(superseded_by=plan_id))
    record = FileRecord(
        name=source.name,
        sha256=source.sha256,
        outcome=Outcome.SUPERSEDED if kept else Outcome.LOADED,
        reason=Reason.NEWER_VERSION_LOADED if kept else None,
        message=_message(seen, resolution, earlier, near, kept=kept),
        plan=plan_id,
        seconds=seconds,
    )
    return SaveResult(
        record=record,
        supersedes=earlier.plan_id if earlier and not kept else None,
        twin=near.plan_id if near else None,
    )


def _duplicate(name: str, sha256: str, known: Neighbour, seconds: float) -> FileRecord:
    return FileRecord(
        name=name,
        sha256=sha256,
        outcome=Outcome.DUPLICATE,
        reason=Reason.SAME_BYTES,
        message=f"Tệp này đã được nạp: {known.shown}.",
        plan=known.plan_id,
        seconds=seconds,
    )


def _message(
    seen: Sighting | None, resolution: Resolution, earlier: Neighbour | None, near: Neighbour | None, *, kept: bool
) -> str | None:
    parts = []
    if earlier and kept:
        parts.append(f"Bản này đọc kém nên được giữ làm lịch sử; bản đang dùng là {earlier.shown}.")
    elif earlier:
        parts.append(f"Phiên bản mới, thay thế {earlier.shown}.")
    if near:
        parts.append(f"Nội dung gần như trùng với {near.shown} của cùng đơn vị.")
    if seen and resolution.match is Match.SEVERAL:
        name = f"{seen.kind} {seen.name}".strip()
        parts.append(
            f"Có {len(resolution.candidates)} đơn vị cùng tên “{name}”; văn bản không nêu đơn vị cấp trên nên chưa gắn"
            " được với đơn vị nào."
        )
    return " ".join(parts) or None


def _mark_superseded(connection: Connection, run: int, result: SaveResult) -> None:
    if result.supersedes is None:
        return
    same_run = (FileRow.run_id == run) & (FileRow.plan_id == result.supersedes)
    connection.execute(
        update(FileRow)
        .where(same_run, FileRow.outcome == Outcome.LOADED.value)
        .values(
            outcome=Outcome.SUPERSEDED.value,
            reason=Reason.NEWER_VERSION_LOADED.value,
            message=f"Đã nạp phiên bản mới hơn: tệp “{result.record.name}”.",
        )
    )
