"""``kehoach compare`` in all its modes."""

from tests.app.cli_office import TALK, Office, plan_text


def test_on_one_criterion_with_the_superior(office: Office) -> None:
    found = office.ask("compare", "3.2")
    assert (found["mode"], found["criterion"]) == ("criterion", "3.2")
    assert {one["unit"]: one["status"] for one in found["units"]}["UBND xã Phú Thọ"] == "not_submitted"
    [ranking] = found["rankings"]
    assert [(one["rank"], one["unit"], one["value"]) for one in ranking["targets"]] == [
        (1, "xã An Lạc", 98),
        (2, "xã Bình Minh", 95),
    ]
    assert {one["unit"]: one["relation"] for one in found["superior"]} == {
        "xã Bình Minh": "lower",
        "xã An Lạc": "higher",
        "xã Phú Thọ": "not_comparable",
    }
    shown = office.do("compare", "3.2")
    assert (
        "Xếp hạng" in shown
        and "1. xã An Lạc" in shown
        and "thấp hơn" in shown
        and "Chưa gửi kế hoạch (1): xã Phú Thọ" in shown
    )


def test_against_the_superior(office: Office) -> None:
    found = office.ask("compare", "--superior", "huyen.txt")
    [plan] = found["plans"]
    assert sorted({line["unit"] for line in plan["cited_by"]}) == ["xã An Lạc", "xã Bình Minh"]
    assert found["summary"]["xã Bình Minh"]["lower"] == 1
    assert all(one["required"]["quote"] and one["required"]["page"] is None for one in found["targets"])
    assert found == office.ask("compare", "--superior", "huyện Đông Sơn")
    assert [one["relation"] for one in office.ask("compare", "3.2", "--superior", "auto")["targets"]] == [
        "lower",
        "higher",
        "not_comparable",
    ]
    assert "chưa đạt mức được giao" in office.do("compare", "--superior", "huyen.txt")
    assert "không-có" in office.refuse(2, "compare", "--superior", "không-có")


def test_a_superior_without_targets_still_tells_who_cites_it(office: Office) -> None:
    quiet = plan_text("huyện Đông Sơn", "77/KH-UBND", "Tuyên truyền tới các xã.", day="02 tháng 01 năm 2024")
    (office.plans / "huyen.txt").write_text(quiet, encoding="utf-8")
    office.load()
    shown = office.do("compare", "--superior", "auto")
    assert "Được viện dẫn ở" in shown and "xã Bình Minh" in shown and "không có chỉ tiêu nào" in shown


def test_two_units_and_years_and_copies(office: Office) -> None:
    rows = office.ask("compare", "--units", "xã Bình Minh", "xã An Lạc")["rows"]
    assert {row["criterion"]: [side["status"] for side in row["sides"]] for row in rows}["3.1"] == [
        "planned",
        "unaddressed",
    ]
    shown = office.do("compare", "3.1", "--units", "xa binh minh", "xã An Lạc")
    assert "Nhiệm vụ: “Niêm yết công khai TTHC" in shown and "UBND xã An Lạc – bỏ trống" in shown
    assert office.refuse(1, "compare", "--unit", "xã An Lạc", "--years")
    older = plan_text("xã An Lạc", "5/KH-UBND", f"{TALK}.", day="3 tháng 4 năm 2023").replace("năm 2024", "năm 2023")
    (office.plans / "an-lac-2023.txt").write_text(older, encoding="utf-8")
    assert office.load()["loaded"] == 1
    years = office.ask("compare", "--unit", "xã An Lạc", "--years")
    assert [plan["plan_year"] for plan in years["plans"]] == [2023, 2024]
    assert "2023" in office.do("compare", "--unit", "xã An Lạc", "--years", "3.2")
    [pair] = office.ask("compare", "--copies")["pairs"]
    assert {pair["left"]["file"].split("/")[-1], pair["right"]["file"].split("/")[-1]} == {
        "an-lac-2023.txt",
        "binh-minh.txt",
    }
    assert TALK[:20] in office.do("compare", "--copies")


def test_wrong_use(office: Office) -> None:
    assert "--copies" in office.refuse(2, "compare")
    office.refuse(2, "compare", "--copies", "--unit", "xã An Lạc", "--years")
    assert "9.9" in office.refuse(2, "compare", "9.9")
    assert "một đơn vị" in office.refuse(2, "compare", "--years")
