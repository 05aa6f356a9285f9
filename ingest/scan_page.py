"""Pages that a recognition read: those given to it here, and those over whose picture a scanner laid a text."""

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from ingest.grading import Certainty
from ingest.ocr import PageImage, level_image, recognise
from ingest.pdf_grid import Shape
from ingest.pdf_page import Page, read_page
from ingest.scan_cells import CellWords, joined, read_cells, table_shapes, without_cells
from ingest.scan_columns import side_by_side
from ingest.scan_hanging import with_hanging_markers
from ingest.scan_openings import with_markers_read_again
from ingest.scan_strokes import without_strokes
from ingest.scan_upright import line_pieces
from schema.document import PageNote

# A page with so few pieces of lines (a page of text has 200, the block of a signature 9), most of which the recognition
# is unsure of, has no text.
_BLANK_PIECES, _BLANK_UNSURE = 25, 0.6
# What a recognition takes the slash of a symbol for.
_FRACTION = "\N{FRACTION SLASH}"
_BLANK = "Trang không có chữ (mặt sau của tờ, hoặc chỉ có con dấu)."


def recognised_pages(
    images: Sequence[PageImage], numbers: Sequence[int], name: str
) -> list[tuple[Page, Certainty | None]]:
    """The pages that ``images`` show, with their ``numbers`` in the document, and how surely each was read.

    Tables are read cell by cell, the rest of a page as a whole; the rulings come with the page, so that its tables are
    made as drawn ones are. name: of the file, for the message of the ReadError where the recognition fails.
    """
    tables = [_with_blocks(image, table_shapes(image)) for image in images]
    rest = [without_cells(image, shapes) if shapes else image for image, shapes in zip(images, tables, strict=True)]
    result = recognise(rest, name)
    text_layer = pdfium.PdfDocument(result.pdf)
    try:
        pages = [read_page(text_layer, at, number=number) for at, number in enumerate(numbers)]
    finally:
        text_layer.close()
    pages = [
        with_markers_read_again(with_hanging_markers(page, image, name), image, name)
        for page, image in zip(pages, rest, strict=True)
    ]
    cells = [
        read_cells(image, shapes, name) if shapes else CellWords() for image, shapes in zip(images, tables, strict=True)
    ]
    return [
        _unless_blank(_with_slashes(_ruled(page, image, own)), _certainty(page, certainty, own), image)
        for page, image, own, certainty in zip(pages, images, cells, result.certainty, strict=True)
    ]


def _with_blocks(image: PageImage, tables: list[Shape]) -> list[Shape]:
    """``tables`` and the blocks that stand side by side outside them, each block a cell of its own."""
    return [*tables, *map(Shape.of, side_by_side(image, tables))]


def _unless_blank(page: Page, certainty: Certainty | None, image: PageImage) -> tuple[Page, Certainty | None]:
    """The page, without words where it is the back of a sheet: what was read there is a seal, a mark, or dust."""
    sure = certainty is not None and certainty.unsure < _BLANK_UNSURE
    if sure or line_pieces(image.image, image.dpi) >= _BLANK_PIECES:
        return page, certainty
    note = PageNote(code="blank_page", message=_BLANK, page=page.number)
    return replace(page, words=(), rules=(), image_share=0.0, notes=(*page.notes, note)), None


def _ruled(page: Page, image: PageImage, cells: CellWords) -> Page:
    if not image.rules and not cells.words:
        return page
    return replace(page, rules=image.rules, words=(*without_strokes(page.words), *cells.words))


def _with_slashes(page: Page) -> Page:
    """``page`` with every slash the common one: a recognition takes the one of "01/2026/QĐ-UBND" for that of ½."""
    words = tuple(
        word._replace(text=word.text.replace(_FRACTION, "/")) if _FRACTION in word.text else word for word in page.words
    )
    return replace(page, words=words)


def _certainty(page: Page, rest: Certainty | None, cells: CellWords) -> Certainty | None:
    parts = ((rest, len(page.words)), (cells.certainty, len(cells.words)))
    return joined([(certainty, words) for certainty, words in parts if certainty is not None])


def overlaid_page(document: pdfium.PdfDocument, index: int, page: Page) -> Page:
    """``page``, page ``index`` (from 0) of ``document``, which the office's scanner recognised, with its rulings.

    A page that is not level keeps none: its text lies as askew as its picture.
    """
    source = document[index]
    try:
        image = level_image(source)
    finally:
        source.close()
    if image is None or not image.rules:
        return page
    return replace(page, rules=image.rules, words=without_strokes(page.words))
