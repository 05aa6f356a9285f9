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
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import psutil

from ingest.isolation_child import Limits, crashed, live, not_started, out_of_memory, timed_out
from ingest.programs import kill_started
from ingest.source import ReadError

__all__ = ["IsolatedExecutor", "Limits", "crashed", "not_started", "out_of_memory", "timed_out"]

T = TypeVar("T")
POLL_SECONDS = 0.1
_START_PAUSES = (0.0, 0.5, 2.0)  # seconds before each try to start a child
_STOP = None


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
        self._abandoned = threading.Event()
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
            self._abandoned.set()
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

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Interrupted: nobody waits for what is still being read.
        self.shutdown(wait=True, cancel_futures=kind is not None)

    def _serve(self) -> None:
        child: _Child | None = None
        try:
            while (task := self._tasks.get()) is not None:
                if not task[0].set_running_or_notify_cancel():
                    continue
                if child is None or child.worn:
                    if child:
                        child.stop()
                    child = self._started()
                if child is None:
                    task[0].set_exception(not_started())
                else:
                    _settle(child, *task)
                del task  # an idle thread must not keep the bytes of its last file
        finally:
            if child:
                child.stop()

    def _started(self) -> "_Child | None":
        """A new child, None where the machine starts none; a warm server that was killed is started again meanwhile."""
        for pause in _START_PAUSES:
            time.sleep(pause)
            with contextlib.suppress(OSError, EOFError, RuntimeError):
                return _Child(self._context, self._limits, self._abandoned)
        return None


def _settle(child: "_Child", future: Future[Any], fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
    started = time.monotonic()
    try:
        future.set_result(child.run(fn, args))
    except Exception as error:  # whatever the task raised belongs to its Future
        if isinstance(error, ReadError):
            error.seconds = round(time.monotonic() - started, 3)
        future.set_exception(error)


def _context(preload: tuple[str, ...]) -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    ensure_running()  # it warms up while the parent opens its database
    return context


class _Child:
    """One child process and the pipe to it."""

    def __init__(self, context: Any, limits: Limits, abandoned: threading.Event) -> None:
        self._limits = limits
        self._abandoned = abandoned
        self._done = 0
        self._broken = False
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        # The parent's, so that a child that is killed leaves nothing on the disk.
        self._scratch = Path(tempfile.mkdtemp(prefix="kehoach-"))
        self._process: BaseProcess = context.Process(target=live, args=(theirs, limits, self._scratch), daemon=False)
        try:
            self._process.start()
        except BaseException:
            self._pipe.close()
            shutil.rmtree(self._scratch, ignore_errors=True)
            raise
        finally:
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
        except (ReadError, CancelledError):
            self._kill()
            raise
        if succeeded:
            return answer
        raise answer

    def _wait(self) -> None:
        """Return when the child has answered; raise ReadError when it is over a limit, EOFError when it died."""
        watch = _Watch(self._process.pid or 0, self._limits)
        while not self._pipe.poll(POLL_SECONDS):
            if not self._process.is_alive() and not self._pipe.poll(0):
                raise EOFError
            if self._abandoned.is_set():
                raise CancelledError
            watch.check()

    def _dead(self) -> ReadError:
        self._kill()
        code = self._process.exitcode
        if code is not None and sys.platform != "win32" and code == -signal.SIGXCPU:
            return timed_out(self._limits.cpu_seconds)
        return crashed()

    def _kill(self) -> None:
        self._broken = True
        if self._process.pid is not None:
            _stop_starting(self._process.pid)
            kill_started(self._process.pid)
        self._process.kill()
        self._process.join(5)
        self._pipe.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def stop(self) -> None:
        """End an idle child."""
        if self._broken:
            return
        with contextlib.suppress(OSError):
            self._pipe.send(_STOP)
        self._process.join(2)
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


def _stop_starting(pid: int) -> None:
    """Halt a process that is about to be killed, so that it cannot start another program behind the count."""
    with contextlib.suppress(psutil.Error):
        psutil.Process(pid).suspend()
