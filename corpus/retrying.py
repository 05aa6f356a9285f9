"""The files that failed last, and where they were found: what ``--retry-failed`` reads again."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from ingest.archive import Discovered, discover
from ingest.source import ReadError
from schema.ledger import Outcome, Reason
from schema.store import Store
from schema.tables import FileRow, RunRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFiles:
    """The files of one run that failed and have not been loaded since. inputs: what that run was pointed at; a name
    means a file only together with them."""

    inputs: tuple[str, ...]
    names: frozenset[str]

    def files(self) -> Iterator[Discovered]:
        """The files as they are now; those that are gone come as errors."""
        left = set(self.names)
        for found in discover(self.inputs):
            if found.name in left:
                left.discard(found.name)
                yield found
        for name in sorted(left):
            yield Discovered(name=name, error=_gone(name))


def failed_files(store: Store) -> tuple[FailedFiles, ...]:
    """What failed last, by the inputs of the runs in which it was found."""
    newest = select(func.max(FileRow.id)).group_by(FileRow.name_hash)
    failed = FileRow.id.in_(newest) & (FileRow.outcome == Outcome.FAILED.value)
    query = select(RunRow.inputs, FileRow.name).join(RunRow, RunRow.id == FileRow.run_id).where(failed)
    by_inputs: dict[tuple[str, ...], set[str]] = {}
    with store.reading() as connection:
        for inputs, name in connection.execute(query.order_by(FileRow.id)):
            by_inputs.setdefault(tuple(inputs), set()).add(name)
    return tuple(FailedFiles(inputs=inputs, names=frozenset(names)) for inputs, names in by_inputs.items())


def _gone(name: str) -> ReadError:
    return ReadError(
        Reason.CORRUPT,
        f"Tệp {name} không còn ở nơi đã nạp lần trước.",
        "Hãy chạy lại kehoach import với đường dẫn mới của tệp.",
    )
