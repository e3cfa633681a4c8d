"""订阅: which calendars and feeds a site has, and where each lies below its root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from generator.outputs.tables.derived import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.view import View
    from generator.records.model.organisations import Organisation

PAGE = "subscribe.md"
ALL = "calendar.ics"  # beside the folder of the others, in which a unit may be called ALL
CHANGES, BULLETINS = "feeds/changes.xml", "feeds/bulletins.xml"


@dataclass(frozen=True, slots=True)
class Feed:
    """One Atom feed: its file, its name, and what it tells."""

    path: str
    title: str
    tells: str


FEEDS = (
    Feed(CHANGES, "数据变更", "每次入库的新事实和改动，最近100次提交"),
    Feed(BULLETINS, "已印发通报", "每次封存的月度通报、季度考评通报和年度考核"),
)


def whose(site_url: str) -> tuple[str, str]:
    """Give what tells a district's entries from those of others: its site's host, and the path on that."""
    place = urlsplit(site_url)
    return place.hostname or "", quote(place.path.strip("/"), safe="/%")


def calendar(key: str) -> str:
    """Give the path of the calendar of a unit, an office or a leader."""
    return f"calendars/{key}.ics"


def own(view: View, key: str) -> str:
    """Give the path of a unit's, an office's or a leader's calendar; empty for a unit without one."""
    keys = once(view, "_followed", lambda: frozenset(key for key, _ in followed(view)))
    return calendar(key) if key in keys else ""


def units(view: View) -> Sequence[Organisation]:
    """Give the organisations with a calendar: scored ones, offices, whoever has a project or an item."""
    found = {unit.id for unit in (*view.scored, *view.offices)}
    found |= view.projects_of_unit.keys() | view.items_of_unit.keys()
    return [unit for key, unit in sorted(view.known.organisations.items()) if key in found]


def followed(view: View) -> Sequence[tuple[str, str]]:
    """Give everybody with a calendar, id and name: units and offices, then leaders."""
    leaders = [(leader.id, view.leader_name(leader.id)) for leader in view.leaders]
    return [*((unit.id, unit.short) for unit in units(view)), *leaders]
