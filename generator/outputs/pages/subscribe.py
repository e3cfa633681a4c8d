"""订阅: every calendar and feed of the site, and how to read them at the desk or on the phone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs import subscriptions
from generator.outputs.tables.countdown import concerned, fortnight
from generator.outputs.view import COORDINATING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from generator.outputs.links import Links
    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """One calendar: whose, of what kind, how many entries it has now, and its file."""

    whose: Markup | str
    kind: str
    entries: int
    path: str


def pages(press: Press) -> Iterator[Page]:
    """Print the page of subscriptions."""
    view = press.view
    yield press.page(
        subscriptions.PAGE,
        "订阅",
        f"到期事项的日历和数据变更的消息，可下载或按地址订阅。数据截至{said(view.as_of)}。",
        template="subscribe.md.j2",
        kind="subscribe",
        hide=("navigation", "toc"),
        calendars=list(_lines(view, press.web.links(subscriptions.PAGE))),
        feeds=subscriptions.FEEDS,
    )


def _lines(view: View, to: Links) -> Iterator[Line]:
    found = fortnight(view)
    counts = Counter(key for one in found for key in concerned(view, one))
    yield Line("全区", "合并", len(found), subscriptions.ALL)
    for leader in view.leaders:
        path = subscriptions.calendar(leader.id)
        yield Line(to.leader(leader.id), "分管负责人", counts[leader.id], path)
    for unit in subscriptions.units(view):
        whose = to.office(unit.id) if unit.kind == COORDINATING else to.unit(unit.id)
        yield Line(whose, unit.kind, counts[unit.id], subscriptions.calendar(unit.id))
