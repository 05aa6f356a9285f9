"""Points per unit and criterion, and totals, from a published sheet: CSV, XLSX, or the table of a document."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.loading.criteria import current_criteria, slug
from corpus.loading.grid import Grid, LoadError
from corpus.loading.report import LoadReport
from corpus.loading.score_checks import above_maximum, odd_totals, refuse_repeats, unread_columns, without_figures
from corpus.loading.score_layouts import Laid, Place, Points, Ranked, laid_out
from corpus.loading.score_names import Names
from corpus.loading.score_tables import score_tables
from corpus.loading.score_units import first_data_row
from corpus.naming import units_like
from schema.criteria import CriteriaSet
from schema.scores import Score, ScoreSheet, Total
from schema.store import Store, StoredCriteria
from schema.store_units import KnownUnit
from schema.text import fold
from schema.units import Match, Sighting, UnitIndex, name_key

_DAY = re.compile(r"ngày\s+\d{0,2}\s*tháng\s+\d{0,2}\s*năm\s+20\d\d")
_COMPARED = re.compile(r"(?:so với|so sánh với)\s+(?:cùng kỳ\s+)?năm\s+20\d\d")
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b")
_TOLD = 10  # units that one message names
_TITLE_ROWS = 6
_SAME_UNITS = 0.5  # share of units in common from which on two tables are of the same units


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedScores:
    """All points and totals of a file, the year that its title names, and what is doubtful, in Vietnamese. without: the
    units that have a row and no figures in it."""

    points: tuple[Points, ...]
    totals: tuple[Ranked, ...] = ()
    without: tuple[Place, ...] = ()
    year: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the units stand, in the order of the file."""
        return (*(one.at for one in self.points), *(one.at for one in self.totals))


def read_scores(path: str | Path, criteria: CriteriaSet) -> LoadedScores:
    """The points in the file at ``path`` for ``criteria``. Raises LoadError that names the cell."""
    grids = score_tables(Path(path))
    main = max(range(len(grids)), key=lambda number: len(grids[number].rows))
    taken = {main: _laid(grids[main], criteria)}
    left: list[Grid] = []
    for number, grid in enumerate(grids):
        if number == main or first_data_row(grid) is None:
            continue
        further = laid_out(grid, Names(criteria), _year(grid) or _year(grids[main]))
        if further is not None and _goes_on(tuple(taken.values()), further):
            taken[number] = further
        else:
            left.append(grid)
    return _checked([taken[number] for number in sorted(taken)], criteria, tuple(_unread(grids, left)))


def load_scores(
    store: Store, path: str | Path, *, sheet: str | None = None, criteria: StoredCriteria | None = None
) -> LoadReport:
    """Load the sheet for ``criteria`` (else the set in use); units are found through the roster."""
    wanted = criteria or current_criteria(store)
    loaded = read_scores(path, wanted.criteria_set)
    units = _units(store, loaded)
    found = ScoreSheet(
        id=sheet or slug(Path(path).stem),
        scores=tuple(Score(unit=units[p.at.unit], criterion=p.criterion, points=p.points) for p in loaded.points),
        totals=tuple(Total(unit=units[one.at.unit], figures=one.figures) for one in loaded.totals),
        year=loaded.year,
    )
    undated = _undated(store, wanted, loaded, found.id)
    left_out = _units_left_out(store.units(), {*units.values(), *_without(store, loaded)})
    store.save_scores(found, wanted)
    return LoadReport(
        id=found.id,
        rows=len(set(units.values())),
        warnings=(*loaded.warnings, *undated, *left_out),
    )


def _laid(grid: Grid, criteria: CriteriaSet) -> Laid:
    """The figures in ``grid``, whatever its layout. Raises LoadError that names the cell."""
    laid = laid_out(grid, Names(criteria), _year(grid))
    if laid is None or not (laid.points or laid.totals):
        raise grid.error(
            0,
            None,
            "không thấy bảng điểm: cần cột đơn vị và các cột (hoặc các dòng) mang mã, tên lĩnh vực hoặc tiêu chí của"
            f" bộ “{criteria.id}”, hoặc cột tổng điểm, chỉ số, xếp hạng.",
            "Hãy ghi mã tiêu chí ở tiêu đề cột, hoặc dùng ba cột Đơn vị, Tiêu chí, Điểm.",
        )
    return laid


def _goes_on(taken: Sequence[Laid], further: Laid) -> bool:
    """Whether a table is of other units than those before it: a sheet for each district, not the same points again."""
    before = {(place.unit.key, place.unit.superior) for table in taken for place in table.units}
    own = {(place.unit.key, place.unit.superior) for place in further.units}
    return bool(own) and len(own & before) < _SAME_UNITS * len(own)


def _unread(grids: Sequence[Grid], left: Sequence[Grid]) -> Iterator[str]:
    """A remark on every table with a unit and figures that was not loaded: nothing is dropped without a word."""
    for number, grid in enumerate(grids, 1):
        if any(grid is other for other in left):
            where = f"trang tính “{grid.sheet}”" if grid.sheet else f"bảng thứ {number}"
            yield (
                f"{grid.file}, {where}: có {len(grid.rows)} dòng chưa được nạp (trùng đơn vị với bảng đã nạp, hoặc"
                " không nhận ra cột điểm); nếu đây cũng là điểm, hãy nạp bằng một tệp riêng."
            )


def _checked(tables: Sequence[Laid], criteria: CriteriaSet, notes: Sequence[str]) -> LoadedScores:
    refuse_repeats(tables)
    points = tuple(one for table in tables for one in table.points)
    unread = dict.fromkeys(note for table in tables if not table.long for note in unread_columns(table))
    main = max(tables, key=lambda table: len(table.units))
    return LoadedScores(
        points=points,
        totals=tuple(one for table in tables for one in table.totals),
        without=tuple(place for table in tables for place in table.without),
        year=main.year or _year(main.grid.on_its_side() if main.grid.turned else main.grid),
        warnings=(
            *(note for table in tables for note in table.grid.notes),
            *unread,
            *without_figures(tables),
            *above_maximum(points, criteria),
            *odd_totals(tables),
            *notes,
        ),
    )


def _year(grid: Grid) -> int | None:
    """The one year that the title of the table names, dates and a year of comparison aside."""
    title = fold(" ".join((grid.caption, *(text for row in grid.rows[:_TITLE_ROWS] if _is_title(row) for text in row))))
    years = set(_YEAR.findall(_COMPARED.sub(" ", _DAY.sub(" ", title))))
    return int(years.pop()) if len(years) == 1 else None


def _is_title(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) <= 2


def _units(store: Store, loaded: LoadedScores) -> dict[Sighting, int]:
    """The id of every unit of the file. Without a roster the units of the sheet are added, off the roster."""
    known = store.units()
    owing = frozenset(entry.id for entry in known if entry.on_roster)
    index = UnitIndex(((entry.id, entry.unit) for entry in known), owing)
    spaced = _by_letters(known)
    ids: dict[Sighting, int] = {}
    missing: list[Sighting] = []
    unknown: dict[Sighting, tuple[Place, Match]] = {}
    for place in loaded.places:
        if place.unit in ids:
            continue
        resolution = index.resolve(place.unit)
        unit = resolution.unit or (spaced.get(_letters(place.unit)) if resolution.match is Match.NONE else None)
        if unit is not None:
            ids[place.unit] = unit
        elif resolution.match is Match.SEVERAL or owing:
            unknown.setdefault(place.unit, (place, resolution.match))
        else:
            missing.append(place.unit)
    if unknown:
        raise _unknown_units(tuple(unknown.values()), known)
    _refuse_one_unit_twice(loaded, ids)
    return ids | store.add_units(tuple(dict.fromkeys(missing)))


def _letters(seen: Sighting) -> str:
    return "".join(name_key(f"{seen.kind} {seen.name}").split())


def _by_letters(known: Sequence[KnownUnit]) -> dict[str, int]:
    """The units by the letters of their names, those that no other has: a narrow column breaks "Cường" before its g."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for entry in known:
        found[_letters(Sighting(kind=entry.unit.kind, name=entry.unit.name))].add(entry.id)
    return {letters: next(iter(ids)) for letters, ids in found.items() if len(ids) == 1}


def _without(store: Store, loaded: LoadedScores) -> set[int]:
    """The units whose row has no figures: they are told already."""
    index = UnitIndex((entry.id, entry.unit) for entry in store.units())
    return {unit for place in loaded.without if (unit := index.resolve(place.unit).unit) is not None}


def _undated(store: Store, criteria: StoredCriteria, loaded: LoadedScores, sheet: str) -> tuple[str, ...]:
    """A remark where a sheet without a year comes beside one that has it, and so counts as the older."""
    dated = [other for other in store.scores(criteria) if other.year is not None and other.id != sheet]
    if loaded.year is not None or not dated:
        return ()
    newest = max(dated, key=lambda other: other.year or 0)
    return (
        f"Bảng điểm không ghi năm nên bảng “{newest.id}” (năm {newest.year}) vẫn được dùng cho đơn vị có trong cả hai;"
        " nếu bảng này mới hơn, hãy ghi năm vào tên bảng, ví dụ “KẾT QUẢ NĂM 2024”, rồi nạp lại.",
    )


def _units_left_out(known: Sequence[KnownUnit], loaded: set[int]) -> tuple[str, ...]:
    """A remark on the units of the roster that the table has no row for, below superiors of which it has others: a page
    may be missing. A table of one district says nothing of the other districts."""
    owing = [entry for entry in known if entry.on_roster]
    within = {entry.unit.superior for entry in owing if entry.id in loaded}
    missing = [entry.unit for entry in owing if entry.id not in loaded and entry.unit.superior in within]
    whole = {entry.unit.superior for entry in owing} - within
    notes: list[str] = []
    if missing:
        shown = "; ".join(", ".join(filter(None, (unit.full_name, unit.superior))) for unit in missing[:_TOLD])
        more = " …" if len(missing) > _TOLD else ""
        notes.append(f"{len(missing)} đơn vị trong danh sách không có dòng nào trong bảng điểm: {shown}{more}.")
    if within and whole:
        shown = "; ".join(sorted(name for name in whole if name)[:_TOLD])
        notes.append(f"Bảng điểm không có đơn vị nào thuộc: {shown}{' …' if len(whole) > _TOLD else ''}.")
    return tuple(notes)


def _refuse_one_unit_twice(loaded: LoadedScores, units: dict[Sighting, int]) -> None:
    """Raises LoadError where two spellings in the file turn out to be one unit: its points would be kept twice."""
    seen: dict[tuple[int, str | None], Place] = {}
    figures = [*((one.at, one.criterion) for one in loaded.points), *((one.at, None) for one in loaded.totals)]
    for place, criterion in figures:
        unit = units.get(place.unit)
        before = place if unit is None else seen.setdefault((unit, criterion), place)
        if before is not place:
            raise place.grid.error(
                place.row,
                place.column,
                f"“{place.unit.name}” là cùng một đơn vị với “{before.unit.name}” ở {before.where}.",
                "Hãy bỏ một trong hai dòng, hoặc ghi kèm huyện nếu là hai đơn vị.",
            )


def _unknown_units(unknown: Sequence[tuple[Place, Match]], known: Sequence[KnownUnit]) -> LoadError:
    """The error for the first unit that is not known, with the places of the others: they are mended in one go."""
    place, match = unknown[0]
    problem = (
        f"có nhiều đơn vị tên “{_written(place)}”, chưa biết là đơn vị nào{_meant(place, known)}."
        if match is Match.SEVERAL
        else f"đơn vị “{_written(place)}” không có trong danh sách đơn vị{_meant(place, known)}."
    )
    others = "; ".join(f"“{_written(at)}” ở {at.where}{_meant(at, known)}" for at, _ in unknown[1 : 1 + _TOLD])
    more = f" và {len(unknown) - 1 - _TOLD} đơn vị nữa" if len(unknown) > 1 + _TOLD else ""
    return place.grid.error(
        place.row,
        place.column,
        problem + (f" Cũng chưa rõ: {others}{more}." if others else ""),
        "Hãy sửa tên (ghi kèm huyện, tỉnh nếu trùng tên) hoặc nạp lại danh sách đơn vị.",
    )


def _meant(place: Place, known: Sequence[KnownUnit]) -> str:
    """The units of the roster that a misspelt name may mean, in brackets."""
    names = units_like([entry for entry in known if entry.on_roster] or known, place.unit)
    return f" (có phải: {'; '.join(names)}?)" if names else ""


def _written(place: Place) -> str:
    return f"{place.unit.kind} {place.unit.name}".strip()
