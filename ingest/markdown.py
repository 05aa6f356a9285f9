"""Markdown to a Document: the raw text stays as it is; pipe tables are told as cells over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.docx_table import LAYOUT_COLUMNS_MAX, LAYOUT_ROWS_MAX, is_letterhead
from ingest.source import SourceBytes
from ingest.text import PlainText, line_blocks, plain_text, text_document
from schema.document import Block, BlockKind, Cell, Document

# A plain text with a stray "#" or "|" is no Markdown yet.
_SIGNS_MIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PipeTable:
    """The rows of one pipe table, each the spans of its cells in the raw text; empty cells have start == end."""

    rows: tuple[tuple[tuple[int, int], ...], ...]


def is_markdown(text: str) -> bool:
    """Whether ``text`` uses Markdown: headings, bold paragraphs or pipe tables, more than once."""
    found = 0
    for line in text.split("\n"):
        stripped = line.strip()
        heading = stripped.startswith("#") and stripped.lstrip("#").startswith(" ")
        found += heading or stripped.startswith("**") or _is_row(stripped)
        if found >= _SIGNS_MIN:
            return True
    return False


def read_markdown(source: SourceBytes) -> Document:
    """The Document of a Markdown file. Raises ReadError."""
    return markdown_document(source, plain_text(source))


def markdown_document(source: SourceBytes, plain: PlainText) -> Document:
    """The Document of a decoded Markdown text: lines, and the cells of its pipe tables."""
    return text_document(source, plain, tuple(_blocks(plain)), reader="markdown")


def _blocks(plain: PlainText) -> Iterator[Block]:
    tables = list(pipe_tables(plain.text))
    cells = sorted(_cells(plain.text, tables), key=lambda block: block.start)
    covered = [(table.rows[0][0][0], table.rows[-1][-1][1]) for table in tables]
    at = 0
    table = 0
    for line in line_blocks(plain):
        while table < len(covered) and covered[table][1] < line.start:
            table += 1
        if table < len(covered) and covered[table][0] <= line.end and _is_row(plain.text[line.start : line.end]):
            while at < len(cells) and cells[at].start < line.end:
                yield cells[at]
                at += 1
        else:
            yield line


def _cells(text: str, tables: list[PipeTable]) -> Iterator[Block]:
    for number, table in enumerate(tables):
        columns = max(len(row) for row in table.rows)
        body = text[table.rows[0][0][0] : table.rows[-1][-1][1]]
        layout = len(table.rows) <= LAYOUT_ROWS_MAX and columns <= LAYOUT_COLUMNS_MAX and is_letterhead(body)
        for row, spans in enumerate(table.rows):
            for column, (start, end) in enumerate(spans):
                if start == end:
                    continue
                if layout:
                    yield Block(start=start, end=end, kind=BlockKind.PARAGRAPH)
                else:
                    place = Cell(table=number, row=row, column=column)
                    yield Block(start=start, end=end, kind=BlockKind.CELL, cell=place)


def pipe_tables(text: str) -> Iterator[PipeTable]:
    """The pipe tables of ``text``: neighbouring lines that begin and end with a pipe, rule lines left out."""
    rows: list[tuple[tuple[int, int], ...]] = []
    offset = 0
    for line in (*text.split("\n"), ""):
        if _is_row(line.strip()):
            spans = tuple(_spans(line, offset))
            if not _is_rule(text, spans):
                rows.append(spans)
        elif rows:
            yield PipeTable(rows=tuple(rows))
            rows = []
        offset += len(line) + 1


def _is_row(stripped: str) -> bool:
    return len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")


def _is_rule(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    cells = [text[start:end] for start, end in spans]
    return any(cells) and all(cell.strip(":-") == "" for cell in cells) and any("-" in cell for cell in cells)


def _spans(line: str, offset: int) -> Iterator[tuple[int, int]]:
    """The trimmed spans between the unescaped pipes of a row."""
    pipes = [at for at, char in enumerate(line) if char == "|" and (at == 0 or line[at - 1] != "\\")]
    for left, right in pairwise(pipes):
        cell = line[left + 1 : right]
        stripped = cell.strip()
        start = offset + left + 1 + (cell.index(stripped[0]) if stripped else 0)
        yield start, start + len(stripped)
