"""Wordings of plans of ministries, of committees of the Party and of the Front that the plans before them lacked."""

import pytest

from tests.extractors.test_assignments import told

SENTENCES = [
    ("- Vụ Hợp tác quốc tế có trách nhiệm tìm kiếm các nguồn tài trợ.", [("Vụ Hợp tác quốc tế",)]),
    ("- Cục Quản lý giá có trách nhiệm bố trí kinh phí.", [("Cục Quản lý giá",)]),
    ("- Tổ chức pháp chế các Tổng cục có trách nhiệm giúp Thủ trưởng đơn vị.", [("Tổ chức pháp chế các Tổng cục",)]),
    ("- Tổ chức hội nghị tổng kết, khen thưởng.", []),
    ("- Đồng chí Trưởng Ban xây dựng Đảng: Phụ trách chung công tác tuyên truyền.",
     [("Đồng chí Trưởng Ban xây dựng Đảng",)]),
    ("- Văn phòng Sở:\nChuẩn bị các điều kiện cần thiết cho hội nghị.", [("Văn phòng Sở",)]),
    ("- Tuyên truyền về Chương trình nhằm nâng cao trách nhiệm của các cấp ủy, chính quyền địa phương, giáo viên và cộng đồng.",
     []),
    ("- Các Bà Mẹ Việt Nam anh hùng, thương binh, gia đình chính sách có hoàn cảnh khó khăn.", []),
    ("- Các phòng máy tính.", []),
    ("- Gửi Sở Y tế danh mục thuốc và những tài liệu kèm theo sau đây:\n+ Biên bản họp của Hội đồng thuốc.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parties"), SENTENCES)
def test_who_is_told_a_task(text: str, parties: list[tuple[str, ...]]) -> None:
    named = [words for _, words in told(text)]
    assert named == parties


def test_a_paragraph_below_an_item_that_tells_a_body_its_duties_goes_on_with_it() -> None:
    text = "1. Vụ Pháp chế có trách nhiệm hướng dẫn, đôn đốc.\nTổng hợp báo cáo kết quả thực hiện theo quy định."
    assert [parties for _, parties in told(text)] == [("Vụ Pháp chế",)] * 2


def test_a_heading_of_duties_tells_whose_they_are() -> None:
    text = "1. Trách nhiệm thực hiện của các bộ, ngành\n- Rà soát, công khai thủ tục hành chính."
    assert [parties for _, parties in told(text)] == [("CAC_NGANH",)]
