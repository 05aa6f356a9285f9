"""ZIP archives (also nested) to their members, each in memory and by itself.

A member's name is a label and never a path on this machine, so no name can escape. Members are read under limits on
number, size and ratio; one that cannot be read costs itself only.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.docx_package import BROKEN_MEMBER
from ingest.encodings.cleaning import compose
from ingest.encodings.detection import quality
from ingest.encodings.tcvn3 import decode_tcvn3
from ingest.encodings.vni import decode_vni
from ingest.mail import attachments, is_mail
from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason

Member = SourceBytes | tuple[str, ReadError]

MEMBER_BYTES_MAX = 200_000_000
MEMBERS_MAX = 20_000
# All that one archive may unpack to; and how much smaller than its content a large member may be.
ARCHIVE_BYTES_MAX = 4_000_000_000
RATIO_MAX = 200
RATIO_FREE_BYTES = 8_000_000
DEPTH_MAX = 2

_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
_JUNK_STARTS = ("~$", "._", ".~lock.")
# A member that makes the ZIP a document instead of an archive.
_DOCUMENT_MEMBERS = frozenset({"[Content_Types].xml", "mimetype", "Index/Document.iwa", "word/document.xml"})
_UTF_8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"^[A-Za-z]:")


def is_junk(name: str) -> bool:
    """Whether a file or folder of this name is what systems leave behind (lock files, thumbnails, ``__MACOSX``)."""
    return name.lower() in _JUNK_NAMES or name.startswith(_JUNK_STARTS)


def is_archive(file: BinaryIO) -> bool:
    """Whether ``file`` is a ZIP archive of files, also a damaged one; a DOCX or ODT is a document and no archive."""
    file.seek(0)
    head = file.read(4000)
    file.seek(0)
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return _DOCUMENT_MEMBERS.isdisjoint(archive.namelist())
    except BROKEN_MEMBER:
        return not any(name.encode() in head for name in _DOCUMENT_MEMBERS)


def expand(archive: Path | SourceBytes, name: str | None = None) -> Iterator[Member]:
    """The members of a ZIP in its own order; each as SourceBytes, or as (name, ReadError). Never raises."""
    label = name or archive.name
    try:
        with archive.open("rb") if isinstance(archive, Path) else io.BytesIO(archive.data) as file:
            yield from _expand(file, label, depth=1)
    except OSError as error:
        yield label, _broken(label, error)


def _expand(file: BinaryIO, label: str, *, depth: int) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MEMBERS_MAX or sum(info.file_size for info in infos) > ARCHIVE_BYTES_MAX:
                yield label, _bomb(label)
                return
            for info in infos:
                parts = member_path(info)
                if parts and not any(map(is_junk, parts)):
                    yield from _member(archive, info, "/".join((label, *parts)), depth)
    except BROKEN_MEMBER as error:
        yield label, _broken(label, error)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, depth: int) -> Iterator[Member]:
    try:
        data = _data(archive, info, label)
    except ReadError as error:
        yield label, error
        return
    yield from _unfolded(data, label, depth)


def _unfolded(data: bytes, label: str, depth: int) -> Iterator[Member]:
    """A file that was inside another one, or what is inside it."""
    inner = io.BytesIO(data)
    files = attachments(data) if is_mail(data) else []
    if depth >= DEPTH_MAX and (files or is_archive(inner)):
        yield label, _bomb(label)
    elif files:
        yield from _attached(files, label, depth + 1)
    elif is_archive(inner):
        yield from _expand(inner, label, depth=depth + 1)
    else:
        yield SourceBytes(name=label, data=data)


def _attached(files: Iterable[tuple[str, bytes]], label: str, depth: int) -> Iterator[Member]:
    for name, data in files:
        yield from _unfolded(data, f"{label}/{name}", depth)


def expand_mail(mail: SourceBytes) -> Iterator[Member]:
    """The files attached to a mail, archives among them opened; the mail itself where nothing is attached."""
    files = attachments(mail.data)
    if files:
        yield from _attached(files, mail.name, depth=1)
    else:
        yield mail


def _data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str) -> bytes:
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise ReadError(
            Reason.ENCRYPTED,
            f"Tệp {label} trong tệp nén được đặt mật khẩu.",
            "Hãy giải nén bằng mật khẩu rồi nạp thư mục đã giải nén.",
        )
    if info.file_size > RATIO_FREE_BYTES and info.file_size > RATIO_MAX * max(info.compress_size, 1):
        raise _bomb(label)
    if info.file_size > MEMBER_BYTES_MAX:
        raise too_large(label)
    try:
        return archive.read(info)
    except BROKEN_MEMBER as error:
        raise _broken(label, error) from error


def member_path(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the name of a member, readable, without anything that points outside the archive."""
    parts = re.split(r"[/\\]", _DRIVE.sub("", _member_name(info)))
    return tuple(part for part in parts if part not in ("", ".", ".."))


def _member_name(info: zipfile.ZipInfo) -> str:
    unicode_name = _unicode_path(info.extra)
    if unicode_name is not None:
        return compose(unicode_name)
    if info.flag_bits & _UTF_8_FLAG:
        return compose(info.filename)
    # Without the flag zipfile read the bytes as cp437; packers wrote them in the code page of their machine.
    raw = info.filename.encode("cp437", errors="replace")
    try:
        return compose(raw.decode("utf-8"))
    except UnicodeDecodeError:
        latin = raw.decode("cp1252", errors="replace")
        legacy = (decode_tcvn3(latin), decode_vni(latin))
        readings = [compose(raw.decode("cp1258", errors="replace")), *legacy, info.filename]
        return max(readings, key=quality)


def _unicode_path(extra: bytes) -> str | None:
    """The UTF-8 name that Info-ZIP and others put beside a name in a code page; None without one."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            try:
                return extra[at + 9 : at + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None


def too_large(label: str) -> ReadError:
    """The error for a file above the limit for one document."""
    return ReadError(
        Reason.TOO_LARGE,
        f"Tệp {label} lớn hơn {MEMBER_BYTES_MAX // 1_000_000} MB.",
        "Hãy tách tệp thành từng văn bản rồi nạp lại.",
    )


def _bomb(label: str) -> ReadError:
    return ReadError(
        Reason.BOMB,
        f"Tệp nén {label} bung ra quá lớn, quá nhiều tệp hoặc lồng nhau quá sâu nên không được mở.",
        "Hãy kiểm tra nguồn gửi; nếu tệp tin cậy, hãy giải nén rồi nạp thư mục.",
    )


def _broken(label: str, error: Exception) -> ReadError:
    return ReadError(
        Reason.CORRUPT,
        f"Tệp nén {label} bị hỏng hoặc tải về chưa đủ ({type(error).__name__}).",
        "Hãy tải lại hoặc xin đơn vị gửi nén lại tệp.",
    )
