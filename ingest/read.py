"""One file to one Document, by what its bytes are, whatever its suffix says.

Reads bytes, writes nothing. The only exception that leaves here is ReadError.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.archive import load_file
from ingest.docx import is_docx, read_docx
from ingest.docx_package import encrypted
from ingest.foreign import foreign, is_foreign
from ingest.images import image_type, is_image, read_images
from ingest.markdown import is_markdown, markdown_document
from ingest.markup import is_html, read_html
from ingest.office import is_encrypted_ole, is_office, read_office
from ingest.source import ReadError, SourceBytes
from ingest.text import is_text, plain_text, typed_document
from ingest.word_xml import is_word_xml, read_word_xml
from schema.document import Document, PageNote
from schema.ledger import Reason

Reader = Callable[[SourceBytes], Document]
# The longest plans with annexes have half a million characters; beyond this it is a collection, or an attack.
TEXT_CHARS_MAX = 3_000_000


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _read_pdf(source: SourceBytes) -> Document:
    from ingest.pdf import read_pdf  # PDFium and pdfplumber load only where a PDF comes

    return read_pdf(source)


def _read_image(source: SourceBytes) -> Document:
    return read_images(source, [source.data], image_type(source.data) or "image/*")


def _read_encrypted(source: SourceBytes) -> Document:
    raise encrypted(source.name)


def _refuse_foreign(source: SourceBytes) -> Document:
    raise foreign(source) or _unknown(source)


def _read_plain(source: SourceBytes) -> Document:
    plain = plain_text(source)
    if is_markdown(plain.text):
        return markdown_document(source, plain)
    return typed_document(source, plain)


# Name, whether the bytes are of this format, reader; the first that fits reads.
READERS: tuple[tuple[str, Callable[[bytes], bool], Reader], ...] = (
    ("PDF", _is_pdf, _read_pdf),
    ("tệp khác", is_foreign, _refuse_foreign),
    ("tài liệu có mật khẩu", is_encrypted_ole, _read_encrypted),
    ("DOCX", is_docx, read_docx),
    ("Word dạng XML", is_word_xml, read_word_xml),
    ("DOC/ODT/RTF", is_office, read_office),
    ("ảnh", is_image, _read_image),
    ("HTML", is_html, read_html),
    ("văn bản thuần", is_text, _read_plain),
)

# The formats that a suffix promises, by their names in READERS.
_PROMISED = {
    ".pdf": "PDF",
    ".docx": "DOCX",
    ".docm": "DOCX",
    ".dotx": "DOCX",
    ".doc": "DOC/ODT/RTF",
    ".odt": "DOC/ODT/RTF",
    ".fodt": "DOC/ODT/RTF",
    ".rtf": "DOC/ODT/RTF",
    ".xml": "Word dạng XML",
    ".htm": "HTML",
    ".html": "HTML",
    ".jpg": "ảnh",
    ".jpeg": "ảnh",
    ".png": "ảnh",
    ".tif": "ảnh",
    ".tiff": "ảnh",
    ".bmp": "ảnh",
    ".gif": "ảnh",
    ".webp": "ảnh",
    ".txt": "văn bản thuần",
    ".md": "văn bản thuần",
}
_ACCEPTED = "PDF, DOCX, DOC, ODT, RTF, HTML, Markdown, TXT hoặc ảnh quét"


def read(source: SourceBytes) -> Document:
    """The Document of one file, read by its content. Raises ReadError, and nothing else, where that cannot be."""
    if not source.data:
        raise ReadError(Reason.EMPTY, f"Tệp {source.name} rỗng (0 byte).", "Hãy xin lại tệp từ đơn vị gửi.")
    for name, fits, reader in READERS:
        if fits(source.data):
            return _with_suffix_note(_of_a_document(_read(reader, source)), name)
    raise _unknown(source)


def read_path(path: Path) -> Document:
    """The Document of the file at ``path``. Raises ReadError."""
    return read(load_file(path, path.name))


def _read(reader: Reader, source: SourceBytes) -> Document:
    try:
        return reader(source)
    except MemoryError as error:
        raise ReadError(
            Reason.OUT_OF_MEMORY,
            f"Máy không đủ bộ nhớ để đọc tệp {source.name}.",
            "Hãy tách tệp thành các phần nhỏ hơn rồi nạp lại.",
        ) from error


def _of_a_document(document: Document) -> Document:
    if len(document.text) > TEXT_CHARS_MAX:
        raise ReadError(
            Reason.TOO_LARGE,
            f"Tệp {document.source.name} có {len(document.text)} chữ cái, nhiều hơn giới hạn {TEXT_CHARS_MAX}.",
            "Hãy tách tệp thành từng văn bản rồi nạp lại.",
        )
    return document


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _with_suffix_note(document: Document, name: str) -> Document:
    suffix = _suffix(document.source.name)
    if _PROMISED.get(suffix, name) == name:
        return document
    message = f"Tệp có đuôi {suffix} nhưng nội dung là {name}; đã đọc theo nội dung."
    note = PageNote(code="wrong_suffix", message=message)
    return replace(document, source=replace(document.source, notes=(*document.source.notes, note)))


def _unknown(source: SourceBytes) -> ReadError:
    known = foreign(source)
    if known is not None:
        return known
    suffix = _suffix(source.name)
    if suffix in _PROMISED:
        return ReadError(
            Reason.CORRUPT,
            f"Tệp {source.name} không phải tệp {suffix[1:].upper()}: nội dung bên trong hỏng hoặc không nhận ra được.",
            "Hãy mở thử tệp; nếu không mở được, hãy xin lại tệp từ đơn vị gửi.",
        )
    return ReadError(
        Reason.UNSUPPORTED_FORMAT,
        f"Tệp {source.name} không thuộc định dạng đọc được.",
        f"Hãy gửi văn bản ở dạng {_ACCEPTED}.",
    )
