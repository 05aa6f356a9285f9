"""The cells of the matrix into their rows and back; what only few readers look at is read when they do.

The criteria of a unit rest on the same few passages of its plan, so what they rest on is kept once per unit: the
passages as places in the text, the reasons, and by criterion which of them speak for it or came near.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from corpus.coverage.verdict import HAS, Judgement, Verdict
from schema.coverage import Cell, Ground, Near, Searched, Standing, Status
from schema.document import Evidence, Grade
from schema.errors import KehoachError
from schema.store import Store
from schema.store_coverage import CellTuple, CellValues, PlanSource, grounds_of, json_text, judged_plans


def cell_values(judged: Judgement, unit: int, criterion: int, plan: int) -> CellTuple:
    """The row of a cell. unit, criterion, plan: stored ids."""
    has = judged.has
    return (
        criterion, unit, plan, judged.status.value, has.task, has.target, has.owner, has.deadline, judged.confidence,
        judged.doubtful,
    )  # fmt: skip


def unit_of(row: CellTuple) -> int:
    """The stored id of the unit that the row of a cell is of."""
    return row[1]


def not_submitted(unit: int, criterion: int) -> CellTuple:
    """The row of a cell of a unit that sent no plan. unit, criterion: stored ids."""
    return criterion, unit, None, Status.NOT_SUBMITTED.value, False, False, False, False, 1.0, False


def grounds_text(verdicts: Mapping[int, Verdict], best: Mapping[int, tuple[int, Judgement]]) -> str:
    """What is kept of the grounds of a unit's cells. verdicts: on its plans; best: the plan and the judgement that
    count, by criterion (stored ids)."""
    by_plan: dict[int, dict[int, Judgement]] = {}
    for criterion, (plan, judged) in best.items():
        by_plan.setdefault(plan, {})[criterion] = judged
    return json_text({plan: _kept(judged, verdicts[plan]) for plan, judged in by_plan.items()})


class _Numbers(dict[Hashable, int]):
    """Values numbered in the order in which they are first asked for."""

    def __missing__(self, value: Hashable) -> int:
        number = self[value] = len(self)
        return number


def _kept(judgements: Mapping[int, Judgement], verdict: Verdict) -> dict[str, Any]:
    """Field names are left out where there are hundreds of a kind: they would be a third of all."""
    spans: dict[Any, int] = _Numbers()  # by (start, end, section)
    reasons = _Numbers()
    kept = {
        criterion: (
            [(spans[said[:3]], said.standing, said.rule, reasons[said.why], said.score) for said in judged.grounds],
            [
                (spans[near[:3]], near.score) if near.why is None else (spans[near[:3]], near.score, near.why)
                for near in judged.nearest
            ],
        )
        for criterion, judged in judgements.items()
    }
    page = verdict.document.page_at
    return {
        "passages": verdict.passages,
        "zones": verdict.zones,
        "annexes_missing": verdict.annexes_missing,
        "spans": [(start, end, page(start), section) for start, end, section in spans],
        "reasons": list(reasons),
        "cells": kept,
    }


class _Grounds(NamedTuple):
    """What one cell rests on."""

    evidence: tuple[Ground, ...]
    searched: Searched


class _PlanGrounds:
    """What is kept of one plan's grounds, with its document."""

    def __init__(self, kept: Mapping[str, Any], source: PlanSource) -> None:
        self._kept = kept
        self._source = source
        self._cited: dict[int, Evidence] = {}

    def of(self, criterion: int) -> _Grounds:
        """What speaks for a criterion, and what was searched."""
        kept, spans = self._kept, self._kept["spans"]
        grounds, nearest = kept["cells"][str(criterion)]
        evidence = tuple(
            Ground(
                evidence=self._cite(span),
                standing=_STANDINGS[standing],
                rule=rule,
                why=kept["reasons"][why],
                score=score,
                section=spans[span][3],
            )
            for span, standing, rule, why, score in grounds
        )
        searched = Searched(
            document=self._source.name,
            sha256=self._source.sha256,
            grade=Grade(self._source.grade),
            passages=kept["passages"],
            zones=tuple(kept["zones"]),
            annexes_missing=tuple(kept["annexes_missing"]),
            nearest=tuple(
                Near(evidence=self._cite(span), score=score, section=spans[span][3], why=why[0] if why else None)
                for span, score, *why in nearest
            ),
        )
        return _Grounds(evidence, searched)

    def _cite(self, number: int) -> Evidence:
        known = self._cited.get(number)
        if known is None:
            start, end, page, _ = self._kept["spans"][number]
            quote = self._source.text[start:end]
            known = self._cited[number] = Evidence(start=start, end=end, quote=quote, page=page)
        return known


class GroundsPage:
    """The grounds of the cells of some units, read together when the first of them is asked for.

    One criterion over a province is ten thousand cells, of which a screen shows the grounds of a few. They are read
    from the store: ask before it is closed.
    """

    def __init__(self, store: Store, version_id: int) -> None:
        self._store = store
        self._version = version_id
        self._cells: list[tuple[int, int, int]] = []
        self._read: list[_Grounds] = []

    def cell(self, row: CellValues, unit: str, criterion: str) -> "StoredCell":
        """The cell of ``row``. unit, criterion: as the cell names them."""
        if row.plan_id is not None:
            self._cells.append((row.unit_id, row.plan_id, row.criterion_id))
        return StoredCell.of(row, unit, criterion, self, len(self._cells) - 1)

    def at(self, number: int) -> _Grounds:
        """What the cell of this number rests on."""
        if number >= len(self._read):
            self._read += self._of(self._cells[len(self._read) :])
        return self._read[number]

    def _of(self, cells: Sequence[tuple[int, int, int]]) -> list[_Grounds]:
        with self._store.reading() as connection:
            kept = dict(grounds_of(connection, self._version, list({unit for unit, _, _ in cells})))
            sources = {source.plan: source for source in judged_plans(connection, list({plan for _, plan, _ in cells}))}
        try:
            plans = {
                (unit, plan): _PlanGrounds(kept[unit][str(plan)], sources[plan])
                for unit, plan in {(unit, plan) for unit, plan, _ in cells}
            }
            return [plans[unit, plan].of(criterion) for unit, plan, criterion in cells]
        except KeyError as error:
            raise KehoachError(
                "Trong lúc đang xem, kết quả của đơn vị đã được tính lại.", "Hãy mở lại trang hoặc chạy lại lệnh."
            ) from error


class StoredCell(Cell):
    """A Cell whose evidence and search are read from the database when somebody first asks for them."""

    __slots__ = ("_number", "_page")
    _page: GroundsPage
    _number: int

    @classmethod
    def of(cls, row: CellValues, unit: str, criterion: str, page: GroundsPage, number: int) -> "StoredCell":
        """The cell of ``row``; what it rests on is number ``number`` of ``page``."""
        _, _, plan, status, task, target, owner, deadline, confidence, doubtful = row
        cell = cls.__new__(cls)
        put = object.__setattr__
        put(cell, "unit", unit)
        put(cell, "criterion", criterion)
        put(cell, "status", _STATUSES[status])
        put(cell, "has", HAS[task, target, owner, deadline])
        put(cell, "confidence", confidence)
        put(cell, "doubtful", bool(doubtful))
        if plan is None:
            put(cell, "evidence", ())
            put(cell, "searched", None)
        else:
            put(cell, "_page", page)
            put(cell, "_number", number)
        return cell

    def __getattr__(self, name: str) -> Any:
        # Python asks here for a slot that is still empty.
        if name in _Grounds._fields:
            for field, value in self._page.at(self._number)._asdict().items():
                object.__setattr__(self, field, value)
        elif name in _A_PERSONS:
            object.__setattr__(self, name, None)
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and all(getattr(self, name) == getattr(other, name) for name in _FIELDS)

    __hash__ = Cell.__hash__


_FIELDS = tuple(field.name for field in fields(Cell))
_A_PERSONS = ("reviewed", "machine")  # what only a person gives a cell
_STATUSES = {status.value: status for status in Status}
_STANDINGS = {standing.value: standing for standing in Standing}
