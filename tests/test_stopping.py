"""Ctrl-C is heard wherever the command is, once what must be done whole is done."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

BEGIN = """
import os, signal, sys, time
from generator.processes import processes
from generator.stopping import stoppable, undisturbed

def stop(number=signal.SIGINT):
    os.kill(os.getpid(), number)

"""
FORKING = """
os.register_at_fork({when}=stop)
with processes(1) as pool:
    pool.submit(print, "done").result()
print("deaf")
"""
WHOLE = """
with undisturbed():
    with undisturbed():
        stop()
        print("whole")
    print("all")
print("deaf")
"""
FAILING = """
with undisturbed():
    stop()
    raise ValueError
"""
LONG = """
import generator.stopping
generator.stopping.GRACE = 1
with undisturbed():
    stop()
    time.sleep(600)
"""
TWICE = """
with undisturbed():
    stop()
    stop()
    print("deaf")
"""


def told(code: str, *, begin: str = "told = stoppable()") -> tuple[int, str]:
    """Run it until it is interrupted, and end with the status that was told."""
    tried = "".join(f"    {line}\n" for line in f"{begin}\n{code}".splitlines())
    ended = "except KeyboardInterrupt:\n    sys.stdout.flush()\n    os._exit(told[0])\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{BEGIN}try:\n{tried}{ended}"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("when", ["before", "after_in_parent"])
def test_while_a_process_is_split_off(when: str) -> None:
    """Where Python prints what is raised and goes on."""
    code, said = told(FORKING.format(when=when))
    assert code == 128 + signal.SIGINT
    assert "deaf" not in said
    assert "Exception ignored" not in said


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("stop()\nprint('deaf')", 128 + signal.SIGINT, ""),
        ("stop(signal.SIGTERM)\nprint('deaf')", 128 + signal.SIGTERM, ""),
        (WHOLE, 128 + signal.SIGINT, "whole\nall\n"),
        (FAILING, 128 + signal.SIGINT, ""),
        (LONG, -signal.SIGALRM, ""),
        (TWICE, -signal.SIGINT, ""),
    ],
    ids=["asked", "ended", "whole", "failing", "too long", "twice"],
)
def test_what_is_under_way_is_done_whole_unless_it_takes_long(code: str, status: int, said: str) -> None:
    assert told(code) == (status, said)


def test_what_the_caller_ignores_is_ignored() -> None:
    """As of a command sent to the background, or begun by nohup."""
    ignoring = "signal.signal(signal.SIGINT, signal.SIG_IGN)\ntold = stoppable()"
    assert told("stop()\nprint('on')", begin=ignoring) == (0, "on\n")
    code, said = told("stop()\nprint('on')\nstop(signal.SIGTERM)", begin=ignoring)
    assert (code, said) == (128 + signal.SIGTERM, "on\n")
