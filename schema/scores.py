"""Scores: the points that were published per unit and criterion, and what was published of a unit as a whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The points of one unit (its stored id) on one criterion or area (its code)."""

    unit: int
    criterion: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a ranking says of a unit as a whole; what it does not state is None.

    points: the total; index: in per cent, 85.2; rank: 1 is the best; grade: its class in words ("Tốt"). self_points,
    appraised, survey: the parts of the total or the steps to it, as published.
    """

    points: float | None = None
    index: float | None = None
    rank: int | None = None
    grade: str | None = None
    self_points: float | None = None
    appraised: float | None = None
    survey: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The figures of one unit (its stored id)."""

    unit: int
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """One published sheet: points for one version of a criteria set. year: the year that was assessed."""

    id: str
    scores: tuple[Score, ...]
    totals: tuple[Total, ...] = ()
    year: int | None = None
