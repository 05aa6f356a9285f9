"""``kehoach import``: files, folders, archives and URLs into the database."""

import json
from concurrent.futures import Executor
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.cli import app
from app.console import EXIT_DONE, EXIT_SOME_FAILED, check_folder, messages, print_json, progress
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command
from corpus.wording import OUTCOMES
from schema.errors import WrongUsage
from schema.ledger import NOTHING_TO_DO, Ledger, Outcome

BAD = (Outcome.REFUSED, Outcome.FAILED)


class Engine(StrEnum):
    """Where the reading runs."""

    LOCAL = "local"
    DASK = "dask"


@app.command("import", cls=Command)
def import_command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="ĐƯỜNG_DẪN", help="Tệp, thư mục, tệp .zip hoặc địa chỉ s3://…")
    ] = None,
    db: Database = DEFAULT_DATABASE,
    workers: Annotated[int | None, typer.Option(min=1, metavar="SỐ", help="Số tiến trình đọc song song.")] = None,
    units: Annotated[Path | None, typer.Option(metavar="TỆP", help="Nạp kèm danh sách đơn vị (CSV, XLSX).")] = None,
    report: Annotated[Path | None, typer.Option(metavar="TỆP", help="Ghi nhật ký nhập (JSON) ra tệp.")] = None,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Chỉ đọc lại các tệp bị lỗi lần trước và các tệp bị từ chối nay đã sửa."),
    ] = False,
    engine: Annotated[Engine, typer.Option(help="Chạy trên máy này hoặc cụm Dask.")] = Engine.LOCAL,
    scheduler: Annotated[str | None, typer.Option(metavar="ĐỊA_CHỈ", help="Bộ điều phối Dask.")] = None,
    as_json: Json = False,
) -> int:
    """Đọc các kế hoạch và nạp vào cơ sở dữ liệu; tệp nào không nạp được đều nêu rõ lý do và cách xử lý."""
    from corpus.execution import dask_executor, local_executor

    if not paths and not retry_failed:
        raise typer.BadParameter("", param_hint="ĐƯỜNG_DẪN")
    if engine is Engine.DASK and scheduler is None:
        raise WrongUsage("Chạy trên cụm Dask cần địa chỉ bộ điều phối.", "Thêm --scheduler tcp://máy-chủ:8786.")
    if report is not None:
        check_folder(report)
    # First the executor: its children warm up while the database opens.
    with dask_executor(scheduler) if scheduler and engine is Engine.DASK else local_executor(workers) as executor:
        ledger = _imported(db, tuple(paths or ()), units, executor, retry=retry_failed)
    if report is not None:
        report.write_text(json.dumps(ledger_json(ledger), ensure_ascii=False, indent=2), encoding="utf-8")
    if as_json:
        print_json(ledger_json(ledger))
    _tell(ledger)
    return EXIT_SOME_FAILED if any(ledger.count(outcome) for outcome in BAD) else EXIT_DONE


def _imported(db: str, paths: tuple[str, ...], units: Path | None, executor: Executor, *, retry: bool) -> Ledger:
    from corpus import importing
    from corpus.loading.units import load_units
    from corpus.retrying import to_retry
    from schema.store import Store

    with Store.open(db) as store, progress() as bar:
        if units is not None:
            load_units(store, str(units))
        task = bar.add_task("Đang đọc", total=None)
        try:
            if retry and not paths:
                return importing.retry_failed(store, executor=executor, on_record=lambda _: bar.advance(task))
            retried = to_retry(store.last_records()) if retry else None
            return importing.import_files(
                store, paths, executor=executor, on_record=lambda _: bar.advance(task), retried=retried
            )
        except KeyboardInterrupt:
            messages().print("Đã ghi lại các tệp nạp xong; chạy lại đúng lệnh này để nạp tiếp phần còn lại.")
            raise


def ledger_json(ledger: Ledger) -> dict[str, object]:
    """The ledger in the form of contract §2."""
    return {
        "run": ledger.run,
        "discovered": ledger.discovered,
        **{outcome.value: ledger.count(outcome) for outcome in Outcome},
        "files": [
            {
                "name": record.name,
                "sha256": record.sha256,
                "outcome": record.outcome.value,
                "reason": record.reason.value if record.reason else None,
                "message": record.message,
                "next_step": record.next_step,
                "plan": record.plan,
                "seconds": record.seconds,
            }
            for record in ledger.files
        ],
    }


def _tell(ledger: Ledger) -> None:
    """The counts, and one line for every file that was not loaded, on standard error."""
    console = messages()
    for record in ledger.files:
        # One line a file, however long: soft_wrap keeps Rich from breaking it at 80 columns in a log.
        if record.outcome in BAD:
            line = f"{record.name}: {record.message} {record.next_step or ''}".rstrip()
            console.print(line, soft_wrap=True, markup=False)
        elif record.message and (record.outcome is not Outcome.DUPLICATE or record.next_step != NOTHING_TO_DO):
            # A duplicate is worth a line only where something is to be done: its plan was taken out by a person.
            line = f"{record.name}: {record.message} {record.next_step or ''}".rstrip()
            console.print(line, soft_wrap=True, markup=False)
    counts = ", ".join(f"{OUTCOMES[outcome]} {ledger.count(outcome)}" for outcome in Outcome if ledger.count(outcome))
    console.print(f"Lần nhập số {ledger.run}: {ledger.discovered} tệp ({counts or 'không có tệp nào'}).")
