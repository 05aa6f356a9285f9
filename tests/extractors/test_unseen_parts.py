"""What plans write and no sample does, fourth collection: parts of one clause, duties in brackets, bodies, occasions.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.assignments import assignments
from extractors.deadlines import deadlines
from extractors.header import header
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.task_tables import task_rows
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
TITLE = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2023\n"
HEAD = TITLE + "I. MỤC TIÊU\n1. Nâng cao chất lượng.\nII. TỔ CHỨC THỰC HIỆN\n"

Told = list[tuple[str, tuple[str, ...]]]


def reading_of(text: str) -> Reading:
    return read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


def told(text: str) -> Told:
    return [
        ("+".join(item.roles), tuple(party.text for party in item.parties)) for item in assignments(reading_of(text))
    ]


DUTIES = [
    # Parts of one clause
    ("who leads and who joins in", "Phòng Tư pháp chủ trì, Công an huyện phối hợp rà soát.",
     [("lead", ("Phòng Tư pháp",)), ("coordinate", ("Công an huyện",))]),
    ("three bodies, three parts", "Phòng Y tế tham mưu, Phòng Nội vụ thẩm định, UBND các xã thực hiện.",
     [("lead+execute", ("Phòng Y tế",)), ("lead+execute", ("Phòng Nội vụ",)), ("execute", ("UBND các xã",))]),
    ("who is invited behind a comma", "Thanh tra huyện chủ trì, mời Huyện đoàn phối hợp giám sát.",
     [("lead", ("Thanh tra huyện",)), ("coordinate+monitor", ("Huyện đoàn",))]),
    ("a list of bodies has one part", "Phòng Tư pháp, Công an huyện phối hợp rà soát.",
     [("coordinate", ("Phòng Tư pháp", "Công an huyện"))]),
    ("who leads goes on, not who joined in",
     "Phòng Tư pháp chủ trì, các xã phối hợp; định kỳ hằng quý báo cáo UBND huyện.",
     [("lead", ("Phòng Tư pháp",)), ("coordinate", ("các xã",)), ("report", ("Phòng Tư pháp",))]),
    ("who is named behind the task leads, another watches",
     "Việc niêm yết do Phòng Tư pháp thực hiện, Công an huyện kiểm tra hằng tuần.",
     [("execute", ("Phòng Tư pháp",)), ("monitor", ("Công an huyện",))]),
    ("people who are moved to do something have no part",
     "Công an xã vận động nhân dân, các thôn thực hiện nếp sống văn minh.", [("execute", ("Công an xã", "các thôn"))]),
    ("together with another", "Thanh tra tỉnh chủ trì cùng Sở Tư pháp kiểm tra đột xuất.",
     [("lead+coordinate+monitor", ("Thanh tra tỉnh", "Sở Tư pháp"))]),
    # Parts of the plan and brackets
    ("a part of the plan before the order", "Phân công: Điểm a giao Phòng Y tế chủ trì; điểm b giao Công an huyện chủ trì.",
     [("lead", ("Phòng Y tế",)), ("lead", ("Công an huyện",))]),
    ("a duty in brackets", "Phân công: Công chức Địa chính (phụ trách môi trường) chủ trì tham mưu.",
     [("lead", ("Công chức Địa chính",))]),
    ("a duty in brackets makes no lead", "Công chức Địa chính (phụ trách môi trường) tổng hợp báo cáo.",
     [("report", ("Công chức Địa chính",))]),
    ("which of them by what was given", "Các phòng được giao chủ trì soạn thảo có trách nhiệm đánh giá tác động.",
     [("execute", ("Các phòng",))]),
    # Results, inspections
    ("whose results are sent", "Kết quả rà soát của các xã gửi về Phòng Tư pháp trước ngày 10/6.",
     [("execute+report", ("các xã",))]),
    ("a rhythm without a comma", "Định kỳ các trường báo cáo kết quả về Phòng Nội vụ.", [("report", ("các trường",))]),
    ("after the inspection", "Sau kiểm tra, đơn vị được kiểm tra phải lập kế hoạch khắc phục.",
     [("execute", ("đơn vị được kiểm tra",))]),
    ("who heads the inspection leads it", "Trưởng đoàn kiểm tra phân công nhiệm vụ cho từng thành viên.",
     [("lead+execute", ("Trưởng đoàn kiểm tra",))]),
    ("a report that is got ready and sent", "Các trường chuẩn bị báo cáo theo đề cương, gửi Phòng Nội vụ.",
     [("report", ("Các trường",))]),
    ("what somebody answers for is a matter",
     "Trách nhiệm của người đứng đầu trong tiếp công dân và đối thoại với doanh nghiệp.", []),
    # Bodies
    ("a centre with four fields", "Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông huyện mở chuyên mục.",
     [("execute", ("Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông huyện",))]),
    ("those who work somewhere", "Giao công chức làm việc tại Bộ phận Một cửa trực tiếp hướng dẫn.",
     [("lead+execute", ("công chức làm việc tại Bộ phận Một cửa",))]),
    ("the union of the district behind its front", "Mời UBMTTQ huyện, Huyện đoàn phối hợp giám sát.",
     [("coordinate+monitor", ("UBMTTQ huyện", "Huyện đoàn"))]),
    ("each teacher behind a comma", "Sử dụng phần mềm quản lý, mỗi giáo viên cập nhật kết quả học tập.",
     [("execute", ("mỗi giáo viên",))]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in DUTIES], ids=[case[0] for case in DUTIES])
def test_who_is_told_what(sentence: str, expected: Told) -> None:
    assert told(f"{HEAD}1. {sentence}\n2. Lập sổ theo dõi.\n") == expected


def test_a_bullet_below_a_heading_of_an_office_is_no_name_of_an_agency() -> None:
    text = f"{HEAD}1. Các đơn vị trực thuộc Sở\n- Xây dựng kế hoạch của đơn vị.\n2. Lập sổ theo dõi.\n"
    assert told(text) == [("execute", ("Các đơn vị trực thuộc Sở",))]


def test_tasks_first_and_then_who_does_them_is_no_place_where_a_body_is_told_one_by_one() -> None:
    item = "1. Công tác chung\nUBND xã ban hành văn bản. Đổi mới hình thức tuyên truyền.\n2. Lập sổ theo dõi.\n"
    title = "II. NHIỆM VỤ CỤ THỂ VÀ PHÂN CÔNG TRÁCH NHIỆM\n"
    assert len(told(f"{TITLE}I. MỤC TIÊU\n1. Nâng cao chất lượng.\n{title}{item}")) == 1
    assert len(told(HEAD + item)) == 2


def test_the_column_behind_the_running_number_is_the_tasks() -> None:
    cells = ("TT", "Nhóm TTHC", "Đơn vị chủ trì", "Thời gian", "1", "Nhóm đất đai", "Phòng Tư pháp", "Quý II/2023")
    rows = task_rows(reading_of(HEAD + "1. Lập sổ theo dõi.\nPHỤ LỤC\n" + "\n".join(cells) + "\n"))
    assert [[cell.column.value for cell in row.cells] for row in rows] == [["number", "task", "parties", "deadline"]]


TIMES = [
    ("a month that is a count", "Kiểm tra công vụ ít nhất mỗi tháng 01 lần.", [("recurring", None)]),
    ("an occasion", "Treo pa nô trước dịp 19/5/2023.", [("date", "2023-05-19")]),
    ("days close together", "Thời gian: ngày 21-22/5/2023.", [("range", "2023-05-22")]),
    ("a date ahead of the data", "Giải ngân đạt 95% tính đến ngày 31/01/2024.", [("date", "2024-01-31")]),
    ("the date of data", "Tồn đọng 12 hồ sơ tính đến ngày 30/6/2023.", []),
    ("what sums up the years", "Sơ kết vào năm 2024, tổng kết cuối năm 2025.",
     [("period", "2024-12-31"), ("period", "2025-12-31")]),
    ("a day before what is yearly",
     "Xây dựng kế hoạch trước ngày 30/9/2023 và kế hoạch hằng năm của đơn vị.", [("date", "2023-09-30")]),
    ("which report, and its day", "Báo cáo kết quả (quý I trước ngày 05/3, quý III trước ngày 05/9).",
     [("date", "2023-03-05"), ("date", "2023-09-05")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES])
def test_by_when(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    found = deadlines(reading_of(f"{HEAD}1. {sentence}\n2. Lập sổ theo dõi.\n"))
    assert [(one.kind.value, one.date) for one in found if one.frequency != ("năm",)] == expected


UNITS = [
    ("a commune that begins like a school", "ỦY BAN NHÂN DÂN\nXÃ TRƯỜNG SƠN", "UBND xã Trường Sơn", "Trường Sơn"),
    ("a ward that begins like an agency", "UBND QUẬN HỒNG BÀNG\nPHƯỜNG SỞ DẦU", "UBND phường Sở Dầu", "Sở Dầu"),
    ("a district that begins like a bureau", "ỦY BAN NHÂN DÂN\nHUYỆN VỤ BẢN", "UBND huyện Vụ Bản", None),
]


@pytest.mark.parametrize(("head", "issuer", "unit"), [case[1:] for case in UNITS], ids=[case[0] for case in UNITS])
def test_units_whose_names_begin_like_a_body(head: str, issuer: str, unit: str | None) -> None:
    text = f"{head}\nSố: 36/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n{HEAD}1. Lập sổ theo dõi.\n"
    found = header(reading_of(text))
    assert found.issuer is not None and found.issuer.value == issuer
    assert (found.unit_name.value if found.unit_name else None) == unit


MENDED = [
    ("what an assessment found", "Khắc phục hạn chế đã chỉ ra sau kỳ chấm điểm năm 2022.", 2022),
    ("what was found in a year", "Khắc phục hạn chế đã chỉ ra trong năm 2022.", None),
]


@pytest.mark.parametrize(("sentence", "year"), [case[1:] for case in MENDED], ids=[case[0] for case in MENDED])
def test_an_annual_plan_answers_to_the_year_whose_assessment_it_mends(sentence: str, year: int | None) -> None:
    text = f"UBND XÃ A\n\nKẾ HOẠCH\nCải cách hành chính năm 2023\nI. MỤC ĐÍCH\n1. {sentence}\n2. Lập sổ theo dõi.\n"
    found = header(reading_of(text)).assessed_year
    assert (found.value if found else None) == year
