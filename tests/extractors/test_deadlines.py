"""Deadlines, sentence by sentence: kind, date and frequency of each. All sentences are invented in the genre's manner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.deadlines import deadlines
from extractors.deadlines_grammar import rules
from extractors.reading import Paragraph, Reading
from schema.document import Cell, Document, Grade, Source

HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2023\n"


def reading_of(body: str, head: str = HEAD, cells: dict[str, Cell] | None = None) -> Reading:
    text = head + body
    source = Source(name="thu.txt", sha256="0", media_type="text/plain", reader="text")
    document = Document(source=source, text=text, blocks=(), grade=Grade.GOOD)
    paragraphs, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(start=offset, end=offset + len(line), cell=(cells or {}).get(line)))
        offset += len(line) + 1
    return Reading(document=document, flow=text, paragraphs=tuple(paragraphs))


def found(body: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(one.kind.value, one.date, one.frequency) for one in deadlines(reading_of(body))]


def date(day: str) -> tuple[str, str | None, tuple[str, ...]]:
    return ("date", day, ())


def period(day: str | None) -> tuple[str, str | None, tuple[str, ...]]:
    return ("period", day, ())


def recurring(*frequency: str) -> tuple[str, str | None, tuple[str, ...]]:
    return ("recurring", None, frequency)


DATES = [
    ("Các đơn vị gửi báo cáo trước ngày 10/11/2023.", [date("2023-11-10")]),
    ("Hoàn thành chậm nhất ngày 25 tháng 9 năm 2023.", [date("2023-09-25")]),
    ("Hoàn thành xong trước 15/10/2023.", [date("2023-10-15")]),
    ("Tổ chức vào sáng ngày 12/8/2023 tại Hội trường xã.", [date("2023-08-12")]),
    ("Báo cáo trước ngày 05/12 để tổng hợp.", [date("2023-12-05")]),  # the year is the plan's: inferred
    ("Hoàn thành trước tháng 9/2023.", [date("2023-09")]),  # partial stays partial
    ("Phấn đấu đến hết năm 2025 hoàn thành số hóa dữ liệu hộ tịch.", [date("2025-12-31")]),
    ("Đến năm 2025, các thôn có nhà văn hóa đạt chuẩn.", [date("2025-12-31")]),
    ("Các xã ban hành kế hoạch truớc ngày 20/3/2023.", [date("2023-03-20")]),  # a common typing error
    ("Tổ chức ra quân ngày 26/3/2023.", [date("2023-03-26")]),
    ("Báo cáo 6 tháng: trước ngày 10/6; báo cáo năm: trước ngày 10/12.", [date("2023-06-10"), date("2023-12-10")]),
]
RANGES = [
    ("- Giai đoạn 2023 - 2025: thực hiện mô hình một cửa điện tử.", [("range", "2025", ())]),
    ("Thời gian: Ngày 18 - 19/7/2023", [("range", "2023-07-19", ())]),
    ("Thời gian: Từ tháng 10/2023 đến khi kết thúc kiểm kê.", [("range", None, ())]),
    ("Thời gian: Từ ngày 15/3/2024 đến ngày bầu cử.", [("range", None, ())]),
    ("Thời gian: Quý IV/2023 - Quý IV/2024", [("range", "2024-12-31", ())]),
    (
        "Giao quyền tự chủ theo Nghị định số 16/2015/NĐ-CP ngày 14/02/2015 của Chính phủ, lộ trình tính giá dịch vụ từ năm 2023 đến năm 2025.",
        [("range", "2025", ())],
    ),
    ("Tuyên truyền từ ngày 01/3/2023 đến ngày 30/6/2023.", [("range", "2023-06-30", ())]),
    ("Kiểm tra từ ngày 15/5 đến ngày 20/5/2023.", [("range", "2023-05-20", ())]),
    ("Triển khai từ tháng 3 đến tháng 6/2023.", [("range", "2023-06", ())]),
    ("Thời gian thực hiện: Giai đoạn 2021 - 2025.", [("range", "2025", ())]),
    ("Thời gian: 05/6/2023 - 09/6/2023.", [("range", "2023-06-09", ())]),
]
PERIODS = [
    ("Ban hành kế hoạch, xong trong quý II/2023.", [period("2023-06-30")]),
    ("Tuyên truyền trong nhân dân. Thời gian: Quý I/2023.", [period("2023-03-31")]),
    ("Thời gian thực hiện: Trong năm 2023.", [period("2023-12-31")]),
    ("Thời gian hoàn thành: Quý I/2023.", [period("2023-03-31")]),
    ("Thời gian hoàn thành: Quý II, III/2023", [period("2023-09-30")]),
    ("Sơ kết trong tháng 6 và tháng 7 năm 2023.", [period("2023-07-31")]),
    ("Kết nối với Cơ sở dữ liệu quốc gia về dân cư (Đề án 06) trong năm 2023.", [period("2023-12-31")]),
    ("Khởi công trường mầm non trung tâm tháng 11-2023.", [period("2023-11-30")]),
    ("Hoàn thành trong 6 tháng đầu năm 2023.", [period("2023-06-30")]),
    ("Trình Ủy ban nhân dân huyện trong quý 4/2023.", [period("2023-12-31")]),
    ("Tổng kết Đề án vào năm 2025.", [period("2025-12-31")]),
    ("Năm 2024: Tổng kết, đánh giá mô hình.", [period("2024-12-31")]),
    ("Phấn đấu 98% hồ sơ tiếp nhận trong năm được giải quyết đúng hạn.", [period(None)]),
    ("Quý III", [period("2023-09-30")]),  # a cell of its own
    ("Năm 2023", [period("2023-12-31")]),
]
OPEN = [
    ("Thời gian thực hiện: Trong năm 2023 và những năm tiếp theo.", [("period_open", None, ())]),
    ("Thời gian thực hiện: Từ năm 2023 trở đi.", [("period_open", None, ())]),
    ("Thời gian thực hiện: Tháng 4/2023 và thường xuyên.", [("period_open", None, ())]),
    ("Từ ngày 01/7/2023, thực hiện thu phí không dùng tiền mặt.", [("period_open", None, ())]),
    ("Tập huấn cho cán bộ (quý II/2023 và các năm tiếp theo).", [("period_open", None, ())]),
]
RECURRING = [
    ("Định kỳ hằng quý, 6 tháng, năm báo cáo Ủy ban nhân dân huyện.", [recurring("quý", "6 tháng", "năm")]),
    ("Hằng tháng, các thôn báo cáo tiến độ.", [recurring("tháng")]),
    ("Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo kết quả thực hiện.", [recurring("năm")]),
    ("Báo cáo trước ngày 15 tháng cuối quý.", [recurring("quý")]),
    ("Báo cáo trước ngày 20 hằng tháng.", [recurring("tháng")]),
    ("Báo cáo vào ngày 15/6 và 15/12 hằng năm.", [recurring("năm")]),
    ("Tiến độ: Tháng 3 và tháng 9 hằng năm.", [recurring("năm")]),
    ("Gửi báo cáo tháng chậm nhất đến ngày 05 của tháng kế tiếp.", [recurring("tháng")]),
    ("Họp giao ban vào thứ hai hàng tuần.", [recurring("tuần")]),
    ("Đánh giá định kỳ 6 tháng một lần.", [recurring("6 tháng")]),
    ("Thời gian thực hiện: Thường xuyên.", [recurring("thường xuyên")]),
    ("Hằng năm", [recurring("năm")]),
    ("Thường xuyên", [recurring("thường xuyên")]),
]
OTHERS = [
    ("Gửi tài liệu trước 05 ngày họp.", [("offset", None, ())]),
    ("Xử lý phản ánh, kiến nghị trong 05 ngày làm việc.", [("offset", None, ())]),
    ("Gửi Đoàn kiểm tra trước ngày kiểm tra 03 ngày làm việc.", [("offset", None, ())]),
    ("Trả lời trong vòng 03 ngày làm việc kể từ ngày nhận được kiến nghị.", [("offset", None, ())]),
    ("Ban hành kế hoạch đúng thời gian quy định.", [("relative", None, ())]),
    ("Báo cáo đột xuất khi có yêu cầu.", [("relative", None, ())]),
]
NONE = [
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 20/02/2023 về chuyển đổi số năm 2023.",  # a document's date and name
    "Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030.",  # a programme's name
    "Bảo đảm hoạt động không gián đoạn sau ngày 01/7/2023.",  # since when something holds
    "Tổng hợp báo cáo kết quả tổ chức thực hiện tháng 11/2023.",  # what a report tells of
    "Tăng cao hơn so với năm 2022.",  # a comparison
    "Khắc phục hạn chế trong năm 2022.",  # a year that is over
    "Nâng cao Chỉ số cải cách hành chính năm 2023.",  # an index's name
    "Xác định Chỉ số cải cách hành chính hằng năm của xã.",  # an attribute
    "Thường xuyên kiểm tra, đôn đốc các bộ phận.",  # how, not when
    "Kế hoạch này có hiệu lực kể từ ngày ký.",
    "Thực hiện nghị quyết giai đoạn 2021-2025.",
    "Tiếp tục thực hiện trong thời gian tới.",
    "Số liệu tính từ ngày 15/12/2022 đến ngày 14/12/2023.",  # what a report covers
    "Tổ chức xây dựng văn bản trong năm theo chương trình.",  # no figure, no year
    "Báo cáo kết quả thực hiện 6 tháng đầu năm 2023.",  # a report's name
    "Chi trả trợ cấp hằng tháng cho đối tượng bảo trợ xã hội.",  # money
    "Bảo đảm nước sạch cho sinh hoạt hằng ngày của người dân.",  # life
    "Bình xét thi đua cuối năm.",
]


@pytest.mark.parametrize(("body", "expected"), DATES + RANGES + PERIODS + OPEN + RECURRING + OTHERS)
def test_sentence_gives_its_deadlines(body: str, expected: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize("body", NONE)
def test_sentence_gives_no_deadline(body: str) -> None:
    assert found(body) == []


def test_year_from_the_title_is_inferred() -> None:
    (one,) = deadlines(reading_of("Hoàn thành trước ngày 30/9."))
    assert (one.date, one.inferred) == ("2023-09-30", True)


def test_spring_of_a_school_year_lies_in_the_next_year() -> None:
    head = "KẾ HOẠCH\nThực hiện nhiệm vụ năm học 2023 - 2024\n"
    first, second = deadlines(reading_of("Báo cáo học kỳ I trước ngày 10/01; khai giảng trước ngày 06/9.", head=head))
    assert (first.date, second.date) == ("2024-01-10", "2023-09-06")


def test_column_of_times_makes_its_cells_deadlines() -> None:
    def cell(row: int, column: int) -> Cell:
        return Cell(table=0, row=row, column=column)

    body = "Nhiệm vụ\nThời gian hoàn thành\nRà soát quy chế\nQuý II và cả năm 2023\nSơ kết\n30/6"
    cells = {
        "Nhiệm vụ": cell(0, 0),
        "Thời gian hoàn thành": cell(0, 1),
        "Rà soát quy chế": cell(1, 0),
        "Quý II và cả năm 2023": cell(1, 1),
        "Sơ kết": cell(2, 0),
        "30/6": cell(2, 1),
    }
    result = deadlines(reading_of(body, cells=cells))
    assert [one.task_row for one in result if one.date == "2023-06-30"][-1] == (0, 2)
    assert {one.task_row for one in result} == {(0, 1), (0, 2)}


@pytest.mark.parametrize(("shape", "rule"), rules(), ids=lambda value: getattr(value, "name", str(value)))
def test_rule_holds_on_its_examples(shape, rule) -> None:  # type: ignore[no-untyped-def]
    assert [example for example in rule.examples if not rule.search(example)] == []
    assert [example for example in rule.counter_examples if rule.search(example)] == []


@given(st.text(alphabet="0123456789/-. \nngàythánănmquýIVtrướcđếnhếtừ", max_size=200))
def test_any_text_gives_deadlines_that_quote_it(text: str) -> None:
    reading = reading_of(text)
    for one in deadlines(reading):
        assert reading.text[one.evidence.start : one.evidence.end] == one.evidence.quote
