"""Whole decisions as provinces publish them (Word, PDF by way of LibreOffice, old Word, Excel) load row for row."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from corpus.loading.criteria import load_criteria
from corpus.loading.criteria_table import LoadedCriteria
from corpus.loading.grid import LoadError
from tests.corpus import criteria_layouts as layouts
from tests.corpus.criteria_making import Decision, Node, convert, needs_office, write_docx, write_xlsx


def found(loaded: LoadedCriteria) -> list[Node]:
    return [(node.code, node.parent, node.name, node.max_points) for node in loaded.criteria_set.nodes()]


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_word_file_loads_row_for_row(layout: Callable[[], layouts.Made], tmp_path: Path) -> None:
    table, expected = layout()
    loaded = load_criteria(write_docx(tmp_path / "quyet-dinh.docx", Decision([table])))
    assert found(loaded) == expected
    assert loaded.warnings == ()


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_workbook_loads_row_for_row(layout: Callable[[], layouts.Made], tmp_path: Path) -> None:
    table, expected = layout()
    loaded = load_criteria(write_xlsx(tmp_path / "bo-tieu-chi.xlsx", table, title=table.captions))
    assert found(loaded) == expected
    assert loaded.warnings == ()


# The layouts that a PDF or old Word file could lose: heads of two rows, several lines in a cell, merges, cut rows.
PRINTED = (layouts.ministry, layouts.rubric_in_the_name_cell, layouts.glued_with_running_number, layouts.survey_columns,
           layouts.letters_over_roman, layouts.no_points_for_parents)  # fmt: skip


@needs_office
def test_printed_decisions_load_row_for_row(tmp_path: Path) -> None:
    """One call of LibreOffice for all: it takes longer to start than to print."""
    made = [write_docx(tmp_path / f"{layout.__name__}.docx", Decision([layout()[0]])) for layout in PRINTED]
    for layout, path in zip(PRINTED, convert(made, ".pdf", tmp_path), strict=True):
        loaded = load_criteria(path)
        assert found(loaded) == layout()[1], layout.__name__
        assert loaded.warnings == ()


@needs_office
def test_an_old_word_file_loads_row_for_row(tmp_path: Path) -> None:
    table, expected = layouts.merged_over_the_rubric()
    [path] = convert([write_docx(tmp_path / "quyet-dinh.docx", Decision([table]))], ".doc", tmp_path)
    assert found(load_criteria(path)) == expected


def test_the_caption_tells_title_decision_and_level(tmp_path: Path) -> None:
    table, expected = layouts.ministry()
    decision = Decision([layouts.for_departments(), layouts.for_districts(), table])
    loaded = load_criteria(write_docx(tmp_path / "quyet-dinh.docx", decision))
    assert found(loaded) == expected
    assert loaded.criteria_set.title == layouts.CAPTIONS[1]
    assert loaded.criteria_set.basis == ("Quyết định số 1234/QĐ-UBND ngày 08 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh")
    assert loaded.criteria_set.level == "xã"
    assert "Đã nạp bảng 3 (bảng của cấp xã)" in loaded.warnings[-1]


def test_a_file_without_a_criteria_table_tells_what_it_has(tmp_path: Path) -> None:
    table = layouts.Table([["STT", "Họ và tên", "Chức vụ"]], [["1", "Nguyễn Văn A", "Chủ tịch"]] * 8, (2, 6, 6))
    with pytest.raises(LoadError, match=r"không có bảng tiêu chí.*9 dòng.*“STT”, “Họ và tên”, “Chức vụ”"):
        load_criteria(write_docx(tmp_path / "danh-sach.docx", Decision([table])))


def test_numbers_that_word_counts_are_codes(tmp_path: Path) -> None:
    """The code cells hold an automatic number, which is not in the file's text."""
    made = docx.Document()
    table = made.add_table(5, 3)
    table.style = "Table Grid"
    rows = [
        ("STT", "Tiêu chí", "Điểm tối đa"),
        ("", "Kế hoạch", "1"),
        ("", "Báo cáo", "2"),
        ("", "Kiểm tra", "3"),
        ("", "Tuyên truyền", "4"),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = "List Number"
    made.save(str(tmp_path / "x.docx"))
    loaded = load_criteria(tmp_path / "x.docx")
    assert [node.code for node in loaded.criteria_set.nodes()] == ["1", "2", "3", "4"]
