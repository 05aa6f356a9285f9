"""A page whose text lies over its picture, with the rulings of the picture: then its tables are read as drawn ones."""

from dataclasses import replace

import pypdfium2 as pdfium

from ingest.ocr import PageImage, level_image
from ingest.pdf_grid import page_grids
from ingest.pdf_page import Page, read_page
from ingest.scan_cells import without_strokes, words_passed_over


def recognised_page(text_layer: pdfium.PdfDocument, at: int, number: int, image: PageImage) -> Page:
    """Page ``at`` (from 0) of what the recognition of ``image`` gave, as page ``number`` of its document."""
    page = read_page(text_layer, at, number=number)
    if not image.rules:
        return page
    page = replace(page, rules=image.rules, words=without_strokes(page.words))
    grids, _ = page_grids(page, page.words)
    return replace(page, words=(*page.words, *words_passed_over(page, grids, image)))


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
