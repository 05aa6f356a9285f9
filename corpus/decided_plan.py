"""One plan as people decided on it: what they corrected is right, what they dismissed is gone, and both are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.item_reviews import ASSIGNMENT, CITATION, DEADLINE, ITEM_KINDS, TARGET, WARNING, ItemDecisions, correction
from schema.coverage import Decision
from schema.plan import Assignment, Party, Plan, Warning
from schema.reviews import Review
from schema.store import Store
from schema.wire import plan_to_json

# The items on which people decide, by the field of the plan and of its JSON.
_FIELDS = {
    "targets": TARGET,
    "assignments": ASSIGNMENT,
    "deadlines": DEADLINE,
    "citations": CITATION,
    "warnings": WARNING,
}
_PARTY = ("party", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedItem:
    """A decision and the item as the program had read it. place: of the item among those left in the plan; None:
    dismissed."""

    field: str
    place: int | None
    review: Review
    read: Any

    @property
    def kind(self) -> str:
        """What it is, in Vietnamese."""
        return ITEM_KINDS[_FIELDS[self.field]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedPlan:
    """The plan as it is right, and what people decided on which of its items."""

    plan: Plan
    decisions: tuple[DecidedItem, ...]


def decided_plan(store: Store, plan_id: int) -> DecidedPlan:
    """The plan with people's decisions on its items. Raises KehoachError where it is not stored."""
    plan = store.get(plan_id)
    unit = next((entry.unit for entry in store.plans(history=True) if entry.id == plan_id), None)
    decisions = ItemDecisions(store.reviews())
    found: list[DecidedItem] = []
    changed: dict[str, Any] = {}
    for field, kind in _FIELDS.items():
        kept: list[Any] = []
        for item in getattr(plan, field):
            review = decisions.on(kind, unit, item.evidence.quote, _section(plan, item))
            if review is None:
                kept.append(item)
                continue
            dismissed = review.decision is Decision.DISMISSED
            found.append(DecidedItem(field=field, place=None if dismissed else len(kept), review=review, read=item))
            if not dismissed:
                kept.append(_corrected(item, kind, review))
        changed[field] = tuple(kept)
    return DecidedPlan(plan=replace(plan, **changed), decisions=tuple(found))


def decided_plan_json(decided: DecidedPlan) -> dict[str, Any]:
    """The plan in the form of the contract; an item decided on carries ``reviewed``, dismissed ones stand apart."""
    document = plan_to_json(decided.plan)
    dismissed = []
    for item in decided.decisions:
        review = item.review
        told = {"by": review.by, "at": review.at, "decision": review.decision.value, "note": review.note}
        if item.place is None:
            dismissed.append({"kind": _FIELDS[item.field], "quote": item.read.evidence.quote, **told})
        else:
            document[item.field][item.place]["reviewed"] = told
    return {**document, "dismissed": dismissed}


def _section(plan: Plan, item: Any) -> str | None:
    """Where the item stands; a warning does not say it, its innermost section does."""
    if not isinstance(item, Warning):
        section: str | None = item.section
        return section
    at = item.evidence.start
    around = [place for place, section in enumerate(plan.sections) if section.start <= at < section.end]
    return plan.sections[max(around, key=lambda place: (plan.sections[place].level, place))].id if around else None


def _corrected(item: Any, kind: str, review: Review) -> Any:
    right = correction(kind, review)
    if isinstance(item, Assignment):
        party = {name.replace("party", "text"): right.pop(name) for name in _PARTY if name in right}
        if party:
            right["parties"] = _renamed(item.parties, party)
        if "roles" in right:
            right["parties"] = tuple(replace(one, own=()) for one in right.get("parties", item.parties))
    return replace(item, **right)


def _renamed(parties: Sequence[Party], right: dict[str, Any]) -> tuple[Party, ...]:
    """The first party as a person named it: an assignment of several is never corrected in this."""
    first, *others = parties or (Party(text="", code=None),)
    return (replace(first, **right), *others)
