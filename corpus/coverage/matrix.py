"""The matrix of units and criteria: every unit of the roster, whether it sent a plan or not, with people's decisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from corpus.coverage.passages import Passage, prepare_passages
from corpus.coverage.profiles import Wanted, compile_set
from corpus.coverage.status import Assessor
from schema.coverage import Cell, Decision, Has, Reviewed, Searched, Status
from schema.document import Grade
from schema.plan import Plan
from schema.text import fold


class WantedArea(Protocol):
    """What coverage needs of an area: ``schema.criteria.Area`` has it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...


class WantedCriterion(Wanted, Protocol):
    """A criterion with the code of the area or criterion above it."""

    @property
    def parent(self) -> str | None: ...


class WantedSet(Protocol):
    """What coverage needs of a criteria set. It must be hashable: a set is compiled once."""

    @property
    def areas(self) -> Sequence[WantedArea]: ...
    @property
    def criteria(self) -> Sequence[WantedCriterion]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a unit sent: its plan in force and, where the store has them, the plan's prepared passages."""

    plan: Plan
    passages: tuple[Passage, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _AreaPhrase:
    """An area as something to be matched against headings."""

    code: str
    name: str
    aliases: tuple[str, ...]
    counter_phrases: tuple[str, ...] = ()


def prepare_assessor(criteria: WantedSet, examples: Mapping[str, Sequence[str]]) -> Assessor:
    """An Assessor for ``criteria``. examples: passages that people confirmed in reviews, by criterion code."""
    parents = {criterion.code: criterion.parent for criterion in criteria.criteria}
    areas = [_AreaPhrase(code=a.code, name=a.name, aliases=tuple(a.aliases)) for a in criteria.areas]
    known = frozenset(area.code for area in areas)
    area_of = {code: area for code in parents if (area := _area(code, parents, known)) is not None}
    return Assessor(
        compiled=compile_set(criteria.criteria, area_of, examples),
        codes=tuple(parents),
        parents=parents,
        areas=compile_set(areas, {}, {}) if areas else None,
    )


def _area(code: str, parents: Mapping[str, str | None], areas: frozenset[str]) -> str | None:
    above = parents[code]
    for _ in range(len(parents)):
        if above is None or above in areas:
            return above
        above = parents.get(above)
    return None


@lru_cache(maxsize=8)
def _plain_assessor(criteria: WantedSet) -> Assessor:
    return prepare_assessor(criteria, {})


def assess(plan: Plan, criteria: WantedSet) -> tuple[Cell, ...]:
    """One cell per criterion for one plan, from the stored Plan alone; a plan that reads poorly proves no absence."""
    return _assess(
        "" if plan.header.issuer is None else plan.header.issuer.value, Submission(plan=plan), _plain_assessor(criteria)
    )


def coverage(
    units: Iterable[str],
    sent: Mapping[str, Submission],
    assessor: Assessor,
    reviews: Mapping[tuple[str, str], Reviewed],
) -> Iterator[Cell]:
    """The cells of all ``units``, unit by unit in the order of the set. sent: by unit; reviews: by unit and criterion."""
    for unit in units:
        submission = sent.get(unit)
        cells = _absent(unit, assessor) if submission is None else _assess(unit, submission, assessor)
        text = "" if submission is None else submission.plan.document.text
        for cell in cells:
            review = reviews.get((unit, cell.criterion))
            yield cell if review is None else decided(cell, review, text)


def _absent(unit: str, assessor: Assessor) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            unit=unit,
            criterion=code,
            status=Status.NOT_SUBMITTED,
            has=Has(),
            evidence=(),
            searched=None,
            confidence=1.0,
        )
        for code in assessor.codes
    )


def _assess(unit: str, submission: Submission, assessor: Assessor) -> tuple[Cell, ...]:
    document = submission.plan.document
    if document.grade is Grade.POOR:
        searched = Searched(
            document=document.source.name, sha256=document.source.sha256, grade=document.grade, passages=0, zones=()
        )
        return tuple(
            Cell(
                unit=unit,
                criterion=code,
                status=Status.UNREADABLE,
                has=Has(),
                evidence=(),
                searched=searched,
                confidence=1.0,
            )
            for code in assessor.codes
        )
    passages = submission.passages
    return assessor.assess(unit, submission.plan, prepare_passages(submission.plan) if passages is None else passages)


_DECIDED = {Decision.NOT_APPLICABLE: Status.NOT_APPLICABLE}


def decided(cell: Cell, review: Reviewed, text: str) -> Cell:
    """``cell`` with a person's decision. The decision stands; where its ground has moved, it says so."""
    status = review.status or _DECIDED.get(review.decision)
    if review.decision is Decision.DISMISSED or status is None:
        status = cell.status
    conflict = review.conflict
    if review.quote and text and _key(review.quote) not in _key(text):
        conflict = "Đoạn trích làm căn cứ của quyết định không còn trong bản kế hoạch hiện tại; cần xem lại."
    elif review.decision is Decision.CONFIRMED and status is not cell.status:
        conflict = (
            f"Quyết định xác nhận “{status.label}”, nhưng bản kế hoạch hiện tại cho kết quả “{cell.status.label}”."
        )
    return replace(
        cell,
        status=status,
        machine=cell.status if status is not cell.status else None,
        reviewed=replace(review, conflict=conflict),
        doubtful=conflict is not None,
    )


def _key(text: str) -> str:
    return " ".join(fold(text).split())
