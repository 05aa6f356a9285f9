"""Coverage of the whole database: which units are compared, which of their plans count, and the computed cells.

Cells are a cache: they are computed from stored plans, criteria and confirmed passages, and computed again, unit by
unit, when one of these changes. People's decisions are not in them; ``corpus/queries_coverage`` lays them over.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from sqlalchemy import Connection

from corpus.assessing import UNITS_A_TASK, Assessed, Measure, Task, assessed, workers_for
from corpus.coverage.similarity import model_in_use
from corpus.item_reviews import ItemDecisions
from corpus.prepared import MADE_BY
from corpus.stored_cells import unit_of
from schema.coverage import Decision
from schema.errors import KehoachError
from schema.plan import IssuerLevel
from schema.reviews import COVERAGE, Review, standing
from schema.store import Store, StoredCriteria
from schema.store_coverage import (
    MARK,
    UnitValues,
    add_cells,
    drop_cells,
    existing_plans,
    keep_prepared,
    lock_cells,
    plan_sources,
    plans_in_force,
    present_stamp,
    stored_state,
    unit_names,
    unit_states,
    write_state,
)
from schema.store_matter import read_matter

# Raise it when the rules of matching or judging change: stored cells are then made anew (prepared.MADE_BY: passages).
RULES = "8"
# A confirmed passage of fewer words is no example: a few common words would be found in plans that say something else.
SHORTEST_EXAMPLE = 5
# Tasks whose cells are stored together: how long another program that writes has to wait, and what a crash costs.
TASKS_A_WRITE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A unit of the comparison and its plans that count: those of its newest year. Empty: it sent none."""

    unit: int
    plans: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A plan in force. year: the planned one, else that of its date."""

    plan: int
    communal: bool
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """For what cells hold. present: fingerprint of the database, which alone tells whether anything has changed;
    common: of what concerns every unit; units: of what concerns one, by unit."""

    present: str
    common: str
    units: Mapping[int, str]


def compared(store: Store) -> tuple[Compared, ...]:
    """The units that are compared: those on the roster, and every commune that sent a plan.

    A district's or a province's plan enters only where the roster lists that unit.
    """
    with store.reading() as connection:
        roster = [(unit, on_roster) for unit, _, _, _, on_roster in unit_names(connection)]
        sent: defaultdict[int, list[_Sent]] = defaultdict(list)
        for plan, unit, level, planned, date in plans_in_force(connection):
            year = planned if planned is not None else int(date[:4]) if date else None
            sent[unit].append(_Sent(plan=plan, communal=level == IssuerLevel.COMMUNE.value, year=year))
    return tuple(
        Compared(unit=unit, plans=_newest(sent.get(unit, ())))
        for unit, on_roster in roster
        if on_roster or any(plan.communal for plan in sent.get(unit, ()))
    )


def _newest(sent: Sequence[_Sent]) -> tuple[int, ...]:
    newest = max((plan.year for plan in sent if plan.year is not None), default=None)
    return tuple(plan.plan for plan in sent if newest is None or plan.year in (newest, None))


def bring_up_to_date(store: Store, criteria: StoredCriteria, *, workers: int | None = None) -> int:
    """Compute the cells of ``criteria`` where plans, roster or people's decisions have changed since the last time;
    of how many units that was.

    What is done is stored as it is done: a run that is stopped is gone on with by the next, and two that run at the
    same time share the work without harm.
    """
    computed = 0
    while (wanted := _stale(store, criteria)) is not None:
        computed += _compute(store, criteria, wanted, workers)
    return computed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What the cells are to be computed from, and the state in which they then are."""

    state: _State
    units: Mapping[int, tuple[int, ...]]
    examples: Mapping[str, tuple[str, ...]]
    dismissals: Mapping[int, tuple[Review, ...]]
    model: str | None


def _stale(store: Store, criteria: StoredCriteria) -> _Wanted | None:
    """What is wanted; None where the stored cells are that."""
    model = model_in_use()
    with store.reading() as connection:
        held, _ = stored_state(connection, criteria.id)
        present = f"{_rules(model)}:{present_stamp(connection)}"
    if held == present:
        return None
    units = {entry.unit: entry.plans for entry in compared(store)}
    examples = confirmed_passages(store.reviews(criteria.set_id))
    dismissals = _dismissals(store.reviews())
    state = _State(
        present=present,
        common=_digest([_rules(model), examples]),
        units={unit: _unit_state(plans, dismissals.get(unit, ())) for unit, plans in units.items()},
    )
    return _Wanted(state=state, units=units, examples=examples, dismissals=dismissals, model=model)


def _rules(model: str | None) -> str:
    """By what cells are made: another version of the program, or another model, makes others."""
    return ".".join((RULES, MADE_BY, *([model] if model else [])))


def _compute(store: Store, criteria: StoredCriteria, wanted: _Wanted, workers: int | None) -> int:
    """Compute and store what does not hold; of how many units that was."""
    holds, wanted = _begin(store, criteria, wanted)
    stale = [unit for unit in wanted.units if holds.get(unit) != wanted.state.units[unit]]
    measure = Measure(criteria=criteria, examples=wanted.examples, model=wanted.model)
    tasks = _tasks(store, {unit: wanted.units[unit] for unit in stale}, wanted.dismissals)
    work = assessed(measure, tasks, workers or workers_for(len(stale)))
    while batch := list(islice(work, TASKS_A_WRITE)):
        _store(store, criteria, wanted, batch)
    with store.writing() as connection:
        lock_cells(connection, criteria.id)
        _, common = stored_state(connection, criteria.id)
        if common == wanted.state.common and unit_states(connection, criteria.id) == wanted.state.units:
            write_state(connection, criteria.id, wanted.state.present, common)
    return len(stale)


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


def _dismissals(reviews: Iterable[Review]) -> Mapping[int, tuple[Review, ...]]:
    found: defaultdict[int, list[Review]] = defaultdict(list)
    for review in ItemDecisions(reviews):
        if review.decision is Decision.DISMISSED:
            found[review.unit].append(review)
    return {unit: tuple(sorted(gone, key=_what)) for unit, gone in found.items()}


def _what(review: Review) -> tuple[str, str, str]:
    return review.kind, review.quote or "", review.section or ""


def _unit_state(plans: Sequence[int], gone: Sequence[Review]) -> str:
    state = ",".join(map(str, plans))
    return f"{state};{_digest([_what(review) for review in gone])}" if gone else state


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _begin(store: Store, criteria: StoredCriteria, wanted: _Wanted) -> tuple[Mapping[int, str], _Wanted]:
    """Forget the cells that hold no more; the state of the units whose cells may still hold, and what is wanted with
    the mark of the plan that was extracted anew last: with the next one this run ends."""
    with store.writing() as connection:
        lock_cells(connection, criteria.id)
        _, common = stored_state(connection, criteria.id)
        if common.partition(MARK)[0] != wanted.state.common:
            drop_cells(connection, criteria.id)
            common = wanted.state.common
        write_state(connection, criteria.id, "", common)
        held = unit_states(connection, criteria.id)
        drop_cells(connection, criteria.id, [unit for unit in held if unit not in wanted.units])
    return held, replace(wanted, state=replace(wanted.state, common=common))


def _store(store: Store, criteria: StoredCriteria, wanted: _Wanted, batch: Sequence[Assessed]) -> None:
    """Store the cells of some units, and that they hold; nothing where another program has begun with other
    rules, or a plan was extracted anew meanwhile."""
    with store.writing() as connection:
        lock_cells(connection, criteria.id)
        _, common = stored_state(connection, criteria.id)
        if common != wanted.state.common:
            return
        grounds = {unit: kept for done in batch for unit, kept in done.grounds.items()}
        there = existing_plans(connection, set(chain.from_iterable(wanted.units[unit] for unit in grounds)))
        for done in batch:
            keep_prepared(connection, MADE_BY, {plan: data for plan, data in done.prepared.items() if plan in there})
        units = {
            unit: UnitValues(criteria.id, unit, wanted.state.units[unit], kept)
            for unit, kept in grounds.items()
            if there.issuperset(wanted.units[unit])  # of which no plan was deleted meanwhile
        }
        drop_cells(connection, criteria.id, list(units))
        rows = chain.from_iterable(done.rows for done in batch)
        add_cells(connection, (row for row in rows if unit_of(row) in units), units.values())


def _tasks(
    store: Store, units: Mapping[int, tuple[int, ...]], dismissals: Mapping[int, tuple[Review, ...]]
) -> Iterator[Task]:
    order = list(units)
    for start in range(0, len(order), UNITS_A_TASK):
        some = {unit: units[unit] for unit in order[start : start + UNITS_A_TASK]}
        with store.reading() as connection:
            found = plan_sources(connection, list(chain.from_iterable(some.values())), MADE_BY)
            sources = {source.plan: source for source in found}
            dismissed = set(chain.from_iterable(plans for unit, plans in some.items() if unit in dismissals))
            wanted = [plan for plan, source in sources.items() if source.prepared is None or plan in dismissed]
            whole = read_matter(connection, wanted)
            there = (sources.keys() - set(wanted)) | whole.keys()
            _refuse_broken(connection, set(chain.from_iterable(some.values())) - there)
        # A plan that was deleted meanwhile: its unit is left out, and computed with what it has in the next round.
        some = {unit: plans for unit, plans in some.items() if there.issuperset(plans)}
        reviews = chain.from_iterable(dismissals.get(unit, ()) for unit in some)
        yield Task(units=some, sources=sources, whole=whole, reviews=tuple(reviews))


def _refuse_broken(connection: Connection, missing: Collection[int]) -> None:
    """Raises KehoachError where a plan that cannot be read is still in force: no later round would read it."""
    broken = existing_plans(connection, missing)
    if broken:
        shown = ", ".join(map(str, sorted(broken)))
        raise KehoachError(
            f"Kế hoạch số {shown} trong cơ sở dữ liệu thiếu văn bản nên không đối chiếu được.",
            "Khôi phục cơ sở dữ liệu từ bản sao lưu, hoặc tạo cơ sở dữ liệu mới rồi nạp lại các tệp.",
        )
