"""A PDF opened for reading, or the reason why it cannot be: encrypted, broken, empty, too large."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason

# The largest plan with annexes seen has 60 pages; a file beyond this is a collection of documents or an attack.
PAGES_MAX = 3_000
_NO_PAGES = re.compile(rb"/Count\s+0\b[^>]{0,200}/Type\s*/Pages\b|/Type\s*/Pages\b[^>]{0,200}/Count\s+0\b")
# The dictionary of a form is never compressed.
_FORM = re.compile(rb"/Subtype\s*/Form\b")


@contextmanager
def opened(source: SourceBytes) -> Iterator[pdfium.PdfDocument]:
    """The open PDF; PDFium's errors become ReadErrors."""
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise ReadError(
                Reason.ENCRYPTED,
                f"Tệp {source.name} được bảo vệ bằng mật khẩu.",
                "Hãy mở tệp bằng mật khẩu, lưu lại bản không đặt mật khẩu rồi nạp lại.",
            ) from error
        raise _empty(source) if _has_no_pages(source.data) else _corrupt(source) from error
    try:
        _check_size(source, len(document))
        if _FORM.search(source.data):
            from ingest.pdf_forms import check_forms  # qpdf loads only where there are forms

            check_forms(source)
        yield document
    except pdfium.PdfiumError as error:
        raise _corrupt(source) from error
    finally:
        document.close()


def _corrupt(source: SourceBytes) -> ReadError:
    return ReadError(
        Reason.CORRUPT, f"Tệp PDF {source.name} bị hỏng hoặc bị cắt cụt.", "Hãy xin lại tệp gốc từ đơn vị gửi."
    )


def _empty(source: SourceBytes) -> ReadError:
    return ReadError(Reason.EMPTY, f"Tệp PDF {source.name} không có trang nào.", "Hãy xin lại tệp gốc từ đơn vị gửi.")


def _has_no_pages(data: bytes) -> bool:
    """Whether a file that PDFium refuses is a sound PDF of no pages, or no bytes at all."""
    return not data or bool(_NO_PAGES.search(data) and b"%%EOF" in data[-1024:])


def _check_size(source: SourceBytes, pages: int) -> None:
    if pages <= 0:
        raise _empty(source)
    if pages > PAGES_MAX:
        raise ReadError(
            Reason.TOO_LARGE,
            f"Tệp PDF {source.name} có {pages} trang, nhiều hơn giới hạn {PAGES_MAX} trang.",
            "Hãy tách tệp thành từng văn bản rồi nạp lại.",
        )
