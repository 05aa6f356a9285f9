"""A criteria set from the rows of a table: of a CSV, a spreadsheet, or a decision as published.

Lines without a code (the rubric: "Có kế hoạch: 0,5") are no criteria; a line that goes on with a name which a page
break had cut is joined to it; the printed total is checked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.loading.columns import Head, find_head, head_key, is_head_again, need_head
from corpus.loading.criteria_gathering import Gathering
from corpus.loading.criteria_heads import ROLES
from corpus.loading.criteria_layout import one_layout
from corpus.loading.criteria_lines import levelled, mended_tens, without_rungs
from corpus.loading.criteria_merges import refuse_merges
from corpus.loading.criteria_words import (
    bare_name,
    bulleted,
    code_in_name,
    is_notes_heading,
    is_rung,
    is_total,
    name_lines,
    points_in_name,
    points_of,
)
from corpus.loading.grid import Grid, LoadError
from corpus.loading.hierarchy import (
    CriterionLine,
    build,
    clean_code,
    is_part_heading,
    known_level,
    part_of,
)
from schema.criteria import CriteriaSet, Part, missing_points, skipped_levels, sum_warnings

_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NO_POINTS = frozenset({"", "-", "–", "x", "*", "/"})
_TOLD = 5  # rows that one remark names


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCriteria:
    """A criteria set and what is doubtful about it, in Vietnamese."""

    criteria_set: CriteriaSet
    warnings: tuple[str, ...] = ()


def criteria_from_rows(
    rows: Iterable[Sequence[str | None]], *, file: str = "bảng", set_id: str = "bo-tieu-chi", title: str = ""
) -> LoadedCriteria:
    """The set in the rows of one table, head rows first (and repeated, or not, on every page). Raises LoadError."""
    grid = Grid(file=file, sheet=None, rows=tuple(tuple((text or "").strip() for text in row) for row in rows))
    return criteria_from_grid(grid, set_id=set_id, title=title)


def has_criteria(grid: Grid) -> bool:
    """Whether the table has the head of a criteria table: code, name and points."""
    head = find_head(one_layout(grid, ROLES), ROLES)
    return head is not None and "points" in head.columns


def criteria_from_grid(grid: Grid, *, set_id: str, title: str) -> LoadedCriteria:
    """The set in ``grid``. Raises LoadError that names the cell."""
    grid = one_layout(grid, ROLES)
    head = need_head(grid, ROLES)
    refuse_merges(grid, head)
    reader = _Reader(grid, head)
    lines, mended = mended_tens(without_rungs(reader.lines()))
    lines = levelled(lines, reader.printed_totals)
    if not lines:
        raise grid.error(head.last_row, None, "dưới dòng tiêu đề không có tiêu chí nào.", "Hãy kiểm tra lại bảng.")

    def problem(row: int, text: str) -> LoadError:
        several = "; nếu bảng gồm nhiều bộ tiêu chí thì tách mỗi bộ một trang tính" if "bị lặp" in text else ""
        return grid.error(row, head.columns["code"], f"{text}.", f"Hãy sửa mã{several}, rồi nạp lại.")

    areas, criteria = build(lines, problem, grid.number)
    loaded = CriteriaSet(id=set_id, title=title or set_id, areas=areas, criteria=criteria)
    tens = [
        f"{grid.where(row)}: mã “{before}” đã có ở trên; đứng ở đây là mã {after} (Excel đã bỏ số 0 ở cuối),"
        " nên định dạng cột mã là Văn bản (Text)."
        for row, before, after in mended
    ]
    doubts = (*reader.remarks(), *skipped_levels(loaded), *sum_warnings(loaded, reader.printed_totals))
    warnings = [*grid.notes, *tens, *doubts]
    if "points" not in head.columns:
        warnings.append("Bảng không có cột điểm tối đa; bộ tiêu chí được nạp không có điểm.")
    return LoadedCriteria(criteria_set=loaded, warnings=(*warnings, *missing_points(loaded)))


class _Reader:
    """Goes through the rows below the head once; keeps the printed total and the warnings."""

    def __init__(self, grid: Grid, head: Head) -> None:
        self._grid = grid
        self._head = head
        self._head_texts = [head_key(text) for text in grid.rows[head.last_row]]
        self._below = range(head.last_row + 1, self._end())
        self._has_codes = sum(clean_code(self._text(row, "code")) is not None for row in self._below) > 1
        self.printed_totals: list[float] = []
        self._skipped: list[int] = []

    def lines(self) -> list[CriterionLine]:
        gathering = Gathering()
        for row in self._below:
            name = self._text(row, "name")
            if self._head_again(row) or not (self._text(row, "code") or name):
                continue
            line = self._line(row)
            if line is not None:
                gathering.criterion(line)
            elif gathering.fresh and self._goes_on(row):
                gathering.rest_of_name(name)
            elif part_of(name) is Part.MAIN or is_part_heading(name):
                gathering.without_code(None if is_part_heading(name) else self._item(row), self._area(row))
            else:
                self._skipped.append(row)
                gathering.without_code(None, self._area(row))
        found = gathering.lines()
        self._skipped += gathering.passed_over
        return found

    def _end(self) -> int:
        """The row where the notes below the table begin, which may be numbered like criteria but have no points."""
        last = max((row for row in range(len(self._grid.rows)) if points_of(self._cell(row, "points"))), default=None)
        first = len(self._grid.rows) if last is None else last + 1
        notes = (row for row in range(first, len(self._grid.rows)) if is_notes_heading(self._first(row)))
        return next(notes, len(self._grid.rows))

    def remarks(self) -> tuple[str, ...]:
        """What was passed over between the criteria although it is neither a criterion nor plainly a rubric."""
        if not self._skipped:
            return ()
        rows = sorted(self._skipped)[:_TOLD]
        shown = "; ".join(f"{self._grid.where(row)} “{self._first(row)[:60]}”" for row in rows)
        more = " …" if len(self._skipped) > _TOLD else ""
        return (f"Dòng không có mã nên không nạp thành tiêu chí: {shown}{more}.",)

    def _first(self, row: int) -> str:
        return next((" ".join(text.split()) for text in self._grid.rows[row] if text), "")

    def _item(self, row: int) -> CriterionLine | None:
        """The line of a row without a code that has points of its own: a rung of the rubric, or a component."""
        name, points = self._text(row, "name"), points_of(self._cell(row, "points"))
        if not name or points is None or is_total(name):
            return None
        mark, own = bulleted(name_lines(name))
        return CriterionLine(row=row, code=mark, name=own, max_points=points)

    def _area(self, row: int) -> CriterionLine | None:
        """The line that may be an area without a code: capitals or with points, no text beside, or alone in its row."""
        name = self._text(row, "name") or self._text(row, "code")
        texts = [" ".join(text.split()) for text in self._grid.rows[row] if text]
        others = [text for text in texts if text != name]
        over_all = not others and not self._text(row, "name")
        pointed = bool(points_of(self._cell(row, "points"))) and not is_rung(name)
        if not (name.isupper() or over_all or pointed) or len(name.split()) < 2 or is_total(name):
            return None
        if any(points_of(text) is None for text in others):
            return None
        return CriterionLine(row=row, code="", name=bare_name(name), max_points=self._points(row, name))

    def _line(self, row: int) -> CriterionLine | None:
        """The criterion in the row; None where it is something else: a total, a heading, the rubric."""
        code_text, name = self._text(row, "code"), self._text(row, "name")
        if self._is_total(row):
            self._total(row)
            return None
        if not name and clean_code(code_text) is None:
            # One cell over the whole width: code and name of an area, or a heading.
            code_text, name = "", code_text
        in_name = None if code_text else self._code_in_name(row, name)
        if in_name is not None:
            code_text, name = in_name
        if not code_text or not code_text.strip(" -–+*•.()"):
            return None
        code = clean_code(code_text)
        if code is None or _DATE.match(code_text):
            if self._text(row, "points") or _DATE.match(code_text):
                raise self._not_a_code(row, code_text)
            self._skipped.append(row)
            return None
        if not name:
            raise self._error(row, "name", f"mục “{code}” không có tên.", "Hãy ghi tên tiêu chí rồi nạp lại.")
        return self._criterion(row, code, name)

    def _code_in_name(self, row: int, name: str) -> tuple[str, str] | None:
        """Code and name of a row whose code column is empty; None where the number only counts rungs of a rubric."""
        found = code_in_name(name)
        if found is None or not self._text(row, "name"):
            return found
        capitals = bare_name(found[1]).isupper()
        counts = self._has_codes and not capitals and re.fullmatch(r"\d+|[a-zđ]", found[0]) is not None
        pointed = self._text(row, "points") or points_in_name(name) is not None or capitals
        return found if pointed and not counts else None

    def _criterion(self, row: int, code: str, name: str) -> CriterionLine:
        level, pointed = self._text(row, "level"), self._text(row, "points")
        lines = self._cell(row, "name") if self._text(row, "name").endswith(name) else name
        own = name_lines(lines)
        own = own[len(own) - len(name) :] if own.endswith(name) else own if "\n" in lines else name
        return CriterionLine(
            row=row,
            code=code,
            name=own if pointed else bare_name(own),
            max_points=self._points(row, name),
            level=known_level(level) if level else None,
            parent=clean_code(self._text(row, "parent")),
            aliases=self._phrases(row, "aliases"),
            counter_phrases=self._phrases(row, "not"),
            sources=self._phrases(row, "sources"),
        )

    def _is_total(self, row: int) -> bool:
        code_text, name = self._text(row, "code"), self._text(row, "name")
        numbered = re.match(r"^\d+(?:\.\d+)*\.?$", code_text) is not None
        return is_total(name or code_text) and clean_code(code_text) in (None, code_text) and not numbered

    def _not_a_code(self, row: int, text: str) -> LoadError:
        if _DATE.match(text):
            problem = f"mã đã bị Excel đổi thành ngày tháng ({text})."
            return self._error(row, "code", problem, "Hãy định dạng cột mã là Văn bản (Text), ghi lại mã rồi nạp lại.")
        return self._error(row, "code", f"“{text}” không phải là mã tiêu chí.", "Hãy ghi mã dạng 1, 1.1, 1.1.1.")

    def _points(self, row: int, name: str) -> float | None:
        text = self._cell(row, "points")
        if text in _NO_POINTS:
            return points_in_name(name)
        points = points_of(text)
        if points is None:
            raise self._grid.number_error(row, self._head.columns["points"], "số điểm", "Hãy ghi số, ví dụ 1,5.")
        return points

    def _total(self, row: int) -> None:
        """Note the number of a row of a sum: in the points column, else the last in the row or in its words."""
        texts = [self._cell(row, "points"), *reversed(self._grid.rows[row])]
        in_words = re.search(r"(\d+(?:[.,]\d+)?)(?: điểm)?$", self._first(row))
        numbers = [points for text in texts if (points := points_of(text)) is not None]
        numbers += [float(in_words.group(1).replace(",", "."))] if in_words else []
        self.printed_totals += numbers[:1]

    def _goes_on(self, row: int) -> bool:
        """Whether the row is the rest of a name: only a name, that begins in the middle of a sentence."""
        name = self._text(row, "name")
        others = [text for column, text in enumerate(self._grid.rows[row]) if column != self._head.columns["name"]]
        return bool(name) and not any(others) and name[0].islower() and not is_rung(name)

    def _head_again(self, row: int) -> bool:
        texts = [head_key(text) for text in self._grid.rows[row]]
        same = [text == head for text, head in zip(texts, self._head_texts, strict=False) if text]
        if len(same) > 1 and all(same):
            return True
        columns = self._head.columns
        again = all(key in columns and texts[columns[key]] for key in ("code", "name") if columns[key] < len(texts))
        wanted = {head for head in ROLES["code"].heads if not head.endswith("…")}
        return (again and texts[columns["code"]] in wanted) or is_head_again(self._grid, row, columns)

    def _cell(self, row: int, role: str) -> str:
        """The text of the cell with its line breaks."""
        column = self._head.columns.get(role)
        return "" if column is None else self._grid.cell(row, column).strip()

    def _text(self, row: int, role: str) -> str:
        return " ".join(self._cell(row, role).split())

    def _phrases(self, row: int, role: str) -> tuple[str, ...]:
        column = self._head.columns.get(role)
        text = "" if column is None else self._grid.cell(row, column)
        return tuple(phrase for part in re.split(r"[;|\n]", text) if (phrase := " ".join(part.split())))

    def _error(self, row: int, role: str, problem: str, next_step: str) -> LoadError:
        return self._grid.error(row, self._head.columns[role], problem, next_step)
