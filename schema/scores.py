"""Scores: the points that were published per unit and criterion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The points of one unit (its stored id) on one criterion or area (its code)."""

    unit: int
    criterion: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """One published sheet: points for one version of a criteria set. year: the year that was assessed."""

    id: str
    scores: tuple[Score, ...]
    year: int | None = None
