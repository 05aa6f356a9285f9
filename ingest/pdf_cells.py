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
        at = sum([one for one, _, _ in cluster]) / len(cluster)
        spans = sorted([(low, high) for _, low, high in cluster])
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
    start = 0
    for end, ((before, _, _), (at, _, _)) in enumerate(pairwise(ordered), 1):
        if at > before + TOLERANCE:
            yield ordered[start:end]
            start = end
    if ordered:
        yield ordered[start:]


class _Crossings:
    """The points where edges cross, with the edges that pass through each: a bit for each edge."""

    def __init__(self, upright: Sequence[Edge], level: Sequence[Edge]) -> None:
        self.upright: dict[_Point, int] = {}
        self.level: dict[_Point, int] = {}
        heights = [edge.at for edge in level]
        longer = [(y, left - TOLERANCE, right + TOLERANCE) for y, left, right in level]
        for number, (x, top, bottom) in enumerate(upright):
            start, stop = bisect_left(heights, top - TOLERANCE), bisect_right(heights, bottom + TOLERANCE)
            for other, (y, left, right) in enumerate(longer[start:stop], start):
                if left <= x <= right:
                    point = x, y
                    self.upright[point] = self.upright.get(point, 0) | 1 << number
                    self.level[point] = self.level.get(point, 0) | 1 << other
        self.columns, self.rows = _by(self.upright, 0), _by(self.upright, 1)

    def box_from(self, point: _Point) -> Box | None:
        """The smallest box to the lower right of ``point`` that edges enclose on all sides."""
        across, down = self.level[point], self.upright[point]
        column, row = self.columns[point[0]], self.rows[point[1]]
        beside = row[bisect_right(row, point) :]
        for at in range(bisect_right(column, point), len(column)):
            under = column[at]
            if not down & self.upright[under]:
                continue
            for side in beside:
                if across & self.level[side] and self._closed(under, side):
                    return *point, side[0], under[1]
        return None

    def _closed(self, below: _Point, beside: _Point) -> bool:
        """Whether edges lead from both points to the corner opposite."""
        corner = beside[0], below[1]
        return bool(
            self.upright.get(corner, 0) & self.upright[beside] and self.level.get(corner, 0) & self.level[below]
        )


def _by(points: Iterable[_Point], axis: int) -> dict[float, list[_Point]]:
    groups: defaultdict[float, list[_Point]] = defaultdict(list)
    for point in sorted(points):
        groups[point[axis]].append(point)
    return groups


def enclosed(upright: Sequence[Edge], level: Sequence[Edge]) -> list[Box]:
    """The smallest box that ``merged`` edges enclose to the lower right of each crossing, column by column."""
    crossings = _Crossings(upright, level)
    return [box for point in sorted(crossings.upright) if (box := crossings.box_from(point))]


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
