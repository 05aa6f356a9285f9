"""``kehoach compare``: units side by side, against the superior's plan, over the years, and who copied whom."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from app.cli import app
from app.compare_view import (
    against_json,
    copy_json,
    ranking_json,
    row_json,
    show_against,
    show_copy,
    show_side,
    shown_target,
    side_json,
)
from app.console import EXIT_DONE, answers, messages, print_json
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command
from corpus.comparison.copies import SMALLEST_SHARE, copies
from corpus.comparison.criterion import Row, on_criterion, over_years, two_units
from corpus.comparison.measures import Relation
from corpus.naming import find_criterion, find_plan, find_unit
from corpus.queries import warning_rows
from corpus.queries_coverage import criteria_in_use, unit_label
from corpus.query_lines import PlanLine
from corpus.superior import Against, against_superior, citing, summary, superior_plans
from schema.coverage import Status
from schema.errors import KehoachError, WrongUsage
from schema.store import Store, StoredCriteria

AUTOMATIC = ("auto", "tu-dong")
_FOREIGN = ("wrong_unit_name", "wrong_unit_kind")


@app.command("compare", cls=Command)
def compare_command(
    criterion: Annotated[str | None, typer.Argument(metavar="TIÊU_CHÍ", help="Mã hoặc tên tiêu chí.")] = None,
    db: Database = DEFAULT_DATABASE,
    superior: Annotated[
        str | None,
        typer.Option(
            "--superior",
            metavar="KẾ_HOẠCH",
            help="So chỉ tiêu với kế hoạch cấp trên (số, tệp hoặc tên đơn vị); “auto”: tự tìm trong số đã nạp.",
        ),
    ] = None,
    units: Annotated[
        tuple[str, str], typer.Option("--units", metavar="A B", help="So toàn bộ kế hoạch của hai đơn vị.")
    ] = ("", ""),
    unit: Annotated[str | None, typer.Option("--unit", metavar="TÊN", help="Chỉ một đơn vị.")] = None,
    years: Annotated[bool, typer.Option("--years", help="So các kế hoạch của một đơn vị qua các năm.")] = False,
    copied: Annotated[bool, typer.Option("--copies", help="Kế hoạch nào chép của kế hoạch nào.")] = False,
    smallest: Annotated[
        float,
        typer.Option("--min-share", min=0.0, max=1.0, metavar="TỶ_LỆ", help="Với --copies: phần trùng ít nhất (0–1)."),
    ] = SMALLEST_SHARE,
    as_json: Json = False,
) -> int:
    """So sánh các đơn vị: theo một tiêu chí, với cấp trên, giữa hai xã, qua các năm, hoặc tìm chỗ chép của nhau."""
    pair = any(units)
    if [pair, years, copied].count(True) > 1 or not (criterion or superior or pair or years or copied):
        messages().print(
            "Nêu mã tiêu chí, hoặc một trong --superior KẾ_HOẠCH, --units A B, --unit TÊN --years, --copies.",
            soft_wrap=True,
        )
        raise typer.BadParameter("no mode")
    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        code = None if criterion is None else find_criterion(criteria, criterion)
        only = None if unit is None else find_unit(store, unit)
        if copied:
            return _copies(store, only, smallest, as_json)
        if years:
            return _years(store, criteria, only, code, as_json)
        if pair:
            return _pair(store, criteria, units, code, as_json)
        if superior is not None:
            return _superior(store, criteria, superior, (code, only), as_json)
        assert code is not None
        return _criterion(store, criteria, code, only, as_json)


def _criterion(store: Store, criteria: StoredCriteria, code: str, only: frozenset[int] | None, as_json: bool) -> int:
    found = on_criterion(store, criteria, code, only)
    _, asked = _automatic(store, criteria, code, only)
    if as_json:
        print_json(
            {
                "mode": "criterion",
                "set": criteria.set_id,
                "criterion": code,
                "name": found.name,
                "units": [side_json(side) for side in found.sides],
                "rankings": [ranking_json(one) for one in found.rankings],
                "superior": [against_json(row) for row in asked],
            }
        )
        return EXIT_DONE
    console = answers()
    console.print(f"{code} {found.name}", soft_wrap=True)
    for side in found.sides:
        if side.line.cell.status not in (Status.UNADDRESSED, Status.NOT_SUBMITTED):
            console.print()
            show_side(side, console)
    for status in (Status.UNADDRESSED, Status.NOT_SUBMITTED):
        names = [side.line.short_unit for side in found.sides if side.line.cell.status is status]
        if names:
            console.print(f"\n{status.label.capitalize()} ({len(names)}): {', '.join(names)}", soft_wrap=True)
    for ranking in found.rankings:
        if len(ranking.targets) > 1:
            console.print(f"\nXếp hạng chỉ tiêu “{ranking.metric}”:", soft_wrap=True)
            for ranked in ranking.targets:
                target = ranked.target
                console.print(
                    f"  {ranked.rank}. {target.unit}: {shown_target(target, with_metric=False)}", soft_wrap=True
                )
    if asked:
        console.print("\nSo với kế hoạch cấp trên:")
        show_against(asked, console)
    return EXIT_DONE


def _automatic(
    store: Store, criteria: StoredCriteria, code: str | None, only: frozenset[int] | None
) -> tuple[tuple[PlanLine, ...], tuple[Against, ...]]:
    """The plans of the units' own superiors that are loaded, and the answers of every unit to that of its own."""
    known = [entry.id for entry in store.units() if only is None or entry.id in only]
    below: dict[int, tuple[PlanLine, list[int]]] = {}
    for unit, plan in superior_plans(store, known).items():
        below.setdefault(plan.id, (plan, []))[1].append(unit)
    rows = tuple(
        row
        for plan, units in below.values()
        for row in against_superior(store, criteria, plan, criterion=code, units=frozenset(units))
    )
    return tuple(plan for plan, _ in below.values()), rows


def _superior(
    store: Store,
    criteria: StoredCriteria,
    wanted: str,
    which: tuple[str | None, frozenset[int] | None],
    as_json: bool,
) -> int:
    code, only = which
    if wanted in AUTOMATIC:
        plans, rows = _automatic(store, criteria, code, only)
        if not plans:
            raise KehoachError(
                "Chưa nạp kế hoạch cấp trên của đơn vị nào.",
                "Nạp kế hoạch của huyện, tỉnh; hoặc chỉ rõ bằng --superior KẾ_HOẠCH (xem “kehoach plans”).",
            )
    else:
        plan = find_plan(store, wanted)
        plans = (plan,)
        rows = against_superior(store, criteria, plan, criterion=code, units=only)
    cited = {plan.id: citing(store, plan) for plan in plans}
    if as_json:
        print_json(
            {
                "mode": "superior",
                "set": criteria.set_id,
                "plans": [{**asdict(plan), "cited_by": [asdict(line) for line in cited[plan.id]]} for plan in plans],
                "targets": [against_json(row) for row in rows],
                "summary": {
                    unit: {one.value: count for one, count in counts.items()} for unit, counts in summary(rows).items()
                },
            }
        )
        return EXIT_DONE
    console = answers()
    for plan in plans:
        names = dict.fromkeys(line.unit or line.file for line in cited[plan.id])
        shown = ", ".join(names) or "chưa thấy kế hoạch nào"
        console.print(f"Kế hoạch {plan.symbol or plan.file} của {plan.issuer or plan.unit}", soft_wrap=True)
        console.print(f"  Được viện dẫn ở: {shown}", soft_wrap=True)
    if not rows:
        which_plans = "Kế hoạch này" if len(plans) == 1 else "Các kế hoạch này"
        console.print(f"{which_plans} không có chỉ tiêu nào" + (f" cho tiêu chí {code}." if code else "."))
        return EXIT_DONE
    show_against(rows, console)
    _show_summary(summary(rows), console)
    return EXIT_DONE


def _show_summary(counts: Mapping[str, Mapping[Relation, int]], console: Console) -> None:
    table = Table("Đơn vị", *(relation.label for relation in Relation), box=SIMPLE_HEAD)
    for unit, figures in counts.items():
        table.add_row(unit, *(str(figures[relation] or "") for relation in Relation))
    console.print(table)


def _pair(store: Store, criteria: StoredCriteria, names: tuple[str, str], code: str | None, as_json: bool) -> int:
    if not all(names):
        raise WrongUsage("--units cần tên của hai đơn vị.", 'Ví dụ: --units "xã A" "xã B".')
    [left], [right] = (find_unit(store, name) for name in names)
    rows = tuple(row for row in two_units(store, criteria, left, right) if code in (None, row.criterion))
    pairs = copies(store, smallest=0.0, units=frozenset({left}))
    common = [pair for pair in pairs if {pair.left.unit_id, pair.right.unit_id} == {left, right}]
    labels = {entry.id: unit_label(entry) for entry in store.units()}
    if as_json:
        print_json(
            {
                "mode": "units",
                "set": criteria.set_id,
                "units": [labels[left], labels[right]],
                "rows": [row_json(row) for row in rows],
                "copies": [copy_json(pair) for pair in common],
            }
        )
        return EXIT_DONE
    console = answers()
    _show_rows(rows, (labels[left], labels[right]), console)
    for pair in common:
        show_copy(pair, console, passages=3)
    if not common:
        console.print("Hai kế hoạch không có đoạn nào trùng nhau đáng kể.")
    return EXIT_DONE


def _years(store: Store, criteria: StoredCriteria, only: frozenset[int] | None, code: str | None, as_json: bool) -> int:
    if only is None:
        raise WrongUsage("--years cần tên của một đơn vị.", 'Ví dụ: --unit "xã Tân Bình" --years.')
    [unit] = only
    found = over_years(store, criteria, unit)
    rows = tuple(row for row in found.rows if code in (None, row.criterion))
    if as_json:
        print_json(
            {
                "mode": "years",
                "set": criteria.set_id,
                "plans": [asdict(plan) for plan in found.plans],
                "rows": [row_json(row) for row in rows],
            }
        )
        return EXIT_DONE
    _show_rows(rows, tuple(_heading(plan) for plan in found.plans), answers())
    return EXIT_DONE


def _heading(plan: PlanLine) -> str:
    year = str(plan.plan_year) if plan.plan_year else (plan.date or "?")[:4]
    return f"{year} ({plan.symbol})" if plan.symbol else year


def _show_rows(rows: Sequence[Row], headings: Sequence[str], console: Console) -> None:
    table = Table("Mã", "Tiêu chí", *headings, box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(row.criterion, row.name, *(side.line.cell.status.label for side in row.sides))
    console.print(table)
    if len(rows) == 1:  # one criterion is asked for: what stands behind the statuses
        for side in rows[0].sides:
            show_side(side, console)
    for row in rows:
        for pair in row.targets:
            left = shown_target(pair.left) if pair.left else "không nêu"
            right = shown_target(pair.right, with_metric=pair.left is None) if pair.right else "không nêu"
            both = pair.left is not None and pair.right is not None
            found = pair.relation.label if both else "chỉ một bên nêu"
            console.print(f"{row.criterion}: {left} | {right} – {found}", soft_wrap=True)


def _copies(store: Store, only: frozenset[int] | None, smallest: float, as_json: bool) -> int:
    pairs = copies(store, smallest=smallest, units=only)
    foreign = [line for line in warning_rows(store) if line.code in _FOREIGN]
    if only is not None:
        names = {entry.unit.full_name for entry in store.units() if entry.id in only}
        foreign = [line for line in foreign if line.unit in names]
    if as_json:
        print_json(
            {
                "mode": "copies",
                "pairs": [copy_json(pair) for pair in pairs],
                "foreign_names": [asdict(line) for line in foreign],
            }
        )
        return EXIT_DONE
    console = answers()
    for pair in pairs:
        show_copy(pair, console, passages=3)
    if foreign:
        console.print("\nTên đơn vị khác hoặc sai tên còn trong kế hoạch:")
        for line in foreign:
            page = f" (trang {line.page})" if line.page else ""
            console.print(f"  {line.unit or line.file}{page}: {line.message}", soft_wrap=True)
    messages().print(f"{len(pairs)} cặp kế hoạch có phần trùng nhau từ {smallest:.0%} trở lên.")
    return EXIT_DONE
