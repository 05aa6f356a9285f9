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
# What heads the columns of a budget or a forecast: "Năm 2026", "Dự kiến năm 2027".
_YEAR_HEAD = re.compile(r"(?:(?:dự kiến|dự toán|kế hoạch|dự báo|ước|ước thực hiện)\s+)*(?:năm\s+)?(?:19|20)\d\d")
_FIRST_HEAD = re.compile(r"(?:stt|tt|số tt|số thứ tự)\.?")
_HEADS_MAX = 8
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


def year_heads(reading: Reading) -> frozenset[int]:
    """Where the cells begin that head the columns of a table with years: two beside each other, or one in the row that
    "STT" opens. Nothing is due in them."""
    cells = [(one.start, text) for one in reading.paragraphs
             if (text := reading.folded[one.start : one.end].strip(" *|\n"))]  # fmt: skip
    years = [_YEAR_HEAD.fullmatch(" ".join(text.replace("*", " ").split())) is not None for _, text in cells]
    found: set[int] = set()
    since = _HEADS_MAX
    for at, (start, text) in enumerate(cells):
        since = 0 if _FIRST_HEAD.fullmatch(text) else since + 1 if not text.isdecimal() else _HEADS_MAX
        beside = any(years[max(0, at - 1) : at]) or any(years[at + 1 : at + 2])
        if years[at] and (beside or since < _HEADS_MAX):
            found.add(start)
    return frozenset(found)
