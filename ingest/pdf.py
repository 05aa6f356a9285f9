"""PDF to a Document: PDFium's text layer page by page, OCR where a page has none that can be read.

Reads bytes; writes the frozen text with paragraphs in reading order and tables joined over pages. Steps: words of a page
→ stamps out, legacy fonts decoded → ruled tables → lines by columns → page numbers out → paragraphs over all pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.grading import PageFacts, grade
from ingest.pdf_assembly import Part, assemble
from ingest.pdf_characters import readable
from ingest.pdf_furniture import without_furniture, without_stamps
from ingest.pdf_grid import Grid, page_grids
from ingest.pdf_lines import Line, page_lines
from ingest.pdf_page import Page, read_page
from ingest.pdf_paragraphs import paragraphs
from ingest.pdf_tables import join_grids, table_text
from ingest.source import ReadError, SourceBytes
from schema.document import Document, PageNote, Source, TableNote
from schema.ledger import Reason

# The largest plan with annexes seen has 60 pages; a file beyond this is a collection of documents or an attack.
PAGES_MAX = 3_000
MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One page, read: its lines and tables from top to bottom, and what was left out. text: all its words."""

    page: Page
    text: str
    items: tuple[Line | Grid, ...]
    notes: tuple[PageNote, ...]


def read_pdf(source: SourceBytes) -> Document:
    """The Document of a PDF. Raises ReadError where it is encrypted, broken, empty, too large or only images."""
    pages = _read_pages(source)
    return _document(source, pages)


def _open(source: SourceBytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise ReadError(
                Reason.ENCRYPTED,
                f"Tệp {source.name} được bảo vệ bằng mật khẩu.",
                "Hãy mở tệp bằng mật khẩu, lưu lại bản không đặt mật khẩu rồi nạp lại.",
            ) from error
        raise _corrupt(source) from error
    return document


def _corrupt(source: SourceBytes) -> ReadError:
    return ReadError(
        Reason.CORRUPT, f"Tệp PDF {source.name} bị hỏng hoặc bị cắt cụt.", "Hãy xin lại tệp gốc từ đơn vị gửi."
    )


def _read_pages(source: SourceBytes) -> list[ReadPage]:
    document = _open(source)
    try:
        count = len(document)
        if count == 0:
            raise ReadError(Reason.EMPTY, f"Tệp PDF {source.name} không có trang nào.", "Hãy xin lại tệp gốc.")
        if count > PAGES_MAX:
            raise ReadError(
                Reason.TOO_LARGE,
                f"Tệp PDF {source.name} có {count} trang, nhiều hơn giới hạn {PAGES_MAX} trang.",
                "Hãy tách tệp thành từng văn bản rồi nạp lại.",
            )
        return [_read_page(document, index) for index in range(count)]
    except pdfium.PdfiumError as error:
        raise _corrupt(source) from error
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, index: int) -> ReadPage:
    page = read_page(document, index)
    words, notes = without_stamps(list(readable(page.words)), page.number)
    grids, outside = page_grids(page, words)
    items: list[Line | Grid] = []
    for grid in grids:
        above = [word for word in outside if word.y0 > grid.bbox.y1 - 2]
        outside = [word for word in outside if word.y0 <= grid.bbox.y1 - 2]
        items += page_lines(above, page.number)
        items.append(grid)
    items += page_lines(outside, page.number)
    return ReadPage(
        page=page, text=" ".join(word.text for word in words), items=tuple(items), notes=tuple(notes)
    )


def _document(source: SourceBytes, pages: Sequence[ReadPage]) -> Document:
    lines = {read.page.number: [item for item in read.items if isinstance(item, Line)] for read in pages}
    kept, notes = without_furniture(lines, {read.page.number: read.page for read in pages})
    parts, tables = _parts(pages, kept)
    text, blocks = assemble(parts)
    facts = [PageFacts(page=read.page.number, text=read.text, pictured=read.page.image_share > 0.3) for read in pages]
    result, reasons = grade(text, facts)
    return Document(
        source=Source(
            name=source.name,
            sha256=source.sha256,
            media_type=MEDIA_TYPE,
            reader="pdfium",
            pages=len(pages),
            dropped=(*(note for read in pages for note in read.notes), *notes),
            tables=tuple(tables),
        ),
        text=text,
        blocks=blocks,
        grade=result,
        grade_reasons=reasons,
    )


def _parts(pages: Sequence[ReadPage], kept: dict[int, list[Line]]) -> tuple[list[Part], list[TableNote]]:
    """Paragraphs and joined tables in reading order, and the notes about the tables."""
    parts: list[Part] = []
    notes: list[TableNote] = []
    for run in _runs(pages, kept):
        if isinstance(run[0], Line):
            parts += paragraphs([item for item in run if isinstance(item, Line)])
            continue
        for table in join_grids([item for item in run if isinstance(item, Grid)]):
            content, note = table_text(table, len(notes))
            parts.append(content)
            notes.append(note)
    return parts, notes


def _runs(pages: Sequence[ReadPage], kept: dict[int, list[Line]]) -> list[list[Line | Grid]]:
    """Lines and table parts in order, cut where one kind follows the other."""
    runs: list[list[Line | Grid]] = []
    for read in pages:
        left = set(map(id, kept[read.page.number]))
        for item in read.items:
            if isinstance(item, Line) and id(item) not in left:
                continue
            if not runs or isinstance(runs[-1][-1], Line) != isinstance(item, Line):
                runs.append([])
            runs[-1].append(item)
    return runs
