"""The README says what is so: its examples are files that pass, its numbers what the command prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

from places import ROOT
from pydantic import BaseModel
from typer.testing import CliRunner

from generator.cli import app
from generator.intake.model import TableMap
from generator.records.decode import decode
from generator.records.model.events import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```yaml\n# (data/\S+)[^\n]*\n(.*?)```", re.DOTALL)
EXAMPLES = README.partition("<!-- examples -->")[2].partition("<!-- /examples -->")[0]


def test_the_examples_are_those_of_the_data() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/readme.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_kind_of_file_has_a_commented_example_that_passes() -> None:
    shown = dict(BLOCK.findall(EXAMPLES))
    kinds, shelves = set(), set()
    for path, text in shown.items():
        record, problems = decode(path, text.encode())
        assert not problems, [found.text() for found in problems]
        kinds.add(getattr(record, "kind", None))
        shelves.add(type(record).__name__)
        assert "  # " in text
    assert set(KINDS) <= kinds
    assert {
        "Project",
        "Plan",
        "Organisation",
        "Person",
        "Leader",
        "Steps",
        "CalendarYear",
        "Policy",
    } <= shelves


def test_the_followed_number_is_what_the_command_prints() -> None:
    block = re.search(r"```console\n\$ guatu (score[^\n]*)\n(.*?)```", README, re.DOTALL)
    assert block
    done = CliRunner().invoke(app, [*block[1].split(), "--root", str(ROOT)])
    told = [line for line in block[2].splitlines() if line.strip() != "…"]
    assert len(told) > 5
    assert all(line in done.stdout.splitlines() for line in told), done.stdout


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"^\| `guatu (\w+)", README, re.MULTILINE))
    listed = CliRunner().invoke(app, ["--help"]).stdout
    known = set(re.findall(r"^\W*([a-z]+)\s", listed, re.MULTILINE))
    assert named
    assert named <= known


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from _keys(inner)


def test_every_key_of_a_map_is_in_the_table() -> None:
    chapter = CHINESE.partition("### 导入表格的对照表")[2].partition("\n## ")[0]
    keys = {key for key in _keys(TableMap) if key[0] != "@"}
    assert [key for key in sorted(keys) if f"`{key}`" not in chapter] == []


def test_a_district_is_made_from_an_empty_folder_as_the_chapter_says(tmp_path: Path) -> None:
    """Its first block is run as it stands; `guatu` is this one, and the tool lies where the tests do."""
    chapter = CHINESE.partition("## 新建一个区")[2].partition("\n## ")[0]
    script = chapter.partition("```sh\n")[2].partition("```")[0]
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/guatu"
    start = "from generator.cli import process; process()"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{start}' \"$@\"\n")
    program.chmod(0o755)
    paths = f"{program.parent}:{os.environ['PATH']}"
    place = tmp_path / "district"
    (place / "data").mkdir(parents=True)
    surroundings = {**os.environ, "T": str(ROOT), "PATH": paths}

    def told(command: str) -> str:
        shell = ["sh", "-euc", command]
        done = subprocess.run(shell, cwd=place, env=surroundings, capture_output=True, text=True, check=True)
        return done.stdout

    assert {"G581", "G582", "G584", "G585"} == set(re.findall("G5[0-9]+", told("guatu check"))) - {"G583"}
    assert told(script) == "没有发现问题。\n"
    then = "guatu new project --unit GXQ --date 2026-05-08; guatu new plan --date 2026-05-08"
    told(f"{then}; guatu new event plan_approved --date 2026-05-08; guatu codeowners")
    assert told("guatu check").splitlines()[-1].startswith("0 个错误，")
    assert set(re.findall("G[0-9]+", told("guatu check"))) == {"G330"}
