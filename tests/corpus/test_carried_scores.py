"""Points of an older version of the criteria beside the newer one: only where both say the same, and told by what."""

from dataclasses import replace

import pytest

from corpus.carried_scores import carried_scores
from corpus.criteria_mapping import version_of
from corpus.export.matrix_sheet import headline
from corpus.export.summary import empty_summary, gather_facts
from corpus.queries_coverage import coverage_rows
from corpus.queries_scores import lost_points, score_lines
from schema.criteria import Area, CriteriaSet, Criterion
from schema.criteria_mapping import BY_PERSON, Mapping
from schema.scores import Score, ScoreSheet
from schema.store import Store, StoredCriteria
from tests.corpus.plans_written import ROSTER, written

OLD = CriteriaSet(
    id="xa",
    title="Bộ cũ",
    areas=(Area(code="1", name="Chỉ đạo", max_points=6), Area(code="2", name="Thể chế", max_points=2)),
    criteria=(
        Criterion(code="1.1", parent="1", name="Tuyên truyền cải cách hành chính", max_points=2),
        Criterion(code="1.2", parent="1", name="Đối thoại với người dân", max_points=4),
        Criterion(code="2.1", parent="2", name="Rà soát văn bản", max_points=2),
    ),
)
# Codes change places, one maximum is another, and one name is worded anew.
NEW = replace(
    OLD,
    title="Bộ mới",
    criteria=(
        Criterion(code="1.1", parent="1", name="Đối thoại với người dân", max_points=3),
        Criterion(code="1.2", parent="1", name="Tuyên truyền cải cách hành chính", max_points=2),
        Criterion(code="2.1", parent="2", name="Kiểm tra, xử lý văn bản quy phạm", max_points=2),
    ),
)


def _loaded(store: Store, *sets: CriteriaSet) -> StoredCriteria:
    store.load_roster("r", ROSTER)
    old, *_ = stored = [store.save_criteria(one) for one in sets]
    unit = store.units()[0].id
    points = {"1.1": 0.5, "1.2": 1.0, "2.1": 1.5}
    scores = tuple(Score(unit=unit, criterion=code, points=given) for code, given in points.items())
    store.save_scores(ScoreSheet(id="diem", scores=scores, year=2023), old)
    return stored[-1]


def _points(store: Store, criteria: StoredCriteria) -> dict[str, float | None]:
    unit = frozenset({store.units()[0].id})
    return {line.criterion: line.points for line in coverage_rows(store, criteria, units=unit)}


def test_what_is_the_same_carries_its_points_and_nothing_else(database_url: str) -> None:
    with Store.open(database_url) as store:
        newer = _loaded(store, OLD, NEW)
        assert _points(store, newer) == {"1.1": None, "1.2": 0.5, "2.1": None}
        carried = carried_scores(store, newer)
        assert carried is not None
        for words in ("xa@1", "xa@2", "1 tiêu chí", "cùng điểm tối đa", "kehoach criteria map xa@1 xa@2"):
            assert words in carried.told
        facts = gather_facts(store, newer)
        assert "theo bộ xa@1" in headline(empty_summary(newer), facts)
        assert _points(store, version_of(store, "xa@1")) == {"1.1": 0.5, "1.2": 1.0, "2.1": 1.5}


def test_a_person_pairs_what_was_worded_anew(database_url: str) -> None:
    with Store.open(database_url) as store:
        newer = _loaded(store, OLD, NEW)
        pairs = [
            Mapping(old=old, new=new, rule=BY_PERSON) for old, new in (("1.1", "1.2"), ("2.1", "2.1"), ("1.2", "1.1"))
        ]
        store.set_mappings(version_of(store, "xa@1"), newer, pairs)
        # 1.2 had four points to be lost, 1.1 has three: whoever pairs them, a loss of 3 of 4 is none of 3.
        assert _points(store, newer) == {"1.1": None, "1.2": 0.5, "2.1": 1.5}


def test_a_criterion_that_was_split_carries_nothing(database_url: str) -> None:
    with Store.open(database_url) as store:
        newer = _loaded(store, OLD, NEW)
        pairs = [Mapping(old="1.1", new=new, rule=BY_PERSON) for new in ("1.2", "2.1")]
        store.set_mappings(version_of(store, "xa@1"), newer, pairs)
        assert carried_scores(store, newer) is None
        assert not score_lines(store, newer)


def test_over_several_versions_what_stayed_the_same_in_each_carries(database_url: str) -> None:
    last = replace(NEW, title="Bộ mới nhất", criteria=(replace(NEW.criteria[1], code="1.7"), *NEW.criteria[2:]))
    with Store.open(database_url) as store:
        newest = _loaded(store, OLD, NEW, last)
        assert _points(store, newest) == {"1.7": 0.5, "2.1": None}
        carried = carried_scores(store, newest)
        assert carried is not None
        assert "map xa@1 xa@2" in carried.told and "map xa@2 xa@3" in carried.told


def test_points_of_its_own_come_first(database_url: str) -> None:
    with Store.open(database_url) as store:
        newer = _loaded(store, OLD, NEW)
        unit = store.units()[0].id
        store.save_scores(ScoreSheet(id="moi", scores=(Score(unit=unit, criterion="2.1", points=2.0),)), newer)
        assert carried_scores(store, newer) is None
        assert _points(store, newer) == {"1.1": None, "1.2": None, "2.1": 2.0}


@pytest.mark.parametrize("predecessor", ["xa", None])
def test_a_set_carries_the_points_of_the_one_that_it_replaces(database_url: str, predecessor: str | None) -> None:
    with Store.open(database_url) as store:
        newer = _loaded(store, OLD, replace(NEW, id="xa-2025", predecessor=predecessor))
        assert (_points(store, newer)["1.2"] is not None) is (predecessor is not None)


def test_lost_and_left_out_by_carried_points(database_url: str) -> None:
    with Store.open(database_url) as store:
        newer = _loaded(store, OLD, NEW)
        store.save(written("I. NHIỆM VỤ\n1. Nội dung chung\n- Quét dọn trụ sở.\n- Trồng cây.", issuer="xã Bình Minh"))
        [row] = lost_points(store, newer, coverage_rows(store, newer)).rows()
        assert (row.code, row.lost, row.unaddressed) == ("1.2", 1.5, ("1.2 Tuyên truyền cải cách hành chính",))
