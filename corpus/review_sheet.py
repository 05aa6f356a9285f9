"""The review sheet: cells to look at as an Excel file, with columns that a person fills and that are loaded back.

What a person sees decides: a row is of the unit and the criterion that it names. Rows without a decision, or with the
one that is kept already, change nothing; one wrong row and nothing of the file is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.export.plain import cut, one_line
from corpus.item_reviews import quote_key
from corpus.loading.columns import Head, Role, head_key, need_head
from corpus.loading.grid import Grid
from corpus.loading.sheets import read_sheets
from corpus.naming import find_unit
from corpus.queries_coverage import CoverageLine, coverage_rows, unit_text
from corpus.reviewing import DECIDABLE, Verdict, checked, reason_to_review, standing_cells, strongest
from corpus.wording import NOTHING_NEAR
from schema.coverage import Decision, Reviewed, Status
from schema.errors import KehoachError
from schema.reviews import Review
from schema.store import Store, StoredCriteria
from schema.text import fold, squeeze

SHEET = "Rà soát"
DECISIONS = {
    Decision.CONFIRMED: "Xác nhận",
    Decision.OVERRULED: "Sửa kết quả",
    Decision.NOT_APPLICABLE: "Không áp dụng",
    Decision.DISMISSED: "Loại đoạn trích",
}
_GUIDE = (
    "Chỉ ghi vào các cột có nền vàng. Để trống “Quyết định” thì dòng không thay đổi gì. “Sửa kết quả” cần “Kết quả"
    " đúng”; nếu kế hoạch có nêu thì chép nguyên văn vào “Đoạn trích bổ sung”. “Không áp dụng” cần “Lý do, ghi chú”."
    " “Loại đoạn trích”: đoạn ở cột “Đoạn trích” không nói về tiêu chí. Xong, chạy: kehoach review import TỆP."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    key: str
    title: str
    width: float
    value: Callable[[CoverageLine], Any]
    filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What loading a review sheet did. rows: how many it has; kept: new decisions; unchanged: rows that say nothing
    new."""

    rows: int
    kept: int
    unchanged: int


def _quote(line: CoverageLine) -> str:
    """The passage to judge: the strongest ground, else the nearest passage."""
    reviewed = line.cell.reviewed
    if reviewed is not None and reviewed.quote:
        return reviewed.quote
    ground = strongest(line)
    if ground is not None:
        return ground
    searched = line.cell.searched
    if searched is None:
        return ""
    return f"({NOTHING_NEAR})" if searched.nothing_near else f"(gần nhất) {squeeze(searched.nearest[0].evidence.quote)}"


def _page(line: CoverageLine) -> int | None:
    wanted = quote_key(_quote(line))
    for ground in line.cell.evidence:
        if quote_key(ground.evidence.quote) == wanted:
            return ground.evidence.page
    searched = line.cell.searched
    if searched is None or searched.nothing_near or line.cell.evidence:
        return None
    return searched.nearest[0].evidence.page


def _kept(line: CoverageLine) -> Reviewed | None:
    """The decision that fills the row; one with a conflict has to be made again, so its columns stay empty."""
    reviewed = line.cell.reviewed
    return None if reviewed is None or reviewed.conflict else reviewed


def _decision(line: CoverageLine) -> str:
    kept = _kept(line)
    return DECISIONS[kept.decision] if kept else ""


def _status(line: CoverageLine) -> str:
    kept = _kept(line)
    return kept.status.label if kept and kept.status and kept.decision is Decision.OVERRULED else ""


def _note(line: CoverageLine) -> str:
    kept = _kept(line)
    return kept.note or "" if kept else ""


def _by(line: CoverageLine) -> str:
    kept = _kept(line)
    return kept.by if kept else ""


_COLUMNS = (
    _Column(key="unit", title="Đơn vị", width=20, value=lambda line: line.unit),
    _Column(key="superior", title="Đơn vị cấp trên", width=18, value=lambda line: line.superior),
    _Column(key="criterion", title="Mã tiêu chí", width=8, value=lambda line: line.criterion),
    _Column(key="name", title="Tiêu chí", width=34, value=lambda line: line.criterion_name),
    _Column(key="now", title="Kết quả hiện tại", width=16, value=lambda line: line.cell.status.label),
    _Column(key="confidence", title="Độ tin cậy", width=8, value=lambda line: line.cell.confidence),
    _Column(key="reason", title="Vì sao cần xem", width=30, value=reason_to_review),
    _Column(key="quote", title="Đoạn trích", width=60, value=_quote),
    _Column(key="page", title="Trang", width=7, value=_page),
    _Column(key="file", title="Tệp", width=26, value=lambda line: line.file),
    _Column(key="decision", title="Quyết định", width=16, value=_decision, filled=True),
    _Column(key="status", title="Kết quả đúng", width=18, value=_status, filled=True),
    _Column(key="attach", title="Đoạn trích bổ sung", width=40, value=lambda line: "", filled=True),
    _Column(key="note", title="Lý do, ghi chú", width=30, value=_note, filled=True),
    _Column(key="by", title="Người quyết định", width=18, value=_by, filled=True),
)
_ROLES = {
    column.key: Role(
        name=column.title,
        heads=(fold(column.title),),
        required=column.key in ("unit", "criterion", "decision"),
    )
    for column in _COLUMNS
}
_FIRST_ROW = 3  # below the title, the guide and the head


def write_review_sheet(lines: Sequence[CoverageLine], path: Path) -> None:
    """Write ``lines`` as a sheet to fill. Raises KehoachError where the file cannot be written."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "guide": book.add_format({"italic": True, "text_wrap": True, "valign": "top"}),
        "head": book.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#D9E1F2", "valign": "vcenter"}
        ),
        "cell": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}),
        "share": book.add_format({"valign": "top", "border": 1, "num_format": "0%"}),
        "fill": book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF9DB", "num_format": "@"}
        ),
    }
    sheet = book.add_worksheet(SHEET)
    _write_head(sheet, formats)
    for row, line in enumerate(lines, _FIRST_ROW):
        _write_row(sheet, formats, row, line)
    _finish(sheet, len(lines))
    try:
        book.close()
    except (OSError, XlsxWriterException) as error:
        raise KehoachError(
            f"Không ghi được tệp “{path}”.", "Kiểm tra thư mục và quyền ghi, đóng tệp nếu đang mở trong Excel."
        ) from error


def _write_head(sheet: Any, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, "Phiếu rà soát kết quả đối chiếu kế hoạch với bộ tiêu chí", formats["title"])
    sheet.merge_range(1, 0, 1, 9, _GUIDE, formats["guide"])
    sheet.set_row(1, 48)
    for number, column in enumerate(_COLUMNS):
        sheet.write_string(_FIRST_ROW - 1, number, column.title, formats["head"])
        sheet.set_column(number, number, column.width)


def _write_row(sheet: Any, formats: dict[str, Any], row: int, line: CoverageLine) -> None:
    for number, column in enumerate(_COLUMNS):
        value = column.value(line)
        if isinstance(value, float):
            sheet.write_number(row, number, value, formats["share"])
        elif isinstance(value, int):
            sheet.write_number(row, number, value, formats["cell"])
        else:
            text = cut(one_line(value or ""))
            shown = formats["fill"] if column.filled else formats["cell"]
            if text:
                sheet.write_string(row, number, text, shown)
            else:
                sheet.write_blank(row, number, None, shown)


def _finish(sheet: Any, rows: int) -> None:
    last = _FIRST_ROW + max(rows, 1) - 1
    columns = {column.key: number for number, column in enumerate(_COLUMNS)}
    choices = {"decision": list(DECISIONS.values()), "status": [status.label for status in DECIDABLE]}
    for key, words in choices.items():
        sheet.data_validation(
            _FIRST_ROW,
            columns[key],
            last,
            columns[key],
            {
                "validate": "list",
                "source": words,
                "error_title": "Không có trong danh sách",
                "error_message": "Hãy chọn một giá trị trong danh sách, hoặc để trống.",
            },
        )
    sheet.freeze_panes(_FIRST_ROW, 4)
    sheet.autofilter(_FIRST_ROW - 1, 0, last, len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: the passages need the width
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST_ROW - 1)


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
    reviews = [review for row in filled if (review := reading.review(row)) is not None]
    store.add_reviews(reviews)
    return SheetReport(rows=len(filled), kept=len(reviews), unchanged=len(filled) - len(reviews))


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
        [title] = [column.title for column in _COLUMNS if column.key == key]
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
        decision = self._choice(row, "decision", {name: one for one, name in DECISIONS.items()})
        status = self._choice(row, "status", {one.label: one for one in Status}) if self._cell(row, "status") else None
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
            raise self._error(row, "decision", error.message, _in_columns(error.next_step)) from error

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
        return _kept(line) is not None

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

    def _choice(self, row: int, key: str, choices: dict[str, Any]) -> Any:
        written = fold(squeeze(self._cell(row, key)))
        for name, value in choices.items():
            if written in (fold(name), value.value):
                return value
        known = ", ".join(f"“{name}”" for name in choices)
        raise self._error(row, key, f"“{self._cell(row, key)}” không có trong danh sách.", f"Chọn một trong: {known}.")

    def _cell(self, row: int, key: str) -> str:
        column = self._head.columns.get(key)
        return "" if column is None else self._grid.cell(row, column)

    def _error(self, row: int, key: str, problem: str, next_step: str) -> KehoachError:
        return self._grid.error(row, self._head.columns.get(key), problem, next_step)
