"""Hostile and mutated files through the real import: every file in one state of the ledger, nothing hangs or grows."""

import gc
import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text as sql

from corpus.execution import PRELOAD
from corpus.importing import import_files, retry_failed
from corpus.retrying import to_retry
from ingest.isolation import IsolatedExecutor, Limits
from schema.ledger import FileRecord, Ledger, Outcome, Reason
from schema.store import Store
from tests.ingest.docx_making import zipped
from tests.ingest.hostile_making import (
    Hostile,
    docx_bomb,
    hostile_files,
    mutated,
    plan_docx,
    plan_html,
    plan_text,
    rtf,
    small_pdf,
    zeros_zip,
)
from tests.ingest.test_isolation import hears_interrupts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and signals are POSIX")
# Far below the program's own, so that a hang shows in seconds; of the order that a slow machine needs for these files.
LIMITS = Limits(memory_bytes=2_000_000_000, cpu_seconds=12, tree_cpu_seconds=60, stall_seconds=30)
MIB = 1024**2


def executor(workers: int = 2, limits: Limits = LIMITS) -> IsolatedExecutor:
    return IsolatedExecutor(workers=workers, limits=limits, preload=PRELOAD)


def imported(store: Store, *paths: Path, workers: int = 2) -> Ledger:
    with executor(workers) as running:
        return import_files(store, [str(path) for path in paths], executor=running)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'kehoach.db'}") as opened:
        yield opened


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


def test_hostile_files_have_one_state(store: Store, tmp_path: Path) -> None:
    check_hostile(store, tmp_path, hostile_files())


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_all_hostile_files_have_one_state(store: Store, tmp_path: Path) -> None:
    check_hostile(store, tmp_path, hostile_files(slow=frozenset()))


def check_hostile(store: Store, tmp_path: Path, files: Iterable[Hostile]) -> None:
    folder, wanted = tmp_path / "thù địch", {}
    folder.mkdir()
    for hostile in files:
        (folder / hostile.name).write_bytes(hostile.data)
        wanted[f"{folder.name}/{hostile.name}"] = hostile.reasons
    records = check_ledger(imported(store, folder))
    assert no_children()
    found = {
        name: [record for key, record in records.items() if key == name or key.startswith(f"{name}/")]
        for name in wanted
    }
    assert all(found.values()), [name for name, of_it in found.items() if not of_it]
    wrong = {
        record.name: (record.reason, record.message)
        for name, reasons in wanted.items()
        for record in found[name]
        if record.reason not in reasons
    }
    assert not wrong
    assert not list(tmp_path.rglob("thoat.txt"))


def test_special_files_links_and_what_may_not_be_read(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "nap"
    (root / "trong").mkdir(parents=True)
    (root / "a.txt").write_bytes(plan_text())
    os.mkfifo(root / "ống.pdf")
    (root / "vòng").symlink_to(root, target_is_directory=True)
    (root / "tự.txt").symlink_to(root / "tự.txt")
    (root / "mất.txt").symlink_to(root / "không có")
    (root / "thiết bị").symlink_to("/dev/zero")
    (root / os.fsdecode(b"k\xff\xfe.txt")).write_bytes(plan_text(1))
    (root / "cấm.txt").write_bytes(plan_text(2))
    (root / "cấm.txt").chmod(0)
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{short}/s")
        (root / "ổ cắm").symlink_to(f"{short}/s")
        records = check_ledger(imported(store, root))
    reasons = {name.removeprefix("nap/"): record.reason for name, record in records.items()}
    forbidden = reasons.pop("cấm.txt")
    assert forbidden is (None if os.geteuid() == 0 else Reason.CORRUPT)
    assert reasons == {
        "a.txt": None, "ống.pdf": Reason.UNSUPPORTED_FORMAT, "tự.txt": Reason.CORRUPT, "mất.txt": Reason.CORRUPT,
        "thiết bị": Reason.UNSUPPORTED_FORMAT, "ổ cắm": Reason.UNSUPPORTED_FORMAT, "k\ufffd\ufffd.txt": None,
    }  # fmt: skip


def test_files_of_one_name_keep_a_line_each(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / f"xa{number}" / "KH.txt" for number in range(3)]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        path.write_bytes(plan_text(number))
    ledger = imported(store, *paths, paths[0])
    check_ledger(ledger)
    assert [record.name for record in ledger.files] == ["xa0/KH.txt", "xa1/KH.txt", "xa2/KH.txt"]
    assert ledger.count(Outcome.LOADED) == 3


def test_files_that_vanish_during_the_run(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "nap"
    root.mkdir()
    for number in range(40):
        (root / f"{number:02}.txt").write_bytes(plan_text(number))

    def remove(record: FileRecord) -> None:
        (root / "30.txt").unlink(missing_ok=True)
        (root / "39.txt").unlink(missing_ok=True)

    with executor() as running:
        ledger = import_files(store, [str(root)], executor=running, on_record=remove)
    check_ledger(ledger)
    assert ledger.discovered == 40 and ledger.count(Outcome.LOADED) == 38


SEEDS = (lambda: plan_text(), plan_docx, lambda: small_pdf(2), plan_html, lambda: zipped({"a.txt": plan_text(9)}))


def mutations(folder: Path, count: int, seed: int = 7) -> Path:
    folder.mkdir()
    source, seeds = random.Random(seed), [make() for make in SEEDS]
    suffixes = ("txt", "docx", "pdf", "html", "zip")
    for number in range(count):
        kind = number % len(seeds)
        (folder / f"{number:04}.{suffixes[kind]}").write_bytes(mutated(seeds[kind], source))
    return folder


def check_mutated(store: Store, folder: Path, count: int) -> None:
    records = check_ledger(imported(store, folder))
    files = {name.removeprefix(f"{folder.name}/").split("/")[0] for name in records}
    # A ZIP whose directory was cut off has no member to tell of, and then a line of its own; none is lost in silence.
    assert len(files) == count
    assert no_children()


def test_mutated_files(store: Store, tmp_path: Path) -> None:
    check_mutated(store, mutations(tmp_path / "đột biến", 60), 60)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_two_thousand_mutated_files(store: Store, tmp_path: Path) -> None:
    check_mutated(store, mutations(tmp_path / "đột biến", 2000), 2000)


def test_memory_of_the_parent_stays_flat(store: Store, tmp_path: Path) -> None:
    """Archives of large members and hundreds of files: what is kept is the ledger."""
    folder = tmp_path / "nap"
    folder.mkdir()
    source = random.Random(3)
    for number in range(6):
        members: dict[str, str | bytes] = {f"{n}.bin": source.randbytes(12_000_000) for n in range(2)}
        (folder / f"goi{number}.zip").write_bytes(zipped(members))
        (folder / f"lon{number}.bin").write_bytes(source.randbytes(30_000_000))
    (folder / "bom.zip").write_bytes(zeros_zip("a.txt", 200_000_000))
    (folder / "bom.docx").write_bytes(docx_bomb(300_000_000))
    for number in range(200):
        (folder / f"nhỏ{number}.txt").write_bytes(plan_text(number)[:200])
    process, peak = psutil.Process(), [0]
    gc.collect()
    before = process.memory_info().rss

    def watch(_: FileRecord) -> None:
        peak[0] = max(peak[0], process.memory_info().rss)

    with executor() as running:
        check_ledger(import_files(store, [str(folder)], executor=running, on_record=watch))
    gc.collect()
    after = process.memory_info().rss
    assert after - before < 60 * MIB
    assert peak[0] - before < 200 * MIB


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


def test_hashes_are_of_the_bytes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(plan_text())
    (record,) = imported(store, path).files
    assert record.sha256 == hashlib.sha256(plan_text()).hexdigest()
