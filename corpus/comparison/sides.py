"""What each unit's plan says on a criterion: clauses, targets, owners and deadlines, each with its passage."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.queries import assignment_rows, deadline_rows, target_rows
from corpus.queries_coverage import CoverageLine
from corpus.query_lines import AssignmentLine, DeadlineLine, ItemLine, TargetLine
from schema.coverage import Ground, Standing
from schema.store import Store

Line = TypeVar("Line", bound=ItemLine)
_Place = tuple[int, int, int]
PLANS_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One unit on one criterion. tasks: the clauses that say what is to be done; mentions: those that only name it."""

    line: CoverageLine
    tasks: tuple[Ground, ...]
    mentions: tuple[Ground, ...]
    targets: tuple[TargetLine, ...]
    owners: tuple[AssignmentLine, ...]
    deadlines: tuple[DeadlineLine, ...]


class Items:
    """The items of some plans, found by plan or by where they stand."""

    def __init__(self, store: Store, plans: Iterable[int]) -> None:
        self.of_plan: defaultdict[int, list[TargetLine]] = defaultdict(list)
        self._targets: defaultdict[_Place, list[TargetLine]] = defaultdict(list)
        self._assignments: defaultdict[_Place, list[AssignmentLine]] = defaultdict(list)
        self._deadlines: defaultdict[_Place, list[DeadlineLine]] = defaultdict(list)
        wanted = sorted(set(plans))
        for start in range(0, len(wanted), PLANS_AT_A_TIME):
            self._read(store, wanted[start : start + PLANS_AT_A_TIME])

    def _read(self, store: Store, plans: Sequence[int]) -> None:
        for target in target_rows(store, plans):
            self.of_plan[target.plan].append(target)
            self._targets[_place(target)].append(target)
        for assignment in assignment_rows(store, plans):
            self._assignments[_place(assignment)].append(assignment)
        for deadline in deadline_rows(store, plans):
            self._deadlines[_place(deadline)].append(deadline)

    def side(self, line: CoverageLine) -> Side:
        """What the cell's plan says, in the order of the text."""
        grounds = line.cell.evidence
        mentions = (Standing.NAMED, Standing.HEADING)
        return Side(
            line=line,
            tasks=tuple(ground for ground in grounds if ground.standing is Standing.TASK),
            mentions=tuple(ground for ground in grounds if ground.standing in mentions),
            targets=_granted(line, Standing.TARGET, self._targets),
            owners=_granted(line, Standing.OWNER, self._assignments),
            deadlines=_granted(line, Standing.DEADLINE, self._deadlines),
        )


def sides_of(store: Store, lines: Sequence[CoverageLine]) -> tuple[Side, ...]:
    """The sides of some cells, in their order."""
    items = Items(store, (line.plan for line in lines if line.plan is not None))
    return tuple(map(items.side, lines))


def _place(item: ItemLine) -> _Place:
    return item.plan, item.start, item.end


def _granted(line: CoverageLine, standing: Standing, known: dict[_Place, list[Line]]) -> tuple[Line, ...]:
    """The items that stand where the cell's grounds of this standing stand."""
    places = dict.fromkeys(
        (line.plan or 0, ground.evidence.start, ground.evidence.end)
        for ground in line.cell.evidence
        if ground.standing is standing
    )
    return tuple(item for place in places for item in known.get(place, ()))
