"""Roman numbers made of bars alone ("I.", "II.", "III."), told by their ink where a recognition passed over them.

It takes strokes that stand close beside each other for a ruling. A bar has the same width at its head and its foot,
with serifs or without, and its stem in the middle: a "1", an "l" with serifs and an "H" have not.
"""

import numpy as np
import numpy.typing as npt

_BARS_MAX = 3
# In heights of the bars: the full stop is no higher, a bar not lower and no wider; its head and foot are so high.
_STOP, _LEVEL, _WIDE, _EDGE = 0.35, 0.9, 0.6, 0.12
_NEAR = 1.5  # pixels that the edges of a bar may differ

_Ink = npt.NDArray[np.bool_]


def roman_of_bars(ink: _Ink) -> str:
    """The number that stands alone in ``ink``, with its full stop; empty where there is none of bars."""
    shapes = _shapes(ink)
    tall = max((shape.shape[0] for shape in shapes), default=0)
    stop = len(shapes) > 1 and shapes[-1].shape[0] <= _STOP * tall
    bars = shapes[:-1] if stop else shapes
    if not 0 < len(bars) <= _BARS_MAX or not all(_is_bar(bar, tall) for bar in bars):
        return ""
    return "I" * len(bars) + ("." if stop else "")


def _shapes(ink: _Ink) -> list[_Ink]:
    """What stands beside each other in ``ink``, each cut to its own box."""
    borders = np.flatnonzero(np.diff(np.concatenate(([False], ink.any(axis=0), [False])).astype(np.int8)))
    shapes = []
    for left, right in zip(borders[::2].tolist(), borders[1::2].tolist(), strict=True):
        rows = np.flatnonzero(ink[:, left:right].any(axis=1))
        shapes.append(ink[rows[0] : rows[-1] + 1, left:right])
    return shapes


def _is_bar(shape: _Ink, tall: int) -> bool:
    height, width = shape.shape
    if height < _LEVEL * tall or width > _WIDE * height:
        return False
    edge = max(1, round(_EDGE * height))
    middle = height // 2
    head, foot, stem = (_extent(part) for part in (shape[:edge], shape[-edge:], shape[middle - edge // 2 : middle + 1]))
    level = abs(head[0] - foot[0]) <= _NEAR and abs(head[1] - foot[1]) <= _NEAR
    return level and abs(sum(stem) - sum(head)) <= 2 * _NEAR


def _extent(part: _Ink) -> tuple[int, int]:
    """The first and the last column with ink."""
    columns = np.flatnonzero(part.any(axis=0))
    return (int(columns[0]), int(columns[-1])) if columns.size else (0, part.shape[1])
