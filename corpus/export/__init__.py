"""The consolidated table as a file: ``export`` writes what the suffix asks for, whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.export.files import check_folder, written
from corpus.queries_coverage import criteria_in_use
from schema.errors import KehoachError
from schema.store import Store, StoredCriteria

Writer = Callable[[Store, StoredCriteria, Path], None]


def export(store: Store, out: Path, criteria: StoredCriteria | None = None) -> None:
    """Write the consolidated table of ``criteria`` (those in use) to ``out``; the suffix decides the format.

    Raises KehoachError for an unknown suffix or a folder that cannot be written to.
    """
    write = _writer(out)
    check_folder(out)
    chosen = criteria or criteria_in_use(store)
    with written(out) as temporary:
        write(store, chosen, temporary)


def _writer(out: Path) -> Writer:
    writers = _writers()
    for suffix, write in writers.items():
        if out.name.lower().endswith(suffix):
            return write
    raise KehoachError(
        f"Không xuất được “{out.name}”: không có định dạng “{out.suffix or out.name}”.",
        f"Đặt tên tệp có đuôi {', '.join(writers)}.",
    )


def _writers() -> Mapping[str, Writer]:
    """The writers by suffix, the longest suffix first; each brings its own library, so they are imported when asked."""
    from corpus.export.workbook import write_workbook

    return {".xlsx": write_workbook}
