"""The date grammar: what each pattern matches, and what it reads there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import dates
from schema.text import fold

READ = [
    ("ngày 29 tháng 9 năm 2021", "2021-09-29"),
    ("29/9/2021", "2021-09-29"),
    ("ngày 29/09/2021", "2021-09-29"),
    ("29-9-2021", "2021-09-29"),
    ("29.9.2021", "2021-09-29"),
    ("ngày 29 / 9 / 2021", "2021-09-29"),
    ("ngày 26 tháng 0 6 năm 2018", "2018-06-26"),  # OCR splits a number
    ("ngày    tháng 7 năm 2023", "2023-07"),  # blank day
    ("ngày      tháng      năm 2023", "2023"),
    ("ngày … tháng … năm 2023", "2023"),
    ("ngày ..... tháng 7 năm 2023", "2023-07"),
    ("ngày        / 7/2023", "2023-07"),
    ("ngày    /    /2023", "2023"),
    ("ngày 15 tháng 7/2023", "2023-07-15"),
    ("ngày 15/8/23", "2023-08-15"),
    ("ngày 31/02/2023", None),  # impossible
    ("ngày 15/13/2023", None),
]
SEARCHED = [
    (dates.MONTH_YEAR, "trong tháng 9/2021", "2021-09"),
    (dates.MONTH_YEAR, "tháng 9 năm 2021", "2021-09"),
    (dates.MONTH_YEAR, "trước 9/2021", "2021-09"),
    (dates.QUARTER_YEAR, "Quý I/2022", "2022"),
    (dates.QUARTER_YEAR, "quý IV năm 2022", "2022"),
    (dates.YEAR_WORD, "năm 2021", "2021"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_full_dates(text: str, expected: str | None) -> None:
    match = re.search(dates.FULL_DATE, fold(f"theo văn bản {text} của ubnd huyện"))
    assert match is not None
    assert dates.to_partial(dates.parse_date(match.group())) == expected


@pytest.mark.parametrize(("pattern", "text", "expected"), SEARCHED)
def test_partial_dates(pattern: str, text: str, expected: str) -> None:
    match = re.search(pattern, fold(text))
    assert match is not None
    assert dates.to_partial(dates.parse_date(match.group())) == expected


@pytest.mark.parametrize(
    "text",
    ["xếp thứ 8/17 xã", "đạt 86,5/100 điểm", "61/2018/NĐ-CP", "tỷ lệ 1/1000", "trực 24/7", "01.2023.456", "1.1.2 mục"],
)
def test_what_is_no_date(text: str) -> None:
    assert re.search(dates.FULL_DATE, fold(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("quý i/2022", "2022-03-31"), ("tháng 2/2024", "2024-02-29"), ("năm 2021", "2021-12-31"), ("31/2/2021", None)],
)
def test_last_day(text: str, expected: str | None) -> None:
    parts = dates.parse_date(text)
    assert parts is not None
    assert dates.last_day(parts) == expected


def test_day_and_month_without_a_year() -> None:
    match = re.search(dates.DAY_MONTH, "trước ngày 30/6 hằng năm")
    assert match is not None
    parts = dates.parse_date(match.group())
    assert parts == dates.DateParts(day=30, month=6)
    assert dates.to_partial(parts) is None
    assert re.search(dates.DAY_MONTH, "trước ngày 30/6/2023") is None


@given(st.text(alphabet="ngày tháng năm 0123456789/.-… quýiv", max_size=60))
def test_no_text_raises(text: str) -> None:
    for match in re.finditer(dates.ANY_DATE, text):
        parts = dates.parse_date(match.group())
        assert parts is not None
        dates.to_partial(parts)


def test_a_line_of_spaces_does_not_hang() -> None:
    assert re.search(dates.ANY_DATE, "ngày" + " " * 20_000 + "x") is None
