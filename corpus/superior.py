"""A superior's plan beside those of its communes: which plan that is, who cites it, and whose targets fall short."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.assessment import confirmed_passages
from corpus.comparison.measures import (
    Relation,
    best_match,
    demands_less,
    level_of,
    measured,
    of_other_years,
    relation,
)
from corpus.comparison.sides import Items
from corpus.coverage import PhraseReader, prepare_assessor
from corpus.queries import each_citation, plan_rows
from corpus.queries_coverage import CoverageLine, coverage_rows, plan_coverage
from corpus.query_lines import CitationLine, PlanLine, TargetLine
from extractors.citations import same_act
from schema.coverage import Status
from schema.document import Evidence
from schema.plan import Citation, IssuerLevel, Use
from schema.store import KnownUnit, Store, StoredCriteria
from schema.store_rows import symbol_key
from schema.units import Match, Unit, UnitIndex, same_superior, sighting, superiors_on

_ABOVE = (IssuerLevel.DISTRICT.value, IssuerLevel.PROVINCE.value)
_NO_ANSWER = (Status.NOT_SUBMITTED, Status.UNREADABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """One unit's answer to one target of its superior's plan.

    criterion: the criterion to which the target belongs; None where it belongs to none of the set. own: the unit's
    target that measures the same, or that stands for the same criterion where nothing can be compared. short: the unit
    asks less than its superior. note: why there is no answer.
    """

    unit_id: int
    unit: str
    criterion: str | None
    criterion_name: str | None
    superior: PlanLine
    required: TargetLine
    own: TargetLine | None
    relation: Relation
    short: bool
    status: Status | None
    note: str | None = None


def superior_plans(store: Store, units: Sequence[int]) -> dict[int, PlanLine]:
    """The plan in force of the superior of each unit: the one that the unit's plan cites, else that of the unit above
    it, of the same year where there is one. Units without such a plan are left out."""
    plans = plan_rows(store)
    by_id = {plan.id: plan for plan in plans}
    above = [plan for plan in plans if plan.issuer_level in _ABOVE]
    if not above:
        return {}
    own: defaultdict[int, list[PlanLine]] = defaultdict(list)
    for plan in plans:
        if plan.unit_id is not None:
            own[plan.unit_id].append(plan)
    cited = _cited(store, {plan.id for plan in above})
    known = {entry.id: entry for entry in store.units()}
    index = UnitIndex((entry.id, entry.unit) for entry in known.values())
    found: dict[int, PlanLine] = {}
    for unit in units:
        named = [by_id[other] for plan in own[unit] for other in cited.get(plan.id, ()) if other in by_id]
        chosen = _newest(named, own[unit]) or _newest(_of_superior(known[unit], index, above, own[unit]), own[unit])
        if chosen is not None and chosen.unit_id != unit:
            found[unit] = chosen
    return found


def _cited(store: Store, wanted: set[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for line in each_citation(store):
        if line.loaded in wanted and line.loaded != line.plan:
            found[line.plan].append(line.loaded)
    return found


def _of_superior(
    entry: KnownUnit, index: UnitIndex, above: Sequence[PlanLine], own: Sequence[PlanLine]
) -> list[PlanLine]:
    """The plans of the unit above ``entry`` when it made its ``own``: of its district, or today of its province."""
    times = [plan.date or (str(plan.plan_year) if plan.plan_year else None) for plan in own] or [None]
    superiors = {superior for on in times for superior in superiors_on(entry.unit, on)}
    resolved = [index.resolve(sighting(superior)) for superior in superiors]
    units = {found.unit for found in resolved if found.match is Match.ONE}
    return [plan for plan in above if plan.unit_id in units]


def _newest(plans: Sequence[PlanLine], own: Sequence[PlanLine]) -> PlanLine | None:
    years = {_year(plan) for plan in own}
    same = [plan for plan in plans if _year(plan) in years]
    return max(same or plans, key=lambda plan: (_year(plan) or 0, plan.date or "", plan.id), default=None)


def _year(plan: PlanLine) -> int | None:
    return plan.plan_year or (int(plan.date[:4]) if plan.date else None)


def citing(store: Store, plan: PlanLine) -> tuple[CitationLine, ...]:
    """The citations by which other plans name ``plan``; none where it has no symbol of its own (a blank number)."""
    key = symbol_key(plan.symbol)
    if key is None:
        return ()
    return tuple(
        line
        for line in each_citation(store)
        if line.plan != plan.id and symbol_key(line.symbol) == key and _same(line, plan)
    )


def _same(line: CitationLine, plan: PlanLine) -> bool:
    citation = Citation(
        type=line.type,
        type_code=None,
        number=None,
        symbol=line.symbol,
        date=line.date,
        issuer=line.issuer,
        title=line.title,
        provision=line.provision,
        use=Use(line.use),
        section=line.section,
        evidence=Evidence(start=line.start, end=line.end, quote=line.quote, page=line.page),
        rule="stored",
        date_partial=line.date_partial,
    )
    return same_act(citation, plan.symbol, plan.date, plan.issuer)


def against_superior(
    store: Store,
    criteria: StoredCriteria,
    superior: PlanLine,
    *,
    criterion: str | None = None,
    units: frozenset[int] | None = None,
) -> tuple[Against, ...]:
    """Every target of the superior's plan (of one criterion) beside the answer of each unit: by criterion, then as the
    superior's plan has them, then unit by unit. units: those that are measured; None: those that may lie below the
    superior, or where none does all others."""
    rows = coverage_rows(store, criteria, units=units, criterion=criterion)
    lines = [line for line in rows if line.unit_id != superior.unit_id]
    if units is None:
        known = {entry.id: entry.unit for entry in store.units()}
        lines = [line for line in lines if _may_belong(known[line.unit_id], superior)] or lines
    items = Items(store, [superior.id, *(line.plan for line in lines if line.plan is not None)])
    asked = _required(store, criteria, superior, criterion, items)
    by_cell = {(line.unit_id, line.criterion): line for line in lines}
    first: dict[int, CoverageLine] = {}
    for line in lines:
        first.setdefault(line.unit_id, line)
    return tuple(
        _answer(required, code, name, by_cell.get((unit, code or "")), line, items, superior)
        for code, name, required in asked
        for unit, line in first.items()
    )


def _may_belong(unit: Unit, superior: PlanLine) -> bool:
    """Whether the unit lies or lay below the one that issued the plan; what is not known does not object."""
    if superior.issuer_level != IssuerLevel.DISTRICT.value:
        return True
    return any(same_superior(above, superior.unit) is not False for above in superiors_on(unit, None) or (None,))


_Asked = tuple[str | None, str | None, TargetLine]


def _required(
    store: Store, criteria: StoredCriteria, superior: PlanLine, criterion: str | None, items: Items
) -> list[_Asked]:
    """The superior's targets with the criterion of each; in the whole set those of no criterion come last."""
    lines = plan_coverage(store, criteria, superior)
    granted = {line.criterion: items.side(line).targets for line in lines}
    placed = {(target.start, target.end) for targets in granted.values() for target in targets}
    rest = [target for target in items.of_plan[superior.id] if (target.start, target.end) not in placed]
    by_metric = _by_metric(store, criteria, superior, [target for target in rest if level_of(target) is not None])
    asked: list[_Asked] = []
    for line in lines:
        if criterion in (None, line.criterion):
            targets = sorted((*granted[line.criterion], *by_metric.get(line.criterion, ())), key=lambda one: one.start)
            asked += [(line.criterion, line.criterion_name, target) for target in targets]
    if criterion is None:
        asked += [(None, None, target) for target in by_metric.get(None, ())]
    return asked


def _by_metric(
    store: Store, criteria: StoredCriteria, superior: PlanLine, targets: Sequence[TargetLine]
) -> dict[str | None, list[TargetLine]]:
    """Targets whose clause speaks for no criterion ("Mức độ hài lòng: 90%" in a table) by the criteria that the metric
    names, and by those above; under None where it names none."""
    if not targets:
        return {}
    assessor = prepare_assessor(criteria.criteria_set, confirmed_passages(store.reviews(criteria.set_id)))
    reader = PhraseReader(store.get(superior.id), assessor)
    parents = {one.code: one.parent for one in criteria.criteria_set.owed()}
    found: defaultdict[str | None, list[TargetLine]] = defaultdict(list)
    for target in targets:
        named: dict[str | None, None] = {}
        for code in reader.named(measured(target), target.section):
            above: str | None = code
            while above in parents:
                named[above] = None
                above = parents[above]
        for code_or_none in named or {None: None}:
            found[code_or_none].append(target)
    return found


def _answer(
    required: TargetLine,
    code: str | None,
    name: str | None,
    cell: CoverageLine | None,
    line: CoverageLine,
    items: Items,
    superior: PlanLine,
) -> Against:
    own, found, note = _judged(required, cell, line, items)
    return Against(
        unit_id=line.unit_id,
        unit=line.short_unit,
        criterion=code,
        criterion_name=name,
        superior=superior,
        required=required,
        own=own,
        relation=found,
        short=own is not None and found is not Relation.NOT_COMPARABLE and demands_less(own, required),
        status=None if cell is None else cell.cell.status,
        note=note,
    )


def _judged(
    required: TargetLine, cell: CoverageLine | None, line: CoverageLine, items: Items
) -> tuple[TargetLine | None, Relation, str | None]:
    """The unit's target that answers ``required``: one of the same criterion, else one of its plan that measures the
    same."""
    if line.cell.status in _NO_ANSWER:
        return None, Relation.NOT_COMPARABLE, line.cell.status.label
    granted = () if cell is None else items.side(cell).targets
    plan = (cell or line).plan
    own = best_match(required, granted)
    if own is None or of_other_years(own, required):
        own = best_match(required, items.of_plan[plan] if plan is not None else ()) or own
    if own is not None and of_other_years(own, required):
        return own, Relation.NOT_COMPARABLE, "chỉ tiêu của đơn vị là của năm khác"
    if own is not None:
        found = relation(own, required)
        note = "một trong hai chỉ tiêu không nêu con số cùng loại" if found is Relation.NOT_COMPARABLE else None
        return own, found, note
    if granted:
        return granted[0], Relation.NOT_COMPARABLE, "chỉ tiêu của đơn vị đo việc khác"
    if line.cell.searched is not None and line.cell.searched.annexes_missing:
        # The plan leaves its content to an annex that the file lacks: what stands there nobody can say.
        return None, Relation.NOT_COMPARABLE, Status.UNKNOWN.label
    return None, Relation.ABSENT, None


def summary(rows: Sequence[Against]) -> Mapping[str, Mapping[Relation, int]]:
    """How many targets of the superior each unit answers how."""
    counts: dict[str, dict[Relation, int]] = {}
    seen: set[tuple[str, int, int]] = set()
    for row in rows:
        # One target may belong to several criteria; it is counted once.
        key = (row.unit, row.required.start, row.required.end)
        if key not in seen:
            seen.add(key)
            unit = counts.setdefault(row.unit, dict.fromkeys(Relation, 0))
            unit[row.relation] += 1
    return counts
