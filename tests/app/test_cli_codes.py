"""Exit codes (contract §1): what is named wrongly or left out on the command line is 2, an input that fails is 1."""

from importlib import metadata

import openpyxl
import pytest

from tests.app.cli_office import Office

BINH_MINH = "xã Bình Minh"

# What was typed, and words of the message.
WRONG_USAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "no such plan, by number": (("show", "999"), "Không có kế hoạch số 999"),
    "no such plan, by name": (("show", "xã Lạ"), "xã Lạ"),
    "a format nobody writes": (("export", "tong-hop.foo"), "“.foo”"),
    "a review sheet of another format": (("review", "export", "phieu.ods"), ".xlsx"),
    "a workbook in a folder that is not there": (("export", "khong-co/t.xlsx"), "Không có thư mục “khong-co”"),
    "a review sheet in a folder that is not there": (("review", "export", "khong-co/t.xlsx"), "Không có thư mục “khong-co”"),
    "a report in a folder that is not there": (("evaluate", ".", "--report", "khong-co/t.md"), "Không có thư mục “khong-co”"),
    "a folder of gold that is not there": (("evaluate", "khong-co"), "Không có thư mục “khong-co”"),
    "a folder in place of a file": (("evaluate", ".", "--report", "."), "là một thư mục"),
    "overruled without a status": (("review", "overrule", BINH_MINH, "1.2"), "--status"),
    "a status that is none": (("review", "overrule", BINH_MINH, "1.2", "--status", "foo"), "“foo”"),
    "not applicable without a reason": (("review", "not-applicable", BINH_MINH, "1.2"), "--note"),
    "words that no plan says": (("review", "overrule", BINH_MINH, "1.2", "--status", "planned", "--attach", "không hề có"), "không hề có"),
    "nothing to take back": (("review", "dismiss", BINH_MINH, "1.2"), "chưa có quyết định"),
    "no such unit": (("scores", "list", "--unit", "xã Lạ"), "xã Lạ"),
    "no such criterion": (("compare", "9.9"), "9.9"),
    "no such area": (("coverage", "--area", "9"), "“9”"),
    "no such set": (("criteria", "use", "foo"), "“foo”"),
    "no such set to map": (("criteria", "map", "foo", "bo"), "“foo”"),
    "no such kind of item": (("review", "item", "1", "foo", "--quote", "x", "--confirm"), "“foo”"),
    "no such item": (("review", "item", "1", "target", "--quote", "không hề có", "--confirm"), "không hề có"),
    "no such item's plan": (("review", "item", "999", "target", "--quote", "x", "--confirm"), "“999”"),
    "an unknown option": (("plans", "--foo"), "Không có tùy chọn --foo"),
    "an unknown option of the program": (("--foo",), "Không có tùy chọn --foo"),
    "an unknown command": (("foo",), "Không có lệnh foo"),
    "an option without its values": (("compare", "--units", "a"), "--units cần 2 giá trị"),
    "a cluster without an address": (("import", ".", "--engine", "dask"), "--scheduler"),
}  # fmt: skip
FAILED_INPUT: dict[str, tuple[tuple[str, ...], str]] = {
    "no such file of criteria": (("criteria", "load", "khong-co.xlsx"), "khong-co.xlsx"),
    "no such roster": (("units", "load", "khong-co.csv"), "khong-co.csv"),
    "no such score sheet": (("scores", "load", "khong-co.csv"), "khong-co.csv"),
    "no such review sheet": (("review", "import", "khong-co.xlsx"), "khong-co.xlsx"),
}


@pytest.mark.parametrize("case", WRONG_USAGE)
def test_wrong_usage_is_2(case: str, office: Office) -> None:
    arguments, words = WRONG_USAGE[case]
    assert words in office.refuse(2, *arguments)


@pytest.mark.parametrize("case", FAILED_INPUT)
def test_an_input_that_fails_is_1(case: str, office: Office) -> None:
    arguments, words = FAILED_INPUT[case]
    assert words in office.refuse(1, *arguments)


def test_the_version(office: Office) -> None:
    assert office.do("--version") == f"kehoach {metadata.version('kehoach')}\n"


def test_the_ranking_on_the_screen_and_as_json(office: Office) -> None:
    sheet = office.folder / "hang.csv"
    sheet.write_text(
        "STT,Đơn vị,Công tác chỉ đạo điều hành,Cải cách TTHC,Tổng điểm,Chỉ số (%),Xếp hạng,Xếp loại\n"
        '1,An Lạc,2,"5,5","7,5","75,0",2,Khá\n2,Bình Minh,4,6,10,100,1,Tốt\n',
        encoding="utf-8",
    )
    office.do("scores", "load", str(sheet))
    first, second = office.ask("scores", "list")["units"]
    assert (first["unit"], first["rank"], first["points"], first["grade"]) == ("UBND xã Bình Minh", 1, 10, "Tốt")
    assert (second["index"], second["areas"]) == (75, {"1": 2, "3": 5.5})
    shown = office.do("scores", "list", "--unit", "An Lạc")
    assert "xã An Lạc" in shown and "7,5" in shown and "Bình Minh" not in shown


def test_points_lost_on_an_area_count_where_criteria_have_none(office: Office) -> None:
    """1.1 and 1.2 of xã An Lạc are left out, and the area lost 2 of 4 points; area 1 of xã Bình Minh lost none."""
    sheet = office.folder / "hang.csv"
    sheet.write_text("Đơn vị,1,3\nAn Lạc,2,6\nBình Minh,4,6\n", encoding="utf-8")
    office.do("scores", "load", str(sheet))
    cells = office.ask("unaddressed", "--lost-points")["cells"]
    assert {(cell["unit"], cell["criterion"]) for cell in cells} == {
        ("UBND xã An Lạc", "1.1"),
        ("UBND xã An Lạc", "1.2"),
    }
    assert {(cell["area_points"], cell["area_max_points"], cell["lost_points"]) for cell in cells} == {(2, 4, None)}
    assert "lĩnh vực 1 mất 2 điểm" in office.do("unaddressed", "--lost-points")


def test_losses_are_told_only_where_the_set_says_what_was_to_be_had(office: Office) -> None:
    bare = office.folder / "khong-diem.csv"
    bare.write_text(
        "Mã,Tên tiêu chí\n1,Công tác chỉ đạo điều hành\n1.1,Tuyên truyền cải cách hành chính\n", encoding="utf-8"
    )
    office.do("criteria", "load", str(bare), "--as", "khong-diem")
    office.do("criteria", "use", "khong-diem")
    sheet = office.folder / "diem.csv"
    sheet.write_text("Đơn vị,1\nAn Lạc,2\nBình Minh,3\n", encoding="utf-8")
    office.do("scores", "load", str(sheet))
    assert "không ghi điểm tối đa" in office.refuse(1, "unaddressed", "--lost-points")
    office.do("export", str(office.folder / "bang.xlsx"))
    names = openpyxl.load_workbook(office.folder / "bang.xlsx", read_only=True).sheetnames
    assert "Điểm" in names
    assert "Mất điểm" not in names


def test_points_of_an_older_version_are_told_to_be_its_own(office: Office) -> None:
    csv = office.folder / "bo-rieng.csv"
    sheet = office.folder / "diem.csv"
    sheet.write_text("Đơn vị,1.1\nAn Lạc,1\n", encoding="utf-8")
    for maximum in (2, 3):
        csv.write_text(f"Mã,Tên,Điểm tối đa\n1,Chỉ đạo,{maximum}\n1.1,Tuyên truyền,{maximum}\n", encoding="utf-8")
        office.do("criteria", "load", str(csv))
        office.do("criteria", "use", "bo-rieng")
        if maximum == 2:
            office.do("scores", "load", str(sheet))
    said = office.refuse(1, "unaddressed", "--lost-points")
    assert "“bo-rieng” phiên bản 1" in said and "phiên bản 2" in said and "scores load" in said
