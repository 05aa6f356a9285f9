"""``kehoach evaluate``: how well the extraction agrees with gold annotations."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, EXIT_SOME_FAILED, answers, check_folder, messages, print_json
from app.options import Json
from app.vietnamese import Command
from schema.errors import WrongUsage


@app.command("evaluate", cls=Command)
def evaluate_command(
    gold: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục chứa các tệp gold (*.yaml).")],
    as_json: Json = False,
    report: Annotated[Path | None, typer.Option(metavar="TỆP", help="Ghi bảng kết quả (Markdown) ra tệp.")] = None,
    misses: Annotated[
        bool, typer.Option("--misses/--no-misses", show_default=False, help="Có hoặc không liệt kê từng chỗ sai.")
    ] = True,
) -> int:
    """Chấm kết quả bóc tách theo các tệp chú giải mẫu: độ chính xác, độ phủ, F1 của từng loại."""
    from corpus.evaluation.coverage import evaluate_coverage
    from corpus.evaluation.report import as_json as report_json
    from corpus.evaluation.report import as_markdown
    from corpus.evaluation.run import KINDS, evaluate

    if report is not None:
        check_folder(report)
    if not gold.is_dir():
        raise WrongUsage(f"Không có thư mục “{gold}”.", "Hãy chỉ đúng thư mục chứa các tệp chú giải mẫu.")
    evaluation = evaluate(gold)
    coverage = evaluate_coverage(gold, evaluation.plans)
    if report is not None:
        report.write_text(as_markdown(evaluation, coverage), encoding="utf-8")
        messages().print(f"Đã ghi {report}.")
    if as_json:
        print_json(report_json(evaluation, coverage))
        return EXIT_DONE
    console = answers()
    table = Table("Loại", "Gold", "Tìm thấy", "P", "R", "F1 tìm đúng chỗ", "F1 đúng giá trị")
    for kind in KINDS:
        score = evaluation.total(kind)
        table.add_row(
            kind,
            str(score.gold),
            str(score.predicted),
            f"{score.precision(score.found):.3f}",
            f"{score.recall(score.found):.3f}",
            f"{score.f1(score.found):.3f}",
            f"{score.f1(score.right):.3f}",
        )
    console.print(table)
    if coverage is not None:
        console.print(
            f"Bao phủ: khớp {coverage.agreement:.3f} trên {coverage.cells} ô; bỏ trống: "
            f"P {coverage.precision:.3f}, R {coverage.recall:.3f}"
        )
    if misses:
        for kind in KINDS:
            for miss in evaluation.total(kind).misses:
                console.print(f"{kind} | {miss.kind} | {miss.plan} | {miss.quote} | {miss.detail}", soft_wrap=True)
        for miss in coverage.misses if coverage else ():
            console.print(f"coverage | {miss.plan} | {miss.quote} | {miss.detail}", soft_wrap=True)
    for broken in evaluation.broken_evidence:
        console.print(f"evidence | {broken.plan} | {broken.detail} | {broken.quote}", soft_wrap=True)
    return EXIT_SOME_FAILED if evaluation.broken_evidence else EXIT_DONE
