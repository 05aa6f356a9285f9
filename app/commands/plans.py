"""``kehoach plans`` and ``kehoach show``: what is loaded, one plan whole, what a person says of a plan as such."""

from dataclasses import asdict
from pathlib import PurePath
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, answers, print_json
from app.options import DEFAULT_DATABASE, By, Database, Json, who
from app.vietnamese import Command, Group
from corpus.naming import find_plan, find_unit
from corpus.placing import Changed, attach_plan, remove_plan, restore_plan
from corpus.queries import plan_rows
from corpus.query_lines import PlanLine
from corpus.wording import GRADES, PLAN_KINDS, shown_date
from schema.document import Grade
from schema.plan import PlanKind
from schema.store import Store

plans_app = typer.Typer(cls=Group, help="Liệt kê các kế hoạch đã nạp; gỡ, đưa lại, gắn một kế hoạch với đơn vị.")
app.add_typer(plans_app, name="plans")

PlanName = Annotated[
    str, typer.Argument(metavar="KẾ_HOẠCH", help="Số của kế hoạch (xem “kehoach plans”), tên tệp hoặc tên đơn vị.")
]


@plans_app.callback(invoke_without_command=True)
def plans_command(
    context: typer.Context,
    db: Database = DEFAULT_DATABASE,
    history: Annotated[bool, typer.Option("--history", help="Kể cả các bản đã được thay thế, đã gỡ.")] = False,
    as_json: Json = False,
) -> int:
    """Liệt kê các kế hoạch đã nạp; gỡ, đưa lại, gắn một kế hoạch với đơn vị."""
    if context.invoked_subcommand is not None:
        return EXIT_DONE
    with Store.open(db) as store:
        rows = plan_rows(store, history=history)
    if as_json:
        print_json([asdict(row) for row in rows])
        return EXIT_DONE
    state = ("Tình trạng",) if history else ()
    heads = ("Số", "Cơ quan ban hành", "Số, ký hiệu", "Ngày", "Loại kế hoạch", "Đọc", "Tệp", *state)
    table = Table(*heads, box=SIMPLE_HEAD)
    for row in rows:
        kind = PLAN_KINDS[PlanKind(row.plan_kind)] if row.plan_kind else ""
        issuer = row.issuer or row.unit or "chưa rõ"
        cells = (str(row.id), issuer, row.symbol or "", shown_date(row.date), kind, GRADES[Grade(row.grade)])
        table.add_row(*cells, PurePath(row.file).name, *((_state(row),) if history else ()))
    answers().print(table)
    return EXIT_DONE


def _state(row: PlanLine) -> str:
    if row.superseded_by is None:
        return ""
    return "đã gỡ" if row.superseded_by == row.id else f"thay bằng số {row.superseded_by}"


def _tell(changed: Changed, *, as_json: bool) -> int:
    if as_json:
        print_json(asdict(changed))
    else:
        answers().print(changed.message, soft_wrap=True)
    return EXIT_DONE


@plans_app.command("remove", cls=Command)
def remove_command(plan: PlanName, db: Database = DEFAULT_DATABASE, as_json: Json = False) -> int:
    """Gỡ một kế hoạch nạp nhầm khỏi mọi bảng; tệp, quyết định rà soát vẫn còn và đưa lại được."""
    with Store.open(db) as store:
        return _tell(remove_plan(store, find_plan(store, plan)), as_json=as_json)


@plans_app.command("restore", cls=Command)
def restore_command(
    plan: Annotated[int, typer.Argument(metavar="SỐ", help="Số của kế hoạch đã gỡ (xem “kehoach plans --history”).")],
    db: Database = DEFAULT_DATABASE,
    as_json: Json = False,
) -> int:
    """Đưa lại một kế hoạch đã gỡ."""
    with Store.open(db) as store:
        return _tell(restore_plan(store, plan), as_json=as_json)


@plans_app.command("attach", cls=Command)
def attach_command(
    plan: PlanName,
    unit: Annotated[str, typer.Argument(metavar="ĐƠN_VỊ", help="Tên đơn vị, ví dụ “xã Tân Bình, huyện A”.")],
    db: Database = DEFAULT_DATABASE,
    by: By = None,
    as_json: Json = False,
) -> int:
    """Gắn một kế hoạch với đơn vị, khi văn bản không nêu rõ là của đơn vị nào."""
    with Store.open(db) as store:
        [unit_id] = find_unit(store, unit)
        return _tell(attach_plan(store, find_plan(store, plan), unit_id, who(by)), as_json=as_json)


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

    with Store.open(db) as store:
        # By its number a superseded version is shown, too.
        decided = decided_plan(store, int(plan) if plan.isdecimal() else find_plan(store, plan).id)
    if as_json:
        print_json(decided_plan_json(decided))
        return EXIT_DONE
    show_plan(decided.plan, answers())
    show_decisions(decided.decisions, answers())
    return EXIT_DONE
