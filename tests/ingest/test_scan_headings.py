"""Roman numbers of headings in capitals and abbreviations, put right by what the rest of the document tells."""

import pytest

from ingest.scan_capitals import repaired_capitals
from ingest.scan_formulas import repaired_ends
from ingest.scan_headings import numbered_headings
from ingest.scan_markers import repaired_rows

ROWS = [
    ("slashes", ["L/ ĐẶC ĐIỂM", "1/ Thuận lợi", "1 MỤC TIÊU", "II/ NHIỆM VỤ", "IV/ TỔ CHỨC THỰC HIỆN"],
     {0: "I/ ĐẶC ĐIỂM", 2: "II/ MỤC TIÊU", 3: "III/ NHIỆM VỤ"}),
    ("letters of two strokes", ["U MỤC ĐÍCH", "IU/ MỤC TIÊU", "1. 100% hồ sơ", "II/ NHIỆM VỤ", "IV/ TỔ CHỨC"],
     {0: "I/ MỤC ĐÍCH", 1: "II/ MỤC TIÊU", 3: "III/ NHIỆM VỤ"}),
    ("the stop is the foot of an L", ["IL MỤC ĐÍCH", "I. NỘI DUNG", "II- KIỂM TRA", "IV. KINH PHÍ: Từ ngân sách", "V. TỔ CHỨC"],
     {0: "I. MỤC ĐÍCH", 1: "II. NỘI DUNG", 2: "III. KIỂM TRA"}),
    ("a part begins a row", ["I_ KẾT QUẢ", "II. TỒN TẠI", "Phần thứ hai", "I. MỤC TIÊU", "H. NHIỆM VỤ", "III. KINH PHÍ"],
     {0: "I. KẾT QUẢ", 4: "II. NHIỆM VỤ"}),
    ("small letters", ["I_ Mục đích", "1. Nâng cao", "IL Nội dung khắc phục", "III. Tổ chức thực hiện"],
     {0: "I. Mục đích", 2: "II. Nội dung khắc phục"}),
    ("the first lost its stop", ["I Mục đích, yêu cầu", "1. Mục đích: Nêu rõ", "II. Nội dung", "III. Tổ chức"],
     {0: "I. Mục đích, yêu cầu"}),
    ("a mark at a stroke", ["I. MỤC ĐÍCH", "H . NỘI DUNG", "HIẾ HÌNH THỨC", "IV. KINH PHÍ"],
     {1: "II. NỘI DUNG", 2: "III. HÌNH THỨC"}),
    ("no sign anywhere", ["1 MỤC ĐÍCH", "II NHIỆM VỤ", "HI KINH PHÍ"], {0: "I MỤC ĐÍCH", 2: "III KINH PHÍ"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "wanted"), ROWS)
def test_the_place_of_a_heading_tells_its_number(why: str, lines: list[str], wanted: dict[int, str]) -> None:
    assert numbered_headings(lines) == wanted, why


LEFT_ALONE = [
    ("a number that its author wrote twice", ["I. MỤC TIÊU", "II. NHIỆM VỤ", "III. GIẢI PHÁP", "III. KINH PHÍ", "IV. TỔ CHỨC"]),
    ("a heading may be passed over", ["I. MỤC TIÊU", "II. NHIỆM VỤ", "HHL TỔ CHỨC"]),
    ("items in capitals", ["1. CÔNG TÁC CHỈ ĐẠO", "2. CÔNG TÁC TUYÊN TRUYỀN", "3. KINH PHÍ"]),
    ("none is surely read", ["U MỤC ĐÍCH", "HI NỘI DUNG"]),
    ("sentences", ["I. Mục đích được nêu.", "H. Nội dung được nêu.", "III. Kinh phí được cấp."]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines"), LEFT_ALONE)
def test_headings_that_their_places_do_not_tell(why: str, lines: list[str]) -> None:
    assert numbered_headings(lines) == {}, why


def test_a_width_that_tells_otherwise_goes_before_the_place() -> None:
    lines, widths = ["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "II. TỔ CHỨC", "IV. KINH PHÍ"], (0.56, 0.98, 0.95, 1.3)
    assert repaired_rows(lines, widths) == {}


def test_an_abbreviation_is_what_the_document_writes_elsewhere() -> None:
    lines = ["chuyển đổi số (CĐĐS) trong trường", "Ban Chỉ đạo CĐS họp", "Công khai THC", *["Rà soát TTHC mới"] * 3]
    assert repaired_capitals(lines) == {0: "chuyển đổi số (CĐS) trong trường", 2: "Công khai TTHC"}


SPELT = [
    ("once each", ["Rà soát TTHC", "Công khai THC"]),
    ("part of a symbol", [*["Rà soát TTHC"] * 3, "Công văn số 12/THC-VP và 13-THC/TU"]),
    ("another abbreviation", [*["Giao CBCC"] * 3, "Theo CCHC"]),
    ("a line in capitals", [*["Rà soát TTHC"] * 3, "CÔNG KHAI THC"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines"), SPELT)
def test_an_abbreviation_that_may_be_right_is_left_alone(why: str, lines: list[str]) -> None:
    assert repaired_capitals(lines) == {}, why


@pytest.mark.parametrize("sign", ["...", "..", "./", "/.", ". /.", ".|.", "…"])
def test_the_sign_at_the_end_of_a_document(sign: str) -> None:
    lines = [f"báo cáo Ủy ban nhân dân huyện{sign}", "Nơi nhận:", f"- Như trên{sign}"]
    assert repaired_ends(lines) == {0: "báo cáo Ủy ban nhân dân huyện./."}
    assert repaired_ends(["báo cáo huyện./.", "Nơi nhận:"]) == repaired_ends(["báo cáo huyện.", "Nơi nhận:"]) == {}
