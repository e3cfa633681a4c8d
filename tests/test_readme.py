"""The README says what is so: its examples are files that pass, its numbers what the command prints."""

from __future__ import annotations

import re
import subprocess
import sys

from places import ROOT
from typer.testing import CliRunner

from generator.cli import app
from generator.records.decode import decode
from generator.records.model.events import KINDS

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
