"""The cells of one stored plan, whatever its unit and year: of a superior's plan, or of an earlier year."""

from corpus.assessment import confirmed_passages
from corpus.coverage import material_of, prepare_assessor
from corpus.item_reviews import ItemDecisions, undismissed
from schema.coverage import Cell
from schema.store import Store, StoredCriteria


def assess_plan(store: Store, criteria: StoredCriteria, plan_id: int, unit: int | None, name: str) -> tuple[Cell, ...]:
    """One cell per criterion; ``name`` is what the cells call the unit. People's decisions on cells are not in them:
    they were made on the plan that counts. What people dismissed in the plan is left out."""
    assessor = prepare_assessor(criteria.criteria_set, confirmed_passages(store.reviews(criteria.set_id)))
    plan = store.get(plan_id)
    if unit is not None:
        plan = undismissed(plan, unit, ItemDecisions(store.reviews()))
    return assessor.assess(material_of(plan)).cells(name)
