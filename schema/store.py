"""The store: plans, runs, units, criteria, reviews and scores in one database, SQLite or PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from schema.criteria import CriteriaSet
from schema.criteria_mapping import Mapping
from schema.errors import WrongUsage
from schema.ledger import FileRecord, Ledger
from schema.plan import Plan
from schema.reviews import Review
from schema.scores import ScoreSheet
from schema.store_criteria import (
    StoredCriteria,
    add_criteria,
    read_all_criteria,
    read_criteria,
    read_criteria_in_use,
    read_mappings,
    save_criteria,
    set_mappings,
    use_criteria,
)
from schema.store_judgement import add_reviews, read_reviews, read_scores, save_scores
from schema.store_open import StoreError, open_engine, said
from schema.store_placing import place, put_back, take_out
from schema.store_plans import StoredPlan, list_plans, read_plan, replace_items
from schema.store_runs import (
    begin_run,
    finish_run,
    last_records,
    last_run,
    read_ledger,
    record_file,
    recorded_file,
    unfinished_run,
)
from schema.store_saving import SaveResult, duplicate_record, mark_superseded, save_plan
from schema.store_units import KnownUnit, RosterChange, find_or_add_unit, load_roster, read_units, resolve_unit
from schema.store_versions import same_bytes
from schema.units import Resolution, Sighting, Unit

__all__ = [
    "KnownUnit",
    "NotStored",
    "RosterChange",
    "SaveResult",
    "Store",
    "StoreError",
    "StoredCriteria",
    "StoredPlan",
]


class NotStored(WrongUsage):
    """Something was asked for by an id or a name that the database does not have."""


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
            result = save_plan(connection, plan, run, seconds)
            if run is not None:
                record_file(connection, run, result.record)
                mark_superseded(connection, run, result)
            return result

    def get(self, plan_id: int) -> Plan:
        """The stored plan, equal to the one that was saved. Raises NotStored."""
        with self.reading() as connection:
            plan = read_plan(connection, plan_id)
        if plan is None:
            raise _no_plan(plan_id)
        return plan

    def plans(self, *, history: bool = False) -> tuple[StoredPlan, ...]:
        """The plans in force in the order of import; with ``history`` the superseded ones, too."""
        with self.reading() as connection:
            return list_plans(connection, history=history)

    def replace(self, plan_id: int, plan: Plan) -> None:
        """Give the stored plan the items of a new extraction of the same document; id, version and history stay."""
        with self.writing() as connection:
            old = read_plan(connection, plan_id)
            if old is None:
                raise _no_plan(plan_id)
            if old.document.text != plan.document.text:
                raise ValueError("a new extraction must be of the stored text")
            replace_items(connection, plan_id, plan)

    def take_out(self, plan_id: int) -> tuple[int, ...]:
        """Take a plan in force out of force; the ids of the versions that are in force again for that."""
        with self.writing() as connection:
            return take_out(connection, plan_id)

    def put_back(self, plan_id: int) -> tuple[int, ...]:
        """Put a plan that was taken out into force again; the ids of the versions whose place it takes."""
        with self.writing() as connection:
            return put_back(connection, plan_id)

    def place(self, plan_id: int, unit_id: int, by: str) -> None:
        """Give a plan to a unit, whatever its header says."""
        with self.writing() as connection:
            place(connection, plan_id, unit_id, by)

    def duplicate(self, name: str, sha256: str) -> FileRecord | None:
        """The record of a file whose bytes are stored already, before reading it; None where they are not."""
        with self.reading() as connection:
            found = same_bytes(connection, sha256)
        return None if found is None else duplicate_record(name, sha256, found, 0.0)

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
        """The newest record of every file over all runs; ``--retry-failed`` chooses among them."""
        with self.reading() as connection:
            return last_records(connection)

    def last_run(self) -> int | None:
        """The id of the newest run."""
        with self.reading() as connection:
            return last_run(connection)

    # Units

    def load_roster(self, roster: str, units: Sequence[Unit]) -> RosterChange:
        """Make ``units`` the roster of those that owe a plan, and give every stored plan to its unit again."""
        with self.writing() as connection:
            return load_roster(connection, roster, units)

    def add_units(self, seen: Sequence[Sighting]) -> dict[Sighting, int]:
        """The ids of the units seen, added off the roster where they are not known; ambiguous ones are left out."""
        with self.writing() as connection:
            found = {one: find_or_add_unit(connection, one).unit for one in seen}
        return {one: unit_id for one, unit_id in found.items() if unit_id is not None}

    def units(self) -> tuple[KnownUnit, ...]:
        """All known units, those on the roster first."""
        with self.reading() as connection:
            return read_units(connection)

    def resolve(self, seen: Sighting) -> Resolution:
        """The stored unit that ``seen`` means."""
        with self.reading() as connection:
            return resolve_unit(connection, seen)

    # Criteria

    def save_criteria(self, criteria: CriteriaSet) -> StoredCriteria:
        """Store a set as its newest version; it comes into use where its set is in use, or where none is."""
        with self.writing() as connection:
            return save_criteria(connection, criteria)

    def add_criteria(self, criteria: CriteriaSet) -> StoredCriteria:
        """Store a set as its newest version and leave the set in use as it is."""
        with self.writing() as connection:
            return add_criteria(connection, criteria)

    def use_criteria(self, set_id: str) -> StoredCriteria:
        """Put the newest version of the set into use. Raises NotStored."""
        with self.writing() as connection:
            stored = read_criteria(connection, set_id)
            if stored is None:
                known = ", ".join(f"“{other.set_id}”" for other in read_all_criteria(connection)) or "chưa có bộ nào"
                raise NotStored(
                    f"Không có bộ tiêu chí “{set_id}” (đang có: {known}).", "Hãy nạp bằng “kehoach criteria load”."
                )
            use_criteria(connection, stored)
            return replace(stored, in_use=True)

    def criteria(self, set_id: str, version: int | None = None) -> StoredCriteria | None:
        """A version of the set, the newest by default."""
        with self.reading() as connection:
            return read_criteria(connection, set_id, version)

    def criteria_in_use(self) -> StoredCriteria | None:
        """The version in use; None where no set was loaded."""
        with self.reading() as connection:
            return read_criteria_in_use(connection)

    def criteria_sets(self) -> tuple[StoredCriteria, ...]:
        """The newest version of every set, and the one in use."""
        with self.reading() as connection:
            return read_all_criteria(connection)

    def mappings(self, old: StoredCriteria, new: StoredCriteria) -> tuple[Mapping, ...]:
        """What became of the criteria of one version in another, as proposed on loading or as a person set it."""
        with self.reading() as connection:
            return read_mappings(connection, old, new)

    def set_mappings(self, old: StoredCriteria, new: StoredCriteria, mappings: Sequence[Mapping]) -> None:
        """Put ``mappings`` in the place of those between the two versions."""
        with self.writing() as connection:
            set_mappings(connection, old, new, tuple(mappings))

    # What people decided and published

    def add_reviews(self, reviews: Sequence[Review]) -> None:
        """Append decisions to those that are stored."""
        with self.writing() as connection:
            add_reviews(connection, reviews)

    def reviews(self, set_id: str | None = None) -> tuple[Review, ...]:
        """All decisions in the order of deciding, or those on the cells of one set."""
        with self.reading() as connection:
            return read_reviews(connection, set_id=set_id)

    def save_scores(self, sheet: ScoreSheet, criteria: StoredCriteria) -> None:
        """Store a score sheet for this version of the set, in place of one of the same id."""
        with self.writing() as connection:
            save_scores(connection, sheet, criteria)

    def scores(self, criteria: StoredCriteria) -> tuple[ScoreSheet, ...]:
        """The score sheets for this version of the set, the newest last."""
        with self.reading() as connection:
            return read_scores(connection, criteria)


def _no_plan(plan_id: int) -> NotStored:
    return NotStored(f"Không có kế hoạch số {plan_id}.", "Hãy xem danh sách bằng “kehoach plans”.")
