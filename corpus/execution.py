"""Where the reading runs: behind ``concurrent.futures.Executor``, local or beyond this machine."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

import psutil

from ingest.archive import loaded
from ingest.isolation import IsolatedExecutor, Limits
from ingest.source import SourceFile
from schema.errors import KehoachError

T = TypeVar("T")
# What the warm server imports once; a child forked from it is ready in milliseconds.
PRELOAD = ("corpus.importing", "ingest.pdf", "ingest.docx", "corpus.warming")
# A child that reads ordinary plans stays below this; and this share of the machine may go to children.
_WORKER_BYTES = 1_000_000_000
_SHARE = 0.75


def local_executor(workers: int | None = None, limits: Limits | None = None) -> Executor:
    """Killable child processes on this machine; unless told otherwise, one per processor that we may use, fewer where
    memory is short."""
    memory = int(psutil.virtual_memory().total * _SHARE)
    wanted = workers or max(1, min(_processors(), memory // _WORKER_BYTES))
    given = limits or Limits(memory_bytes=max(_WORKER_BYTES, min(Limits().memory_bytes, memory // wanted)))
    return IsolatedExecutor(workers=wanted, limits=given, preload=PRELOAD)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Shipping(Executor):
    """An executor beyond this machine: files go to it with their bytes, since it cannot see our disk."""

    def __init__(self, remote: Executor) -> None:
        self._remote = remote

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        shipped = [loaded(one) if isinstance(one, SourceFile) else one for one in args]
        return self._remote.submit(fn, *shipped, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._remote.shutdown(wait=wait, cancel_futures=cancel_futures)


def dask_executor(scheduler: str) -> Executor:
    """The executor of a running Dask cluster. Raises KehoachError where Dask is not installed or does not answer."""
    try:
        from distributed import Client
    except ImportError as error:
        raise KehoachError("Chưa cài Dask (gói distributed).", "Cài bằng: pip install distributed.") from error
    try:
        executor: Executor = Client(scheduler, timeout=10).get_executor()
    except (OSError, ValueError) as error:
        raise KehoachError(
            f"Không kết nối được bộ điều phối Dask {scheduler}.", "Kiểm tra địa chỉ rồi chạy lại."
        ) from error
    return _Shipping(executor)
