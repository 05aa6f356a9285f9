"""Criteria sets from any file in which one comes: YAML, CSV, XLSX, a decision with its table, a district's outline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from corpus.carried_decisions import carry_decisions
from corpus.carried_scores import carried_scores, scored_before
from corpus.loading.columns import find_head
from corpus.loading.criteria_choice import chosen, is_named, joined_criteria, of_one_level, read_caption
from corpus.loading.criteria_heads import ROLES
from corpus.loading.criteria_layout import one_layout
from corpus.loading.criteria_outline import criteria_from_outline, outlines
from corpus.loading.criteria_table import LoadedCriteria, criteria_from_grid, criteria_from_rows
from corpus.loading.criteria_yaml import criteria_from_yaml
from corpus.loading.documents import read_document, tables_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.report import LoadReport
from corpus.loading.sheets import is_sheet, read_sheets
from schema.criteria import AREA, CriteriaSet
from schema.document import Document
from schema.errors import WrongUsage
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

_OUTLINE_ID = re.compile(r"PL\d*")
_YAML = {".yaml", ".yml"}


def load_criteria(path: str | Path, *, set_id: str | None = None, table: str | None = None) -> LoadedCriteria:
    """The set in the file at ``path``; ``set_id`` names it, else the file does. Raises LoadError, and nothing is kept.

    table: which one of several the set is, by its number in the file, its annex or words of its caption; it may stand
    after "#", too: "ke-hoach.docx#PL2", "quyet-dinh.pdf#cấp xã".
    """
    file, _, after = str(path).partition("#") if not Path(path).exists() else (str(path), "", "")
    source, wanted = Path(file), table or after or None
    name = set_id or slug(source.stem)
    suffix = source.suffix.lower()
    if suffix in _YAML:
        loaded = criteria_from_yaml(source)
    elif is_sheet(source):
        loaded = _from_sheets(read_sheets(source), name, wanted)
    else:
        loaded = _from_document(read_document(source), name, wanted)
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


def store_criteria(
    store: Store, path: str | Path, *, set_id: str | None = None, table: str | None = None, replaces: str | None = None
) -> LoadReport:
    """Load the file into the store as a new version of its set; the report says what was loaded.

    table: as for ``load_criteria``. replaces: the id of the loaded set that this one takes the place of.
    """
    replaced = None if replaces is None else store.criteria(replaces)
    if replaces is not None and replaced is None:
        raise unknown_set(replaces)
    loaded = load_criteria(path, set_id=set_id, table=table)
    given = loaded.criteria_set
    before = store.criteria(given.id)
    version = store.save_criteria(replace(given, predecessor=replaces) if replaces else given)
    warnings = loaded.warnings
    if version.unchanged:
        warnings = (*warnings, f"Bộ tiêu chí “{version.set_id}” đã có, không thay đổi (phiên bản {version.version}).")
    else:
        for old in filter(None, (before, replaced)):
            warnings = (*warnings, *_followed(store, old, version))
        warnings = (*warnings, *_points_of_before(store, version))
    return LoadReport(
        id=version.set_id,
        rows=len(loaded.criteria_set.nodes()),
        areas=sum(node.parent is None and node.level == AREA for node in loaded.criteria_set.nodes()),
        total_points=loaded.criteria_set.total_points(),
        warnings=warnings,
    )


def _followed(store: Store, old: StoredCriteria, new: StoredCriteria) -> Iterator[str]:
    """What became of the decisions on the older version, for the person who loads the newer one."""
    carried = carry_decisions(store, old, new)
    names = (old.set_id, new.set_id) if old.set_id != new.set_id else (f"{old.set_id}@{old.version}", new.set_id)
    mend = f"ghép bằng “kehoach criteria map {' '.join(names)} --load TỆP”"
    if carried.moved:
        yield f"{carried.moved} quyết định rà soát đã chuyển theo mã mới của tiêu chí."
    if carried.lost:
        codes = ", ".join(carried.lost)
        yield f"Quyết định rà soát ở tiêu chí {codes} không áp dụng: bộ mới không có tiêu chí tương ứng; {mend}."
    if carried.unsure:
        yield f"Tiêu chí {', '.join(carried.unsure)} giữ mã nhưng đổi tên; hãy xem lại các quyết định rà soát ở đó."


def _points_of_before(store: Store, new: StoredCriteria) -> Iterator[str]:
    """Which of the points that were published before count for the new version."""
    older, carried = scored_before(store, new), carried_scores(store, new)
    if carried is not None:
        yield carried.told
    elif older is not None:
        yield (
            f"Điểm đã nạp là của “{older.set_id}” phiên bản {older.version}, không so với bộ mới;"
            " hãy nạp lại bảng điểm."
        )


def unknown_set(set_id: str) -> WrongUsage:
    """The error for a set that was never loaded."""
    return WrongUsage(f"Chưa nạp bộ tiêu chí “{set_id}”.", "Hãy xem các bộ đã nạp bằng “kehoach criteria list”.")


def slug(name: str) -> str:
    """A name for the command line out of a file name: "Bộ tiêu chí 2025" is "bo-tieu-chi-2025"."""
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-") or "bo-tieu-chi"


def _from_sheets(grids: tuple[Grid, ...], name: str, wanted: str | None) -> LoadedCriteria:
    with_head = [grid for grid in grids if find_head(one_layout(grid, ROLES), ROLES) is not None]
    whole = _over_sheets(with_head, name) if wanted is None else None
    return whole or _from_tables(with_head or list(grids[:1]), name, wanted)


def _over_sheets(tables: Sequence[Grid], name: str) -> LoadedCriteria | None:
    """The set whose areas stand on a sheet each; None where the sheets are sets of their own: their codes repeat, or
    their titles tell them apart."""
    if len(tables) < 2 or not of_one_level(tables):
        return None
    captions = list(map(read_caption, tables))
    loaded = [criteria_from_grid(grid, set_id=name, title=captions[0].title) for grid in tables]
    codes = [node.code for one in loaded for node in one.criteria_set.nodes()]
    if len(set(codes)) < len(codes):
        return None
    whole = replace(
        loaded[0].criteria_set,
        areas=tuple(area for one in loaded for area in one.criteria_set.areas),
        criteria=tuple(criterion for one in loaded for criterion in one.criteria_set.criteria),
        basis=captions[0].basis,
        years=captions[0].years,
        level=captions[0].level,
    )
    sheets = ", ".join(f"“{grid.sheet}”" for grid in tables)
    note = f"Bộ tiêu chí được ghép từ {len(tables)} trang tính: {sheets}; để nạp riêng một trang, thêm --table."
    return LoadedCriteria(criteria_set=whole, warnings=(*(w for one in loaded for w in one.warnings), note))


def _from_tables(tables: Sequence[Grid], name: str, wanted: str | None) -> LoadedCriteria:
    """The set in the table that is wanted, with what its caption says of it."""
    grid, notes = chosen(tables, wanted)
    caption = read_caption(grid)
    loaded = criteria_from_grid(grid, set_id=name, title=caption.title)
    described = replace(loaded.criteria_set, basis=caption.basis, years=caption.years, level=caption.level)
    return LoadedCriteria(criteria_set=described, warnings=(*loaded.warnings, *notes))


def _from_document(document: Document, name: str, wanted: str | None) -> LoadedCriteria:
    tables = joined_criteria(tables_of(document))
    outline = wanted is not None and _OUTLINE_ID.fullmatch(wanted) and not any(is_named(t, wanted) for t in tables)
    return _from_tables(tables, name, wanted) if tables and not outline else _from_outline(document, name, wanted)


def _from_outline(document: Document, name: str, annex: str | None) -> LoadedCriteria:
    from extractors.pipeline import extract  # the extractors load spaCy: only an outline needs them

    plan = extract(document)
    found = outlines(plan)
    if not found and document.source.ocr_pages:
        raise LoadError(
            f"{document.source.name}: {len(document.source.ocr_pages)} trang là ảnh quét,"
            " không nhận ra được bảng tiêu chí.",
            "Hãy dùng bản Word, Excel hoặc PDF có lớp chữ của văn bản này, hoặc nhập bảng vào Excel rồi nạp.",
        )
    if not found and annex is None:
        raise LoadError(
            f"{document.source.name}: không có bảng tiêu chí (cột mã, tên, điểm tối đa) và không có đề cương."
            f"{_heads_of_longest(document)}",
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


def _heads_of_longest(document: Document) -> str:
    """What the longest table has instead, for the person who wonders; "" where there is no table."""
    longest = max(tables_of(document), key=lambda grid: len(grid.rows), default=None)
    if longest is None:
        return ""
    first = next((row for row in longest.rows if sum(map(bool, row)) > 1), longest.rows[0])
    heads = ", ".join(f"“{' '.join(text.split())[:40]}”" for text in first if text)
    return f" Bảng dài nhất ({longest.where(0)}, {len(longest.rows)} dòng) có các cột {heads}."
