"""Criteria sets in the database: versions that never change, the one in use, what became of a criterion."""

import hashlib
import json
from collections.abc import Mapping as Lookup
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from schema.criteria import Area, CriteriaSet, Criterion, Part
from schema.criteria_mapping import Mapping, map_versions
from schema.store_rows import Row, Stored, new_id
from schema.tables_criteria import CriteriaSetRow, CriterionRow, MappingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCriteria:
    """A version of a set as it is stored. id: of the version; criterion_ids: of its nodes by code; unchanged: loading
    it found the newest version the same."""

    id: int
    set_id: str
    version: int
    in_use: bool
    criteria_set: CriteriaSet
    criterion_ids: Lookup[str, int]
    unchanged: bool = False


def save_criteria(connection: Connection, criteria: CriteriaSet) -> StoredCriteria:
    """Store ``criteria`` as ``add_criteria`` does; it comes into use where its set is in use, or where none is."""
    in_use = read_criteria_in_use(connection)
    stored = add_criteria(connection, criteria)
    if in_use is None or in_use.set_id == criteria.id:
        use_criteria(connection, stored)
        return replace(stored, in_use=True)
    return stored


def add_criteria(connection: Connection, criteria: CriteriaSet) -> StoredCriteria:
    """Store ``criteria`` as the newest version of its set, unless the newest one says the same.

    What became of the criteria of the version before, and of the set that it replaces, is proposed along with it.
    """
    newest = read_criteria(connection, criteria.id)
    if newest is not None and newest.criteria_set == criteria:
        return replace(newest, unchanged=True)
    version_id = _insert(connection, criteria, version=newest.version + 1 if newest else 1)
    stored = read_criteria(connection, criteria.id)
    assert stored is not None and stored.id == version_id
    replaced = read_criteria(connection, criteria.predecessor) if criteria.predecessor else None
    for older in (newest, replaced):
        if older is not None and older.id != stored.id:
            set_mappings(connection, older, stored, map_versions(older.criteria_set, criteria))
    return stored


def use_criteria(connection: Connection, stored: StoredCriteria) -> None:
    """Put this version into use, and no other."""
    connection.execute(update(CriteriaSetRow).values(in_use=CriteriaSetRow.id == stored.id))


def read_criteria(connection: Connection, set_id: str, version: int | None = None) -> StoredCriteria | None:
    """A version of the set, the newest by default; None where there is none."""
    query = select(CriteriaSetRow.__table__).where(CriteriaSetRow.set_id == set_id)
    if version is not None:
        query = query.where(CriteriaSetRow.version == version)
    return _first(connection, query.order_by(CriteriaSetRow.version.desc()))


def read_criteria_in_use(connection: Connection) -> StoredCriteria | None:
    """The version in use; None where none was loaded yet."""
    return _first(connection, select(CriteriaSetRow.__table__).where(CriteriaSetRow.in_use))


def read_all_criteria(connection: Connection) -> tuple[StoredCriteria, ...]:
    """The newest version of every set, by name."""
    newest = select(func.max(CriteriaSetRow.id)).group_by(CriteriaSetRow.set_id)
    query = select(CriteriaSetRow.__table__).where(CriteriaSetRow.id.in_(newest) | CriteriaSetRow.in_use)
    rows = connection.execute(query.order_by(CriteriaSetRow.set_id, CriteriaSetRow.version)).mappings().all()
    return tuple(_stored(connection, row) for row in rows)


def read_mappings(connection: Connection, old: StoredCriteria, new: StoredCriteria) -> tuple[Mapping, ...]:
    """What became of the criteria of ``old`` in ``new``, as proposed on loading or as a person set it."""
    old_codes = {criterion_id: code for code, criterion_id in old.criterion_ids.items()}
    new_codes = {criterion_id: code for code, criterion_id in new.criterion_ids.items()}
    query = select(MappingRow.from_criterion, MappingRow.to_criterion, MappingRow.rule).order_by(
        MappingRow.from_criterion
    )
    return tuple(
        Mapping(old=old_codes[source], new=new_codes[target], rule=rule)
        for source, target, rule in connection.execute(query)
        if source in old_codes and target in new_codes
    )


def set_mappings(
    connection: Connection, old: StoredCriteria, new: StoredCriteria, mappings: tuple[Mapping, ...]
) -> None:
    """Replace the mapping between two versions (or two sets) by ``mappings``."""
    ids = list(old.criterion_ids.values())
    connection.execute(
        delete(MappingRow).where(
            MappingRow.from_criterion.in_(ids), MappingRow.to_criterion.in_(list(new.criterion_ids.values()))
        )
    )
    rows = [
        {"from_criterion": old.criterion_ids[m.old], "to_criterion": new.criterion_ids[m.new], "rule": m.rule}
        for m in mappings
    ]
    if rows:
        connection.execute(insert(MappingRow), rows)


def _first(connection: Connection, query: Select[tuple[object]]) -> StoredCriteria | None:
    row = connection.execute(query.limit(1)).mappings().first()
    return None if row is None else _stored(connection, row)


def _insert(connection: Connection, criteria: CriteriaSet, *, version: int) -> int:
    content = json.dumps(asdict(criteria), ensure_ascii=True, sort_keys=True)
    version_id = new_id(
        connection,
        CriteriaSetRow,
        {
            "set_id": criteria.id,
            "version": version,
            "title": criteria.title,
            "level": criteria.level,
            "years": list(criteria.years),
            "basis": criteria.basis,
            "predecessor": criteria.predecessor,
            "in_use": False,
            "content_hash": hashlib.sha256(content.encode()).hexdigest(),
            "loaded_at": datetime.now(UTC),
        },
    )
    rows = [_row(version_id, ordinal, node) for ordinal, node in enumerate(_in_own_order(criteria))]
    connection.execute(insert(CriterionRow), rows)
    return version_id


def _in_own_order(criteria: CriteriaSet) -> tuple[Area | Criterion, ...]:
    """Areas, then criteria, each in their order, so that the set comes back as it was."""
    return (*criteria.areas, *criteria.criteria)


def _row(version_id: int, ordinal: int, node: Area | Criterion) -> Row:
    criterion = node if isinstance(node, Criterion) else None
    return {
        "version_id": version_id,
        "ordinal": ordinal,
        "code": node.code,
        "parent": node.parent,
        "is_area": criterion is None,
        "level": node.level,
        "name": node.name,
        "max_points": node.max_points,
        "part": node.part.value,
        "aliases": list(node.aliases),
        "counter_phrases": list(criterion.counter_phrases) if criterion else [],
        "sources": list(criterion.sources) if criterion else [],
    }


def _stored(connection: Connection, row: Stored) -> StoredCriteria:
    query = select(CriterionRow.__table__).where(CriterionRow.version_id == row["id"]).order_by(CriterionRow.ordinal)
    nodes = connection.execute(query).mappings().all()
    criteria_set = CriteriaSet(
        id=row["set_id"],
        title=row["title"],
        level=row["level"],
        years=tuple(row["years"]),
        basis=row["basis"],
        predecessor=row["predecessor"],
        areas=tuple(_area(node) for node in nodes if node["is_area"]),
        criteria=tuple(_criterion(node) for node in nodes if not node["is_area"]),
    )
    return StoredCriteria(
        id=row["id"],
        set_id=row["set_id"],
        version=row["version"],
        in_use=row["in_use"],
        criteria_set=criteria_set,
        criterion_ids={node["code"]: node["id"] for node in nodes},
    )


def _area(row: Stored) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        max_points=row["max_points"],
        aliases=tuple(row["aliases"]),
        level=row["level"],
        part=Part(row["part"]),
    )


def _criterion(row: Stored) -> Criterion:
    return Criterion(
        code=row["code"],
        parent=row["parent"],
        name=row["name"],
        max_points=row["max_points"],
        level=row["level"],
        part=Part(row["part"]),
        aliases=tuple(row["aliases"]),
        counter_phrases=tuple(row["counter_phrases"]),
        sources=tuple(row["sources"]),
    )
