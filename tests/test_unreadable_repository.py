"""A repository that git cannot read is no folder without one: nothing is told as if there were no history."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, commit, git

from generator.records import git as records_git
from generator.records.history import history
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "district"
    build(made, BASE)
    git(made, "init", "-q")
    commit(made, "2026-06-30")
    return made


def of_another_user(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def without_git(root: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", str(root))


def damaged(root: Path, _: pytest.MonkeyPatch) -> None:
    (root / ".git" / "HEAD").write_text("garbage\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [(of_another_user, "safe.directory"), (without_git, "没有 git"), (damaged, "git 不能完成")],
)
@pytest.mark.parametrize("command", ["build --pages-only --no-files", "score --period 2026Q2", "check"])
def test_every_command_stops(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path, pytest.MonkeyPatch], None],
    said: str,
    command: str,
) -> None:
    harm(root, monkeypatch)
    with pytest.raises(Refused):
        history(root)
    words = [sys.executable, "-m", "generator", *command.split(), "--root", str(root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert not (root / "build" / "docs").exists()


def test_a_folder_without_git_and_one_without_a_commit_have_no_history(tmp_path: Path) -> None:
    assert not records_git.repository(tmp_path)
    git(tmp_path, "init", "-q")
    assert not records_git.repository(tmp_path)
    assert not history(tmp_path).lives


def test_a_hook_s_repository_is_not_read_for_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = records_git.commit_of(root, "HEAD")
    other = root.parent / "other"
    build(other, BASE)
    git(other, "init", "-q")
    commit(other, "2026-01-01")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert records_git.commit_of(root, "HEAD") == here
