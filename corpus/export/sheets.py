"""Writing sheets of a workbook row by row: nothing of a plan becomes a formula, a link or markup, nothing is held."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from math import ceil
from typing import Any, Generic

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from corpus.export.columns import Column, Kind, Row, Value
from corpus.export.plain import clean, cut
from schema.coverage import Status

FONT = "Times New Roman"
LAST_ROW = 1_048_575
A4 = 9
# Rows that are framed and as high as their text. A longer table is filtered, not printed: Excel fits its further rows
# by itself, and the writer would remember the height of each.
FITTED_ROWS = 40_000
LINE, HIGHEST = 14.5, 409.0  # points; no row is higher in Excel
# Letters of the font to a unit of column width, and those lost at the end of a line: measured so that hardly a row is
# too low. One that is too high is only less pretty.
LETTERS, LOST = 1.12, 2.0
COLOURS = {
    Status.ACTIONABLE: "#A9D08E",
    Status.PLANNED: "#DDEBCF",
    Status.MENTIONED: "#FFF2CC",
    Status.UNADDRESSED: "#F4B6A6",
    Status.UNKNOWN: "#E4DFEC",
    Status.UNREADABLE: "#D9D9D9",
    Status.NOT_SUBMITTED: "#BFBFBF",
    Status.NOT_APPLICABLE: "#FFFFFF",
}
_BY_LABEL = {status.label: status for status in Status}
_FIRST_DAY = date(1900, 3, 1)  # what comes before is text: the calendar of spreadsheets has a 29 February 1900
_BASE = {"font_name": FONT, "font_size": 11, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
_KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True},
    Kind.SHORT: {"text_wrap": True, "align": "center"},
    Kind.WHOLE: {"num_format": "#,##0", "align": "center"},
    Kind.NUMBER: {"num_format": "#,##0.00", "align": "right"},
    Kind.SHARE: {"num_format": "0%", "align": "center"},
    Kind.DAY: {"num_format": "dd/mm/yyyy", "align": "center"},
    Kind.STATUS: {"text_wrap": True, "align": "center"},
}


class Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.kind = cache(self._kind)
        self.status = cache(self._status)
        self.labelled = cache(self._labelled)
        self.custom = cache(self._custom)

    def _kind(self, kind: Kind) -> Format:
        return self._book.add_format({**_BASE, **_KINDS[kind]})

    def _status(self, status: Status, doubtful: bool = False) -> Format:
        look = {"align": "center", "text_wrap": True, "bg_color": COLOURS[status], "italic": doubtful}
        return self._book.add_format({**_BASE, **look, "valign": "vcenter"})

    def _labelled(self, status: Status) -> Format:
        """As in the matrix, but on the first line of its row, where the other columns begin."""
        return self._book.add_format({**_BASE, **_KINDS[Kind.STATUS], "bg_color": COLOURS[status]})

    def _custom(self, **look: Any) -> Format:
        return self._book.add_format({**_BASE, **look})

    def header(self) -> Format:
        """The format of column heads."""
        return self.custom(bold=True, text_wrap=True, align="center", valign="vcenter", bg_color="#D9E2F3")


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """How high a row must be for the texts in columns of the given widths; not every program fits rows by itself."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(HIGHEST, LINE * lines + 2)


def _lines(text: str, width: float) -> int:
    fit = max(1.0, width * LETTERS - LOST)
    return sum(max(1, ceil(len(part) / fit)) for part in text.split("\n"))


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write ``text`` as a string, whatever it looks like."""
    text = cut(clean(text))
    # XlsxWriter takes a string in <r>…</r> for rich text it made itself and writes it as it is.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def put(sheet: Worksheet, row: int, column: int, value: Value, kind: Kind, styles: Styles) -> None:
    """Write a value of any kind."""
    if value is None:
        sheet.write_blank(row, column, None, styles.kind(kind))
    elif isinstance(value, date):
        _put_day(sheet, row, column, value, styles)
    elif isinstance(value, str):
        status = _BY_LABEL.get(value) if kind is Kind.STATUS else None
        style = styles.kind(Kind.SHORT if kind is Kind.DAY else kind) if status is None else styles.labelled(status)
        put_text(sheet, row, column, value, style)
    else:
        whole = kind is Kind.NUMBER and float(value).is_integer()
        style = styles.custom(num_format="#,##0", align="right") if whole else styles.kind(kind)
        sheet.write_number(row, column, value, style)


def _put_day(sheet: Worksheet, row: int, column: int, value: date, styles: Styles) -> None:
    if value < _FIRST_DAY:
        put_text(sheet, row, column, f"{value.day:02}/{value.month:02}/{value.year:04}", styles.kind(Kind.SHORT))
    else:
        moment = datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, column, moment, styles.kind(Kind.DAY))


def set_page(sheet: Worksheet, title: str) -> None:
    """A4 landscape, as wide as the page, with the title above and page numbers below."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f'&C&"{FONT},Bold"&11{title}')
    sheet.set_footer(f'&L&"{FONT}"&9&A&R&"{FONT}"&9Trang &P/&N')


def sheet_names(name: str, rows: int) -> tuple[str, ...]:
    """The sheets on which so many rows stand: "Căn cứ", and "Căn cứ (2)" where they are more than one sheet holds."""
    sheets = max(1, ceil(rows / LAST_ROW))
    return (name, *(f"{name} ({number})" for number in range(2, sheets + 1)))


class TableSheet(Generic[Row]):
    """A sheet with one table from its first row, ready for filters and pivot tables; more rows than a sheet holds go
    on in another sheet."""

    def __init__(
        self, book: Workbook, styles: Styles, name: str, title: str, columns: Sequence[Column[Row]], frozen: int
    ) -> None:
        self._book, self._styles, self._name, self._title = book, styles, name, title
        self._columns, self._frozen = columns, frozen
        self._row = self.rows = 0
        self._sheet = self._begin()

    def add(self, row: Row) -> None:
        """Append one row."""
        if self._row == LAST_ROW:
            self.finish()
            self._sheet, self._row = self._begin(), 0
        self._row += 1
        self.rows += 1
        values = [column.value(row) for column in self._columns]
        fitted = self._row <= FITTED_ROWS
        if fitted:
            texts = ((value, column.width) for value, column in zip(values, self._columns, strict=True))
            height = height_of((cut(text), width) for text, width in texts if isinstance(text, str))
            self._sheet.set_row(self._row, height)
        for place, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            if value is not None or (fitted and column.printed):  # an empty frame is worth its bytes on paper only
                put(self._sheet, self._row, place, value, column.kind, self._styles)

    def fill(self, rows: Iterable[Row]) -> None:
        """Append all ``rows`` and finish."""
        for row in rows:
            self.add(row)
        self.finish()

    def finish(self) -> None:
        """Set the filter over the rows written."""
        self._sheet.autofilter(0, 0, max(1, self._row), len(self._columns) - 1)
        printed = sum(column.printed for column in self._columns)
        self._sheet.print_area(0, 0, max(1, self._row), printed - 1)

    def _begin(self) -> Worksheet:
        sheet = self._book.add_worksheet(sheet_names(self._name, self.rows + 1)[-1])
        set_page(sheet, self._title)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, self._frozen)
        sheet.set_row(0, height_of((column.title, column.width * 0.85) for column in self._columns) + 6)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            put_text(sheet, 0, place, column.title, self._styles.header())
        return sheet
