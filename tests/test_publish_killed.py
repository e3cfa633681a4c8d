"""Publishing killed at any moment: readers see the old site or the new one whole, the next run succeeds."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from districts import git
from published import District, in_folder, on_branch, whole
from rounds import LONG_RUN

from generator.records.source import Refused
from generator.review import lock
from generator.review.lock import workroom

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.slow]
FORK = multiprocessing.get_context("fork")
DISK = ("rename", "replace", "symlink", "fsync", "link")
DIED = 9
KILLS = 24
STRIDE = 1 if LONG_RUN else 2
"""Every second step fails, and every other is the last; `make fuzz` tries each of both."""


class Stage:
    """A published district with news to publish, set up again for each attempt at the same paths."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.kind, self.state, self.saved = kind, folder / "state", folder / "saved"
        self.remote, self.www = self.state / "remote.git", self.state / "www"
        district = District.begun(self.state / "district")
        self.remote.mkdir()
        git(self.remote, "init", "-q", "--bare")
        git(district.root, "remote", "add", "origin", str(self.remote))
        district.seal("2026-08")
        self.district = district
        self.publish()
        district.commit("二")
        district.seal("2026-09")
        self.old = self.seen
        shutil.copytree(self.state, self.saved, symlinks=True)
        self.publish()
        self.new = self.seen
        assert whole(self.old) != whole(self.new)

    def again(self) -> None:
        """Go back to the old site."""
        shutil.rmtree(self.state)
        shutil.copytree(self.saved, self.state, symlinks=True)

    def publish(self) -> None:
        """Publish what is new."""
        if self.kind == "branch":
            self.district.to_branch()
        else:
            self.district.to_folder(self.www)

    def freed(self) -> None:
        """Wait for the last of a killed group to be gone: the lock is free once nobody holds its file."""
        for folder in (self.district.root / "build" / "publish", self.www):
            lock_file = folder / lock.LOCK
            if lock_file.is_file():
                with lock_file.open("a") as file:
                    fcntl.flock(file, fcntl.LOCK_EX)

    @property
    def seen(self) -> dict[str, bytes]:
        """What readers see."""
        return on_branch(self.remote) if self.kind == "branch" else in_folder(self.www)

    def survived(self) -> bool:
        """Check that readers see one site whole and that publishing goes on; tells whether it was the new."""
        seen = self.seen
        assert seen in (self.old, self.new)
        self.publish()
        assert self.seen == self.new
        room = self.district.root / "build" / "publish"
        assert {path.name for path in room.glob("*")} <= {".publisher", "store"}
        if self.kind == "folder":
            assert {path.name for path in self.www.iterdir()} == {".publisher", "releases", "site"}
            assert len(list((self.www / "releases").iterdir())) == 2
        return seen == self.new


@pytest.fixture(params=["branch", "folder"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    return Stage(tmp_path, request.param)


def failing(at: int, fail: Callable[[], object], patch: pytest.MonkeyPatch, steps: str = "all") -> list[int]:
    """Let the at-th change on disk or call of git fail; gives the count as it goes.

    `fail` raises, or names a program to be run in place of git.
    """
    count = [0]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            count[0] += 1
            if count[0] == at and (program := fail()):
                arguments = (arguments[0], [program])
            return real(*arguments, **options)

        return call

    class Popen(subprocess.Popen):  # type: ignore[type-arg]
        __init__ = counted(subprocess.Popen.__init__)

    for name in DISK if steps == "all" else ():
        patch.setattr(os, name, counted(getattr(os, name)))
    patch.setattr(subprocess, "Popen", Popen)
    return count


def full() -> None:
    raise OSError(28, "No space left on device")


def test_each_step_that_fails_in_turn(stage: Stage) -> None:
    assert failed_in_turn(stage, full, "all") > 20


def test_each_git_that_fails_in_turn(tmp_path: Path) -> None:
    assert failed_in_turn(Stage(tmp_path, "branch"), lambda: "false", "git") > 20


def failed_in_turn(stage: Stage, fail: Callable[[], object], steps: str) -> int:
    """Publish with the first step failing, then with the second, until none is left to fail."""
    at, count = 0, [0]
    while count[0] >= at:
        at += STRIDE
        stage.again()
        with pytest.MonkeyPatch.context() as patch:
            count = failing(at, fail, patch, steps)
            # The last is the test's own git, which tells the commits.
            with suppress(OSError, Refused, subprocess.CalledProcessError):
                stage.publish()
        stage.survived()
    return at


def test_each_step_that_is_the_last_in_turn(stage: Stage) -> None:
    at, code, new = 1 - STRIDE, DIED, 0
    while code == DIED:
        at += STRIDE
        stage.again()
        code = died(stage, at)
        new += stage.survived()
    assert code == 0
    assert at > 20
    assert new > 0


def died(stage: Stage, at: int) -> int:
    """Publish in a process that is gone at its at-th step, with nothing tidied; gives its exit code."""

    def run() -> None:
        with pytest.MonkeyPatch.context() as patch:
            failing(at, lambda: os._exit(DIED), patch)
            stage.publish()
        os._exit(0)

    process = FORK.Process(target=run)
    process.start()
    process.join()
    return process.exitcode or 0


def test_killed_at_random_moments(stage: Stage) -> None:
    moments = random.Random(20260930)
    stage.again()
    began = time.monotonic()
    stage.publish()
    usual = time.monotonic() - began
    for _ in range(KILLS):
        stage.again()
        process = FORK.Process(target=alone, args=(stage,))
        process.start()
        process.join(moments.uniform(0, usual * 1.1))
        if process.is_alive():
            try:
                os.killpg(process.pid or 0, signal.SIGKILL)  # its git too
            except ProcessLookupError:  # before it had a group of its own
                process.kill()
        process.join()
        stage.freed()
        stage.survived()


def alone(stage: Stage) -> None:
    """Publish in a process group of its own."""
    os.setsid()
    stage.publish()


def test_a_lock_that_a_killed_push_left_at_the_remote_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path, "branch")
    stage.again()
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    (stage.remote / "refs" / "heads" / "gh-pages.lock").touch()
    stage.publish()
    assert stage.seen == stage.new


def test_a_lock_of_a_push_at_work_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = tmp_path / "gh-pages.lock"
    held.touch()
    monkeypatch.setattr(time, "sleep", lambda _: held.write_text("x", encoding="utf-8"))
    lock.released(held)
    assert held.exists()
    held.unlink()
    lock.released(held)


def test_a_remote_that_refuses_the_change_keeps_the_old_site(tmp_path: Path) -> None:
    stage = Stage(tmp_path, "branch")
    stage.again()
    hook = stage.remote / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" != prepared ]\n', encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(Refused):
        stage.publish()
    assert stage.seen == stage.old
    hook.unlink()
    assert not stage.survived()


def test_what_killed_runs_left_is_cleared(tmp_path: Path) -> None:
    with workroom(tmp_path / "a") as first:
        assert first.is_dir()
    left = tmp_path / "a" / ".work-old"
    left.mkdir()
    with workroom(tmp_path / "a") as room:
        assert not left.exists()
        assert not list(room.iterdir())
    assert [path.name for path in (tmp_path / "a").iterdir()] == [".publisher"]
