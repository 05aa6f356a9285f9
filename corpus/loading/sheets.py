"""Spreadsheets and CSV files to grids. Whatever is wrong with the file is a LoadError that says so."""

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from corpus.loading.grid import Grid, LoadError, Merge
from ingest.encodings.detection import decode
from ingest.libreoffice import to_xlsx
from ingest.office import holds_stream
from ingest.source import ReadError, SourceBytes
from ingest.text import is_text

MAX_BYTES = 50_000_000
MAX_UNPACKED = 500_000_000
MAX_CELLS = 5_000_000
_LISTED = 10  # hidden rows or columns that a note names
_OLE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<table|<meta|<head)", re.IGNORECASE)
_HEAD_BYTES = 2000
_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
_SAVE_AS = "Hãy mở bằng Excel, chọn Lưu thành (Save As) Excel Workbook (.xlsx), không đặt mật khẩu, rồi nạp lại."
_DELIMITERS = ",;\t|"


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``. Raises LoadError where there is no such file or it is too large."""
    if path.is_dir():
        raise LoadError(f"“{path}” là thư mục, không phải tệp.", "Hãy chỉ rõ tên tệp.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LoadError(f"Tệp “{path.name}” quá lớn (trên 50 MB).", "Hãy tách tệp rồi nạp từng phần.")
        data = path.read_bytes()
    except OSError as error:
        raise LoadError(f"Không mở được tệp “{path}”.", "Hãy kiểm tra tên tệp và quyền đọc.") from error
    if not data.strip():
        raise LoadError(f"Tệp “{path.name}” rỗng.", "Hãy kiểm tra lại tệp.")
    return data


def read_sheets(path: Path) -> tuple[Grid, ...]:
    """The tables of a CSV, XLSX, XLS or ODS file that hold anything, told apart by content. Raises LoadError."""
    data = read_bytes(path)
    if _HTML.match(data[:_HEAD_BYTES]):
        return _of_a_page(path)
    suffix = _older_suffix(data)
    if suffix is not None:
        data = _converted(path.name, data, suffix)
    every = tuple(_workbook(path.name, data)) if data.startswith(b"PK") else (_csv(path.name, data),)
    grids = tuple(grid for grid in every if any(any(row) for row in grid.rows))
    if not grids:
        raise LoadError(f"Tệp “{path.name}” không có dòng nào.", "Hãy kiểm tra lại tệp.")
    return grids


def is_sheet(path: Path) -> bool:
    """Whether the file is called like one of tables: a spreadsheet or a CSV."""
    return path.suffix.lower() in _SUFFIXES


def _older_suffix(data: bytes) -> str | None:
    """The suffix under which LibreOffice takes a spreadsheet that is neither CSV nor XLSX; None for these."""
    if data.startswith(_OLE):
        return ".xls"
    if data.startswith(b"PK") and b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return ".ods"
    return ".xml" if data[:_HEAD_BYTES].lstrip().startswith(b"<?xml") and b"Excel.Sheet" in data[:_HEAD_BYTES] else None


def _converted(name: str, data: bytes, suffix: str) -> bytes:
    """The old spreadsheet as XLSX. Raises LoadError that says how to save it as one where that is not possible."""
    if holds_stream(data, "EncryptedPackage"):
        raise LoadError(f"Tệp “{name}” có mật khẩu.", "Hãy mở tệp, bỏ mật khẩu, lưu lại rồi nạp.")
    kind = "bảng tính OpenDocument (.ods)" if suffix == ".ods" else "Excel đời cũ (.xls)"
    # LibreOffice makes a table of any bytes: what is no workbook inside is not given to it.
    whole = suffix != ".xls" or holds_stream(data, "Workbook") or holds_stream(data, "Book")
    try:
        made = to_xlsx(SourceBytes(name=name, data=data), suffix) if whole else None
    except ReadError as error:
        raise LoadError(f"Tệp “{name}” là {kind}. {error.message}", _SAVE_AS) from error
    if made is None:
        raise LoadError(f"Tệp “{name}” là {kind} nhưng không chuyển được: tệp hỏng hoặc có mật khẩu.", _SAVE_AS)
    return made


def _of_a_page(path: Path) -> tuple[Grid, ...]:
    """The tables of a web page that is called .xls, as many programs of offices write them."""
    from corpus.loading.documents import read_document, tables_of

    grids = tables_of(read_document(path))
    if not grids:
        raise LoadError(f"Tệp “{path.name}” không có bảng nào.", "Hãy kiểm tra lại tệp.")
    return grids


def decoded(name: str, data: bytes) -> str:
    """The text of a CSV or YAML file as Excel and editors save it: UTF-8, UTF-16, or an older Vietnamese encoding."""
    if not is_text(data):
        raise LoadError(f"Tệp “{name}” không phải là tệp văn bản.", "Hãy lưu tệp ở dạng CSV UTF-8 hoặc XLSX.")
    text = unicodedata.normalize("NFC", decode(data).text)
    if "\ufffd" in text:
        raise LoadError(f"Không nhận ra bảng mã của tệp “{name}”.", "Hãy lưu lại tệp với bảng mã UTF-8.")
    return text


def _csv(name: str, data: bytes) -> Grid:
    text = decoded(name, data)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise LoadError(f"Tệp “{name}” không phải CSV đúng quy cách ({error}).", "Hãy lưu lại tệp từ Excel.") from error
    return Grid(file=name, sheet=None, rows=tuple(tuple(map(_tidy, row)) for row in rows))


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells (Excel set to Vietnamese: ";")."""
    head = text.splitlines()[:50]

    def agreement(mark: str) -> int:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=mark))
        del widths[1], widths[0]
        return max(widths.values(), default=0)

    return max(_DELIMITERS, key=agreement)


def _workbook(name: str, data: bytes) -> Iterator[Grid]:
    try:
        _refuse_bomb(name, data)
        values = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data))
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        OSError,
    ) as error:
        raise LoadError(
            f"Không đọc được tệp Excel “{name}” ({type(error).__name__}).",
            "Hãy mở tệp bằng Excel, lưu lại ở dạng .xlsx rồi nạp lại.",
        ) from error
    for sheet, formula_sheet in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state == "visible":
            yield _sheet(name, sheet, formula_sheet)


def _refuse_bomb(name: str, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise LoadError(f"Tệp “{name}” khi giải nén quá lớn.", "Hãy kiểm tra lại tệp; có thể tệp bị lỗi.")


def _sheet(name: str, sheet: Worksheet, formulas: Worksheet) -> Grid:
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        raise LoadError(
            f"{name}, trang tính “{sheet.title}” có quá nhiều ô.", "Hãy xóa các dòng, cột trống thừa rồi nạp lại."
        )
    merged = tuple(
        Merge(top=area.min_row - 1, left=area.min_col - 1, bottom=area.max_row - 1, right=area.max_col - 1)
        for area in sheet.merged_cells.ranges
    )
    hidden = _Hidden.of(sheet)
    rows = tuple(
        tuple(
            "" if hidden.covers(cell.row, cell.column) else _text(cell) or _formula(written)
            for cell, written in zip(cells, formula_cells, strict=True)
        )
        for cells, formula_cells in zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)
    )
    return Grid(file=name, sheet=sheet.title, rows=rows, merged=merged, lettered=True, notes=hidden.notes(sheet))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hidden:
    """The rows and columns (from 1) that a person who opens the sheet does not see."""

    rows: frozenset[int]
    columns: frozenset[int]

    @classmethod
    def of(cls, sheet: Worksheet) -> "_Hidden":
        columns: set[int] = set()
        for letter, dimension in sheet.column_dimensions.items():
            if dimension.hidden:
                first = column_index_from_string(letter)
                columns.update(range(dimension.min or first, (dimension.max or first) + 1))
        rows = frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden)
        return cls(rows=rows, columns=frozenset(columns))

    def covers(self, row: int | None, column: int | None) -> bool:
        return row in self.rows or column in self.columns

    def notes(self, sheet: Worksheet) -> tuple[str, ...]:
        """What was left out because it is hidden: only what holds something."""
        lost_rows = sorted(n for n in self.rows if any(cell.value is not None for cell in sheet[n]))
        lost_columns = sorted(n for n in self.columns if n <= sheet.max_column and _holds(sheet, n))
        parts = []
        if lost_rows:
            parts.append(f"dòng ẩn {_listed(list(map(str, lost_rows)))}")
        if lost_columns:
            parts.append(f"cột ẩn {_listed([get_column_letter(number) for number in lost_columns])}")
        if not parts:
            return ()
        what = " và ".join(parts)
        return (f"Trang tính “{sheet.title}” có {what}: không nạp; hãy bỏ ẩn (Unhide) rồi nạp lại nếu cần.",)


def _holds(sheet: Worksheet, column: int) -> bool:
    return any(sheet.cell(row, column).value is not None for row in range(1, sheet.max_row + 1))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")


def _formula(cell: object) -> str:
    """The formula of a cell that has no stored value: whoever reads the cell says so; most formulas nobody reads."""
    return str(cell.value) if isinstance(cell, Cell) and cell.data_type == "f" else ""


def _text(cell: object) -> str:
    """The text that a person sees in the cell: 1.10 in a cell with two decimals is the code "1.10", not 1.1; 0.855 in a
    cell of per cents is "85.5%"."""
    if not isinstance(cell, Cell) or cell.value is None:
        return ""  # the covered part of a merged cell
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime, date)):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, (int, float)) and "%" in str(cell.number_format):
        return f"{value * 100:.10f}".rstrip("0").rstrip(".") + "%"
    if isinstance(value, float):
        return _number(value, str(cell.number_format))
    return _tidy(str(value))


def _number(value: float, number_format: str) -> str:
    decimals = number_format.split(";")[0].partition(".")[2]
    fixed = len(decimals) if decimals and not decimals.strip("0") else None
    if fixed is not None and round(value, fixed) == value:
        return f"{value:.{fixed}f}"
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _tidy(text: str) -> str:
    """The text with its line breaks, in NFC, which files from a Mac are not in."""
    return unicodedata.normalize("NFC", " ".join(text.replace("\xa0", " ").replace("_x000D_", "").split(" "))).strip()
