"""Task tables that a text flattened to lines: their rows and columns come back."""

from extractors.assignments import assignments
from extractors.deadlines import deadlines
from extractors.pipeline import read
from extractors.task_grids import flat_grids
from extractors.task_tables import task_rows
from schema.document import Block, BlockKind, Document, Grade
from schema.plan import Role
from tests.extractors.task_tables_made import SOURCE, cells, flat_reading, told

UNNUMBERED = [
    *["Nội dung công việc", "Thời gian thực hiện", "Đơn vị chủ trì", "Đơn vị phối hợp"],
    *["Rà soát văn bản", "Quý I", "Phòng Tư pháp", "Các phòng, ban"],
    *["Tổ chức tập huấn nghiệp vụ", "cho công chức", "Quý II", "Phòng Nội vụ, Văn phòng HĐND và UBND"],  # no partner
    *["Kiểm tra công vụ", "Quý III", "Thanh tra huyện", "Phòng Nội vụ; Công an huyện"],
]


def test_a_flattened_table_without_a_running_number_gets_its_rows_back() -> None:
    reading = flat_reading([*UNNUMBERED, "III. TỔ CHỨC THỰC HIỆN", "Phòng Nội vụ theo dõi việc thực hiện."])
    rows = task_rows(reading)
    assert [(cells(reading, row)["task"], cells(reading, row)["deadline"]) for row in rows] == [
        ("Rà soát văn bản", "Quý I"),
        ("Tổ chức tập huấn nghiệp vụ cho công chức", "Quý II"),
        ("Kiểm tra công vụ", "Quý III"),
    ]
    assert [item[:2] for item in told(reading)] == [
        ("lead", ("Phòng Tư pháp",)),
        ("coordinate", ("CQ_CHUYEN_MON_HUYEN",)),
        ("lead", ("PHONG_NOI_VU", "VP_HDND_UBND")),
        ("lead", ("Thanh tra huyện",)),
        ("coordinate", ("PHONG_NOI_VU", "CONG_AN")),
    ]
    assert reading.sections[-1].title == "TỔ CHỨC THỰC HIỆN"  # the table ended before the heading


def test_a_few_short_lines_are_no_table() -> None:
    reading = flat_reading(
        ["Nội dung:", "Thời gian thực hiện: Quý I", "Địa điểm: Hội trường", "Phòng Nội vụ", "Quý II"]
    )
    assert task_rows(reading) == ()


def test_a_flattened_table_gets_its_columns_back() -> None:
    reading = flat_reading(
        [
            "STT",
            "Nhiệm vụ",
            "Sản phẩm",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "Thời gian hoàn thành",
            "Ghi chú",
            "I",
            "CẢI CÁCH THỂ CHẾ",
            "1",
            "Rà soát văn bản quy phạm pháp luật",
            "do HĐND, UBND xã ban hành",
            "Báo cáo kết quả rà soát",
            "Công chức Tư pháp - Hộ tịch",
            "Các bộ phận chuyên môn",
            "Quý IV/2024",
            "2",
            "Tuyên truyền, phổ biến pháp luật",
            "Kế hoạch",
            "Công chức",
            "Tư pháp - Hộ tịch",
            "Công chức Văn hóa - Xã hội; các đoàn thể",
            "Thường xuyên",
            "II",
            "CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
            "1",
            "Niêm yết công khai TTHC",
            "Bảng niêm yết",
            "Bộ phận một cửa",
            "Văn phòng - Thống kê",
            "Trước ngày 15/3/2024",
            "Bổ sung",
        ]
    )
    assert [item[:2] for item in told(reading)] == [
        ("lead", ("TP_HT",)),
        ("coordinate", ("BO_PHAN_CM",)),
        ("lead", ("TP_HT",)),
        ("coordinate", ("VH_XH", "DOAN_THE")),
        ("lead", ("BP_MOT_CUA",)),
        ("coordinate", ("VP_TK",)),
    ]
    rows = task_rows(reading)
    assert [cells(reading, row)["deadline"] for row in rows] == ["Quý IV/2024", "Thường xuyên", "Trước ngày 15/3/2024"]
    assert cells(reading, rows[0])["task"] == "Rà soát văn bản quy phạm pháp luật do HĐND, UBND xã ban hành"


def test_a_blank_cell_of_a_flattened_table_moves_no_other_cell() -> None:
    reading = flat_reading(
        ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "1", "Xây dựng kế hoạch kiểm tra", "Phòng Nội vụ", "Tháng 3", "2", "Tổ chức kiểm tra", "Phòng Nội vụ", "Các phòng, ban", "Tháng 9"]
    )  # fmt: skip
    assert [cells(reading, row)["deadline"] for row in task_rows(reading)] == ["Tháng 3", "Tháng 9"]
    assert [item[0] for item in told(reading)] == ["lead", "lead", "coordinate"]


HEADS = ["STT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan", "chủ trì", "Cơ quan phối hợp", "Thời gian"]


ON_TWO_PAGES = [
    *HEADS, "I", "CHỈ ĐẠO, ĐIỀU HÀNH",
    "1", "Xây dựng kế hoạch kiểm tra", "Kế hoạch", "Sở Nội vụ", "Các sở, ban, ngành", "Quý II,", "quý III",
    "2", "Thí điểm thi tuyển chức danh lãnh đạo cấp phòng", "Đề án", "Sở Nội vụ", "Sở Tư pháp", "Từ tháng 4", "đến tháng 10/2024",
    "7", *HEADS,
    "3", "Công bố bộ thủ tục chuẩn hóa", "Quyết định", "Sở Tư pháp", "Ngay sau khi Bộ, ngành công bố",
    "4", "Khảo sát mức độ hài lòng", "Báo cáo", "Sở Nội vụ", "Bưu điện tỉnh", "Quý IV",
]  # fmt: skip


def test_a_flattened_table_goes_on_below_the_head_of_the_next_page() -> None:
    reading = flat_reading(ON_TWO_PAGES)
    rows = task_rows(reading)
    assert [cells(reading, row)["number"] for row in rows] == ["1", "2", "3", "4"]
    assert {row.table for row in rows} == {0}
    assert [cells(reading, row)["deadline"] for row in rows] == [
        "Quý II, quý III", "Từ tháng 4 đến tháng 10/2024", "Ngay sau khi Bộ, ngành công bố", "Quý IV",
    ]  # fmt: skip
    assert [cells(reading, row)["product"] for row in rows] == ["Kế hoạch", "Đề án", "Quyết định", "Báo cáo"]
    assert [len(row.cells) for row in rows] == [6, 6, 5, 6]


def test_a_time_that_a_narrow_cell_breaks_in_two_is_one_deadline() -> None:
    found = [(item.evidence.quote, item.date) for item in deadlines(flat_reading(ON_TWO_PAGES))]
    assert ("Từ tháng 4\nđến tháng 10/2024", "2024-10") in found


def test_the_figure_that_ends_a_row_is_no_page_number() -> None:
    heads = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Ghi chú"]
    rows = ["1", "Mở lớp bồi dưỡng", "Sở Nội vụ", "Quý I", "05", "2", "In tờ gấp", "Sở Tư pháp", "Quý II", "12"]
    reading = flat_reading([*heads, *rows, *heads, "3", "Tổ chức hội nghị", "Sở Nội vụ", "Quý III", "03"])
    (grid,) = flat_grids(reading, 0, lambda start, end: "")
    assert [reading.text[slice(*row[4])] for row in grid.rows] == ["Ghi chú", "05", "12", "03"]


def test_a_number_and_its_task_on_one_line_begin_a_row_before_every_capital() -> None:
    """The range à-ỹ holds capitals, too."""
    lines = [
        "STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian",
        "1. Đẩy mạnh tuyên truyền", "Sở Nội vụ", "Sở Tư pháp", "Tháng 3",
        "2. Ưu tiên bố trí máy tính", "Sở Tài chính", "Sở Nội vụ", "Tháng 6",
        "3. Mở lớp tập huấn", "Sở Nội vụ", "Các sở, ban, ngành", "Quý IV",
    ]  # fmt: skip
    tasks = [task for roles, _, task in told(flat_reading(lines)) if roles == "lead"]
    assert tasks == ["Đẩy mạnh tuyên truyền", "Ưu tiên bố trí máy tính", "Mở lớp tập huấn"]


SEVEN = ["STT", "Nhiệm vụ", "Sản phẩm", "Thời gian hoàn thành", "Chủ trì thực hiện", "Phối hợp thực hiện", "Theo dõi, đôn đốc"]  # fmt: skip


def test_empty_lines_are_the_empty_cells_of_a_flattened_table() -> None:
    empty = ["", "", "", "", ""]
    rows = [
        "I", "Cải cách thể chế", *empty,
        "1", "Đăng tải văn bản", "Văn bản", "Theo Điều 17 Nghị định số 52/2015/NĐ-CP", "Sở Tư pháp", " ", "Sở Nội vụ",
        "2", "Ban hành kế hoạch kiểm tra", "Kế hoạch của tỉnh", "Tháng 01/2024", "Sở Nội vụ", "Sở Tư pháp", "Thanh tra tỉnh",
        "", "", "Kế hoạch của cơ quan", "Tháng 02/2024", "Các cơ quan, đơn vị", " ", "Sở Nội vụ",
        "3", "Tổ chức kiểm tra", "Kết luận", "Tháng 6/2024", "Sở Nội vụ", "Sở Tư pháp", "Thanh tra tỉnh",
    ]  # fmt: skip
    reading = flat_reading([*SEVEN, *rows])
    found = [cells(reading, row) for row in task_rows(reading)]
    assert [one["number"] for one in found] == ["1", "2", "2", "3"]
    assert [one["task"] for one in found][1:3] == ["Ban hành kế hoạch kiểm tra"] * 2
    assert [(item[0], item[1]) for item in told(reading)][:2] == [
        ("lead", ("Sở Tư pháp",)),
        ("monitor", ("SO_NOI_VU",)),
    ]
    assert len(told(reading)) == 10


def test_a_row_that_shares_the_number_above_begins_anew_without_empty_lines() -> None:
    rows = [
        "1", "Công bố chỉ số", "Kết quả tự đánh giá", "Trong tháng 6", "Các cơ quan, đơn vị", "Sở Tư pháp", "Sở Nội vụ",
        "Kết quả công bố", "Trước ngày 05/7/2024", "Sở Nội vụ", "Văn phòng UBND tỉnh; Sở Tư pháp", "Sở Nội vụ",
        "2", "Khảo sát", "Báo cáo", "Theo hướng dẫn của Trung ương", "Theo phân công tại Quyết định số 12/QĐ-UBND", "Sở Nội vụ",
    ]  # fmt: skip
    reading = flat_reading([*SEVEN, *rows])
    found = [cells(reading, row) for row in task_rows(reading)]
    assert [(one["number"], one["deadline"]) for one in found] == [
        ("1", "Trong tháng 6"), ("1", "Trước ngày 05/7/2024"), ("2", "Theo hướng dẫn của Trung ương"),
    ]  # fmt: skip
    assert [one["product"] for one in found] == ["Kết quả tự đánh giá", "Kết quả công bố", "Báo cáo"]


def test_a_flattened_table_goes_on_behind_a_long_product_and_ends_at_the_next_heading() -> None:
    long = "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính các cấp đạt tối thiểu 80%; " * 6
    rows = [
        "1", "Tuyên truyền", long.strip(), "Trong năm 2024", "Sở Nội vụ", "Sở Tư pháp", "Thanh tra tỉnh",
        "2", "Ứng dụng AI", "Ứng dụng", "Trong năm 2024", "Công an tỉnh", "Sở Tư pháp", "Thanh tra tỉnh",
        "3", "Khảo sát", "Báo cáo", "Quý IV", "Sở Nội vụ", "Sở Tư pháp", "Thanh tra tỉnh",
        "2. Tổ chức Cuộc thi tìm hiểu cải cách hành chính",
        "Sở Nội vụ chủ trì tổ chức Cuộc thi.",
    ]  # fmt: skip
    reading = flat_reading([*SEVEN, *rows])
    assert [cells(reading, row)["number"] for row in task_rows(reading)] == ["1", "2", "3"]
    assert len(told(reading)) == 9
    assert [(item.task_row, item.roles) for item in assignments(reading)][-1] == (None, (Role.LEAD,))


def test_names_are_parties_in_a_flattened_table() -> None:
    heads = ["TT", "Nhiệm vụ thực hiện", "Người thực hiện", "Ghi chú"]
    rows = ["1.", "Tổ chức kiểm tra", "Trần Minh Hà", "Lê Thị Loan", "2.", "Tổ chức chấm bài", "Lê Thị Loan"]
    assert told(flat_reading([*heads, *rows])) == [
        ("execute", ("Trần Minh Hà", "Lê Thị Loan"), "Tổ chức kiểm tra"),
        ("execute", ("Lê Thị Loan",), "Tổ chức chấm bài"),
    ]


def test_a_line_that_breaks_off_before_a_symbol_goes_on() -> None:
    """In a PDF whose table has no rules each cell is a paragraph of lines."""
    cells = [
        "PHỤ LỤC", "STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành",
        "1", "Kiểm tra công vụ tại các thôn", "Công an xã", "Phòng Kinh tế", "Hằng quý",
        "2", "Sắp xếp thôn, tổ dân phố", "Phòng Kinh tế", "Công an xã", "Trước 30/4/2026",
        "3", "Giải quyết chế độ đối với người hoạt động không chuyên trách theo Nghị định\n154/2025/NĐ-CP",
        "Phòng Kinh tế", "Công an xã", "Trước 31/5/2026",
        "4", "Bố trí trụ sở, tài sản công dôi dư", "Phòng Kinh tế", "Công an xã", "Năm 2026",
    ]  # fmt: skip
    text, blocks = "", []
    for cell in cells:
        blocks.append(Block(start=len(text), end=len(text) + len(cell), kind=BlockKind.PARAGRAPH, page=1))
        text += f"{cell}\n\n"
    reading = read(Document(source=SOURCE, text=text, blocks=tuple(blocks), grade=Grade.GOOD))
    assert any(reading.flow[one.start : one.end].endswith("154/2025/NĐ-CP") for one in reading.paragraphs)
    assert not any(reading.flow[one.start : one.end] == "154/2025/NĐ-CP" for one in reading.paragraphs)


GAZETTE_HEAD = [
    "STT",
    "Tên nhiệm vụ cụ thể",
    "Cơ quan",
    "chủ trì",
    "Cơ quan",
    "phối hợp",
    "Kết quả",
    "Thời gian hoàn",
    "thành",
]


GAZETTE_PAGES = [
    *GAZETTE_HEAD,
    "I. Hoàn thiện thể chế về dữ liệu",
    "1.", "Xây dựng Nghị định về tăng cường bảo", "vệ dữ liệu của các cơ quan theo lộ trình", "Bộ Công an",
    "Bộ Tài chính, các", "bộ, ngành, cơ", "Nghị định của", "Chính phủ", "Quý III/2027",
    "CÔNG BÁO/Số 286/Ngày 27-05-2026", "99", *GAZETTE_HEAD,
    "phù hợp với việc mở rộng phạm vi.", "quan, tổ chức có liên quan",
    "II. Nâng cao năng lực của các cơ quan",
    "2.  Kiểm soát chi phí của các hệ thống", "thông tin.", "Bộ Tài chính", "Ủy ban nhân", "dân cấp tỉnh", "Các hoạt động",
    "Thường xuyên",
    "CÔNG BÁO/Số 286/Ngày 27-05-2026", "100", *GAZETTE_HEAD,
    "3.", "Rà soát danh mục.", "Bộ Nội vụ", "Bộ Công an", "Danh mục", "Quý I/2028",
]  # fmt: skip


def test_cells_of_many_lines_on_the_pages_of_the_gazette_are_rows_and_groups() -> None:
    reading = flat_reading(GAZETTE_PAGES)
    rows = [cells(reading, row) for row in task_rows(reading)]
    assert [(row["number"], row["deadline"]) for row in rows] == [
        ("1.", "Quý III/2027"), ("2.", "Thường xuyên"), ("3.", "Quý I/2028")]  # fmt: skip
    assert [(roles, parties) for roles, parties, _ in told(reading)] == [
        ("lead", ("Bộ Công an",)),
        ("coordinate", ("Bộ Tài chính", "CAC_NGANH")),
        ("lead", ("Bộ Tài chính",)),
        ("coordinate", ("Ủy ban nhân dân cấp tỉnh",)),
        ("lead", ("Bộ Nội vụ",)),
        ("coordinate", ("Bộ Công an",)),
    ]
    groups = [section.title for section in reading.sections if section.id.startswith("PL1.")]
    assert groups == ["Hoàn thiện thể chế về dữ liệu", "Nâng cao năng lực của các cơ quan"]


def test_what_goes_on_with_the_cell_above_takes_no_column_for_its_words() -> None:
    """ "Bộ Tài chính" behind "dữ liệu của" is no one who leads, "Nghị quyết của" / "Chính phủ" no one who coordinates."""
    rows = [
        "4.", "Phát triển dữ liệu của", "Bộ Tài chính", "Bộ Nội vụ", "Bộ Công an", "Kho dữ liệu", "Quý I/2028",
        "5.", "Ban hành quy chế.", "Bộ Nội vụ", "Nghị quyết của", "Chính phủ", "Quý I/2028",
        "6.", "Mở lớp tập huấn.", "Bộ Nội vụ", "Bộ Công an,", "Quý II/2028",
    ]  # fmt: skip
    reading = flat_reading([*GAZETTE_PAGES, *rows])
    assert told(reading)[6:] == [
        ("lead", ("Bộ Nội vụ",), "Phát triển dữ liệu của Bộ Tài chính"),
        ("coordinate", ("Bộ Công an",), "Phát triển dữ liệu của Bộ Tài chính"),
        ("lead", ("Bộ Nội vụ",), "Ban hành quy chế."),
        ("lead", ("Bộ Nội vụ",), "Mở lớp tập huấn."),
        ("coordinate", ("Bộ Công an",), "Mở lớp tập huấn."),
    ]
    assert cells(reading, task_rows(reading)[-1])["deadline"] == "Quý II/2028"


def test_a_flattened_table_ends_at_the_head_of_the_next_annex_and_at_the_item_over_the_next_table() -> None:
    head = ["TT", "Hoạt động", "Đơn vị chủ trì", "Thời gian"]
    lines = [
        "1. Bồi dưỡng đợt một", *head,
        "1.", "Xây dựng kế hoạch.", "Sở Nội vụ", "Tháng 3/2024",
        "2.", "Tổ chức tập huấn.", "Sở Tư pháp", "Tháng 4/2024",
        "2. Bồi dưỡng đợt hai", *head,
        "1.", "Giám sát.", "Thanh tra tỉnh", "Tháng 9/2024",
        "ỦY BAN NHÂN DÂN TỈNH", "PHỤ LỤC 2", "DANH SÁCH ĐƠN VỊ",
    ]  # fmt: skip
    reading = flat_reading(lines)
    assert [(row.table, cells(reading, row)["number"]) for row in task_rows(reading)] == [
        (0, "1."),
        (0, "2."),
        (1, "1."),
    ]
    assert "Bồi dưỡng đợt hai" in [section.title for section in reading.sections]
    assert [parties for _, parties, _ in told(reading)] == [("SO_NOI_VU",), ("Sở Tư pháp",), ("Thanh tra tỉnh",)]
