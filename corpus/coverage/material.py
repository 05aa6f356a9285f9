"""What coverage needs of a plan, and nothing else: its sections, its passages, and what gives a task an owner, a date
or a figure.

It depends on the plan alone, never on the criteria, so a store keeps it (``corpus/prepared``): to build ten thousand
plans item by item again would take longer than to assess them.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from corpus.coverage.appointments import Appointments
from corpus.coverage.lexicon import Word
from corpus.coverage.passages import Passage, own_abbreviations, prepare_passages
from schema.document import Document
from schema.plan import Assignment, Comparator, Deadline, DeadlineKind, Plan, Section, Target
from schema.text import fold

_BLOCK_DATES = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD, DeadlineKind.PERIOD_OPEN})
_CLAUSE_DATES = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE})
# "quý II", "xong trong tháng 6" bind a task; "năm 2023" in a clause only delimits what is measured (R7).
_BY_WHEN = re.compile(r"(?:trong )?(?:xong|hoàn thành|quý|tháng)")


class Extent(NamedTuple):
    """A section as far as coverage looks at it; fields as in Section."""

    id: str
    parent: str | None
    title: str | None
    start: int
    end: int


class Given(NamedTuple):
    """An owner, a date or a figure, where it stands. row: (table, row) of an annex table; binds: it holds for the
    clause or the row that it stands in; for_block: for the whole of a block that is there to tell such things; reach:
    the stretch of text for whose tasks a line tells it (see Appointments)."""

    start: int
    end: int
    row: tuple[int, int] | None
    binds: bool = True
    for_block: bool = True
    reach: tuple[int, int] | None = None


class Absent(NamedTuple):
    """An annex that the plan names but does not hold, where it names it."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One plan as coverage takes it up. document: its blocks need tell no more than pages; owners, dates, figures: by
    their places; abbreviations: what the plan's own mean."""

    document: Document
    sections: tuple[Extent, ...]
    passages: tuple[Passage, ...]
    owners: tuple[Given, ...]
    dates: tuple[Given, ...]
    figures: tuple[Given, ...]
    absent: tuple[Absent, ...]
    abbreviations: frozenset[tuple[str, Word]]


def material_of(plan: Plan) -> Material:
    """What coverage needs of ``plan``. Pure; works from the stored text and items alone."""
    passages = prepare_passages(plan)
    lines = Appointments(plan, passages)
    return Material(
        document=plan.document,
        sections=tuple(map(_extent, plan.sections)),
        passages=passages,
        owners=tuple(_owner(found, lines) for found in plan.assignments),
        dates=tuple(_date(found, lines) for found in plan.deadlines),
        figures=tuple(
            Given(found.evidence.start, found.evidence.end, None) for found in plan.targets if _measures(found)
        ),
        absent=tuple(
            Absent(annex.label, annex.evidence.start, annex.evidence.end) for annex in plan.annexes if not annex.present
        ),
        abbreviations=frozenset(own_abbreviations(plan).items()),
    )


def _extent(section: Section) -> Extent:
    return Extent(section.id, section.parent, section.title, section.start, section.end)


def _owner(found: Assignment, lines: Appointments) -> Given:
    place = found.evidence
    binds = bool(found.parties) and not found.soft
    return Given(place.start, place.end, found.task_row, binds, reach=lines.reach(place.start, place.end))


def _date(found: Deadline, lines: Appointments) -> Given:
    place, for_block = found.evidence, found.kind in _BLOCK_DATES
    reach = lines.reach(place.start, place.end) if for_block else None
    return Given(place.start, place.end, found.task_row, reach is not None or _binds(found), for_block, reach)


def _binds(deadline: Deadline) -> bool:
    if deadline.kind in _CLAUSE_DATES:
        return True
    if deadline.task_row is not None:
        return deadline.kind in _BLOCK_DATES
    return deadline.kind is DeadlineKind.PERIOD and bool(_BY_WHEN.match(fold(deadline.evidence.quote)))


def _measures(target: Target) -> bool:
    """Whether it is a target by R6: a figure, or a comparison with a stated base."""
    return target.value is not None or target.baseline is not None or target.comparator is Comparator.BETTER_THAN
