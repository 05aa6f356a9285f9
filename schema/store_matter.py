"""Stored plans by the dozen, as bare rows that another process makes Plans of: what coverage is prepared from.

Reading plan by plan and item by item takes as long as preparing them; rows of many plans come in a few queries, and
cost nothing to send.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from schema.plan import Assignment, Header, Plan
from schema.store_documents import document_of
from schema.store_rows import (
    ABBREVIATIONS,
    ANNEXES,
    ASSIGNMENTS,
    DEADLINES,
    SECTIONS,
    TARGETS,
    ItemTable,
    Row,
    assignment_of,
    party_of,
)
from schema.tables import Base, DocumentRow, PartyRow, PlanRow, TextRow

T = TypeVar("T")
_KINDS: tuple[ItemTable[Any], ...] = (SECTIONS, TARGETS, ASSIGNMENTS, DEADLINES, ANNEXES, ABBREVIATIONS)
_TABLES: tuple[type[Base], ...] = (*(kind.table for kind in _KINDS), PartyRow)


class Matter(NamedTuple):
    """The rows of one plan: its document with the text, and the rows of its items by table."""

    document: Row
    items: defaultdict[str, list[Row]]


def read_matter(connection: Connection, plans: Sequence[int]) -> dict[int, Matter]:
    """What is stored of ``plans``, by plan; those that are not there are left out. A few hundred at a time."""
    if not plans:
        return {}
    documents = (
        select(PlanRow.id.label("plan_id"), DocumentRow.__table__, TextRow.text, TextRow.blocks)
        .join(DocumentRow, DocumentRow.id == PlanRow.document_id)
        .join(TextRow, TextRow.document_id == PlanRow.document_id)
        .where(PlanRow.id.in_(plans))
    )
    found = {row["plan_id"]: Matter(dict(row), defaultdict(list)) for row in connection.execute(documents).mappings()}
    for table in _TABLES:
        columns = table.__table__
        query = select(columns).where(columns.c.plan_id.in_(list(found))).order_by(*columns.primary_key)
        for row in connection.execute(query).mappings():
            found[row["plan_id"]].items[table.__tablename__].append(dict(row))
    return found


def plan_from(matter: Matter) -> Plan:
    """The plan as it was saved, without its header, citations and warnings."""
    return Plan(
        document=document_of(matter.document, matter.document),
        header=Header(),
        sections=_items(matter, SECTIONS),
        targets=_items(matter, TARGETS),
        assignments=tuple(_assignments(matter)),
        deadlines=_items(matter, DEADLINES),
        annexes=_items(matter, ANNEXES),
        abbreviations=_items(matter, ABBREVIATIONS),
    )


def _items(matter: Matter, kind: ItemTable[T]) -> tuple[T, ...]:
    return tuple(map(kind.from_row, matter.items[kind.table.__tablename__]))


def _assignments(matter: Matter) -> Iterable[Assignment]:
    parties = defaultdict(list)
    for row in matter.items[PartyRow.__tablename__]:
        parties[row["ordinal"]].append(party_of(row))
    for row in matter.items[ASSIGNMENTS.table.__tablename__]:
        yield assignment_of(row, tuple(parties[row["ordinal"]]))
