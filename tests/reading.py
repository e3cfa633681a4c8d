"""How tests read a paper: its headings with the tables below them, every cell as it is printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.outputs.papers.sheet import Fold, Heading, Para, Table, printed, sentence
from generator.outputs.view import View
from generator.records.model.organisations import Leader, Person
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from built import Built

    from generator.outputs.papers.sheet import Block, Paper


def view(built: Built, as_of: date) -> View:
    """See a district built by hand on a day; earlier days can be asked for."""
    return View(built.report(as_of), Portfolio.of(built.records), report_on=built.report)


def leader(built: Built, key: str = "L1", *offices: str) -> None:
    """Register a leader, whose person is called as the id says."""
    person = {"name": f"{key}某", "organisation": "ZDB", "post": "副主任"}
    built._add(Person, f"R-{key}", person)
    built._add(Leader, key, {"person": f"R-{key}", "offices": list(offices)})


def plain(body: str) -> str:
    """Give a record page's words, a blank for every tag but before a stop."""
    text = re.sub(r"&#([0-9]+);", lambda match: chr(int(match[1])), re.sub(r"<[^>]*>", " ", body))
    return re.sub(r" (?=[，。）])", "", re.sub(r"\s+", " ", text))


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block, those in folds after the fold."""
    for block in blocks:
        yield block
        if isinstance(block, Fold):
            yield from flat(block.blocks)


def tables(paper: Paper, heading: str = "") -> list[Table]:
    """Give a paper's tables, or only those between a heading with these words and the next heading."""
    found, inside = [], not heading
    for block in flat(paper.blocks):
        if isinstance(block, Heading) and heading:
            inside = heading in block.text
        if inside and isinstance(block, Table):
            found.append(block)
    return found


def headings(paper: Paper, level: int = 1) -> list[str]:
    """Give a paper's headings of a level."""
    return [block.text for block in flat(paper.blocks) if isinstance(block, Heading) and block.level == level]


def words(paper: Paper) -> str:
    """Give all sentences of a paper."""
    return "\n".join(sentence(block) for block in flat(paper.blocks) if isinstance(block, Para))


def heads(table: Table) -> list[str]:
    """Give a table's column heads."""
    return [column.head for column in table.columns]


def cells(table: Table) -> list[list[str]]:
    """Print a table's rows; every row fits its columns."""
    return [
        [printed(value, column.kind) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def column(table: Table, head: str) -> list[str]:
    """Print one column."""
    place = heads(table).index(head)
    return [row[place] for row in cells(table)]


def totals(table: Table) -> dict[str, tuple[str, ...]]:
    """Read 本期与上期 as a table of indicators."""
    return {row[0]: tuple(row[1:]) for row in cells(table)}
