"""Flattened task tables with heads of two rows, lists in their cells, and no text around them."""

from extractors.assignments import assignments
from extractors.deadlines import deadlines
from extractors.pipeline import read
from extractors.task_tables import task_rows
from schema.document import Block, BlockKind, Document, Grade
from tests.extractors.task_tables_made import SOURCE, cells, flat_reading, table_reading, told

TWO_ROWS = """STT
Nội dung công việc
Sản phẩm
Phân công
Thời gian
Ghi chú

Đơn vị chủ trì
Đơn vị phối hợp
Bắt đầu
Hoàn thành

I
SOẠN THẢO
1
Xây dựng đề cương
Đề cương
Sở Tư pháp
Sở Tài chính
2/2025
5/2025

2
Họp Tổ biên tập
Biên bản
Sở Tư pháp, Sở Nội vụ
Các đơn vị liên quan

6/2025

II
TRÌNH BAN HÀNH
1
Lấy ý kiến các địa phương

7/2025
8/2025
"""


def typed(text: str) -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(start=at, end=at + len(line), kind=BlockKind.PARAGRAPH, page=None))
        at += len(line) + 1
    return Document(text=text, blocks=tuple(blocks), source=SOURCE, grade=Grade.GOOD, grade_reasons=())


def test_heads_below_split_heads_stand_in_their_place() -> None:
    reading = read(typed(f"PHỤ LỤC\nTiến độ soạn thảo\n\n{TWO_ROWS}"))
    assert [cells(reading, row) for row in task_rows(reading)] == [
        {
            "number": "1", "task": "Xây dựng đề cương", "product": "Đề cương", "begin": "2/2025", "deadline": "5/2025",
            "parties": "Sở Tài chính",
        },
        {
            "number": "2", "task": "Họp Tổ biên tập", "product": "Biên bản", "deadline": "6/2025",
            "parties": "Các đơn vị liên quan",
        },
        {"number": "1", "task": "Lấy ý kiến các địa phương", "begin": "7/2025", "deadline": "8/2025"},
    ]  # fmt: skip
    assert [item[:2] for item in told(reading)] == [
        ("lead", ("Sở Tư pháp",)),
        ("coordinate", ("Sở Tài chính",)),
        ("lead", ("Sở Tư pháp", "SO_NOI_VU")),
        ("coordinate", ("CO_QUAN_DON_VI",)),
    ]
    assert [item.evidence.quote for item in deadlines(reading)] == ["5/2025", "6/2025", "8/2025"]


def test_a_plan_that_is_a_table_alone_has_its_groups_for_sections_and_its_times_for_deadlines() -> None:
    text = (
        "UBND TỈNH A\nSỞ B\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2025\n\nTT\nNội dung công việc\nĐơn vị chủ trì\n"
    )
    text += "Thời gian thực hiện\nI\nXây dựng kế hoạch\n1\nBan hành kế hoạch kiểm tra\nVăn phòng Sở\nTháng 3\n"
    text += "II\nKiểm tra\n1\nKiểm tra các phòng\nThanh tra Sở\nTừ tháng 5-12\n"
    reading = read(typed(text))
    assert [(one.id, one.title) for one in reading.sections[-2:]] == [("I", "Xây dựng kế hoạch"), ("II", "Kiểm tra")]
    assert [(item.kind.value, item.section) for item in deadlines(reading)] == [("period", "I"), ("range", "II")]
    assert [item.section for item in assignments(reading)] == ["I", "II"]


def test_items_of_a_list_stay_in_their_cell_and_those_whom_a_task_is_for_do_not_carry_it_out() -> None:
    reading = flat_reading(
        [
            *["STT", "Tên văn bản", "Đối tượng tuyên truyền", "Hình thức", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"],
            *["1", "Luật Đất đai", "- Toàn thể cán bộ, công chức", "- Doanh nghiệp và các tổ chức khác.", "- Tập huấn."],
            *["- Chuyên đề trên báo chí", "Thanh tra Bộ", "- Vụ Pháp chế", "- Văn phòng Bộ", "Năm 2025"],
            *["2", "Luật Đầu tư", "Đoàn viên thanh niên", "Hội nghị", "Văn phòng Bộ", "Các đơn vị thuộc Bộ", "Quý II/2025"],
        ]
    )  # fmt: skip
    assert [item[:2] for item in told(reading)] == [
        ("lead", ("Thanh tra Bộ",)),
        ("coordinate", ("Vụ Pháp chế", "Văn phòng Bộ")),
        ("lead", ("Văn phòng Bộ",)),
        ("coordinate", ("CO_QUAN_DON_VI",)),
    ]
    audience = [cells(reading, row)["audience"] for row in task_rows(reading)]
    assert audience == ["- Toàn thể cán bộ, công chức - Doanh nghiệp và các tổ chức khác.", "Đoàn viên thanh niên"]


def test_a_list_in_the_cell_of_a_task_names_nobody() -> None:
    reading = flat_reading(
        [
            *["TT", "Nội dung", "Thời gian", "Cơ quan chủ trì", "Cơ quan phối hợp"],
            *["1.", "Điều tra xã hội học:", "- Đối tượng điều tra:", "+ Lãnh đạo sở: 30 người", "+ Doanh nghiệp: 100 phiếu"],
            *["- Tổng số mẫu: 130", "Tháng 4/2025", "Sở Nội vụ", "Các sở, ban, ngành"],
            *["2.", "Công bố kết quả", "Tháng 6/2025", "Sở Nội vụ", "Các cơ quan có liên quan"],
        ]
    )  # fmt: skip
    assert [item[:2] for item in told(reading)] == [
        ("lead", ("SO_NOI_VU",)),
        ("coordinate", ("CAC_NGANH",)),
        ("lead", ("SO_NOI_VU",)),
        ("coordinate", ("CO_QUAN_DON_VI",)),
    ]
    assert [item.evidence.quote for item in deadlines(reading)] == ["Tháng 4/2025", "Tháng 6/2025"]


def test_a_group_whose_first_row_was_left_out_begins_with_its_second() -> None:
    reading = flat_reading(
        [
            *["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"],
            *["I", "XÂY DỰNG KẾ HOẠCH", "1", "Ban hành kế hoạch", "Sở Nội vụ", "Quý I", "2", "Rà soát", "Sở Y tế", "Quý II"],
            *["II", "KIỂM TRA", "2", "Kiểm tra các xã", "Thanh tra Sở", "Quý III", "3", "Kết luận", "Sở Nội vụ", "Quý IV"],
        ]
    )  # fmt: skip
    assert [item[2] for item in told(reading)] == ["Ban hành kế hoạch", "Rà soát", "Kiểm tra các xã", "Kết luận"]


def test_a_group_whose_number_and_title_share_the_cell_over_the_row_is_a_section() -> None:
    reading = table_reading(
        [
            ["TT", "Nhiệm vụ cụ thể", "Đơn vị chủ trì", "Thời gian"],
            ["", ("I. Cải cách thể chế", 1, 3), None, None],
            ["1", "Rà soát văn bản", "Sở Tư pháp", "Quý I"],
            ["", ("II. Cải cách thủ tục", 1, 3), None, None],
            ["1", "Niêm yết thủ tục", "Sở Nội vụ", "Quý II"],
        ]
    )
    assert [one.title for one in reading.sections[-2:]] == ["Cải cách thể chế", "Cải cách thủ tục"]


def test_an_empty_line_in_a_row_is_an_empty_cell_and_below_a_group_a_row_without_number_stands() -> None:
    text = "PHỤ LỤC\nDanh mục\n\nSTT\nNội dung công việc\nThời gian thực hiện\nĐơn vị chủ trì\nĐơn vị phối hợp\n\n"
    text += "I. TỰ KIỂM TRA VĂN BẢN\nKiểm tra văn bản của sở\nQuý II/2024\nPhòng Pháp chế\nVăn phòng Sở\n\n"
    text += "II. KIỂM TRA TẠI CÁC XÃ\n\n1\n\nXã Hòa An\nTháng 6/2024\nPhòng Pháp chế\nUBND xã Hòa An\n\n"
    text += "2\n\nXã Tân Lập\nTháng 7/2024\n\nUBND xã Tân Lập\n"
    reading = read(typed(text))
    assert [item[:2] for item in told(reading)] == [
        ("lead", ("Phòng Pháp chế",)),
        ("coordinate", ("Văn phòng Sở",)),
        ("lead", ("Phòng Pháp chế",)),
        ("coordinate", ("UBND xã Hòa An",)),
        ("coordinate", ("UBND xã Tân Lập",)),
    ]
    assert [one.title for one in reading.sections[-2:]] == ["TỰ KIỂM TRA VĂN BẢN", "KIỂM TRA TẠI CÁC XÃ"]


def test_how_long_a_task_may_take_and_where_it_is_held_stand_in_no_column_of_bodies() -> None:
    reading = flat_reading(
        [
            *["TT", "Nội dung", "Địa điểm", "Thời gian", "Đơn vị thực hiện"],
            *["1", "Thẩm định kế hoạch", "Hà Nội", "26/4/2024 - 21/5/2024", "≤ 20 ngày làm việc", "Sở Y tế"],
            *["2", "Phê duyệt kết quả", "Vũng Tàu", "Dự kiến 23/7/2024", "Sở Nội vụ"],
            *["3", "Tổng cộng:", "Tổng cộng:"],
        ]
    )  # fmt: skip
    assert [item[1] for item in told(reading)] == [("Sở Y tế",), ("SO_NOI_VU",)]


def test_the_next_item_ends_the_table_that_stands_in_the_one_before() -> None:
    text = "KẾ HOẠCH\nKiểm tra năm 2024\nI. NỘI DUNG\n1. Kiểm tra\n1.1. Nhân lực\n\nTT\nNội dung\nGhi chú\n1\nBác sĩ\n2\nDược sĩ\n\n"
    text += "1.2. Kiểm tra kết quả\n1.2.1. Sở Y tế\n- Quy hoạch mạng lưới.\nII. TỔ CHỨC THỰC HIỆN\n1. Giao Văn phòng theo dõi.\n"
    assert {"I.1.1", "I.1.2", "I.1.2.1"} <= {one.id for one in read(typed(text)).sections}
