"""The white between the columns of a table that no upright rule parts, from one page to the next.

Where a column is centred, its widest words may stand on any page: an edge set by those of one page may cut the words of
the next. What both pages leave free is the same all the same.
"""

from collections.abc import Iterable, Sequence

from ingest.pdf_grid import Grid

# How far (points) before its column an edge stands, so that wider words on a later page do not cross it.
BEFORE = 6.0
# From where the words of one column end to where those of the next start.
Gutter = tuple[float, float]


def gutters_of(grid: Grid) -> tuple[Gutter, ...]:
    """The white at each inner edge of the columns of ``grid``; none to that side where a column has no words."""
    ends: dict[int, float] = {}
    starts: dict[int, float] = {}
    for cell in grid.cells:
        for line in cell.lines:
            first, last = cell.column, cell.column + cell.column_span
            starts[first] = min(starts.get(first, line.x0), line.x0)
            ends[last] = max(ends.get(last, line.x1), line.x1)
    inner = [(ends.get(at, edge), starts.get(at, edge), edge) for at, edge in enumerate(grid.columns[1:-1], 1)]
    return tuple([(low, high) if low < high else (edge, edge) for low, high, edge in inner])


def edge_in(gutter: Gutter) -> float:
    """Where in the white before a column its edge stands."""
    left, right = gutter
    return right - min(BEFORE, (right - left) / 2)


def all_free(gutters: Sequence[Gutter], spans: Sequence[tuple[float, float]]) -> list[Gutter]:
    """What ``spans``, pieces of lines, leave free of each of ``gutters``; empty where one is not free."""
    free = [part for gutter in gutters if (part := _free(gutter, spans))]
    return free if len(free) == len(gutters) else []


def _free(gutter: Gutter, spans: Iterable[tuple[float, float]]) -> Gutter | None:
    """The widest part of ``gutter`` over which none of ``spans`` stands."""
    low, high = gutter
    over = sorted([span for span in spans if span[0] < high and span[1] > low])
    if not over:
        return gutter
    parts = []
    for start, stop in over:
        parts.append((low, start))
        low = max(low, stop)
    low, high = max([*parts, (low, high)], key=lambda part: part[1] - part[0])
    return (low, high) if low < high else None
