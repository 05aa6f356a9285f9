"""Words of a page to rows: what stands on one baseline."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf_runs import Word

# What a font size measured by OCRmyPDF must be multiplied with to be that of the print.
_OCR_SIZE = 1.3
# Words this near in height (font sizes) share a baseline: fonts of one line differ a little in their descent.
_BASELINE = 0.22
# What an OCR makes of grains and strokes.
_SPECKS = re.compile(r"[`'‘’›‹|~^¬°·\\_]+$")


@dataclass(slots=True)
class Row:
    """Words whose middle lies on one height, from left to right."""

    words: list[Word]
    y0: float
    y1: float
    size: float

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of ``words`` from top to bottom, the words of each from left to right."""
    rows: list[Row] = []
    lowest, tallest = math.inf, 0.0
    for word in sorted(words, key=lambda word: (-word.y0, word.x0)):
        y0, size = word.y0, word.size
        if rows and abs(rows[-1].y0 - y0) < 0.01:
            row: Row | None = rows[-1]
        elif lowest - y0 >= (size if size > tallest else tallest):
            row = None  # far below all rows so far
        else:
            row = _row_of(word, size, rows)
        lowest, tallest = y0, size if size > tallest else tallest
        if row is None:
            rows.append(Row([word], y0, y0 + size, size))
            continue
        row.words.append(word)
        if size > row.size:
            row.y0, row.y1, row.size = y0, y0 + size, size
    for row in rows:
        if len(row.words) > 1:
            row.words.sort(key=lambda word: word.x0)
    rows.sort(key=lambda row: -row.y0)
    return rows


def evened(words: Sequence[Word]) -> Sequence[Word]:
    """``words``, those of an OCR in one size: it guesses a size for every line, and a third too small (measured)."""
    sizes = [word.size for word in words if word.font.invisible]
    if not sizes:
        return words
    usual = median(sizes)
    even = _OCR_SIZE * usual
    return [
        word._replace(size=even, y0=word.y0 - 0.22 * (even - word.size))
        if word.font.invisible and 0.5 * usual < word.size < 1.6 * usual
        else word
        for word in words
        if not (word.font.invisible and _SPECKS.match(word.text))
    ]


def _row_of(word: Word, size: float, rows: list[Row]) -> Row | None:
    """The row on whose baseline ``word`` stands, or to which it is raised or lowered in small type."""
    near = [row for row in rows[-6:] if row.y0 - word.y0 < max(size, row.size)]
    if not near:
        return None
    level = [row for row in near if abs(row.y0 - word.y0) < _BASELINE * max(size, row.size)]
    if level:
        return min(level, key=lambda row: abs(row.y0 - word.y0))
    middle = word.y0 + size / 2
    for row in reversed(near):
        if size < 0.8 * row.size and row.y0 - 0.1 * row.size < middle < row.y1 and _touches(word, row):
            return row
    return None


def _touches(word: Word, row: Row) -> bool:
    reach = 0.5 * word.size
    return any(abs(other.x1 - word.x0) < reach or abs(word.x1 - other.x0) < reach for other in row.words)
