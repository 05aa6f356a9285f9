"""What a person means by a typed name: exact first, without marks where it is clear, never another place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.naming import find_area, find_criterion, find_plan, find_status, find_unit
from schema.coverage import Status
from schema.errors import WrongUsage
from schema.store import Store
from schema.units import Unit
from tests.corpus.plans_written import CRITERIA, written

UNITS = (
    Unit(kind="thị trấn", name="Cẩm Giang", superior="huyện Cẩm Giàng"),
    Unit(kind="huyện", name="Cẩm Giàng", province="Hải Dương"),
    Unit(kind="xã", name="Tân Bình", superior="huyện A"),
    Unit(kind="xã", name="Tân Bình", superior="huyện B"),
    Unit(kind="xã", name="Tân Bính", superior="huyện A"),
    Unit(kind="xã", name="Bình Minh", superior="huyện A"),
    Unit(kind="phường", name="Đống Đa", superior="thành phố C"),
)
# What is typed, and the unit meant as "name, superior"; None: refused.
TYPED = (
    ("xã Bình Minh", "Bình Minh, huyện A", "the exact name"),
    ("Bình Minh", "Bình Minh, huyện A", "without its kind"),
    ("xa binh minh", "Bình Minh, huyện A", "without marks"),
    ("UBND XA BINH MINH", "Bình Minh, huyện A", "without marks in capitals, with UBND"),
    ("binh minh", "Bình Minh, huyện A", "name alone without marks"),
    ("dong da", "Đống Đa, thành phố C", "đ counts as d"),
    ("phuong Dong Da", "Đống Đa, thành phố C", "the kind without marks"),
    ("thị trấn Cẩm Giang", "Cẩm Giang, huyện Cẩm Giàng", "one mark tells two places apart"),
    ("Cẩm Giàng", "Cẩm Giàng, None", "the other of the two"),
    ("thi tran cam giang", "Cẩm Giang, huyện Cẩm Giàng", "the kind tells which of the two"),
    ("cam giang", None, "two places are called so without marks"),
    ("xã Tân Bình", None, "two communes of one name"),
    ("xã Tân Bình, huyện B", "Tân Bình, huyện B", "the superior tells which"),
    ("xa tan binh, huyen b", "Tân Bình, huyện B", "the superior without marks, too"),
    ("xa tan binh", None, "three communes without marks"),
    ("xã Bính Minh", None, "typed with marks it is another name"),
    ("xã Hòa Bình", None, "there is none"),
    ("", None, "nothing"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as opened:
        opened.load_roster("r", UNITS)
        yield opened


@pytest.mark.parametrize(("typed", "meant", "why"), TYPED)
def test_the_unit_that_is_meant(store: Store, typed: str, meant: str | None, why: str) -> None:
    names = {entry.id: f"{entry.unit.name}, {entry.unit.superior}" for entry in store.units()}
    if meant is None:
        with pytest.raises(WrongUsage):
            find_unit(store, typed)
    else:
        assert [names[found] for found in find_unit(store, typed)] == [meant], why


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cam giang", ("thị trấn Cẩm Giang, huyện Cẩm Giàng", "huyện Cẩm Giàng, Hải Dương")),
        ("xã Tân Bình", ("xã Tân Bình, huyện A", "xã Tân Bình, huyện B")),
        ("xã Cẩm Giằng", ("thị trấn Cẩm Giang",)),
        ("xa binh mihn", ("xã Bình Minh, huyện A",)),
    ],
)
def test_what_could_be_meant_is_offered(store: Store, typed: str, offered: tuple[str, ...]) -> None:
    with pytest.raises(WrongUsage) as refused:
        find_unit(store, typed)
    assert typed in str(refused.value)
    assert all(name in str(refused.value) for name in offered)


def test_criteria_areas_and_statuses_by_code_and_by_name(store: Store) -> None:
    criteria = store.save_criteria(CRITERIA)
    for typed in ("3.1", " 3.1. ", "Công khai thủ tục hành chính", "cong khai thu tuc hanh chinh"):
        assert find_criterion(criteria, typed) == "3.1"
    for typed in ("3", "Cải cách thủ tục hành chính", "cai cach thu tuc hanh chinh"):
        assert find_area(criteria, typed) == {"3", "3.1", "3.2"}
    for typed in ("unaddressed", "bỏ trống", "Bo trong"):
        assert find_status(typed) is Status.UNADDRESSED
    for find, typed, offered in (
        (find_criterion, "thủ tục hành chính", "3.1 Công khai"),
        (find_criterion, "9.9", "criteria list"),
        (find_criterion, "3", "criteria list"),
        (find_area, "9", "criteria list"),
    ):
        with pytest.raises(WrongUsage) as refused:
            find(criteria, typed)
        assert offered in str(refused.value)
    with pytest.raises(WrongUsage, match="unaddressed"):
        find_status("trống")


def test_plans_by_number_file_symbol_and_unit(store: Store) -> None:
    first = store.save(written("- Đối thoại.", issuer="xã Phú Thọ", symbol="7/KH-UBND", name="thư mục/a.txt")).plan_id
    for typed in (str(first), "thư mục/a.txt", "a.txt", "7/KH-UBND", "xã Phú Thọ", "phu tho"):
        assert find_plan(store, typed).id == first
    with pytest.raises(WrongUsage, match="xa la"):
        find_plan(store, "xa la")
    store.save(written("- Tuyên truyền.", issuer="xã Phú Thọ", symbol="9/KH-UBND", day=(1, 2, 2025)))
    with pytest.raises(WrongUsage, match=r"7/KH-UBND, 15/03/2024.*9/KH-UBND, 01/02/2025"):
        find_plan(store, "xã Phú Thọ")
