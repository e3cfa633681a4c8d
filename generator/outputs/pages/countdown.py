"""倒计时: this week and the fortnight ahead, day by day, for the whole district."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.tables.countdown import days_left, fortnight
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.outputs.press import Press
    from generator.outputs.tables.countdown import Deadline
    from generator.outputs.view import Page

WEEKDAYS = "一二三四五六日"
SORTS = {
    "loss": ("扣分", "bad"),
    "due": ("时限", "warn"),
    "chance": ("可加分", "good"),
    "duty": ("报送", "mute"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day with what falls due on it, and how long there is until then."""

    day: date
    weekday: str
    left: str
    deadlines: Sequence[Deadline]


def pages(press: Press) -> Iterator[Page]:
    """Print the countdown."""
    view = press.view
    found = fortnight(view)
    this_week = Week.of(view.as_of).last
    days = [
        Day(
            day,
            f"星期{WEEKDAYS[day.weekday()]}",
            days_left(view, day),
            list(group),
        )
        for day, group in groupby(found, key=lambda one: one.day)
    ]
    yield press.page(
        "countdown.md",
        "倒计时",
        f"两周内到期的事项，逾期扣多少分，办成加多少分。数据截至{said(view.as_of)}。",
        template="countdown.md.j2",
        kind="countdown",
        hide=("navigation",),
        days=days,
        week=sum(one.day <= this_week for one in found),
        counts=[(word, sum(one.sort == sort for one in found)) for sort, (word, _) in SORTS.items()],
        sorts=SORTS,
    )
