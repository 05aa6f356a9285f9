"""Old Word formats through LibreOffice, and what happens when LibreOffice is missing, slow or silent."""

import difflib
import io
import shutil
import stat
import time
import zipfile
from pathlib import Path

import pytest

from ingest import libreoffice
from ingest.office import OLE_MAGIC, is_encrypted_ole, office_suffix, read_office
from ingest.read import read
from ingest.source import ReadError, SourceBytes
from schema.document import Grade
from schema.ledger import Reason
from tests.ingest.docx_making import docx, paragraph
from tests.ingest.legacy_making import tcvn3, vni, windows_1258

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "files"
FILES = sorted(path for path in SHARED.glob("*") if path.suffix in (".doc", ".rtf")) if SHARED.is_dir() else []
needs_office = pytest.mark.skipif(
    not any(map(shutil.which, libreoffice.PROGRAMS)), reason="LibreOffice is not installed (libreoffice-writer)"
)

RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil .VnTime;}}\f0 \'f1y ban nh\'a9n d\'a9n x\'b7 ban h\'b5nh k\'d5 ho\'b9ch c\'b6i c\'b8ch\par}"


def fold(text: str) -> str:
    return "".join(text.lower().split())


def share_found(truth: str, text: str) -> float:
    """Share of the characters of ``truth`` that ``text`` has in the same order."""
    matcher = difflib.SequenceMatcher(None, truth, text, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(truth)


@needs_office
@pytest.mark.skipif(not FILES, reason="the shared legacy files are not beside the repository")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_legacy_files_keep_their_characters(path: Path) -> None:
    truth = path.with_name(f"{path.stem}.truth.txt")
    truth = truth if truth.exists() else path.with_suffix(".txt")
    document = read(SourceBytes(name=path.name, data=path.read_bytes()))
    assert document.grade is Grade.GOOD
    assert share_found(fold(truth.read_text("utf-8")), fold(document.text)) >= 0.99


def odt(media_type: str) -> bytes:
    """The first member of an OpenDocument file: its media type, stored without compression."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", media_type)
    return target.getvalue()


@needs_office
def test_rtf_in_a_legacy_font_under_a_wrong_name() -> None:
    document = read(SourceBytes(name="ke-hoach.doc", data=RTF))
    assert document.text == "ủy ban nhân dân xã ban hành kế hoạch cải cách"
    assert document.source.reader == "office"
    assert document.source.media_type == "application/rtf"


def rtf(charset: int, font: str, stored: bytes) -> bytes:
    body = "".join(f"\\'{byte:02x}" for byte in stored)
    return (
        f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset{charset} {font};}}}}\\pard\\f0 {body}\\par}}".encode()
    )


OLD_TEXT = "ban chỉ huy xã trưởng thành, chính quyền, tờ trình, kế hoạch cải cách hành chính"
OLD_FILES = [
    ("Vietnamese windows", rtf(163, "Times New Roman", windows_1258(OLD_TEXT))),
    ("TCVN3", rtf(0, ".VnTime", tcvn3(OLD_TEXT).encode("latin-1"))),
    ("TCVN3 taken for Vietnamese windows", rtf(163, ".VnTime", tcvn3(OLD_TEXT).encode("latin-1"))),
    ("TCVN3 in a symbol font", rtf(2, ".VnTime", tcvn3(OLD_TEXT).encode("latin-1"))),
    ("VNI taken for Vietnamese windows", rtf(163, "VNI-Times", vni(OLD_TEXT).encode("latin-1"))),
]


@needs_office
@pytest.mark.parametrize(("proves", "data"), OLD_FILES, ids=[case[0] for case in OLD_FILES])
def test_fonts_and_character_sets_of_old_files(proves: str, data: bytes) -> None:
    assert read(SourceBytes(name="cu.rtf", data=data)).text == OLD_TEXT


@pytest.mark.parametrize(
    ("proves", "data", "suffix"),
    [
        ("RTF", RTF, ".rtf"),
        ("Word 97", OLE_MAGIC + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 40, ".doc"),
        (
            "a word in the text of a truncated file is no stream",
            OLE_MAGIC + b"\0" * 504 + "Bookmark".encode("utf-16-le"),
            None,
        ),
        ("Excel 97 is no text document", OLE_MAGIC + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 48, None),
        ("ODT", odt("application/vnd.oasis.opendocument.text"), ".odt"),
        ("a spreadsheet of the same family", odt("application/vnd.oasis.opendocument.spreadsheet"), None),
        ("Word 2003 XML is read as it stands", b'<?xml version="1.0"?><w:wordDocument/>', None),
        ("DOCX needs no conversion", docx(paragraph("a")), None),
        ("text", b"{ rtf }", None),
    ],
)
def test_what_libreoffice_is_asked_for(proves: str, data: bytes, suffix: str | None) -> None:
    assert office_suffix(data) == suffix


def ole(stream: str, head: bytes = b"") -> bytes:
    return OLE_MAGIC + b"\0" * (512 - 8) + head.ljust(512, b"\0") + stream.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ole("EncryptedPackage"), True),
        (ole("WordDocument", b"\xec\xa5\xc1\x00\x00\x00\x00\x00\x00\x00\x00\x13"), True),
        (ole("WordDocument", b"\xec\xa5\xc1\x00\x00\x00\x00\x00\x00\x00\x00\x12"), False),
        (b"PK", False),
    ],
)
def test_encrypted_office_files(data: bytes, expected: bool) -> None:
    assert is_encrypted_ole(data) is expected
    if expected:
        with pytest.raises(ReadError) as refused:
            read(SourceBytes(name="a.doc", data=data))
        assert refused.value.reason is Reason.ENCRYPTED


def fake_office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def refused(data: bytes = RTF) -> ReadError:
    with pytest.raises(ReadError) as error:
        read_office(SourceBytes(name="a.rtf", data=data))
    return error.value


def test_missing_libreoffice_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused()
    assert error.reason is Reason.TOOL_MISSING
    assert "sudo apt install libreoffice-writer" in error.next_step


@pytest.mark.parametrize(
    "script", ["exit 0", "exit 77", "mkdir out; : > out/input.docx", "mkdir out; echo rác > out/input.docx"]
)
def test_silence_failure_and_rubbish_are_no_document(
    script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_office(tmp_path, script, monkeypatch)
    assert refused().reason is Reason.CORRUPT


def test_hanging_libreoffice_is_killed_with_its_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / "sống"
    fake_office(tmp_path, f"(sleep 3; touch {mark}) & sleep 30", monkeypatch)
    monkeypatch.setattr(libreoffice, "CONVERT_SECONDS", 0.5)
    started = time.monotonic()
    assert refused().reason is Reason.TIMEOUT
    assert time.monotonic() - started < 3
    time.sleep(3.2)
    assert not mark.exists()


def test_every_call_has_a_profile_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log = tmp_path / "log"
    fake_office(tmp_path, f'echo "$1" >> {log}', monkeypatch)
    refused()
    refused()
    first, second = log.read_text().split()
    assert first.startswith("-env:UserInstallation=file://")
    assert first != second


@needs_office
def test_truncated_word_97_file_is_corrupt() -> None:
    data = next(path.read_bytes() for path in FILES if path.suffix == ".doc") if FILES else ole("WordDocument")
    assert refused(data[:9000] + "WordDocument".encode("utf-16-le")).reason in (Reason.CORRUPT, Reason.EMPTY)


LISTED = (
    rb"{\rtf1\ansi{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}"
    rb"{\levelnumbers\'01;}}\listid7}}{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}"
    rb"{\listoverride\listid7\listoverridecount0\ls2}}"
    rb"{\pard\ls1\ilvl0{\listtext\pard\plain 3.\tab}Mot muc\par}{\pard\ls2\ilvl0{\listtext\pard\plain 1.\tab}Hai muc\par}}"
)


@needs_office
def test_numbers_that_the_writer_of_an_rtf_put_down_win() -> None:
    document = read_office(SourceBytes(name="a.rtf", data=LISTED))
    assert document.text == "3. Mot muc\n\n1. Hai muc"
