"""A criteria set from the rows of a table: of a CSV, a spreadsheet, or a decision as published.

Lines without a code (the rubric: "Có kế hoạch: 0,5") are no criteria; a line that goes on with a name which a page
break had cut is joined to it; the printed total is checked.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.loading.columns import Head, Role, find_head, head_key, is_head_again, need_head
from corpus.loading.criteria_layout import CODE_IN_NAME, one_layout
from corpus.loading.grid import Grid, LoadError
from corpus.loading.hierarchy import CriterionLine, build, clean_code, known_level, with_name
from schema.criteria import TOLERANCE, CriteriaSet, sum_warnings
from schema.text import fold

ROLES: Mapping[str, Role] = {
    "points": Role(
        name="Điểm tối đa",
        heads=(
            "điểm tối đa",
            "điểm tối đa…",
            "max points",
            "điểm chuẩn",
            "thang điểm",
            "thang điểm…",
            "điểm chuẩn…",
            "số điểm",
            "số điểm tối đa",
            "điểm",
        ),
    ),
    "code": Role(
        name="Mã",
        heads=("mã", "mã tiêu chí", "mã tc", "mã số", "mã…", "code", "ký hiệu", "stt", "tt", "số tt", "số thứ tự"),
        required=True,
    ),
    "name": Role(
        name="Tên tiêu chí",
        heads=(
            "tên",
            "tên tiêu chí",
            "tên…",
            "name",
            "lĩnh vực/…",
            "lĩnh vực, tiêu chí…",
            "lĩnh vực - tiêu chí…",
            "lĩnh vực và tiêu chí…",
            "tiêu chí/…",
            "tiêu chí, tiêu chí thành phần…",
            "nội dung tiêu chí…",
            "tiêu chí",
            "các tiêu chí…",
            "tiêu chí…",
            "nội dung…",
            "lĩnh vực…",
            "chỉ số…",
        ),
        required=True,
    ),
    "level": Role(name="Cấp", heads=("cấp", "level", "cấp độ", "phân cấp", "loại", "lĩnh vực/…")),
    "parent": Role(name="Mã cha", heads=("mã cha", "parent", "thuộc", "thuộc mã")),
    "aliases": Role(
        name="Từ khóa", heads=("từ khóa", "từ khóa…", "tên khác", "cách gọi khác", "aliases", "từ đồng nghĩa")
    ),
    "not": Role(
        name="Loại trừ", heads=("loại trừ", "từ loại trừ", "không phải là", "không phải", "not", "counter phrases")
    ),
    "sources": Role(name="Nguồn", heads=("nguồn", "sources", "tài liệu kiểm chứng")),
}
_TOTAL = re.compile(r"^(?:tổng|cộng)\b")
_POINTS = re.compile(r"^([+-]?\d+(?:[.,]\d+)?)(?: ?\(?(?:điểm|đ)\)?)?$")
_POINTS_IN_NAME = re.compile(r"\s*[(\[:]\s*(?:tối đa:? )?(\d+(?:[.,]\d+)?) ?(?:điểm|đ)\s*[)\]]?\s*:?$")
# The letters of a Vietnamese list.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCriteria:
    """A criteria set and what is doubtful about it, in Vietnamese."""

    criteria_set: CriteriaSet
    warnings: tuple[str, ...] = ()


def criteria_from_rows(
    rows: Iterable[Sequence[str | None]], *, file: str = "bảng", set_id: str = "bo-tieu-chi", title: str = ""
) -> LoadedCriteria:
    """The set in the rows of one table, head rows first (and repeated, or not, on every page). Raises LoadError."""
    grid = Grid(file=file, sheet=None, rows=tuple(tuple(_one_line(text) for text in row) for row in rows))
    return criteria_from_grid(grid, set_id=set_id, title=title)


def has_criteria(grid: Grid) -> bool:
    """Whether the table has the head of a criteria table: code, name and points."""
    head = find_head(_one_layout(grid), ROLES)
    return head is not None and "points" in head.columns


def criteria_from_grid(grid: Grid, *, set_id: str, title: str) -> LoadedCriteria:
    """The set in ``grid``. Raises LoadError that names the cell."""
    grid = _one_layout(grid)
    head = need_head(grid, ROLES)
    grid.refuse_merges(head.last_row + 1, head.columns.values())
    reader = _Reader(grid, head)
    lines = reader.lines()
    if not lines:
        raise grid.error(head.last_row, None, "dưới dòng tiêu đề không có tiêu chí nào.", "Hãy kiểm tra lại bảng.")

    def problem(row: int, text: str) -> LoadError:
        return grid.error(row, head.columns["code"], f"{text}.", "Hãy sửa mã rồi nạp lại.")

    areas, criteria = build(lines, problem)
    loaded = CriteriaSet(id=set_id, title=title or set_id, areas=areas, criteria=criteria)
    warnings = [*reader.warnings, *sum_warnings(loaded, reader.printed_total)]
    if "points" not in head.columns:
        warnings.append("Bảng không có cột điểm tối đa; bộ tiêu chí được nạp không có điểm.")
    return LoadedCriteria(criteria_set=loaded, warnings=tuple(warnings))


class _Reader:
    """Goes through the rows below the head once; keeps the printed total and the warnings."""

    def __init__(self, grid: Grid, head: Head) -> None:
        self._grid = grid
        self._head = head
        self._head_texts = [head_key(text) for text in grid.rows[head.last_row]]
        self.printed_total: float | None = None
        self.warnings: list[str] = []

    def lines(self) -> list[CriterionLine]:
        found: list[CriterionLine] = []
        area: CriterionLine | None = None  # a line in capitals without a code, that may be an area
        listed: list[CriterionLine] = []  # the lines with points and without a code since the last criterion
        fresh = False  # whether the row above is a criterion (page heads aside), so that its name may go on here
        for row in range(self._head.last_row + 1, len(self._grid.rows)):
            if self._head_again(row) or not (self._text(row, "code") or self._text(row, "name")):
                continue
            line = self._line(row)
            if line is not None:
                found += _components(found, listed)
                listed = []
                found += (named,) if area and (named := _coded_area(area, line, found)) else ()
                found.append(line)
            elif fresh and self._goes_on(row):
                found[-1] = with_name(found[-1], self._text(row, "name"))
                continue
            if line is None and (item := self._item(row)):
                listed.append(item)
            area = self._area(row) if line is None else None
            fresh = line is not None
        return [*found, *_components(found, listed)]

    def _item(self, row: int) -> CriterionLine | None:
        """The line of a row without a code that has points of its own: a rung of the rubric, or a component."""
        name, points = self._text(row, "name"), points_of(self._text(row, "points"))
        if not name or points is None or _TOTAL.match(fold(name)):
            return None
        return CriterionLine(row=row, code="", name=name.lstrip("-–+*• "), max_points=points)

    def _area(self, row: int) -> CriterionLine | None:
        """The line of an area without a code: capitals, and no text beside but points."""
        name = self._text(row, "name") or self._text(row, "code")
        others = [text for text in self._grid.rows[row] if text and text != name]
        if not name.isupper() or len(name.split()) < 2 or _TOTAL.match(fold(name)):
            return None
        if any(points_of(text) is None for text in others):
            return None
        return CriterionLine(row=row, code="", name=_bare_name(name), max_points=self._points(row, name))

    def _line(self, row: int) -> CriterionLine | None:
        code_text, name = self._text(row, "code"), self._text(row, "name")
        if (
            _TOTAL.match(fold(name or code_text))
            and clean_code(code_text) in (None, code_text)
            and not _dotted(code_text)
        ):
            self._total(row)
            return None
        if not name and clean_code(code_text) is None:
            # One cell over the whole width: code and name of an area.
            code_text, name = "", code_text
            merged = CODE_IN_NAME.match(name)
            if merged is None and not name.isupper():
                raise self._not_a_code(row, name)
        in_name = CODE_IN_NAME.match(name)
        if not code_text and in_name and (self._text(row, "points") or not self._text(row, "name")):
            code_text, name = in_name.group(1), name[in_name.end() :]
        if not code_text or not code_text.strip(" -–+*•.()"):
            return None
        code = clean_code(code_text)
        if code is None:
            raise self._not_a_code(row, code_text)
        if not name:
            raise self._error(row, "name", f"mục “{code}” không có tên.", "Hãy ghi tên tiêu chí rồi nạp lại.")
        level = self._text(row, "level")
        return CriterionLine(
            row=row,
            code=code,
            name=_bare_name(name) if not self._text(row, "points") else name,
            max_points=self._points(row, name),
            level=known_level(level) if level else None,
            parent=clean_code(self._text(row, "parent")),
            aliases=self._phrases(row, "aliases"),
            counter_phrases=self._phrases(row, "not"),
            sources=self._phrases(row, "sources"),
        )

    def _not_a_code(self, row: int, text: str) -> LoadError:
        return self._error(row, "code", f"“{text}” không phải là mã tiêu chí.", "Hãy ghi mã dạng 1, 1.1, 1.1.1.")

    def _points(self, row: int, name: str) -> float | None:
        text = self._text(row, "points")
        if not text or text in ("-", "–", "x"):
            in_name = _POINTS_IN_NAME.search(fold(name))
            return float(in_name.group(1).replace(",", ".")) if in_name else None
        points = points_of(text)
        if points is None:
            raise self._error(row, "points", f"“{text}” không phải là số điểm.", "Hãy ghi số, ví dụ 1,5.")
        return points

    def _total(self, row: int) -> None:
        numbers = [points_of(text) for text in self._grid.rows[row]]
        self.printed_total = points_of(self._text(row, "points")) or next((n for n in numbers if n is not None), None)

    def _goes_on(self, row: int) -> bool:
        """Whether the row is the rest of a name: only a name, that begins in the middle of a sentence."""
        name = self._text(row, "name")
        others = [text for column, text in enumerate(self._grid.rows[row]) if column != self._head.columns["name"]]
        return bool(name) and not any(others) and name[0].islower() and re.search(r":\s*[\d,.]+$", name) is None

    def _head_again(self, row: int) -> bool:
        texts = [head_key(text) for text in self._grid.rows[row]]
        same = [text == head for text, head in zip(texts, self._head_texts, strict=False) if text]
        if len(same) > 1 and all(same):
            return True
        columns = self._head.columns
        again = all(key in columns and texts[columns[key]] for key in ("code", "name") if columns[key] < len(texts))
        wanted = {head for head in ROLES["code"].heads if not head.endswith("…")}
        return (again and texts[columns["code"]] in wanted) or is_head_again(self._grid, row, columns)

    def _text(self, row: int, role: str) -> str:
        column = self._head.columns.get(role)
        return "" if column is None else " ".join(self._grid.cell(row, column).split())

    def _phrases(self, row: int, role: str) -> tuple[str, ...]:
        column = self._head.columns.get(role)
        text = "" if column is None else self._grid.cell(row, column)
        return tuple(phrase for part in re.split(r"[;|\n]", text) if (phrase := " ".join(part.split())))

    def _error(self, row: int, role: str, problem: str, next_step: str) -> LoadError:
        return self._grid.error(row, self._head.columns[role], problem, next_step)


def _bare_name(name: str) -> str:
    """``name`` without the points in brackets behind it."""
    in_name = _POINTS_IN_NAME.search(fold(name))
    return name[: in_name.start()].rstrip() if in_name else name


def _components(found: Sequence[CriterionLine], listed: Sequence[CriterionLine]) -> list[CriterionLine]:
    """``listed`` as components of the last line of ``found`` where their points add up to its points.

    The rungs of a rubric do not: they are what may be given, one of them no points.
    """
    points = [line.max_points or 0.0 for line in listed]
    above = found[-1] if found else None
    if above is None or above.max_points is None or not 2 <= len(listed) <= len(_LETTERS):
        return []
    if min(points) <= 0 or abs(sum(points) - above.max_points) > TOLERANCE:
        return []
    return [replace(line, code=f"{above.code}.{letter}") for line, letter in zip(listed, _LETTERS, strict=False)]


def _coded_area(area: CriterionLine, line: CriterionLine, found: Sequence[CriterionLine]) -> CriterionLine | None:
    """``area`` with the code that ``line``, the first below it, gives away; None where it is no area but a heading."""
    codes = {other.code for other in found}
    top, dot, _ = line.code.partition(".")
    if dot:
        return replace(area, code=top) if top not in codes else None
    if line.code != "1" or line.name.isupper():
        return None
    own = sum(other.code in _ROMANS for other in found)
    return replace(area, code=_ROMANS[own]) if own < len(_ROMANS) else None


def points_of(text: str) -> float | None:
    """The number in a cell of points ("9,50", "9.5", "10 điểm"); None where it is none."""
    match = _POINTS.match(fold(" ".join(text.split())))
    return float(match.group(1).replace(",", ".")) if match else None


def _dotted(code: str) -> bool:
    return re.match(r"^\d+(?:\.\d+)*\.?$", code) is not None


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _one_layout(grid: Grid) -> Grid:
    return one_layout(_with_code_column(grid), ROLES)


def _with_code_column(grid: Grid) -> Grid:
    """``grid``, with the head of its first column called STT where a table as published leaves it blank."""
    for row in range(min(3, len(grid.rows))):
        cells = grid.rows[row]
        if find_head(grid, ROLES) is None and len(cells) > 1 and not cells[0] and head_key(cells[1]):
            rows = (*grid.rows[:row], ("STT", *cells[1:]), *grid.rows[row + 1 :])
            named = replace(grid, rows=rows)
            if find_head(named, ROLES) is not None:
                return named
    return grid
