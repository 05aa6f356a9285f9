"""Coverage of the database: who is compared, which plans count, what people's decisions change."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.assessment import bring_up_to_date, compared
from corpus.naming import find_criterion
from corpus.queries_coverage import coverage_rows, criteria_in_use
from schema.coverage import Decision, Status
from schema.criteria import Area, Criterion, Part
from schema.document import Grade
from schema.errors import WrongUsage
from schema.plan import Deadline, DeadlineKind, IssuerLevel
from schema.reviews import Review
from schema.store import Store
from schema.units import Unit
from tests.corpus.plans_assessed import (
    AT,
    NEITHER,
    PUBLISHING,
    REVIEWING,
    SET,
    both,
    commune_plan,
    set_in_use,
    statuses_of,
)


def test_the_roster_and_every_commune_that_sent_a_plan_are_compared(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.load_roster("r", [Unit(kind="xã", name="B"), Unit(kind="xã", name="A")])
        store.save(commune_plan(REVIEWING))
        store.save(commune_plan(PUBLISHING, "C"))
        store.save(commune_plan(PUBLISHING, "D", unit_kind="huyện", issuer_level=IssuerLevel.DISTRICT))
        found = statuses_of(coverage_rows(store, set_in_use(store)))
        assert list(found) == ["xã B", "xã A", "xã C"]  # in the order of the roster, the others behind
        assert found["xã B"] == both(Status.NOT_SUBMITTED, Status.NOT_SUBMITTED)
        assert found["xã A"] == both(Status.PLANNED, Status.UNADDRESSED)
        assert found["xã C"] == both(Status.UNADDRESSED, Status.PLANNED)
        store.load_roster("r", [Unit(kind="huyện", name="D")])
        found = statuses_of(coverage_rows(store, set_in_use(store)))
        assert list(found) == ["huyện D", "xã A", "xã C"]  # B is no longer asked for and sent nothing


def test_of_a_unit_the_plans_of_its_newest_year_count_and_the_best_answer(database_url: str) -> None:
    with Store.open(database_url) as store:
        old = store.save(commune_plan(REVIEWING + PUBLISHING, plan_year=2023)).plan_id
        first = store.save(commune_plan(REVIEWING, symbol="1/KH-UBND")).plan_id
        second = store.save(commune_plan(NEITHER, symbol="2/KH-UBND")).plan_id
        undated = store.save(commune_plan("Không ghi năm. " + NEITHER, plan_year=None)).plan_id
        by_date = store.save(commune_plan(NEITHER + " ", plan_year=None, date="2022-05")).plan_id
        [entry] = compared(store)
        assert entry.plans == (first, second, undated)
        assert old not in entry.plans and by_date not in entry.plans
        rows = coverage_rows(store, set_in_use(store))
        assert statuses_of(rows)["xã A"] == both(Status.PLANNED, Status.UNADDRESSED)
        assert rows[0].plan == first


def test_a_newer_version_takes_the_place_of_the_old_one(database_url: str) -> None:
    same: dict[str, Any] = {"symbol": "5/KH-UBND", "number": "5", "date": "2024-02-02"}
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        store.save(commune_plan(REVIEWING, **same))
        assert statuses_of(coverage_rows(store, criteria))["xã A"] == both(Status.PLANNED, Status.UNADDRESSED)
        store.save(commune_plan(PUBLISHING, **same))
        assert bring_up_to_date(store, criteria) == 1
        assert statuses_of(coverage_rows(store, criteria))["xã A"] == both(Status.UNADDRESSED, Status.PLANNED)


def test_a_plan_that_reads_poorly_proves_nothing(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.save(commune_plan(REVIEWING, grade=Grade.POOR))
        rows = coverage_rows(store, set_in_use(store))
        assert statuses_of(rows)["xã A"] == both(Status.UNREADABLE, Status.UNREADABLE)
        assert rows[0].cell.searched is not None and rows[0].cell.searched.grade is Grade.POOR
        store.save(
            commune_plan(NEITHER, symbol="2/KH-UBND")
        )  # with an unreadable plan beside it, it proves no absence either
        assert statuses_of(coverage_rows(store, set_in_use(store)))["xã A"] == both(
            Status.UNREADABLE, Status.UNREADABLE
        )


def test_what_people_decided_lies_over_the_cells(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        store.save(commune_plan(REVIEWING))
        [unit] = [entry.id for entry in store.units()]
        said = Review(
            unit=unit, by="Lan", at=AT, decision=Decision.NOT_APPLICABLE, set_id="thu", criterion="2.1", note="không có"
        )
        store.add_reviews([replace(said, status=Status.NOT_APPLICABLE)])
        rows = coverage_rows(store, criteria)
        assert statuses_of(rows)["xã A"] == both(Status.PLANNED, Status.NOT_APPLICABLE)
        assert rows[1].cell.machine is Status.UNADDRESSED
        assert coverage_rows(store, criteria, statuses=frozenset({Status.UNADDRESSED})) == ()
        assert len(coverage_rows(store, criteria, statuses=frozenset({Status.NOT_APPLICABLE}))) == 1


def test_a_confirmed_passage_is_an_example_for_all_units(database_url: str) -> None:
    wording = "Niêm yết quy trình, hồ sơ giải quyết công việc cho người dân biết tại bộ phận một cửa."
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        for name in "AB":
            store.save(commune_plan(f"{wording} {NEITHER} Kế hoạch {name}.", name))
        before = coverage_rows(store, criteria, criterion="2.1")
        assert {row.cell.status for row in before} == {Status.UNADDRESSED}
        first = before[0].unit_id
        store.add_reviews(
            [
                Review(
                    unit=first, by="Lan", at=AT, decision=Decision.OVERRULED, set_id="thu", criterion="2.1",
                    status=Status.PLANNED, passage=wording,
                )
            ]
        )  # fmt: skip
        assert bring_up_to_date(store, criteria) == 2
        assert [row.cell.status.addressed for row in coverage_rows(store, criteria, criterion="2.1")] == [True, True]


def test_a_dismissed_deadline_grants_nothing_and_concerns_its_unit_alone(database_url: str) -> None:
    text = f"{REVIEWING[:-1]} trước ngày 30/9/2024."
    at = text.index("trước")
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        for name in "AB":
            plan = commune_plan(text, name, symbol=f"{ord(name)}/KH-UBND")
            source = replace(plan.document.source, sha256=name * 64)
            plan = replace(plan, document=replace(plan.document, source=source))
            found = Deadline(
                kind=DeadlineKind.DATE, date="2024-09-30", start=None, end=None, frequency=(), section=None,
                evidence=plan.document.cite(at, len(text) - 1), rule="r",
            )  # fmt: skip
            store.save(replace(plan, deadlines=(found,)))
        before = coverage_rows(store, criteria, criterion="1.1")
        assert [row.cell.has.deadline for row in before] == [True, True]
        gone = Review(
            unit=before[0].unit_id, by="Lan", at=AT, decision=Decision.DISMISSED, kind="deadline", quote=text[at:-1]
        )
        store.add_reviews([gone])
        assert bring_up_to_date(store, criteria) == 1
        assert [row.cell.has.deadline for row in coverage_rows(store, criteria, criterion="1.1")] == [False, True]


def test_no_plan_owes_what_points_are_taken_away_for(database_url: str) -> None:
    penalties = (
        Criterion(code="3.1", parent="3", name="Công khai thủ tục hành chính chậm"),  # what is below a penalty is one
        Criterion(code="2.2", parent="2", name="Gửi báo cáo chậm", part=Part.PENALTY),
    )
    areas = (*SET.areas, Area(code="3", name="Điểm trừ", part=Part.PENALTY))
    with_penalties = replace(SET, areas=areas, criteria=(*SET.criteria, *penalties))
    with Store.open(database_url) as store:
        store.save(commune_plan(PUBLISHING))
        criteria = store.save_criteria(with_penalties)
        found = statuses_of(coverage_rows(store, criteria))
        assert found["xã A"] == both(Status.UNADDRESSED, Status.PLANNED)
        with pytest.raises(WrongUsage, match="mục điểm trừ"):
            find_criterion(criteria, "3.1")


def test_the_reference_set_works_without_being_loaded_and_gives_way_to_a_loaded_one(database_url: str) -> None:
    with Store.open(database_url) as store:
        reference = criteria_in_use(store)
        assert reference.set_id == criteria_in_use(store).set_id == "cchc-cap-xa"
        assert coverage_rows(store, reference) == ()
        set_in_use(store)
        assert criteria_in_use(store).set_id == "thu"
