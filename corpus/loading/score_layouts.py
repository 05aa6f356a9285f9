"""The three layouts of a score sheet: units down and criteria across, the same on its side, a line for each point."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.loading.columns import Role, find_head, head_key, is_head_again, names_role
from corpus.loading.criteria_heads import ROLES as CRITERIA_ROLES
from corpus.loading.criteria_words import points_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.hierarchy import clean_code
from corpus.loading.score_names import Names
from corpus.loading.unit_heads import ROLES as UNIT_ROLES
from corpus.loading.unit_words import district_heading
from schema.text import fold
from schema.units import COMMUNE_KINDS, Sighting, sighting, split_unit

LONG: Mapping[str, Role] = {
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
NO_POINTS = frozenset(
    {"", "-", "–", "—", "x", "/", "n/a", "không đánh giá", "không chấm", "không có", "kđg", "…", "..."}
)
# Columns of figures that are no points of a criterion, and rows that are no unit.
NOT_POINTS = (
    "tổng", "cộng", "điểm", "xếp", "thứ", "hạng", "chỉ số", "tỷ lệ", "ghi chú", "stt", "tt", "%", "par index",
)  # fmt: skip
NOT_A_UNIT = (*NOT_POINTS, "trung bình", "bình quân", "thang điểm", "cao nhất", "thấp nhất")
_TOLD = 10  # cells that one message names


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
class Laid:
    """The points of a table and the table as it was read: on its side where criteria go down. without: the rows of
    units that have no points at all."""

    grid: Grid
    points: tuple[Points, ...]
    without: tuple[int, ...] = ()
    long: bool = False


def laid_out(grid: Grid, names: Names) -> Laid | None:
    """The points of ``grid`` in whichever layout it has; None where it has none of them. Raises LoadError."""
    long = find_head(grid, LONG)
    if long is not None:
        return Laid(grid=grid, points=tuple(_lines(grid, names, long.columns, long.last_row)), long=True)
    for way in (grid, grid.on_its_side()):
        laid = _across(way, names)
        if laid is not None:
            return laid
    return None


def _lines(grid: Grid, names: Names, columns: Mapping[str, int], last_head: int) -> list[Points]:
    """A line for each unit and criterion."""
    grid.refuse_merges(last_head + 1, columns.values())
    found: list[Points] = []
    values = _Values(grid)
    for row in range(last_head + 1, len(grid.rows)):
        unit, criterion = (grid.cell(row, columns[role]) for role in ("unit", "criterion"))
        value = values.at(row, columns["points"]) if unit or criterion else None
        if value is None:
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
    values.complain()
    return found


class _Values:
    """Reads cells of points and keeps those that are none, so that all are told at once."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._wrong: list[tuple[int, int]] = []

    def at(self, row: int, column: int) -> float | None:
        """The points in the cell; None where it holds none."""
        text = self._grid.cell(row, column)
        if fold(text) in NO_POINTS:
            return None
        points = points_of(text)
        if points is None:
            self._wrong.append((row, column))
        return points

    def complain(self) -> None:
        """Raises LoadError where a cell was no number; the first stands in front, the places of the others follow."""
        if not self._wrong:
            return
        first = self._grid.number_error(
            *self._wrong[0], "số điểm", "Hãy ghi số, ví dụ 1,5; để trống hoặc ghi “-” nếu không chấm."
        )
        others = "; ".join(f"“{self._grid.cell(*at)}” ({self._grid.where(*at)})" for at in self._wrong[1 : 1 + _TOLD])
        more = f" và {len(self._wrong) - 1 - _TOLD} ô nữa" if len(self._wrong) > 1 + _TOLD else ""
        told = f" Cũng không phải là số: {others}{more}." if others else ""
        raise LoadError(f"{first.message}{told}", first.next_step)


def _across(grid: Grid, names: Names) -> Laid | None:
    """Units down, criteria across; None where the table is not so."""
    first = first_data_row(grid)
    if first is None:
        return None
    row, unit_column = first
    criteria = _criteria_columns(grid, names, row, unit_column)
    if not criteria:
        return None
    grid.refuse_merges(row, (unit_column, *criteria))
    units = _Units(grid, row, unit_column)
    values = _Values(grid)
    found: list[Points] = []
    without: list[int] = []
    for at in range(row, len(grid.rows)):
        cells = [column for column in criteria if fold(grid.cell(at, column)) not in NO_POINTS]
        unit = units.at(at, bool(cells))
        if unit is None:
            without += [at] if not cells and _is_commune(grid.cell(at, unit_column)) else []
            continue
        found.extend(
            Points(
                row=at,
                column=column,
                unit=unit,
                unit_column=unit_column,
                criterion=criteria[column],
                points=value,
            )
            for column in cells
            if (value := values.at(at, column)) is not None
        )
    values.complain()
    return Laid(grid=grid, points=tuple(found), without=tuple(without)) if found else None


class _Units:
    """Tells the unit of each row from its name and from the district that stands above or beside it."""

    def __init__(self, grid: Grid, first: int, column: int) -> None:
        self._grid = grid
        self._column = column
        self._head = set(grid.rows[:first])
        self._beside = _district_column(grid, first, column)
        self._group = next((group for row in range(first - 1, -1, -1) if (group := self._district(row))), None)
        self._communes = any(
            split_unit(grid.cell(row, column))[0] in COMMUNE_KINDS for row in range(first, len(grid.rows))
        )

    def at(self, row: int, has_points: bool) -> Sighting | None:
        """The unit whose points stand in ``row``; None where it holds a district's own line, a sum, or a head."""
        grid, written = self._grid, " ".join(self._grid.cell(row, self._column).split())
        again = grid.rows[row] in self._head or is_head_again(grid, row, {"": self._column})
        if again or (fold(written).startswith(NOT_A_UNIT) and not _has_kind(written)):
            return None
        if self._beside is not None:
            self._group = district_heading(grid.cell(row, self._beside)) or self._group
        district = self._district(row)
        if district is not None and (self._communes or not has_points):
            self._group = district  # the sums of a district stand above its communes
            return None
        return self._within(sighting(written)) if written and has_points else None

    def _district(self, row: int) -> str | None:
        """The district whose own line ``row`` is: its name stands in the units' column, or over the whole width."""
        texts = [text for text in self._grid.rows[row] if text]
        own = self._grid.cell(row, self._column) or (texts[0] if len(texts) <= 2 else "")
        whole = next((name for text in texts[:1] if len(texts) == 1 and (name := district_heading(text))), None)
        return whole or (district_heading(own) if own else None)

    def _within(self, seen: Sighting) -> Sighting:
        return seen if seen.superior is not None or self._group is None else replace(seen, superior=self._group)


def _district_column(grid: Grid, first: int, unit_column: int) -> int | None:
    """The column beside the units' that names their districts, merged or written once."""
    for column in range(unit_column):
        for row in range(first, len(grid.rows)):
            if grid.cell(row, unit_column) and district_heading(grid.cell(row, column)):
                return column
    return None


def first_data_row(grid: Grid) -> tuple[int, int] | None:
    """The first row with a unit and a number right of it, and the column of the unit: a unit with its kind ("xã A")
    where the table writes kinds at all, else any name that is no head of a column."""
    for is_unit in (_is_commune, _has_kind, _is_name):
        for row, cells in enumerate(grid.rows):
            for column, text in enumerate(cells):
                if is_unit(text) and _numbers_right_of(cells, column):
                    return _first_of(grid, row, column), column
    return None


def _first_of(grid: Grid, row: int, column: int) -> int:
    """The first row above ``row`` from which on units stand without a gap: not all write their kind."""
    first = row
    for above in range(row - 1, -1, -1):
        cells = grid.rows[above]
        text = grid.cell(above, column)
        if text and (_has_kind(text) or _is_name(text)) and _numbers_right_of(cells, column):
            first = above
        elif sum(map(bool, cells)) > 2 or is_head_again(grid, above, {"": column}):
            break
    return first


def _numbers_right_of(cells: Sequence[str], column: int) -> bool:
    return any(points_of(other) is not None or other.startswith("=") for other in cells[column + 1 :])


def _is_commune(text: str) -> bool:
    kind, name = split_unit(text)
    return kind in COMMUNE_KINDS and bool(name)


def _has_kind(text: str) -> bool:
    kind, name = split_unit(text)
    return bool(kind and name)


def _is_name(text: str) -> bool:
    key = head_key(text)
    heads = any(names_role(roles, key) for roles in (UNIT_ROLES, CRITERIA_ROLES, LONG))
    return text[:1].isupper() and not heads and not key.startswith(NOT_A_UNIT)


def _criteria_columns(grid: Grid, names: Names, first_row: int, unit_column: int) -> dict[int, str]:
    """The criterion of every column that has one in the rows of the head, the lowest row first."""
    head = [row for row in range(first_row) if not is_head_again(grid, row, {"": unit_column})]
    found: dict[int, str] = {}
    for column in range(unit_column + 1, grid.width):
        texts = [(row, text) for row in reversed(head) if _is_text(text := grid.cell(row, column), names)]
        code = next((code for _, text in texts if (code := names.find(text)) is not None), None)
        if code is not None:
            found[column] = code
        elif texts and _looks_like_code(texts[0][1]):
            raise _unknown_criterion(grid, texts[0][0], column, texts[0][1])
    others = set(range(unit_column + 1, grid.width)) - set(found)
    return found | _area_columns(grid, names, head, others, set(found.values()))


def _is_text(text: str, names: Names) -> bool:
    """Whether a cell of the head may name a criterion: not a maximum ("10", "9,5 điểm") below the name."""
    return bool(text) and (points_of(text) is None or names.find(text) is not None or _looks_like_code(text))


def _area_columns(grid: Grid, names: Names, head: list[int], columns: set[int], taken: set[str]) -> dict[int, str]:
    """The area of every other column whose lowest head means one; an area that two heads could mean is nobody's."""
    meant: dict[int, str] = {}
    for column in sorted(columns):
        texts = [text for row in reversed(head) if (text := grid.cell(row, column)) and points_of(text) is None]
        area = names.area(texts[0]) if texts else None
        if area is not None and area not in taken:
            meant[column] = area
    unsure = {area for area, count in Counter(meant.values()).items() if count > 1}
    return {column: area for column, area in meant.items() if area not in unsure}


def _looks_like_code(text: str) -> bool:
    code = clean_code(text)
    return code is not None and "." in code and code.replace(".", "").isdigit()


def _unknown_criterion(grid: Grid, row: int, column: int, text: str) -> LoadError:
    return grid.error(
        row,
        column,
        f"“{text}” không phải là tiêu chí của bộ đang dùng.",
        "Hãy sửa mã, hoặc chọn đúng bộ tiêu chí bằng “kehoach criteria use”.",
    )
