"""Criteria sets, scores and reviews: versions never change, decisions survive."""

from dataclasses import replace

import pytest

from schema.coverage import Decision, Status
from schema.criteria import Area, CriteriaSet, Criterion, Part, sum_warnings
from schema.criteria_mapping import map_versions
from schema.reviews import Review, standing
from schema.scores import Figures, Score, ScoreSheet, Total
from schema.store import NotStored, Store
from schema.units import Unit
from tests.schema.plans_made import plan_of

SET = CriteriaSet(
    id="tinh-a",
    title="Bộ tiêu chí tỉnh A",
    years=(2024, 2025),
    basis="Quyết định 12/QĐ-UBND",
    areas=(Area(code="1", name="Chỉ đạo, điều hành", max_points=3.5, aliases=("Công tác chỉ đạo",)),),
    criteria=(
        Criterion(
            code="1.1",
            parent="1",
            name="Kế hoạch cải cách hành chính",
            max_points=1.5,
            counter_phrases=("tuyên truyền",),
        ),
        Criterion(code="1.2", parent="1", name="Chế độ báo cáo", max_points=2, sources=("mục 2",)),
    ),
)


def test_a_set_comes_back_as_it_was(database_url: str) -> None:
    with Store.open(database_url) as store:
        assert store.criteria_in_use() is None
        assert store.save_criteria(SET).in_use
        stored = store.criteria("tinh-a")
        assert stored is not None and stored.criteria_set == SET
        assert set(stored.criterion_ids) == {"1", "1.1", "1.2"}
        assert store.save_criteria(SET).unchanged


def test_another_content_is_another_version_and_the_old_one_stays(database_url: str) -> None:
    newer = replace(SET, criteria=(*SET.criteria, Criterion(code="1.3", parent="1", name="Kiểm tra", max_points=0)))
    with Store.open(database_url) as store:
        store.save_criteria(SET)
        second = store.save_criteria(newer)
        assert (second.version, second.in_use) == (2, True)
        first = store.criteria("tinh-a", 1)
        assert first is not None and first.criteria_set == SET and not first.in_use


def test_only_one_set_is_in_use_and_a_person_chooses_it(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.save_criteria(SET)
        assert not store.save_criteria(replace(SET, id="tinh-b")).in_use
        assert store.use_criteria("tinh-b").in_use
        in_use = store.criteria_in_use()
        assert in_use is not None and in_use.set_id == "tinh-b"
        assert [one.set_id for one in store.criteria_sets() if one.in_use] == ["tinh-b"]
        with pytest.raises(NotStored, match="tinh-a"):
            store.use_criteria("không có")


def test_what_became_of_a_criterion() -> None:
    newer = replace(
        SET,
        criteria=(
            Criterion(code="1.1", parent="1", name="Tuyên truyền"),
            Criterion(code="1.2", parent="1", name="Chế độ báo cáo định kỳ"),
            Criterion(code="1.4", parent="1", name="KẾ HOẠCH cải cách hành chính"),
        ),
    )
    assert {(one.old, one.new, one.rule) for one in map_versions(SET, newer)} == {
        ("1.1", "1.4", "same_name"),
        ("1.2", "1.2", "same_code_like_name"),
    }


def test_sums_are_checked_and_bonus_counts_on_top() -> None:
    assert sum_warnings(SET, [3.5]) == ()
    wrong = replace(SET, areas=(replace(SET.areas[0], max_points=4.0),))
    assert sum_warnings(wrong, [5.0]) == (
        "Mục 1: tổng điểm các mục con là 3,5, khác điểm tối đa 4.",
        "Tổng điểm các lĩnh vực là 4, khác tổng điểm ghi trong bảng 5.",
    )
    bonus = replace(SET, areas=(*SET.areas, Area(code="2", name="Điểm thưởng", max_points=5, part=Part.BONUS)))
    assert bonus.total_points() == 3.5


def test_scores_stay_with_the_version_they_are_for(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.load_roster("a", [Unit(kind="xã", name="A")])
        (unit,) = store.units()
        criteria = store.save_criteria(SET)
        sheet = ScoreSheet(
            id="2024",
            year=2024,
            scores=(Score(unit=unit.id, criterion="1.1", points=0.75),),
            totals=(Total(unit=unit.id, figures=Figures(points=80.5, index=85.25, rank=3, grade="Tốt")),),
        )
        store.save_scores(sheet, criteria)
        store.save_scores(sheet, criteria)
        assert store.scores(criteria) == (sheet,)
        assert store.scores(store.save_criteria(replace(SET, title="Khác"))) == ()


def test_a_decision_survives_a_new_version_of_plan_and_set(database_url: str) -> None:
    header = {"unit_kind": "xã", "unit_name": "A", "symbol": "1/KH-UBND", "number": "1", "date": "2024-01-02"}
    with Store.open(database_url) as store:
        store.save(plan_of("một", header=header))
        unit = store.plans()[0].unit
        assert unit is not None
        store.save_criteria(SET)
        first = Review(
            unit=unit,
            by="Lan",
            at="2026-01-02T03:04:05+00:00",
            decision=Decision.NOT_APPLICABLE,
            set_id="tinh-a",
            criterion="1.1",
            note="xã không có bộ phận này",
        )
        later = replace(first, decision=Decision.OVERRULED, status=Status.PLANNED, passage="giao công chức")
        item = Review(
            unit=unit,
            by="Lan",
            at=first.at,
            decision=Decision.DISMISSED,
            kind="target",
            quote="90%",
            correction=(("value", "95"),),
        )
        store.add_reviews([first, later, item])
        store.save(plan_of("hai", name="b", header=header))
        store.save_criteria(replace(SET, title="Khác"))
        store.load_roster("x", [Unit(kind="xã", name="A")])
        assert store.plans()[0].unit == unit
        assert store.reviews() == (first, later, item)
        assert standing(store.reviews("tinh-a")) == {later.key: later}
        assert later.reviewed.quote == "giao công chức"
