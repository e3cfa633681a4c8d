"""What became of a table's rows, as reading them goes on."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.source import Problem

SHOWN = 10
"""Rows named for each reason and code."""


@dataclass
class Tally:
    """What became of the rows: counts by reason, codes met by column, problems by cell.

    `omitted` has the first rows left out for each reason, with what they begin with; `valueless` the first
    rows in which a column has a code that stands for no value. `faulty` holds the numbers of rows with a
    faulty cell; nothing is made of those.
    """

    read: int = 0
    blank: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    statuses: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    omitted: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    valueless: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    faulty: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
