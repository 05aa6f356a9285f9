"""Ruled tables of PDFs: one table over many pages, no row lost, doubled or glued."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx.shared import Pt
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import read_pdf
from ingest.source import SourceBytes
from schema.document import Document
from tests.ingest.pdf_making import SOFFICE, add_table, base_document, landscape, to_pdf

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
HEADER = ["STT", "Nhiệm vụ", "Sản phẩm", "Thời hạn", "Chủ trì"]
TASKS = (
    "Rà soát, cập nhật, niêm yết công khai thủ tục hành chính thuộc thẩm quyền tiếp nhận, giải quyết của xã",
    "Tổ chức kiểm tra việc thực hiện kỷ luật, kỷ cương; xử lý các vấn đề phát hiện qua kiểm tra; báo cáo kết quả trước "
    "ngày 15 tháng cuối quý; bố trí công chức theo dõi thường xuyên và đề xuất giải pháp khắc phục",
    "Số hóa hồ sơ, kết quả giải quyết",
)


def annex(count: int) -> list[list[str]]:
    rows = [HEADER]
    for number in range(1, count + 1):
        task = f"{TASKS[number % 3]} lần {number}"
        rows.append(
            [
                str(number),
                task,
                ("Báo cáo", "Kế hoạch")[number % 2],
                f"Quý {'I' * (number % 3 + 1)}",
                "Văn phòng - Thống kê",
            ]
        )
    return rows


def grid(document: Document, table: int = 0, columns: int = len(HEADER)) -> list[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    for block in document.blocks:
        if block.cell and block.cell.table == table:
            text = " ".join(document.text[block.start : block.end].split())
            rows.setdefault(block.cell.row, {})[block.cell.column] = text
    return [[cells.get(column, "") for column in range(columns)] for _, cells in sorted(rows.items())]


def read(data: bytes) -> Document:
    return read_pdf(SourceBytes(name="phu-luc.pdf", data=data))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("repeat_header", [True, False])
@pytest.mark.parametrize("wide", [True, False])
def test_annex_over_pages_is_one_table(repeat_header: bool, wide: bool) -> None:
    made = base_document()
    made.add_paragraph("Phần lời của kế hoạch.")
    if wide:
        landscape(made)
    rows = annex(60)
    widths = [1.2, 11, 4, 3, 5] if wide else [1.2, 7, 2.5, 2.3, 3]
    add_table(made, rows, widths, repeat_header=repeat_header)
    made.add_paragraph("Ghi chú sau bảng.")
    document = read(to_pdf(made))
    assert grid(document) == rows
    (note,) = document.source.tables
    assert note.rows == 61 and len(note.pages) >= 4 and note.columns == 5
    assert note.reason and "mép các cột" in note.reason and ("không lặp lại" in note.reason) is not repeat_header
    assert document.text.startswith("Phần lời") and document.text.endswith("Ghi chú sau bảng.")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_merged_cells_keep_their_place() -> None:
    made = base_document()
    rows = annex(24)
    table = add_table(made, rows, [1.2, 7, 2.5, 2.3, 3], repeat_header=True)
    for row in (6, 12):
        merged = table.cell(row, 0).merge(table.cell(row, 4))
        _only_text(merged, f"Nhóm {row}")
        rows[row] = [f"Nhóm {row}", "", "", "", ""]
    _only_text(table.cell(8, 4).merge(table.cell(9, 4)), "Hai dòng chung")
    rows[8][4], rows[9][4] = "Hai dòng chung", ""
    document = read(to_pdf(made))
    assert grid(document) == rows
    spans = {(b.cell.row, b.cell.column): (b.cell.row_span, b.cell.column_span) for b in document.blocks if b.cell}
    assert spans[6, 0] == (1, 5) and spans[8, 4] == (2, 1) and spans[7, 1] == (1, 1)


def _only_text(cell: object, text: str) -> None:
    paragraphs = cell.paragraphs  # type: ignore[attr-defined]
    for paragraph in paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    paragraphs[0].text = text


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_low_rows_that_pdfium_runs_into_one_line() -> None:
    made = base_document()
    made.styles["Normal"].paragraph_format.space_after = Pt(0)
    made.add_paragraph("Phần lời của kế hoạch.")
    landscape(made)
    head = ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn thực hiện", "Sản phẩm dự kiến"]
    first = [
        "1",
        "Rà soát, cập nhật các văn bản quản lý, điều hành",
        "Phòng Đào tạo",
        "Các khoa",
        "31/1/2026",
        "Dự thảo",
    ]
    add_table(made, [head, first], [4.2] * 6, repeat_header=False, size=11)
    made.add_paragraph("Ghi chú sau bảng.")
    assert grid(read(to_pdf(made)), columns=6) == [head, first]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_two_tables_with_text_between_stay_two() -> None:
    made = base_document()
    add_table(made, annex(3), [1.2, 7, 2.5, 2.3, 3], repeat_header=False)
    made.add_paragraph("Phụ lục II")
    add_table(made, annex(4), [1.2, 7, 2.5, 2.3, 3], repeat_header=False)
    document = read(to_pdf(made))
    assert [note.rows for note in document.source.tables] == [4, 5]
    assert grid(document, 1) == annex(4)


def ruled(*pages: Sequence[Sequence[str]], outer: bool = True) -> bytes:
    """A table of 120-point columns and 30-point rows on each page; without ``outer``, rules only between its cells."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for rows in pages:
        x1, y1 = 72 + 120 * len(rows[0]), 700 - 30 * len(rows)
        inner = 0 if outer else 1
        for column in range(inner, len(rows[0]) + 1 - inner):
            canvas.line(72 + 120 * column, 700, 72 + 120 * column, y1)
        for row in range(inner, len(rows) + 1 - inner):
            canvas.line(72, 700 - 30 * row, x1, 700 - 30 * row)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                canvas.drawString(76 + 120 * column, 686 - 30 * row, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


HEAD, ONE, TWO, THREE = (
    ("STT", "Nhiem vu", "Chu tri"),
    ("1", "Ra soat", "A"),
    ("2", "Bao cao", "B"),
    ("3", "So hoa", "C"),
)


def test_a_table_without_outer_rules_keeps_its_corners() -> None:
    document = read(ruled([HEAD, ONE, TWO, THREE], outer=False))
    assert [row[:3] for row in grid(document)] == [list(row) for row in (HEAD, ONE, TWO, THREE)]


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        pytest.param([HEAD, THREE], [4], id="the number goes on"),
        pytest.param([HEAD, ONE, TWO], [3, 3], id="a repeated header, counted anew: another table of the form"),
        pytest.param([ONE, TWO], [5], id="counted anew without a header: a group of the same table"),
    ],
)
def test_what_goes_on_over_a_page(second: list[tuple[str, ...]], rows: list[int]) -> None:
    assert [note.rows for note in read(ruled([HEAD, ONE, TWO], second)).source.tables] == rows


def test_a_group_title_at_the_end_of_a_page_lets_a_table_count_anew() -> None:
    document = read(ruled([HEAD, ONE, TWO, ("", "Nhom B", "")], [HEAD, ONE, TWO]))
    assert [note.rows for note in document.source.tables] == [6]


def criteria_rows(document: Document) -> list[tuple[str, str, str]]:
    rows: dict[int, dict[int, str]] = {}
    for block in document.blocks:
        if block.cell:
            rows.setdefault(block.cell.row, {})[block.cell.column] = document.text[block.start : block.end]
    numbered = [(cells.get(0, "").strip().rstrip("."), cells.get(1, ""), cells.get(2, "")) for cells in rows.values()]
    return [row for row in numbered if re.fullmatch(r"\d+(?:\.\d+)*", row[0])]


@pytest.mark.parametrize("path", sorted((SHARED / "criteria").glob("*.pdf")) or [None], ids=str)
def test_real_criteria_table_row_for_row(path: Path | None) -> None:
    if path is None:
        pytest.skip("the shared criteria tables are not here")
    document = read(path.read_bytes())
    with path.with_suffix(".csv").open(encoding="utf-8") as file:
        wanted = [(row["code"], row["name"], row["max_points"]) for row in csv.DictReader(file)]
    got = criteria_rows(document)
    assert len(document.source.tables) == 1
    assert [(code, points) for code, _, points in got] == [(code, points) for code, _, points in wanted]
    # The list beside the table was cut where a row runs over a page end; ours must begin with it.
    assert not _names_apart(got, wanted)


def _names_apart(got: Sequence[tuple[str, str, str]], wanted: Sequence[tuple[str, str, str]]) -> list[str]:
    return [ours for (_, ours, _), (_, theirs, _) in zip(got, wanted, strict=True) if not ours.startswith(theirs)]


def touching(*tables: tuple[Sequence[float], Sequence[Sequence[str]]]) -> bytes:
    """Tables one under the other with no gap between, each (its column edges, its rows), rows 30 points high."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 9)
    top = 700.0
    for xs, rows in tables:
        bottom = top - 30 * len(rows)
        for x in xs:
            canvas.line(x, top, x, bottom)
        for row in range(len(rows) + 1):
            canvas.line(xs[0], top - 30 * row, xs[-1], top - 30 * row)
        for row, texts in enumerate(rows):
            for x, text in zip(xs, texts, strict=False):
                canvas.drawString(x + 4, top - 30 * row - 16, text)
        top = bottom
    canvas.save()
    return buffer.getvalue()


WIDE, OTHER = (72.0, 110.0, 380.0, 500.0), (72.0, 110.0, 300.0, 420.0, 500.0)
MORE_HEAD, MORE_ONE = ("TT", "San pham", "Don vi", "Han"), ("1", "Bao cao", "Van phong", "Quy I")


@pytest.mark.parametrize(
    ("tables", "rows"),
    [
        pytest.param(
            [(WIDE, [HEAD, ONE, TWO]), (OTHER, [MORE_HEAD, MORE_ONE])], [3, 2], id="other columns, other head"
        ),
        pytest.param([(WIDE, [HEAD, ONE, TWO]), (WIDE, [HEAD, ONE, TWO])], [3, 3], id="the same form, counted anew"),
        pytest.param([(WIDE, [HEAD, ONE, TWO]), (WIDE, [HEAD, THREE])], [5], id="a head repeated: the count goes on"),
        pytest.param([(WIDE, [HEAD, ONE, TWO]), (OTHER, [("3", "So hoa", "C", "Quy I")])], [4], id="one row divided"),
        pytest.param(
            [(WIDE, [HEAD, ONE, TWO]), (OTHER, [MORE_ONE, ("2", "Ke hoach", "Tu phap", "Quy II")])],
            [3, 2],
            id="no head between, other columns, counted anew",
        ),
        pytest.param(
            [(WIDE, [HEAD, ONE, TWO]), (WIDE, [ONE, TWO])], [5], id="no head between, the same columns: a group"
        ),
        pytest.param([((72.0, 500.0), [("Bieu tong hop",)]), (WIDE, [HEAD, ONE])], [3], id="a title over its head"),
    ],
)
def test_tables_that_touch(tables: list[tuple[Sequence[float], Sequence[Sequence[str]]]], rows: list[int]) -> None:
    document = read(touching(*tables))
    assert [note.rows for note in document.source.tables] == rows
    if rows == [3, 2]:
        assert [row[:4] for row in grid(document, 1)] == [list(row) for row in tables[1][1]]
