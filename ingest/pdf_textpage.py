"""What PDFium knows of the characters of a page, asked for many at a time: text, boxes, baselines, fonts."""

from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest import pdf_calls
from ingest.pdf_calls import Edges
from ingest.pdf_drawings import Frame
from ingest.pdf_fonts import Font, Fonts


class TextPage:
    """The characters of an open text page by their indexes, placed as a person sees the page.

    text: one code unit for each character.
    """

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self._raw = textpage.raw
        self._frame, self._plain = frame, frame.plain
        self._fonts = Fonts(frame.quarters)
        self.text = _text(textpage)

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


def _text(textpage: pdfium.PdfTextPage) -> str:
    """The characters of a page, one code unit for each of PDFium's character indexes."""
    size = pdfium_c.FPDFText_CountChars(textpage.raw)
    if size <= 0:
        return ""
    text = pdf_calls.text(textpage.raw, size)
    if len(text) == size:
        return text
    # Characters outside the BMP, or some that the bulk read leaves out: only now one call for each.
    codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(size))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _turned(edges: Edges, frame: Frame) -> Edges:
    left, top, right, bottom = edges
    x0, y0, x1, y1 = frame.box(left, bottom, right, top)
    return x0, y1, x1, y0
