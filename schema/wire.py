"""A Plan as the JSON of the contract: what other programs are written against.

Fields beyond the contract are additions that a reader may ignore: ``soft``, ``requested``, ``inferred``, ``upper``,
``date_partial``, ``encoding``, ``notes``.
"""

from enum import Enum
from typing import Any

from schema.document import Document, Evidence, PageNote
from schema.plan import HEADER_FIELDS, Assignment, Citation, Deadline, Found, Header, Plan, Section, Target

SCHEMA_VERSION = 1

Json = dict[str, Any]


def plan_to_json(plan: Plan) -> Json:
    """The plan as contract §3 gives it, ready for ``json.dumps``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "source": _source(plan.document),
        "text": plan.document.text,
        "header": _header(plan.header),
        "header_evidence": _header_evidence(plan.header),
        "sections": [_section(item) for item in plan.sections],
        "citations": [_citation(item) for item in plan.citations],
        "targets": [_target(item) for item in plan.targets],
        "assignments": [_assignment(item) for item in plan.assignments],
        "deadlines": [_deadline(item) for item in plan.deadlines],
        "annexes": [
            {"label": a.label, "title": a.title, "present": a.present, "evidence": evidence_json(a.evidence)}
            for a in plan.annexes
        ],
        "abbreviations": [
            {"abbr": a.abbr, "meaning": a.meaning, "evidence": evidence_json(a.evidence)} for a in plan.abbreviations
        ],
        "warnings": [
            {"code": w.code, "message": w.message, "evidence": evidence_json(w.evidence)} for w in plan.warnings
        ],
    }


def evidence_json(evidence: Evidence) -> Json:
    """Evidence as the contract gives it."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, "page": evidence.page}


def _source(document: Document) -> Json:
    source = document.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": source.pages,
        "reader": source.reader,
        "ocr_pages": list(source.ocr_pages),
        "grade": document.grade.value,
        "encoding": source.encoding,
        "encoding_score": source.encoding_score,
        "notes": [_note(note) for note in (*source.notes, *document.grade_reasons)],
        "dropped": [_note(note) for note in source.dropped],
        "tables": [
            {"pages": list(one.pages), "rows": one.rows, "columns": one.columns, "reason": one.reason}
            for one in source.tables
        ],
    }


def _note(note: PageNote) -> Json:
    return {"code": note.code, "message": note.message, "page": note.page}


def _header(header: Header) -> Json:
    values: Json = {name: _plain(getattr(header, name)) for name in HEADER_FIELDS}
    values["recipients"] = [
        {"text": one.text, "purpose": one.purpose, "evidence": evidence_json(one.evidence)} for one in header.recipients
    ]
    return values


def _plain(found: Found[Any] | None) -> Any:
    if found is None:
        return None
    return found.value.value if isinstance(found.value, Enum) else found.value


def _header_evidence(header: Header) -> Json:
    fields = ((name, getattr(header, name)) for name in HEADER_FIELDS)
    return {
        name: {**evidence_json(found.evidence), "inferred": found.inferred}
        for name, found in fields
        if found is not None
    }


def _section(item: Section) -> Json:
    return {
        "id": item.id,
        "marker": item.marker,
        "title": item.title,
        "level": item.level,
        "parent": item.parent,
        "start": item.start,
        "end": item.end,
        "evidence": evidence_json(item.evidence),
    }


def _citation(item: Citation) -> Json:
    return {
        "type": item.type,
        "type_code": item.type_code,
        "number": item.number,
        "symbol": item.symbol,
        "date": item.date,
        "date_partial": item.date_partial,
        "issuer": item.issuer,
        "title": item.title,
        "provision": item.provision,
        "use": item.use.value,
        "section": item.section,
        "evidence": evidence_json(item.evidence),
    }


def _target(item: Target) -> Json:
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
        "evidence": evidence_json(item.evidence),
    }


def _assignment(item: Assignment) -> Json:
    return {
        "roles": [role.value for role in item.roles],
        "parties": [
            {"text": party.text, "code": party.code, "roles": [role.value for role in item.roles_of(party)]}
            for party in item.parties
        ],
        "task": item.task,
        "section": item.section,
        "soft": item.soft,
        "requested": item.requested,
        "evidence": evidence_json(item.evidence),
    }


def _deadline(item: Deadline) -> Json:
    return {
        "kind": item.kind.value,
        "date": item.date,
        "start": item.start,
        "end": item.end,
        "frequency": list(item.frequency),
        "section": item.section,
        "inferred": item.inferred,
        "evidence": evidence_json(item.evidence),
    }
