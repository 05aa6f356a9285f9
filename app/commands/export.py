"""``kehoach export``: the consolidated table as a file."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import app
from app.console import EXIT_DONE, messages
from app.options import DEFAULT_DATABASE, Database
from app.vietnamese import Command
from schema.errors import KehoachError
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
    plan: Annotated[int | None, typer.Option("--plan", metavar="SỐ", help="Chỉ một kế hoạch, ra tệp .xml.")] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="TỆP", help="Mẫu Word (.docx) của báo cáo tổng hợp.")
    ] = None,
) -> int:
    """Xuất bảng tổng hợp của mọi đơn vị thành một tệp."""
    from corpus.export import export, export_plan

    if template is not None and out.suffix.lower() != ".docx":
        raise KehoachError("Tùy chọn --template chỉ dùng khi xuất báo cáo Word.", "Đặt tên tệp có đuôi .docx.")
    with Store.open(db) as store:
        if plan is None:
            export(store, out, _criteria(store, criteria), template)
        else:
            export_plan(store, plan, out)
    messages().print(f"Đã ghi {out}.")
    return EXIT_DONE


def _criteria(store: Store, set_id: str | None) -> StoredCriteria | None:
    if set_id is None:
        return None
    found = store.criteria(set_id)
    if found is None:
        raise KehoachError(f"Không có bộ tiêu chí “{set_id}”.", "Xem danh sách bằng “kehoach criteria list”.")
    return found
