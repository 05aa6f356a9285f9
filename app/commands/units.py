"""``kehoach units``: the roster of units that owe a plan."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, answers, messages, print_json
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command, Group
from corpus.queries import unit_rows
from corpus.query_lines import UnitLine
from corpus.wording import shown_date
from schema.store import Store

units_app = typer.Typer(cls=Group, no_args_is_help=True, help="Danh sách đơn vị phải gửi kế hoạch.")
app.add_typer(units_app, name="units")


@units_app.command("load", cls=Command)
def load_command(
    roster: Annotated[
        str,
        typer.Argument(metavar="DANH_SÁCH", help="CSV, XLSX, DOCX, PDF, hoặc vietnam:TỈNH (gói vietnam-provinces)."),
    ],
    db: Database = DEFAULT_DATABASE,
    name: Annotated[str | None, typer.Option("--as", metavar="TÊN", help="Tên của danh sách.")] = None,
    as_json: Json = False,
) -> int:
    """Nạp danh sách đơn vị."""
    from corpus.loading.report import report_json
    from corpus.loading.units import load_units

    with Store.open(db) as store:
        report = load_units(store, roster, roster=name)
    for warning in report.warnings:
        messages().print(f"Lưu ý: {warning}")
    if as_json:
        print_json(report_json(report))
    else:
        answers().print(f"Đã nạp danh sách “{report.id}”: {report.rows} đơn vị.")
    return EXIT_DONE


@units_app.command("list", cls=Command)
def list_command(
    db: Database = DEFAULT_DATABASE,
    roster_only: Annotated[bool, typer.Option("--roster", help="Chỉ các đơn vị phải gửi kế hoạch.")] = False,
    as_json: Json = False,
) -> int:
    """Liệt kê các đơn vị và số kế hoạch đã gửi."""
    with Store.open(db) as store:
        rows = unit_rows(store, roster_only=roster_only)
    if as_json:
        print_json([asdict(row) for row in rows])
        return EXIT_DONE
    table = Table("Đơn vị", "Cấp trên", "Tỉnh", "Phải gửi", "Số kế hoạch", "Hiệu lực, trước đây")
    for row in rows:
        owes = "có" if row.on_roster else ""
        table.add_row(row.name, row.superior or "", row.province or "", owes, str(row.plans), _history(row))
    answers().print(table)
    return EXIT_DONE


def _history(row: UnitLine) -> str:
    """From when to when it is there, what it was called or lay below before, and what it was made of."""
    told = [
        f"từ {shown_date(row.valid_from)}" if row.valid_from else "",
        f"đến {shown_date(row.valid_to)}" if row.valid_to else "",
        f"trước đây: {'; '.join(row.other_names)}" if row.other_names else "",
        f"hợp thành từ: {', '.join(row.predecessors)}" if row.predecessors else "",
    ]
    return "; ".join(part for part in told if part)
