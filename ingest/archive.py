"""What an import was pointed at (files, folders, archives, URLs) to single files, each once and in stable order."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.encodings.cleaning import compose
from ingest.fetch import Fetched, fetch, is_url
from ingest.source import ReadError, SourceBytes
from ingest.zip_members import MEMBER_BYTES_MAX, expand, is_archive, is_junk, too_large
from schema.ledger import Reason

FOLDERS_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """One file that was found: its name for people, and its bytes or the reason why there are none."""

    name: str
    source: SourceBytes | None = None
    error: ReadError | None = None

    @property
    def sha256(self) -> str:
        """The digest of the bytes; empty where they could not be had."""
        return self.source.sha256 if self.source is not None else ""


def load_file(path: Path, name: str) -> SourceBytes:
    """The bytes of the file at ``path``. Raises ReadError where it is too large or cannot be opened."""
    try:
        if not path.is_file():  # a pipe or device would block for ever
            raise _unopened(name, FileNotFoundError("không phải tệp thường"))
        if path.stat().st_size > MEMBER_BYTES_MAX:
            raise too_large(name)
        return SourceBytes(name=name, data=path.read_bytes())
    except (OSError, ValueError) as error:
        raise _unopened(name, error) from error


def discover(paths: Iterable[str | Path]) -> Iterator[Discovered]:
    """The files at and below ``paths``; what cannot be opened comes as an error. Never raises ReadError itself."""
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if is_url(str(given)):
            yield from _remote(str(given))
        else:
            path = Path(given)
            yield from _local(path, path.name or str(path), seen, FOLDERS_MAX)


def _remote(url: str) -> Iterator[Discovered]:
    try:
        for found in fetch(url):
            if isinstance(found, Fetched):
                yield from _opened(found.path, found.name)
            else:
                yield Discovered(name=found[0], error=found[1])
    except ReadError as error:
        yield Discovered(name=url, error=error)


def _local(path: Path, name: str, seen: set[tuple[int, int]], depth: int) -> Iterator[Discovered]:
    try:
        if not path.is_dir():
            yield from _opened(path, name)
            return
        status = path.stat()
        place = (status.st_dev, status.st_ino)
        if place in seen or depth == 0:  # a link back to a folder above
            return
        seen.add(place)
        children = sorted((child.name for child in path.iterdir() if not is_junk(child.name)), key=_readable)
    except (OSError, ValueError) as error:
        yield Discovered(name=_readable(name), error=_unopened(_readable(name), error))
        return
    for child in children:
        yield from _local(path / child, f"{name}/{child}", seen, depth - 1)


def _opened(path: Path, name: str) -> Iterator[Discovered]:
    """The members of the archive at ``path``, or the file itself where it is none."""
    label = _readable(name)
    try:
        archive = path.is_file() and _is_archive(path)
        members = expand(path, label) if archive else iter((load_file(path, label),))
    except (OSError, ValueError) as error:
        yield Discovered(name=label, error=_unopened(label, error))
    except ReadError as error:
        yield Discovered(name=label, error=error)
    else:
        for member in members:
            if isinstance(member, SourceBytes):
                yield Discovered(name=member.name, source=member)
            else:
                yield Discovered(name=member[0], error=member[1])


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return is_archive(file)


def _readable(name: str) -> str:
    """A name that can be printed and stored: NFC, bytes in no encoding replaced."""
    return compose(os.fsencode(name).decode("utf-8", errors="replace"))


def _unopened(name: str, error: Exception) -> ReadError:
    return ReadError(
        Reason.CORRUPT,
        f"Không mở được tệp {name} ({type(error).__name__}).",
        "Hãy kiểm tra đường dẫn và quyền đọc tệp rồi nạp lại.",
    )
