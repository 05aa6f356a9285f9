"""``kehoach review``: what a person should look at, and what people decided; by command or by an Excel sheet."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import app
from app.console import EXIT_DONE, answers, check_folder, messages, print_json
from app.options import DEFAULT_DATABASE, By, Database, Json, who
from app.review_view import decided, show_cell, show_item
from app.vietnamese import Command, Group
from corpus.item_reviews import ITEM_KINDS
from corpus.naming import find_criterion, find_plan, find_status, find_unit
from corpus.queries_coverage import coverage_json, criteria_in_use
from corpus.reviewing import Verdict, Which, cells_to_review, decide, decided_cells, reason_to_review
from corpus.reviewing_items import ItemVerdict, decide_item, item_decisions
from corpus.wording import ACTS
from schema.coverage import Decision
from schema.errors import WrongUsage
from schema.store import Store
from schema.text import squeeze

review_app = typer.Typer(
    cls=Group, no_args_is_help=True, help="Rà soát: xác nhận, sửa hoặc loại kết quả; quyết định được giữ lại mãi."
)
app.add_typer(review_app, name="review")

UnitName = Annotated[str, typer.Argument(metavar="ĐƠN_VỊ", help="Tên đơn vị, ví dụ “xã Tân Bình”.")]
Code = Annotated[str, typer.Argument(metavar="TIÊU_CHÍ", help="Mã tiêu chí.")]
StatusName = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="KẾT_QUẢ",
        help="bỏ trống, chưa rõ (thiếu phụ lục), có nhắc, có nhiệm vụ hoặc đủ rõ; cũng nhận unaddressed, unknown,"
        " mentioned, planned, actionable.",
    ),
]
Quote = Annotated[str | None, typer.Option("--quote", metavar="ĐOẠN", help="Đoạn của kế hoạch mà quyết định dựa vào.")]
Attach = Annotated[
    str | None, typer.Option("--attach", metavar="ĐOẠN", help="Đoạn của kế hoạch mà chương trình chưa thấy.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="LÝ_DO", help="Lý do.")]
OnlyUnit = Annotated[str | None, typer.Option("--unit", metavar="TÊN", help="Chỉ một đơn vị.")]
OnlyCode = Annotated[str | None, typer.Option("--criterion", metavar="MÃ", help="Chỉ một tiêu chí.")]
Everything = Annotated[bool, typer.Option("--all", help="Mọi ô của ma trận.")]
Unaddressed = Annotated[bool, typer.Option("--unaddressed", help="Cả những ô bị ghi là bỏ trống.")]


@review_app.command("list", cls=Command)
def list_command(
    db: Database = DEFAULT_DATABASE,
    unit: OnlyUnit = None,
    criterion: OnlyCode = None,
    everything: Everything = False,
    unaddressed: Unaddressed = False,
    only_decided: Annotated[bool, typer.Option("--decided", help="Các quyết định đang có hiệu lực.")] = False,
    as_json: Json = False,
) -> int:
    """Những ô cần người xem: quyết định vướng mắc trước, rồi đến những ô chưa chắc."""
    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        units = None if unit is None else find_unit(store, unit)
        code = None if criterion is None else find_criterion(criteria, criterion)
        if only_decided:
            cells = tuple(
                line
                for line in decided_cells(store, criteria)
                if (units is None or line.unit_id in units) and code in (None, line.criterion)
            )
            items = tuple(item for item in item_decisions(store) if units is None or item.unit in units)
        else:
            cells = cells_to_review(store, criteria, _which(everything, unaddressed), units=units, criterion=code)
            lost = (item for item in item_decisions(store) if not item.applies)
            items = tuple(item for item in lost if units is None or item.unit in units)
        names = {entry.id: entry.unit.full_name for entry in store.units()}
        if as_json:
            print_json(
                {
                    "set": criteria.set_id,
                    "cells": [{**coverage_json(line), "reason": reason_to_review(line) or None} for line in cells],
                    "items": [{**asdict(item), "unit": names[item.unit]} for item in items],
                }
            )
            return EXIT_DONE
        console = answers()
        for line in cells:
            show_cell(line, console)
        for item in items:
            show_item(item, names[item.unit], console)
        messages().print(f"{len(cells)} ô" + (f", {len(items)} mục" if items else "") + ".")
        return EXIT_DONE


def _which(everything: bool, unaddressed: bool) -> Which:
    if everything:
        return Which.ALL
    return Which.UNADDRESSED if unaddressed else Which.DOUBTFUL


class _Verb(Command):
    """A command on one cell. It has the options of all of them but those that say nothing with its decision."""

    def __init__(self, name: str | None, *, params: list[Any], **given: Any) -> None:
        kept = [param for param in params if param.name not in _WITHOUT.get(name or "", ())]
        super().__init__(name, params=kept, **given)


_WITHOUT = {"not-applicable": ("status", "quote", "attach"), "dismiss": ("status", "attach")}


def _verb(name: str, decision: Decision, says: str) -> None:
    """Register the command that keeps ``decision`` on one cell."""

    @review_app.command(name, cls=_Verb, help=says)
    def _decide(
        unit: UnitName,
        criterion: Code,
        db: Database = DEFAULT_DATABASE,
        status: StatusName = None,
        quote: Quote = None,
        attach: Attach = None,
        note: Note = None,
        by: By = None,
        as_json: Json = False,
    ) -> int:
        verdict = Verdict(
            decision=decision,
            by=who(by),
            status=None if status is None else find_status(status),
            quote=quote,
            attach=attach,
            note=note,
        )
        with Store.open(db) as store:
            criteria = criteria_in_use(store)
            [unit_id] = find_unit(store, unit)
            line = decide(store, criteria, unit_id, find_criterion(criteria, criterion), verdict)
        if as_json:
            print_json(coverage_json(line))
        else:
            answers().print(f"{line.unit}, tiêu chí {line.criterion} {line.criterion_name}:", soft_wrap=True)
            answers().print(f"  {line.cell.status.label}{decided(line)}", soft_wrap=True)
        return EXIT_DONE


_verb("confirm", Decision.CONFIRMED, "Xác nhận kết quả của một ô là đúng.")
_verb("overrule", Decision.OVERRULED, "Sửa kết quả của một ô; nói là có nêu thì kèm đoạn trích.")
_verb("not-applicable", Decision.NOT_APPLICABLE, "Tiêu chí không áp dụng cho đơn vị này (phải có lý do).")
_verb(
    "dismiss",
    Decision.DISMISSED,
    "Loại một đoạn trích không nói về tiêu chí (--quote); không có --quote thì rút lại quyết định trước.",
)


@review_app.command("item", cls=Command)
def item_command(
    plan: Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Số của kế hoạch, tên tệp hoặc tên đơn vị.")],
    kind: Annotated[str, typer.Argument(metavar="LOẠI", help=f"Một trong: {', '.join(ITEM_KINDS)}.")],
    quote: Annotated[str, typer.Option("--quote", metavar="ĐOẠN", help="Đoạn trích của mục cần rà soát.")],
    db: Database = DEFAULT_DATABASE,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="Đây không phải là mục loại này.")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="Mục này đúng; cũng để rút lại quyết định trước.")] = False,
    correct: Annotated[
        list[str] | None,
        typer.Option(
            "--correct", metavar="TRƯỜNG=GIÁ_TRỊ", help="Sửa một trường, ví dụ value=95; dùng được nhiều lần."
        ),
    ] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="MỤC", help="Mục chứa đoạn trích, khi đoạn có ở nhiều mục.")
    ] = None,
    note: Note = None,
    by: By = None,
    as_json: Json = False,
) -> int:
    """Sửa, loại hoặc xác nhận một chỉ tiêu, phân công, thời hạn, viện dẫn, cảnh báo đã trích."""
    if [dismiss, confirm, bool(correct)].count(True) != 1:
        raise _wrong("Dùng đúng một trong --dismiss, --confirm, --correct.")
    correction = tuple(map(_pair, correct or ()))
    decision = Decision.DISMISSED if dismiss else Decision.OVERRULED if correction else Decision.CONFIRMED
    verdict = ItemVerdict(decision=decision, by=who(by), correction=correction, section=section, note=note)
    with Store.open(db) as store:
        review = decide_item(store, find_plan(store, plan), kind, quote, verdict)
    if as_json:
        print_json(asdict(review))
    else:
        answers().print(f"Đã ghi: {ACTS[decision]} – {ITEM_KINDS[kind]} “{squeeze(quote)}”.", soft_wrap=True)
    return EXIT_DONE


@review_app.command("export", cls=Command)
def export_command(
    file: Annotated[Path, typer.Argument(metavar="TỆP.xlsx", help="Phiếu rà soát sẽ được ghi ra.")],
    db: Database = DEFAULT_DATABASE,
    unit: OnlyUnit = None,
    criterion: OnlyCode = None,
    everything: Everything = False,
    unaddressed: Unaddressed = False,
    as_json: Json = False,
) -> int:
    """Ghi phiếu rà soát (Excel) để điền quyết định rồi nạp lại."""
    from corpus.review_sheet import write_review_sheet

    check_folder(file)
    if file.suffix.lower() != ".xlsx":
        raise WrongUsage(f"Phiếu rà soát là tệp .xlsx, không phải “{file.name}”.", "Đổi đuôi tên tệp thành .xlsx.")
    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        lines = cells_to_review(
            store,
            criteria,
            _which(everything, unaddressed),
            units=None if unit is None else find_unit(store, unit),
            criterion=None if criterion is None else find_criterion(criteria, criterion),
        )
        write_review_sheet(lines, file)
    if as_json:
        print_json({"file": str(file), "rows": len(lines)})
    else:
        answers().print(f"Đã ghi {len(lines)} dòng vào {file}.", soft_wrap=True)
    return EXIT_DONE


@review_app.command("import", cls=Command)
def import_command(
    file: Annotated[Path, typer.Argument(metavar="TỆP.xlsx", help="Phiếu rà soát đã điền.")],
    db: Database = DEFAULT_DATABASE,
    by: By = None,
    as_json: Json = False,
) -> int:
    """Nạp phiếu rà soát đã điền; sai một dòng thì không nạp dòng nào."""
    from corpus.review_sheet_filled import load_review_sheet

    with Store.open(db) as store:
        report = load_review_sheet(store, criteria_in_use(store), file, by=who(by))
    if as_json:
        print_json(asdict(report))
    else:
        answers().print(f"Đã ghi {report.kept} quyết định; {report.unchanged} dòng không thay đổi.")
    return EXIT_DONE


def _pair(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not name.strip():
        raise _wrong(f"“{written}” không có dạng TRƯỜNG=GIÁ_TRỊ, ví dụ value=95.")
    return name.strip(), value


def _wrong(problem: str) -> typer.BadParameter:
    messages().print(problem)
    return typer.BadParameter(problem)
