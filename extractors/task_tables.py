"""Task tables: the annex tables of tasks, products, deadlines and responsible bodies, read cell by cell.

``task_rows`` gives every row with the span of each cell by what its column is for; ``table_assignments`` makes the
assignments of the rows. The deadline column of a row is read by the deadlines' extractor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from extractors.assignments_roles import clause_roles, label_roles
from extractors.assignments_slots import labelled_slots, slot_parties, spoken_slots
from extractors.assignments_words import load_roles, phrases
from extractors.dittos import is_ditto
from extractors.reading import Reading
from extractors.task_columns import TOLD_ELSEWHERE, Span, columns_by_row
from extractors.task_grids import Grid, flat_grids, format_grids
from schema.plan import Assignment, Party, Role
from schema.text import fold, squeeze

_HEAD_ROWS = 6  # a task table opens with its head, at most a title and a line of column numbers before it
_SURE_COLUMNS = 2
_PARTING = re.compile(r"\s*<br\s*/?>[\s+*•–-]*\Z|\s+[+*•–-]\s*\Z")
_GIVEN = re.compile(r"(?<!\w)(?:nhiệm vụ|phân công|phụ trách|công việc)(?!\w)")
_NUMBERS = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlc]{1,6}|[a-zđ])?\W*")
_COLUMN_NUMBERS = re.compile(r"\(?\d{1,2}\)?")


class Column(StrEnum):
    """What a column of a task table is for."""

    NUMBER = "number"
    TASK = "task"
    PRODUCT = "product"
    BEGIN = "begin"
    DEADLINE = "deadline"
    PARTIES = "parties"
    COST = "cost"
    NOTE = "note"
    AUDIENCE = "audience"
    PLACE = "place"
    PERSON = "person"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCell:
    """The cell ``[start, end)`` of a task row. roles: of its column, for PARTIES; head: the words above the column.

    above: the cell that it repeats, where it holds a ditto mark. reaches: it is merged with that of a row above.
    """

    column: Column
    start: int
    end: int
    roles: tuple[Role, ...] = ()
    head: str = ""
    above: Span | None = None
    reaches: bool = False

    @property
    def content(self) -> Span:
        """Where the words stand that say what the cell means: its own, or those of the cell that it repeats."""
        return self.above or (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One row of a task table. table, row: as in ``Assignment.task_row``; group: the title row above it."""

    table: int
    row: int
    cells: tuple[TaskCell, ...]
    group: Span | None = None

    def cell(self, column: Column) -> TaskCell | None:
        """The first cell of ``column``, None where the row has none."""
        return next((cell for cell in self.cells if cell.column is column), None)

    def shares(self, cell: TaskCell) -> TaskCell | None:
        """The task of this row for which ``cell``, merged with a row above, holds too; None where it has no own one."""
        task = self.cell(Column.TASK)
        return task if cell.reaches and task is not None and not task.reaches else None


_ASSIGNING = frozenset({Column.PARTIES, Column.DEADLINE, Column.PERSON})


def task_rows(reading: Reading) -> tuple[TaskRow, ...]:
    """The rows of all task tables of the document, in order, without heads and title rows."""
    if reading.task_rows is None:
        reading.task_rows = tuple(_all_rows(reading))
    return reading.task_rows


def _all_rows(reading: Reading) -> Iterator[TaskRow]:
    last_table = -1
    for grid in format_grids(reading):
        last_table = max(last_table, grid.table)
        yield from _rows(reading, grid)

    def kind_of(start: int, end: int) -> str:
        column = column_of(reading.folded[start:end])
        return str(column) if column is not None else ""

    for grid in flat_grids(reading, last_table + 1, kind_of):
        yield from _rows(reading, grid)


@lru_cache(maxsize=1)
def _column_words() -> tuple[tuple[Column, re.Pattern[str]], ...]:
    return tuple((Column(entry["role"]), re.compile(phrases(entry["words"]))) for entry in load_roles()["columns"])


@lru_cache(maxsize=1)
def _blank() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in load_roles()["blanks"]["words"]))


def column_of(head: str) -> Column | None:
    """What a column with this (folded) head is for; None where the head tells nothing."""
    best: tuple[int, int, Column] | None = None
    for column, pattern in _column_words():
        match = pattern.search(head)
        if match is None or (column is Column.NUMBER and match.group() != head.strip(" .")):
            continue
        if best is None or (match.start(), -match.end()) < best[:2]:
            best = (match.start(), -match.end(), column)
    return best[2] if best is not None else None


def _rows(reading: Reading, grid: Grid) -> Iterator[TaskRow]:
    head = _head(reading, grid)
    if head is None:
        return
    last_head, columns = head
    group: Span | None = None
    said: dict[int, Span] = {}
    head_texts = {_text(reading, span) for row in grid.rows[: last_head + 1] for span in row.values()}
    for row, number in zip(grid.rows[last_head + 1 :], grid.numbers[last_head + 1 :], strict=True):
        filled = {column: span for column, span in row.items() if _text(reading, span)}
        filled = _aligned(reading, filled, columns)
        texts = {_text(reading, span) for span in filled.values()}
        if not texts or texts <= head_texts or all(_COLUMN_NUMBERS.fullmatch(text) for text in texts):
            continue
        cells = _cells(reading, filled, columns, said)
        if not any(cell.column not in (Column.NUMBER, Column.TASK) for cell in cells):
            group = _group(cells) or group
            continue
        yield TaskRow(table=grid.table, row=number, cells=cells, group=group)


def _aligned(reading: Reading, filled: dict[int, Span], columns: dict[int, TaskCell]) -> dict[int, Span]:
    """``filled`` in the columns that its cells suit, where the row lacks the cells that are merged with those above: in
    Markdown a row begins with what it has of its own, be it the task."""
    head = columns.get(0)
    if head is None or head.column is not Column.NUMBER or 0 not in filled or len(filled) >= len(columns):
        return filled
    if len(filled) < _SURE_COLUMNS or _NUMBERS.fullmatch(_text(reading, filled[0])) is not None:
        return filled
    kinds = [str(columns[index].column) if index in columns else "" for index in range(1, max(columns) + 1)]
    rows = columns_by_row(reading, [filled[index] for index in sorted(filled)], kinds)
    return rows[0] if len(rows) == 1 and len(rows[0]) == len(filled) else filled


def _text(reading: Reading, span: Span) -> str:
    return squeeze(reading.folded[span[0] : span[1]])


def _group(cells: tuple[TaskCell, ...]) -> Span | None:
    titles = [cell for cell in cells if cell.column is Column.TASK] or list(cells)
    return (titles[-1].start, titles[-1].end) if titles else None


def _cells(
    reading: Reading, filled: dict[int, Span], columns: dict[int, TaskCell], said: dict[int, Span]
) -> tuple[TaskCell, ...]:
    """The cells of a row. said: by column, the last cell with words of its own, which a ditto mark repeats."""
    cells = []
    for index in sorted(filled):
        column, span = columns.get(index), filled[index]
        if column is None:
            continue
        repeats = is_ditto(_text(reading, span))
        above = said.get(index) if repeats else None
        reaches = said.get(index) == span
        if not repeats:
            said[index] = span
        cells.append(replace(column, start=span[0], end=span[1], above=above, reaches=reaches))
    return tuple(cells)


def _head(reading: Reading, grid: Grid) -> tuple[int, dict[int, TaskCell]] | None:
    """The last row of the head and what each column is for; None where the table is no task table."""
    for index, row in enumerate(grid.rows[:_HEAD_ROWS]):
        columns = _head_columns(reading, grid, index, {})
        columns = _due(_of_members(_with_task(reading, row, columns)))
        kinds = {cell.column for cell in columns.values()}
        if Column.TASK not in kinds or not kinds & _ASSIGNING or len(row) < _SURE_COLUMNS:
            continue
        last = index
        if index + 1 < len(grid.rows) and _is_second_head(reading, grid, index + 1, columns):
            columns = _due(_head_columns(reading, grid, index + 1, columns))
            last = index + 1
        return last, columns
    return None


def _with_task(reading: Reading, row: dict[int, Span], columns: dict[int, TaskCell]) -> dict[int, TaskCell]:
    """``columns`` with the one right behind the running number as the task's, whatever its head, where none is.

    "TT | Nhóm TTHC | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian": what the bodies are given stands there.
    """
    kinds = {cell.column for cell in columns.values()}
    number = next((index for index, cell in columns.items() if cell.column is Column.NUMBER), None)
    if Column.TASK in kinds or number is None or not kinds >= {Column.PARTIES, Column.DEADLINE}:
        return columns
    following = min((index for index in row if index > number), default=None)
    if following is None or following in columns:
        return columns
    start, end = row[following]
    return {
        **columns,
        following: TaskCell(column=Column.TASK, start=start, end=end, head=squeeze(reading.flow[start:end])),
    }


def _due(columns: dict[int, TaskCell]) -> dict[int, TaskCell]:
    """``columns`` with when a task begins as its only time, where no column tells when it is due."""
    if any(cell.column is Column.DEADLINE for cell in columns.values()):
        return columns
    return {
        index: replace(cell, column=Column.DEADLINE) if cell.column is Column.BEGIN else cell
        for index, cell in columns.items()
    }


def _of_members(columns: dict[int, TaskCell]) -> dict[int, TaskCell]:
    """``columns`` of a table that gives each of the named persons a task: who has it stands in the column of names.

    "Họ và tên | Chức vụ | Phân công nhiệm vụ": what is assigned is the task there, no body.
    """
    kinds = {cell.column for cell in columns.values()}
    told = [index for index, cell in columns.items() if _GIVEN.search(fold(cell.head))]
    if Column.PERSON not in kinds or not told:
        return {index: cell for index, cell in columns.items() if cell.column is not Column.PERSON}
    return {
        index: replace(cell, column=Column.TASK if index == told[0] else cell.column) for index, cell in columns.items()
    }


def _is_second_head(reading: Reading, grid: Grid, index: int, columns: dict[int, TaskCell]) -> bool:
    """Whether the row splits a merged head cell: "Phân công" over "Chủ trì" and "Phối hợp"."""
    own = {column: span for column, span in grid.rows[index].items() if span not in grid.rows[index - 1].values()}
    texts = [_text(reading, span) for span in own.values() if _text(reading, span)]
    if not texts or not grid.merged[index - 1]:
        return False
    return all(len(text) < 60 and column_of(text) is not None for text in texts)


def _head_columns(reading: Reading, grid: Grid, index: int, above: dict[int, TaskCell]) -> dict[int, TaskCell]:
    columns = dict(above)
    for column, (start, end) in sorted(grid.rows[index].items()):
        text = _text(reading, (start, end))
        kind = column_of(text)
        if kind is None or len(text) > 120:
            continue
        roles = label_roles(reading.folded, start, end) if kind is Column.PARTIES else ()
        known = above.get(column)
        if kind is Column.PARTIES and not roles and known is not None:
            roles = known.roles
        cell = TaskCell(column=kind, start=start, end=end, roles=roles, head=squeeze(reading.flow[start:end]))
        for spanned in range(column, column + grid.merged[index].get(column, 1)):
            columns[spanned] = cell
    return columns


def table_assignments(reading: Reading, rows: tuple[TaskRow, ...]) -> tuple[Assignment, ...]:
    """The assignments of task rows: one for each cell of a column of parties, and one more for each further row with a
    task of its own that a merged one reaches."""
    found: list[Assignment] = []
    for row in rows:
        for cell in row.cells:
            if cell.column is Column.PERSON and not cell.reaches:
                found.extend(_member_assignment(reading, row, cell))
            elif cell.column is Column.PARTIES and not cell.reaches:
                found.extend(_cell_assignments(reading, row, cell))
            elif cell.column is Column.PARTIES and (task := row.shares(cell)) is not None:
                shared = replace(cell, start=task.start, end=task.end, above=cell.content)
                found.extend(_cell_assignments(reading, row, shared))
    return tuple(found)


def _member_assignment(reading: Reading, row: TaskRow, cell: TaskCell) -> Iterator[Assignment]:
    """The assignment of a person: the code is that of the first post, the role what the task says."""
    task, post = row.cell(Column.TASK), row.cell(Column.POST)
    if task is None or _COLUMN_NUMBERS.fullmatch(_text(reading, (cell.start, cell.end))):
        return
    posts = slot_parties(reading, post.start, post.end) if post is not None else ()
    roles, _ = clause_roles(reading.folded, task.start, task.end)
    yield Assignment(
        roles=roles,
        parties=(Party(text=squeeze(reading.flow[cell.start : cell.end]), code=posts[0].code if posts else None),),
        task=squeeze(reading.flow[slice(*task.content)]),
        section=reading.section_id_at(cell.start),
        evidence=reading.cite(cell.start, task.end) if cell.start < task.end else reading.cite(cell.start, cell.end),
        rule="member_table",
        task_row=(row.table, row.row),
    )


def _without_signs(reading: Reading, start: int, end: int) -> int:
    """The end of a slot without the line break of Markdown and the bullet that part it from the next slot."""
    match = _PARTING.search(reading.folded, start, end)
    return match.start() if match is not None else end


def _cell_assignments(reading: Reading, row: TaskRow, cell: TaskCell) -> Iterator[Assignment]:
    begin, stop = cell.content
    words = _text(reading, (begin, stop))
    if _blank().fullmatch(words) or is_ditto(words) or TOLD_ELSEWHERE.match(words):
        return
    task = row.cell(Column.TASK)
    task_text = squeeze(reading.flow[slice(*task.content)]) if task is not None else cell.head
    roles = cell.roles or (Role.EXECUTE,)
    told = labelled_slots(reading, begin, stop) or spoken_slots(reading, begin, stop, roles)
    slots = told or [(begin, stop, roles)]
    inherited = reading.cite(begin, stop) if cell.above is not None else None
    for start, end, roles in slots:
        parties = slot_parties(reading, start, end)
        if parties:
            own = (start, _without_signs(reading, start, end)) if inherited is None else (cell.start, cell.end)
            yield Assignment(
                roles=roles,
                parties=tuple(
                    Party(text=squeeze(reading.flow[party.start : party.end]), code=party.code, inherited=inherited)
                    for party in parties
                ),
                task=task_text,
                section=reading.section_id_at(cell.start),
                evidence=reading.cite(*own),
                rule="task_table",
                task_row=(row.table, row.row),
            )
