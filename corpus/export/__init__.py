"""The consolidated table as a file: ``export`` writes what the suffix asks for, whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.export.files import check_folder, written
from corpus.queries_coverage import criteria_in_use
from corpus.selection import EVERYTHING, Selection
from schema.errors import WrongUsage
from schema.store import Store, StoredCriteria

Writer = Callable[[Store, StoredCriteria, Selection, Path], None]
PLAN_SUFFIX = ".xml"


def export(
    store: Store,
    out: Path,
    criteria: StoredCriteria | None = None,
    template: Path | None = None,
    only: Selection = EVERYTHING,
) -> None:
    """Write the consolidated table of ``criteria`` (those in use) to ``out``; the suffix decides the format.

    template: the Word file to fill in for ``.docx``, in place of the program's own. only: the part of the matrix that
    is wanted. Raises WrongUsage for an unknown suffix, KehoachError for a folder that cannot be written to.
    """
    write = _writer(out, template)
    check_folder(out)
    chosen = criteria or criteria_in_use(store)
    with written(out) as temporary:
        write(store, chosen, only, temporary)


def export_plan(store: Store, plan: int, out: Path) -> None:
    """Write one plan as Akoma Ntoso XML to ``out``. Raises WrongUsage for another suffix,
    KehoachError where the plan or the folder does not exist."""
    from corpus.export.akoma_ntoso import write_akoma_ntoso

    if not out.name.lower().endswith(PLAN_SUFFIX):
        raise WrongUsage(f"Một kế hoạch chỉ xuất được thành tệp {PLAN_SUFFIX} (Akoma Ntoso).", "Đổi đuôi tệp.")
    check_folder(out)
    stored = store.get(plan)
    with written(out) as temporary:
        write_akoma_ntoso(stored, temporary)


def _writer(out: Path, template: Path | None) -> Writer:
    writers = _writers(template)
    for suffix, write in writers.items():
        if out.name.lower().endswith(suffix):
            return write
    if out.name.lower().endswith(PLAN_SUFFIX):
        raise WrongUsage("Tệp .xml (Akoma Ntoso) chỉ chứa một kế hoạch.", "Nêu số của kế hoạch bằng --plan.")
    raise WrongUsage(
        f"Không xuất được “{out.name}”: không có định dạng “{out.suffix or out.name}”.",
        f"Đặt tên tệp có đuôi {', '.join(writers)}, hoặc {PLAN_SUFFIX} kèm --plan.",
    )


def _writers(template: Path | None) -> Mapping[str, Writer]:
    """The writers by suffix, a longer suffix before the one it ends with."""
    from corpus.export.csv_file import write_csv
    from corpus.export.datasette import write_datasette
    from corpus.export.json_file import write_json
    from corpus.export.parquet_file import write_parquet
    from corpus.export.report import report_writer
    from corpus.export.workbook import write_workbook

    return {
        ".xlsx": write_workbook,
        ".docx": report_writer(template),
        ".csv": write_csv,
        ".datasette.json": write_datasette,
        ".json": write_json,
        ".parquet": write_parquet,
    }
