"""The countdown as iCalendar (RFC 5545): all-day entries in a file for everybody, each unit and each leader.

Days are dates without a time zone: what falls due does so on the district's day wherever it is read.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from icalendar import Calendar, Event

from generator.outputs.calendars.entries import by_follower, entries
from generator.outputs.calendars.words import description, page, summary
from generator.outputs.escape import bare
from generator.outputs.pages.countdown import SORTS
from generator.outputs.subscriptions import ALL, calendar, followed, whose
from generator.records.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.outputs.calendars.entries import Entry
    from generator.outputs.links import Web

REFRESH = timedelta(hours=12)
END = b"END:VCALENDAR\r\n"
DAY = timedelta(days=1)


def files(web: Web, site_url: str = "", committed: datetime | None = None) -> dict[str, bytes]:
    """Write every calendar, by path below docs; `committed` is the moment of the data's commit."""
    view = web.view
    moment = (committed or datetime.combine(view.as_of, time(), SHANGHAI)).astimezone(UTC)
    found = [(one, _event(one, web, site_url, moment).to_ical()) for one in entries(view)]
    written = {one.name: data for one, data in found}
    each = by_follower([one for one, _ in found])
    nothing = _nothing(view.as_of, site_url, moment)
    made = {ALL: _calendar("重大项目倒计时", list(written.values()) or [nothing])}
    for key, name in followed(view):
        own = [written[one.name] for one in each.get(key, ())]
        made[calendar(key)] = _calendar(f"重大项目倒计时：{name}", own or [nothing])
    return made


def _nothing(day: date, site_url: str, moment: datetime) -> bytes:
    """Write the entry of a calendar without any other, which has to have one (RFC 5545, 3.6)."""
    made = _of_day("nothing", day, site_url, moment)
    made.add("sequence", day.toordinal())
    made.add("summary", "目前没有到期事项")
    made.add("description", "今后两周没有到期事项；有了，这里就列出来。")
    made.add("status", "CONFIRMED")
    written: bytes = made.to_ical()
    return written


def _of_day(name: str, day: date, site_url: str, moment: datetime) -> Event:
    """Begin an all-day entry that takes nobody's time, of a name that lasts."""
    made = Event()
    host, below = whose(site_url)
    made.add("uid", f"{name}@{'/'.join(filter(None, (host or 'guatu', below)))}")
    made.add("dtstamp", moment)
    made.add("last-modified", moment)
    made.add("dtstart", day)
    made.add("dtend", day + DAY)
    made.add("transp", "TRANSPARENT")
    return made


def _calendar(name: str, events: Iterable[bytes]) -> bytes:
    """Put entries together; each was written once, for it stands in several calendars alike."""
    head = Calendar()
    head.add("prodid", "-//guatu//guatu//ZH")
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    head.add("name", bare(name))
    head.add("x-wr-calname", bare(name))
    head.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", "PT12H")
    begun: bytes = head.to_ical().removesuffix(END)
    return begun + b"".join(events) + END


def _event(entry: Entry, web: Web, site_url: str, moment: datetime) -> Event:
    one, below = entry.deadline, page(entry, web)
    place = urljoin(_folder(site_url), below) if site_url else f"网站中的 {below}"
    made = _of_day(entry.name, one.day, site_url, moment)
    made.add("sequence", entry.sequence)
    made.add("summary", summary(entry))
    made.add("description", description(entry, place))
    made.add("categories", [SORTS[one.sort][0]])
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if site_url:
        made.add("url", place)
    return made


def _folder(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"
