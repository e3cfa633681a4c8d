"""What the stages share: running a command of ours as people do, and telling log and summary."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import typer

from generator.outputs.comment import log_text

START = (sys.executable, "-P", "-c", "from generator.cli import process; process()")
"""This program itself; `-P` keeps files of the folder we are in from being imported."""
SOON = 2
"""Seconds in which a command that was told to end with us does so."""
FOLDER = Path("build", "ci")


class Step(NamedTuple):
    """How a command ended and what it printed."""

    status: int
    out: str


def step(*arguments: str, quiet: bool = False) -> Step:
    """Run a command of ours and tell which, and line by line what it says; `quiet` keeps that back."""
    say(f"▸ guatu {shlex.join(arguments)}")
    lines: list[str] = []
    with subprocess.Popen(
        (*START, *arguments),
        stdout=subprocess.PIPE,
        stderr=None if quiet else subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                if not quiet:
                    say(line)
        except BaseException:
            with suppress(subprocess.TimeoutExpired):  # it may have been told to end too
                process.wait(SOON)
            process.terminate()
            raise
    return Step(process.returncode, "".join(lines))


def say(text: str) -> None:
    """Write a line of the log, in which nothing submitted is a command to the runner."""
    typer.echo(log_text(text))


def summarise(markdown: str) -> None:
    """Add to the page of the run, where the forge has one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{markdown.rstrip()}\n\n")


def hand_on(name: str, word: str) -> None:
    """Give a job's output to the jobs after it, where the forge has such."""
    path = os.environ.get("GITHUB_OUTPUT")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{name}={word}\n")


def kept(root: Path, name: str, text: str) -> Path:
    """Write a file for the artifacts of the job; gives its path."""
    path = root / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
