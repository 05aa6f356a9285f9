"""Criteria sets as published, shipped and stored: every row loaded, one set in use, the answer of the contract."""

import csv
from pathlib import Path

import pytest

from corpus.loading.criteria import (
    criteria_from_rows,
    current_criteria,
    load_criteria,
    reference_criteria,
    store_criteria,
)
from corpus.loading.report import report_json
from schema.store import Store
from tests.corpus.sheets_making import HEAD, workbook

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REAL = SHARED / "criteria" / "1187-qd-bnv-2025-bang-2-cap-tinh.csv"
needs_shared = pytest.mark.skipif(not REAL.exists(), reason=f"the real criteria table is not at {REAL}")


def _expected() -> list[tuple[str, str, str, float]]:
    with REAL.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["level"], row["name"], float(row["max_points"])) for row in csv.DictReader(file)]


@needs_shared
@pytest.mark.parametrize("suffix", [".csv", ".pdf"])
def test_the_ministry_table_loads_row_for_row(suffix: str) -> None:
    loaded = load_criteria(REAL.with_suffix(suffix))
    found = [(node.code, node.level, node.name, node.max_points) for node in loaded.criteria_set.nodes()]
    expected = _expected()
    if suffix == ".pdf":
        # The CSV lacks the end of one name, which stands on the next page.
        rest = " vị thuộc phạm vi quản lý"
        expected = [(c, lv, n + rest if n.endswith("các cơ quan, đơn") else n, p) for c, lv, n, p in expected]
    assert found == expected
    assert (len(loaded.criteria_set.areas), loaded.criteria_set.total_points(), loaded.warnings) == (8, 100.0, ())


@needs_shared
def test_a_table_as_published_loads_row_for_row() -> None:
    """Heads repeated on every page, rubric lines below each criterion, names over two lines, one cut by a page end."""
    rows: list[tuple[str | None, ...]] = []
    for number, (code, _, name, points) in enumerate(_expected()):
        if number % 9 == 0:
            rows += [("Bảng 2", None, None, None)] if number == 0 else []
            rows += [HEAD, (None, "", "", "")]
        words = name.split()
        if number % 9 == 8 and len(words) > 6 and words[5][0].islower() and words[5].isalpha():
            rows += [(f"{code}.", " ".join(words[:5]), f"{points:.2f}".replace(".", ","), ""), HEAD]
            rows += [("", " ".join(words[5:]), "", "")]
        else:
            rows += [(f"{code}.", "\n".join((" ".join(words[:3]), " ".join(words[3:]))), f"{points:.2f}", "")]
        rows += [("", f"Thực hiện đầy đủ: {points}", "", None), (None, "a là tổng số nhiệm vụ: 0", "0", None)]
    rows += [("", "TỔNG ĐIỂM", "100,00", "")]
    loaded = criteria_from_rows(rows)
    found = [(node.code, node.level, node.name, node.max_points) for node in loaded.criteria_set.nodes()]
    assert found == _expected()
    assert loaded.warnings == ()


def test_the_set_that_is_shipped() -> None:
    criteria = reference_criteria()
    assert (criteria.id, len(criteria.areas), len(criteria.criteria)) == ("cchc-cap-xa", 8, 50)
    assert criteria.total_points() is None
    assert all(criterion.aliases and criterion.counter_phrases for criterion in criteria.criteria)
    assert hash(criteria)  # coverage compiles a set once


def test_the_shipped_set_gives_way_to_the_first_that_is_loaded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [("Mã", "Tên", "Điểm"), ("1", "a", 3), ("1.1", "b", 3)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        assert current_criteria(store).set_id == current_criteria(store).set_id == "cchc-cap-xa"
        store_criteria(store, path)
        assert current_criteria(store).set_id == "a"


def test_the_answer_of_the_contract(tmp_path: Path) -> None:
    path = workbook(tmp_path / "Bộ tiêu chí 2025.xlsx", [("Mã", "Tên", "Điểm"), ("1", "a", 3), ("1.1", "b", 2)])
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        assert report_json(store_criteria(store, path)) == {
            "id": "bo-tieu-chi-2025",
            "rows": 2,
            "areas": 1,
            "total_points": 3.0,
            "warnings": ["Mục 1: tổng điểm các mục con là 2, khác điểm tối đa 3."],
        }
        assert store_criteria(store, path, set_id="huyen-b").id == "huyen-b"


@pytest.mark.skipif(not (SHARED / "plans").exists(), reason="the sample plans are not there")
def test_a_district_outline_is_a_set() -> None:
    criteria = load_criteria(SHARED / "plans" / "tu-ky-2023.txt").criteria_set
    assert [area.code for area in criteria.areas] == [str(number) for number in range(1, 10)]
    assert [area.name for area in criteria.areas][1:3] == ["Cải cách thể chế", "Cải cách thủ tục hành chính (TTHC)"]
    assert len(criteria.criteria) >= 60
    other = load_criteria(f"{SHARED / 'plans' / 'tu-ky-2023.txt'}#PL1").criteria_set
    assert other.title != criteria.title
