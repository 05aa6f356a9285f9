"""The sheet *Theo lĩnh vực*: counts per area, and their chart."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from corpus.export.columns import Kind
from corpus.export.sheets import COLOURS, FONT, Styles, height_of, put, put_text, set_page
from corpus.export.summary import ORDER, Summary, addressed, owed

NAME = "Theo lĩnh vực"
_NAME_WIDTH = 52.0
_FIRST = 4  # columns before those of the statuses: code, name, cells, share


def write_areas(book: Workbook, sheet: Worksheet, styles: Styles, summary: Summary) -> None:
    """One row per area with its cells by status, the total, and a stacked chart."""
    set_page(sheet, "MỨC ĐỘ ĐÁP ỨNG TIÊU CHÍ THEO LĨNH VỰC")
    _heads(sheet, styles)
    areas = summary.areas()
    for row, area in enumerate(areas, 1):
        _row(sheet, styles, row, area.code, area.name, summary, area.code)
    _row(sheet, styles, len(areas) + 1, "", "Cộng", summary, None)
    if areas:
        _chart(book, sheet, summary, len(areas))
    sheet.freeze_panes(1, 2)


def _heads(sheet: Worksheet, styles: Styles) -> None:
    titles = ("Mã", "Lĩnh vực", "Số ô (đơn vị × tiêu chí)", "Tỷ lệ có nêu", *(status.label for status in ORDER))
    sheet.set_row(0, 48)
    for place, title in enumerate(titles):
        put_text(sheet, 0, place, title, styles.header())
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, _NAME_WIDTH)
    sheet.set_column(2, len(titles) - 1, 11)


def _row(sheet: Worksheet, styles: Styles, row: int, code: str, name: str, summary: Summary, area: str | None) -> None:
    counts = summary.count() if area is None else summary.count_area(area)
    cells, asked = sum(counts.values()), owed(counts)
    sheet.set_row(row, height_of([(name, _NAME_WIDTH)]))
    put(sheet, row, 0, code or None, Kind.SHORT, styles)
    put_text(sheet, row, 1, name, styles.custom(text_wrap=True, bold=area is None))
    put(sheet, row, 2, cells, Kind.WHOLE, styles)
    put(sheet, row, 3, addressed(counts) / asked if asked else None, Kind.SHARE, styles)
    for place, status in enumerate(ORDER):
        put(sheet, row, _FIRST + place, counts[status], Kind.WHOLE, styles)


def _chart(book: Workbook, sheet: Worksheet, summary: Summary, areas: int) -> None:
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    total = summary.count()
    for place, status in enumerate(ORDER):
        if total[status]:
            chart.add_series(
                {
                    "name": status.label,
                    "categories": [NAME, 1, 1, areas, 1],
                    "values": [NAME, 1, _FIRST + place, areas, _FIRST + place],
                    "fill": {"color": COLOURS[status]},
                    "border": {"color": "#7F7F7F", "width": 0.5},
                    "gap": 60,
                }
            )
    chart.set_title({"name": "Mức độ đáp ứng tiêu chí theo lĩnh vực", "name_font": {"name": FONT, "size": 14}})
    chart.set_x_axis({"num_format": "0%", "num_font": {"name": FONT}, "label_position": "high"})
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT, "size": 10}})
    # Room for the names of areas on the left: their width is not reckoned with by every program.
    chart.set_plotarea({"layout": {"x": 0.36, "y": 0.12, "width": 0.6, "height": 0.72}})
    chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 10}})
    chart.set_size({"width": 1080, "height": 90 + 48 * areas})
    sheet.insert_chart(areas + 3, 1, chart)
