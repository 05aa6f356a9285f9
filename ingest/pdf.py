"""PDF to a Document: PDFium's text layer page by page, OCR where a page has none that can be read.

Reads bytes; writes the frozen text with paragraphs in reading order and tables joined over pages. Steps: words of a
page → legacy fonts decoded, stamps out → ruled tables → lines by columns → page numbers out → paragraphs.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium

from ingest.encodings.syllables import SyllableCount
from ingest.grading import Certainty, PageFacts, grade, worst
from ingest.ocr import BATCH, INSTALL, can_recognise, page_image
from ingest.pdf_assembly import Part, assemble
from ingest.pdf_characters import readable
from ingest.pdf_doubts import Doubt, doubts
from ingest.pdf_footnotes import footnote_records, with_footnotes, without_footnotes
from ingest.pdf_furniture import without_furniture, without_stamps, without_watermark
from ingest.pdf_grid import Grid, filled, page_grids, page_shapes
from ingest.pdf_lines import Line, open_gutter, page_lines, whole_columns
from ingest.pdf_opening import opened
from ingest.pdf_page import Page, read_page, word_by_word
from ingest.pdf_paragraphs import paragraphs
from ingest.pdf_pictures import silent_pictures, with_pictures
from ingest.pdf_quality import (
    LETTERS_MIN,
    counts_of,
    doubtful_numbers,
    is_added,
    is_better,
    is_doubtful,
    needs_ocr,
    repaired_marker,
    repaired_standard,
)
from ingest.pdf_runs import Word
from ingest.pdf_table_text import table_text
from ingest.pdf_tables import join_grids
from ingest.pdf_two_up import halves
from ingest.pdf_unruled import REASON, Beside, may_hold, unruled_shapes
from ingest.pdf_wrappings import attached, check_stand_in
from ingest.scan_formulas import repaired_formula
from ingest.scan_markers import repaired_rows
from ingest.scan_page import overlaid_page, recognised_pages
from ingest.source import ReadError, SourceBytes
from schema.document import Document, Grade, PageNote, Source, TableNote
from schema.ledger import Reason

MEDIA_TYPE = "application/pdf"
_PICTURED = 0.3
# Share of marked syllables that an OCR must win over a text layer to take its place.
_GAIN_MIN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One page, read: its lines and tables from top to bottom, and what was left out.

    text: all its words; counted: what they are. unread: it shows something that its text layer does not tell.
    recognised: the text is from an OCR, ours or an earlier one. doubtful: an earlier one that may have done badly.
    sheet: the page of the file (from 0) that it is, or a half of. certainty: of our OCR. pictured: some of its pictures
    may hold text.
    """

    page: Page
    sheet: int
    text: str
    counted: SyllableCount
    items: tuple[Line | Grid, ...]
    dropped: tuple[PageNote, ...]
    repairs: tuple[PageNote, ...]
    unread: bool
    recognised: bool
    doubtful: bool = False
    pictured: bool = False
    ours: bool = False
    certainty: Certainty | None = None


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
        pages = _read_pages(document)
        check_stand_in(source, document, [read.text for read in pages])
        wrapped = attached(document)
        notes = _recognise_unread(document, pages, source)
    _repair_rows(pages)
    made = _document(source, pages, notes)
    return replace(made, source=replace(made.source, notes=(*made.source.notes, *wrapped))) if wrapped else made


def _read_pages(document: pdfium.PdfDocument) -> list[ReadPage]:
    pages: list[ReadPage] = []
    paired = False
    for index in range(len(document)):
        page = read_page(document, index, number=len(pages) + 1)
        if _is_recognised(page.words, page):
            page = overlaid_page(document, index, page)
        shared = halves(page, follows=paired)
        paired = shared != (page,) and not _needs_ocr(page)
        if paired:
            pages += _paired(shared, index, pages)
            continue
        read = _arranged(page, index, _carried(pages))
        grids = [item for item in read.items if isinstance(item, Grid)]
        if not grids and not read.recognised and (_table_above(pages) or may_hold(page.words)):
            pages.append(_unruled(document, index, read, pages))
            continue
        found = doubts(page, grids)
        pages.append(_reread(document, index, read, found, _carried(pages)) if found else read)
    return pages


def _unruled(document: pdfium.PdfDocument, index: int, read: ReadPage, before: list[ReadPage]) -> ReadPage:
    """The page with the table that no rule marks, where it holds one; else as it was read.

    Where the table begins on the last page of ``before`` with too few rows to be known, that page is read anew.
    """
    if beside := _table_above(before):
        goes_on = _with_unruled(document, index, read, before, beside)
        if goes_on is not None:
            return goes_on
    made = _with_unruled(document, index, read, before)
    if made is None or beside or not before or before[-1].sheet != index - 1:
        return made or read
    grid = next(item for item in made.items if isinstance(item, Grid))
    numbers = _numbers(grid)
    if numbers and numbers[0] > 1:
        behind = Beside(edges=grid.columns, number=numbers[0], behind=True)
        begins = _with_unruled(document, index - 1, before[-1], before[:-1], behind)
        if begins is not None:
            before[-1] = begins
            beside = _table_above(before)
            return (beside and _with_unruled(document, index, read, before, beside)) or made
    return made


def _table_above(before: Sequence[ReadPage]) -> Beside | None:
    """The table without rules that the last page read ends with."""
    last = before[-1].items[-1] if before and before[-1].items else None
    if not isinstance(last, Grid) or last.reason != REASON or not (numbers := _numbers(last)):
        return None
    return Beside(edges=last.columns, number=numbers[-1])


def _with_unruled(
    document: pdfium.PdfDocument,
    index: int,
    read: ReadPage,
    before: Sequence[ReadPage],
    beside: Beside | None = None,
) -> ReadPage | None:
    """The page with the table that no rule marks; None where none is found."""
    if read.recognised or any(isinstance(item, Grid) for item in read.items):
        return None
    page = word_by_word(document, index, read.page)
    shapes = unruled_shapes(page.words, beside)

    def grids_of(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
        grids, outside = filled(shapes, page.number, words)
        return [replace(grid, reason=REASON) for grid in grids], outside

    return _arranged(page, index, _carried(before), grids_of) if shapes else None


def _numbers(grid: Grid) -> list[int]:
    """The numbers that stand alone in the first column, from top to bottom."""
    texts = [cell.text.rstrip(".)") for cell in grid.cells if cell.column == 0]
    return [int(text) for text in texts if text.isdecimal()]


def _needs_ocr(page: Page) -> bool:
    text = " ".join([word.text for word in page.words])
    return needs_ocr(page, text, counts_of(text))


def _paired(shared: Sequence[Page], sheet: int, before: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages that stand side by side on a sheet."""
    made: list[ReadPage] = []
    for half in shared:
        page = replace(half, number=len(before) + len(made) + 1)
        read = _arranged(page, sheet, _carried([*before[-1:], *made]))
        message = f"Tờ {sheet + 1} in hai trang cạnh nhau, đã đọc như hai trang riêng."
        note = PageNote(code="two_up", message=message, page=page.number)
        made.append(replace(read, repairs=(*read.repairs, *(() if made else (note,)))))
    return made


def _reread(
    document: pdfium.PdfDocument,
    index: int,
    read: ReadPage,
    found: Sequence[Doubt],
    carried: tuple[float, float] | None,
) -> ReadPage:
    """The page with its doubtful tables read by pdfplumber, where that puts more of it into cells."""
    from ingest.pdf_second_reading import reread_grids  # pdfplumber loads only where it is needed

    page = read.page if read.recognised else word_by_word(document, index, read.page)
    again = _arranged(page, index, carried, lambda page, words: reread_grids(page, words, found, page_shapes(page)))
    return again if _merit(again) > _merit(read) else read


def _merit(read: ReadPage) -> tuple[int, int, int]:
    """How much of a page its tables hold: text first, then cells with text, then how few without."""
    cells = [cell for item in read.items if isinstance(item, Grid) for cell in item.cells]
    filled = sum(bool(cell.lines) for cell in cells)
    letters = sum(len(line.text) - line.text.count(" ") for cell in cells for line in cell.lines)
    return letters, filled, filled - len(cells)


def _carried(before: Sequence[ReadPage]) -> tuple[float, float] | None:
    """The gutter of a signature block that the last page read leaves open."""
    if not before or not before[-1].items or isinstance(before[-1].items[-1], Grid):
        return None
    lines = [item for item in before[-1].items if isinstance(item, Line)]
    return open_gutter(lines, before[-1].page.height)


def _arranged(
    page: Page,
    sheet: int,
    carried: tuple[float, float] | None = None,
    find_grids: Callable[[Page, Sequence[Word]], tuple[list[Grid], list[Word]]] = page_grids,
) -> ReadPage:
    """``page`` with its words in lines and tables."""
    words, across = without_watermark(readable(page.words), page.number)
    words, notes = without_stamps(words, page.number)
    grids, outside = find_grids(page, words)
    items: list[Line | Grid] = []
    for grid in grids:
        above = [word for word in outside if word.y0 > grid.bbox.y1 - 2]
        outside = [word for word in outside if word.y0 <= grid.bbox.y1 - 2]
        items += page_lines(above, page.number)
        items.append(grid)
    items += page_lines(outside, page.number, None if grids else carried)
    items, repairs = _repaired(items)
    text = " ".join([word.text for word in words])
    counts = counts_of(text)
    unread, recognised = needs_ocr(page, text, counts), _is_recognised(words, page)
    return ReadPage(
        page=page,
        sheet=sheet,
        text=text,
        items=tuple(items),
        dropped=(*across, *notes),
        repairs=(*page.notes, *repairs),
        unread=unread,
        recognised=recognised,
        doubtful=recognised and not unread and is_doubtful(counts.whole),
        counted=counts.whole,
        pictured=not unread and bool(page.pictures) and bool(silent_pictures(page)),
    )


def _repaired(items: list[Line | Grid]) -> tuple[list[Line | Grid], tuple[PageNote, ...]]:
    """``items`` without the lone strokes of an OCR, its garbled numbers and formulas made whole; and the notes."""
    result: list[Line | Grid] = []
    notes: list[PageNote] = []
    for item in items:
        if not isinstance(item, Line) or not item.ocr:
            result.append(item)
            continue
        text = repaired_standard(repaired_marker(repaired_formula(item.text)))
        if text != item.text:
            notes.append(_marker_note(item.text, item.page))
        if len(text) > 1 or text.isdecimal():
            result.append(item._replace(text=text))
    return result, tuple(notes)


def _repair_rows(pages: list[ReadPage]) -> None:
    """Put right the garbled markers of items that run over recognised ``pages``, with a note on each."""
    places = [
        (page, at, item)
        for page, read in enumerate(pages)
        for at, item in enumerate(read.items)
        if isinstance(item, Line) and item.ocr
    ]
    lines = [item.text for _, _, item in places]
    widths = [item.first / item.size if item.size else 0.0 for _, _, item in places]
    for found, text in repaired_rows(lines, widths).items():
        page, at, item = places[found]
        read = pages[page]
        items = (*read.items[:at], item._replace(text=text), *read.items[at + 1 :])
        pages[page] = replace(read, items=items, repairs=(*read.repairs, _marker_note(item.text, read.page.number)))


def _marker_note(before: str, page: int) -> PageNote:
    message = f"Đã sửa chữ nhận dạng sai trong dòng “{before[:40]}”."
    return PageNote(code="ocr_marker", message=message, page=page)


def _is_recognised(words: Sequence[Word], page: Page) -> bool:
    """Whether the text lies invisible over an image: an OCR of the office's scanner."""
    return bool(words) and page.image_share > _PICTURED and all(word.font.invisible for word in words)


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
            images.append(page_image(page))
        finally:
            page.close()
    pages = recognised_pages(images, [read.page.number for read in batch], name)
    return [
        replace(_arranged(page, read.sheet), ours=True, certainty=certainty)
        for read, (page, certainty) in zip(batch, pages, strict=True)
    ]


def _better(layer: ReadPage, recognised: ReadPage) -> ReadPage:
    """The recognised page, unless the page's own text layer is the better Vietnamese; that one with what its pictures
    hold."""
    if layer.pictured and not layer.doubtful:
        page = with_pictures(layer.page, recognised.page)
        if page is None:
            return layer
        return replace(_arranged(page, layer.sheet), pictured=False, ours=True, certainty=recognised.certainty)
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
        raise ReadError(Reason.EMPTY, f"Tệp PDF {source.name} không có chữ nào.", "Hãy kiểm tra lại tệp gốc.")
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
    pictured = read.page.image_share > _PICTURED
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
