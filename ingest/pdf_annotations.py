"""What annotations of a PDF page say that nobody has drawn: text boxes and form fields without an appearance.

A viewer draws such a text itself. Those with an appearance are flattened into the page before it is read.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.pdf_cells import Box
from ingest.pdf_drawings import Frame
from ingest.pdf_fonts import Font
from ingest.pdf_runs import Word

# More than any page of an office has; what comes behind is left to its appearance.
_ANNOTATIONS_MAX = 200
_LENGTH_MAX = 4_000
_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_KEYS = {pdfium_c.FPDF_ANNOT_FREETEXT: b"Contents", pdfium_c.FPDF_ANNOT_WIDGET: b"V"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf")
_SIZE_USUAL, _PITCH, _MIDDLE = 12.0, 1.2, 0.35
_FONT = Font("", False, False, False)


def typed_words(page: pdfium.PdfPage, frame: Frame, line: int) -> list[Word]:
    """The lines of the texts typed into annotations of ``page`` without appearance. line: the number of the first."""
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _ANNOTATIONS_MAX)
    words: list[Word] = []
    for index in range(count):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            words += _words(annotation, frame, line + len(words))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return words


def signature_boxes(page: pdfium.PdfPage, frame: Frame) -> list[Box]:
    """Where the digital signatures of ``page`` show themselves."""
    boxes: list[Box] = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _ANNOTATIONS_MAX)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            rect = pdfium_c.FS_RECTF()
            signature = _string(annotation, b"FT") == "Sig"
            if signature and pdfium_c.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
                boxes.append(frame.box(rect.left, rect.bottom, rect.right, rect.top))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return boxes


def _words(annotation: Any, frame: Frame, line: int) -> Iterator[Word]:
    key = _KEYS.get(pdfium_c.FPDFAnnot_GetSubtype(annotation))
    if key is None or pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN or _has_appearance(annotation):
        return
    text = _string(annotation, key)
    rect = pdfium_c.FS_RECTF()
    if not text.strip() or not pdfium_c.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return
    x0, y0, x1, y1 = frame.box(rect.left, rect.bottom, rect.right, rect.top)
    found = _SIZE.search(_string(annotation, b"DA"))
    size = float(found.group(1)) if found else 0.0
    lines = text.splitlines()
    size = size or min(_SIZE_USUAL, max((y1 - y0) / _PITCH / len(lines), 1.0))
    middle = (y0 + y1) / 2 - _MIDDLE * size
    for number, one in enumerate(map(str.strip, lines)):
        if one:
            base = middle if len(lines) == 1 else y1 - (number + 1) * _PITCH * size
            end = min(x1, x0 + 0.5 * size * len(one))
            yield Word(one, x0, base - 0.22 * size, end, base + 0.9 * size, _FONT, size, line + number, end, x0)


def _has_appearance(annotation: Any) -> bool:
    size: int = pdfium_c.FPDFAnnot_GetAP(annotation, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    return size > 2


def _string(annotation: Any, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= 2 * _LENGTH_MAX:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
