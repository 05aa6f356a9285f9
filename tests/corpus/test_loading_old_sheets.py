"""Spreadsheets of older and other programs: converted where LibreOffice is there, refused with advice where it is not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.loading.criteria import load_criteria
from corpus.loading.grid import Grid, LoadError
from corpus.loading.scores import load_scores
from corpus.loading.sheets import read_sheets
from corpus.loading.units import read_roster
from schema.store import Store
from tests.corpus.criteria_making import convert, needs_office
from tests.corpus.test_loading_scores import ROSTER, SET, _stored, _workbook

CRITERIA: list[tuple[object, ...]] = [
    ("Mã", "Tên tiêu chí", "Điểm tối đa"),
    ("1", "Chỉ đạo, điều hành", 3.5),
    ("1.1", "Kế hoạch", 1.5),
    ("1.10", "Báo cáo", 2),
]
UNITS: list[tuple[object, ...]] = [
    ("STT", "Tên đơn vị", "Huyện"),
    (1, "Xã An", "Huyện X"),
    (2, "TT. Cẩm Giang", "Huyện Y"),
]
POINTS: list[tuple[object, ...]] = [("STT", "Đơn vị", "1.1", "Tổng điểm"), (1, "Xã An", 1.25, 1.25)]
PAGE = (
    "<html><head><meta charset='utf-8'></head><body><table border='1'><tr><td>STT</td><td>Đơn vị</td><td>1.1</td></tr>"
    "<tr><td>1</td><td>Xã An</td><td>1,25</td></tr></table></body></html>"
)


def _as(suffix: str, rows: Sequence[Sequence[object]], folder: Path, merges: Sequence[str] = ()) -> Path:
    [path] = convert([_workbook(folder / "bang.xlsx", rows, merges)], suffix, folder)
    return path


@needs_office
@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_criteria_rosters_and_points_load(suffix: str, tmp_path: Path) -> None:
    for name, rows in (("bo", CRITERIA), ("don-vi", UNITS), ("diem", POINTS)):
        (tmp_path / name).mkdir()
        _as(suffix, rows, tmp_path / name)
    criteria = load_criteria(tmp_path / f"bo/bang{suffix}").criteria_set
    assert [(node.code, node.max_points) for node in criteria.nodes()] == [("1", 3.5), ("1.1", 1.5), ("1.10", 2)]
    assert [unit.full_name for unit in read_roster(tmp_path / f"don-vi/bang{suffix}").units] == [
        "xã An",
        "thị trấn Cẩm Giang",
    ]
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        load_scores(store, tmp_path / f"diem/bang{suffix}")
        assert _stored(store) == {("xã An", "huyện X", "1.1", 1.25)}


@needs_office
@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_an_error_names_the_cell_of_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = _as(suffix, [*POINTS, (2, "TT. Cẩm Giang", "một", 1)], tmp_path)
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.load_roster("r", ROSTER)
        store.save_criteria(SET)
        with pytest.raises(LoadError, match=rf"bang\{suffix}, trang tính “Điểm”, ô C3 .*“một”"):
            load_scores(store, path)


def test_a_web_page_that_is_called_xls(tmp_path: Path) -> None:
    path = tmp_path / "diem.xls"
    path.write_text(PAGE, encoding="utf-8")
    [grid] = read_sheets(path)
    assert isinstance(grid, Grid) and grid.rows[1] == ("1", "Xã An", "1,25")


@needs_office
def test_without_libreoffice_the_advice_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _as(".xls", POINTS, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LoadError) as caught:
        read_sheets(path)
    assert "Excel đời cũ (.xls)" in caught.value.message and "Chưa cài LibreOffice" in caught.value.message
    assert ".xlsx" in caught.value.next_step


def test_a_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    path = tmp_path / "diem.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(LoadError, match="có mật khẩu"):
        read_sheets(path)
