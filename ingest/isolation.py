"""Running a reader where it can be killed: an Executor whose tasks live in child processes under limits.

A child that hangs, crashes, exhausts memory or dies half way costs its own task only: the Future fails with a
ReadError (``timeout``, ``out_of_memory``, ``crashed``), the child is replaced, everything else goes on. Children are
forked from a warm server where there is fork, and reused; they are replaced after ``tasks_per_child`` files because
PDF libraries leak.
"""

import contextlib
import multiprocessing
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

import psutil

from ingest.source import ReadError
from schema.ledger import Reason

T = TypeVar("T")
GIB = 1024**3
POLL_SECONDS = 0.1
_STOP = None


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


class IsolatedExecutor(Executor):
    """An Executor that runs each task in a killable child. ``submit`` takes a picklable function and arguments.

    preload: modules the warm server imports once, so that a new child starts in milliseconds.
    """

    def __init__(self, *, workers: int, limits: Limits, preload: tuple[str, ...] = ()) -> None:
        self._limits = limits
        self._context = _context(preload)
        self._tasks: queue.SimpleQueue[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]] | None]
        self._tasks = queue.SimpleQueue()
        self._closed = False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Schedule ``fn(*args)``; keyword arguments are not supported."""
        if kwargs:
            raise TypeError("IsolatedExecutor.submit takes positional arguments only")
        if self._closed:
            raise RuntimeError("the executor is shut down")
        future: Future[T] = Future()
        self._tasks.put((future, fn, args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop after the queued tasks, or at once with what is running when ``cancel_futures``."""
        self._closed = True
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while True:
                    task = self._tasks.get_nowait()
                    if task is not None:
                        task[0].cancel()
        for _ in self._threads:
            self._tasks.put(_STOP)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        child: _Child | None = None
        try:
            while (task := self._tasks.get()) is not None:
                future, fn, args = task
                if not future.set_running_or_notify_cancel():
                    continue
                if child is None or child.worn:
                    if child:
                        child.stop()
                    child = _Child(self._context, self._limits)
                try:
                    future.set_result(child.run(fn, args))
                except Exception as error:  # whatever the task raised belongs to its Future
                    future.set_exception(error)
        finally:
            if child:
                child.stop()


def _context(preload: tuple[str, ...]) -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


class _Child:
    """One child process and the pipe to it."""

    def __init__(self, context: Any, limits: Limits) -> None:
        self._limits = limits
        self._done = 0
        self._broken = False
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_child_main, args=(theirs, limits), daemon=False)
        self._process.start()
        theirs.close()

    @property
    def worn(self) -> bool:
        """Whether the next task needs a new child."""
        return self._broken or self._done >= self._limits.tasks_per_child or not self._process.is_alive()

    def run(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """The task's result; raises what the task raised, or ReadError when the child had to be given up."""
        self._done += 1
        try:
            self._pipe.send((fn, args))
            self._wait()
            succeeded, answer = self._pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._dead() from error
        except ReadError:
            self._kill()
            raise
        if succeeded:
            return answer
        raise answer

    def _wait(self) -> None:
        """Return when the child has answered or died; raise ReadError when it is over a limit."""
        watch = _Watch(self._process.pid or 0, self._limits)
        while not self._pipe.poll(POLL_SECONDS):
            if not self._process.is_alive() and not self._pipe.poll(0):
                raise EOFError
            watch.check()

    def _dead(self) -> ReadError:
        self._kill()
        code = self._process.exitcode
        if code is not None and sys.platform != "win32" and code == -signal.SIGXCPU:
            return timed_out(self._limits.cpu_seconds)
        return crashed()

    def _kill(self) -> None:
        self._broken = True
        _kill_tree(self._process.pid or 0)
        self._process.join(5)
        self._pipe.close()

    def stop(self) -> None:
        """End an idle child."""
        if self._broken:
            return
        with contextlib.suppress(OSError):
            self._pipe.send(_STOP)
        self._process.join(2)
        if self._process.is_alive():
            self._kill()


class _Watch:
    """What a child and its own children have used since its task began."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self._limits = limits
        self._process: psutil.Process | None
        try:
            self._process = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._process = None
        self._start, _, self._start_own = self._usage()
        self._last_cpu = self._start
        self._last_progress = time.monotonic()

    def check(self) -> None:
        """Raise ReadError when a limit is passed."""
        tree_cpu, memory, own_cpu = self._usage()
        now = time.monotonic()
        # A child of the child that ended takes its processor time with it: any change is progress.
        if abs(tree_cpu - self._last_cpu) > 0.01:
            self._last_cpu, self._last_progress = tree_cpu, now
        if memory > self._limits.memory_bytes:
            raise out_of_memory(self._limits.memory_bytes)
        if own_cpu - self._start_own > self._limits.cpu_seconds:
            raise timed_out(self._limits.cpu_seconds)
        if tree_cpu - self._start > self._limits.tree_cpu_seconds:
            raise timed_out(self._limits.tree_cpu_seconds)
        if now - self._last_progress > self._limits.stall_seconds:
            raise timed_out(self._limits.stall_seconds)

    def _usage(self) -> tuple[float, int, float]:
        if self._process is None:
            return 0.0, 0, 0.0
        cpu = own = 0.0
        memory = 0
        try:
            tree = [self._process, *self._process.children(recursive=True)]
        except psutil.Error:
            return 0.0, 0, 0.0
        for process in tree:
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                cpu += times.user + times.system
                memory += process.memory_info().rss
                if process is self._process:
                    own = times.user + times.system
        return cpu, memory, own


def _kill_tree(pid: int) -> None:
    """Kill a process and everything it started, whatever process group it moved to."""
    try:
        process = psutil.Process(pid)
        tree = [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        return
    for member in tree:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()


def _child_main(pipe: Connection, limits: Limits) -> None:
    """The child's life: read a task, run it, answer; until the pipe ends."""
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _limit_memory(limits.memory_bytes)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        if task is None:
            return
        fn, args = task
        try:
            answer: tuple[bool, Any] = (True, fn(*args))
        except MemoryError:
            answer = (False, out_of_memory(limits.memory_bytes))
        except RecursionError:
            answer = (False, crashed())
        except Exception as error:  # handed to the parent, which decides
            answer = (False, error)
        _answer(pipe, answer)


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
