"""Imports under narrow limits, and what must hold for every ledger and for the processes of a run."""

import json
import time
from pathlib import Path

import psutil

from corpus.execution import PRELOAD
from corpus.importing import import_files
from ingest.isolation import IsolatedExecutor, Limits
from schema.ledger import FileRecord, Ledger, Outcome, Reason
from schema.store import Store

# Far below the program's own, so that a hang shows in seconds; of the order that a slow machine needs for these files.
LIMITS = Limits(memory_bytes=2_000_000_000, cpu_seconds=12, tree_cpu_seconds=60, stall_seconds=30)


def executor(workers: int = 2, limits: Limits = LIMITS) -> IsolatedExecutor:
    return IsolatedExecutor(workers=workers, limits=limits, preload=PRELOAD)


def imported(store: Store, *paths: Path, workers: int = 2) -> Ledger:
    with executor(workers) as running:
        return import_files(store, [str(path) for path in paths], executor=running)


def check_ledger(ledger: Ledger) -> dict[str, FileRecord]:
    """The records by name, after what must hold for every ledger."""
    records = {record.name: record for record in ledger.files}
    assert len(records) == ledger.discovered == sum(ledger.count(outcome) for outcome in Outcome)
    for record in ledger.files:
        check_record(record)
    json.dumps([record.name for record in ledger.files], ensure_ascii=False).encode()
    return records


def check_record(record: FileRecord) -> None:
    if record.outcome in (Outcome.REFUSED, Outcome.FAILED):
        assert record.reason is not None and record.plan is None
        assert record.message and record.next_step and is_vietnamese(f"{record.message} {record.next_step}"), record
    else:
        assert record.plan is not None
    assert record.reason is not Reason.CRASHED or "dừng đột ngột" in (record.message or ""), record


def is_vietnamese(message: str) -> bool:
    return any(char in message for char in "ảạấầậắặđẹệếềịọộốớợụủứựướ")


def no_children() -> bool:
    """Whether nothing that reads files is left among our descendants, within a few seconds."""
    for _ in range(50):
        names = {process.name() for process in psutil.Process().children(recursive=True) if is_alive(process)}
        if not names & {"tesseract", "soffice.bin", "oosplash", "soffice"}:
            return True
        time.sleep(0.1)
    return False


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
