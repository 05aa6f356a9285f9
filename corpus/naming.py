"""What a person means by a name typed on the command line: a unit, a criterion, an area, a status.

The exact name comes first. What was typed without a single mark stands for every marking of it, where only one thing is
called that; a name typed with marks is never taken for another one (Cẩm Giang is not Cẩm Giàng), it is only offered.
"""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import PurePath
from typing import TypeVar

from corpus.queries import plan_rows
from corpus.query_lines import PlanLine
from corpus.wording import shown_date
from schema.coverage import Status
from schema.criteria import Node
from schema.errors import WrongUsage
from schema.store import KnownUnit, Store, StoredCriteria
from schema.text import bare, fold, lower, squeeze
from schema.units import Match, Sighting, UnitIndex, sighting

MOST_OFFERED = 8
_MOST_LIKE = 3
_OFFICE = "ubnd "
_ABOVE = ("huyen ", "quan ", "thi xa ", "thanh pho ", "tinh ", "tp ", "tp. ")

Thing = TypeVar("Thing")


def find_unit(store: Store, name: str) -> frozenset[int]:
    """The unit that a person means by ``name``, in any spelling. Raises WrongUsage where there is none or several."""
    known = store.units()
    seen = sighting(name)
    index = UnitIndex(((entry.id, entry.unit) for entry in known), frozenset(e.id for e in known if e.on_roster))
    found = index.resolve(seen)
    if found.match is Match.ONE and found.unit is not None:
        return frozenset({found.unit})
    if found.match is Match.SEVERAL:
        raise _several_units(name, [entry for entry in known if entry.id in found.candidates])
    alike = _spelled_alike(known, name)
    if len(alike) == 1 and _is_unmarked(seen.name):
        return frozenset({alike[0].id})
    if len(alike) > 1 and _is_unmarked(seen.name):
        raise _several_units(name, alike)
    raise WrongUsage(f"Không có đơn vị “{name}”.", _offer(map(_called, alike or _close(known, seen)), "units list"))


def units_like(known: Sequence[KnownUnit], seen: Sighting) -> tuple[str, ...]:
    """The units that may be meant by a name that none of ``known`` has, each with what is above it; () where none is
    spelled like it."""
    alike = _spelled_alike(known, f"{seen.kind} {seen.name}") or _close(known, seen)
    return tuple(dict.fromkeys(map(_called, alike)))[:_MOST_LIKE]


def find_plan(store: Store, wanted: str) -> PlanLine:
    """The plan in force with this number, file or symbol, or the only one of the unit of this name. Raises KehoachError
    where there is none or several."""
    rows = plan_rows(store)
    by_number = [row for row in rows if wanted.isdigit() and row.id == int(wanted)]
    named = by_number or [row for row in rows if wanted in (row.file, PurePath(row.file).name, row.symbol)]
    if not named and not wanted.isdigit():
        units = find_unit(store, wanted)
        named = [row for row in rows if row.unit_id in units]
    if len(named) == 1:
        return named[0]
    if not named:
        raise WrongUsage(f"Không có kế hoạch “{wanted}” đang có hiệu lực.", "Xem danh sách bằng “kehoach plans”.")
    numbers = _listed(
        [f"số {row.id} ({row.symbol or 'chưa ghi số'}, {shown_date(row.date) or 'không rõ ngày'})" for row in named]
    )
    raise WrongUsage(f"Có {len(named)} kế hoạch ứng với “{wanted}”: {numbers}.", "Nêu một số trong đó.")


def find_criterion(criteria: StoredCriteria, wanted: str) -> str:
    """The code of the criterion that ``wanted`` names by code or by name. Raises WrongUsage."""
    codes = {criterion.code for criterion in criteria.criteria_set.criteria}
    nodes = [node for node in criteria.criteria_set.nodes() if node.code in codes]
    found = _one_node(criteria, nodes, wanted, "tiêu chí")
    if found.code not in {criterion.code for criterion in criteria.criteria_set.owed()}:
        raise WrongUsage(
            f"Tiêu chí {found.code} là mục điểm trừ; kế hoạch không phải đề cập nên không đối chiếu.",
            "Nêu một tiêu chí khác; xem danh sách bằng “kehoach criteria list”.",
        )
    return found.code


def find_area(criteria: StoredCriteria, wanted: str) -> frozenset[str]:
    """The codes of the criteria of the area that ``wanted`` names by code or by name. Raises WrongUsage."""
    nodes = criteria.criteria_set.nodes()
    area = _one_node(criteria, [node for node in nodes if node.parent is None], wanted, "lĩnh vực")
    found = {area.code}
    for node in nodes:
        if node.parent in found:
            found.add(node.code)
    return frozenset(found)


def find_status(wanted: str) -> Status:
    """The status that ``wanted`` names, by its word for programs or its Vietnamese one. Raises WrongUsage."""
    key = bare(squeeze(wanted))
    for status in Status:
        if key in (status.value, bare(status.label)):
            return status
    known = ", ".join(f"{status.value} ({status.label})" for status in Status)
    raise WrongUsage(f"Không có kết quả “{wanted}”.", f"Dùng một trong: {known}.")


def _is_unmarked(text: str) -> bool:
    return lower(text) == bare(text)


def _several_units(name: str, found: Sequence[KnownUnit]) -> WrongUsage:
    names = [_called(entry) for entry in found]
    return WrongUsage(
        f"Có {len(names)} đơn vị ứng với “{name}”: {_listed(names)}.",
        "Ghi đủ dấu, kèm loại đơn vị và đơn vị cấp trên, ví dụ “xã Tân Bình, huyện A”.",
    )


def _called(entry: KnownUnit) -> str:
    """A unit with what is above it, in the form in which it can be typed."""
    above = entry.unit.superior or entry.unit.province
    return f"{entry.unit.full_name}, {above}" if above else entry.unit.full_name


def _spelled_alike(known: Iterable[KnownUnit], name: str) -> list[KnownUnit]:
    """The units that are called ``name`` when nobody writes marks."""
    typed, _, above = bare(squeeze(name)).removeprefix(_OFFICE).partition(",")
    places = [_place(part) for part in above.split(",") if part.strip()]
    return [
        entry
        for entry in known
        if typed.strip() in _bare_names(entry) and all(_is_below(entry, place) for place in places)
    ]


def _bare_names(entry: KnownUnit) -> frozenset[str]:
    names = (entry.unit.full_name, entry.unit.name, *(other.name for other in entry.unit.other_names))
    return frozenset(bare(squeeze(name)) for name in names)


def _place(text: str) -> str:
    key = text.strip()
    return next((key.removeprefix(kind) for kind in _ABOVE if key.startswith(kind)), key)


def _is_below(entry: KnownUnit, place: str) -> bool:
    return any(_place(bare(above)) == place for above in (entry.unit.superior, entry.unit.province) if above)


def _close(known: Iterable[KnownUnit], seen: Sighting) -> list[KnownUnit]:
    by_name: dict[str, list[KnownUnit]] = {}
    for entry in known:
        by_name.setdefault(bare(entry.unit.name), []).append(entry)
    return [entry for key in get_close_matches(bare(seen.name), by_name, n=3) for entry in by_name[key]]


def _one_node(criteria: StoredCriteria, nodes: Sequence[Node], wanted: str, what: str) -> Node:
    """The node with this code or name; else the only one called so without marks."""
    key = fold(squeeze(wanted)).rstrip(" .")
    ways: list[Callable[[Node], bool]] = [
        lambda node: fold(node.code) == key,
        lambda node: fold(squeeze(node.name)) == key,
    ]
    if _is_unmarked(key):
        ways.append(lambda node: bare(squeeze(node.name)) == key)
    for fits in ways:
        found = [node for node in nodes if fits(node)]
        if len(found) == 1:
            return found[0]
    near = [node for node in nodes if bare(key) in bare(squeeze(node.name))] if len(key) > 1 else []
    offered = _offer((f"{node.code} {node.name}" for node in near), "criteria list")
    raise WrongUsage(f"Bộ tiêu chí “{criteria.set_id}” không có {what} “{wanted}”.", offered)


def _offer(names: Iterable[str], command: str) -> str:
    offered = list(dict.fromkeys(names))
    return (f"Có phải: {_listed(offered)}? " if offered else "") + f"Xem danh sách bằng “kehoach {command}”."


def _listed(names: Sequence[str]) -> str:
    more = f" và {len(names) - MOST_OFFERED} tên khác" if len(names) > MOST_OFFERED else ""
    return "; ".join(names[:MOST_OFFERED]) + more
