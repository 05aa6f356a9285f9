"""``kehoach criteria``: sets of criteria."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, answers, messages, print_json
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command, Group
from schema.criteria_mapping import BY_PERSON, LIKE_NAME, SAME_CODE, SAME_NAME
from schema.store import Store

criteria_app = typer.Typer(cls=Group, no_args_is_help=True, help="Bộ tiêu chí.")
app.add_typer(criteria_app, name="criteria")

# How the partner of a criterion was told, in words; None: it has none.
RULES = {
    SAME_NAME: "cùng tên",
    SAME_CODE: "cùng mã, tên gần giống",
    LIKE_NAME: "tên gần giống",
    BY_PERSON: "do người dùng ghép",
    None: "không có",
}
SetName = Annotated[str | None, typer.Option("--as", metavar="MÃ", help="Mã đặt cho bộ được nạp.")]
TableName = Annotated[
    str | None,
    typer.Option("--table", metavar="BẢNG", help="Bảng cần nạp khi tệp có nhiều bảng: số thứ tự, phụ lục, tên."),
]
Replaced = Annotated[
    str | None,
    typer.Option("--replaces", metavar="MÃ", help="Bộ đã nạp mà bộ này thay thế; tiêu chí hai bộ được ghép cặp."),
]


@criteria_app.command("load", cls=Command)
def load_command(
    file: Annotated[
        str, typer.Argument(metavar="TỆP", help="YAML, CSV, XLSX, hoặc quyết định có bảng tiêu chí (DOCX, DOC, PDF).")
    ],
    db: Database = DEFAULT_DATABASE,
    name: SetName = None,
    table: TableName = None,
    replaces: Replaced = None,
    as_json: Json = False,
) -> int:
    """Nạp một bộ tiêu chí; sai ở đâu thì chỉ rõ trang tính, dòng, cột và không nạp gì."""
    from corpus.loading.criteria import store_criteria
    from corpus.loading.report import report_json

    with Store.open(db) as store:
        report = store_criteria(store, file, set_id=name, table=table, replaces=replaces)
    for warning in report.warnings:
        messages().print(f"Lưu ý: {warning}")
    if as_json:
        print_json(report_json(report))
    else:
        points = "" if report.total_points is None else f", tổng {report.total_points:g} điểm".replace(".", ",")
        answers().print(f"Đã nạp bộ tiêu chí “{report.id}”: {report.areas} lĩnh vực, {report.rows} dòng{points}.")
    return EXIT_DONE


@criteria_app.command("list", cls=Command)
def list_command(db: Database = DEFAULT_DATABASE, as_json: Json = False) -> int:
    """Liệt kê bộ tiêu chí đang dùng."""
    from corpus.queries import criteria_rows
    from corpus.queries_coverage import criteria_in_use

    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        others = [stored.set_id for stored in store.criteria_sets() if stored.set_id != criteria.set_id]
    rows = criteria_rows(criteria)
    if as_json:
        print_json([asdict(row) for row in rows])
        return EXIT_DONE
    table = Table("Mã", "Tên", "Điểm tối đa", title=f"{criteria.criteria_set.title} ({criteria.set_id})")
    for row in rows:
        points = "" if row.max_points is None else f"{row.max_points:g}".replace(".", ",")
        table.add_row(row.code, f"{row.name}", points)
    console = answers()
    console.print(table)
    if others:
        console.print(f"Các bộ khác đã nạp: {', '.join(dict.fromkeys(others))}. Đổi bằng “kehoach criteria use MÃ”.")
    return EXIT_DONE


@criteria_app.command("use", cls=Command)
def use_command(
    set_id: Annotated[str, typer.Argument(metavar="MÃ", help="Mã của bộ tiêu chí đã nạp.")],
    db: Database = DEFAULT_DATABASE,
) -> int:
    """Chọn bộ tiêu chí để đối chiếu."""
    with Store.open(db) as store:
        stored = store.use_criteria(set_id)
    answers().print(f"Đang dùng bộ tiêu chí “{stored.set_id}” (phiên bản {stored.version}).")
    return EXIT_DONE


@criteria_app.command("map", cls=Command)
def map_command(
    old: Annotated[str, typer.Argument(metavar="BỘ_CŨ", help="Mã của bộ cũ; một phiên bản cụ thể: MÃ@1.")],
    new: Annotated[str, typer.Argument(metavar="BỘ_MỚI", help="Mã của bộ mới, hoặc MÃ@2.")],
    file: Annotated[
        str | None,
        typer.Option("--load", metavar="TỆP", help="CSV, XLSX có cột Mã cũ, Mã mới: thay cho các cặp hiện có."),
    ] = None,
    db: Database = DEFAULT_DATABASE,
    as_json: Json = False,
) -> int:
    """Cho biết tiêu chí nào của bộ cũ thành tiêu chí nào của bộ mới; sửa bằng một bảng."""
    from corpus.criteria_mapping import load_mapping, mapping_rows, version_of

    with Store.open(db) as store:
        versions = version_of(store, old), version_of(store, new)
        if file is not None:
            messages().print(f"Đã ghi {load_mapping(store, file, *versions)} cặp tiêu chí.")
        rows = mapping_rows(store, *versions)
    if as_json:
        print_json([asdict(row) for row in rows])
        return EXIT_DONE
    table = Table("Mã cũ", "Tên cũ", "Mã mới", "Tên mới", "Căn cứ")
    for row in rows:
        table.add_row(row.old or "", row.old_name or "", row.new or "", row.new_name or "", RULES[row.rule])
    answers().print(table)
    return EXIT_DONE
