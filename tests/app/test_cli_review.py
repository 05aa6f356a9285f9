"""``kehoach review``: decisions by command and by sheet, still there after a re-import and a newer version."""

from openpyxl import load_workbook

from tests.app.cli_office import PLANS, TALK, Office


def cell(office: Office, unit: str, code: str) -> dict:
    [found] = office.ask("coverage", "--unit", unit, "--criterion", code)["cells"]
    return found


def test_a_decision_survives_re_import_and_a_newer_version(office: Office) -> None:
    decided = office.ask(
        "review", "overrule", "xã Bình Minh", "1.2", "--status", "planned", "--attach", TALK, "--by", "Lan", "--note", "họp dân"
    )  # fmt: skip
    assert decided["status"] == "planned"
    assert (decided["reviewed"]["by"], decided["reviewed"]["decision"], decided["reviewed"]["note"]) == (
        "Lan",
        "overruled",
        "họp dân",
    )

    again = office.load()
    assert again["duplicate"] == again["discovered"] == len(PLANS)
    assert cell(office, "xã Bình Minh", "1.2")["reviewed"]["conflict"] is None

    file = office.plans / "binh-minh.txt"
    file.write_text(PLANS[file.name].replace("Niêm yết", "Việc mới: niêm yết"), encoding="utf-8")
    assert office.load()["loaded"] == 1
    assert [row["version"] for row in office.ask("plans") if "Bình Minh" in row["unit"]] == [2]
    kept = cell(office, "xã Bình Minh", "1.2")
    assert kept["status"] == "planned" and kept["reviewed"]["conflict"] is None

    file.write_text(PLANS[file.name].replace(TALK, "Việc khác hẳn"), encoding="utf-8")
    assert office.load()["loaded"] == 1
    gone = cell(office, "xã Bình Minh", "1.2")
    assert gone["status"] == "planned" and "không còn" in gone["reviewed"]["conflict"]
    listed = office.ask("review", "list")["cells"]
    assert (listed[0]["criterion"], "không còn" in listed[0]["reason"]) == ("1.2", True)
    assert "không còn" in office.do("review", "list")


def test_items_by_command(office: Office) -> None:
    [plan] = [row["id"] for row in office.ask("plans") if "Bình Minh" in row["unit"]]
    said = ("review", "item", str(plan), "target", "--quote", "95% hồ sơ", "--by", "Lan")
    office.do(*said, "--correct", "value=96,5", "--note", "đọc nhầm")
    [unit] = [one for one in office.ask("compare", "3.2")["units"] if "Bình Minh" in one["unit"]]
    assert [(one["value"], one["reviewed"]["was"]) for one in unit["targets"]] == [(96.5, [["value", 95.0]])]
    assert "96,5" in office.do("compare", "3.2") and "đã sửa khi rà soát" in office.do("compare", "3.2")
    office.do(*said, "--dismiss")
    [unit] = [one for one in office.ask("compare", "3.2")["units"] if "Bình Minh" in one["unit"]]
    assert unit["targets"] == [] and not unit["has"]["target"]
    [item] = office.ask("review", "list", "--decided")["items"]
    assert (item["decision"], item["applies"], item["unit"]) == ("dismissed", True, "xã Bình Minh")


def test_the_sheet_by_command(office: Office) -> None:
    path = office.folder / "phieu.xlsx"
    assert office.ask("review", "export", str(path), "--unaddressed", "--unit", "xã Bình Minh")["rows"] >= 2
    book = load_workbook(path)
    sheet = book.active
    titles = {cell.value: cell.column for cell in sheet[3]}
    [row] = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, titles["Mã tiêu chí"]).value == "1.1"]
    sheet.cell(row, titles["Quyết định"]).value = "Không áp dụng"
    book.save(path)
    message = office.refuse(1, "review", "import", str(path), "--by", "Lan")
    assert "phieu.xlsx" in message and "Rà soát" in message and f"N{row}" in message
    assert office.ask("review", "list", "--decided")["cells"] == []

    sheet.cell(row, titles["Lý do, ghi chú"]).value = "huyện làm thay"
    book.save(path)
    assert office.ask("review", "import", str(path), "--by", "Lan")["kept"] == 1
    assert cell(office, "xã Bình Minh", "1.1")["status"] == "not_applicable"
    assert office.ask("review", "import", str(path), "--by", "Lan")["kept"] == 0


def test_wrong_use_is_said_and_nothing_is_kept(office: Office) -> None:
    assert "--status" in office.refuse(2, "review", "overrule", "xã Bình Minh", "1.2", "--by", "Lan")
    assert "xã Xa Lạ" in office.refuse(2, "review", "confirm", "xã Xa Lạ", "1.2")
    assert "9.9" in office.refuse(2, "review", "confirm", "xã Bình Minh", "9.9")
    office.refuse(2, "review", "item", "1", "target", "--quote", "x")
    assert ".xlsx" in office.refuse(2, "review", "export", "phieu.txt")
    assert office.ask("review", "list", "--decided") == {"set": "bo", "cells": [], "items": []}


def test_points_lost_on_what_was_left_out(office: Office) -> None:
    sheet = office.folder / "diem.csv"
    sheet.write_text(
        'Đơn vị,1.1,1.2,3.1,3.2,Tổng điểm\nxã Bình Minh,"0,5",2,3,1,"6,5"\nxã An Lạc,0,1,0,3,4\nxã Phú Thọ,0,0,0,0,0\n',
        encoding="utf-8",
    )
    assert "chưa có bảng điểm" in office.refuse(1, "unaddressed", "--lost-points").lower()
    report = office.ask("scores", "load", str(sheet))
    assert (report["rows"], report["warnings"]) == (3, [])
    lost = [
        (one["unit"], one["criterion"], one["lost_points"])
        for one in office.ask("unaddressed", "--lost-points")["cells"]
    ]
    # 1.2 of xã Bình Minh is left out but lost nothing; 3.2 lost points but is addressed; xã Phú Thọ sent no plan.
    assert sorted(lost) == sorted([
        ("UBND xã Bình Minh", "1.1", 1.5),
        ("UBND xã An Lạc", "1.1", 2),
        ("UBND xã An Lạc", "1.2", 1),
        ("UBND xã An Lạc", "3.1", 3),
    ])  # fmt: skip
    assert [points for _, _, points in lost] == [3, 2, 1.5, 1]
    assert "mất 1,5 điểm" in office.do("unaddressed", "--lost-points")
