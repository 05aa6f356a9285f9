"""Ruled edges to the boxes they enclose, and boxes to tables: the geometry of pdfplumber's "lines" tables.

The same boxes as pdfplumber's own functions give; those build a dictionary for every edge and a set for every pair of
points, several milliseconds a page. y runs downwards here, as there.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Edges whose ends or lines are this near (points) are one edge.
TOLERANCE = 3.0
# What is drawn no wider than this (points) is a stroke.
_THIN = 2.6

Box = tuple[float, float, float, float]
_Point = tuple[float, float]
# Areas that differ by less than this share are one.
_SAME = 1e-9
# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__


class Edge(NamedTuple):
    """A level or an upright edge. at: its y or x. low, high: its ends on the other axis."""

    at: float
    low: float
    high: float


# An edge as it is drawn, a plain tuple: a page of tables has hundreds, which are sorted faster so.
Piece = tuple[float, float, float]


def edges_of(rules: Iterable[Box]) -> tuple[list[Piece], list[Piece]]:
    """The rules as upright and level edges; their y runs downwards, so it is the negative of ours."""
    upright: list[Piece] = []
    level: list[Piece] = []
    for x0, y0, x1, y1 in rules:
        height = y1 - y0
        if height < _THIN and x1 - x0 > height:
            level.append((-(y0 + y1) / 2, x0, x1))
        elif x1 - x0 < _THIN:
            upright.append(((x0 + x1) / 2, -y1, -y0))
    return upright, level


def merged(edges: Iterable[Piece]) -> list[Edge]:
    """Edges of one direction, near ones on one line and touching ones in one piece; by position, then by start."""
    whole: list[Edge] = []
    for cluster in _clusters(sorted(edges)):
        if len(cluster) == 1:
            whole.append(_new(Edge, cluster[0]))
            continue
        places, lows, highs = zip(*cluster, strict=True)
        at = sum(places) / len(places)
        spans = sorted(zip(lows, highs, strict=True))
        low, high = spans[0]
        for start, end in spans:
            if start > high + TOLERANCE:
                whole.append(_new(Edge, (at, low, high)))
                low, high = start, end
            elif end > high:
                high = end
        whole.append(_new(Edge, (at, low, high)))
    return whole


def _clusters(ordered: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The edges in groups, each within the tolerance of the one before."""
    places = [at for at, _, _ in ordered]
    start = 0
    for before, at in pairwise(sorted(set(places))):
        if at > before + TOLERANCE:
            end = bisect_left(places, at, start)
            yield ordered[start:end]
            start = end
    if ordered:
        yield ordered[start:]


class _Crossings:
    """The points where edges cross, column by column, with the edges that pass through each: a bit for each edge."""

    def __init__(self, upright: Sequence[Edge], level: Sequence[Edge]) -> None:
        self.xs, self.ys = sorted({edge.at for edge in upright}), sorted({edge.at for edge in level})
        column_at, row_at = ({at: number for number, at in enumerate(places)} for places in (self.xs, self.ys))
        self.upright: list[dict[int, int]] = [{} for _ in self.xs]
        self.level: list[dict[int, int]] = [{} for _ in self.xs]
        heights = [edge.at for edge in level]
        longer = [(row_at[y], left - TOLERANCE, right + TOLERANCE, 1 << other)
                  for other, (y, left, right) in enumerate(level)]  # fmt: skip
        for number, (x, top, bottom) in enumerate(upright):
            own, across = self.upright[column_at[x]], self.level[column_at[x]]
            bit = 1 << number
            start, stop = bisect_left(heights, top - TOLERANCE), bisect_right(heights, bottom + TOLERANCE)
            for row, left, right, other in longer[start:stop]:
                if left <= x <= right:
                    own[row] = own.get(row, 0) | bit
                    across[row] = across.get(row, 0) | other

    def boxes(self) -> Iterator[Box]:
        """The smallest box to the lower right of each point that edges enclose on all sides."""
        along: list[list[int]] = [[] for _ in self.ys]
        columns = [sorted(own) for own in self.upright]
        for number, rows in enumerate(columns):
            for row in rows:
                along[row].append(number)
        passed = [0] * len(self.ys)
        for number, rows in enumerate(columns):
            for at, row in enumerate(rows, 1):
                passed[row] += 1
                corner = self._corner(number, row, rows[at:], along[row][passed[row] :])
                if corner:
                    yield self.xs[number], self.ys[row], self.xs[corner[0]], self.ys[corner[1]]

    def _corner(self, column: int, row: int, below: Sequence[int], beside: Sequence[int]) -> tuple[int, int] | None:
        """The column and row where the smallest box from a point ends: of the points ``below`` and ``beside`` it, only
        those count to which an edge leads without a break."""
        upright, level = self.upright, self.level
        down, across = upright[column], level[column]
        for under in below:
            if not down[row] & down[under]:
                return None
            for side in beside:
                if not across[row] & level[side][row]:
                    break
                ends = upright[side].get(under, 0) & upright[side][row]
                if ends and level[side].get(under, 0) & across[under]:
                    return side, under
        return None


def enclosed(upright: Sequence[Edge], level: Sequence[Edge]) -> list[Box]:
    """The smallest box that ``merged`` edges enclose to the lower right of each crossing, column by column."""
    return list(_Crossings(upright, level).boxes())


def is_lattice(upright: Sequence[Edge], level: Sequence[Edge]) -> bool:
    """Whether every edge crosses every edge of the other direction, as in a table without merged cells."""
    return (
        len(upright) > 1
        and len(level) > 1
        and all(_reaches(edge, level) for edge in upright)
        and all(_reaches(edge, upright) for edge in level)
    )


def _reaches(edge: Edge, others: Sequence[Edge]) -> bool:
    return edge.low <= others[0].at + TOLERANCE and edge.high >= others[-1].at - TOLERANCE


def _fill_frame(boxes: Sequence[Box]) -> bool:
    """Whether boxes that do not overlap leave nothing of their common frame free, and so all hang together."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    frame: float = (max(x1s) - min(x0s)) * (max(bottoms) - min(tops))
    free = frame - sum([(x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes])
    return abs(free) < _SAME * frame


def touching(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes in groups that hang together by their corners, from top to bottom; lone boxes are left out."""
    if len(boxes) > 1 and _fill_frame(boxes):
        return [sorted(boxes)]
    corners = [((x0, top), (x0, bottom), (x1, top), (x1, bottom)) for x0, top, x1, bottom in boxes]
    at: defaultdict[_Point, list[int]] = defaultdict(list)
    for number, own in enumerate(corners):
        for corner in own:
            at[corner].append(number)
    left = [True] * len(boxes)
    tables: list[list[Box]] = []
    for number in range(len(boxes)):
        group = [number] if left[number] else []
        left[number] = False
        for one in group:
            for corner in corners[one]:
                for fresh in at.pop(corner, ()):
                    if left[fresh]:
                        left[fresh] = False
                        group.append(fresh)
        if len(group) > 1:
            tables.append(sorted([boxes[one] for one in group]))
    return sorted(tables, key=lambda table: min((box[1], box[0]) for box in table))
