"""One unit under every spelling is one; two units are never taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.store import Store
from schema.units import (
    Match,
    Sighting,
    Unit,
    UnitIndex,
    UnitName,
    name_key,
    same_superior,
    sighting,
    split_unit,
    unit_key,
    valid_on,
)
from tests.schema.plans_made import plan_of


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("UBND xã Tân Bình", "xã", "Tân Bình"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN BÌNH", "xã", "TÂN BÌNH"),
        ("Uỷ ban nhân dân  thị trấn Cẩm Giang", "thị trấn", "Cẩm Giang"),
        ("HĐND và UBND phường 5", "phường", "5"),
        ("TT. Cẩm Giang", "thị trấn", "Cẩm Giang"),
        ("TP.Huế", "thành phố", "Huế"),
        ("Đặc khu Phú Quốc", "đặc khu", "Phú Quốc"),
        ("Sở Nội vụ", "", "Sở Nội vụ"),
        ("UBND các xã, thị trấn", "", "các xã, thị trấn"),
        ("UBND", "", "UBND"),
        ("", "", ""),
    ],
)
def test_kind_and_name_of_a_unit_as_people_write_it(written: str, kind: str, name: str) -> None:
    assert split_unit(written) == (kind, name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UBND xã Tân Bình", "Ủy ban nhân dân xã  TÂN BÌNH", True),
        ("xã Hoà Bình", "Xã Hòa Bình", True),
        ("xã Mỹ Lý", "xã Mĩ Lí", True),
        ("Phường 01", "phường 1", True),
        ("TT Cẩm Giang", "thị trấn Cẩm Giang", True),
        ("xã A Dơi - Bắc", "xã A Dơi-Bắc", True),
        ("thị trấn Cẩm Giang", "thị trấn Cẩm Giàng", False),
        ("thị trấn Cẩm Giàng", "huyện Cẩm Giàng", False),
        ("xã Ý Yên", "xã Í Yên", False),
        ("xã Tân Bình", "xã Tân Binh", False),
        ("phường 1", "phường 11", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert (unit_key(*split_unit(one)) == unit_key(*split_unit(other))) is same


@given(st.text(max_size=40))
def test_any_text_is_a_name_of_something(text: str) -> None:
    key = unit_key(*split_unit(text))
    assert name_key(key) == key
    sighting(text)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("huyện Văn Lãng", "Văn Lãng", True),
        ("Văn Lãng", "H. Văn Lãng", True),
        ("huyện Cẩm Giàng", "Cẩm Giang", False),
        ("huyện Gia Lai", "tỉnh Gia Lai", False),
        (None, "Gia Lai", None),
    ],
)
def test_superiors(left: str | None, right: str, same: bool | None) -> None:
    assert same_superior(left, right) is same


@pytest.mark.parametrize(
    ("since", "until", "on", "valid"),
    [
        ("2025-07-01", None, "2025", True),
        ("2025-07-01", None, "2025-06-30", False),
        ("2025-07-01", None, "2025-07", True),
        (None, "2025-06-30", "2025-07", False),
        (None, "2025-06-30", "2023-05-01", True),
        (None, None, "2023", True),
        ("2025-07-01", None, None, True),
    ],
)
def test_partial_dates_of_validity(since: str | None, until: str | None, on: str | None, valid: bool) -> None:
    assert valid_on(since, until, on) is valid


ROSTER = [
    (1, Unit(kind="xã", name="Tân Bình", superior="huyện Đak Đoa", province="Gia Lai", valid_to="2025-06-30")),
    (2, Unit(kind="xã", name="Tân Bình", superior="huyện Vĩnh Cửu", province="Đồng Nai")),
    (3, Unit(kind="thị trấn", name="Cẩm Giang", superior="huyện Cẩm Giàng", province="Hải Dương")),
    (4, Unit(kind="huyện", name="Cẩm Giàng", superior="tỉnh Hải Dương", province="Hải Dương")),
    (5, Unit(kind="xã", name="Ia Băng", superior="tỉnh Gia Lai", province="Gia Lai", valid_from="2025-07-01")),
    (6, Unit(kind="phường", name="An Phú", other_names=(UnitName(name="xã An Phú", valid_to="2020"),))),
]


@pytest.mark.parametrize(
    ("why", "seen", "match", "unit"),
    [
        ("province tells", Sighting(kind="xã", name="Tân Bình", province="Gia Lai"), Match.ONE, 1),
        ("district tells", Sighting(kind="xã", name="tân bình", superior="Vĩnh Cửu"), Match.ONE, 2),
        ("nothing tells", Sighting(kind="xã", name="Tân Bình"), Match.SEVERAL, None),
        ("the date tells", Sighting(kind="xã", name="Tân Bình", on="2026"), Match.ONE, 2),
        ("another province", Sighting(kind="xã", name="Tân Bình", province="Đồng Tháp"), Match.NONE, None),
        ("tones stay", Sighting(kind="thị trấn", name="Cẩm Giang"), Match.ONE, 3),
        ("tones stay, too", Sighting(kind="huyện", name="Cẩm Giàng"), Match.ONE, 4),
        ("no town of that name", Sighting(kind="thị trấn", name="Cẩm Giàng"), Match.NONE, None),
        (
            "two tiers: a former district is no contradiction",
            Sighting(kind="xã", name="Ia Băng", superior="huyện Đak Đoa"),
            Match.ONE,
            5,
        ),
        ("a former name", Sighting(kind="xã", name="An Phú"), Match.ONE, 6),
        ("no kind, one of the name", Sighting(kind="", name="An Phú"), Match.ONE, 6),
        ("no kind, several", Sighting(kind="", name="Tân Bình"), Match.SEVERAL, None),
    ],
)
def test_which_unit_is_meant(why: str, seen: Sighting, match: Match, unit: int | None) -> None:
    resolution = UnitIndex(ROSTER).resolve(seen)
    assert (resolution.match, resolution.unit) == (match, unit), why


def test_a_roster_keeps_the_units_that_plans_made_known(database_url: str) -> None:
    header = {"issuer": "UBND xã Hoàng Việt", "unit_kind": "xã", "unit_name": "Hoàng Việt", "district": "Văn Lãng"}
    with Store.open(database_url) as store:
        store.save(plan_of("một", header=header))
        (known,) = store.units()
        assert (known.unit.full_name, known.on_roster) == ("xã Hoàng Việt", False)
        change = store.load_roster(
            "2023",
            [
                Unit(kind="xã", name="HOÀNG VIỆT", superior="huyện Văn Lãng", province="Lạng Sơn"),
                Unit(kind="xã", name="Hoàng Việt", superior="huyện Khác", province="Lạng Sơn"),
            ],
        )
        assert (change.units, change.added) == (2, 1)
        assert {entry.id: entry.on_roster for entry in store.units()}[known.id]
        assert store.plans()[0].unit == known.id


def test_a_new_roster_takes_the_place_of_the_old_one(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.load_roster("a", [Unit(kind="xã", name="A"), Unit(kind="xã", name="B")])
        change = store.load_roster("b", [Unit(kind="xã", name="B"), Unit(kind="xã", name="C")])
        assert change.removed == ("xã A",)
        assert [entry.unit.full_name for entry in store.units() if entry.on_roster] == ["xã B", "xã C"]


def test_same_named_communes_stay_apart_when_their_superior_is_known(database_url: str) -> None:
    places = [{"province": "Gia Lai"}, {"province": "Đồng Nai"}, {"province": "Gia Lai"}]
    with Store.open(database_url) as store:
        for number, place in enumerate(places):
            header = {"unit_kind": "xã", "unit_name": "Tân Bình", **place}
            store.save(plan_of(f"kế hoạch {number}", name=f"{number}.txt", header=header))
        units = [plan.unit for plan in store.plans()]
        assert units[0] == units[2] != units[1]


def test_a_plan_that_two_units_of_the_roster_could_have_sent_is_given_to_neither(database_url: str) -> None:
    roster = [Unit(kind="xã", name="Tân Bình", superior=f"huyện {letter}") for letter in "AB"]
    with Store.open(database_url) as store:
        store.save(plan_of("một", header={"unit_kind": "xã", "unit_name": "Tân Bình"}))
        store.save(plan_of("hai", name="b", header={"unit_kind": "xã", "unit_name": "Tân Bình", "district": "C"}))
        store.load_roster("a", roster)
        result = store.save(plan_of("ba", name="c", header={"unit_kind": "xã", "unit_name": "Tân Bình"}))
        assert result.record.message is not None and "cùng tên" in result.record.message
        on_roster = {entry.id for entry in store.units() if entry.on_roster}
        first, second, third = (plan.unit for plan in store.plans())
        assert first is None and third is None
        assert second is not None and second not in on_roster


def test_predecessors_are_units_with_plans_of_their_own(database_url: str) -> None:
    old = Unit(kind="xã", name="Kon Gang", superior="huyện Đak Đoa", province="Gia Lai", valid_to="2025-06-30")
    new = Unit(
        kind="xã",
        name="Kon Gang",
        province="Gia Lai",
        superior="tỉnh Gia Lai",
        valid_from="2025-07-01",
        predecessors=(old,),
    )
    with Store.open(database_url) as store:
        store.load_roster("2025", [new])
        for year in ("2023-05-01", "2025-09-01"):
            header = {"unit_kind": "xã", "unit_name": "Kon Gang", "date": year}
            store.save(plan_of(f"kế hoạch {year}", name=year, header=header))
        by_id = {entry.id: entry for entry in store.units()}
        before, after = (by_id[plan.unit or 0] for plan in store.plans())
        assert (before.unit.valid_to, before.on_roster) == ("2025-06-30", False)
        assert (after.unit.valid_from, after.on_roster) == ("2025-07-01", True)
        assert [one.full_name for one in after.unit.predecessors] == ["xã Kon Gang"]
