"""Whose points stand in a row of a score sheet, and where its units begin."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.loading.columns import Role, head_key, is_head_again, names_role
from corpus.loading.criteria_heads import ROLES as CRITERIA_ROLES
from corpus.loading.grid import Grid
from corpus.loading.score_figures import Measure, value_of
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
# Columns of figures that are no points of a criterion, and rows that are no unit.
NOT_POINTS = (
    "tổng", "cộng", "điểm", "xếp", "thứ", "hạng", "chỉ số", "tỷ lệ", "ghi chú", "stt", "tt", "%", "par index",
)  # fmt: skip
NOT_A_UNIT = (*NOT_POINTS, "trung bình", "bình quân", "thang điểm", "cao nhất", "thấp nhất")
# What points from a name to a note below the table: "Xã Bình *", "Xã Bình (**)", "Xã Bình (1)", "Xã Bình¹".
_NOTE_MARK = re.compile(r"\s*(?:\(\*{1,3}\)|\*{1,3}|\(\d\)|\[\d\]|[¹²³⁴⁵⁶⁷⁸⁹])$")


class RowUnits:
    """Tells the unit of each row from its name and from the district that stands above or beside it."""

    def __init__(self, grid: Grid, first: int, column: int) -> None:
        self._grid = grid
        self._column = column
        self._head = set(grid.rows[:first])
        self._beside = _district_column(grid, first, column)
        above = (self._district(row) for row in range(first - 1, -1, -1))
        self._group = next(filter(None, above), None) or (district_heading(grid.sheet) if grid.sheet else None)
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
        return self._within(sighting(without_mark(written))) if written and has_points else None

    def _district(self, row: int) -> str | None:
        """The district whose own line ``row`` is: its name stands in the units' column, or over the whole width."""
        texts = [text for text in self._grid.rows[row] if text]
        own = self._grid.cell(row, self._column) or (texts[0] if 0 < len(texts) <= 2 else "")
        whole = next((name for text in texts[:1] if len(texts) == 1 and (name := district_heading(text))), None)
        return whole or (district_heading(own) if own else None)

    def _within(self, seen: Sighting) -> Sighting:
        return seen if seen.superior is not None or self._group is None else replace(seen, superior=self._group)


def _district_column(grid: Grid, first: int, unit_column: int) -> int | None:
    """The column beside the units' that names their districts, merged or written once."""
    for column in (at for at in range(grid.width) if at != unit_column):
        for row in range(first, len(grid.rows)):
            if grid.cell(row, unit_column) and district_heading(grid.cell(row, column)):
                return column
    return None


def first_data_row(grid: Grid) -> tuple[int, int] | None:
    """The first row with a unit and a number right of it, and the column of the unit: a unit with its kind ("xã A")
    where the table writes kinds at all, else any name below a head of units, else any that is no head of a column."""
    ways: tuple[Callable[[int, int, str], bool], ...] = (
        lambda row, column, text: is_commune(text),
        lambda row, column, text: _is_name(text) and _is_below_units_head(grid, row, column),
        lambda row, column, text: _has_kind(text),
        lambda row, column, text: _is_name(text),
    )
    for is_unit in ways:
        for row, cells in enumerate(grid.rows):
            for column, text in enumerate(cells):
                if is_unit(row, column, text) and _numbers_right_of(cells, column):
                    return _first_of(grid, row, column), column
    return None


def without_mark(text: str) -> str:
    """The name in a cell without the mark of a note behind it."""
    return _NOTE_MARK.sub("", text)


def is_unit_column(grid: Grid, row: int, column: int) -> bool:
    """Whether the column, whose first unit stands in ``row``, surely holds units: by their kinds or by its head."""
    return _is_below_units_head(grid, row, column) or any(
        is_commune(grid.cell(other, column)) for other in range(row, len(grid.rows))
    )


def _is_below_units_head(grid: Grid, row: int, column: int) -> bool:
    units = {"name": UNIT_ROLES["name"]}
    return any(names_role(units, head_key(grid.cell(above, column))) for above in range(row))


def _first_of(grid: Grid, row: int, column: int) -> int:
    """The first row above ``row`` from which on units stand without a gap: not all write their kind, and a figure may
    be no number."""
    first = row
    for above in range(row - 1, -1, -1):
        cells = grid.rows[above]
        text = grid.cell(above, column)
        named = _has_kind(text) or _is_name(text)
        surely = is_commune(text) or _is_below_units_head(grid, above, column)
        if named and (surely or _numbers_right_of(cells, column)):
            first = above
        elif sum(map(bool, cells)) > 2 or is_head_again(grid, above, {"": column}):
            break
    return first


def _numbers_right_of(cells: Sequence[str], column: int) -> bool:
    return any(value_of(Measure.POINTS, other) is not None or other.startswith("=") for other in cells[column + 1 :])


def is_commune(text: str) -> bool:
    """Whether ``text`` is the name of a commune, with its kind."""
    kind, name = split_unit(text)
    return kind in COMMUNE_KINDS and bool(name)


def _has_kind(text: str) -> bool:
    kind, name = split_unit(text)
    return bool(kind and name)


def _is_name(text: str) -> bool:
    key = head_key(text)
    heads = any(names_role(roles, key) for roles in (UNIT_ROLES, CRITERIA_ROLES, LONG))
    return text[:1].isupper() and not heads and not key.startswith(NOT_A_UNIT)
