"""The sheet *Tổng hợp*: criteria × units with coloured statuses, and the counts of both."""

from collections import Counter
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from corpus.export.columns import Kind
from corpus.export.sheets import COLOURS, LINE, Styles, height_of, put, put_text, set_page
from corpus.export.summary import ORDER, Facts, Summary, UnitHead, addressed, owed
from schema.coverage import Status
from schema.criteria import Node
from schema.ledger import Outcome

NAME = "Tổng hợp"
TITLE = "TỔNG HỢP MỨC ĐỘ ĐÁP ỨNG TIÊU CHÍ TRONG KẾ HOẠCH CỦA CÁC ĐƠN VỊ"
# More units than this stand in rows: a sheet is read down, not two hundred columns across.
UNITS_ACROSS = 200
NARROW, WIDE, FEW_UNITS = 14.0, 23.0, 6  # columns of units are wide while they are few
COUNT_WIDTH, NAME_WIDTH = 5.5, 48.0
PAGE_UNITS = 12  # units that one printed page still shows legibly
HEAD_ROW, HEAD_HEIGHT = 3, 110  # the longest name of a status stands upright in two lines


def write_matrix(sheet: Worksheet, styles: Styles, summary: Summary, facts: Facts) -> None:
    """Fill the sheet; with very many units, they stand in the rows and the criteria in the columns."""
    set_page(sheet, "")
    units = summary.units()
    _write_title(sheet, styles, summary, facts)
    if len(units) > UNITS_ACROSS:
        _write_units_down(sheet, styles, summary, units)
    else:
        _write_units_across(sheet, styles, summary, units)


def add_matrix_sheet(book: Workbook) -> Worksheet:
    """The empty sheet, so that it is the first of the workbook although its counts are known last."""
    return book.add_worksheet(NAME)


def _write_title(sheet: Worksheet, styles: Styles, summary: Summary, facts: Facts) -> None:
    title = styles.custom(bold=True, font_size=14, border=0)
    plain = styles.custom(border=0)
    sheet.set_row(0, 24)
    put_text(sheet, 0, 0, TITLE, title)
    put_text(sheet, 1, 0, headline(summary, facts), plain)
    put_text(sheet, 2, 0, ledger_line(facts), plain)


def headline(summary: Summary, facts: Facts) -> str:
    """The set, the units and the date of the figures in one line."""
    criteria = facts.criteria
    sentences = (
        f"Đối chiếu với: {facts.set_name} (phiên bản {criteria.version}).",
        facts.only.heading,
        f"Số đơn vị so sánh: {len(summary.lines)}{_sent(summary, facts)}.",
        f"Số liệu đến ngày {facts.stamp:%d/%m/%Y}.",
        "" if facts.carried is None else f"Điểm: {facts.carried.summary}.",
    )
    return " ".join(filter(None, sentences))


def _sent(summary: Summary, facts: Facts) -> str:
    """How many of the units sent a plan; the cells of one status alone cannot tell."""
    if facts.only.statuses is not None:
        return ""
    absent = absent_units(summary)
    return f"; đã gửi kế hoạch: {len(summary.lines) - absent}; chưa gửi: {absent}"


def ledger_line(facts: Facts) -> str:
    """What became of the files in one line."""
    outcomes = facts.outcomes()
    return (
        f"Tệp đã nhận: {len(facts.ledger)}; đã nạp: {outcomes[Outcome.LOADED]}; trùng:"
        f" {outcomes[Outcome.DUPLICATE]}; đã có bản mới hơn: {outcomes[Outcome.SUPERSEDED]}; không nhận:"
        f" {outcomes[Outcome.REFUSED]}; lỗi: {outcomes[Outcome.FAILED]}. Ý nghĩa từng mức: xem sheet “Cách đọc”."
    )


def absent_units(summary: Summary) -> int:
    """How many units sent no plan."""
    return sum(summary.count_unit(unit)[Status.NOT_SUBMITTED] > 0 for unit in range(len(summary.lines)))


def _counts(sheet: Worksheet, styles: Styles, row: int, column: int, counts: Counter[Status]) -> None:
    style = styles.custom(num_format='0;-0;"–"', align="center", valign="vcenter")
    for place, status in enumerate(ORDER):
        sheet.write_number(row, column + place, counts[status], style)


def _count_heads(sheet: Worksheet, styles: Styles, row: int, column: int) -> None:
    for place, status in enumerate(ORDER):
        look = styles.custom(
            bold=True, rotation=90, text_wrap=True, align="center", valign="vcenter", bg_color=_head_colour(status)
        )
        put_text(sheet, row, column + place, status.label, look)


def _head_colour(status: Status) -> str:
    return COLOURS[status]


def _write_units_across(sheet: Worksheet, styles: Styles, summary: Summary, units: tuple[UnitHead, ...]) -> None:
    first = 2 + len(ORDER)
    last = first + max(1, len(units)) - 1
    _head(sheet, styles, ("Mã", "Tiêu chí"), (6.5, NAME_WIDTH))
    sheet.set_column(2, first - 1, COUNT_WIDTH)
    sheet.set_column(first, last, _unit_width(summary))
    _count_heads(sheet, styles, HEAD_ROW, 2)
    for place, unit in enumerate(units):
        put_text(sheet, HEAD_ROW, first + place, unit.name, styles.header())
    row = HEAD_ROW
    for node in summary.nodes:
        row += 1
        if node.code in summary.area_of:
            _criterion_row(sheet, styles, summary, row, node, first)
        else:
            _area_row(sheet, styles, summary, row, node, first)
    sheet.autofilter(HEAD_ROW, 0, max(row, HEAD_ROW + 1), last)
    _unit_counts(sheet, styles, summary, row + 1, first)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(max(1, ceil(len(units) / PAGE_UNITS)), 0)


def _unit_width(summary: Summary) -> float:
    return WIDE if len(summary.lines) <= FEW_UNITS else NARROW


def _head(sheet: Worksheet, styles: Styles, titles: tuple[str, ...], widths: tuple[float, ...]) -> None:
    sheet.set_row(HEAD_ROW, HEAD_HEIGHT)
    sheet.repeat_rows(HEAD_ROW)
    for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(place, place, width)
        put_text(sheet, HEAD_ROW, place, title, styles.header())


def _criterion_row(sheet: Worksheet, styles: Styles, summary: Summary, row: int, node: Node, first: int) -> None:
    labels = (summary.status(unit, node.code) for unit in range(len(summary.lines)))
    widest = max((status.label for status in labels if status is not None), key=len)
    sheet.set_row(row, height_of([(node.name, NAME_WIDTH), (widest, _unit_width(summary))]) + 3)
    put_text(sheet, row, 0, node.code, styles.custom(align="center", valign="vcenter"))
    put_text(sheet, row, 1, node.name, styles.custom(text_wrap=True, valign="vcenter"))
    _counts(sheet, styles, row, 2, summary.count_criterion(node.code))
    for unit in range(len(summary.lines)):
        _status(sheet, styles, summary, row, first + unit, unit, node.code)


def _status(sheet: Worksheet, styles: Styles, summary: Summary, row: int, column: int, unit: int, code: str) -> None:
    status = summary.status(unit, code)
    if status is not None:
        sheet.write_string(row, column, status.label, styles.status(status, summary.doubtful(unit, code)))


def _area_row(sheet: Worksheet, styles: Styles, summary: Summary, row: int, node: Node, first: int) -> None:
    sheet.set_row(row, height_of([(node.name, NAME_WIDTH * 0.93)]) + 3)
    look = styles.custom(bold=True, text_wrap=True, valign="vcenter", bg_color="#EDEDED")
    middle = styles.custom(bold=True, align="center", valign="vcenter", bg_color="#EDEDED")
    put_text(sheet, row, 0, node.code, middle)
    put_text(sheet, row, 1, node.name, look)
    for place in range(len(ORDER)):
        sheet.write_blank(row, 2 + place, None, look)
    codes = summary.of_area(node.code)
    for unit in range(len(summary.lines)):
        counts = summary.count_unit(unit, codes)
        put_text(sheet, row, first + unit, f"{addressed(counts)}/{owed(counts)}", middle)


def _unit_counts(sheet: Worksheet, styles: Styles, summary: Summary, row: int, first: int) -> None:
    """Below the matrix: how often each unit has each status. The coloured labels are the legend as well."""
    total = summary.count()
    number = styles.custom(num_format='#,##0;-#,##0;"–"', align="center", bold=True)
    for place, status in enumerate(ORDER):
        line = row + place
        sheet.write_blank(line, 0, None, styles.status(status))
        label = styles.custom(bold=True, bg_color=_head_colour(status))
        put_text(sheet, line, 1, f"Cộng: {status.label}", label)
        for column in range(len(ORDER)):
            if column == place:
                sheet.write_number(line, 2 + column, total[status], number)
            else:
                sheet.write_blank(line, 2 + column, None, number)
        for unit in range(len(summary.lines)):
            sheet.write_number(line, first + unit, summary.count_unit(unit)[status], number)
    put_text(
        sheet,
        row + len(ORDER),
        1,
        "Chữ nghiêng: máy chưa chắc, cần người xem lại.",
        styles.custom(border=0, italic=True),
    )


def _write_units_down(sheet: Worksheet, styles: Styles, summary: Summary, units: tuple[UnitHead, ...]) -> None:
    nodes = summary.criteria()
    first = 2 + len(ORDER)
    last = first + max(1, len(nodes)) - 1
    _head(sheet, styles, ("Đơn vị", "Đơn vị cấp trên"), (26, 20))
    sheet.set_column(2, first - 1, COUNT_WIDTH)
    sheet.set_column(first, last, NARROW)
    _count_heads(sheet, styles, HEAD_ROW, 2)
    for place, node in enumerate(nodes):
        put_text(sheet, HEAD_ROW, first + place, f"{node.code}. {node.name}", styles.header())
    for unit, head in enumerate(units):
        row = HEAD_ROW + 1 + unit
        sheet.set_row(row, 2 * LINE + 2)
        put(sheet, row, 0, head.name, Kind.TEXT, styles)
        put(sheet, row, 1, head.superior, Kind.TEXT, styles)
        _counts(sheet, styles, row, 2, summary.count_unit(unit))
        for place, node in enumerate(nodes):
            _status(sheet, styles, summary, row, first + place, unit, node.code)
    bottom = HEAD_ROW + len(units)
    sheet.autofilter(HEAD_ROW, 0, bottom, last)
    _criterion_counts(sheet, styles, summary, nodes, bottom + 1, first)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(max(1, ceil(len(nodes) / PAGE_UNITS)), 0)


def _criterion_counts(
    sheet: Worksheet, styles: Styles, summary: Summary, nodes: tuple[Node, ...], row: int, first: int
) -> None:
    number = styles.custom(num_format='#,##0;-#,##0;"–"', align="center", bold=True)
    counts = [summary.count_criterion(node.code) for node in nodes]
    total = summary.count()
    for place, status in enumerate(ORDER):
        line = row + place
        put_text(sheet, line, 0, f"Cộng: {status.label}", styles.custom(bold=True, bg_color=_head_colour(status)))
        sheet.write_number(line, 2 + place, total[status], number)
        for column, counted in enumerate(counts):
            sheet.write_number(line, first + column, counted[status], number)
