"""``kehoach feedback``: a letter to every unit about what its plan leaves out."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import app
from app.console import EXIT_DONE, messages, print_json, progress
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command
from schema.errors import KehoachError, WrongUsage


@app.command("feedback", cls=Command)
def feedback_command(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục để ghi các công văn góp ý (.docx).")],
    db: Database = DEFAULT_DATABASE,
    unit: Annotated[str | None, typer.Option("--unit", metavar="TÊN", help="Chỉ một đơn vị.")] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="TỆP", help="Mẫu công văn (.docx) thay cho mẫu của chương trình."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Soạn công văn góp ý cho từng đơn vị: còn bỏ trống gì, chưa rõ chỗ nào, cần bổ sung gì."""
    from corpus.export.letters import write_letters
    from corpus.naming import find_unit
    from corpus.queries_coverage import criteria_in_use
    from schema.store import Store

    with Store.open(db) as store, progress() as bar:
        task = bar.add_task("Đang soạn", total=None)
        written = []
        units = None if unit is None else find_unit(store, unit)
        for letter in write_letters(store, criteria_in_use(store), folder, units, template):
            written.append(letter)
            bar.advance(task)
    if unit is not None and not written:
        raise WrongUsage(
            f"“{unit}” không nằm trong bảng so sánh.", "Chỉ soạn góp ý cho đơn vị có trong “kehoach coverage”."
        )
    if not written:
        raise KehoachError(
            "Chưa có đơn vị nào trong bảng so sánh.", "Nạp danh sách bằng “kehoach units load” hoặc nạp các kế hoạch."
        )
    if as_json:
        print_json([{"unit": letter.unit, "file": str(letter.path)} for letter in written])
    messages().print(f"Đã ghi {len(written)} công văn vào {folder}.")
    return EXIT_DONE
