"""Targets of different plans made comparable: the same measure, the same metric, lower or higher.

"%" and "% TTHC" are one measure (what is counted belongs to the metric); "lần/quý" is four "lần/năm"; million and
billion đồng are đồng. What cannot be compared for certain is not compared.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from corpus.coverage import lexicon
from corpus.coverage.words import syllables
from corpus.query_lines import TargetLine
from schema.lexicon_files import read_lexicon
from schema.plan import Comparator
from schema.text import fold


class Relation(StrEnum):
    """A unit's target beside the one it is measured against."""

    LOWER = "lower"
    EQUAL = "equal"
    HIGHER = "higher"
    ABSENT = "absent"
    NOT_COMPARABLE = "not_comparable"

    @property
    def label(self) -> str:
        """What an officer reads."""
        return _LABELS[self]


_LABELS = {
    Relation.LOWER: "thấp hơn",
    Relation.EQUAL: "bằng",
    Relation.HIGHER: "cao hơn",
    Relation.ABSENT: "không nêu chỉ tiêu",
    Relation.NOT_COMPARABLE: "không so được",
}


class Direction(StrEnum):
    """Which way the figure binds: at least, at most, exactly; by how much it is to grow or to shrink."""

    UP = "up"
    DOWN = "down"
    EXACT = "exact"
    GROWTH = "growth"
    CUT = "cut"


_DIRECTIONS = {
    Comparator.EQUAL: Direction.EXACT,
    Comparator.AT_LEAST: Direction.UP,
    Comparator.MORE: Direction.UP,
    Comparator.AT_MOST: Direction.DOWN,
    Comparator.LESS: Direction.DOWN,
    Comparator.INCREASE: Direction.GROWTH,
    Comparator.DECREASE: Direction.CUT,
}
# Comparators without a direction (better_than, maintain) speak of an earlier level that the plan does not tell.
# How the metric of a bounded change begins: "mức giảm thời gian giải quyết", at least 20 %.
_CHANGES = re.compile(r"mức (?:(?P<up>tăng)|giảm) ")
_RATE = re.compile(r"(.+?)\s*(?:/|mỗi|một|trong)\s*(?:0?1\s*)?(năm|quý|tháng|tuần)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SAME = 1e-9
_LEXICON = Path(__file__).resolve().parents[1] / "lexicon" / "comparison.yaml"


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[frozenset[str], dict[str, float], dict[str, float]]:
    """Empty words of metrics, money in đồng, times a year."""
    data = read_lexicon(_LEXICON)
    return frozenset(data["empty_in_metrics"].split()), data["money"], data["times_a_year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A figure in the base of its measure. upper: the end of a range."""

    measure: str
    value: float
    upper: float | None
    direction: Direction


def level_of(target: TargetLine) -> Level | None:
    """The level that ``target`` sets; None where it names no figure of its own."""
    direction = _DIRECTIONS.get(Comparator(target.comparator))
    if target.value is None or direction is None:
        return None
    if (changes := _CHANGES.match(target.metric)) is not None:
        direction = Direction.GROWTH if changes["up"] else Direction.CUT
    measure, factor = _measure(target.measure)
    upper = None if target.upper is None else target.upper * factor
    return Level(measure=measure, value=target.value * factor, upper=upper, direction=direction)


def _measure(written: str | None) -> tuple[str, float]:
    """The name of the measure and how many of its base one is."""
    plain = " ".join(fold(written or "").split()).strip(" .")
    if plain.startswith(("%", "phần trăm")):
        return ("điểm %" if plain.startswith("% điểm") else "%"), 1.0
    _, money, times = _vocabulary()
    if plain in money:
        return "đồng", money[plain]
    rate = _RATE.fullmatch(plain)
    if rate is not None:
        return f"{rate.group(1)}/năm", times[rate.group(2)]
    return plain, 1.0


def relation(own: TargetLine, other: TargetLine) -> Relation:
    """How the level of ``own`` stands to that of ``other``: by the figures, whichever way they bind."""
    left, right = level_of(own), level_of(other)
    if left is None or right is None or left.measure != right.measure or _opposed(left.direction, right.direction):
        return Relation.NOT_COMPARABLE
    if (left.upper is None) != (right.upper is None) and Direction.EXACT in (left.direction, right.direction):
        return Relation.NOT_COMPARABLE
    difference = _decisive(left) - _decisive(right)
    if abs(difference) <= _SAME * max(1.0, abs(_decisive(right))):
        return Relation.EQUAL
    return Relation.LOWER if difference < 0 else Relation.HIGHER


def demands_less(own: TargetLine, other: TargetLine) -> bool:
    """Whether ``own`` asks less than ``other``: a lower figure, or a higher one where the figure is an upper bound."""
    found = relation(own, other)
    most = other.comparator in (Comparator.AT_MOST, Comparator.LESS) or own.comparator in (
        Comparator.AT_MOST,
        Comparator.LESS,
    )
    return found is (Relation.HIGHER if most else Relation.LOWER)


def _opposed(left: Direction, right: Direction) -> bool:
    changes = {Direction.GROWTH, Direction.CUT}
    if left in changes or right in changes:
        return left is not right
    return {left, right} == {Direction.UP, Direction.DOWN}


def _decisive(level: Level) -> float:
    """The figure that decides: of a range that which must not be missed."""
    return level.upper if level.upper is not None and level.direction is Direction.DOWN else level.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What a target measures: its words, and the numbers among them ("mức độ 3" is not "mức độ 4")."""

    words: frozenset[str]
    numbers: frozenset[str]


_ALIKE, _CONTAINED, _FEWEST = 0.5, 0.75, 3


def metric_of(target: TargetLine) -> Metric:
    """The words of the metric that tell it from others, abbreviations written out."""
    empty, _, _ = _vocabulary()
    found = [word for word in syllables(measured(target), lexicon.words().abbreviations).words if word != ","]
    numbers = frozenset(word for word in found if word.isdigit() and len(word) < 4)
    return Metric(words=frozenset(word for word in found if not word.isdigit()) - empty, numbers=numbers)


def measured(target: TargetLine) -> str:
    """What ``target`` measures in words: its metric, with what a share is a share of."""
    return f"{_CHANGES.sub('', target.metric)} {_object_of(target.measure)}".strip()


def _object_of(measure: str | None) -> str:
    """What a share is a share of: "TTHC" of "% TTHC"."""
    plain = (measure or "").strip()
    return plain[1:] if plain.startswith("%") else ""


def likeness(left: Metric, right: Metric) -> float:
    """How alike two metrics are, 0..1; 0 where their words or numbers tell that they are two."""
    common = len(left.words & right.words)
    fewer = min(len(left.words), len(right.words))
    if not common or left.numbers != right.numbers:
        return 0.0
    overall = common / len(left.words | right.words)
    contained = common / fewer if fewer >= _FEWEST else 0.0
    return max(overall, contained) if overall >= _ALIKE or contained >= _CONTAINED else 0.0


def best_match(wanted: TargetLine, targets: Iterable[TargetLine]) -> TargetLine | None:
    """The target that measures what ``wanted`` measures, one with a comparable level for the same year first; None
    where none does."""
    metric = metric_of(wanted)
    scored = [(likeness(metric, metric_of(target)), target) for target in targets]
    alike = [(score, target) for score, target in scored if score > 0]
    if not alike:
        return None

    def fitness(found: tuple[float, TargetLine]) -> tuple[bool, bool, float, int]:
        score, target = found
        comparable = relation(target, wanted) is not Relation.NOT_COMPARABLE
        return comparable, not of_other_years(target, wanted), score, -target.start

    return max(alike, key=fitness)[1]


def of_other_years(left: TargetLine, right: TargetLine) -> bool:
    """Whether two targets say for which years they are, and these are others: one of a series answers its year."""
    first, second = _years(left), _years(right)
    return bool(first and second) and not first & second


def _years(target: TargetLine) -> frozenset[str]:
    return frozenset(_YEAR.findall(target.period or target.deadline or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A target with its rank among those of the same metric and measure; equal levels share a rank."""

    rank: int
    target: TargetLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Comparable targets of several plans, the most demanding first."""

    metric: str
    measure: str
    targets: tuple[Ranked, ...]


def rankings(targets: Sequence[TargetLine]) -> tuple[Ranking, ...]:
    """Targets grouped by what they measure and ranked; those without a figure are in no ranking."""
    groups: list[list[TargetLine]] = []
    for target in targets:
        if level_of(target) is None:
            continue
        metric = metric_of(target)
        home = next(
            (
                group
                for group in groups
                if relation(target, group[0]) is not Relation.NOT_COMPARABLE
                and likeness(metric, metric_of(group[0])) > 0
            ),
            None,
        )
        if home is None:
            groups.append([target])
        else:
            home.append(target)
    return tuple(_ranked(group) for group in groups)


def _ranked(group: list[TargetLine]) -> Ranking:
    levels = {id(target): level for target in group if (level := level_of(target)) is not None}
    sign = 1 if levels[id(group[0])].direction is Direction.DOWN else -1
    ordered = sorted(group, key=lambda target: (sign * _decisive(levels[id(target)]), target.plan, target.start))
    ranks: list[int] = []
    for number, target in enumerate(ordered):
        same = number > 0 and relation(target, ordered[number - 1]) is Relation.EQUAL
        ranks.append(ranks[-1] if same else number + 1)
    return Ranking(
        metric=group[0].metric,
        measure=levels[id(group[0])].measure,
        targets=tuple(Ranked(rank=rank, target=target) for rank, target in zip(ranks, ordered, strict=True)),
    )
