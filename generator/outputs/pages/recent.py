"""最近变动: what happened and what was booked since the last monthly bulletin, and what came in late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.outputs.pages.records.book import book_of
from generator.outputs.pages.records.concerns import origin
from generator.outputs.papers import bulletin
from generator.outputs.papers.catalogue import periods_of
from generator.outputs.tables.lateness import told
from generator.outputs.templates import month_path
from generator.outputs.view import grouped
from generator.records.calendar import Month
from generator.records.model.events import (
    Completed,
    Coordination,
    Correction,
    Decision,
    Event,
    ItemClosed,
    MilestoneReached,
    MonthlyReport,
    PlanAdjusted,
    ReportFiled,
    SubstantiveStart,
    Supervision,
    WeeklyReport,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.ledger import Entry
    from generator.outputs.press import Press
    from generator.outputs.tables.lateness import Told
    from generator.outputs.view import Page, View

ROWS = 500
"""Rows of a table that a page shows; a district brought into git at one go has thousands of late facts."""
ROUTINE = (WeeklyReport, MonthlyReport, ReportFiled, Coordination)
"""What comes every week and month; its own page counts it."""
FIRST: tuple[type[Event], ...] = (
    SubstantiveStart,
    MilestoneReached,
    Completed,
    Supervision,
    Decision,
    ItemClosed,
    PlanAdjusted,
    Correction,
)


@dataclass(frozen=True, slots=True)
class Recent:
    """One fact: what it speaks of, whose it is, when git had it, and the points booked because of it."""

    event: Event
    subjects: Sequence[str]
    unit: str
    recorded: Told | None
    late: bool
    entries: Sequence[Entry]


def pages(press: Press) -> Iterator[Page]:
    """Print the page."""
    view = press.view
    since = Month.of(view.as_of).first - timedelta(days=1)
    found, entries = list(recent(press, since)), booked(view, since)
    yield press.page(
        "recent.md",
        "最近变动",
        f"{Month.of(since).number}月通报以后的新情况：开工、完工、议定事项、督办、计划调整和每一笔加扣分",
        template="recent.md.j2",
        kind="list",
        hide=("navigation", "toc"),
        since=since,
        bulletin=f"{Month.of(since).number}月通报",
        printed=month_path(Month.of(since)) if Month.of(since) in periods_of(bulletin.KIND, view) else "",
        late=sum(one.late for one in found),
        count=len(found),
        found=found[:ROWS],
        counts=counted(found),
        points=len(entries),
        booked=entries[:ROWS],
    )


def recent(press: Press, since: date) -> Iterator[Recent]:
    """Give what happened after a day, and what happened before but came to git after it; newest first."""
    view, book = press.view, book_of(press)
    points = grouped(view.report.entries, lambda entry: [place.partition(":")[0] for place in entry.because])
    subjects = _subjects(book.concerns.items), _subjects(book.concerns.projects)
    for event in sorted(view.known.events.values(), key=lambda one: (one.date, one.id), reverse=True):
        recorded = told(view, event.path, event.date)
        late = event.date <= since and recorded is not None and since < recorded.day <= view.as_of
        if isinstance(event, ROUTINE) or not (late or event.date > since):
            continue
        about = next((keys[event.id] for keys in subjects if event.id in keys), ())
        root = origin(view.portfolio.events, event)
        unit = getattr(root, "unit", None) or event.writer
        entries = [entry for entry in points.get(event.path, ()) if entry.date >= event.date]
        yield Recent(event, about, unit, recorded, late, entries)


def _subjects(shelf: Mapping[str, Sequence[Event]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for key, events in shelf.items():
        for event in events:
            found.setdefault(event.id, []).append(key)
    return found


def counted(found: Sequence[Recent]) -> Sequence[tuple[str, int]]:
    """Count the facts a leader asks for first, by kind."""
    kinds = Counter(type(one.event) for one in found)
    return [(kind.title, kinds[kind]) for kind in FIRST]


def booked(view: View, since: date) -> Sequence[Entry]:
    """List the entries dated after a day, newest first, those that cost most first on each day."""
    found = [
        entry
        for assessment in view.report.quarters.values()
        for result in assessment.results.values()
        for entry in result.entries
        if since < entry.date <= view.as_of and entry.subject
    ]
    return sorted(
        found, key=lambda one: (-one.date.toordinal(), one.points, one.unit, one.subject, one.clause)
    )
