"""A fake reader for each way a child can fail: only its own task is lost."""

import ctypes
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ingest.isolation import IsolatedExecutor, Limits
from ingest.programs import run_program
from ingest.source import ReadError
from schema.ledger import Reason

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake failures use POSIX signals")


def square(number: int) -> int:
    return number * number


def hang() -> None:
    time.sleep(3600)


def spin() -> None:
    while True:
        pass


def exhaust() -> int:
    hoard = []
    while True:
        hoard.append(bytearray(50_000_000))


def crash() -> None:
    ctypes.string_at(0)


def die() -> None:
    os._exit(3)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def recurse() -> int:
    return recurse()


def half_an_answer() -> None:
    """Writes the head of a message into the pipe of the child and dies."""
    for descriptor in range(3, 64):
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            os.write(descriptor, (1000).to_bytes(4, "big") + b"half")
        except OSError:
            continue
    os._exit(0)


def refuse() -> None:
    raise ReadError(Reason.CORRUPT, "Tệp hỏng.", "Gửi lại.")


def process_id() -> int:
    return os.getpid()


@pytest.fixture(scope="module")
def executor() -> Iterator[IsolatedExecutor]:
    limits = Limits(memory_bytes=600_000_000, cpu_seconds=2, stall_seconds=2, tasks_per_child=50)
    with IsolatedExecutor(workers=2, limits=limits) as executor:
        yield executor


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (hang, Reason.TIMEOUT),
        (spin, Reason.TIMEOUT),
        (exhaust, Reason.OUT_OF_MEMORY),
        (crash, Reason.CRASHED),
        (die, Reason.CRASHED),
        (killed, Reason.CRASHED),
        (recurse, Reason.CRASHED),
        (half_an_answer, Reason.CRASHED),
        (refuse, Reason.CORRUPT),
    ],
)
def test_a_failing_child_costs_its_own_task_only(executor: IsolatedExecutor, reader, reason: Reason) -> None:
    failing = executor.submit(reader)
    others = [executor.submit(square, number) for number in range(5)]
    with pytest.raises(ReadError) as error:
        failing.result(timeout=60)
    assert error.value.reason is reason
    assert error.value.next_step
    assert error.value.seconds > 0
    assert [other.result(timeout=60) for other in others] == [0, 1, 4, 9, 16]


def test_an_ordinary_error_comes_back_as_it_is(executor: IsolatedExecutor) -> None:
    with pytest.raises(ZeroDivisionError):
        executor.submit(divmod, 1, 0).result(timeout=60)


def test_a_killed_warm_server_hangs_no_import() -> None:
    with IsolatedExecutor(workers=2, limits=Limits()) as running:
        assert running.submit(square, 3).result(timeout=60) == 9
        server = next(one for one in psutil.Process().children() if "forkserver" in " ".join(one.cmdline()))
        children = {running.submit(process_id).result(timeout=60) for _ in range(4)}
        server.kill()
        for child in children:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.5)
        answers = [running.submit(square, number) for number in range(8)]
        settled = [one.exception(timeout=60) for one in answers]
    # A child that was killed while idle may cost the task that found it dead; nothing hangs, and the others are read.
    assert [error.reason for error in settled if isinstance(error, ReadError)] in (
        [],
        [Reason.CRASHED],
        [Reason.CRASHED] * 2,
    )
    assert sum(error is None for error in settled) >= 6


def test_a_machine_that_starts_no_child_fails_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.isolation._START_PAUSES", (0.0, 0.0))

    def refuses(*_: object, **__: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    with IsolatedExecutor(workers=2, limits=Limits()) as running:
        monkeypatch.setattr(running._context, "Process", refuses)
        errors = [running.submit(square, number).exception(timeout=60) for number in range(3)]
        monkeypatch.undo()
        assert running.submit(square, 4).result(timeout=60) == 16
    assert [error.reason for error in errors if isinstance(error, ReadError)] == [Reason.CRASHED] * 3
    assert all("--retry-failed" in str(error.next_step) for error in errors if isinstance(error, ReadError))


def test_a_child_is_replaced_when_it_is_worn() -> None:
    with IsolatedExecutor(workers=1, limits=Limits(tasks_per_child=2)) as executor:
        pids = [executor.submit(process_id).result(timeout=60) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert os.getpid() not in pids


def waiting_for_a_program(note: str) -> None:
    """Waits for a program that waits for another."""
    run_program(["sh", "-c", f"sleep 300 & echo $! > {note}.tmp; mv {note}.tmp {note}; wait"], seconds=60)


def orphaned_grandchild(note: str) -> None:
    """Leaves a sleeping program in a group of its own, whose starter has died; then hangs."""
    orphan(note)
    time.sleep(3600)


def orphan(note: str) -> None:
    script = f"sleep 300 & echo $! > {note}.tmp; mv {note}.tmp {note}"
    subprocess.run(["sh", "-c", script], process_group=0, check=True, stdout=subprocess.DEVNULL)


def orphan_and_die(note: str) -> None:
    orphan(note)
    os.kill(os.getpid(), signal.SIGKILL)


def orphan_and_hoard(note: str) -> None:
    orphan(note)
    exhaust()


def grandchild(note: Path) -> int:
    """The number of the program that a fake reader started."""
    for _ in range(300):
        if note.exists():
            return int(note.read_text())
        time.sleep(0.1)
    pytest.fail("the fake reader started nothing")


def ends(pid: int, *, seconds: float = 10) -> bool:
    """Whether the process is gone, or goes, within ``seconds``."""
    for _ in range(int(seconds * 10)):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("reader", [orphaned_grandchild, orphan_and_die, orphan_and_hoard, waiting_for_a_program])
def test_no_program_outlives_the_reader_that_is_given_up(reader, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    limits = Limits(memory_bytes=600_000_000, cpu_seconds=10, stall_seconds=3)
    with IsolatedExecutor(workers=1, limits=limits) as executor:
        with pytest.raises(ReadError):
            executor.submit(reader, str(note)).result(timeout=60)
        assert ends(grandchild(note))


def test_no_program_outlives_an_interrupted_import(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(KeyboardInterrupt), IsolatedExecutor(workers=1, limits=Limits()) as executor:
        executor.submit(orphaned_grandchild, str(note))
        pid = grandchild(note)
        raise KeyboardInterrupt
    assert ends(pid)


IMPORT = """
import sys
from ingest.isolation import IsolatedExecutor, Limits
from tests.ingest.test_isolation import orphaned_grandchild
if __name__ == "__main__":
    with IsolatedExecutor(workers=1, limits=Limits()) as executor:
        executor.submit(orphaned_grandchild, sys.argv[1]).result()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_program_outlives_a_killed_import(number: signal.Signals, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script = tmp_path / "nhap.py"
    script.write_text(IMPORT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(note)], stderr=subprocess.DEVNULL, preexec_fn=hears_interrupts,
                          env={**os.environ, "PYTHONPATH": str(Path.cwd())}) as parent:  # fmt: skip
        pid = grandchild(note)
        parent.send_signal(number)
        parent.wait(timeout=20)
    assert ends(pid)


def hears_interrupts() -> None:
    """What a shell runs in the background ignores SIGINT, and hands that down."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupted_call_leaves_no_program(tmp_path: Path) -> None:
    hears_interrupts()
    note = tmp_path / "pid"

    def interrupt() -> None:
        grandchild(note)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    script = f"sleep 300 & echo $! > {note}.tmp; mv {note}.tmp {note}; wait"
    with pytest.raises(KeyboardInterrupt):
        run_program(["sh", "-c", script], seconds=60)
    thread.join()
    assert ends(grandchild(note))
