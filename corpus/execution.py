"""Where the reading runs: behind ``concurrent.futures.Executor``, local or beyond this machine."""

import os
from concurrent.futures import Executor

from ingest.isolation import IsolatedExecutor, Limits
from schema.errors import KehoachError

# What the warm server imports once; a child forked from it is ready in milliseconds.
PRELOAD = ("corpus.importing", "ingest.pdf", "ingest.docx", "extractors.pipeline")


def local_executor(workers: int | None = None, limits: Limits | None = None) -> Executor:
    """Killable child processes on this machine; one per processor unless told otherwise."""
    return IsolatedExecutor(workers=workers or os.cpu_count() or 1, limits=limits or Limits(), preload=PRELOAD)


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
    return executor
