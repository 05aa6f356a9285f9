"""DOC, ODT and RTF to a Document, by way of DOCX from LibreOffice.

LibreOffice answers 0 without output for a truncated file and converts any text that is called ``.doc``; so the magic
bytes are checked before the call and the output after it.
"""

import re
from dataclasses import dataclass, replace

from ingest.docx import has_lists, is_docx, read_converted
from ingest.docx_labels import Labels
from ingest.docx_package import corrupt, encrypted, open_package, parse_flat
from ingest.libreoffice import Conversion
from ingest.source import SourceBytes
from schema.document import Document, PageNote

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCX_FILTER = "docx:MS Word 2007 XML"
_TEXT_FILTER = "txt:Text (encoded):UTF8"
# What tells a reader of RTF that a number is generated ({\\listtext ...}), and that a paragraph is in a list.
_LIST_TEXT = re.compile(rb"\\(?:listtext|pntext)(?![a-z])")
_IN_LIST = re.compile(rb"\\ls\d{1,6}(?!\d) ?|\{\\\*\\pn(?![a-z])[^{}]{0,400}(?:\{[^{}]{0,100}\}[^{}]{0,400}){0,6}\}")
_FLAT_ODT = re.compile(rb"<office:document\s[^>]*application/vnd\.oasis\.opendocument\.text")
_SECTOR = 512
_ENTRY = 128  # bytes of a name in the directory of an OLE container
_WORD_97 = b"\xec\xa5"
_ENCRYPTED_FLAG = 0x0100

_MEDIA_TYPES = {
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".fodt": "application/vnd.oasis.opendocument.text-flat-xml",
}


def office_suffix(data: bytes) -> str | None:
    """The suffix under which LibreOffice takes ``data`` (".doc", ".odt", ".fodt", ".rtf"); None for what it need not
    convert."""
    if data.startswith(OLE_MAGIC):
        return ".doc" if holds_stream(data, "WordDocument") else None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return ".rtf"
    if data.startswith(b"PK") and b"application/vnd.oasis.opendocument.text" in data[:400]:
        return ".odt"
    if data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _FLAT_ODT.search(data[:20_000]):
        return ".fodt"
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
    """Whether ``data`` is an OLE container (Office 97-2003) with a stream of this name, or of one that it begins where
    it ends in "_"."""
    if not data.startswith(OLE_MAGIC):
        return False
    entry = name.encode("utf-16-le") + (b"" if name.endswith("_") else b"\0\0")
    at = data.find(entry, _SECTOR)
    while at >= 0 and at % _ENTRY:
        at = data.find(entry, at + 1)
    return at >= 0


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
    if suffix == ".fodt":
        parse_flat(source.name, source.data)
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
    with Conversion.of(source, suffix, package="libreoffice-writer", instead="DOCX") as conversion:
        data = conversion.made(_DOCX_FILTER)
        if data is None or not is_docx(data):
            raise corrupt(source.name)
        lines: tuple[str, ...] = ()
        if has_lists(data):
            shown = _typed_out(source, suffix) or conversion.made(_TEXT_FILTER) or b""
            lines = tuple(shown.decode("utf-8", errors="replace").split("\n"))
    return Converted(docx=data, lines=lines)


def _typed_out(source: SourceBytes, suffix: str) -> bytes | None:
    """The text of an RTF file with the numbers that its writer put beside each list paragraph; None without such.

    They are what the writer showed. LibreOffice counts anew and loses restarts; programs that know no lists take them
    for text, so here the lists are made unknown.
    """
    if suffix != ".rtf" or not _LIST_TEXT.search(source.data):
        return None
    typed = replace(source, data=_IN_LIST.sub(b"", _LIST_TEXT.sub(b"", source.data)))
    with Conversion.of(typed, suffix, package="libreoffice-writer", instead="DOCX") as conversion:
        return conversion.made(_TEXT_FILTER)
