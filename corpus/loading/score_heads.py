"""What each column of a score table stands for, told by the heads above it: a criterion or area, or a figure of the
unit as a whole.

A head over several columns is the head of each of them; what stands below it says which of its figures a column has.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.loading.columns import head_key, is_head_again
from corpus.loading.criteria_words import points_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.hierarchy import clean_code
from corpus.loading.score_figures import Meaning, Measure, meaning, of_this_year, one_of_each
from corpus.loading.score_names import Names
from corpus.loading.score_units import NOT_A_UNIT

# Of the figures below the head of one criterion the first that is there counts.
_OF_A_CRITERION = (Measure.POINTS, Measure.APPRAISED, Measure.SELF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One text above a column. wide: it stands over other columns, too."""

    row: int
    text: str
    wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table: criteria by column, the column of every figure of the unit, the year of the figures."""

    criteria: Mapping[int, str]
    figures: Mapping[Measure, int]
    year: int | None = None


def columns_of(grid: Grid, names: Names, first_row: int, unit_column: int, year: int | None) -> Columns:
    """The columns right of the units, whose first row is ``first_row``. Raises LoadError for a code of another set."""
    heads = _heads(grid, names, first_row, unit_column)
    meant, below = _criteria(grid, names, heads)
    meant |= _areas(names, {at: texts for at, texts in heads.items() if at not in meant}, set(meant.values()))
    criteria, this_year = _one_column_each(meant, below, year)
    others = {
        at: found
        for at, texts in heads.items()
        if at not in meant and (found := meaning([head.text for head in texts])) is not None
    }
    figures, this_year = of_this_year(others, this_year)
    return Columns(criteria=criteria, figures=one_of_each(figures), year=this_year)


def _heads(grid: Grid, names: Names, first_row: int, unit_column: int) -> dict[int, list[Head]]:
    """The heads of every column, the lowest first; rows of maxima and of column numbers are none."""
    rows = [
        row
        for row in range(first_row)
        if not is_head_again(grid, row, {"": unit_column}) and not _holds_maxima(grid, row, unit_column, names)
    ]
    found: dict[int, list[Head]] = {}
    for column in range(unit_column + 1, grid.width):
        heads = [head for row in reversed(rows) if (head := _head(grid, row, column, rows, unit_column)) is not None]
        kept = [head for head in heads if _is_text(head.text, names)]
        if kept:
            found[column] = kept
    return _without_titles(found)


def _without_titles(heads: dict[int, list[Head]]) -> dict[int, list[Head]]:
    """The heads without the text that stands over all columns: it is the title of the table and tells none apart."""
    over = Counter((head.row, head.text) for texts in heads.values() for head in texts if head.wide)
    titles = {head for head, count in over.items() if count == len(heads) > 1}
    return {at: [head for head in texts if (head.row, head.text) not in titles] for at, texts in heads.items()}


def _head(grid: Grid, row: int, column: int, rows: Sequence[int], unit_column: int) -> Head | None:
    """The head of ``column`` in ``row``: its own, or that of the merged cell (or of the blank ones) it is part of."""
    at = column
    while not grid.cell(row, at) and at > unit_column + 1 and _is_below_one_head(grid, row, at, rows):
        at -= 1
    text = grid.cell(row, at)
    if not text:
        return None
    following = column + 1
    wide = at < column or (
        following < grid.width and not grid.cell(row, following) and _is_below_one_head(grid, row, following, rows)
    )
    return Head(row=row, text=text, wide=wide)


def _is_below_one_head(grid: Grid, row: int, column: int, rows: Sequence[int]) -> bool:
    """Whether the blank cell goes on with the head left of it: merged with it, or both have heads below them."""
    for merge in grid.merged:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return merge.left < column
    lower = [other for other in rows if other > row]
    return any(grid.cell(other, column) and grid.cell(other, column - 1) for other in lower)


def _holds_maxima(grid: Grid, row: int, unit_column: int, names: Names) -> bool:
    """Whether a row of the head tells how many points there are ("Điểm tối đa | 10 | 9,5"), not which criteria."""
    texts = [text for text in grid.rows[row][unit_column + 1 :] if text]
    if not texts or any(points_of(text) is None for text in texts):
        return False
    labelled = head_key(grid.cell(row, unit_column)).startswith(NOT_A_UNIT)
    return labelled or 2 * sum(names.find(text) is not None for text in texts) < len(texts)


def _is_text(text: str, names: Names) -> bool:
    """Whether a cell of the head may name something: not a maximum ("10", "9,5 điểm") below the name."""
    return bool(text) and (points_of(text) is None or names.find(text) is not None or _looks_like_code(text))


def _criteria(
    grid: Grid, names: Names, heads: Mapping[int, Sequence[Head]]
) -> tuple[dict[int, str], dict[int, Sequence[Head]]]:
    """The criterion of every column that names one, and the heads below the name."""
    found: dict[int, str] = {}
    below: dict[int, Sequence[Head]] = {}
    for column, texts in heads.items():
        if not texts:
            continue
        place = next((at for at, head in enumerate(texts) if names.find(head.text) is not None), None)
        if place is None:
            if _looks_like_code(texts[0].text):
                raise unknown_criterion(grid, texts[0].row, column, texts[0].text)
            continue
        lower = texts[:place]
        # "Lĩnh vực 1" over "Kế hoạch | Báo cáo": a column of its own that the set does not know, not the area.
        if texts[place].wide and lower and meaning([head.text for head in lower]) is None:
            continue
        found[column] = names.find(texts[place].text) or ""
        below[column] = lower if texts[place].wide else ()
    return found, below


def _areas(names: Names, heads: Mapping[int, Sequence[Head]], taken: set[str]) -> dict[int, str]:
    """The area of every other column whose lowest head means one; an area that two heads could mean is nobody's."""
    meant: dict[int, str] = {}
    for column, texts in heads.items():
        area = names.area(texts[0].text) if texts else None
        if area is not None and area not in taken:
            meant[column] = area
    unsure = {area for area, count in Counter(meant.values()).items() if count > 1}
    return {column: area for column, area in meant.items() if area not in unsure}


def _one_column_each(
    meant: Mapping[int, str], below: Mapping[int, Sequence[Head]], year: int | None
) -> tuple[dict[int, str], int | None]:
    """The columns to read: of several below one criterion the appraised points, of several years the assessed one."""
    told: dict[int, Meaning] = {}
    plain = Meaning(measure=Measure.POINTS)
    for column in meant:
        lower = below.get(column, ())
        found = meaning([head.text for head in lower]) if lower else plain
        if found is not None:
            told[column] = found
    present, this_year = of_this_year(told, year)
    columns: defaultdict[str, dict[int, Meaning]] = defaultdict(dict)
    for column, found in present.items():
        columns[meant[column]][column] = found
    chosen: dict[int, str] = {}
    for code, own in columns.items():
        best = next((m for m in _OF_A_CRITERION if any(one.measure is m for one in own.values())), None)
        fitting = [one for one in own.values() if one.measure is best]
        least = min((one.doubt for one in fitting), default=0)
        chosen |= {at: code for at, one in own.items() if one.measure is best and one.doubt == least}
    return dict(sorted(chosen.items())), this_year


def _looks_like_code(text: str) -> bool:
    code = clean_code(text)
    return code is not None and "." in code and code.replace(".", "").isdigit()


def unknown_criterion(grid: Grid, row: int, column: int, text: str) -> LoadError:
    """The error for a criterion that the set in use lacks."""
    return grid.error(
        row,
        column,
        f"“{text}” không phải là tiêu chí của bộ đang dùng.",
        "Hãy sửa mã, hoặc chọn đúng bộ tiêu chí bằng “kehoach criteria use”.",
    )
