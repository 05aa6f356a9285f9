"""Folders, archives and URLs to single files: names, limits, junk, loops."""

import importlib.util
import io
import os
import struct
import unicodedata
import zipfile
from pathlib import Path

import fsspec
import pytest

from ingest.archive import Discovered, discover
from ingest.fetch import is_url
from ingest.source import SourceBytes
from ingest.zip_members import expand, member_path
from schema.ledger import Reason
from tests.ingest.docx_making import docx, paragraph, zipped
from tests.ingest.legacy_making import tcvn3, vni

NAME = "Kế hoạch cải cách hành chính xã Tân Bình.txt"


def members(files: dict[str, str | bytes], name: str = "goi.zip") -> list[tuple[str, Reason | None]]:
    return outcomes(expand(SourceBytes(name=name, data=zipped(files))))


def outcomes(found: object) -> list[tuple[str, Reason | None]]:
    return [
        (item.name, None) if isinstance(item, SourceBytes) else (item[0], item[1].reason)
        for item in found  # type: ignore[attr-defined]
    ]


def named(raw: bytes, flags: int = 0, extra: bytes = b"") -> zipfile.ZipInfo:
    """A member as zipfile sees it whose name was stored as these bytes."""
    info = zipfile.ZipInfo()
    info.filename = raw.decode("utf-8") if flags & 0x800 else raw.decode("cp437")
    info.flag_bits = flags
    info.extra = extra
    return info


NAMES = [
    ("UTF-8 with its flag", named(NAME.encode(), 0x800)),
    ("UTF-8 without the flag", named(NAME.encode())),
    ("NFD from a Mac", named(unicodedata.normalize("NFD", NAME).encode())),
    ("windows-1258", named(unicodedata.normalize("NFD", NAME).replace("e\u0302", "ê").replace("a\u0302", "â").encode("cp1258"))),
    ("VNI", named(vni(NAME).encode("cp1252"))),
    ("TCVN3", named(tcvn3(NAME).encode("cp1252"))),
    ("Unicode path beside a code page", named(b"K? ho?ch.txt", 0, struct.pack("<HHBI", 0x7075, 5 + len(NAME.encode()), 1, 0) + NAME.encode())),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "info"), NAMES, ids=[case[0] for case in NAMES])
def test_member_names_in_any_code_page(proves: str, info: zipfile.ZipInfo) -> None:
    assert member_path(info) == (NAME,)


ESCAPES = ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\a.txt", "a/../../b.txt", "..\\..\\b.txt", "./a//b.txt"]


@pytest.mark.parametrize("path", ESCAPES)
def test_no_name_points_outside(path: str) -> None:
    parts = member_path(named(path.encode()))
    assert parts
    assert ".." not in parts
    assert not any("/" in part or "\\" in part or ":" in part for part in parts)


def test_folders_nested_archives_and_junk() -> None:
    inner = zipped({"b.txt": "b", "__MACOSX/._b.txt": "x"})
    files: dict[str, str | bytes] = {
        "xã/a.txt": "a", "xã/~$a.docx": "lock", ".DS_Store": "x", "Thumbs.db": "x", "trong.zip": inner,
        "ke-hoach.docx": docx(paragraph("Kế hoạch")),
    }  # fmt: skip
    assert members(files) == [
        ("goi.zip/xã/a.txt", None),
        ("goi.zip/trong.zip/b.txt", None),
        ("goi.zip/ke-hoach.docx", None),
    ]


def test_archives_nested_too_deep_are_not_opened() -> None:
    data = zipped({"a.txt": "a"})
    for depth in range(4):
        data = zipped({f"{depth}.zip": data})
    assert [reason for _, reason in outcomes(expand(SourceBytes(name="x.zip", data=data)))] == [Reason.BOMB]


def test_a_bomb_costs_itself_only() -> None:
    assert members({"bom.txt": b"\0" * 60_000_000, "b.txt": "b"}) == [
        ("goi.zip/bom.txt", Reason.BOMB),
        ("goi.zip/b.txt", None),
    ]


def test_too_many_members_are_refused_whole() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}.txt", "")
    assert outcomes(expand(SourceBytes(name="x.zip", data=target.getvalue()))) == [("x.zip", Reason.BOMB)]


def test_encrypted_and_damaged_members_cost_themselves_only() -> None:
    data = bytearray(zipped({"a.txt": "nội dung a", "b.txt": "nội dung b", "c.txt": "nội dung c"}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        directory, damaged = archive.start_dir, archive.getinfo("b.txt").header_offset + 30 + len("b.txt")
    data[directory + 8] |= 1
    data[damaged] ^= 0xFF
    found = outcomes(expand(SourceBytes(name="x.zip", data=bytes(data))))
    assert found == [("x.zip/a.txt", Reason.ENCRYPTED), ("x.zip/b.txt", Reason.CORRUPT), ("x.zip/c.txt", None)]


def found_in(*paths: str | Path) -> list[tuple[str, Reason | None]]:
    return [(item.name, item.error.reason if item.error else None) for item in discover(paths)]


def test_folder_in_stable_order_with_long_names_links_and_junk(tmp_path: Path) -> None:
    root = tmp_path / "nap"
    (root / "b").mkdir(parents=True)
    long_name = "kế hoạch " * 15 + ".txt"
    for name in ("b/2.txt", "b/10.txt", "a.txt", "~$a.docx", ".DS_Store", long_name):
        (root / name).write_text("x", "utf-8")
    (root / "b" / "vong").symlink_to(root, target_is_directory=True)
    (root / "gay.txt").symlink_to(root / "khong-co")
    os.mkfifo(root / "ong")
    assert found_in(root) == [
        ("nap/a.txt", None),
        ("nap/b/10.txt", None),
        ("nap/b/2.txt", None),
        ("nap/gay.txt", Reason.CORRUPT),
        (f"nap/{long_name}", None),
        ("nap/ong", Reason.UNSUPPORTED_FORMAT),
    ]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert found_in(tmp_path / "khong-co.pdf", "x" * 300, "a\0b") == [
        ("khong-co.pdf", Reason.CORRUPT), ("x" * 300, Reason.CORRUPT), ("a\0b", Reason.CORRUPT),
    ]  # fmt: skip


def test_broken_archive_is_told_and_truncated_word_file_is_left_to_its_reader(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": "a" * 500})[:60])
    (tmp_path / "b.docx").write_bytes(docx(paragraph("Kế hoạch"))[:-30])
    assert [reason for _, reason in found_in(tmp_path)] == [Reason.CORRUPT, None]


def test_urls_are_copied_and_hashed() -> None:
    filesystem = fsspec.filesystem("memory")
    filesystem.pipe("/nap/a.txt", b"mot")
    filesystem.pipe("/nap/b/c.zip", zipped({"d.txt": "hai"}))
    found: list[Discovered] = list(discover(["memory://nap"]))
    assert [(item.name, item.source and item.source.data) for item in found] == [
        ("nap/a.txt", b"mot"),
        ("nap/b/c.zip/d.txt", b"hai"),
    ]
    assert all(len(item.sha256) == 64 for item in found)


BAD_URLS = [
    ("memory://khong-co/x.pdf", Reason.CORRUPT, "Không có tệp nào", "địa chỉ"),
    ("nosuchscheme://a/b", Reason.UNSUPPORTED_FORMAT, "nosuchscheme://", "tải tệp về máy"),
    ("s3://kho/xa", Reason.TOOL_MISSING, "s3://kho/xa", "pip install s3fs"),
]


@pytest.mark.parametrize(("url", "reason", "message", "next_step"), BAD_URLS)
def test_urls_that_fail_are_told(url: str, reason: Reason, message: str, next_step: str) -> None:
    if url.startswith("s3") and importlib.util.find_spec("s3fs"):
        pytest.skip("s3fs is installed")
    (found,) = discover([url])
    assert found.source is None and found.error is not None
    assert found.error.reason is reason
    assert message in found.error.message and next_step in found.error.next_step


@pytest.mark.parametrize(
    ("text", "expected"),
    [("s3://kho/xa", True), ("memory://a", True), ("C:\\a", False), ("a/b.pdf", False), ("/a://b", False)],
)
def test_urls_and_paths(text: str, expected: bool) -> None:
    assert is_url(text) is expected
