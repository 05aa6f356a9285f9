"""Runs that are killed, interrupted or retried: the database is that of one whole run, no process is left."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text as sql

from corpus.importing import import_files, retry_failed
from corpus.retrying import to_retry
from schema.ledger import Outcome, Reason
from schema.store import Store
from tests.ingest.docx_making import zipped
from tests.ingest.hostile_imports import check_ledger, executor, imported, is_alive
from tests.ingest.hostile_making import plan_docx, plan_text, rtf, small_pdf
from tests.ingest.test_isolation import hears_interrupts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and signals are POSIX")


def stored(store: Store) -> list[str]:
    """Everything the database holds, without the ids of runs and what a clock wrote."""
    with store.reading() as connection:
        tables = connection.execute(sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        content = []
        # Prepared passages are a cache, kept after the plan: a run killed in between leaves them to be made again.
        for table in [name for name in tables if not name.startswith(("sqlite", "alembic", "search", "passages"))]:
            for row in connection.execute(sql(f'SELECT * FROM "{table}"')).mappings():
                kept = {
                    key: value for key, value in row.items() if not key.endswith("_at") and key not in ("at", "seconds")
                }
                content.append(f"{table} {sorted((key, str(value)) for key, value in kept.items())}")
        return sorted(content)


def mixed_folder(folder: Path) -> Path:
    """Plans, versions, duplicates, and a few that fail: some thirty files."""
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_bytes(plan_text(number % 17))
    for number in range(4):
        (folder / f"phien-ban-{number}.txt").write_bytes(plan_text(number) + b"\n" + b"Ph\xe1\xbb\xa5 l\xe1\xbb\xa5c")
    (folder / "hong.pdf").write_bytes(small_pdf()[:300])
    (folder / "hong-lai.pdf").write_bytes(small_pdf()[:300])
    (folder / "rong.docx").write_bytes(b"")
    (folder / "goi.zip").write_bytes(zipped({"a.txt": plan_text(30), "b.txt": plan_text(31), "c.docx": plan_docx()}))
    return folder


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    folder = mixed_folder(tmp_path / "nap")
    found = []
    for workers in (1, 2, 4):
        with Store.open(f"sqlite:///{tmp_path / f'{workers}.db'}") as store:
            check_ledger(imported(store, folder, workers=workers))
            found.append(stored(store))
    assert found[0] == found[1] == found[2]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from app.cli import main; main()", "import", *arguments]


def start(folder: Path, url: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command(str(folder), "--db", url, "--json", "--workers", "2"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=hears_interrupts,
    )  # fmt: skip


def recorded(url: str) -> int:
    """How many files the newest run has recorded so far."""
    with Store.open(url) as store:
        run = store.last_run()
        return 0 if run is None else store.ledger(run).discovered


def gone(processes: Iterable[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(list(processes), timeout=15)
    return not [process for process in alive if is_alive(process)]


def killed_at(folder: Path, url: str, count: int, number: int) -> bool:
    """Start an import, and send it the signal once ``count`` files are recorded; whether it came before the end."""
    process = start(folder, url)
    with process:
        while process.poll() is None and recorded(url) < count:
            time.sleep(0.02)
        descendants = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert gone(descendants)
    if number == signal.SIGINT and process.returncode == 130:
        assert "chạy lại" in said and "Traceback" not in said
    with Store.open(url) as store:
        return store.last_run() is None or store.unfinished_run([str(folder)]) is not None


def check_resumed(folder: Path, url: str, wanted: list[str]) -> None:
    with start(folder, url) as process:
        said, _ = process.communicate(timeout=120)
    ledger = json.loads(said)
    assert ledger["discovered"] == sum(ledger[outcome.value] for outcome in Outcome) == len(ledger["files"])
    with Store.open(url) as store:
        assert stored(store) == wanted


def kill_and_resume(tmp_path: Path, counts: Iterable[int], number: int, *, slow: int) -> None:
    folder = mixed_folder(tmp_path / "nap")
    # So many files are slow (LibreOffice starts for each), so that the signal comes before the run is over.
    for which in range(10, 10 + slow):
        (folder / f"{which}-cham.rtf").write_bytes(rtf(f"xin ch\\'e0o {which}"))
    with Store.open(f"sqlite:///{tmp_path / 'whole.db'}") as store:
        imported(store, folder)
        wanted = stored(store)
    cut_off = 0
    for turn, count in enumerate(counts):
        url = f"sqlite:///{tmp_path / f'{turn}.db'}"
        Store.open(url).close()
        if killed_at(folder, url, count, number):
            cut_off += 1
            check_resumed(folder, url, wanted)
    assert cut_off


def test_a_killed_run_is_resumed(tmp_path: Path) -> None:
    kill_and_resume(tmp_path, [4, 9], signal.SIGKILL, slow=4)


def test_an_interrupted_run_is_resumed(tmp_path: Path) -> None:
    kill_and_resume(tmp_path, [5], signal.SIGINT, slow=4)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_two_hundred_kills(tmp_path: Path) -> None:
    source = random.Random(11)
    kill_and_resume(tmp_path, [source.randrange(30) for _ in range(200)], signal.SIGKILL, slow=1)


def test_a_child_that_runs_libreoffice_takes_it_along(tmp_path: Path) -> None:
    """The importing process is killed while LibreOffice works for it."""
    folder = tmp_path / "nap"
    folder.mkdir()
    (folder / "a.rtf").write_bytes(rtf(r"\trowd\cellx100\cellx200 a\cell b\cell\row " * 3000))
    process = start(folder, f"sqlite:///{tmp_path / 'k.db'}")
    with process:
        deadline = time.monotonic() + 60
        descendants: list[psutil.Process] = []
        while time.monotonic() < deadline and process.poll() is None:
            descendants = psutil.Process(process.pid).children(recursive=True)
            if any("soffice" in child.name() for child in descendants if is_alive(child)):
                break
            time.sleep(0.02)
        else:
            pytest.skip("LibreOffice is not installed")
        process.kill()
    assert gone(descendants)


def test_retry_reads_what_failed_where_it_was_found(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "huyện", tmp_path / "xã"
    for folder in (first, second):
        folder.mkdir()
        (folder / "hong.txt").write_bytes(b"")
        (folder / "mat.txt").write_bytes(b"")
        (folder / "duoc.txt").write_bytes(plan_text(len(folder.name)))
        imported(store, folder)
    (first / "hong.txt").write_bytes(plan_text(20))
    (second / "hong.txt").write_bytes(plan_text(21))
    (first / "mat.txt").unlink()
    with executor() as running:
        ledger = retry_failed(store, executor=running)
    records = check_ledger(ledger)
    assert {name: record.outcome for name, record in records.items()} == {
        "huyện/hong.txt": Outcome.LOADED, "xã/hong.txt": Outcome.LOADED,
        "huyện/mat.txt": Outcome.FAILED, "xã/mat.txt": Outcome.FAILED,
    }  # fmt: skip
    assert "không còn" in (records["huyện/mat.txt"].message or "")
    assert records["xã/mat.txt"].reason is Reason.EMPTY
    with executor() as running:
        again = retry_failed(store, executor=running)
    assert {record.name for record in again.files} == {"huyện/mat.txt", "xã/mat.txt"}


def test_a_refused_file_is_read_again_once_its_bytes_are_others(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "xã"
    folder.mkdir()
    (folder / "sua.txt").write_text("Biên bản họp thôn, không phải loại văn bản cần nạp.", encoding="utf-8")
    (folder / "cu.txt").write_text("Giấy mời họp thôn, không phải loại văn bản cần nạp.", encoding="utf-8")
    first = imported(store, folder)
    assert {record.reason for record in first.files} == {Reason.NOT_A_PLAN}
    (folder / "sua.txt").write_bytes(plan_text(3))
    with executor() as running:
        ledger = retry_failed(store, executor=running)
    assert [(record.name, record.outcome) for record in ledger.files] == [("xã/sua.txt", Outcome.LOADED)]
    (folder / "cu.txt").write_bytes(plan_text(4))
    with executor() as running:
        paths, retried = [str(folder)], to_retry(store.last_records())
        ledger = import_files(store, paths, executor=running, retried=retried)
    assert [(record.name, record.outcome) for record in ledger.files] == [("xã/cu.txt", Outcome.LOADED)]
