"""The ruled lines in the picture of a page, which a PDF would tell: with them a scanned table comes out as cells.

A ruling is a long, thin run of ink. Long runs along one axis are found in every row of pixels, joined to lines where
they touch (so a line that is not quite level stays one), and kept where they are thin. They stay in the picture that is
recognised: Tesseract tells columns apart by them (without them it misread one word in twelve of a made annex).
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.pdf_drawings import Rule, without_frame

# A line along one axis: where it stands, where it starts and where it ends, in pixels.
_Line = tuple[float, int, int]
Ink = npt.NDArray[np.bool_]

# Darker than this is ink: grey rulings of a faint copy are, the grain of the paper is not.
_DARK = 170
# In inches. Shorter runs are strokes of letters; pieces nearer than the gap are one ruling; thicker ones are pictures.
_RUN, _LENGTH, _GAP, _THICK = 0.18, 0.3, 0.12, 0.045
# A shorter upright piece is one where it reaches from ruling to ruling, so near: one low row between merged ones.
_TOUCH = 0.02
# On a photographed page a ruling is not quite upright or level: its pieces are so near to one line, and its ends to the
# rulings that it meets.
_ASKEW_UPRIGHT, _ASKEW_LEVEL = 0.15, 0.08
# In a cell that is narrower than a run, a ruling has so much of its width.
_NARROW = 0.85
# A ruling so near to the edge of a cell (pixels) need not run over so much of its width.
_AT_EDGE, _ACROSS = 1, 0.7
# A page with more runs than this is a picture or a drawing, no table.
_RUNS_MAX = 60_000
_RULES_MAX = 1_000
_POINTS = 72


class _Run(NamedTuple):
    """A run of ink in one row of pixels: ``[start, end)``."""

    row: int
    start: int
    end: int


class _Stroke:
    """Runs that touch each other: what may be one ruling. area: its pixels. last: the run added last."""

    def __init__(self, run: _Run) -> None:
        self.start, self.end, self.area, self._weight = run.start, run.end, 0, 0
        self.add(run)

    def add(self, run: _Run) -> None:
        self.last = run
        self._grow(run.start, run.end, run.end - run.start, run.row * (run.end - run.start))

    def join(self, other: "_Stroke") -> None:
        self._grow(other.start, other.end, other.area, other._weight)

    @property
    def row(self) -> float:
        """The row that it keeps to, on the average."""
        return self._weight / self.area

    def _grow(self, start: int, end: int, area: int, weight: int) -> None:
        self.start, self.end = min(self.start, start), max(self.end, end)
        self.area += area
        self._weight += weight


def ruled_rows(pixels: npt.NDArray[np.uint8], dpi: int) -> npt.NDArray[np.bool_]:
    """Which rows of the pixels of a cell have a piece of a ruling in them.

    Rows of ink that lie on each other are one at the edge of the cell, or where they run over most of its width; else
    they are strokes of letters, such as the bars of "TTHC".
    """
    ink = pixels < _DARK
    height, width = ink.shape
    runs = long_runs(ink, max(2, round(min(_RUN * dpi, _NARROW * width))))
    ruled = np.zeros(height, dtype=np.bool_)
    ruled[[run.row for run in runs]] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ruled, [False])).astype(np.int8)))
    for top, low in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if top > _AT_EDGE and low < height - _AT_EDGE:
            covered = np.zeros(width, dtype=np.bool_)
            for run in runs:
                covered[run.start : run.end] |= top <= run.row < low
            ruled[top:low] = covered.mean() >= _ACROSS
    return ruled


def table_rules(image: Image.Image, dpi: int) -> tuple[Rule, ...]:
    """The rulings of a level page in points from the lower left; empty where they cannot make a table."""
    ink = np.asarray(image.convert("L")) < _DARK
    level = [line for line in _rulings(ink, dpi) if _is_long(line, dpi)]
    upright = list(_rulings(np.ascontiguousarray(ink.T), dpi)) if len(level) >= 2 else []
    upright = [line for line in upright if _is_long(line, dpi) or _reaches(line, level, dpi)]
    if len(upright) < 2 or len(level) + len(upright) > _RULES_MAX:
        return ()
    level, upright = _in_line(level, _ASKEW_LEVEL * dpi), _in_line(upright, _ASKEW_UPRIGHT * dpi)
    level, upright = _meeting(level, upright, _ASKEW_UPRIGHT * dpi), _meeting(upright, level, _ASKEW_LEVEL * dpi)
    scale, height = _POINTS / dpi, image.height
    rules = (
        *((left * scale, (height - at) * scale, right * scale, (height - at) * scale) for at, left, right in level),
        *((at * scale, (height - low) * scale, at * scale, (height - top) * scale) for at, top, low in upright),
    )
    return tuple(without_frame(rules, (image.width * scale, height * scale)))


def _in_line(lines: Sequence[_Line], near: float) -> list[_Line]:
    """``lines`` of one direction, those that are pieces of one ruling at its average place."""
    rulings: list[list[_Line]] = []
    for line in sorted(lines, key=itemgetter(1)):
        before = [one for one in rulings if one[-1][2] <= line[1] and abs(one[-1][0] - line[0]) <= near]
        if before:
            min(before, key=lambda one: abs(one[-1][0] - line[0])).append(line)
        else:
            rulings.append([line])
    places = [sum(at * (end - start) for at, start, end in one) / sum(end - start for _, start, end in one)
              for one in rulings]  # fmt: skip
    return [(at, start, end) for at, one in zip(places, rulings, strict=True) for _, start, end in one]


def _meeting(lines: Sequence[_Line], across: Sequence[_Line], near: float) -> list[_Line]:
    """``lines`` drawn out to those ``across`` that they end ``near`` to."""
    drawn: list[_Line] = []
    for at, start, end in lines:
        met = [place for place, low, high in across if low - near <= at <= high + near]
        first = min((round(place) for place in met if 0 < start - place <= near), default=start)
        last = max((round(place) for place in met if 0 < place - end <= near), default=end)
        drawn.append((at, first, last))
    return drawn


def _is_long(line: _Line, dpi: int) -> bool:
    _, start, end = line
    return end - start >= _LENGTH * dpi


def _reaches(line: _Line, level: Sequence[_Line], dpi: int) -> bool:
    """Whether an upright line runs from one of the ``level`` ones to another."""
    at, top, low = line
    crossed = [row for row, left, right in level if left - _TOUCH * dpi <= at <= right + _TOUCH * dpi]
    return all(any(abs(row - end) <= _TOUCH * dpi for row in crossed) for end in (top, low))


def _rulings(ink: Ink, dpi: int) -> Iterator[_Line]:
    """What may be level rulings: the row that each keeps to, where it starts and where it ends."""
    runs = long_runs(ink, round(_RUN * dpi))
    if len(runs) > _RUNS_MAX:
        return
    for stroke in _joined(_strokes(runs), dpi):
        length = stroke.end - stroke.start
        if stroke.area <= _THICK * dpi * length:
            yield stroke.row, stroke.start, stroke.end


def long_runs(ink: Ink, length: int) -> list[_Run]:
    """The runs of ink of at least ``length``, row by row; specks of paper in a line of two rows do not break it."""
    solid = ink.copy()
    solid[1:] |= ink[:-1]
    padded = np.zeros((solid.shape[0], solid.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = solid
    turns = np.diff(padded, axis=1)
    rows, starts = np.nonzero(turns == 1)
    _, ends = np.nonzero(turns == -1)
    long = ends - starts >= length
    return [_Run(*run) for run in zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)]


def _strokes(runs: list[_Run]) -> list[_Stroke]:
    """The runs joined where those of neighbouring rows touch."""
    done: list[_Stroke] = []
    current: list[_Stroke] = []
    for run in runs:
        still: list[_Stroke] = []
        for stroke in current:
            (still if run.row - stroke.last.row <= 2 else done).append(stroke)
        current = still
        touching = (item for item in current if run.start <= item.last.end + 1 and item.last.start <= run.end + 1)
        known = next(touching, None)
        if known is None:
            current.append(_Stroke(run))
        else:
            known.add(run)
    return [*done, *current]


def _joined(strokes: list[_Stroke], dpi: int) -> list[_Stroke]:
    """Strokes of one ruling that a gap or a slope parted, in one piece."""
    whole: list[_Stroke] = []
    for stroke in sorted(strokes, key=lambda item: item.start):
        near = (
            item
            for item in reversed(whole)
            if abs(item.row - stroke.row) <= _THICK * dpi and stroke.start - item.end <= _GAP * dpi
        )
        before = next(near, None)
        if before is None:
            whole.append(stroke)
        else:
            before.join(stroke)
    return whole
