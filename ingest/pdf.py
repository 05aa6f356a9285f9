"""PDF to a Document: PDFium's text layer page by page, OCR where a page has none that can be read.

Reads bytes; writes the frozen text with paragraphs in reading order and tables joined over pages. Steps: the pages as
``ingest/pdf_pages.py`` reads them → those that are pictures recognised → page numbers out → paragraphs, joined tables.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby

import pypdfium2 as pdfium

from ingest.grading import PageFacts, grade, worst
from ingest.ocr import BATCH, INSTALL, can_recognise, page_image
from ingest.pdf_assembly import Part, assemble
from ingest.pdf_cells import Box
from ingest.pdf_footnotes import footnote_records, with_footnotes, without_footnotes
from ingest.pdf_furniture import without_furniture
from ingest.pdf_grid import Grid
from ingest.pdf_lines import Line, whole_columns
from ingest.pdf_opening import opened
from ingest.pdf_pages import PICTURED, ReadPage, arranged, marker_note, read_pages
from ingest.pdf_paragraphs import paragraphs
from ingest.pdf_pictures import with_pictures
from ingest.pdf_quality import (
    LETTERS_MIN,
    doubtful_numbers,
    is_added,
    is_better,
)
from ingest.pdf_runs import Word
from ingest.pdf_table_text import table_text
from ingest.pdf_tables import join_grids
from ingest.pdf_wrappings import attached, check_stand_in
from ingest.scan_capitals import repaired_capitals
from ingest.scan_formulas import repaired_ends
from ingest.scan_markers import repaired_rows
from ingest.scan_page import recognised_pages
from ingest.source import ReadError, SourceBytes
from schema.document import Document, Grade, PageNote, Source, TableNote
from schema.ledger import Reason

MEDIA_TYPE = "application/pdf"
# Share of marked syllables that an OCR must win over a text layer to take its place.
_GAIN_MIN = 0.05


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: a reading makes many small objects and no cycles of them, and to look for cycles
    among them again and again takes a fifteenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def read_pdf(source: SourceBytes) -> Document:
    """The Document of a PDF.

    Raises ReadError where it is encrypted, broken, empty or too large, and where all its text is in images and no
    Tesseract is installed.
    """
    with opened(source) as document:
        pages = read_pages(document)
        check_stand_in(source, document, [read.text for read in pages])
        wrapped = attached(document)
        notes = _recognise_unread(document, pages, source)
    _repair_over_pages(pages)
    made = _document(source, pages, notes)
    return replace(made, source=replace(made.source, notes=(*made.source.notes, *wrapped))) if wrapped else made


def _repair_over_pages(pages: list[ReadPage]) -> None:
    """Put right what only the whole of the recognised ``pages`` tells, with a note on each: the garbled markers of
    items that run over them, misread abbreviations, the sign at the end."""
    places = [
        (page, at, item)
        for page, read in enumerate(pages)
        for at, item in enumerate(read.items)
        if isinstance(item, Line) and item.ocr
    ]
    lines = [item.text for _, _, item in places]
    widths = [item.first / item.size if item.size else 0.0 for _, _, item in places]
    whole = repaired_rows(lines, widths)
    for repaired in (repaired_capitals, repaired_ends):
        whole |= repaired([whole.get(at, line) for at, line in enumerate(lines)])
    for found, text in whole.items():
        page, at, item = places[found]
        read = pages[page]
        items = (*read.items[:at], item._replace(text=text), *read.items[at + 1 :])
        pages[page] = replace(read, items=items, repairs=(*read.repairs, marker_note(item.text, read.page.number)))


def _recognise_unread(document: pdfium.PdfDocument, pages: list[ReadPage], source: SourceBytes) -> list[PageNote]:
    """Put the recognised page in the place of each unread one, and of each doubtful one that it betters, and what is
    read in pictures on their pages; the notes on those that stay unread."""
    unread = [index for index, read in enumerate(pages) if read.unread or read.doubtful or read.pictured]
    if not unread:
        return []
    if not can_recognise():
        unread = [index for index in unread if pages[index].unread]
        if not any(_is_readable(read) for read in pages):
            raise ReadError(Reason.NEEDS_OCR, f"Chữ trong {source.name} nằm trong ảnh, cần nhận dạng chữ.", INSTALL)
        return [_unread_note(pages[index].page.number) for index in unread]
    notes: list[PageNote] = []
    for start in range(0, len(unread), BATCH):
        batch = unread[start : start + BATCH]
        try:
            recognised = _recognised(document, [pages[index] for index in batch], source.name)
        except ReadError as error:
            if all(read.unread for read in pages):
                raise
            notes += [
                PageNote(code="ocr_failed", message=str(error), page=pages[index].page.number)
                for index in batch
                if pages[index].unread
            ]
            continue
        for index, read in zip(batch, recognised, strict=True):
            pages[index] = _better(pages[index], read)
    return notes


def _is_readable(read: ReadPage) -> bool:
    return not read.unread and any(map(str.isalpha, read.text))


def _unread_note(page: int) -> PageNote:
    return PageNote(code="needs_ocr", message=f"Trang chỉ có ảnh, chưa đọc được chữ. {INSTALL}", page=page)


def _recognised(document: pdfium.PdfDocument, batch: Sequence[ReadPage], name: str) -> list[ReadPage]:
    images = []
    for read in batch:
        page = document[read.sheet]
        try:
            images.append(page_image(page, stamp_boxes(read, page)))
        finally:
            page.close()
    pages = recognised_pages(images, [read.page.number for read in batch], name)
    return [
        replace(arranged(page, read.sheet), ours=True, certainty=certainty)
        for read, (page, certainty) in zip(batch, pages, strict=True)
    ]


def stamp_boxes(read: ReadPage, page: pdfium.PdfPage) -> list[Box]:
    """Where e-signature stamps stand on ``page``: over a scan they would be read as its first lines."""
    if abs(read.page.width - page.get_width()) > 1:
        return []  # half a sheet
    # What else the layer has where a signature shows itself is its text: that of the page is in the picture.
    inside = [word for word in read.page.words if any(_holds(box, word) for box in read.page.signed)]
    return [(word.x0, word.y0, word.x1, word.y1) for word in (*read.stamped, *inside)]


def _holds(box: Box, word: Word) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.y0 + word.y1) / 2 <= box[3]


def _better(layer: ReadPage, recognised: ReadPage) -> ReadPage:
    """The recognised page, unless the page's own text layer is the better Vietnamese; that one with what its pictures
    hold."""
    if layer.pictured and not layer.doubtful:
        page = with_pictures(layer.page, recognised.page)
        if page is None:
            return layer
        return replace(arranged(page, layer.sheet), pictured=False, ours=True, certainty=recognised.certainty)
    letters = sum(map(str.isalpha, layer.text))
    if letters < LETTERS_MIN or (is_added(layer.text) and is_better(recognised.counted, layer.counted)):
        return recognised
    if recognised.counted.marked_share >= layer.counted.marked_share + _GAIN_MIN:
        return recognised
    return replace(layer, unread=False)


def _document(source: SourceBytes, pages: Sequence[ReadPage], notes: Sequence[PageNote]) -> Document:
    lines = {read.page.number: [item for item in read.items if isinstance(item, Line)] for read in pages}
    kept, furniture = without_furniture(lines, {read.page.number: read.page for read in pages})
    kept, footnotes = without_footnotes(kept, {read.page.number: _in_cells(read) for read in pages})
    parts, tables = _parts(pages, kept)
    text, blocks = assemble(with_footnotes(parts, footnotes))
    if not text.strip() and not any(read.unread for read in pages):
        raise ReadError(Reason.EMPTY, f"Tệp {source.name} không có chữ nào.", "Hãy kiểm tra lại tệp gốc.")
    doubts = [note for read in pages if read.recognised or read.ours
              for note in doubtful_numbers(read.text, read.page.number)]  # fmt: skip
    result, reasons = grade(text, [_facts(read) for read in pages])
    return Document(
        source=Source(
            name=source.name,
            sha256=source.sha256,
            media_type=MEDIA_TYPE,
            reader="pdfium",
            pages=len(pages),
            ocr_pages=tuple(read.page.number for read in pages if read.ours),
            dropped=(*(note for read in pages for note in read.dropped), *furniture, *footnote_records(footnotes)),
            tables=tuple(tables),
            notes=(*notes, *_confidence_notes(pages), *(note for read in pages for note in read.repairs), *doubts),
        ),
        text=text,
        blocks=blocks,
        grade=worst(result, Grade.FAIR) if doubts or notes else result,
        grade_reasons=(*reasons, *notes, *doubts),
    )


def _in_cells(read: ReadPage) -> list[Line]:
    return [line for item in read.items if isinstance(item, Grid) for cell in item.cells for line in cell.lines]


def _facts(read: ReadPage) -> PageFacts:
    pictured = read.page.image_share > PICTURED
    left = pictured and read.unread and not read.ours  # what was added to a scan does not count as its text
    return PageFacts(
        page=read.page.number,
        text="" if left else read.text,
        certainty=read.certainty,
        pictured=pictured,
        counted=None if left else read.counted,
    )


def _confidence_notes(pages: Sequence[ReadPage]) -> Iterator[PageNote]:
    for read in pages:
        if read.certainty is not None:
            message = f"Đã nhận dạng chữ từ ảnh, độ tin cậy trung bình {read.certainty.mean:.0f}%."
            yield PageNote(code="ocr", message=message, page=read.page.number)


def _parts(pages: Sequence[ReadPage], kept: dict[int, list[Line]]) -> tuple[list[Part], list[TableNote]]:
    """Paragraphs and joined tables in reading order, and the notes about the tables."""
    parts: list[Part] = []
    notes: list[TableNote] = []
    for run in _runs(pages, kept):
        if isinstance(run[0], Line):
            parts += paragraphs(whole_columns([item for item in run if isinstance(item, Line)]))
            continue
        for table in join_grids([item for item in run if isinstance(item, Grid)]):
            content, note = table_text(table, len(notes))
            if content.cells:
                parts.append(content)
                notes.append(note)
    return parts, notes


def _runs(pages: Sequence[ReadPage], kept: dict[int, list[Line]]) -> list[list[Line | Grid]]:
    """Lines and table parts in order, cut where one kind follows the other."""
    left = {id(line) for own in kept.values() for line in own}
    items = [item for read in pages for item in read.items if id(item) in left or isinstance(item, Grid)]
    return [list(run) for _, run in groupby(items, key=type)]
