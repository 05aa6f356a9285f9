"""PDFium's calls that are made for every line or word, many at a time and with as little as can be between them.

Measured: a call of pypdfium2's typed functions takes three times as long, most of it for checking the arguments; a page
needs some hundreds of them. So little is checked here: a text page is given as a ctypes pointer, an object as its
address, an index as an int. All are look-ups of well under a microsecond in a page that is loaded, so none of them
gives up the interpreter's lock. A whole list goes through ``map``, and each call writes to a place of its own, so that
all that they wrote is taken up at once.
"""

import ctypes
import struct
import threading
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

# left, top, right, bottom, as in FS_RECTF
Edges = tuple[float, float, float, float]
Point = tuple[float, float]
_ADDRESS, _YES = ctypes.c_void_p, ctypes.c_int


def _call(function: Any, result: Any, *first: Any) -> Callable[..., Any]:
    """``function`` with its ``first`` arguments converted, the others taken as they are."""
    return ctypes.PYFUNCTYPE(result, *first)(ctypes.cast(function, _ADDRESS).value or 0)


_loose_char_box = _call(pdfium_c.FPDFText_GetLooseCharBox, _YES)
_char_origin = _call(pdfium_c.FPDFText_GetCharOrigin, _YES)
_text_object = _call(pdfium_c.FPDFText_GetTextObject, _ADDRESS)
_get_text = _call(pdfium_c.FPDFText_GetText, ctypes.c_int)
_render_mode = _call(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _ADDRESS)
_font = _call(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_font_size = _call(pdfium_c.FPDFTextObj_GetFontSize, _YES, _ADDRESS)
_object_matrix = _call(pdfium_c.FPDFPageObj_GetMatrix, _YES, _ADDRESS)
_page_object = _call(pdfium_c.FPDFPage_GetObject, _ADDRESS)
_form_object = _call(pdfium_c.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS)
_object_type = _call(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, _ADDRESS)
_object_bounds = _call(pdfium_c.FPDFPageObj_GetBounds, _YES, _ADDRESS)


class _Room(threading.local):
    """Room for what many calls write, and the pointers to it, which take longer to make than PDFium to answer.

    form: what one round of calls writes. offsets: where in it each of them does.
    """

    def __init__(self, form: str, *offsets: int) -> None:
        self._form, self._offsets = struct.Struct(form), offsets or (0,)
        self._places: list[list[Any]] = [[] for _ in self._offsets]

    def places(self, count: int) -> list[list[Any]]:
        """The pointers to at least ``count`` places, by the offsets."""
        if count > len(self._places[0]):
            size = self._form.size
            buffer = bytearray(2 * count * size)
            start = ctypes.c_char.from_buffer(buffer)
            self._written = memoryview(buffer)
            self._places = [[ctypes.byref(start, at) for at in range(own, len(buffer), size)] for own in self._offsets]
        return self._places

    def read(self, count: int) -> list[Any]:
        """What stands in the first ``count`` places: a tuple of numbers each."""
        return list(self._form.iter_unpack(self._written[: count * self._form.size])) if count else []


_BOXES, _BOUNDS, _POINTS = _Room("=4f"), _Room("=4f", 0, 4, 8, 12), _Room("=2d", 0, 8)
# A setting: a size, and of the matrix behind it the first four numbers.
_MATRICES, _SETTINGS = _Room("=6f"), _Room("=5f8x", 0, 4)


def char_boxes(text_page: Any, indexes: Sequence[int]) -> list[Edges | None]:
    """The box of each character, None where PDFium knows none."""
    found = list(map(_loose_char_box, repeat(text_page), indexes, *_BOXES.places(len(indexes))))
    return _known(found, _BOXES.read(len(found)), None)


def char_origins(text_page: Any, indexes: Sequence[int]) -> list[Point]:
    """Where each character stands on its baseline; (0, 0) where PDFium does not know."""
    found = list(map(_char_origin, repeat(text_page), indexes, *_POINTS.places(len(indexes))))
    return _known(found, _POINTS.read(len(found)), (0.0, 0.0))


def text_objects(text_page: Any, indexes: Sequence[int]) -> list[int | None]:
    """The address of the text object of each character, None where it belongs to none."""
    return list(map(_text_object, repeat(text_page), indexes))


def text(text_page: Any, size: int) -> str:
    """The first ``size`` characters of a page in one call; shorter where PDFium leaves some out."""
    buffer = bytearray(2 * size + 2)
    written = _get_text(text_page, 0, size, ctypes.byref(ctypes.c_char.from_buffer(buffer)))
    return buffer[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="surrogatepass")


def text_settings(objects: Sequence[int]) -> list[tuple[int | None, int, int, int, tuple[float, ...]]]:
    """The font and the render mode of each text object; whether its size and its matrix are known; then the size that
    its font has before its matrix is applied, and a, b, c, d of the matrix."""
    sizes, own = _SETTINGS.places(len(objects))
    asked = (list(map(_font_size, objects, sizes)), list(map(_object_matrix, objects, own)))
    read = _SETTINGS.read(len(objects))
    return list(zip(map(_font, objects), map(_render_mode, objects), *asked, read, strict=True))


def matrices(objects: Sequence[int]) -> list[tuple[float, ...]]:
    """The matrix (a, b, c, d, e, f) of each page object."""
    found = list(map(_object_matrix, objects, *_MATRICES.places(len(objects))))
    return _MATRICES.read(len(found))


def page_objects(page: Any, count: int) -> list[int]:
    """The first ``count`` objects of a page."""
    return list(map(_page_object, repeat(page), range(count)))


def form_objects(form: int, count: int) -> list[int]:
    """The first ``count`` objects of a form."""
    return list(map(_form_object, repeat(form), range(count)))


def object_types(objects: Sequence[int]) -> list[int]:
    """FPDF_PAGEOBJ_... of each page object."""
    return list(map(_object_type, objects))


def object_bounds(objects: Sequence[int]) -> list[Edges | None]:
    """The bounds of each page object as left, bottom, right, top; None where PDFium knows none."""
    found = list(map(_object_bounds, objects, *_BOUNDS.places(len(objects))))
    return _known(found, _BOUNDS.read(len(found)), None)


def _known(found: Sequence[int], read: list[Any], unknown: Any) -> list[Any]:
    """What was ``read``, with ``unknown`` where a call found nothing."""
    return [one if known else unknown for known, one in zip(found, read, strict=True)] if 0 in found else read
