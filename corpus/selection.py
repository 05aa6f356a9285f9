"""Which part of the matrix is asked for: the same filters for the screen and for every export."""

from dataclasses import dataclass

from corpus.naming import find_area, find_criterion, find_status, find_unit
from corpus.queries import plan_rows
from schema.coverage import Status
from schema.store import Store, StoredCriteria


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Some units, criteria, statuses; None: all of them. told: what a person asked for, in the words of a heading."""

    units: frozenset[int] | None = None
    codes: frozenset[str] | None = None
    statuses: frozenset[Status] | None = None
    told: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The filters in one sentence; "" where nothing is left out."""
        return f"Chỉ gồm: {'; '.join(self.told)}." if self.told else ""


EVERYTHING = Selection()


def selected(
    store: Store,
    criteria: StoredCriteria,
    *,
    unit: str | None = None,
    criterion: str | None = None,
    area: str | None = None,
    status: str | None = None,
) -> Selection:
    """The part of the matrix that a person names. Raises WrongUsage where one of the names is none."""
    units = None if unit is None else find_unit(store, unit)
    code = None if criterion is None else find_criterion(criteria, criterion)
    within = None if area is None else find_area(criteria, area)
    wanted = None if status is None else find_status(status)
    codes = within if code is None else frozenset({code}) & (within or frozenset({code}))
    told = []
    if units is not None:
        told += [entry.unit.full_name for entry in store.units() if entry.id in units]
    if area is not None:
        told.append(f"lĩnh vực {area}")
    if code is not None:
        told.append(f"tiêu chí {code}")
    if wanted is not None:
        told.append(f"kết quả “{wanted.label}”")
    statuses = None if wanted is None else frozenset({wanted})
    return Selection(units=units, codes=codes, statuses=statuses, told=tuple(told))


def selected_plans(store: Store, only: Selection) -> tuple[int, ...] | None:
    """The plans in force of the selected units; None where all units are. What a plan says of one criterion is in its
    cells: its items are never filtered by criterion."""
    if only.units is None:
        return None
    return tuple(row.id for row in plan_rows(store) if row.unit_id in only.units)
