"""The matrix as a cache: replaced whole, stale when what it depends on has changed, the same on both databases."""

from sqlalchemy import select

from schema.coverage import Decision
from schema.criteria import CriteriaSet, Criterion
from schema.reviews import Review
from schema.store import Store
from schema.store_coverage import CellValues, json_text, present_stamp, replace_cells, stored_stamp
from schema.tables_criteria import CellRow
from schema.units import Unit
from tests.schema.plans_made import plan_of

SET = CriteriaSet(id="a", title="a", areas=(), criteria=(Criterion(code="1", parent=None, name="x"),))


EVIDENCE = [{"quote": 'tab\t"đất"\\ \x00 \ud800'}]


def _cell(unit: int, criterion: int, status: str) -> CellValues:
    return CellValues(
        unit_id=unit,
        criterion_id=criterion,
        plan_id=None,
        status=status,
        has_task=True,
        has_target=False,
        has_owner=False,
        has_deadline=False,
        confidence=0.5,
        doubtful=True,
        evidence=json_text(EVIDENCE),
        searched=None,
    )


def test_cells_are_replaced_whole_and_come_back_as_they_were(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.load_roster("r", [Unit(kind="xã", name=f"X{number}") for number in range(3)])
        units = [entry.id for entry in store.units()]
        criteria = store.save_criteria(SET)
        criterion = criteria.criterion_ids["1"]
        for status in ("planned", "mentioned"):
            with store.writing() as connection:
                cells = (_cell(unit, criterion, status) for unit in units)
                assert replace_cells(connection, criteria.id, "s", cells) == 3
        with store.reading() as connection:
            rows = connection.execute(select(CellRow.__table__).order_by(CellRow.unit_id)).mappings().all()
            expected = [_cell(unit, criterion, "mentioned")._asdict() for unit in units]
            assert [dict(row) for row in rows] == [{**row, "evidence": EVIDENCE} for row in expected]
            assert stored_stamp(connection, criteria.id) == "s"


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
