"""The consolidated table as CSV: one row per cell, UTF-8 with a byte order mark so that Excel reads Vietnamese."""

import csv
from datetime import date
from pathlib import Path

from corpus.export.columns import DETAIL, Value
from corpus.export.details import each_detail
from corpus.export.plain import CELL_LIMIT, clean, cut
from corpus.selection import Selection
from schema.store import Store, StoredCriteria

# What makes a spreadsheet program take a cell for a formula; the wide forms are typed by East Asian keyboards.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
STATUS_CODE = "Mã kết quả"


def write_csv(store: Store, criteria: StoredCriteria, only: Selection, out: Path) -> None:
    """The cells of ``criteria`` at ``out``: the columns of the sheet *Chi tiết*, and the status word of programs."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([*(column.title for column in DETAIL), STATUS_CODE])
        for row in each_detail(store, criteria, only):
            writer.writerow([*(_shown(column.value(row)) for column in DETAIL), row.line.cell.status.value])


def _shown(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return safe(value) if isinstance(value, str) else value


def safe(text: str) -> str:
    """``text`` so that no spreadsheet program takes it for a formula: such a text begins with an apostrophe."""
    text = clean(text)
    if text.lstrip(" ").startswith(_FORMULA):
        text = "'" + text
    return cut(text, CELL_LIMIT)
