"""Columns of times: which heads name one, and where their cells stand in a table typed with tabs."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.deadlines_grammar import words
from extractors.reading import Reading
from extractors.rules import any_of
from schema.text import fold

Span = tuple[int, int]

_ROWS = re.compile(r"(?:^[^\t\n]*(?:\t[^\t\n]*){2,}(?:\n|\Z)){2,}", re.MULTILINE)
# "Ngày, tháng" heads a schedule; "Ngày sinh", "Ngày ban hành" tell of persons and documents.
_DAY_HEAD = r"^[\s|*]*ngày(?:[,\s]+tháng)?(?:[,\s]+năm)?(?:\s+(?:kiểm tra|làm việc|thực hiện|tổ chức|giờ))?[\s|*]*$"


@lru_cache(maxsize=1)
def column_head() -> re.Pattern[str]:
    """The head of a table column that holds times ("Thời gian hoàn thành", "Ngày, tháng"), for the text of one cell."""
    return re.compile(r"^[^\n]{0,30}?" + any_of(*words()["labels"]) + "|" + _DAY_HEAD)


def tab_cells(reading: Reading) -> Iterator[Span]:
    """The cells below the heads of times in the tables whose rows are lines with tabs."""
    if "\t" not in reading.text:
        return
    for table in _ROWS.finditer(reading.text):
        head, *rows = list(re.compile(r"[^\n]+").finditer(reading.text, *table.span()))
        named = [bool(column_head().search(fold(cell))) for cell in head.group().split("\t")]
        for row in rows if any(named) else ():
            offset = row.start()
            for cell, timed in zip(row.group().split("\t"), named, strict=False):
                if timed:
                    yield offset, offset + len(cell)
                offset += len(cell) + 1
