"""Who puts a decision into effect, who is asked, schools by their kinds, and what those are to do of whom only the role
is told. All sentences are invented."""

import pytest

from tests.extractors.test_assignments import given_in, told

ENFORCED = [
    ("Các ông (bà) Chánh Văn phòng HĐND và UBND huyện; Trưởng phòng Nội vụ và Chủ tịch UBND các xã căn cứ Quyết định "
     "thi hành./.", ("VP_HDND_UBND", "PHONG_NOI_VU", "CHU_TICH_UBND")),
    ("Các Ông (Bà) Chánh Văn phòng HĐND-UBND huyện, Trưởng phòng Nội vụ chịu trách nhiệm thi hành Quyết định này./.",
     ("VP_HDND_UBND", "PHONG_NOI_VU")),
    ("Các ông, bà Chánh Văn phòng HĐND và UBND huyện, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.",
     ("VP_HDND_UBND", "SO_NOI_VU")),
    ("Ông (Bà) Chánh Văn phòng, Thủ trưởng các đơn vị thuộc Sở chịu trách nhiệm thi hành Quyết định này./.",
     ("Ông (Bà) Chánh Văn phòng", "NGUOI_DUNG_DAU")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "parties"), ENFORCED)
def test_who_puts_a_decision_into_effect(sentence: str, parties: tuple[str, ...]) -> None:
    assert [named for _, named in told(f"Quyết định này có hiệu lực kể từ ngày ký. {sentence}")] == [parties]


BODIES = [
    ("- Hiệu trưởng các trường Tiểu học thông báo đến phụ huynh.", "Hiệu trưởng các trường Tiểu học"),
    (
        "- Hiệu trưởng các trường mầm non, tiểu học, THCS báo cáo kết quả.",
        "Hiệu trưởng các trường mầm non, tiểu học, THCS",
    ),
    ("- Các trường TH&THCS rà soát hồ sơ học sinh.", "Các trường TH&THCS"),
    ("- Trạm trưởng Trạm Y tế, Trưởng các thôn tuyên truyền đến Nhân dân.", "Trạm trưởng Trạm Y tế"),
    ("- Tài chính - Kế toán: bố trí kinh phí thực hiện Kế hoạch.", "Tài chính - Kế toán"),
    ("- Đồng chí (ông, bà) Trưởng phòng Nội vụ theo dõi, đôn đốc việc thực hiện.", "Trưởng phòng Nội vụ"),
]


@pytest.mark.parametrize(("text", "party"), BODIES)
def test_the_name_of_a_body_is_whole(text: str, party: str) -> None:
    assert [given.parties[0].text for given in given_in(text)] == [party]


def test_a_name_does_not_go_on_in_the_next_paragraph() -> None:
    text = (
        "1. Công tác phối hợp với các đoàn thể\nUBND xã phối hợp chặt chẽ với Ủy ban MTTQ trong công tác tuyên truyền."
    )
    assert [given.parties[0].text for given in given_in(text)] == ["UBND xã"]


def test_those_who_are_asked_report_on_it_too() -> None:
    text = "Yêu cầu các phòng, ban thực hiện Kế hoạch này; báo cáo kết quả về UBND xã trước ngày 20/11/2026."
    assert [(roles, parties) for roles, parties in told(text)] == [
        ("execute", ("CQ_CHUYEN_MON_HUYEN",)),
        ("report", ("CQ_CHUYEN_MON_HUYEN",)),
    ]


def test_those_who_are_not_visited_check_themselves() -> None:
    text = "1. Đối tượng kiểm tra\na) Kiểm tra trực tiếp 05 phòng.\nb) Các cơ quan, đơn vị còn lại: tự kiểm tra theo hướng dẫn."
    assert [parties for _, parties in told(text)] == [("CO_QUAN_DON_VI",)]


def test_what_somebody_else_made_is_no_task_of_his() -> None:
    assert told("- Khai thác, sử dụng có hiệu quả các phần mềm do UBND tỉnh triển khai.") == []
    assert told("- Công tác tuyên truyền do Phòng Nội vụ triển khai.") == [("execute", ("PHONG_NOI_VU",))]


def test_desks_in_one_line_have_each_its_own_part() -> None:
    text = (
        "- Văn phòng - Thống kê: chủ trì tham mưu; Tư pháp - Hộ tịch: phối hợp; Tài chính - Kế toán: bố trí kinh phí."
    )
    assert [parties for _, parties in told(text)] == [("VP_TK",), ("TP_HT",), ("TC_KT",)]


MATTERS = [
    ("1. Cải cách thể chế\n- Rà soát, hệ thống hóa văn bản.\n+ Cơ quan chủ trì: Công chức Tư pháp - Hộ tịch.\n"
     "+ Cơ quan phối hợp: Văn phòng HĐND và UBND.", ["Rà soát, hệ thống hóa văn bản"] * 2),
    ("1. Cải cách thể chế\n- Xây dựng kế hoạch rà soát (Chủ trì: Phòng Tư pháp; phối hợp: Phòng Nội vụ).",
     ["Xây dựng kế hoạch rà soát"] * 2),
    ("1. Cải cách thể chế\n* Phân công thực hiện: Phòng Kinh tế.", ["Cải cách thể chế"]),
    ("1. Cải cách thể chế\na) Nội dung\n- Rà soát văn bản.\nb) Phân công thực hiện\n- Chủ trì: Phòng Tư pháp.",
     ["Cải cách thể chế"]),
    ("1. Cải cách thể chế\n- Tổ chức tập huấn. Giao Phòng Nội vụ thực hiện, xong trong tháng 6/2026.", ["Tổ chức tập huấn"]),
    ("1. Cải cách thể chế\n- Cắt giảm thủ tục hành chính; Phòng Tư pháp chủ trì, Phòng Nội vụ phối hợp.",
     ["Cắt giảm thủ tục hành chính"] * 2),
    ("1. Cải cách thể chế\n- Phòng Nội vụ theo dõi việc thực hiện.", ["theo dõi việc thực hiện"]),
    ("1. Phòng Nội vụ\n- Chủ trì, phối hợp thực hiện.", ["Chủ trì, phối hợp thực hiện"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tasks"), MATTERS)
def test_what_is_to_be_done_where_only_the_role_is_told(text: str, tasks: list[str]) -> None:
    assert [given.task for given in given_in(text)] == tasks
