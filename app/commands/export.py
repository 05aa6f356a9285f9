"""``kehoach export``: the consolidated table as a file."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import app
from app.console import EXIT_DONE, messages
from app.options import DEFAULT_DATABASE, AreaName, CriterionName, Database, StatusName, UnitName
from app.vietnamese import Command
from corpus.queries_coverage import criteria_in_use
from schema.errors import WrongUsage
from schema.store import Store, StoredCriteria


@app.command("export", cls=Command)
def export_command(
    out: Annotated[
        Path,
        typer.Argument(
            metavar="TỆP",
            help="Tệp cần ghi; đuôi tệp quyết định định dạng: .xlsx, .docx (báo cáo), .csv, .json, .parquet;"
            " .datasette.json (mô tả dữ liệu cho Datasette); .xml kèm --plan (một kế hoạch, Akoma Ntoso).",
        ),
    ],
    db: Database = DEFAULT_DATABASE,
    criteria: Annotated[
        str | None, typer.Option("--set", metavar="BỘ", help="Bộ tiêu chí cần so sánh (mặc định: bộ đang dùng).")
    ] = None,
    unit: UnitName = None,
    criterion: CriterionName = None,
    area: AreaName = None,
    status: StatusName = None,
    plan: Annotated[int | None, typer.Option("--plan", metavar="SỐ", help="Chỉ một kế hoạch, ra tệp .xml.")] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="TỆP", help="Mẫu Word (.docx) của báo cáo tổng hợp.")
    ] = None,
) -> int:
    """Xuất bảng tổng hợp của mọi đơn vị, hoặc một phần của bảng, thành một tệp."""
    from corpus.export import export, export_plan
    from corpus.selection import selected

    if template is not None and out.suffix.lower() != ".docx":
        raise WrongUsage("Tùy chọn --template chỉ dùng khi xuất báo cáo Word.", "Đặt tên tệp có đuôi .docx.")
    if plan is not None and any((unit, criterion, area, status)):
        raise WrongUsage("--plan không đi cùng --unit, --criterion, --area, --status.", "Bỏ bớt một bên.")
    with Store.open(db) as store:
        if plan is None:
            chosen = _criteria(store, criteria)
            only = selected(store, chosen, unit=unit, criterion=criterion, area=area, status=status)
            export(store, out, chosen, template, only)
        else:
            export_plan(store, plan, out)
    messages().print(f"Đã ghi {out}.")
    return EXIT_DONE


def _criteria(store: Store, set_id: str | None) -> StoredCriteria:
    if set_id is None:
        return criteria_in_use(store)
    found = store.criteria(set_id)
    if found is None:
        raise WrongUsage(f"Không có bộ tiêu chí “{set_id}”.", "Xem danh sách bằng “kehoach criteria list”.")
    return found
