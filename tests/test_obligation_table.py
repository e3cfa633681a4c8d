"""The README's table of obligations: none without a home, each home where the table says (O1–O46)."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from places import ROOT

from generator.cli import COMMANDS, GROUPS
from generator.outputs.papers.catalogue import BY_LETTER
from generator.records.model.events import KINDS

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("O", "what it asks for", "page", "paper", "command", "test")
SHELVES = {
    "leaders": "register/leaders",
    "units": "register/organisations",
    "offices": "register/organisations",
    "projects": "projects/*",
}
PART = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- obligations -->")[2]
LINES = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PART.partition("<!-- /obligations -->")[0].splitlines()
    if line.startswith("|")
]
TABLE = [dict(zip(COLUMNS, line, strict=True)) for line in LINES[2:]]


def test_every_obligation_has_its_line_and_no_cell_is_empty() -> None:
    assert LINES[0] == COLUMNS
    assert [row["O"] for row in TABLE] == [f"O{number}" for number in range(1, 47)]
    assert all(cell.strip("`— ") for row in TABLE for cell in row.values())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["O"])
def test_pages_are_on_the_site(row: dict[str, str], built: Path) -> None:
    """Record pages are those of the demo district, whose ids the small district of the tests has not all."""
    for page in named(row["page"]):
        folder, _, key = page.rpartition("/")
        if folder in SHELVES:
            assert list((ROOT / "data").glob(f"{SHELVES[folder]}/{key}.yml")), page
            assert any((built / folder).glob("*.html")), page
        else:
            assert (built / f"{page}.html").is_file(), page


def test_every_paper_is_named_and_known() -> None:
    letters = {letter for row in TABLE for letter in row["paper"].split()}
    assert letters == {*BY_LETTER, "P"}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["O"])
def test_commands_can_be_given(row: dict[str, str]) -> None:
    (command,) = named(row["command"])
    program, verb, *more = command.split()
    assert program == "guatu"
    assert verb in {*COMMANDS, *GROUPS}
    if verb == "export":
        assert more == ["all"] or more[0] in row["paper"].split()
    if verb == "new":
        assert more in (["project"], ["plan"]) or (more[0], more[1] in KINDS) == ("event", True)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["O"])
def test_tests_exist(row: dict[str, str]) -> None:
    for name in named(row["test"]):
        tree = ast.parse((ROOT / "tests" / name).read_text(encoding="utf-8"))
        assert any(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in tree.body)


def named(cell: str) -> list[str]:
    """Give what a cell names in code marks."""
    found = re.findall(r"`([^`]+)`", cell)
    assert found, cell
    return found
