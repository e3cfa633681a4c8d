"""The hook a clerk installs by one line: a faulty file is not committed and says why, a good one is."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from districts import BASE, build, commit, git
from gated import changed, event, write
from jobs import TOOLS
from places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = "data/projects/U01/P001.yml"
WEEKLY = event(
    "WR2", "weekly_report", "2026-06-29", "U01", project="P001", week="2026-W27", progress="[主体到三层]"
)
(PATH,) = WEEKLY


@pytest.fixture
def clerk(tmp_path: Path) -> Path:
    """A clerk's repository, equipped by the one line of the README."""
    build(tmp_path, BASE)
    shutil.copytree(ROOT / "scripts" / "hooks", tmp_path / "scripts" / "hooks")
    write(tmp_path, {".gitignore": ".venv/\n"})
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-06-30")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "guatu").symlink_to(TOOLS / "guatu")
    git(tmp_path, "config", "core.hooksPath", "scripts/hooks")
    git(tmp_path, "config", "user.name", "张三")
    git(tmp_path, "config", "user.email", "z@example.invalid")
    return tmp_path


def committed(root: Path, *options: str, **around: str) -> tuple[bool, str]:
    """Try to commit what is staged; tells whether it was, and what was said."""
    before = git(root, "rev-parse", "HEAD")
    done = subprocess.run(
        ["git", "commit", "-q", "-m", "x", *options],
        cwd=root, env={**os.environ, **around}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) == (git(root, "rev-parse", "HEAD") != before)
    return done.returncode == 0, done.stdout + done.stderr


def test_a_good_file_goes_through_a_faulty_one_does_not(clerk: Path) -> None:
    write(clerk, WEEKLY)
    git(clerk, "add", "-A")
    assert committed(clerk)[0]
    changed(PROJECT, "leader: L01", "leader: L99")(clerk)
    git(clerk, "add", "-A")
    done, said = committed(clerk)
    assert not done
    assert f"{PROJECT}:" in said
    assert "L99" in said
    changed(PROJECT, "leader: L99", "leader: L01")(clerk)
    git(clerk, "add", "-A")
    assert committed(clerk, "--allow-empty")[0]


def test_only_what_is_staged_is_looked_at(clerk: Path) -> None:
    changed(PROJECT, "leader: L01", "leader: L99")(clerk)
    write(clerk, {"说明.txt": "x"})
    git(clerk, "add", "说明.txt")
    assert committed(clerk)[0]
    write(clerk, WEEKLY)
    git(clerk, "add", PATH)
    assert committed(clerk)[0]


def test_what_was_changed_after_it_was_staged_is_staged_again_first(clerk: Path) -> None:
    """Else the file on the disk would be checked, and another one committed."""
    changed(PROJECT, "leader: L01", "leader: L99")(clerk)
    git(clerk, "add", "-A")
    changed(PROJECT, "leader: L99", "leader: L01")(clerk)
    done, said = committed(clerk)
    assert not done
    assert f"请重新 git add：{PROJECT}" in said


def test_a_deletion_has_everything_checked(clerk: Path) -> None:
    write(clerk, {PROJECT: None})
    git(clerk, "add", "-A")
    done, said = committed(clerk)
    assert not done
    assert "P001" in said


def test_names_that_should_not_be_are_told_and_not_run(clerk: Path) -> None:
    write(clerk, {"data/events/U01/2026/周报 $(touch PWNED);.yml": "x: 1\n"})
    git(clerk, "add", "-A")
    done, said = committed(clerk)
    assert not done
    assert "周报 $(touch PWNED)" in said
    assert not (clerk / "PWNED").exists()


def test_a_commit_of_named_files_alone(clerk: Path) -> None:
    write(clerk, WEEKLY)
    git(clerk, "add", "-A")
    changed(PROJECT, "leader: L01", "leader: L99")(clerk)
    assert committed(clerk, PATH)[0]


def test_a_repository_without_the_tool_says_so(clerk: Path) -> None:
    shutil.rmtree(clerk / ".venv")
    write(clerk, WEEKLY)
    git(clerk, "add", "-A")
    done, said = committed(clerk, PATH="/usr/bin:/bin")
    assert not done
    assert "找不到 guatu" in said


def test_pre_commit_runs_the_same_and_fetches_nothing() -> None:
    told = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repo,) = told["repos"]
    (hook,) = repo["hooks"]
    assert (repo["repo"], hook["language"], hook["entry"]) == (
        "local",
        "system",
        "sh scripts/hooks/pre-commit",
    )
    assert (ROOT / "scripts" / "hooks" / "pre-commit").is_file()
    assert "core.hooksPath scripts/hooks" in (ROOT / "Makefile").read_text(encoding="utf-8")
