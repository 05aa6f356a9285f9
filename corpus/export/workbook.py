"""The workbook (.xlsx): every sheet is written row by row, so that a province fits into memory."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from corpus.export import area_sheet, guide_sheet
from corpus.export.columns import (
    ASSIGNMENTS,
    CITATIONS,
    DETAIL,
    LEDGER,
    TARGETS,
    WARNINGS,
    Column,
    Row,
    unaddressed_columns,
)
from corpus.export.details import each_detail
from corpus.export.matrix_sheet import add_matrix_sheet, write_matrix
from corpus.export.score_sheets import LOST, LOST_COLUMNS, LOST_TITLE, RANKED, RANKED_TITLE, ranked_columns
from corpus.export.sheets import FONT, Styles, TableSheet
from corpus.export.summary import Facts, Summary, empty_summary, gather_facts
from corpus.queries import each_assignment, each_citation, each_target, each_warning
from corpus.queries_scores import LostPoints, lost_points
from corpus.selection import Selection, selected_plans
from schema.coverage import Status
from schema.store import Store, StoredCriteria

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,  # a sheet of a whole country may exceed 4 GB before it is compressed
}


def write_workbook(store: Store, criteria: StoredCriteria, only: Selection, out: Path) -> None:
    """The consolidated table of ``criteria`` as a workbook at ``out``."""
    # Half written sheets wait beside ``out``: the system's folder for them is a piece of memory on many machines.
    with TemporaryDirectory(prefix=".kehoach-", dir=out.parent) as sheets:
        try:
            with Workbook(str(out), {**_OPTIONS, "tmpdir": sheets}) as book:
                _write(book, store, criteria, only)
        except FileCreateError as error:
            raise OSError(f"no workbook at {out}") from error  # XlsxWriter's own name for what the disk refuses


def _write(book: Workbook, store: Store, criteria: StoredCriteria, only: Selection) -> None:
    facts = gather_facts(store, criteria, only)
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(11)
    book.set_properties({"title": "Bảng tổng hợp kế hoạch", "author": "kehoach", "created": facts.stamp})
    styles = Styles(book)
    scored = lost_points(store, criteria)
    # What an officer asks for first stands first.
    title = LOST_TITLE if facts.carried is None else f"{LOST_TITLE} ({facts.carried.summary})"
    worst = TableSheet(book, styles, LOST, title, LOST_COLUMNS, 1) if scored.measurable else None
    matrix, areas = add_matrix_sheet(book), book.add_worksheet(area_sheet.NAME)
    summary = empty_summary(criteria)
    rows = _write_cells(book, styles, store, facts, summary, scored)
    write_matrix(matrix, styles, summary, facts)
    area_sheet.write_areas(book, areas, styles, summary)
    if worst is not None:
        worst.fill(scored.rows())
        rows |= {LOST: worst.rows}
    if scored.scores:
        rows |= _write_ranked(book, styles, facts, scored)
    rows |= _write_items(book, styles, store, facts)
    guide_sheet.write_guide(book.add_worksheet(guide_sheet.NAME), styles, summary, facts, rows)


def _write_cells(
    book: Workbook, styles: Styles, store: Store, facts: Facts, summary: Summary, scored: LostPoints
) -> dict[str, int]:
    """The sheets of the cells, and the summary on the way: one pass over the matrix."""
    columns = unaddressed_columns(scored if scored.scores else None)
    details = TableSheet(book, styles, "Chi tiết", "CHI TIẾT TỪNG ĐƠN VỊ, TỪNG TIÊU CHÍ", DETAIL, 4)
    missing = TableSheet(book, styles, "Bỏ trống", "CÁC TIÊU CHÍ BỊ BỎ TRỐNG", columns, 1)
    for detail in each_detail(store, facts.criteria, facts.only):
        summary.add(detail.line)
        scored.add(detail.line)
        details.add(detail)
        if detail.line.cell.status is Status.UNADDRESSED:
            missing.add(detail.line)
    details.finish()
    missing.finish()
    return {"Chi tiết": details.rows, "Bỏ trống": missing.rows}


def _write_ranked(book: Workbook, styles: Styles, facts: Facts, scored: LostPoints) -> dict[str, int]:
    rows = [row for row in scored.scores.values() if facts.only.units is None or row.unit_id in facts.only.units]
    columns = ranked_columns(facts.criteria.criteria_set, rows, scored)
    return {RANKED: _write_table(book, styles, RANKED, RANKED_TITLE, columns, rows)}


def _write_items(book: Workbook, styles: Styles, store: Store, facts: Facts) -> dict[str, int]:
    plans = selected_plans(store, facts.only)
    tables: tuple[tuple[str, str, tuple[Column[Any], ...], Iterable[Any]], ...] = (
        ("Chỉ tiêu", "CHỈ TIÊU TRONG CÁC KẾ HOẠCH", TARGETS, each_target(store, plans)),
        ("Phân công", "PHÂN CÔNG NHIỆM VỤ", ASSIGNMENTS, each_assignment(store, plans)),
        ("Căn cứ", "VĂN BẢN ĐƯỢC VIỆN DẪN", CITATIONS, each_citation(store, plans)),
        ("Cảnh báo", "NHỮNG CHỖ CẦN KIỂM TRA, SỬA LẠI", WARNINGS, each_warning(store, plans)),
        ("Nhật ký nhập", "NHẬT KÝ NHẬP TỆP", LEDGER, facts.ledger),
    )
    return {name: _write_table(book, styles, name, title, columns, rows) for name, title, columns, rows in tables}


def _write_table(
    book: Workbook, styles: Styles, name: str, title: str, columns: tuple[Column[Row], ...], rows: Iterable[Row]
) -> int:
    sheet = TableSheet(book, styles, name, title, columns, 1)
    sheet.fill(rows)
    return sheet.rows
