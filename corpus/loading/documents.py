"""The tables of a document (PDF, DOCX, DOC, HTML ...) as grids."""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from corpus.loading.grid import Grid, LoadError, Merge
from ingest.read import read_path
from ingest.source import ReadError
from schema.document import Block, Document
from schema.text import bare

# Name, title, "kèm theo Quyết định ...": an annex has not more lines above its table.
_CAPTION_LINES = 6
_ANNEX = re.compile(r"(?:phu luc|bang|bieu|mau)(?: so)? ?(?:\d|[ivx]+\b|$)")
_TITLE = re.compile(r"(?:bo |he thong )?(?:tieu chi|chi so|ket qua)\b|bang diem")


def read_document(path: Path) -> Document:
    """The document at ``path``. Raises LoadError with the reader's own message."""
    try:
        return read_path(path)
    except ReadError as error:
        raise LoadError(error.message, error.next_step) from error


def tables_of(document: Document) -> tuple[Grid, ...]:
    """Every table of the document, in order; the covered cells of a merged one are empty."""
    blocks: dict[int, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.cell is not None:
            blocks[block.cell.table].append(block)
    above = _captions(document)
    return tuple(_grid(document, table, above[number]) for number, table in sorted(blocks.items()))


def _captions(document: Document) -> dict[int, str]:
    """The lines above each table, as far as the table before; from "Phụ lục II" on, where such a line is near."""
    captions: dict[int, str] = {}
    lines: list[str] = []
    for block in document.blocks:
        if block.cell is None:
            lines += [" ".join(line.split()) for line in document.text[block.start : block.end].splitlines()]
        else:
            captions.setdefault(block.cell.table, " / ".join(_titles(list(filter(None, lines)))))
            lines = []
    return captions


def _titles(lines: Sequence[str]) -> Sequence[str]:
    near = lines[-_CAPTION_LINES:]
    annexes = [at for at, line in enumerate(near) if _ANNEX.match(bare(line))]
    titles = [at for at, line in enumerate(near) if _TITLE.match(bare(line))]
    return near[annexes[-1] :] if annexes else near[titles[0] :] if titles else near


def _grid(document: Document, blocks: Sequence[Block], caption: str) -> Grid:
    """The cells as rows; a cell keeps the line breaks between its paragraphs."""
    texts: dict[tuple[int, int], str] = {}
    pages: dict[int, int | None] = {}
    for block in blocks:
        assert block.cell is not None
        place = (block.cell.row, block.cell.column)
        text = _tidy(document.text[block.start : block.end])
        texts[place] = text if place not in texts else f"{texts[place]}\n{text}"
        pages.setdefault(block.cell.row, block.page)
    cells = [block.cell for block in blocks if block.cell is not None]
    height, width = (
        max(cell.row + cell.row_span for cell in cells),
        max(cell.column + cell.column_span for cell in cells),
    )
    return Grid(
        file=document.source.name,
        sheet=None,
        rows=tuple(tuple(texts.get((row, column), "") for column in range(width)) for row in range(height)),
        caption=caption,
        pages=tuple(pages.get(row) for row in range(height)),
        merged=tuple(
            {
                (cell.row, cell.column): Merge(
                    top=cell.row,
                    left=cell.column,
                    bottom=cell.row + cell.row_span - 1,
                    right=cell.column + cell.column_span - 1,
                )
                for cell in cells
                if cell.row_span > 1 or cell.column_span > 1
            }.values()
        ),
    )


def _tidy(text: str) -> str:
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))
