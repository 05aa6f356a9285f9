"""Stamps of e-signatures that stand in one line with something else."""

import pytest

from ingest.pdf_furniture import without_stamps
from tests.ingest.pdf_words import typed


@pytest.mark.parametrize(
    ("text", "is_stamp"),
    [
        ("2 Thời gian ký: 05/01/2026 10:11:12 +07:00", True),
        ("2 Ký bởi: UBND xã Hòa An 10:11:12", True),
        ("2 Ngày ký ban hành", False),
        ("2. Thời gian ký kết hợp đồng: 10:11 hằng ngày", False),
    ],
)
def test_a_stamp_in_the_line_of_the_page_number(text: str, is_stamp: bool) -> None:
    words = [*typed(text, 60, 700), *typed("Kiểm tra tối thiểu 30% số bộ phận.", 60, 680, line=1)]
    kept, notes = without_stamps(words, 1)
    assert (len(notes) == 1) is is_stamp
    assert " ".join(word.text for word in kept).endswith("Kiểm tra tối thiểu 30% số bộ phận.")
    assert (text.split()[-1] in [word.text for word in kept]) is not is_stamp
