"""What plans write and no sample does, sixth collection: times of schools and of several years, heads and endings.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.pipeline import extract
from schema.document import Document, Grade, Source
from schema.plan import Plan

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nPhát động thi đua năm học 2024-2025\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng dạy học.\nII. TỔ CHỨC THỰC HIỆN\n"


def plan_of(text: str) -> Plan:
    return extract(Document(source=SOURCE, text=text + "\n", blocks=(), grade=Grade.GOOD))


Times = list[tuple[str, str | None, str]]

WHEN: list[tuple[str, str, Times]] = [
    ("a school year that heads an item", "- Năm học 2024-2025: Triển khai hồ sơ số.", [("period", None, "Năm học 2024-2025")]),
    ("from a school year on", "- Triển khai hồ sơ số từ năm học 2024-2025.", [("period_open", None, "từ năm học 2024-2025")]),
    ("a school year that names a plan", "- Thực hiện nhiệm vụ năm học 2024-2025 theo hướng dẫn.", []),
    ("what one strives for by a year", "- Phấn đấu đến năm 2028 có đủ giáo viên tin học.", [("date", "2028-12-31", "đến năm 2028")]),
    ("from now to the end of a month", "- Đợt một: Từ nay đến hết tháng 01/2025, trọng tâm là ôn tập.",
     [("range", "2025-01-31", "Từ nay đến hết tháng 01/2025")]),
    ("from now to a day", "- Từ nay đến ngày 20/3/2025, các lớp đăng ký tiết học tốt.",
     [("range", "2025-03-20", "Từ nay đến ngày 20/3/2025")]),
    ("to the end of the school year", "- Đợt hai: Từ tháng 02/2025 đến hết năm học 2024-2025, trọng tâm là thi cử.",
     [("range", None, "Từ tháng 02/2025 đến hết năm học 2024-2025")]),
    ("three days of a month in words", "- Sinh hoạt tập trung: 20, 21 và 22 tháng 8 năm 2024.",
     [("range", "2024-08-22", "20, 21 và 22 tháng 8 năm 2024")]),
    ("regularly at the end of both terms", "- Định kỳ cuối học kỳ 1 và cuối học kỳ 2, nhà trường sơ kết.",
     [("recurring", None, "Định kỳ cuối học kỳ 1 và cuối học kỳ 2")]),
    ("a slogan", "- Thực hiện phương châm “Mỗi ngày đến trường là một ngày vui”.", []),
    ("who and when", "- Thi khoa học kỹ thuật: Cấp huyện, tháng 11/2024; cấp tỉnh, tháng 12/2024;",
     [("period", "2024-11-30", "tháng 11/2024"), ("period", "2024-12-31", "tháng 12/2024")]),
    ("the day of an examination", "- Thi chọn học sinh giỏi theo hướng dẫn của Sở: Thi ngày 06/3/2025.",
     [("date", "2025-03-06", "ngày 06/3/2025")]),
    ("a day behind a colon", "- Lịch khảo sát ba môn: Ngày 30/7/2024", [("date", "2024-07-30", "Ngày 30/7/2024")]),
    ("the card of a portal", "| STT | Nhiệm vụ | Thời gian |\n| 1 | Rà soát | Quý I |\nBan hành:\n04/9/2024\nCập nhật:\n06/9/2024",
     [("period", "2024-03-31", "Quý I")]),
    ("how often behind the word for it", "- Quan trắc môi trường ao nuôi với tần suất 02 lần/tháng.",
     [("recurring", None, "02 lần/tháng")]),
    ("an anniversary", "- Tổ chức kỷ niệm 80 năm Ngày Tổng tuyển cử (06/01/1946 - 06/01/2026).", []),
    ("several years open a sentence", "- Trong giai đoạn 2025 - 2028, phấn đấu xây dựng phòng học mới.",
     [("range", "2028", "Trong giai đoạn 2025 - 2028")]),
    ("years in the bracket that closes an item", "- Kết nối dữ liệu quy hoạch với trung ương (2026 trở đi).",
     [("period_open", None, "2026 trở đi")]),
    ("throughout some years", "- Đào tạo nhân lực cho các xã (xuyên suốt 2025 - 2028).",
     [("range", "2028", "xuyên suốt 2025 - 2028")]),
    ("several years and those after", "- Thời gian thực hiện: Giai đoạn 2025-2028 và những năm tiếp theo.",
     [("period_open", None, "Giai đoạn 2025-2028 và những năm tiếp theo")]),
    ("always and every year", "- Thời gian thực hiện: Thường xuyên, định kỳ hằng năm.",
     [("recurring", None, "Thường xuyên, định kỳ hằng năm")]),
    ("from a year on, behind the name of a programme", "- Chương trình môn học được giảng dạy ở các trường từ năm 2025 trở đi.",
     [("period_open", None, "từ năm 2025 trở đi")]),
    ("a heading that strives", "1. Phấn đấu đến cuối năm 2025 đạt các chỉ tiêu sau:\n- Nâng cao chất lượng dạy học.",
     [("date", "2025-12-31", "đến cuối năm 2025")]),
    ("the title of an annex", "1. Tổng hợp báo cáo.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nPHỤ LỤC\nNHIỆM VỤ CỦA NGÀNH ĐẾN NĂM 2030\n"
     "1. Rà soát.", []),
    ("the years of a programme", "- Thực hiện Chiến lược dữ liệu quốc gia (2021 - 2030).", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHEN, ids=[case[0] for case in WHEN])
def test_by_when(why: str, text: str, expected: Times) -> None:
    found = [one for one in plan_of(HEAD + text).deadlines if one.evidence.start >= len(HEAD)]
    assert [(one.kind.value, one.date, one.evidence.quote) for one in found] == expected


REPORT = HEAD.replace("II. TỔ CHỨC THỰC HIỆN", "II. ĐÁNH GIÁ TÌNH HÌNH THIỆT HẠI")


def test_days_of_reports_in_brackets_recur_in_a_plan_for_several_years() -> None:
    plan = plan_of(
        HEAD.replace("năm học 2024-2025", "giai đoạn 2026 - 2030")
        + "1. Các sở định kỳ hàng tháng (trước ngày 16 hàng tháng), 6 tháng (trước ngày 16/6), tổng kết năm (trước ngày 20/11 "
        "hàng năm) báo cáo tình hình thực hiện Kế hoạch."
    )
    assert [(one.kind, one.date) for one in plan.deadlines] == [("recurring", None)] * 3


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("- Từ ngày 15/9/2024 đến ngày 20/9/2024, mưa lớn làm tốc mái phòng học.", []),
        ("- Phấn đấu khắc phục trước ngày 30/10/2024.", ["trước ngày 30/10/2024"]),
    ],
)
def test_what_a_report_dates_is_not_due(text: str, quotes: list[str]) -> None:
    assert [one.evidence.quote for one in plan_of(REPORT + text).deadlines] == quotes


OFFICE = """UBND HUYỆN LỘC SƠN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC & ĐÀO TẠO           Độc lập - Tự do - Hạnh phúc
Số: 21/KH-PGDĐT                    Lộc Sơn, ngày 12 tháng! năm 2024

                       KẾ HOẠCH
        Tuyển sinh các lớp chất lượng cao năm học 2024-2025

     Căn cứ Quy chế tuyển sinh trung học cơ sở ban hành kèm theo
Văn bản số 03/VBHN-BGDĐT của Bộ Giáo dục và Đào tạo;
     Theo hướng dẫn của Sở Giáo dục và Đào tạo Bắc Giang về tuyển sinh.
{issuing}
     I. NỘI DUNG
     1. Thời gian nhận hồ sơ, công bố kết quả tuyển sinh của các nhà trường
     Lịch nhận hồ sơ: Từ ngày 20/7/2024 đến hết ngày 25/7/2024 tại các trường.
     Các trường thông báo rộng rãi đến phụ huynh và học sinh trên địa bàn./.

Nơi nhận:                                          TRƯỞNG PHÒNG
- Lưu: VT.
Bản điện tử:
- Các trường trên địa bàn;                         Ký bởi Phòng Giáo dục
                                                   Giờ ký: 2024-07-
- UBND các xã, thị trấn.                           09T10:59:31+07:00

                                                   Trần Văn Bình
"""
FULL = "     Phòng GD&ĐT xây dựng Kế hoạch tuyển sinh như sau:"
SHORT = "     Phòng Giáo dục và Đào tạo Lộc Sơn xây dựng Kế hoạch tuyển sinh như sau:"


@pytest.mark.parametrize(
    ("issuing", "issuer"),
    [(FULL, "Phòng Giáo dục và Đào tạo huyện Lộc Sơn"), (SHORT, "Phòng Giáo dục và Đào tạo Lộc Sơn")],
)
def test_an_office_is_named_with_its_district(issuing: str, issuer: str) -> None:
    header = plan_of(OFFICE.format(issuing=issuing)).header
    assert header.issuer is not None
    assert header.issuer.value == issuer


def test_the_head_of_an_office() -> None:
    header = plan_of(OFFICE.format(issuing=FULL)).header
    found = {
        name: value.value if (value := getattr(header, name)) else None
        for name in ("title", "place", "date", "district", "province", "signer", "signer_title")
    }
    assert found == {
        "title": "Tuyển sinh các lớp chất lượng cao năm học 2024-2025",
        "place": "Lộc Sơn",
        "date": "2024",  # the month is lost
        "district": "Lộc Sơn",
        "province": "Bắc Giang",  # which the department is named after
        "signer": "Trần Văn Bình",
        "signer_title": "TRƯỞNG PHÒNG",
    }


def test_a_label_of_its_own_ends_the_heading_above() -> None:
    titles = [one.title for one in plan_of(OFFICE.format(issuing=FULL)).sections if one.marker]
    assert titles == ["NỘI DUNG", "Thời gian nhận hồ sơ, công bố kết quả tuyển sinh của các nhà trường"]


def test_a_province_with_a_dash() -> None:
    text = OFFICE.format(issuing=FULL).replace("Bắc Giang", "tỉnh Bà Rịa – Vũng Tàu")
    province = plan_of(text).header.province
    assert province is not None
    assert province.value == "Bà Rịa – Vũng Tàu"


def test_a_law_that_amends_several_is_one() -> None:
    law = "Luật sửa đổi, bổ sung một số điều của Luật Quy hoạch, Luật Đầu tư theo phương thức đối tác công tư và Luật Đấu thầu"
    found = plan_of(f"{HEAD}- Thực hiện {law} ngày 29 tháng 11 năm 2024.").citations
    assert [(one.evidence.quote, one.date) for one in found] == [(f"{law} ngày 29 tháng 11 năm 2024", "2024-11-29")]
