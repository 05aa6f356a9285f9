"""A fake reader for each way a child can fail: only its own task is lost."""

import ctypes
import os
import signal
import stat
import sys
import time
from collections.abc import Iterator

import pytest

from ingest.isolation import IsolatedExecutor, Limits
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
    assert [other.result(timeout=60) for other in others] == [0, 1, 4, 9, 16]


def test_an_ordinary_error_comes_back_as_it_is(executor: IsolatedExecutor) -> None:
    with pytest.raises(ZeroDivisionError):
        executor.submit(divmod, 1, 0).result(timeout=60)


def test_a_child_is_replaced_when_it_is_worn() -> None:
    with IsolatedExecutor(workers=1, limits=Limits(tasks_per_child=2)) as executor:
        pids = [executor.submit(process_id).result(timeout=60) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert os.getpid() not in pids
