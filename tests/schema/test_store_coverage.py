"""The matrix as a cache: replaced whole, stale when what it depends on has changed, the same on both databases."""

from sqlalchemy import select

from schema.coverage import Decision
from schema.criteria import CriteriaSet, Criterion
from schema.reviews import Review
from schema.store import Store
from schema.store_coverage import (
    MARK,
    CellValues,
    UnitValues,
    add_cells,
    drop_cells,
    forget_prepared,
    grounds_of,
    json_text,
    present_stamp,
    stored_state,
    unit_states,
    write_state,
)
from schema.tables_criteria import CellRow
from schema.units import Unit
from tests.schema.plans_made import plan_of

SET = CriteriaSet(id="a", title="a", areas=(), criteria=(Criterion(code="1", parent=None, name="x"),))


GROUNDS = {"7": {"reasons": ['tab\t"đất"\\ \x00 \ud800']}}


def _cell(unit: int, criterion: int, status: str) -> CellValues:
    return CellValues(
        criterion_id=criterion,
        unit_id=unit,
        plan_id=None,
        status=status,
        has_task=True,
        has_target=False,
        has_owner=False,
        has_deadline=False,
        confidence=0.5,
        doubtful=True,
    )


def test_cells_are_replaced_unit_by_unit_and_come_back_as_they_were(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.load_roster("r", [Unit(kind="xã", name=f"X{number}") for number in range(3)])
        units = [entry.id for entry in store.units()]
        criteria = store.save_criteria(SET)
        criterion = criteria.criterion_ids["1"]
        for status, some in (("planned", units), ("mentioned", units[:2])):
            with store.writing() as connection:
                drop_cells(connection, criteria.id, some)
                held = [UnitValues(criteria.id, unit, status, json_text(GROUNDS)) for unit in some]
                add_cells(connection, [_cell(unit, criterion, status) for unit in some], held)
        statuses = ("mentioned", "mentioned", "planned")
        with store.reading() as connection:
            rows = connection.execute(select(CellRow.__table__).order_by(CellRow.unit_id)).mappings().all()
            expected = [_cell(unit, criterion, status) for unit, status in zip(units, statuses, strict=True)]
            assert [dict(row) for row in rows] == [row._asdict() for row in expected]
            assert unit_states(connection, criteria.id) == dict(zip(units, statuses, strict=True))
            assert dict(grounds_of(connection, criteria.id, units)) == dict.fromkeys(units, GROUNDS)
        with store.writing() as connection:
            drop_cells(connection, criteria.id)
        with store.reading() as connection:
            assert unit_states(connection, criteria.id) == {}
            assert connection.execute(select(CellRow.unit_id)).all() == []


def test_a_plan_extracted_anew_makes_the_cells_of_its_unit_alone_stale(database_url: str) -> None:
    with Store.open(database_url) as store:
        plans = [store.save(plan_of(name, name=name, header={"unit_kind": "xã", "unit_name": name})) for name in "AB"]
        criteria = store.save_criteria(SET)
        [one, other] = [plan.unit for plan in store.plans()]
        assert one is not None and other is not None
        with store.writing() as connection:
            add_cells(connection, [], [UnitValues(criteria.id, unit, "s", None) for unit in (one, other)])
            write_state(connection, criteria.id, "present", "common")
            assert stored_state(connection, criteria.id) == ("present", "common")
            forget_prepared(connection, plans[0].plan_id)
            assert unit_states(connection, criteria.id) == {other: "s"}
            present, common = stored_state(connection, criteria.id)
            # The mark ends a run that has read the plan as it was; what is common to all units is the same.
            assert (present, common.partition(MARK)[0]) == ("", "common") and common != "common"


def test_the_stamp_changes_with_plans_units_and_reviews(database_url: str) -> None:
    def stamp() -> str:
        with store.reading() as connection:
            return present_stamp(connection)

    header = {"unit_kind": "xã", "unit_name": "A", "symbol": "1/KH-UBND", "number": "1", "date": "2024-01-02"}
    with Store.open(database_url) as store:
        stamps = [stamp()]
        store.save(plan_of("một", header=header))
        stamps.append(stamp())
        store.save(plan_of("hai", name="b", header=header))
        stamps.append(stamp())
        store.load_roster("r", [Unit(kind="xã", name="B"), Unit(kind="xã", name="A")])
        stamps.append(stamp())
        unit = store.plans()[0].unit
        assert unit is not None
        at = "2026-01-01T00:00:00+00:00"
        store.add_reviews([Review(unit=unit, by="Lan", at=at, decision=Decision.CONFIRMED, set_id="a", criterion="1")])
        stamps.append(stamp())
        assert len(set(stamps)) == len(stamps)
        assert stamp() == stamps[-1]
