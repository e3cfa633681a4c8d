"""倒计时: this week and the fortnight ahead, day by day, for the whole district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.upcoming import reach
from generator.mechanism.words import day as said
from generator.outputs.tables.countdown import FORTNIGHT, concerned, fortnight
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.tables.countdown import Deadline
    from generator.outputs.view import View

SORTS = {
    "loss": ("扣分", "bad"),
    "due": ("时限", "warn"),
    "chance": ("可加分", "good"),
    "duty": ("报送", "mute"),
}


def pages(press: Press) -> Iterator[Page]:
    """Print the countdown."""
    view = press.view
    found = fortnight(view)
    this_week = Week.of(view.as_of).last
    yield press.page(
        "countdown.md",
        "倒计时",
        f"两周内到期的事项，超期扣多少分，办成加多少分。数据截至{said(view.as_of)}。",
        template="countdown.md.j2",
        kind="countdown",
        hide=("navigation", "toc"),
        found=[(one, _leaders(press, one)) for one in found],
        unknown=unknown_year(view),
        week=sum(one.day <= this_week for one in found),
        counts=[(word, sum(one.sort == sort for one in found)) for sort, (word, _) in SORTS.items()],
        sorts=SORTS,
    )


def unknown_year(view: View) -> int | None:
    """Give the first year of the fortnight that has no calendar of working days; None for none."""
    last = view.as_of + FORTNIGHT
    known = reach(view.report, last)
    return known.year + 1 if known < last else None


def _leaders(press: Press, one: Deadline) -> Sequence[str]:
    """Give the leaders in whose line a deadline lies, by id."""
    return sorted(concerned(press.view, one) & press.view.known.leaders.keys()) if one.subject else ()
