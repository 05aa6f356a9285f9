"""Which criterion of an older set became which of a newer one: shown, and set right by a person's table.

Points and coverage are compared within one version only; the mapping tells which rows of two years' tables belong
side by side.
"""

from dataclasses import dataclass
from pathlib import Path

from corpus.carried_decisions import carry_along
from corpus.loading.columns import Role, need_head
from corpus.loading.criteria import unknown_set
from corpus.loading.grid import Grid
from corpus.loading.hierarchy import clean_code
from corpus.loading.sheets import read_sheets
from schema.criteria_mapping import BY_PERSON, Mapping
from schema.store import Store, StoredCriteria

_ROLES = {
    "old": Role(name="Mã cũ", heads=("mã cũ", "mã cũ…", "old"), required=True),
    "new": Role(name="Mã mới", heads=("mã mới", "mã mới…", "new"), required=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRow:
    """A criterion of the older set beside that of the newer one; the side that it lacks is None. rule: how it was
    told (same_name, same_code_like_name, like_name, person); None where there is no partner."""

    old: str | None
    old_name: str | None
    new: str | None
    new_name: str | None
    rule: str | None


def version_of(store: Store, name: str) -> StoredCriteria:
    """The version that ``name`` means: "huyen-a" is the newest of the set, "huyen-a@1" its first. Raises LoadError."""
    set_id, _, number = name.partition("@")
    stored = store.criteria(set_id, int(number) if number.isdecimal() else None)
    if stored is None or (number and not number.isdecimal()):
        raise unknown_set(name)
    return stored


def mapping_rows(store: Store, old: StoredCriteria, new: StoredCriteria) -> tuple[MappingRow, ...]:
    """Every criterion of both versions, in the order of the older one; what only the newer has stands behind."""
    before = {criterion.code: criterion.name for criterion in old.criteria_set.criteria}
    after = {criterion.code: criterion.name for criterion in new.criteria_set.criteria}
    mappings = store.mappings(old, new)
    rows = [
        MappingRow(old=m.old, old_name=before.get(m.old), new=m.new, new_name=after.get(m.new), rule=m.rule)
        for m in mappings
    ]
    mapped_old, mapped_new = {m.old for m in mappings}, {m.new for m in mappings}
    rows += [
        MappingRow(old=code, old_name=name, new=None, new_name=None, rule=None)
        for code, name in before.items()
        if code not in mapped_old
    ]
    order = {code: place for place, code in enumerate(before)}
    rows.sort(key=lambda row: order.get(row.old or "", len(order)))
    added = [code for code in after if code not in mapped_new]
    return (*rows, *(MappingRow(old=None, old_name=None, new=code, new_name=after[code], rule=None) for code in added))


def load_mapping(store: Store, path: str | Path, old: StoredCriteria, new: StoredCriteria) -> int:
    """How many pairs of the table (columns Mã cũ, Mã mới) were set between the versions; people's decisions follow.

    Raises LoadError by cell.
    """
    grid = read_sheets(Path(path))[0]
    columns = need_head(grid, _ROLES)
    pairs: list[Mapping] = []
    for row in range(columns.last_row + 1, len(grid.rows)):
        codes = [_code(grid, row, columns.columns[role], side) for role, side in (("old", old), ("new", new))]
        if codes[0] is not None and codes[1] is not None:
            pairs.append(Mapping(old=codes[0], new=codes[1], rule=BY_PERSON))
    store.set_mappings(old, new, tuple(dict.fromkeys(pairs)))
    carry_along(store, old, new, pairs)
    return len(pairs)


def _code(grid: Grid, row: int, column: int, stored: StoredCriteria) -> str | None:
    """The code in the cell; None where it is empty: a criterion without a partner."""
    text = grid.cell(row, column).strip()
    if text in ("", "-", "–"):
        return None
    code = clean_code(text)
    if code is None or code not in stored.criterion_ids:
        raise grid.error(
            row, column, f"bộ “{stored.set_id}” không có tiêu chí “{text}”.", "Hãy sửa mã, để trống nếu không có."
        )
    return code
