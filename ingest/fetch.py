"""Files behind URLs (``s3://``, ``https://``: whatever fsspec knows) copied to local scratch and hashed on the way."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import fsspec

from ingest.source import ReadError
from schema.ledger import Reason

FETCH_BYTES_MAX = 2_000_000_000
_CHUNK = 1 << 20
# What fsspec needs beside itself, by the scheme of the address.
_LIBRARIES = {
    "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "abfss": "adlfs", "az": "adlfs",
    "http": "requests aiohttp", "https": "requests aiohttp", "sftp": "paramiko", "ssh": "paramiko",
    "smb": "smbprotocol", "webdav": "webdav4",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A local copy of one remote file; the copy is gone when the iteration goes on."""

    name: str
    path: Path
    sha256: str


def is_url(text: str) -> bool:
    """Whether ``text`` is a URL ("s3://bucket/folder") and not a path; a single letter is a Windows drive."""
    scheme, separator, _ = text.partition("://")
    return bool(separator) and len(scheme) > 1 and scheme.replace("+", "").replace("::", "").isalnum()


def fetch(url: str) -> Iterator[Fetched | tuple[str, ReadError]]:
    """Local copies of the file at ``url``, or of all files below it in stable order; errors come with their name.

    Raises ReadError where the URL cannot be opened at all.
    """
    scheme = url.partition("://")[0]
    if scheme.rpartition("::")[2] not in fsspec.available_protocols():
        raise ReadError(
            Reason.UNSUPPORTED_FORMAT,
            f"Không biết loại địa chỉ {scheme}:// của {url}.",
            "Hãy tải tệp về máy rồi nạp, hoặc dùng địa chỉ s3://, https://, sftp://.",
        )
    with _backend(url):
        filesystem, root = fsspec.core.url_to_fs(url)
        paths = sorted(filesystem.find(root)) or [root]
    for path in paths:
        name = _name(path, root)
        with tempfile.TemporaryDirectory(prefix="kehoach-fetch-") as folder:
            try:
                with _backend(f"{url} ({name})"):
                    fetched = _copy(filesystem, path, name, Path(folder) / "file")
            except ReadError as error:
                yield name, error
                continue
            yield fetched


def _name(path: str, root: str) -> str:
    inside = path.removeprefix(root.rstrip("/")).lstrip("/")
    base = PurePosixPath(root).name
    return f"{base}/{inside}" if inside else base or path


def _copy(filesystem: fsspec.AbstractFileSystem, path: str, name: str, target: Path) -> Fetched:
    digest = hashlib.sha256()
    size = 0
    with filesystem.open(path, "rb") as remote, target.open("wb") as local:
        while chunk := remote.read(_CHUNK):
            size += len(chunk)
            if size > FETCH_BYTES_MAX:
                raise ReadError(
                    Reason.TOO_LARGE,
                    f"Tệp {name} lớn hơn {FETCH_BYTES_MAX // 1_000_000} MB.",
                    "Hãy tách tệp hoặc tải về máy rồi nạp từng phần.",
                )
            digest.update(chunk)
            local.write(chunk)
    return Fetched(name=name, path=target, sha256=digest.hexdigest())


@contextmanager
def _backend(what: str) -> Iterator[None]:
    """Whatever a storage backend raises, as ReadError."""
    try:
        yield
    except ReadError:
        raise
    except ImportError as error:
        library = _LIBRARIES.get(what.partition("://")[0], error.name or "")
        raise ReadError(
            Reason.TOOL_MISSING,
            f"Thiếu thư viện để đọc địa chỉ {what}.",
            f"Hãy chạy: pip install {library} — rồi nạp lại; hoặc tải tệp về máy và nạp tệp đó.",
        ) from error
    except FileNotFoundError as error:
        raise ReadError(Reason.CORRUPT, f"Không có tệp nào ở {what}.", "Hãy kiểm tra địa chỉ rồi nạp lại.") from error
    except Exception as error:  # each backend raises the exceptions of its own SDK; no common base exists
        raise ReadError(
            Reason.CORRUPT,
            f"Không tải được {what}: {type(error).__name__}.",
            "Hãy kiểm tra địa chỉ, quyền truy cập và đường mạng rồi nạp lại.",
        ) from error
