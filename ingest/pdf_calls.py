"""PDFium's calls that are made for every line or word, many at a time and on plain addresses.

Measured: through pypdfium2's typed functions such a call takes twice as long, most of it for checking the arguments; a
page needs some hundreds of them. All are look-ups of well under a microsecond in a page that is loaded, so none of them
gives up the interpreter's lock. A whole list goes through ``map``, without a step of the interpreter between the calls.
"""

import ctypes
import struct
from array import array
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

# left, top, right, bottom, as in FS_RECTF
Edges = tuple[float, float, float, float]
Point = tuple[float, float]


def address(pointer: Any) -> int:
    """The address that a ctypes pointer holds; 0 for a null pointer."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


_HANDLE, _INDEX, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p

_loose_char_box = _call(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, _HANDLE, _INDEX, _OUT)
_char_origin = _call(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, _HANDLE, _INDEX, _OUT, _OUT)
_text_object = _call(pdfium_c.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INDEX)
_get_text = _call(pdfium_c.FPDFText_GetText, ctypes.c_int, _HANDLE, _INDEX, ctypes.c_int, _OUT)
_render_mode = _call(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _HANDLE)
_font = _call(pdfium_c.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
_font_size = _call(pdfium_c.FPDFTextObj_GetFontSize, ctypes.c_int, _HANDLE, _OUT)
_object_matrix = _call(pdfium_c.FPDFPageObj_GetMatrix, ctypes.c_int, _HANDLE, _OUT)
_page_object = _call(pdfium_c.FPDFPage_GetObject, _HANDLE, _HANDLE, _INDEX)
_form_object = _call(pdfium_c.FPDFFormObj_GetObject, _HANDLE, _HANDLE, _INDEX)
_object_type = _call(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, _HANDLE)
_object_bounds = _call(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, _HANDLE, _OUT, _OUT, _OUT, _OUT)


def char_boxes(text_page: int, indexes: Sequence[int]) -> list[Edges | None]:
    """The box of each character, None where PDFium knows none."""
    boxes, at = _floats(4 * len(indexes))
    found = list(map(_loose_char_box, repeat(text_page), indexes, range(at, at + 16 * len(indexes), 16)))
    return _known(found, list(struct.iter_unpack("=4f", boxes)))


def char_origins(text_page: int, indexes: Sequence[int]) -> list[Point]:
    """Where each character stands on its baseline; (0, 0) where PDFium does not know."""
    points = array("d", bytes(16 * len(indexes)))
    at, end = points.buffer_info()[0], points.buffer_info()[0] + 16 * len(indexes)
    list(map(_char_origin, repeat(text_page), indexes, range(at, end, 16), range(at + 8, end + 8, 16)))
    return list(struct.iter_unpack("=2d", points))


def text_objects(text_page: int, indexes: Sequence[int]) -> list[int | None]:
    """The text object of each character, None where it belongs to none."""
    return list(map(_text_object, repeat(text_page), indexes))


def text(text_page: int, size: int) -> str:
    """The first ``size`` characters of a page in one call; shorter where PDFium leaves some out."""
    buffer = array("H", bytes(2 * (size + 1)))
    written = _get_text(text_page, 0, size, buffer.buffer_info()[0])
    return buffer[: max(written - 1, 0)].tobytes().decode("utf-16-le", errors="surrogatepass")


def text_settings(objects: Sequence[int]) -> list[tuple[int | None, int, float, float, float, float, float]]:
    """The font and the render mode of each text object, the size that its font has before its matrix is applied, and
    a, b, c, d of the matrix."""
    sizes, at = _floats(len(objects))
    list(map(_font_size, objects, range(at, at + 4 * len(objects), 4)))
    values, at = _floats(6 * len(objects))
    list(map(_object_matrix, objects, range(at, at + 24 * len(objects), 24)))
    fonts, modes = map(_font, objects), map(_render_mode, objects)
    return list(zip(fonts, modes, sizes, values[::6], values[1::6], values[2::6], values[3::6], strict=True))


def matrices(objects: Sequence[int]) -> list[tuple[float, ...]]:
    """The matrix (a, b, c, d, e, f) of each page object."""
    values, at = _floats(6 * len(objects))
    list(map(_object_matrix, objects, range(at, at + 24 * len(objects), 24)))
    return list(struct.iter_unpack("=6f", values))


def page_objects(page: int, count: int) -> list[int]:
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
    bounds, at = _floats(4 * len(objects))
    end = at + 16 * len(objects)
    places = (range(at + shift, end + shift, 16) for shift in (0, 4, 8, 12))
    return _known(list(map(_object_bounds, objects, *places)), list(struct.iter_unpack("=4f", bounds)))


def _floats(count: int) -> "tuple[array[float], int]":
    """A buffer for so many floats, and its address."""
    buffer = array("f", bytes(4 * count))
    return buffer, buffer.buffer_info()[0]


def _known(found: Sequence[int], values: list[Any]) -> list[Any]:
    if 0 not in found:
        return values
    return [value if known else None for known, value in zip(found, values, strict=True)]
