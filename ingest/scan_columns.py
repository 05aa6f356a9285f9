"""Blocks that stand side by side on a scanned page: the letterhead, and the recipients beside the signature.

Tesseract takes what stands on about one height for one line. The lines of two blocks seldom do: it read "Nơi nhận:"
and "KT. CHỦ TỊCH" as one line of letters and marks of both. Parted at the white between them each is a plain text.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ingest.ocr import PageImage
from ingest.pdf_cells import Box
from ingest.pdf_grid import Shape

_DPI, _DARK = 100, 150
# In inches: the white between two blocks is as wide and as high as this at least.
_WIDE, _HIGH = 0.3, 0.55
# The shares of a page's width between which the white lies.
_FIRST, _LAST = 0.33, 0.72
# Lines that a block has at least; in inches, how high a line is at least and at most, and how long.
_LINES, _LINE, _LINE_MAX, _LENGTH = 2, 0.05, 0.4, 0.4
# In inches: how high above its letters the marks of a line reach at most.
_MARKS = 0.12
# What has fewer pixels than this in a row of the strip is a speck.
_SPECK = 2

_Ink = npt.NDArray[np.bool_]


def side_by_side(picture: PageImage, tables: Sequence[Shape] = ()) -> list[tuple[Box, Box]]:
    """The boxes of the blocks that stand side by side outside ``tables``, from top to bottom; y runs downwards from the
    lower edge."""
    factor = max(1, picture.dpi // _DPI)
    ink = np.array(picture.image.convert("L").reduce(factor)) < _DARK
    height, width = ink.shape
    scale = 72 * factor / picture.dpi
    for table in tables:
        ink[height + math.floor(table.ys[0] / scale) : height + math.ceil(table.ys[-1] / scale)] = True
    return [
        (
            (0.0, (top - height) * scale, middle * scale, (low - height) * scale),
            (middle * scale, (top - height) * scale, width * scale, (low - height) * scale),
        )
        for top, low, middle in _gutters(ink, picture.dpi / factor)
    ]


def _gutters(ink: _Ink, dpi: float) -> list[tuple[int, int, int]]:
    """The white between two blocks as (top, low, middle), from top to bottom."""
    height, width = ink.shape
    wide = round(_WIDE * dpi)
    summed = np.concatenate((np.zeros((height, 1), dtype=np.int32), np.cumsum(ink, axis=1, dtype=np.int32)), axis=1)
    strips = [
        (low - top, top, low, left + wide // 2)
        for left in range(round(_FIRST * width), round(_LAST * width) - wide, max(1, wide // 4))
        for top, low in _runs(summed[:, left + wide] - summed[:, left] < _SPECK, _HIGH * dpi)
    ]
    kept: list[tuple[int, int, int]] = []
    for _, top, low, middle in sorted(strips, reverse=True):
        blocks = [_lines(part, dpi) for part in (ink[top:low, :middle], ink[top:low, middle:])]
        if min(map(len, blocks)) < _LINES or any(top < other[1] and other[0] < low for other in kept):
            continue
        # What ends above the first line of the other block is the end of a paragraph before both.
        first = max(lines[0][0] for lines in blocks)
        start = top + min(start for lines in blocks for start, end in lines if end > first)
        kept.append((_with_marks(ink, top, start, dpi), _above_marks(ink, low, dpi), middle))
    return sorted(kept)


def _above_marks(ink: _Ink, low: int, dpi: float) -> int:
    """The row above the line of text that closes a gutter at ``low``: its marks reach higher than the letter there."""
    highest = max(0, low - round(_LINE_MAX * dpi))
    free = np.flatnonzero(ink[highest:low].sum(axis=1) < _SPECK)
    return highest + int(free[-1]) + 1 if free.size else low


def _with_marks(ink: _Ink, top: int, start: int, dpi: float) -> int:
    """The row, not above ``top``, where the marks over the line of text at ``start`` begin, which stand apart from its
    letters; ``start`` where nothing or the foot of another line stands there."""
    highest = max(top, start - round(_MARKS * dpi))
    inked = np.flatnonzero(ink[highest:start].any(axis=1))
    return highest + int(inked[0]) if inked.size and (inked[0] or highest == top) else start


def _lines(block: _Ink, dpi: float) -> list[tuple[int, int]]:
    """From where to where the lines of text in ``block`` reach; no specks, rulings and seals."""
    return [
        (top, low)
        for top, low in _runs(block.sum(axis=1) >= _SPECK, _LINE * dpi)
        if low - top <= _LINE_MAX * dpi and np.ptp(np.flatnonzero(block[top:low].any(axis=0))) >= _LENGTH * dpi
    ]


def _runs(told: npt.NDArray[np.bool_], least: float) -> list[tuple[int, int]]:
    """From where to where ``told`` holds without a break, where that is ``least`` long."""
    turns = np.flatnonzero(np.diff(np.concatenate(([False], told, [False])).astype(np.int8))).tolist()
    return [(first, last) for first, last in zip(turns[::2], turns[1::2], strict=True) if last - first >= least]
