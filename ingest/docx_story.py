"""A Word story (body, text box, note, header) to raw pieces in reading order, fonts not yet decoded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.docx_labels import Labels
from ingest.docx_numbering import Marker, Numbering
from ingest.docx_package import Element, W
from ingest.docx_styles import Styles, indent_of, is_centered, is_heading, is_on
from ingest.docx_table import Grid, GridCell, column_groups, grid_of, is_layout, raw_text
from ingest.docx_text import Inline, InlineReader, Run, chosen, fields_of
from ingest.layout import LINE_BREAK, PARAGRAPH_BREAK
from schema.document import BlockKind, Cell, TableNote

_MC_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent")
)


@dataclass(slots=True, kw_only=True)
class Raw:
    """A piece of a story before its fonts are decoded."""

    runs: list[Run]
    kind: BlockKind = BlockKind.PARAGRAPH
    before: str = PARAGRAPH_BREAK
    page: int | None = None
    cell: Cell | None = None
    marker: Marker | None = None
    bold: bool = False
    centered: bool = False
    indent: float | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


_ORDINAL = re.compile(r"\s*(\d{1,4})\s*\.?\s*")


@dataclass(slots=True, kw_only=True)
class LastTable:
    """The table read last in a story, while nothing but empty paragraphs came after it.

    ordinal: the number that its last row begins with, None without one.
    """

    number: int
    header: str
    columns: int
    rows: int
    ordinal: int | None = None
    gap: bool = False


@dataclass(kw_only=True)
class StoryReader:
    """Reads the stories of one document in order; counts lists, tables and pages over all of them."""

    styles: Styles
    numbering: Numbering
    labels: Labels
    notes: dict[str, dict[str, Element]]
    page: int | None
    tables: int = 0
    joined: list[TableNote] = field(default_factory=list)
    images: int = 0
    hidden: int = 0
    _in_cell: int = 0
    _note_depth: int = 0

    def read(self, story: Element) -> Iterator[Raw]:
        """The pieces of ``story``."""
        inline = InlineReader(styles=self.styles, fields=fields_of(story))
        yield from self._blocks(story, inline)

    def _blocks(self, parent: Element, inline: InlineReader) -> Iterator[Raw]:
        last: LastTable | None = None
        carried: list[Run] = []
        for child in _block_elements(parent):
            if child.tag == W + "tbl":
                grid = grid_of(child)
                if is_layout(child, grid, self.styles):
                    last = None
                    yield from self._layout(grid, inline)
                else:
                    last = self._join(last, grid)
                    yield from self._data(grid, last, inline)
                continue
            pieces, carried = self._paragraph(child, inline, carried)
            if last is not None:
                last.gap = True
            if any(piece.text.strip() for piece in pieces):
                last = None
            yield from pieces

    def _paragraph(self, paragraph: Element, reader: InlineReader, carried: list[Run]) -> tuple[list[Raw], list[Run]]:
        """The pieces of one paragraph, and the runs that the next one takes over (its mark was deleted)."""
        properties = paragraph.find(W + "pPr")
        style = self.styles.paragraph_style(properties)
        sources = self.styles.paragraph_sources(properties)
        inline = reader.read(paragraph, style)
        inline.runs = carried + inline.runs
        page = self._turn(inline)
        self.images += inline.images
        self.hidden += inline.hidden
        if _mark_deleted(properties):
            return [], inline.runs
        if self.styles.is_contents(style) or _hidden(properties, inline):
            return [], []
        marker = self.numbering.marker(sources, [item.get(W + "styleId") for item in self.styles.chain(style)])
        marker = self._checked(marker, inline.text)
        kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
        piece = Raw(
            runs=inline.runs,
            kind=BlockKind.HEADING if is_heading(sources) else kind,
            page=page,
            marker=marker,
            bold=inline.bold,
            centered=is_centered(sources),
            indent=_indent(sources, marker),
        )
        pieces = [piece] if inline.text.strip() or (marker and self._in_cell) else []
        for box in inline.boxes:
            pieces.extend(self.read(box))
        pieces.extend(self._noted(inline))
        return pieces, []

    def _checked(self, marker: Marker | None, text: str) -> Marker | None:
        """The marker as the converting program shows it, where it is a number that it shows otherwise."""
        if marker is None or marker.bullet:
            return marker
        shown = self.labels.label(text)
        return marker if shown is None or shown == marker.text else replace(marker, text=shown)

    def _turn(self, inline: Inline) -> int | None:
        """The page on which the paragraph's text begins; passes the page breaks in it."""
        if self.page is None:
            return None
        start = self.page + inline.breaks_before_text
        self.page += inline.page_breaks
        return start

    def _noted(self, inline: Inline) -> Iterator[Raw]:
        if self._note_depth:  # a note that refers to notes
            return
        self._note_depth += 1
        for kind, note_id in inline.notes:
            note = self.notes.get(kind, {}).get(note_id)
            if note is not None:
                yield from self.read(note)
        self._note_depth -= 1

    def _layout(self, grid: Grid, inline: InlineReader) -> Iterator[Raw]:
        for column in column_groups(grid):
            for cell in column:
                yield from self._blocks(cell.element, inline)

    def _join(self, last: LastTable | None, grid: Grid) -> LastTable:
        """The table that ``grid`` continues (Word shows the two as one), or a new one."""
        header = _row_text(grid.rows[0])
        reason = _join_reason(last, grid, header) if last is not None else None
        if last is not None and reason is not None:
            rows = last.rows + len(grid.rows) - (header == last.header)
            self.joined = [note for note in self.joined if note.table != last.number]
            self.joined.append(TableNote(table=last.number, pages=(), rows=rows, columns=grid.columns, reason=reason))
            last.gap = False
            return last
        number = self.tables
        self.tables += 1
        return LastTable(number=number, header=header, columns=grid.columns, rows=0)

    def _data(self, grid: Grid, table: LastTable, inline: InlineReader) -> Iterator[Raw]:
        skipped = 1 if table.rows and _row_text(grid.rows[0]) == table.header else 0
        offset = table.rows - skipped
        for row in grid.rows[skipped:]:
            before = PARAGRAPH_BREAK
            start = end = self.page
            for cell in row:
                self.page = start
                for raw in self._cell(cell, table.number, offset, inline):
                    raw.before = before if raw.cell is not None and raw.cell.table == table.number else raw.before
                    before = LINE_BREAK
                    yield raw
                end = self.page if end is None or self.page is None else max(end, self.page)
            self.page = end
        table.rows += len(grid.rows) - skipped
        table.ordinal = _ordinal(grid.rows[-1])

    def _cell(self, cell: GridCell, table: int, offset: int, inline: InlineReader) -> list[Raw]:
        """The cell as one piece, then the cells of tables nested in it."""
        self._in_cell += 1
        content = list(self._blocks(cell.element, inline))
        self._in_cell -= 1
        own = [raw for raw in content if raw.cell is None]
        nested = [raw for raw in content if raw.cell is not None]
        if not own:
            return nested
        place = Cell(
            table=table,
            row=cell.row + offset,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
        )
        runs: list[Run] = []
        for raw in own:
            runs += ([Run(text="\n")] if runs else []) + marked(raw)
        bold = all(raw.bold for raw in own)
        centered = all(raw.centered for raw in own)
        whole = Raw(runs=runs, kind=BlockKind.CELL, page=own[0].page, cell=place, bold=bold, centered=centered)
        return [whole, *nested]


def marked(raw: Raw) -> list[Run]:
    """The runs of a piece with its generated marker in front."""
    if raw.marker is None:
        return raw.runs
    return [Run(text=raw.marker.text + raw.marker.gap, font=raw.marker.font), *raw.runs]


def _block_elements(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of ``parent`` in order, also from inside content controls and accepted changes."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _block_elements(child)
        elif child.tag == _MC_ALTERNATE:
            yield from _block_elements(chosen(child))


def _indent(sources: list[Element], marker: Marker | None) -> float | None:
    own = indent_of(sources)
    return marker.indent if own is None and marker is not None else own


def _hidden(properties: Element | None, inline: Inline) -> bool:
    """Whether nothing of the paragraph is shown, its mark neither: then lists do not count it."""
    mark = None if properties is None else properties.find(W + "rPr")
    shown = inline.text.strip() or inline.boxes
    return mark is not None and is_on(mark.find(W + "vanish")) is True and not shown


def _mark_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _join_reason(last: LastTable, grid: Grid, header: str) -> str | None:
    """Why ``grid`` goes on with the table ``last``; None where it is one of its own."""
    if last.columns != grid.columns:
        return None
    if header == last.header != "":
        return "Hai bảng liền nhau có cùng số cột, hàng tiêu đề lặp lại."
    if not last.gap:
        return "Hai bảng liền nhau có cùng số cột."
    first = _ordinal(grid.rows[0])
    if first is None or last.ordinal is None or first != last.ordinal + 1:
        return None
    return f"Hai bảng có cùng số cột, số thứ tự nối tiếp {last.ordinal} → {first}."


def _ordinal(row: tuple[GridCell, ...]) -> int | None:
    match = _ORDINAL.fullmatch(raw_text(row[0].element)) if row else None
    return int(match.group(1)) if match else None


def _row_text(row: tuple[GridCell, ...]) -> str:
    return "\t".join(" ".join(raw_text(cell.element).split()) for cell in row)
