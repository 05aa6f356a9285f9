"""``kehoach show``: a plan as people decided on it, the same items as in the exports."""

import json

from openpyxl import load_workbook

from tests.app.cli_office import Office, plan_text

KINDS = {"targets": "target", "assignments": "assignment", "deadlines": "deadline", "citations": "citation"}


def shown(office: Office, name: str = "xã Bình Minh") -> dict:
    return office.ask("show", name)


def test_without_decisions_it_is_the_plan_of_the_contract(office: Office) -> None:
    plan = shown(office)
    extracted = office.ask("extract", str(office.plans / "binh-minh.txt"))
    assert plan.pop("dismissed") == []
    assert {key: value for key, value in plan.items() if key != "source"} == {
        key: value for key, value in extracted.items() if key != "source"
    }
    assert "Đã rà soát" not in office.do("show", "xã Bình Minh")


def test_corrected_items_are_right_and_dismissed_ones_gone(office: Office) -> None:
    blank = plan_text("xã Phú Thọ", "      /KH-UBND", "Phấn đấu 95% hồ sơ TTHC được giải quyết đúng hạn.")
    (office.plans / "phu-tho.txt").write_text(blank, encoding="utf-8")
    office.load()
    before = shown(office, "xã Phú Thọ")
    citation, warning = before["citations"][0]["evidence"]["quote"], before["warnings"][0]["evidence"]["quote"]
    item = ("review", "item", "phu-tho.txt")
    office.do(
        *item, "target", "--quote", "95% hồ sơ", "--correct", "value=96,5", "--correct", "comparator=>=", "--by", "Lan"
    )
    office.do(*item, "citation", "--quote", citation, "--dismiss", "--by", "Lan", "--note", "không phải căn cứ")
    office.do(*item, "warning", "--quote", warning, "--dismiss", "--by", "Lan")
    plan = shown(office, "xã Phú Thọ")
    [target] = plan["targets"]
    assert (target["value"], target["comparator"]) == (96.5, ">=")
    assert (target["reviewed"]["by"], target["reviewed"]["decision"]) == ("Lan", "overruled")
    assert target["evidence"] == before["targets"][0]["evidence"]
    assert citation not in {one["evidence"]["quote"] for one in plan["citations"]}
    assert warning not in {one["evidence"]["quote"] for one in plan["warnings"]}
    assert {(one["kind"], one["quote"]) for one in plan["dismissed"]} == {("citation", citation), ("warning", warning)}
    text = office.do("show", "xa phu tho")
    assert "≥ 96,5 %" in text and "≥ 95" not in text
    assert "Lan sửa value = 96,5" in text and "Lan loại: không phải căn cứ" in text


def test_show_and_exports_list_the_same_items(office: Office) -> None:
    quote = shown(office)["targets"][0]["evidence"]["quote"]
    office.do("review", "item", "binh-minh.txt", "target", "--quote", quote, "--dismiss", "--by", "Lan")
    office.do("export", str(office.folder / "t.json"))
    office.do("export", str(office.folder / "t.xlsx"))
    exported = json.loads((office.folder / "t.json").read_text(encoding="utf-8"))
    plans = {str(row["id"]): shown(office, str(row["id"])) for row in office.ask("plans")}
    for field in (*KINDS, "warnings"):
        kept = sorted(item["evidence"]["quote"] for plan in plans.values() for item in plan[field])
        assert kept == sorted(item["evidence"]["quote"] for item in exported[field]), field
    book = load_workbook(office.folder / "t.xlsx")
    assert (
        book["Chỉ tiêu"].max_row - 1 == len(exported["targets"]) == sum(len(plan["targets"]) for plan in plans.values())
    )
