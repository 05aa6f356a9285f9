"""Published score sheets in their three layouts; what cannot be read is told by cell, and nothing of it is kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.loading.grid import LoadError
from corpus.loading.scores import load_scores
from schema.criteria import Area, CriteriaSet, Criterion
from schema.store import Store
from schema.units import Unit

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


def _workbook(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[str] = ()) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Điểm"
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


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
        assert (report.id, report.rows, report.warnings) == ("diem", len({row[:2] for row in expected}), ())


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
