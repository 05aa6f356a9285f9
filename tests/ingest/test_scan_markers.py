"""Garbled markers of scanned items: put right where their row leaves no other, left alone where it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.scan_markers import repaired_rows

ROWS = [
    (["c) Ban hành", "d) Rà soát", "ở) Công khai", "e) Báo cáo"], {2: "đ) Công khai"}),
    (["c) Ban hành", "d) Rà soát", "d) Công khai", "e) Báo cáo"], {2: "đ) Công khai"}),
    (["d) Rà soát", "và các đơn vị", "ẩ) Công khai", "3. Báo cáo"], {2: "đ) Công khai"}),
    (["e) Rà soát", "gø) Công khai"], {1: "g) Công khai"}),
    (["3. Ban hành", "A4. Rà soát", "5. Công khai"], {1: "4. Rà soát"}),
    (["4. Ban hành", "vụ. Kịp thời rà soát", "6. Công khai", ". Cải cách", "8. Báo cáo"], {3: "7. Cải cách"}),
    (["I. MỤC ĐÍCH", "H. NHIỆM VỤ", "III. TỔ CHỨC"], {1: "II. NHIỆM VỤ"}),
    (
        ["L. Tình hình", "II. Kết quả", "1. Kết quả", "HH. Đánh giá", "IV. Nhiệm vụ"],
        {0: "I. Tình hình", 3: "III. Đánh giá"},
    ),
    (["I MỤC ĐÍCH", "II NHIỆM VỤ", "II KINH PHÍ", "IV TỔ CHỨC"], {2: "III KINH PHÍ"}),
    (["UY BAN NHAN DAN", "L MỤC ĐÍCH", "II. ĐỐI TƯỢNG"], {1: "I. MỤC ĐÍCH"}),
    (["I. MỤC ĐÍCH", "II. ĐỐI TƯỢNG", "I. NỘI DUNG", "IV. TỔ CHỨC"], {2: "III. NỘI DUNG"}),
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "1. Công khai", "II TỔ CHỨC"], {3: "III. TỔ CHỨC"}),  # the last, without its sign
    (["1. MỤC ĐÍCH", "1. Mục tiêu", "2. Yêu cầu", "II. NHIỆM VỤ"], {0: "I. MỤC ĐÍCH"}),
]
LEFT_ALONE = [
    ["1. MỤC ĐÍCH", "2. NHIỆM VỤ", "1. Công khai"],
    ["1. Ban hành", "3. Rà soát"],  # a gap of the author's
    ["1. Ban hành", "2. Rà soát", "2. Công khai", "3. Báo cáo"],  # and a repeat
    ["I. Mục đích", "I. Yêu cầu", "II. Nhiệm vụ"],
    ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "2. Yêu cầu", "II. NHIỆM VỤ", "1. Công khai"],
    ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "II. NHIỆM VỤ"],
    ["I. MỤC ĐÍCH", "II. ĐỐI TƯỢNG", "I. NỘI DUNG", "II. TỔ CHỨC"],
    ["II. ĐỐI TƯỢNG", "V. NỘI DUNG", "IV. TỔ CHỨC"],  # that is no III with a stroke too few
    ["H. Ban hành", "II. NHIỆM VỤ"],
    ["a) Ban hành", "b) Rà soát", "1. Công khai", "a) Báo cáo", "b) Gửi"],
    ["d) Rà soát", "2026) Công khai", "g) Báo cáo"],
    ["3. Ban hành", "A9. Rà soát", "5. Công khai"],  # no part of it is a four
    ["1. Ban hành", "X. Rà soát"],
    ["y) Rà soát", "ở) Công khai"],  # behind the last letter
    ["d) Rà soát", *["tiếp theo"] * 200, "ở) Công khai", "e) Báo cáo"],  # too far to be the same row
    [],
]


@pytest.mark.parametrize(("lines", "wanted"), ROWS)
def test_a_row_tells_its_garbled_marker(lines: list[str], wanted: dict[int, str]) -> None:
    assert repaired_rows(lines) == wanted


@pytest.mark.parametrize("lines", LEFT_ALONE)
def test_what_a_row_does_not_tell_is_left_alone(lines: list[str]) -> None:
    assert repaired_rows(lines) == {}


MEASURED = [
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "II. TỔ CHỨC"], (0.58, 0.95, 1.38), {2: "III. TỔ CHỨC"}),
    (["I. MỤC ĐÍCH", "I. NHIỆM VỤ", "II. TỔ CHỨC"], (0.56, 0.98, 1.33), {1: "II. NHIỆM VỤ", 2: "III. TỔ CHỨC"}),
    (["I. MỤC ĐÍCH", "H. NHIỆM VỤ", "II. TỔ CHỨC"], (0.59, 0.98, 1.38), {1: "II. NHIỆM VỤ", 2: "III. TỔ CHỨC"}),
    # The author wrote it twice.
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "II. TỔ CHỨC", "IV. KINH PHÍ"], (0.56, 0.98, 0.95, 1.3), {}),
    # In type without serifs "III." is as narrow as "II." with them.
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "III. TỔ CHỨC"], (0.5, 0.76, 1.01), {}),
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "II. TỔ CHỨC", "IV. KINH PHÍ"], (0.42, 0.69, 0.95, 1.06), {2: "III. TỔ CHỨC"}),
    (["I. MỤC ĐÍCH", "III. NHIỆM VỤ", "III. TỔ CHỨC"], (0.58, 0.98, 1.38), {1: "II. NHIỆM VỤ"}),
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ"], (0.8, 1.14), {}),  # too near to both to tell
    (["I. Mục đích của 12 thôn", "IV. KINH PHÍ"], (0.95, 1.3), {}),
]


@pytest.mark.parametrize(("lines", "widths", "wanted"), MEASURED)
def test_the_width_tells_the_strokes(lines: list[str], widths: tuple[float, ...], wanted: dict[int, str]) -> None:
    assert repaired_rows(lines, widths) == wanted


@given(
    st.lists(
        st.builds("{}{} Việc".format, st.text("abcdđeghyởiIVHLlT0139", max_size=3), st.sampled_from(".) ")), max_size=30
    )
)
def test_only_markers_change(lines: list[str]) -> None:
    for at, text in repaired_rows(lines).items():
        assert text != lines[at] and text.rpartition(" ")[2] == "Việc"
