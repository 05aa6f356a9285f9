"""PDFs that only wrap something else: a portfolio of files, a form whose content only Adobe's program draws."""

from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.source import ReadError, SourceBytes
from schema.document import PageNote
from schema.ledger import Reason

# The page that stands in for what it wraps tells a reader in a few sentences to open it elsewhere.
_STAND_IN_MAX = 700
_XFA = frozenset({pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND})


def attached(document: pdfium.PdfDocument) -> list[PageNote]:
    """The note that files are attached to the PDF, which are not read; none without."""
    count = pdfium_c.FPDFDoc_GetAttachmentCount(document)
    if count <= 0:
        return []
    message = f"Có {count} tệp đính kèm bên trong PDF, chưa được đọc; nếu cần, hãy lưu từng tệp ra rồi nạp riêng."
    return [PageNote(code="attached_files", message=message)]


def check_stand_in(source: SourceBytes, document: pdfium.PdfDocument, texts: Sequence[str]) -> None:
    """Raises ReadError where the pages only say that their content must be opened elsewhere.

    texts: of the pages.
    """
    if len(document) > 1 or sum(map(len, texts)) > _STAND_IN_MAX or not texts[0].strip() or not texts[0].isascii():
        return
    if pdfium_c.FPDF_GetFormType(document) in _XFA:
        raise ReadError(
            Reason.UNSUPPORTED_FORMAT,
            f"Tệp {source.name} là biểu mẫu điện tử XFA, nội dung chỉ hiện trong Adobe Reader.",
            "Hãy mở bằng Adobe Reader, in ra PDF rồi nạp tệp mới.",
        )
    if pdfium_c.FPDFDoc_GetAttachmentCount(document) > 0:
        raise ReadError(
            Reason.UNSUPPORTED_FORMAT,
            f"Tệp {source.name} là gói PDF (portfolio), văn bản nằm trong các tệp đính kèm.",
            "Hãy mở bằng Adobe Reader, lưu từng tệp đính kèm ra máy rồi nạp các tệp đó.",
        )
