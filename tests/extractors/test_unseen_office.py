"""What the files of offices write that no sample does: who leads, what a law is cited for, what is raised to how many.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from tests.extractors.test_assignments import told
from tests.extractors.test_unseen_wording import plan_of

POLICE = "1. Công an xã\n"
HEAD = """ỦY BAN NHÂN DÂN
XÃ AN HÒA
Số: 12/KH-UBND
An Hòa, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. NHIỆM VỤ
"""

WHO = [
    ("a heading that leads, over what it does",
     "1. Công an xã chủ trì, phối hợp các ban, ngành\n- Rà soát nguồn kinh phí.",
     [("lead coordinate", ("CONG_AN", "CAC_NGANH")), ("execute", ("CONG_AN",))]),
    ("what a body leads and where it joins in, told apart by labels",
     POLICE + "a) Chủ trì:\n- Tuần tra địa bàn.\n- Tham mưu UBND xã ban hành kế hoạch.\nb) Phối hợp:\n- Rà soát hộ tịch.",
     [("lead execute", ("CONG_AN",)), ("lead execute", ("CONG_AN",)), ("coordinate execute", ("CONG_AN",))]),
    ("the same labels over names", "1. Tuyên truyền pháp luật\na) Chủ trì:\n- Công an xã.\nb) Phối hợp:\n- Đoàn Thanh niên xã.",
     [("lead", ("CONG_AN",)), ("coordinate", ("DOAN_THE",))]),
    ("a label that names a matter", POLICE + "- Trước khi tiến hành kiểm tra: thông báo cho đơn vị.",
     [("execute", ("CONG_AN",))]),
    ("ministers and the heads of agencies of the Government",
     "- Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ, Chủ tịch Ủy ban nhân dân các tỉnh tập trung chỉ đạo thực hiện Kế hoạch.",
     [("lead execute", ("Bộ trưởng", "NGUOI_DUNG_DAU", "CAC_NGANH", "CHU_TICH_UBND"))]),
    ("two levels after each other", "- Ủy ban nhân dân cấp tỉnh, cấp xã đưa chỉ tiêu vào nghị quyết.",
     [("lead execute", ("Ủy ban nhân dân cấp tỉnh, cấp xã",))]),
    ("the office of a committee", "1. Cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam xã\n- Đẩy mạnh tuyên truyền.",
     [("execute", ("MTTQ",))]),
    ("what is gathered to be decided upon", POLICE + "- Tổng hợp và phê duyệt danh sách đối tượng.",
     [("execute report", ("CONG_AN",))]),
    ("an answer to who watches", "- Các cơ quan, đơn vị phản hồi về Ban Chỉ đạo trước ngày 15/6.",
     [("report", ("CO_QUAN_DON_VI",))]),
    ("a closing order to those who lead villages",
     "UBND xã yêu cầu các phòng, ban và Ban lãnh đạo các thôn, làng, tổ dân phố khẩn trương thực hiện.",
     [("execute", ("CQ_CHUYEN_MON_HUYEN", "LANH_DAO"))]),
    ("those with whom it is done, parted by a semicolon",
     POLICE + "- Chủ trì, phối hợp với Sở Nội vụ; UBND các xã và các đơn vị liên quan rà soát quy hoạch.",
     [("lead coordinate execute", ("CONG_AN", "SO_NOI_VU", "UBND các xã", "CO_QUAN_DON_VI"))]),
    ("who joins in, and who does something else",
     POLICE + "- Chủ trì, phối hợp với Sở Nội vụ tuần tra địa bàn; UBND các xã rà soát quy hoạch.",
     [("lead coordinate", ("CONG_AN", "SO_NOI_VU")), ("execute", ("UBND các xã",))]),
    ("what all bodies are told above headings is no task of theirs one by one",
     "II. NHIỆM VỤ CỤ THỂ\nCác sở, ban, ngành, Ủy ban nhân dân các xã tổ chức triển khai thực hiện các nhiệm vụ sau đây:\n"
     "1. Đổi mới công tác tuyên truyền\n- Đổi mới hình thức thông tin.\n2. Hoàn thiện thể chế\n- Rà soát văn bản.",
     [("execute", ("CAC_NGANH", "Ủy ban nhân dân các xã"))]),
    ("what one body is told above headings is",
     "II. NHIỆM VỤ CỤ THỂ\nSở Tư pháp tổ chức triển khai thực hiện các nhiệm vụ sau đây:\n"
     "1. Công tác tuyên truyền\n- Đổi mới hình thức thông tin.",
     [("lead execute", ("Sở Tư pháp",))]),
    ("a name with a verb that is part of it, among bodies",
     "II. TỔ CHỨC THỰC HIỆN\n1. Khoa Luật\n- Lập danh sách.\n2. Hệ Quản lý Học viên\n- Phối hợp với phòng Đào tạo rà soát danh sách.",
     [("execute", ("Khoa Luật",)), ("coordinate execute", ("Hệ Quản lý Học viên",))]),
    ("what a body asks of others in a bullet is its own task",
     POLICE + "- Yêu cầu các cơ sở kinh doanh ký cam kết.", [("execute", ("CONG_AN",))]),
    ("where papers are sent", "- Hồ sơ gửi về: Văn phòng UBND xã, địa chỉ: số 16 đường An Hòa.", []),
    ("standards that are met by those who are rewarded",
     "- Các tập thể được khen thưởng phải đáp ứng đầy đủ các tiêu chuẩn sau: thực hiện tốt nhiệm vụ được giao.", []),
    ("a radio that became part of a newspaper", "- Báo và Phát thanh, Truyền hình tỉnh mở chuyên mục.",
     [("execute", ("DAI_PHAT_THANH",))]),
    ("a head without a name of the body",
     "- Thủ trưởng cơ quan quản lý cấp trên của đơn vị: rà soát hồ sơ.", [("execute", ("NGUOI_DUNG_DAU",))]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHO, ids=[case[0] for case in WHO])
def test_who(why: str, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text) == expected


WHICH = [
    ("a law by which something is done", "- Thực hiện theo đúng quy định của Luật Đất đai.", ["Luật Đất đai"]),
    ("a law by its name alone", "- Tuyên truyền Luật Đất đai đến người dân.", ["Luật Đất đai"]),
    ("a law whose name has commas, before its date",
     "- Căn cứ Luật Quản lý, sử dụng kho, bãi và công cụ hỗ trợ ngày 29 tháng 6 năm 2024 để rà soát.",
     ["Luật Quản lý, sử dụng kho, bãi và công cụ hỗ trợ ngày 29 tháng 6 năm 2024"]),
    ("the date of another document is not that of the law before it",
     "- Theo quy định của Luật Đất đai, Nghị định số 12/2025/NĐ-CP ngày 03/02/2025 của Chính phủ.",
     ["Luật Đất đai", "Nghị định số 12/2025/NĐ-CP ngày 03/02/2025 của Chính phủ"]),
    ("an act whose issuer stands in the next paragraph",
     "- Thực hiện Chỉ thị số 11-CT/TU ngày 04/01/2026\ncủa Ban Thường vụ Tỉnh ủy về chuyển đổi số.",
     ["Chỉ thị số 11-CT/TU ngày 04/01/2026 của Ban Thường vụ Tỉnh ủy về chuyển đổi số"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHICH, ids=[case[0] for case in WHICH])
def test_which_acts(why: str, text: str, expected: list[str]) -> None:
    found = [" ".join(item.evidence.quote.split()) for item in plan_of(HEAD + text).citations]
    assert found == expected


FIGURES = [
    ("a total that is raised", "- Cấp phép mới 02 mỏ, nâng tổng số mỏ được cấp phép lên 45.", [("=", 45.0, "mỏ")]),
    ("a bound behind its label", "- Tỷ lệ hồ sơ trực tuyến: trên 80%.", [(">", 80.0, "%")]),
    ("places for work", "- Phấn đấu có ít nhất 03 khu công nghiệp được kiểm tra.", [(">=", 3.0, "khu công nghiệp")]),
    ("what nobody shall fall into", "- Không để học sinh mắc vào tệ nạn.", [("=", 0.0, "tệ nạn")]),
]


@pytest.mark.parametrize(("why", "text", "expected"), FIGURES, ids=[case[0] for case in FIGURES])
def test_what_is_to_be_reached(why: str, text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(item.comparator, item.value, item.unit) for item in plan_of(HEAD + text).targets] == expected


TIMES = [
    ("how many a month, no February", "- Mỗi tháng 02 chuyên mục.", [("recurring", ("tháng",), "Mỗi tháng")]),
    ("a day of the next year", "- Báo cáo trước ngày 31/01 năm liền kề.",
     [("recurring", ("năm",), "trước ngày 31/01 năm liền kề")]),
    ("the same in words", "- Báo cáo trước ngày 15 tháng 01 của năm kế tiếp.",
     [("recurring", ("năm",), "trước ngày 15 tháng 01 của năm kế tiếp")]),
    ("a mark that a recognition changed", "- Trả lời trong 05 ngày, kế từ ngày nhận đơn.",
     [("offset", (), "trong 05 ngày, kế từ ngày nhận đơn")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), TIMES, ids=[case[0] for case in TIMES])
def test_by_when(why: str, text: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    found = plan_of(HEAD + text).deadlines
    assert [(item.kind, tuple(item.frequency), item.evidence.quote) for item in found] == expected


def test_a_stop_behind_a_mark_is_part_of_it() -> None:
    plan = plan_of(HEAD + "1). Mục đích\na/. Nâng cao chất lượng.\nb/. Giảm thời gian.\n2). Yêu cầu\nBảo đảm tiến độ.")
    assert [section.id for section in plan.sections if section.id.startswith("I.")] == ["I.1", "I.1.a", "I.1.b", "I.2"]


def test_a_form_of_address_ends_no_heading() -> None:
    plan = plan_of(HEAD + "1. Ông. Nguyễn Văn An - Trưởng đoàn: phụ trách chung.\n2. Bà. Trần Thị Bình - Thư ký.")
    assert [section.id for section in plan.sections if section.id.startswith("I.")] == ["I.1", "I.2"]


def test_the_symbol_of_what_set_up_the_issuer_is_not_the_plans() -> None:
    head = (
        "UBND TỈNH AN HÒA\nĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 12/QĐ-SNV\nSố: 34/KH-ĐKT\n\nKẾ HOẠCH\nKiểm tra năm 2026\n"
    )
    symbol = plan_of(head + "\nI. MỤC ĐÍCH\nKiểm tra công vụ.").header.symbol
    assert symbol is not None and symbol.value == "34/KH-ĐKT"
