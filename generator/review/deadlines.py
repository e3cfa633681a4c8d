"""What falls due today and by the end of the week: duties, promises, steps, items, rectifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.mechanism.obligations import obligations
from generator.mechanism.words import day as said
from generator.outputs.pages.duties import coming as duties_ahead
from generator.outputs.pages.records.coming import coming
from generator.outputs.pages.records.steps import steps
from generator.outputs.tables.derived import docket_of, owed, steps_of
from generator.records.calendar import MissingYear, Week
from generator.review.forges.summary import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from generator.outputs.pages.duties import Ahead
    from generator.outputs.view import View


class Deadline(NamedTuple):
    """One thing due: on which day, what, whose (names of units, offices, leaders), about what."""

    day: date
    what: str
    who: tuple[str, ...]
    subject: str = ""


def deadlines(view: View) -> list[Deadline]:
    """List what falls due from the view's day to the Sunday of its week and is not done, by day.

    Reports and meetings are left out where the year's calendar of working days is missing.
    """
    last = Week.of(view.as_of).last
    duties = duties_ahead(owed(view, view.as_of, last) or (), view.as_of)
    found = [*_duties(view, duties), *_others(view, last)]
    return sorted(found)


def _duties(view: View, ahead: Sequence[Ahead]) -> Iterator[Deadline]:
    for one in ahead:
        if one.waiting:
            who = tuple(_party(view, party) for party in one.waiting)
            count = one.line.owed - one.line.given
            yield Deadline(one.due, f"{one.line.duty}（{one.period}，还差{count}份）", who)


def _others(view: View, last: date) -> Iterator[Deadline]:
    facts = view.report.facts
    told = {key: steps(one, view.as_of) for key, one in steps_of(view).items() if one.applying}
    found: dict[tuple[date, str, str], list[str]] = {}
    for unit, dues in coming(view, facts.projects, told, docket_of(view).items).items():
        for due in dues:
            if view.as_of <= due.date <= last:
                found.setdefault((due.date, due.what, due.subject), []).append(view.short(unit))
    for (day, what, subject), units in found.items():
        yield Deadline(day, what, tuple(dict.fromkeys(units)), _subject(view, subject))


def _party(view: View, party: str) -> str:
    if not party:
        return "区重大项目办"
    return view.leader_name(party) if party in view.known.leaders else view.short(party)


def _subject(view: View, subject: str) -> str:
    project = view.project(subject)
    return f"{subject} {project.name}" if project else subject


def uncounted(view: View) -> int | None:
    """Give the year whose missing calendar keeps the week's reports and meetings from being known."""
    last = Week.of(view.as_of).last
    if owed(view, view.as_of, last) is not None:
        return None
    try:
        obligations(view.report, view.as_of, last)
    except MissingYear as missing:
        return missing.year
    return None


def listings(found: Iterable[Deadline], day: date, missing: int | None = None) -> tuple[Listing, ...]:
    """Give the lists of the day and of the rest of its week; first what is not known for a missing year."""
    listed = list(found)
    now = tuple(_line(one) for one in listed if one.day == day)
    later = tuple(_line(one) for one in listed if one.day > day)
    aside = "，报送和会议除外" if missing else ""
    lists = (
        Listing(f"今天到期（{said(day)}{aside}）：{len(now)} 项", now),
        Listing(f"本周还将到期{f'（{aside[1:]}）' if aside else ''}：{len(later)} 项", later),
    )
    return (_unknown(missing), *lists) if missing else lists


def _unknown(year: int) -> Listing:
    return Listing(
        f"不知道今天和本周有哪些报送、会议到期：缺少 {year} 年的工作日历",
        (f"请先新增 data/calendar/{year}.yml，再看下面的清单和今天的网站",),
    )


def _line(one: Deadline) -> str:
    subject = f" {one.subject}" if one.subject else ""
    return f"{said(one.day)} {one.what}{subject}：{'、'.join(one.who)}"
