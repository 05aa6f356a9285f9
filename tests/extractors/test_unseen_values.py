"""Values of what plans tell: comparator and unit, who and in which role, by when, which act.

Written as officials write; all sentences, names and numbers are invented, what each says was noted before the program
read it. The first word of each case tells why it stands here.
"""

import pytest

from extractors.assignments import assignments
from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.targets import targets
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
TITLE = "KẾ HOẠCH\nCải cách hành chính năm 2024\nI. MỤC ĐÍCH\nTạo chuyển biến trong công tác cải cách hành chính.\n"
TASKS = TITLE + "II. NHIỆM VỤ, GIẢI PHÁP\n1. Công tác chỉ đạo, điều hành\n"
AIMS = TITLE + "II. MỤC TIÊU\n"
ORGANISED = TITLE + "II. TỔ CHỨC THỰC HIỆN\n"
COMMUNE = "ỦY BAN NHÂN DÂN\nXÃ LONG SƠN\nSố: 18/KH-UBND\nLong Sơn, ngày 15 tháng 01 năm 2026\n"
TAIL = "\nIII. KINH PHÍ\nTheo quy định hiện hành.\n"


def reading_of(head: str, sentence: str) -> Reading:
    text = f"{head}- {sentence}{TAIL}"
    return read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


Figures = list[tuple[str, float | None, str | None]]

FIGURES: list[tuple[str, str, str, Figures]] = [
    ("both ends in words", AIMS, "Trên, bằng 98% hồ sơ công việc được xử lý trên môi trường mạng.", [(">=", 98, "%")]),
    ("reached or more", AIMS, "Phấn đấu đạt và vượt 90% hồ sơ tiếp nhận trực tuyến.", [(">=", 90, "%")]),
    ("equal or less", AIMS, "Hồ sơ trễ hạn nhỏ hơn hoặc bằng 2%.", [("<=", 2, "%")]),
    ("a counted noun before the bound", AIMS, "95% công chức cấp xã trở lên đạt chuẩn.", [(">=", 95, "%")]),
    ("from, without a bound", AIMS, "Phấn đấu có từ 02 mô hình về CCHC được nhân rộng.", [(">=", 2, "mô hình")]),
    ("what it was before", AIMS, "Rút ngắn thời gian giải quyết từ 30 ngày xuống còn 20 ngày.", [("=", 20, "ngày")]),
    ("what it was before, without a verb", AIMS, "Giảm số phòng chuyên môn từ 08 phòng còn 06 phòng.", [("=", 6, "phòng")]),
    ("what it was before, of thousands", AIMS, "Tỷ suất giảm từ 23 ca/1.000 người xuống 18 ca/1.000 người.", [("=", 18, "ca/1.000 người")]),
    ("how long before an event", TASKS, "Gửi hồ sơ thẩm định trước ngày họp ít nhất 20 ngày.", []),
    ("which cases are meant", TASKS, "Không xét thi đua đối với người đứng đầu đơn vị có hồ sơ trễ hạn trên 1%.", []),
    ("a formula", AIMS, "Cách tính: tỷ lệ = b/a * 100%.", []),
    ("nobody is to offend", AIMS, "Không để công chức vi phạm kỷ luật lao động.", [("=", 0, "công chức")]),
    ("a certificate tells no past", AIMS, "Lao động qua đào tạo có chứng chỉ đạt 30%.", [("=", 30, "%")]),
    ("the year of a comparison", AIMS, "Điểm năm 2024 cao hơn năm 2023 ít nhất 02 điểm.", [(">=", 2, "điểm")]),
    ("a hundred in words", AIMS, "Văn bản có ký số đạt một trăm phần trăm (100%).", [("=", 100, "%")]),
    ("a place among so many", AIMS, "Phấn đấu Chỉ số CCHC năm 2024 xếp thứ 10/17 xã, thị trấn trở lên.", [("<=", 10, "vị trí")]),
    ("how often at most, of a share", AIMS, "Trên 99% hồ sơ không phải bổ sung quá 01 lần.", [(">", 99, "%")]),
    ("nothing of a kind, in a second list", AIMS, "Về hồ sơ:\n+ Không có hồ sơ trễ hạn; bảo đảm chất lượng.", [("=", 0, "hồ sơ")]),
    ("members of a team", AIMS, "Mỗi thôn có tổ công nghệ số với từ 5 thành viên trở lên.", [(">=", 5, "thành viên")]),
    ("by the field", TASKS, "Mỗi lần kiểm tra không ít hơn 10 hồ sơ/lĩnh vực.", [(">=", 10, "hồ sơ/lĩnh vực")]),
    ("places at a desk", TASKS, "Bố trí tối thiểu 05 quầy giao dịch tại trụ sở.", [(">=", 5, "quầy")]),
    ("minutes a time", TASKS, "Phát thanh từ 10 - 15 phút/lần.", [(">=", 10, "phút/lần")]),
    ("a list of deliveries", TASKS, "Phát hành 500 tờ rơi, 10 băng rôn về dịch vụ công.", [("=", 500, "tờ rơi"), ("=", 10, "băng rôn")]),
    ("its last behind và", TASKS, "Tổ chức 02 hội nghị đối thoại và 04 lớp tập huấn.", [("=", 2, "hội nghị"), ("=", 4, "lớp")]),
    ("people put somewhere", TASKS, "Bố trí 100% cán bộ có trình độ đại học tại Bộ phận Một cửa.", [("=", 100, "%")]),
    ("a share of money stays none", TASKS, "Bố trí 30% kinh phí từ nguồn xã hội hóa.", []),
    ("asked of others", ORGANISED, "Đề nghị Phòng Nội vụ huyện bố trí thêm 01 biên chế cho xã.", []),
    ("points lost", AIMS, "Khắc phục tiêu chí 3.1.2 (mất 0,5 điểm) còn tồn tại.", []),
    ("what a survey told", TASKS, "Theo kết quả khảo sát, 12% người dân chưa hài lòng.", []),
    ("a slogan of nots", TASKS, "Đạt 3 không: không phiền hà, không chờ đợi, không giấy tờ.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "sentence", "expected"), FIGURES)
def test_figures(why: str, head: str, sentence: str, expected: Figures) -> None:
    found = targets(reading_of(head, sentence))
    assert [(one.comparator.value, one.value, one.unit) for one in found] == expected, why


Told = list[tuple[set[str], tuple[str | None, ...]]]

WHO: list[tuple[str, str, str, Told]] = [
    ("a list of desks", ORGANISED, "Địa chính - Xây dựng, Tài chính - Kế toán: theo chức năng tổ chức thực hiện Kế hoạch.",
     [({"execute"}, ("DC_XD", "TC_KT"))]),
    ("an agency answers for what it alone is told", ORGANISED, "Chi cục Thuế khu vực lập danh sách hộ kinh doanh.",
     [({"lead", "execute"}, (None,))]),
    ("a desk of the commune", ORGANISED, "Tư pháp xã rà soát các thủ tục hành chính.", [({"execute"}, ("TP_HT",))]),
    ("a desk's room", ORGANISED, "Bộ phận Văn phòng - Thống kê rà soát văn bản.", [({"execute"}, ("VP_TK",))]),
    ("a desk in capitals", ORGANISED, "TC-KT lập dự toán kinh phí.", [({"execute"}, ("TC_KT",))]),
    ("its name in quotes", ORGANISED, "Bộ phận “Một cửa” tiếp nhận hồ sơ đúng quy định.", [({"execute"}, ("BP_MOT_CUA",))]),
    ("heads of rooms and units", ORGANISED, "Thủ trưởng các phòng, ban, đơn vị tổ chức thực hiện Kế hoạch.",
     [({"lead", "execute"}, ("NGUOI_DUNG_DAU",))]),
    ("persons told among bodies", ORGANISED, "Các cơ quan, đơn vị, cá nhân tổ chức thực hiện Kế hoạch này.",
     [({"execute"}, ("CO_QUAN_DON_VI",))]),
    ("who joins in a bracket", TASKS, "Lập lịch kiểm tra (Văn phòng - Thống kê chủ trì, Tư pháp - Hộ tịch phối hợp).",
     [({"lead", "execute"}, ("VP_TK",)), ({"coordinate"}, ("TP_HT",))]),
    ("behind a bracket with a name", TASKS, "Văn phòng - Thống kê (đ/c Lê Văn Tám) chủ trì, Công an xã phối hợp.",
     [({"lead"}, ("VP_TK",)), ({"coordinate"}, ("CONG_AN",))]),
    ("given in mid-sentence", TASKS, "Hồ sơ đất đai giao công chức Địa chính xử lý trong ngày.", [({"execute"}, ("DC_XD",))]),
    ("by when alone is no task", TASKS, "Giao Phòng Tư pháp phối hợp với Công an xã rà soát; xong trong quý II/2024.",
     [({"coordinate", "execute"}, (None,))]),
    ("what was given is no order", TASKS, "Công khai tiến độ các nhiệm vụ giao công chức chuyên môn xử lý trong năm.", []),
    ("collected by", TASKS, "Kết quả thực hiện được Văn phòng - Thống kê tổng hợp.", [({"execute", "report"}, ("VP_TK",))]),
    ("in short for an official", TASKS, "Đ/c Phạm Văn Tú - CC Văn phòng - Thống kê: tổng hợp, báo cáo.", [({"report"}, ("VP_TK",))]),
    ("a website publishes what others write", TASKS, "Trang thông tin điện tử xã đăng tin, bài về CCHC.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "sentence", "expected"), WHO)
def test_who_and_in_which_role(why: str, head: str, sentence: str, expected: Told) -> None:
    found = [one for one in assignments(reading_of(head, sentence)) if one.evidence.start >= len(head)]
    assert [({role.value for role in one.roles}, tuple(p.code for p in one.parties)) for one in found] == expected, why


HEADS_AND_ROOMS = [
    ("heads of rooms", "Trưởng các phòng chuyên môn rà soát quy trình.", "NGUOI_DUNG_DAU"),
    ("agencies of the commune", "Các cơ quan chuyên môn thuộc UBND xã rà soát quy trình.", "BO_PHAN_CM"),
    ("rooms and boards", "Các phòng, ban rà soát quy trình.", "CO_QUAN_DON_VI"),
    ("those of the district stay", "Các phòng, ban chuyên môn thuộc huyện rà soát quy trình.", "CQ_CHUYEN_MON_HUYEN"),
    ("the commune's office", "Văn phòng UBND rà soát quy trình.", "VP_TK"),
]


@pytest.mark.parametrize(("why", "sentence", "code"), HEADS_AND_ROOMS)
def test_a_commune_has_no_agencies_of_a_district(why: str, sentence: str, code: str) -> None:
    found = assignments(reading_of(COMMUNE + ORGANISED, sentence))
    assert [party.code for one in found for party in one.parties] == [code], why


Due = list[tuple[str, str | None, str | None]]

WHEN: list[tuple[str, str, Due]] = [
    ("days of one month", "Tổ chức kiểm tra các thôn từ 12-14/6/2024.", [("range", "2024-06-12", "2024-06-14")]),
    ("alone in a bracket", "Kiểm tra tại 03 thôn (12-14/6/2024).", [("range", "2024-06-12", "2024-06-14")]),
    ("a list of days", "Tập huấn các ngày 12, 13 và 14/6 tại hội trường.", [("range", "2024-06-12", "2024-06-14")]),
    ("before what others send", "Gửi báo cáo trước kỳ báo cáo của huyện 05 ngày.", [("offset", None, None)]),
    ("a number in words", "Sáu tháng đầu năm tổ chức sơ kết.", [("period", "2024-01-01", "2024-06-30")]),
    ("an occasion", "Bình xét thi đua vào dịp cuối năm.", [("period", "2024-01-01", "2024-12-31")]),
    ("a quarter opens", "Quý 3/2024 tiến hành kiểm tra.", [("period", "2024-07-01", "2024-09-30")]),
    ("years open", "Giai đoạn 2024 - 2025 tiếp tục sắp xếp các thôn.", [("range", "2024", "2025")]),
    ("the rhythm first", "Báo cáo hằng tháng trước ngày 15 về UBND xã.", [("recurring", None, None)]),
    ("its last day", "Chốt sổ theo dõi vào ngày làm việc cuối cùng của tháng.", [("recurring", None, None)]),
    ("which report, then its day", "Quý I: trước ngày 10/3.", [("date", None, None)]),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), WHEN)
def test_when(why: str, sentence: str, expected: Due) -> None:
    found = deadlines(reading_of(TASKS, sentence))
    assert [(one.kind.value, one.start, one.end) for one in found] == expected, why


ACTS = [
    ("the same day", "Theo Nghị định số 108/2020/NĐ-CP cùng ngày 14/9/2020.", [("108/2020/NĐ-CP", "2020-09-14")]),
    ("the issuer behind a dot", "Theo Quyết định số 45/QĐ.UBND ngày 05/01/2024.", [("45/QĐ-UBND", "2024-01-05")]),
    ("a desk behind a dot", "Theo Công văn số 45/UBND.HC ngày 05/01/2024.", [("45/UBND.HC", "2024-01-05")]),
    ("a short name cites nothing",
     "Theo Quyết định số 22/QĐ-UBND ngày 05/01/2024 (sau đây gọi tắt là Quyết định số 22).", [("22/QĐ-UBND", "2024-01-05")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sentence", "expected"), ACTS)
def test_which_act(why: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    found = citations(reading_of(TASKS, sentence))
    assert [(one.symbol, one.date) for one in found] == expected, why
