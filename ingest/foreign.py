"""What comes by mistake: files that are known and are no documents, each with what to do instead."""

import re
from collections.abc import Callable

from ingest.mail import is_mail
from ingest.office import holds_stream
from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason

Sign = Callable[[bytes], bool]

_HEAD = 4096
_SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})
_SVG_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE svg[^>]*>)*+<svg[\s>]", re.DOTALL)
_SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06")
_AS_PDF = "Hãy xuất bảng tính thành PDF rồi nạp lại."
_SLIDES_AS_PDF = "Hãy xuất bản trình chiếu thành PDF rồi nạp lại."
_UNPACK = "Hãy giải nén (hoặc nén lại dạng ZIP) rồi nạp bằng lệnh kehoach import."
_FROM_MAIL = "Hãy mở thư, lưu tệp đính kèm ra máy rồi nạp tệp đó."
_WITH_FILES = (
    "Hãy nạp thư bằng lệnh kehoach import, tệp đính kèm sẽ được đọc; nếu thư không đính kèm tệp nào, hãy xin đơn vị "
    "gửi văn bản (PDF hoặc DOCX)."
)
_LINKED = "Hãy mở lối tắt, tải tệp gốc về (PDF hoặc DOCX) rồi nạp tệp đó."


def _zipped(data: bytes) -> bool:
    return data.startswith(b"PK")


# A sign that leaves no doubt, what the file is, and the next step; asked before any reader.
_SURE: tuple[tuple[Sign, str, str], ...] = (
    (is_mail, "thư điện tử", _WITH_FILES),
    (lambda data: holds_stream(data, "__substg1.0_"), "thư Outlook (.msg)", _FROM_MAIL),
    (
        lambda data: data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS,
        "ảnh HEIC của điện thoại",
        "Hãy chuyển ảnh sang JPG hoặc PDF rồi nạp lại.",
    ),
    (
        lambda data: data[:1] == b"\x30" and _SIGNED_DATA in data[:64],
        "gói ký số (.p7m, .p7s)",
        "Hãy mở bằng phần mềm ký số, lưu tệp gốc bên trong ra máy rồi nạp tệp đó.",
    ),
    (
        lambda data: data.lstrip().startswith(b"<") and _SPREADSHEET_XML in data[:_HEAD],
        "bảng tính Excel dạng XML",
        _AS_PDF,
    ),
    (
        lambda data: data.lstrip().startswith(b"{") and b"docs.google.com" in data[:_HEAD],
        "lối tắt đến Google Docs",
        _LINKED,
    ),
    (lambda data: data.lstrip()[:18].lower() == b"[internetshortcut]", "lối tắt đến trang web", _LINKED),
    (lambda data: data.startswith(b"L\x00\x00\x00\x01\x14\x02\x00"), "lối tắt của Windows", _LINKED),
    (lambda data: data[257:262] == b"ustar", "tệp nén", _UNPACK),
    (
        lambda data: _SVG_ROOT.match(data[:_HEAD]) is not None,  # a page may hold a drawing, too
        "hình vẽ SVG",
        "Hãy xuất hình thành PDF rồi nạp lại.",
    ),
)  # fmt: skip
# A member of a ZIP, or a word in it, that a document may hold, too: asked where no reader fits.
_LIKELY: tuple[tuple[Sign, str, str], ...] = (
    (lambda data: _zipped(data) and b"opendocument.spreadsheet" in data[:400], "bảng tính LibreOffice", _AS_PDF),
    (
        lambda data: _zipped(data) and b"opendocument.presentation" in data[:400],
        "bản trình chiếu LibreOffice",
        _SLIDES_AS_PDF,
    ),
    (
        lambda data: _zipped(data) and b"application/epub+zip" in data[:400],
        "sách điện tử EPUB",
        "Hãy xin bản PDF hoặc DOCX từ đơn vị gửi.",
    ),
    (
        lambda data: _zipped(data) and b"Index/Document.iwa" in data,
        "tệp Pages của Apple",
        "Hãy mở bằng Pages, xuất ra PDF hoặc Word rồi nạp lại.",
    ),
    (
        lambda data: _zipped(data) and b".fpage" in data,
        "tệp XPS",
        "Hãy mở tệp, in ra PDF rồi nạp lại.",
    ),
    (lambda data: _zipped(data) and b"xl/" in data, "bảng tính Excel", _AS_PDF),
    (lambda data: _zipped(data) and b"ppt/" in data, "bản trình chiếu PowerPoint", _SLIDES_AS_PDF),
    (lambda data: data.startswith(_PACKED), "tệp nén", _UNPACK),
    (
        lambda data: any(holds_stream(data, name) for name in ("Workbook", "Book", "PowerPoint Document")),
        "tệp Excel hoặc PowerPoint",
        "Hãy xuất tệp thành PDF rồi nạp lại.",
    ),
)  # fmt: skip


def is_foreign(data: bytes) -> bool:
    """Whether ``data`` is without doubt something else than a document."""
    return any(fits(data) for fits, _, _ in _SURE)


def foreign(source: SourceBytes) -> ReadError | None:
    """The error that says what ``source`` is and what to do; None where it is nothing known."""
    for fits, kind, next_step in (*_SURE, *_LIKELY):
        if fits(source.data):
            return ReadError(Reason.UNSUPPORTED_FORMAT, f"Tệp {source.name} là {kind}, không phải văn bản.", next_step)
    return None
