"""PDFium's calls that are made for every line or word, on plain addresses and without giving up the interpreter's lock.

Measured: through pypdfium2's typed functions such a call takes twice as long, most of it for checking the arguments; a
page needs some hundreds of them. All are look-ups of well under a microsecond in a page that is loaded.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c


def address(pointer: Any) -> int:
    """The address that a ctypes pointer holds; 0 for a null pointer."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


_HANDLE, _INDEX, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p

# (text page, index, address of an FS_RECTF) -> whether there is a box
loose_char_box: Callable[[int, int, int], int] = _call(
    pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, _HANDLE, _INDEX, _OUT
)
# (text page, index, address of a double, address of a double) -> whether there is an origin
char_origin: Callable[[int, int, int, int], int] = _call(
    pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int, _HANDLE, _INDEX, _OUT, _OUT
)
# (text page, index) -> the text object, None where the character belongs to none
text_object: Callable[[int, int], int | None] = _call(pdfium_c.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INDEX)
# (text object) -> its render mode
render_mode: Callable[[int], int] = _call(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _HANDLE)
# (text object) -> its font
font_of: Callable[[int], int | None] = _call(pdfium_c.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
# (text object, address of a float) -> whether there is a size
font_size: Callable[[int, int], int] = _call(pdfium_c.FPDFTextObj_GetFontSize, ctypes.c_int, _HANDLE, _OUT)
# (page object, address of an FS_MATRIX) -> whether there is a matrix
object_matrix: Callable[[int, int], int] = _call(pdfium_c.FPDFPageObj_GetMatrix, ctypes.c_int, _HANDLE, _OUT)
# (page, index) -> the page object
page_object: Callable[[int, int], int | None] = _call(pdfium_c.FPDFPage_GetObject, _HANDLE, _HANDLE, _INDEX)
# (page object) -> FPDF_PAGEOBJ_..., 0 for none
object_type: Callable[[int], int] = _call(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, _HANDLE)
# (page object, four addresses of a float: left, bottom, right, top) -> whether there are bounds
object_bounds: Callable[[int, int, int, int, int], int] = _call(
    pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, _HANDLE, _OUT, _OUT, _OUT, _OUT
)
