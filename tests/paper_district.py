"""A small district with a leader and an office, its views of any day, and how tests read a paper's tables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from built import Built
from places import ROOT

from generator.mechanism.report import report
from generator.outputs.papers import periods
from generator.outputs.papers.sheet import Fold, Heading, Para, Table, printed, sentence
from generator.outputs.view import View
from generator.records.load import load
from generator.records.model.organisations import Leader, Person
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.sheet import Block, Paper
    from generator.records.model.types import Record

UNITS = {"JIA": "责任单位", "YI": "责任单位", "JIE": "街道", "JU": "审批部门", "BAN": "综合协调办"}


class District(Built):
    """Units JIA and YI, street JIE, department JU, office BAN of leader L1, leader L2 without an office."""

    def __init__(self, *rest: Record) -> None:
        super().__init__(*rest)
        for key, kind in UNITS.items():
            self.unit(key, kind)
        for key, offices in {"L1": ["BAN"], "L2": []}.items():
            self._add(Person, f"R-{key}", {"name": f"{key}某", "organisation": "ZDB", "post": "主任"})
            self._add(Leader, key, {"person": f"R-{key}", "offices": offices})

    def view(self, as_of: date) -> View:
        """Look at the district on a day, and on any earlier one."""
        portfolio = Portfolio.of(self.records)
        return View(report(portfolio, as_of), portfolio, report_on=lambda day: report(portfolio, day))


@cache
def demo(as_of: date) -> View:
    """Look at the demo district."""
    portfolio, problems = load(ROOT)
    assert not problems

    @cache
    def report_on(day: date) -> Any:
        return report(portfolio, day)

    return View(report_on(as_of), portfolio, report_on=report_on)


def paper(kind: PaperKind, view: View, period: str, scope: str = "") -> Paper:
    """Draw up the one paper of a period, as of its last day or the day of the data."""
    wanted = periods.parse(period)
    assert not hasattr(wanted, "isoformat")
    day = min(periods.last(wanted), view.as_of)
    (found,) = kind.make(view.at(day), wanted, scope)
    return found


def blocks(found: Iterable[Block]) -> Iterator[Block]:
    """Walk through all blocks, those in folds too."""
    for block in found:
        yield block
        if isinstance(block, Fold):
            yield from blocks(block.blocks)


def tables(found: Paper) -> list[Table]:
    """Give a paper's tables in order."""
    return [block for block in blocks(found.blocks) if isinstance(block, Table)]


def headings(found: Paper) -> list[str]:
    """Give a paper's headings in order."""
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def paras(found: Paper) -> list[str]:
    """Give a paper's paragraphs in order."""
    return [sentence(block) for block in blocks(found.blocks) if isinstance(block, Para)]


def rows(table: Table) -> list[list[str]]:
    """Print a table's rows as a paper does."""
    return [
        [printed(value, column.kind) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def table(found: Paper, head: str, number: int = 0) -> Table:
    """Find the number-th table that has a column of this name."""
    return [one for one in tables(found) if any(column.head == head for column in one.columns)][number]


def beside(found: Paper) -> dict[str, list[str]]:
    """Give the indicators of this period and the last, by name."""
    return {row[0]: row[1:] for row in rows(table(found, "指标"))}
