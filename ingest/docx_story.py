"""A Word story (body, text box, note, header) to raw pieces in reading order, fonts not yet decoded."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ingest.docx_labels import Labels
from ingest.docx_numbering import Marker, Numbering
from ingest.docx_package import R_ID, Element, W
from ingest.docx_styles import Styles, indent_of, is_centered, is_heading, is_on
from ingest.docx_table import Grid, GridCell, column_groups, grid_of, is_layout, raw_text
from ingest.docx_text import Inline, InlineReader, Run, chosen, fields_of, is_prompt
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
_NUMBERS_HEAD = re.compile(r"\s*(?:s\s*ố\s*)?(?:stt|tt|thứ tự)\s*\.?\s*", re.IGNORECASE)
_GROUP = re.compile(r"\s*(?:(?!I\b)[IVX]{1,5}|[B-HĐ])\s*\.?\s*")


@dataclass(slots=True, kw_only=True)
class LastTable:
    """The table read last in a story, while nothing but empty paragraphs came after it.

    ordinal: the last number that a row of it begins with, None without one. numbered: the list that numbers its last
    row by itself. group: whether its last row heads a group ("II", "A").
    """

    number: int
    header: str
    columns: int
    rows: int
    ordinal: int | None = None
    numbered: str | None = None
    group: bool = False
    gap: bool = False


@dataclass(kw_only=True)
class StoryReader:
    """Reads the stories of one document in order; counts lists, tables and pages over all of them."""

    styles: Styles
    numbering: Numbering
    labels: Labels
    notes: dict[str, dict[str, Element]]
    page: int | None
    chunks: Callable[[str, int], tuple[list["Raw"], int]] | None = None
    tables: int = 0
    joined: list[TableNote] = field(default_factory=list)
    images: int = 0
    hidden: int = 0
    prompts: int = 0
    _in_cell: int = 0
    _note_depth: int = 0
    _notes_of_table: list[Raw] = field(default_factory=list)

    def read(self, story: Element) -> Iterator[Raw]:
        """The pieces of ``story``."""
        inline = InlineReader(styles=self.styles, fields=fields_of(story))
        yield from self._blocks(story, inline)

    def _blocks(self, parent: Element, inline: InlineReader) -> Iterator[Raw]:
        last: LastTable | None = None
        carried: Raw | None = None
        for child in _block_elements(parent):
            if child.tag == W + "altChunk":
                last = None
                yield from self._chunk(child)
                continue
            if child.tag == W + "tbl":
                if carried is not None:
                    yield carried
                    carried = None
                grid = grid_of(child)
                if is_layout(child, grid, self.styles):
                    last = None
                    yield from self._layout(grid, inline)
                else:
                    last = self._join(last, grid)
                    if not last.rows:
                        yield from self._held_notes()
                    yield from self._data(grid, last, inline)
                continue
            pieces, carried = self._paragraph(child, inline, carried)
            if last is not None:
                last.gap = True
            if any(piece.text.strip() for piece in pieces):
                last = None
                yield from self._held_notes()
            yield from pieces
        if carried is not None:
            yield carried
        yield from self._held_notes()

    def _held_notes(self) -> list[Raw]:
        """The notes of the table that has come to its end."""
        if self._in_cell:
            return []
        held, self._notes_of_table = self._notes_of_table, []
        return held

    def _paragraph(self, paragraph: Element, reader: InlineReader, carried: Raw | None) -> tuple[list[Raw], Raw | None]:
        """The pieces of one paragraph, and what the next one takes over (its mark was deleted or is hidden)."""
        properties = paragraph.find(W + "pPr")
        style = self.styles.paragraph_style(properties)
        sources = self.styles.paragraph_sources(properties)
        inline = reader.read(paragraph, style)
        if carried is not None:
            inline.runs = carried.runs + inline.runs
        page = self._turn(inline)
        self.images += inline.images
        self.hidden += inline.hidden
        self.prompts += inline.prompts
        goes_on = _mark_hidden(properties)
        if _mark_deleted(properties):
            return [], Raw(runs=inline.runs) if inline.text.strip() else None
        if self.styles.is_contents(style) or (goes_on and not (inline.text.strip() or inline.boxes)):
            return [], None
        marker = carried.marker if carried is not None and carried.marker else self._marker(sources, style, inline.text)
        piece = _piece(inline, sources, marker, page)
        beside = [raw for box in inline.boxes for raw in self.read(box)]
        (self._notes_of_table if self._in_cell else beside).extend(self._noted(inline))
        if goes_on:
            return beside, piece
        is_shown = inline.text.strip() or (marker and self._in_cell)
        return [piece, *beside] if is_shown else beside, None

    def _chunk(self, chunk: Element) -> list[Raw]:
        """The pieces of a document that is embedded whole."""
        if self.chunks is None:
            return []
        pieces, tables = self.chunks(chunk.get(R_ID, ""), self.tables)
        self.tables += tables
        return pieces

    def _marker(self, sources: list[Element], style: str | None, text: str) -> Marker | None:
        """The next marker, as the converting program shows it where it is a number that it shows otherwise."""
        marker = self.numbering.marker(sources, [item.get(W + "styleId") for item in self.styles.chain(style)])
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
        for reference in inline.notes:
            note = self.notes.get(reference.kind, {}).get(reference.note)
            if note is not None:
                yield from map(_as_note, _without_mark(self.read(note), reference.mark))
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
        table.ordinal = next((n for row in reversed(grid.rows) if (n := _ordinal(row)) is not None), table.ordinal)
        table.numbered, table.group = _list_of(grid.rows[-1]), _heads_group(grid.rows[-1])

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


def _piece(inline: Inline, sources: list[Element], marker: Marker | None, page: int | None) -> Raw:
    kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
    return Raw(
        runs=inline.runs,
        kind=BlockKind.HEADING if is_heading(sources) else kind,
        page=page,
        marker=marker,
        bold=inline.bold,
        centered=is_centered(sources),
        indent=_indent(sources, marker),
    )


def _as_note(raw: Raw) -> Raw:
    return raw if raw.cell is not None else replace(raw, kind=BlockKind.NOTE)


def _without_mark(note: Iterator[Raw], mark: str) -> Iterator[Raw]:
    """The pieces of a note without the mark that was typed before it."""
    for number, raw in enumerate(note):
        if not number and mark and raw.text.lstrip().startswith(mark):
            first = next(at for at, run in enumerate(raw.runs) if run.text.strip())
            rest = raw.runs[first].text.lstrip().removeprefix(mark).lstrip()
            raw.runs = [replace(raw.runs[first], text=rest), *raw.runs[first + 1 :]]
        yield raw


def marked(raw: Raw) -> list[Run]:
    """The runs of a piece with its generated marker in front.

    A number that Word sets close up is parted from a letter or figure all the same: "1." and "100%" are not "1.100%".
    """
    if raw.marker is None:
        return raw.runs
    gap = " " if raw.text[:1].isalnum() else raw.marker.gap
    return [Run(text=raw.marker.text + gap, font=raw.marker.font), *raw.runs]


def _block_elements(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of ``parent`` in order, also from inside content controls and accepted changes."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield child
        elif child.tag in _WRAPPERS and not (child.tag == W + "sdt" and is_prompt(child)):
            yield from _block_elements(child)
        elif child.tag == _MC_ALTERNATE:
            yield from _block_elements(chosen(child))


def _indent(sources: list[Element], marker: Marker | None) -> float | None:
    own = indent_of(sources)
    return marker.indent if own is None and marker is not None else own


def _mark_hidden(properties: Element | None) -> bool:
    """Whether the paragraph's mark is not shown: the next one goes on in its line ("style separator"); without any
    text, lists do not count it."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and is_on(mark.find(W + "vanish")) is True


def _mark_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _join_reason(last: LastTable, grid: Grid, header: str) -> str | None:
    """Why ``grid`` goes on with the table ``last``; None where it is one of its own."""
    if last.columns != grid.columns:
        return None
    if _begins_anew(last, grid):
        return None
    if header == last.header != "":
        return "Hai bảng liền nhau có cùng số cột, hàng tiêu đề lặp lại."
    if not last.gap:
        return "Hai bảng liền nhau có cùng số cột."
    numbered = _list_of(grid.rows[0])
    if numbered is not None and numbered == last.numbered:
        return "Hai bảng có cùng số cột, số thứ tự tự động nối tiếp."
    first = _ordinal(grid.rows[0])
    if first is not None and last.ordinal is not None and first == last.ordinal + 1:
        return f"Hai bảng có cùng số cột, số thứ tự nối tiếp {last.ordinal} → {first}."
    if first == 1 and last.group:
        return "Hai bảng có cùng số cột, hàng đầu nối tiếp hàng tên nhóm."
    if last.ordinal is not None and _heads_group(grid.rows[0]):
        return "Hai bảng có cùng số cột, hàng đầu là nhóm tiếp theo."
    return None


def _begins_anew(last: LastTable, grid: Grid) -> bool:
    """Whether the rows are counted from 1 again, without a group's row before or a head that explains it: two tables
    that touch."""
    if last.group or last.ordinal is None or last.ordinal < 2:
        return False
    first = _ordinal(grid.rows[0])
    headed = len(grid.rows) > 1 and first is None and _is_head(grid.rows[0])
    return (_ordinal(grid.rows[1]) if headed else first) == 1


def _is_head(row: tuple[GridCell, ...]) -> bool:
    return bool(row) and _NUMBERS_HEAD.fullmatch(raw_text(row[0].element)) is not None


def _heads_group(row: tuple[GridCell, ...]) -> bool:
    """Whether the row names a group of rows other than the first: a Roman number or a capital before its name."""
    return bool(row) and _GROUP.fullmatch(raw_text(row[0].element)) is not None


def _list_of(row: tuple[GridCell, ...]) -> str | None:
    """The list that numbers the first cell of ``row`` by itself."""
    if not row or raw_text(row[0].element).strip():
        return None
    found = row[0].element.find(f"{W}p/{W}pPr/{W}numPr/{W}numId")
    return None if found is None else found.get(W + "val")


def _ordinal(row: tuple[GridCell, ...]) -> int | None:
    match = _ORDINAL.fullmatch(raw_text(row[0].element)) if row else None
    return int(match.group(1)) if match else None


def _row_text(row: tuple[GridCell, ...]) -> str:
    return "\t".join(" ".join(raw_text(cell.element).split()) for cell in row)
