"""Markers that hang in a column of their own before the lines of a scanned page, passed over by the recognition.

Tesseract takes the markers of a list with hanging indents for a column beside the text, and drops most of it in silence
("1.", "a." and "-" of Word's lists), and the page is graded good. Taken for an even block of lines the same page keeps
them, but may lose the marks of letters. So the text stays as it was read, and only the markers before it come from a
second reading, where ink stands before a line and no word was read in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ingest.encodings.syllables import is_syllable
from ingest.ocr import PageImage, Reading, recognise_lines
from ingest.pdf_page import Page
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_runs import Word
from ingest.scan_bars import roman_of_bars
from ingest.scan_strokes import without_dust

_POINTS = 72
_DARK = 150
# How far before a line (points) its marker may stand; how far from the line's first word its ink ends at least.
_REACH, _NEAR = 90.0, 1.5
# A marker ends this far (font sizes) before its line at least, so that a space stands between.
_SPACE = 0.5
# A marker that was read as a line of its own stands so near before the one that it opens, so level with it (sizes).
_MARKER_APART, _LEVEL = 4.0, 0.5
# Ink of fewer pixels (at 200 dpi) is a speck; a dash has some 20.
_SPECK = 14
_SPECK_DPI = 200
# A row of text has so many words; what was made of a marker is no longer than this.
_WORDS_MIN, _GARBLED_MAX = 3, 4
# A second reading is made where so many lines of a page lack what stands before them.
_LOST_MIN = 2
_MARKER = re.compile(
    r"[-–—+•*·▪]|\(?(?:[IVXLHl]{1,6}|\d{1,2}(?:[.,]\d{1,2}){0,3}|[A-Za-zĐđ])[.,)/:]{0,2}"
)  # fmt: skip

_DASHES = ("-", "–", "—")

_Ink = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lost:
    """A line before which ink stands that was not read: its first word, what was made of the marker, where it is."""

    first: Word
    garbled: tuple[Word, ...]
    box: tuple[int, int, int, int]


def with_hanging_markers(page: Page, picture: PageImage, name: str) -> Page:
    """``page`` as read from ``picture`` with the markers that were passed over. Raises ReadError.

    name: of the file, for the message.
    """
    page = _with_markers_beside(_without_phantoms(page, picture))
    lost = lost_markers(page, picture)
    if len(lost) >= _LOST_MIN:
        found = recognise_lines(picture.image, picture.dpi, name, even=True)
        page = _with_markers(page, lost, found, picture.dpi)
        # Only beside the markers that are whole by now does a syllable show that it was made of one.
        lost = lost_markers(page, picture)
        page = _with_markers(page, lost, found, picture.dpi)
    return _with_bars(page, lost, picture)


def _with_bars(page: Page, lost: Sequence[Lost], picture: PageImage) -> Page:
    """``page`` with the numbers of bars before headings in capitals, of those that are still ``lost``."""
    if not any(line.first.text.isupper() for line in lost):
        return page
    ink, words, dropped = _dark(picture), list(page.words), set[Word]()
    for line in lost_markers(page, picture):
        left, top, right, low = line.box
        text = roman_of_bars(ink[max(0, top) : low, left:right]) if line.first.text.isupper() else ""
        if text:
            marker = marker_before(line.first, left * _POINTS / picture.dpi, right * _POINTS / picture.dpi)
            dropped.update(line.garbled)
            words.append(marker._replace(text=text))
    return replace(page, words=tuple(word for word in words if word not in dropped))


def _without_phantoms(page: Page, picture: PageImage) -> Page:
    """``page`` without dashes that open a row where it has no ink: the mark of a capital below ("Ủ") passed for one."""
    ink, scale = _dark(picture), picture.dpi / _POINTS
    opening = (row.words[0] for row in rows_of(page.words) if len(row.words) > 1)
    phantoms = {word for word in opening if word.text in _DASHES and not _middle(word, ink, scale).any()}
    return replace(page, words=tuple(word for word in page.words if word not in phantoms)) if phantoms else page


def _with_markers_beside(page: Page) -> Page:
    """``page`` with markers that were read as a line of their own, a little below or above the one that they open, on
    its baseline: a bracket reaches lower than the letters beside it."""
    rows = rows_of(page.words)
    lifted: dict[Word, Word] = {}
    for at, row in enumerate(rows):
        if len(row.words) == 1 and len(row.words[0].text) <= _GARBLED_MAX:
            word = row.words[0]
            opened = next(
                (near for near in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2]) if _is_beside(word, near)), None
            )
            if opened is not None:
                lifted[word] = word._replace(y0=opened.words[0].y0, y1=opened.words[0].y1, size=opened.words[0].size)
    return replace(page, words=tuple(lifted.get(word, word) for word in page.words)) if lifted else page


def _is_beside(word: Word, row: Row) -> bool:
    """Whether ``word`` stands right before ``row`` and overlaps most of its height."""
    apart = row.x0 - word.x1
    return len(row.words) > 1 and 0 < apart < _MARKER_APART * row.size and abs(row.y0 - word.y0) < _LEVEL * row.size


def _middle(word: Word, ink: _Ink, scale: float) -> _Ink:
    """What stands at half the height of ``word``."""
    height = ink.shape[0]
    top, low = (round(height - (word.y0 + part * word.size) * scale) for part in (0.8, 0.2))
    return ink[max(0, top) : low, round(word.x0 * scale) : round(word.x1 * scale) + 1]


def _dark(picture: PageImage) -> _Ink:
    dark: _Ink = np.asarray(picture.image.convert("L")) < _DARK
    return dark


def _with_markers(page: Page, lost: Sequence[Lost], found: Sequence[Reading], dpi: int) -> Page:
    words, dropped = list(page.words), set[Word]()
    for line in lost:
        marker = _marker(line, found, dpi)
        if marker is not None:
            dropped.update(line.garbled)
            words.append(marker)
    return replace(page, words=tuple(word for word in words if word not in dropped))


def lost_markers(page: Page, picture: PageImage) -> list[Lost]:
    """The lines of ``page`` before which the picture shows what was not read."""
    ink = _dark(picture)
    rows = rows_of(page.words)
    listed = [row for row in rows if len(row.words) > 1 and _MARKER.fullmatch(row.words[0].text)]
    found = (_before(row, page.words, listed, ink, picture.dpi / _POINTS, picture.dpi) for row in rows)
    return [line for line in found if line is not None]


def _before(row: Row, words: Sequence[Word], listed: Sequence[Row], ink: _Ink, scale: float, dpi: int) -> Lost | None:
    """The ink before ``row`` in which nothing was read but dots; None where there is none.

    listed: the rows of the page with a marker.
    """
    named = next((at for at, word in enumerate(row.words) if any(map(str.isalnum, word.text))), None)
    if named == 0 and (_is_garbled(row) or _is_in_their_place(row, listed)):
        named = 1
    if named is None or len(row.words) - named < 2 or _MARKER.fullmatch(row.words[named].text):
        return None
    first, garbled = row.words[named], tuple(row.words[:named])
    if _MARKER.fullmatch("".join(word.text for word in garbled)):
        return None
    right, height = first.x0 - _NEAR, ink.shape[0]
    left = max(0.0, right - _REACH)
    beside = [word for word in words if word not in garbled and word.x1 > left and word.x0 < right
              and word.y0 < row.y1 and row.y0 < word.y0 + word.size]  # fmt: skip
    if beside:
        return None
    top, low = round(height - (row.y0 + row.size) * scale), round(height - row.y0 * scale)
    part = ink[max(0, top) : low, round(left * scale) : round(right * scale)]
    columns = np.flatnonzero(part.any(axis=0) & ~part.all(axis=0))  # what runs through is a rule or a shadow
    if not columns.size or int(part[:, columns].sum()) < _SPECK * (dpi / _SPECK_DPI) ** 2:
        return None
    start = round(left * scale)
    return Lost(first, garbled, (start + int(columns[0]), top, start + int(columns[-1]) + 1, low))


def _is_garbled(row: Row) -> bool:
    """Whether the row opens with a few signs apart from its text that are no syllable: "lÒC", "Œ:", "đun"."""
    if len(row.words) < _WORDS_MIN:
        return False
    word, text = row.words[0], row.words[0].text.rstrip(".,:;)")
    apart = row.words[1].x0 - word.x1 > _SPACE * row.size
    return apart and 0 < len(text) <= _GARBLED_MAX and not is_syllable(text) and _MARKER.fullmatch(word.text) is None


def _is_in_their_place(row: Row, listed: Sequence[Row]) -> bool:
    """Whether the first word of ``row`` stands where several markers of the page do, and its text where theirs does:
    then it was made of one, be it a syllable ("lề" of "1.")."""
    if len(row.words) < 2 or len(row.words[0].text) > _GARBLED_MAX - 1 or _MARKER.fullmatch(row.words[0].text):
        return False
    near = 0.3 * row.size
    alike = (
        abs(row.words[0].x0 - other.words[0].x0) < near and abs(row.words[1].x0 - other.words[1].x0) < near
        for other in listed
    )
    return sum(alike) >= _LOST_MIN


def _marker(line: Lost, found: Sequence[Reading], dpi: int) -> Word | None:
    """The marker that the second reading found where the ink before ``line`` stands; None where it found no marker."""
    left, top, right, low = line.box
    own = [read for read in found
           if left - dpi // 20 <= (read.box[0] + read.box[2]) / 2 <= right + dpi // 20
           and top <= (read.box[1] + read.box[3]) / 2 <= low]  # fmt: skip
    text = without_dust("".join(read.text for read in sorted(own, key=lambda read: read.box[0])))
    if _MARKER.fullmatch(text) is None:
        return None
    return marker_before(line.first, left * _POINTS / dpi, right * _POINTS / dpi)._replace(text=text)


def marker_before(first: Word, left: float, right: float) -> Word:
    """The place of the marker whose ink spans ``left`` to ``right`` (points) before the line that begins with
    ``first``, as a word of it."""
    end = max(left, min(right, first.x0 - _SPACE * first.size))
    return first._replace(text="", x0=left, x1=end, first=end, second=left)
