"""What loading a file did, the same for criteria, rosters and scores."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """The answer of a ``load`` command (contract §1); what does not apply is None."""

    id: str
    rows: int
    areas: int | None = None
    total_points: float | None = None
    warnings: tuple[str, ...] = ()


def report_json(report: LoadReport) -> dict[str, Any]:
    """The report as the contract writes it."""
    return {**asdict(report), "warnings": list(report.warnings)}
