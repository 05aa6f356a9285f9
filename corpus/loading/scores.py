"""Points per unit and criterion from a published sheet: CSV, XLSX, or the table of a document.

Three layouts: units down and criteria across, criteria down and units across, or one line per unit and criterion.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.coverage import lexicon
from corpus.coverage.areas import AreaHeadings
from corpus.coverage.words import syllables
from corpus.loading.columns import Role, find_head, head_key, is_head_again
from corpus.loading.criteria import current_criteria, slug
from corpus.loading.criteria_heads import ROLES as CRITERIA_ROLES
from corpus.loading.criteria_words import points_of
from corpus.loading.documents import read_document, tables_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.hierarchy import clean_code
from corpus.loading.report import LoadReport
from corpus.loading.sheets import read_sheets
from corpus.loading.units import ROLES as UNIT_ROLES
from schema.criteria import CriteriaSet, Node, Part, points_text
from schema.scores import Score, ScoreSheet
from schema.store import Store, StoredCriteria
from schema.text import fold
from schema.units import COMMUNE_KINDS, DISTRICT_KINDS, Match, Sighting, UnitIndex, name_key, sighting, split_unit

_SHEETS = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"}
_LONG: Mapping[str, Role] = {
    "unit": Role(name="Đơn vị", heads=UNIT_ROLES["name"].heads, required=True),
    "points": Role(
        name="Điểm",
        heads=("điểm đạt được", "điểm đạt", "điểm thẩm định", "điểm…", "số điểm", "kết quả", "points", "score"),
        required=True,
    ),
    "criterion": Role(
        name="Tiêu chí", heads=("mã tiêu chí", "mã", "tiêu chí", "tiêu chí…", "criterion", "code"), required=True
    ),
}
_NO_POINTS = {"", "-", "–", "x", "n/a", "không đánh giá", "kđg"}
_NOT_A_UNIT = ("tổng", "cộng", "trung bình", "bình quân", "ghi chú", "điểm tối đa", "thang điểm", "điểm chuẩn")
# Columns of figures that are no points of a criterion.
_NOT_POINTS = (
    "tổng",
    "cộng",
    "điểm",
    "xếp",
    "thứ",
    "hạng",
    "chỉ số",
    "tỷ lệ",
    "ghi chú",
    "stt",
    "tt",
    "%",
    "par index",
)

# Heads of columns that could be taken for the name of a unit.
_HEADS = frozenset(
    head.rstrip("…") for roles in (UNIT_ROLES, CRITERIA_ROLES, _LONG) for role in roles.values() for head in role.heads
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """One cell of points as read: where it stands, and for whom and what."""

    row: int
    column: int
    unit: Sighting
    unit_column: int
    criterion: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedScores:
    """All points of a table, and what is doubtful, in Vietnamese."""

    grid: Grid
    points: tuple[Points, ...]
    warnings: tuple[str, ...] = ()


def read_scores(path: str | Path, criteria: CriteriaSet) -> LoadedScores:
    """The points in the file at ``path`` for ``criteria``. Raises LoadError that names the cell."""
    source = Path(path)
    sheets = source.suffix.lower() in _SHEETS
    grids = read_sheets(source) if sheets else joined(tables_of(read_document(source)))
    grids = tuple(grid for grid in grids if len(grid.rows) > 1)
    if not grids:
        raise LoadError(f"{source.name}: không có bảng điểm nào.", "Hãy kiểm tra lại tệp.")
    main = max(grids, key=lambda grid: len(grid.rows))
    loaded = scores_from_grid(main, criteria)
    return replace(loaded, warnings=(*loaded.warnings, *_unread_tables(grids, main)))


def joined(tables: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Tables of a document, those that go on with the columns of the one before made one: a table that a page break or
    a paragraph cuts begins again without a head, or with the same one."""
    found: list[Grid] = []
    for table in tables:
        before = found[-1] if found else None
        if before is not None and _width(before) == _width(table) and _goes_on(before, table):
            head = before.rows[: _rows_repeated(before, table)]
            found[-1] = replace(before, rows=(*before.rows, *table.rows[len(head) :]))
        else:
            found.append(table)
    return tuple(found)


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows), default=0)


def _rows_repeated(before: Grid, after: Grid) -> int:
    pairs = zip(before.rows, after.rows, strict=False)
    return next((number for number, (left, right) in enumerate(pairs) if left != right), len(after.rows))


def _goes_on(before: Grid, after: Grid) -> bool:
    """Whether ``after`` has no head of its own: it repeats that of ``before``, or begins with a row of figures or a
    group."""
    if _rows_repeated(before, after):
        return True
    first = after.rows[0]
    figures = sum(points_of(text) is not None for text in first)
    return figures > 1 or sum(map(bool, first)) <= 2


def _unread_tables(grids: tuple[Grid, ...], main: Grid) -> list[str]:
    """A remark on every other table that has a unit and figures: nothing of a file is dropped without a word."""
    return [
        f"{main.file}, {f'trang tính “{grid.sheet}”' if grid.sheet else f'bảng thứ {number}'}: có {len(grid.rows)} dòng"
        " chưa được nạp (chỉ nạp bảng dài nhất); nếu đây cũng là điểm, hãy nạp bằng một tệp riêng."
        for number, grid in enumerate(grids, 1)
        if grid is not main and _first_data_row(grid) is not None
    ]


def load_scores(
    store: Store, path: str | Path, *, sheet: str | None = None, criteria: StoredCriteria | None = None
) -> LoadReport:
    """Load the sheet for ``criteria`` (else the set in use); units are found through the roster."""
    wanted = criteria or current_criteria(store)
    loaded = read_scores(path, wanted.criteria_set)
    scores = _matched(store, loaded)
    name = sheet or slug(Path(path).stem)
    store.save_scores(ScoreSheet(id=name, scores=scores), wanted)
    return LoadReport(id=name, rows=len({score.unit for score in scores}), warnings=loaded.warnings)


def scores_from_grid(grid: Grid, criteria: CriteriaSet) -> LoadedScores:
    """The points in ``grid``, whatever its layout. Raises LoadError that names the cell."""
    names = _Names(criteria)
    long = find_head(grid, _LONG)
    if long is not None:
        points = _long(grid, names, long.columns, long.last_row)
    else:
        points = _across(grid, names) or _down(grid, names)
    if not points:
        raise grid.error(
            0,
            None,
            "không thấy bảng điểm: cần cột đơn vị và các cột (hoặc các dòng) mang mã, tên tiêu chí của bộ"
            f" “{criteria.id}”.",
            "Hãy ghi mã tiêu chí ở tiêu đề cột, hoặc dùng ba cột Đơn vị, Tiêu chí, Điểm.",
        )
    _refuse_repeats(grid, points)
    unread = _unread_columns(grid, points) if long is None else ()
    warnings = (*unread, *_above_maximum(grid, points, criteria))
    return LoadedScores(grid=grid, points=tuple(points), warnings=warnings)


class _Names:
    """Finds the criterion or area that a head or a cell names: by code, by name, by alias."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._by_code = {node.code.lower(): node.code for node in criteria.nodes()}
        self._by_name: dict[str, str] = {}
        self._areas = AreaHeadings(criteria.areas)
        for node in reversed(criteria.nodes()):
            for name in (*reversed(node.aliases), node.name):
                self._by_name[name_key(name)] = node.code

    def find(self, text: str) -> str | None:
        code = clean_code(text)
        if code is not None and code.lower() in self._by_code:
            return self._by_code[code.lower()]
        head, _, rest = text.partition(" ")
        code = clean_code(head)
        if rest and code is not None and any(map(str.isdigit, code)) and code.lower() in self._by_code:
            return self._by_code[code.lower()]
        return self._by_name.get(name_key(text)) or self._by_name.get(name_key(head_key(text)))

    def area(self, text: str) -> str | None:
        """The area that a head means without writing its name in full: "Cải cách tổ chức bộ máy hành chính"."""
        words = syllables(head_key(text), lexicon.words().abbreviations).words
        found = self._areas.match(" ".join(word for word in words if word != ","))
        return None if found is None else found.code


def _long(grid: Grid, names: _Names, columns: Mapping[str, int], last_head: int) -> list[Points]:
    grid.refuse_merges(last_head + 1, columns.values())
    found: list[Points] = []
    for row in range(last_head + 1, len(grid.rows)):
        unit, criterion = (grid.cell(row, columns[role]) for role in ("unit", "criterion"))
        value = _value(grid, row, columns["points"])
        if (not unit and not criterion) or value is None:
            continue
        code = names.find(criterion)
        if code is None:
            raise _unknown_criterion(grid, row, columns["criterion"], criterion)
        found.append(
            Points(
                row=row,
                column=columns["points"],
                unit=sighting(unit),
                unit_column=columns["unit"],
                criterion=code,
                points=value,
            )
        )
    return found


def _across(grid: Grid, names: _Names) -> list[Points]:
    """Units down, criteria across."""
    first = _first_data_row(grid)
    if first is None:
        return []
    row, unit_column = first
    criteria = _criteria_columns(grid, names, row, unit_column)
    if not criteria:
        return []
    grid.refuse_merges(row, (unit_column, *criteria))
    found: list[Points] = []
    group = _group(grid.cell(row - 1, unit_column)) if row else None
    head = set(grid.rows[:row])
    communes = any(
        split_unit(cells[unit_column])[0] in COMMUNE_KINDS for cells in grid.rows[row:] if _reaches(cells, unit_column)
    )
    for at in range(row, len(grid.rows)):
        written = " ".join(grid.cell(at, unit_column).split())
        again = grid.rows[at] in head or is_head_again(grid, at, {"": unit_column})
        if again or fold(written).startswith(_NOT_A_UNIT):
            continue
        if communes and _group(written) is not None:
            group = _group(written)  # the sums of a district stand above its communes
            continue
        values = {column: _value(grid, at, column) for column in criteria} if written else {}
        if not any(value is not None for value in values.values()):
            group = _group(written) or group
            continue
        found.extend(
            Points(
                row=at,
                column=column,
                unit=_within(sighting(written), group),
                unit_column=unit_column,
                criterion=criteria[column],
                points=value,
            )
            for column, value in values.items()
            if value is not None
        )
    return found


def _reaches(cells: tuple[str, ...], column: int) -> bool:
    return column < len(cells)


def _group(text: str) -> str | None:
    """The district that a line of its own names above its communes."""
    kind, name = split_unit(text)
    return f"{kind} {name}" if kind in DISTRICT_KINDS and name else None


def _within(seen: Sighting, group: str | None) -> Sighting:
    if seen.superior is not None or group is None:
        return seen
    return Sighting(kind=seen.kind, name=seen.name, superior=group, province=seen.province, on=seen.on)


def _first_data_row(grid: Grid) -> tuple[int, int] | None:
    """The first row with a unit and a number right of it, and the column of the unit: a unit with its kind ("xã A")
    where the table writes kinds at all, else any name that is no head of a column."""
    for is_unit in (_has_kind, _is_name):
        for row, cells in enumerate(grid.rows):
            for column, text in enumerate(cells):
                if is_unit(text) and any(points_of(other) is not None for other in cells[column + 1 :]):
                    return row, column
    return None


def _has_kind(text: str) -> bool:
    kind, name = split_unit(text)
    return bool(kind and name)


def _is_name(text: str) -> bool:
    key = head_key(text)
    return text[:1].isupper() and key not in _HEADS and not key.startswith(_NOT_A_UNIT)


def _criteria_columns(grid: Grid, names: _Names, first_row: int, unit_column: int) -> dict[int, str]:
    """The criterion of every column that has one in the rows of the head, the lowest row first."""
    head = [row for row in range(first_row) if not is_head_again(grid, row, {"": unit_column})]
    width = max(map(len, grid.rows))
    found: dict[int, str] = {}
    for column in range(unit_column + 1, width):
        texts = [(row, text) for row in reversed(head) if (text := grid.cell(row, column))]
        code = next((code for _, text in texts if (code := names.find(text)) is not None), None)
        if code is not None:
            found[column] = code
        elif texts and _looks_like_code(texts[0][1]):
            raise _unknown_criterion(grid, texts[0][0], column, texts[0][1])
    return found | _area_columns(
        grid, names, head, set(range(unit_column + 1, width)) - set(found), set(found.values())
    )


def _area_columns(grid: Grid, names: _Names, head: list[int], columns: set[int], taken: set[str]) -> dict[int, str]:
    """The area of every other column whose lowest head means one; an area that two heads could mean is nobody's."""
    meant: dict[int, str] = {}
    for column in sorted(columns):
        lowest = next((text for row in reversed(head) if (text := grid.cell(row, column))), "")
        area = names.area(lowest) if lowest else None
        if area is not None and area not in taken:
            meant[column] = area
    unsure = {area for area, count in Counter(meant.values()).items() if count > 1}
    return {column: area for column, area in meant.items() if area not in unsure}


def _looks_like_code(text: str) -> bool:
    code = clean_code(text)
    return code is not None and "." in code and code.replace(".", "").isdigit()


def _down(grid: Grid, names: _Names) -> list[Points]:
    """Criteria down, units across: the same table on its side."""
    width = max(map(len, grid.rows))
    turned = Grid(
        file=grid.file,
        sheet=grid.sheet,
        rows=tuple(tuple(grid.cell(row, column) for row in range(len(grid.rows))) for column in range(width)),
    )
    try:
        found = _across(turned, names)
    except LoadError:
        return []  # the table is not of this layout, and its error would name cells of a table on its side
    return [
        Points(
            row=points.column,
            column=points.row,
            unit=points.unit,
            unit_column=points.row,
            criterion=points.criterion,
            points=points.points,
        )
        for points in found
    ]


def _value(grid: Grid, row: int, column: int) -> float | None:
    text = grid.cell(row, column)
    if fold(text) in _NO_POINTS:
        return None
    points = points_of(text)
    if points is None:
        raise grid.error(
            row, column, f"“{text}” không phải là số điểm.", "Hãy ghi số, ví dụ 1,5; để trống nếu không chấm."
        )
    return points


def _unknown_criterion(grid: Grid, row: int, column: int, text: str) -> LoadError:
    return grid.error(
        row,
        column,
        f"“{text}” không phải là tiêu chí của bộ đang dùng.",
        "Hãy sửa mã, hoặc chọn đúng bộ tiêu chí bằng “kehoach criteria use”.",
    )


def _refuse_repeats(grid: Grid, points: list[Points]) -> None:
    seen: dict[tuple[str, str | None, str], Points] = {}
    for one in points:
        key = (one.unit.key, one.unit.superior, one.criterion)
        if key in seen:
            raise grid.error(
                one.row,
                one.column,
                f"điểm của “{one.unit.name}” cho tiêu chí “{one.criterion}” đã có ở"
                f" {grid.where(seen[key].row, seen[key].column)}.",
                "Hãy bỏ dòng hoặc cột thừa.",
            )
        seen[key] = one


def _unread_columns(grid: Grid, points: list[Points]) -> tuple[str, ...]:
    """A remark on every column of figures, beside totals and ranks, that stands for nothing in the set."""
    rows = sorted({one.row for one in points})
    read = {one.column for one in points} | {one.unit_column for one in points}
    found = []
    for column in range(min(one.unit_column for one in points) + 1, _width(grid)):
        figures = sum(points_of(grid.cell(row, column)) is not None for row in rows)
        name = next((text for row in range(rows[0] - 1, -1, -1) if _is_head(text := grid.cell(row, column))), "")
        if column not in read and 2 * figures > len(rows) and not fold(name).startswith(_NOT_POINTS):
            where = grid.where(rows[0], column).rpartition(" (")[0] or grid.where(rows[0], column)
            found.append(f"Cột “{name or '(không tên)'}” ({where}) không ứng với tiêu chí nào của bộ nên không nạp.")
    return tuple(found)


def _is_head(text: str) -> bool:
    return any(map(str.isalpha, text))


def _above_maximum(grid: Grid, points: list[Points], criteria: CriteriaSet) -> tuple[str, ...]:
    nodes: dict[str, Node] = {node.code: node for node in criteria.nodes()}
    return tuple(
        f"{grid.where(one.row, one.column)}: {points_text(one.points)} điểm, quá điểm tối đa {points_text(maximum)}"
        f" của tiêu chí {one.criterion}."
        for one in points
        if (maximum := nodes[one.criterion].max_points) is not None
        and nodes[one.criterion].part is not Part.PENALTY
        and one.points > maximum
    )


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


_TOLD = 10  # units that one message names


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
