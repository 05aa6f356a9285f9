"""Targets in tables: which figure of a row is the plan's, and what a time column is not."""

from extractors.pipeline import extract
from extractors.reading import Paragraph, Reading
from extractors.targets import targets
from schema.document import Document, Grade, Source

SOURCE = Source(name="thu.txt", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2024\n"


def found(body: str) -> list[tuple[str, str, float | None, str | None]]:
    text = HEAD + body
    document = Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD)
    paragraphs, offset = [], 0
    for line in text.split("\n"):
        tabular = offset >= len(HEAD)
        paragraphs.append(Paragraph(start=offset, end=offset + len(line), tabular=tabular))
        offset += len(line) + 1
    reading = Reading(document=document, flow=text, paragraphs=tuple(paragraphs))
    return [(one.metric, one.comparator.value, one.value, one.unit) for one in targets(reading)]


def test_figure_of_the_plan_is_taken_and_that_of_last_year_is_not() -> None:
    body = "\n".join(
        [
            "TT",
            "Chỉ tiêu",
            "Đơn vị tính",
            "Thực hiện năm 2023",
            "Kế hoạch năm 2024",
            "1",
            "Tỷ lệ hộ nghèo",
            "%",
            "3,2",
            "2,5",
            "2",
            "Sản lượng lương thực",
            "tấn",
            "12.100",
            "≥ 12.500",
        ]
    )
    assert found(body) == [("Tỷ lệ hộ nghèo", "=", 2.5, "%"), ("Sản lượng lương thực", ">=", 12500, "tấn")]


def test_a_second_row_of_heads_parts_the_current_year() -> None:
    heads = ["Năm hiện hành 2023", "Năm 2024", "Năm 2025", "Kế hoạch", "Ước thực hiện"]
    body = "\n".join(
        ["STT", "Nội dung", "Đơn vị tính", *heads, "1", "Tổng sản phẩm", "tỷ đồng", "720", "710", "800", "890"]
    )
    assert [(value, unit) for _, _, value, unit in found(body)] == [(800, "tỷ đồng"), (890, "tỷ đồng")]


def test_an_empty_cell_keeps_its_place() -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2023", "Kế hoạch năm 2024"],
        ["1", "Chỉ số giá", "%", "", "5,2"],
        ["2", "Tỷ lệ hộ nghèo", "%", "3,2", ""],
        ["3", "Sản lượng", "tấn", "90", "95"],
    ]
    text = HEAD + "\n" + "".join("|\n" + "".join(f"{cell}\n|\n" for cell in row) for row in rows)
    plan = extract(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))
    assert [(one.metric, one.value) for one in plan.targets] == [("Chỉ số giá", 5.2), ("Sản lượng", 95)]


def test_column_of_results_alone_gives_nothing() -> None:
    body = "\n".join(["TT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2023", "1", "Tỷ lệ hộ nghèo", "%", "3,2"])
    assert found(body) == []


def test_product_is_a_target_and_a_frequency_in_the_column_of_times_is_not() -> None:
    body = "\n".join(
        [
            "STT",
            "Nội dung công việc",
            "Sản phẩm",
            "Đơn vị chủ trì",
            "Thời gian hoàn thành",
            "1",
            "Tổ chức tập huấn cho cán bộ",
            "03 lớp",
            "Văn phòng",
            "Quý II",
            "2",
            "Kiểm tra công vụ",
            "Báo cáo",
            "Đoàn kiểm tra",
            "Ít nhất 02 lần/năm",
        ]
    )
    assert [(value, unit) for _, _, value, unit in found(body)] == [(3, "lớp")]
