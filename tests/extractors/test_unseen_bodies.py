"""What plans of the Fatherland Front, of elections and of schools write and no sample does: hours, conditions, classes.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from tests.extractors.test_assignments import told
from tests.extractors.test_unseen_office import HEAD
from tests.extractors.test_unseen_wording import plan_of

WHO = [
    ("who joins what others hold",
     "1. Công an xã\n- Tham gia các đoàn kiểm tra do Ủy ban MTTQ xã chủ trì.", [("coordinate", ("CONG_AN",))]),
    ("what those who join do is who they are",
     "- Đơn vị phối hợp: Các đoàn thể, chuyên viên tham mưu, giúp việc của Ủy ban MTTQ xã.",
     [("coordinate", ("DOAN_THE", "CC_CHUYEN_MON"))]),
    ("a share of people acts not",
     "1. Công an xã\n- Chủ trì tuyên truyền; 70% hộ dân được cấp mã định danh.", [("lead", ("CONG_AN",))]),
    ("the standing committee of the Front, whole",
     "- Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam hướng dẫn.", [("execute", ("MTTQ",))]),
    ("bodies of an election", "- Ủy ban Bầu cử xã niêm yết danh sách cử tri.", [("execute", ("Ủy ban Bầu cử xã",))]),
    ("those who invest", "1. Công an xã\n- Doanh nghiệp, nhà cung cấp dịch vụ, nhà đầu tư bảo đảm kinh phí.",
     [("execute", ("Doanh nghiệp", "nhà cung cấp dịch vụ", "nhà đầu tư"))]),
    ("two who lead, and whom they work with",
     "- Đồng chủ trì: Phòng Kinh tế, Công an xã.\n- Phối hợp với: Đoàn Thanh niên.",
     [("lead", ("P_KT", "CONG_AN")), ("coordinate", ("DOAN_THE",))]),
    ("work shared out under a heading",
     "II. PHÂN CÔNG TRÁCH NHIỆM\n1. Tài chính công: Công chức Tài chính - Kế toán.\n2. Tuyên truyền: giao Công an xã.",
     [("lead", ("TC_KT",)), ("lead", ("CONG_AN",))]),
    ("who carries it out, behind", "- Việc kiểm tra do Công an xã tiến hành.", [("execute", ("CONG_AN",))]),
    ("who acts under whose direction",
     "- Dưới sự chỉ đạo của Chủ tịch UBND xã, Công an xã tuần tra các thôn.", [("execute", ("CONG_AN",))]),
    ("as a recognition reads it", "- Công an xã chù trì, phối họp với Đoàn Thanh niên tuần tra.",
     [("lead coordinate", ("CONG_AN", "DOAN_THE"))]),
    ("members of the Front", "- Các tổ chức thành viên của MTTQ xã rà soát danh sách.", [("execute", ("DOAN_THE",))]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHO, ids=[case[0] for case in WHO])
def test_who(why: str, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text) == expected


FIGURES = [
    ("of which villages something is said",
     "- Đối với thôn có từ 100 cử tri trở lên: phải có ít nhất 55 cử tri dự họp.", [(">=", 55.0, "cử tri")]),
    ("what is not reached", "- Trường hợp không đạt tín nhiệm của trên 50% cử tri thì báo cáo rõ.", []),
    ("a place among the first", "- Phấn đấu thuộc top 03 vùng Đồng bằng sông Cửu Long.", [("<=", 3.0, "vị trí")]),
    ("classes of pupils, the last of which none may be", "- Học tập: Tốt 36%; Đạt 18,3% (97 HS); Chưa đạt dưới 0,94%.",
     [("=", 36.0, "%"), ("=", 18.3, "%"), ("<", 0.94, "%")]),
    ("how many there are", "1. Chỉ tiêu\n- Khối 10 (203 học sinh):\n+ Danh hiệu: 35 học sinh xuất sắc.", [("=", 35.0, "học sinh")]),
    ("the share that a count is", "- Phấn đấu 185/185 học sinh tốt nghiệp (tỉ lệ 100%).", [("=", 185.0, "học sinh")]),
    ("what is told in brackets behind the year compared with",
     "1. Mục tiêu\n- Điểm Chỉ số hài lòng tăng tối thiểu 5 điểm so với năm 2025 (82,15 điểm).",
     [(">=", 5.0, "điểm")]),
    ("all points there are", "- Phấn đấu đạt điểm tối đa 02 điểm.", [("=", 2.0, "điểm")]),
    ("a sentence about an earlier year goes on",
     "- Năm 2025, xã đạt 86,5 điểm, xếp thứ 8/17; tỷ lệ đúng hạn đạt 97,2%.", []),
    ("hours of a day", "- Bỏ phiếu từ 7 giờ 00 đến 19 giờ 00 ngày 15/3/2026.", []),
    ("a share of the plan that the competent authority gives",
     "- Phấn đấu giải ngân trên 90% kế hoạch được cấp có thẩm quyền giao.", [(">", 90.0, "% kế hoạch")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), FIGURES, ids=[case[0] for case in FIGURES])
def test_what_is_to_be_reached(why: str, text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(item.comparator, item.value, item.unit) for item in plan_of(HEAD + text).targets] == expected


TIMES = [
    ("a range that ends at an hour", "- Thời gian: từ ngày 17/12/2026 đến 17 giờ 00, ngày 20/12/2026.",
     [("range", "2026-12-20", "từ ngày 17/12/2026 đến 17 giờ 00, ngày 20/12/2026")]),
    ("as a recognition reads it", "- Hoàn thành trước ngày 30 thảng 9 nãm 2026.",
     [("date", "2026-09-30", "trước ngày 30 thảng 9 nãm 2026")]),
    ("every day as a recognition reads it", "- Công chức văn hóa báo cáo UBND xã hăng ngày.", [("recurring", None, "hăng ngày")]),
    ("an aim as a recognition reads it", "1. Trong giai đoạn 2026 - 2030 phấn dấu có ít nhất 10% số bến được sửa.",
     [("range", "2030", "Trong giai đoạn 2026 - 2030")]),
    ("what a recognition makes of a vision", "- Rà soát đồ án bến thủy đến năm 2030, tâm nhìn đến năm 2045.",
     [("date", "2030-12-31", "đến năm 2030")]),
    ("days of one month", "- Kiểm tra từ ngày 10 đến ngày 20/4/2026.",
     [("range", "2026-04-20", "từ ngày 10 đến ngày 20/4/2026")]),
    ("a school year mentioned moves no date of a commune",
     "- Báo cáo trước ngày 10/6.\n- Tuyên truyền ở trường trong năm học 2026 - 2027.",
     [("date", "2026-06-10", "trước ngày 10/6"), ("period", None, "trong năm học 2026 - 2027")]),
    ("by when something is to be issued", "- Thời hạn ban hành: trước ngày 31 tháng 12 năm 2026.",
     [("date", "2026-12-31", "trước ngày 31 tháng 12 năm 2026")]),
    ("from the day of issue on", "- Thời gian thực hiện: Từ khi ban hành đến hết năm 2030.",
     [("range", "2030-12-31", "Từ khi ban hành đến hết năm 2030")]),
    ("the time behind the colon of a heading", "1.1. Đợt 1: Trong tháng 11/2026\n- Tuyên truyền về bầu cử.",
     [("period", "2026-11-30", "Trong tháng 11/2026")]),
    ("the year there only groups", "1.1. Đợt 1: Năm 2026\n- Tuyên truyền về bầu cử.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), TIMES, ids=[case[0] for case in TIMES])
def test_by_when(why: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, one.date, one.evidence.quote) for one in plan_of(HEAD + text).deadlines] == expected


def test_bounds_and_provisions_as_a_recognition_reads_them() -> None:
    plan = plan_of(
        f"{HEAD}- Kiểm tra tối thiếu 30% số phòng theo Mục 5, Phân VI Hướng dẫn số 13/HD-MTTQ-BTT ngày 17/11/2025 của "
        "Ban Thường trục Ủy ban MTTQ Việt Nam tỉnh."
    )
    assert [(one.comparator, one.value) for one in plan.targets] == [(">=", 30)]
    assert plan.citations[0].provision == "Mục 5, Phân VI"
    assert plan.citations[0].evidence.quote.endswith("Ban Thường trục Ủy ban MTTQ Việt Nam tỉnh")
