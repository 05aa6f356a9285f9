"""A cell of the matrix into its row and back; what only few readers look at is read when they do."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from schema.coverage import Cell, Ground, Has, Near, Searched, Standing, Status
from schema.document import Evidence, Grade
from schema.store_coverage import CellValues, json_text, json_value

# Evidence and search are stored as lists of values: in half a million cells field names would be a third of all.


def cell_values(cell: Cell, *, unit: int, criterion: int, plan: int | None) -> CellValues:
    """The row of ``cell``. unit, criterion, plan: stored ids."""
    return CellValues(
        unit_id=unit,
        criterion_id=criterion,
        plan_id=plan,
        status=cell.status.value,
        has_task=cell.has.task,
        has_target=cell.has.target,
        has_owner=cell.has.owner,
        has_deadline=cell.has.deadline,
        confidence=cell.confidence,
        doubtful=cell.doubtful,
        evidence=json_text([_ground_values(ground) for ground in cell.evidence]),
        searched=None if cell.searched is None else json_text(_searched_values(cell.searched)),
    )


class StoredCell(Cell):
    """A Cell whose evidence and search are decoded from the database's text when somebody first asks for them.

    One criterion over a province is ten thousand cells, of which a screen shows the grounds of a few.
    """

    __slots__ = ("_late",)
    _late: dict[str, str | None]

    @classmethod
    def of(
        cls,
        *,
        unit: str,
        criterion: str,
        status: Status,
        has: Has,
        confidence: float,
        doubtful: bool,
        evidence: str,
        searched: str | None,
    ) -> "StoredCell":
        """The cell with its evidence and search as ``cell_values`` wrote them."""
        cell = cls.__new__(cls)
        put = object.__setattr__
        put(cell, "unit", unit)
        put(cell, "criterion", criterion)
        put(cell, "status", status)
        put(cell, "has", has)
        put(cell, "confidence", confidence)
        put(cell, "doubtful", doubtful)
        put(cell, "_late", {"evidence": evidence, "searched": searched})
        return cell

    def __getattr__(self, name: str) -> Any:
        # Python asks here for a slot that is still empty.
        if name not in _DECODED:
            raise AttributeError(name)
        value = _DECODED[name](self._late.get(name))
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and all(getattr(self, name) == getattr(other, name) for name in _FIELDS)

    __hash__ = Cell.__hash__


_FIELDS = tuple(field.name for field in fields(Cell))


def _ground_values(ground: Ground) -> list[Any]:
    at = ground.evidence
    return [at.start, at.end, at.quote, at.page, ground.standing, ground.rule, ground.why, ground.score, ground.section]


def _searched_values(searched: Searched) -> list[Any]:
    return [
        searched.document,
        searched.sha256,
        searched.grade,
        searched.passages,
        searched.zones,
        searched.annexes_missing,
        [
            [near.evidence.start, near.evidence.end, near.evidence.quote, near.evidence.page, near.score, near.section]
            + ([near.why] if near.why else [])
            for near in searched.nearest
        ],
    ]


def _grounds(stored: str) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            evidence=Evidence(start=start, end=end, quote=quote, page=page),
            standing=Standing(standing),
            rule=rule,
            why=why,
            score=score,
            section=section,
        )
        for start, end, quote, page, standing, rule, why, score, section in json_value(stored)
    )


def _searched(stored: str | None) -> Searched | None:
    if stored is None:
        return None
    document, sha256, grade, passages, zones, missing, nearest = json_value(stored)
    return Searched(
        document=document,
        sha256=sha256,
        grade=Grade(grade),
        passages=passages,
        zones=tuple(zones),
        annexes_missing=tuple(missing),
        nearest=tuple(
            Near(
                evidence=Evidence(start=start, end=end, quote=quote, page=page),
                score=score,
                section=section,
                why=why[0] if why else None,
            )
            for start, end, quote, page, score, section, *why in nearest
        ),
    )


def _undecided(stored: None) -> None:
    """What only a person gives a cell."""


_DECODED: Mapping[str, Callable[[Any], Any]] = {
    "evidence": _grounds,
    "searched": _searched,
    "reviewed": _undecided,
    "machine": _undecided,
}
