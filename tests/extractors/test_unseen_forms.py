"""Forms of plans that the samples lack: each was misread once on a plan nobody had seen before. Sentences are invented."""

import pytest

from extractors.assignments import assignments
from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.header import header
from extractors.pipeline import extract, read
from extractors.reading import Reading
from extractors.targets import targets
from extractors.task_tables import task_rows
from schema.document import Document, Grade, Source
from schema.plan import Header

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2026\n"
ORGANISED = HEAD + "I. MỤC ĐÍCH\n1. Nâng cao chất lượng.\nII. TỔ CHỨC THỰC HIỆN\n"


def document(text: str) -> Document:
    return Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD)


def reading(text: str) -> Reading:
    return read(document(text))


def parties(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = assignments(reading(ORGANISED + text))
    return [("+".join(item.roles), tuple(party.text for party in item.parties)) for item in found]


ASSIGNED = [
    # (why, text, what is told)
    ("an item numbered 1-", "1- Các chi bộ trực thuộc xây dựng kế hoạch.\n2- Ủy ban Kiểm tra Đảng ủy giám sát.\n",
     [("execute", ("Các chi bộ trực thuộc",)), ("monitor", ("Ủy ban Kiểm tra Đảng ủy",))]),
    ("an item numbered 1/", "1/ Giáo viên chủ nhiệm lồng ghép nội dung vào tiết sinh hoạt.\n",
     [("execute", ("Giáo viên chủ nhiệm",))]),
    ("a body the lexicon lacks", "1. Câu lạc bộ Thơ khu phố 2 phát động phong trào đọc sách.\n2. Công an xã tuần tra.\n",
     [("execute", ("Câu lạc bộ Thơ khu phố 2",))]),
    ("a verb is no body", "1. Sở Y tế\na) Tổ chức sơ kết vào cuối năm 2026.\n", [("lead+execute", ("Sở Y tế",))]),
    ("a heading with a verb in its name",
     "1. Công an xã\nChủ trì.\n2. Các thành viên Hội đồng phối hợp phổ biến, giáo dục pháp luật huyện\nCăn cứ nhiệm vụ, triển khai Kế hoạch.\n",
     [("execute", ("Các thành viên Hội đồng phối hợp phổ biến, giáo dục pháp luật huyện",))]),
    ("a heading with a bracket", "1. Sở Y tế (Cơ quan thường trực phối hợp liên ngành)\nRà soát văn bản hiện hành.\n",
     [("lead+execute", ("Sở Y tế",))]),
    ("a person before the office", "1. Đồng chí Lê Thị Bảy - Phó Hiệu trưởng phụ trách chỉ đạo trực tiếp.\n",
     [("lead", ("Đồng chí Lê Thị Bảy - Phó Hiệu trưởng",))]),
    ("bodies with verbs in their names",
     "1. Các phòng chuyên môn; Chi cục Giám định xây dựng; Trung tâm Quy hoạch và Kiểm định xây dựng:\n- Rà soát quy trình nội bộ.\n- Lập danh sách công trình đang thi công.\n",
     [("execute", ("Các phòng chuyên môn", "Chi cục Giám định xây dựng", "Trung tâm Quy hoạch và Kiểm định xây dựng"))] * 2),
    ("who joins in stands behind a colon", "1. Giao Phòng Kinh tế chủ trì, phối hợp: Phòng Tư pháp.\n",
     [("lead", ("Phòng Kinh tế",)), ("coordinate", ("Phòng Tư pháp",))]),
    ("a sentence before a label", "1. Giao Phòng Kinh tế chủ trì; phối hợp: Phòng Tư pháp.\n",
     [("lead", ("Phòng Kinh tế",)), ("coordinate", ("Phòng Tư pháp",))]),
    ("a state is no task", "1. Phòng Kinh tế rà soát hồ sơ; không có hồ sơ trễ hạn quá 05 ngày.\n",
     [("lead+execute", ("Phòng Kinh tế",))]),
    ("those who are inspected", "1. Đơn vị được kiểm tra phải chuẩn bị báo cáo, tài liệu.\n",
     [("execute", ("Đơn vị được kiểm tra",))]),
    ("a person by one name", "1. Giao đ/c Hòa - công chức Văn phòng - Thống kê lập danh sách.\n2. Đ/c Liên (PHT) lập dự toán.\n",
     [("lead+execute", ("đ/c Hòa - công chức Văn phòng - Thống kê",)), ("execute", ("Đ/c Liên (PHT)",))]),
    ("the title of an office is no name", "1. Giao đồng chí Bí thư chi bộ tổ chức họp.\n", [("lead+execute", ("đồng chí Bí thư chi bộ",))]),
    ("a desk by its name alone", "1. Tư pháp - Hộ tịch rà soát văn bản.\n2. Văn hóa - Xã hội của xã còn hạn chế.\n",
     [("execute", ("Tư pháp - Hộ tịch",))]),
    ("so many heads of hamlets", "1. Xóm trưởng 12 xóm phổ biến Kế hoạch.\n", [("execute", ("Xóm trưởng 12 xóm",))]),
    ("a place behind the body", "1. Sở Xây dựng Lào Cai chủ trì thực hiện.\n", [("lead", ("Sở Xây dựng Lào Cai",))]),
    ("units with their number", "1. Ủy ban nhân dân 12 phường tổ chức thực hiện.\n",
     [("lead+execute", ("Ủy ban nhân dân 12 phường",))]),
    ("a condition and its task", "1. Sở Y tế theo dõi việc thực hiện. Trường hợp có vướng mắc, phải kịp thời báo cáo UBND tỉnh.\n",
     [("monitor", ("Sở Y tế",)), ("execute+report", ("Sở Y tế",))]),
    ("those who carry out a decision",
     "Điều 3. Chánh Văn phòng UBND tỉnh; Trưởng Ban Chỉ đạo xây dựng nông thôn mới; Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.\n",
     [("execute", ("Chánh Văn phòng UBND tỉnh", "Trưởng Ban Chỉ đạo xây dựng", "Giám đốc các sở"))]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "told"), ASSIGNED, ids=[why for why, *_ in ASSIGNED])
def test_who_is_told(why: str, text: str, told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert parties(text)[: len(told)] == told


def test_the_end_mark_is_no_part_of_a_task() -> None:
    (only,) = assignments(reading(ORGANISED + "1. Yêu cầu các phòng, đơn vị nghiêm túc thực hiện./.\n"))
    assert only.task == "nghiêm túc thực hiện"


TABLE = """PHỤ LỤC
STT
Nhiệm vụ
Đơn vị chủ trì
Thời gian
A
NHÓM THỨ NHẤT
I
Rà soát
1
Rà soát văn bản
Công an xã
Quý I/2026
2
Kiểm tra hồ sơ
Trạm Y tế xã
Tháng 5/2026
II
Báo cáo
3
Tổng hợp kết quả
Phòng Kinh tế
Cả năm 2026
B
NHÓM THỨ HAI
1
Tuyên truyền
Đoàn Thanh niên xã
3 tháng/lần
"""


def test_rows_go_on_below_every_group_of_a_flattened_table() -> None:
    found = extract(document(ORGANISED + "1. Thực hiện Kế hoạch này.\n" + TABLE))
    told = [item.parties[0].text for item in found.assignments if item.task_row is not None]
    assert told == ["Công an xã", "Trạm Y tế xã", "Phòng Kinh tế", "Đoàn Thanh niên xã"]
    assert [item.evidence.quote for item in found.deadlines] == [
        "Quý I/2026",
        "Tháng 5/2026",
        "Cả năm 2026",
        "3 tháng/lần",
    ]


SPLIT = """PHỤ LỤC
Stt
Nhiệm vụ
Nhiệm vụ cụ thể
Sản phẩm
Trách nhiệm thực hiện
Thời gian thực hiện
Cơ quan chủ trì
Cơ quan phối hợp
I. NHÓM THỨ NHẤT
1
Nâng cao chất lượng văn bản
1.1. Ban hành kế hoạch rà soát
Kế hoạch
Sở Tư pháp
Các sở, ngành
Quý I/2026
1.2. Rà soát văn bản
Báo cáo
Sở Nội vụ
Sở Tư pháp
Tháng 9/2026
II. NHÓM THỨ HAI
2
Công bố thủ tục
2.1. Niêm yết thủ tục
Bảng niêm yết
Sở Y tế
Sở Xây dựng
Quý II/2026
"""


def test_a_split_head_and_parts_of_rows_in_a_flattened_table() -> None:
    found = extract(document(ORGANISED + "1. Thực hiện Kế hoạch này.\n" + SPLIT))
    told = [(item.roles[0], item.parties[0].text) for item in found.assignments if item.task_row is not None]
    assert told == [
        ("lead", "Sở Tư pháp"),
        ("coordinate", "Các sở, ngành"),
        ("lead", "Sở Nội vụ"),
        ("coordinate", "Sở Tư pháp"),
        ("lead", "Sở Y tế"),
        ("coordinate", "Sở Xây dựng"),
    ]
    assert [item.evidence.quote for item in found.deadlines] == ["Quý I/2026", "Tháng 9/2026", "Quý II/2026"]


def test_a_figure_alone_in_a_cell_is_named_by_its_row() -> None:
    table = "PHỤ LỤC\nTT\nTiêu chí\nChỉ tiêu năm 2026\nCơ quan chủ trì\n1\nTỷ lệ hồ sơ đúng hạn\n≥ 95%\nSở Nội vụ\n"
    (found,) = targets(reading(ORGANISED + "1. Thực hiện Kế hoạch này.\n" + table))
    assert (found.metric, found.value) == ("Tỷ lệ hồ sơ đúng hạn", 95.0)


def test_a_long_task_does_not_end_its_table() -> None:
    long_task = "Rà soát, bổ sung, hoàn thiện các văn bản chỉ đạo, điều hành " * 9
    text = TABLE.replace("Kiểm tra hồ sơ", long_task.strip())
    assert len(task_rows(reading(ORGANISED + "1. Thực hiện.\n" + text))) == 4


def test_cells_without_a_head_raise_nothing() -> None:
    assert extract(document("KẾ HOẠCH\nNhiệm vụ\n1\nMột\n2\nHai\nSTT\n")).sections is not None


SECTIONS = [
    # (why, text, ids)
    ("an item that begins with a number", "I. CHỈ TIÊU\n1. Nâng cao chất lượng.\n2. 98% hồ sơ đúng hạn.\n3. 100% hồ sơ trực tuyến.\n", ["I", "I.1", "I.2", "I.3"]),
    ("a decimal item that begins with a number", "1. Hạ tầng số\n1.1. 100% cán bộ có máy tính.\n1.2. 50% máy tính mới.\n", ["1", "1.1", "1.2"]),
    ("roman numbers that OCR spoiled", "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nMột.\nIL NHIỆM VỤ\n1. Rà soát\nHai.\nHI. GIẢI PHÁP\n1. Tuyên truyền\nBa.\nIV, TỔ CHỨC THỰC HIỆN\n1. Giao Văn phòng.\n", ["I", "I.1", "II", "II.1", "III", "III.1", "IV", "IV.1"]),
    ("a number without a dot before a label", "A. MỤC TIÊU\n1 Mục đích:\nMột.\n2 Yêu cầu:\nHai.\n", ["A", "A.1", "A.2"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "ids"), SECTIONS, ids=[why for why, *_ in SECTIONS])
def test_sections(why: str, text: str, ids: list[str]) -> None:
    assert [section.id for section in reading(HEAD + text).sections if section.marker] == ids


TITLES = [
    ("1. Tiểu đề án 1: Truyền thông cộng đồng\na) Một.\n", "Tiểu đề án 1: Truyền thông cộng đồng"),
    ("1. Công an xã: Tuần tra.\n", "Công an xã"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles(text: str, title: str) -> None:
    found = reading(HEAD + "I. NỘI DUNG\n" + text).sections
    assert next(section.title for section in found if section.marker == "1.") == title


def head(text: str) -> Header:
    return header(reading(text))


def test_a_title_may_begin_like_a_preamble() -> None:
    text = "KẾ HOẠCH\nThực hiện Nghị quyết số 12-NQ/HU về công tác dân vận\nThực hiện Nghị quyết số 12-NQ/HU; Đảng ủy xây dựng kế hoạch như sau:\nI. MỤC ĐÍCH\n1. Mục đích\nMột.\n"
    found = head(text).title
    assert found is not None
    assert found.value == "Thực hiện Nghị quyết số 12-NQ/HU về công tác dân vận"


@pytest.mark.parametrize("name", ["KÉ HOẠCH", "KẾ HOACH", "K Ế HOẠCH"])
def test_a_misread_type_name_is_one(name: str) -> None:
    found = head(f"ỦY BAN NHÂN DÂN\nXÃ HÒA AN\n{name}\nPhòng, chống cháy rừng\nI. MỤC ĐÍCH\n1. Mục đích\nMột.\n")
    assert found.type_code is not None and found.type_code.value == "KH"
    assert found.title is not None and found.title.value == "Phòng, chống cháy rừng"


def test_an_education_office_names_its_district() -> None:
    found = head(
        "PHÒNG GD&ĐT HÀM YÊN\nTRƯỜNG TIỂU HỌC MINH HƯƠNG\nKẾ HOẠCH\nPhòng, chống đuối nước\nI. MỤC ĐÍCH\n1. Mục đích\nMột.\n"
    )
    assert found.district is not None and found.district.value == "Hàm Yên"


CITED = [
    # (text, symbols, dates)
    ("các Nghị quyết số 18, 19-NQ/TW của Trung ương", ["18-NQ/TW", "19-NQ/TW"], [None, None]),
    ("Thông tư số 01 và 02/2021/TT-BNV của Bộ Nội vụ", ["01/2021/TT-BNV", "02/2021/TT-BNV"], [None, None]),
    ("kế hoạch số 12/kh-ubnd ngày 05/3/2026 của UBND huyện", ["12/kh-ubnd"], ["2026-03-05"]),
    ("Quyết định số 58/QĐ-ƯBND ngày 05/3/2026 của ƯBND tỉnh", ["58/QĐ-UBND"], ["2026-03-05"]),
    ("Kế hoạch số 7/KH-UBND của UBND xã về chuyển đổi số ngày 12/02/2026", ["7/KH-UBND"], ["2026-02-12"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "symbols", "dates"), CITED)
def test_citations(text: str, symbols: list[str], dates: list[str | None]) -> None:
    found = citations(reading(HEAD + f"I. NỘI DUNG\n1. Quán triệt {text}.\n"))
    assert [(item.symbol, item.date) for item in found] == list(zip(symbols, dates, strict=True))


def test_a_city_belongs_to_the_name_of_its_committee() -> None:
    (found,) = citations(
        reading(HEAD + "I. NỘI DUNG\n1. Theo Quyết định số 5/QĐ-UBND của UBND thành phố Hội An về ngân sách.\n")
    )
    assert found.issuer == "UBND thành phố Hội An"


AIMED = [
    # (text, (value, unit))
    ("Không để xảy ra cháy rừng từ 05 ha trở lên", [(0.0, "cháy rừng")]),
    ("Không còn tiêu chí nào ở mức 1", [(0.0, "tiêu chí")]),
    ("Giữ vững 19/19 tiêu chí nông thôn mới", [(19.0, "tiêu chí")]),
    ("98% người trong độ tuổi từ 15 - 35 biết chữ", [(98.0, "%")]),
    ("10/10 thôn đạt danh hiệu văn hóa", [(10.0, "thôn")]),
    ("Không có đơn thư vượt cấp, không có điểm nóng", [(0.0, "đơn thư"), (0.0, "điểm nóng")]),
    ("Có ít nhất 01 đội dân phòng được trang bị", [(1.0, "đội")]),
]


@pytest.mark.parametrize(("text", "wanted"), AIMED)
def test_targets(text: str, wanted: list[tuple[float, str]]) -> None:
    found = targets(reading(HEAD + f"I. CHỈ TIÊU\n- {text}.\n"))
    assert [(item.value, item.unit) for item in found] == wanted


def test_a_metric_holds_no_marker_party_or_time() -> None:
    body = "I/ MỤC TIÊU\n1/ Các tổ: Quán triệt đến 100% giáo viên.\n2/ Phấn đấu đến hết năm 2026, 100% học sinh biết bơi.\n"
    metrics = [item.metric for item in targets(reading(HEAD + body))]
    assert metrics == ["Quán triệt đến giáo viên", "tỷ lệ học sinh biết bơi"]


def test_a_day_after_a_plan_of_ones_own_is_due() -> None:
    found = deadlines(reading(ORGANISED + "1. Các xã xây dựng kế hoạch, tổ chức ra quân ngày 10/10/2026.\n"))
    assert [(item.kind, item.date) for item in found] == [("date", "2026-10-10")]


TIMES = [
    ("họp định kỳ 3 tháng/lần", "recurring"),
    ("kiểm tra mỗi quý một lần", "recurring"),
    ("Thời gian: Cả năm 2026", "period"),
]


@pytest.mark.parametrize(("text", "kind"), TIMES)
def test_deadlines(text: str, kind: str) -> None:
    assert [item.kind for item in deadlines(reading(ORGANISED + f"1. Sở Y tế\n- {text}.\n"))] == [kind]


YEARS = [
    # (text, the year of a time that names none)
    ("KẾ HOẠCH\nPhát triển du lịch đến năm 2030\nCăn cứ Quyết định số 5/QĐ-UBND ngày 3/2/2026 của UBND tỉnh;\n", "2026-05-15"),
    ("KẾ HOẠCH\nPhòng, chống lụt bão\nThực hiện Kế hoạch số 3/KH-UBND ngày 4/3/2026 về phòng, chống lụt bão năm 2025;\n", "2026-05-15"),
    ("KẾ HOẠCH\nPhòng, chống lụt bão năm 2026\nI. MỤC TIÊU\n1. Phấn đấu năm 2029 đạt chuẩn.\n", "2026-05-15"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), YEARS)
def test_the_year_of_the_plan(text: str, day: str) -> None:
    found = deadlines(reading(text + "II. NHIỆM VỤ\n1. Hoàn thành trước ngày 15/5.\n"))
    assert [item.date for item in found if item.kind == "date"] == [day]


WRAPPED = (
    "I. MỤC ĐÍCH\n"
    "1. Nâng cao chất lượng phục vụ của các cơ quan nhà nước trên địa bàn trong thời gian tới và\n"
    "những năm tiếp theo, trước hết là thực hiện tốt các nhiệm vụ của Ủy ban nhân dân huyện\n"
    "Mường La giao cho các xã theo đúng tiến độ đã đề ra trong kế hoạch được phê duyệt.\n"
    "2. Ban Chỉ đạo thực hiện\n- Xây dựng kế hoạch kiểm tra.\n"
)


def test_a_long_line_before_a_name_goes_on_and_a_bullet_does_not() -> None:
    found = reading(HEAD + WRAPPED)
    texts = [" ".join(found.flow[item.start : item.end].split()) for item in found.paragraphs]
    assert any("huyện Mường La giao" in text for text in texts)
    assert "- Xây dựng kế hoạch kiểm tra." in texts
