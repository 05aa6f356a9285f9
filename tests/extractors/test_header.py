"""The header: issuer, symbol, date, title, years, signature and recipients, from whole, merged and lost heads."""

import pytest

from extractors.header import header
from extractors.pipeline import read
from schema.document import Document, Grade, Source
from schema.plan import Header


def head(text: str) -> Header:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return header(read(Document(source=source, text=text, blocks=(), grade=Grade.GOOD)))


def values(found: Header, *names: str) -> tuple[object, ...]:
    return tuple(getattr(found, name).value if getattr(found, name) else None for name in names)


BODY = "I. MỤC ĐÍCH\n1. Mục đích\n- Nâng cao chất lượng.\nII. TỔ CHỨC THỰC HIỆN\n1. Giao Văn phòng theo dõi.\n"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
ISSUERS = [
    ("a department of a ministry", f"BỘ TÀI CHÍNH\nCỤC THUẾ\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Cục thuế", "central", None, None, None, None),
    ("a university named after its city", f"BỘ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG ĐẠI HỌC VINH\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Trường Đại học Vinh", "other", None, None, None, None),
    ("a hospital of a field", f"SỞ Y TẾ LÀO CAI\nBỆNH VIỆN ĐA KHOA TỈNH\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Bệnh viện đa khoa tỉnh", "other", None, None, None, "Lào Cai"),
    # (why, head, issuer, level, unit kind, unit name, district, province)
    ("two lines", f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\n{NATION}KẾ HOẠCH\nNăm 2024\n", "UBND xã Hòa An", "commune", "xã", "Hòa An", None, None),
    ("merged columns", "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG 5 Độc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\nNăm 2024\n", "UBND phường 5", "commune", "phường", "5", None, None),
    ("district above", f"ỦY BAN NHÂN DÂN\nHUYỆN LỘC SƠN\nỦY BAN NHÂN DÂN XÃ HÒA AN\n{NATION}KẾ HOẠCH\nNăm 2024\n", "UBND xã Hòa An", "commune", "xã", "Hòa An", "Lộc Sơn", None),
    ("district over commune", f"UBND HUYỆN LỘC SƠN\nXÃ HÒA AN\n{NATION}KẾ HOẠCH\nNăm 2024\n", "UBND xã Hòa An", "commune", "xã", "Hòa An", "Lộc Sơn", None),
    ("commune over district", f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\nHUYỆN LỘC SƠN\n{NATION}KẾ HOẠCH\nNăm 2024\n", "UBND xã Hòa An", "commune", "xã", "Hòa An", "Lộc Sơn", None),
    ("Party committee", "ĐẢNG BỘ TỈNH QUẢNG NAM\nHUYỆN ỦY LỘC SƠN\n*\nSố 36-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH\nthực hiện Nghị quyết\n", "Huyện ủy Lộc Sơn", "district", None, None, "Lộc Sơn", "Quảng Nam"),
    ("Youth Union", "BCH ĐOÀN TỈNH KON TUM\nHUYỆN ĐOÀN LỘC SƠN\nĐOÀN TNCS HỒ CHÍ MINH\nKẾ HOẠCH\nNăm 2024\n", "Huyện đoàn Lộc Sơn", "district", None, None, "Lộc Sơn", "Kon Tum"),
    ("the Front", f"ỦY BAN MTTQ VIỆT NAM XÃ HÒA AN\nBAN THƯỜNG TRỰC\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Hòa An", "commune", "xã", "Hòa An", None, None),
    ("an office without its name", f"ỦY BAN NHÂN DÂN TỈNH AN GIANG\nVĂN PHÒNG\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Văn phòng UBND tỉnh An Giang", "province", None, None, None, "An Giang"),
    ("a department named in full by its preamble", f"UBND TỈNH GIA LAI\nSỞ NỘI VỤ\n{NATION}KẾ HOẠCH\nNăm 2024\nCăn cứ Luật Thanh tra;\nSở Nội vụ tỉnh Gia Lai ban hành Kế hoạch như sau:\n", "Sở Nội vụ tỉnh Gia Lai", "province", None, None, None, "Gia Lai"),
    ("since 2025", f"UBND TỈNH LÂM ĐỒNG\nỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUÝ\n{NATION}KẾ HOẠCH\nNăm 2026\n", "UBND đặc khu Phú Quý", "commune", "đặc khu", "Phú Quý", None, "Lâm Đồng"),
    ("commune office", f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\nPHÒNG VĂN HÓA - XÃ HỘI\n{NATION}KẾ HOẠCH\nNăm 2026\n", "Phòng Văn hóa - Xã hội", "commune", "xã", "Hòa An", None, None),
    ("the office of council and committee", f"UBND XÃ HÒA AN\nVĂN PHÒNG HĐND VÀ UBND\n{NATION}KẾ HOẠCH\nNăm 2026\n", "Văn phòng HĐND và UBND", "commune", "xã", "Hòa An", None, None),
    ("its name over two lines", f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\nVĂN PHÒNG HỘI ĐỒNG NHÂN DÂN\nVÀ ỦY BAN NHÂN DÂN\n{NATION}KẾ HOẠCH\nNăm 2026\n", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "commune", "xã", "Hòa An", None, None),
    ("of a district", f"UBND HUYỆN LỘC SƠN\nVĂN PHÒNG HĐND - UBND\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Văn phòng HĐND - UBND", "district", None, None, "Lộc Sơn", None),
    ("one-stop desk", f"UBND XÃ HÒA AN\nBỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Bộ phận Tiếp nhận và Trả kết quả", "commune", "xã", "Hòa An", None, None),
    ("board of a council", f"HỘI ĐỒNG NHÂN DÂN XÃ HÒA AN\nBAN PHÁP CHẾ\n{NATION}KẾ HOẠCH\nNăm 2026\n", "Ban Pháp chế", "commune", "xã", "Hòa An", None, None),
    ("department", f"UBND TỈNH GIA LAI\nSỞ NỘI VỤ\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Sở Nội vụ", "province", None, None, None, "Gia Lai"),
    ("district office", f"UBND HUYỆN LỘC SƠN\nPHÒNG NỘI VỤ\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Phòng Nội vụ huyện Lộc Sơn", "district", None, None, "Lộc Sơn", None),
    ("school", f"PHÒNG GD&ĐT HUYỆN LỘC SƠN\nTRƯỜNG THCS HÒA AN\n{NATION}KẾ HOẠCH\nNăm học 2024 - 2025\n", "Trường THCS Hòa An", "other", None, None, "Lộc Sơn", None),
    ("central city", f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\n{NATION}KẾ HOẠCH\nNăm 2024\n", "UBND thành phố Hải Phòng", "province", None, None, None, "Hải Phòng"),
    ("town", f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ VIỆT TRÌ\n{NATION}KẾ HOẠCH\nNăm 2024\n", "UBND thành phố Việt Trì", "district", None, None, "Việt Trì", None),
    ("government", f"THỦ TƯỚNG CHÍNH PHỦ\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Thủ tướng Chính phủ", "central", None, None, None, None),
    ("from the preamble", "KẾ HOẠCH\nNăm 2024\nCăn cứ Quyết định số 5/QĐ-UBND của UBND huyện Lộc Sơn;\nỦy ban nhân dân thị trấn Hòa An xây dựng Kế hoạch như sau:\n", "UBND thị trấn Hòa An", "commune", "thị trấn", "Hòa An", "Lộc Sơn", None),
    ("name from the title", "KẾ HOẠCH\nCải cách hành chính xã Hòa An năm 2024\nĐể nâng cao kết quả, UBND xã xây dựng Kế hoạch như sau:\n", "UBND xã Hòa An", "commune", "xã", "Hòa An", None, None),
    ("unit lost, place kept", "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/KH-UBND | Lạng Sơn, ngày 5 tháng 3 năm 2024 |\nKẾ HOẠCH\nNăm 2024\nUBND tỉnh ban hành Kế hoạch như sau:\n", "UBND tỉnh Lạng Sơn", "province", None, None, None, "Lạng Sơn"),
    ("a stroke before the Front", f"/ỦY BAN   MTTQ VIỆT NAM\nXÃ HÒA AN\n{NATION}KẾ HOẠCH\nNăm 2024\nBan Thường trực Ủy ban MTTQ xã ban hành Kế hoạch như sau:\n", "Ủy ban MTTQ Việt Nam xã Hòa An", "commune", "xã", "Hòa An", None, None),
    ("the state's name is no commune", "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/KH-UBND | Lạng Sơn, ngày 5 tháng 3 năm 2024 |\nKẾ HOẠCH\nTRỒNG RỪNG TỈNH LẠNG SƠN NĂM 2024\n", "UBND tỉnh Lạng Sơn", "province", None, None, None, "Lạng Sơn"),
    ("a subcommittee", f"ỦY BAN BẦU CỬ XÃ HÒA AN\nTIỂU BAN HẬU CẦN, KHÁNH TIẾT\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Tiểu ban hậu cần, khánh tiết", "commune", "xã", "Hòa An", None, None),
    ("who issued the plan above is another", "KẾ HOẠCH\nNăm 2024\nThực hiện Kế hoạch số 8/KH-UBND của UBND tỉnh về việc ban hành Kế hoạch năm 2024 trên địa bàn tỉnh Gia Lai, Sở Nội vụ xây dựng Kế hoạch như sau:\n", "Sở Nội vụ", "province", None, None, None, "Gia Lai"),
    ("an office with a glued sign", f"UBND HUYỆN LỘC SƠN\nPHÒNG GIÁO DỤC&ĐÀO TẠO\n{NATION}KẾ HOẠCH\nNăm 2024\n", "Phòng Giáo dục và Đào tạo huyện Lộc Sơn", "district", None, None, "Lộc Sơn", None),
    ("whose plan is about a plan is another", "KẾ HOẠCH\nNăm 2024\nThực hiện Kế hoạch số 8/KH-UBND ngày 05/4/2023 của UBND huyện Lộc Sơn về xây dựng kế hoạch tổng thể, Ủy ban nhân dân xã Hòa An ban hành Kế hoạch năm 2024 như sau:\n", "UBND xã Hòa An", "commune", "xã", "Hòa An", "Lộc Sơn", None),
    ("a city of urban districts", "KẾ HOẠCH\nNăm 2024\nUBND thành phố ban hành Kế hoạch gửi các sở, Ủy ban nhân dân quận, huyện như sau:\n", None, "province", None, None, None, None),
    ("nothing stated", "KẾ HOẠCH\nNăm 2024\n", None, None, None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize("case", ISSUERS, ids=[case[0] for case in ISSUERS])
def test_issuer(case: tuple[str | None, ...]) -> None:
    found = head(f"{case[1]}{BODY}")
    assert values(found, "issuer", "issuer_level", "unit_kind", "unit_name", "district", "province") == case[2:]


def test_since_july_2025_a_commune_has_no_district() -> None:
    text = f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\n{NATION}Hòa An, ngày {{}} năm 2025\nKẾ HOẠCH\nNăm 2025 của huyện Lộc Sơn (cũ)\n{BODY}"
    assert values(head(text.format("21 tháng 8")), "district") == (None,)
    assert values(head(text.format("21 tháng 6")), "district") == ("Lộc Sơn",)


SYMBOLS = [
    ("Số: 49/KH-UBND\nHòa An, ngày 29 tháng 9 năm 2021", "49/KH-UBND", "49", "Hòa An", "2021-09-29"),
    ("Số:   /KH-UBND\nHòa An, ngày     tháng 7 năm 2023", "/KH-UBND", None, "Hòa An", "2023-07"),
    ("Số: 12/KH-UBND\nHòa An, ngày háng 7 năm 2023", "12/KH-UBND", "12", "Hòa An", "2023-07"),  # OCR
    ("Số: ...../KH-UBND\nHòa An, ngày .... tháng .... năm 2023", "/KH-UBND", None, "Hòa An", "2023"),
    ("Số: 773 /QĐ-TTg\nHà Nội, ngày 26 tháng 0 6 năm 2018", "773/QĐ-TTg", "773", "Hà Nội", "2018-06-26"),
    ("Số: 30c/NQ-CP Hà Nội, ngày 8 tháng 11 năm 2011", "30c/NQ-CP", "30c", "Hà Nội", "2011-11-08"),
    ("Số: 66.7/2025/NQ-CP\nHà Nội, ngày 1 tháng 2 năm 2025", "66.7/2025/NQ-CP", "66.7", "Hà Nội", "2025-02-01"),
    ("Số: 15-KH/ĐU\nHòa An, ngày 5 tháng 3 năm 2024", "15-KH/ĐU", "15", "Hòa An", "2024-03-05"),
    ("Số: 144 /2002/QĐ/BTC\nHà Nội, ngày 22 tháng 11 năm 2002", "144/2002/QĐ/BTC", "144", "Hà Nội", "2002-11-22"),
    ("Số: 1141-TC/QĐ/CĐKT\nHà Nội, ngày 1 tháng 11 năm 1995", "1141-TC/QĐ/CĐKT", "1141", "Hà Nội", "1995-11-01"),
    ("Số: 07KH-UBND\nHòa An, ngày 5 tháng 3 năm 2024", "07/KH-UBND", "07", "Hòa An", "2024-03-05"),  # OCR, typists
    ("Số: 12/KH-UBND-PTH\tHòa An, ngày 5 tháng 3 năm 2024", "12/KH-UBND-PTH", "12", "Hòa An", "2024-03-05"),
    ("Số:\n135/KH-UBND\nHòa An, ngày 31 tháng 13 năm 2024", "135/KH-UBND", "135", "Hòa An", "2024"),
]


@pytest.mark.parametrize(("lines", "symbol", "number", "place", "date"), SYMBOLS)
def test_symbol_place_and_date(lines: str, symbol: str, number: str | None, place: str, date: str) -> None:
    found = head(f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\n{NATION}{lines}\nKẾ HOẠCH\nNăm 2024\n{BODY}")
    assert values(found, "symbol", "number", "place", "date") == (symbol, number, place, date)


def test_an_act_named_in_its_title_as_collections_of_laws_do() -> None:
    text = "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ NỘI VỤ SỐ 12/2003/QĐ-BNV\nNGÀY 01 THÁNG 3 NĂM 2003 VỀ VIỆC BAN HÀNH QUY CHẾ\n"
    found = head(f"{text}BỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật Thanh tra;\nĐiều 1. Ban hành Quy chế.\nĐiều 2. Thi hành./.\n")
    assert values(found, "type_code", "symbol", "date", "issuer") == (
        "QĐ",
        "12/2003/QĐ-BNV",
        "2003-03-01",
        "Bộ trưởng Bộ Nội vụ",
    )
    assert values(found, "title", "issuer_level") == ("VỀ VIỆC BAN HÀNH QUY CHẾ", "central")


def test_a_type_line_may_name_the_authority_before_the_title() -> None:
    found = head(
        f"BỘ NỘI VỤ\n{NATION}QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ NỘI VỤ\nvề việc sửa đổi Quy chế\nBỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật Thanh tra;\n{BODY}"
    )
    assert values(found, "type_code", "title") == ("QĐ", "về việc sửa đổi Quy chế")


CODES = [
    ("THÔNG TƯ\nHướng dẫn thi hành Quyết định số 5/2000/QĐ-TTg\n", "TT"),
    ("THÔNG TƯ LIÊN TỊCH\nHướng dẫn thực hiện cơ chế một cửa\n", "TTLT"),
    ("NGHỊ ĐỊNH\nVề công tác văn thư\n", "NĐ"),
    ("QUY ĐỊNH\nVề quản lý đại lý Internet\n", "QyĐ"),
]


@pytest.mark.parametrize(("lines", "code"), CODES)
def test_types_other_than_plans(lines: str, code: str) -> None:
    found = head(f"BỘ NỘI VỤ\n{NATION}Số: 5/2001/XX-BNV\n{lines}Căn cứ Luật Thanh tra;\n{BODY}")
    assert values(found, "type_code", "title", "issuer") == (code, lines.split("\n")[1], "Bộ Nội vụ")


def test_a_lost_symbol_is_read_from_the_line_of_the_annex() -> None:
    annex = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/3/2024 của UBND xã Hòa An)\n"
    assert values(head(f"KẾ HOẠCH\nNăm 2024\n{BODY}{annex}"), "symbol", "number") == ("12/KH-UBND", "12")


def test_the_stamp_of_an_e_signature_is_no_date() -> None:
    text = f"KẾ HOẠCH\nNăm 2024\n{BODY}TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\nNgười ký: UBND xã\nThời gian ký: 29.09.2021 08:00\n"
    assert values(head(text), "date", "signer") == (None, "Lê Văn An")


TITLES = [
    ("KẾ HOẠCH\nKiểm tra công tác cải cách hành chính,\nhoạt động công vụ năm 2023\nCăn cứ Luật Thanh tra;\n", "Kiểm tra công tác cải cách hành chính, hoạt động công vụ năm 2023", "inspection", 2023),
    ("KẾ HOẠCH\ncải cách hành chính năm 2025\nI. MỤC ĐÍCH\n", "cải cách hành chính năm 2025", "annual_reform", 2025),
    ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2025\nCăn cứ Nghị quyết số 76/NQ-CP;\n", "CẢI CÁCH HÀNH CHÍNH NĂM 2025", "annual_reform", 2025),
    ("KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2024\n(Kèm theo Quyết định số 5/QĐ-UBND)\n", "Tuyên truyền cải cách hành chính năm 2024", "communication", 2024),
    ("KẾ HOẠCH\nRà soát, đánh giá thủ tục hành chính năm 2024\n", "Rà soát, đánh giá thủ tục hành chính năm 2024", "procedure_review", 2024),
    ("KẾ HOẠCH\nChuyển đổi số năm học 2024 - 2025\n", "Chuyển đổi số năm học 2024 - 2025", "digital", 2024),
    ("KẾ HOẠCH\nPhòng, chống thiên tai giai đoạn 2021 - 2025\n", "Phòng, chống thiên tai giai đoạn 2021 - 2025", "other", 2021),
    ("KẾ HOẠCH\nThực hiện Chương trình phát triển cây dược liệu giai đoạn 2030 - 2035\n", "Thực hiện Chương trình phát triển cây dược liệu giai đoạn 2030 - 2035", "other", None),
    ("KẾ HOẠCH\nKhắc phục hậu quả mưa lũ năm 2024\n", "Khắc phục hậu quả mưa lũ năm 2024", "other", 2024),
    ("KẾ HOẠCH\nPhổ biến, giáo dục pháp luật năm 2024\n", "Phổ biến, giáo dục pháp luật năm 2024", "communication", 2024),
    ("KẾ HOẠCH\nChuyển đổi số năm 2026\n────────────\nCăn cứ Luật Dữ liệu;\n", "Chuyển đổi số năm 2026", "digital", 2026),
    ("KẾ HOẠCH\nThực hiện đồ án tốt nghiệp cho sinh viên ngành Công nghệ thông tin năm 2024\n",
     "Thực hiện đồ án tốt nghiệp cho sinh viên ngành Công nghệ thông tin năm 2024", "other", 2024),
    ("KẾ HOẠCH\nPhủ sóng 5G tại các làng nghề năm 2024\n", "Phủ sóng 5G tại các làng nghề năm 2024", "digital", 2024),
    ("KẾ HOẠCH\nXác định Chỉ số cải cách hành chính các phòng, ban năm 2024\n", "Xác định Chỉ số cải cách hành chính các phòng, ban năm 2024", "other", 2024),
    ("Kế hoạch Cải cách hành chính năm 2024\nThực hiện Kế hoạch số 8/KH-UBND của UBND tỉnh, Sở Nội vụ xây dựng Kế hoạch như sau:\n", "Cải cách hành chính năm 2024", "annual_reform", 2024),
    ("Số: 9/KH-UBND\nAn Bình, ngày 14 tháng 6 năm 2024\nTRỒNG CÂY DƯỢC LIỆU XÃ AN BÌNH NĂM 2024\n- Luật Lâm nghiệp;\n", "TRỒNG CÂY DƯỢC LIỆU XÃ AN BÌNH NĂM 2024", "other", 2024),
    ("An Bình, ngày 14 tháng 6 năm 2013\nKẾ HOẠCH\nThực hiện Chương trình tổng thể cải cách hành chính giai đoạn 2011 - 2020\n",
     "Thực hiện Chương trình tổng thể cải cách hành chính giai đoạn 2011 - 2020", "annual_reform", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "kind", "year"), TITLES)
def test_title_kind_and_year(text: str, title: str, kind: str, year: int | None) -> None:
    assert values(head(text + BODY), "type_code", "title", "plan_kind", "plan_year") == ("KH", title, kind, year)


def test_the_assessed_year_is_the_year_of_the_result() -> None:
    text = "KẾ HOẠCH\nKhắc phục tồn tại, hạn chế Chỉ số cải cách hành chính năm 2022, nâng cao Chỉ số năm 2023\n"
    assert values(head(text + BODY), "plan_kind", "assessed_year", "plan_year") == ("remediation", 2022, 2023)


SIGNATURES = [
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n [\nLê Văn An", "Lê Văn An", "PHÓ CHỦ TỊCH", "KT."),  # what a signature field leaves
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn An", "Lê Văn An", "CHỦ TỊCH", "TM."),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Văn An", "Lê Văn An", "PHÓ CHỦ TỊCH", "KT."),
    ("TM. ỦY BAN NHÂN DÂN\nQUYỀN CHỦ TỊCH\nLê Văn An", "Lê Văn An", "QUYỀN CHỦ TỊCH", "TM."),
    ("KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nLê Văn An", "Lê Văn An", "PHÓ CHỦ NHIỆM", "KT."),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Văn An", "Lê Văn An", "CHÁNH VĂN PHÒNG", "TL."),
    ("TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG NỘI VỤ\nLê Văn An", "Lê Văn An", "TRƯỞNG PHÒNG NỘI VỤ", "TUQ."),
    ("T/M ỦY BAN NHÂN DÂN\nK/T CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn An", "Lê Văn An", "PHÓ CHỦ TỊCH", "KT."),
    ("T.M ỦY BAN NHÂN DÂN\nP. CHỦ TỊCH\nLÊ VĂN AN", "Lê Văn An", "P. CHỦ TỊCH", "TM."),
    ("TM/ ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An", "Lê Văn An", "CHỦ TỊCH", "TM."),
    ("KT. CHỦ TỊCH\n_PHC ŨT\nLê Văn An", "Lê Văn An", None, "KT."),  # OCR lost the deputy's title
    ("KT. GIÁM ĐỐC\nPhó Giám đốc\n(đã ký)\nLê Văn An", "Lê Văn An", "Phó Giám đốc", "KT."),
    ("TL CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Văn An", "Lê Văn An", "CHÁNH VĂN PHÒNG", "TL."),
    ("KT. THỐNG ĐỐC\nPHÓ THỐNG ĐỐC\nĐại tá Lê Văn An", "Lê Văn An", "PHÓ THỐNG ĐỐC", "KT."),
    ("TM.   BAN THƯỜNG TRỰC\nCHỦ TỊCH\nLê Văn An", "Lê Văn An", "CHỦ TỊCH", "TM."),
    ("Q. CHỦ TỊCH\nLê Văn An", "Lê Văn An", "CHỦ TỊCH", "Q."),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Văn An", "Lê Văn An", "PHÓ BÍ THƯ", "TM."),
    ("KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\nPGS.TS. Lê Văn An", "Lê Văn An", "PHÓ HIỆU TRƯỞNG", "KT."),
    ("HIỆU TRƯỞNG\n\nTrần Thị Bích Ngọc", "Trần Thị Bích Ngọc", "HIỆU TRƯỞNG", None),
]


@pytest.mark.parametrize(("text", "signer", "title", "capacity"), SIGNATURES)
def test_signature(text: str, signer: str, title: str | None, capacity: str | None) -> None:
    found = head(f"KẾ HOẠCH\nNăm 2024\n{BODY}Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{text}\n")
    assert values(found, "signer", "signer_title", "signing_capacity") == (signer, title, capacity)


def test_the_cells_of_a_flattened_table_tell_nothing_of_the_width_of_lines() -> None:
    wrapped = (
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính của tỉnh năm 2024, gồm các\n"
        "nhiệm vụ, giải pháp và phân công trách nhiệm cho từng cơ quan, đơn vị trên địa bàn tỉnh theo danh\n"
        "mục nhiệm vụ đính kèm.\n"
        "Điều 2. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành, đơn vị\n"
        "thuộc tỉnh và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    found = head(
        f"QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch cải cách hành chính năm 2024\n\nQUYẾT ĐỊNH:\n\n{wrapped}\nNơi nhận:\n"
        "- Như Điều 2;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(đã ký)\nLê Văn Hoà\n\n"
        f"KẾ HOẠCH\nCải cách hành chính năm 2024\n{BODY}PHỤ LỤC\nSTT\nNội dung\nCơ quan\nchủ trì\nThời gian\n"
        + "".join(
            f"{row}\nRà soát văn bản số {row} của các cơ quan, đơn vị\nthuộc tỉnh\nSở\nTư pháp\nTừ tháng 4\nđến tháng 9\n"
            for row in range(1, 6)
        )
    )
    assert values(found, "signer", "signer_title") == ("Lê Văn Hoà", "PHÓ CHỦ TỊCH")


def test_signature_beside_the_recipients() -> None:
    text = "Nơi nhận:                 HIỆU TRƯỞNG\n- Phòng GD&ĐT (b/c);\n- Lưu: VT.\n                    Lê Thị Hoa\n"
    found = head(f"KẾ HOẠCH\nNăm 2024\n{BODY}{text}")
    assert values(found, "signer", "signer_title") == ("Lê Thị Hoa", "HIỆU TRƯỞNG")
    assert [(item.text, item.purpose) for item in found.recipients] == [("Phòng GD&ĐT", "báo cáo"), ("Lưu: VT", None)]


# Endings typed in two columns: (why, lines, signer, title, capacity, recipients)
COLUMNS = [
    ("columns merged line by line", "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c); CHỦ TỊCH\n- Lưu: VP.\nLê Văn An\n",
     "Lê Văn An", "CHỦ TỊCH", "TM.", ["UBND huyện", "Lưu: VP"]),
    ("a tab in every line", "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Sở Nội vụ;\tKT. CHỦ TỊCH\n- Lưu: VT.\tPHÓ CHỦ TỊCH\n\n\tLê Văn An\n",
     "Lê Văn An", "PHÓ CHỦ TỊCH", "KT.", ["Sở Nội vụ", "Lưu: VT"]),
    ("spaces, the name beside a recipient", "Nơi nhận:              KT/ CHỦ TỊCH UBND XÃ\n- Sở Nội vụ             PHÓ CHỦ TỊCH\n- Các ban, ngành,\nđoàn thể               (Đã ký)\n- Hội Nông dân;         Lê Văn An\n- Lưu: VP.\n",
     "Lê Văn An", "PHÓ CHỦ TỊCH", "KT.", ["Sở Nội vụ", "Các ban, ngành, đoàn thể", "Hội Nông dân", "Lưu: VP"]),
    ("the right column begins a line above", "                    TM. ỦY BAN NHÂN DÂN\nNơi nhận:                    CHỦ TỊCH\n- Như trên;\n- Lưu: VT.                Lê Văn An\n",
     "Lê Văn An", "CHỦ TỊCH", "TM.", ["Như trên", "Lưu: VT"]),
    ("letter-spaced post, a rank before the name", "Nơi nhận:\u2006 \u2006 \u2006 CHỈ  HUY  TRƯỞNG\n- Như trên;\n- Lưu: VT.\u2006 \u2006 \u2006 Trung tá Lê Văn An\n",
     "Lê Văn An", "CHỈ HUY TRƯỞNG", None, ["Như trên", "Lưu: VT"]),
    ("recipients without bullets", "Nơi nhận:\tHIỆU TRƯỞNG\nPhòng GD&ĐT (b/c);\nLưu: VT.\tLê Thị Hoa\nPHỤ LỤC\nDANH MỤC\n",
     "Lê Thị Hoa", "HIỆU TRƯỞNG", None, ["Phòng GD&ĐT", "Lưu: VT"]),
    ("a capital annex title after the name", "Nơi nhận:\tCHỦ TỊCH\n- Lưu: VT.\tLê Văn An\nBIỂU TỔNG HỢP NHIỆM VỤ\nSTT\nNội dung\n",
     "Lê Văn An", "CHỦ TỊCH", None, ["Lưu: VT"]),
    ("a gap alone is no column", "Nơi nhận:\n- Các đồng chí:    Lê Văn An, Trần Văn Bình;\n- Lưu: VT.\n", None, None, None, ["Các đồng chí: Lê Văn An, Trần Văn Bình", "Lưu: VT"]),
]  # fmt: skip


@pytest.mark.parametrize("case", COLUMNS, ids=[case[0] for case in COLUMNS])
def test_an_ending_typed_in_two_columns(case: tuple[str, str, str | None, str | None, str | None, list[str]]) -> None:
    _, lines, signer, title, capacity, names = case
    found = head(f"KẾ HOẠCH\nNăm 2024\n{BODY}{lines}")
    assert values(found, "signer", "signer_title", "signing_capacity") == (signer, title, capacity)
    assert [item.text for item in found.recipients] == names


RECIPIENTS = [
    ("- UBND huyện ( b/c)\n- Đảng ủy (để báo cáo);\n- Lưu:VP\n", [("UBND huyện", "báo cáo"), ("Đảng ủy", "báo cáo"), ("Lưu:VP", None)]),
    ("- MTTQ xã (p/h);\n- Lưu: VP (TH, HC).\n", [("MTTQ xã", "phối hợp"), ("Lưu: VP (TH, HC)", None)]),
    ("- MTTQ xã (p/h);\n- Các công chức(t/h);\n", [("MTTQ xã", "phối hợp"), ("Các công chức", "thực hiện")]),
    ("- Sở Nội vụ;\n- Huyện ủy;             (để báo cáo)\n- HĐND;\n- Lưu: VT.\n", [("Sở Nội vụ", "báo cáo"), ("Huyện ủy", "báo cáo"), ("HĐND", "báo cáo"), ("Lưu: VT", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), RECIPIENTS)
def test_recipients(lines: str, wanted: list[tuple[str, str | None]]) -> None:
    found = head(f"KẾ HOẠCH\nNăm 2024\n{BODY}Nơi nhận:\n{lines}\nCHỦ TỊCH\n\nLê Văn An\n")
    assert [(item.text, item.purpose) for item in found.recipients] == wanted


def test_the_header_of_a_decision_with_its_plan_is_the_decisions() -> None:
    text = (
        f"ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n{NATION}Số: 5/QĐ-UBND\nGia Lai, ngày 2 tháng 1 năm 2024\nQUYẾT ĐỊNH\n"
        "Về việc ban hành Kế hoạch cải cách hành chính năm 2024\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH GIA LAI\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Kế hoạch.\nĐiều 2. Thi hành./.\n"
        "Nơi nhận:\n- Như Điều 2;\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn An\nKẾ HOẠCH\nCải cách hành chính năm 2024\n"
        f"(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 2/1/2024 của UBND tỉnh)\n{BODY}"
    )
    found = head(text)
    assert values(found, "type_code", "symbol", "plan_kind", "plan_year", "signer") == (
        "QĐ",
        "5/QĐ-UBND",
        "annual_reform",
        2024,
        "Lê Văn An",
    )
    assert values(found, "title") == ("Về việc ban hành Kế hoạch cải cách hành chính năm 2024",)


def test_a_document_that_lost_type_and_title() -> None:
    text = (
        "Số: 9/KH-UBND\nAn Bình, ngày 14 tháng 6 năm 2024\nCăn cứ Quyết định số 7/QĐ-UBND phê duyệt Chỉ số cải cách hành "
        "chính;\nUBND xã An Bình ban hành Kế hoạch nuôi ong như sau:\n"
    )
    assert values(head(text + BODY), "type_code", "title", "plan_kind") == ("KH", None, "other")


CARDS = [
    "Kế hoạch 9/KH-UBND năm 2024 nuôi ong\n| Số hiệu | 9/KH-UBND |\n| Ngày ban hành | 14/06/2024 |\n| Loại văn bản | Kế hoạch |\n"
    "| Cơ quan ban hành | Tỉnh Gia Lai |\n| Người ký | Lê Văn An |\n| Lĩnh vực | Nông nghiệp |\n|\n",
    "Kế hoạch 9/KH-UBND năm 2024 nuôi ong\nSố hiệu: 9/KH-UBND Loại văn bản: Văn bản khác\n"
    "Nơi ban hành: Tỉnh Gia Lai Người ký: Lê Văn An\nNgày ban hành: 14/06/2024 Ngày hiệu lực: Đang cập nhật\n",
]


@pytest.mark.parametrize("card", CARDS, ids=["table", "lines"])
def test_the_card_of_a_portal_is_no_head(card: str) -> None:
    own = f"ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n{NATION}Số: 9/KH-UBND\nGia Lai, ngày 14 tháng 6 năm 2024\nNUÔI ONG TỈNH GIA LAI NĂM 2024\n"
    found = head(card + own + BODY)
    names = ("type_code", "title", "issuer", "place", "date", "signer", "signer_title")
    assert values(found, *names) == (
        "KH", "NUÔI ONG TỈNH GIA LAI NĂM 2024", "UBND tỉnh Gia Lai", "Gia Lai", "2024-06-14", "Lê Văn An", None
    )  # fmt: skip


def test_the_body_of_a_cited_act_is_not_the_issuer() -> None:
    text = "Tăng cường giáo dục đạo đức cho sinh viên\nThực hiện Quyết định số 585/QĐ-BGDĐT ngày 28/2/2022 của Bộ Giáo dục và "
    text += "Đào tạo ban hành Kế hoạch triển khai Đề án, nhà trường xây dựng kế hoạch như sau:\nI. MỤC ĐÍCH\n1. Nâng cao ý thức.\n"
    assert head(text).issuer is None
