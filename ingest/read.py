"""One file to one Document, by what its bytes are and whatever its suffix says.

Reads a path or bytes; writes nothing. The only exception that leaves here is ReadError.
"""

from collections.abc import Callable
from pathlib import Path

from ingest.docx import is_docx, read_docx
from ingest.source import ReadError, SourceBytes
from ingest.text import is_text, read_text
from schema.document import Document
from schema.ledger import Reason

Reader = Callable[[SourceBytes], Document]


def _pdf(source: SourceBytes) -> Document:
    from ingest.pdf import read_pdf  # loads PDFium only where a PDF comes

    return read_pdf(source)


# name, whether the bytes are of this format, reader; the first that fits reads.
READERS: tuple[tuple[str, Callable[[bytes], bool], Reader], ...] = (
    ("pdf", lambda data: b"%PDF-" in data[:1024], _pdf),
    ("docx", is_docx, read_docx),
    ("text", is_text, read_text),
)


def read(source: SourceBytes) -> Document:
    """The Document of one file, read by its content. Raises ReadError, and nothing else, where that cannot be."""
    if not source.data:
        raise ReadError(Reason.EMPTY, f"Tệp {source.name} rỗng (0 byte).", "Hãy xin lại tệp từ đơn vị gửi.")
    for _, fits, reader in READERS:
        if fits(source.data):
            return reader(source)
    raise ReadError(
        Reason.UNSUPPORTED_FORMAT, f"Tệp {source.name} không thuộc định dạng đọc được.", "Hãy gửi PDF, DOCX."
    )


def read_path(path: Path) -> Document:
    """The Document of the file at ``path``. Raises ReadError."""
    return read(SourceBytes(name=path.name, data=path.read_bytes()))
