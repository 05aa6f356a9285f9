"""What PDFium knows of the characters of a page, asked for many at a time: text, boxes, baselines, fonts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest import pdf_calls
from ingest.pdf_calls import Edges
from ingest.pdf_drawings import Frame
from ingest.pdf_fonts import Font, Fonts


@contextmanager
def text_page(page: pdfium.PdfPage, frame: Frame) -> "Iterator[TextPage]":
    """The characters of a loaded page, for as long as they are asked for."""
    raw = pdfium_c.FPDFText_LoadPage(page.raw)
    if not raw:
        raise pdfium.PdfiumError("PDFium cannot load the text of a page.")
    try:
        yield TextPage(raw, frame)
    finally:
        pdfium_c.FPDFText_ClosePage(raw)


class TextPage:
    """The characters of an open text page by their indexes, placed as a person sees the page.

    raw: PDFium's handle of it. text: one code unit for each character.
    """

    def __init__(self, raw: Any, frame: Frame) -> None:
        self._raw = raw
        self._frame, self._plain = frame, frame.plain
        self._fonts = Fonts(frame.quarters)
        self.text = _text(raw)

    def settings(self, indexes: Sequence[int]) -> list[tuple[Font, float]]:
        """What each character is set in: its font and size; size 0 where PDFium does not know."""
        return self._fonts.of(pdf_calls.text_objects(self._raw, indexes))

    def edges(self, indexes: Sequence[int]) -> list[Edges | None]:
        """The box of each character, None where PDFium knows none."""
        boxes = pdf_calls.char_boxes(self._raw, indexes)
        return boxes if self._plain else [box and _turned(box, self._frame) for box in boxes]

    def baselines(self, indexes: Sequence[int]) -> list[float]:
        """The height of each character's baseline."""
        points = pdf_calls.char_origins(self._raw, indexes)
        if self._plain:
            return [y for _, y in points]
        return [self._frame.box(x, y, x, y)[1] for x, y in points]


def _text(raw: Any) -> str:
    """The characters of a page, one code unit for each of PDFium's character indexes."""
    size = pdfium_c.FPDFText_CountChars(raw)
    if size <= 0:
        return ""
    text = pdf_calls.text(raw, size)
    if len(text) == size:
        return text.replace("\uf020", " ")  # the space of a font that was installed as one of symbols
    # Characters outside the BMP, or some that the bulk read leaves out: only now one call for each.
    codes = (pdfium_c.FPDFText_GetUnicode(raw, index) for index in range(size))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _turned(edges: Edges, frame: Frame) -> Edges:
    left, top, right, bottom = edges
    x0, y0, x1, y1 = frame.box(left, bottom, right, top)
    return x0, y1, x1, y0
