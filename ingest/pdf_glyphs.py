"""Glyphs drawn in another order than they stand, put in order.

LibreOffice draws the glyphs that another font lends after the rest of their line, and PDFium gives them in that order:
"nhi m v ệ ụ" for "nhiệm vụ". Word draws loose marks after the letters that follow theirs: "tuc" and a dot for "tục".
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# The spaces that PDFium puts between pieces of a line have no width.
_WIDTH_MIN = 0.05
# Shares of the size: glyphs further apart are two words, with or without a space; baselines further apart two lines.
_GAP, _DROP = 0.15, 0.3
# Share of a vowel's width by which its mark may stand beside it.
_BESIDE = 0.2
_VOWELS = frozenset("aăâeêioôơuưy")
# Words of letters set apart are parted by a gap so many times as wide.
_WIDER = 1.6


class Glyph(NamedTuple):
    """A character of a page. x0, x1: where it starts and ends; y: its baseline. number: PDFium's index of it."""

    x0: float
    x1: float
    y: float
    text: str
    number: int


def with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """``glyphs`` with every loose mark joined to its vowel: the one that it is drawn at, else the one before it. A mark
    at no vowel means nothing and is left out."""
    if not any(map(_is_mark, glyphs)):
        return list(glyphs)
    marks: dict[int, str] = {}
    last: Glyph | None = None
    for glyph in glyphs:
        if not _is_mark(glyph):
            last = glyph
            continue
        vowel = _under(glyph, glyphs) or last
        if vowel is not None and _is_vowel(vowel):
            marks[vowel.number] = marks.get(vowel.number, "") + glyph.text
    return [glyph._replace(text=glyph.text + marks.get(glyph.number, "")) for glyph in glyphs if not _is_mark(glyph)]


def _is_mark(glyph: Glyph) -> bool:
    return "\u0300" <= glyph.text <= "\u036f"


def _is_vowel(glyph: Glyph) -> bool:
    return glyph.text.lower() in _VOWELS


def _under(mark: Glyph, glyphs: Sequence[Glyph]) -> Glyph | None:
    """The vowel whose box holds the middle of ``mark``, or nearly does."""
    middle = (mark.x0 + mark.x1) / 2
    near = [
        glyph
        for glyph in glyphs
        if _is_vowel(glyph) and max(glyph.x0 - middle, middle - glyph.x1) <= _BESIDE * (glyph.x1 - glyph.x0)
    ]
    return min(near, key=lambda glyph: abs(glyph.x0 + glyph.x1 - 2 * middle), default=None)


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
