"""The matrix of units and criteria: every unit of the roster, with a plan or without, and people's decisions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from corpus.coverage.assessor import Assessor, prepare_assessor
from corpus.coverage.judging import has_of, status_of
from corpus.coverage.material import Material, material_of
from schema.coverage import Cell, Decision, Has, Reviewed, Standing, Status
from schema.criteria import CriteriaSet
from schema.plan import Plan
from schema.text import fold


@lru_cache(maxsize=8)
def _plain_assessor(criteria: CriteriaSet) -> Assessor:
    return prepare_assessor(criteria, {})


def assess(plan: Plan, criteria: CriteriaSet) -> tuple[Cell, ...]:
    """One cell per criterion for one plan, from the stored Plan alone; a plan that reads poorly proves no absence."""
    unit = "" if plan.header.issuer is None else plan.header.issuer.value
    return _plain_assessor(criteria).assess(material_of(plan)).cells(unit)


def coverage(
    units: Iterable[str],
    sent: Mapping[str, Material],
    assessor: Assessor,
    reviews: Mapping[tuple[str, str], Reviewed],
) -> Iterator[Cell]:
    """The cells of all ``units``, unit by unit in the order of the set.

    sent: what each unit sent; reviews: the decision in force, by unit and criterion.
    """
    for unit in units:
        material = sent.get(unit)
        cells = _absent(unit, assessor) if material is None else assessor.assess(material).cells(unit)
        text = "" if material is None else material.document.text
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


_DECIDED = {Decision.NOT_APPLICABLE: Status.NOT_APPLICABLE}


def decided(cell: Cell, review: Reviewed, text: str) -> Cell:
    """``cell`` with a person's decision. The decision stands; where its ground has moved, it says so."""
    if review.decision is Decision.DISMISSED and review.quote:
        return _without(cell, review)
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


def _without(cell: Cell, review: Reviewed) -> Cell:
    """``cell`` without the passages that a person dismissed (a line of ``quote`` each), judged by what is left."""
    dismissed = {_key(line) for line in (review.quote or "").split("\n")}
    gone = [ground.evidence for ground in cell.evidence if _key(ground.evidence.quote) in dismissed]
    grounds = tuple(
        ground
        for ground in cell.evidence
        if not any(ground.evidence.start < span.end and span.start < ground.evidence.end for span in gone)
    )
    if not gone:
        return replace(cell, reviewed=review)
    if not {ground.standing for ground in grounds} & {Standing.NAMED, Standing.TASK, Standing.HEADING}:
        grounds = ()  # an owner, a date or a figure alone belonged to the task that was dismissed
    standings = {ground.standing for ground in grounds}
    status = status_of(standings) if grounds else _nothing_left(cell)
    return replace(
        cell,
        status=status,
        has=has_of(standings),
        evidence=grounds,
        machine=cell.status if status is not cell.status else None,
        reviewed=review,
        doubtful=False,
    )


def _nothing_left(cell: Cell) -> Status:
    return Status.UNKNOWN if cell.searched is not None and cell.searched.annexes_missing else Status.UNADDRESSED


def _key(text: str) -> str:
    return " ".join(fold(text).split())
