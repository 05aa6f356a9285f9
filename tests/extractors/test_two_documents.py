"""Two documents in one file: a decision with the plan that it promulgates, a plan behind a plan."""

from tests.extractors.test_unseen_office import HEAD
from tests.extractors.test_unseen_wording import plan_of

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
END = "Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Năm\n"
DECISION = (
    f"ỦY BAN NHÂN DÂN\nXÃ AN HÒA\nSố: 55/QĐ-UBND\n{STATE}An Hòa, ngày 14 tháng 4 năm 2026\n\nQUYẾT ĐỊNH\n"
    "Về việc ban hành Kế hoạch cải cách hành chính năm 2026\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN HÒA\n\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026.\n"
    f"Điều 2. Quyết định này có hiệu lực từ ngày ký./.\n{END}"
)


def test_a_promulgated_plan_with_a_number_of_its_own_gives_the_header() -> None:
    plan = plan_of(
        DECISION + f"ỦY BAN NHÂN DÂN\nXÃ AN HÒA\n{STATE}" + HEAD.partition("XÃ AN HÒA\n")[2] + "1. Rà soát.\n" + END
    )
    header = plan.header
    assert header.type_code is not None and header.type_code.value == "KH"
    assert header.symbol is not None and header.symbol.value.startswith("12/KH")
    assert [section.id for section in plan.sections if section.marker][:2] == ["QĐ.Đ1", "QĐ.Đ2"]


def test_a_promulgated_plan_below_a_mere_letterhead_leaves_it_to_the_decision() -> None:
    title = HEAD[HEAD.index("KẾ HOẠCH") :]
    for head in ("", f"ỦY BAN NHÂN DÂN\nXÃ AN HÒA\n{STATE}"):
        header = plan_of(DECISION + head + title + "1. Rà soát.\n" + END).header
        assert header.type_code is not None and header.type_code.value == "QĐ"
        assert header.symbol is not None and header.symbol.value == "55/QĐ-UBND"


def test_another_plan_in_the_file_is_told() -> None:
    second = HEAD.replace("Số: 12/", "Số: 13/") + "1. Mục tiêu\n- Rà soát.\n"
    told = [
        one.message
        for one in plan_of(HEAD + "1. Rà soát.\n" + END + STATE + second + END).warnings
        if one.code == "second_document"
    ]
    assert len(told) == 1 and "13/KH" in told[0]
    assert "second_document" not in [one.code for one in plan_of(STATE + HEAD + "1. Rà soát.\n" + END).warnings]
