"""The grid of a Word table, and whether it is a real table or only holds text side by side."""

from dataclasses import dataclass

from ingest.docx_package import Element, W
from ingest.docx_styles import Styles, attribute, to_int
from ingest.encodings.tcvn3 import decode_tcvn3
from ingest.encodings.vni import decode_vni
from schema.text import bare

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_NO_BORDER = frozenset({"none", "nil"})
_BORDERS = tuple(W + name for name in ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV"))

# A table that only places text: the document's head (issuer | national motto) and its end (recipients | signature).
LAYOUT_ROWS_MAX = 6
LAYOUT_COLUMNS_MAX = 3
# Without any border it needs no such words, but must be small.
BORDERLESS_ROWS_MAX = 4
# Without marks and spaces, which files set as they like ("Độc lập-Tự do", "C Ộ N G  H Ò A").
_LAYOUT_WORDS = ("conghoaxahoichunghia", "doclap-tudo", "doclap–tudo", "noinhan:", "tm.uyban")


@dataclass(slots=True, kw_only=True)
class GridCell:
    """A cell at its upper left place in the grid."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a table by row, merged cells once."""

    rows: tuple[tuple[GridCell, ...], ...]
    columns: int

    @property
    def cells(self) -> list[GridCell]:
        return [cell for row in self.rows for cell in row]


def unwrapped(parent: Element, names: frozenset[str], wrappers: frozenset[str] = _WRAPPERS) -> list[Element]:
    """The children of ``parent`` with these tags, also from inside content controls and accepted changes."""
    found: list[Element] = []
    for child in parent:
        if child.tag in names:
            found.append(child)
        elif child.tag in wrappers:
            found.extend(unwrapped(child, names, wrappers))
    return found


def grid_of(table: Element) -> Grid:
    """The grid of ``table``; rows deleted by a tracked change are left out."""
    rows: list[tuple[GridCell, ...]] = []
    open_cells: dict[int, GridCell] = {}
    columns = 0
    for element in unwrapped(table, frozenset({W + "tr"})):
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        column = max(
            0, to_int(attribute(None if properties is None else properties.find(W + "gridBefore"), "val")) or 0
        )
        row: list[GridCell] = []
        still_open: dict[int, GridCell] = {}
        for cell in unwrapped(element, frozenset({W + "tc"})):
            span, merge = _spans(cell)
            if row and row[-1].column + row[-1].column_span == column and _goes_on_across(cell):
                row[-1].column_span += span
                column += span
                continue
            above = open_cells.get(column)
            if merge == "continue" and above is not None:
                above.row_span += 1
                still_open[column] = above
            else:
                own = GridCell(element=cell, row=len(rows), column=column, column_span=span)
                row.append(own)
                if merge is not None:
                    still_open[column] = own
            column += span
        open_cells = still_open
        columns = max(columns, column)
        rows.append(tuple(row))
    return Grid(rows=tuple(rows), columns=columns)


def _spans(cell: Element) -> tuple[int, str | None]:
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, None
    span = to_int(attribute(properties.find(W + "gridSpan"), "val")) or 1
    merge = properties.find(W + "vMerge")
    return max(1, min(span, 1000)), None if merge is None else attribute(merge, "val") or "continue"


def _goes_on_across(cell: Element) -> bool:
    """Whether the cell is the rest of the one before it (``w:hMerge``, which old programs and converters write)."""
    merge = cell.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and (attribute(merge, "val") or "continue") == "continue"


def raw_text(element: Element) -> str:
    """The text below ``element`` as it is stored, for recognising and comparing only."""
    return "".join(item.text or "" for item in element.iter(W + "t"))


def is_letterhead(text: str) -> bool:
    """Whether ``text``, as it is stored, holds words of a document's head or end, in whichever encoding."""
    text = text[:5000]
    for reading in (str, decode_tcvn3, decode_vni):
        spaceless = "".join(bare(reading(text)).split())
        if any(word in spaceless for word in _LAYOUT_WORDS):
            return True
    return False


def is_layout(table: Element, grid: Grid, styles: Styles) -> bool:
    """Whether the table only holds text side by side: a frame, a document's head or end, or small and borderless."""
    if not grid.cells:
        return True
    widest = max(len(row) for row in grid.rows)
    if widest == 1 or _one_text_a_row(grid):  # a frame round text
        return True
    if len(grid.rows) > LAYOUT_ROWS_MAX or widest > LAYOUT_COLUMNS_MAX:
        return False
    if is_letterhead(raw_text(table)):
        return True
    return len(grid.rows) <= BORDERLESS_ROWS_MAX and not _has_borders(table, grid, styles)


def _one_text_a_row(grid: Grid) -> bool:
    """Whether every row holds text in the same column only."""
    columns = {cell.column for cell in grid.cells if raw_text(cell.element).strip()}
    return len(columns) == 1


def _has_borders(table: Element, grid: Grid, styles: Styles) -> bool:
    properties = table.find(W + "tblPr")
    sources = [] if properties is None else [properties]
    named = None if properties is None else attribute(properties.find(W + "tblStyle"), "val")
    sources += [found for style in styles.chain(named) if (found := style.find(W + "tblPr")) is not None]
    borders = next((found for source in sources if (found := source.find(W + "tblBorders")) is not None), None)
    if _visible(borders):
        return True
    return any(_visible(cell.element.find(f"{W}tcPr/{W}tcBorders")) for cell in grid.cells)


def _visible(borders: Element | None) -> bool:
    if borders is None:
        return False
    return any(
        border is not None and attribute(border, "val") not in _NO_BORDER
        for border in (borders.find(name) for name in _BORDERS)
    )


def column_groups(grid: Grid) -> list[list[GridCell]]:
    """The cells of a layout table in reading order: whole columns from left to right; a full-width row stands alone."""
    groups: list[list[GridCell]] = []
    pending: dict[int, list[GridCell]] = {}
    for row in grid.rows:
        if len(row) == 1 and row[0].column_span >= grid.columns > 1:
            groups += [pending[column] for column in sorted(pending)]
            pending = {}
            groups.append(list(row))
            continue
        for cell in row:
            pending.setdefault(cell.column, []).append(cell)
    return groups + [pending[column] for column in sorted(pending)]
