"""Files that appear whole or not at all, and look the same whenever they are written from the same data."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.errors import KehoachError, WrongUsage

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def check_folder(out: Path) -> None:
    """Raises WrongUsage where ``out`` is no place for a file, KehoachError where nothing may be written there."""
    folder = out.parent
    if not folder.is_dir():
        raise WrongUsage(f"Không có thư mục “{folder}”.", "Hãy tạo thư mục đó hoặc chọn thư mục khác.")
    if out.is_dir():
        raise WrongUsage(f"“{out}” là một thư mục.", "Hãy nêu tên tệp cần ghi.")
    if not os.access(folder, os.W_OK):
        raise _refused(out)


def make_folder(folder: Path) -> None:
    """Make ``folder`` where it is missing. Raises KehoachError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KehoachError(f"Không tạo được thư mục “{folder}”.", "Hãy chọn thư mục khác.") from error


@contextmanager
def written(out: Path) -> Iterator[Path]:
    """A path beside ``out`` to write to; it takes the place of ``out`` when all went well, else nothing is left.

    What the disk refuses becomes a KehoachError.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".kehoach-", suffix=out.suffix, dir=out.parent)
    except OSError as error:
        raise _refused(out) from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        _replace(temporary, out)
    except OSError as error:
        raise KehoachError(
            f"Không ghi được “{out}” ({error.strerror or error}).", "Hãy kiểm tra chỗ trống của đĩa."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _replace(temporary: Path, out: Path) -> None:
    try:
        temporary.replace(out)
    except OSError as error:
        raise KehoachError(
            f"Không ghi đè được “{out}”.", "Hãy đóng tệp nếu đang mở bằng Excel hoặc Word rồi chạy lại."
        ) from error


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current


def _refused(out: Path) -> KehoachError:
    return KehoachError(
        f"Không ghi được tệp vào thư mục “{out.parent}”.", "Hãy kiểm tra quyền ghi hoặc chọn thư mục khác."
    )


def make_steady(package: Path) -> None:
    """Rewrite a zip package so that the same content gives the same bytes: fixed times, one compression."""
    with zipfile.ZipFile(package) as source:
        members = [(entry.filename, source.read(entry)) for entry in source.infolist()]
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
