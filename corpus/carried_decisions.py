"""Decisions follow their criteria into a newer version of a set, or into the set that takes its place.

A decision is kept by the code of its criterion. Where a criterion got another code, its decisions are written anew
under that code; where its old code now stands for another criterion, they are taken back there. Nothing is removed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schema.coverage import Decision
from schema.criteria_mapping import Mapping
from schema.reviews import COVERAGE, Review, standing
from schema.store import Store, StoredCriteria

PROGRAM = "kehoach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What became of the decisions. moved: written anew under another code; lost: the old codes of criteria that have
    no partner, with decisions that no longer apply; unsure: codes kept although their names differ."""

    moved: int = 0
    lost: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def carry_decisions(store: Store, old: StoredCriteria, new: StoredCriteria) -> Carried:
    """Let the decisions on ``old`` follow the mapping into ``new``, which was just stored."""
    decisions = [review for review in _decisions(store, old) if review.criterion in old.criterion_ids]
    mappings = store.mappings(old, new)
    partners = _partners(mappings)
    taken = {mapping.new for mapping in mappings}
    same_set = old.set_id == new.set_id
    back: list[Review] = []
    moved: list[Review] = []
    lost: set[str] = set()
    unsure: set[str] = set()
    for review in decisions:
        code = review.criterion or ""
        targets = partners.get(code, ())
        if not targets and same_set and code in new.criterion_ids and code not in taken:
            unsure.add(code)  # the same code, and neither name has a partner: most likely worded anew
            continue
        if not targets:
            lost.add(code)
        if same_set and code in new.criterion_ids and code not in targets:
            back.append(_taken_back(review, targets))
        moved += [replace(review, set_id=new.set_id, criterion=to) for to in targets if not same_set or to != code]
    # First what is taken back: two criteria may have changed codes with each other.
    store.add_reviews([*back, *moved])
    return Carried(moved=len(moved), lost=tuple(sorted(lost)), unsure=tuple(sorted(unsure)))


def carry_along(store: Store, old: StoredCriteria, new: StoredCriteria, pairs: Sequence[Mapping]) -> int:
    """How many decisions were written anew after a person paired criteria: those whose partner has none of its own."""
    present = {(review.unit, review.criterion) for review in _decisions(store, new)}
    partners = _partners(pairs)
    moved = [
        replace(review, set_id=new.set_id, criterion=to)
        for review in _before_program(store.reviews(old.set_id))
        for to in partners.get(review.criterion or "", ())
        if (review.unit, to) not in present
    ]
    store.add_reviews(moved)
    return len(moved)


def _partners(mappings: Iterable[Mapping]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mapping in mappings:
        found[mapping.old].append(mapping.new)
    return {old: tuple(new) for old, new in found.items()}


def _decisions(store: Store, criteria: StoredCriteria) -> list[Review]:
    """The decisions in force on the cells of the set; what was taken back is none."""
    kept = standing(store.reviews(criteria.set_id)).values()
    return [review for review in kept if review.kind == COVERAGE and not _is_taken_back(review)]


def _before_program(reviews: Iterable[Review]) -> list[Review]:
    """The decisions of people in force, as if the program had taken none back."""
    kept = standing(review for review in reviews if review.kind == COVERAGE and review.by != PROGRAM)
    return [review for review in kept.values() if not _is_taken_back(review)]


def _is_taken_back(review: Review) -> bool:
    return review.decision is Decision.DISMISSED and not review.quote


def _taken_back(review: Review, targets: Sequence[str]) -> Review:
    now = f"chuyển sang {', '.join(targets)}" if targets else "không còn trong bộ mới"
    return Review(
        unit=review.unit,
        by=PROGRAM,
        at=review.at,
        decision=Decision.DISMISSED,
        set_id=review.set_id,
        criterion=review.criterion,
        note=f"Mã {review.criterion} nay là tiêu chí khác; quyết định của {review.by} {now}.",
    )
