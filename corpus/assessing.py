"""Assessing stored plans: unit by unit, in this process or, where they are many, in several.

The parent alone touches the database; children get what is kept of the plans and give back rows ready to be written.
"""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice

from corpus.coverage import Judgement, Verdict, material_of, prepare_assessor
from corpus.coverage.similarity import SecondOpinion, similarity
from corpus.item_reviews import ItemDecisions, undismissed
from corpus.prepared import packed, unpacked
from corpus.stored_cells import cell_values, grounds_text, not_submitted
from schema.coverage import Status
from schema.reviews import Review
from schema.store import StoredCriteria
from schema.store_coverage import CellTuple, PlanSource
from schema.store_matter import Matter, plan_from

UNITS_A_TASK = 50
# Below this many units the children would take longer to start than they save.
FEW = 300
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
class Task:
    """Units to assess: the plans that count of each, what is kept of these plans, and what people dismissed in them.
    whole: those of which nothing was prepared, or in which something was dismissed. Of each plan there is the whole
    or what is prepared."""

    units: Mapping[int, tuple[int, ...]]
    sources: Mapping[int, PlanSource]
    whole: Mapping[int, Matter]
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What comes of a task: the rows of its units, what these rest on, by unit, and what had to be prepared for them,
    by plan."""

    rows: list[CellTuple]
    grounds: Mapping[int, str | None]
    prepared: Mapping[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Against what plans are assessed: the set, the passages that people confirmed, by criterion, and the name of the
    embedding model whose second opinion is asked."""

    criteria: StoredCriteria
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)
    model: str | None = None


class Assessing:
    """One Assessor at work. It remembers what a clause named, and plans share most of their clauses."""

    def __init__(self, measure: Measure) -> None:
        self._assessor = prepare_assessor(measure.criteria.criteria_set, measure.examples)
        self._ids = measure.criteria.criterion_ids
        names = {found.code: found.name for found in measure.criteria.criteria_set.criteria}
        name = measure.model
        self._second = SecondOpinion(name=name, model=similarity(name), criteria=names) if name else None

    def assess(self, task: Task) -> Assessed:
        """The rows of all units of ``task``."""
        items = ItemDecisions(task.reviews)
        rows: list[CellTuple] = []
        grounds: dict[int, str | None] = {}
        prepared: dict[int, bytes] = {}
        for unit, plans in task.units.items():
            verdicts = {plan: self._verdict(task, plan, unit, items, prepared) for plan in plans}
            if verdicts:
                best = self._best(verdicts)
                rows += (cell_values(judged, unit, code, plan) for code, (plan, judged) in best.items())
                grounds[unit] = grounds_text(verdicts, best)
            else:
                rows += (not_submitted(unit, self._ids[code]) for code in self._assessor.codes)
                grounds[unit] = None
        return Assessed(rows=rows, grounds=grounds, prepared=prepared)

    def _verdict(self, task: Task, plan: int, unit: int, items: ItemDecisions, prepared: dict[int, bytes]) -> Verdict:
        """What one plan says of each criterion, with the model's second opinion where one is asked. What had to be
        prepared is added to ``prepared``."""
        source = task.sources[plan]
        matter = task.whole.get(plan)
        if matter is not None:
            whole = plan_from(matter)
            material = material_of(whole)
            if source.prepared is None:
                prepared[plan] = packed(material)
            left = undismissed(whole, unit, items)
            material = material if left is whole else material_of(left)
        else:
            assert source.prepared is not None  # as a Task promises
            material = unpacked(source.prepared, source)
        verdict = self._assessor.assess(material)
        return verdict if self._second is None else self._second.on(verdict, material)

    def _best(self, verdicts: Mapping[int, Verdict]) -> dict[int, tuple[int, Judgement]]:
        """(plan, judgement) by criterion (stored id): of several plans the one that says most about it."""
        best: dict[int, tuple[int, Judgement]] = {}
        for plan, verdict in verdicts.items():
            for judged in verdict.judgements:
                criterion = self._ids[judged.criterion]
                known = best.get(criterion)
                if known is None or _BEST_FIRST.index(judged.status) < _BEST_FIRST.index(known[1].status):
                    best[criterion] = (plan, judged)
        return best


def assessed(measure: Measure, tasks: Iterable[Task], workers: int) -> Iterator[Assessed]:
    """What comes of each task, in the order given, worked out in ``workers`` processes; 1: in this one."""
    if workers > 1:
        yield from _in_children(measure, iter(tasks), workers)
        return
    assessing = Assessing(measure)
    for task in tasks:
        with uncollected():
            done = assessing.assess(task)
        yield done


def workers_for(units: int) -> int:
    """How many processes to use for so many units."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1 if units <= FEW else processors


def _in_children(measure: Measure, tasks: Iterator[Task], workers: int) -> Iterator[Assessed]:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    waiting: deque[Task] = deque()
    answers: deque[Future[Assessed]] = deque()
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(measure,)) as pool:
        try:
            while True:
                for task in islice(tasks, 2 * workers + 1 - len(waiting)):
                    waiting.append(task)
                    answers.append(pool.submit(_assess, task))
                if not waiting:
                    return
                done = answers.popleft().result()
                waiting.popleft()
                yield done
        except BrokenProcessPool:
            # A child was killed, or a script without a __main__ guard cannot have children: slower, but no less right.
            pass
    yield from assessed(measure, chain(waiting, tasks), 1)


# Of a child: what its initializer made for all its tasks.
_at_work: list[Assessing] = []


def _begin(measure: Measure) -> None:
    # Cells hold no cycles; without the collector's rounds over what is remembered, a fifth of the time is saved.
    gc.disable()
    _at_work[:] = [Assessing(measure)]


def _assess(task: Task) -> Assessed:
    return _at_work[0].assess(task)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector's rounds while many objects are made of which none is garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
