"""An import run: discover, read and extract in children, save in order, keep the ledger.

Whatever the number of workers, plans are saved in the order in which their files were discovered: the same folder gives
the same database. The parent alone writes.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, replace

from corpus.admission import refusal
from corpus.coverage import material_of
from corpus.prepared import keep, packed
from corpus.retrying import failed_files, is_due
from extractors.pipeline import extract
from ingest.archive import Discovered, absolute, discover, loaded
from ingest.read import read
from ingest.source import ReadError, SourceBytes, SourceFile
from schema.ledger import FileRecord, Ledger, Outcome, Reason
from schema.plan import Plan
from schema.store import Store

# Files that wait for a child at most, and bytes of archive members and downloads among them (one larger file waits
# alone): memory of the parent stays flat however large the folder is. Plain files are loaded by the child.
WINDOW = 16
HELD_BYTES_MAX = 64_000_000
# What a person decides about, rather than a fault of the file.
REFUSED = {Reason.NOT_A_PLAN, Reason.UNSUPPORTED_FORMAT, Reason.TOO_LARGE, Reason.BOMB}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What comes out of a child: the Plan, how long that took, and what is prepared of it for coverage."""

    plan: Plan
    seconds: float
    prepared: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """A file on its way: being read in a child (future), or decided already (record, error), or the same bytes as one
    that is under way (none of these). held_bytes: what its source takes of the parent's memory until then."""

    name: str
    sha256: str
    held_bytes: int = 0
    future: Future[Extracted] | None = None
    error: ReadError | None = None
    record: FileRecord | None = None


def read_plan(source: SourceBytes | SourceFile) -> Extracted:
    """The Plan of one file; runs in a child. Raises ReadError."""
    started = time.monotonic()
    plan = extract(read(loaded(source)))
    refused = refusal(plan)
    if refused is not None:
        raise refused
    # Ten milliseconds here, in parallel, are two minutes that the first coverage of a province does not wait.
    return Extracted(plan=plan, prepared=packed(material_of(plan)), seconds=round(time.monotonic() - started, 3))


def import_files(
    store: Store,
    paths: Sequence[str],
    *,
    executor: Executor,
    on_record: Callable[[FileRecord], None] = lambda _: None,
    retried: Mapping[str, str | None] | None = None,
) -> Ledger:
    """Import everything under ``paths`` and return the ledger of the run.

    A run over the same paths that was cut off is resumed: what it had recorded stands. A plan and its record are stored
    together or not at all. retried: the files to which the run is restricted (``retrying.to_retry``).
    """
    inputs = [absolute(path) for path in paths]
    resumed = store.unfinished_run(inputs)
    run = store.begin_run(inputs) if resumed is None else resumed
    done = {} if resumed is None else {(record.name, record.sha256): record for record in store.ledger(run).files}
    files = (found for found in discover(inputs) if retried is None or is_due(found, retried))
    return _import(store, run, _submitted(store, files, executor, done), on_record)


def retry_failed(
    store: Store, *, executor: Executor, on_record: Callable[[FileRecord], None] = lambda _: None
) -> Ledger:
    """Import what was not loaded last (see ``retrying``), from whatever run, and return the ledger of this new run."""
    failures = failed_files(store)
    run = store.begin_run([path for failure in failures for path in failure.inputs])
    files = (found for failure in failures for found in failure.files())
    return _import(store, run, _submitted(store, files, executor, {}), on_record)


def _import(
    store: Store,
    run: int,
    files: Iterable[_Pending],
    on_record: Callable[[FileRecord], None],
) -> Ledger:
    not_loaded: dict[str, FileRecord] = {}
    for pending in _windowed(files):
        record = _settle(store, run, pending, not_loaded)
        if record.plan is None:
            not_loaded.setdefault(record.sha256, record)
        on_record(record)
    store.finish_run(run)
    return store.ledger(run)


def _submitted(
    store: Store, files: Iterable[Discovered], executor: Executor, done: dict[tuple[str, str], FileRecord]
) -> Iterator[_Pending]:
    under_way: set[str] = set()
    for found in files:
        if found.source is None:
            yield _Pending(name=found.name, sha256=found.sha256, error=found.error)
            continue
        sha256 = found.source.sha256
        record = done.get((found.name, sha256)) or store.duplicate(found.name, sha256)
        # The same bytes twice in one run: the second waits for the first and is then known to the store.
        read_already = record is not None or sha256 in under_way
        under_way.add(sha256)
        future = None if read_already else executor.submit(read_plan, found.source)
        held = 0 if future is None else found.held_bytes
        yield _Pending(name=found.name, sha256=sha256, held_bytes=held, future=future, record=record)


def _windowed(files: Iterable[_Pending]) -> Iterator[_Pending]:
    """The files in order, with up to WINDOW of them under way, which hold up to HELD_BYTES_MAX."""
    under_way: deque[_Pending] = deque()
    for pending in files:
        under_way.append(pending)
        while len(under_way) >= WINDOW or sum(one.held_bytes for one in under_way) > HELD_BYTES_MAX:
            yield under_way.popleft()
    yield from under_way


def _settle(store: Store, run: int, pending: _Pending, not_loaded: dict[str, FileRecord]) -> FileRecord:
    """Wait for one file, store what came of it, and return its line of the ledger."""
    outcome = _outcome(store, pending, not_loaded)
    if isinstance(outcome, Extracted):
        saved = store.save(outcome.plan, run=run, seconds=outcome.seconds)
        if saved.outcome is not Outcome.DUPLICATE:
            keep(store, saved.plan_id, outcome.prepared)
        return saved.record
    if isinstance(outcome, ReadError):
        refused = Outcome.REFUSED if outcome.reason in REFUSED else Outcome.FAILED
        outcome = FileRecord(
            name=pending.name,
            sha256=pending.sha256,
            outcome=refused,
            reason=outcome.reason,
            message=outcome.message,
            next_step=outcome.next_step,
            seconds=outcome.seconds,
        )
    store.record(run, outcome)
    return outcome


def _outcome(store: Store, pending: _Pending, not_loaded: dict[str, FileRecord]) -> Extracted | FileRecord | ReadError:
    if pending.record is not None:
        return pending.record
    if pending.error is not None:
        return pending.error
    if pending.future is not None:
        return _result(pending.future)
    return store.duplicate(pending.name, pending.sha256) or _as_the_first(pending, not_loaded[pending.sha256])


def _as_the_first(pending: _Pending, first: FileRecord) -> FileRecord:
    """The record of the second of two files of the same bytes, the first of which could not be loaded."""
    return replace(
        first, name=pending.name, message=f"Trùng từng byte với tệp “{first.name}”. {first.message}", seconds=0.0
    )


def _result(future: Future[Extracted]) -> Extracted | ReadError:
    try:
        return future.result()
    except ReadError as error:
        return error
    except CancelledError:
        raise
    except Exception as error:  # a defect of ours in one file must not cost the others; the ledger names it
        return ReadError(
            Reason.CRASHED,
            f"Chương trình gặp lỗi khi đọc tệp này ({type(error).__name__}).",
            "Gửi tệp này cho người bảo trì chương trình; các tệp khác vẫn được nạp.",
        )
