"""One PDF page as PDFium sees it, in the orientation a person sees it: its text in runs, its rules, its images."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.pdf_annotations import signature_boxes, typed_words
from ingest.pdf_cells import Box, Piece, edges_of
from ingest.pdf_drawings import Frame, Rule, page_drawings, without_frame
from ingest.pdf_fillins import UNREAD, filled_in
from ingest.pdf_runs import Word, page_runs, page_words
from ingest.pdf_stamped import Look
from ingest.pdf_textpage import text_page
from schema.document import PageNote

# The header of a document lies in this upper share of its first page.
_HEADER_SHARE = 0.45
# The text over an image of this share of the page is an OCR: its lines are rough.
_PICTURED = 0.5
# Texts of annotations count as lines behind all lines of the stream.
_AFTER_ALL = 1_000_000
# A page is turned where this share of its letters, and so many at least, run up or down it or stand on their heads.
_TURNED, _TURNED_MIN = 0.8, 60


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one page holds. number from 1. image_share: how much of the page its images cover, 0..1.

    fills: filled boxes too thick for rules: shading. typed: texts of annotations that nobody has drawn; they are among
    its words. pictures: the boxes of its images. signed: where its digital signatures show themselves.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    image_share: float
    fills: tuple[Rule, ...] = ()
    typed: tuple[Word, ...] = ()
    notes: tuple[PageNote, ...] = ()
    pictures: tuple[Rule, ...] = ()
    signed: tuple[Box, ...] = ()

    @cached_property
    def edges(self) -> tuple[list[Piece], list[Piece]]:
        """The rules as upright and level edges; their y runs downwards."""
        return edges_of(self.rules)


def read_page(document: pdfium.PdfDocument, index: int, *, number: int | None = None) -> Page:
    """Page ``index`` (from 0) of an open document. Raises ``pdfium.PdfiumError`` where PDFium cannot load it.

    A page whose text lies on its side, as of a wide table printed on upright paper, or stands on its head is turned in
    the open document, so that whatever is asked of it later has the same boxes.
    number: what to count it as, where the document is the recognised part of another; index + 1 without it.
    """
    page = document[index]
    try:
        typed: list[Word] = []
        signed: list[Box] = []
        if pdfium_c.FPDFPage_GetAnnotCount(page.raw):
            typed = typed_words(page, _frame(page), _AFTER_ALL)
            signed = signature_boxes(page, _frame(page))
            # Numbers, dates and e-signature stamps of office systems are annotations: only flattened are they text.
            pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
        read = _read(page, index + 1 if number is None else number, typed)
        if turn := _turn(read.words):
            pdfium_c.FPDFPage_SetRotation(page.raw, (pdfium_c.FPDFPage_GetRotation(page.raw) + turn) % 4)
            page.close()
            page = document[index]
            return _read(page, read.number, ())
        return replace(read, signed=tuple(signed)) if signed else read
    finally:
        page.close()


def _turn(words: Sequence[Word]) -> int:
    """The quarter turns with the clock that set text upright which nearly all is turned the same way; else 0."""
    if not any(word.font.turned for word in words):
        return 0
    letters = {way: sum(len(word.text) for word in words if word.font.turned == way) for way in (1, 0, -1, 2)}
    way = max((1, -1, 2), key=letters.__getitem__)
    if letters[way] < max(_TURNED_MIN, _TURNED * sum(letters.values())):
        return 0
    return way % 4


def word_by_word(document: pdfium.PdfDocument, index: int, page: Page) -> Page:
    """``page``, page ``index`` (from 0) of ``document``, with every word apart."""
    source = document[index]
    try:
        with text_page(source, _frame(source)) as characters:
            return _filled(source, replace(page, words=(*page_words(characters), *page.typed)))
    finally:
        source.close()


def _filled(source: pdfium.PdfPage, page: Page) -> Page:
    """``page``, a first page, with number and date that were stamped over the blanks of its header in them."""
    if page.number > 1 or page.image_share > _PICTURED:
        return page
    words, pictured = filled_in(page.words, Look(source))
    notes = [_stamped_note(one, page.number) for one in pictured]
    return replace(page, words=tuple(words), notes=tuple(notes))


def _stamped_note(figures: str, page: int) -> PageNote:
    if figures == UNREAD:
        message = "Chỗ trống ghi số hoặc ngày có hình đóng lên nhưng chưa đọc được, cần xem bản gốc."
        return PageNote(code="stamped_unread", message=message, page=page)
    message = f"Số hoặc ngày “{figures}” đọc từ hình đóng trên chỗ trống của trang, cần đối chiếu bản gốc."
    return PageNote(code="stamped_number", message=message, page=page)


def _read(page: pdfium.PdfPage, number: int, typed: Sequence[Word]) -> Page:
    frame = _frame(page)
    width, height = page.get_size()
    drawings = page_drawings(page, frame, (width, height))
    with text_page(page, frame) as characters:
        if drawings.image_share > _PICTURED:
            words = page_words(characters)
        else:
            header = height * (1 - _HEADER_SHARE) if number == 1 else height
            words = page_runs(characters, top=frame.top - frame.bottom, header=header, rules=drawings.rules)
    read = Page(
        number=number,
        width=width,
        height=height,
        words=(*words, *typed),
        rules=tuple(without_frame(drawings.rules, (width, height))),
        image_share=drawings.image_share,
        fills=tuple(drawings.fills),
        typed=tuple(typed),
        pictures=tuple(drawings.images),
    )
    return _filled(page, read)


def _frame(page: pdfium.PdfPage) -> Frame:
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return Frame(pdfium_c.FPDFPage_GetRotation(page.raw) % 4, box.left, box.bottom, box.right, box.top)
