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
from corpus.query_lines import AssignmentLine, ItemLine
from corpus.selection import Selection, selected_plans
from schema.ledger import FileRecord, Outcome
from schema.store import Store, StoredCriteria

SCHEMA_VERSION = 1
_SURROGATES = re.compile("[\ud800-\udfff]")
_EVIDENCE = ("start", "end", "quote", "page")


def write_json(store: Store, criteria: StoredCriteria, only: Selection, out: Path) -> None:
    """The document at ``out``. Cells are those of contract §4; ``unit`` is everywhere the unit that made the plan."""
    ledger = ledger_rows(store)
    plans = selected_plans(store, only)
    cells = each_coverage_row(store, criteria, units=only.units, codes=only.codes, statuses=only.statuses)
    parts: dict[str, Iterable[Any]] = {
        "units": (asdict(row) for row in unit_rows(store) if only.units is None or row.id in only.units),
        "plans": (asdict(row) for row in plan_rows(store) if plans is None or row.id in plans),
        "cells": map(coverage_json, cells),
        "targets": map(_item, each_target(store, plans)),
        "assignments": _assignments(each_assignment(store, plans)),
        "deadlines": map(_item, each_deadline(store, plans)),
        "citations": map(_item, each_citation(store, plans)),
        "warnings": map(_item, each_warning(store, plans)),
    }
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{\n"schema_version": {SCHEMA_VERSION},\n"set": {_dumps(_set(criteria))}')
        file.write(f',\n"filter": {_dumps(_filter(only))}')
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


def _filter(only: Selection) -> dict[str, Any]:
    """What the cells are limited to; null: not limited."""
    return {
        "units": None if only.units is None else sorted(only.units),
        "criteria": None if only.codes is None else sorted(only.codes),
        "statuses": None if only.statuses is None else sorted(only.statuses),
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
