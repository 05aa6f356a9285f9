"""Plans side by side: levels and metrics, one criterion, two units, years, and who copied whom."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.comparison.copies import copies
from corpus.comparison.criterion import on_criterion, over_years, pair_targets, two_units
from corpus.comparison.measures import (
    Relation,
    best_match,
    demands_less,
    level_of,
    likeness,
    metric_of,
    rankings,
    relation,
)
from corpus.query_lines import TargetLine
from schema.coverage import Status
from schema.errors import KehoachError
from schema.plan import Comparator
from schema.store import Store, StoredCriteria
from tests.corpus.plans_written import CRITERIA, ROSTER, written


def target(
    metric: str, comparator: str = ">=", value: float | None = 90, measure: str | None = "%", **more: object
) -> TargetLine:
    """A target for a table of levels."""
    fields = {"upper": None, "period": None, "deadline": None, "baseline": None, "plan": 1, "start": 0, **more}
    return TargetLine(
        unit="xã A", file="a", section=None, quote=metric, end=1, page=None,
        metric=metric, comparator=comparator, value=value, measure=measure, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


ON_TIME = "tỷ lệ hồ sơ TTHC được giải quyết đúng hạn"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"period": "2024"}, 60),  # a series answers year by year, not by its first figure
        ({"deadline": "2025-12-31"}, 70),
        ({"period": "2023-2024"}, 50),  # two of the series fit: the first
        ({"period": None}, 50),
        ({"period": "2030"}, 50),  # of no year of the series: it measures the same all the same
    ],
)
def test_of_a_series_the_year_answers(wanted: dict[str, str | None], expected: float) -> None:
    series = [
        target(ON_TIME, value=50, period="2023", start=0),
        target(ON_TIME, value=60, period="2024", start=10),
        target(ON_TIME, value=70, period="2025", start=20),
    ]
    found = best_match(target(ON_TIME, value=65, **wanted), series)
    assert found is not None and found.value == expected


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ((">=", 90, "%"), (">=", 95, "%"), Relation.LOWER),
        (("=", 95, "% TTHC"), (">=", 95, "%"), Relation.EQUAL),
        (("=", 100, "phần trăm"), (">=", 95, "%"), Relation.HIGHER),
        ((">", 95, "%"), (">=", 95, "%"), Relation.EQUAL),
        (("<=", 5, "%"), (">=", 95, "%"), Relation.NOT_COMPARABLE),  # a ceiling is no floor
        ((">=", 2, "lần/quý"), (">=", 6, "lần/năm"), Relation.HIGHER),
        ((">=", 1, "cuộc/tháng"), (">=", 12, "cuộc/năm"), Relation.EQUAL),
        (("=", 1.5, "tỷ đồng"), ("=", 1500, "triệu đồng"), Relation.EQUAL),
        (("=", 3, "ngày"), ("=", 3, "ngày làm việc"), Relation.NOT_COMPARABLE),
        (("increase", 5, "%"), ("increase", 10, "%"), Relation.LOWER),
        (("increase", 5, "%"), (">=", 5, "%"), Relation.NOT_COMPARABLE),
        (("better_than", None, None), (">=", 5, "%"), Relation.NOT_COMPARABLE),
        ((">=", None, "%"), (">=", 5, "%"), Relation.NOT_COMPARABLE),
    ],
)
def test_levels(own: tuple[str, float | None, str | None], other: tuple[str, float, str], expected: Relation) -> None:
    assert relation(target(ON_TIME, *own), target(ON_TIME, *other)) is expected


CUT, GROWN = "mức giảm thời gian giải quyết", "mức tăng thu ngân sách"


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ((CUT, ">=", 20), (CUT, ">=", 30), Relation.LOWER),
        ((CUT, ">=", 20), ("thời gian giải quyết", "decrease", 20), Relation.EQUAL),
        ((CUT, ">=", 20), ("thời gian giải quyết", ">=", 20), Relation.NOT_COMPARABLE),
        ((GROWN, ">=", 8), ("thu ngân sách", "increase", 10), Relation.LOWER),
        ((GROWN, ">=", 8), (CUT, ">=", 8), Relation.NOT_COMPARABLE),
    ],
)
def test_a_bounded_change_is_compared_with_changes_alone(
    own: tuple[str, str, float], other: tuple[str, str, float], expected: Relation
) -> None:
    assert relation(target(*own), target(*other)) is expected
    assert likeness(metric_of(target(CUT)), metric_of(target("thời gian giải quyết"))) > 0


def test_less_is_asked_by_a_lower_floor_or_a_higher_ceiling() -> None:
    assert demands_less(target(ON_TIME, ">=", 90), target(ON_TIME, ">=", 95))
    assert demands_less(target("thời gian chờ", "<=", 10, "phút"), target("thời gian chờ", "<=", 5, "phút"))
    assert not demands_less(target(ON_TIME, ">=", 95), target(ON_TIME, ">=", 95))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (ON_TIME, "Tỷ lệ hồ sơ, thủ tục hành chính trong năm được giải quyết trước hạn và đúng hạn", True),
        ("TTHC cung cấp trực tuyến mức độ 3", "TTHC cung cấp trực tuyến mức độ 4", False),
        (ON_TIME, "tỷ lệ giải ngân vốn đầu tư công", False),
        ("Giải ngân vốn đầu tư công", "giải ngân kế hoạch vốn đầu tư công năm 2023", True),
        (ON_TIME, "", False),
    ],
)
def test_metrics(left: str, right: str, same: bool) -> None:
    assert (likeness(metric_of(target(left)), metric_of(target(right))) > 0) is same


@given(
    st.sampled_from(list(Comparator)), st.none() | st.floats(0, 1e6), st.none() | st.text(max_size=8),
    st.sampled_from(list(Comparator)), st.none() | st.floats(0, 1e6), st.none() | st.text(max_size=8),
)  # fmt: skip
def test_a_relation_is_the_same_from_both_sides(
    one: Comparator, value: float | None, measure: str | None, other: Comparator, second: float | None, unit: str | None
) -> None:
    left, right = target(ON_TIME, one, value, measure), target(ON_TIME, other, second, unit)
    turned = {Relation.LOWER: Relation.HIGHER, Relation.HIGHER: Relation.LOWER}
    assert relation(right, left) is turned.get(relation(left, right), relation(left, right))


def test_ranks_are_shared_and_what_has_no_figure_has_none() -> None:
    targets = [
        target(ON_TIME, ">=", 90), target(ON_TIME, "=", 98, "% hồ sơ"), target(ON_TIME, ">=", 98),
        target("nâng cao mức độ hài lòng", "better_than", None, None), target("số cuộc kiểm tra", "=", 2, "cuộc"),
    ]  # fmt: skip
    first, second = rankings(targets)
    assert [(ranked.rank, ranked.target.value) for ranked in first.targets] == [(1, 98), (1, 98), (3, 90)]
    assert [ranked.target.value for ranked in second.targets] == [2]
    assert level_of(targets[3]) is None


def test_targets_find_their_counterparts_once() -> None:
    left = [target(ON_TIME, ">=", 90), target("giải ngân vốn đầu tư công", "=", 100)]
    right = [target("hồ sơ TTHC giải quyết đúng hạn", ">=", 98), target("thu ngân sách", "=", 5, "tỷ đồng")]
    pairs = pair_targets(left, right)
    assert [(pair.left in left, pair.right in right, pair.relation) for pair in pairs] == [
        (True, True, Relation.HIGHER),
        (True, False, Relation.ABSENT),
        (False, True, Relation.ABSENT),
    ]
    assert best_match(left[1], right) is None


# On plans

TASKS = (
    "- Niêm yết công khai đầy đủ, kịp thời TTHC tại trụ sở UBND xã và trên Trang thông tin điện tử của xã.",
    "- Rà soát các khoản thu phí, lệ phí, bảo đảm người dân được thông báo trước khi đến nộp hồ sơ tại Bộ phận Một cửa.",
    "- Giao công chức Tư pháp – Hộ tịch lập sổ theo dõi những hồ sơ trễ hạn và báo cáo Chủ tịch vào thứ Sáu hằng tuần.",
)


def body(*lines: str) -> str:
    return "\n".join(("I. NHIỆM VỤ", "1. Nội dung chung", *lines))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        opened.load_roster("r", ROSTER)
        yield opened


@pytest.fixture
def criteria(store: Store) -> StoredCriteria:
    return store.save_criteria(CRITERIA)


def _unit(store: Store, name: str) -> int:
    return next(entry.id for entry in store.units() if entry.unit.name == name)


def test_units_side_by_side_on_one_criterion(store: Store, criteria: StoredCriteria) -> None:
    store.save(written(body("- Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn.", TASKS[0])))
    store.save(
        written(body("- Giải quyết hồ sơ TTHC đúng hạn đạt từ 95% trở lên."), issuer="xã An Lạc", symbol="3/KH-UBND")
    )
    found = on_criterion(store, criteria, "3.2")
    sides = {side.line.short_unit: side for side in found.sides}
    assert [target.value for target in sides["xã Bình Minh"].targets] == [98]
    assert sides["xã Phú Thọ"].line.cell.status is Status.NOT_SUBMITTED
    [ranking] = found.rankings
    assert [(ranked.rank, ranked.target.unit, ranked.target.value) for ranked in ranking.targets] == [
        (1, "xã Bình Minh", 98),
        (2, "xã An Lạc", 95),
    ]
    tasks = {side.line.short_unit: side.tasks for side in on_criterion(store, criteria, "3.1").sides}
    assert [ground.evidence.page for ground in tasks["xã Bình Minh"]] == [1] and not tasks["xã An Lạc"]


def test_two_units_whole(store: Store, criteria: StoredCriteria) -> None:
    store.save(written(body("- Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn.")))
    store.save(
        written(body("- Phấn đấu 95% hồ sơ TTHC được giải quyết đúng hạn."), issuer="xã An Lạc", symbol="3/KH-UBND")
    )
    rows = two_units(store, criteria, _unit(store, "Bình Minh"), _unit(store, "An Lạc"))
    assert [row.criterion for row in rows] == ["1.1", "1.2", "3.1", "3.2"]
    [pair] = rows[-1].targets
    assert pair.relation is Relation.LOWER
    with pytest.raises(KehoachError):
        two_units(store, criteria, _unit(store, "An Lạc"), _unit(store, "An Lạc"))


def test_one_unit_over_the_years(store: Store, criteria: StoredCriteria) -> None:
    unit = _unit(store, "Bình Minh")
    store.save(written(body("- Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn."), day=(3, 2, 2024)))
    with pytest.raises(KehoachError, match="hai kế hoạch"):
        over_years(store, criteria, unit)
    store.save(
        written(body("- Phấn đấu 90% hồ sơ TTHC được giải quyết đúng hạn.", TASKS[0]), day=(3, 2, 2023), name="cu.txt")
    )
    found = over_years(store, criteria, unit)
    assert [(plan.date or "")[:4] for plan in found.plans] == ["2023", "2024"]
    by_code = {row.criterion: row for row in found.rows}
    assert [side.line.cell.status for side in by_code["3.1"].sides] == [Status.PLANNED, Status.UNADDRESSED]
    assert [pair.relation for pair in by_code["3.2"].targets] == [Relation.HIGHER]


def test_who_copied_whom(store: Store) -> None:
    names = TASKS[0].replace("UBND xã", "UBND xã Bình Minh")
    store.save(written(body(names, *TASKS[1:]), day=(5, 1, 2024)))
    edited = TASKS[2].replace("thứ Sáu hằng tuần", "thứ Hai hằng tuần")
    store.save(written(body(names, TASKS[1], edited), issuer="xã An Lạc", symbol="8/KH-UBND", day=(9, 2, 2024)))
    store.save(
        written(
            body("- Tổ chức hội nghị gặp mặt doanh nghiệp, hợp tác xã trên địa bàn trong quý II năm 2024."),
            issuer="xã Phú Thọ",
            symbol="9/KH-UBND",
        )
    )
    [pair] = copies(store)
    assert (pair.left.unit, pair.right.unit) == ("xã Bình Minh", "xã An Lạc")
    assert pair.right_share > 0.5 and "Bình Minh" in (pair.direction or "")
    assert sorted(
        passage.exact for passage in pair.passages if "sổ theo dõi" in passage.left or "lệ phí" in passage.left
    ) == [False, True]
    assert {leftover.plan for leftover in pair.leftovers} == {pair.right.id}
    assert all("Bình Minh" in leftover.quote for leftover in pair.leftovers)


def test_the_own_name_hides_no_copy_and_the_earlier_plan_is_the_original(store: Store) -> None:
    line = "- Lãnh đạo UBND {0} chủ trì họp giao ban hằng tháng với các thôn của {0} để nghe phản ánh về việc giải quyết hồ sơ."
    store.save(written(body(line.format("xã Bình Minh")), day=(5, 3, 2024)))
    store.save(written(body(line.format("xã An Lạc")), issuer="xã An Lạc", symbol="8/KH-UBND", day=(9, 2, 2024)))
    [pair] = copies(store)
    assert (pair.left.unit, pair.right.unit, pair.leftovers) == ("xã An Lạc", "xã Bình Minh", ())
    assert any(passage.exact for passage in pair.passages)


def test_what_the_superior_wrote_first_is_nobodys_copy(store: Store) -> None:
    store.save(written(body(*TASKS), issuer="huyện Đông Sơn", symbol="77/KH-UBND", day=(2, 1, 2024)))
    store.save(written(body(*TASKS)))
    store.save(written(body(*TASKS), issuer="xã An Lạc", symbol="8/KH-UBND"))
    assert copies(store, smallest=0.3) == ()


def test_what_nearly_all_say_is_nobodys_copy(store: Store) -> None:
    for number, name in enumerate(("Bình Minh", "An Lạc", "Phú Thọ", "Hòa Bình", "Tân Lập", "Kim Sơn")):
        own = (
            f"- Việc riêng thứ {number} mà chỉ một mình {name * 2} nghĩ ra và tự làm lấy từ đầu đến cuối năm {number}."
        )
        store.save(written(body(*TASKS, own), issuer=f"xã {name}", symbol=f"{number + 1}/KH-UBND"))
    assert copies(store, smallest=0.3) == ()
