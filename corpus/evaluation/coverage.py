"""Coverage statuses beside the gold cells."""

from dataclasses import dataclass
from pathlib import Path

from corpus.coverage import assess
from corpus.evaluation.gold import GoldCell, load_coverage
from corpus.evaluation.scoring import Miss
from corpus.loading.criteria import load_criteria
from schema.plan import Plan

UNADDRESSED = "unaddressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageScore:
    """Agreement over all gold cells (``alt`` counts), and precision and recall of ``unaddressed``."""

    cells: int
    agreed: int
    claimed: int  # cells the program calls unaddressed
    rightly: int  # ... of these, the gold (or its alt) says so
    absent: int  # cells the gold calls unaddressed, without an alt
    caught: int  # ... of these, the program says so
    misses: tuple[Miss, ...]

    @property
    def agreement(self) -> float:
        return self.agreed / self.cells if self.cells else 1.0

    @property
    def precision(self) -> float:
        return self.rightly / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        return self.caught / self.absent if self.absent else 1.0


def evaluate_coverage(folder: Path, plans: dict[str, Plan]) -> CoverageScore | None:
    """The score of the statuses that ``coverage.yaml`` of ``folder`` annotates; None where there is no such file."""
    gold = load_coverage(folder)
    if gold is None:
        return None
    criteria = load_criteria(folder / "reference-criteria.yaml").criteria_set
    found = {
        (name, cell.criterion): cell.status.value
        for name in {row.plan for row in gold.rows}
        for cell in assess(plans[name], criteria)
    }
    pairs = [(row, found[row.plan, row.criterion]) for row in gold.rows]
    return CoverageScore(
        cells=len(pairs),
        agreed=sum(_agrees(row, status) for row, status in pairs),
        claimed=sum(status == UNADDRESSED for _, status in pairs),
        rightly=sum(status == UNADDRESSED and _agrees(row, status) for row, status in pairs),
        absent=sum(row.status == UNADDRESSED and row.alt is None for row, _ in pairs),
        caught=sum(row.status == UNADDRESSED and row.alt is None and status == UNADDRESSED for row, status in pairs),
        misses=tuple(
            Miss(plan=row.plan, kind="wrong", quote=row.criterion, detail=f"gold {row.status} ≠ {status}")
            for row, status in pairs
            if not _agrees(row, status)
        ),
    )


def _agrees(row: GoldCell, status: str) -> bool:
    return status in (row.status, row.alt)
