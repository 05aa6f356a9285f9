"""Rosters as officials keep them; what is wrong is told by cell, and nothing of it is kept."""

import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.loading.grid import LoadError
from corpus.loading.units import load_units, read_roster
from schema.store import Store
from schema.units import Sighting, Unit, UnitIndex, UnitName, carried_on, carries_on, superiors_on
from tests.corpus.sheets_making import workbook

_workbook = partial(workbook, title="Danh sách")

ROSTERS: dict[str, tuple[list[tuple[object, ...]], list[Unit]]] = {
    "all columns": (
        [("Mã", "Tên đơn vị", "Loại", "Huyện/Thành phố", "Tỉnh", "Hiệu lực từ", "Hiệu lực đến"),
         ("23644", "Tân Bình", "Xã", "Huyện Đak Đoa", "Tỉnh Gia Lai", "01/01/2000", "30/6/2025")],
        [Unit(kind="xã", name="Tân Bình", code="23644", superior="Huyện Đak Đoa", province="Gia Lai", valid_from="2000-01-01", valid_to="2025-06-30")],
    ),
    "kind in the name, title lines above": (
        [("DANH SÁCH XÃ", ""), ("", ""), ("STT", "Tên xã, phường, thị trấn"), (1, "UBND xã A"), (2, "TT. B"), ("", "Tổng cộng: 2")],
        [Unit(kind="xã", name="A"), Unit(kind="thị trấn", name="B")],
    ),
    "districts on lines of their own": (
        [("STT", "Đơn vị"), ("I", "HUYỆN ĐAK ĐOA"), (1, "Xã Tân Bình"), ("II", "Thị xã An Khê"), (1, "Xã Tân Bình")],
        [Unit(kind="xã", name="Tân Bình", superior="huyện ĐAK ĐOA"), Unit(kind="xã", name="Tân Bình", superior="thị xã An Khê")],
    ),
    "merged units with former names": (
        [("Tên đơn vị", "Tỉnh", "Hiệu lực từ", "Tên cũ", "Sáp nhập từ"),
         ("Xã Kon Gang", "Gia Lai", "7/2025", "Kon Gang cũ", "xã Kon Gang (huyện Đak Đoa), xã Nam Yang và thị trấn Đak Đoa")],
        [Unit(
            kind="xã", name="Kon Gang", superior="tỉnh Gia Lai", province="Gia Lai", valid_from="2025-07",
            other_names=(UnitName(name="xã Kon Gang cũ"),),
            predecessors=(
                Unit(kind="xã", name="Kon Gang", superior="huyện Đak Đoa"), Unit(kind="xã", name="Nam Yang"),
                Unit(kind="thị trấn", name="Đak Đoa"),
            ),
        )],
    ),
    "several former units of one kind, district and province in one cell": (
        [("Tên đơn vị", "Cấp trên", "Sáp nhập từ"), ("Xã Hòa Bình", "Huyện X, tỉnh Y", "các xã A, B và thị trấn C; một phần xã D")],
        [Unit(
            kind="xã", name="Hòa Bình", superior="huyện X", province="Y",
            predecessors=(Unit(kind="xã", name="A"), Unit(kind="xã", name="B"), Unit(kind="thị trấn", name="C"), Unit(kind="xã", name="D")),
        )],
    ),
    "a district over the whole width": (
        [("STT", "Tên đơn vị", "Ghi chú"), ("I. Huyện X (2 đơn vị)",), (1, "Xã A", ""), ("", "Cộng: 1", "")],
        [Unit(kind="xã", name="A", superior="huyện X")],
    ),
    "departments": ([("TT", "Cơ quan, đơn vị"), (1, "Sở Nội vụ"), (2, "Sở Y tế")], [Unit(kind="", name="Sở Nội vụ"), Unit(kind="", name="Sở Y tế")]),
    "a line of column numbers": ([("STT", "Đơn vị"), ("(1)", "(2)"), (1, "Xã A")], [Unit(kind="xã", name="A")]),
}  # fmt: skip


@pytest.mark.parametrize("case", ROSTERS)
def test_rosters(case: str, tmp_path: Path) -> None:
    rows, units = ROSTERS[case]
    assert list(read_roster(_workbook(tmp_path / "x.xlsx", rows)).units) == units


WRONG: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...], tuple[str, ...]]] = {
    "wrong columns": ([("Mã", "Điểm"), ("1", "2")], (), ("dòng 1", "thiếu cột “Tên đơn vị”", "“Điểm”")),
    "twice the same": (
        [("Đơn vị", "Huyện"), ("Xã A", "B"), ("UBND xã  a", "huyện B")],
        (),
        ("ô A3", "bị lặp", "dòng 2"),
    ),
    "merged": ([("Đơn vị", "Huyện"), ("Xã A", "B"), ("", "C")], ("A2:A3",), ("ô A2", "bị gộp")),
    "no name": ([("Đơn vị", "Huyện"), ("", "B")], (), ("ô A2", "thiếu tên")),
    "no date": ([("Đơn vị", "Hiệu lực từ"), ("Xã A", "hôm qua")], (), ("ô B2", "không phải là ngày")),
    "no day of the calendar": ([("Đơn vị", "Hiệu lực từ"), ("Xã A", "31/02/2025")], (), ("ô B2", "không phải là ngày")),
    "empty": ([("Đơn vị", "Huyện")], (), ("dòng 1", "không có đơn vị nào")),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_sheet_row_and_column(case: str, tmp_path: Path) -> None:
    rows, merges, words = WRONG[case]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("trước", [Unit(kind="xã", name="Trước")])
        with pytest.raises(LoadError) as caught:
            load_units(store, _workbook(tmp_path / "danh-sach.xlsx", rows, merges))
        assert [entry.unit.name for entry in store.units()] == ["Trước"]
    for word in ("danh-sach.xlsx", "trang tính “Danh sách”", *words):
        assert word in caught.value.message


def test_loading_tells_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "Danh sách 2025.csv"
    path.write_text("Tên đơn vị;Huyện\nXã B;X\n", encoding="utf-8-sig")
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("a", [Unit(kind="xã", name="A")])
        report = load_units(store, path)
        assert (report.id, report.rows) == ("danh-sach-2025", 1)
        assert "xã A" in report.warnings[0]


def test_a_province_of_today(tmp_path: Path) -> None:
    pytest.importorskip("vietnam_provinces", reason="the extra `units` is not installed")
    units = read_roster("vietnam:Gia Lai").units
    assert len(units) == 135 and {unit.kind for unit in units} == {"xã", "phường"}
    assert {unit.superior for unit in units} == {"tỉnh Gia Lai"}
    assert read_roster("vietnam:gia lai").units == units
    assert read_roster("vietnam:TP. Huế").units[0].superior == "thành phố Huế"
    with pytest.raises(LoadError, match="Không có tỉnh"):
        read_roster("vietnam:Hải Dương")


TEXT = "STT;Tên đơn vị;Huyện\n1;Xã Hoà Bình;Cẩm Giàng\n2;Thị trấn Cẩm Giang;Cẩm Giàng\n3;Phường Đức Thuận;Bến Lức\n"
WRITTEN = [("xã", "Hoà Bình"), ("thị trấn", "Cẩm Giang"), ("phường", "Đức Thuận")]


def _windows_1258(text: str) -> bytes:
    """As Vietnamese Windows saves it: tones as marks of their own behind the letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        letters.append(base + "".join(part for part in parts if part in tones))
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace(";", "\t").encode("utf-16-le"),
        TEXT.replace(";", ",").encode("utf-8"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
        _windows_1258(TEXT),
    ],
    ids=["utf-8", "with BOM", "utf-16", "utf-16 without BOM, tabs", "commas", "decomposed", "windows-1258"],
)
def test_a_roster_in_every_encoding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(data)
    assert [(unit.kind, unit.name) for unit in read_roster(path).units] == WRITTEN


SHAPES: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...], list[tuple[str, str | None, tuple[str, ...]]]]] = {
    "the district merged over its communes, a telephone behind": (
        [("STT", "Huyện", "Xã", "Số điện thoại"), (1, "Huyện X", "Xã A", "0912"), (2, "", "Xã B", "0913"), (3, "Huyện Y", "Xã A", "0914")],
        ("B2:B3",),
        [("xã A", "Huyện X", ()), ("xã B", "Huyện X", ()), ("xã A", "Huyện Y", ())],
    ),
    "one head over district and commune": (
        [("STT", "Đơn vị", ""), ("", "Huyện", "Xã"), (1, "Huyện X", "Xã A"), (2, "Huyện X", "Xã B")],
        ("B1:C1",),
        [("xã A", "Huyện X", ()), ("xã B", "Huyện X", ())],
    ),
    "the district behind": (
        [("STT", "Tên đơn vị", "Thuộc huyện/thành phố"), (1, "Xã A", "Huyện X")],
        (),
        [("xã A", "Huyện X", ())],
    ),
    "what it was merged from, in a sentence": (
        [("TT", "Tên xã, phường mới", "Các xã, phường, thị trấn sáp nhập"), (1, "Xã Đông Sơn", "Sáp nhập từ xã A, xã B và thị trấn C"), (2, "Phường Hạc", "Toàn bộ diện tích tự nhiên, quy mô dân số của các phường D, E và một phần xã F (huyện G)")],
        (),
        [("xã Đông Sơn", None, ("xã A", "xã B", "thị trấn C")), ("phường Hạc", None, ("phường D", "phường E", "xã F"))],
    ),
    "units before and after the reform": (
        [("TT", "Đơn vị hành chính trước khi sắp xếp", "Tên ĐVHC cấp xã sau sắp xếp"), (1, "A, B", "Xã Đông Sơn")],
        (),
        [("xã Đông Sơn", None, ("xã A", "xã B"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPES)
def test_rosters_in_the_shapes_offices_have(case: str, tmp_path: Path) -> None:
    rows, merges, expected = SHAPES[case]
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(tmp_path / "ds.xlsx")
    units = read_roster(tmp_path / "ds.xlsx").units
    found = [(unit.full_name, unit.superior, tuple(old.full_name for old in unit.predecessors)) for unit in units]
    assert found == expected


OF_2024 = [
    Unit(kind="xã", name="Tân Bình", superior="huyện Đak Đoa", province="Gia Lai"),
    Unit(kind="xã", name="Kon Gang", superior="huyện Đak Đoa", province="Gia Lai"),
]
GIA_LAI = "tỉnh Gia Lai"
OF_2025 = [
    Unit(kind="xã", name="Tân Bình", superior=GIA_LAI, province="Gia Lai", valid_from="2025-07-01"),
    Unit(
        kind="xã",
        name="Kon Gang",
        superior=GIA_LAI,
        province="Gia Lai",
        valid_from="2025-07-01",
        predecessors=(Unit(kind="xã", name="Kon Gang"), Unit(kind="xã", name="Nam Yang")),
    ),
]


def test_a_commune_that_only_lost_its_district_stays_the_same_unit(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("2024", OF_2024)
        before = {entry.unit.name: entry.id for entry in store.units()}
        for _ in range(2):  # the roster of 2025, and the same again
            store.load_roster("2025", OF_2025)
            owing = {entry.unit.name: entry for entry in store.units() if entry.on_roster}
            same, merged = owing["Tân Bình"], owing["Kon Gang"]
            assert same.id == before["Tân Bình"] and merged.id != before["Kon Gang"]
            assert (same.unit.superior, same.unit.valid_from) == (GIA_LAI, None)
            assert same.unit.other_names == (UnitName(name="xã Tân Bình, huyện Đak Đoa", valid_to="2025-06-30"),)
        index = UnitIndex((entry.id, entry.unit) for entry in store.units())
    wanted = {("huyện Đak Đoa", "2024"): same.id, (None, "2026"): same.id, ("huyện Mang Yang", "2024"): None}
    for (superior, on), unit in wanted.items():
        seen = Sighting(kind="xã", name="Tân Bình", superior=superior, province="Gia Lai", on=on)
        assert index.resolve(seen).unit == unit


def test_a_commune_of_another_province_is_another(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("2024", OF_2024)
        [known, *_] = store.units()
        store.load_roster("2025", [replace(OF_2025[0], superior="tỉnh Kon Tum", province="Kon Tum")])
        assert [entry.id for entry in store.units() if entry.on_roster] != [known.id]


TWO_ROWS = ("Tên đơn vị", "Cấp trên", "Tỉnh", "Hiệu lực từ", "Hiệu lực đến")
CONTINUED: dict[str, tuple[list[tuple[object, ...]], list[tuple[str, str | None, tuple[str, ...]]]]] = {
    "the district is gone": (
        [("Xã A", "huyện B", "C", "", "30/6/2025"), ("Xã A", "tỉnh C", "C", "01/7/2025", "")],
        [("xã A", "tỉnh C", ("xã A, huyện B",))],
    ),
    "three superiors, the newest row first": (
        [
            ("Xã A", "tỉnh C", "C", "01/7/2025", ""),
            ("Xã A", "thành phố D", "C", "01/01/2020", "30/6/2025"),
            ("Xã A", "huyện B", "C", "", "31/12/2019"),
        ],
        [("xã A", "tỉnh C", ("xã A, huyện B", "xã A, thành phố D"))],
    ),
    "a gap between the two": (
        [("Xã A", "huyện B", "C", "", "30/6/2024"), ("Xã A", "tỉnh C", "C", "01/7/2025", "")],
        [("xã A", "huyện B", ()), ("xã A", "tỉnh C", ())],
    ),
    "another province": (
        [("Xã A", "huyện B", "C", "", "30/6/2025"), ("Xã A", "tỉnh E", "E", "01/7/2025", "")],
        [("xã A", "huyện B", ()), ("xã A", "tỉnh E", ())],
    ),
    "namesakes of one time": (
        [("Xã A", "huyện B", "C", "", ""), ("Xã A", "huyện D", "C", "", "")],
        [("xã A", "huyện B", ()), ("xã A", "huyện D", ())],
    ),
}


@pytest.mark.parametrize("case", CONTINUED)
def test_one_commune_below_two_superiors_one_after_the_other(case: str, tmp_path: Path) -> None:
    rows, expected = CONTINUED[case]
    units = read_roster(_workbook(tmp_path / "x.xlsx", [TWO_ROWS, *rows])).units
    assert [(unit.full_name, unit.superior, tuple(old.name for old in unit.other_names)) for unit in units] == expected
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        # Known below its first district, as a plan of that time made it known.
        store.load_roster("cũ", [Unit(kind="xã", name="A", superior="huyện B", province="C")])
        [known] = store.units()
        for _ in range(2):
            store.load_roster("mới", units)
            assert len([entry for entry in store.units() if entry.on_roster]) == len(expected)
        assert known.id in {entry.id for entry in store.units() if entry.on_roster}


def test_the_superior_of_a_time() -> None:
    rows = (
        Unit(kind="xã", name="A", superior="huyện B", province="C", valid_to="2025-06-30"),
        Unit(kind="xã", name="A", superior="tỉnh C", province="C", valid_from="2025-07-01"),
    )
    assert carries_on(rows[1], rows[0])
    unit = carried_on(rows[1], rows[0])
    assert [superiors_on(unit, on) for on in ("2023", "2026-01-02")] == [("huyện B",), ("tỉnh C",)]
    assert superiors_on(unit, None) == ("tỉnh C", "huyện B")
