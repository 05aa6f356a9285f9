"""Tables written in a text itself, with pipes or with tabs: which spans are their cells.

Reads the frozen text; writes TypedTables and, over its lines, the blocks of their cells.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.docx_table import LAYOUT_COLUMNS_MAX, LAYOUT_ROWS_MAX, is_letterhead
from schema.document import Block, BlockKind, Cell

Span = tuple[int, int]

# Two columns are a letterhead or an indent, and two rows say nothing of a third.
_TAB_COLUMNS_MIN, _TAB_ROWS_MIN = 3, 3
# The head of a table names its columns in a few words.
_HEAD_CELL_MAX = 80
# The name of a group of rows is a line or two of its own.
_GROUP_MAX = 160
_RECIPIENTS = "nơi nhận"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTable:
    """The rows of one table, each the trimmed spans of its cells in the text; empty cells have start == end."""

    rows: tuple[tuple[Span, ...], ...]

    @property
    def start(self) -> int:
        return self.rows[0][0][0]

    @property
    def end(self) -> int:
        return self.rows[-1][-1][1]


def with_cells(text: str, lines: Iterable[Block], tables: Sequence[TypedTable]) -> Iterator[Block]:
    """``lines`` with the cells of ``tables`` in place of the lines that they stand on."""
    cells = sorted(_cells(text, tables), key=lambda block: block.start)
    at = index = 0
    for line in lines:
        while index < len(tables) and tables[index].end < line.start:
            index += 1
        if index < len(tables) and tables[index].start <= line.end:
            while at < len(cells) and cells[at].start < line.end:
                yield cells[at]
                at += 1
        else:
            yield line


def _cells(text: str, tables: Sequence[TypedTable]) -> Iterator[Block]:
    for number, table in enumerate(tables):
        columns = max(len(row) for row in table.rows)
        small = len(table.rows) <= LAYOUT_ROWS_MAX and columns <= LAYOUT_COLUMNS_MAX
        layout = small and is_letterhead(text[table.start : table.end])
        for row, spans in enumerate(table.rows):
            for column, (start, end) in enumerate(spans):
                if start == end:
                    continue
                if layout:
                    yield Block(start=start, end=end, kind=BlockKind.PARAGRAPH)
                else:
                    place = Cell(table=number, row=row, column=column)
                    yield Block(start=start, end=end, kind=BlockKind.CELL, cell=place)


def pipe_tables(text: str) -> Iterator[TypedTable]:
    """The pipe tables of ``text``: neighbouring lines that begin and end with a pipe, rule lines left out."""
    rows: list[tuple[Span, ...]] = []
    for offset, line in _lines(text):
        if is_pipe_row(line.strip()):
            spans = tuple(_between_pipes(line, offset))
            if spans and not _is_rule(text, spans):
                rows.append(spans)
        elif rows:
            yield TypedTable(rows=tuple(rows))
            rows = []


def tab_tables(text: str) -> Iterator[TypedTable]:
    """The tables that lines with tabs make: a head of three and more short cells over rows of as many.

    Letterheads and signatures set beside each other with tabs have two columns, or gaps of several tabs. A short line
    without tabs before a row that begins with a number or an hour is one cell over all columns: the name of a group.
    """
    run: list[tuple[Span, ...]] = []
    group: tuple[Span, ...] | None = None
    for offset, line in _lines(text):
        tabbed = "\t" in line.rstrip() and not line.lower().startswith(_RECIPIENTS)
        row = tuple(_between_tabs(line, offset)) if tabbed else ()
        if group is not None and row and any(map(str.isdigit, text[slice(*row[0])])):
            run.append(group)
            group = None
        if group is None and row and (run or _is_head(row)) and not _is_indented_paragraph(row):
            run.append(row)
            continue
        if run and group is None and not tabbed and 0 < len(line.strip()) <= _GROUP_MAX:
            group = (_trimmed(line, offset, 0, len(line)),)
            continue
        if _is_tab_table(run):
            yield TypedTable(rows=tuple(run))
        run, group = [row] if group is not None and _is_head(row) else [], None


def is_pipe_row(stripped: str) -> bool:
    """Whether a line is a row of a pipe table."""
    return len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its offset, and an empty one that ends the last table."""
    offset = 0
    for line in (*text.split("\n"), ""):
        yield offset, line
        offset += len(line) + 1


def _is_head(row: Sequence[Span]) -> bool:
    return len(row) >= _TAB_COLUMNS_MIN and all(0 < end - start <= _HEAD_CELL_MAX for start, end in row)


def _is_indented_paragraph(row: Sequence[Span]) -> bool:
    """Whether a tab only sets in the first line of a paragraph; a short line is a cell that goes on."""
    return len(row) == 2 and row[0][0] == row[0][1] and row[1][1] - row[1][0] > 2 * _HEAD_CELL_MAX


def _is_tab_table(rows: Sequence[Sequence[Span]]) -> bool:
    if len(rows) < _TAB_ROWS_MIN:
        return False
    usual, times = Counter(map(len, rows)).most_common(1)[0]
    return usual == len(rows[0]) and times >= _TAB_ROWS_MIN


def _is_rule(text: str, spans: Sequence[Span]) -> bool:
    cells = [text[start:end] for start, end in spans]
    return any(cells) and all(cell.strip(":-") == "" for cell in cells) and any("-" in cell for cell in cells)


def _between_pipes(line: str, offset: int) -> Iterator[Span]:
    """The trimmed spans between the unescaped pipes of a row."""
    pipes = [at for at, char in enumerate(line) if char == "|" and (at == 0 or line[at - 1] != "\\")]
    return (_trimmed(line, offset, left + 1, right) for left, right in pairwise(pipes))


def _between_tabs(line: str, offset: int) -> Iterator[Span]:
    """The trimmed spans between the tabs of a line."""
    borders = [-1, *(at for at, char in enumerate(line) if char == "\t"), len(line)]
    return (_trimmed(line, offset, left + 1, right) for left, right in pairwise(borders))


def _trimmed(line: str, offset: int, start: int, end: int) -> Span:
    cell = line[start:end]
    stripped = cell.strip()
    begin = offset + start + (cell.index(stripped[0]) if stripped else 0)
    return begin, begin + len(stripped)
