"""Units in the database: the roster, the units that only plans name, and whose plan a plan is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, true, update
from sqlalchemy.orm import InstrumentedAttribute

from schema.store_rows import Row, Stored, new_id
from schema.tables import PlanRow, PredecessorRow, UnitNameRow, UnitRow
from schema.units import (
    Match,
    Resolution,
    Sighting,
    Unit,
    UnitIndex,
    UnitName,
    came_under_province,
    former_superiors,
    sighting,
    stated_unit,
    unit_key,
    with_history,
)

LISTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """A stored unit: its id and whether it stands on the roster (owes a plan)."""

    id: int
    unit: Unit
    on_roster: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """What loading a roster did: units on it now, units new to the database, full names no longer on the roster."""

    units: int
    added: int
    removed: tuple[str, ...]


def read_units(connection: Connection) -> tuple[KnownUnit, ...]:
    """All stored units, the roster first in its own order; predecessors of predecessors are not followed."""
    rows = connection.execute(select(UnitRow.__table__).order_by(UnitRow.roster.is_(None), UnitRow.ordinal, UnitRow.id))
    return _known(connection, rows.mappings().all())


def resolve_unit(connection: Connection, seen: Sighting) -> Resolution:
    """The stored unit that ``seen`` means."""
    return _index(_candidates(connection, seen)).resolve(seen)


def find_or_add_unit(connection: Connection, seen: Sighting) -> Resolution:
    """The stored unit that ``seen`` means, added (off the roster) where there is none. SEVERAL adds nothing."""
    candidates = _candidates(connection, seen)
    resolution = _index(candidates).resolve(seen)
    if resolution.match is Match.NONE:
        unit = Unit(kind=seen.kind, name=seen.name, superior=seen.superior, province=seen.province)
        unit_id = _insert_unit(connection, unit, roster=None, ordinal=0)
        return Resolution(match=Match.ONE, unit=unit_id, candidates=(unit_id,))
    found = next((known for known in candidates if known.id == resolution.unit), None)
    if found is not None and not found.on_roster:
        _learn_superiors(connection, found, seen)
    return resolution


def load_roster(connection: Connection, roster: str, units: Sequence[Unit]) -> RosterChange:
    """Make ``units`` the roster. Units already known keep their id, and with it their plans and reviews."""
    known = read_units(connection)
    before = {entry.id: entry.unit.full_name for entry in known if entry.on_roster}
    stored = {entry.id: entry.unit for entry in known}
    index = _index(known)
    connection.execute(update(UnitRow).values(roster=None, ordinal=0))
    used: set[int] = set()
    new: list[tuple[int, Unit]] = []
    for ordinal, unit in enumerate(units):
        unit_id = _same_unit(index, unit) or _under_province(index, unit, stored) or _formerly(index, unit)
        if unit_id is None or unit_id in used:
            new.append((ordinal, unit))
        else:
            now = with_history(unit, stored[unit_id])
            _update_unit(connection, unit_id, now, roster=roster, ordinal=ordinal)
            _link_predecessors(connection, unit_id, now, index)
            used.add(unit_id)
    _insert_units(connection, new, roster, index)
    relink_plans(connection)
    return RosterChange(
        units=len(units), added=len(new), removed=tuple(name for unit_id, name in before.items() if unit_id not in used)
    )


def relink_plans(connection: Connection) -> int:
    """How many plans were given to another unit than before, after the units changed."""
    index = _index(read_units(connection))
    columns = (PlanRow.unit_kind, PlanRow.unit_name, PlanRow.issuer, PlanRow.district, PlanRow.province)
    plans = connection.execute(
        select(PlanRow.id, PlanRow.unit_id, PlanRow.unit_key, PlanRow.date, PlanRow.plan_year, *columns).where(
            PlanRow.unit_key.is_not(None), PlanRow.placed_by.is_(None)
        )
    ).mappings()
    changed = 0
    for plan in plans.all():
        seen = _stored_sighting(plan)
        if seen is None:
            continue
        resolution = index.resolve(seen)
        if resolution.match is Match.NONE:  # the unit it was given to turned out to be another of that name
            resolution = find_or_add_unit(connection, seen)
        # Of several the plan belongs to none: a guess would leave a commune accused in place of its namesake.
        if resolution.unit != plan["unit_id"]:
            connection.execute(update(PlanRow).where(PlanRow.id == plan["id"]).values(unit_id=resolution.unit))
            changed += 1
    return changed


def _stored_sighting(plan: Stored) -> Sighting | None:
    return stated_unit(
        kind=plan["unit_kind"],
        name=plan["unit_name"],
        issuer=plan["issuer"],
        district=plan["district"],
        province=plan["province"],
        on=plan["date"] or (str(plan["plan_year"]) if plan["plan_year"] else None),
    )


def _candidates(connection: Connection, seen: Sighting) -> tuple[KnownUnit, ...]:
    by_name = select(UnitNameRow.unit_id).where(UnitNameRow.key == seen.key)
    query = select(UnitRow.__table__).where(or_(UnitRow.key == seen.key, UnitRow.id.in_(by_name)))
    return _known(connection, connection.execute(query).mappings().all())


def _index(units: Iterable[KnownUnit]) -> UnitIndex:
    units = tuple(units)
    owing = frozenset(entry.id for entry in units if entry.on_roster)
    return UnitIndex(((entry.id, entry.unit) for entry in units), owing)


def _same_unit(index: UnitIndex, unit: Unit) -> int | None:
    seen = Sighting(
        kind=unit.kind,
        name=unit.name,
        superior=unit.superior,
        province=unit.province,
        on=unit.valid_from or unit.valid_to,
    )
    return index.resolve(seen).unit


def _under_province(index: UnitIndex, unit: Unit, stored: Mapping[int, Unit]) -> int | None:
    """The stored unit that ``unit`` was below a district."""
    found = index.resolve(Sighting(kind=unit.kind, name=unit.name, province=unit.province)).unit
    return found if found is not None and came_under_province(unit, stored[found]) else None


def _formerly(index: UnitIndex, unit: Unit) -> int | None:
    """The stored unit that ``unit`` was below a superior that it has no more."""
    for superior in former_superiors(unit):
        seen = Sighting(kind=unit.kind, name=unit.name, superior=superior, province=unit.province)
        if (found := index.resolve(seen).unit) is not None:
            return found
    return None


def _known(connection: Connection, rows: Sequence[Stored]) -> tuple[KnownUnit, ...]:
    names = _other_names(connection, rows)
    predecessors = _predecessors(connection, rows)
    return tuple(
        KnownUnit(
            id=row["id"],
            unit=replace(
                _unit_of(row),
                other_names=tuple(names.get(row["id"], ())),
                predecessors=tuple(predecessors.get(row["id"], ())),
            ),
            on_roster=row["roster"] is not None,
        )
        for row in rows
    )


def _of(column: InstrumentedAttribute[int], rows: Sequence[Stored]) -> ColumnElement[bool]:
    """Only what belongs to ``rows``; all of it where they are too many to be listed in a statement."""
    return column.in_([row["id"] for row in rows]) if len(rows) < LISTED else true()


def _other_names(connection: Connection, rows: Sequence[Stored]) -> dict[int, list[UnitName]]:
    query = select(UnitNameRow.__table__).where(_of(UnitNameRow.unit_id, rows)).order_by(UnitNameRow.ordinal)
    names: dict[int, list[UnitName]] = {}
    for row in connection.execute(query).mappings():
        name = UnitName(name=row["name"], valid_from=row["valid_from"], valid_to=row["valid_to"])
        names.setdefault(row["unit_id"], []).append(name)
    return names


def _predecessors(connection: Connection, rows: Sequence[Stored]) -> dict[int, list[Unit]]:
    query = (
        select(PredecessorRow.unit_id.label("successor"), UnitRow.__table__)
        .join(UnitRow, UnitRow.id == PredecessorRow.predecessor_id)
        .where(_of(PredecessorRow.unit_id, rows))
        .order_by(UnitRow.id)
    )
    found: dict[int, list[Unit]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["successor"], []).append(_unit_of(row))
    return found


def _unit_of(row: Stored) -> Unit:
    return Unit(
        kind=row["kind"],
        name=row["name"],
        code=row["code"],
        superior=row["superior"],
        province=row["province"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _columns(unit: Unit) -> Row:
    return {
        "key": unit_key(unit.kind, unit.name),
        "code": unit.code,
        "kind": unit.kind,
        "name": unit.name,
        "superior": unit.superior,
        "province": unit.province,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }


def _insert_units(connection: Connection, new: Sequence[tuple[int, Unit]], roster: str, index: UnitIndex) -> None:
    """Insert many units at once; those with other names or predecessors one by one, for their ids."""
    plain = [pair for pair in new if not (pair[1].other_names or pair[1].predecessors)]
    rows = [{**_columns(unit), "roster": roster, "ordinal": ordinal} for ordinal, unit in plain]
    if rows:
        connection.execute(insert(UnitRow), rows)
    for ordinal, unit in new:
        if unit.other_names or unit.predecessors:
            unit_id = _insert_unit(connection, unit, roster=roster, ordinal=ordinal)
            _link_predecessors(connection, unit_id, unit, index)


def _insert_unit(connection: Connection, unit: Unit, *, roster: str | None, ordinal: int) -> int:
    row = {**_columns(unit), "roster": roster, "ordinal": ordinal}
    unit_id = new_id(connection, UnitRow, row)
    _replace_names(connection, unit_id, unit)
    return unit_id


def _update_unit(connection: Connection, unit_id: int, unit: Unit, *, roster: str, ordinal: int) -> None:
    row = {**_columns(unit), "roster": roster, "ordinal": ordinal}
    connection.execute(update(UnitRow).where(UnitRow.id == unit_id).values(row))
    _replace_names(connection, unit_id, unit)


def _replace_names(connection: Connection, unit_id: int, unit: Unit) -> None:
    connection.execute(delete(UnitNameRow).where(UnitNameRow.unit_id == unit_id))
    rows = [
        {
            "unit_id": unit_id,
            "ordinal": ordinal,
            "name": other.name,
            "key": sighting(other.name).key,
            "valid_from": other.valid_from,
            "valid_to": other.valid_to,
        }
        for ordinal, other in enumerate(unit.other_names)
    ]
    if rows:
        connection.execute(insert(UnitNameRow), rows)


def _link_predecessors(connection: Connection, unit_id: int, unit: Unit, index: UnitIndex) -> None:
    connection.execute(delete(PredecessorRow).where(PredecessorRow.unit_id == unit_id))
    for predecessor in unit.predecessors:
        found = _same_unit(index, predecessor)
        if found is None or found == unit_id:
            found = _insert_unit(connection, predecessor, roster=None, ordinal=0)
        connection.execute(insert(PredecessorRow), [{"unit_id": unit_id, "predecessor_id": found}])


def _learn_superiors(connection: Connection, found: KnownUnit, seen: Sighting) -> None:
    learned = {
        "superior": found.unit.superior or seen.superior,
        "province": found.unit.province or seen.province,
    }
    if (found.unit.superior, found.unit.province) != (learned["superior"], learned["province"]):
        connection.execute(update(UnitRow).where(UnitRow.id == found.id).values(learned))
