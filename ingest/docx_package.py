"""A DOCX package, opened only after its members were found harmless; its XML parsed without entities."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason

Element = Any  # lxml has no types of its own

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" files name the same vocabulary otherwise.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

# A plan has about 20 members and half a megabyte of XML; Word itself never exceeds these.
MEMBERS_MAX = 5_000
XML_BYTES_MAX = 64_000_000
RATIO_MAX = 200
# Highly compressed members below this size are harmless.
RATIO_FREE_BYTES = 8_000_000
CELLS_MAX = 60_000
ELEMENTS_MAX = 3_000_000

_DEFUSED = {"resolve_entities": False, "no_network": True, "load_dtd": False}

# What zipfile raises on damaged or foreign members.
BROKEN_MEMBER = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Package:
    """The parts of one DOCX by name. Every method raises ReadError on a part that is broken or too large."""

    name: str
    archive: zipfile.ZipFile

    @cached_property
    def members(self) -> dict[str, zipfile.ZipInfo]:
        return {member_name(info.filename): info for info in self.archive.infolist()}

    @cached_property
    def main(self) -> str:
        """The name of the main document part (mostly ``word/document.xml``)."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of ``part`` by id: (last word of their type, name of the target part)."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                _target(folder, relation.get("Target", "")),
            )
            for relation in root.iter(_RELATIONS)
            if relation.get("TargetMode") != "External"
        }

    def related(self, kind: str) -> Element | None:
        """The parsed part of the main document's first relation of ``kind`` ("styles", "numbering"); None if absent."""
        for relation_kind, target in self.relations(self.main).values():
            if relation_kind == kind:
                return self.xml(target)
        return None

    def xml(self, part: str) -> Element | None:
        """The root element of ``part``; None if the package has no such part."""
        data = self.data(part)
        return None if data is None else parse_xml(self.name, data)

    def data(self, part: str) -> bytes | None:
        """The bytes of ``part``; None if the package has no such part."""
        info = self.members.get(part)
        if info is None:
            return None
        if info.file_size > XML_BYTES_MAX:
            raise _too_large(self.name)
        try:
            return self.archive.read(info)
        except BROKEN_MEMBER as error:
            raise corrupt(self.name) from error


def member_name(name: str) -> str:
    """The name of a part as relations tell it; some programs write a slash in front, or backslashes."""
    return name.replace("\\", "/").lstrip("/")


def _target(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)


def open_package(source: SourceBytes) -> Package:
    """The package in ``source``. Raises ReadError where it is broken, encrypted or built to exhaust the machine."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except BROKEN_MEMBER as error:
        raise corrupt(source.name) from error
    infos = archive.infolist()
    if len(infos) > MEMBERS_MAX:
        raise _bomb(source.name)
    for info in infos:
        if info.flag_bits & 1:
            raise encrypted(source.name)
        if info.file_size > RATIO_FREE_BYTES and info.file_size > RATIO_MAX * max(info.compress_size, 1):
            raise _bomb(source.name)
    return Package(name=source.name, archive=archive)


def parse_xml(name: str, data: bytes) -> Element:
    """The root element of ``data``. Raises ReadError on broken, too deep or too large XML and on any DTD."""
    _check_markup(name, data)
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    # huge_tree stays off: libxml2 then refuses more than 256 levels and oversized text nodes by itself.
    return _parsed(name, data, etree.XMLParser(**_DEFUSED, huge_tree=False))


def parse_flat(name: str, data: bytes) -> Element:
    """The root element of a whole package in one text, whose pictures are text nodes of any size; its parts are
    parsed once more. Raises ReadError as ``parse_xml`` does."""
    if len(data) > XML_BYTES_MAX:
        raise _too_large(name)
    _check_markup(name, data)
    return _parsed(name, data, etree.XMLParser(**_DEFUSED, huge_tree=True))


def _check_markup(name: str, data: bytes) -> None:
    head = data[:4096].replace(b"\x00", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _bomb(name)
    if data.count(b"<w:tc>") + data.count(b"<w:tc ") > CELLS_MAX or data.count(b"<") > 2 * ELEMENTS_MAX:
        raise _too_large(name)


def _parsed(name: str, data: bytes, parser: etree.XMLParser) -> Element:
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise _bomb(name) from error
        raise corrupt(name) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise _bomb(name)
    return root


def corrupt(name: str) -> ReadError:
    """The error for a damaged Word file."""
    return ReadError(
        Reason.CORRUPT,
        f"Tệp Word {name} bị hỏng hoặc tải về chưa đủ.",
        "Hãy mở tệp bằng Word, lưu lại bản mới (hoặc xin lại tệp từ đơn vị gửi) rồi nạp lại.",
    )


def encrypted(name: str) -> ReadError:
    """The error for a file that needs a password."""
    return ReadError(
        Reason.ENCRYPTED,
        f"Tệp {name} được đặt mật khẩu nên không đọc được.",
        "Hãy gỡ mật khẩu (hoặc xin bản không đặt mật khẩu) rồi nạp lại.",
    )


def _bomb(name: str) -> ReadError:
    return ReadError(
        Reason.BOMB,
        f"Tệp {name} có cấu trúc nén bất thường, có thể làm treo máy nên không được mở.",
        "Hãy xin lại tệp gốc từ đơn vị gửi; không mở tệp này trên máy khác.",
    )


def _too_large(name: str) -> ReadError:
    return ReadError(
        Reason.TOO_LARGE,
        f"Tệp {name} có quá nhiều nội dung (hơn {CELLS_MAX} ô bảng hoặc {XML_BYTES_MAX // 1_000_000} MB chữ).",
        "Hãy tách tệp thành từng văn bản rồi nạp lại.",
    )
