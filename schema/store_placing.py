"""What a person says of a stored plan as a whole: that it was loaded by mistake, or whose it is.

Nothing is deleted: a plan that was taken out is history from then on, and can be put back.
"""

from sqlalchemy import Connection, select, update

from schema.store_rows import symbol_key
from schema.tables import PlanRow, UnitRow


def take_out(connection: Connection, plan_id: int) -> tuple[int, ...]:
    """Take a plan in force out of force, and put those into force whose place it had taken; their ids.

    It is superseded by itself from then on: no other plan took its place.
    """
    before = connection.execute(
        select(PlanRow.id).where(PlanRow.superseded_by == plan_id, PlanRow.id != plan_id).order_by(PlanRow.version)
    ).scalars()
    newest = before.all()[-1:]
    connection.execute(update(PlanRow).where(PlanRow.id.in_(newest)).values(superseded_by=None))
    connection.execute(update(PlanRow).where(PlanRow.id == plan_id).values(superseded_by=plan_id))
    return tuple(newest)


def put_back(connection: Connection, plan_id: int) -> tuple[int, ...]:
    """Put a plan that was taken out into force again; the ids of the versions whose place it takes."""
    plan = connection.execute(select(PlanRow.__table__).where(PlanRow.id == plan_id)).mappings().one()
    connection.execute(update(PlanRow).where(PlanRow.id == plan_id).values(superseded_by=None))
    if plan["unit_key"] is None or plan["date"] is None or symbol_key(plan["symbol"]) is None:
        return ()
    others = connection.execute(
        select(PlanRow.id, PlanRow.symbol).where(
            PlanRow.unit_key == plan["unit_key"],
            PlanRow.date == plan["date"],
            PlanRow.version < plan["version"],
            PlanRow.superseded_by.is_(None),
        )
    )
    older = tuple(other for other, symbol in others if symbol_key(symbol) == symbol_key(plan["symbol"]))
    connection.execute(update(PlanRow).where(PlanRow.id.in_(older)).values(superseded_by=plan_id))
    return older


def place(connection: Connection, plan_id: int, unit_id: int, by: str) -> None:
    """Give a plan to a unit, whatever its header says; a new roster leaves it there."""
    key = connection.execute(select(UnitRow.key).where(UnitRow.id == unit_id)).scalar_one()
    values = {"unit_id": unit_id, "unit_key": key, "placed_by": by}
    connection.execute(update(PlanRow).where(PlanRow.id == plan_id).values(values))
