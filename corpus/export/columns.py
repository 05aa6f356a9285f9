"""The columns of every table that goes out: title, width, kind and value, for workbook, CSV and Parquet alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Generic, Literal, TypeVar

from corpus.export.details import Detail, roles_text
from corpus.export.plain import one_line
from corpus.export.summary import VIETNAM
from corpus.queries_coverage import CoverageLine
from corpus.queries_scores import LostPoints
from corpus.query_lines import AssignmentLine, CitationLine, TargetLine, WarningLine
from corpus.wording import (
    COMPARATORS,
    DECISIONS,
    GRADES,
    NOTHING_NEAR,
    OUTCOMES,
    REASONS,
    USES,
    full_date,
    nearest_shown,
    section_name,
    shown_date,
    warning_label,
)
from schema.coverage import Near
from schema.ledger import FileRecord
from schema.plan import Comparator, Use

Row = TypeVar("Row")
Value = str | int | float | date | None


class Kind(Enum):
    """How a value is shown. DAY: a full date where the value is one, else text."""

    TEXT = "text"
    SHORT = "short"
    WHOLE = "whole"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column. key: its name for programs; value: what it shows of a row; printed: whether it goes on paper, which
    the first columns of a table do."""

    key: str
    title: str
    width: float
    kind: Kind
    value: Callable[[Row], Value]
    printed: bool = True


def _text(key: str, title: str, width: float, value: Callable[[Row], str | None]) -> Column[Row]:
    return Column(
        key=key, title=title, width=width, kind=Kind.TEXT, value=lambda row: one_line(value(row) or "") or None
    )


def _short(key: str, title: str, width: float, value: Callable[[Row], str | None]) -> Column[Row]:
    return Column(
        key=key, title=title, width=width, kind=Kind.SHORT, value=lambda row: one_line(value(row) or "") or None
    )


def _whole(key: str, title: str, width: float, value: Callable[[Row], int | None]) -> Column[Row]:
    return Column(key=key, title=title, width=width, kind=Kind.WHOLE, value=value)


def _number(key: str, title: str, width: float, value: Callable[[Row], float | None]) -> Column[Row]:
    return Column(key=key, title=title, width=width, kind=Kind.NUMBER, value=value)


def _day(key: str, title: str, width: float, value: Callable[[Row], str | date | None]) -> Column[Row]:
    return Column(key=key, title=title, width=width, kind=Kind.DAY, value=lambda row: _day_value(value(row)))


def _day_value(stated: str | date | None) -> Value:
    if stated is None or isinstance(stated, date):
        return stated
    return full_date(stated) or shown_date(stated) or None


def joined(texts: Sequence[str], mark: str = "• ") -> str:
    """Several texts in one cell, a line each; a single one without a mark."""
    return texts[0] if len(texts) == 1 else "\n".join(f"{mark}{text}" for text in texts)


def _lines(key: str, title: str, width: float, value: Callable[[Detail], Sequence[str]]) -> Column[Detail]:
    return Column(key=key, title=title, width=width, kind=Kind.TEXT, value=lambda row: joined(value(row)) or None)


def _on_screen(*columns: Column[Row]) -> tuple[Column[Row], ...]:
    """Columns at the end of a table that are left out on paper."""
    return tuple(replace(column, printed=False) for column in columns)


def _quotes(quotes: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"“{quote}”" for quote in quotes)


def _reviewed_day(row: Detail) -> date | None:
    reviewed = row.line.cell.reviewed
    return None if reviewed is None else datetime.fromisoformat(reviewed.at).astimezone(VIETNAM).date()


def _decision(row: Detail) -> str | None:
    reviewed = row.line.cell.reviewed
    return None if reviewed is None else DECISIONS[reviewed.decision]


def _reviewed(row: Detail, field: Literal["by", "note"]) -> str | None:
    reviewed = row.line.cell.reviewed
    if reviewed is None:
        return None
    return reviewed.by if field == "by" else reviewed.note


def _area(line: CoverageLine) -> str:
    return f"{line.area}. {line.area_name}"


DETAIL: tuple[Column[Detail], ...] = (
    _text("unit", "Đơn vị", 14, lambda row: row.line.short_unit),
    _short("criterion", "Mã tiêu chí", 8, lambda row: row.line.criterion),
    _text("criterion_name", "Tiêu chí", 28, lambda row: row.line.criterion_name),
    Column(key="status", title="Kết quả", width=11, kind=Kind.STATUS, value=lambda row: row.line.cell.status.label),
    _lines("tasks", "Nhiệm vụ", 44, lambda row: row.tasks),
    _lines("targets", "Chỉ tiêu", 28, lambda row: row.targets),
    _lines("owners", "Người, bộ phận thực hiện", 22, lambda row: row.owners),
    _lines("deadlines", "Thời hạn (như kế hoạch ghi)", 16, lambda row: row.deadlines),
    _day("due", "Hạn cuối", 11, lambda row: row.due),
    _lines("quotes", "Trích kế hoạch", 48, lambda row: _quotes(row.quotes)),
    _short("pages", "Trang", 7, lambda row: ", ".join(map(str, row.pages))),
    Column(key="confidence", title="Độ tin cậy", width=8, kind=Kind.SHARE, value=lambda row: row.line.cell.confidence),
    *_on_screen(
        _short("doubtful", "Cần người xem lại", 9, lambda row: "có" if row.line.cell.doubtful else None),
        _text("reviewed_by", "Người rà soát", 14, lambda row: _reviewed(row, "by")),
        _day("reviewed_at", "Ngày rà soát", 11, _reviewed_day),
        _short("decision", "Quyết định", 12, _decision),
        _text("note", "Ghi chú rà soát", 24, lambda row: _reviewed(row, "note")),
        _short(
            "machine", "Kết quả máy đọc", 13, lambda row: row.line.cell.machine.label if row.line.cell.machine else None
        ),
        _text("area", "Lĩnh vực", 24, lambda row: _area(row.line)),
        _text("superior", "Đơn vị cấp trên", 16, lambda row: row.line.superior),
        _short("sections", "Mục", 12, lambda row: ", ".join(map(section_name, row.sections))),
        _number("max_points", "Điểm tối đa", 8, lambda row: row.line.max_points),
        _number("points", "Điểm đạt", 8, lambda row: row.line.points),
        _number("lost_points", "Điểm mất", 8, lambda row: row.line.lost_points),
        _whole("plan", "Số kế hoạch", 8, lambda row: row.line.plan),
        _text("file", "Tệp", 40, lambda row: row.line.file),
    ),
)


def _near(row: CoverageLine, place: int) -> Near | None:
    shown = nearest_shown(row.cell.searched)
    return shown[place] if place < len(shown) else None


def _near_columns(place: int) -> tuple[Column[CoverageLine], ...]:
    number = place + 1

    def quote(row: CoverageLine) -> str | None:
        near = _near(row, place)
        return None if near is None else f"“{one_line(near.evidence.quote)}”"

    def page(row: CoverageLine) -> int | None:
        near = _near(row, place)
        return None if near is None else near.evidence.page

    def score(row: CoverageLine) -> float | None:
        near = _near(row, place)
        return None if near is None else near.score

    return (
        _text(f"near_{number}", f"Đoạn gần nhất {number}", 44, quote),
        _whole(f"near_{number}_page", f"Trang ({number})", 7, page),
        _number(f"near_{number}_score", f"Mức gần ({number})", 7, score),
    )


def _searched(row: CoverageLine) -> str | None:
    searched = row.cell.searched
    if searched is None:
        return None
    nothing = f"; {NOTHING_NEAR}" if searched.nothing_near else ""
    return f"{searched.passages} đoạn của tệp {searched.document}; chất lượng đọc: {GRADES[searched.grade]}{nothing}"


_POINTS: tuple[Column[CoverageLine], ...] = (
    _number("max_points", "Điểm tối đa", 8, lambda row: row.max_points),
    _number("points", "Điểm đạt", 8, lambda row: row.points),
    _number("lost_points", "Điểm mất", 8, lambda row: row.lost_points),
)


def _lost_in_area(lost: LostPoints) -> Column[CoverageLine]:
    """The points lost in the area of the cell, for where only areas were scored."""

    def value(row: CoverageLine) -> float | None:
        area = lost.area(row)
        return None if area is None else round(max(0.0, area[1] - area[0]), 4)

    return _number("lost_in_area", "Điểm mất ở lĩnh vực", 9, value)


def unaddressed_columns(lost: LostPoints | None) -> tuple[Column[CoverageLine], ...]:
    """The columns of the unaddressed cells; with the points where a score sheet is loaded."""
    return (
        _text("unit", "Đơn vị", 18, lambda row: row.short_unit),
        _text("superior", "Đơn vị cấp trên", 16, lambda row: row.superior),
        _text("area", "Lĩnh vực", 24, _area),
        _short("criterion", "Mã tiêu chí", 8, lambda row: row.criterion),
        _text("criterion_name", "Tiêu chí bị bỏ trống", 38, lambda row: row.criterion_name),
        *(() if lost is None else (*_POINTS, _lost_in_area(lost))),
        Column(key="confidence", title="Độ tin cậy", width=8, kind=Kind.SHARE, value=lambda row: row.cell.confidence),
        _short("doubtful", "Cần người xem lại", 9, lambda row: "có" if row.cell.doubtful else None),
        _text("searched", "Đã tìm trong", 30, _searched),
        *_near_columns(0),
        *_on_screen(*_near_columns(1), *_near_columns(2)),
    )


TARGETS: tuple[Column[TargetLine], ...] = (
    _text("unit", "Đơn vị", 18, lambda row: row.unit),
    _text("metric", "Chỉ tiêu", 50, lambda row: row.metric),
    _short("comparator", "So sánh", 8, lambda row: COMPARATORS[Comparator(row.comparator)]),
    _number("value", "Giá trị", 10, lambda row: row.value),
    _number("upper", "Đến", 10, lambda row: row.upper),
    _short("measure", "Đơn vị tính", 10, lambda row: row.measure),
    _short("period", "Kỳ", 12, lambda row: row.period),
    _day("deadline", "Thời hạn", 11, lambda row: row.deadline),
    _text("baseline", "Mức so sánh", 16, lambda row: row.baseline),
    _text("quote", "Trích kế hoạch", 60, lambda row: row.quote),
    _whole("page", "Trang", 7, lambda row: row.page),
    *_on_screen(
        _short("section", "Mục", 10, lambda row: section_name(row.section)),
        _whole("plan", "Số kế hoạch", 8, lambda row: row.plan),
        _text("file", "Tệp", 40, lambda row: row.file),
    ),
)


def _nature(row: AssignmentLine) -> str:
    if row.soft:
        return "vận động, khuyến khích"
    return "đề nghị" if row.requested else "giao việc"


ASSIGNMENTS: tuple[Column[AssignmentLine], ...] = (
    _text("unit", "Đơn vị", 18, lambda row: row.unit),
    _text("party", "Người, bộ phận được giao", 30, lambda row: one_line(row.party) or "(không nêu)"),
    _text("roles", "Vai trò", 18, lambda row: roles_text(row.roles)),
    _text("task", "Nhiệm vụ", 60, lambda row: row.task),
    _short("nature", "Tính chất", 14, _nature),
    _whole("number", "Lượt giao việc", 8, lambda row: row.number + 1),
    _text("quote", "Trích kế hoạch", 60, lambda row: row.quote),
    _whole("page", "Trang", 7, lambda row: row.page),
    *_on_screen(
        _short("code", "Mã bộ phận", 24, lambda row: row.code),
        _short("section", "Mục", 10, lambda row: section_name(row.section)),
        _whole("plan", "Số kế hoạch", 8, lambda row: row.plan),
        _text("file", "Tệp", 40, lambda row: row.file),
    ),
)

CITATIONS: tuple[Column[CitationLine], ...] = (
    _text("unit", "Đơn vị", 18, lambda row: row.unit),
    _text("type", "Loại văn bản", 14, lambda row: row.type),
    _text("symbol", "Số, ký hiệu", 20, lambda row: row.symbol),
    _day("date", "Ngày", 11, lambda row: row.date or row.date_partial),
    _text("issuer", "Cơ quan ban hành", 24, lambda row: row.issuer),
    _text("title", "Trích yếu", 44, lambda row: row.title),
    _text("provision", "Điều, khoản", 16, lambda row: row.provision),
    _short("use", "Cách dùng", 16, lambda row: USES[Use(row.use)]),
    _whole("loaded", "Là kế hoạch số", 9, lambda row: row.loaded),
    _text("quote", "Trích kế hoạch", 60, lambda row: row.quote),
    _whole("page", "Trang", 7, lambda row: row.page),
    *_on_screen(
        _short("section", "Mục", 10, lambda row: section_name(row.section)),
        _whole("plan", "Số kế hoạch", 8, lambda row: row.plan),
        _text("file", "Tệp", 40, lambda row: row.file),
    ),
)

WARNINGS: tuple[Column[WarningLine], ...] = (
    _text("unit", "Đơn vị", 18, lambda row: row.unit),
    _text("code", "Loại cảnh báo", 24, lambda row: warning_label(row.code)),
    _text("message", "Nội dung", 60, lambda row: row.message),
    _text("quote", "Trích kế hoạch", 50, lambda row: row.quote),
    _whole("page", "Trang", 7, lambda row: row.page),
    *_on_screen(
        _short("section", "Mục", 10, lambda row: section_name(row.section)),
        _whole("plan", "Số kế hoạch", 8, lambda row: row.plan),
        _text("file", "Tệp", 40, lambda row: row.file),
    ),
)

LEDGER: tuple[Column[FileRecord], ...] = (
    _text("name", "Tệp", 44, lambda row: row.name),
    _short("outcome", "Kết quả", 14, lambda row: OUTCOMES[row.outcome]),
    _text("reason", "Lý do", 24, lambda row: REASONS[row.reason] if row.reason else None),
    _text("message", "Nội dung", 50, lambda row: row.message),
    _text("next_step", "Cách xử lý", 44, lambda row: row.next_step),
    _whole("plan", "Số kế hoạch", 8, lambda row: row.plan),
    _number("seconds", "Số giây đọc", 9, lambda row: row.seconds),
    *_on_screen(_text("sha256", "Mã băm SHA-256", 68, lambda row: row.sha256)),
)
