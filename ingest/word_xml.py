"""Word files kept as one XML text (Flat OPC, Word 2003 XML): made into the package they stand for, read as DOCX.

The text is parsed without entities, and every part of it is held to the limits of a part of a DOCX afterwards.
"""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from ingest.docx import is_docx, read_docx
from ingest.docx_package import Element, corrupt, parse_flat
from ingest.source import ReadError, SourceBytes
from ingest.word_2003 import parts_of
from schema.document import Document, PageNote
from schema.ledger import Reason

MEDIA_TYPE = "application/xml"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
# Both name themselves in their root element; a page that only talks of them has another.
_FLAT_ROOT = re.compile(rb"<(?:[\w.-]+:)?package\s[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")
_WORD_2003_ROOT = re.compile(rb"<(?:[\w.-]+:)?wordDocument\s[^>]*schemas\.microsoft\.com/office/word/2003/wordml")
_HEAD = 8192


def is_word_xml(data: bytes) -> bool:
    """Whether ``data`` is a Word document in one XML text, of either kind."""
    head = _head(data)
    return bool(_FLAT_ROOT.search(head) or _WORD_2003_ROOT.search(head))


def read_word_xml(source: SourceBytes) -> Document:
    """The Document of a Flat OPC or Word 2003 XML file. Raises ReadError where it is damaged, too large or no text."""
    flat = _FLAT_ROOT.search(_head(source.data)) is not None
    root = parse_flat(source.name, source.data)
    package = _package(dict(_flat_parts(source.name, root) if flat else parts_of(root)))
    if not is_docx(package):
        raise ReadError(
            Reason.UNSUPPORTED_FORMAT,
            f"Tệp {source.name} là tệp Office dạng XML nhưng không phải văn bản Word.",
            "Hãy mở tệp bằng Microsoft Office, lưu lại thành PDF hoặc DOCX rồi nạp lại.",
        )
    document = read_docx(SourceBytes(name=source.name, data=package))
    kind = "Flat OPC" if flat else "Word 2003"
    note = PageNote(code="word_xml", message=f"Tệp là văn bản Word lưu dạng XML ({kind}); đã đọc như DOCX.")
    of = document.source
    return replace(
        document, source=replace(of, sha256=source.sha256, media_type=MEDIA_TYPE, notes=(note, *of.notes))
    )  # fmt: skip


def _head(data: bytes) -> bytes:
    """The first bytes without what UTF-16 puts between them; empty where they are no XML."""
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head if head.startswith(b"<") else b""


def _package(parts: dict[str, bytes]) -> bytes:
    """The parts as the ZIP that Word keeps them in."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in {"[Content_Types].xml": b"<Types/>", **parts}.items():
            archive.writestr(name, data)
    return target.getvalue()


def _flat_parts(name: str, root: Element) -> Iterator[tuple[str, bytes]]:
    """The parts of a Flat OPC package by name: XML as it stands, pictures and the like from base 64."""
    for part in root.iterfind(f"{_PKG}part"):
        target = part.get(f"{_PKG}name", "").lstrip("/")
        inner = part.find(f"{_PKG}xmlData/*")
        if target and inner is not None:
            yield target, etree.tostring(inner, encoding="utf-8", with_tail=False)
        elif target and (binary := part.findtext(f"{_PKG}binaryData")) is not None:
            try:
                yield target, base64.b64decode(binary)
            except (binascii.Error, ValueError) as error:
                raise corrupt(name) from error
