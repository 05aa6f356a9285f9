"""One Plan into the tables and back: ``read_plan(connection, insert_plan(...)) == plan``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from schema.document import Evidence, Grade
from schema.errors import EvidenceError
from schema.plan import HEADER_FIELDS, Assignment, Found, Header, IssuerLevel, Party, Plan, PlanKind
from schema.store_coverage import forget_prepared
from schema.store_documents import insert_document, read_document
from schema.store_rows import (
    ABBREVIATIONS,
    ANNEXES,
    ASSIGNMENTS,
    CITATIONS,
    DEADLINES,
    RECIPIENTS,
    SECTIONS,
    TARGETS,
    WARNINGS,
    ItemTable,
    Row,
    Stored,
    T,
    assignment_of,
    evidence_columns,
    evidence_of,
    header_columns,
    new_id,
    party_of,
    party_row,
)
from schema.tables import AssignmentRow, Base, DocumentRow, HeaderEvidenceRow, PartyRow, PlanRow, SearchRow
from schema.text import bare

_ENUM_FIELDS: Mapping[str, type[Enum]] = {"issuer_level": IssuerLevel, "plan_kind": PlanKind}
_KINDS: tuple[ItemTable[Any], ...] = (
    RECIPIENTS,
    SECTIONS,
    CITATIONS,
    TARGETS,
    ASSIGNMENTS,
    DEADLINES,
    ANNEXES,
    ABBREVIATIONS,
    WARNINGS,
)
# Control characters that no database takes would move offsets if they were dropped; nobody searches for them.
_UNSEARCHABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a plan stands among the others: its run, its unit, its version, its twin; sketch: of its text."""

    run: int | None
    at: datetime
    unit: int | None
    unit_key: str | None
    sketch: bytes
    version: int = 1
    superseded_by: int | None = None
    twin_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """What the store knows of a plan without reading it: ids, version, unit, reading grade."""

    id: int
    name: str
    sha256: str
    grade: Grade
    run: int | None
    unit: int | None
    version: int
    superseded_by: int | None
    twin_of: int | None


def list_plans(connection: Connection, *, history: bool) -> tuple[StoredPlan, ...]:
    """The stored plans in the order of import: those in force, or all."""
    query = (
        select(
            PlanRow.id,
            DocumentRow.name,
            DocumentRow.sha256,
            DocumentRow.grade,
            PlanRow.run_id,
            PlanRow.unit_id,
            PlanRow.version,
            PlanRow.superseded_by,
            PlanRow.twin_of,
        )
        .join(DocumentRow, DocumentRow.id == PlanRow.document_id)
        .order_by(PlanRow.id)
    )
    if not history:
        query = query.where(PlanRow.superseded_by.is_(None))
    return tuple(
        StoredPlan(
            id=plan_id,
            name=name,
            sha256=sha256,
            grade=Grade(grade),
            run=run,
            unit=unit,
            version=version,
            superseded_by=superseded_by,
            twin_of=twin_of,
        )
        for plan_id, name, sha256, grade, run, unit, version, superseded_by, twin_of in connection.execute(query)
    )


def insert_plan(connection: Connection, plan: Plan, placement: Placement) -> int:
    """The id of ``plan``, stored whole. Raises EvidenceError where a quote is not what the text says."""
    _check_evidence(plan)
    document_id = insert_document(connection, plan.document, placement.sketch)
    row = {
        "document_id": document_id,
        "run_id": placement.run,
        "imported_at": placement.at,
        "unit_id": placement.unit,
        "unit_key": placement.unit_key,
        "version": placement.version,
        "superseded_by": placement.superseded_by,
        "twin_of": placement.twin_of,
        **header_columns(plan.header),
    }
    plan_id = new_id(connection, PlanRow, row)
    _insert_items(connection, plan_id, plan)
    connection.execute(
        insert(SearchRow), [{"plan_id": plan_id, "bare": bare(plan.document.text).translate(_UNSEARCHABLE)}]
    )
    return plan_id


def replace_items(connection: Connection, plan_id: int, plan: Plan) -> None:
    """Give the stored plan the header and items of ``plan``, a new extraction of the same document."""
    _check_evidence(plan)
    connection.execute(update(PlanRow).where(PlanRow.id == plan_id).values(header_columns(plan.header)))
    tables: tuple[Any, ...] = (HeaderEvidenceRow, PartyRow, *(kind.table for kind in _KINDS))
    for table in tables:
        connection.execute(delete(table).where(table.plan_id == plan_id))
    _insert_items(connection, plan_id, plan)
    forget_prepared(connection, plan_id)


def read_plan(connection: Connection, plan_id: int) -> Plan | None:
    """The stored plan, equal to the one that was saved; None where there is none of that id."""
    row = connection.execute(select(PlanRow.__table__).where(PlanRow.id == plan_id)).mappings().first()
    if row is None:
        return None
    return Plan(
        document=read_document(connection, row["document_id"]),
        header=_read_header(connection, plan_id, row),
        sections=_read_items(connection, plan_id, SECTIONS),
        citations=_read_items(connection, plan_id, CITATIONS),
        targets=_read_items(connection, plan_id, TARGETS),
        assignments=_read_assignments(connection, plan_id),
        deadlines=_read_items(connection, plan_id, DEADLINES),
        annexes=_read_items(connection, plan_id, ANNEXES),
        abbreviations=_read_items(connection, plan_id, ABBREVIATIONS),
        warnings=_read_items(connection, plan_id, WARNINGS),
    )


def _insert_items(connection: Connection, plan_id: int, plan: Plan) -> None:
    tables: list[tuple[type[Base], list[Row]]] = [(HeaderEvidenceRow, _header_evidence(plan_id, plan.header))]
    for kind in _KINDS:
        rows = [
            {"plan_id": plan_id, "ordinal": ordinal, **kind.to_row(item)}
            for ordinal, item in enumerate(kind.items(plan))
        ]
        tables.append((kind.table, rows))
    parties = [
        party_row(plan_id, ordinal, position, party)
        for ordinal, assignment in enumerate(plan.assignments)
        for position, party in enumerate(assignment.parties)
    ]
    tables.append((PartyRow, parties))
    for table, rows in tables:
        if rows:
            connection.execute(insert(table), rows)


def _header_evidence(plan_id: int, header: Header) -> list[Row]:
    return [
        {
            "plan_id": plan_id,
            "ordinal": ordinal,
            "field": name,
            "rule": found.rule,
            "inferred": found.inferred,
            **evidence_columns(found.evidence),
        }
        for ordinal, name in enumerate(HEADER_FIELDS)
        if (found := getattr(header, name)) is not None
    ]


def _read_header(connection: Connection, plan_id: int, plan: Stored) -> Header:
    query = select(HeaderEvidenceRow.__table__).where(HeaderEvidenceRow.plan_id == plan_id)
    found: dict[str, Any] = {
        row["field"]: Found(
            value=_ENUM_FIELDS[row["field"]](plan[row["field"]])
            if row["field"] in _ENUM_FIELDS
            else plan[row["field"]],
            evidence=evidence_of(row),
            rule=row["rule"],
            inferred=row["inferred"],
        )
        for row in connection.execute(query).mappings()
    }
    return Header(**found, recipients=_read_items(connection, plan_id, RECIPIENTS))


def _rows(connection: Connection, plan_id: int, table: Any) -> Sequence[Stored]:
    query = select(table.__table__).where(table.plan_id == plan_id).order_by(table.ordinal)
    return connection.execute(query).mappings().all()


def _read_items(connection: Connection, plan_id: int, kind: ItemTable[T]) -> tuple[T, ...]:
    return tuple(map(kind.from_row, _rows(connection, plan_id, kind.table)))


def _read_assignments(connection: Connection, plan_id: int) -> tuple[Assignment, ...]:
    parties: dict[int, list[Party]] = {}
    query = select(PartyRow.__table__).where(PartyRow.plan_id == plan_id).order_by(PartyRow.ordinal, PartyRow.position)
    for row in connection.execute(query).mappings():
        parties.setdefault(row["ordinal"], []).append(party_of(row))
    return tuple(
        assignment_of(row, tuple(parties.get(row["ordinal"], ()))) for row in _rows(connection, plan_id, AssignmentRow)
    )


def _check_evidence(plan: Plan) -> None:
    text = plan.document.text
    header = [getattr(plan.header, name) for name in HEADER_FIELDS]
    items = [item for kind in _KINDS for item in kind.items(plan)]
    for item in (*filter(None, header), *items):
        evidence: Evidence = item.evidence
        if not evidence.quote or text[evidence.start : evidence.end] != evidence.quote:
            raise EvidenceError(f"the text does not say {evidence.quote!r} at [{evidence.start}, {evidence.end})")
