"""Tables as grids: which stretch of text stands in which row and column.

Reads the cells that the format gives (``Paragraph.cell``) and tables flattened to one cell a line
(``Paragraph.tabular``), whose columns are recovered from the order of the head and the running number.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.dittos import is_ditto
from extractors.letters import LOWER, UPPER
from extractors.parties import find_parties
from extractors.reading import Paragraph, Reading

Span = tuple[int, int]

_NUMBER_HEAD = re.compile(r"(?:stt|tt|số tt|số thứ tự)\.?")
_OPENING = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[A-ZĐ])(?P<mark>[.)/]?)(?:\Z|\s+(?P<rest>[^\W\d_a-zà-ỹđ]))"
)
_GROUP = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)/]?")
_TOLD = re.compile(r"(?<!\w)(?:chủ trì|phối hợp)(?!\w)")
_TIME = re.compile(
    r"(?:(?:ngay|trước|trong|đến|từ|hết|cuối|đầu|giữa|chậm nhất)\s+)?(?:ngày|tháng|quý|năm|tuần|"
    r"thường xuyên|hằng|hàng|định kỳ|cả năm|"
    r"theo (?!(?:sự )?phân công)|sau khi|sau \d|khi có|giai đoạn|đột xuất|\d{1,2}[/.-]\d"
    r"|20\d\d(?:\s*[-–]\s*20\d\d)?\Z)"
)
_OPEN_END = re.compile(
    r"(?:[,;–-]|(?<!\w)(?:công chức|cán bộ|bộ phận|(?<!cấp )phòng|sở|ban|và|các|với|của|về|cho))\s*\Z"
)
_PERSON = re.compile(rf"{UPPER}{LOWER}+(?: {UPPER}{LOWER}+){{1,4}}")  # a name, and nothing else in its line
# Who acts is told in another document: "Theo phân công tại Quyết định số …".
TOLD_ELSEWHERE = re.compile(r"theo (?:sự )?phân công(?!\w)")
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_MANY_CELLS = 60
_HEADS_ALONE = 3
_SHORT_HEAD = 60
_NEVER = 1000.0
_ANEW = 2.0  # what it costs to begin a row that has no number of its own
_PLAIN_FITS = {"task": 1.5, "product": 1.0, "parties": -0.5, "deadline": -1.0}  # of words that name no body and no time


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
    for part in _tables(reading, run, starts):
        grid = _flat_grid(reading, part, table, kind_of)
        if grid is not None:
            yield grid
            table += 1


def _tables(reading: Reading, run: list[Paragraph], starts: list[int]) -> list[list[Paragraph]]:
    """The tables of a run, each from its head on. A head that is repeated word for word opens a page, no table: its
    cells are left out, and so is the number of the page above it."""
    tables: list[list[Paragraph]] = []
    head: list[str] = []
    for start, stop in itertools.pairwise([*starts, len(run)]):
        part = run[start:stop]
        if head and [_folded(reading, cell) for cell in part[: len(head)]] == head:
            if _ends_a_page(reading, tables[-1]):
                tables[-1].pop()
            tables[-1] += part[len(head) :]
        else:
            tables.append(part)
            head = [_folded(reading, cell) for cell in part[: _head_size(reading, part)]]
    return tables


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
    reading: Reading, run: Sequence[Paragraph], table: int, kind_of: Callable[[int, int], str]
) -> Grid | None:
    heads: list[Span] = []
    body = _head_size(reading, run)
    for index, paragraph in enumerate(run[:body]):
        if heads and index > 1 and _goes_on(_flow(reading, paragraph)):
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
            rows = [{1: _joined(cells)}]
        else:
            end = following[0][0] if following is not None else None
            rows = _counted(reading, number, cells, len(heads), end) or _columns(reading, cells, kinds)
        for row in rows:
            # A row without a number has that of the one above, and the task, in cells merged over both.
            shared = {1: rows[0][1]} if 1 in rows[0] and 1 not in row else {}
            grid.rows.append({0: number, **shared, **row})
            grid.numbers.append(len(grid.numbers))
            grid.merged.append({})
    return grid


def _counted(
    reading: Reading, number: Span, cells: list[Span], columns: int, following: int | None
) -> list[dict[int, Span]] | None:
    """The rows of one number where each empty cell is an empty line, so that counting tells the columns; else None.

    following: where the next number stands, None behind the last row, whose empty cells nothing tells from the end.
    """
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
    return [row for row in rows if row]


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
    for cell, column in zip(body, _unnumbered_columns(reading, body, [kind_of(*head) for head in heads]), strict=True):
        if column == 0 and last > 0:
            grid.rows.append({})
            grid.numbers.append(len(grid.numbers))
            grid.merged.append({})
        known = grid.rows[-1].get(column)
        grid.rows[-1][column] = (known[0], cell[1]) if known is not None else cell
        last = column
    return grid


def _unnumbered_columns(reading: Reading, cells: list[Span], kinds: Sequence[str]) -> list[int]:
    """The column of each cell, where a new row begins again at the first one: the path with the best sum of fits."""
    scores: dict[int, float] = {0: 0.0}
    came_from: list[dict[int, int]] = []
    for previous, cell in itertools.pairwise(cells):
        fits = _fits(reading, cell, kinds)
        reached: dict[int, tuple[float, int]] = {}
        for before, score in scores.items():
            for column, fit in enumerate(fits):
                total = score + fit + _advance(reading, previous, cell, before, column, len(kinds))
                if column not in reached or total > reached[column][0]:
                    reached[column] = (total, before)
        scores = {column: score for column, (score, _) in reached.items()}
        came_from.append({column: before for column, (_, before) in reached.items()})
    path = [max(scores, key=lambda column: scores[column])]
    for step in reversed(came_from):
        path.append(step[path[-1]])
    return path[::-1]


def _advance(reading: Reading, previous: Span, cell: Span, before: int, column: int, columns: int) -> float:
    """What it costs to go from one column to another: on in the row, or to the first one of the next row."""
    if column >= before:
        return _step(reading, previous, cell, column - before)
    return -0.6 * (columns - 1 - before) if column == 0 else -_NEVER


def _without_split_heads(reading: Reading, heads: list[Span], kind_of: Callable[[int, int], str]) -> list[Span]:
    """``heads`` in the order of the columns: those below a split head ("Trách nhiệm" over "Chủ trì" and "Phối hợp")
    stand in its place, which the flattened text gives them behind the whole first row or right behind it."""
    parties = [index for index, (start, end) in enumerate(heads) if index and kind_of(start, end) == "parties"]
    told = [index for index in parties if _TOLD.search(reading.folded, *heads[index])]
    whole = [index for index in parties if index not in told and told and index < told[0]]
    if len(told) < 2 or not whole or told != list(range(told[0], told[-1] + 1)):
        return heads
    split = whole[-1]
    if split + 1 == told[0]:
        return heads[:split] + heads[split + 1 :]
    if told[-1] != len(heads) - 1:
        return heads
    return [*heads[:split], *(heads[index] for index in told), *heads[split + 1 : told[0]]]


def _is_group(reading: Reading, number: Span) -> bool:
    return _GROUP.fullmatch(reading.flow[number[0] : number[1]].strip()) is not None


def _goes_on(text: str) -> bool:
    """Whether a line goes on with the cell of the line before."""
    return text[:1].islower() or text.startswith("(")


def _joined(cells: Sequence[Span]) -> Span:
    return cells[0][0], cells[-1][1]


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
        opened = opening(text, last, highest) or (opening(text, 0, int(text) - 1) if ended and text.isdigit() else None)
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


def _columns(reading: Reading, cells: list[Span], kinds: Sequence[str]) -> list[dict[int, Span]]:
    """The cells of one row by column (from 1), or of the rows that share its number and its task."""
    if len(cells) > _MANY_CELLS or not kinds:
        return [{1: _joined(cells)}]
    rows: list[dict[int, Span]] = [{}]
    last = 0
    for cell, column in zip(cells, _best_columns(reading, cells, kinds), strict=True):
        if column < last:
            rows.append({})
        known = rows[-1].get(column + 1)
        rows[-1][column + 1] = (known[0], cell[1]) if known is not None else cell
        last = column
    return rows


def _best_columns(reading: Reading, cells: list[Span], kinds: Sequence[str]) -> list[int]:
    """The choice of columns with the best sum of ``_fits`` over the cells. They do not decrease but where a row that
    shares the number and the task of the one above begins behind them."""
    fits = [_fits(reading, cell, kinds) for cell in cells]
    best: list[tuple[float, list[int]]] = [(fit - column, [column]) for column, fit in enumerate(fits[0])]
    for place, (previous, cell) in enumerate(itertools.pairwise(cells), start=1):
        steps = [_step(reading, previous, cell, columns) for columns in range(len(kinds))]
        reached = []
        for column in range(len(kinds)):
            ways = [(best[before][0] + steps[column - before], best[before][1]) for before in range(column + 1)]
            if column == 1:
                ways += [(one[0] - _ANEW - 0.6 * (len(kinds) - 1 - before), one[1])
                         for before, one in enumerate(best) if before > column]  # fmt: skip
            score, path = max(ways, key=lambda way: way[0])
            reached.append((score + fits[place][column], [*path, column]))
        best = reached
    return max(best, key=lambda choice: choice[0])[1]


def _step(reading: Reading, previous: Span, cell: Span, columns: int) -> float:
    if columns == 0:
        open_end = _OPEN_END.search(reading.folded, *previous) or _goes_on(reading.flow[cell[0] : cell[1]])
        return 1.0 if open_end and not is_ditto(reading.folded[cell[0] : cell[1]].strip()) else -1.5
    if TOLD_ELSEWHERE.match(reading.folded, *previous):
        return 0.05 * columns  # it may stand for all who act: then the next cell is of who watches
    return 0.0 if columns == 1 else -0.6 * (columns - 1)


def _fits(reading: Reading, cell: Span, kinds: Sequence[str]) -> list[float]:
    """How well the words of a cell suit each column."""
    text = reading.folded[cell[0] : cell[1]].strip()
    if is_ditto(text):
        return [-2.0 if kind == "task" else 1.0 for kind in kinds]
    if _TIME.match(text) is not None:
        return [3.0 if kind == "deadline" else -1.5 for kind in kinds]
    if TOLD_ELSEWHERE.match(text) or _names_party(reading, cell):
        return [2.0 if kind == "parties" else -1.0 for kind in kinds]
    return [_PLAIN_FITS.get(kind, 0.0) for kind in kinds]


def _names_party(reading: Reading, cell: Span) -> bool:
    found = find_parties(reading, cell[0], cell[1], slot=True)
    named = bool(found) and found[0].start - cell[0] <= 2
    return named or _PERSON.fullmatch(reading.flow[cell[0] : cell[1]].strip()) is not None
