"""The templates of requests: the same on each forge, fresh, and true to what the tool does."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from districts import BASE, build
from places import ROOT
from typer.testing import CliRunner

from generator.cli import app

if TYPE_CHECKING:
    from pathlib import Path

GITHUB = ROOT / ".github" / "PULL_REQUEST_TEMPLATE"
GITLAB = ROOT / ".gitlab" / "merge_request_templates"
KINDS = {"周报月报", "开工、完工、办结", "项目信息", "更正", "计划与名册（办内）", "代码"}


def texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


def test_they_are_fresh() -> None:
    command = [sys.executable, "scripts/requests.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_forge_has_the_same_and_one_for_all() -> None:
    github, gitlab = texts(GITHUB), texts(GITLAB)
    general = gitlab.pop("Default")
    assert github == gitlab
    assert set(github) == KINDS
    # Gitea and Forgejo look there too, after .gitea and .forgejo, which would hide it.
    assert (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8") == general
    assert all(name in general for name in KINDS)
    for folder in (".gitea", ".forgejo"):
        assert not list((ROOT / folder).glob("*emplate*"))


def test_they_are_short_and_say_what_comes() -> None:
    for name, text in texts(GITHUB).items():
        assert all(f"**{part}**" in text for part in ("要附上", "会检查", "时限")), name
        assert len(text.splitlines()) <= 24, name
        assert "- [ ] " in text


def test_the_kinds_of_events_they_name_exist(tmp_path: Path) -> None:
    named = {kind for text in texts(GITHUB).values() for kind in re.findall("guatu new event ([^）]+)", text)}
    assert named == {"周报", "更正"}
    build(tmp_path, BASE)
    for kind in named:
        command = ["new", "event", kind, "--unit", "U01", "--date", "2026-06-30", "--root", str(tmp_path)]
        assert CliRunner().invoke(app, command).exit_code == 0
