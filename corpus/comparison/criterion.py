"""The units side by side on one criterion, two units whole, and one unit over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.comparison.measures import Ranking, Relation, best_match, rankings, relation
from corpus.comparison.sides import Side, sides_of
from corpus.queries import plan_rows
from corpus.queries_coverage import CoverageLine, coverage_rows, plan_coverage
from corpus.query_lines import PlanLine, TargetLine
from schema.errors import KehoachError, WrongUsage
from schema.store import Store, StoredCriteria


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCriterion:
    """All units on one criterion, and their targets ranked where they measure the same."""

    criterion: str
    name: str
    sides: tuple[Side, ...]
    rankings: tuple[Ranking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPair:
    """Two targets that measure the same, or one that the other side has no answer to; relation: of right to left."""

    left: TargetLine | None
    right: TargetLine | None
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One criterion for two units, or for one unit in several years: a side each, in the order asked for."""

    criterion: str
    name: str
    sides: tuple[Side, ...]
    targets: tuple[TargetPair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """One unit's plans in force, the oldest first, and what they say on every criterion."""

    plans: tuple[PlanLine, ...]
    rows: tuple[Row, ...]


def on_criterion(
    store: Store, criteria: StoredCriteria, criterion: str, units: frozenset[int] | None = None
) -> OnCriterion:
    """All units (or some) side by side on ``criterion``."""
    lines = coverage_rows(store, criteria, units=units, criterion=criterion)
    sides = sides_of(store, lines)
    name = next(node.name for node in criteria.criteria_set.nodes() if node.code == criterion)
    targets = [target for side in sides for target in side.targets]
    return OnCriterion(criterion=criterion, name=name, sides=sides, rankings=rankings(targets))


def two_units(store: Store, criteria: StoredCriteria, left: int, right: int) -> tuple[Row, ...]:
    """Every criterion of the set for two units."""
    if left == right:
        raise WrongUsage("Hai tên chỉ cùng một đơn vị.", "Nêu hai đơn vị khác nhau.")
    lines = coverage_rows(store, criteria, units=frozenset({left, right}))
    columns = [[line for line in lines if line.unit_id == unit] for unit in (left, right)]
    return _rows(store, columns)


def over_years(store: Store, criteria: StoredCriteria, unit: int) -> Years:
    """The plans of one unit, each assessed by itself. Raises KehoachError where it has fewer than two in force."""
    plans = sorted((plan for plan in plan_rows(store) if plan.unit_id == unit), key=lambda plan: (_when(plan), plan.id))
    if len(plans) < 2:
        raise KehoachError(
            "Đơn vị này chưa có hai kế hoạch để so sánh qua các năm.", "Nạp thêm kế hoạch của năm khác rồi làm lại."
        )
    columns = [plan_coverage(store, criteria, plan) for plan in plans]
    return Years(plans=tuple(plans), rows=_rows(store, columns))


def _when(plan: PlanLine) -> str:
    return str(plan.plan_year) if plan.plan_year else (plan.date or "")


def _rows(store: Store, columns: Sequence[Sequence[CoverageLine]]) -> tuple[Row, ...]:
    """Columns of cells in the order of the set as rows, with the targets of the first and the last side paired."""
    sides = [{side.line.criterion: side for side in sides_of(store, column)} for column in columns]
    names = dict.fromkeys((line.criterion, line.criterion_name) for column in columns for line in column)
    found = []
    for code, name in names:
        row = tuple(column[code] for column in sides if code in column)
        pairs = pair_targets(row[0].targets, row[-1].targets) if len(row) > 1 else ()
        found.append(Row(criterion=code, name=name, sides=row, targets=pairs))
    return tuple(found)


def pair_targets(left: Iterable[TargetLine], right: Iterable[TargetLine]) -> tuple[TargetPair, ...]:
    """The targets of two plans beside one another, each once; those without a counterpart stand alone."""
    rest = list(right)
    pairs = []
    for target in left:
        match = best_match(target, rest)
        if match is not None:
            rest.remove(match)
        found = Relation.ABSENT if match is None else relation(match, target)
        pairs.append(TargetPair(left=target, right=match, relation=found))
    return (*pairs, *(TargetPair(left=None, right=target, relation=Relation.ABSENT) for target in rest))
