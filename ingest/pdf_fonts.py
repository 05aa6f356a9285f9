"""The fonts of a PDF page: name, weight, slant and size of what a run of text is set in."""

import ctypes
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from ingest import pdf_calls
from ingest.encodings.fonts import legacy_font

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
_INVISIBLE = 3
_FILL_AND_STROKE = 2
ASLANT = 3
# The slope from which text runs across the page, that of 14 degrees; a sheet lies less askew on the glass.
_ACROSS = 0.25


class Font(NamedTuple):
    """What a run of text is set in. invisible: the text layer over a scan. legacy: its name promises TCVN3 or VNI.

    turned: 1 where the text runs upwards on the page as seen, -1 downwards, 2 where it stands on its head, ASLANT where
    it runs across the page.
    """

    name: str
    bold: bool
    italic: bool
    invisible: bool
    legacy: bool = False
    turned: int = 0


# Of a text object: as ``pdf_calls.text_settings`` gives it.
_Setting = tuple[int | None, int, int, int, tuple[float, ...]]


class Fonts(dict[_Setting, tuple[Font, float]]):
    """The fonts and sizes of one page, by what its text objects, of which every cell has some, are set in.

    quarters: how the page is turned.
    """

    def __init__(self, quarters: int) -> None:
        self._quarters = quarters
        self._known: dict[int | None, tuple[Font, float]] = {None: (Font("", False, False, False), 0.0)}
        self._by_font: dict[tuple[int | None, int, int], Font] = {}

    def of(self, objects: Sequence[int | None]) -> list[tuple[Font, float]]:
        """The font of each text object, and its size on the page in points; size 0 where there is no object."""
        new = [one for one in dict.fromkeys(objects) if one is not None and one not in self._known]
        if new:
            self._known.update(zip(new, map(self.__getitem__, pdf_calls.text_settings(new)), strict=True))
        return list(map(self._known.__getitem__, objects))

    def __missing__(self, setting: _Setting) -> tuple[Font, float]:
        font, mode, _, _, (size, a, b, c, d) = setting
        key = font, mode, self._turned(a * size, b * size, c * size, d * size)
        if key not in self._by_font:
            one = _font(ctypes.cast(font or 0, pdfium_c.FPDF_FONT), mode)
            self._by_font[key] = one._replace(turned=key[2]) if key[2] else one
        self[setting] = found = self._by_font[key], abs(size) * math.hypot(c, d)
        return found

    def _turned(self, right: float, up: float, aslant: float, tall: float) -> int:
        """Which way text runs whose letters go ``right`` and ``up`` along a line, ``aslant`` and ``tall`` across."""
        mirrored = right * tall < up * aslant
        for _ in range(self._quarters):
            right, up = up, -right
        if min(abs(up), abs(right)) > _ACROSS * max(abs(up), abs(right)):
            return ASLANT
        if abs(up) > abs(right):
            return 1 if up > 0 else -1
        return 2 if right < 0 and not mirrored else 0


def _font(font: Any, mode: int) -> Font:
    buffer = bytearray(256)
    size = min(pdfium_c.FPDFFont_GetBaseFontName(font, ctypes.byref(ctypes.c_char.from_buffer(buffer)), 256), 256)
    name = buffer[: max(size - 1, 0)].decode("utf-8", errors="replace")
    # Word fills and strokes a text for a bold that the font does not have.
    heavy = mode == _FILL_AND_STROKE or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return _named(name, heavy, mode == _INVISIBLE)


@lru_cache(maxsize=1024)
def _named(name: str, heavy: bool, invisible: bool) -> Font:
    bold, italic = heavy or bool(_BOLD.search(name)), bool(_ITALIC.search(name))
    return Font(name, bold, italic, invisible, legacy_font(name) is not None)
