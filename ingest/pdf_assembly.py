"""Paragraphs and tables to the frozen text and its blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import Paragraph
from schema.document import BBox, Block, BlockKind, Cell

_BOX = itemgetter(slice(Line._fields.index("x0"), Line._fields.index("y1") + 1))
# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__


class CellText(NamedTuple):
    """One cell that holds text. box: of its part on ``page``, the first page it stands on."""

    cell: Cell
    text: str
    page: int
    box: tuple[float, float, float, float]
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableText:
    """One table, its cells by row and column."""

    cells: tuple[CellText, ...]


Part = Paragraph | TableText


def assemble(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """The text of ``parts``, and its blocks: an empty line between paragraphs and rows, a line end between cells."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        if at:
            pieces.append("\n\n")
            at += 2
        if isinstance(part, Paragraph):
            text = "\n".join([line.text for line in part.lines])
            blocks.append(_paragraph_block(part, at, at + len(text)))
            pieces.append(text)
            at += len(text)
        else:
            at = _add_table(part, pieces, blocks, at)
    return "".join(pieces), tuple(blocks)


def _add_table(table: TableText, pieces: list[str], blocks: list[Block], at: int) -> int:
    row: int | None = None
    for cell in table.cells:
        if row is not None:
            gap = "\n" if cell.cell.row == row else "\n\n"
            pieces.append(gap)
            at += len(gap)
        row = cell.cell.row
        pieces.append(cell.text)
        end = at + len(cell.text)
        box = _new(BBox, cell.box)
        blocks.append(_new(Block, (at, end, BlockKind.CELL, cell.page, box, cell.cell, None, cell.bold, False, None)))
        at = end
    return at


def _paragraph_block(paragraph: Paragraph, start: int, end: int) -> Block:
    lines = paragraph.lines
    first = lines[0]
    own = lines if lines[-1].page == first.page else [line for line in lines if line.page == first.page]
    bold = first.bold and (len(lines) == 1 or all(line.bold for line in lines))
    kind = BlockKind.NOTE if paragraph.note else BlockKind.PARAGRAPH
    indent = round(first.x0 - first.left, 1)
    return _new(Block, (start, end, kind, first.page, _bounds(own), None, None, bold, paragraph.centered, indent))


def _bounds(lines: Sequence[Line]) -> BBox:
    if len(lines) == 1:
        return _new(BBox, _BOX(lines[0]))
    x0s, y0s, x1s, y1s = zip(*map(_BOX, lines), strict=True)
    return _new(BBox, (min(x0s), min(y0s), max(x1s), max(y1s)))
