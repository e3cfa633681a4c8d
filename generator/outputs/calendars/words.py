"""What a calendar's entry says: in a line what and whose, below it the consequence, clause and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.ledger import signed
from generator.outputs.escape import bare
from generator.outputs.links import address
from generator.outputs.tables.countdown import prices
from generator.outputs.templates import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.calendars.entries import Entry
    from generator.outputs.links import Web
    from generator.outputs.tables.countdown import Deadline
    from generator.outputs.view import View

NAMED = 3
"""How many parties a line names before it counts them."""


def summary(entry: Entry) -> str:
    """Say what is due and whose it is: `不办成扣4分：接通水电（甲局）`."""
    one, view = entry.deadline, entry.view
    called_off = "（取消）" if entry.cancelled else ""
    return bare(f"{called_off}{_what(one)}{_subject(view, one)}（{_whose(view, one)}）")


def description(entry: Entry, place: str) -> str:
    """Say the rest, line by line; `place` is where to read more."""
    return "\n".join(map(bare, _lines(entry, place)))


def page(entry: Entry, web: Web) -> str:
    """Give the page an entry leads to, below the site's root."""
    one, view = entry.deadline, web.view
    if one.subject in view.known.projects:
        return address(f"projects/{one.subject}.md", web)
    if one.subject and view.item(one.subject):
        return address(f"items/{one.subject}.md", web)
    return address("countdown.md", web)


def _what(one: Deadline) -> str:
    match one.sort:
        case "loss":
            return f"当日不办成{signed(one.cost)}："
        case "chance":
            return f"当日办成可{signed(one.cost)}："
        case "due":
            return "办结时限："
    return one.kind


def _subject(view: View, one: Deadline) -> str:
    item = view.item(one.subject)
    return cut(item.item.text) if item else view.project_name(one.subject)


def _whose(view: View, one: Deadline) -> str:
    names = [_name(view, party) for party in one.parties]
    if len(names) > NAMED:
        return f"{names[0]}等{len(names)}个"
    return "、".join(names) or "区主要负责人"


def _name(view: View, key: str) -> str:
    return view.leader_name(key) if key in view.known.leaders else view.short(key)


def _lines(entry: Entry, place: str) -> Iterator[str]:
    one, view = entry.deadline, entry.view
    if entry.cancelled:
        yield entry.cancelled
    yield f"{one.what}。"
    if one.text:
        yield f"{one.text}。"
    if view.item(one.subject):
        yield f"{prices(view.report.policy)}。"
    if one.clause:
        yield f"条款：{one.clause}"
    yield "谁办：" + ("、".join(_name(view, party) for party in one.parties) or "区主要负责人")
    led = sorted(entry.followers & view.known.leaders.keys() - {*one.parties})
    if led:
        yield "分管负责人：" + "、".join(map(view.leader_name, led))
    yield f"详见：{place}"
