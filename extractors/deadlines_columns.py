"""Columns of times: which heads name one, and where their cells stand in a table typed with tabs."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.deadlines_words import words
from extractors.reading import Reading
from extractors.rules import any_of
from extractors.targets_tables import FIRST_HEAD, NUMBERED
from schema.text import fold

Span = tuple[int, int]

_ROWS = re.compile(r"(?:^[^\t\n]*(?:\t[^\t\n]*){2,}(?:\n|\Z)){2,}", re.MULTILINE)
# "Ngày, tháng" heads a schedule; "Ngày sinh", "Ngày ban hành" tell of persons and documents.
_DAY_HEAD = r"^[\s|*]*ngày(?:[,\s]+tháng)?(?:[,\s]+năm)?(?:\s+(?:kiểm tra|làm việc|thực hiện|tổ chức|giờ))?[\s|*]*$"
# What heads the columns of a budget or a forecast: "Năm 2026", "Dự kiến năm 2027"; how far behind "STT".
_YEAR_HEAD = re.compile(r"(?:(?:dự kiến|dự toán|kế hoạch|dự báo|ước|ước thực hiện)\s+)*(?:năm\s+)?(?:19|20)\d\d")
_HEADS_MAX = 12


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


def year_heads(reading: Reading) -> frozenset[int]:
    """Where the cells begin that head the columns of a table with years, in the rows that "STT" opens, before the first
    numbered one. Nothing is due in them."""
    found: set[int] = set()
    since = _HEADS_MAX
    for one in reading.paragraphs:
        text = reading.folded[one.start : one.end].strip(" *|\n")
        if not text:
            continue
        since = 0 if FIRST_HEAD.fullmatch(text) else _HEADS_MAX if NUMBERED.fullmatch(text) else since + 1
        if since < _HEADS_MAX and _YEAR_HEAD.fullmatch(" ".join(text.replace("*", " ").split())):
            found.add(one.start)
    return frozenset(found)
