"""今后两周: what the district has before it, day by day, and what each day costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from generator.mechanism.upcoming import upcoming
from generator.outputs.templates import points

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.mechanism.upcoming import Step
    from generator.outputs.view import View

DAYS = 14
WORDS = {"loss": "仍未完成", "due": "到期"}


@dataclass(frozen=True, slots=True)
class Ahead:
    """One thing of one day: the project or item, whose it is, a word for the day, the points it costs."""

    subject: str
    units: Sequence[str]
    word: str
    cost: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day with what falls on it, and in how many days it comes."""

    day: date
    left: int
    things: Sequence[Ahead]


def fortnight(view: View) -> Sequence[Day]:
    """Give the days of the next two weeks on which something is lost if it is not done, or falls due."""
    until = view.as_of + timedelta(days=DAYS)
    steps = [step for step in upcoming(view.report, until) if step.sort in WORDS and step.day > view.as_of]
    return [
        Day(day, (day - view.as_of).days, [_ahead(step) for step in found])
        for day, found in groupby(steps, key=lambda step: step.day)
    ]


def _ahead(step: Step) -> Ahead:
    cost = points(step.points) if step.points else ""
    return Ahead(step.subject, step.units, WORDS[step.sort], cost)
