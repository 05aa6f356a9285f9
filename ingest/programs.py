"""The programs of others (OCRmyPDF, Tesseract, LibreOffice), run so that nothing they start outlives their call.

Every program leads a process group of its own, and the group is killed however the call ends: answered, too late,
interrupted. A reading child leads a session, in which these groups are; whoever gives the child up kills the session,
so it does not matter that the child, or a program between, is dead already. On Linux the kernel ends a program whose
reading child was killed together with its parent. Windows has no groups: there the tree is walked, and a program whose
starter has died is left to its own time limit.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import psutil

_PR_SET_PDEATHSIG = 1
# A process may start another while it is looked for: so often at most is looked again.
_ROUNDS = 20


def run_program(
    command: Sequence[str],
    *,
    seconds: float,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    output: int = subprocess.DEVNULL,
) -> "subprocess.CompletedProcess[bytes]":
    """The end of ``command``; raises ``subprocess.TimeoutExpired`` after ``seconds``, OSError where it cannot start.

    environment: what it sees besides the variables of this process. folder: where it runs. output: what becomes of what
    it prints; ``subprocess.PIPE`` hands it back.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        process_group=0,
        preexec_fn=_death_signal(),
    ) as process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        finally:
            _kill_group(process)
    return subprocess.CompletedProcess(command, process.returncode, printed)


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    """End the program with all that it started; a launcher leaves the real program behind when it is killed alone."""
    if sys.platform == "win32":
        kill_descendants(process.pid)
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # all are gone
        return


@lru_cache(maxsize=1)
def _death_signal() -> Callable[[], None] | None:
    """What a new program calls before its first instruction; None where no kernel ends it with its parent."""
    if sys.platform != "linux":
        return None
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)

    return ask


def lead_session() -> None:
    """Make this process the leader of a session, by which ``kill_started`` finds all that it starts."""
    if hasattr(os, "setsid"):
        os.setsid()


def kill_started(leader: int) -> None:
    """Kill all that the session leader ``leader`` started, itself left out, though it or those between are dead."""
    if sys.platform == "win32":
        kill_descendants(leader)
        return
    for _ in range(_ROUNDS):
        members = [process for process in psutil.process_iter() if _is_member(process, leader)]
        if not members:
            return
        _kill(members)


def _is_member(process: psutil.Process, leader: int) -> bool:
    """Whether ``process`` lives, in the session of ``leader``."""
    if sys.platform == "win32" or process.pid == leader:
        return False
    try:
        return os.getsid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, psutil.Error):
        return False


def kill_descendants(pid: int) -> None:
    """Kill everything that the process ``pid``, which still lives, started, whatever process group it moved to."""
    try:
        _kill(psutil.Process(pid).children(recursive=True))
    except psutil.Error:
        return


def _kill(processes: Iterable[psutil.Process]) -> None:
    killed = list(processes)
    for process in killed:
        try:
            process.kill()
        except psutil.Error:
            continue
    psutil.wait_procs(killed, timeout=2)  # else they write on while their folder is being removed
