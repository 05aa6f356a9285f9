"""The filled review sheet on its way back.

What a person sees decides: a row is of the unit and the criterion that it names. Rows without a decision, or with the
one that is kept already, change nothing; one wrong row and nothing of the file is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.item_reviews import quote_key
from corpus.loading.columns import Head, Role, head_key, need_head
from corpus.loading.grid import Grid
from corpus.loading.sheets import read_sheets
from corpus.naming import find_unit
from corpus.queries_coverage import CoverageLine, coverage_rows, unit_text
from corpus.review_sheet import COLUMNS, DECISIONS, decision_kept
from corpus.reviewing import DECIDABLE, Verdict, checked, standing_cells
from schema.coverage import Decision, Status
from schema.errors import KehoachError
from schema.reviews import Review
from schema.store import Store, StoredCriteria
from schema.text import fold, squeeze

# What people write instead, in a sheet whose list of choices was lost on the way.
_SAID = {
    **{name: decision for decision, name in DECISIONS.items()},
    **dict.fromkeys(("Đồng ý", "Đúng", "Nhất trí", "Thống nhất", "Xác nhận đúng"), Decision.CONFIRMED),
    **dict.fromkeys(("Sửa", "Sửa lại", "Sửa kết quả đúng"), Decision.OVERRULED),
    **dict.fromkeys(("Không áp dụng tiêu chí", "KAD"), Decision.NOT_APPLICABLE),
    **dict.fromkeys(("Loại", "Loại đoạn"), Decision.DISMISSED),
}
_TOLD = 10  # rows that one message names
_ROLES = {
    column.key: Role(
        name=column.title,
        heads=(fold(column.title),),
        required=column.key in ("unit", "criterion", "decision"),
    )
    for column in COLUMNS
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What loading a review sheet did. rows: how many it has; kept: new decisions; unchanged: rows that say nothing
    new."""

    rows: int
    kept: int
    unchanged: int


def load_review_sheet(store: Store, criteria: StoredCriteria, path: Path, *, by: str | None) -> SheetReport:
    """Keep the decisions of a filled sheet, all of them or none. by: who decided where the row does not say.

    Raises LoadError that names sheet, row and column.
    """
    grid = max(read_sheets(path), key=lambda grid: len(grid.rows))
    head = need_head(grid, _ROLES)
    _refuse_twins(grid, head)
    grid.refuse_merges(head.last_row + 1, head.columns.values())
    filled = [row for row in range(head.last_row + 1, len(grid.rows)) if any(grid.rows[row])]
    reading = _Reading(store, criteria, grid, head, by)
    reviews = _all_or_none(reading, filled)
    store.add_reviews(reviews)
    return SheetReport(rows=len(filled), kept=len(reviews), unchanged=len(filled) - len(reviews))


def _all_or_none(reading: "_Reading", rows: Sequence[int]) -> list[Review]:
    """The new decisions in ``rows``. Raises KehoachError for the first wrong row that names the others, too: who filled
    two hundred rows mends them in one go."""
    reviews: list[Review] = []
    wrong: list[KehoachError] = []
    for row in rows:
        try:
            review = reading.review(row)
        except KehoachError as error:
            wrong.append(error)
        else:
            reviews += [] if review is None else [review]
    if not wrong:
        return reviews
    others = " ".join(error.message for error in wrong[1 : 1 + _TOLD])
    more = f" Và {len(wrong) - 1 - _TOLD} dòng nữa." if len(wrong) > 1 + _TOLD else ""
    told = f" Cũng sai: {others}{more}" if others else ""
    raise KehoachError(f"{wrong[0].message}{told}", wrong[0].next_step)


def _refuse_twins(grid: Grid, head: Head) -> None:
    """Raises LoadError where two columns have the name of one: nobody can tell which of them was filled."""
    for row in range(head.last_row + 1):
        for key, column in head.columns.items():
            twins = [at for at, text in enumerate(grid.rows[row]) if head_key(text) in _ROLES[key].heads]
            if column in twins and len(twins) > 1:
                other = next(at for at in twins if at != column)
                problem = f"có hai cột cùng tên “{_ROLES[key].name}”, cột kia ở {grid.where(row, column)}."
                raise grid.error(row, other, problem, "Hãy chỉ giữ một cột, xóa hoặc đổi tên cột kia, rồi nạp lại.")


def _in_columns(next_step: str) -> str:
    """The next step for who fills a sheet: columns in place of the options of the command line."""
    for option, key in (("--status", "status"), ("--attach", "attach"), ("--note", "note"), ("--by", "by")):
        [title] = [column.title for column in COLUMNS if column.key == key]
        next_step = next_step.replace(f"Thêm {option}", f"Ghi cột “{title}”").replace(option, f"cột “{title}”")
    return next_step


class _Reading:
    """One filled sheet on its way back."""

    def __init__(self, store: Store, criteria: StoredCriteria, grid: Grid, head: Head, by: str | None) -> None:
        self._store = store
        self._criteria = criteria
        self._grid = grid
        self._head = head
        self._by = by
        self._lines: dict[int, dict[str, CoverageLine]] = {}
        self._texts: dict[int, str] = {}
        self._standing = standing_cells(store.reviews(criteria.set_id))
        self._seen: dict[tuple[int, str], int] = {}

    def review(self, row: int) -> Review | None:
        """The new decision in ``row``; None where it says none. Raises LoadError."""
        if not self._cell(row, "decision"):
            self._refuse_undecided(row)
            return None
        line = self._line(row)
        decision = self._choice(row, "decision", _SAID, tuple(DECISIONS.values()))
        status = self._status(row) if self._cell(row, "status") else None
        quote = self._cell(row, "quote") if decision is Decision.DISMISSED else None
        verdict = Verdict(
            decision=decision,
            by=self._cell(row, "by") or self._by or "",
            status=status if decision is Decision.OVERRULED else None,
            quote=quote,
            attach=self._cell(row, "attach") or None,
            note=self._cell(row, "note") or None,
        )
        if self._is_kept(line, verdict):
            return None
        try:
            return checked(line, verdict, self._text(line.unit_id), self._criteria)
        except KehoachError as error:
            at = self._at_fault(line, verdict)
            raise self._error(row, at, error.message, _in_columns(error.next_step)) from error

    def _at_fault(self, line: CoverageLine, verdict: Verdict) -> str:
        """The column to mend where a decision cannot be kept."""
        if verdict.attach and quote_key(verdict.attach) not in quote_key(self._text(line.unit_id)):
            return "attach"
        if verdict.decision is Decision.NOT_APPLICABLE and verdict.note is None:
            return "note"
        return "status" if verdict.decision is Decision.OVERRULED and verdict.status is None else "decision"

    def _refuse_undecided(self, row: int) -> None:
        """What somebody wrote to go with a decision must not be lost without a word."""
        for key in ("status", "attach"):
            if self._cell(row, key):
                problem = "ô này đã ghi nhưng dòng chưa chọn “Quyết định”."
                raise self._error(row, key, problem, "Chọn một quyết định cho dòng này, hoặc xóa ô này.")

    def _is_kept(self, line: CoverageLine, verdict: Verdict) -> bool:
        kept = self._standing.get((line.unit_id, line.criterion))
        if kept is None or kept.decision is not verdict.decision:
            return False
        if verdict.attach and quote_key(verdict.attach) != quote_key(kept.passage or ""):
            return False
        if (kept.note or "") != (verdict.note or "") or (verdict.by and squeeze(verdict.by) != kept.by):
            return False
        if verdict.decision is Decision.OVERRULED and verdict.status is not kept.status:
            return False
        if verdict.decision is Decision.DISMISSED:
            dismissed = set(map(quote_key, (kept.quote or "").split("\n")))
            return quote_key(verdict.quote or "") in {*dismissed, quote_key(kept.quote or "")}
        return decision_kept(line) is not None

    def _line(self, row: int) -> CoverageLine:
        unit = self._unit(row)
        code = self._cell(row, "criterion").strip().rstrip(".")
        if unit not in self._lines:
            found = coverage_rows(self._store, self._criteria, units=frozenset({unit}))
            self._lines[unit] = {line.criterion: line for line in found}
        line = self._lines[unit].get(code)
        if line is None:
            problem = f"bộ tiêu chí đang dùng không có mã “{code}”, hoặc đơn vị không được so sánh."
            raise self._error(row, "criterion", problem, "Đừng sửa các cột nền trắng; xuất lại phiếu nếu cần.")
        before = self._seen.setdefault((unit, code), row)
        if before != row:
            raise self._error(row, "criterion", f"ô này đã có ở dòng {before + 1}.", "Hãy bỏ một trong hai dòng.")
        return line

    def _unit(self, row: int) -> int:
        name, superior = self._cell(row, "unit"), self._cell(row, "superior")
        try:
            [unit] = find_unit(self._store, f"{name}, {superior}" if superior else name)
        except KehoachError as error:
            raise self._error(row, "unit", error.message, error.next_step) from error
        return unit

    def _text(self, unit: int) -> str:
        if unit not in self._texts:
            self._texts[unit] = unit_text(self._store, unit)
        return self._texts[unit]

    def _status(self, row: int) -> Status:
        labels = {one.label: one for one in Status} | {one.label.partition(" (")[0]: one for one in Status}
        found: Status = self._choice(row, "status", labels, tuple(one.label for one in DECIDABLE))
        return found

    def _choice(self, row: int, key: str, choices: dict[str, Any], shown: Sequence[str]) -> Any:
        written = fold(squeeze(self._cell(row, key))).strip(" .;:,!")
        for name, value in choices.items():
            if written in (fold(name), value.value):
                return value
        known = ", ".join(f"“{name}”" for name in shown)
        raise self._error(row, key, f"“{self._cell(row, key)}” không có trong danh sách.", f"Chọn một trong: {known}.")

    def _cell(self, row: int, key: str) -> str:
        column = self._head.columns.get(key)
        return "" if column is None else self._grid.cell(row, column)

    def _error(self, row: int, key: str, problem: str, next_step: str) -> KehoachError:
        return self._grid.error(row, self._head.columns.get(key), problem, next_step)
