"""The life of a child in which files are read: its limits, its scratch folder, its end when the parent is gone."""

import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ingest.programs import kill_started, lead_session
from ingest.source import ReadError
from schema.ledger import Reason

GIB = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may use. memory_bytes: of the child and of its own children together. cpu_seconds: processor time
    of the child itself; tree_cpu_seconds: with its children (Tesseract, LibreOffice). stall_seconds: without using
    any processor time."""

    memory_bytes: int = 4 * GIB
    cpu_seconds: float = 180.0
    tree_cpu_seconds: float = 1800.0
    stall_seconds: float = 90.0
    tasks_per_child: int = 200


def live(pipe: Connection, limits: Limits, scratch: Path) -> None:
    """Read a task, run it, answer; until the pipe ends. scratch: where everything temporary goes."""
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["TEMP"] = str(scratch)
    if sys.platform != "win32":
        lead_session()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _limit_memory(limits.memory_bytes)
    threading.Thread(target=_end_with_the_parent, args=(scratch,), daemon=True).start()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        if task is None:
            return
        _answer(pipe, _outcome(task, limits))


def _outcome(task: tuple[Any, tuple[Any, ...]], limits: Limits) -> tuple[bool, Any]:
    """Whether the task succeeded, and its result or what it raised."""
    _limit_processor_time(limits.cpu_seconds)
    fn, args = task
    try:
        return True, fn(*args)
    except MemoryError:
        return False, out_of_memory(limits.memory_bytes)
    except RecursionError:
        return False, crashed()
    except Exception as error:  # handed to the parent, which decides
        return False, error


def _answer(pipe: Connection, answer: tuple[bool, Any]) -> None:
    try:
        pipe.send(answer)
    except MemoryError:
        pipe.send((False, crashed()))
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        pipe.send((False, RuntimeError(f"the answer cannot be sent: {error}")))


def _limit_memory(memory_bytes: int) -> None:
    import resource

    # Address space is larger than what is used: twice the limit lets the watcher, which counts real memory, decide.
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = 2 * memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _limit_processor_time(seconds: float) -> None:
    """The kernel ends a task that spins although nobody watches any more; the watcher is a little stricter."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(used.ru_utime + used.ru_stime + seconds * 1.1) + 5
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))


def _end_with_the_parent(scratch: Path) -> None:
    """When the parent is killed, nothing of this child stays: no Tesseract, no LibreOffice, no scratch files."""
    parent = parent_process()
    if parent is None:
        return
    parent.join()
    kill_started(os.getpid())
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


def timed_out(seconds: float) -> ReadError:
    """The reading was given up because a time limit passed."""
    return ReadError(
        Reason.TIMEOUT,
        f"Đọc quá lâu (giới hạn {seconds:.0f} giây).",
        "Tách tệp thành các phần nhỏ hơn hoặc lưu lại thành PDF rồi nhập lại.",
    )


def out_of_memory(memory_bytes: int) -> ReadError:
    """The reading was given up because it took too much memory."""
    return ReadError(
        Reason.OUT_OF_MEMORY,
        f"Đọc tệp này cần quá nhiều bộ nhớ (giới hạn {memory_bytes / GIB:.1f} GB).",
        "Tách tệp thành các phần nhỏ hơn hoặc in lại ra PDF rồi nhập lại.",
    )


def crashed() -> ReadError:
    """The child died without an answer."""
    return ReadError(
        Reason.CRASHED,
        "Chương trình đọc bị dừng đột ngột khi mở tệp này.",
        "Mở tệp bằng Word hoặc trình đọc PDF, lưu lại thành tệp mới rồi nhập lại.",
    )


def not_started() -> ReadError:
    """No child could be started: it is the machine that lacks something, not the file."""
    return ReadError(
        Reason.CRASHED,
        "Máy không mở được tiến trình để đọc tệp này (thường do thiếu bộ nhớ).",
        "Đóng bớt chương trình khác rồi chạy: kehoach import --retry-failed.",
    )
