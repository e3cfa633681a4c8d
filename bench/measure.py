"""One finished process as the operating system accounts for it, with the memory of all it started."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, Playwright

EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Figure:
    """One process: projects, step, wall and processor seconds, peak memory in MB with its children's."""

    projects: int
    step: str
    wall: float
    cpu: float
    memory: float


def run(projects: int, step: str, *command: object, cwd: Path | None = None) -> Figure:
    """Run a command to its end and give what the operating system says of it. Raises on failure."""
    with tempfile.TemporaryFile() as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        with Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise SystemExit(f"{step}: {' '.join(map(str, command))}\n{log.read().decode()[-3000:]}")
    memory = max(watch.peak, usage.ru_maxrss * 1024) / 1_000_000
    return _told(Figure(projects, step, wall, usage.ru_utime + usage.ru_stime, memory))


def answer(
    projects: int, step: str, word: str, changes: Sequence[Callable[[], object]], *command: object
) -> Figure:
    """Give how long a command that goes on takes to say a word again after the last of some changes.

    Raises on failure.
    """
    with tempfile.TemporaryFile("w+b") as log:
        process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=subprocess.STDOUT)

        def said(times: int) -> None:
            while os.pread(log.fileno(), 1 << 20, 0).count(word.encode()) < times:
                if process.poll() is not None:
                    raise SystemExit(f"{step}: {os.pread(log.fileno(), 3000, 0).decode()}")
                time.sleep(0.005)

        try:
            said(1)
            for number, change in enumerate(changes[:-1], 2):
                change()
                said(number)
            before, begun = _cpu(process.pid), time.perf_counter()
            changes[-1]()
            with Watch(process.pid) as watch:
                said(len(changes) + 1)
                wall = time.perf_counter() - begun
            cpu = _cpu(process.pid) - before
        finally:
            process.terminate()
            process.wait()
    return _told(Figure(projects, step, wall, cpu, watch.peak / 1_000_000))


def _told(figure: Figure) -> Figure:
    print(
        f"{figure.projects:6} {figure.step:18} {figure.wall:8.2f} s {figure.cpu:8.2f} s cpu"
        f" {figure.memory:7.0f} MB",
        flush=True,
    )
    return figure


def _cpu(pid: int) -> float:
    """Give the processor seconds of a process and of those it started, ended or not."""
    ticks = 0
    for one in _family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15] if one == pid else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def launched(play: Playwright) -> Browser:
    """Start the browser of GUATU_BROWSER, or the one that scripts/browser.sh finds or installs."""
    path = os.environ.get("GUATU_BROWSER") or _printed(["sh", "scripts/browser.sh"])
    return play.chromium.launch(executable_path=path, args=["--no-sandbox"])


def _printed(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Watch:
    """Looks again and again at the memory of a process and its children; what they share counts once."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peak = pid, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.peak = max(self.peak, sum(_memory(pid) for pid in _family(self.pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _memory(pid: int) -> int:
    """Give a process's share of memory in bytes; 0 for one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
