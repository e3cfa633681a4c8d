"""The text of every paper of the demo district's 2026Q3, kept in tests/golden/papers.

`make bless` writes them anew; read the diff before you commit it.
"""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import Report, report
from generator.outputs.papers import periods
from generator.outputs.papers.catalogue import CATALOGUE, known_at
from generator.outputs.papers.text import text
from generator.outputs.view import View
from generator.records.calendar import Quarter, Week
from generator.records.load import load

if TYPE_CHECKING:
    from generator.outputs.papers.kinds import PaperKind

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "papers"
DAY = date(2026, 9, 30)
BLESS = os.environ.get("GUATU_BLESS") == "1"


@pytest.fixture(scope="module")
def view() -> View:
    portfolio, problems = load(HERE.parent)
    assert not problems

    @cache
    def on(day: date) -> Report:
        return report(portfolio, day)

    return View(on(DAY), portfolio, report_on=on)


def wanted(kind: PaperKind) -> list[periods.Period]:
    """Every period of the quarter, but of weeks the last one that has ended."""
    if kind.cadence == "周":
        return [Week(2026, 39)]
    return list(periods.within(Quarter(2026, 3), kind.cadence))


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.letter)
def test_the_text_of_every_paper_of_a_quarter(view: View, kind: PaperKind) -> None:
    papers = [p for period in wanted(kind) for p in kind.make(known_at(view, kind, period), period, "")]
    made = {f"{paper.stem}.txt": text(paper) for paper in papers}
    assert made, "a paper of the quarter must exist"
    assert len(made) == len(papers), "two papers would overwrite each other's file"
    if BLESS:
        for old in GOLDEN.glob(f"{kind.letter}-*.txt"):
            old.unlink()
        for name, words in made.items():
            (GOLDEN / name).write_text(words, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.glob(f"{kind.letter}-*.txt")}
    assert made.keys() == kept.keys()
    for name, words in made.items():
        assert words.splitlines() == kept[name].splitlines(), name
