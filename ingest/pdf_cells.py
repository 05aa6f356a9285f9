"""Ruled edges to the boxes they enclose, and boxes to tables: the geometry of pdfplumber's "lines" tables.

The same boxes as pdfplumber's own functions give; those build a dictionary for every edge and a set for every pair of
points, several milliseconds a page. y runs downwards here, as there.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

# Edges whose ends or lines are this near (points) are one edge.
TOLERANCE = 3.0

Box = tuple[float, float, float, float]
_Point = tuple[float, float]


class Edge(NamedTuple):
    """A level or an upright edge. at: its y or x. low, high: its ends on the other axis."""

    at: float
    low: float
    high: float


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Edges of one direction, near ones on one line and touching ones in one piece; by position, then by start."""
    whole: list[Edge] = []
    for cluster in _clusters(sorted(edges)):
        at = sum(edge.at for edge in cluster) / len(cluster)
        low, high = cluster[0].low, None
        for edge in sorted(cluster, key=itemgetter(1)):
            if high is None:
                low, high = edge.low, edge.high
            elif edge.low <= high + TOLERANCE:
                high = max(high, edge.high)
            else:
                whole.append(Edge(at, low, high))
                low, high = edge.low, edge.high
        if high is not None:
            whole.append(Edge(at, low, high))
    return whole


def _clusters(ordered: Sequence[Edge]) -> Iterator[list[Edge]]:
    """The edges in groups, each within the tolerance of the one before."""
    cluster: list[Edge] = []
    for edge in ordered:
        if cluster and edge.at > cluster[-1].at + TOLERANCE:
            yield cluster
            cluster = []
        cluster.append(edge)
    if cluster:
        yield cluster


class _Crossings:
    """The points where edges cross, with the edges that pass through each."""

    def __init__(self, upright: Sequence[Edge], level: Sequence[Edge]) -> None:
        self.upright: defaultdict[_Point, set[int]] = defaultdict(set)
        self.level: defaultdict[_Point, set[int]] = defaultdict(set)
        heights = [edge.at for edge in level]
        for number, (x, top, bottom) in enumerate(upright):
            for other in range(bisect_left(heights, top - TOLERANCE), bisect_right(heights, bottom + TOLERANCE)):
                y, left, right = level[other]
                if left - TOLERANCE <= x <= right + TOLERANCE:
                    self.upright[x, y].add(number)
                    self.level[x, y].add(other)
        self.columns, self.rows = _by(self.upright, 0), _by(self.upright, 1)

    def box_from(self, point: _Point) -> Box | None:
        """The smallest box to the lower right of ``point`` that edges enclose on all sides."""
        across, down = self.level[point], self.upright[point]
        column, row = self.columns[point[0]], self.rows[point[1]]
        beside = row[bisect_right(row, point) :]
        for under in column[bisect_right(column, point) :]:
            if down.isdisjoint(self.upright[under]):
                continue
            for side in beside:
                if not across.isdisjoint(self.level[side]) and self._closed(under, side):
                    return *point, side[0], under[1]
        return None

    def _closed(self, below: _Point, beside: _Point) -> bool:
        """Whether edges lead from both points to the corner opposite."""
        corner = beside[0], below[1]
        return (
            corner in self.upright
            and not self.upright[corner].isdisjoint(self.upright[beside])
            and not self.level[corner].isdisjoint(self.level[below])
        )


def _by(points: Iterable[_Point], axis: int) -> dict[float, list[_Point]]:
    groups: defaultdict[float, list[_Point]] = defaultdict(list)
    for point in sorted(points):
        groups[point[axis]].append(point)
    return groups


def enclosed(upright: Sequence[Edge], level: Sequence[Edge]) -> list[Box]:
    """The smallest box that ``merged`` edges enclose to the lower right of each crossing, column by column."""
    if _is_lattice(upright, level):
        return [(x0, top, x1, bottom) for (x0, _, _), (x1, _, _) in pairwise(upright)
                for (top, _, _), (bottom, _, _) in pairwise(level)]  # fmt: skip
    crossings = _Crossings(upright, level)
    return [box for point in sorted(crossings.upright) if (box := crossings.box_from(point))]


def _is_lattice(upright: Sequence[Edge], level: Sequence[Edge]) -> bool:
    """Whether every edge crosses every edge of the other direction, as in a table without merged cells."""
    return all(_reaches(edge, level) for edge in upright) and all(_reaches(edge, upright) for edge in level)


def _reaches(edge: Edge, others: Sequence[Edge]) -> bool:
    return bool(others) and edge.low <= others[0].at + TOLERANCE and edge.high >= others[-1].at - TOLERANCE


def touching(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes in groups that hang together by their corners, from top to bottom; lone boxes are left out."""
    at: defaultdict[_Point, list[Box]] = defaultdict(list)
    for box in boxes:
        x0, top, x1, bottom = box
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            at[corner].append(box)
    left = dict.fromkeys(boxes)
    tables: list[list[Box]] = []
    while left:
        group = [left.popitem()[0]]
        for x0, top, x1, bottom in group:
            for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
                fresh = [box for box in at.pop(corner, ()) if box in left]
                group += fresh
                for box in fresh:
                    del left[box]
        if len(group) > 1:
            tables.append(sorted(group))
    return sorted(tables, key=lambda table: min((box[1], box[0]) for box in table))
