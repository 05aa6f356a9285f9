"""The pages of an open PDF, read one after the other: their words in lines and tables, what was left out.

Steps: words of a page → legacy fonts decoded, stamps out → tables, ruled or told by their white → lines by columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from ingest.encodings.syllables import SyllableCount
from ingest.grading import Certainty
from ingest.pdf_characters import readable
from ingest.pdf_doubts import Doubt, doubts
from ingest.pdf_furniture import without_stamps, without_watermark
from ingest.pdf_grid import Grid, filled, page_grids, page_shapes
from ingest.pdf_gutters import gutters_of
from ingest.pdf_lines import Line, open_gutter, page_lines
from ingest.pdf_page import Page, read_page, word_by_word
from ingest.pdf_pictures import silent_pictures
from ingest.pdf_quality import counts_of, is_doubtful, needs_ocr, repaired_marker
from ingest.pdf_runs import Word
from ingest.pdf_two_up import halves
from ingest.pdf_unruled import REASON, Beside, may_hold, unruled_shapes
from ingest.scan_formulas import repaired_formula
from ingest.scan_glued import parted
from ingest.scan_page import overlaid_page
from ingest.scan_romans import repaired_quarter
from ingest.scan_strokes import without_dust
from ingest.scan_symbols import repaired_symbols
from schema.document import PageNote

# A page of which images cover this share is a scan, whatever text lies over it.
PICTURED = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One page, read: its lines and tables from top to bottom, and what was left out.

    text: all its words; counted: what they are. unread: it shows something that its text layer does not tell.
    recognised: the text is from an OCR, ours or an earlier one. doubtful: an earlier one that may have done badly.
    sheet: the page of the file (from 0) that it is, or a half of. certainty: of our OCR. pictured: some of its pictures
    may hold text. stamped: the words of e-signature stamps.
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
    stamped: tuple[Word, ...] = ()


def read_pages(document: pdfium.PdfDocument) -> list[ReadPage]:
    pages: list[ReadPage] = []
    paired = False
    for index in range(len(document)):
        page = read_page(document, index, number=len(pages) + 1)
        if _is_recognised(page.words, page):
            page = overlaid_page(document, index, page)
        shared = (page,) if _goes_on(document, index, page, pages) else halves(page, follows=paired)
        paired = shared != (page,) and not _needs_ocr(page)
        if paired:
            pages += _paired(shared, index, pages)
            continue
        read = arranged(page, index, _carried(pages))
        found = doubts(page, _grids(read))
        if found:
            read = _reread(document, index, read, found, pages)
        if not _grids(read) and not read.recognised and (_table_above(pages) or may_hold(page.words)):
            read = _unruled(document, index, read, pages)
        pages.append(read)
    return pages


def _grids(read: ReadPage) -> list[Grid]:
    return [item for item in read.items if isinstance(item, Grid)]


def _table_above(before: Sequence[ReadPage]) -> Beside | None:
    """The table without rules that the last page read ends with."""
    last = before[-1].items[-1] if before and before[-1].items else None
    if not isinstance(last, Grid) or last.reason != REASON or not (numbers := _numbers(last)):
        return None
    first = {cell.column: cell.text.replace(" ", "") for cell in last.cells if cell.row == 0}
    head = tuple(first.get(column, "") for column in range(len(last.columns) - 1))
    end = next((cell.text for cell in last.cells if cell.row == last.rows - 1 and cell.lines), "")
    titled = not end.rstrip(".)").isdecimal()
    return Beside(edges=last.columns, gutters=gutters_of(last), number=numbers[-1], head=head, titled=titled)


def _goes_on(document: pdfium.PdfDocument, index: int, page: Page, before: Sequence[ReadPage]) -> bool:
    """Whether the page goes on with a table without rules, whose white columns are not that between two pages."""
    beside = _table_above(before)
    return beside is not None and bool(unruled_shapes(word_by_word(document, index, page).words, beside))


def _unruled(document: pdfium.PdfDocument, index: int, read: ReadPage, before: list[ReadPage]) -> ReadPage:
    """The page with the table that no rule marks, where it holds one; else as it was read.

    Where the table begins on the last page of ``before`` with too few rows to be known, that page is read anew.
    """
    if beside := _table_above(before):
        goes_on = _with_unruled(document, index, read, before, beside)
    else:
        goes_on = _below_title(document, index, read, before)
    if goes_on is not None:
        return goes_on
    made = _with_unruled(document, index, read, before)
    if made is None or beside or not before or before[-1].sheet != index - 1:
        return made or read
    grid = _grids(made)[0]
    numbers = _numbers(grid)
    if numbers and numbers[0] > 1 and not _grids(before[-1]):
        behind = Beside(edges=grid.columns, gutters=gutters_of(grid), number=numbers[0], behind=True)
        begins = _with_unruled(document, index - 1, before[-1], before[:-1], behind)
        if begins is not None:
            before[-1] = begins
            beside = _table_above(before)
            return (beside and _with_unruled(document, index, read, before, beside)) or made
    return made


def _below_title(document: pdfium.PdfDocument, index: int, read: ReadPage, before: list[ReadPage]) -> ReadPage | None:
    """The page that goes on with a table below the title of a group, which then closes the table on the last page of
    ``before``; None where it does not."""
    if not before or before[-1].sheet != index - 1 or not any(grid.reason == REASON for grid in _grids(before[-1])):
        return None
    above = _with_unruled(document, index - 1, before[-1], before[:-1], _table_above(before[:-1]), closing=True)
    beside = _table_above([above]) if above else None
    if above is None or beside is None or not beside.titled:
        return None
    goes_on = _with_unruled(document, index, read, [above], beside)
    if goes_on is not None:
        before[-1] = above
    return goes_on


def _with_unruled(
    document: pdfium.PdfDocument,
    index: int,
    read: ReadPage,
    before: Sequence[ReadPage],
    beside: Beside | None = None,
    *,
    closing: bool = False,
) -> ReadPage | None:
    """The page with the table that no rule marks; None where none is found. closing: a title may close it."""
    if read.recognised or any(grid.reason != REASON for grid in _grids(read)):
        return None
    page = word_by_word(document, index, read.page)
    shapes = unruled_shapes(page.words, beside, closing=closing)

    def grids_of(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
        grids, outside = filled(shapes, page.number, words)
        # Wherever the words of this page let the edges stand, they are those of the table.
        columns = [beside.edges if beside else grid.columns for grid in grids]
        return [replace(grid, reason=REASON, columns=own) for grid, own in zip(grids, columns, strict=True)], outside

    return arranged(page, index, _carried(before), grids_of) if shapes else None


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
        read = arranged(page, sheet, _carried([*before[-1:], *made]))
        message = f"Tờ {sheet + 1} in hai trang cạnh nhau, đã đọc như hai trang riêng."
        note = PageNote(code="two_up", message=message, page=page.number)
        made.append(replace(read, repairs=(*read.repairs, *(() if made else (note,)))))
    return made


def _reread(
    document: pdfium.PdfDocument,
    index: int,
    read: ReadPage,
    found: Sequence[Doubt],
    before: Sequence[ReadPage],
) -> ReadPage:
    """The page with its doubtful tables read by pdfplumber, where that puts more of it into cells."""
    from ingest.pdf_second_reading import reread_grids  # pdfplumber loads only where it is needed

    page = read.page if read.recognised else word_by_word(document, index, read.page)
    last = before[-1].items[-1] if before and before[-1].items else None
    above = last if isinstance(last, Grid) else None

    def grids_of(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
        return reread_grids(page, words, found, page_shapes(page), above)

    again = arranged(page, index, _carried(before), grids_of)
    return again if _merit(again) > _merit(read) else read


def _merit(read: ReadPage) -> tuple[int, int, int]:
    """How much of a page its tables hold: text first, then cells with text, then how few without."""
    cells = [cell for grid in _grids(read) for cell in grid.cells]
    filled = sum(bool(cell.lines) for cell in cells)
    letters = sum(len(line.text) - line.text.count(" ") for cell in cells for line in cell.lines)
    return letters, filled, filled - len(cells)


def _carried(before: Sequence[ReadPage]) -> tuple[float, float] | None:
    """The gutter of a signature block that the last page read leaves open."""
    if not before or not before[-1].items or isinstance(before[-1].items[-1], Grid):
        return None
    lines = [item for item in before[-1].items if isinstance(item, Line)]
    return open_gutter(lines, before[-1].page.height)


def arranged(
    page: Page,
    sheet: int,
    carried: tuple[float, float] | None = None,
    find_grids: Callable[[Page, Sequence[Word]], tuple[list[Grid], list[Word]]] = page_grids,
) -> ReadPage:
    """``page`` with its words in lines and tables."""
    straight, across = without_watermark(readable(page.words), page.number)
    words, notes = without_stamps(straight, page.number, page.signed)
    stamped = set(straight) - set(words) if notes else ()
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
        stamped=tuple(stamped),
    )


def _repaired(items: list[Line | Grid]) -> tuple[list[Line | Grid], tuple[PageNote, ...]]:
    """``items`` without the lone strokes of an OCR and the dust behind its markers, its garbled numbers and formulas
    made whole and its glued words parted; and the notes on what is no dust."""
    result: list[Line | Grid] = []
    notes: list[PageNote] = []
    for item in items:
        if not isinstance(item, Line) or not item.ocr:
            result.append(item)
            continue
        clean = without_dust(item.text)
        text = repaired_quarter(repaired_symbols(repaired_marker(repaired_formula(parted(clean)))))
        if text != clean:
            notes.append(marker_note(item.text, item.page))
        if len(text) > 1 or text.isdecimal():
            result.append(item._replace(text=text))
    return result, tuple(notes)


def marker_note(before: str, page: int) -> PageNote:
    message = f"Đã sửa chữ nhận dạng sai trong dòng “{before[:40]}”."
    return PageNote(code="ocr_marker", message=message, page=page)


def _is_recognised(words: Sequence[Word], page: Page) -> bool:
    """Whether the text lies invisible over an image: an OCR of the office's scanner."""
    return bool(words) and page.image_share > PICTURED and all(word.font.invisible for word in words)
