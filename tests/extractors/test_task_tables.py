"""Task tables: what each column is for, which rows are tasks, and who is given them."""

import pytest

from extractors.assignments import assignments
from extractors.deadlines import deadlines
from extractors.task_tables import Column, column_of, table_assignments, task_rows
from schema.plan import Role
from schema.text import fold
from tests.extractors.task_tables_made import CellText, cells, table_reading, told


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("STT", Column.NUMBER),
        ("TT", Column.NUMBER),
        ("Nội dung công việc", Column.TASK),
        ("Nhiệm vụ cụ thể", Column.TASK),
        ("Nội dung thực hiện", Column.TASK),
        ("Sản phẩm dự kiến", Column.PRODUCT),
        ("Kết quả thực hiện", Column.PRODUCT),
        ("Thời gian hoàn thành", Column.DEADLINE),
        ("Thời gian thực hiện", Column.DEADLINE),
        ("Tiến độ", Column.DEADLINE),
        ("Cơ quan chủ trì", Column.PARTIES),
        ("Đơn vị, cá nhân thực hiện", Column.PARTIES),
        ("Người phụ trách", Column.PARTIES),
        ("Phân công thực hiện nhiệm vụ", Column.PARTIES),
        ("Kinh phí", Column.COST),
        ("Đơn vị tính", Column.NOTE),
        ("Ghi chú", Column.NOTE),
        ("Họ và tên", Column.PERSON),
    ],
)
def test_head_words_tell_what_a_column_is_for(head: str, column: Column | None) -> None:
    assert column_of(fold(head)) is column


def test_each_cell_of_a_party_column_is_an_assignment() -> None:
    reading = table_reading(
        [
            ["STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"],
            ["I", ("CẢI CÁCH THỂ CHẾ", 1, 5), None, None, None, None],
            ["1", "Rà soát văn bản", "Báo cáo", "Phòng Tư pháp", "Các phòng, ban", "Quý IV/2024"],
            ["2", "Tập huấn CCHC", "Hội nghị", "Phòng Nội vụ", "-", "Tháng 6"],
        ]
    )
    assert told(reading) == [
        ("lead", ("Phòng Tư pháp",), "Rà soát văn bản"),
        ("coordinate", ("CQ_CHUYEN_MON_HUYEN",), "Rà soát văn bản"),
        ("lead", ("PHONG_NOI_VU",), "Tập huấn CCHC"),
    ]
    rows = task_rows(reading)
    assert [row.row for row in rows] == [2, 3]
    assert cells(reading, rows[0])["deadline"] == "Quý IV/2024"
    group = rows[0].group
    assert group is not None
    assert reading.text[group[0] : group[1]] == "CẢI CÁCH THỂ CHẾ"


def test_a_second_head_row_splits_a_merged_head() -> None:
    reading = table_reading(
        [
            [("TT", 2, 1), ("Nội dung", 2, 1), ("Phân công thực hiện", 1, 2), None, ("Thời hạn", 2, 1)],
            [None, None, "Chủ trì", "Phối hợp", None],
            ["1", "Niêm yết TTHC", "Bộ phận một cửa", "Công chức Tư pháp - Hộ tịch", "Thường xuyên"],
        ]
    )
    assert told(reading) == [
        ("lead", ("BP_MOT_CUA",), "Niêm yết TTHC"),
        ("coordinate", ("TP_HT",), "Niêm yết TTHC"),
    ]


def test_cells_merged_over_rows_hold_for_each_task() -> None:
    reading = table_reading(
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
            ["1", "Lập kế hoạch", ("Văn phòng HĐND và UBND", 2, 1), ("Tháng 8/2025", 2, 1)],
            ["2", "Kiểm tra công vụ", None, None],
        ]
    )
    office = ("lead", ("VP_HDND_UBND",))
    assert [item[:3] for item in told(reading)] == [(*office, "Lập kế hoạch"), (*office, "Kiểm tra công vụ")]
    first, second = table_assignments(reading, task_rows(reading))
    assert (first.parties[0].inherited, second.evidence.quote) == (None, "Kiểm tra công vụ")
    assert second.parties[0].inherited is not None and second.parties[0].inherited.quote == "Văn phòng HĐND và UBND"
    assert [(one.task_row, one.date) for one in deadlines(reading)] == [((0, 1), "2025-08-31"), ((0, 2), "2025-08-31")]


def test_a_task_merged_over_the_rows_of_its_products_has_its_party_once() -> None:
    reading = table_reading(
        [
            ["TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì"],
            [("1", 2, 1), ("Kiểm tra công vụ", 2, 1), "Kế hoạch", ("Phòng Nội vụ", 2, 1)],
            [None, None, "Báo cáo", None],
        ]
    )
    assert [item[:2] for item in told(reading)] == [("lead", ("PHONG_NOI_VU",))]


def test_a_repeated_head_and_a_row_of_column_numbers_are_no_tasks() -> None:
    head: list[CellText | None] = ["STT", "Nội dung", "Đơn vị thực hiện", "Thời gian"]
    reading = table_reading(
        [
            head,
            ["(1)", "(2)", "(3)", "(4)"],
            ["1", "Số hóa hồ sơ", "Trung tâm Phục vụ hành chính công", "Quý III"],
            head,
            ["2", "Tuyên truyền", "Phòng Văn hóa - Xã hội", "Quý IV"],
        ]
    )
    assert [item[:2] for item in told(reading)] == [("execute", ("BP_MOT_CUA",)), ("execute", ("P_VHXH",))]


def test_labels_inside_a_cell_tell_the_roles() -> None:
    reading = table_reading(
        [
            ["STT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời gian"],
            ["1", "Tập huấn", "Chủ trì: Sở Nội vụ\nPhối hợp: Các sở, ban, ngành", "Quý II"],
        ]
    )
    assert [item[:2] for item in told(reading)] == [("lead", ("SO_NOI_VU",)), ("coordinate", ("CAC_NGANH",))]


def test_a_cell_may_tell_the_roles_behind_the_names() -> None:
    reading = table_reading(
        [
            ["STT", "Nhiệm vụ", "Phân công", "Thời gian"],
            ["1", "Ngoại khóa", "Phòng VHXH chủ trì, Đoàn TN phối hợp", "Quý II"],
        ]
    )
    assert [item[:2] for item in told(reading)] == [("lead", ("P_VHXH",)), ("coordinate", ("DOAN_THE",))]


def test_a_list_of_members_is_no_task_table() -> None:
    reading = table_reading(
        [["STT", "Họ và tên", "Chức vụ"], ["1", "Lê Văn A", "Chủ tịch UBND xã"], ["2", "Trần Thị B", "Trưởng phòng"]]
    )
    assert task_rows(reading) == ()
    assert told(reading) == []


def test_a_table_of_members_gives_each_the_task_of_the_row() -> None:
    reading = table_reading(
        [
            ["STT", "Họ và tên", "Chức vụ", "Phân công nhiệm vụ"],
            ["1", "Phạm Văn Dũng", "Hiệu trưởng - Trưởng ban", "Phụ trách chung"],
            ["2", "Lò Văn Thanh", "Giáo viên Tin - Thư ký", "Quản trị trang thông tin điện tử"],
        ]
    )
    given = [(item.roles, item.parties[0].text, item.parties[0].code, item.task) for item in assignments(reading)]
    assert given == [
        ((Role.LEAD, Role.EXECUTE), "Phạm Văn Dũng", "NGUOI_DUNG_DAU", "Phụ trách chung"),
        ((Role.EXECUTE,), "Lò Văn Thanh", None, "Quản trị trang thông tin điện tử"),
    ]


def test_a_row_without_the_cells_merged_above_stands_in_the_columns_that_it_suits() -> None:
    head = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    rows: list[list[CellText | None]] = [
        [*head],
        ["1", "Nâng cấp hạ tầng kỹ thuật", "Sở Nội vụ", "Sở Tài chính", "Quý IV/2026"],
        ["Xây dựng hạ tầng kỹ thuật dự phòng cho cơ sở dữ liệu", "Sở Tư pháp"],
        ["II", "Đào tạo, tập huấn"],
        ["2", "Mở lớp tập huấn", "Sở Nội vụ", "Các sở, ban, ngành", "Năm 2026"],
    ]
    assert told(table_reading(rows)) == [
        ("lead", ("SO_NOI_VU",), "Nâng cấp hạ tầng kỹ thuật"),
        ("coordinate", ("Sở Tài chính",), "Nâng cấp hạ tầng kỹ thuật"),
        ("lead", ("Sở Tư pháp",), "Xây dựng hạ tầng kỹ thuật dự phòng cho cơ sở dữ liệu"),
        ("lead", ("SO_NOI_VU",), "Mở lớp tập huấn"),
        ("coordinate", ("CAC_NGANH",), "Mở lớp tập huấn"),
    ]
