"""The workbook: every sheet has the rows of the database, the matrix says what the cells say, in any number."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.export import export, matrix_sheet, sheets
from corpus.export.summary import ORDER
from corpus.queries import assignment_rows, citation_rows, ledger_rows, target_rows, warning_rows
from corpus.queries_coverage import coverage_rows
from corpus.reviewing import Verdict, decide
from schema.coverage import Decision, Status
from schema.scores import Score, ScoreSheet
from schema.store import Store
from schema.units import Unit
from tests.corpus.exporting_office import Office
from tests.corpus.plans_written import CRITERIA

SHEETS = {
    "Chỉ tiêu": target_rows,
    "Phân công": assignment_rows,
    "Căn cứ": citation_rows,
    "Cảnh báo": warning_rows,
    "Nhật ký nhập": ledger_rows,
}


def test_every_sheet_has_as_many_rows_as_the_database(office: Office, tmp_path: Path) -> None:
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    cells = coverage_rows(office.store, office.criteria)
    expected = {name: len(rows(office.store)) for name, rows in SHEETS.items()}
    expected["Chi tiết"] = len(cells)
    expected["Bỏ trống"] = sum(line.cell.status is Status.UNADDRESSED for line in cells)
    assert {name: book[name].max_row - 1 for name in expected} == expected
    assert all(expected.values())
    guide = {row[0].value: row[2].value for row in book["Cách đọc"].iter_rows() if row[2].value is not None}
    assert {name: guide[name] for name in expected} == expected
    assert {status: guide[status.label] for status in Status} == {
        status: sum(line.cell.status is status for line in cells) for status in Status
    }


def test_the_matrix_says_what_the_cells_say(office: Office, tmp_path: Path) -> None:
    sheet = load_workbook(office.export(tmp_path / "t.xlsx"))["Tổng hợp"]
    head = [cell.value for cell in sheet[4]]
    units = head[2 + len(ORDER) :]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value}
    cells = coverage_rows(office.store, office.criteria)
    assert units == ["xã Bình Minh", "xã An Lạc", "xã Phú Thọ"]
    for line in cells:
        row = rows[line.criterion]
        assert row[head.index(line.short_unit)] == line.cell.status.label
        counted = Counter(other.cell.status for other in cells if other.criterion == line.criterion)
        assert row[2 : 2 + len(ORDER)] == [counted[status] for status in ORDER]
    bottom = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if not row[0].value}
    for status in ORDER:
        counts = [sum(line.cell.status is status and line.short_unit == unit for line in cells) for unit in units]
        assert bottom[f"Cộng: {status.label}"][2 + len(ORDER) :] == counts


def test_the_district_is_not_compared_but_its_items_are_listed(office: Office, tmp_path: Path) -> None:
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    for name, listed in (("Chi tiết", False), ("Chỉ tiêu", True), ("Phân công", True), ("Căn cứ", True)):
        assert ("huyện Đông Sơn" in {row[0].value for row in book[name].iter_rows()}) is listed, name


def test_days_are_days_and_numbers_are_numbers(office: Office, tmp_path: Path) -> None:
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    details = [
        {cell.value: value for cell, value in zip(book["Chi tiết"][1], row, strict=True)}
        for row in book["Chi tiết"].iter_rows(min_row=2)
    ]
    [published] = [
        row for row in details if row["Mã tiêu chí"].value == "3.1" and row["Đơn vị"].value == "xã Bình Minh"
    ]
    assert published["Hạn cuối"].value == datetime(2024, 6, 30)
    assert published["Hạn cuối"].number_format == "dd/mm/yyyy"
    assert published["Người, bộ phận thực hiện"].value.startswith("Công chức Văn hóa - Xã hội")
    values = {row[3].value for row in book["Chỉ tiêu"].iter_rows(min_row=2)}
    assert 98.5 in values
    assert published["Độ tin cậy"].number_format == "0%"


def test_lost_points_and_reviews_are_shown(office: Office, tmp_path: Path) -> None:
    lost = Score(unit=office.units["An Lạc"], criterion="3.1", points=1.25)
    office.store.save_scores(ScoreSheet(id="b", year=2023, scores=(lost,)), office.criteria)
    verdict = Verdict(decision=Decision.NOT_APPLICABLE, by="Lan", note="không thuộc phạm vi")
    decide(office.store, office.criteria, office.units["An Lạc"], "3.2", verdict)
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    missing = book["Bỏ trống"]
    titles = [cell.value for cell in missing[1]]
    [row] = [row for row in missing.iter_rows(min_row=2, values_only=True) if row[0] == "xã An Lạc" and row[3] == "3.1"]
    assert row[titles.index("Điểm mất")] == 1.75
    details = book["Chi tiết"]
    titles = [cell.value for cell in details[1]]
    [row] = [row for row in details.iter_rows(min_row=2, values_only=True) if row[0] == "xã An Lạc" and row[1] == "3.2"]
    assert (row[3], row[titles.index("Người rà soát")]) == ("không áp dụng", "Lan")
    assert row[titles.index("Ghi chú rà soát")] == "không thuộc phạm vi"
    matrix = [list(line) for line in book["Tổng hợp"].iter_rows(values_only=True)]
    units = next(line for line in matrix if "xã An Lạc" in line)
    asked = {line[0]: str(line[units.index("xã An Lạc")]).partition("/")[2] for line in matrix}
    assert asked["3"] == str(sum(code.startswith("3.") for code in map(str, asked)) - 1)  # 3.2 is not owed


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LAST_ROW", 5)
    book = load_workbook(small_office.export(tmp_path / "t.xlsx"))
    names = [name for name in book.sheetnames if name.startswith("Chi tiết")]
    assert names == ["Chi tiết", "Chi tiết (2)", "Chi tiết (3)"]
    assert sum(book[name].max_row - 1 for name in names) == 12
    [told] = [row[1] for row in book["Cách đọc"].iter_rows(values_only=True) if row[0] == "Chi tiết"]
    assert "tiếp ở: “Chi tiết (2)”, “Chi tiết (3)”" in told


def test_very_many_units_stand_in_the_rows(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix_sheet, "UNITS_ACROSS", 2)
    sheet = load_workbook(small_office.export(tmp_path / "t.xlsx"))["Tổng hợp"]
    head = [cell.value for cell in sheet[4]]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    for line in coverage_rows(small_office.store, small_office.criteria):
        column = head.index(f"{line.criterion}. {line.criterion_name}")
        assert rows[line.short_unit][column] == line.cell.status.label
    assert rows["Cộng: chưa gửi kế hoạch"][2 + len(ORDER) :] == (1, 1, 1, 1)


def test_units_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        twins = [Unit(kind="xã", name="Tân Bình", superior=f"huyện {name}") for name in "AB"]
        store.load_roster("r", [*twins, Unit(kind="xã", name="Khác")])
        export(store, tmp_path / "t.xlsx", store.save_criteria(CRITERIA))
    head = [cell.value for cell in load_workbook(tmp_path / "t.xlsx")["Tổng hợp"][4]]
    assert head[-3:] == ["xã Tân Bình (huyện A)", "xã Tân Bình (huyện B)", "xã Khác"]
