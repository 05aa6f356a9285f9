"""Tables without rules in PDFs: columns told by the white between them, rows by their numbers."""

from collections.abc import Callable
from typing import Any

import pytest
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.pdf_runs import Word
from ingest.pdf_unruled import REASON, Beside, unruled_shapes
from tests.ingest.pdf_making import SOFFICE, add_table, base_document, landscape, to_pdf
from tests.ingest.pdf_words import typed
from tests.ingest.test_pdf_tables import annex, grid, read

needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def _plain(table: Any) -> None:
    """As Word leaves it without borders."""


def _centred(table: Any) -> None:
    for row in table.rows:
        for column in (0, 2, 3, 4):
            row.cells[column].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _in_the_middle(table: Any) -> None:
    _centred(table)
    for row in table.rows:
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


@needs_office
@pytest.mark.parametrize("shape", [_plain, _centred, _in_the_middle])
@pytest.mark.parametrize("repeat_header", [True, False])
def test_annex_without_rules_is_one_table(shape: Callable[[Any], None], repeat_header: bool) -> None:
    made = base_document()
    made.add_paragraph("Phần lời của kế hoạch.")
    landscape(made)
    rows = annex(60)
    table = add_table(made, rows, [1.2, 11, 4, 3, 5], repeat_header=repeat_header)
    table.style = None
    made.add_paragraph("Ghi chú sau bảng.")
    shape(table)
    document = read(to_pdf(made))
    assert grid(document) == rows
    (note,) = document.source.tables
    assert note.reason is not None and note.reason.startswith(REASON)
    assert document.text.startswith("Phần lời") and document.text.endswith("Ghi chú sau bảng.")


@needs_office
def test_white_columns_on_wide_sheets_are_not_those_between_two_pages() -> None:
    made = base_document()
    made.add_paragraph("Phần lời của kế hoạch.")
    landscape(made)
    rows = annex(60)
    table = add_table(made, rows, [5] * 5, repeat_header=False)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(OxmlElement(f"w:{side}"))
        borders[-1].set(qn("w:val"), "nil")
    table._tbl.tblPr.append(borders)
    made.add_paragraph("Ghi chú sau bảng.")
    document = read(to_pdf(made))
    assert grid(document) == rows and len(document.source.tables) == 1


def test_a_head_that_a_page_repeats_is_no_part_of_the_row_that_goes_on_below_it() -> None:
    page = words(
        (700.0, "STT|Nhiệm vụ|Chủ trì|Thời hạn"),
        (686.0, "|hành chính||"),
        (672.0, "8|Kiểm tra|Văn thư|Quý II"),
        (658.0, "9|Báo cáo|Kế toán|Quý III"),
    )
    beside = Beside(edges=(54.0, 84.0, 234.0, 384.0, 500.0), number=7, head=("STT", "Nhiệmvụ", "Chủtrì", "Thờihạn"))
    (shape,) = unruled_shapes(page, beside)
    assert len(shape.ys) - 1 == 4
    (glued,) = unruled_shapes(page, Beside(edges=beside.edges, number=7))
    assert len(glued.ys) - 1 == 3


@needs_office
def test_a_group_over_all_columns_opens_its_rows() -> None:
    made = base_document()
    made.add_paragraph("Phần lời của kế hoạch.")
    rows = annex(12)
    rows[1:1] = [["I. Cải cách thể chế và theo dõi thi hành pháp luật", "", "", "", ""]]
    rows[8:8] = [["II. Cải cách thủ tục hành chính, nâng cao chất lượng phục vụ", "", "", "", ""]]
    landscape(made)
    table = add_table(made, rows, [1.2, 11, 4, 3, 5], repeat_header=False)
    for row in (table.rows[1], table.rows[8]):
        whole = row.cells[0].merge(row.cells[4])
        for blank in whole.paragraphs[1:]:
            blank._p.getparent().remove(blank._p)
    table.style = None
    made.add_paragraph("Ghi chú sau bảng.")
    (note,) = read(to_pdf(made)).source.tables
    assert (note.rows, note.columns) == (15, 5)


LIST = ["1 Rà soát thủ tục.", "2 Kiểm tra công vụ.", "3 Báo cáo kết quả."]


def words(*lines: tuple[float, str]) -> list[Word]:
    """Lines of words from the top down; "|" in a line stands for the next column, 150 points further right."""
    made: list[Word] = []
    for at, (y0, line) in enumerate(lines):
        for column, part in enumerate(line.split("|")):
            x0 = 60.0 + (0 if column == 0 else 30 + 150 * (column - 1))
            made += typed(part, x0, y0, line=at)
    return made


TABLE = [
    (700.0, "STT|Nhiệm vụ|Chủ trì|Thời hạn"),
    (680.0, "1|Rà soát thủ tục|Công an|Quý I"),
    (666.0, "|hành chính||"),
    (646.0, "2|Kiểm tra|Văn thư|Quý II"),
    (626.0, "3|Báo cáo|Kế toán|Quý III"),
]


def test_rows_begin_where_their_numbers_stand() -> None:
    (shape,) = unruled_shapes(words(*TABLE))
    assert (len(shape.xs) - 1, len(shape.ys) - 1) == (4, 4)


@pytest.mark.parametrize(
    "lines",
    [
        [(700.0 - 20 * at, line) for at, line in enumerate(LIST)],
        [(700.0 - 20 * at, line.replace(" ", "|", 1)) for at, line in enumerate(LIST)],
        [(y0, line.replace("|", " ")) for y0, line in TABLE],
        TABLE[:3],
        [(y0, line.replace("2|", "7|")) for y0, line in TABLE],
    ],
    ids=["a list", "a list with tabs", "running text", "too few rows", "numbers that do not count on"],
)
def test_what_is_no_table(lines: list[tuple[float, str]]) -> None:
    assert unruled_shapes(words(*lines)) == []


def test_a_page_that_goes_on_with_a_table_needs_one_row() -> None:
    (whole,) = unruled_shapes(words(*TABLE))
    rest = words((700.0, "|theo quy định||"), (680.0, "4|Sơ kết|Công an|Quý IV"))
    (shape,) = unruled_shapes(rest, Beside(edges=whole.xs, number=3))
    assert shape.xs == whole.xs and len(shape.ys) - 1 == 2
    assert unruled_shapes(rest, Beside(edges=whole.xs, number=8)) == []


def test_a_number_that_ends_a_cut_cell_is_no_page_number() -> None:
    (whole,) = unruled_shapes(words(*TABLE))
    rest = words((700.0, "|theo Quyết định||"), (686.0, "|23||"), (666.0, "4|Sơ kết|Công an|Quý IV"), (640.0, "|||4"))
    (shape,) = unruled_shapes(rest, Beside(edges=whole.xs, number=3))
    assert len(shape.ys) - 1 == 2


def test_a_page_before_may_hold_the_head_and_one_row() -> None:
    (whole,) = unruled_shapes(words(*TABLE))
    begins = words((700.0, "PHỤ LỤC"), *((y0 - 40, line) for y0, line in TABLE[:2]))
    (shape,) = unruled_shapes(begins, Beside(edges=whole.xs, number=2, behind=True))
    assert len(shape.ys) - 1 == 2


def test_a_title_closes_a_page_only_where_the_next_one_is_to_go_on() -> None:
    page = words(*TABLE, (606.0, "II. Chuyển đổi số trong cơ quan hành chính"))
    (alone,), (closed,) = unruled_shapes(page), unruled_shapes(page, closing=True)
    assert len(closed.ys) == len(alone.ys) + 1 and closed.boxes[-1][0] == closed.xs[0]


@pytest.mark.parametrize("number", [4, 1])
def test_rows_below_a_title_count_on_or_anew(number: int) -> None:
    (whole,) = unruled_shapes(words(*TABLE))
    rest = words((700.0, "II. Chuyển đổi số trong cơ quan hành chính"), (680.0, f"{number}|Sơ kết|Công an|Quý IV"))
    (shape,) = unruled_shapes(rest, Beside(edges=whole.xs, number=3))
    assert len(shape.ys) - 1 == 2 and len(shape.boxes) == 5


def test_wider_words_on_the_next_page_move_an_edge_as_far_as_white_goes() -> None:
    (whole,) = unruled_shapes(words(*TABLE))
    wide = [word._replace(x0=word.x0 - 20, x1=word.x1 + 20) if word.text == "Công" else word
            for word in words((680.0, "4|Sơ kết|Công|Quý IV"))]  # fmt: skip
    assert unruled_shapes(wide, Beside(edges=whole.xs, number=3)) == []
    gutters = ((66.0, 90.0), (160.0, 240.0), (280.0, 390.0))
    assert len(unruled_shapes(wide, Beside(edges=whole.xs, gutters=gutters, number=3))) == 1
