"""What an import was pointed at (files, folders, archives, URLs) to single files, each once and in stable order."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.encodings.cleaning import compose
from ingest.fetch import Fetched, fetch, is_url
from ingest.mail import is_mail
from ingest.source import ReadError, SourceBytes, SourceFile
from ingest.zip_members import MEMBER_BYTES_MAX, Member, expand, expand_mail, is_archive, is_junk, too_large
from schema.ledger import Reason

FOLDERS_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """One file that was found: its name for people, unique among all found, and its source or why there is none."""

    name: str
    source: SourceBytes | SourceFile | None = None
    error: ReadError | None = None

    @property
    def sha256(self) -> str:
        """The digest of the bytes; empty where they could not be had."""
        return self.source.sha256 if self.source is not None else ""

    @property
    def held_bytes(self) -> int:
        """How much memory its source takes."""
        return len(self.source.data) if isinstance(self.source, SourceBytes) else 0


def load_file(path: Path, name: str) -> SourceBytes:
    """The bytes of the file at ``path``. Raises ReadError where it is too large or cannot be opened."""
    try:
        _check_file(path, name)
        return SourceBytes(name=name, data=path.read_bytes())
    except (OSError, ValueError) as error:
        raise _unopened(name, error) from error


def loaded(source: SourceBytes | SourceFile) -> SourceBytes:
    """``source`` in memory. Raises ReadError where its file cannot be opened any more."""
    return source if isinstance(source, SourceBytes) else load_file(source.path, source.name)


def discover(paths: Iterable[str | Path]) -> Iterator[Discovered]:
    """The files at and below ``paths``; what cannot be opened comes as an error. Never raises ReadError itself."""
    taken: set[str] = set()
    for found in _discovered(list(paths)):
        name = _free_name(found.name, taken)
        taken.add(name)
        source = None if found.source is None else replace(found.source, name=name)
        yield replace(found, name=name, source=source)


def _free_name(name: str, taken: set[str]) -> str:
    """``name``, or the first of "name (2).pdf", "name (3).pdf"... that is free: a ledger has one line for each file."""
    pure, number, free = PurePosixPath(name), 1, name
    while free in taken:
        number += 1
        free = f"{name.removesuffix(pure.suffix)} ({number}){pure.suffix}"
    return free


def _discovered(given: Sequence[str | Path]) -> Iterator[Discovered]:
    seen: set[tuple[int, int]] = set()
    places = dict.fromkeys(map(absolute, given))
    labels = _labels([Path(place) for place in places if not is_url(place)])
    for place in places:
        if is_url(place):
            yield from _remote(place)
        else:
            yield from _local(Path(place), labels[Path(place)], seen, FOLDERS_MAX)


def absolute(given: str | Path) -> str:
    """``given`` as it is known from any folder; a URL as it is. Links stay links: a file keeps its given name."""
    return str(given) if is_url(str(given)) else os.path.abspath(given)  # noqa: PTH100  resolve() would follow links


def _labels(paths: Sequence[Path]) -> dict[Path, str]:
    """What each path is called: its last part, with as many before it as tell it from the others."""
    wanted = set(paths)
    labels: dict[Path, str] = {}
    parts = 1
    while wanted:
        names = {path: "/".join(path.parts[-parts:]).replace("//", "/") for path in wanted}
        counts = Counter(names.values())
        labels |= {path: name for path, name in names.items() if counts[name] == 1 or parts >= len(path.parts)}
        wanted -= labels.keys()
        parts += 1
    return labels


def _remote(url: str) -> Iterator[Discovered]:
    try:
        for found in fetch(url):
            if isinstance(found, Fetched):
                yield from _held(_opened(found.path, found.name))
            else:
                yield Discovered(name=found[0], error=found[1])
    except ReadError as error:
        yield Discovered(name=url, error=error)


def _held(found: Iterable[Discovered]) -> Iterator[Discovered]:
    """``found`` with its files in memory: the local copy is gone before a child would read it."""
    for one in found:
        try:
            yield one if one.source is None else replace(one, source=loaded(one.source))
        except ReadError as error:
            yield Discovered(name=one.name, error=error)


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
        members = _members(path, label)
    except (OSError, ValueError) as error:
        yield Discovered(name=label, error=_unopened(label, error))
    except ReadError as error:
        yield Discovered(name=label, error=error)
    else:
        for member in members:
            if isinstance(member, tuple):
                yield Discovered(name=member[0], error=member[1])
            else:
                yield Discovered(name=member.name, source=member)


def _members(path: Path, label: str) -> Iterator[Member | SourceFile]:
    """What is in the archive or mail at ``path``; the file itself where it is neither."""
    if path.is_file() and _is_archive(path):
        return expand(path, label)
    if path.is_file() and _is_mail(path):
        return expand_mail(load_file(path, label))
    return iter((_hashed(path, label),))


def _hashed(path: Path, name: str) -> SourceFile:
    _check_file(path, name)
    with path.open("rb") as file:
        return SourceFile(name=name, path=path, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def _check_file(path: Path, name: str) -> None:
    if path.exists() and not path.is_file():  # a pipe or device would block for ever
        raise _special(name)
    if path.stat().st_size > MEMBER_BYTES_MAX:
        raise too_large(name)


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return is_archive(file)


def _is_mail(path: Path) -> bool:
    with path.open("rb") as file:
        return is_mail(file.read(4096))


def _readable(name: str) -> str:
    """A name that can be printed and stored: NFC, bytes in no encoding replaced."""
    return compose(os.fsencode(name).decode("utf-8", errors="replace"))


def _unopened(name: str, error: Exception) -> ReadError:
    if isinstance(error, FileNotFoundError):
        what, next_step = "không có ở đường dẫn đã cho", "Hãy kiểm tra đường dẫn rồi nạp lại."
    elif isinstance(error, PermissionError):
        what, next_step = "không được phép đọc", "Hãy cấp quyền đọc tệp cho người chạy chương trình rồi nạp lại."
    else:
        what, next_step = f"không mở được ({type(error).__name__})", "Hãy kiểm tra ổ đĩa và đường dẫn rồi nạp lại."
    return ReadError(Reason.CORRUPT, f"Tệp {name} {what}.", next_step)


def _special(name: str) -> ReadError:
    return ReadError(
        Reason.UNSUPPORTED_FORMAT,
        f"{name} là ống dẫn, socket hoặc thiết bị, không phải tệp thường.",
        "Không cần làm gì; nếu cần nội dung, hãy chép ra một tệp thường rồi nạp.",
    )
