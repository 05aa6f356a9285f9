"""Plans of inspections and plans of which only the annex to a decision came: wordings the plans before them lacked."""

import pytest

from tests.extractors.test_assignments import told
from tests.extractors.test_header import BODY, NATION, head, values

INSPECTED = """II. NỘI DUNG
1. {heading}
1.1. Sở Y tế
- Công tác tuyên truyền, phổ biến văn bản mới;
- Hoạt động của hội đồng thuốc;
- Việc thực hiện quy chế kê đơn.
1.2. Phòng Nội vụ
- {last}"""


@pytest.mark.parametrize("heading", ["Nội dung kiểm tra", "Kiểm tra kết quả thực hiện", "Các nội dung giám sát"])
def test_what_is_looked_at_is_nobodys_task(heading: str) -> None:
    assert told(INSPECTED.format(heading=heading, last="Công tác thống kê, báo cáo.")) == []


@pytest.mark.parametrize(
    ("heading", "last", "parties"),
    [
        ("Nội dung kiểm tra", "Chuẩn bị báo cáo, gửi đoàn kiểm tra.", [("PHONG_NOI_VU",)]),
        ("Phân công trách nhiệm", "Công tác thống kê, báo cáo: tổng hợp hằng quý.", [("PHONG_NOI_VU",)]),
    ],
)
def test_what_they_are_told_to_do_is(heading: str, last: str, parties: list[tuple[str, ...]]) -> None:
    assert [named for _, named in told(INSPECTED.format(heading=heading, last=last))][-1:] == parties


ASKED = [
    "Trên đây là Kế hoạch kiểm tra năm 2023, đề nghị Thủ trưởng các phòng; Chủ tịch UBND các xã tổ chức thực hiện./.",
    "Trên đây là Kế hoạch năm 2023; yêu cầu Thủ trưởng các phòng; Chủ tịch UBND các xã nghiêm túc triển khai thực hiện.",
    "Yêu cầu Thủ trưởng các phòng; Chủ tịch UBND các xã tổ chức triển khai.",
]


@pytest.mark.parametrize("sentence", ASKED)
def test_those_asked_over_a_semicolon_are_asked_together(sentence: str) -> None:
    assert [named for _, named in told(sentence)] == [("NGUOI_DUNG_DAU", "CHU_TICH_UBND")]


def test_who_urges_others_has_a_task_of_its_own() -> None:
    given = told("- Phòng Nội vụ tham mưu, đề nghị các phòng; UBND các xã tổ chức thực hiện.")
    assert ("PHONG_NOI_VU",) in [named for _, named in given]


PROMULGATED = [
    ("UBND xã Hòa An", "UBND xã Hòa An", "commune", "Hòa An"),
    ("Chủ tịch UBND xã Hòa An", "UBND xã Hòa An", "commune", "Hòa An"),
    ("Giám đốc Sở Nội vụ", "Sở Nội vụ", "province", None),
    ("Trưởng phòng Nội vụ huyện Lộc Sơn", "Phòng Nội vụ huyện Lộc Sơn", "district", None),
    ("Hiệu trưởng Trường THPT Lê Lợi", "Trường THPT Lê Lợi", "other", None),
]


@pytest.mark.parametrize(("who", "issuer", "level", "unit"), PROMULGATED)
@pytest.mark.parametrize("act", ["Quyết định số 5/QĐ-UBND", "Nghị quyết số 5/NQ-HĐND"])
def test_an_annex_that_came_alone_is_whose_decision_promulgates_it(
    act: str, who: str, issuer: str, level: str, unit: str | None
) -> None:
    found = head(f"KẾ HOẠCH\nCải cách hành chính năm 2024\n(Ban hành kèm theo {act} ngày 2/1/2024 của {who})\n{BODY}")
    names = ("issuer", "issuer_level", "unit_name", "symbol", "date")
    assert values(found, *names) == (issuer, level, unit, act.rpartition(" ")[2], "2024-01-02")


def test_a_decision_whose_head_is_lost_is_named_by_the_line_over_its_plan() -> None:
    found = head(
        "QUYẾT ĐỊNH\nBan hành Kế hoạch cải cách hành chính năm 2024\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.\nĐiều 2. Thi hành./.\n"
        "KẾ HOẠCH\nCải cách hành chính năm 2024\n"
        f"(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 2/1/2024 của UBND xã Hòa An)\n{BODY}"
    )
    assert values(found, "type_code", "symbol", "date", "issuer") == ("QĐ", "5/QĐ-UBND", "2024-01-02", "UBND xã Hòa An")


def test_of_two_who_sign_side_by_side_the_right_one_leads() -> None:
    signed = (
        f"CHỦ TỊCH{' ' * 30}GIÁM ĐỐC\n\n\nTrần Văn Bình{' ' * 25}Lê Thị Hoa\n\nNơi nhận:\n- Các đơn vị;\n- Lưu: VT.\n"
    )
    text = f"UBND TỈNH GIA LAI\nSỞ Y TẾ - CÔNG ĐOÀN NGÀNH\n{NATION}KẾ HOẠCH\nNăm 2024\n{BODY}"
    found = head(f"{text}\n            {signed}")
    assert values(found, "signer", "signer_title") == ("Lê Thị Hoa", "GIÁM ĐỐC")
    assert not any("Bình" in words for _, parties in told(BODY + signed, "") for words in parties)


def test_a_post_and_a_name_on_one_line_are_of_one_who_signs() -> None:
    cell = "| **Nơi nhận:** - Lưu: VT. | **GIÁM ĐỐC** **Lê Thị Hoa** |\n|---|---|\n"
    found = head(f"UBND TỈNH GIA LAI\nSỞ Y TẾ\n{NATION}KẾ HOẠCH\nNăm 2024\n{BODY}\n{cell}")
    assert values(found, "signer", "signer_title") == ("Lê Thị Hoa", "GIÁM ĐỐC")


def test_the_form_of_a_superiors_plan_does_not_name_the_issuer() -> None:
    found = head(
        "KẾ HOẠCH\nCải cách hành chính năm 2024\nUBND xã Hòa An xây dựng Kế hoạch như sau:\n"
        f"{BODY}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 9/KH-UBND ngày 2/1/2024 của UBND huyện Lộc Sơn)\n"
    )
    assert values(found, "issuer", "unit_name") == ("UBND xã Hòa An", "Hòa An")
