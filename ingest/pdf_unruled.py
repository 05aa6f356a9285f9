"""Tables without a single rule, as Word prints a table whose borders are off: rows numbered in a first column, and at
least three columns between which no word stands.

Reads the words of a page, each for itself; writes a Shape, whose cells are filled as those of a ruled table are.
"""

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf_grid import Shape
from ingest.pdf_gutters import BEFORE, Gutter, all_free, edge_in
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_runs import Word
from ingest.pdf_titles import is_title, pieces, title_edges, titles
from schema.text import bare, fold

REASON = "Bảng không kẻ khung, chia cột theo khoảng trắng giữa các cột chữ."
_KEY = re.compile(r"(\d{1,3})[.)]?")
# What cannot stand in a table: recipients and signature below it.
_ENDING = re.compile(r"noi nhan|(?:tm|kt|tl|tuq|q)\.")
_PAGE_NUMBER = re.compile(r"[-–—]?\s?\d{1,3}\s?[-–—]?")
# Numbered rows and columns that make a table; on a page that goes on with one, a single row does.
_KEYS_MIN, _COLUMNS_MIN = 3, 3
# In font sizes: the gap behind a number, the width of a gutter, how far rows of one table stand apart at most.
_KEY_GAP, _GUTTER, _APART = 1.0, 0.6, 2.4
# How far (points) the numbers of one column stand from one middle.
_PLACE = 9.0
_HEAD_ROWS = 12
# How far (font sizes) the words of a head stand over the edges that those below it tell.
_WIDER = 1.5
# A gap between rows is wider than the usual one of lines by this factor; those of one table are alike up to this share.
_SPACED, _ALIKE = 1.2, 0.9
# The share of the numbered rows in which each column but one has words.
_FILLED = 0.5


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A numbered row: its place among the rows of the page, its number."""

    at: int
    number: int


def may_hold(words: Iterable[Word]) -> bool:
    """Whether so many runs of a page open with a number and a gap that a look at its single words is worth it."""
    found = 0
    for word in words:
        if word.text[0].isdigit() and _is_key(word):
            found += 1
            if found == _KEYS_MIN:
                return True
    return False


def _is_key(word: Word) -> bool:
    first, _, rest = word.text.partition(" ")
    if _KEY.fullmatch(first) is None:
        return False
    return not rest or word.second - word.first > _KEY_GAP * word.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The table on the page before or behind. edges: its column edges; gutters: the white around the inner ones, if
    known. number: its last number there if it is before, its first one if ``behind``. head: what its first row says,
    column by column, which the next page may repeat. titled: the title of a group ends it."""

    edges: tuple[float, ...]
    number: int
    gutters: tuple[Gutter, ...] = ()
    behind: bool = False
    head: tuple[str, ...] = ()
    titled: bool = False


def unruled_shapes(words: Sequence[Word], beside: Beside | None = None, *, closing: bool = False) -> list[Shape]:
    """The table of a page without rules, none where its ``words``, one word each, do not stand in one.

    beside: the table that it goes on with, or that goes on with it. closing: the title of a group may close the page.
    """
    rows = rows_of(words)
    groups = titles(rows)
    keys = _keys(rows, groups, beside)
    if not keys and beside and not beside.behind:
        others = [key for key in _keys(rows, groups, None) if rows[key.at].x0 < beside.edges[1]]
        return [] if others else _rest(rows, beside)
    if len(keys) < (1 if beside else _KEYS_MIN):
        return []
    titled = _lines_of(groups.values())
    edges = _edges([row for at, row in enumerate(rows) if keys[0].at <= at <= keys[-1].at and at not in titled],
                   [rows[key.at] for key in keys], beside)  # fmt: skip
    if len(edges) - 1 < _COLUMNS_MIN:
        return []
    end = _end(rows, keys[-1].at, edges)
    groups = {at: lines for at, lines in groups.items() if is_title(rows[at], edges)
              and (at < keys[-1].at or (closing and at == end))}  # fmt: skip
    goes_on = beside is not None and not beside.behind
    first = _first(rows, keys, edges, _lines_of(groups.values()), goes_on=goes_on)
    groups = {at: lines for at, lines in groups.items() if at >= first}
    own = range(first, groups[end].stop if end in groups else end)
    edges = _widened(edges, [rows[at] for at in _lines_of(groups.values())])
    ys = _levels(rows, own, keys, groups, beside if goes_on else None)
    return [_shape(edges, ys, {_above(rows[at]): title_edges(rows[at], edges) for at in groups})]


def _lines_of(groups: Iterable[range]) -> set[int]:
    return {at for lines in groups for at in lines}


def _levels(rows: Sequence[Row], own: range, keys: Sequence[_Keyed], groups: Mapping[int, range], above: Beside | None
            ) -> list[float]:  # fmt: skip
    """The level edges of the table of the rows ``own``. above: the table of the page before that it goes on with."""
    starts = sorted([*(key.at for key in keys), *groups])
    again = _repeated_head(rows[own.start : starts[0]], above) if above else 0
    ys = [_above(rows[own.start])]
    if again:
        ys += _rest_borders(rows, own.start + again, starts)
    else:
        ys += _head_borders(rows, own.start, starts[0], own.stop)
    for upper, lower in pairwise(starts):
        last = groups[upper][-1] if upper in groups else upper
        ys.append(_above(rows[lower]) if lower in groups else _border(rows, last, lower))
    return [*ys, _below(rows[own.start : own.stop])]


def _rest(rows: Sequence[Row], beside: Beside) -> list[Shape]:
    """The rest of the last row at the head of a page, as a table of one row: it goes on in small letters."""
    end = first = 1 if rows and _is_page_number(rows[0], beside.edges) else 0
    while end < len(rows) and _goes_down(rows, end, beside.edges, first):
        end += 1
    if end == first or not rows[first].words[0].text[0].islower():
        return []
    return [Shape.lattice(beside.edges, [_above(rows[first]), _below(rows[first:end])])]


def _keys(rows: Sequence[Row], groups: Collection[int], beside: Beside | None) -> list[_Keyed]:
    """The longest chain of numbered rows that count on one by one, and on from or up to the page ``beside``; below each
    of ``groups``, the rows with titles, they may count from 1 again."""
    found = [(at, row.words[0], int(match.group(1))) for at, row in enumerate(rows)
             if (match := _KEY.fullmatch(row.words[0].text)) and _stands_apart(row)]  # fmt: skip
    best: list[_Keyed] = []
    for start, (at, word, number) in enumerate(found):
        if len(found) - start <= len(best):
            continue
        if (
            beside
            and not beside.behind
            and not ((beside.titled and number == 1) or _follows(beside.number, number, groups, range(at)))
        ):
            continue
        chain, place = [_Keyed(at, number)], (word.x0 + word.x1) / 2
        for later, other, counted in found[start + 1 :]:
            beneath = abs((other.x0 + other.x1) / 2 - place) <= _PLACE
            if beneath and _follows(chain[-1].number, counted, groups, range(chain[-1].at, later)):
                chain.append(_Keyed(later, counted))
        if beside and beside.behind:
            chain = chain[: max(0, beside.number - number)]
        reaches = not (beside and beside.behind) or (bool(chain) and chain[-1].number == beside.number - 1)
        best = chain if reaches and len(chain) > len(best) else best
    return best


def _follows(before: int, number: int, groups: Collection[int], between: range) -> bool:
    """Whether a row's ``number`` follows ``before``; a title ``between`` the two lets the rows count anew."""
    return number == before + 1 or (number == 1 and any(at in between for at in groups))


def _stands_apart(row: Row) -> bool:
    return len(row.words) == 1 or row.words[1].x0 - row.words[0].x1 >= _KEY_GAP * row.size


def _edges(body: Sequence[Row], keyed: Sequence[Row], beside: Beside | None) -> list[float]:
    """The column edges: those of the page beside where the words leave them free, else those of this page's gutters.

    body: the rows from the first number to the last, without those that open a group; keyed: those with the numbers.
    """
    if beside is not None:
        known = beside.gutters or tuple([(edge, edge) for edge in beside.edges[1:-1]])
        gutters = all_free(known, [piece for row in body for piece in pieces(row)])
        return [beside.edges[0], *map(edge_in, gutters), beside.edges[-1]] if gutters else []
    size = median(row.size for row in body)
    gutters = _gutters(body, _GUTTER * size)
    columns = [body[0].x0, *(right for _, right in gutters)]
    filled = sum(
        sum(any(left <= word.x0 < right for word in row.words) for row in keyed) >= _FILLED * len(keyed)
        for left, right in pairwise([*columns, max(row.x1 for row in body) + 1])
    )
    if filled < _COLUMNS_MIN:
        return []
    left = min(row.x0 for row in body)
    return [left - BEFORE, *map(edge_in, gutters), max(row.x1 for row in body) + BEFORE]


def _widened(edges: Sequence[float], titles: Sequence[Row]) -> list[float]:
    """``edges``, the outer ones so far apart that the ``titles``, which fill their columns better, stand between."""
    left = min([edges[0], *(row.x0 - BEFORE for row in titles)])
    return [left, *edges[1:-1], max([edges[-1], *(row.x1 + BEFORE for row in titles)])]


def _shape(xs: Sequence[float], ys: Sequence[float], titled: Mapping[float, Sequence[float]]) -> Shape:
    """The lattice of ``xs`` and ``ys``, in which the rows that begin at the heights ``titled`` have edges of their
    own."""
    if not titled:
        return Shape.lattice(xs, ys)
    return Shape.of([(x0, top, x1, low) for top, low in pairwise(ys) for x0, x1 in pairwise(titled.get(top, xs))])


def _gutters(rows: Sequence[Row], least: float) -> list[tuple[float, float]]:
    """The free places between the columns of ``rows``, from left to right."""
    spans = sorted((word.x0, word.x1) for row in rows for word in row.words)
    gutters: list[tuple[float, float]] = []
    reach = spans[0][1]
    for start, stop in spans[1:]:
        if start - reach >= least:
            gutters.append((reach, start))
        reach = max(reach, stop)
    return gutters


def _crosses(row: Row, edge: float, slack: float = 0.0) -> bool:
    """Whether a piece of ``row``, words with mere word spaces between, stands over ``edge`` by more than ``slack``."""
    return any(start + slack < edge < reach - slack for start, reach in pieces(row))


def _inside(row: Row, edges: Sequence[float]) -> bool:
    """Whether the words of ``row`` stand in the columns, none over an edge, but for the wider ones of a head."""
    text = " ".join(word.text for word in row.words)
    if row.x0 < edges[0] - _WIDER * row.size or _ENDING.match(bare(fold(text))):
        return False
    return not any(_crosses(row, edge, _WIDER * row.size) for edge in edges[1:-1])


def _first(rows: Sequence[Row], keys: Sequence[_Keyed], edges: Sequence[float], titled: Container[int], *, goes_on: bool
           ) -> int:  # fmt: skip
    """The first row of the table: of its head, of the rest of a row of the page before, else of its first number.

    titled: the rows with titles.
    """
    first = key = keys[0].at
    # The least distance of its rows, which those of its head may keep, too.
    least = min([_gap(upper, lower) for upper, lower in pairwise(rows[key : keys[-1].at + 1])], default=0.0)
    top = 1 if _is_page_number(rows[0], edges) else 0
    while first > top and (goes_on or key - first < _HEAD_ROWS):
        if not (_inside(rows[first - 1], edges) or first - 1 in titled):
            break
        if _gap(rows[first - 1], rows[first]) > max(_APART * rows[first].size, _SPACED * least):
            break
        first -= 1
    if goes_on:
        return first
    named = next((at for at in range(first, key) if _names_columns(rows[at], edges)), key)
    while named > first and _gap(rows[named - 1], rows[named]) < rows[named].size:
        named -= 1  # a line of a head that is higher than the others
    return named


def _names_columns(row: Row, edges: Sequence[float]) -> bool:
    """Whether words stand in two columns at least: the head of a table, not its title."""
    held = {sum(word.x0 >= edge for edge in edges) for word in row.words}
    return len(held) > 1


def _end(rows: Sequence[Row], key: int, edges: Sequence[float]) -> int:
    """The row behind the last one of the table."""
    end = key + 1
    while end < len(rows) and _goes_down(rows, end, edges, key):
        end += 1
    return end


def _goes_down(rows: Sequence[Row], at: int, edges: Sequence[float], first: int) -> bool:
    """Whether the row goes on with the table row that begins at ``first``: it has no words in the column of numbers."""
    row = rows[at]
    if row.x0 < edges[1] - _WIDER * row.size or not _inside(row, edges):
        return False
    if at == len(rows) - 1 and _is_page_number(row, edges):
        return False
    return at == first or _gap(rows[at - 1], row) <= _APART * row.size


def _is_page_number(row: Row, edges: Sequence[float]) -> bool:
    text = " ".join(word.text for word in row.words)
    return row.x0 >= edges[1] and _PAGE_NUMBER.fullmatch(text) is not None


def _gap(upper: Row, lower: Row) -> float:
    """From one baseline to the next."""
    return upper.y0 - lower.y0


def _above(row: Row) -> float:
    """Where an edge over ``row`` stands; y runs downwards."""
    return -(row.y0 + 1.1 * row.size)


def _head_borders(rows: Sequence[Row], first: int, key: int, end: int) -> list[float]:
    """The borders above the first numbered row, before which a head and the rest of a row may stand: the gaps that are
    wider than those between lines."""
    gaps = [_gap(upper, lower) for upper, lower in pairwise(rows[first:end])]
    if first == key:
        return []
    wide = max(gaps[: key - first])
    if wide < _SPACED * min(gaps):
        return [_border(rows, first, key)]
    return [_above(rows[first + at + 1]) for at, gap in enumerate(gaps[: key - first]) if gap > _ALIKE * wide]


def _repeated_head(rows: Sequence[Row], beside: Beside) -> int:
    """How many of ``rows``, the first of a page, say again what the head of the table on the page before says."""
    said = [""] * len(beside.head)
    for at, row in enumerate(rows if said else (), 1):
        for word in row.words:
            column = sum((word.x0 + word.x1) / 2 >= edge for edge in beside.edges[1:-1])
            if column < len(said):
                said[column] += word.text
        if tuple(said) == beside.head:
            return at
    return 0


def _rest_borders(rows: Sequence[Row], first: int, starts: Sequence[int]) -> list[float]:
    """The borders below a repeated head that ends above the row ``first``: its own, and that between the rest of a row
    of the page before and the first of ``starts``, whose lines all stand below its number or around it."""
    key = starts[0]
    below = all(_border(rows, upper, lower) == _above(rows[lower]) for upper, lower in pairwise(starts))
    own = key if below else first
    gaps = [_gap(upper, lower) for upper, lower in pairwise(rows[first : key + 1])]
    if not below and gaps and max(gaps) > _SPACED * min(gaps):
        own = first + 1 + gaps.index(max(gaps))
    return [_above(rows[at]) for at in dict.fromkeys((first, own))]


def _below(rows: Sequence[Row]) -> float:
    """Where the lower edge of the last row stands."""
    return 1 - min(word.y0 for row in rows for word in row.words)


def _border(rows: Sequence[Row], upper: int, lower: int) -> float:
    """Where the row of the number ``lower`` begins: in the widest gap above it, as a number may stand in the middle of
    its row; of equal ones the last."""
    start = max(range(upper + 1, lower + 1), key=lambda at: (round(_gap(rows[at - 1], rows[at])), at))
    return _above(rows[start])
