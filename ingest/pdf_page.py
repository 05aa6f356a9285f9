"""One PDF page as words with boxes and fonts, as PDFium sees them, in the orientation a person sees the page.

Measured: a bulk read of the text plus two box calls a word costs about 1 ms a page; a call per character five times that.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from schema.document import BBox

# PDFium puts this for a hyphen at a line end and then glues the next line to the word.
_HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s\u00a0{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
_HYPHEN_TABLE = {ord(char): "-" for char in _HYPHENS}
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
# Shares of the font size below and above the baseline, as in Times New Roman with a mark over a capital.
_DESCENT, _ASCENT = 0.22, 0.9
_INVISIBLE = 3
# Objects inside forms inside forms ... : real files have one level, hostile ones loop.
_FORM_DEPTH = 4
# A page with more objects than this is a drawing (a map, a CAD plan); its rules are not looked for.
_OBJECTS_MAX = 40_000
_SEGMENTS_MAX = 4_000
# A filled box thinner than this (points) is a rule.
_THIN = 2.6


class Font(NamedTuple):
    """What a run of text is set in. invisible: the text layer over a scan."""

    name: str
    bold: bool
    italic: bool
    invisible: bool


class Word(NamedTuple):
    """A run without white space, its box in points from the lower left of the page as seen, its font and stream line.

    y0 and y1 are a fixed share of the size below and above the baseline, so the words of a line share them (PDFium's own
    boxes follow each glyph). size: of the font on the page, in points. line: counts the lines of the content stream.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: Font
    size: float
    line: int


class Rule(NamedTuple):
    """A straight stroke of a page, or a filled box so thin that it is seen as one."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page holds. number from 1. image_share: how much of the page its largest image covers, 0..1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    image_share: float

    @property
    def text(self) -> str:
        """The words in stream order, for judging what they are."""
        return " ".join(word.text for word in self.words)


class _Frame(NamedTuple):
    """How PDF space turns into the page as seen: rotation in quarter turns, and the crop box."""

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if self.quarters == 0:
            return x0 - self.left, y0 - self.bottom, x1 - self.left, y1 - self.bottom
        if self.quarters == 1:
            return y0 - self.bottom, self.right - x1, y1 - self.bottom, self.right - x0
        if self.quarters == 2:
            return self.right - x1, self.top - y1, self.right - x0, self.top - y0
        return self.top - y1, x0 - self.left, self.top - y0, x1 - self.left


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Page ``index`` (from 0) of an open document. Raises ``pdfium.PdfiumError`` where PDFium cannot load it."""
    page = document[index]
    try:
        if pdfium_c.FPDFPage_GetAnnotCount(page.raw):
            # Numbers, dates and e-signature stamps of office systems are annotations: only flattened are they text.
            pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
        return _read(page, index + 1)
    finally:
        page.close()


def _read(page: pdfium.PdfPage, number: int) -> Page:
    frame = _frame(page)
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        words = tuple(_words(textpage, frame))
    finally:
        textpage.close()
    rules, image_share = _drawings(page, frame, width * height)
    return Page(
        number=number, width=width, height=height, words=words, rules=tuple(rules), image_share=image_share
    )


def _frame(page: pdfium.PdfPage) -> _Frame:
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return _Frame(pdfium_c.FPDFPage_GetRotation(page.raw) % 4, box.left, box.bottom, box.right, box.top)


def _text(textpage: pdfium.PdfTextPage) -> str:
    """The characters of a page, one code unit for each of PDFium's character indexes."""
    size = pdfium_c.FPDFText_CountChars(textpage.raw)
    if size <= 0:
        return ""
    buffer = (ctypes.c_ushort * (size + 1))()
    written = pdfium_c.FPDFText_GetText(textpage.raw, 0, size, buffer)
    text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", errors="surrogatepass")
    if len(text) == size:
        return text
    # Characters outside the BMP, or some that the bulk read leaves out: only now one call for each.
    codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(size))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _words(textpage: pdfium.PdfTextPage, frame: _Frame) -> Iterator[Word]:
    raw = textpage.raw
    text = _text(textpage)
    first, last = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
    first_ref, last_ref = ctypes.byref(first), ctypes.byref(last)
    x, y = ctypes.c_double(), ctypes.c_double()
    x_ref, y_ref = ctypes.byref(x), ctypes.byref(y)
    loose_box, text_object = pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetTextObject
    origin = pdfium_c.FPDFText_GetCharOrigin
    fonts = _Fonts()
    line = 0
    offset = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if "\n" in text[offset:start] or (offset and text[offset - 1] in _HYPHENS):
            line += 1
        offset = end
        if not loose_box(raw, start, first_ref) or not origin(raw, start, x_ref, y_ref):
            continue
        final = first
        if end - 1 > start and loose_box(raw, end - 1, last_ref):
            final = last
        x0, y0, x1, y1 = frame.box(
            min(first.left, final.left),
            min(first.bottom, final.bottom),
            max(first.right, final.right),
            max(first.top, final.top),
        )
        font, size = fonts.of(text_object(raw, start))
        if size and (y1 - y0 < 2.2 * size or x1 - x0 > y1 - y0):
            baseline = frame.box(x.value, y.value, x.value, y.value)[1]
            y0, y1 = baseline - _DESCENT * size, baseline + _ASCENT * size
        yield Word(match.group().translate(_HYPHEN_TABLE), x0, y0, x1, y1, font, size or y1 - y0, line)


class _Fonts:
    """The fonts and sizes of one page, asked for once per text object."""

    def __init__(self) -> None:
        self._by_object: dict[int | None, tuple[Font, float]] = {None: (Font("", False, False, False), 0.0)}
        self._by_font: dict[tuple[int | None, int], Font] = {}
        self._matrix = pdfium_c.FS_MATRIX()
        self._matrix_ref = ctypes.byref(self._matrix)
        self._size = ctypes.c_float()
        self._size_ref = ctypes.byref(self._size)

    def of(self, text_object: Any) -> tuple[Font, float]:
        """The font of ``text_object`` and its size on the page in points."""
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        found = self._by_object.get(address)
        if found is None:
            found = self._by_object[address] = self._font(text_object), self._scaled(text_object)
        return found

    def _font(self, text_object: Any) -> Font:
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text_object)
        font = pdfium_c.FPDFTextObj_GetFont(text_object)
        key = (ctypes.cast(font, ctypes.c_void_p).value, mode)
        if key not in self._by_font:
            self._by_font[key] = _font(font, mode)
        return self._by_font[key]

    def _scaled(self, text_object: Any) -> float:
        pdfium_c.FPDFTextObj_GetFontSize(text_object, self._size_ref)
        pdfium_c.FPDFPageObj_GetMatrix(text_object, self._matrix_ref)
        return abs(self._size.value) * math.hypot(self._matrix.c, self._matrix.d)


def _font(font: Any, mode: int) -> Font:
    buffer = ctypes.create_string_buffer(256)
    size = min(pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256), 256)
    name = buffer.raw[: max(size - 1, 0)].decode("utf-8", errors="replace")
    # Word fills and strokes a text for a bold that the font does not have.
    bold = bool(_BOLD.search(name)) or mode == 2 or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return Font(name, bold, bool(_ITALIC.search(name)), mode == _INVISIBLE)


def _drawings(page: pdfium.PdfPage, frame: _Frame, area: float) -> tuple[list[Rule], float]:
    rules: list[Rule] = []
    image_area = 0.0
    edges = tuple(ctypes.c_float() for _ in range(4))
    refs = tuple(map(ctypes.byref, edges))
    for count, (kind, page_object, matrix) in enumerate(_objects(page)):
        if count > _OBJECTS_MAX or not pdfium_c.FPDFPageObj_GetBounds(page_object, *refs):
            break
        box = frame.box(*_moved(matrix, edges[0].value, edges[1].value, edges[2].value, edges[3].value))
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            image_area = max(image_area, (box[2] - box[0]) * (box[3] - box[1]))
        elif box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
            rules.append(Rule(*box))
        else:
            rules += (Rule(*frame.box(*_moved(matrix, *piece))) for piece in _pieces(page_object))
    return rules, min(image_area / area, 1.0) if area else 0.0


def _pieces(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces along the axes of a stroked path, and the thin boxes of a filled one."""
    segments = pdfium_c.FPDFPath_CountSegments(path)
    if not 2 <= segments <= _SEGMENTS_MAX:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    own = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(path, ctypes.byref(own))
    matrix = (own.a, own.b, own.c, own.d, own.e, own.f)
    for subpath in _subpaths(path, segments):
        if stroke.value:
            for (x0, y0), (x1, y1) in zip(subpath, subpath[1:], strict=False):
                if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                    yield _moved(matrix, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        elif fill.value:
            xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
            box = _moved(matrix, min(xs), min(ys), max(xs), max(ys))
            if box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
                yield box


def _subpaths(path: Any, segments: int) -> list[list[tuple[float, float]]]:
    """The points of each subpath, closed ones with the first point again at the end."""
    subpaths: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        subpaths[-1].append((x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _moved(
    matrix: tuple[float, ...] | None, x0: float, y0: float, x1: float, y1: float
) -> tuple[float, float, float, float]:
    if matrix is None:
        return x0, y0, x1, y1
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


_DRAWN = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, Any, tuple[float, ...] | None]]:
    """Paths and images of a page, those inside forms with the matrix that places them."""
    kind_of, get = pdfium_c.FPDFPageObj_GetType, pdfium_c.FPDFPage_GetObject
    raw = page.raw
    for index in range(pdfium_c.FPDFPage_CountObjects(raw)):
        page_object = get(raw, index)
        kind = kind_of(page_object)
        if kind in _DRAWN:
            yield kind, page_object, None
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(page_object, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


def _form_objects(form: Any, outer: tuple[float, ...], depth: int) -> Iterator[tuple[int, Any, tuple[float, ...]]]:
    if depth >= _FORM_DEPTH:
        return
    own = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(form, ctypes.byref(own))
    matrix = _product((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    for index in range(pdfium_c.FPDFFormObj_CountObjects(form)):
        inner = pdfium_c.FPDFFormObj_GetObject(form, index)
        kind = pdfium_c.FPDFPageObj_GetType(inner)
        if kind in _DRAWN:
            yield kind, inner, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(inner, matrix, depth + 1)


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


def bounds(words: list[Word]) -> BBox:
    """The box around ``words`` (at least one)."""
    return BBox(
        x0=min(word.x0 for word in words),
        y0=min(word.y0 for word in words),
        x1=max(word.x1 for word in words),
        y1=max(word.y1 for word in words),
    )
