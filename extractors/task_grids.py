"""Tables as grids: which stretch of text stands in which row and column.

Reads the cells that the format gives (``Paragraph.cell``) and tables flattened to one cell a line
(``Paragraph.tabular``), whose columns are recovered from the order of the head and the running number.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.reading import Paragraph, Reading
from extractors.task_columns import Span, columns_by_row, goes_on, joined, times_fit, unnumbered_columns
from schema.letters import UPPER
from schema.text import NUMBER_HEAD

_NUMBER_HEAD = re.compile(rf"{NUMBER_HEAD}\.?")
_OPENING = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[A-ZĐ])(?P<mark>[.)/]?)"
    rf"(?:\Z|(?:\s+|(?<=[IVX]{{2}}\.))(?P<rest>{UPPER}))"
)
_GROUP = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)/]?")
_TOLD = re.compile(r"(?<!\w)(?:chủ trì|phối hợp)(?!\w)")
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_MANY_CELLS = 60
_HEADS_ALONE = 3
_GROUP_LINES = 3  # a title of more lines is one with a row below it
_SHORT_HEAD = 60


@dataclass(slots=True)
class Grid:
    """A table: ``rows[i]`` maps a column to the span of its cell; ``heads`` are the head rows."""

    table: int
    rows: list[dict[int, Span]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # the row's number in its table
    merged: list[dict[int, int]] = field(default_factory=list)  # column to column span, where it is above one


def format_grids(reading: Reading) -> Iterator[Grid]:
    """The tables that the file's format marks, with merged cells repeated in the rows they span."""
    tables: dict[int, list[Paragraph]] = {}
    for paragraph in reading.paragraphs:
        if paragraph.cell is not None:
            tables.setdefault(paragraph.cell.table, []).append(paragraph)
    for table in sorted(tables):
        yield _format_grid(table, tables[table])


def _format_grid(table: int, paragraphs: list[Paragraph]) -> Grid:
    rows: dict[int, dict[int, Span]] = {}
    merged: dict[int, dict[int, int]] = {}
    for paragraph in paragraphs:
        cell = paragraph.cell
        if cell is None:
            continue
        for row in range(cell.row, cell.row + min(cell.row_span, _MANY_CELLS)):
            known = rows.setdefault(row, {}).get(cell.column)
            first = known[0] if known is not None and row == cell.row else paragraph.start
            rows[row][cell.column] = (first, max(paragraph.end, known[1] if known is not None else 0))
        if cell.column_span > 1:
            merged.setdefault(cell.row, {})[cell.column] = cell.column_span
    numbers = sorted(rows)
    return Grid(
        table=table,
        rows=[rows[number] for number in numbers],
        numbers=numbers,
        merged=[merged.get(number, {}) for number in numbers],
    )


def flat_grids(reading: Reading, first_table: int, kind_of: Callable[[int, int], str]) -> Iterator[Grid]:
    """The tables that the text flattened to one cell a line; kind_of names a head cell's column ("task", …)."""
    run: list[Paragraph] = []
    table = first_table
    for paragraph in (*reading.paragraphs, None):
        if paragraph is not None and paragraph.tabular and paragraph.cell is None:
            run.append(paragraph)
            continue
        if run:
            for grid in _flat_run(reading, run, table, kind_of):
                yield grid
                table += 1
        run = []


def _flat_run(reading: Reading, run: list[Paragraph], table: int, kind_of: Callable[[int, int], str]) -> Iterator[Grid]:
    starts = [index for index, item in enumerate(run) if _NUMBER_HEAD.fullmatch(_folded(reading, item))]
    unnumbered = _unnumbered_grid(reading, run[: starts[0] if starts else len(run)], table, kind_of)
    if unnumbered is not None:
        yield unnumbered
        table += 1
    parts, resumed = _tables(reading, run, starts)
    for part in parts:
        grid = _flat_grid(reading, part, table, kind_of, resumed)
        if grid is not None:
            yield grid
            table += 1


def _tables(reading: Reading, run: list[Paragraph], starts: list[int]) -> tuple[list[list[Paragraph]], frozenset[int]]:
    """The tables of a run, each from its head on, and where they go on on a new page.

    A head that is repeated word for word opens a page, no table: its cells are left out, and so is the number of the
    page above it.
    """
    tables: list[list[Paragraph]] = []
    resumed: set[int] = set()
    head: list[str] = []
    for start, stop in itertools.pairwise([*starts, len(run)]):
        part = run[start:stop]
        if head and [_folded(reading, cell) for cell in part[: len(head)]] == head:
            if _ends_a_page(reading, tables[-1]):
                tables[-1].pop()
            resumed.update(cell.start for cell in part[len(head) : len(head) + 1])
            tables[-1] += part[len(head) :]
        else:
            tables.append(part)
            head = [_folded(reading, cell) for cell in part[: _head_size(reading, part)]]
    return tables, frozenset(resumed)


def _ends_a_page(reading: Reading, part: Sequence[Paragraph]) -> bool:
    """Whether the last cell is the number of the page; not where a row above ends in a number, too, which the number
    of the next row follows: then it is the figure of its row."""
    numeric = [_PAGE_NUMBER.fullmatch(_folded(reading, cell)) is not None for cell in part]
    return numeric[-1] and not any(one and following for one, following in itertools.pairwise(numeric))


def _head_size(reading: Reading, part: Sequence[Paragraph]) -> int:
    """How many cells stand before the first row."""
    rows = (place for place in range(2, len(part)) if opening(_flow(reading, part[place]), 0, 0) is not None)
    return next(rows, len(part))


def _flow(reading: Reading, paragraph: Paragraph) -> str:
    return reading.flow[paragraph.start : paragraph.end].strip()


def _folded(reading: Reading, paragraph: Paragraph) -> str:
    return reading.folded[paragraph.start : paragraph.end].strip()


def _flat_grid(
    reading: Reading,
    run: Sequence[Paragraph],
    table: int,
    kind_of: Callable[[int, int], str],
    resumed: frozenset[int],
) -> Grid | None:
    heads: list[Span] = []
    body = _head_size(reading, run)
    for index, paragraph in enumerate(run[:body]):
        if heads and index > 1 and goes_on(_flow(reading, paragraph)):
            heads[-1] = (heads[-1][0], paragraph.end)
        else:
            heads.append((paragraph.start, paragraph.end))
    if body == len(run) or len(heads) < 2:
        return None
    heads = _without_split_heads(reading, heads, kind_of)
    grid = Grid(table=table, rows=[dict(enumerate(heads))], numbers=[0], merged=[{}])
    kinds = [kind_of(start, end) for start, end in heads[1:]]
    numbered = list(_flat_rows(reading, run[body:], len(heads)))
    for (number, cells), following in itertools.zip_longest(numbered, numbered[1:]):
        if not cells:
            rows: list[dict[int, Span]] = [{}]
        elif _is_group(reading, number):
            # Below its title a row without a number may stand.
            told = len(cells) > _GROUP_LINES
            rows = [{1: cells[0]}, *columns_by_row(reading, cells[1:], kinds)] if told else [{1: joined(cells)}]
        else:
            end = following[0][0] if following is not None else None
            counted = _counted(reading, number, cells, kinds, end)
            rows = counted or _on_its_page(reading, cells, kinds, resumed) or columns_by_row(reading, cells, kinds)
        for row in rows:
            # A row without a number has that of the one above, and the task, in cells merged over both.
            shared = {1: rows[0][1]} if 1 in rows[0] and 1 not in row and not _is_group(reading, number) else {}
            grid.rows.append({0: number, **shared, **row})
            grid.numbers.append(len(grid.numbers))
            grid.merged.append({})
    return grid


def _on_its_page(
    reading: Reading, cells: list[Span], kinds: Sequence[str], resumed: frozenset[int]
) -> list[dict[int, Span]] | None:
    """The rows of a number whose cells a page breaks, without their second halves, where the first fill all columns."""
    broken = next((place for place, cell in enumerate(cells) if place and cell[0] in resumed), None)
    if broken is None or not goes_on(reading.flow[slice(*cells[broken])]):
        return None
    rows = columns_by_row(reading, cells[:broken], kinds)
    return rows if len(kinds) in rows[-1] else None


def _counted(
    reading: Reading, number: Span, cells: list[Span], kinds: Sequence[str], following: int | None
) -> list[dict[int, Span]] | None:
    """The rows of one number where each empty cell is an empty line, so that counting tells the columns; else None,
    and where a time would stand in no column of times.

    following: where the next number stands, None behind the last row, whose empty cells nothing tells from the end.
    """
    columns = len(kinds) + 1
    places: list[int] = []
    place, last = 0, number[1]
    for start, end in cells:
        place += reading.text.count("\n", last, start)
        places.append(place)
        last = end
    whole = place + reading.text.count("\n", last, following) if following is not None else place
    empty = whole - len(cells) - (following is not None)
    full = whole % columns == 0 if following is not None else whole % columns in (columns - 1, columns - 2)
    if empty <= 0 or not full or places[0] > 1 or any(one % columns == 0 for one in places):
        return None
    rows: list[dict[int, Span]] = [{} for _ in range(whole // columns + 1)]
    for one, cell in zip(places, cells, strict=True):
        rows[one // columns][one % columns] = cell
    return [row for row in rows if row] if all(times_fit(reading, row, kinds) for row in rows) else None


def _unnumbered_grid(
    reading: Reading, run: Sequence[Paragraph], table: int, kind_of: Callable[[int, int], str]
) -> Grid | None:
    """The table of a run that opens with its heads and has no column of running numbers."""
    spans = [(paragraph.start, paragraph.end) for paragraph in run]
    heads = list(itertools.takewhile(lambda span: kind_of(*span) and span[1] - span[0] < _SHORT_HEAD, spans))
    body = spans[len(heads) :]
    if len(heads) < _HEADS_ALONE or not body:
        return None
    grid = Grid(table=table, rows=[dict(enumerate(heads))], numbers=[0], merged=[{}])
    last = len(heads)
    for cell, column in zip(body, unnumbered_columns(reading, body, [kind_of(*head) for head in heads]), strict=True):
        if column == 0 and last > 0:
            grid.rows.append({})
            grid.numbers.append(len(grid.numbers))
            grid.merged.append({})
        known = grid.rows[-1].get(column)
        grid.rows[-1][column] = (known[0], cell[1]) if known is not None else cell
        last = column
    return grid


def _without_split_heads(reading: Reading, heads: list[Span], kind_of: Callable[[int, int], str]) -> list[Span]:
    """``heads`` in the order of the columns: those below a split head ("Trách nhiệm" over "Chủ trì" and "Phối hợp",
    "Thời gian" over "Bắt đầu" and "Hoàn thành") stand in its place, which the flattened text gives them behind the
    whole first row or right behind it."""
    kinds = [kind_of(start, end) if index else "" for index, (start, end) in enumerate(heads)]
    told = [index for index, kind in enumerate(kinds)
            if kind == "parties" and _TOLD.search(reading.folded, *heads[index])]  # fmt: skip
    begun = kinds.index("begin") if "begin" in kinds else len(kinds)
    times = [begun, begun + 1] if kinds[begun + 1 : begun + 2] == ["deadline"] else []
    parts = [_split(kinds, "parties", told), _split(kinds, "deadline", times)]
    splits = {part[0]: part[1:] for part in parts if part}
    behind = sorted(itertools.chain.from_iterable(own for whole, own in splits.items() if own[0] != whole + 1))
    if behind != list(range(len(heads) - len(behind), len(heads))):
        return heads
    moved = set(itertools.chain.from_iterable(splits.values()))
    places = [splits.get(index, [index]) for index in range(len(heads)) if index not in moved]
    return [heads[index] for own in places for index in own]


def _split(kinds: Sequence[str], kind: str, below: list[int]) -> list[int]:
    """The head of ``kind`` that stands over those ``below``, which are two at least and side by side, before them;
    empty where there is none."""
    if len(below) < 2 or below != list(range(below[0], below[-1] + 1)):
        return []
    whole = [index for index in range(below[0]) if kinds[index] == kind]
    return [whole[-1], *below] if whole else []


def _is_group(reading: Reading, number: Span) -> bool:
    return _GROUP.fullmatch(reading.flow[number[0] : number[1]].strip()) is not None


def _flat_rows(reading: Reading, run: Sequence[Paragraph], columns: int) -> Iterator[tuple[Span, list[Span]]]:
    """The rows by their running number; a lone number out of sequence is the value of a cell.

    Where bars part the cells ("|" alone in a line) they end a row, too: the next one may share the number, or begin
    anew behind rows that were left out.
    """
    number: Span | None = None
    cells: list[Span] = []
    shares = False  # the row has the number of the one above, in a cell merged over both
    last = highest = 0
    for paragraph in run:
        start, text = paragraph.start, reading.flow[paragraph.start : paragraph.end].rstrip()
        last_end = cells[-1][1] if cells else start
        bars = reading.text.count("|", last_end if shares or number is None else number[1], start)
        ended = number is not None and bars > (1 if shares else columns)
        # Below a group whose first row was left out the second one may come first.
        begins = number is not None and len(cells) == 1 and text == "2" and _is_group(reading, number)
        anew = (ended and text.isdigit()) or begins
        opened = opening(text, last, highest) or (opening(text, 0, int(text) - 1) if anew else None)
        if opened is None and not ended:
            cells.append((start, paragraph.end))
            continue
        if number is not None:
            yield number, cells
        shares = opened is None and number is not None
        if opened is None:
            cells = [(start, paragraph.end)]
            continue
        last, highest = opened.value, max(opened.value, highest)
        number = (start, start + opened.number_end)
        cells = [(start + opened.rest, paragraph.end)] if opened.rest is not None else []
    if number is not None:
        yield number, cells


class Opening(NamedTuple):
    """How a cell opens a row. value: the running number after it; number_end: where the number ends in the cell; rest:
    where the words behind the number begin, None where it stands alone."""

    value: int
    number_end: int
    rest: int | None


def opening(text: str, last: int, highest: int) -> Opening | None:
    """How the cell ``text`` opens a row after row ``last``, None where it opens none.

    A group ("II", "B. NHÓM") leaves the number as it is: below it the rows go on from the row before, or begin at 1
    again; below a numbered group they go on from the highest. Parts of a row ("1.2. Rà soát") are rows of their own.
    """
    match = _OPENING.match(text)
    if match is None or (match["rest"] is not None and not match["mark"] and "." not in match["number"]):
        return None
    rest = match.start("rest") if match["rest"] is not None else None
    number = match["number"]
    if not number[0].isdigit():
        return Opening(last, match.end("mark"), rest)
    first = int(number.split(".")[0])
    if "." in number:
        known = rest is None or first in (last, last + 1, highest, highest + 1)
        return Opening(last if rest is None else max(first, last), match.end("mark"), rest) if known else None
    allowed = (1, last + 1, highest + 1) if rest is None or not last else (last + 1, highest + 1)
    return Opening(first, match.end("mark"), rest) if first in allowed else None
