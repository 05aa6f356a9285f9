"""One PDF page as runs of text with boxes and fonts, as PDFium sees them, in the orientation a person sees the page.

Measured: the text in one call, and a few box calls a line, cost about 1 ms a page; a call per character ten times that.
So a line stays one run; only where columns, tables, legacy fonts or raised numbers may be is it taken apart.
"""

import ctypes
import math
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest import pdf_calls
from ingest.encodings.fonts import legacy_font
from ingest.pdf_drawings import Frame, Rule, page_drawings

# PDFium puts this for a hyphen at a line end and then glues the next line to the word.
_HYPHENS = "\x02\ufffe"
_LINE = re.compile(rf"[^\s\u00a0{_HYPHENS}](?:[^\r\n{_HYPHENS}]*[^\s\u00a0{_HYPHENS}])?[{_HYPHENS}]?|[{_HYPHENS}]")
_WORD = re.compile(rf"[^\s\u00a0{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
_SPACES = re.compile(r"[\s\u00a0]+")
_HYPHEN_TABLE = {ord(char): "-" for char in _HYPHENS}
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
# Shares of the font size below and above the baseline, as in Times New Roman with a mark over a capital.
_DESCENT, _ASCENT = 0.22, 0.9
_INVISIBLE = 3
# A run wider than this many font sizes a character has a gap in it.
_LOOSE = 0.66
# The header of a document lies in this upper share of its first page.
_HEADER_SHARE = 0.45
# Signs of a header or of recipients and signature, whatever the marks are made of: columns are to be expected.
_RECIPIENTS = re.compile(r"N.{1,3}i\s+nh.{1,3}n\s*:")
_CAPACITY = re.compile(r"(?<!\S)(?:TM|KT|TL|TUQ)\s?\.\s")
_CAPACITIES = ("TM", "KT", "TL", "TUQ")
_NATION = re.compile(r"NGH.{1,2}A\s+VI.{1,3}T\s+NAM")
# Characters before the signs of a signature that may belong to it already.
_BEFORE_SIGNATURE = 300
# A necessary sign of the same that is found at a tenth of the cost.
_MAY_BE_RAISED = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?<=[\"”’)]\d))")
# Code units by which the buffer for a page's text grows.
_BUFFER_STEP = 1024
# A first word longer than this, or one that ends in a letter, is no list marker: only after one the second counts.
_MARKER_MAX = 8
_RAISED = re.compile(r"[^\W\d_]{2}[\"”’)]*\d{1,2}(?!\d|[.,]\d|[^\W\d_])")

# What is called for every line or word, without the way through the module; FS_RECTF is left, top, right, bottom.
_loose_box, _origin, _text_object = pdf_calls.loose_char_box, pdf_calls.char_origin, pdf_calls.text_object
_FLOATS = struct.Struct("=4f").unpack
# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__


class Font(NamedTuple):
    """What a run of text is set in. invisible: the text layer over a scan. legacy: its name promises TCVN3 or VNI."""

    name: str
    bold: bool
    italic: bool
    invisible: bool
    legacy: bool = False


class Word(NamedTuple):
    """A run of text, one word or a line of words with single spaces, its box in points from the lower left as seen.

    y0 and y1 are a fixed share of the size below and above the baseline, so the words of a line share them (PDFium's
    own boxes follow each glyph). size: of the font on the page, in points. line: counts the stream's lines.
    first: where its first word ends. second: where its second word starts, x0 without one and after a first word that
    cannot be a list marker.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: Font
    size: float
    line: int
    first: float
    second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page holds. number from 1. image_share: how much of the page its largest image covers, 0..1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    image_share: float


def read_page(document: pdfium.PdfDocument, index: int, *, number: int | None = None) -> Page:
    """Page ``index`` (from 0) of an open document. Raises ``pdfium.PdfiumError`` where PDFium cannot load it.

    number: what to count it as, where the document is the recognised part of another; index + 1 without it.
    """
    page = document[index]
    try:
        if pdfium_c.FPDFPage_GetAnnotCount(page.raw):
            # Numbers, dates and e-signature stamps of office systems are annotations: only flattened are they text.
            pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
        return _read(page, index + 1 if number is None else number)
    finally:
        page.close()


def page_frame(document: pdfium.PdfDocument, index: int) -> Frame:
    """How page ``index`` (from 0) is turned before a person sees it."""
    page = document[index]
    try:
        return _frame(page)
    finally:
        page.close()


def _read(page: pdfium.PdfPage, number: int) -> Page:
    frame = _frame(page)
    width, height = page.get_size()
    rules, image_share = page_drawings(page, frame, width * height)
    textpage = page.get_textpage()
    try:
        header = height * (1 - _HEADER_SHARE) if number == 1 else height
        whole = _ruled(rules) or image_share > 0.5
        words = tuple(_Runs(textpage, frame).read(header=header, whole=whole))
    finally:
        textpage.close()
    return Page(number=number, width=width, height=height, words=words, rules=tuple(rules), image_share=image_share)


def _frame(page: pdfium.PdfPage) -> Frame:
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return Frame(pdfium_c.FPDFPage_GetRotation(page.raw) % 4, box.left, box.bottom, box.right, box.top)


def _ruled(rules: list[Rule]) -> bool:
    """Whether there are upright rules, as of a table."""
    return sum(rule.y1 - rule.y0 > 6 and rule.x1 - rule.x0 < 3 for rule in rules) >= 2


@lru_cache(maxsize=64)
def _buffer_type(steps: int) -> Callable[[], Any]:
    """The array type of so many steps; making one takes longer than a page's text."""
    return ctypes.c_ushort * (steps * _BUFFER_STEP)


def _text(textpage: pdfium.PdfTextPage) -> str:
    """The characters of a page, one code unit for each of PDFium's character indexes."""
    size = pdfium_c.FPDFText_CountChars(textpage.raw)
    if size <= 0:
        return ""
    buffer = _buffer_type(size // _BUFFER_STEP + 1)()
    written = pdfium_c.FPDFText_GetText(textpage.raw, 0, size, buffer)
    text = memoryview(buffer)[: max(written - 1, 0)].tobytes().decode("utf-16-le", errors="surrogatepass")
    if len(text) == size:
        return text
    # Characters outside the BMP, or some that the bulk read leaves out: only now one call for each.
    codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(size))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _signature_start(text: str) -> float:
    """Where the first sign of recipients or signature stands in ``text``; infinite without one."""
    found = [_RECIPIENTS.search(text)]
    if any(capacity in text for capacity in _CAPACITIES):
        found.append(_CAPACITY.search(text))
    return min((match.start() for match in found if match), default=math.inf)


class _Runs:
    """The runs of one text page; keeps the buffers of PDFium's calls."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self._raw = pdf_calls.address(textpage.raw)
        self._text = _text(textpage)
        self._frame = frame
        self._plain = frame.plain
        self._raised = bool(_MAY_BE_RAISED.search(self._text) and _RAISED.search(self._text))
        self._hyphened = any(mark in self._text for mark in _HYPHENS)
        self._fonts = _Fonts()
        self._known_fonts = self._fonts.known
        self._box = pdfium_c.FS_RECTF()
        self._box_at = ctypes.addressof(self._box)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_at, self._y_at = ctypes.addressof(self._x), ctypes.addressof(self._y)

    def read(self, *, header: float, whole: bool) -> Iterator[Word]:
        """The runs in stream order; word by word above the height ``header``, on the whole page where ``whole``."""
        whole = whole or bool(_NATION.search(self._text) and header >= self._frame.top - self._frame.bottom)
        signature = _signature_start(self._text)
        apart = whole
        for number, match in enumerate(_LINE.finditer(self._text)):
            start, end = match.span()
            run = None if whole else self._run(start, end, number)
            if run is None or apart or run.y0 > header or self._needs_words(run, start, end):
                yield from self._words(start, end, number)
            else:
                yield run
            # The signer's title may come before the recipients in the stream, and stand beside any line below.
            apart = apart or end > signature - _BEFORE_SIGNATURE

    def _needs_words(self, run: Word, start: int, end: int) -> bool:
        if self._raised and _RAISED.search(run.text) and self._sizes(start, end) > 1:
            return True
        return run.font.legacy or (run.x1 - run.x0 > _LOOSE * run.size * len(run.text) and not run.text.isupper())

    def _sizes(self, start: int, end: int) -> int:
        sizes = {round(self._font_at(index)[1], 1) for index in range(start, end)}
        return len(sizes)

    def _font_at(self, index: int) -> tuple[Font, float]:
        text_object = _text_object(self._raw, index)
        return self._known_fonts.get(text_object) or self._fonts.of(text_object)

    def _edges(self, index: int) -> tuple[float, float, float, float] | None:
        if not _loose_box(self._raw, index, self._box_at):
            return None
        left, top, right, bottom = _FLOATS(self._box)
        if self._plain:
            return left, bottom, right, top
        return self._frame.box(left, bottom, right, top)

    def _baseline(self, index: int) -> float:
        _origin(self._raw, index, self._x_at, self._y_at)
        y = self._y.value
        if self._plain:
            return y
        x = self._x.value
        return self._frame.box(x, y, x, y)[1]

    def _run(self, start: int, end: int, line: int) -> Word | None:
        """The line ``start..end`` as one run; None where it is not level or PDFium knows no box of it."""
        first, last = self._edges(start), self._edges(end - 1)
        font, size = self._font_at(start)
        if first is None or last is None or not size:
            return None
        baseline = self._baseline(start)
        # Boxes of one height stand on one baseline; else it is asked for.
        level = (first[1] == last[1] and first[3] == last[3]) or abs(self._baseline(end - 1) - baseline) <= 0.05 * size
        if not level or last[2] <= first[0]:
            return None
        if font.bold or font.italic:
            font = self._common(font, start, end)
        text = self._text[start:end]
        words = text.split()
        one, two = last[2], first[0]
        if len(words) > 1:
            one, two = self._first_word(words[0], start, end, one, two)
        text = self._without_marks(" ".join(words))
        return _new(Word, (text, first[0], baseline - _DESCENT * size, last[2], baseline + _ASCENT * size, font, size,
                           line, one, two))  # fmt: skip

    def _first_word(self, word: str, start: int, end: int, one: float, two: float) -> tuple[float, float]:
        """Where the first word of a line ends and the second starts; ``one`` and ``two`` where PDFium does not know."""
        length = len(word)
        edges = self._edges(start + length - 1)
        if edges:
            one = edges[2]
        if length <= _MARKER_MAX and not word[-1].isalpha():
            space = _SPACES.search(self._text, start + length, end)
            edges = self._edges(space.end()) if space else None
            if edges:
                two = edges[0]
        return one, two

    def _without_marks(self, text: str) -> str:
        return text.translate(_HYPHEN_TABLE) if self._hyphened else text

    def _common(self, font: Font, start: int, end: int) -> Font:
        """``font``, bold and italic only where first, middle and last word of the line are."""
        others = [self._font_at(index)[0] for index in (start + (end - start) // 2, end - 1)]
        if all(other is font for other in others):
            return font
        return font._replace(
            bold=font.bold and all(other.bold for other in others),
            italic=font.italic and all(other.italic for other in others),
        )

    def _words(self, start: int, end: int, line: int) -> Iterator[Word]:
        for match in _WORD.finditer(self._text, start, end):
            word = self._word(match.start(), match.end(), line)
            if word is not None:
                yield word

    def _word(self, start: int, end: int, line: int) -> Word | None:
        first = self._edges(start)
        if first is None:
            return None
        x0, y0, x1, y1 = first
        if end - start > 1:
            last = self._edges(end - 1)
            if last is None:
                return None
            # Comparing by hand, as the words of a page are many and min and max take longer than PDFium.
            x0, y0 = last[0] if last[0] < x0 else x0, last[1] if last[1] < y0 else y0
            x1, y1 = last[2] if last[2] > x1 else x1, last[3] if last[3] > y1 else y1
        font, size = self._font_at(start)
        if size and (y1 - y0 < 2.2 * size or x1 - x0 > y1 - y0):
            baseline = self._baseline(start)
            y0, y1 = baseline - _DESCENT * size, baseline + _ASCENT * size
        text = self._text[start:end]
        if self._hyphened:
            text = self._without_marks(text)
        if self._raised and _RAISED.search(text):
            text = self._lifted(text, start, size)
        return _new(Word, (text, x0, y0, x1, y1, font, size or y1 - y0, line, x1, x0))

    def _lifted(self, text: str, start: int, size: float) -> str:
        """``text`` with digits in small type made superscript: a footnote's number is no part of the word."""
        return "".join(
            char.translate(SUPERSCRIPT) if char.isdecimal() and self._font_at(start + at)[1] < 0.8 * size else char
            for at, char in enumerate(text)
        )


SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Fonts:
    """The fonts and sizes of one page, asked for once per text object. known: by the object's address."""

    def __init__(self) -> None:
        self.known: dict[int | None, tuple[Font, float]] = {None: (Font("", False, False, False), 0.0)}
        self._by_font: dict[tuple[int | None, int], Font] = {}
        self._matrix = pdfium_c.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._size = ctypes.c_float()
        self._size_at = ctypes.addressof(self._size)

    def of(self, text_object: int | None) -> tuple[Font, float]:
        """The font of ``text_object``, new to the page, and its size on the page in points."""
        if text_object is None:
            return self.known[None]
        found = self.known[text_object] = self._font(text_object), self._scaled(text_object)
        return found

    def _font(self, text_object: int) -> Font:
        key = pdf_calls.font_of(text_object), pdf_calls.render_mode(text_object)
        if key not in self._by_font:
            self._by_font[key] = _font(ctypes.cast(key[0] or 0, pdfium_c.FPDF_FONT), key[1])
        return self._by_font[key]

    def _scaled(self, text_object: int) -> float:
        pdf_calls.font_size(text_object, self._size_at)
        pdf_calls.object_matrix(text_object, self._matrix_at)
        matrix = self._matrix
        return abs(self._size.value) * math.hypot(matrix.c, matrix.d)


def _font(font: Any, mode: int) -> Font:
    buffer = ctypes.create_string_buffer(256)
    size = min(pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256), 256)
    name = buffer.raw[: max(size - 1, 0)].decode("utf-8", errors="replace")
    # Word fills and strokes a text for a bold that the font does not have.
    bold = bool(_BOLD.search(name)) or mode == 2 or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return Font(name, bold, bool(_ITALIC.search(name)), mode == _INVISIBLE, legacy_font(name) is not None)
