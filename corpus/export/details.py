"""The consolidated table: one row per cell of the matrix, with what the plan gives the criterion in words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from corpus.export.plain import one_line
from corpus.queries import each_assignment, each_deadline, each_target
from corpus.queries_coverage import CoverageLine, each_coverage_row
from corpus.query_lines import AssignmentLine, DeadlineLine, ItemLine, TargetLine
from corpus.selection import EVERYTHING, Selection
from corpus.wording import COMPARATORS, ROLES, full_date, shown_number
from schema.coverage import Ground, Standing
from schema.plan import Comparator, Role
from schema.store import Store, StoredCriteria

CELLS_AT_A_TIME = 2_000
_Place = tuple[int, int, int]
T = TypeVar("T")


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


def each_detail(store: Store, criteria: StoredCriteria, only: Selection = EVERYTHING) -> Iterator[Detail]:
    """The rows in the order of the matrix: unit by unit, of the whole comparison or of a part of it."""
    lines = each_coverage_row(store, criteria, units=only.units, codes=only.codes, statuses=only.statuses)
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


def _said(
    line: CoverageLine, grounds: Iterable[Ground], known: Mapping[_Place, Sequence[T]], words: Callable[[T], str]
) -> Iterator[str]:
    """The items that stand where the grounds stand, in words; the quote where no item is known there."""
    for ground in grounds:
        found = known.get(_ground_place(line, ground), ())
        yield from map(words, found) if found else (one_line(ground.evidence.quote),)


def _ground_place(line: CoverageLine, ground: Ground) -> _Place:
    return (line.plan or 0, ground.evidence.start, ground.evidence.end)


def target_text(target: TargetLine) -> str:
    """A target in one line: "tỷ lệ hồ sơ giải quyết đúng hạn: ≥ 95 %"."""
    if target.value is None:
        return one_line(target.metric)
    value = shown_number(target.value)
    if target.upper is not None:
        value = f"{value} – {shown_number(target.upper)}"
    aim = f"{COMPARATORS[Comparator(target.comparator)]} {value} {target.measure or ''}"
    return one_line(f"{target.metric}: {aim}")


def _party_text(assignment: AssignmentLine) -> str:
    return one_line(f"{assignment.party} ({roles_text(assignment.roles)})") if assignment.party else ""


def roles_text(roles: Iterable[str]) -> str:
    """Roles in words: "chủ trì, phối hợp"."""
    return ", ".join(ROLES[Role(role)] for role in roles)


def _due(line: CoverageLine, grounds: Iterable[Ground], items: _Items) -> date | None:
    days = (
        day
        for ground in grounds
        for deadline in items.deadlines.get(_ground_place(line, ground), ())
        if (day := full_date(deadline.date or deadline.to_date)) is not None
    )
    return max(days, default=None)


def _outermost(grounds: Sequence[Ground]) -> tuple[str, ...]:
    """The passages in the order of the text, without those that lie inside another."""
    spans = sorted({(ground.evidence.start, -ground.evidence.end, ground.evidence.quote) for ground in grounds})
    kept: list[str] = []
    reached = -1
    for _, end, quote in spans:
        if -end > reached:
            kept.append(one_line(quote))
            reached = -end
    return tuple(kept)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
