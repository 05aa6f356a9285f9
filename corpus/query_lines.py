"""The lines that the queries yield: a plan, an item of a plan, a criterion or a unit, as it is shown."""

from dataclasses import dataclass

from corpus.item_reviews import ItemReview


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan among the others. unit: its full name as on the roster, else as in the plan; None where it names none."""

    id: int
    file: str
    unit: str | None
    unit_id: int | None
    district: str | None
    province: str | None
    symbol: str | None
    date: str | None
    title: str | None
    plan_kind: str | None
    issuer: str | None
    issuer_level: str | None
    plan_year: int | None
    grade: str
    pages: int | None
    version: int
    superseded_by: int | None
    twin_of: int | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """What every row of an item tells: of which plan and unit, where in it, and the words. reviewed: a person's
    decision on it; what a person dismissed is no row."""

    plan: int
    unit: str | None
    file: str
    section: str | None
    quote: str
    start: int
    end: int
    page: int | None
    reviewed: ItemReview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine(ItemLine):
    metric: str
    comparator: str
    value: float | None
    upper: float | None
    measure: str | None
    period: str | None
    deadline: str | None
    baseline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLine(ItemLine):
    """One party of one assignment: a task with three parties gives three rows, numbered by ``position``. roles: what
    this party does."""

    number: int
    position: int
    roles: tuple[str, ...]
    party: str
    code: str | None
    task: str
    soft: bool
    requested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine(ItemLine):
    kind: str
    date: str | None
    from_date: str | None
    to_date: str | None
    frequency: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationLine(ItemLine):
    """loaded: the id of the stored plan that is cited, where its issuer, symbol and date tell it is that one."""

    type: str
    symbol: str | None
    date: str | None
    date_partial: str | None
    issuer: str | None
    title: str | None
    provision: str | None
    use: str
    loaded: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningLine(ItemLine):
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """A row of ``criteria list`` (contract §1)."""

    code: str
    parent: str | None
    level: str
    name: str
    max_points: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit and how many plans of it are in force."""

    id: int
    name: str
    kind: str
    superior: str | None
    province: str | None
    code: str | None
    valid_from: str | None
    valid_to: str | None
    on_roster: bool
    plans: int
    other_names: tuple[str, ...]
    predecessors: tuple[str, ...]
