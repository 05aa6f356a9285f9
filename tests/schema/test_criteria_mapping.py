"""What became of the criteria of an older set."""

import pytest

from schema.criteria import Area, CriteriaSet, Criterion
from schema.criteria_mapping import Mapping, map_versions
from schema.store import Store


def _set(set_id: str, *criteria: tuple[str, str], predecessor: str | None = None) -> CriteriaSet:
    areas = (Area(code="1", name="Chỉ đạo"), Area(code="2", name="Thể chế"))
    return CriteriaSet(
        id=set_id,
        title=set_id,
        areas=areas,
        criteria=tuple(Criterion(code=code, parent=code[0], name=name) for code, name in criteria),
        predecessor=predecessor,
    )


CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]], set[tuple[str, str, str]]]] = {
    "the same name moved": ([("1.1", "Kế hoạch năm")], [("1.3", "KẾ HOẠCH năm.")], {("1.1", "1.3", "same_name")}),
    "the same name in two areas stays in its own": (
        [("1.1", "Chế độ báo cáo"), ("2.1", "Chế độ báo cáo")],
        [("2.4", "Chế độ báo cáo"), ("1.5", "Chế độ báo cáo")],
        {("1.1", "1.5", "same_name"), ("2.1", "2.4", "same_name")},
    ),
    "nearly the same name under another code": (
        [("1.1", "Mức độ hoàn thành kế hoạch cải cách hành chính")],
        [("2.2", "Mức độ hoàn thành kế hoạch cải cách hành chính năm")],
        {("1.1", "2.2", "like_name")},
    ),
    "a code given to another criterion is no partner": ([("1.1", "Kế hoạch năm")], [("1.1", "Sáng kiến")], set()),
    "one new criterion for one old": (
        [("1.1", "Kế hoạch năm"), ("1.2", "Kế hoạch năm")],
        [("1.1", "Kế hoạch năm")],
        {("1.1", "1.1", "same_name")},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_partners(case: str) -> None:
    old, new, expected = CASES[case]
    found = map_versions(_set("a", *old), _set("b", *new))
    assert {(one.old, one.new, one.rule) for one in found} == expected


def test_a_set_that_replaces_another_is_mapped_to_it(database_url: str) -> None:
    with Store.open(database_url) as store:
        old = store.save_criteria(_set("cu", ("1.1", "Kế hoạch"), ("1.2", "Báo cáo")))
        new = store.save_criteria(_set("moi", ("1.2", "Kế hoạch"), ("1.3", "Sáng kiến"), predecessor="cu"))
        assert store.mappings(old, new) == (Mapping(old="1.1", new="1.2", rule="same_name"),)
        by_person = (Mapping(old="1.2", new="1.3", rule="person"),)
        store.set_mappings(old, new, by_person)
        assert store.mappings(old, new) == by_person
