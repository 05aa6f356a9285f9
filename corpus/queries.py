"""The rows that command line, web and exports show; nobody else asks the database, so the three cannot disagree.

Rows are of the plans in force; a superseded version shows only in ``plan_rows(history=True)``. They come in a fixed
order: units in the order of the roster, plans in that of import, items in that of the text.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from corpus.item_reviews import ASSIGNMENT, CITATION, DEADLINE, TARGET, WARNING, ItemDecisions
from corpus.query_lines import (
    AssignmentLine,
    CitationLine,
    CriterionLine,
    DeadlineLine,
    PlanLine,
    TargetLine,
    UnitLine,
    WarningLine,
)
from schema.criteria import Node
from schema.ledger import FileRecord
from schema.store import KnownUnit, Store, StoredCriteria
from schema.tables import (
    AssignmentRow,
    CitationRow,
    DeadlineRow,
    DocumentRow,
    FileRow,
    PartyRow,
    PlanRow,
    SectionRow,
    TargetRow,
    UnitRow,
    WarningRow,
)

ROWS_AT_A_TIME = 1_000


def plan_rows(store: Store, *, history: bool = False) -> tuple[PlanLine, ...]:
    """The plans in force; with ``history`` every version."""
    query = (
        select(
            PlanRow.id,
            DocumentRow.name.label("file"),
            _unit_name(),
            PlanRow.unit_id,
            PlanRow.district,
            PlanRow.province,
            PlanRow.symbol,
            PlanRow.date,
            PlanRow.title,
            PlanRow.plan_kind,
            PlanRow.issuer,
            PlanRow.issuer_level,
            PlanRow.plan_year,
            DocumentRow.grade,
            DocumentRow.pages,
            PlanRow.version,
            PlanRow.superseded_by,
            PlanRow.twin_of,
            DocumentRow.sha256,
        )
        .join(DocumentRow, DocumentRow.id == PlanRow.document_id)
        .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
        .order_by(PlanRow.id)
    )
    if not history:
        query = query.where(PlanRow.superseded_by.is_(None))
    with store.reading() as connection:
        return tuple(PlanLine(**row) for row in connection.execute(query).mappings())


def ledger_rows(store: Store, run: int | None = None) -> tuple[FileRecord, ...]:
    """The records of a run, else the newest record of every file over all runs."""
    return store.last_records() if run is None else store.ledger(run).files


def target_rows(store: Store, plans: Collection[int] | None = None) -> tuple[TargetLine, ...]:
    """All targets, or those of some plans."""
    return tuple(each_target(store, plans))


def each_target(store: Store, plans: Collection[int] | None = None) -> Iterator[TargetLine]:
    """``target_rows`` one by one, for what must not hold a whole province in memory."""
    columns = (
        TargetRow.metric,
        TargetRow.comparator,
        TargetRow.value,
        TargetRow.upper,
        TargetRow.unit.label("measure"),
        TargetRow.period,
        TargetRow.deadline,
        TargetRow.baseline,
    )
    decisions = ItemDecisions(store.reviews())
    with store.reading() as connection:
        for row in _reviewed(_items(connection, TargetRow, *columns, plans=plans), TARGET, decisions):
            yield TargetLine(**row)


def assignment_rows(store: Store, plans: Collection[int] | None = None) -> tuple[AssignmentLine, ...]:
    """All assignments, one row a party; an assignment without a party gives one row with an empty one."""
    return tuple(each_assignment(store, plans))


def each_assignment(store: Store, plans: Collection[int] | None = None) -> Iterator[AssignmentLine]:
    """``assignment_rows`` one by one."""
    query = _of_plans(
        AssignmentRow,
        AssignmentRow.ordinal.label("number"),
        func.coalesce(PartyRow.position, 0).label("position"),
        AssignmentRow.roles,
        AssignmentRow.roles.label("read"),
        PartyRow.roles.label("own"),
        func.coalesce(PartyRow.text, "").label("party"),
        PartyRow.code,
        AssignmentRow.task,
        AssignmentRow.soft,
        AssignmentRow.requested,
        plans=plans,
    )
    same = (PartyRow.plan_id == AssignmentRow.plan_id) & (PartyRow.ordinal == AssignmentRow.ordinal)
    decisions = ItemDecisions(store.reviews())
    with store.reading() as connection:
        rows = connection.execute(query.outerjoin(PartyRow, same).order_by(PartyRow.position)).mappings()
        for row in _reviewed(map(dict, rows), ASSIGNMENT, decisions):
            read, own = row.pop("read"), row.pop("own")
            roles = own if own and row["roles"] == read else row["roles"]  # a person's word is for all parties
            yield AssignmentLine(**{**row, "roles": tuple(roles)})


def deadline_rows(store: Store, plans: Collection[int] | None = None) -> tuple[DeadlineLine, ...]:
    """All deadlines, or those of some plans."""
    return tuple(each_deadline(store, plans))


def each_deadline(store: Store, plans: Collection[int] | None = None) -> Iterator[DeadlineLine]:
    """``deadline_rows`` one by one."""
    columns = (
        DeadlineRow.kind,
        DeadlineRow.date,
        DeadlineRow.start.label("from_date"),
        DeadlineRow.end.label("to_date"),
        DeadlineRow.frequency,
    )
    decisions = ItemDecisions(store.reviews())
    with store.reading() as connection:
        for row in _reviewed(_items(connection, DeadlineRow, *columns, plans=plans), DEADLINE, decisions):
            yield DeadlineLine(**{**row, "frequency": tuple(row["frequency"])})


def citation_rows(store: Store, plans: Collection[int] | None = None) -> tuple[CitationLine, ...]:
    """All citations, linked to the stored plans that they name."""
    return tuple(each_citation(store, plans))


def each_citation(store: Store, plans: Collection[int] | None = None) -> Iterator[CitationLine]:
    """``citation_rows`` one by one."""
    columns = (
        CitationRow.type,
        CitationRow.symbol,
        CitationRow.symbol_key,
        CitationRow.date,
        CitationRow.date_partial,
        CitationRow.issuer,
        CitationRow.title,
        CitationRow.provision,
        CitationRow.use,
    )
    decisions = ItemDecisions(store.reviews())
    with store.reading() as connection:
        loaded = _loaded_symbols(connection)
        for row in _reviewed(_items(connection, CitationRow, *columns, plans=plans), CITATION, decisions):
            yield CitationLine(**_without(row, "symbol_key"), loaded=loaded.get((row["symbol_key"], row["date"])))


def warning_rows(store: Store, plans: Collection[int] | None = None) -> tuple[WarningLine, ...]:
    """All warnings of the plans in force, or of some of them."""
    return tuple(each_warning(store, plans))


def each_warning(store: Store, plans: Collection[int] | None = None) -> Iterator[WarningLine]:
    """``warning_rows`` one by one."""
    decisions = ItemDecisions(store.reviews())
    with store.reading() as connection:
        rows = _items(connection, WarningRow, WarningRow.code, WarningRow.message, section=False, plans=plans)
        for row in _reviewed(rows, WARNING, decisions):
            yield WarningLine(**row)


def last_import(store: Store) -> datetime | None:
    """When the newest line of the ledger was written: the date of the data. None for an empty database."""
    with store.reading() as connection:
        return connection.execute(select(func.max(FileRow.at))).scalar()


def criteria_rows(criteria: StoredCriteria) -> tuple[CriterionLine, ...]:
    """Areas and criteria of the set in the order of its table."""
    return tuple(map(_criterion_line, criteria.criteria_set.nodes()))


def unit_rows(store: Store, *, roster_only: bool = False) -> tuple[UnitLine, ...]:
    """The units, the roster first; with ``roster_only`` those that owe a plan."""
    query = (
        select(PlanRow.unit_id, func.count())
        .where(PlanRow.superseded_by.is_(None), PlanRow.unit_id.is_not(None))
        .group_by(PlanRow.unit_id)
    )
    with store.reading() as connection:
        plans: dict[int | None, int] = dict(connection.execute(query).tuples().all())
    known = (entry for entry in store.units() if entry.on_roster or not roster_only)
    return tuple(_unit_line(entry, plans.get(entry.id, 0)) for entry in known)


def _unit_name() -> Any:
    """The unit's full name: as known, else as the header says."""
    known = func.trim(UnitRow.kind + " " + UnitRow.name)
    stated = func.trim(func.coalesce(PlanRow.unit_kind, "") + " " + PlanRow.unit_name)
    return func.coalesce(known, stated, PlanRow.issuer).label("unit")


def _of_plans(table: Any, *columns: Any, section: bool = True, plans: Collection[int] | None = None) -> Select[Any]:
    """The items of ``table`` with their plan, unit and evidence, for the plans in force or those of ``plans``."""
    query = (
        select(
            PlanRow.id.label("plan"),
            PlanRow.unit_id,
            _unit_name(),
            DocumentRow.name.label("file"),
            (table.section if section else _no_section()).label("section"),
            table.quote,
            table.start_char.label("start"),
            table.end_char.label("end"),
            table.page,
            *columns,
        )
        .select_from(table)
        .join(PlanRow, PlanRow.id == table.plan_id)
        .join(DocumentRow, DocumentRow.id == PlanRow.document_id)
        .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
        .where(PlanRow.superseded_by.is_(None))
        .order_by(PlanRow.id, table.ordinal)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    return query if plans is None else query.where(PlanRow.id.in_(plans))


def _no_section() -> Any:
    """The innermost section that holds the start of a warning: warnings do not store it."""
    return (
        select(SectionRow.path)
        .where(
            SectionRow.plan_id == WarningRow.plan_id,
            SectionRow.extent_start <= WarningRow.start_char,
            SectionRow.extent_end > WarningRow.start_char,
        )
        .order_by(SectionRow.level.desc(), SectionRow.ordinal.desc())
        .limit(1)
        .scalar_subquery()
    )


def _items(
    connection: Connection,
    table: Any,
    *columns: Any,
    section: bool = True,
    plans: Collection[int] | None = None,
) -> Iterator[dict[str, Any]]:
    query = _of_plans(table, *columns, section=section, plans=plans)
    return (dict(row) for row in connection.execute(query).mappings())


def _reviewed(rows: Iterable[dict[str, Any]], kind: str, decisions: ItemDecisions) -> Iterator[dict[str, Any]]:
    """``rows`` as people decided on them: the dismissed ones left out, the corrected ones as they are right."""
    for row in rows:
        right = decisions.over(kind, row.pop("unit_id"), row)
        if right is not None:
            yield right


def _loaded_symbols(connection: Connection) -> dict[tuple[str | None, str | None], int]:
    """The plans in force by symbol and date, where only one has them: a symbol is used again every year and by every
    commune, so a symbol without its date links to nothing."""
    from schema.store_rows import symbol_key

    query = select(PlanRow.id, PlanRow.symbol, PlanRow.date).where(
        PlanRow.superseded_by.is_(None), PlanRow.number.is_not(None), PlanRow.date.is_not(None)
    )
    found: dict[tuple[str | None, str | None], list[int]] = {}
    for plan_id, symbol, date in connection.execute(query):
        found.setdefault((symbol_key(symbol), date), []).append(plan_id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1 and key[0] is not None}


def _criterion_line(node: Node) -> CriterionLine:
    return CriterionLine(
        code=node.code, parent=node.parent, level=node.level, name=node.name, max_points=node.max_points
    )


def _unit_line(entry: KnownUnit, plans: int) -> UnitLine:
    unit = entry.unit
    return UnitLine(
        id=entry.id,
        name=unit.full_name,
        kind=unit.kind,
        superior=unit.superior,
        province=unit.province,
        code=unit.code,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        on_roster=entry.on_roster,
        plans=plans,
        other_names=tuple(other.name for other in unit.other_names),
        predecessors=tuple(predecessor.full_name for predecessor in unit.predecessors),
    )


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}
