"""Heads of real scans: number and day are written by hand, and a recognition reads them as anything. All is invented."""

import pytest

from tests.extractors.test_unseen_times import plan_of

HEAD = (
    "UBND TỈNH AN LẠC\n\nSỞ NỘI VỤ\n\n{number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "An Lạc, ngày {day} tháng 12 năm 2025\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\nI. NỘI DUNG\n\n1. Rà soát.\n"
)


@pytest.mark.parametrize(
    ("number", "symbol", "known"),
    [
        ("Số: 126/KH-SNV", "126/KH-SNV", "126"),
        ("Só:4/?'KH-SNV", "/KH-SNV", None),
        ("Số: f26/KH-SNV", "/KH-SNV", None),
        ("Số: 2s6/KH-SNV", "/KH-SNV", None),
        ("Số:/‡4 /KH-SNV", "/KH-SNV", None),
        ("Số:O04_ /KH-SNV", "/KH-SNV", None),
        ("Số: 2# /KH-SNV", "/KH-SNV", None),
        ("Số:     /KH-SNV", "/KH-SNV", None),
    ],
)
def test_a_number_that_cannot_be_read_is_none(number: str, symbol: str, known: str | None) -> None:
    header = plan_of(HEAD.format(number=number, day="18")).header
    assert header.symbol is not None and header.symbol.value == symbol
    assert (header.number.value if header.number else None) == known


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("18", "2025-12-18"),
        ("4Ÿ", "2025-12"),
        ("_9", "2025-12"),
        ("⁄£", "2025-12"),
        ("", "2025-12"),
        ("0 7", "2025-12-07"),
    ],
)
def test_a_day_that_cannot_be_read_leaves_the_month(day: str, date: str) -> None:
    header = plan_of(HEAD.format(number="Số: 12/KH-SNV", day=day)).header
    assert header.date is not None and header.date.value == date
    assert header.place is not None and header.place.value == "An Lạc"


@pytest.mark.parametrize(("month", "date"), [("0I", "2025-01-05"), ("1]", "2025"), ("12", "2025-12-05")])
def test_a_month_that_cannot_be_read_leaves_the_year(month: str, date: str) -> None:
    head = HEAD.replace("tháng 12", f"tháng {month}").format(number="Số: 12/KH-SNV", day="05")
    found = plan_of(head).header.date
    assert found is not None and found.value == date


@pytest.mark.parametrize("name", ["QUÁNG NGÃI", "QUANG NGAI", "QUẢNG NGÃI"])
def test_a_province_is_known_by_its_letters(name: str) -> None:
    header = plan_of(HEAD.replace("AN LẠC", name).format(number="Số: 12/KH-SNV", day="05")).header
    assert header.province is not None and header.province.value == "Quảng Ngãi"


def test_the_plenum_of_the_party_is_a_body_with_its_ordinal() -> None:
    body = "Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XII"
    text = f"2. Thực hiện Nghị quyết số 11-NQ/TW ngày 03/6/2017 của {body} về kinh tế."
    plan = plan_of(HEAD.format(number="Số: 12/KH-SNV", day="05") + text)
    assert [one.issuer for one in plan.citations] == [body]
    assert not [one for one in plan.warnings if one.code == "issuer_mismatch"]


def test_a_year_may_stand_behind_the_number() -> None:
    text = "2. Theo Nghị quyết số 19-2017/NQ-CP ngày 06/02/2017 của Chính phủ.\n"
    plan = plan_of(HEAD.format(number="Số: 12/KH-SNV", day="05") + text)
    assert [(one.symbol, one.evidence.quote[:9]) for one in plan.citations] == [("19-2017/NQ-CP", "Nghị quyế")]


@pytest.mark.parametrize(
    ("read", "symbol"),
    [
        ("Đề án số 08-ĐĐĐA/TU", "08-ĐA/TU"),
        ("Quyết định số 70/QĐĐ-UBND", "70/QĐ-UBND"),
        ("Công văn số 12/STNMT-QLĐĐ", "12/STNMT-QLĐĐ"),
        ("Nghị quyết số 101/2025/UBTVQHI15", "101/2025/UBTVQH15"),
    ],
)
def test_letters_of_a_symbol_that_a_recognition_read_twice(read: str, symbol: str) -> None:
    plan = plan_of(HEAD.format(number="Số: 12/KH-SNV", day="05") + f"2. Thực hiện {read} ngày 04/3/2025.\n")
    assert [one.symbol for one in plan.citations] == [symbol]
