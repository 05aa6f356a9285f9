"""Published score sheets in their three layouts; what cannot be read is told by cell, and nothing of it is kept."""

from functools import partial
from pathlib import Path

import pytest

from corpus.loading.criteria import reference_criteria
from corpus.loading.grid import LoadError
from corpus.loading.scores import load_scores
from schema.criteria import Area, CriteriaSet, Criterion
from schema.store import Store
from schema.units import Unit
from tests.corpus.sheets_making import workbook

SET = CriteriaSet(
    id="tinh-a",
    title="Bộ tiêu chí tỉnh A",
    areas=(
        Area(code="1", name="Chỉ đạo, điều hành", max_points=3, aliases=("CĐĐH",)),
        Area(code="2", name="Thể chế", max_points=2),
    ),
    criteria=(
        Criterion(code="1.1", parent="1", name="Kế hoạch", max_points=1.5),
        Criterion(code="1.2", parent="1", name="Báo cáo", max_points=1.5),
        Criterion(code="2.1", parent="2", name="Rà soát", max_points=2),
    ),
)
ROSTER = [
    Unit(kind="xã", name="An", superior="huyện X"),
    Unit(kind="xã", name="Bình", superior="huyện X"),
    Unit(kind="xã", name="Bình", superior="huyện Y"),
    Unit(kind="thị trấn", name="Cẩm Giang", superior="huyện Y"),
]

Expected = set[tuple[str, str | None, str, float]]

_workbook = partial(workbook, title="Điểm")


def _stored(store: Store) -> Expected:
    units = {entry.id: entry.unit for entry in store.units()}
    criteria = store.criteria_in_use()
    assert criteria is not None
    return {
        (units[score.unit].full_name, units[score.unit].superior, score.criterion, score.points)
        for sheet in store.scores(criteria)
        for score in sheet.scores
    }


SHEETS: dict[str, tuple[list[tuple[object, ...]], Expected]] = {
    "units down, codes across": (
        [("KẾT QUẢ CHẤM ĐIỂM",), ("STT", "Đơn vị", "1.1", "1.2", "Tổng điểm", "Xếp hạng"), (1, "UBND xã An", 1.5, "0,75", 2.25, 1), (2, "TT Cẩm Giang", "-", 1, 1, 2), ("", "Trung bình", 1, 1, 1, "")],
        {("xã An", "huyện X", "1.1", 1.5), ("xã An", "huyện X", "1.2", 0.75), ("thị trấn Cẩm Giang", "huyện Y", "1.2", 1)},
    ),
    "names of areas across, a head of two rows, a line of column numbers": (
        [("TT", "Tên đơn vị", "Lĩnh vực", "", "Điểm"), ("", "", "CĐĐH", "Thể chế", ""), ("(1)", "(2)", "(3)", "(4)", "(5)"), (1, "An", 2.5, 2, 4.5)],
        {("xã An", "huyện X", "1", 2.5), ("xã An", "huyện X", "2", 2)},
    ),
    "code and name in the head": (
        [("Đơn vị", "1.1. Kế hoạch", "Tiêu chí 1.2"), ("xã An", 1, 0)],
        {("xã An", "huyện X", "1.1", 1), ("xã An", "huyện X", "1.2", 0)},
    ),
    "districts on lines of their own tell namesakes apart": (
        [("STT", "Đơn vị", "1.1"), ("I", "Huyện X", ""), (1, "Xã Bình", 1), ("II", "Huyện Y", ""), (1, "Xã Bình", 0.5)],
        {("xã Bình", "huyện X", "1.1", 1), ("xã Bình", "huyện Y", "1.1", 0.5)},
    ),
    "one line a unit and criterion": (
        [("Đơn vị", "Mã tiêu chí", "Điểm đạt được"), ("Xã An", "1.1", "1,25"), ("xã Bình, huyện Y", "Rà soát", 2)],
        {("xã An", "huyện X", "1.1", 1.25), ("xã Bình", "huyện Y", "2.1", 2)},
    ),
    "criteria down, units across": (
        [("Mã", "Tiêu chí", "Xã An", "TT. Cẩm Giang"), ("1.1", "Kế hoạch", 1, 1.5), ("1.2", "Báo cáo", 0, 0.5)],
        {("xã An", "huyện X", "1.1", 1), ("thị trấn Cẩm Giang", "huyện Y", "1.1", 1.5), ("xã An", "huyện X", "1.2", 0), ("thị trấn Cẩm Giang", "huyện Y", "1.2", 0.5)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_layouts(case: str, tmp_path: Path) -> None:
    rows, expected = SHEETS[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        report = load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
        assert _stored(store) == expected
        assert (report.id, report.rows) == ("diem", len({row[:2] for row in expected}))
        left_out = ("đơn vị trong danh sách không có dòng nào", "Bảng điểm không có đơn vị nào")
        assert [note for note in report.warnings if not any(words in note for words in left_out)] == []


WRONG: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...], tuple[str, ...]]] = {
    "unit not on the roster": ([("Đơn vị", "1.1"), ("Xã An", 1), ("Xã Lạ", 1)], (), ("ô A3", "“xã Lạ” không có trong danh sách")),
    "namesakes": ([("Đơn vị", "1.1"), ("Xã Bình", 1)], (), ("ô A2", "nhiều đơn vị")),
    "no such criterion": ([("Đơn vị", "1.1", "9.9"), ("Xã An", 1, 1)], (), ("ô C1", "“9.9”")),
    "no criteria at all": ([("Đơn vị", "Xếp loại"), ("Xã An", "1")], (), ("không thấy bảng điểm",)),
    "words for points": ([("Đơn vị", "1.1", "1.2"), ("Xã An", 1, "tốt")], (), ("ô C2", "“tốt” không phải là số")),
    "merged": ([("Đơn vị", "1.1", "1.2"), ("Xã An", 1, 1), ("Xã Bình", 1, "")], ("C2:C3",), ("ô C2", "bị gộp")),
    "the same unit twice": ([("Đơn vị", "1.1"), ("Xã An", 1), ("UBND xã An", 1)], (), ("ô B3", "đã có ở")),
    "the same criterion twice": ([("Đơn vị", "1.1", "Kế hoạch"), ("Xã An", 1, 1)], (), ("ô C2", "đã có ở")),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_sheet_row_and_column(case: str, tmp_path: Path) -> None:
    rows, merges, words = WRONG[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        with pytest.raises(LoadError) as caught:
            load_scores(store, _workbook(tmp_path / "diem.xlsx", rows, merges))
        assert _stored(store) == set()
        assert len(store.units()) == len(ROSTER)
    for word in ("diem.xlsx", "trang tính “Điểm”", *words):
        assert word in caught.value.message


def test_more_points_than_there_are_is_a_warning(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "diem.xlsx", [("Đơn vị", "1.1"), ("Xã An", 2)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        assert "quá điểm tối đa 1,5" in load_scores(store, path).warnings[0]


def test_without_a_roster_the_sheet_tells_the_units(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "diem.xlsx", [("Đơn vị", "1.1"), ("Xã An", 1), ("Xã Bình", 1)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.save_criteria(SET)
        assert load_scores(store, path).rows == 2
        assert not any(entry.on_roster for entry in store.units())


# Tables of more than a hundred communes as provinces publish them.

AREAS = (
    "Công tác chỉ đạo, điều hành CCHC",
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy hành chính",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
    "Tác động của CCHC đến phát triển kinh tế - xã hội",
)
DISTRICTS = ("Huyện Đông Sơn", "Huyện Tây Giang", "Thị xã Nam Hải", "Thành phố Bắc Hà", "Huyện Trung Lập")
A_DISTRICT = 26
FIRST = ("An", "Bình", "Cát", "Dương", "Đông", "Giang", "Hải", "Hòa", "Khánh", "Lâm", "Minh", "Nam", "Phú")
LAST = ("Lạc", "Thịnh")


def _communes() -> list[Unit]:
    """130 communes; every name stands in each of the five districts."""
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    return [
        Unit(kind="phường" if "ị xã" in district else "xã", name=name, superior=district[0].lower() + district[1:])
        for district in DISTRICTS
        for name in names
    ]


def _points(number: int, area: int) -> float:
    return round(0.25 * ((number * 7 + area * 3) % 9), 2)


def _comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _table() -> tuple[list[list[str]], list[int]]:
    """Head of two rows and a row of numbers, districts on rows of their own, averages and a total; and the group rows."""
    rows = [
        ["TT", "Đơn vị", "Điểm các lĩnh vực", *[""] * 7, "Tổng điểm", "Xếp hạng"],
        ["", "", *AREAS, "", ""],
        [f"({number})" for number in range(1, 13)],
    ]
    groups = []
    for number, unit in enumerate(_communes()):
        if number % A_DISTRICT == 0:
            groups.append(len(rows))
            rows.append([f"{'I' * (len(groups))}", DISTRICTS[len(groups) - 1], *[""] * 10])
        points = [_points(number, area) for area in range(8)]
        rows.append(
            [
                str(number + 1),
                unit.full_name.capitalize().replace(unit.name.lower(), unit.name),
                *map(_comma, points),
                _comma(sum(points)),
                "1",
            ]
        )
        if number % A_DISTRICT == A_DISTRICT - 1:
            rows.append(["", "Trung bình", *["1,00"] * 9, ""])
    rows.append(["", "Tổng cộng", *["130,00"] * 9, ""])
    return rows, groups


def _as_docx(path: Path, rows: list[list[str]], groups: list[int]) -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph("KẾT QUẢ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2023")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 9))
    for column in (0, 1, 10, 11):
        table.cell(0, column).merge(table.cell(1, column))
    for row in groups:
        table.cell(row, 1).merge(table.cell(row, 11))
    document.add_paragraph("Ghi chú: xã An Lạc được thưởng 0,5 điểm.")
    document.save(str(path))
    return path


def _as_pdf(path: Path, rows: list[list[str]], groups: list[int]) -> Path:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    fonts = list(Path("/usr/share/fonts").rglob("DejaVuSerif.ttf"))
    if not fonts:
        pytest.skip("no font with Vietnamese letters to draw a PDF with (fonts-dejavu-core)")
    pdfmetrics.registerFont(TTFont("DejaVuSerif", str(fonts[0])))
    style = ParagraphStyle("cell", fontName="DejaVuSerif", fontSize=7, leading=8.5)
    grid: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (2, 0), (9, 0))]
    grid += [("SPAN", (column, 0), (column, 1)) for column in (0, 1, 10, 11)]
    grid += [("SPAN", (1, row), (-1, row)) for row in groups]
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    table = Table(cells, colWidths=[25, 110, *[72] * 8, 45, 40], style=grid, repeatRows=2)
    SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=30, rightMargin=30).build(
        [Paragraph("Biểu điểm", style), table, Paragraph("Ghi chú: xã An Lạc được thưởng 0,5 điểm.", style)]
    )
    return path


@pytest.mark.parametrize("made", [_as_docx, _as_pdf])
def test_a_published_table_of_130_communes_loads_whole(made: object, tmp_path: Path) -> None:
    rows, groups = _table()
    path = made(tmp_path / f"diem.{made.__name__[-4:].strip('_')}", rows, groups)  # type: ignore[attr-defined,operator]
    expected = {
        (unit.full_name, unit.superior, str(area + 1), _points(number, area))
        for number, unit in enumerate(_communes())
        for area in range(8)
    }
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", _communes())
        store.save_criteria(reference_criteria())
        report = load_scores(store, path)
        assert report.rows == 130
        assert _stored(store) == expected


@pytest.mark.parametrize(
    ("wrong", "column", "words"),
    [
        ("7,5O", 4, ("7,5O", "không phải là số điểm", "cột 5")),
        ("Xã Không Có", 1, ("Không Có", "không có trong danh sách", "cột 2")),
    ],
)
def test_the_row_that_cannot_be_read_is_named(wrong: str, column: int, words: tuple[str, ...], tmp_path: Path) -> None:
    rows, groups = _table()
    rows[60][column] = wrong
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", _communes())
        store.save_criteria(reference_criteria())
        with pytest.raises(LoadError) as caught:
            load_scores(store, _as_docx(tmp_path / "diem.docx", rows, groups))
        assert _stored(store) == set()
    assert all(word in caught.value.message for word in ("diem.docx", "dòng 61", *words))


def test_all_unknown_units_are_told_at_once(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "diem.xlsx", [("Đơn vị", "1.1"), ("Xã An", 1), ("Xã Lạ", 1), ("Xã Khác", 1)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        with pytest.raises(LoadError, match=r"A3.*xã Khác.*A4"):
            load_scores(store, path)


def test_a_misspelt_unit_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    roster = [Unit(kind="xã", name="Hoàng Việt", superior="huyện Văn Lãng"), Unit(kind="xã", name="Tân Mỹ")]
    rows = [("Đơn vị", "1.1"), ("Xã Hoàng Vịêt", 1), ("Xã Tân Mỷ", 1), ("Xã Bắc Sơn", 1)]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", roster)
        store.save_criteria(SET)
        with pytest.raises(LoadError) as caught:
            load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
    assert (
        "“xã Hoàng Vịêt” không có trong danh sách đơn vị (có phải: xã Hoàng Việt, huyện Văn Lãng?)"
        in caught.value.message
    )
    assert "A3 (dòng 3, cột A) (có phải: xã Tân Mỹ?)" in caught.value.message
    assert "Bắc Sơn" in caught.value.message.rpartition("có phải")[2]


def test_a_column_that_stands_for_nothing_is_told(tmp_path: Path) -> None:
    rows = [("Đơn vị", "1.1", "Chấp hành phí", "Tổng điểm"), ("Xã An", 1, 2, 3), ("TT Cẩm Giang", 1, 2, 3)]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        [warning, *_] = load_scores(store, _workbook(tmp_path / "diem.xlsx", rows)).warnings
    assert "Chấp hành phí" in warning and "C2" in warning


def test_the_sums_of_a_district_are_no_unit(tmp_path: Path) -> None:
    rows = [
        ("STT", "Đơn vị", "1.1"),
        ("I", "Huyện X", 1.5),
        (1, "Xã Bình", 1),
        ("II", "Huyện Y", 0.5),
        (1, "Xã Bình", 0.5),
    ]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
        assert _stored(store) == {("xã Bình", "huyện X", "1.1", 1), ("xã Bình", "huyện Y", "1.1", 0.5)}


def _with_roster_of_130(store: Store) -> None:
    store.load_roster("r", _communes())
    store.save_criteria(reference_criteria())


def test_a_figure_that_is_none_is_told_with_its_unit(tmp_path: Path) -> None:
    """Nobody counts to row 61 of a table over nine pages."""
    rows, groups = _table()
    rows[60][4] = "7,5O"
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        _with_roster_of_130(store)
        with pytest.raises(LoadError) as caught:
            load_scores(store, _as_docx(tmp_path / "diem.docx", rows, groups))
    assert f"của “{rows[60][1]}”" in caught.value.message


@pytest.mark.parametrize("mark", [" *", "*", " (*)", " (1)", "¹"])
def test_the_mark_of_a_note_is_no_part_of_a_name(mark: str, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "diem.xlsx", [("Đơn vị", "1.1"), (f"Xã An{mark}", 1)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, path)
        assert _stored(store) == {("xã An", "huyện X", "1.1", 1)}


def test_a_name_that_a_narrow_column_breaks_is_the_name(tmp_path: Path) -> None:
    rows = [("Đơn vị", "1.1"), ("Thị trấn Cẩm\nGian\ng", 1), ("Phườn\ng An Tườn\ng", 1)]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", [*ROSTER, Unit(kind="phường", name="An Tường", superior="huyện Y")])
        store.save_criteria(SET)
        load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
        assert {found[0] for found in _stored(store)} == {"thị trấn Cẩm Giang", "phường An Tường"}


def test_units_of_the_roster_without_a_row_are_told(tmp_path: Path) -> None:
    """A page of the table may be missing: "120 đơn vị" alone tells nobody that there should be 130."""
    rows, _ = _table()
    missing = rows.pop(20)[1]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        _with_roster_of_130(store)
        [warning] = load_scores(store, _as_docx(tmp_path / "diem.docx", rows, [])).warnings
    assert warning.startswith("1 đơn vị trong danh sách không có dòng nào") and missing.split(" ", 1)[1] in warning


def test_a_table_of_one_district_names_the_others_alone(tmp_path: Path) -> None:
    rows = [("STT", "Đơn vị", "1.1"), ("I", "Huyện X", ""), (1, "Xã An", 1), (2, "Xã Bình", 1)]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        report = load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
    assert report.warnings == ("Bảng điểm không có đơn vị nào thuộc: huyện Y.",)


def test_a_sheet_without_a_year_beside_one_that_has_it_is_told(tmp_path: Path) -> None:
    rows = [("Đơn vị", "1.1"), ("Xã An", 1), ("Xã Bình, huyện X", 1), ("Xã Bình, huyện Y", 1), ("TT Cẩm Giang", 1)]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        dated = _workbook(tmp_path / "cu.xlsx", [("KẾT QUẢ CHẤM ĐIỂM NĂM 2023",), *rows])
        assert load_scores(store, dated).warnings == ()
        [warning] = load_scores(store, _workbook(tmp_path / "moi.xlsx", rows)).warnings
    assert "không ghi năm" in warning and "“cu” (năm 2023)" in warning
