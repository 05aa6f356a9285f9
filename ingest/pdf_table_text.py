"""A whole table to the text of its cells: wrapped lines joined, paragraphs kept apart."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from ingest.encodings.syllables import is_syllable
from ingest.pdf_assembly import CellText, TableText
from ingest.pdf_lines import Line
from ingest.pdf_tables import OPENS_ITEM, TERMINAL, Table
from schema.document import Cell, TableNote

# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__
# Shares of a font's size: no letter is narrower where a line is full.
_LETTER = 0.6
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# A row number that is cut in two has no more figures.
_FIGURES_MAX = 3
_BULLETS = ("-", "–", "+", "*", "•")


def table_text(table: Table, number: int) -> tuple[TableText, TableNote]:
    """The cells of ``table`` that hold text, as the document's table ``number`` (from 0), and the note about it."""
    paddings = _column_paddings(table)
    cells = tuple([
        _new(CellText, (
            _new(Cell, (number, row, column, row_span, column_span)),
            cell_text(lines, box[2] - box[0] - paddings.get(column, 5.0), box[0]),
            page,
            box,
            lines[0].bold and (len(lines) == 1 or all(line.bold for line in lines)),
        ))
        for row, column, row_span, column_span, box, lines, page in table.cells
        if lines
    ])  # fmt: skip
    note = TableNote(
        table=number, pages=table.pages, rows=table.rows, columns=len(table.columns) - 1, reason=table.reason
    )
    return TableText(cells=cells), note


def _column_paddings(table: Table) -> dict[int, float]:
    """How far text keeps from the edge of its cell, by column: the least distance on the left."""
    starts: defaultdict[int, list[float]] = defaultdict(list)
    for _, column, _, column_span, box, lines, _ in table.cells:
        if lines and column_span == 1:
            starts[column].append(lines[0].left - box[0])
    known = {column: min(max(min(values), 1.0), 8.0) for column, values in starts.items()}
    usual = median(known.values()) if known else 5.0
    return {column: min(value, usual + 1.5) for column, value in known.items()}


def cell_text(lines: Sequence[Line], limit: float, left: float) -> str:
    """The text of a cell: wrapped lines joined by a space, paragraphs by a line end.

    limit: how far a line may reach, from the cell's left edge ``left``. A line that left room for the next one's first
    word ended on purpose.
    """
    text = lines[0].text
    if len(lines) == 1:
        return text
    width = limit - min([line.x0 for line in lines]) + left
    for at, (above, line) in enumerate(itertools.pairwise(lines), 1):
        full = above.x1 - left + 0.25 * above.size + line.first > limit - 0.2 * above.size
        if not full or _opens_item(lines, at):
            text += "\n" + line.text
        elif _is_parted(above.text, line.text) or (
            width - (above.x1 - above.x0) < _LETTER * above.size and _is_cut(above.text, line.text)
        ):
            text += line.text
        else:
            text += " " + line.text
    return text


def _is_parted(above: str, below: str) -> bool:
    """Whether a line ends at a hyphen within a word or symbol."""
    return above.endswith("-") and bool(re.search(r"\w-$", above)) and bool(re.match(r"\w", below))


def _is_cut(above: str, below: str) -> bool:
    """Whether a word that is wider than its cell was cut at the end of a line: "1" and "0", "thưởn" and "g"."""
    head, tail = above.split()[-1], below.split()[0]
    if head != above:
        return False  # a word that does not fit starts on a line of its own
    if head[-1].isdecimal() and not tail[0].isalpha():
        short = (head + tail).isdecimal() and len(head + tail) <= _FIGURES_MAX
        return short or tail == "%" or bool(_THOUSANDS.fullmatch(head + tail) and not _THOUSANDS.fullmatch(head))
    return is_syllable(head + tail) and not (is_syllable(head) and is_syllable(tail))


def _opens_item(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a list item of its own: after the end of a sentence, or one bullet after another."""
    text = lines[at].text
    if not OPENS_ITEM.match(text):
        return False
    bulleted = text[0] in _BULLETS and any(other.text[:1] in _BULLETS for other in lines[:at])
    return bulleted or bool(TERMINAL.search(lines[at - 1].text))
