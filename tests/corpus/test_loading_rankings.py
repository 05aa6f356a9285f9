"""Rankings as provinces and districts publish them: totals, index, rank and class of a unit, with points by area or not."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.loading.criteria import reference_criteria
from corpus.loading.grid import LoadError
from corpus.loading.scores import load_scores
from schema.scores import Figures
from schema.store import Store
from tests.corpus.criteria_making import ROMAN, Decision, Table, convert, needs_office, write_docx, write_xlsx
from tests.corpus.test_loading_scores import (
    A_DISTRICT,
    AREAS,
    DISTRICTS,
    ROSTER,
    SET,
    _comma,
    _communes,
    _points,
    _stored,
    _workbook,
)

Totals = dict[tuple[str, str | None], Figures]
AN, CAM_GIANG = ("xã An", "huyện X"), ("thị trấn Cẩm Giang", "huyện Y")
BINH_X, BINH_Y = ("xã Bình", "huyện X"), ("xã Bình", "huyện Y")


def _totals(store: Store) -> Totals:
    units = {entry.id: entry.unit for entry in store.units()}
    criteria = store.criteria_in_use()
    assert criteria is not None
    return {
        (units[total.unit].full_name, units[total.unit].superior): total.figures
        for sheet in store.scores(criteria)
        for total in sheet.totals
    }


RANKINGS: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...], Totals]] = {
    "totals only": (
        [("BẢNG XẾP HẠNG",), ("STT", "Đơn vị", "Tổng điểm", "Chỉ số (%)", "Xếp hạng", "Xếp loại"), (1, "UBND xã An", "85,5", "85,50%", 1, "Tốt"), (2, "TT Cẩm Giang", 80, 80, "2/2", "Khá")],
        (),
        {AN: Figures(points=85.5, index=85.5, rank=1, grade="Tốt"), CAM_GIANG: Figures(points=80, index=80, rank=2, grade="Khá")},
    ),
    "appraised, survey and total below one head": (
        [("TT", "Tên đơn vị", "Kết quả đánh giá", "", "", "Xếp hạng"), ("", "", "Điểm thẩm định", "Điểm điều tra XHH", "Tổng điểm", ""), ("", "Điểm tối đa", 70, 30, 100, ""), (1, "xã An", 60, 25.5, 85.5, 1)],
        ("C1:E1", "A1:A2", "B1:B2", "F1:F2"),
        {AN: Figures(points=85.5, appraised=60, survey=25.5, rank=1)},
    ),
    "the figures of the year before beside": (
        [("KẾT QUẢ XẾP HẠNG NĂM 2024",), ("TT", "Đơn vị", "Năm 2023", "", "Năm 2024", "", "Tăng/giảm hạng"), ("", "", "Điểm", "Xếp hạng", "Điểm", "Xếp hạng", ""), (1, "xã An", 70, 2, 85.5, 1, 1)],
        ("C2:D2", "E2:F2", "G2:G3"),
        {AN: Figures(points=85.5, rank=1)},
    ),
    "two years and no title": (
        [("TT", "Đơn vị", "Chỉ số năm 2023", "Chỉ số năm 2024"), (1, "xã An", 70, 85.5)],
        (),
        {AN: Figures(index=85.5)},
    ),
    "last year's rank only": (
        [("TT", "Đơn vị", "Tổng điểm", "Xếp hạng", "Xếp hạng năm trước"), (1, "xã An", 70, 2, 1)],
        (),
        {AN: Figures(points=70, rank=2)},
    ),
    "names without kinds, the district behind": (
        [("STT", "Xã, phường, thị trấn", "Huyện", "Điểm đạt được", "Thứ hạng"), (1, "An", "Huyện X", 9, 1), (2, "Bình", "Huyện X", 8, 2), (3, "Bình", "Huyện Y", 7, 3)],
        (),
        {AN: Figures(points=9, rank=1), BINH_X: Figures(points=8, rank=2), BINH_Y: Figures(points=7, rank=3)},
    ),
    "subtotals of districts, a sum and a note": (
        [("STT", "Đơn vị", "Tổng điểm", "Hạng"), ("I", "Huyện X", 8.5, ""), (1, "Xã An", 9, 1), (2, "Xã Bình", 8, 2), ("II", "Huyện Y", 7, ""), (1, "Xã Bình", 7, 3), ("", "Bình quân chung", 8, ""), ("Ghi chú: xã Bình được thưởng 0,5 điểm",)],
        (),
        {AN: Figures(points=9, rank=1), BINH_X: Figures(points=8, rank=2), BINH_Y: Figures(points=7, rank=3)},
    ),
    "ranks within the district and in the province": (
        [("STT", "Đơn vị", "Kết quả", "Xếp hạng trong huyện", "Xếp hạng toàn tỉnh"), (1, "Xã An", "90/100", 1, 14)],
        (),
        {AN: Figures(points=90, rank=14)},
    ),
    "a class merged over its units, a rank over those who share it": (
        [("STT", "Đơn vị", "Tổng điểm", "Hạng", "Xếp loại"), (1, "Xã An", 9, 1, "Tốt"), (2, "TT. Cẩm Giang", 9, "", "")],
        ("D2:D3", "E2:E3"),
        {AN: Figures(points=9, rank=1, grade="Tốt"), CAM_GIANG: Figures(points=9, rank=1, grade="Tốt")},
    ),
    "self-assessed and appraised": (
        [("STT", "Đơn vị", "Điểm tự chấm", "Điểm thẩm định", "Xếp loại"), (1, "Xã An", 95, "90.25", "Xuất sắc"), (2, "TT. Cẩm Giang", 93, "-", "")],
        (),
        {AN: Figures(self_points=95, appraised=90.25, grade="Xuất sắc"), CAM_GIANG: Figures(self_points=93)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RANKINGS)
def test_rankings(case: str, tmp_path: Path) -> None:
    rows, merges, expected = RANKINGS[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        report = load_scores(store, _workbook(tmp_path / "hang.xlsx", rows, merges))
        assert _totals(store) == expected
        assert report.rows == len(expected)


def test_the_years_of_the_heads_are_the_years_of_the_sheet(tmp_path: Path) -> None:
    rows, merges, _ = RANKINGS["two years and no title"]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        stored = store.save_criteria(SET)
        load_scores(store, _workbook(tmp_path / "hang.xlsx", rows, merges))
        assert [sheet.year for sheet in store.scores(stored)] == [2024]


def test_the_appraised_points_of_an_area_count(tmp_path: Path) -> None:
    """Of the maximum, the unit's own points and the appraised ones below one area."""
    rows = [
        ("TT", "Đơn vị", "Chỉ đạo, điều hành", "", "", "Thể chế", "", "", "Tổng điểm", "", ""),
        ("", "", *("Điểm tối đa", "Tự chấm", "Thẩm định") * 3),
        (1, "Xã An", 3, 3, 2.5, 2, 2, 1.5, 5, 5, 4),
    ]
    path = _workbook(tmp_path / "diem.xlsx", rows, ("C1:E1", "F1:H1", "I1:K1"))
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, path)
        assert _stored(store) == {("xã An", "huyện X", "1", 2.5), ("xã An", "huyện X", "2", 1.5)}
        assert _totals(store) == {AN: Figures(self_points=5, appraised=4)}


def test_an_unknown_column_below_an_area_is_not_the_area(tmp_path: Path) -> None:
    rows = [
        ("TT", "Đơn vị", "Chỉ đạo, điều hành", "", "Thể chế"),
        ("", "", "Phong trào thi đua", "Cộng", ""),
        (1, "Xã An", 1, 2.5, 1.5),
    ]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        report = load_scores(store, _workbook(tmp_path / "diem.xlsx", rows, ("C1:D1",)))
        assert _stored(store) == {("xã An", "huyện X", "1", 2.5), ("xã An", "huyện X", "2", 1.5)}
    assert "Phong trào thi đua" in report.warnings[0]


def test_a_cell_of_per_cents_is_read_as_it_is_seen(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("STT", "Đơn vị", "Chỉ số"))
    sheet.append((1, "Xã An", 0.8525))
    sheet["C2"].number_format = "0.00%"
    book.save(tmp_path / "hang.xlsx")
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, tmp_path / "hang.xlsx")
        assert _totals(store) == {AN: Figures(index=85.25)}


def _sheets(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_a_sheet_for_each_district(tmp_path: Path) -> None:
    head = ("STT", "Đơn vị", "Tổng điểm")
    sheets = {
        "Huyện X": [head, (1, "Xã An", 9), (2, "Xã Bình", 8), ("", "Tổng", 17)],
        "Huyện Y": [head, (1, "Xã Bình", 7), (2, "TT. Cẩm Giang", 6)],
    }
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        report = load_scores(store, _sheets(tmp_path / "diem.xlsx", sheets))
        assert _totals(store) == {
            AN: Figures(points=9),
            BINH_X: Figures(points=8),
            BINH_Y: Figures(points=7),
            CAM_GIANG: Figures(points=6),
        }
    assert (report.rows, report.warnings) == (4, ())


def test_another_sheet_of_the_same_units_is_told(tmp_path: Path) -> None:
    head = ("STT", "Đơn vị", "Tổng điểm")
    sheets = {"Thẩm định": [head, (1, "Xã An", 9), ("", "", "")], "Tự chấm": [head, (1, "Xã An", 10)]}
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        report = load_scores(store, _sheets(tmp_path / "diem.xlsx", sheets))
        assert _totals(store) == {AN: Figures(points=9)}
    assert "“Tự chấm”" in report.warnings[0] and "chưa được nạp" in report.warnings[0]


def test_points_merged_over_two_units_are_refused(tmp_path: Path) -> None:
    rows = [("STT", "Đơn vị", "Tổng điểm"), (1, "Xã An", 9), (2, "TT. Cẩm Giang", "")]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        with pytest.raises(LoadError, match=r"ô C2 .*bị gộp"):
            load_scores(store, _workbook(tmp_path / "hang.xlsx", rows, ("C2:C3",)))


WRONG: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...]]] = {
    "namesakes in a ranking": ([("STT", "Đơn vị", "Tổng điểm"), (1, "Xã Bình", 8), (2, "Xã An", 7)], ("ô B2", "nhiều đơn vị")),
    "a unit twice": ([("STT", "Đơn vị", "Tổng điểm"), (1, "Xã An", 8), (2, "UBND xã An", 7)], ("ô B3", "đã có ở")),
    "two spellings of one unit": ([("STT", "Đơn vị", "Tổng điểm"), (1, "An", 8), (2, "Xã An", 7)], ("ô B3", "cùng một đơn vị")),
    "no number": ([("STT", "Đơn vị", "Tổng điểm"), (1, "Xã An", "8O"), (2, "TT. Cẩm Giang", 7)], ("ô C2", "“8O”")),
    "no number, names without kinds": ([("STT", "Đơn vị", "Tổng điểm"), (1, "An", "8O"), (2, "Cẩm Giang", 7)], ("ô C2", "“8O”")),
    "classes alone": ([("STT", "Đơn vị", "Xếp loại"), (1, "Xã An", 8)], ("không thấy bảng điểm", "tổng điểm")),
    "a list of criteria": ([("STT", "Tiêu chí", "Điểm"), (1, "Kế hoạch", 8)], ("không thấy bảng điểm",)),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_kept(case: str, tmp_path: Path) -> None:
    rows, words = WRONG[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        with pytest.raises(LoadError) as caught:
            load_scores(store, _workbook(tmp_path / "hang.xlsx", rows))
        assert (_totals(store), _stored(store)) == ({}, set())
        assert len(store.units()) == len(ROSTER)
    for word in ("hang.xlsx", "trang tính “Điểm”", *words):
        assert word in caught.value.message


def test_a_total_that_is_no_sum_is_told(tmp_path: Path) -> None:
    rows = [
        ("Đơn vị", "1", "2", "Tổng điểm"),
        ("Xã An", 2, 1, 3),
        ("Xã Bình, huyện X", 2, 1, 5),
        ("Xã Bình, huyện Y", 2, 1, 3),
    ]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        [warning, *_] = load_scores(store, _workbook(tmp_path / "diem.xlsx", rows)).warnings
    assert "A3" in warning and "5, cộng lại 3" in warning


# 130 communes of five districts: totals only, and points by area with the steps to the total.


def _ranking(*, areas: bool) -> tuple[Table, Totals]:
    step = ["Điểm thẩm định", "Điểm điều tra XHH", "Tổng điểm"]
    wide = len(AREAS) if areas else 0
    head = [
        ["TT", "Đơn vị", *(["Điểm theo lĩnh vực", *[""] * 7] if areas else []), "Kết quả", "", "", "Chỉ số CCHC (%)", "Xếp hạng", "Xếp loại"],
        ["", "", *(AREAS if areas else ()), *step, "", "", ""],
    ]  # fmt: skip
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2 + wide, 0, 4 + wide)]
    merges += [(0, column + wide, 1, column + wide) for column in (5, 6, 7)]
    merges += [(0, 2, 0, 9)] if areas else []
    rows: list[list[str]] = []
    expected: Totals = {}
    for number, unit in enumerate(_communes()):
        if number % A_DISTRICT == 0:
            rows.append([f"{ROMAN[number // A_DISTRICT + 1]}. {DISTRICTS[number // A_DISTRICT].upper()}"])
        points = [_points(number, area) for area in range(8)]
        total, survey = sum(points), round(0.5 * (number % 4), 2)
        grade = ("Xuất sắc", "Tốt", "Khá", "Trung bình")[number % 4]
        shown = [_comma(total), _comma(survey), _comma(total + survey)]
        index = _comma((total + survey) * 4)
        own = map(_comma, points) if areas else ()
        rows.append([str(number + 1), f"UBND {unit.kind} {unit.name}", *own, *shown, index, str(number + 1), grade])
        expected[unit.full_name, unit.superior] = Figures(
            points=total + survey,
            appraised=total,
            survey=survey,
            index=round((total + survey) * 4, 2),
            rank=number + 1,
            grade=grade,
        )
    widths = (1.2, 4.2, *[1.3] * wide, *[1.6] * 6)
    captions = (
        "PHỤ LỤC",
        "BẢNG TỔNG HỢP KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2023",
        "(Kèm theo Quyết định số 15/QĐ-UBND ngày 08 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh)",
    )
    return Table(head, rows, widths, captions, merges, size=8), expected


def _check(path: Path, expected: Totals, points: int) -> None:
    with Store.open(f"sqlite:///{path}.db") as store:
        store.load_roster("r", _communes())
        stored = store.save_criteria(reference_criteria())
        report = load_scores(store, path)
        assert (report.rows, report.warnings) == (130, ())
        assert _totals(store) == expected
        [sheet] = store.scores(stored)
        assert (sheet.year, len(sheet.scores)) == (2023, points)


@pytest.mark.parametrize("areas", [False, True], ids=["totals", "areas"])
def test_a_published_workbook_loads_whole(areas: bool, tmp_path: Path) -> None:
    table, expected = _ranking(areas=areas)
    path = write_xlsx(tmp_path / "hang.xlsx", table, title=table.captions)
    _check(path, expected, 130 * 8 if areas else 0)


@needs_office
@pytest.mark.parametrize("areas", [False, True], ids=["totals", "areas"])
@pytest.mark.parametrize("suffix", [".pdf", ".doc"])
def test_a_published_document_loads_whole(suffix: str, areas: bool, tmp_path: Path) -> None:
    table, expected = _ranking(areas=areas)
    [path] = convert([write_docx(tmp_path / "hang.docx", Decision([table]))], suffix, tmp_path)
    _check(path, expected, 130 * 8 if areas else 0)
