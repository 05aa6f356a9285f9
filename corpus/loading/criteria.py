"""Criteria sets from any file in which one comes: YAML, CSV, XLSX, a decision with its table, a district's outline."""

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

from corpus.loading.columns import find_head
from corpus.loading.criteria_heads import ROLES
from corpus.loading.criteria_outline import criteria_from_outline, outlines
from corpus.loading.criteria_table import LoadedCriteria, criteria_from_grid, criteria_from_rows, has_criteria
from corpus.loading.criteria_yaml import criteria_from_yaml
from corpus.loading.documents import read_document, tables_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.report import LoadReport
from corpus.loading.sheets import read_sheets
from schema.criteria import CriteriaSet
from schema.document import Document
from schema.store import Store, StoredCriteria
from schema.text import bare

__all__ = [
    "LoadedCriteria",
    "criteria_from_rows",
    "current_criteria",
    "load_criteria",
    "reference_criteria",
    "store_criteria",
]

_ANNEX_NUMBER = re.compile(r"(?:pl|phu luc|bang)? ?(?:so )?(\d{1,2}|[ivx]{1,5})")
_ANNEX_CAPTION = re.compile(r"\b(?:phu luc|bang)(?: so)? (\d{1,2}|[ivx]{1,5})\b")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_YAML = {".yaml", ".yml"}
_SHEETS = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"}


def load_criteria(path: str | Path, *, set_id: str | None = None) -> LoadedCriteria:
    """The set in the file at ``path``; ``set_id`` names it, else the file does. Raises LoadError, and nothing is kept.

    An annex of a district plan that holds several outlines, or of a decision with several tables, is named after "#":
    "ke-hoach.docx#PL2", "quyet-dinh.pdf#cấp xã".
    """
    file, _, annex = str(path).partition("#") if not Path(path).exists() else (str(path), "", "")
    source = Path(file)
    name = set_id or slug(source.stem)
    suffix = source.suffix.lower()
    if suffix in _YAML:
        loaded = criteria_from_yaml(source)
    elif suffix in _SHEETS:
        loaded = _from_sheets(read_sheets(source), name)
    else:
        loaded = _from_document(read_document(source), name, annex or None)
    return replace(loaded, criteria_set=replace(loaded.criteria_set, id=set_id)) if set_id else loaded


def reference_criteria() -> CriteriaSet:
    """The set that is shipped with the program, for communes that have no set of their own."""
    source = resources.files("corpus.criteria") / "cchc-cap-xa.yaml"
    with resources.as_file(source) as path:
        return criteria_from_yaml(path).criteria_set


def current_criteria(store: Store) -> StoredCriteria:
    """The set in use; where nobody loaded one, the shipped set, stored so that cells can refer to it.

    The shipped set is never put into use by itself: the first set that an officer loads is.
    """
    in_use = store.criteria_in_use()
    if in_use is not None:
        return in_use
    reference = reference_criteria()
    stored = store.criteria(reference.id)
    # To ask must not wait for another program that writes.
    return stored if stored is not None and stored.criteria_set == reference else store.add_criteria(reference)


def store_criteria(store: Store, path: str | Path, *, set_id: str | None = None) -> LoadReport:
    """Load the file into the store as a new version of its set; the report says what was loaded."""
    loaded = load_criteria(path, set_id=set_id)
    version = store.save_criteria(loaded.criteria_set)
    warnings = loaded.warnings
    if version.unchanged:
        warnings = (*warnings, f"Bộ tiêu chí “{version.set_id}” đã có, không thay đổi (phiên bản {version.version}).")
    return LoadReport(
        id=version.set_id,
        rows=len(loaded.criteria_set.nodes()),
        areas=len(loaded.criteria_set.areas),
        total_points=loaded.criteria_set.total_points(),
        warnings=warnings,
    )


def slug(name: str) -> str:
    """A name for the command line out of a file name: "Bộ tiêu chí 2025" is "bo-tieu-chi-2025"."""
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-") or "bo-tieu-chi"


def _from_sheets(grids: tuple[Grid, ...], name: str) -> LoadedCriteria:
    with_head = [grid for grid in grids if find_head(grid, ROLES) is not None]
    grid = (with_head or list(grids))[0]
    loaded = criteria_from_grid(grid, set_id=name, title=_title(grid))
    left = [f"“{other.sheet}”" for other in with_head[1:]]
    if left:
        note = f"Chỉ nạp trang tính “{grid.sheet}”; chưa nạp: {', '.join(left)}."
        loaded = replace(loaded, warnings=(*loaded.warnings, note))
    return loaded


def _title(grid: Grid) -> str:
    """The line above the head of the table that is its title, if there is one."""
    head = find_head(grid, ROLES)
    above = grid.rows[: head.last_row] if head is not None else ()
    lines = [text for row in above if (text := " ".join(filter(None, row))) and len(text.split()) > 2]
    return lines[0] if lines else ""


def _from_document(document: Document, name: str, annex: str | None) -> LoadedCriteria:
    tables = _joined(tables_of(document))
    wanted = [grid for grid in tables if annex is None or _is_annex(grid, annex)]
    if not wanted:
        return _from_outline(document, name, annex)
    largest = max(wanted, key=lambda grid: len(grid.rows))
    loaded = criteria_from_rows(largest.rows, file=largest.file, set_id=name)
    if len(wanted) > 1:
        shown = "; ".join(f"{_shown(grid)}{len(grid.rows)} dòng" for grid in wanted)
        note = (
            f"Tệp có {len(wanted)} bảng tiêu chí ({shown}); đã nạp bảng lớn nhất ({len(largest.rows)} dòng)."
            " Để chọn bảng khác, thêm “#” và số phụ lục hoặc vài chữ của tên bảng sau tên tệp, ví dụ “#PL2”, “#cấp xã”."
        )
        loaded = replace(loaded, warnings=(*loaded.warnings, note))
    return loaded


def _shown(grid: Grid) -> str:
    return f"“{grid.caption[:80].strip()}”, " if grid.caption else ""


def _is_annex(grid: Grid, annex: str) -> bool:
    """Whether ``annex`` ("PL2", "phụ lục II", "cấp xã") names the table by number or by words of its caption."""
    caption, wanted = bare(grid.caption), " ".join(bare(annex).split())
    numbered = _ANNEX_NUMBER.fullmatch(wanted)
    if numbered is None:
        return bool(wanted) and wanted in caption
    numbers = [match.group(1) for match in _ANNEX_CAPTION.finditer(caption)]
    return bool(numbers) and _ordinal(numbers[-1]) == _ordinal(numbered.group(1))


def _ordinal(number: str) -> int:
    return int(number) if number.isdecimal() else _ROMANS.index(number) + 1 if number in _ROMANS else 0


def _joined(tables: tuple[Grid, ...]) -> list[Grid]:
    """The criteria tables, each with the tables after it that go on with it: as wide, and without another numbering."""
    joined: list[Grid] = []
    for grid in tables:
        last = joined[-1] if joined else None
        if has_criteria(grid) and (last is None or not _goes_on(last, grid)):
            joined.append(grid)
        elif last is not None and len(grid.rows[0]) == len(last.rows[0]):
            joined[-1] = replace(last, rows=(*last.rows, *grid.rows))
    return joined


def _goes_on(before: Grid, grid: Grid) -> bool:
    """Whether ``grid``, which has a head of its own, goes on with ``before``: its first code does not begin again."""
    head = find_head(grid, ROLES)
    if head is None or len(grid.rows[0]) != len(before.rows[0]):
        return False
    codes = [row[head.columns["code"]].strip(" .") for row in grid.rows[head.last_row + 1 :]]
    return next((code for code in codes if code), "") not in ("1", "I", "A")


def _from_outline(document: Document, name: str, annex: str | None) -> LoadedCriteria:
    from extractors.pipeline import extract  # the extractors load spaCy: only an outline needs them

    plan = extract(document)
    found = outlines(plan)
    if not found and annex is None:
        raise LoadError(
            f"{document.source.name}: không có bảng tiêu chí (cột mã, tên, điểm tối đa) và không có đề cương.",
            "Hãy kiểm tra tệp, hoặc lập bảng trong Excel với các cột Mã, Tên, Điểm tối đa rồi nạp.",
        )
    loaded = criteria_from_outline(plan, annex or found[0].annex_id, set_id=name)
    if annex is None and len(found) > 1:
        others = ", ".join(f"{outline.annex_id} ({outline.title})" for outline in found[1:])
        note = (
            f"Đã nạp đề cương {found[0].annex_id} ({found[0].title}); tệp còn có {others}:"
            f" thêm “#{found[1].annex_id}” sau tên tệp để chọn."
        )
        loaded = replace(loaded, warnings=(*loaded.warnings, note))
    return loaded
