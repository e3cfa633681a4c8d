"""Processes split off end with the one that split them off, and share work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from others import PATIENCE, alive, gone

from generator.outputs.orders import Either, Notes, together
from generator.processes import processes

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.orders import Work

AT_WORK = """
import os, sys, time
from generator.processes import processes

def told(path):
    with open(path, "a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(0.2)

if __name__ == "__main__":
    with processes(2) as pool:
        list(pool.map(told, [sys.argv[1]] * 4))
        print("waiting", flush=True)
        time.sleep(600)
"""
BROKEN = """
import os, signal
from concurrent.futures.process import BrokenProcessPool
from generator.processes import processes

def told(text):
    os.kill(os.getpid(), signal.SIGKILL)

try:
    with processes(1) as pool:
        for order in [pool.submit(told, "x" * 10_000_000) for _ in range(3)]:
            order.result()
except BrokenProcessPool:
    print("broken", flush=True)
    os._exit(0)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_none_is_left_when_the_first_is_killed(tmp_path: Path, end: signal.Signals) -> None:
    script, told = tmp_path / "work.py", tmp_path / "told"
    script.write_text(AT_WORK, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(told)], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        first.stdout.readline()
        others = {int(line) for line in told.read_text(encoding="utf-8").split()}
        assert all(alive(other) for other in others)
        first.send_signal(end)
    assert gone(others)


def test_work_goes_to_the_second_where_the_first_has_enough_waiting() -> None:
    first, second = Notes(), Notes()
    either = Either(first, second, 2)
    orders = [either.submit(str, number) for number in range(3)]
    assert either.waiting == orders[:2]
    orders[0].set_result(b"")
    assert either.submit(str, 3) in either.waiting
    assert orders[2] not in either.waiting


def where(number: int) -> bytes:
    """Name the process this is, and which work."""
    return f"{os.getpid()} {number}".encode()


def test_works_are_done_together_by_one_process_like_ones_once_and_fail_together() -> None:
    works: list[Work] = [(where, (1,)), (bytes.fromhex, ("00",)), (where, (2,)), (where, (1,))]
    with processes(2) as pool:
        orders = together(pool, works)
        assert orders[0] is orders[3]
        first, other, second = (order.result() for order in orders[:3])
        (one, *_), (two, *_) = first.split(), second.split()
        assert one == two != str(os.getpid()).encode()
        assert (first[-1:], other, second[-1:]) == (b"1", b"\0", b"2")
        assert together(pool, []) == []
        for order in together(pool, [(where, (1,)), (bytes.fromhex, ("x",))]):
            with pytest.raises(ValueError, match="fromhex"):
                order.result()


def test_who_has_lost_a_process_is_not_kept_waiting() -> None:
    """Though what was on its way to that one fills what nobody empties any more."""
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], capture_output=True, check=True, encoding="utf-8", timeout=PATIENCE
    )
    assert done.stdout == "broken\n"
