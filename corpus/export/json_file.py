"""Everything in one JSON document, written piece by piece: set, units, plans, cells, items, ledger."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from corpus.queries import (
    AssignmentLine,
    ItemLine,
    criteria_rows,
    each_assignment,
    each_citation,
    each_deadline,
    each_target,
    each_warning,
    ledger_rows,
    plan_rows,
    unit_rows,
)
from corpus.queries_coverage import coverage_json, each_coverage_row
from schema.ledger import FileRecord, Outcome
from schema.store import Store, StoredCriteria

SCHEMA_VERSION = 1
_SURROGATES = re.compile("[\ud800-\udfff]")
_EVIDENCE = ("start", "end", "quote", "page")


def write_json(store: Store, criteria: StoredCriteria, out: Path) -> None:
    """The document at ``out``. Cells are those of contract §4; ``unit`` is everywhere the unit that made the plan."""
    ledger = ledger_rows(store)
    parts: dict[str, Iterable[Any]] = {
        "units": map(asdict, unit_rows(store)),
        "plans": map(asdict, plan_rows(store)),
        "cells": map(coverage_json, each_coverage_row(store, criteria)),
        "targets": map(_item, each_target(store)),
        "assignments": _assignments(each_assignment(store)),
        "deadlines": map(_item, each_deadline(store)),
        "citations": map(_item, each_citation(store)),
        "warnings": map(_item, each_warning(store)),
    }
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{\n"schema_version": {SCHEMA_VERSION},\n"set": {_dumps(_set(criteria))}')
        for name, values in parts.items():
            _write_list(file, name, values)
        file.write(f',\n"ledger": {_dumps(_counts(ledger))[:-1]}')
        _write_list(file, "files", map(_record, ledger))
        file.write("}\n}\n")


def _write_list(file: TextIO, name: str, values: Iterable[Any]) -> None:
    file.write(f',\n"{name}": [')
    for place, value in enumerate(values):
        file.write(("\n" if place == 0 else ",\n") + _dumps(value))
    file.write("]")


def _dumps(value: Any) -> str:
    """JSON in readable Vietnamese; half a surrogate pair, which no file encoding takes, as an escape."""
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _set(criteria: StoredCriteria) -> dict[str, Any]:
    chosen = criteria.criteria_set
    return {
        "id": criteria.set_id,
        "version": criteria.version,
        "title": chosen.title,
        "basis": chosen.basis,
        "years": list(chosen.years),
        "criteria": [asdict(row) for row in criteria_rows(criteria)],
    }


def _item(line: ItemLine) -> dict[str, Any]:
    values = asdict(line)
    evidence = {name: values.pop(name) for name in _EVIDENCE}
    return {**values, "evidence": evidence}


def _assignments(lines: Iterable[AssignmentLine]) -> Iterator[dict[str, Any]]:
    """One entry per assignment, as in contract §3: the rows of its parties joined again."""
    for _, rows in groupby(lines, key=lambda line: (line.plan, line.number)):
        parties = list(rows)
        first = _item(parties[0])
        for name in ("number", "position", "party", "code"):
            del first[name]
        named = [{"text": row.party, "code": row.code} for row in parties if row.party]
        yield {"parties": named, **first}


def _counts(ledger: Iterable[FileRecord]) -> dict[str, int]:
    counts = Counter(record.outcome for record in ledger)
    return {"discovered": sum(counts.values()), **{outcome.value: counts[outcome] for outcome in Outcome}}


def _record(record: FileRecord) -> dict[str, Any]:
    return asdict(record)
