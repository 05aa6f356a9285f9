"""The consolidated table: one row per cell of the matrix, with what the plan gives the criterion in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from corpus.export.plain import full_date, one_line, shown_number
from corpus.export.wording import COMPARATORS, ROLES
from corpus.queries import (
    AssignmentLine,
    DeadlineLine,
    ItemLine,
    TargetLine,
    each_assignment,
    each_deadline,
    each_target,
)
from corpus.queries_coverage import CoverageLine, each_coverage_row
from schema.coverage import Ground, Standing
from schema.plan import Comparator, Role
from schema.store import Store, StoredCriteria

CELLS_AT_A_TIME = 2_000
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One cell. due: the last of the deadlines that are full days. quotes: the distinct passages, none inside
    another. pages: where they stand."""

    line: CoverageLine
    tasks: tuple[str, ...]
    targets: tuple[str, ...]
    owners: tuple[str, ...]
    deadlines: tuple[str, ...]
    due: date | None
    quotes: tuple[str, ...]
    pages: tuple[int, ...]
    sections: tuple[str, ...]


def each_detail(store: Store, criteria: StoredCriteria, units: frozenset[int] | None = None) -> Iterator[Detail]:
    """The rows in the order of the matrix: unit by unit, of the whole comparison or of ``units``."""
    lines = each_coverage_row(store, criteria, units=units)
    while batch := tuple(islice(lines, CELLS_AT_A_TIME)):
        items = _Items(store, batch)
        yield from (_detail(line, items) for line in batch)


class _Items:
    """The targets, assignments and deadlines of the plans of some cells, by where they stand."""

    def __init__(self, store: Store, lines: Sequence[CoverageLine]) -> None:
        plans = {line.plan for line in lines if line.plan is not None}
        self.targets: dict[_Place, list[TargetLine]] = defaultdict(list)
        self.assignments: dict[_Place, list[AssignmentLine]] = defaultdict(list)
        self.deadlines: dict[_Place, list[DeadlineLine]] = defaultdict(list)
        for target in each_target(store, plans):
            self.targets[_place(target)].append(target)
        for assignment in each_assignment(store, plans):
            self.assignments[_place(assignment)].append(assignment)
        for deadline in each_deadline(store, plans):
            self.deadlines[_place(deadline)].append(deadline)


def _place(item: ItemLine) -> _Place:
    return (item.plan, item.start, item.end)


def _detail(line: CoverageLine, items: _Items) -> Detail:
    grounds = line.cell.evidence
    by_standing: dict[Standing, list[Ground]] = defaultdict(list)
    for ground in grounds:
        by_standing[ground.standing].append(ground)
    deadlines = by_standing[Standing.DEADLINE]
    return Detail(
        line=line,
        tasks=_distinct(one_line(ground.evidence.quote) for ground in by_standing[Standing.TASK]),
        targets=_distinct(_said(line, by_standing[Standing.TARGET], items.targets, target_text)),
        owners=_distinct(_said(line, by_standing[Standing.OWNER], items.assignments, _party_text)),
        deadlines=_distinct(one_line(ground.evidence.quote) for ground in deadlines),
        due=_due(line, deadlines, items),
        quotes=_outermost(grounds),
        pages=tuple(sorted({ground.evidence.page for ground in grounds if ground.evidence.page is not None})),
        sections=_distinct(one_line(ground.section) for ground in grounds if ground.section),
    )


def _said[Item](
    line: CoverageLine, grounds: Iterable[Ground], known: dict[_Place, list[Item]], words: "Callable[[Item], str]"
) -> Iterator[str]:
    raise NotImplementedError
