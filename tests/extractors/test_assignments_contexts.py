"""The same words in different places of a plan: below aims, below "Tổ chức thực hiện", behind labels, in tables of members.

Every passage is invented. Parties are told by code, or by their words where the lexicon has no code.
"""

import pytest

from extractors.pipeline import extract
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
ORGANISES = "III. TỔ CHỨC THỰC HIỆN\n"
TASKS = "III. NHIỆM VỤ, GIẢI PHÁP\n1. Cải cách thủ tục\n"
AIMS = "III. MỤC TIÊU\n1. Mục tiêu cụ thể\n"
INSPECTION = "III. ĐỐI TƯỢNG, HÌNH THỨC, THỜI GIAN\n"

Told = list[tuple[str, tuple[str, ...]]]


def told(place: str, text: str, issuer: str = "ỦY BAN NHÂN DÂN\nXÃ VĂN SƠN") -> Told:
    """(roles, codes or words of the parties) of each assignment of ``text`` in ``place`` of a plan of ``issuer``."""
    head = f"{issuer}\nSố: 05/KH-UBND\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng.\n{place}"
    document = Document(source=SOURCE, text=f"{head}{text}\n", blocks=(), grade=Grade.GOOD)
    found = [item for item in extract(document).assignments if item.evidence.start >= len(head) - 1]
    return [("+".join(item.roles), tuple(party.code or party.text for party in item.parties)) for item in found]


CASES = [
    # (why, place, text, what is told)
    ("an aim names bodies and orders nothing", AIMS,
     "- Cán bộ, công chức xã giải quyết hồ sơ đúng hạn.\n- Trang thông tin điện tử xã đăng tối thiểu 10 tin mỗi tháng.", []),
    ("an order below an aim is one", AIMS, "- Yêu cầu các bộ phận chuyên môn rà soát hồ sơ.",
     [("execute", ("BO_PHAN_CM",))]),
    ("a title that goes on beyond the scope", INSPECTION,
     "1. Hình thức\n- Kiểm tra theo kế hoạch: Đoàn kiểm tra thông báo bằng văn bản cho đơn vị.\n"
     "- Kiểm tra đột xuất: không báo trước, do Tổ kiểm tra công vụ thực hiện.",
     [("execute+monitor", ("DOAN_KIEM_TRA",)), ("execute+monitor", ("DOAN_KIEM_TRA",))]),
    ("among the plan's tasks the next sentence is the plan's own", TASKS,
     "Chủ tịch UBND xã kiểm tra đột xuất giờ giấc làm việc; không có công chức vi phạm. Thực hiện Nghị định số 61/2018/NĐ-CP. "
     "Cử 03 công chức đi bồi dưỡng.",
     [("monitor", ("CHU_TICH_UBND",))]),
    ("a heading that takes a line to tell which of them", ORGANISES,
     "1. Sở Y tế\n- Rà soát văn bản.\n2. Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, giao thông, vận tải và tổ chức sự kiện "
     "trên địa bàn tỉnh\n- Ứng dụng nền tảng số.\n",
     [("lead+execute", ("Sở Y tế",)), ("execute", ("Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, giao thông, vận tải và "
                                               "tổ chức sự kiện trên địa bàn tỉnh",))]),
    ("a time that ends with an event tells nobody to act", ORGANISES,
     "1. Sở Tài chính\n- Tổng hợp số liệu.\nThời gian thực hiện: Từ tháng 11/2025 đến khi kết thúc tổng kiểm kê.\n",
     [("report", ("Sở Tài chính",))]),
    ("below 'Tổ chức thực hiện' it is the body's", ORGANISES,
     "1. Công chức Tư pháp - Hộ tịch rà soát văn bản. Cử người đi tập huấn.",
     [("execute", ("TP_HT",)), ("execute", ("TP_HT",))]),
    ("a report still is the body's", TASKS, "- Công chức Tư pháp - Hộ tịch rà soát văn bản. Định kỳ hằng quý báo cáo UBND xã.",
     [("execute", ("TP_HT",)), ("report", ("TP_HT",))]),
    ("a report with a rhythm of its own is a task of its own", ORGANISES,
     "1. Công an xã làm sạch dữ liệu dân cư, báo cáo tiến độ về Chủ tịch UBND xã vào thứ Sáu hằng tuần.",
     [("execute", ("CONG_AN",)), ("report", ("CONG_AN",))]),
    ("who collects and reports does one thing", ORGANISES, "1. Công an xã tổng hợp, báo cáo UBND xã hằng tuần.",
     [("report", ("CONG_AN",))]),
    ("a request is one request", ORGANISES,
     "1. Đề nghị UBMTTQ Việt Nam xã và các đoàn thể: giám sát việc thực hiện; vận động hội viên nộp hồ sơ trực tuyến.",
     [("execute+monitor", ("MTTQ", "DOAN_THE"))]),
    ("how things shall turn out is no task of its own", ORGANISES,
     "1. Phòng Kinh tế theo dõi tiến độ; bảo đảm 100% báo cáo gửi đúng hạn.", [("monitor", ("P_KT",))]),
    ("an amount to be reached", TASKS, "- Mỗi thôn có ít nhất 01 tổ; các đơn vị sự nghiệp giảm bình quân 10% biên chế.", []),
    ("what was, before a label that looks ahead", TASKS,
     "- Tồn tại: công chức Tư pháp - Hộ tịch giải quyết chậm 12 hồ sơ. Khắc phục: Văn phòng - Thống kê lập sổ theo dõi.",
     [("execute", ("VP_TK",))]),
    ("figures below a body", ORGANISES, "1. Kế toán\n- Lập dự toán kinh phí.\nSố liệu lấy đến hết ngày 30/11.",
     [("execute", ("TC_KT",))]),
    ("a post behind which the body goes on", ORGANISES,
     "1. Phòng Nội vụ\n- Cơ quan thường trực, giúp UBND huyện theo dõi, đôn đốc việc thực hiện.",
     [("lead+execute+monitor", ("PHONG_NOI_VU",))]),
    ("members of a board are told nothing", ORGANISES,
     "1. Ban Chỉ đạo\n- Ông Trần Văn An - Giáo viên - Thư ký.\n- Bà Lê Thị Ba - Nhân viên Văn thư - Ủy viên.", []),
    ("names alone behind a colon", TASKS, "- Đơn vị được kiểm tra: UBND xã Đông Lĩnh, UBND xã Đại An.", []),
    ("the owner of the act cited is no list", TASKS,
     "- Thực hiện Nghị định số 43/2006/NĐ-CP ngày 25/4/2006 của Chính phủ; Sở Tài chính tổ chức thực hiện.",
     [("lead+execute", ("Sở Tài chính",))]),
    # Roles
    ("a single body to which a task is given leads", TASKS, "- Giao Phòng Tư pháp tham mưu kế hoạch rà soát văn bản.",
     [("lead+execute", ("Phòng Tư pháp",))]),
    ("a kind of bodies leads nothing", TASKS, "- Giao các bộ phận chuyên môn thực hiện đúng thời hạn.",
     [("execute", ("BO_PHAN_CM",))]),
    ("who answers for a task leads it", ORGANISES, "1. Công an xã chịu trách nhiệm làm sạch dữ liệu dân cư.",
     [("lead+execute", ("CONG_AN",))]),
    ("who does it with others does it", TASKS, "- Công an xã phối hợp với Đoàn Thanh niên hướng dẫn người dân.",
     [("coordinate+execute", ("CONG_AN",))]),
    ("who only joins in", TASKS, "- Công an xã phối hợp tuyên truyền.", [("coordinate", ("CONG_AN",))]),
    ("when it is done stands before the report", ORGANISES, "1. UBND các xã\n- Định kỳ báo cáo kết quả về UBND huyện.",
     [("report", ("UBND các xã",))]),
    ("a slogan between the body and its verb", TASKS,
     '- Tổ công nghệ số cộng đồng "đi từng ngõ, gõ từng nhà" hướng dẫn người dân.',
     [("execute", ("Tổ công nghệ số cộng đồng",))]),
    # Labels
    ("roles in brackets behind the names", TASKS,
     "- Người thực hiện: Công chức Tư pháp - Hộ tịch (chủ trì); Trưởng các thôn phối hợp.",
     [("lead", ("TP_HT",)), ("coordinate", ("TRUONG_THON",))]),
    ("one joins in with the one of the label", TASKS, "- Phụ trách: Công an xã, Đoàn Thanh niên phối hợp.",
     [("lead", ("CONG_AN",)), ("coordinate", ("DOAN_THE",))]),
    ("a label behind a comma", TASKS, "- Giao Phòng Kinh tế chủ trì, phối hợp: Phòng VH-XH, Công an xã.",
     [("lead", ("P_KT",)), ("coordinate", ("P_VHXH", "CONG_AN"))]),
    ("the time beside the bodies", TASKS,
     "Phân công thực hiện:\n- Phòng Kinh tế.\n- Thời gian hoàn thành: Quý II/2026.", [("execute", ("P_KT",))]),
    # Parties
    ("the room of its head", ORGANISES,
     "1. Phân công:\n+ đ/c Nguyễn Văn Hùng, Trưởng phòng Kinh tế: phụ trách tài chính công;\n"
     "+ đ/c Lê Thị Mai, Trưởng phòng VH-XH: phụ trách tuyên truyền.",
     [("lead+execute", ("P_KT",)), ("lead+execute", ("P_VHXH",))]),
    ("the office of its chief, named before", ORGANISES,
     "1. Văn phòng HĐND và UBND xã lập dự toán.\n2. Đ/c Lò Văn An, Chánh Văn phòng: theo dõi chung.",
     [("execute", ("VP_HDND_UBND",)), ("monitor", ("VP_HDND_UBND",))]),
    ("rooms that share their head", ORGANISES,
     "1. Các phòng: Kinh tế; Văn hóa - Xã hội; Trung tâm Phục vụ hành chính công\n- Xây dựng kế hoạch của đơn vị.",
     [("execute", ("P_KT", "P_VHXH", "BP_MOT_CUA"))]),
    ("an office in two letters", TASKS, "- Người phụ trách: đ/c Hà - HT.", [("lead", ("NGUOI_DUNG_DAU",))]),
    ("a desk to which a task is given", ORGANISES, "1. Giao Tài chính - Kế toán: Cân đối, bố trí kinh phí.",
     [("execute", ("TC_KT",))]),
]  # fmt: skip


@pytest.mark.parametrize(("place", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_told_what_where(place: str, text: str, expected: Told) -> None:
    assert told(place, text) == expected


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("UBND TỈNH PHÚ THỌ\nUBND HUYỆN THANH BA", "CQ_CHUYEN_MON_HUYEN"),
        ("UBND TỈNH SƠN LA\nUBND XÃ MƯỜNG BÚ", "BO_PHAN_CM"),
        ("UBND TỈNH LÀO CAI\nSỞ NỘI VỤ", "BO_PHAN_CM"),
    ],
)
def test_the_rooms_of_a_district_are_its_agencies(issuer: str, code: str) -> None:
    assert told(ORGANISES, "1. Các phòng chuyên môn rà soát thủ tục hành chính.", issuer) == [("execute", (code,))]
