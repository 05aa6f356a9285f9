"""``kehoach plans``: a plan loaded by mistake is taken out and put back, one that names no unit is given to its unit."""

from tests.app.cli_office import PLANS, TALK, Office


def status(office: Office, unit: str, code: str) -> str:
    [cell] = office.ask("coverage", "--unit", unit, "--criterion", code)["cells"]
    return str(cell["status"])


def numbers(office: Office, *options: str) -> dict[str, int]:
    return {row["file"].rpartition("/")[2]: row["id"] for row in office.ask("plans", *options)}


def test_a_plan_that_is_taken_out_counts_nowhere_and_can_be_put_back(office: Office) -> None:
    office.ask("review", "overrule", "xã Bình Minh", "1.2", "--status", "planned", "--attach", TALK, "--by", "Lan")
    plan = numbers(office)["binh-minh.txt"]
    said = office.do("plans", "remove", str(plan))
    assert "không còn kế hoạch nào" in said and f"kehoach plans restore {plan}" in said
    assert status(office, "xã Bình Minh", "3.1") == "not_submitted"
    assert "binh-minh.txt" not in numbers(office) and numbers(office, "--history")["binh-minh.txt"] == plan
    assert "binh-minh" not in str(office.ask("search", "nước chè"))

    again = office.load()  # the same bytes do not bring it back behind somebody's back
    assert again["duplicate"] == len(PLANS) and status(office, "xã Bình Minh", "3.1") == "not_submitted"
    [record] = [one for one in again["files"] if one["name"].endswith("binh-minh.txt")]
    assert "được gỡ" in record["message"] and f"plans restore {plan}" in record["next_step"]

    office.do("plans", "restore", str(plan))
    assert status(office, "xã Bình Minh", "3.1") != "not_submitted"
    [cell] = office.ask("coverage", "--unit", "xã Bình Minh", "--criterion", "1.2")["cells"]
    assert cell["reviewed"]["by"] == "Lan"  # the decision was kept


def test_the_version_before_counts_again(office: Office) -> None:
    old = numbers(office)["binh-minh.txt"]
    file = office.plans / "binh-minh.txt"
    file.write_text(PLANS[file.name].replace("Niêm yết công khai", "Việc mới: thu gom rác"), encoding="utf-8")
    office.load()
    new = numbers(office)["binh-minh.txt"]
    assert new != old
    assert f"kế hoạch số {old}" in office.do("plans", "remove", str(new))
    assert numbers(office)["binh-minh.txt"] == old
    office.do("plans", "restore", str(new))
    assert numbers(office)["binh-minh.txt"] == new


def test_a_plan_without_a_unit_is_given_to_one_and_stays_there(office: Office) -> None:
    text = PLANS["an-lac.txt"].replace("xã An Lạc", "").replace("XÃ AN LẠC", "").replace("8/KH-UBND", "9/KH-UBND")
    (office.plans / "khong-ten.txt").write_text(text.replace("98%", "99%"), encoding="utf-8")
    office.load()
    plan = numbers(office)["khong-ten.txt"]
    assert status(office, "xã Phú Thọ", "3.2") == "not_submitted"
    assert "Đã gắn" in office.do("plans", "attach", str(plan), "xã Phú Thọ", "--by", "Lan")
    assert status(office, "xã Phú Thọ", "3.2") != "not_submitted"
    office.do("units", "load", str(office.folder / "don-vi.csv"))
    assert status(office, "xã Phú Thọ", "3.2") != "not_submitted"


def test_what_is_not_there_is_said(office: Office) -> None:
    assert "99" in office.refuse(2, "plans", "remove", "99")
    assert "bị gỡ" in office.refuse(2, "plans", "restore", "1")
    assert "xã Lạ" in office.refuse(2, "plans", "attach", "1", "xã Lạ")


def test_a_near_twin_is_told_with_the_way_out(office: Office) -> None:
    """A corrected copy without its number counts beside the old one: that must not happen in silence."""
    text = PLANS["binh-minh.txt"].replace("Số: 12/KH-UBND", "Số:   /KH-UBND").replace("95%", "96%")
    (office.plans / "binh-minh-sua.txt").write_text(text, encoding="utf-8")
    [record] = [one for one in office.load()["files"] if one["name"].endswith("binh-minh-sua.txt")]
    old = numbers(office)["binh-minh.txt"]
    assert "cả hai đang được tính" in record["message"] and f"plans remove {old}" in record["message"]
