"""Criteria sets over several sheets or tables, points in odd forms, and a district's outline in every format."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from corpus.loading.criteria import load_criteria
from corpus.loading.grid import LoadError
from tests.corpus.criteria_making import convert, needs_office

SHARED = Path(__file__).resolve().parents[3] / "shared"
Rows = Sequence[Sequence[object]]
Nodes = list[tuple[str, float | None]]
HEAD = ("STT", "Nội dung", "Điểm tối đa")
FIRST: Rows = [HEAD, ("1", "Chỉ đạo điều hành", 3), ("1.1", "Kế hoạch CCHC", 1.5), ("1.2", "Báo cáo", 1.5)]
SECOND: Rows = [HEAD, ("2", "Thể chế", 2), ("2.1", "Rà soát văn bản", 2)]
WHOLE: Nodes = [("1", 3), ("1.1", 1.5), ("1.2", 1.5), ("2", 2), ("2.1", 2)]


def _workbook(path: Path, sheets: dict[str, Rows]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def _word(path: Path, tables: Sequence[tuple[str, Rows]]) -> Path:
    document = docx.Document()
    for caption, rows in tables:
        document.add_paragraph(caption)
        table = document.add_table(len(rows), len(rows[0]))
        table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = str(text)
    document.save(str(path))
    return path


def _nodes(path: Path) -> Nodes:
    return [(node.code, node.max_points) for node in load_criteria(path).criteria_set.nodes()]


def test_a_sheet_for_each_area_is_one_set(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "bo.xlsx", {"Chỉ đạo": FIRST, "Thể chế": SECOND})
    assert _nodes(path) == WHOLE
    [note] = load_criteria(path).warnings
    assert "“Chỉ đạo”, “Thể chế”" in note
    assert [node.code for node in load_criteria(path, table="2").criteria_set.nodes()] == ["2", "2.1"]


def test_an_error_in_one_sheet_of_a_set_names_it_and_loads_nothing(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "bo.xlsx", {"Chỉ đạo": FIRST, "Thể chế": [*SECOND[:2], ("2.1", "Rà soát", "hai điểm")]})
    with pytest.raises(LoadError, match=r"bo\.xlsx, trang tính “Thể chế”, ô C3 .*“hai điểm”"):
        load_criteria(path)


@pytest.mark.parametrize(
    ("first", "second"), [("Cấp sở", "Cấp xã"), ("2023", "2024")], ids=["of two levels", "with the same codes"]
)
def test_sheets_that_are_sets_of_their_own_stay_apart(first: str, second: str, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "bo.xlsx", {first: [*FIRST, *SECOND[1:]], second: FIRST})
    [note] = load_criteria(path).warnings
    assert "Tệp có 2 bảng tiêu chí" in note


def test_two_sets_in_one_sheet_are_refused_with_the_way_out(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "bo.xlsx", {"Bảng": [*FIRST, ("PHỤ LỤC II",), *FIRST]})
    with pytest.raises(LoadError) as caught:
        load_criteria(path)
    assert "ô A7" in caught.value.message and "tách mỗi bộ một trang tính" in caught.value.next_step


def test_a_table_for_each_area_under_its_name(tmp_path: Path) -> None:
    """The area is told by the line above, in small letters, with its points."""
    tables = [("1. Lĩnh vực chỉ đạo, điều hành (3 điểm)", [HEAD, *FIRST[2:]]), ("2. Lĩnh vực thể chế (2 điểm)", [HEAD, *SECOND[2:]])]  # fmt: skip
    assert _nodes(_word(tmp_path / "bo.docx", tables)) == WHOLE


POINTS: dict[str, float] = {"0,5": 0.5, "0.5": 0.5, "1 điểm": 1, "(0,25)": 0.25, "Tối đa 2": 2, "1,50đ": 1.5}


@pytest.mark.parametrize("written", POINTS)
def test_points_as_they_are_written(written: str, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "bo.xlsx", {"Bảng": [HEAD, ("1", "Chỉ đạo", ""), ("1.1", "Kế hoạch", written)]})
    assert _nodes(path)[1] == ("1.1", POINTS[written])


def test_a_penalty_keeps_its_sign(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "bo.xlsx", {"Bảng": [*FIRST, ("2", "Điểm trừ", "-0,5"), ("2.1", "Gửi báo cáo trễ", "−0,5")]}
    )
    loaded = load_criteria(path)
    assert (loaded.criteria_set.total_points(), loaded.warnings) == (3, ())
    assert _nodes(path)[-1] == ("2.1", -0.5)


OUTLINE = SHARED / "plans" / "tu-ky-2023.txt"


@needs_office
@pytest.mark.skipif(not OUTLINE.is_file(), reason="the plans of the shared folder are not on this machine")
@pytest.mark.parametrize("annex", ["PL1", "PL2"])
@pytest.mark.parametrize("suffix", [".docx", ".doc", ".pdf"])
def test_a_districts_outline_is_the_same_set_in_every_format(suffix: str, annex: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    for line in filter(str.strip, OUTLINE.read_text(encoding="utf-8").splitlines()):
        document.add_paragraph(line)
    path = tmp_path / "ke-hoach.docx"
    document.save(str(path))
    if suffix != ".docx":
        [path] = convert([path], suffix, tmp_path)
    expected = load_criteria(OUTLINE, table=annex).criteria_set
    made = load_criteria(path, table=annex).criteria_set
    assert [(n.code, n.name) for n in made.nodes()] == [(n.code, n.name) for n in expected.nodes()]
    assert (len(made.areas), len(made.criteria)) == {"PL1": (7, 32), "PL2": (9, 66)}[annex]
