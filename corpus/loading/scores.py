"""Points per unit and criterion from a published sheet: CSV, XLSX, or the table of a document."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.loading.criteria import current_criteria, slug
from corpus.loading.criteria_words import is_total, points_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.report import LoadReport
from corpus.loading.score_checks import above_maximum, refuse_repeats, unread_columns, without_points
from corpus.loading.score_layouts import Points, laid_out
from corpus.loading.score_names import Names
from corpus.loading.score_tables import score_tables
from corpus.loading.score_units import first_data_row
from schema.criteria import CriteriaSet
from schema.scores import Score, ScoreSheet
from schema.store import Store, StoredCriteria
from schema.text import fold
from schema.units import Match, Sighting, UnitIndex

_YEAR = re.compile(r"\bnăm (20\d\d)\b")
_TOLD = 10  # units that one message names


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedScores:
    """All points of a table, the year that its title names, and what is doubtful, in Vietnamese."""

    grid: Grid
    points: tuple[Points, ...]
    year: int | None = None
    warnings: tuple[str, ...] = ()


def read_scores(path: str | Path, criteria: CriteriaSet) -> LoadedScores:
    """The points in the file at ``path`` for ``criteria``. Raises LoadError that names the cell."""
    grids = score_tables(Path(path))
    main = max(grids, key=lambda grid: len(grid.rows))
    loaded = scores_from_grid(main, criteria)
    return replace(loaded, warnings=(*loaded.warnings, *_unread_tables(grids, main)))


def _unread_tables(grids: tuple[Grid, ...], main: Grid) -> list[str]:
    """A remark on every other table that has a unit and figures: nothing of a file is dropped without a word."""
    return [
        f"{main.file}, {f'trang tính “{grid.sheet}”' if grid.sheet else f'bảng thứ {number}'}: có {len(grid.rows)} dòng"
        " chưa được nạp (chỉ nạp bảng dài nhất); nếu đây cũng là điểm, hãy nạp bằng một tệp riêng."
        for number, grid in enumerate(grids, 1)
        if grid is not main and first_data_row(grid) is not None
    ]


def load_scores(
    store: Store, path: str | Path, *, sheet: str | None = None, criteria: StoredCriteria | None = None
) -> LoadReport:
    """Load the sheet for ``criteria`` (else the set in use); units are found through the roster."""
    wanted = criteria or current_criteria(store)
    loaded = read_scores(path, wanted.criteria_set)
    scores = _matched(store, loaded)
    name = sheet or slug(Path(path).stem)
    store.save_scores(ScoreSheet(id=name, scores=scores, year=loaded.year), wanted)
    return LoadReport(id=name, rows=len({score.unit for score in scores}), warnings=loaded.warnings)


def scores_from_grid(grid: Grid, criteria: CriteriaSet) -> LoadedScores:
    """The points in ``grid``, whatever its layout. Raises LoadError that names the cell."""
    laid = laid_out(grid, Names(criteria))
    if laid is None or not laid.points:
        raise _no_points(grid, criteria)
    refuse_repeats(laid.grid, laid.points)
    unread = () if laid.long else unread_columns(laid.grid, laid.points)
    without = without_points(laid.grid, laid.without, laid.points[0].unit_column)
    warnings = (*grid.notes, *unread, *without, *above_maximum(laid.grid, laid.points, criteria))
    return LoadedScores(grid=laid.grid, points=laid.points, year=_year(grid), warnings=warnings)


def _year(grid: Grid) -> int | None:
    """The one year that the title of the table names."""
    title = " ".join((grid.caption, *(text for row in grid.rows[:3] for text in row)))
    years = set(_YEAR.findall(fold(title)))
    return int(years.pop()) if len(years) == 1 else None


def _no_points(grid: Grid, criteria: CriteriaSet) -> LoadError:
    """The error for a table without a column of the set; one that only has totals is told so."""
    wanted = f"cần các cột (hoặc các dòng) mang mã, tên lĩnh vực hoặc tiêu chí của bộ “{criteria.id}”"
    first = first_data_row(grid)
    total = None if first is None else _total_column(grid, *first)
    if total is not None and first is not None:
        problem = f"bảng chỉ có tổng điểm của từng đơn vị, không có điểm theo lĩnh vực, tiêu chí; {wanted}."
        return grid.error(first[0], total, problem, "Hãy dùng bảng điểm chi tiết theo lĩnh vực hoặc tiêu chí.")
    return grid.error(
        0,
        None,
        f"không thấy bảng điểm: cần cột đơn vị; {wanted}.",
        "Hãy ghi mã tiêu chí ở tiêu đề cột, hoặc dùng ba cột Đơn vị, Tiêu chí, Điểm.",
    )


def _total_column(grid: Grid, first: int, unit_column: int) -> int | None:
    """The column of totals right of the units; None where there is none."""
    for column in range(unit_column + 1, grid.width):
        head = next((text for row in range(first - 1, -1, -1) if (text := grid.cell(row, column))), "")
        if is_total(head) and points_of(grid.cell(first, column)) is not None:
            return column
    return None


def _matched(store: Store, loaded: LoadedScores) -> tuple[Score, ...]:
    """The scores with the ids of their units. Without a roster the units of the sheet are added, off the roster."""
    known = store.units()
    owing = frozenset(entry.id for entry in known if entry.on_roster)
    index = UnitIndex(((entry.id, entry.unit) for entry in known), owing)
    ids: dict[Sighting, int] = {}
    missing: list[Points] = []
    unknown: dict[Sighting, tuple[Points, Match]] = {}
    for one in loaded.points:
        if one.unit in ids:
            continue
        resolution = index.resolve(one.unit)
        if resolution.unit is not None:
            ids[one.unit] = resolution.unit
        elif resolution.match is Match.SEVERAL or owing:
            unknown.setdefault(one.unit, (one, resolution.match))
        else:
            missing.append(one)
    if unknown:
        raise _unknown_units(loaded.grid, tuple(unknown.values()))
    ids.update(store.add_units(tuple(dict.fromkeys(one.unit for one in missing))))
    return tuple(Score(unit=ids[one.unit], criterion=one.criterion, points=one.points) for one in loaded.points)


def _unknown_units(grid: Grid, unknown: tuple[tuple[Points, Match], ...]) -> LoadError:
    """The error for the first unit that is not known, with the places of the others: they are mended in one go."""
    first = _unknown_unit(grid, *unknown[0])
    if len(unknown) == 1:
        return first
    others = "; ".join(
        f"“{f'{one.unit.kind} {one.unit.name}'.strip()}” ({grid.where(one.row, one.unit_column)})"
        for one, _ in unknown[1 : 1 + _TOLD]
    )
    more = f" và {len(unknown) - 1 - _TOLD} đơn vị nữa" if len(unknown) > 1 + _TOLD else ""
    return LoadError(f"{first.message} Cũng chưa rõ: {others}{more}.", first.next_step)


def _unknown_unit(grid: Grid, one: Points, match: Match) -> LoadError:
    name = f"{one.unit.kind} {one.unit.name}".strip()
    problem = (
        f"có nhiều đơn vị tên “{name}”, chưa biết là đơn vị nào."
        if match is Match.SEVERAL
        else f"đơn vị “{name}” không có trong danh sách đơn vị."
    )
    return grid.error(
        one.row,
        one.unit_column,
        problem,
        "Hãy sửa tên (ghi kèm huyện, tỉnh nếu trùng tên) hoặc nạp lại danh sách đơn vị.",
    )
