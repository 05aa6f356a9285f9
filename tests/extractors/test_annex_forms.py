"""Annexes that hold forms: each form a section, its notes and the lines to be filled in none."""

import time

import pytest

from extractors.annexes import annexes
from extractors.form_marks import form_heading, is_fill_in, note_marks
from extractors.pipeline import read
from extractors.reading import Reading
from schema.document import Document, Grade, Source

PLAN = (
    "KẾ HOẠCH", "Tổ chức hội thi tay nghề năm 2031", "I. NỘI DUNG",
    "1. Đối tượng dự thi", "Học viên của mọi lớp và công nhân của mọi xưởng, đăng ký theo Mẫu số 01 của Kế hoạch này; mỗi đội gồm ba người.", "2. Thời gian: tháng 9.",
    "TM. BAN TỔ CHỨC", "TRƯỞNG BAN", "Vũ Đình Khoát",
)  # fmt: skip
REGISTER = (
    "(1)………………", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "PHIẾU ĐĂNG KÝ DỰ THI",
    "Hôm nay, tại (2) ………………, đội dự thi lập phiếu này.",
    "1. Thành viên của đội:", "1 ………………", "2 ………………", "2. Nghề dự thi:", "………………", "ĐỘI TRƯỞNG (3)",
)  # fmt: skip
NOTES = ("Ghi chú:", "(1) Tên lớp hoặc xưởng.", "(2) Nơi lập phiếu.", "(3) Ký và ghi họ tên.")
COUNT = (
    "BIÊN BẢN CHẤM THI", "Tổ chấm gồm:", "1. Ông (bà) ……………… Trưởng ban.", "2. Ông (bà) ……………… Thư ký.",
    "Kết quả như sau:", "1. Tổng số bài dự thi:………… bài.", "2. Ý kiến từng người như sau: (ghi vắn tắt)", "………………",
)  # fmt: skip


def reading(*annex: str, plan: tuple[str, ...] = PLAN, parting: str = "\n\n") -> Reading:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return read(Document(source=source, text=parting.join((*plan, *annex)), blocks=(), grade=Grade.GOOD))


def tree(*annex: str, plan: tuple[str, ...] = PLAN, parting: str = "\n\n") -> list[tuple[str, str | None, str | None]]:
    """Id, marker and title of what stands below and beside the annexes."""
    sections = reading(*annex, plan=plan, parting=parting).sections
    return [(one.id, one.marker, one.title) for one in sections if one.id.startswith("PL")]


def ids(*annex: str) -> list[str]:
    return [found for found, _, _ in tree(*annex)]


def test_each_form_is_a_section_and_numbers_its_items_anew() -> None:
    found = tree("PHỤ LỤC", "Mẫu số 01/ĐKDT", *REGISTER, *NOTES, "Mẫu số 02/BBCT", *COUNT)
    assert found == [
        ("PL1", None, None),
        ("PL1.Mẫu số 01/ĐKDT", "Mẫu số 01/ĐKDT", None),
        ("PL1.Mẫu số 01/ĐKDT.1", "1.", "Thành viên của đội"),
        ("PL1.Mẫu số 01/ĐKDT.2", "2.", "Nghề dự thi"),
        ("PL1.Mẫu số 02/BBCT", "Mẫu số 02/BBCT", None),
        ("PL1.Mẫu số 02/BBCT.1", "1.", "Tổng số bài dự thi"),
        ("PL1.Mẫu số 02/BBCT.2", "2.", "Ý kiến từng người như sau"),
    ]


def test_sections_of_a_form_stand_below_it_and_its_numbers_repeat_nothing() -> None:
    made = reading("PHỤ LỤC", "Mẫu số 01", *REGISTER, "Mẫu số 02", *REGISTER)
    sections = {one.id: one for one in made.sections}
    first, second = sections["PL1.Mẫu số 01"], sections["PL1.Mẫu số 02"]
    assert (first.level, first.parent, first.end) == (2, "PL1", second.start)
    item = sections["PL1.Mẫu số 02.1"]
    assert (item.level, item.parent) == (3, second.id) and second.start < item.start < second.end
    assert made.numbering_problems == []


@pytest.mark.parametrize(
    ("line", "mark", "title"),
    [
        ("Mẫu số 01/ĐKDT", "Mẫu số 01/ĐKDT", None),
        ("Mẫu 02", "Mẫu 02", None),
        ("BIỂU SỐ 3:", "BIỂU SỐ 3", None),
        ("Biểu mẫu 01a", "Biểu mẫu 01a", None),
        ("Mẫu số: 1.2", "Mẫu số: 1.2", None),
        ("Biểu 01: BÁO CÁO SỐ BÀI DỰ THI", "Biểu 01", "BÁO CÁO SỐ BÀI DỰ THI"),
        ("Biểu 02 - Danh sách giám khảo", "Biểu 02", "Danh sách giám khảo"),
        ("Mẫu số II. Đơn xin dự thi", "Mẫu số II", "Đơn xin dự thi"),
        ("Mẫu số 03 (Dành cho xưởng)", "Mẫu số 03", "(Dành cho xưởng)"),
        ("Biểu 4 TỔNG HỢP ĐIỂM THI", "Biểu 4", "TỔNG HỢP ĐIỂM THI"),
    ],
)
def test_heading_of_a_form(line: str, mark: str, title: str | None) -> None:
    heading = form_heading(line)
    assert heading is not None and (heading.mark, heading.title) == (mark, title)


@pytest.mark.parametrize(
    "line",
    [
        "Mẫu số 01 được dùng cho mọi đội.",
        "Mẫu số 01: do xưởng trưởng lập",
        "Mẫu số 02: Danh sách giám khảo;",
        "Biểu 03, Biểu 04",
        "Biểu 5% số bài",
        "Mẫu 2031",
        "theo Mẫu số 01",
        "mẫu số 01",
        "Mẫu đơn dự thi",
    ],
)
def test_reference_to_a_form_is_no_heading(line: str) -> None:
    assert form_heading(line) is None


def test_a_reference_in_the_text_of_an_annex_opens_no_form() -> None:
    assert ids("PHỤ LỤC 1", "HƯỚNG DẪN", "1. Hồ sơ", "Mỗi đội lập phiếu theo Mẫu số 01 và gửi về xưởng.", "2. Nơi nhận hồ sơ") == ["PL1", "PL1.1", "PL1.2"]  # fmt: skip


def test_the_colon_of_a_mark_announces_the_title_in_the_next_line() -> None:
    found = tree("PHỤ LỤC 1", "Biểu 01:", "TỔNG HỢP ĐIỂM THI", "1. Vòng loại", "2. Chung kết")
    assert found[1] == ("PL1.Biểu 01", "Biểu 01", "TỔNG HỢP ĐIỂM THI")
    assert [found_id for found_id, _, _ in found[2:]] == ["PL1.Biểu 01.1", "PL1.Biểu 01.2"]


def test_forms_behind_an_outline_and_behind_a_flattened_table() -> None:
    table = ("TT", "Họ và tên", "Điểm thi", "1", "2", "3")
    found = tree("Phụ lục số 01:", "ĐỀ CƯƠNG BÁO CÁO", "kết quả hội thi tay nghề (đợt …/2031)", "I. Tình hình", "1. Thuận lợi", "II. Kết quả", "Biểu 01: KẾT QUẢ VÒNG LOẠI", *table, "Biểu 02: KẾT QUẢ CHUNG KẾT", "1. Nghề mộc", "2. Nghề hàn")  # fmt: skip
    assert [(found_id, title) for found_id, _, title in found] == [
        ("PL1", "ĐỀ CƯƠNG BÁO CÁO kết quả hội thi tay nghề (đợt …/2031)"),
        ("PL1.I", "Tình hình"),
        ("PL1.I.1", "Thuận lợi"),
        ("PL1.II", "Kết quả"),
        ("PL1.Biểu 01", "KẾT QUẢ VÒNG LOẠI"),
        ("PL1.Biểu 02", "KẾT QUẢ CHUNG KẾT"),
        ("PL1.Biểu 02.1", "Nghề mộc"),
        ("PL1.Biểu 02.2", "Nghề hàn"),
    ]


def test_lines_without_blank_lines_between_them() -> None:
    found = tree("PHỤ LỤC", "Mẫu số 01", *REGISTER, *NOTES, "Mẫu số 02", *COUNT, parting="\n")
    assert [found_id for found_id, _, _ in found] == ["PL1", "PL1.Mẫu số 01", "PL1.Mẫu số 01.1", "PL1.Mẫu số 01.2", "PL1.Mẫu số 02", "PL1.Mẫu số 02.1", "PL1.Mẫu số 02.2"]  # fmt: skip


def test_the_entries_of_a_list_of_forms_are_none() -> None:
    forms = ("Mẫu số 01: Phiếu đăng ký", *REGISTER, "Mẫu số 02: Biên bản chấm thi", *COUNT)
    entries = ("Mẫu số 01: Phiếu đăng ký", "Mẫu số 02: Biên bản chấm thi")
    table = ("TT", "Tên mẫu", "Nội dung", "1", "Mẫu số 01", "Phiếu đăng ký", "2", "Mẫu số 02", "Biên bản chấm thi")
    wanted = ids("PHỤ LỤC", *forms)
    assert ids("PHỤ LỤC", *entries, *forms) == ids("PHỤ LỤC", *table, *forms) == wanted
    assert sum("Mẫu" in found and found.count(".") == 1 for found in wanted) == 2


def test_forms_behind_the_signature_without_a_cover_are_annexes() -> None:
    made = reading("Mẫu số 01", *REGISTER, *NOTES, "Mẫu số 02: BIÊN BẢN", *COUNT)
    found = [(one.id, one.marker, one.title) for one in made.sections if one.id.startswith("PL") and not one.parent]
    assert found == [("PL1", "Mẫu số 01", None), ("PL2", "Mẫu số 02", "BIÊN BẢN")]
    assert [(one.label, one.title) for one in annexes(made)] == [("Mẫu số 01", None), ("Mẫu số 02", "BIÊN BẢN")]


def test_a_mark_alone_in_the_main_body_opens_nothing() -> None:
    sections = reading(plan=(*PLAN[:5], "Mẫu số 02", *PLAN[5:])).sections
    assert [one.id for one in sections if one.marker] == ["I", "I.1", "I.2"]


def test_a_form_with_an_act_of_its_own_is_no_annex_beside_that_which_holds_it() -> None:
    act = "(Kèm theo Kế hoạch số 7/KH-BTC)"
    assert ids("PHỤ LỤC I", "CÁC BIỂU MẪU", "Mẫu số 01", "PHIẾU ĐĂNG KÝ", act, "1. Họ tên", "Mẫu số 02", "BIÊN BẢN", act, "1. Tổ chấm", "PHỤ LỤC II", "DANH SÁCH GIÁM KHẢO") == ["PL1", "PL1.Mẫu số 01", "PL1.Mẫu số 01.1", "PL1.Mẫu số 02", "PL1.Mẫu số 02.1", "PL2"]  # fmt: skip


def test_the_act_below_the_label_is_no_title() -> None:
    found = tree(
        "PHỤ LỤC", "ban hành kèm theo Kế hoạch hội thi tay nghề của trường", "DANH SÁCH GIÁM KHẢO", "1. Nghề mộc"
    )
    assert found[0] == ("PL1", None, "DANH SÁCH GIÁM KHẢO")


def test_items_to_which_nothing_above_refers_are_sections() -> None:
    items = ("1. Các bước chấm thi", "(1) Nhận bài.", "(2) Chấm vòng một.", "(3) Công bố điểm.")
    wanted = ["PL1", "PL1.Mẫu số 01", "PL1.Mẫu số 01.1", *(f"PL1.Mẫu số 01.1.{number}" for number in (1, 2, 3))]
    assert ids("PHỤ LỤC", "Mẫu số 01", "BIÊN BẢN", *items) == wanted
    listed = "Việc chấm thi gồm: (1) nhận bài; (2) chấm; (3) công bố."
    assert ids("PHỤ LỤC", "Mẫu số 01", listed, *items) == wanted


def test_a_note_of_one_form_hides_no_item_of_the_next() -> None:
    items = ("1. Các bước chấm thi", "(1) Nhận bài.", "(2) Chấm vòng một.")
    assert ids("PHỤ LỤC", "Mẫu số 01", *REGISTER, *NOTES, "Mẫu số 02", *items)[-2:] == ["PL1.Mẫu số 02.1.1", "PL1.Mẫu số 02.1.2"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("(1)…………", ["1"]),
        ("……………(1)", ["1"]),
        ("(1) ..........., tại (2) _____", ["1", "2"]),
        ("THƯ KÝ HỘI THI (5)", ["5"]),
        ("Xưởng trưởng (2) đọc lời mở đầu.", ["2"]),
        ("(1) Nhận bài.", []),
        ("Gồm: (1) nhận bài, (2) chấm bài ……(3)", ["3"]),
    ],
)
def test_marks_that_notes_explain(text: str, marks: list[str]) -> None:
    assert list(note_marks(text)) == marks


@pytest.mark.parametrize(
    "words", ["……………", "Ông (bà) ……………… Trưởng ban.", "Ông ............... thư ký", "Bà _________", ". . . . . . . ."]
)
def test_a_line_to_be_filled_in(words: str) -> None:
    assert is_fill_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "Tổng số bài dự thi: ………………………… bài.",
        "Họ và tên (viết chữ in hoa): …………………………",
        "Hội thi biểu quyết danh sách người được trao giải bằng hình thức …………………",
        "Nghề mộc, nghề hàn...",
        "Nghề mộc.",
        "",
    ],
)
def test_a_label_with_its_blank_is_none(words: str) -> None:
    assert not is_fill_in(words)


def test_long_annexes_are_read_in_linear_time() -> None:
    def seconds(forms: int) -> float:
        begun = time.perf_counter()
        reading("PHỤ LỤC", *("Mẫu số 01", "Đội (1) ..... (2) thi: (3), " * 30, ". " * 300, "(1) Tên đội.") * forms)
        return time.perf_counter() - begun

    seconds(4)
    small, large = seconds(20), seconds(80)
    assert large < 10 * small + 0.5
