"""Decisions stay with what they were made on: through a round trip of the sheet, another criteria set, a new roster."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.app.cli_office import PLANS, SET, Office, plan_text
from tests.corpus.criteria_making import convert, needs_office

AN_LAC, BINH_MINH = "xã An Lạc", "xã Bình Minh"
Decided = set[tuple[str, str, str, str | None]]


def _decided(office: Office) -> Decided:
    """Unit, criterion, decision and note of every cell with a decision in force that is not taken back."""
    cells = office.ask("review", "list", "--decided")["cells"]
    return {
        (cell["unit"], cell["criterion"], cell["reviewed"]["decision"], cell["reviewed"]["note"])
        for cell in cells
        if cell["reviewed"]["by"] != "kehoach"
    }


def _decide(office: Office) -> Decided:
    office.do("review", "confirm", AN_LAC, "1.1", "--by", "Lan")
    office.do("review", "not-applicable", AN_LAC, "1.2", "--note", "không có doanh nghiệp", "--by", "Lan")
    office.do("review", "overrule", BINH_MINH, "1.2", "--status", "planned", "--attach", "uống nước chè ở nhà văn hóa thôn", "--by", "Minh")  # fmt: skip
    return {
        ("UBND xã An Lạc", "1.1", "confirmed", None),
        ("UBND xã An Lạc", "1.2", "not_applicable", "không có doanh nghiệp"),
        ("UBND xã Bình Minh", "1.2", "overruled", None),
    }


def _load_set(office: Office, text: str, *options: str) -> str:
    """What loading the set says on standard error and in its answer."""
    path = office.folder / "moi.csv"
    path.write_text(text, encoding="utf-8")
    return " ".join(office.ask("criteria", "load", str(path), *options)["warnings"])


def test_everything_loaded_again_keeps_every_decision(office: Office) -> None:
    decided = _decide(office)
    office.load()
    office.do("units", "load", str(office.folder / "don-vi.csv"))
    office.do("criteria", "load", str(office.folder / "bo.csv"), "--as", "bo")
    assert _decided(office) == decided


def test_a_newer_version_of_the_plan_keeps_them_and_shows_the_conflict(office: Office) -> None:
    decided = _decide(office)
    newer = plan_text("xã An Lạc", "8/KH-UBND", "Tuyên truyền cải cách hành chính trên loa truyền thanh mỗi tuần.")
    (office.plans / "an-lac.txt").write_text(newer, encoding="utf-8")
    office.load()
    assert _decided(office) == decided
    conflicts = {
        (cell["unit"], cell["criterion"])
        for cell in office.ask("review", "list")["cells"]
        if "xác nhận “bỏ trống”" in (cell["reason"] or "")
    }
    assert conflicts == {("UBND xã An Lạc", "1.1")}


def test_a_criterion_with_another_code_takes_its_decisions_along(office: Office) -> None:
    _decide(office)
    told = _load_set(office, SET.replace("1.2,Đối thoại", "1.3,Đối thoại"), "--as", "bo")
    assert "2 quyết định rà soát đã chuyển" in told
    assert {entry[:2] for entry in _decided(office)} == {
        ("UBND xã An Lạc", "1.1"),
        ("UBND xã An Lạc", "1.3"),
        ("UBND xã Bình Minh", "1.3"),
    }


def test_criteria_that_change_codes_with_each_other(office: Office) -> None:
    _decide(office)
    swapped = SET.replace("1.1,Tuyên truyền", "1.9,Tuyên truyền").replace("1.2,", "1.1,").replace("1.9,", "1.2,")
    _load_set(office, swapped, "--as", "bo")
    assert {entry[:3] for entry in _decided(office)} == {
        ("UBND xã An Lạc", "1.2", "confirmed"),
        ("UBND xã An Lạc", "1.1", "not_applicable"),
        ("UBND xã Bình Minh", "1.1", "overruled"),
    }


def test_a_decision_never_falls_on_another_criterion(office: Office) -> None:
    """1.2 is now something else, and what it was is gone: the decisions are told, not applied."""
    _decide(office)
    moved = SET.replace("1.1,Tuyên truyền cải cách hành chính,2\n", "").replace(
        "1.2,Đối thoại với người dân và doanh nghiệp", "1.2,Tuyên truyền cải cách hành chính"
    )
    told = _load_set(office, moved, "--as", "bo")
    assert "tiêu chí 1.2 không áp dụng" in told
    assert {entry[:3] for entry in _decided(office)} == {("UBND xã An Lạc", "1.2", "confirmed")}
    [cell] = office.ask("coverage", "--unit", BINH_MINH, "--criterion", "1.2")["cells"]
    assert cell["status"] == "unaddressed"
    assert "nay là tiêu chí khác" in cell["reviewed"]["note"]


def test_a_set_that_takes_the_place_of_another(office: Office) -> None:
    _decide(office)
    text = (
        "Mã,Tên tiêu chí,Điểm tối đa\nI,Chỉ đạo điều hành cải cách hành chính,4\n"
        "I.1,Công tác tuyên truyền,2\nI.2,Đối thoại với người dân và doanh nghiệp,2\n"
    )
    told = _load_set(office, text, "--as", "moi", "--replaces", "bo")
    assert "tiêu chí 1.1 không áp dụng" in told and "kehoach criteria map bo moi --load" in told
    office.do("criteria", "use", "moi")
    assert {entry[:2] for entry in _decided(office)} == {("UBND xã An Lạc", "I.2"), ("UBND xã Bình Minh", "I.2")}
    pairs = office.folder / "cap.csv"
    pairs.write_text("Mã cũ,Mã mới\n1.1,I.1\n1.2,I.2\n", encoding="utf-8")
    for _ in range(2):  # the second time there is nothing left to carry
        office.do("criteria", "map", "bo", "moi", "--load", str(pairs))
        assert ("UBND xã An Lạc", "I.1", "confirmed", None) in _decided(office)
    office.do("criteria", "use", "bo")
    assert {entry[:2] for entry in _decided(office)} >= {("UBND xã An Lạc", "1.1"), ("UBND xã Bình Minh", "1.2")}


def test_points_of_the_older_version_are_told(office: Office) -> None:
    sheet = office.folder / "diem.csv"
    sheet.write_text("Đơn vị,1.1\nAn Lạc,1\n", encoding="utf-8")
    office.do("scores", "load", str(sheet))
    renumbered = SET.replace("3.2,Tỷ lệ", "3.3,Tỷ lệ")
    assert "“kehoach criteria map bo@1 bo@2”" in _load_set(office, renumbered, "--as", "bo")
    assert "nạp lại bảng điểm" in _load_set(
        office, "Mã,Tên tiêu chí,Điểm tối đa\n1,Khác,9\n1.1,Việc khác,9\n", "--as", "bo"
    )


def test_a_merged_unit_keeps_what_was_decided_on_those_before_it(office: Office) -> None:
    decided = _decide(office)
    roster = office.folder / "moi.csv"
    roster.write_text(
        'Loại,Tên đơn vị,Tỉnh,Sáp nhập từ,Hiệu lực từ\nxã,Đông Sơn,tỉnh Thanh Hóa,"xã Bình Minh, xã An Lạc (huyện Đông Sơn)",1/7/2025\n',
        encoding="utf-8",
    )
    office.do("units", "load", str(roster))
    assert _decided(office) == decided
    cells = office.ask("coverage", "--unit", "xã Đông Sơn")["cells"]
    assert {cell["status"] for cell in cells} == {"not_submitted"}


def _filled(path: Path) -> None:
    """Fill the first rows of the sheet as a person does."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[3]}
    fills = [
        {"Quyết định": "Xác nhận"},
        {"Quyết định": "Không áp dụng", "Lý do, ghi chú": "=không có; “xã miền núi”"},
        {"Quyết định": "Sửa kết quả", "Kết quả đúng": "chưa rõ (thiếu phụ lục)", "Lý do, ghi chú": "+ xem phụ lục"},
    ]
    for row, fill in enumerate(fills, 4):
        for head, text in {**fill, "Người quyết định": "Nguyễn Thị Lan"}.items():
            cell = sheet.cell(row, columns[head], text)
            cell.data_type = "s"
    book.save(path)


@needs_office
@pytest.mark.parametrize("ways", [(".xlsx",), (".ods",), (".ods", ".xlsx"), (".xls",)], ids="-".join)
def test_a_sheet_saved_by_another_program_says_the_same(ways: tuple[str, ...], office: Office) -> None:
    path = office.folder / "phieu.xlsx"
    office.do("review", "export", str(path), "--all")
    _filled(path)
    for number, suffix in enumerate(ways):
        folder = office.folder / str(number)
        folder.mkdir()
        [path] = convert([path], suffix, folder)
    report = office.ask("review", "import", str(path))
    assert (report["kept"], report["rows"]) == (3, 3 * len(PLANS) + 3)
    notes = {note for *_, note in _decided(office)}
    assert notes == {None, "=không có; “xã miền núi”", "+ xem phụ lục"}
    assert office.ask("review", "import", str(path))["kept"] == 0
    assert not [cell for cell in office.ask("review", "list", "--decided")["cells"] if cell["reviewed"].get("conflict")]


def test_two_columns_of_one_name_are_refused(office: Office) -> None:
    path = office.folder / "phieu.xlsx"
    office.do("review", "export", str(path), "--all")
    book = load_workbook(path)
    book.worksheets[0].cell(3, 16, "Quyết định")
    book.save(path)
    message = office.refuse(1, "review", "import", str(path))
    assert "hai cột cùng tên “Quyết định”" in message and "ô P3" in message and "K3" in message
