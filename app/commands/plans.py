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
from corpus.wording import GRADES, PLAN_KINDS, shown_date
from schema.document import Grade
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
        table.add_row(str(row.id), issuer, row.symbol or "", shown_date(row.date), kind, grade, PurePath(row.file).name)
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
    """Xem toàn bộ một kế hoạch, kể cả những chỗ đã sửa, đã loại khi rà soát."""
    from app.plan_view import show_decisions, show_plan
    from corpus.decided_plan import decided_plan, decided_plan_json
    from corpus.naming import find_plan

    with Store.open(db) as store:
        # By its number a superseded version is shown, too.
        decided = decided_plan(store, int(plan) if plan.isdecimal() else find_plan(store, plan).id)
    if as_json:
        print_json(decided_plan_json(decided))
        return EXIT_DONE
    show_plan(decided.plan, answers())
    show_decisions(decided.decisions, answers())
    return EXIT_DONE
