"""A criteria set: areas and criteria of any number and depth, with points, and what may be said about their sums."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Points are written with up to three decimals; sums of floats differ in the sixteenth.
TOLERANCE = 0.0005

AREA, CRITERION, COMPONENT = "lĩnh vực", "tiêu chí", "tiêu chí thành phần"
LEVELS = (AREA, CRITERION, COMPONENT)


class Part(StrEnum):
    """What the points of a node do: count in the total, come on top, or are taken away."""

    MAIN = "main"
    BONUS = "bonus"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A top node that has criteria below it. aliases: other headings under which plans write it."""

    code: str
    name: str
    max_points: float | None = None
    aliases: tuple[str, ...] = ()
    level: str = AREA
    part: Part = Part.MAIN

    @property
    def parent(self) -> None:
        """None: nothing is above an area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion at any depth. parent: the code of the area or criterion above, None in a set without areas.

    aliases: other wordings; counter_phrases: wordings that look like it and mean another; sources: where it comes from.
    """

    code: str
    parent: str | None
    name: str
    max_points: float | None = None
    level: str = CRITERION
    part: Part = Part.MAIN
    aliases: tuple[str, ...] = ()
    counter_phrases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


Node = Area | Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaSet:
    """One version of a set. years: the plan years it is for; basis: the decision behind it; predecessor: the id of the
    set it replaces. areas and criteria are each in the order of the set."""

    id: str
    title: str
    areas: tuple[Area, ...]
    criteria: tuple[Criterion, ...]
    level: str | None = None
    years: tuple[int, ...] = ()
    basis: str | None = None
    predecessor: str | None = None

    def nodes(self) -> tuple[Node, ...]:
        """Areas and criteria in the order of the table: every node before what is below it."""
        below = self._below()
        places = {criterion.code: place for place, criterion in enumerate(self.criteria)}
        alone = list(below[None])  # top nodes that are criteria themselves stand between the areas
        ordered: list[Node] = []
        for area in self.areas:
            children = below[area.code]
            while children and alone and places[alone[0].code] < places[children[0].code]:
                ordered.extend(_with_children(below, [alone.pop(0)]))
            ordered.extend((area, *_with_children(below, children)))
        ordered.extend(_with_children(below, alone))
        return tuple(ordered)

    def children(self, code: str) -> tuple[Criterion, ...]:
        """The criteria right below ``code``."""
        return tuple(criterion for criterion in self.criteria if criterion.parent == code)

    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria with none below them: those that are scored."""
        parents = {criterion.parent for criterion in self.criteria}
        return tuple(criterion for criterion in self.criteria if criterion.code not in parents)

    def owed(self) -> tuple[Criterion, ...]:
        """The criteria that a plan has to speak of: not those for which points are taken away when something went
        wrong, which no plan intends."""
        taken = {node.code for node in self.nodes() if node.part is Part.PENALTY}
        owed: list[Criterion] = []
        for criterion in self.criteria:
            if criterion.code in taken or criterion.parent in taken:
                taken.add(criterion.code)
            else:
                owed.append(criterion)
        return tuple(owed)

    def total_points(self) -> float | None:
        """The points of all top nodes without bonus and penalty, those of a node without points being those below it;
        None where the set has no points."""
        below = self._below()
        tops = [node for node in self.nodes() if node.parent is None and node.part is Part.MAIN]
        points = [own for node in tops if (own := _points(below, node)) is not None]
        return round(sum(points), 4) if points else None

    def _below(self) -> dict[str | None, list[Criterion]]:
        below: dict[str | None, list[Criterion]] = defaultdict(list)
        for criterion in self.criteria:
            below[criterion.parent].append(criterion)
        return below


def sum_warnings(criteria: CriteriaSet, printed_totals: Sequence[float] = ()) -> tuple[str, ...]:
    """What does not add up, in Vietnamese: children against their parent, the top nodes against the printed total.

    A table prints several totals where it sums up each area, or sums with and without the bonus.
    """
    below = criteria._below()
    warnings = [
        f"Mục {node.code}: tổng điểm các mục con là {points_text(total)},"
        f" khác điểm tối đa {points_text(node.max_points)}."
        for node in criteria.nodes()
        if node.max_points is not None
        and (total := _sum(below, node.code)) is not None
        and abs(abs(total) - abs(node.max_points)) > TOLERANCE
    ]
    total = criteria.total_points()
    bonus = sum(node.max_points or 0.0 for node in criteria.nodes() if node.parent is None and node.part is Part.BONUS)
    if (
        total is not None
        and printed_totals
        and all(abs(own - printed) > TOLERANCE for own in (total, total + bonus) for printed in printed_totals)
    ):
        warnings.append(
            f"Tổng điểm các lĩnh vực là {points_text(total)},"
            f" khác tổng điểm ghi trong bảng {points_text(max(printed_totals))}."
        )
    return tuple(warnings)


def missing_points(criteria: CriteriaSet) -> tuple[str, ...]:
    """A remark on the criteria without points of a set that has points; () where there are none."""
    if criteria.total_points() is None:
        return ()
    codes = [leaf.code for leaf in criteria.leaves() if leaf.max_points is None]
    if not codes:
        return ()
    shown = ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
    return (f"{len(codes)} tiêu chí không có điểm tối đa: {shown}.",)


def skipped_levels(criteria: CriteriaSet) -> tuple[str, ...]:
    """A remark on codes like 2.2.1 where the table has no 2.2, of which a row may have been lost."""
    codes = {node.code for node in criteria.nodes()}
    lost: dict[str, list[str]] = defaultdict(list)
    for criterion in criteria.criteria:
        above = criterion.code.rpartition(".")[0]
        if "." in above and above not in codes and above.replace(".", "").isdecimal():
            lost[above].append(criterion.code)
    return tuple(
        f"Không có mục {above} ở trên {', '.join(below)}; hãy kiểm tra lại bảng." for above, below in lost.items()
    )


def points_text(points: float) -> str:
    """Points as officials write them: "86,5"."""
    return f"{points:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def _descend(below: dict[str | None, list[Criterion]], code: str) -> Iterator[Criterion]:
    yield from _with_children(below, below[code])


def _with_children(below: dict[str | None, list[Criterion]], criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        yield criterion
        yield from _descend(below, criterion.code)


def _points(below: dict[str | None, list[Criterion]], node: Node) -> float | None:
    """The points of a node: its own, else those of what is below it."""
    return _sum(below, node.code) if node.max_points is None else node.max_points


def _sum(below: dict[str | None, list[Criterion]], code: str) -> float | None:
    """The points of the children of ``code``; None where it has none, or one of them has none to compare."""
    children = below.get(code, [])
    counted = [child for child in children if child.part is Part.MAIN] or children
    points = [_points(below, child) for child in counted]
    if not points or any(own is None for own in points):
        return None
    return sum(own for own in points if own is not None)
