"""What plans of schools, contests and housing schemes of 2011-2026 write and no sample does: letters below a number,
bullets whose symbol font is lost, rights and disclaimers, weeks of a timetable, measures at their number.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.flow import prepare
from schema.document import Document, Grade
from tests.extractors.test_unseen_times import SOURCE, plan_of
from tests.extractors.test_web_plans import reading

HEAD = "KẾ HOẠCH\nHỗ trợ nhà ở năm 2026\n\nI. NỘI DUNG\n1. Chuẩn bị\n"


def test_letters_that_are_told_with_their_number_stand_below_it() -> None:
    body = (
        "II. CÁC BƯỚC\n2. Chuẩn bị\n2.1. Bước 1: Rà soát\n2.1.a. Thành lập tổ rà soát\nTổ gồm 05 người.\n"
        "2.1.b. Tiếp nhận hồ sơ\nTại trụ sở thôn.\n2.2. Bước 2: Xây dựng\n2.2.a. Sở Xây dựng lập 03 mẫu thiết kế.\n"
    )
    plan = plan_of(HEAD + body)
    found = [(one.id, one.marker, one.title) for one in plan.sections if one.id.startswith("II.")]
    assert found[2:5] == [
        ("II.2.1.a", "2.1.a.", "Thành lập tổ rà soát"), ("II.2.1.b", "2.1.b.", "Tiếp nhận hồ sơ"),
        ("II.2.2", "2.2.", "Bước 2: Xây dựng"),
    ]  # fmt: skip
    assert [one.evidence.quote for one in plan.assignments] == ["Sở Xây dựng lập 03 mẫu thiết kế."]


@pytest.mark.parametrize("letter", "oØü§")
def test_a_letter_that_a_bullet_turned_into_opens_a_paragraph(letter: str) -> None:
    text = f"1. Yêu cầu cụ thể:\n{letter} Mỗi lớp có 01 sản phẩm\n{letter} Đội nào cũng có không quá 05 em\n"
    made = prepare(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))
    assert [one.bullet for one in made.paragraphs] == [None, letter, letter]
    assert made.flow[made.paragraphs[1].start] == "•"


def test_a_word_of_one_letter_is_no_bullet() -> None:
    made = reading("I. NỘI DUNG\nCác hộ khó khăn về nhà\no ép được hỗ trợ.\n")
    assert [one.bullet for one in made.paragraphs] == [None, None]


NO_TASK = [
    ("a right", "- Ban Tổ chức có quyền loại bỏ bài thi không hợp lệ."),
    ("what one keeps", "- Ban Tổ chức giữ quyền quyết định cuối cùng về giải thưởng."),
    ("a disclaimer", "- Ban Tổ chức sẽ không chịu trách nhiệm về bài thi bị thất lạc."),
]


@pytest.mark.parametrize(("why", "line"), NO_TASK)
def test_what_somebody_may_do_is_no_task(why: str, line: str) -> None:
    plan = plan_of(f"{HEAD}{line}\n- Ban Tổ chức công bố kết quả tại nhà văn hóa xã.\n")
    assert [one.evidence.quote for one in plan.assignments] == ["Ban Tổ chức công bố kết quả tại nhà văn hóa xã."], why


def test_a_capital_behind_a_semicolon_begins_a_duty_of_its_own() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Trung tâm Y tế\n- Tham mưu kế hoạch khám sàng lọc; Triển khai khám sức khỏe người cao tuổi.\n"
    duties = [one.evidence.quote for one in plan_of(HEAD + body).assignments]
    assert duties == ["Tham mưu kế hoạch khám sàng lọc", "Triển khai khám sức khỏe người cao tuổi."]


def test_students_and_lecturers_are_told_what_to_do() -> None:
    body = "II. QUY ĐỊNH\n- Sinh viên phải nộp báo cáo thực tập.\n- Giảng viên hướng dẫn chấm điểm từng nhóm.\n"
    parties = [[one.text for one in item.parties] for item in plan_of(HEAD + body).assignments]
    assert parties == [["Sinh viên"], ["Giảng viên hướng dẫn"]]


WEEKS = [
    ("days in a bracket", "- Tuần 1 (15-21/11): Phát động trong toàn trường.", ("2026-11-15", "2026-11-21")),
    ("two months in a bracket", "- Tuần 3 (29/11-05/12): Hoàn thiện sản phẩm.", ("2026-11-29", "2026-12-05")),
    ("an arrow", "2. Lịch tổ chức (15/11 → 10/12/2026)", ("2026-11-15", "2026-12-10")),
    ("no spaces", "- Thời gian: 04/08-20/08/2026.", ("2026-08-04", "2026-08-20")),
]


@pytest.mark.parametrize(("why", "line", "days"), WEEKS)
def test_the_weeks_of_a_timetable(why: str, line: str, days: tuple[str, str]) -> None:
    found = plan_of(f"{HEAD}{line}\n- Chuẩn bị hội trường.\n").deadlines
    assert [(one.kind.value, one.start, one.end) for one in found] == [("range", *days)], why


def test_a_year_since_an_event_is_an_offset() -> None:
    found = plan_of(f"{HEAD}- Lưu bài thi trong thời hạn 01 năm kể từ ngày bế mạc mà không trả lại.\n").deadlines
    assert [(one.kind.value, one.evidence.quote) for one in found] == [
        ("offset", "trong thời hạn 01 năm kể từ ngày bế mạc")
    ]


Figures = list[tuple[str, float, str | None]]
MEASURES: list[tuple[str, str, Figures]] = [
    ("a measure at its number", "- Nhà ở có diện tích sử dụng tối thiểu 30m2.", [(">=", 30, "m2")]),
    ("the standard that a share reaches", "- Có ít nhất 60% số thôn đạt chuẩn diện tích tối thiểu 40m2.", [(">=", 60, "%")]),
    ("what is kept going", "- Duy trì sinh hoạt 04 câu lạc bộ gia đình hạnh phúc.", [("=", 4, "câu lạc bộ")]),
    ("the weights of a mark", "- Điểm gồm 30% điểm quá trình và 70% điểm do Hội đồng đánh giá.", []),
    ("a number at its item", "3.2.Số hóa 100% hồ sơ mới tiếp nhận.", [("=", 100, "%")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "line", "wanted"), MEASURES)
def test_measures(why: str, line: str, wanted: Figures) -> None:
    found = plan_of(f"{HEAD}{line}\n").targets
    assert [(one.comparator, one.value, one.unit) for one in found] == wanted, why
    assert not any(one.evidence.quote[0].isdigit() and "." in one.evidence.quote[:3] for one in found)


def test_a_symbol_that_a_viewer_tears_apart() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nPHƯỜNG 1\nSố: 447\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n/KH-UBND\n\nĐộc lập - Tự do - Hạnh phúc\n"
        "Phường 1, ngày 24 tháng 3 năm 2026\n\nKẾ HOẠCH\nPhổ biến pháp luật năm 2026\n\nI. NỘI DUNG\nTuyên truyền.\n"
    )
    head = plan_of(text).header
    values = [getattr(head, name) for name in ("symbol", "issuer", "unit_kind", "unit_name")]
    assert [one and one.value for one in values] == ["447/KH-UBND", "UBND phường 1", "phường", "1"]


def test_the_heading_of_a_page_is_not_the_head_of_the_document() -> None:
    text = (
        "# Hướng dẫn thực hiện Quyết định số 22/2013/QĐ-TTg ngày 26 tháng 4 năm 2013 về nhà ở\n\n"
        "ỦY BAN NHÂN DÂN TỈNH HÒA AN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 3210/QĐ-UBND\n\nHòa An, ngày 28 tháng 6 năm 2014\n\nQUYẾT ĐỊNH\n\nVỀ BAN HÀNH KẾ HOẠCH NHÀ Ở\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch nhà ở.\n\nKẾ HOẠCH\n\nNHÀ Ở NĂM 2014\n\nI. NỘI DUNG\nRà soát.\n"
    )
    head = plan_of(text).header
    assert head.symbol and head.date and (head.symbol.value, head.date.value) == ("3210/QĐ-UBND", "2014-06-28")


def test_the_hyphen_of_a_party_symbol_lost_at_the_end_of_a_line() -> None:
    found = plan_of(f"{HEAD}- Thực hiện Nghị quyết số 21NQ/TW ngày 25/10/2017.\n").citations
    assert [(one.symbol, one.evidence.quote) for one in found] == [
        ("21-NQ/TW", "Nghị quyết số 21NQ/TW ngày 25/10/2017")
    ]


def test_a_faculty_issues_below_its_university() -> None:
    text = (
        "TRƯỜNG ĐẠI HỌC HÒA AN\nKHOA CÔNG NGHỆ MÁY TÍNH\nSố: 46/KH-KCN\nHòa An, ngày 16 tháng 5 năm 2026\nKẾ HOẠCH\n"
        "Thực tập năm 2026\nI. NỘI DUNG\nNộp đề cương.\n"
    )
    issuer = plan_of(text).header.issuer
    assert issuer is not None and issuer.value == "Khoa công nghệ máy tính"
