"""The matrix in small: one byte a cell, and every count that a table, a report or a chart shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from corpus.carried_scores import CarriedScores, carried_scores
from corpus.queries import last_import, ledger_rows, plan_rows, unit_rows
from corpus.queries_coverage import CoverageLine
from corpus.query_lines import PlanLine, UnitLine
from corpus.selection import EVERYTHING, Selection
from schema.coverage import Status
from schema.criteria import Node
from schema.ledger import FileRecord, Outcome
from schema.store import Store, StoredCriteria

# From what an officer likes best to what asks for work; everything that lists statuses keeps this order.
ORDER = (
    Status.ACTIONABLE,
    Status.PLANNED,
    Status.MENTIONED,
    Status.UNADDRESSED,
    Status.UNKNOWN,
    Status.UNREADABLE,
    Status.NOT_SUBMITTED,
    Status.NOT_APPLICABLE,
)
_NO_CELL = 255
_DOUBTFUL = 128
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHead:
    """A compared unit. label: as it signs; name: short, with what is above it where two units share the name."""

    id: int
    label: str
    name: str
    superior: str | None


@dataclass(slots=True, kw_only=True)
class Summary:
    """The statuses of all cells. rows: the nodes of the set, areas and criteria, in the order of its table."""

    nodes: tuple[Node, ...]
    area_of: dict[str, str]
    positions: dict[str, int]
    lines: list[UnitHead] = field(default_factory=list)
    cells: list[bytearray] = field(default_factory=list)
    scored: bool = False

    def add(self, line: CoverageLine) -> None:
        """Take one cell in; cells come unit by unit."""
        if not self.lines or self.lines[-1].id != line.unit_id:
            self.lines.append(UnitHead(id=line.unit_id, label=line.unit, name=line.short_unit, superior=line.superior))
            self.cells.append(bytearray([_NO_CELL]) * len(self.positions))
        mark = ORDER.index(line.cell.status) | (_DOUBTFUL if line.cell.doubtful else 0)
        self.cells[-1][self.positions[line.criterion]] = mark
        self.area_of[line.criterion] = line.area
        self.scored = self.scored or line.points is not None

    def units(self) -> tuple[UnitHead, ...]:
        """The compared units in the order of the roster, names made distinct."""
        return distinct_names(self.lines)

    def status(self, unit: int, code: str) -> Status | None:
        """The status of the ``unit``-th unit on a criterion; None for a node without cells (an area)."""
        mark = self.cells[unit][self.positions[code]]
        return None if mark == _NO_CELL else ORDER[mark & ~_DOUBTFUL]

    def doubtful(self, unit: int, code: str) -> bool:
        """Whether a person should look at the cell."""
        mark = self.cells[unit][self.positions[code]]
        return mark != _NO_CELL and bool(mark & _DOUBTFUL)

    def criteria(self) -> tuple[Node, ...]:
        """The nodes that have cells."""
        return tuple(node for node in self.nodes if node.code in self.area_of)

    def areas(self) -> tuple[Node, ...]:
        """The top nodes that have criteria with cells, themselves included."""
        used = set(self.area_of.values())
        return tuple(node for node in self.nodes if node.code in used)

    def of_area(self, area: str) -> tuple[str, ...]:
        """The codes of the criteria that belong to the area."""
        return tuple(node.code for node in self.criteria() if self.area_of[node.code] == area)

    def count_unit(self, unit: int, codes: Iterable[str] | None = None) -> Counter[Status]:
        """How often the unit has each status, on all criteria or on ``codes``."""
        wanted = [node.code for node in self.criteria()] if codes is None else codes
        return Counter(status for code in wanted if (status := self.status(unit, code)) is not None)

    def count_criterion(self, code: str) -> Counter[Status]:
        """How many units have each status on the criterion."""
        statuses = (self.status(unit, code) for unit in range(len(self.cells)))
        return Counter(status for status in statuses if status is not None)

    def count_area(self, area: str) -> Counter[Status]:
        """How many cells of the area have each status."""
        return sum((self.count_criterion(code) for code in self.of_area(area)), Counter())

    def count(self) -> Counter[Status]:
        """How many cells of the matrix have each status."""
        marks = Counter(mark & ~_DOUBTFUL for row in self.cells for mark in row if mark != _NO_CELL)
        return Counter({ORDER[mark]: number for mark, number in marks.items()})


def empty_summary(criteria: StoredCriteria) -> Summary:
    """A summary to which the cells of a comparison by ``criteria`` are added."""
    nodes = criteria.criteria_set.nodes()
    return Summary(nodes=nodes, area_of={}, positions={node.code: index for index, node in enumerate(nodes)})


def summarised(criteria: StoredCriteria, lines: Iterable[CoverageLine]) -> Summary:
    """The summary of ``lines``."""
    summary = empty_summary(criteria)
    for line in lines:
        summary.add(line)
    return summary


def counted(summary: Summary, lines: Iterable[CoverageLine]) -> Iterator[CoverageLine]:
    """``lines`` as they come, each added to ``summary`` on its way."""
    for line in lines:
        summary.add(line)
        yield line


def addressed(counts: Counter[Status]) -> int:
    """How many of the counted cells speak of their criterion."""
    return sum(number for status, number in counts.items() if status.addressed)


def owed(counts: Counter[Status]) -> int:
    """How many of the counted cells ask something of their unit: all but those that a person found not applicable."""
    return sum(counts.values()) - counts[Status.NOT_APPLICABLE]


def distinct_names(units: Sequence[UnitHead]) -> tuple[UnitHead, ...]:
    """``units`` with the superior, else a number, added to the names that several of them have."""
    shared = Counter(unit.name for unit in units)
    named = [
        f"{unit.name} ({unit.superior})" if shared[unit.name] > 1 and unit.superior else unit.name for unit in units
    ]
    again = Counter(named)
    return tuple(
        UnitHead(
            id=unit.id,
            label=unit.label,
            name=name if again[name] == 1 else f"{name} [{unit.id}]",
            superior=unit.superior,
        )
        for unit, name in zip(units, named, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known beside the matrix: the set, the part of it that is asked for, the ledger, the units, the time of
    the newest import; carried: the points of an older version that count."""

    criteria: StoredCriteria
    only: Selection
    ledger: tuple[FileRecord, ...]
    units: tuple[UnitLine, ...]
    moment: datetime | None
    carried: CarriedScores | None = None

    @property
    def set_name(self) -> str:
        """What the set is called in a sentence; one that was loaded without a title, by its id."""
        title = self.criteria.criteria_set.title
        return f"Bộ tiêu chí “{title}”" if title == self.criteria.set_id else title

    @property
    def stamp(self) -> datetime:
        """The time that goes into files that must carry one: of the data, never of the clock."""
        moment = self.moment or datetime(2020, 1, 1, tzinfo=VIETNAM)
        return moment.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)

    def outcomes(self) -> Counter[Outcome]:
        """How many files had each outcome."""
        return Counter(record.outcome for record in self.ledger)


def gather_facts(store: Store, criteria: StoredCriteria, only: Selection = EVERYTHING) -> Facts:
    """The facts as the database has them now."""
    return Facts(
        criteria=criteria,
        only=only,
        ledger=_once_loaded(ledger_rows(store), plan_rows(store, history=True)),
        units=unit_rows(store),
        moment=last_import(store),
        carried=carried_scores(store, criteria),
    )


def _once_loaded(ledger: Iterable[FileRecord], plans: Iterable[PlanLine]) -> tuple[FileRecord, ...]:
    """The newest record of each file; one that was loaded and then met again is what it was, and no duplicate."""
    files = {plan.id: plan for plan in plans}
    return tuple(_as_loaded(record, files.get(record.plan or 0)) for record in ledger)


def _as_loaded(record: FileRecord, plan: PlanLine | None) -> FileRecord:
    if record.outcome is not Outcome.DUPLICATE or plan is None or plan.file != record.name:
        return record
    return replace(record, outcome=Outcome.LOADED if plan.superseded_by is None else Outcome.SUPERSEDED, reason=None)
