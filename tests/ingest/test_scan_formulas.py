"""What every document writes alike, made whole where a recognition lost its marks; all else stays."""

import pytest

from ingest.scan_formulas import repaired_formula

REPAIRED = [
    ("UBNDH TINH AN LAC", "UBND TỈNH AN LAC"),
    ("HĐND HUYEN HÀM YÊN", "HĐND HUYỆN HÀM YÊN"),
    ("SỚ NỘI VỤ", "SỞ NỘI VỤ"),
    ("PHÓ CHỦ TỊC", "PHÓ CHỦ TỊCH"),
    ("TĨNH AN LẠC", "TỈNH AN LẠC"),
    ("TINH AN LAC", "TỈNH AN LAC"),
    ("VAN PHONG", "VĂN PHÒNG"),
    ("CỌNG HOA XA HỘI CHU NGHIA VI I NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (": PHÓ GIÁM ĐÓC", "PHÓ GIÁM ĐỐC"),
    ("KÉẺ HOẠCH", "KẾ HOẠCH"),
    ("KE HOẠCH", "KẾ HOẠCH"),
    ("CỌNG HOA XA HỌI CHU NGHIA VIẸT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("CỘNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"),
    ("Đọc lặp - Lự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
    ("UY BAN NHAN DAN XÃ TRANG PHAI", "ỦY BAN NHÂN DÂN XÃ TRANG PHAI"),
    ("'IM.UY BAN NHAN DAN", "TM. ỦY BAN NHÂN DÂN"),
    ("'JLM.UY BAN NHAN DAN", "TM. ỦY BAN NHÂN DÂN"),
    ("LM: UY BAN NHAN ĐAN", "TM. ỦY BAN NHÂN DÂN"),
    ("TM. UY BAN NHAN DAN XÃ", "TM. ỦY BAN NHÂN DÂN XÃ"),
    ("II. CHU TỊCH", "KT. CHỦ TỊCH"),
    ("KI. CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ("Noi nhận:", "Nơi nhận:"),
    ("- Lầ cơ quan thường trực", "- Là cơ quan thường trực"),
    ("ĐANG CỌNG SAN VIIF NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("II- CHỈ TIỂU PHẤN ĐẤU NĂM 2013", "II- CHỈ TIÊU PHẤN ĐẤU NĂM 2013"),
    ("MỤC TIỀU, YỂU CẦU", "MỤC TIÊU, YÊU CẦU"),
    ("V. TỐ CHỨC THỰC HIÊN", "V. TỔ CHỨC THỰC HIỆN"),
]
LEFT_ALONE = [
    "SỐ 12/QĐ-UBND",
    "TINH GIẢN BIÊN CHẾ",
    "TÍNH TOÁN CHI PHÍ THỰC HIỆN NHIỆM VỤ",
    "UBND TỈNH ĐOÀN KẾT",
    "CỘNG HÒA XÃ HỘI",
    "QUY CHẾ CHI TIÊU NỘI BỘ",
    "Mục tiểu phẫu trong năm",
    "GIÁM ĐỐC SỞ NỘI VỤ",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",  # the older spelling
    "TL. CHỦ TỊCH",
    "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH",
    "II. CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",  # a heading
    "Ủy ban nhân dân xã",
    "UBND XÃ",
    "Độc lập, tự chủ",
    "",
]


@pytest.mark.parametrize(("line", "whole"), REPAIRED)
def test_a_formula_is_made_whole(line: str, whole: str) -> None:
    assert repaired_formula(line) == whole
    assert repaired_formula(whole) == whole


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_what_is_no_formula_stays(line: str) -> None:
    assert repaired_formula(line) == line
