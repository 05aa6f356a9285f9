"""``kehoach scores``: published points, and the units ranked by them."""

from collections import Counter
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, answers, messages, print_json
from app.options import DEFAULT_DATABASE, Database, Json, UnitName
from app.vietnamese import Command, Group
from corpus.queries_scores import ScoreLine
from schema.criteria import points_text
from schema.store import Store

scores_app = typer.Typer(cls=Group, no_args_is_help=True, help="Điểm đã công bố.")
app.add_typer(scores_app, name="scores")

SetName = Annotated[str | None, typer.Option("--as", metavar="MÃ", help="Mã đặt cho bảng điểm được nạp.")]

NAME_WIDTH = 20
TOTALS_WIDTH, AREA_WIDTH = 62, 6  # columns of a terminal


@scores_app.command("load", cls=Command)
def load_scores_command(
    file: Annotated[
        str,
        typer.Argument(metavar="TỆP", help="Điểm theo đơn vị, tiêu chí: XLSX, CSV, DOCX, DOC, PDF."),
    ],
    db: Database = DEFAULT_DATABASE,
    name: SetName = None,
    as_json: Json = False,
) -> int:
    """Nạp điểm đã công bố, đối chiếu với bộ tiêu chí đang dùng."""
    from corpus.loading.report import report_json
    from corpus.loading.scores import load_scores
    from corpus.queries_coverage import criteria_in_use

    with Store.open(db) as store:
        report = load_scores(store, file, sheet=name, criteria=criteria_in_use(store))
    for warning in report.warnings:
        messages().print(f"Lưu ý: {warning}")
    if as_json:
        print_json(report_json(report))
    else:
        answers().print(f"Đã nạp bảng điểm “{report.id}”: {report.rows} đơn vị.")
    return EXIT_DONE


@scores_app.command("list", cls=Command)
def list_scores_command(
    db: Database = DEFAULT_DATABASE,
    unit: UnitName = None,
    as_json: Json = False,
) -> int:
    """Liệt kê điểm, chỉ số, xếp hạng đã công bố, kèm điểm từng lĩnh vực."""
    from corpus.carried_scores import carried_scores
    from corpus.naming import find_unit
    from corpus.queries_coverage import criteria_in_use
    from corpus.queries_scores import score_json, score_lines

    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        units = None if unit is None else find_unit(store, unit)
        carried = carried_scores(store, criteria)
        lines = [line for line in score_lines(store, criteria) if units is None or line.unit_id in units]
    if as_json:
        print_json({"set": criteria.set_id, "version": criteria.version, "units": list(map(score_json, lines))})
        return EXIT_DONE
    if not lines:
        messages().print("Chưa có điểm cho bộ tiêu chí đang dùng. Nạp bằng “kehoach scores load TỆP”.")
        return EXIT_DONE
    if carried is not None:
        messages().print(carried.told)
    areas = [area for area in criteria.criteria_set.areas if any(area.code in line.areas for line in lines)]
    console = answers()
    if console.width < TOTALS_WIDTH + AREA_WIDTH * len(areas):
        console.print(_table(lines, []))
        console.print("Điểm từng lĩnh vực: mở rộng cửa sổ, hoặc xem sheet “Điểm” của “kehoach export tong-hop.xlsx”.")
        return EXIT_DONE
    console.print(_table(lines, [area.code for area in areas]))
    for area in areas:
        most = "" if area.max_points is None else f" (tối đa {points_text(area.max_points)} điểm)"
        console.print(f"{area.code}: {area.name}{most}", soft_wrap=True)
    return EXIT_DONE


def _table(lines: list[ScoreLine], areas: list[str]) -> Table:
    table = Table("Hạng", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("Đơn vị", min_width=NAME_WIDTH)
    for title in ("Tổng điểm", "Chỉ số (%)", "Xếp loại", *areas):
        table.add_column(title, justify="right")
    shared = Counter(line.short_unit for line in lines)
    for line in lines:
        figures = line.figures
        table.add_row(
            "" if figures.rank is None else str(figures.rank),
            line.short_unit + (f", {line.superior}" if line.superior and shared[line.short_unit] > 1 else ""),
            _shown(figures.points),
            _shown(figures.index),
            figures.grade or "",
            *(_shown(line.areas.get(code)) for code in areas),
        )
    return table


def _shown(points: float | None) -> str:
    return "" if points is None else points_text(points)
