"""The process `guatu` ends at once: with its status, all it has to say said, all else done or stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from others import PATIENCE, children, gone

if TYPE_CHECKING:
    from pathlib import Path

LATE = """
import atexit
import generator.cli as door
run = door.main
door.main = lambda: (atexit.register(print, '收尾'), run())
"""


def ended(*words: str, before: str = "") -> tuple[int, str, str]:
    code = f"{before}\nfrom generator.cli import process; process()"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *words], capture_output=True, check=False, encoding="utf-8"
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("check", "--help"), 0, "--root"),
        (("chek",), 2, "没有“chek”这条命令"),
        (("check", "--root"), 2, "--root"),
    ],
)
def test_its_status_and_words(words: tuple[str, ...], status: int, said: str) -> None:
    code, out, error = ended(*words)
    assert code == status
    assert said in (error if status else out)


def test_faults_are_told_in_full(district: Path, tmp_path: Path) -> None:
    """More than a pipe holds at once."""
    folder = tmp_path / "data/events/JIA/2026"
    folder.mkdir(parents=True)
    for number in range(1500):
        (folder / f"E{number}.yml").write_text("id: [\n", encoding="utf-8")
    code, out, error = ended("check", "--root", str(tmp_path))
    assert code == 1
    assert all(f"E{number}.yml" in out + error for number in range(1500))
    assert ended("check", "--root", str(district))[0] == 0


def test_what_others_leave_for_the_end_is_done() -> None:
    code, out, _ = ended("check", "--help", before=LATE)
    assert (code, out.splitlines()[-1]) == (0, "收尾")


def test_a_reader_who_left_is_no_fault_of_ours() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from generator.cli import process; process()", "check", "--help"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    os.close(write)
    assert (done.returncode, done.stderr) == (120, "")


EARLY = """
import os, signal, sys

class Early:
    def find_spec(self, name, *_):
        if name == {0!r}:
            os.kill(os.getpid(), {1})
            return None

sys.meta_path.insert(0, Early())
signal.signal(signal.SIGINT, signal.{2})
from generator.__main__ import process
process()
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("part", ["typer", "generator.commands.told", "generator.commands.check"])
def test_stopped_while_it_reads_its_own_parts_it_says_nothing(part: str, end: signal.Signals) -> None:
    def status(sigint: str) -> int:
        code = EARLY.format(part, int(end), sigint)
        done = subprocess.run(
            [sys.executable, "-c", code, "check", "--help"], capture_output=True, check=False
        )
        assert not done.stderr
        return done.returncode

    assert status("default_int_handler") in {-end, 128 + end}
    if end == signal.SIGINT:
        assert status("SIG_IGN") == 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("helpers", [1, 2, 3])
def test_a_build_that_is_stopped_leaves_nothing(
    district: Path, tmp_path: Path, end: signal.Signals, helpers: int
) -> None:
    """Stopped when so many processes help, as a terminal does it: all of them are told."""
    words = ["build", "--root", str(district), "--site-dir", str(tmp_path / "site"), "--as-of", "2026-06-30"]
    code = "from generator.cli import process; process()"
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as found:
        while len(others := children(found.pid)) < helpers:
            assert found.poll() is None
            time.sleep(0.001)
        if end == signal.SIGINT:
            os.killpg(found.pid, end)
        else:
            found.send_signal(end)
        said, _ = found.communicate(timeout=PATIENCE)
    assert (found.returncode, said) == (128 + end, "")
    assert not list(tmp_path.iterdir())
    assert gone(others)
