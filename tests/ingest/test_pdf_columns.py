"""Recipients and signature of a PDF that do not begin on one row."""

import pytest

from ingest.pdf_columns import regions
from ingest.pdf_rows import rows_of
from tests.ingest.pdf_words import typed

LEFT, RIGHT = 71.0, 380.0
RECIPIENTS = ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Sở Nội vụ;", "- Lưu: VT."]


@pytest.mark.parametrize("title", ["CHỦ TỊCH", "TRƯỞNG BAN", "HIỆU TRƯỞNG", "PHÓ THỦ TƯỚNG"])
@pytest.mark.parametrize("lower", [0, 15, 27, 37], ids=["beside", "beside the title", "between", "below"])
def test_the_signer_stands_higher_than_the_recipients(title: str, lower: int) -> None:
    body = typed(
        "Trên đây là Kế hoạch năm 2026 của Ủy ban nhân dân xã Hòa An, các bộ phận thực hiện.", LEFT, 300, size=13
    )
    signer = [*typed("TM. ỦY BAN NHÂN DÂN", RIGHT - 20, 260, size=13), *typed(title, RIGHT, 240, size=13)]
    name = typed("Nguyễn Văn Hữu", RIGHT, 165, size=13)
    recipients = [
        word for at, text in enumerate(RECIPIENTS) for word in typed(text, LEFT, 260 - lower - 20 * at, size=11)
    ]
    rows = rows_of([*body, *signer, *name, *recipients])
    (region,) = regions(rows)
    recipients_end = max(at for at, row in enumerate(rows) if row.x0 == LEFT)
    assert (region.first, region.last) == (1, recipients_end)
    assert LEFT + 100 < region.gutter < RIGHT - 20


def test_capitals_over_the_recipients_at_the_left_are_no_signer() -> None:
    rows = rows_of(
        [
            *typed("PHỤ LỤC", LEFT, 300, size=13),
            *typed("- Lưu: VT.", LEFT, 270, size=11),
            *typed("Hữu", RIGHT, 270, size=13),
        ]
    )
    (region,) = regions(rows)
    assert region.first == 1


def test_markers_that_hang_before_a_list_are_no_column() -> None:
    lines = [("I", "MỤC ĐÍCH, YÊU CẦU"), ("1.", "Phát huy sức mạnh của cả hệ thống chính trị"),
             ("", "nổi, khơi dậy tinh thần đoàn kết"), ("2.", "Triển khai sâu rộng, đồng bộ từ tỉnh đến xã")]  # fmt: skip
    rows = rows_of(
        [
            word
            for at, (marker, text) in enumerate(lines)
            for word in (*typed(marker, LEFT, 300 - 18 * at), *typed(text, LEFT + 28, 300 - 18 * at))
        ]
    )
    assert regions(rows) == []


def test_short_words_that_are_no_markers_are_a_column() -> None:
    lines = [("Sáng", "Họp Ban Chỉ đạo tại trụ sở"), ("Chiều", "Kiểm tra các thôn trên địa bàn xã"), ("Tối", "Giao ban với các tổ tự quản")]  # fmt: skip
    rows = rows_of(
        [
            word
            for at, (when, text) in enumerate(lines)
            for word in (*typed(when, LEFT, 300 - 18 * at), *typed(text, LEFT + 90, 300 - 18 * at))
        ]
    )
    assert len(regions(rows)) == 1
