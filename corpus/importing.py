"""An import run: discover, read and extract in children, save in order, keep the ledger.

Whatever the number of workers, plans are saved in the order in which their files were discovered: the same folder gives
the same database. The parent alone writes.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, replace

from corpus.admission import refusal
from extractors.pipeline import extract
from ingest.archive import discover
from ingest.read import read
from ingest.source import ReadError, SourceBytes
from schema.ledger import FileRecord, Ledger, Outcome, Reason
from schema.plan import Plan
from schema.store import Store

# Files that wait for a child at most: memory of the parent stays flat however large the folder is.
WINDOW = 16
# What a person decides about, rather than a fault of the file.
REFUSED = {Reason.NOT_A_PLAN, Reason.UNSUPPORTED_FORMAT, Reason.TOO_LARGE, Reason.BOMB}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What a caller hears while the import runs: one record, and how many files were discovered so far."""

    record: FileRecord
    discovered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """A file on its way: read in a child (future), or already decided (record)."""

    name: str
    sha256: str
    started: float
    future: Future[Plan] | None = None
    error: ReadError | None = None


def read_plan(source: SourceBytes) -> Plan:
    """The Plan of one file; runs in a child. Raises ReadError."""
    plan = extract(read(source))
    refused = refusal(plan)
    if refused is not None:
        raise refused
    return plan


def import_files(
    store: Store,
    paths: Sequence[str],
    *,
    executor: Executor,
    on_record: Callable[[Outcomes], None] = lambda _: None,
    only: frozenset[str] | None = None,
) -> Ledger:
    """Import everything under ``paths`` and return the ledger of the run.

    only: names to which the run is restricted (``--retry-failed``). Nothing is half loaded: a plan and its record are
    saved in one transaction.
    """
    run = store.begin_run(tuple(paths))
    discovered = 0
    for pending in _windowed(_submitted(store, paths, executor, only)):
        discovered += 1
        record = _settle(store, run, pending)
        on_record(Outcomes(record=record, discovered=discovered))
    store.finish_run(run)
    return store.ledger(run)


def _submitted(
    store: Store, paths: Sequence[str], executor: Executor, only: frozenset[str] | None
) -> Iterator[_Pending]:
    known = store.known_files()
    for found in discover(paths):
        if only is not None and found.name not in only:
            continue
        started = time.monotonic()
        if found.error is not None or found.source is None:
            yield _Pending(name=found.name, sha256=found.sha256, started=started, error=found.error)
            continue
        sha256 = found.source.sha256
        future = None if sha256 in known else executor.submit(read_plan, found.source)
        known.add(sha256)
        yield _Pending(name=found.name, sha256=sha256, started=started, future=future)


def _windowed(files: Iterable[_Pending]) -> Iterator[_Pending]:
    """The files in order, with up to WINDOW of them under way."""
    under_way: deque[_Pending] = deque()
    for pending in files:
        under_way.append(pending)
        if len(under_way) >= WINDOW:
            yield under_way.popleft()
    yield from under_way


def _settle(store: Store, run: int, pending: _Pending) -> FileRecord:
    """Wait for one file, save what came of it, and return its line of the ledger."""
    plan, error = _result(pending)
    record = FileRecord(name=pending.name, sha256=pending.sha256, outcome=Outcome.FAILED, seconds=0.0)
    record = replace(record, seconds=round(time.monotonic() - pending.started, 3))
    if error is not None:
        outcome = Outcome.REFUSED if error.reason in REFUSED else Outcome.FAILED
        record = replace(record, outcome=outcome, reason=error.reason, message=error.message, next_step=error.next_step)
        store.record(run, record)
        return record
    return store.save(plan, run=run, record=record)


def _result(pending: _Pending) -> tuple[Plan | None, ReadError | None]:
    if pending.error is not None:
        return None, pending.error
    if pending.future is None:
        return None, None
    try:
        return pending.future.result(), None
    except ReadError as error:
        return None, error
    except CancelledError:
        raise
    except Exception as error:  # a defect of ours in one file must not cost the others; the ledger names it
        return None, ReadError(
            Reason.CRASHED,
            f"Chương trình gặp lỗi khi đọc tệp này ({type(error).__name__}).",
            "Gửi tệp này cho người bảo trì chương trình; các tệp khác vẫn được nạp.",
        )
