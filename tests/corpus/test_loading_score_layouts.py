"""Score sheets in the layouts that provinces publish; every unit and figure that cannot be read is named."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from corpus.loading.criteria import reference_criteria
from corpus.loading.grid import LoadError
from corpus.loading.scores import load_scores
from schema.store import Store
from schema.units import Unit
from tests.corpus.criteria_making import ROMAN, Decision, Table, convert, needs_office, write_docx, write_xlsx
from tests.corpus.test_loading_scores import (
    A_DISTRICT,
    DISTRICTS,
    ROSTER,
    SET,
    Expected,
    _comma,
    _communes,
    _points,
    _stored,
    _workbook,
)
from tests.corpus.test_loading_scores import AREAS as HEADS

BOTH: Expected = {("xã Bình", "huyện X", "1.1", 1), ("xã Bình", "huyện Y", "1.1", 0.5)}
TWO: Expected = {("xã An", "huyện X", "1", 2.5), ("thị trấn Cẩm Giang", "huyện Y", "1", 2)}
AREAS: Expected = TWO | {("xã An", "huyện X", "2", 2), ("thị trấn Cẩm Giang", "huyện Y", "2", 1.5)}

LAYOUTS: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...], Expected]] = {
    "the district in a column of its own, merged over its communes": (
        [("STT", "Huyện", "Xã", "1.1"), (1, "Huyện X", "Xã Bình", 1), (2, "Huyện Y", "Xã Bình", "0,5"), (3, "", "TT. Cẩm Giang", "-")],
        ("B3:B4",),
        BOTH,
    ),
    "the district over the whole width, numbered": (
        [("STT", "Đơn vị", "1.1"), ("I. Huyện X",), (1, "Xã Bình", 1), ("II. HUYỆN Y (02 đơn vị)",), (2, "Xã Bình", 0.5)],
        ("A2:C2", "A4:C4"),
        BOTH,
    ),
    "areas as numbers below one head, maxima below them": (
        [("TT", "Tên đơn vị", "Điểm các lĩnh vực", "", "Tổng"), ("", "", 1, 2, ""), ("", "Điểm tối đa", 3, 2, 5), (1, "xã An", 2.5, 2, 4.5), (2, "TT Cẩm Giang", 2, 1.5, 3.5)],
        ("C1:D1", "A1:A2", "B1:B2", "E1:E2"),
        AREAS,
    ),
    "maxima in a row without a name": (
        [("TT", "Tên đơn vị", "CĐĐH", "Thể chế", "Tổng"), ("", "", 3, 2, 5), (1, "An", 2.5, 2, 4.5), (2, "Cẩm Giang", 2, 1.5, 3.5)],
        (),
        AREAS,
    ),
    "areas by Roman numbers, names with their maximum": (
        [("TT", "UBND xã, phường, thị trấn", "Lĩnh vực I", "II. Thể chế (2 điểm)", "Xếp loại"), (1, "UBND xã An", 2.5, 2, "Tốt"), (2, "UBND thị trấn Cẩm Giang", 2, 1.5, "Khá")],
        (),
        AREAS,
    ),
    "only some names with their kind": (
        [("TT", "Đơn vị", "1", "2"), (1, "An", 2.5, 2), (2, "TT. Cẩm Giang", 2, 1.5)],
        (),
        AREAS,
    ),
    "criteria down, districts over the units": (
        [("Mã", "Tiêu chí", "Huyện X", "", "Huyện Y"), ("", "", "Xã An", "Xã Bình", "Xã Bình"), ("1.1", "Kế hoạch", "-", 1, 0.5), ("", "Tổng", 0, 1, 0.5)],
        ("C1:D1",),
        BOTH,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LAYOUTS)
def test_layouts(case: str, tmp_path: Path) -> None:
    rows, merges, expected = LAYOUTS[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, _workbook(tmp_path / "diem.xlsx", rows, merges))
        assert _stored(store) == expected


def _word(path: Path, pieces: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> Path:
    made = docx.Document()
    for caption, rows in pieces:
        made.add_paragraph(caption)
        table = made.add_table(len(rows), len(rows[0]))
        table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.save(str(path))
    return path


def test_a_table_for_each_district_under_its_name(tmp_path: Path) -> None:
    head = ["STT", "Đơn vị", "1.1"]
    pieces = [("1. Huyện X", [head, ["1", "Xã Bình", "1"]]), ("2. Huyện Y", [head, ["1", "Xã Bình", "0,5"]])]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, _word(tmp_path / "diem.docx", pieces))
        assert _stored(store) == BOTH


WRONG: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...]]] = {
    "every figure that is none is named": (
        [("Đơn vị", "1.1", "1.2"), ("Xã An", "1,O", 1), ("TT Cẩm Giang", 1, "0.,5")],
        ("ô B2", "“1,O” không phải là số điểm", "“0.,5” của “TT Cẩm Giang” (trang tính “Điểm”, ô C3"),
    ),
    "on its side, too": (
        [("Mã", "Tiêu chí", "Xã An", "TT. Cẩm Giang"), ("1.1", "Kế hoạch", 1, "một"), ("1.2", "Báo cáo", 0, 0.5)],
        ("ô D2", "“một” không phải là số điểm"),
    ),
    "a formula that was never computed": ([("Đơn vị", "1.1"), ("Xã An", "=1+1")], ("ô B2", "công thức chưa có kết quả")),
    "a rank that is none": ([("STT", "Đơn vị", "Tổng điểm", "Xếp hạng"), (1, "Xã An", 4.5, "đầu")], ("ô D2", "“đầu” không phải là thứ hạng")),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_is_named_and_nothing_is_kept(case: str, tmp_path: Path) -> None:
    rows, words = WRONG[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        with pytest.raises(LoadError) as caught:
            load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
        assert _stored(store) == set()
    for word in words:
        assert word in caught.value.message


def test_a_unit_without_any_points_is_told(tmp_path: Path) -> None:
    rows = [("STT", "Đơn vị", "1.1"), (1, "Xã An", 1), (2, "TT Cẩm Giang", "-")]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        [warning, *_] = load_scores(store, _workbook(tmp_path / "diem.xlsx", rows)).warnings
    assert "TT Cẩm Giang" in warning and "dòng 3" in warning


def test_the_year_of_the_title_is_kept(tmp_path: Path) -> None:
    rows = [("KẾT QUẢ CHẤM ĐIỂM NĂM 2023",), ("STT", "Đơn vị", "1.1"), (1, "Xã An", 1)]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        stored = store.save_criteria(SET)
        load_scores(store, _workbook(tmp_path / "diem.xlsx", rows))
        assert [sheet.year for sheet in store.scores(stored)] == [2023]


def test_spellings_of_one_unit_are_one(tmp_path: Path) -> None:
    names = ["UBND xã Hoà Bình", "Phường 01", "P. Trần Phú", "Uỷ ban nhân dân thị trấn Mỹ Lộc", "Xã Ia-Pa"]
    roster = [
        Unit(kind="xã", name="Hòa Bình"),
        Unit(kind="phường", name="1"),
        Unit(kind="phường", name="Trần Phú"),
        Unit(kind="thị trấn", name="Mĩ Lộc"),
        Unit(kind="xã", name="Ia - Pa"),
    ]
    path = _workbook(tmp_path / "diem.xlsx", [("Đơn vị", "1.1"), *((name, 1) for name in names)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", roster)
        store.save_criteria(SET)
        load_scores(store, path)
        assert {row[0] for row in _stored(store)} == {unit.full_name for unit in roster}


# A sheet of 130 communes in five districts as a province publishes it: the districts over the width, maxima below the
# heads, names written in three ways, "-" for none, total and rank behind.


def _published() -> tuple[Table, Expected]:
    head = [
        ["TT", "Tên đơn vị", "Điểm các lĩnh vực", *[""] * 7, "Tổng điểm", "Xếp hạng"],
        ["", "", *HEADS, "", ""],
        ["", "Điểm tối đa", *["2,5"] * 8, "20", ""],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 9), (0, 10, 1, 10), (0, 11, 1, 11)]
    rows: list[list[str]] = []
    expected: Expected = set()
    for number, unit in enumerate(_communes()):
        if number % A_DISTRICT == 0:
            district = number // A_DISTRICT
            rows.append([f"{ROMAN[district + 1]}. {DISTRICTS[district].upper()}"])
        ways = (f"UBND {unit.kind} {unit.name}", f"{unit.kind} {unit.name}", f"Uỷ ban nhân dân {unit.kind} {unit.name}")
        points = [_points(number, area) for area in range(8)]
        rows.append(
            [
                str(number + 1),
                ways[number % 3],
                *(_comma(own) if own else "-" for own in points),
                _comma(sum(points)),
                "1",
            ]
        )
        expected |= {(unit.full_name, unit.superior, str(area + 1), own) for area, own in enumerate(points) if own}
    captions = ("PHỤ LỤC", "KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2023")
    return Table(head, rows, (1.2, 4.2, *[1.9] * 8, 1.8, 1.6), captions, merges, size=8), expected


def _check(path: Path, expected: Expected) -> None:
    with Store.open(f"sqlite:///{path}.db") as store:
        store.load_roster("r", _communes())
        stored = store.save_criteria(reference_criteria())
        report = load_scores(store, path)
        assert (report.rows, report.warnings) == (130, ())
        assert _stored(store) == expected
        assert [sheet.year for sheet in store.scores(stored)] == [2023]


def test_a_published_workbook_loads_whole(tmp_path: Path) -> None:
    table, expected = _published()
    _check(write_xlsx(tmp_path / "diem.xlsx", table, title=table.captions), expected)


@needs_office
@pytest.mark.parametrize("suffix", [".pdf", ".doc"])
def test_a_published_document_loads_whole(suffix: str, tmp_path: Path) -> None:
    table, expected = _published()
    [path] = convert([write_docx(tmp_path / "diem.docx", Decision([table]))], suffix, tmp_path)
    _check(path, expected)
