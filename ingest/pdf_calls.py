"""PDFium's calls that are made for every line or word, many at a time and with as little as can be between them.

Measured: a call of pypdfium2's typed functions takes three times as long, most of it for checking the arguments; a page
needs some hundreds of them. So little is checked here: a text page is given as a ctypes pointer, an object as its
address, an index as an int. All are look-ups of well under a microsecond in a page that is loaded, so none of them
gives up the interpreter's lock. A whole list goes through ``map``, and what a call writes is taken up before the next
one is made.
"""

import ctypes
import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

# left, top, right, bottom, as in FS_RECTF
Edges = tuple[float, float, float, float]
Point = tuple[float, float]
# What the calls write. A setting: a size, and of the matrix behind it the first four numbers.
_BOX, _POINT, _MATRIX, _SETTING = map(struct.Struct, ("=4f", "=2d", "=6f", "=5f8x"))

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


def char_boxes(text_page: Any, indexes: Sequence[int]) -> list[Edges | None]:
    """The box of each character, None where PDFium knows none."""
    boxes, place = _written(_BOX)
    found = map(_loose_char_box, repeat(text_page), indexes, *place)
    return [edges if known else None for known, edges in zip(found, boxes, strict=False)]


def char_origins(text_page: Any, indexes: Sequence[int]) -> list[Point]:
    """Where each character stands on its baseline; (0, 0) where PDFium does not know."""
    points, places = _written(_POINT, 0, 8)
    found = map(_char_origin, repeat(text_page), indexes, *places)
    return [point if known else (0.0, 0.0) for known, point in zip(found, points, strict=False)]


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
    read, (size, matrix) = _written(_SETTING, 0, 4)
    asked = (map(_font_size, objects, size), map(_object_matrix, objects, matrix))
    return list(zip(map(_font, objects), map(_render_mode, objects), *asked, read, strict=False))


def matrices(objects: Sequence[int]) -> list[tuple[float, ...]]:
    """The matrix (a, b, c, d, e, f) of each page object."""
    read, place = _written(_MATRIX)
    return [own for _, own in zip(map(_object_matrix, objects, *place), read, strict=False)]


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
    bounds, places = _written(_BOX, 0, 4, 8, 12)
    found = map(_object_bounds, objects, *places)
    return [edges if known else None for known, edges in zip(found, bounds, strict=False)]


def _written(form: struct.Struct, *offsets: int) -> tuple[Iterator[Any], list[Iterator[Any]]]:
    """The numbers that calls write in this form, and pointers to ``offsets`` of them: each as often as asked."""
    buffer = bytearray(form.size)
    start = ctypes.c_char.from_buffer(buffer)
    return map(form.unpack, repeat(buffer)), [repeat(ctypes.byref(start, at)) for at in offsets or (0,)]
