"""What the genre writes and no sample does: assignments, targets, deadlines and citations in varied official wording.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.assignments import assignments
from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.pipeline import extract, read
from extractors.reading import Reading
from extractors.targets import targets
from schema.document import Block, BlockKind, Cell, Document, Grade, Source
from schema.plan import Plan

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2023\nI. MỤC TIÊU\n1. Nâng cao chất lượng.\n"
ORGANISED = HEAD + "II. TỔ CHỨC THỰC HIỆN\n"
TASKS = HEAD + "II. NHIỆM VỤ\n"

Told = list[tuple[str, tuple[str, ...]]]


def reading_of(text: str) -> Reading:
    return read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


def plan_of(text: str) -> Plan:
    return extract(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


def told(sentence: str) -> Told:
    """(roles, words of the parties) of each assignment of a numbered item below "Tổ chức thực hiện"."""
    text = f"{ORGANISED}1. {sentence}\n2. Lập sổ theo dõi.\n"
    end = text.index("\n2. Lập")
    found = [item for item in assignments(reading_of(text)) if len(ORGANISED) <= item.evidence.start < end]
    return [("+".join(item.roles), tuple(party.text for party in item.parties)) for item in found]


OPEN_VERBS = [
    # (why, sentence, party)
    ("a verb that no list holds", "Công an xã khoanh nuôi địa bàn, chốt giữ các điểm phức tạp.", "Công an xã"),
    ("a verb of two readings", "Phòng Kinh tế sàng lọc danh mục dự án kém hiệu quả.", "Phòng Kinh tế"),
    ("a rare verb before a capital", "Sở Nội vụ khởi thảo Đề án vị trí việc làm.", "Sở Nội vụ"),
    ("a verb of one syllable", "Tổ trưởng chuyên môn duyệt giáo án của giáo viên trong tổ.", "Tổ trưởng chuyên môn"),
    ("behind a place", "Trạm Y tế xã khám sàng lọc cho người cao tuổi.", "Trạm Y tế xã"),
    ("behind a time", "Trước ngày 20 hằng tháng, UBND các xã chốt số liệu.", "UBND các xã"),
    ("behind a time without a comma", "Hằng quý, 6 tháng và hằng năm các phòng, ban chốt số liệu.", "các phòng, ban"),
    ("behind an order", "Giao Công an xã truy vết đối tượng.", "Công an xã"),
    ("the post of a school", "Kế toán đối chiếu công nợ hằng tháng.", "Kế toán"),
    ("units of service", "Các đơn vị sự nghiệp quán triệt đến viên chức.", "Các đơn vị sự nghiệp"),
]


@pytest.mark.parametrize(("sentence", "party"), [case[1:] for case in OPEN_VERBS], ids=[case[0] for case in OPEN_VERBS])
def test_a_known_body_that_opens_a_clause_acts_whatever_the_verb(sentence: str, party: str) -> None:
    assert [parties for _, parties in told(sentence)] == [(party,)]


NO_PREDICATES = [
    ("an assessment", "Cán bộ, công chức còn hạn chế về kỹ năng số."),
    ("the rest of a name", "Phòng Nội vụ huyện Tân Yên."),
    ("an attribute", "Bộ phận Một cửa hiện đại của xã."),
    ("a level", "Trung tâm Y tế dự phòng tỉnh."),
    ("an aim", "Đội ngũ cán bộ, công chức đáp ứng yêu cầu nhiệm vụ."),
    ("a scope", "Cán bộ, công chức của các phòng, ban trên địa bàn huyện."),
    ("how a party shall turn out", "Chi bộ hoàn thành tốt nhiệm vụ."),
    ("the passive", "Công an xã được trang bị đủ phương tiện."),
]


@pytest.mark.parametrize("sentence", [case[1] for case in NO_PREDICATES], ids=[case[0] for case in NO_PREDICATES])
def test_what_may_follow_a_body_without_telling_it_anything(sentence: str) -> None:
    assert told(sentence) == []


ROLES = [
    ("to advise on an inspection is no inspection yet", "Phòng Nội vụ tham mưu kiểm tra công vụ.",
     [("lead+execute+monitor", ("Phòng Nội vụ",))]),
    ("a time before the verb hides no role", "Phòng Nội vụ rà soát hồ sơ; định kỳ trước ngày 20 của tháng cuối quý báo cáo UBND huyện.",
     [("lead+execute", ("Phòng Nội vụ",)), ("report", ("Phòng Nội vụ",))]),
    ("a leader as an object does not lead", "Đoàn kiểm tra làm việc với lãnh đạo đơn vị.",
     [("execute+monitor", ("Đoàn kiểm tra",))]),
    ("given inside the sentence", "Việc tiếp nhận hồ sơ giao cho Bộ phận Một cửa chủ trì.",
     [("lead+execute", ("Bộ phận Một cửa",))]),
    ("a sentence behind a label", "Phân công: Giao Công an xã chủ trì; Phòng Kinh tế tham mưu kinh phí.",
     [("lead", ("Công an xã",)), ("execute", ("Phòng Kinh tế",))]),
    ("what the body of a label does is no sentence", "Chủ trì: Công chức Văn phòng - Thống kê phụ trách việc ban hành văn bản.",
     [("lead", ("Công chức Văn phòng - Thống kê",))]),
    ("the standing office behind another task", "Rà soát thủ tục theo Kế hoạch của UBND tỉnh; Văn phòng Sở làm đầu mối.",
     [("lead", ("Văn phòng Sở",))]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES])
def test_roles(sentence: str, expected: Told) -> None:
    assert told(sentence) == expected


def test_who_reports_troubles_is_who_was_told_before() -> None:
    text = (
        f"{ORGANISED}1. Công an xã tuần tra.\nTrên đây là Kế hoạch năm 2023; yêu cầu các phòng, đơn vị nghiêm túc thực hiện. "
        "Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh về UBND xã để xem xét./.\n"
    )
    last = assignments(reading_of(text))[-1]
    assert [str(role) for role in last.roles] == ["report"]
    assert last.parties[0].text == "các phòng, đơn vị"
    assert last.parties[0].inherited is not None


FIGURES = [
    # (why, sentence, (comparator, value, unit, period) of each)
    ("a series behind its measure", "Tỷ lệ hồ sơ trực tuyến: năm 2023 đạt 95%, năm 2024 đạt 97%.",
     [("=", 95, "%", "2023"), ("=", 97, "%", "2024")]),
    ("bare years", "Tỷ lệ hồ sơ trực tuyến: 2023: 80%; 2024: 85%.", [("=", 80, "%", "2023"), ("=", 85, "%", "2024")]),
    ("the year opens the clause", "Năm 2023 tỷ lệ hồ sơ đúng hạn đạt 95%.", [("=", 95, "%", "2023")]),
    ("all of a kind", "Kiểm tra tại 12/12 xã, thị trấn.", [("=", 12, "xã, thị trấn", None)]),
    ("a score out of the highest", "Đạt từ 85/100 điểm trở lên.", [(">=", 85, "điểm", None)]),
    ("how often before the count", "Mỗi tháng có 02 tin, bài tuyên truyền.", [("=", 2, "tin, bài/tháng", "tháng")]),
    ("a whole compound unit", "Thời gian chờ không quá 15 phút/lượt.", [("<=", 15, "phút/lượt", None)]),
    ("a bound behind a change", "Thời gian chờ giảm xuống dưới 15 phút/lượt.", [("<", 15, "phút/lượt", None)]),
    ("the object stands between", "Tăng thu ngân sách 15% so với dự toán giao.", [("increase", 15, "%", None)]),
    ("a multiple", "Số lượt truy cập tăng gấp 2 lần so với năm 2022.", [("increase", 2, "lần", None)]),
    ("a noun that no list holds", "Trang bị thêm 04 máy quét.", [("=", 4, "máy quét", None)]),
    ("a class is no name before a share", "Tỷ lệ lên lớp 98,8%.", [("=", 98.8, "%", None)]),
    ("a state that must not be", "Không để xảy ra tình trạng cán bộ yêu cầu thêm giấy tờ.", [("=", 0, None, None)]),
    ("a budget is no target", "Bố trí 100 triệu đồng cho công tác tuyên truyền.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in FIGURES], ids=[case[0] for case in FIGURES])
def test_figures(sentence: str, expected: list[tuple[str, float, str | None, str | None]]) -> None:
    found = targets(reading_of(f"{TASKS}- {sentence}\n"))
    assert [(one.comparator.value, one.value, one.unit, one.period) for one in found] == expected


def test_a_series_is_named_by_the_words_before_its_colon() -> None:
    found = targets(reading_of(f"{TASKS}- Tỷ lệ hồ sơ trực tuyến: năm 2023 đạt 95%, năm 2024 đạt 97%.\n"))
    assert {one.metric for one in found} == {"Tỷ lệ hồ sơ trực tuyến"}


def test_a_target_does_not_end_inside_a_compound() -> None:
    (only,) = targets(reading_of(f"{TASKS}- Hằng năm, kiểm tra tối thiểu 30% số cơ quan, đơn vị.\n"))
    assert only.evidence.quote.endswith("cơ quan, đơn vị")


TIMES = [
    # (why, sentence, (kind, date) of each)
    ("to the end of the year", "Số hóa hồ sơ từ quý II/2023 đến hết năm.", [("range", "2023-12-31")]),
    ("a week of a month", "Tổ chức khảo sát vào tuần 2 tháng 9/2023.", [("period", "2023-09-30")]),
    ("half a month", "Rà soát hồ sơ, hoàn thành trong nửa đầu tháng 5/2023.", [("period", "2023-05-31")]),
    ("an hour before the day", "Nộp hồ sơ trước 16 giờ 00 ngày 20/12/2023.", [("date", "2023-12-20")]),
    ("a term of school", "Dự giờ trong học kỳ I năm học 2023-2024.", [("period", None)]),
    ("a day of every year without 'ngày'", "Báo cáo kết quả trước 15/10 hàng năm.", [("recurring", None)]),
    ("a label of sending", "Hạn gửi: 15/11/2023.", [("date", "2023-11-15")]),
    ("a school year", "Tổ chức trong năm học 2023-2024.", [("period", None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES])
def test_times(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    found = deadlines(reading_of(f"{TASKS}- {sentence}\n"))
    assert [(str(one.kind), one.date) for one in found] == expected


def test_a_short_item_is_a_sentence_and_its_time_is_meant() -> None:
    items = "1. Khảo sát mức độ hài lòng trong quý II năm 2023\n2. Phấn đấu đến cuối năm 2023 đạt 80%.\n"
    assert [one.date for one in deadlines(reading_of(TASKS + items))] == ["2023-06-30", "2023-12-31"]


CITED = [
    ("a duration", "Bồi dưỡng theo Thông tư số 17/2019/TT-BGDĐT ngày 01/11/2019 của Bộ GD&ĐT ban hành Chương trình bồi dưỡng giáo viên|, thời lượng ít nhất 120 tiết."),
    ("how often", "Thực hiện Kế hoạch số 25/KH-UBND ngày 10/02/2023 của UBND huyện về tuyên truyền cải cách hành chính|, mỗi tháng đăng 02 tin."),
    ("an order", "Rà soát theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ về thủ tục trên môi trường điện tử|, giao công chức Văn phòng tham mưu."),
    ("amended by", "Áp dụng Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính| (đã được sửa đổi, bổ sung bởi Nghị định số 92/2017/NĐ-CP)."),
]  # fmt: skip


@pytest.mark.parametrize("sentence", [case[1] for case in CITED], ids=[case[0] for case in CITED])
def test_a_title_ends_where_the_sentence_goes_on(sentence: str) -> None:
    text = f"{TASKS}- {sentence.replace('|', '')}\n"
    assert citations(reading_of(text))[0].evidence.end == len(TASKS) + 2 + sentence.index("|")


def table(rows: list[list[str]]) -> Reading:
    text, blocks = HEAD + "PHỤ LỤC\n", []
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            place = Cell(table=0, row=row, column=column, row_span=1, column_span=1)
            blocks.append(Block(start=len(text), end=len(text) + len(words), kind=BlockKind.CELL, cell=place))
            text += words + "\n"
    return read(Document(source=SOURCE, text=text, blocks=tuple(blocks), grade=Grade.GOOD))


def flat(lines: list[str]) -> Reading:
    return reading_of(ORGANISED + "1. Thực hiện tốt Kế hoạch.\nPHỤ LỤC\n" + "\n".join(lines) + "\n")


DITTO = [
    ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian"],
    ["1", "Rà soát văn bản", "Phòng Nội vụ", "Quý I/2023"],
    ["2", "Lập danh mục", "-nt-", "nt"],
    ["3", "Công khai", "Như trên", "〃"],
]


@pytest.mark.parametrize(
    "reading", [table(DITTO), flat([cell for row in DITTO for cell in row])], ids=["cells", "flat"]
)
def test_a_ditto_mark_repeats_the_cell_above(reading: Reading) -> None:
    found = assignments(reading)
    rows = [item for item in found if item.task_row is not None]
    assert [(item.parties[0].text, item.task) for item in rows] == [
        ("Phòng Nội vụ", "Rà soát văn bản"),
        ("Phòng Nội vụ", "Lập danh mục"),
        ("Phòng Nội vụ", "Công khai"),
    ]
    assert [item.parties[0].inherited is not None for item in rows] == [False, True, True]
    assert [(one.date, one.evidence.quote) for one in deadlines(reading)] == [
        ("2023-03-31", "Quý I/2023"),
        ("2023-03-31", "nt"),
        ("2023-03-31", "〃"),
    ]


def test_parties_on_lines_of_their_own() -> None:
    reading = table(
        [
            ["TT", "Nội dung", "Cơ quan phối hợp", "Người thực hiện", "Thời gian"],
            ["1", "Kiểm tra", "Văn phòng UBND tỉnh\nSở Thông tin và Truyền thông", "Lê Thị Hoa\nTrần Văn Ba", "Quý I"],
        ]
    )
    told = [tuple(party.text for party in item.parties) for item in assignments(reading)]
    assert told == [("Văn phòng UBND tỉnh", "Sở Thông tin và Truyền thông"), ("Lê Thị Hoa", "Trần Văn Ba")]


def test_a_post_in_a_cell_ends_no_table() -> None:
    heads = ["STT", "Nội dung công việc", "Người phụ trách", "Thời gian thực hiện"]
    rows = ["1", "Xây dựng kế hoạch", "Hiệu trưởng", "Tháng 9/2023", "2", "Dự giờ", "Phó HT, TTCM", "Hàng tháng"]
    told = [tuple(party.text for party in item.parties) for item in assignments(flat(heads + rows)) if item.task_row]
    assert told == [("Hiệu trưởng",), ("Phó HT", "TTCM")]


YEARS = [
    ["TT", "Chỉ tiêu", "ĐVT", "Năm 2022", "Năm 2023", "Năm 2024"],
    ["1", "Tỷ lệ hồ sơ đúng hạn", "%", "90", "95", "98"],
    ["2", "Số xã đạt chuẩn", "xã", "5", "7", "9"],
]


@pytest.mark.parametrize(
    "reading", [table(YEARS), flat([cell for row in YEARS for cell in row])], ids=["cells", "flat"]
)
def test_each_year_of_the_plan_is_a_target_and_no_deadline(reading: Reading) -> None:
    found = [(one.metric, one.value, one.unit, one.period) for one in targets(reading)]
    assert found == [
        ("Tỷ lệ hồ sơ đúng hạn", 95, "%", "2023"),
        ("Tỷ lệ hồ sơ đúng hạn", 98, "%", "2024"),
        ("Số xã đạt chuẩn", 7, "xã", "2023"),
        ("Số xã đạt chuẩn", 9, "xã", "2024"),
    ]
    assert deadlines(reading) == ()


def test_every_item_of_varied_wording_cites_the_text() -> None:
    sentences = [case[1] for group in (OPEN_VERBS, ROLES, FIGURES, TIMES, CITED) for case in group]
    text = ORGANISED + "".join(f"{number}. {words}\n" for number, words in enumerate(sentences, start=1))
    plan = plan_of(text)
    for item in (*plan.assignments, *plan.targets, *plan.deadlines, *plan.citations):
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote
