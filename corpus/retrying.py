"""What ``--retry-failed`` reads again: files that failed last, and refused ones that came in other bytes since.

A fault may pass (a tool is installed, a disk is back), so a failed file is read again as it is. A refusal is a verdict
on the bytes: the same bytes get the same one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from ingest.archive import Discovered, discover
from ingest.source import ReadError
from schema.ledger import FileRecord, Outcome, Reason
from schema.store import Store
from schema.tables import FileRow, RunRow

BAD = (Outcome.FAILED, Outcome.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFiles:
    """The files of one run that have not been loaded since.

    inputs: what that run was pointed at; a name means a file only together with them. refused: by name the digest of
    the bytes that were refused; None for a file that failed.
    """

    inputs: tuple[str, ...]
    refused: Mapping[str, str | None]

    def files(self) -> Iterator[Discovered]:
        """The files as they are now; failed ones that are gone come as errors."""
        left = dict(self.refused)
        for found in discover(self.inputs):
            if is_due(found, left):
                yield found
            left.pop(found.name, None)
        for name in sorted(name for name, digest in left.items() if digest is None):
            yield Discovered(name=name, error=_gone(name))


def is_due(found: Discovered, refused: Mapping[str, str | None]) -> bool:
    """Whether ``found`` is to be read again; refused as in FailedFiles."""
    return found.name in refused and refused[found.name] != found.sha256


def to_retry(records: Iterable[FileRecord]) -> dict[str, str | None]:
    """The names of ``records`` that were not loaded, as in FailedFiles."""
    return {
        record.name: None if record.outcome is Outcome.FAILED else record.sha256
        for record in records
        if record.outcome in BAD
    }


def failed_files(store: Store) -> tuple[FailedFiles, ...]:
    """What was not loaded last, by the inputs of the runs in which it was found."""
    newest = select(func.max(FileRow.id)).group_by(FileRow.name_hash)
    failed = FileRow.id.in_(newest) & FileRow.outcome.in_([outcome.value for outcome in BAD])
    query = select(RunRow.inputs, FileRow.name, FileRow.outcome, FileRow.sha256)
    query = query.join(RunRow, RunRow.id == FileRow.run_id).where(failed).order_by(FileRow.id)
    by_inputs: dict[tuple[str, ...], dict[str, str | None]] = {}
    with store.reading() as connection:
        for inputs, name, outcome, sha256 in connection.execute(query):
            digest = None if outcome == Outcome.FAILED.value else sha256
            by_inputs.setdefault(tuple(inputs), {})[name] = digest
    return tuple(FailedFiles(inputs=inputs, refused=refused) for inputs, refused in by_inputs.items())


def _gone(name: str) -> ReadError:
    return ReadError(
        Reason.CORRUPT,
        f"Tệp {name} không còn ở nơi đã nạp lần trước.",
        "Hãy chạy lại kehoach import với đường dẫn mới của tệp.",
    )
