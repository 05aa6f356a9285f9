"""Which way a scanned page lies: by the direction of its lines, and by the marks over them.

Tesseract's own detection takes as long as the recognition and is unsure on short pages. Vietnamese has most of its
marks, and Latin its ascenders, above the letters: the ink over the lines outweighs the ink under them, and across the
lines there is no such difference.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

Ink = npt.NDArray[np.bool_]

_DPI = 100
_DARK = 150
# In inches: longer runs of ink are rulings; a strip is narrow enough for a line of a skewed page to stay a line.
_RUN, _STRIP = 0.3, 0.8
# Heights of small letters in inches, how many pieces of lines must tell, and how plainly. On 63 pages, clean and
# spoiled, in four directions, it was .3 to .6 along the lines, at most .1 across.
_BODY_MIN, _BODY_MAX = 0.03, 0.25
_LINES_MIN = 6
_LEAN_MIN = 0.2


def turn_of(image: Image.Image, dpi: int) -> int:
    """The degrees (0, 90, 180, 270), against the clock, by which ``image`` is turned for its text to stand; 0 where the
    page has too little text to tell."""
    ink = _without_rulings(np.asarray(image.convert("L").reduce(max(1, dpi // _DPI))) < _DARK)
    leans = {turn: _lean(np.rot90(ink, turn // 90)) for turn in (0, 90)}
    turn, lean = max(leans.items(), key=lambda item: abs(item[1]))
    if abs(lean) < _LEAN_MIN:
        return 0
    return turn if lean > 0 else turn + 180


def pieces_read(image: Image.Image, dpi: int, boxes: Sequence[tuple[int, int, int, int]]) -> float:
    """The share of the pieces of lines in ``image`` that lie in ``boxes`` (left, top, right, low in pixels), 0..1;
    1 where too few lines tell."""
    factor = max(1, dpi // _DPI)
    ink = _without_rulings(np.asarray(image.reduce(factor)) < _DARK)
    covered = np.zeros_like(ink)
    for left, top, right, low in boxes:
        covered[top // factor : low // factor + 1, left // factor : right // factor + 1] = True
    read = [
        bool(over[top:low].any())
        for strip, over in zip(_strips(ink), _strips(ink & covered), strict=True)
        for top, low in _bodies(strip)
    ]
    return sum(read) / len(read) if len(read) >= _LINES_MIN else 1.0


def line_pieces(image: Image.Image, dpi: int) -> int:
    """How many pieces of lines there are in ``image``: eight in a line across the page."""
    ink = _without_rulings(np.asarray(image.reduce(max(1, dpi // _DPI))) < _DARK)
    return sum(1 for strip in _strips(ink) for _ in _bodies(strip))


def _without_rulings(ink: Ink) -> Ink:
    """``ink`` without what is long along either axis."""
    length = round(_RUN * _DPI)
    level = _long(ink, length)
    upright = _long(ink.T, length).T
    rest: Ink = ink & ~level & ~upright
    return rest


def _long(ink: Ink, length: int) -> Ink:
    """The pixels of ``ink`` in runs of at least ``length`` along its rows."""
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    whole = sums[:, length:] - sums[:, :-length] == length
    found = np.zeros_like(ink)
    for at in range(length):
        found[:, at : at + whole.shape[1]] |= whole
    return found


def _strips(ink: Ink) -> Iterator[npt.NDArray[np.float64]]:
    """The ink of each row, strip by strip from left to right."""
    width = round(_STRIP * _DPI)
    for left in range(0, ink.shape[1], width):
        yield ink[:, left : left + width].sum(axis=1, dtype=np.float64)


def _lean(ink: Ink) -> float:
    """How much more ink stands above the bodies of lines than below, -1..1: about .5 in upright text, -.5 in text that
    stands on its head, 0 in text that lies; 0 where too few lines tell."""
    above = below = 0.0
    lines = 0
    for profile in _strips(ink):
        for top, low in _bodies(profile):
            reach = max(2, (low - top) * 2 // 3)
            above += profile[max(0, top - reach) : top].sum()
            below += profile[low : low + reach].sum()
            lines += 1
    return (above - below) / (above + below) if lines >= _LINES_MIN and above + below else 0.0


def _bodies(profile: npt.NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Where the small letters of each line stand: the rows with at least half the ink of its fullest ones."""
    peak = np.quantile(profile[profile > 0], 0.9) if (profile > 0).any() else 0.0
    turns = np.diff((profile >= max(0.45 * peak, 3)).astype(np.int8), prepend=0, append=0)
    for top, low in zip(np.nonzero(turns == 1)[0], np.nonzero(turns == -1)[0], strict=True):
        if _BODY_MIN * _DPI <= low - top <= _BODY_MAX * _DPI:
            yield int(top), int(low)
