"""Glyphs drawn in another order than they stand, put in order.

LibreOffice draws the glyphs that another font lends after the rest of their line, and PDFium gives them in that order:
"nhi m v ệ ụ" for "nhiệm vụ".
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# The spaces that PDFium puts between pieces of a line have no width.
_WIDTH_MIN = 0.05
# Shares of the size: glyphs further apart are two words, with or without a space; baselines further apart two lines.
_GAP, _DROP = 0.15, 0.3
# Words of letters set apart are parted by a gap so many times as wide.
_WIDER = 1.6


class Glyph(NamedTuple):
    """A character of a page. x0, x1: where it starts and ends; y: its baseline. number: PDFium's index of it."""

    x0: float
    x1: float
    y: float
    text: str
    number: int


def words_of(glyphs: Iterable[Glyph], size: float) -> list[list[Glyph]]:
    """The words that glyphs of about this size make, line by line, from left to right."""
    lines: list[list[Glyph]] = []
    ordered = list(glyphs)
    for before, glyph, after in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
        if _is_width_less(glyph) and not _is_drawn_space(before, glyph, after, _GAP * size):
            continue
        line = next((line for line in lines if abs(line[0].y - glyph.y) < _DROP * size), None)
        if line is None:
            lines.append([glyph])
        else:
            line.append(glyph)
    return [word for line in lines for word in _parted(sorted(line), _GAP * size)]


def spaced_words(letters: Sequence[Glyph]) -> list[list[Glyph]]:
    """The words of a heading set with a space after each letter, parted where the gap is wider; none where none is."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(letters)]
    if not gaps or max(gaps) < (wide := _WIDER * max(min(gaps), 1.0)):
        return []
    words = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap < wide:
            words[-1].append(letter)
        else:
            words.append([letter])
    return words


def _is_width_less(glyph: Glyph) -> bool:
    return glyph.text.isspace() and glyph.x1 - glyph.x0 < _WIDTH_MIN


def _is_drawn_space(before: Glyph | None, glyph: Glyph, after: Glyph | None, gap: float) -> bool:
    """Whether PDFium puts ``glyph`` for a gap and a space after it: it stands away from both its neighbours."""
    return before is not None and after is not None and glyph.x0 > before.x1 + gap and after.x0 > glyph.x0 + gap


def _parted(line: Iterable[Glyph], gap: float) -> list[list[Glyph]]:
    words: list[list[Glyph]] = []
    end: float | None = None
    for glyph in line:
        if glyph.text.isspace():
            end = None
            continue
        if end is None or glyph.x0 - end > gap:
            words.append([])
        words[-1].append(glyph)
        end = glyph.x1
    return words
