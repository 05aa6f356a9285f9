"""``kehoach plans`` and ``kehoach show``: what is loaded, and one plan whole."""

from dataclasses import asdict
from pathlib import PurePath
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, answers, print_json
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command
from corpus.wording import GRADES, PLAN_KINDS
from schema.document import Grade
from schema.errors import KehoachError
from schema.plan import PlanKind
from schema.store import Store


@app.command("plans", cls=Command)
def plans_command(
    db: Database = DEFAULT_DATABASE,
    history: Annotated[bool, typer.Option("--history", help="Kể cả các phiên bản đã được thay thế.")] = False,
    as_json: Json = False,
) -> int:
    """Liệt kê các kế hoạch đã nạp."""
    from corpus.queries import plan_rows

    with Store.open(db) as store:
        rows = plan_rows(store, history=history)
    if as_json:
        print_json([asdict(row) for row in rows])
        return EXIT_DONE
    table = Table("Số", "Cơ quan ban hành", "Số, ký hiệu", "Ngày", "Loại kế hoạch", "Đọc", "Tệp", box=SIMPLE_HEAD)
    for row in rows:
        kind = PLAN_KINDS[PlanKind(row.plan_kind)] if row.plan_kind else ""
        issuer = row.issuer or row.unit or "chưa rõ"
        grade = GRADES[Grade(row.grade)]
        table.add_row(str(row.id), issuer, row.symbol or "", row.date or "", kind, grade, PurePath(row.file).name)
    answers().print(table)
    return EXIT_DONE


@app.command("show", cls=Command)
def show_command(
    plan: Annotated[
        str, typer.Argument(metavar="KẾ_HOẠCH", help="Số của kế hoạch (xem “kehoach plans”) hoặc tên đơn vị.")
    ],
    db: Database = DEFAULT_DATABASE,
    as_json: Json = False,
) -> int:
    """Xem toàn bộ một kế hoạch."""
    from app.plan_view import show_plan
    from schema.wire import plan_to_json

    with Store.open(db) as store:
        stored = store.get(_plan_id(store, plan))
    if as_json:
        print_json(plan_to_json(stored))
    else:
        show_plan(stored, answers())
    return EXIT_DONE


def _plan_id(store: Store, wanted: str) -> int:
    from corpus.queries import plan_rows
    from corpus.queries_coverage import find_unit

    if wanted.isdigit():
        return int(wanted)
    rows = plan_rows(store)
    named = [row for row in rows if wanted in (row.file, row.symbol)]
    if not named:
        units = find_unit(store, wanted)
        named = [row for row in rows if row.unit_id in units]
    if len(named) == 1:
        return named[0].id
    if not named:
        raise KehoachError(f"Chưa nạp kế hoạch nào của “{wanted}”.", "Xem danh sách bằng “kehoach plans”.")
    numbers = ", ".join(str(row.id) for row in named)
    raise KehoachError(f"Có {len(named)} kế hoạch ứng với “{wanted}” (số {numbers}).", "Chọn một số trong đó.")
