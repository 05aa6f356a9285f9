"""Words of a page to rows: what stands on one baseline."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from ingest.pdf_runs import Word

# What a font size measured by OCRmyPDF must be multiplied with to be that of the print.
_OCR_SIZE = 1.3
# Words this near in height (font sizes) share a baseline: fonts of one line differ a little in their descent.
_BASELINE = 0.22
# Type smaller than this share of its line's may be a footnote's number.
_SMALL = 0.9
_START, _HEIGHT = attrgetter("x0"), attrgetter("y0")
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
        return self.words[0].x1 if len(self.words) == 1 else max([word.x1 for word in self.words])


def downwards(words: Sequence[Word]) -> list[Word]:
    """``words`` from top to bottom, those of one height from left to right."""
    return sorted(sorted(words, key=_START), key=_HEIGHT, reverse=True)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of ``words`` from top to bottom, the words of each from left to right."""
    return rows_from(downwards(words))


def rows_from(ordered: Sequence[Word]) -> list[Row]:
    """The rows of words that are ordered from top to bottom."""
    if not ordered or are_stacked(ordered):
        return [Row([word], word.y0, word.y0 + word.size, word.size) for word in ordered]
    notes = [word for word in ordered if is_note(word.text)]
    if notes:
        largest = max(word.size for word in ordered)
        notes = [word for word in notes if word.size < _SMALL * largest]
    if not notes:
        return _ordered(_level_rows(ordered))
    # A footnote's number stands higher than its line, so it would come first and open a row of its own.
    rows = _level_rows([word for word in ordered if word not in notes])
    hosts = [(note, next((row for row in rows if _carries(row, note)), None)) for note in notes]
    free = [note for note, row in hosts if row is None]
    if free:
        rows = _level_rows([word for word in ordered if word not in notes or word in free])
    for note, host in hosts:
        if host is not None:
            next(row for row in rows if _carries(row, note)).words.append(note)
    return _ordered(rows)


def are_stacked(words: Sequence[Word]) -> bool:
    """Whether each of ``words`` is a row of its own below the one before: so stand the runs of a cell."""
    if len(words) < 2:
        return True
    tallest = max([word.size for word in words])
    above = math.inf
    for word in words:
        below = word.y0
        if above - below < tallest:
            return False
        above = below
    return tallest > 0


def is_note(text: str) -> bool:
    """Whether ``text`` may be the number of a footnote."""
    return len(text) < 3 and text.isdecimal()


def _carries(row: Row, note: Word) -> bool:
    """Whether ``note`` is raised beside a word of ``row``."""
    raised = 0.1 * row.size < note.y0 - row.y0 < 0.8 * row.size and note.size < _SMALL * row.size
    return raised and any(min(abs(note.x0 - word.x1), abs(word.x0 - note.x1)) < 0.2 * row.size for word in row.words)


def _ordered(rows: list[Row]) -> list[Row]:
    for row in rows:
        if len(row.words) > 1:
            row.words.sort(key=_START)
    rows.sort(key=_HEIGHT, reverse=True)
    return rows


def _level_rows(ordered: Sequence[Word]) -> list[Row]:
    """The rows of words that are ordered from top to bottom."""
    rows: list[Row] = []
    lowest, tallest = math.inf, 0.0
    for word in ordered:
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
