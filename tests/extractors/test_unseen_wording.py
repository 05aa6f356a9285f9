"""What plans write and no sample does, fourth collection: spellings, headings below headings, lists of who gets what.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.pipeline import extract
from schema.document import Document, Grade, Source
from schema.plan import Plan

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\n"
ORGANISED = HEAD + "II. TỔ CHỨC THỰC HIỆN\n"
AIMED = HEAD + "II. MỤC TIÊU CỤ THỂ\n"


def plan_of(text: str) -> Plan:
    return extract(Document(source=SOURCE, text=text + "\n", blocks=(), grade=Grade.GOOD))


WHO = [
    ("bodies behind the colon of a request",
     "6. Đề nghị: Hội Nông dân xã, Hội Phụ nữ xã\na) Tuyên truyền đến hội viên.\nb) Tổ chức lớp tập huấn.",
     [("Hội Nông dân xã", "Hội Phụ nữ xã"), ("Hội Nông dân xã", "Hội Phụ nữ xã")]),
    ("how many of them are rewarded is no task",
     "- Đoàn kiểm tra của xã: Mỗi đoàn xét chọn 01 cá nhân.\n- Tổ giúp việc: không quá 05 cá nhân.", []),
    ("what those have done who are rewarded is no task",
     "- Các cơ quan, đơn vị được phân công tham gia, đạt các tiêu chuẩn sau:\n+ Hoàn thành xuất sắc nhiệm vụ được giao.\n"
     "+ Tham mưu ban hành văn bản kịp thời.", []),
    ("what goes to several bodies is not done by the last of them",
     "- Lập danh sách để báo cáo Ban Chỉ đạo huyện, Phòng Nội vụ và các phòng chủ trì, quản lý dự án.", []),
    ("how far bodies are concerned names no further body",
     "- Cơ quan thực hiện: Các phòng có liên quan theo chức năng, nhiệm vụ được giao.", [("Các phòng có liên quan",)]),
    ("a board whose name joins two kinds of places",
     "- Đề nghị Ban Quản lý các khu công nghệ cao và khu công nghiệp phối hợp tuyên truyền.",
     [("Ban Quản lý các khu công nghệ cao và khu công nghiệp",)]),
    ("within whose duties it lies names no body",
     "- Cơ quan thực hiện: Phòng Nội vụ, các phòng trong phạm vi chức năng, nhiệm vụ của mình.",
     [("Phòng Nội vụ", "các phòng")]),
    ("a case is no school", "1. Trường hợp chậm trễ không gửi dữ liệu phải giải trình.", []),
    ("who is told in brackets behind other bodies",
     "- Thành lập đoàn kiểm tra tại các phòng trực thuộc; UBND các xã, thị trấn (Giao Công an huyện tham mưu).",
     [("Công an huyện",)]),
    ("a heading below a body's heading names another, with its post",
     "1. Nhiệm vụ của thành viên Ban Chỉ đạo\n1.1. Phòng Nội vụ - Cơ quan thường trực Ban Chỉ đạo\n- Lập kế hoạch kiểm tra.\n"
     "1.2. Trách nhiệm của đối tượng kiểm kê\n- Chuẩn bị hồ sơ kiểm kê.", [("Phòng Nội vụ",), ("đối tượng kiểm kê",)]),
    ("with whom the tasks below are done",
     "1. Phòng Nội vụ\nChủ trì, phối hợp với các đơn vị liên quan thực hiện kế hoạch, cụ thể:\n- Chuẩn bị giấy mời.",
     [("Phòng Nội vụ", "các đơn vị liên quan"), ("Phòng Nội vụ",)]),
    ("those with whom a body leads, below a label of its own",
     "1. Công an tỉnh\na) Chủ trì, phối hợp\n- Phòng Tài chính và các phòng liên quan tham mưu bố trí ngân sách.\n"
     "- Phòng Nội vụ tham mưu quy định phân cấp.",
     [("Công an tỉnh", "Phòng Tài chính", "các phòng liên quan"), ("Công an tỉnh", "Phòng Nội vụ")]),
    ("a heading that lists the places of the bodies it names",
     "**2. Ủy ban nhân dân các xã: Gia Lộc, An Hòa, Gò Dầu**\n- Xây dựng kế hoạch của địa phương.",
     [("Ủy ban nhân dân các xã: Gia Lộc, An Hòa, Gò Dầu",)]),
    ("a request behind what is beyond somebody's power",
     "Trong quá trình thực hiện, nếu có vướng mắc vượt thẩm quyền, đề nghị các cơ quan phản ánh về Phòng Nội vụ để tổng hợp.",
     [("các cơ quan",)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "parties"), WHO, ids=[case[0] for case in WHO])
def test_who_is_told(why: str, text: str, parties: list[tuple[str, ...]]) -> None:
    found = [one for one in plan_of(ORGANISED + text).assignments if one.evidence.start >= len(ORGANISED)]
    assert [tuple(party.text for party in one.parties) for one in found] == parties


def test_who_collects_has_the_roles_of_what_it_does() -> None:
    text = "1. Các xã có văn bản gửi Phòng Tài chính tổng hợp, chủ trì, phối hợp với Phòng Nội vụ, báo cáo UBND huyện."
    collector = plan_of(ORGANISED + text).assignments[-1]
    assert [party.text for party in collector.parties] == ["Phòng Tài chính"]
    assert set(collector.roles) == {"lead", "coordinate", "report"}


WHEN = [
    ("the quarter in its other spelling, the year behind a dash", "- Thời gian: Quí IV-2025.", "Quí IV-2025", "2025-12-31"),
    ("a range whose first month has its own year",
     "- Phong trào được triển khai thực hiện từ tháng 10 năm 2025 đến hết tháng 3 năm 2026.",
     "từ tháng 10 năm 2025 đến hết tháng 3 năm 2026", "2026-03"),
    ("a day at the end of a yearly report",
     "- Các xã duy trì việc định kỳ hằng năm báo cáo kết quả về huyện chậm nhất ngày 17 tháng 12.",
     "chậm nhất ngày 17 tháng 12", None),
    ("a day in brackets behind what is done every year",
     "- Các phòng báo cáo kết quả thực hiện kế hoạch hằng năm (trước ngày 15 tháng 11) để tổng hợp.",
     "hằng năm (trước ngày 15 tháng 11)", None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "quote", "date"), WHEN, ids=[case[0] for case in WHEN])
def test_by_when(why: str, text: str, quote: str, date: str | None) -> None:
    assert (quote, date) in [(one.evidence.quote, one.date) for one in plan_of(ORGANISED + text).deadlines]


TARGETS = [
    ("a rate in its other spelling", "- Nâng tỉ lệ hồ sơ trực tuyến đạt 80%.", [(80, "%")]),
    ("a noun that no list holds, counted from below", "- Có ít nhất 03 bến xe đạt chuẩn.", [(3, "bến xe")]),
    ("places to be made", "- Hình thành ít nhất 02 vùng chuyên canh.", [(2, "vùng")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), TARGETS, ids=[case[0] for case in TARGETS])
def test_what_is_to_be_reached(why: str, text: str, expected: list[tuple[float, str]]) -> None:
    found = [one for one in plan_of(AIMED + text).targets if one.evidence.start >= len(AIMED)]
    assert [(one.value, one.unit) for one in found] == expected


def test_the_speed_of_growth_is_reached_no_change_by_so_much() -> None:
    found = plan_of(AIMED + "- Tốc độ tăng trưởng bình quân 5 - 6%/năm.\n- Doanh thu tăng 10%.").targets
    assert [one.comparator for one in found] == [">=", "increase"]


def test_a_repeated_number_alone_in_its_line_opens_a_section() -> None:
    text = HEAD + "II. LỘ TRÌNH\n1. Giai đoạn đầu\n- Rà soát.\nII.\nNHIỆM VỤ, GIẢI PHÁP\n- Tập huấn.\nIII. KINH PHÍ\n"
    assert [one.title for one in plan_of(text).sections if one.marker and one.level == 1] == [
        "MỤC ĐÍCH", "LỘ TRÌNH", "NHIỆM VỤ, GIẢI PHÁP", "KINH PHÍ",
    ]  # fmt: skip


BELOW = [
    ("of whom the items speak, told apart by what they have not done",
     "1. Đối với các trường chưa tham gia đánh giá ngoài.\na) Rà soát hồ sơ tự đánh giá.\n2. Kinh phí\n- Theo dự toán.",
     [("execute", "các trường")]),
    ("what is sent is listed, no task",
     "1. Các trường gửi hồ sơ về Phòng Giáo dục và Đào tạo gồm:\n- Công văn đăng ký đánh giá.\n- Báo cáo tự đánh giá (02 bản).",
     [("execute", "Các trường")]),
    ("names behind a colon are told nothing", "- Các trường tiểu học: Tân Lập, Thị trấn Đu, An Hòa", []),
    ("a term opens the sentence without a comma",
     "1. Trong năm học Phòng Nội vụ sẽ thành lập đoàn kiểm tra công tác tự đánh giá.", [("lead execute", "Phòng Nội vụ")]),
    ("times stand below a task", "1. Các xã thực hiện báo cáo về chuyển đổi số theo thời gian sau:\n- Quý I: trước ngày 15/3.",
     [("report", "Các xã")]),
    ("a state is no task", "1. Trường Mầm non Hoa Sen\nChưa đủ điều kiện", []),
    ("to finish a report is work on it", "1. Sở Tư pháp\n- Hoàn thiện báo cáo tự đánh giá của đơn vị.", [("lead execute", "Sở Tư pháp")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "told"), BELOW, ids=[case[0] for case in BELOW])
def test_what_stands_below(why: str, text: str, told: list[tuple[str, str]]) -> None:
    found = [one for one in plan_of(ORGANISED + text).assignments if one.evidence.start >= len(ORGANISED)]
    assert [(" ".join(one.roles), one.parties[0].text) for one in found] == told


def test_what_was_given_before_is_no_lead() -> None:
    told = plan_of(ORGANISED + "1. Phòng Nội vụ\n- Tổng hợp biểu mẫu theo dự án được phân công chủ trì, quản lý.")
    assert [one.roles for one in told.assignments] == [("report",)]


def test_a_month_with_how_many_opens_a_list() -> None:
    plan = plan_of(ORGANISED + "- Tháng 10 năm 2024 (06 đơn vị), gồm: Trường Mầm non Hoa Sen.")
    assert [(one.kind, one.date) for one in plan.deadlines] == [("period", "2024-10-31")]


def test_days_of_a_timetable() -> None:
    text = (
        "- Ngày 03/01/2024: Tập huấn cho Văn phòng.\n- Thứ Năm, ngày 04/01/2024: Khai mạc.\nNgày 05/01/2024 (thứ sáu)"
    )
    plan = plan_of(ORGANISED + text + "\nThời gian: 1/2 ngày.")
    assert [one.date for one in plan.deadlines] == ["2024-01-03", "2024-01-04", "2024-01-05"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Rà soát thủ tục; thời gian hoàn thành: 01 lần/tháng.", ("recurring", None)),
        ("Thời gian thực hiện: Theo yêu cầu.", ("relative", None)),
        ("Cuối quý IV/2024, công chức tổng hợp kết quả.", ("period", "2024-12-31")),
        ("Niêm yết thủ tục (đầu quý II/2024).", ("period", "2024-06-30")),
    ],
)
def test_times_behind_a_label_and_parts_of_a_quarter(written: str, told: tuple[str, str | None]) -> None:
    assert [(one.kind, one.date) for one in plan_of(f"{ORGANISED}- {written}").deadlines] == [told]


def test_the_dash_of_a_range_opens_no_line() -> None:
    plan = plan_of(AIMED + "- Tốc độ tăng bình quân 05\n- 06%/năm.\n- Khảo sát trong tháng 11\n- 12/2024 tại các xã.")
    assert [(one.comparator, one.value) for one in plan.targets] == [(">=", 5)]
    assert [(one.date, one.evidence.quote) for one in plan.deadlines] == [("2024-12-31", "trong tháng 11\n- 12/2024")]
    listed = plan_of(
        AIMED + "- Các chỉ tiêu của năm 2024\n- 100% hồ sơ được số hóa.\n- Rà soát trong quý 1\n- 90% hồ sơ đúng hạn."
    )
    assert [one.value for one in listed.targets] == [100, 90]


def test_a_blank_form_behind_the_plan_gives_nothing() -> None:
    form = (
        "PHỤ LỤC\nĐƠN ĐĂNG KÝ DỰ TUYỂN\nKính gửi: Ban Giám hiệu nhà trường.\nTôi tên là: ..............\n"
        "Sinh ngày: ........... tại ............\nBan Giám hiệu xác nhận trước ngày 15/8/2024.\n"
        "Ký và ghi rõ họ tên: ..............\nSố điện thoại: .............\n"
    )
    ending = "- Phòng Nội vụ theo dõi.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\n"
    plan = plan_of(ORGANISED + ending + form)
    filled = plan_of(ORGANISED + ending + form.replace(".....", ""))
    assert [len(one.assignments) + len(one.deadlines) for one in (plan, filled)] == [1, 3]


def test_the_years_of_a_school_year_are_no_amount() -> None:
    assert (
        plan_of(AIMED + "1. Báo cáo tự đánh giá năm học 2024-2025 gửi về Phòng chậm nhất ngày 31/5/2025.").targets == ()
    )
