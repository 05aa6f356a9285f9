"""Garbled markers of scanned items: put right where their row leaves no other, left alone where it does; the specks and
the lost white beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.scan_glued import parted
from ingest.scan_markers import repaired_rows
from ingest.scan_romans import repaired_quarter
from ingest.scan_strokes import without_dust

ROWS = [
    (
        ["I- MỤC TIÊU", "II- NHIỆM VỤ", "D. TỔ CHỨC THỰC HIỆN", "I. Xã lập ban", "H. Trách nhiệm", "III. Đề nghị"],
        {4: "II. Trách nhiệm"},
    ),
    (["c) Ban hành", "d) Rà soát", "ở) Công khai", "e) Báo cáo"], {2: "đ) Công khai"}),
    (["c) Ban hành", "d) Rà soát", "d) Công khai", "e) Báo cáo"], {2: "đ) Công khai"}),
    (["d) Rà soát", "và các đơn vị", "ẩ) Công khai", "3. Báo cáo"], {2: "đ) Công khai"}),
    (["e) Rà soát", "gø) Công khai"], {1: "g) Công khai"}),
    (["3. Ban hành", "A4. Rà soát", "5. Công khai"], {1: "4. Rà soát"}),
    (["4. Ban hành", "vụ. Kịp thời rà soát", "6. Công khai", ". Cải cách", "8. Báo cáo"], {3: "7. Cải cách"}),
    (["I. MỤC ĐÍCH", "H. NHIỆM VỤ", "III. TỔ CHỨC"], {1: "II. NHIỆM VỤ"}),
    (["I. Nhiệm vụ", "IL Giải pháp", "III. Đề xuất"], {1: "II. Giải pháp"}),
    (["I. Nhiệm vụ", "II Giải pháp"], {1: "II. Giải pháp"}),
    (["2. Thể chế", "8: Thủ tục", "4. Bộ máy", "B, Chế độ", "6. Tài chính"], {1: "3. Thủ tục", 3: "5. Chế độ"}),
    (["2. Thể chế", "8. Thủ tục", "4. Bộ máy"], {1: "3. Thủ tục"}),
    (
        ["L. Tình hình", "II. Kết quả", "1. Kết quả", "HH. Đánh giá", "IV. Nhiệm vụ"],
        {0: "I. Tình hình", 3: "III. Đánh giá"},
    ),
    (["I MỤC ĐÍCH", "II NHIỆM VỤ", "II KINH PHÍ", "IV TỔ CHỨC"], {2: "III KINH PHÍ"}),
    (["UY BAN NHAN DAN", "L MỤC ĐÍCH", "II. ĐỐI TƯỢNG"], {1: "I. MỤC ĐÍCH"}),
    (["I. MỤC ĐÍCH", "II. ĐỐI TƯỢNG", "I. NỘI DUNG", "IV. TỔ CHỨC"], {2: "III. NỘI DUNG"}),
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "1. Công khai", "II TỔ CHỨC"], {3: "III. TỔ CHỨC"}),  # the last, without its sign
    (["1. MỤC ĐÍCH", "1. Mục tiêu", "2. Yêu cầu", "II. NHIỆM VỤ"], {0: "I. MỤC ĐÍCH"}),
    # A stop taken for "L", and after it a lost stroke: four headings and four numbers.
    (
        ["I. MỤC ĐÍCH", "IIL NỘI DUNG", "II. TIÊU CHÍ", "IV. GIẢI PHÁP"],
        {1: "II. NỘI DUNG", 2: "III. TIÊU CHÍ"},
    ),
    (["IL MỤC ĐÍCH", "IL MỤC TIÊU", "III. NỘI DUNG"], {0: "I. MỤC ĐÍCH", 1: "II. MỤC TIÊU"}),
    (["c) Các xã", "đ) Doanh nghiệp", "ở) Cá nhân", "2. Khen thưởng"], {1: "d) Doanh nghiệp", 2: "đ) Cá nhân"}),
    (["c) Ban hành", "q) Rà soát", "đ) Công khai"], {1: "d) Rà soát"}),
    (["2. Khen thưởng", "3) Hình thức", "b) Tiêu chuẩn"], {1: "a) Hình thức"}),
    (["e) Đổi mới", "8) Tăng cường", "7. Đề nghị"], {1: "g) Tăng cường"}),
    (["e) Đổi mới", "8) Tăng cường", "h) Đề nghị"], {1: "g) Tăng cường"}),
    (["8. Các sở", "9, Đề nghị", "10. Các xã"], {1: "9. Đề nghị"}),
    (
        ["IL MỤC TIÊU", "IL THỜI GIAN", "II. NỘI DUNG", "IV. KINH PHÍ"],
        {0: "I. MỤC TIÊU", 1: "II. THỜI GIAN", 2: "III. NỘI DUNG"},
    ),
    (["4. Đoàn thể", "o. Các sở", "6. Các xã"], {1: "5. Các sở"}),
    (["I MỤC ĐÍCH", "II ĐỐI TƯỢNG", "III. NỘI DUNG"], {0: "I. MỤC ĐÍCH", 1: "II. ĐỐI TƯỢNG"}),
    (["c) Các xã", "đ) Doanh nghiệp", "đ) Cá nhân", "e) Hội viên"], {1: "d) Doanh nghiệp"}),
    (["II. MỤC ĐÍCH", "1. Ban hành", "II. NHIỆM VỤ", "III. TỔ CHỨC"], {0: "I. MỤC ĐÍCH"}),
    (
        ["II. MỤC ĐÍCH", "II. NHIỆM VỤ", "II. TỔ CHỨC", "IV. KINH PHÍ"],
        {0: "I. MỤC ĐÍCH", 2: "III. TỔ CHỨC"},
    ),
    # The last of a row, with none behind them to tell.
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "HIL TỔ CHỨC"], {2: "III. TỔ CHỨC"}),
    (["I. Mục đích", "H. Nội dung"], {1: "II. Nội dung"}),
    (
        ["V. Quy trình", "VỊ. Danh sách", "VH. Kinh phí", "VI. Tổ chức"],
        {1: "VI. Danh sách", 2: "VII. Kinh phí", 3: "VIII. Tổ chức"},
    ),
    # The first of a row of Roman numbers is read as a figure.
    (
        [
            "1. Rà soát, đánh giá",
            "1. Thống kê",
            "2. Tổng hợp",
            "H. Duy trì, cải tiến",
            "1. Đánh giá",
            "II. Công bố",
            "I. LĨNH VỰC ĐẤT ĐAI",
            "II. LĨNH VỰC MÔI TRƯỜNG",
        ],
        {0: "I. Rà soát, đánh giá", 3: "II. Duy trì, cải tiến", 5: "III. Công bố"},
    ),
    (
        ["I. Mục đích", "II. Yêu cầu", "B. NỘI DUNG KIỂM TRA", "1. Công tác chỉ đạo", "1H. Thủ tục", "III. Bộ máy"],
        {3: "I. Công tác chỉ đạo", 4: "II. Thủ tục"},
    ),
]
LEFT_ALONE = [
    ["1. Ban hành", "2. Rà soát", "H. Hình thức"],  # a row of figures
    ["II. Yêu cầu", "1. Đối tượng", "III. Thời gian"],  # the row goes on
    ["1. MỤC ĐÍCH", "2. NHIỆM VỤ", "1. Công khai"],
    ["2. Thể chế", "7: Thủ tục", "4. Bộ máy"],
    ["I. Nhiệm vụ", "- Rà soát việc được giao tại Mục", "II Kế hoạch này."],
    ["I. Nhiệm vụ nêu tại Mục", "II Kế hoạch này."],
    ["2. Thể chế", "B, Thủ tục", "3. Bộ máy"],
    ["6. Thể chế", "7. Tài chính", "8. Bộ máy"],
    ["1. Ban hành", "3. Rà soát"],  # a gap of the author's
    ["1. Ban hành", "2. Rà soát", "2. Công khai", "3. Báo cáo"],  # and a repeat
    ["I. Mục đích", "I. Yêu cầu", "II. Nhiệm vụ"],
    ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "2. Yêu cầu", "II. NHIỆM VỤ", "1. Công khai"],
    ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "II. NHIỆM VỤ"],
    ["I. MỤC ĐÍCH", "II. ĐỐI TƯỢNG", "I. NỘI DUNG", "II. TỔ CHỨC"],
    ["II. ĐỐI TƯỢNG", "V. NỘI DUNG", "IV. TỔ CHỨC"],  # that is no III with a stroke too few
    ["H. Ban hành", "II. NHIỆM VỤ"],
    ["II. Mục đích", "II. NHIỆM VỤ", "III. TỔ CHỨC"],  # a part of a line
    ["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "HHL TỔ CHỨC"],  # that has more strokes
    ["a) Ban hành", "b) Rà soát", "1. Công khai", "a) Báo cáo", "b) Gửi"],
    ["d) Rà soát", "2026) Công khai", "g) Báo cáo"],
    ["đ) Rà soát", "8) Công khai", "g) Báo cáo"],  # no "e" looks so
    ["3. Ban hành", "A9. Rà soát", "5. Công khai"],  # no part of it is a four
    ["1. Ban hành", "X. Rà soát"],
    ["y) Rà soát", "ở) Công khai"],  # behind the last letter
    ["d) Rà soát", *["tiếp theo"] * 200, "ở) Công khai", "e) Báo cáo"],  # too far to be the same row
    ["a) Ban hành", "1) Rà soát", "2) Công khai", "3) Báo cáo", "b) Gửi"],
    ["b) Ban hành", "c) Rà soát", "đ) Công khai", "e) Báo cáo"],  # the author left "d" out
    ["1. Ban hành", "2, Rà soát"],
    ["1) Mục tiêu", "2) Nhiệm vụ", "3) Giải pháp", "b) Tổ chức"],  # "3)" is of its own row
    [],
]


@pytest.mark.parametrize(("lines", "wanted"), ROWS)
def test_a_row_tells_its_garbled_marker(lines: list[str], wanted: dict[int, str]) -> None:
    assert repaired_rows(lines) == wanted


@pytest.mark.parametrize("lines", LEFT_ALONE)
def test_what_a_row_does_not_tell_is_left_alone(lines: list[str]) -> None:
    assert repaired_rows(lines) == {}


def test_a_comma_for_the_stop_and_a_stop_that_was_passed_over() -> None:
    lines = ["1. MỤC ĐÍCH, YÊU CẦU", "1, Mục đích", "2. Yêu cầu", "II NHIỆM VỤ", "III TỔ CHỨC"]
    whole = {0: "I. MỤC ĐÍCH, YÊU CẦU", 1: "1. Mục đích", 3: "II. NHIỆM VỤ", 4: "III. TỔ CHỨC"}
    assert repaired_rows(lines) == whole


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["đạt điểm (chi tiết tại Phụ lục ])."], {0: "đạt điểm (chi tiết tại Phụ lục I)."}),
        (["đạt điểm (chi tiết tại Phụ lục", "ID."], {1: "II)."}),
        (["đạt điểm (chi tiết tại Phụ lục IID."], {0: "đạt điểm (chi tiết tại Phụ lục III)."}),
        (["đạt điểm tại Phụ lục ID."], {}),
        (["(Phụ lục II) và Phụ lục", "ID"], {}),
        (["(chi tiết tại Phụ lục D)"], {}),
    ],
)
def test_the_number_of_an_annex_at_the_end_of_a_bracket(lines: list[str], wanted: dict[int, str]) -> None:
    assert repaired_rows(lines) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("xong trong Quý TII Năm 2026", "xong trong Quý III Năm 2026"),
        ("quý H/2026 và quý HI/2026", "quý II/2026 và quý III/2026"),
        ("quý TV năm 2026", "quý IV năm 2026"),
        ("quý 1 năm 2026, quý 4/2026", "quý 1 năm 2026, quý 4/2026"),
        ("quý II năm 2026, quý IV/2026", "quý II năm 2026, quý IV/2026"),
        ("quý HH năm 2026", "quý HH năm 2026"),
        ("hội viên quý TII", "hội viên quý TII"),
    ],
)
def test_the_number_of_a_quarter_before_its_year(line: str, wanted: str) -> None:
    assert repaired_quarter(line) == wanted


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
    # Upright type on a skewed page, whose first number has lost its stop.
    (
        ["I MỤC ĐÍCH", "I. NỘI DUNG", "II. TỔ CHỨC"],
        (0.48, 0.82, 1.19),
        {0: "I. MỤC ĐÍCH", 1: "II. NỘI DUNG", 2: "III. TỔ CHỨC"},
    ),
    (["I MỤC ĐÍCH", "II NỘI DUNG"], (0.48, 0.82), {}),  # the author writes none
    (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "I CHUYỂN ĐỔI SỐ", "II CẢI CÁCH"], (0.5, 0.86, 0.48, 0.84), {}),  # nor in an annex
    # The first number itself was garbled: nothing is measured beside the second.
    (["L MỤC ĐÍCH", "II. NHIỆM VỤ", "III. TỔ CHỨC"], (0.5, 0.98, 1.38), {0: "I. MỤC ĐÍCH"}),
    (["1. MỤC ĐÍCH", "II. NHIỆM VỤ", "IV. KINH PHÍ"], (0.5, 0.98, 1.1), {0: "I. MỤC ĐÍCH"}),
    # Two and three read for each other, the first number glued to its title.
    (
        ["I. MỤC ĐÍCH", "III. NHIỆM VỤ", "II. TỔ CHỨC", "IV. KINH PHÍ"],
        (3.2, 0.96, 1.37, 1.32),
        {1: "II. NHIỆM VỤ", 2: "III. TỔ CHỨC"},
    ),
    (["I. MỤC ĐÍCH", "III. NHIỆM VỤ", "II. TỔ CHỨC"], (3.2, 0.96, 1.0), {}),  # about as wide
    (["II. NHIỆM VỤ"], (0.98,), {}),
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


DUSTY = [
    ("-_ Bằng khen của tỉnh", "- Bằng khen của tỉnh"),
    ("- _ Bằng khen", "- Bằng khen"),
    ("-.. Giấy khen", "- Giấy khen"),
    ("~- Nội bộ đoàn kết", "- Nội bộ đoàn kết"),
    ("V._", "V."),
    (": a) Căn cứ", "a) Căn cứ"),
    ("' 2. Ban hành", "2. Ban hành"),
    (". II. MỤC ĐÍCH", "II. MỤC ĐÍCH"),
    ("V.. THỜI GIAN", "V. THỜI GIAN"),
    ("V:. THỜI GIAN", "V. THỜI GIAN"),
    ("d)_ Đối với các xã", "d) Đối với các xã"),
    ("d)ạ Các hoạt động", "d) Các hoạt động"),
    ("I.MỤC ĐÍCH", "I. MỤC ĐÍCH"),
    ("III.Đề xuất, kiến nghị", "III. Đề xuất, kiến nghị"),
    ("IH.Đối tượng kiểm tra", "IH. Đối tượng kiểm tra"),
    ("Công văn số 674/UBND-ÑC", "Công văn số 674/UBND-NC"),
    ("Rà soát 05 'TTHC mới", "Rà soát 05 TTHC mới"),
    ("'VPCP ngày 31", "VPCP ngày 31"),
]


@pytest.mark.parametrize(("line", "clean"), DUSTY)
def test_dust_behind_a_marker(line: str, clean: str) -> None:
    assert without_dust(line) == clean


@pytest.mark.parametrize(
    "line",
    [
        "- Tự do",
        ": 2 tỷ đồng",
        ". 5. 000 đồng",
        "- a) Căn cứ",
        "V.Lênin",
        "-5 độ",
        "- 5 - 6",
        "-.......... (ghi rõ)",
        "v.v. Các",
        "V.I. Lê",
        "1.1. Ban hành",
        "5.000 đồng",
        "c)Có kế hoạch",
        "b)ở Trung ương",
        "đ)ể UBND xã chủ động",
        "1. ______ Giám đốc ký",
        "I.- MỤC ĐÍCH",
        "- _ _ _",
        "",
    ],
)
def test_what_is_no_dust(line: str) -> None:
    assert without_dust(line) == line


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("1. SởYtế", "1. Sở Y tế"),
        ("SởNội vụ", "Sở Nội vụ"),
        ("VNeID, iOffice, UBMTTQVN, ThS, MoMo, LoRa", "VNeID, iOffice, UBMTTQVN, ThS, MoMo, LoRa"),
        ("YÊU CẦU", "YÊU CẦU"),
        ("Yên Bái", "Yên Bái"),
    ],
)
def test_words_that_were_glued_together(line: str, wanted: str) -> None:
    assert parted(line) == wanted
