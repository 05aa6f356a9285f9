"""The figures that a picture over a blank of a page shows, by a look at what is drawn there and Tesseract."""

from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL.Image import Image

from ingest.pdf_fillins import UNREAD
from ingest.pdf_runs import Word

_GLANCE_DPI, _DPI = 100, 300
# Heights over the baseline (font sizes) between which figures have ink and a line of dots has none.
_LOW, _HIGH, _DESCENT = 0.3, 0.6, 0.22
# Dots are no higher than this share of the size.
_DOTS = 0.13
# A pixel darker than this is ink, and so many make a figure.
_INK, _INKED = 150, 4
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at places of one open page."""

    page: pdfium.PdfPage

    def __call__(self, x0: float, x1: float, beside: Word) -> str:
        """The figures drawn between ``x0`` and ``x1`` at the height of the word ``beside``; UNREAD where they cannot be
        read, empty where nothing is drawn."""
        if self.page.get_rotation():
            return ""
        base = beside.y0 + _DESCENT * beside.size
        band = self._image(x0 + 1, base + _LOW * beside.size, x1 - 1, base + _HIGH * beside.size, _GLANCE_DPI)
        if sum(value < _INK for value in band.tobytes()) < _INKED:
            return ""
        from ingest.ocr import recognise_figures  # only where a blank of a header has something drawn over it

        # A line of dots under the figures is read with them: then without what stands on it.
        for low in (beside.y0 - _MARGIN, base + _DOTS * beside.size):
            figures = recognise_figures(self._image(x0, low, x1, beside.y1 + _MARGIN, _DPI), _DPI)
            if figures:
                return figures
        return UNREAD

    def _image(self, x0: float, y0: float, x1: float, y1: float, dpi: int) -> Image:
        left, bottom, right, top = self.page.get_bbox()
        x0, x1 = max(x0, 0.0), min(x1, right - left)
        crop = (x0, max(y0, 0.0), max(right - left - x1, 0.0), max(top - bottom - y1, 0.0))
        drawn = self.page.render(scale=dpi / 72, crop=crop, grayscale=True, may_draw_forms=False)
        image: Image = drawn.to_pil().convert("L")
        return image
