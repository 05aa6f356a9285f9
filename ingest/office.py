"""DOC, ODT and RTF to a Document, by way of DOCX from LibreOffice: one profile a call, a time limit, output checked.

LibreOffice answers 0 without output for a truncated file and converts any text that is called ``.doc``; so the magic
bytes are checked before the call and the output after it.
"""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.docx import has_lists, is_docx, read_converted
from ingest.docx_labels import Labels
from ingest.docx_package import corrupt, encrypted, open_package
from ingest.programs import run_program
from ingest.source import ReadError, SourceBytes
from schema.document import Document, PageNote
from schema.ledger import Reason

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = ("soffice", "libreoffice")
CONVERT_SECONDS = 120.0
_OUTPUT_BYTES_MAX = 200_000_000
_DOCX_FILTER = "docx:MS Word 2007 XML"
_TEXT_FILTER = "txt:Text (encoded):UTF8"
_SECTOR = 512
_WORD_97 = b"\xec\xa5"
_ENCRYPTED_FLAG = 0x0100

_MEDIA_TYPES = {
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".xml": "application/msword+xml",
}


def office_suffix(data: bytes) -> str | None:
    """The suffix under which LibreOffice takes ``data`` (".doc", ".odt", ".rtf"); None for what it need not convert."""
    if data.startswith(OLE_MAGIC):
        return ".doc" if holds_stream(data, "WordDocument") else None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return ".rtf"
    if data.startswith(b"PK") and b"application/vnd.oasis.opendocument.text" in data[:400]:
        return ".odt"
    if data[:2000].lstrip().startswith(b"<?xml") and b"Word.Document" in data[:2000]:
        return ".xml"
    return None


def is_office(data: bytes) -> bool:
    """Whether ``data`` is a text document that LibreOffice has to convert."""
    return office_suffix(data) is not None


def is_encrypted_ole(data: bytes) -> bool:
    """Whether ``data`` is a password-protected Office file of any generation."""
    if not data.startswith(OLE_MAGIC):
        return False
    return holds_stream(data, "EncryptedPackage") or _encrypted_word_97(data)


def holds_stream(data: bytes, name: str) -> bool:
    """Whether ``data`` is an OLE container (Office 97-2003) with a stream of this name."""
    return data.startswith(OLE_MAGIC) and name.encode("utf-16-le") in data


def _encrypted_word_97(data: bytes) -> bool:
    """Whether the head of the Word stream (it begins a sector) carries the encryption flag."""
    at = data.find(_WORD_97, _SECTOR)
    while at >= 0 and at % _SECTOR:
        at = data.find(_WORD_97, at + 1)
    return at >= 0 and bool(int.from_bytes(data[at + 10 : at + 12], "little") & _ENCRYPTED_FLAG)


def read_office(source: SourceBytes) -> Document:
    """The Document of a DOC, ODT or RTF file. Raises ReadError, among others where LibreOffice is missing."""
    suffix = office_suffix(source.data)
    if suffix is None:
        raise corrupt(source.name)
    if is_encrypted_ole(source.data):
        raise encrypted(source.name)
    if suffix == ".odt":
        _check_odt(source)
    converted = convert(source, suffix)
    document = read_converted(SourceBytes(name=source.name, data=converted.docx), Labels(lines=converted.lines))
    note = PageNote(code="converted", message="Đã chuyển sang DOCX bằng LibreOffice trước khi đọc.")
    return replace(
        document,
        source=replace(
            document.source,
            sha256=source.sha256,
            media_type=_MEDIA_TYPES[suffix],
            reader="office",
            notes=(note, *document.source.notes),
        ),
    )


def _check_odt(source: SourceBytes) -> None:
    manifest = open_package(source).data("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise encrypted(source.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What LibreOffice made of a file: DOCX bytes, and the lines of its text export where the file has lists."""

    docx: bytes
    lines: tuple[str, ...]


def convert(source: SourceBytes, suffix: str) -> Converted:
    """``source`` as LibreOffice converts it. Raises ReadError where it is missing, fails or takes too long."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadError(
            Reason.TOOL_MISSING,
            f"Chưa cài LibreOffice nên không đọc được tệp {source.name}.",
            "Hãy chạy: sudo apt install libreoffice-writer — hoặc lưu tệp thành DOCX rồi nạp lại.",
        )
    with tempfile.TemporaryDirectory(prefix="kehoach-office-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        given = work / f"input{suffix}"
        given.write_bytes(source.data)
        _run(program, work, given, _DOCX_FILTER, source.name)
        data = _made(work / "out" / "input.docx")
        if data is None or not is_docx(data):
            raise corrupt(source.name)
        lines: tuple[str, ...] = ()
        if has_lists(data):
            _run(program, work, given, _TEXT_FILTER, source.name)
            lines = tuple((_made(work / "out" / "input.txt") or b"").decode("utf-8", errors="replace").split("\n"))
    return Converted(docx=data, lines=lines)


def _made(path: Path) -> bytes | None:
    """The bytes that LibreOffice wrote; None for nothing, or far too much."""
    if not path.is_file() or not 0 < path.stat().st_size <= _OUTPUT_BYTES_MAX:
        return None
    return path.read_bytes()


def _run(program: str, work: Path, given: Path, target: str, name: str) -> None:
    command = [
        program,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        target,
        "--outdir",
        str(work / "out"),
        str(given),
    ]
    environment = {"HOME": str(work), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        run_program(command, seconds=CONVERT_SECONDS, environment=environment, folder=work)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            Reason.TIMEOUT,
            f"LibreOffice không chuyển xong tệp {name} trong {CONVERT_SECONDS:.0f} giây.",
            "Hãy mở tệp bằng Word hoặc LibreOffice, lưu lại thành DOCX rồi nạp lại.",
        ) from error
