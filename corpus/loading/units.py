"""Rosters: the units that owe a plan, from CSV, XLSX, a document's table, or the package vietnam-provinces."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.loading.columns import Head, find_head, is_head_again, need_head
from corpus.loading.criteria import slug
from corpus.loading.documents import read_document, tables_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.provinces import PREFIX, units_of_province
from corpus.loading.report import LoadReport
from corpus.loading.sheets import is_sheet, read_sheets
from corpus.loading.unit_heads import ROLES
from corpus.loading.unit_words import district_heading
from corpus.typed_dates import partial_date
from schema.store import Store
from schema.text import fold
from schema.units import (
    COMMUNE_KINDS,
    KINDS,
    Unit,
    UnitName,
    carried_on,
    carries_on,
    name_key,
    sighting,
    split_unit,
    unit_key,
)

_SEVERAL = re.compile(
    r"^(?:(?:được |do )?(?:sáp nhập|hợp nhất|sắp xếp|nhập|thành lập|toàn bộ|một phần|phần còn lại|nguyên trạng"
    r"|diện tích|tự nhiên|quy mô|dân số|trên cơ sở|từ|và|của|các)\s+)+",
    re.IGNORECASE,
)
# "toàn bộ diện tích tự nhiên, quy mô dân số của xã A": its comma parts no units.
_AREA_AND_PEOPLE = re.compile(r"diện tích(?: tự nhiên)?(?:,| và) (?:quy mô )?dân số", re.IGNORECASE)
_NOT_A_UNIT = re.compile(r"^(?:tổng|cộng|tổng cộng|tổng số)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedUnits:
    """The units of a roster in its order, and what is doubtful, in Vietnamese."""

    units: tuple[Unit, ...]
    warnings: tuple[str, ...] = ()


def read_roster(path: str | Path) -> LoadedUnits:
    """The units in the file at ``path``, or of a province ("vietnam:Gia Lai"). Raises LoadError."""
    if str(path).startswith(PREFIX):
        return LoadedUnits(units=units_of_province(str(path)[len(PREFIX) :]))
    source = Path(path)
    grids = read_sheets(source) if is_sheet(source) else tables_of(read_document(source))
    if not grids:
        raise LoadError(f"{source.name}: không có bảng nào.", "Hãy lập danh sách trong Excel với cột “Tên đơn vị”.")
    with_head = [grid for grid in grids if find_head(grid, ROLES) is not None]
    return units_from_grid((with_head or list(grids))[0])


def load_units(store: Store, path: str | Path, *, roster: str | None = None) -> LoadReport:
    """Make the units of the file the roster; nothing is kept of one with an error."""
    loaded = read_roster(path)
    stem = str(path)[len(PREFIX) :] if str(path).startswith(PREFIX) else Path(path).stem
    name = roster or slug(stem)
    change = store.load_roster(name, loaded.units)
    warnings = loaded.warnings
    if change.removed:
        shown = ", ".join(change.removed[:5]) + (" …" if len(change.removed) > 5 else "")
        warnings = (*warnings, f"{len(change.removed)} đơn vị của danh sách trước không còn trong danh sách: {shown}.")
    return LoadReport(id=name, rows=change.units, warnings=warnings)


def units_from_grid(grid: Grid) -> LoadedUnits:
    """The units in ``grid``. Raises LoadError that names the cell."""
    head = need_head(grid, ROLES)
    above = [head.columns[role] for role in ("superior", "province") if role in head.columns]
    grid = grid.filled_down(head.last_row + 1, above)
    grid.refuse_merges(head.last_row + 1, (at for at in head.columns.values() if at not in above))
    units: list[Unit] = []
    rows: dict[tuple[str, str, str, str], int] = {}
    group: str | None = None  # "Huyện A" on a line of its own, over its communes
    for row in range(head.last_row + 1, len(grid.rows)):
        if not any(grid.rows[row]) or is_head_again(grid, row, head.columns):
            continue
        heading = _group(grid, row, head)
        if heading is not None:
            group = heading
            continue
        unit = _unit(grid, row, head, group)
        if unit is None:
            continue
        identity = _identity(unit)
        if identity in rows:
            raise grid.error(
                row,
                head.columns["name"],
                f"đơn vị “{unit.full_name}” bị lặp, đã có ở dòng {rows[identity] + 1}.",
                "Hãy bỏ dòng thừa, hoặc ghi rõ huyện, tỉnh nếu là hai đơn vị trùng tên.",
            )
        rows[identity] = row
        units.append(unit)
    if not units:
        raise grid.error(head.last_row, None, "dưới dòng tiêu đề không có đơn vị nào.", "Hãy kiểm tra lại danh sách.")
    units = _continued(units)
    return LoadedUnits(units=tuple(units), warnings=_warnings(units))


def _continued(units: Sequence[Unit]) -> list[Unit]:
    """``units``, those rows made one that tell of one commune below two superiors, one after the other."""
    rows = dict(enumerate(units))
    ended: defaultdict[str, list[int]] = defaultdict(list)
    for at, unit in rows.items():
        if unit.valid_to:
            ended[unit_key(unit.kind, unit.name)].append(at)
    for at in sorted(rows, key=lambda at: units[at].valid_from or ""):
        earlier = (other for other in ended[unit_key(units[at].kind, units[at].name)] if other in rows)
        before = next((other for other in earlier if carries_on(rows[at], rows[other])), None)
        if before is not None:
            rows[at] = carried_on(rows[at], rows.pop(before))
    return list(rows.values())


def _identity(unit: Unit) -> tuple[str, str, str, str]:
    above = [name_key(split_unit(place)[1]) if place else "" for place in (unit.superior, unit.province)]
    return (unit_key(unit.kind, unit.name), above[0], above[1], unit.valid_from or "")


def _group(grid: Grid, row: int, head: Head) -> str | None:
    """The district that a line of its own names above its communes ("I. HUYỆN ĐAK ĐOA")."""
    if "superior" in head.columns:
        return None
    texts = [text for text in grid.rows[row] if text]
    name = _text(grid, row, head, "name") or (texts[0] if len(texts) == 1 else "")
    others = [text for at, text in enumerate(grid.rows[row]) if text and at != head.columns["name"] and text != name]
    alone = not any(len(text) > 4 for text in others)
    roman = any(re.fullmatch(r"[IVX]+\.?|[A-Z]\.?", text) for text in others)
    return district_heading(name) if alone and (roman or not others) else None


def _unit(grid: Grid, row: int, head: Head, group: str | None) -> Unit | None:
    written = _text(grid, row, head, "name")
    if not written or _NOT_A_UNIT.match(fold(written)):
        if not written and any(_text(grid, row, head, role) for role in ("kind", "superior", "code")):
            raise grid.error(row, head.columns["name"], "thiếu tên đơn vị.", "Hãy ghi tên đơn vị rồi nạp lại.")
        return None
    seen = sighting(written)
    kind = fold(_text(grid, row, head, "kind"))
    if kind and kind not in KINDS and "kind" in head.columns:
        kind = split_unit(f"{kind} x")[0] or kind
    kind = kind if kind in KINDS else seen.kind
    written_above = _text(grid, row, head, "superior")
    above = sighting(f"x, {written_above}")
    both = above.superior is not None and above.province is not None  # "Huyện A, tỉnh B" in one cell
    superior = (above.superior if both else written_above) or seen.superior or group
    province = _text(grid, row, head, "province") or (above.province if both else None) or seen.province
    return Unit(
        kind=kind,
        name=seen.name,
        code=_text(grid, row, head, "code") or None,
        superior=superior or (province and _with_kind("tỉnh", province)) or None,
        province=(province and split_unit(province)[1]) or None,
        valid_from=_date(grid, row, head, "valid_from"),
        valid_to=_date(grid, row, head, "valid_to"),
        other_names=tuple(UnitName(name=_with_kind(kind, name)) for name in _names(grid, row, head, "old_names")),
        predecessors=tuple(_predecessor(name, kind) for name in _names(grid, row, head, "merged_from")),
    )


def _predecessor(written: str, kind: str) -> Unit:
    seen = sighting(written)
    return Unit(kind=seen.kind or kind, name=seen.name, superior=seen.superior, province=seen.province)


def _with_kind(kind: str, name: str) -> str:
    return name if split_unit(name)[0] else f"{kind} {name}".strip()


def _names(grid: Grid, row: int, head: Head, role: str) -> list[str]:
    """The names in a cell: "xã A, các xã B, C và thị trấn D"; a name without its kind has that of the one before it,
    brackets with the district stay with the name."""
    text = _text(grid, row, head, role)
    found: list[str] = []
    kind = ""
    for part in re.split(r"[;\n]|,(?![^(]*\))|\s+và\s+(?![^(]*\))", _AREA_AND_PEOPLE.sub("diện tích", text)):
        name = _SEVERAL.sub("", " ".join(part.split()).strip(" .-+"))
        own = split_unit(name)[0]
        kind = own or kind
        if name:
            found.append(name if own or not kind else f"{kind} {name}")
    return found


def _date(grid: Grid, row: int, head: Head, role: str) -> str | None:
    """A date as written ("1/7/2025", "7/2025", "2025", ISO) as a partial ISO date."""
    text = _text(grid, row, head, role)
    if not text:
        return None
    try:
        return partial_date(text)
    except ValueError as error:
        raise grid.error(
            row, head.columns[role], f"“{text}” không phải là ngày.", "Hãy ghi ngày dạng 01/7/2025 hoặc 2025-07-01."
        ) from error


def _text(grid: Grid, row: int, head: Head, role: str) -> str:
    column = head.columns.get(role)
    return "" if column is None else " ".join(grid.cell(row, column).split())


def _warnings(units: list[Unit]) -> tuple[str, ...]:
    without = [unit.full_name for unit in units if not unit.kind]
    if not without or len(without) == len(units):
        return ()
    shown = ", ".join(without[:5]) + (" …" if len(without) > 5 else "")
    return (f"{len(without)} đơn vị không ghi loại ({', '.join(COMMUNE_KINDS)}): {shown}.",)
