"""Rows that do not keep to the columns of their table: titles of groups, "II. Chuyển đổi số" over all columns or behind
a number in a cell of its own."""

import re
from collections.abc import Sequence

from ingest.pdf_rows import Row

_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
# In font sizes: a gap that no word space is, how far lines of one title stand apart.
_GUTTER, _APART = 0.6, 1.5
# How far (font sizes) before the first column a title opens whose numbers stand in the middle of theirs.
_OUTSIDE = 3.0
# How far from the middle of its table, as a share of the width, a title stands that is set in it: the outer columns,
# whose edges nobody has drawn, are as wide as their words.
_MIDDLE = 0.04


def pieces(row: Row) -> list[tuple[float, float]]:
    """From where to where words stand in ``row`` with mere word spaces between."""
    found = []
    start = reach = row.words[0].x0
    for word in row.words:
        if word.x0 - reach >= _GUTTER * row.size:
            found.append((start, reach))
            start = word.x0
        reach = max(reach, word.x1)
    return [*found, (start, reach)]


def titles(rows: Sequence[Row]) -> dict[int, range]:
    """The rows that may be titles of groups, by the first of each: it opens with a number, its other lines are of one
    piece and look like it."""
    found: dict[int, range] = {}
    for at, row in enumerate(rows):
        if len(row.words) < 2 or _NUMBER.fullmatch(row.words[0].text) is None:
            continue
        end = at + 1
        while end < len(rows) and _goes_down(rows[end - 1], rows[end]):
            end += 1
        found[at] = range(at, end)
    return found


def _goes_down(upper: Row, lower: Row) -> bool:
    return (
        upper.y0 - lower.y0 < _APART * upper.size
        and _is_bold(upper) == _is_bold(lower)
        and len(pieces(lower)) == 1
        and not lower.words[0].text[0].isdecimal()
        and _NUMBER.fullmatch(lower.words[0].text) is None
    )


def _is_bold(row: Row) -> bool:
    return all(word.font.bold for word in row.words)


def is_title(row: Row, edges: Sequence[float]) -> bool:
    """Whether ``row``, the first that may be of a title, is one in a table with column ``edges``: it opens in the first
    column or stands in the middle of the table."""
    own = pieces(row)
    opens = edges[0] - _OUTSIDE * row.size < row.x0 and row.words[0].x1 < edges[1]
    return opens or (len(own) == 1 and is_middle(own[0], edges))


def title_edges(row: Row, edges: Sequence[float]) -> list[float]:
    """The edges of the cells of ``row``, the first of a title: of one cell from side to side, of one behind that of the
    number, of all columns where it has words in several."""
    number, *rest = pieces(row)
    if number[1] < edges[1] and len(rest) == 1:
        return [*edges[:2], edges[-1]]
    crosses = any(low < edge < high for low, high in (number, *rest) for edge in edges[1:-1])
    return [edges[0], edges[-1]] if crosses or not rest else list(edges)


def is_middle(piece: tuple[float, float], edges: Sequence[float]) -> bool:
    """Whether ``piece`` of a row is set in the middle of a table with these column ``edges``, not in one column."""
    off = abs(piece[0] + piece[1] - edges[0] - edges[-1]) / 2
    return off < _MIDDLE * (edges[-1] - edges[0])
