"""Criteria sets as Excel keeps and saves them: codes taken for numbers, hidden rows, formulas, several sheets, CSV."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from corpus.loading.criteria import load_criteria
from corpus.loading.grid import LoadError
from tests.corpus.sheets_making import nodes_of, workbook


def test_codes_that_excel_took_for_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Mã", "Tên", "Điểm"), (1, "a", 2.5), (1.1, "b", 1.0), (1.1, "c", 1.5)):
        sheet.append(row)
    sheet["A4"].number_format = "0.00"  # shown as 1.10
    book.save(path)
    assert nodes_of(load_criteria(path).criteria_set) == [("1", None, 2.5), ("1.1", "1", 1), ("1.10", "1", 1.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_excel_saves_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "x.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(
            [
                ("Mã", "Tên tiêu chí", "Điểm tối đa", "Từ khóa"),
                ("1", "Chỉ đạo, điều hành", "1,5", ""),
                ("1.1", "Kế hoạch", "1,5", "kế hoạch năm; KH CCHC"),
            ]
        )
    criteria = load_criteria(path, set_id="a").criteria_set
    assert nodes_of(criteria) == [("1", None, 1.5), ("1.1", "1", 1.5)]
    assert criteria.criteria[0].aliases == ("kế hoạch năm", "KH CCHC")


def test_a_zero_that_excel_dropped_is_put_back_and_told(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("Mã", "Tên", "Điểm"), (1, "a", 12)]
    rows += [(float(f"1.{number}"), f"tiêu chí {number}", 1) for number in range(1, 13)]
    loaded = load_criteria(workbook(tmp_path / "x.xlsx", rows))
    assert [node.code for node in loaded.criteria_set.nodes()] == ["1", *(f"1.{number}" for number in range(1, 13))]
    [warning] = loaded.warnings
    assert "dòng 12: mã “1.1” đã có ở trên; đứng ở đây là mã 1.10" in warning


def test_a_code_that_excel_made_a_date_is_an_error(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [("Mã", "Tên", "Điểm"), (1, "a", 1), (datetime(2025, 1, 1), "b", 1)])
    with pytest.raises(LoadError, match=r"ô A3.*Excel đổi thành ngày tháng") as caught:
        load_criteria(path)
    assert "Văn bản (Text)" in caught.value.next_step


def test_what_surrounds_a_table_in_a_workbook(tmp_path: Path) -> None:
    """Title rows above, numbers kept as text, empty rows inside and behind, notes and signatures below."""
    rows = [
        ("ỦY BAN NHÂN DÂN TỈNH", None, None), ("BỘ TIÊU CHÍ CẤP XÃ NĂM 2024", None, None), (None, None, None),
        ("TT", "Nội dung", "Thang điểm"), ("I", "CHỈ ĐẠO", "2,5"), (None, None, None), ("1", "Kế hoạch", "2,50"),
        ("", "- Có kế hoạch: 2,5", ""), ("", "Tổng điểm", "2,5"), (None, None, None),
        ("Ghi chú: điểm làm tròn đến hai chữ số.", None, None), ("", "NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"), (" ", None, None),
    ]  # fmt: skip
    loaded = load_criteria(workbook(tmp_path / "x.xlsx", rows, ("A1:C1", "A2:C2", "A11:C11")))
    assert nodes_of(loaded.criteria_set) == [("I", None, 2.5), ("1", "I", 2.5)]
    assert loaded.warnings == ()
    assert (loaded.criteria_set.years, loaded.criteria_set.level) == ((2024,), "xã")


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "x.xlsx",
        [("Mã", "Điểm", "Tên", "Điểm tối đa"), (1, 9, "a", 1), ("1.1", 9, "b", 1), ("1.2", 9, "cũ", 1)],
    )
    book = load_workbook(path)
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.save(path)
    loaded = load_criteria(path)
    assert nodes_of(loaded.criteria_set) == [("1", None, 1), ("1.1", "1", 1)]
    assert "dòng ẩn 4 và cột ẩn B" in loaded.warnings[0]


def test_a_formula_that_nobody_reads_is_no_obstacle(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "x.xlsx", [("Mã", "Tên", "Điểm", "Tỷ lệ"), ("1", "a", 1, "=C2/100"), ("", "Tổng", "=C2", "")]
    )
    assert nodes_of(load_criteria(path).criteria_set) == [("1", None, 1)]


def test_of_several_sheets_the_communes_own_is_loaded(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "x.xlsx", [("Mã", "Tên", "Điểm"), ("1", "a", 1), ("2", "b", 1), ("3", "c", 1)], title="Cấp huyện"
    )
    book = load_workbook(path)
    sheet = book.create_sheet("Cấp xã")
    for row in (("Mã", "Tên", "Điểm"), ("1", "x", 5), ("1.1", "y", 5)):
        sheet.append(row)
    book.save(path)
    assert load_criteria(path).criteria_set.total_points() == 5
    assert "1. “Cấp huyện”, 4 dòng; 2. “Cấp xã”, 3 dòng" in load_criteria(path).warnings[-1]
    assert load_criteria(path, table="1").criteria_set.total_points() == 3
