"""Against the superior's plan: which plan that is, who cites it, and whose targets fall short."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus.comparison.measures import Relation
from corpus.queries import plan_rows
from corpus.query_lines import PlanLine
from corpus.superior import against_superior, citing, summary, superior_plans
from schema.document import Grade
from schema.store import Store, StoredCriteria
from schema.units import Unit, carried_on
from tests.corpus.plans_written import CRITERIA, ROSTER, written

ON_TIME = "- Phấn đấu {0} hồ sơ TTHC được giải quyết đúng hạn."
DISTRICT = (
    "I. NHIỆM VỤ\n1. Nội dung chung\n"
    + ON_TIME.format("98%")
    + "\n- Phấn đấu 100% TTHC được niêm yết công khai tại trụ sở."
)
CITES = "Căn cứ Kế hoạch số 77/KH-UBND ngày 02/01/2024 của UBND huyện Đông Sơn;"


def body(*lines: str) -> str:
    return "\n".join(("I. NHIỆM VỤ", "1. Nội dung chung", *lines))


class Office:
    """A district's plan and its communes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.load_roster("r", (*ROSTER, Unit(kind="xã", name="Xa Lạ", superior="huyện Tây Giang")))
        self.criteria: StoredCriteria = store.save_criteria(CRITERIA)
        store.save(written(DISTRICT, issuer="huyện Đông Sơn", symbol="77/KH-UBND", day=(2, 1, 2024)))
        store.save(written(body(ON_TIME.format("90%")), basis=CITES))
        store.save(
            written(
                body(ON_TIME.format("99%"), "- Niêm yết công khai TTHC tại trụ sở."),
                issuer="xã An Lạc",
                symbol="8/KH-UBND",
            )
        )

    @property
    def district(self) -> PlanLine:
        [plan] = [row for row in plan_rows(self.store) if row.issuer_level == "district"]
        return plan

    def unit(self, name: str) -> int:
        return next(entry.id for entry in self.store.units() if entry.unit.name == name)

    def answers(self, criterion: str | None = None) -> dict[tuple[str, str | None], tuple[Relation, bool]]:
        rows = against_superior(self.store, self.criteria, self.district, criterion=criterion)
        return {(row.unit, row.criterion): (row.relation, row.short) for row in rows}


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with Store.open(database_url) as store:
        yield Office(store)


def test_lower_higher_absent_and_not_sent(office: Office) -> None:
    answers = office.answers("3.2")
    assert answers["xã Bình Minh", "3.2"] == (Relation.LOWER, True)
    assert answers["xã An Lạc", "3.2"] == (Relation.HIGHER, False)
    assert answers["xã Phú Thọ", "3.2"] == (Relation.NOT_COMPARABLE, False)
    assert ("xã Xa Lạ", "3.2") not in answers  # of another district
    assert office.answers("3.1")["xã An Lạc", "3.1"] == (Relation.ABSENT, False)


def test_the_whole_set_and_both_quotes(office: Office) -> None:
    rows = against_superior(office.store, office.criteria, office.district)
    assert {row.criterion for row in rows} == {"3.1", "3.2"}
    for row in rows:
        text = office.store.get(row.required.plan).document.text
        assert text[row.required.start : row.required.end] == row.required.quote
        assert row.own is None or "hồ sơ" in row.own.quote
    assert summary(rows)["xã Bình Minh"] == {
        Relation.LOWER: 1,
        Relation.EQUAL: 0,
        Relation.HIGHER: 0,
        Relation.ABSENT: 1,
        Relation.NOT_COMPARABLE: 0,
    }


def test_an_absent_annex_is_no_absent_target(office: Office) -> None:
    deferred = body("- Các chỉ tiêu, nhiệm vụ cụ thể chi tiết tại Phụ lục I kèm theo Kế hoạch này.")
    office.store.save(written(deferred, issuer="xã Phú Thọ", symbol="9/KH-UBND"))
    [row] = [
        row
        for row in against_superior(office.store, office.criteria, office.district, criterion="3.2")
        if row.unit == "xã Phú Thọ"
    ]
    assert row.relation is Relation.NOT_COMPARABLE and "phụ lục" in (row.note or "")


def test_a_plan_that_reads_poorly_is_not_compared(office: Office) -> None:
    office.store.save(written(body("- Việc khác."), issuer="xã Phú Thọ", symbol="9/KH-UBND", grade=Grade.POOR))
    assert office.answers("3.2")["xã Phú Thọ", "3.2"][0] is Relation.NOT_COMPARABLE


def test_a_target_of_another_year_is_no_answer(office: Office) -> None:
    of_2023, of_2024 = ON_TIME.replace(".", " trong năm 2023."), ON_TIME.replace(".", " trong năm 2024.")
    office.store.save(written(body(of_2023.format("90%")), issuer="xã Phú Thọ", symbol="9/KH-UBND"))
    series = body(of_2024.format("98%"), of_2023.format("95%"))
    office.store.save(written(series, issuer="huyện Đông Sơn", symbol="78/KH-UBND", day=(3, 1, 2024)))
    superior = next(plan for plan in plan_rows(office.store) if plan.symbol == "78/KH-UBND")
    rows = against_superior(office.store, office.criteria, superior, criterion="3.2")
    answers = {row.required.value: row for row in rows if row.unit == "xã Phú Thọ"}
    assert (answers[95].relation, answers[95].short) == (Relation.LOWER, True)
    assert (answers[98].relation, answers[98].short) == (Relation.NOT_COMPARABLE, False)
    assert "năm khác" in (answers[98].note or "")


def test_the_superior_is_found_by_citation_or_by_the_roster(office: Office) -> None:
    units = [office.unit(name) for name in ("Bình Minh", "An Lạc", "Xa Lạ")]
    found = superior_plans(office.store, units)
    assert {unit: plan.id for unit, plan in found.items()} == dict.fromkeys(units[:2], office.district.id)


def test_who_cites_the_superiors_plan(office: Office) -> None:
    [line] = citing(office.store, office.district)
    assert line.unit == "xã Bình Minh" and "77/KH-UBND" in line.quote
    [commune] = [row for row in plan_rows(office.store) if row.unit == "xã An Lạc"]
    assert citing(office.store, commune) == ()


def test_a_target_belongs_to_the_criterion_that_its_metric_names(office: Office) -> None:
    """In a table the clause is a cell: "Hồ sơ TTHC giải quyết đúng hạn | % | 97" speaks for nothing, its metric does."""
    rows = against_superior(office.store, office.criteria, office.district)
    assert None not in {row.criterion for row in rows}
    text = "I. NHIỆM VỤ\n1. Nội dung chung\n- Phấn đấu đạt 97%."
    office.store.save(written(text, issuer="huyện Đông Sơn", symbol="80/KH-UBND", day=(5, 1, 2024)))
    superior = next(plan for plan in plan_rows(office.store) if plan.symbol == "80/KH-UBND")
    plan = office.store.get(superior.id)
    [target] = plan.targets
    for metric, code in (("hồ sơ TTHC được giải quyết đúng hạn", "3.2"), ("cây xanh được trồng", None)):
        office.store.replace(superior.id, replace(plan, targets=(replace(target, metric=metric),)))
        asked = against_superior(office.store, office.criteria, superior)
        assert {row.criterion for row in asked} == {code}
        if code is not None:
            alone = against_superior(office.store, office.criteria, superior, criterion=code)
            assert [row.unit for row in alone] == [row.unit for row in asked]


def test_a_plan_is_measured_by_the_superior_of_its_time(office: Office) -> None:
    since = Unit(kind="xã", name="An Lạc", superior="tỉnh Thanh Hóa", province="Thanh Hóa", valid_from="2025-07-01")
    before = replace(since, superior="huyện Đông Sơn", valid_from=None, valid_to="2025-06-30")
    office.store.load_roster("r", [carried_on(since, before)])
    unit = office.unit("An Lạc")
    assert superior_plans(office.store, [unit])[unit].id == office.district.id
    assert ("xã An Lạc", "3.2") in office.answers("3.2")
