"""Coverage of the whole database: which units are compared, which of their plans count, and the computed cells.

Cells are a cache: they are computed from stored plans, criteria and confirmed passages, and computed again when one of
these changes. People's decisions are not in them; ``corpus/queries`` lays them over the cells.
"""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from corpus.coverage import Submission, coverage, from_json, prepare_assessor, prepare_passages, to_json
from corpus.coverage.assessor import Assessor
from corpus.coverage.passages import Passage
from corpus.item_reviews import ItemDecisions, undismissed
from schema.coverage import Cell, Decision, Status
from schema.plan import IssuerLevel, Plan
from schema.reviews import COVERAGE, Review, standing
from schema.store import Store
from schema.store_criteria import StoredCriteria
from schema.store_plans import read_plan
from schema.tables import PlanRow
from schema.tables_criteria import CellRow, CoverageStateRow, PassagesRow

# Raise it when the rules of matching or judging change: stored cells and passages are then made anew.
RULES = "1"
BATCH = 2_000
# A confirmed passage of fewer words is no example: a few common words would be found in plans that say something else.
SHORTEST_EXAMPLE = 5
# With several plans of one year the best answer counts; an absence needs every plan to be readable and complete.
_BEST_FIRST = (
    Status.ACTIONABLE,
    Status.PLANNED,
    Status.MENTIONED,
    Status.UNKNOWN,
    Status.UNREADABLE,
    Status.UNADDRESSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A unit of the comparison and its plans that count: those of its newest year. Empty: it sent none."""

    unit: int
    plans: tuple[int, ...]


def compared(store: Store) -> tuple[Compared, ...]:
    """The units that are compared: those on the roster, and every commune that sent a plan.

    A district's or a province's plan enters only where the roster lists that unit.
    """
    known = store.units()
    with store.reading() as connection:
        plans = _plans_by_unit(connection)
    chosen = []
    for entry in known:
        sent = plans.get(entry.id, [])
        communal = any(row["issuer_level"] == IssuerLevel.COMMUNE.value for row in sent)
        if entry.on_roster or communal:
            chosen.append(Compared(unit=entry.id, plans=_newest(sent)))
    return tuple(chosen)


def _plans_by_unit(connection: Connection) -> Mapping[int, list[Mapping[str, Any]]]:
    query = select(PlanRow.id, PlanRow.unit_id, PlanRow.issuer_level, PlanRow.plan_year, PlanRow.date).where(
        PlanRow.superseded_by.is_(None), PlanRow.unit_id.is_not(None)
    )
    grouped: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in connection.execute(query.order_by(PlanRow.id)).mappings():
        grouped[row["unit_id"]].append(dict(row))
    return grouped


def _newest(rows: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    years = [year for row in rows if (year := _year(row)) is not None]
    newest = max(years, default=None)
    return tuple(row["id"] for row in rows if newest is None or _year(row) in (newest, None))


def _year(row: Mapping[str, Any]) -> int | None:
    if row["plan_year"] is not None:
        return int(row["plan_year"])
    return int(row["date"][:4]) if row["date"] else None


def bring_up_to_date(store: Store, criteria: StoredCriteria) -> None:
    """Compute the cells of ``criteria`` where plans, roster or confirmed passages have changed since the last time."""
    units = compared(store)
    examples = confirmed_passages(store.reviews(criteria.set_id))
    items = ItemDecisions(store.reviews())
    stamp = _stamp(units, examples, items)
    with store.reading() as connection:
        query = select(CoverageStateRow.stamp).where(CoverageStateRow.version_id == criteria.id)
        if connection.execute(query).scalar() == stamp:
            return
    assessor = prepare_assessor(criteria.criteria_set, examples)
    with store.writing() as connection:
        connection.execute(delete(CellRow).where(CellRow.criterion_id.in_(criteria.criterion_ids.values())))
        for rows in _batches(_rows(connection, units, assessor, criteria, items)):
            connection.execute(insert(CellRow), rows)
        connection.execute(delete(CoverageStateRow).where(CoverageStateRow.version_id == criteria.id))
        state = {"version_id": criteria.id, "stamp": stamp, "computed_at": datetime.now(UTC)}
        connection.execute(insert(CoverageStateRow), [state])


def confirmed_passages(reviews: Iterable[Review]) -> dict[str, tuple[str, ...]]:
    """The passages that people confirmed or attached, by criterion: examples of how the criterion is worded."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for review in standing(reviews).values():
        quote = review.passage or review.quote
        says_addressed = review.decision is Decision.CONFIRMED or (review.status and review.status.addressed)
        long_enough = quote is not None and len(quote.split()) >= SHORTEST_EXAMPLE
        if review.kind == COVERAGE and review.criterion and quote and long_enough and says_addressed:
            found[review.criterion].append(quote)
    return {code: tuple(quotes) for code, quotes in sorted(found.items())}


def _stamp(units: Sequence[Compared], examples: Mapping[str, Sequence[str]], items: ItemDecisions) -> str:
    gone = sorted(
        [review.unit, review.kind, review.quote or "", review.section or ""]
        for review in items
        if review.decision is Decision.DISMISSED
    )
    state = [RULES, [[entry.unit, list(entry.plans)] for entry in units], examples, gone]
    return hashlib.sha256(json.dumps(state, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _rows(
    connection: Connection,
    units: Sequence[Compared],
    assessor: Assessor,
    criteria: StoredCriteria,
    items: ItemDecisions,
) -> Iterator[dict[str, Any]]:
    for entry in units:
        for plan_id, cell in _cells(connection, entry, assessor, items):
            yield _row(entry.unit, plan_id, cell, criteria)


def _cells(
    connection: Connection, entry: Compared, assessor: Assessor, items: ItemDecisions
) -> Iterator[tuple[int | None, Cell]]:
    """One cell per criterion for one unit: of its plans the one that says most about the criterion."""
    unit = str(entry.unit)
    if not entry.plans:
        yield from ((None, cell) for cell in coverage([unit], {}, assessor, {}))
        return
    answers: dict[str, tuple[int, Cell]] = {}
    for plan_id in entry.plans:
        plan = read_plan(connection, plan_id)
        assert plan is not None
        plan = undismissed(plan, entry.unit, items)
        submission = Submission(plan=plan, passages=_passages(connection, plan_id, plan))
        for cell in coverage([unit], {unit: submission}, assessor, {}):
            best = answers.get(cell.criterion)
            if best is None or _BEST_FIRST.index(cell.status) < _BEST_FIRST.index(best[1].status):
                answers[cell.criterion] = (plan_id, cell)
    yield from answers.values()


def _passages(connection: Connection, plan_id: int, plan: Plan) -> tuple[Passage, ...]:
    """The prepared passages of a plan, kept so that the next set of criteria need not segment its words again."""
    query = select(PassagesRow.made_by, PassagesRow.data).where(PassagesRow.plan_id == plan_id)
    kept = connection.execute(query).first()
    if kept is not None and kept.made_by == RULES:
        return from_json(json.loads(zlib.decompress(kept.data)))
    passages = prepare_passages(plan)
    data = zlib.compress(json.dumps(to_json(passages), ensure_ascii=False).encode())
    connection.execute(delete(PassagesRow).where(PassagesRow.plan_id == plan_id))
    connection.execute(insert(PassagesRow), [{"plan_id": plan_id, "made_by": RULES, "data": data}])
    return passages


def _row(unit: int, plan_id: int | None, cell: Cell, criteria: StoredCriteria) -> dict[str, Any]:
    return {
        "unit_id": unit,
        "criterion_id": criteria.criterion_ids[cell.criterion],
        "plan_id": plan_id,
        "status": cell.status.value,
        "has_task": cell.has.task,
        "has_target": cell.has.target,
        "has_owner": cell.has.owner,
        "has_deadline": cell.has.deadline,
        "confidence": cell.confidence,
        "doubtful": cell.doubtful,
        "evidence": [asdict(ground) for ground in cell.evidence],
        "searched": None if cell.searched is None else asdict(cell.searched),
    }
