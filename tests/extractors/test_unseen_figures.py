"""Figures, times and rows that the genre writes and no sample does; what each case proves stands beside it.

All sentences are invented; what is to be found in them was written down before the program read them.
"""

import pytest

from extractors.deadlines import deadlines
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.targets import targets
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2023\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích: Nâng cao hiệu quả.\n"
TASKS = f"{HEAD}II. NHIỆM VỤ\n1. Cải cách thủ tục hành chính\n"
AIMS = f"{HEAD}II. MỤC TIÊU\n1. Mục tiêu cụ thể\n"


def reading_of(text: str) -> Reading:
    return read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


Told = list[tuple[str, float, str | None]]


def told(head: str, sentence: str) -> Told:
    found = targets(reading_of(f"{head}- {sentence}\nIII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng theo dõi.\n"))
    return [(one.comparator.value, one.value or 0.0, one.unit) for one in found]


CHANGES: list[tuple[str, str, Told]] = [
    ("the bound of a change", "Giảm ít nhất 2% biên chế công chức mỗi năm.", [(">=", 2, "%")]),
    ("a measure before the verb", "Số lượng đơn vị sự nghiệp giảm tối thiểu 10% so với năm 2021.", [(">=", 10, "%")]),
    ("the object between, with a range", "Phấn đấu giảm số vụ vi phạm về đất đai từ 10 đến 15%.", [("decrease", 10, "%")]),
    ("the object between, with a bound", "Cắt giảm thời gian giải quyết tối thiểu 30% so với quy định.", [(">=", 30, "%")]),
    ("to what, not by how much", "Tỷ lệ hộ nghèo giảm còn 3,2%.", [("=", 3.2, "%")]),
    ("growth that is reached", "Tăng trưởng kinh tế đạt 7,5 - 8%.", [(">=", 7.5, "%")]),
    ("a multiple in a word", "Số hồ sơ trực tuyến tăng gấp đôi so với năm 2022.", [("increase", 2, "lần")]),
    ("two in one sentence", "Đề nghị giảm 30% số báo cáo giấy, tăng 50% số cuộc họp trực tuyến.", [("decrease", 30, "%"), ("increase", 50, "%")]),
]  # fmt: skip

RATES: list[tuple[str, str, Told]] = [
    ("a noun of no list", "Duy trì chuyên mục cải cách hành chính, phát 02 số/tháng.", [("=", 2, "số/tháng")]),
    ("mỗi behind the unit", "Đăng tải tối thiểu 01 tin/bài mỗi tuần trên Trang thông tin điện tử.", [(">=", 1, "tin/bài/tuần")]),
    ("words between unit and rate", "Mỗi giáo viên dạy từ 02 bài giảng E-learning/học kỳ trở lên.", [(">=", 2, "bài giảng/học kỳ")]),
    ("mỗi before the number", "Họp Ban Chỉ đạo định kỳ ít nhất mỗi quý 01 lần.", [(">=", 1, "lần/quý")]),
    ("how often", "Mỗi tuần phát thanh 03 lần về cải cách hành chính.", [("=", 3, "lần/tuần")]),
    ("time at work as a rate", "Bảo đảm 02 ngày/tuần làm việc tại cơ sở.", [("=", 2, "ngày/tuần")]),
]  # fmt: skip

BOUNDS: list[tuple[str, str, Told]] = [
    ("not … more than", "Bảo đảm hồ sơ không phải bổ sung quá 01 lần.", [("<=", 1, "lần")]),
    ("a share of what is planned", "Giải ngân vốn đầu tư công đạt từ 95% kế hoạch trở lên.", [(">=", 95, "%")]),
    ("enough", "Bố trí đủ 01 công chức chuyên trách tại mỗi xã.", [("=", 1, "công chức")]),
    ("a noun of no list behind 'đạt'", "Số chữ ký số cá nhân đạt 300 thuê bao trong năm 2023.", [("=", 300, "thuê bao")]),
    ("a level is no figure", "Phấn đấu kích hoạt mới 1.500 tài khoản mức 2 trở lên.", [("=", 1500, "tài khoản")]),
    ("stars are a grade", "Phấn đấu có ít nhất 10 sản phẩm OCOP từ 3 sao trở lên.", [(">=", 10, "sản phẩm")]),
    ("reckoned by the hectare", "Giá trị sản xuất bình quân trên 01 ha đất canh tác đạt 130 triệu đồng.", [("=", 130, "triệu đồng")]),
    ("what is allowed below what must be",
     "Hộ độc thân có thể xây nhà có diện tích nhỏ hơn 30m2 nhưng không thấp hơn 24m2.", [(">=", 24, "m2")]),
    ("nouns of two words that begin as one", "Xây dựng ít nhất 01 bài học/học kỳ.", [(">=", 1, "bài học/học kỳ")]),
    ("an aim behind its work", "Giải quyết điểm nghẽn với mục tiêu là xây dựng 100% xã bảo đảm trật tự.", [("=", 100, "%")]),
    ("days before an event are a time", "Thông báo cho học sinh tối thiểu 02 ngày trước thời điểm thực hiện.", []),
    ("how many of how many", "Phấn đấu có 17/19 xã đạt chuẩn nông thôn mới.", [("=", 17, "xã")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sentence", "expected"), CHANGES + RATES + BOUNDS)
def test_comparator_value_and_unit(why: str, sentence: str, expected: Told) -> None:
    assert told(TASKS, sentence) == expected, why


FORBIDDEN: list[tuple[str, str, Told]] = [
    ("organisations, not groups", "Phấn đấu không có tổ chức đảng, đảng viên bị kỷ luật.", [("=", 0, "tổ chức đảng")]),
    ("an outbreak, and when", "Không để bùng phát dịch sau lụt bão.", [("=", 0, "dịch")]),
    ("cases of something", "Không để xảy ra các vụ lộ, mất bí mật nhà nước ảnh hưởng đến uy tín của tỉnh.", [("=", 0, "vụ")]),
    ("what must not leak", "Không để lộ, lọt bí mật nhà nước trên môi trường mạng.", [("=", 0, None)]),
    ("arrears of documents", "Không để nợ đọng văn bản được giao xử lý.", [("=", 0, "văn bản")]),
    ("behind a decimal marker", "1.1. Không để hồ sơ của người dân quá hạn xử lý.", [("=", 0, "hồ sơ")]),
    ("none left, behind 'bảo đảm'", "Bảo đảm không còn hộ gia đình sử dụng nước không hợp vệ sinh.", [("=", 0, "hộ gia đình")]),
    ("a rank behind a figure", "Chỉ số đạt từ 88 điểm trở lên, xếp trong nhóm 15 tỉnh dẫn đầu.", [(">=", 88, "điểm"), ("<=", 15, "vị trí")]),
    ("an exhortation", "Không để gián đoạn dịch vụ công sau sắp xếp.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sentence", "expected"), FORBIDDEN)
def test_what_must_not_be(why: str, sentence: str, expected: Told) -> None:
    assert told(AIMS, sentence) == expected, why


NO_TARGETS = [
    ("a condition", "Đơn vị nào có tỷ lệ hồ sơ trễ hạn trên 5% thì người đứng đầu phải kiểm điểm."),
    ("a condition behind", "Người đứng đầu chịu trách nhiệm nếu để tỷ lệ hồ sơ quá hạn vượt 5%."),
    ("a condition without 'nếu'", "Đơn vị đạt từ 3/5 tiêu chí trở lên thì được công nhận."),
    ("how points are given", "Đạt từ 90% trở lên được 2 điểm; từ 80% đến dưới 90% được 1 điểm."),
    ("a formula", "Công thức tính: tỷ lệ (%) = số hồ sơ đúng hạn / tổng số hồ sơ x 100%."),
    ("an example", "Ví dụ: đơn vị có 100 hồ sơ, trong đó 95% đúng hạn."),
    ("a reward", "Mức thưởng 500.000 đồng/sáng kiến theo Quy chế chi tiêu nội bộ."),
    ("a price", "Nghị quyết về giảm 2% lãi suất cho doanh nghiệp."),
]


@pytest.mark.parametrize("sentence", [case[1] for case in NO_TARGETS], ids=[case[0] for case in NO_TARGETS])
def test_figures_that_are_no_targets(sentence: str) -> None:
    assert told(TASKS, sentence) == []


TIMES = [
    ("ready before the year", "Các đơn vị ban hành kế hoạch trước ngày 31/12/2022.", [("date", "2022-12-31")]),
    ("done before the year", "Phần mềm đã triển khai trước ngày 31/12/2022.", []),
    ("what is no longer in force", "Công bố danh mục hết hiệu lực chậm nhất 31/3/2023.", [("date", "2023-03-31")]),
    ("'latest' with the end of a period", "Hoàn thành chậm nhất đến hết năm 2023.", [("date", "2023-12-31")]),
    ("the last day, told by a noun", "Hạn chót gửi hồ sơ là ngày 25/10/2023.", [("date", "2023-10-25")]),
    ("a day with a name", "Tổ chức Ngày Chuyển đổi số quốc gia 10/10/2023.", [("date", "2023-10-10")]),
    ("its name alone", "Tổ chức kỷ niệm ngày Nhà giáo Việt Nam 20/11.", []),
    ("of the year before", "Ban hành danh mục (trước ngày 31/12 của năm trước).", [("recurring", None)]),
    ("days before an event", "Nộp báo cáo trước thời điểm kiểm tra 05 ngày.", [("offset", None)]),
    ("years of a series", "Tỷ lệ hồ sơ trực tuyến: năm 2023 tối thiểu 65%, năm 2024 tối thiểu 80%.",
     [("period", "2023-12-31"), ("period", "2024-12-31")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sentence", "expected"), TIMES)
def test_times(why: str, sentence: str, expected: list[tuple[str, str | None]]) -> None:
    found = deadlines(reading_of(f"{TASKS}- {sentence}\n"))
    assert [(str(one.kind), one.date) for one in found] == expected, why


def test_the_days_of_a_schedule_typed_with_tabs() -> None:
    rows = "TT\tNgày, tháng\tBuổi sáng\n1\t10/4/2023 (Thứ Hai)\tPhòng Nội vụ\n2\t12/4/2023 (Thứ Tư)\tPhòng Tư pháp\n"
    found = deadlines(reading_of(f"{TASKS}2. Lịch kiểm tra cụ thể\n{rows}"))
    assert [one.date for one in found] == ["2023-04-10", "2023-04-12"]


def test_the_dates_of_documents_in_a_table_are_not_due() -> None:
    rows = "TT\tNgày ban hành\tTên văn bản\n1\t10/4/2023\tQuy chế làm việc\n2\t12/4/2023\tNội quy cơ quan\n"
    assert deadlines(reading_of(f"{TASKS}2. Danh mục văn bản\n{rows}")) == ()


ANNEX = f"{TASKS}- Làm tốt.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn A\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
FLAT = "STT\nNhiệm vụ\nCơ quan chủ trì\nThời gian\nI\nCẢI CÁCH THỂ CHẾ\n1\nRà soát\nPhòng Tư pháp\nQuý I/2023\nII\nCẢI CÁCH TÀI CHÍNH CÔNG\n2\nCông khai\nVăn phòng\nQuý II/2023\n"  # fmt: skip
TABS = "STT\tNhiệm vụ\tChủ trì\nI\tCẢI CÁCH THỂ CHẾ\n1\tRà soát\tPhòng Tư pháp\nII\tCẢI CÁCH TÀI CHÍNH CÔNG\t\n2\tCông khai\tVăn phòng\n"


@pytest.mark.parametrize("rows", [FLAT, TABS], ids=["a cell a line", "tabs"])
def test_group_rows_of_an_annex_table_are_sections(rows: str) -> None:
    reading = reading_of(ANNEX + rows)
    found = [(one.id, one.marker, one.title) for one in reading.sections if one.rule == "outline.group_row"]
    assert found == [("PL1.I", "I", "CẢI CÁCH THỂ CHẾ"), ("PL1.II", "II", "CẢI CÁCH TÀI CHÍNH CÔNG")]
    assert reading.section_id_at(reading.text.index("Công khai")) == "PL1.II"


def test_a_row_with_a_task_of_its_own_opens_no_section() -> None:
    rows = "STT\tNhiệm vụ\tChủ trì\nI\tRà soát\tPhòng Tư pháp\nII\tCông khai\tVăn phòng\n"
    assert all(one.rule != "outline.group_row" for one in reading_of(ANNEX + rows).sections)


HEADINGS = [
    ("a figure opens the sentence", "2. Cải cách thể chế. 100% văn bản được tự kiểm tra.", "Cải cách thể chế."),
    ("a list of bodies behind a colon", "2. Các phòng: Kinh tế; Văn hóa - Xã hội\nXây dựng kế hoạch.", "Các phòng: Kinh tế; Văn hóa - Xã hội"),
    ("run in", "2. Cải cách thể chế: Rà soát văn bản quy phạm pháp luật.", "Cải cách thể chế"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lines", "title"), HEADINGS)
def test_run_in_headings(why: str, lines: str, title: str) -> None:
    sections = reading_of(f"{TASKS}Làm tốt.\n{lines}\n3. Cải cách tài chính công\nLàm tốt.\n").sections
    assert next(one.title for one in sections if one.id == "II.2") == title, why
