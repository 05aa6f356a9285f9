"""Hostile and mutated files through the real import: every file in one state of the ledger, nothing hangs or grows."""

import gc
import hashlib
import os
import random
import socket
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import psutil
import pytest

from corpus.importing import import_files
from schema.ledger import FileRecord, Outcome, Reason
from schema.store import Store
from tests.ingest.docx_making import zipped
from tests.ingest.hostile_imports import check_ledger, executor, imported, no_children
from tests.ingest.hostile_making import (
    Hostile,
    docx_bomb,
    hostile_files,
    mutated,
    plan_docx,
    plan_html,
    plan_text,
    small_pdf,
    zeros_zip,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and signals are POSIX")
MIB = 1024**2


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


def test_hashes_are_of_the_bytes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(plan_text())
    (record,) = imported(store, path).files
    assert record.sha256 == hashlib.sha256(plan_text()).hexdigest()
