"""Items of a Plan to table rows and back, one pair of functions per kind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, insert

from schema.document import Evidence
from schema.plan import (
    HEADER_FIELDS,
    Abbreviation,
    Annex,
    Assignment,
    Citation,
    Comparator,
    Deadline,
    DeadlineKind,
    Header,
    Party,
    Plan,
    Recipient,
    Role,
    Section,
    Target,
    Use,
    Warning,
)
from schema.tables import (
    AbbreviationRow,
    AnnexRow,
    AssignmentRow,
    Base,
    CitationRow,
    DeadlineRow,
    RecipientRow,
    SectionRow,
    TargetRow,
    WarningRow,
)
from schema.text import fold

Row = dict[str, Any]
Stored = Mapping[Any, Any]  # SQLAlchemy's RowMapping has keys of several types
T = TypeVar("T")

# An index entry of PostgreSQL has a limit; no real symbol or name comes near this.
KEY_LENGTH = 200


def symbol_key(symbol: str | None) -> str | None:
    """The key under which two spellings of a symbol are one: folded, without white space."""
    return "".join(fold(symbol).split())[:KEY_LENGTH] if symbol is not None else None


def evidence_columns(evidence: Evidence) -> Row:
    """The four evidence columns of an item."""
    return {
        "start_char": evidence.start,
        "end_char": evidence.end,
        "quote": evidence.quote,
        "page": evidence.page,
    }


def evidence_of(row: Stored) -> Evidence:
    """The Evidence of a stored item."""
    return Evidence(start=row["start_char"], end=row["end_char"], quote=row["quote"], page=row["page"])


def evidence_json(evidence: Evidence | None) -> Row | None:
    """Evidence as the contract writes it."""
    if evidence is None:
        return None
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, "page": evidence.page}


def evidence_from_json(value: Stored | None) -> Evidence | None:
    """What ``evidence_json`` was given."""
    return None if value is None else Evidence(**value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTable(Generic[T]):
    """How one kind of item is kept: its rows, its items in a Plan, and the way in and out."""

    table: type[Base]
    items: Callable[[Plan], Iterable[T]]
    to_row: Callable[[T], Row]
    from_row: Callable[[Stored], T]


def _recipient_row(item: Recipient) -> Row:
    return {"text": item.text, "purpose": item.purpose, **evidence_columns(item.evidence)}


def _recipient(row: Stored) -> Recipient:
    return Recipient(text=row["text"], purpose=row["purpose"], evidence=evidence_of(row))


def _section_row(item: Section) -> Row:
    return {
        "path": item.id,
        "marker": item.marker,
        "title": item.title,
        "level": item.level,
        "parent": item.parent,
        "extent_start": item.start,
        "extent_end": item.end,
        "rule": item.rule,
        **evidence_columns(item.evidence),
    }


def _section(row: Stored) -> Section:
    return Section(
        id=row["path"],
        marker=row["marker"],
        title=row["title"],
        level=row["level"],
        parent=row["parent"],
        start=row["extent_start"],
        end=row["extent_end"],
        evidence=evidence_of(row),
        rule=row["rule"],
    )


def _citation_row(item: Citation) -> Row:
    return {
        "type": item.type,
        "type_code": item.type_code,
        "number": item.number,
        "symbol": item.symbol,
        "symbol_key": symbol_key(item.symbol),
        "date": item.date,
        "date_partial": item.date_partial,
        "issuer": item.issuer,
        "title": item.title,
        "provision": item.provision,
        "use": item.use.value,
        "section": item.section,
        "rule": item.rule,
        "resolved_from": evidence_json(item.resolved_from),
        **evidence_columns(item.evidence),
    }


def _citation(row: Stored) -> Citation:
    return Citation(
        type=row["type"],
        type_code=row["type_code"],
        number=row["number"],
        symbol=row["symbol"],
        date=row["date"],
        date_partial=row["date_partial"],
        issuer=row["issuer"],
        title=row["title"],
        provision=row["provision"],
        use=Use(row["use"]),
        section=row["section"],
        evidence=evidence_of(row),
        rule=row["rule"],
        resolved_from=evidence_from_json(row["resolved_from"]),
    )


def _target_row(item: Target) -> Row:
    return {
        "metric": item.metric,
        "comparator": item.comparator.value,
        "value": item.value,
        "upper": item.upper,
        "unit": item.unit,
        "period": item.period,
        "deadline": item.deadline,
        "baseline": item.baseline,
        "section": item.section,
        "rule": item.rule,
        **evidence_columns(item.evidence),
    }


def _target(row: Stored) -> Target:
    return Target(
        metric=row["metric"],
        comparator=Comparator(row["comparator"]),
        value=row["value"],
        upper=row["upper"],
        unit=row["unit"],
        period=row["period"],
        deadline=row["deadline"],
        baseline=row["baseline"],
        section=row["section"],
        evidence=evidence_of(row),
        rule=row["rule"],
    )


def _assignment_row(item: Assignment) -> Row:
    return {
        "roles": [role.value for role in item.roles],
        "task": item.task,
        "section": item.section,
        "rule": item.rule,
        "soft": item.soft,
        "requested": item.requested,
        "task_row": item.task_row,
        **evidence_columns(item.evidence),
    }


def assignment_of(row: Stored, parties: tuple[Party, ...]) -> Assignment:
    """An Assignment from its row and its parties."""
    return Assignment(
        roles=tuple(map(Role, row["roles"])),
        parties=parties,
        task=row["task"],
        section=row["section"],
        evidence=evidence_of(row),
        rule=row["rule"],
        soft=row["soft"],
        requested=row["requested"],
        task_row=_task_row(row),
    )


def party_row(plan_id: int, ordinal: int, position: int, party: Party) -> Row:
    """One party of the assignment ``ordinal``."""
    return {
        "plan_id": plan_id,
        "ordinal": ordinal,
        "position": position,
        "text": party.text,
        "code": party.code,
        "inherited": evidence_json(party.inherited),
        "roles": [role.value for role in party.own] or None,
    }


def party_of(row: Stored) -> Party:
    """A Party from its row."""
    return Party(
        text=row["text"],
        code=row["code"],
        inherited=evidence_from_json(row["inherited"]),
        own=tuple(map(Role, row["roles"] or ())),
    )


def _task_row(row: Stored) -> tuple[int, int] | None:
    return None if row["task_row"] is None else (row["task_row"][0], row["task_row"][1])


def _deadline_row(item: Deadline) -> Row:
    return {
        "kind": item.kind.value,
        "date": item.date,
        "start": item.start,
        "end": item.end,
        "frequency": item.frequency,
        "section": item.section,
        "rule": item.rule,
        "inferred": item.inferred,
        "task_row": item.task_row,
        **evidence_columns(item.evidence),
    }


def _deadline(row: Stored) -> Deadline:
    return Deadline(
        kind=DeadlineKind(row["kind"]),
        date=row["date"],
        start=row["start"],
        end=row["end"],
        frequency=tuple(row["frequency"]),
        section=row["section"],
        evidence=evidence_of(row),
        rule=row["rule"],
        inferred=row["inferred"],
        task_row=_task_row(row),
    )


def _annex_row(item: Annex) -> Row:
    return {"label": item.label, "title": item.title, "present": item.present, **evidence_columns(item.evidence)}


def _annex(row: Stored) -> Annex:
    return Annex(label=row["label"], title=row["title"], present=row["present"], evidence=evidence_of(row))


def _abbreviation_row(item: Abbreviation) -> Row:
    return {"abbr": item.abbr, "meaning": item.meaning, **evidence_columns(item.evidence)}


def _abbreviation(row: Stored) -> Abbreviation:
    return Abbreviation(abbr=row["abbr"], meaning=row["meaning"], evidence=evidence_of(row))


def _warning_row(item: Warning) -> Row:
    return {"code": item.code, "message": item.message, **evidence_columns(item.evidence)}


def _warning(row: Stored) -> Warning:
    return Warning(code=row["code"], message=row["message"], evidence=evidence_of(row))


def _no_assignment(row: Stored) -> Assignment:
    return assignment_of(row, ())


RECIPIENTS: ItemTable[Recipient] = ItemTable(
    table=RecipientRow, items=lambda plan: plan.header.recipients, to_row=_recipient_row, from_row=_recipient
)
SECTIONS: ItemTable[Section] = ItemTable(
    table=SectionRow, items=lambda plan: plan.sections, to_row=_section_row, from_row=_section
)
CITATIONS: ItemTable[Citation] = ItemTable(
    table=CitationRow, items=lambda plan: plan.citations, to_row=_citation_row, from_row=_citation
)
TARGETS: ItemTable[Target] = ItemTable(
    table=TargetRow, items=lambda plan: plan.targets, to_row=_target_row, from_row=_target
)
ASSIGNMENTS: ItemTable[Assignment] = ItemTable(
    table=AssignmentRow, items=lambda plan: plan.assignments, to_row=_assignment_row, from_row=_no_assignment
)
DEADLINES: ItemTable[Deadline] = ItemTable(
    table=DeadlineRow, items=lambda plan: plan.deadlines, to_row=_deadline_row, from_row=_deadline
)
ANNEXES: ItemTable[Annex] = ItemTable(
    table=AnnexRow, items=lambda plan: plan.annexes, to_row=_annex_row, from_row=_annex
)
ABBREVIATIONS: ItemTable[Abbreviation] = ItemTable(
    table=AbbreviationRow, items=lambda plan: plan.abbreviations, to_row=_abbreviation_row, from_row=_abbreviation
)
WARNINGS: ItemTable[Warning] = ItemTable(
    table=WarningRow, items=lambda plan: plan.warnings, to_row=_warning_row, from_row=_warning
)


def header_columns(header: Header) -> Row:
    """The header's values as columns of ``plans``."""
    values = {name: getattr(header, name) for name in HEADER_FIELDS}
    return {name: None if found is None else _plain(found.value) for name, found in values.items()}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def new_id(connection: Connection, table: type[Base], row: Row) -> int:
    """The id of ``row``, just inserted into ``table``."""
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])
