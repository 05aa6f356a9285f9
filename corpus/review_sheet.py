"""The review sheet: cells to look at as an Excel file, with columns that a person fills and that
``review_sheet_filled`` loads back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.export.plain import cut, one_line
from corpus.item_reviews import quote_key
from corpus.queries_coverage import CoverageLine
from corpus.reviewing import DECIDABLE, reason_to_review, strongest
from corpus.wording import NOTHING_NEAR
from schema.coverage import Decision, Reviewed
from schema.errors import KehoachError
from schema.text import squeeze

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


def decision_kept(line: CoverageLine) -> Reviewed | None:
    """The decision that fills the row; one with a conflict has to be made again, so its columns stay empty."""
    reviewed = line.cell.reviewed
    return None if reviewed is None or reviewed.conflict else reviewed


def _decision(line: CoverageLine) -> str:
    kept = decision_kept(line)
    return DECISIONS[kept.decision] if kept else ""


def _status(line: CoverageLine) -> str:
    kept = decision_kept(line)
    return kept.status.label if kept and kept.status and kept.decision is Decision.OVERRULED else ""


def _note(line: CoverageLine) -> str:
    kept = decision_kept(line)
    return kept.note or "" if kept else ""


def _by(line: CoverageLine) -> str:
    kept = decision_kept(line)
    return kept.by if kept else ""


COLUMNS = (
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
    for number, column in enumerate(COLUMNS):
        sheet.write_string(_FIRST_ROW - 1, number, column.title, formats["head"])
        sheet.set_column(number, number, column.width)


def _write_row(sheet: Any, formats: dict[str, Any], row: int, line: CoverageLine) -> None:
    for number, column in enumerate(COLUMNS):
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
    columns = {column.key: number for number, column in enumerate(COLUMNS)}
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
    sheet.autofilter(_FIRST_ROW - 1, 0, last, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: the passages need the width
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST_ROW - 1)
