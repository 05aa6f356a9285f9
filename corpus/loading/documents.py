"""The tables of a document (PDF, DOCX, DOC, HTML ...) as grids."""

from collections import defaultdict
from pathlib import Path

from corpus.loading.grid import Grid, LoadError
from ingest.read import read_path
from ingest.source import ReadError
from schema.document import Document

# Name, title, "kèm theo Quyết định ...": an annex has not more lines above its table.
_CAPTION_LINES = 6


def read_document(path: Path) -> Document:
    """The document at ``path``. Raises LoadError with the reader's own message."""
    try:
        return read_path(path)
    except ReadError as error:
        raise LoadError(error.message, error.next_step) from error


def tables_of(document: Document) -> tuple[Grid, ...]:
    """Every table of the document, in order; the covered cells of a merged one are empty."""
    cells: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for block in document.blocks:
        if block.cell is not None:
            place = (block.cell.row, block.cell.column)
            text = document.text[block.start : block.end]
            before = cells[block.cell.table].get(place)
            cells[block.cell.table][place] = text if before is None else f"{before}\n{text}"
    above = _captions(document)
    return tuple(_grid(document.source.name, table, above[number]) for number, table in sorted(cells.items()))


def _captions(document: Document) -> dict[int, str]:
    """The lines above each table, as far as the table before it."""
    captions: dict[int, str] = {}
    lines: list[str] = []
    for block in document.blocks:
        if block.cell is None:
            lines.append(" ".join(document.text[block.start : block.end].split()))
            continue
        captions.setdefault(block.cell.table, " / ".join(lines[-_CAPTION_LINES:]))
        lines = []
    return captions


def _grid(file: str, table: dict[tuple[int, int], str], caption: str) -> Grid:
    height, width = 1 + max(row for row, _ in table), 1 + max(column for _, column in table)
    rows = tuple(
        tuple(" ".join(table.get((row, column), "").split()) for column in range(width)) for row in range(height)
    )
    return Grid(file=file, sheet=None, rows=rows, caption=caption)
