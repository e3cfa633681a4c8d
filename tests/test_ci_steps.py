"""A command run by a stage ends with the stage."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from others import PATIENCE, alive, gone

STAGE = """
import sys
from generator.commands.ci import steps
from generator.stopping import stoppable
steps.START = (sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)")
stoppable()
steps.step("publish")
"""


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_what_a_stopped_stage_had_begun_is_stopped_too(end: signal.Signals) -> None:
    """Though nobody told that one."""
    with subprocess.Popen(
        [sys.executable, "-u", "-c", STAGE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as stage:
        assert stage.stdout is not None
        assert b"publish" in stage.stdout.readline()
        begun = int(stage.stdout.readline())
        assert alive(begun)
        stage.send_signal(end)
        stage.communicate(timeout=PATIENCE)
    assert gone({begun})
