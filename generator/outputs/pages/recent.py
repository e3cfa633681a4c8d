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
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.ledger import Entry
    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.tables.lateness import Told
    from generator.outputs.view import View

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
    found, entries = happened(view, since), booked(view, since)
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
        late=sum(late for _, late in found),
        count=len(found),
        found=list(recent(press, found[:ROWS])),
        counts=counted(event for event, _ in found),
        points=len(entries),
        booked=entries[:ROWS],
    )


def happened(view: View, since: date) -> Sequence[tuple[Event, bool]]:
    """Give what happened after a day, and, as late, what happened before but came to git after it.

    The newest first; what comes every week and month is left out.
    """
    found = []
    for event in view.known.events.values():
        recorded = view.portfolio.recorded.get(event.path)
        late = event.date <= since and recorded is not None and since < recorded <= view.as_of
        if (late or event.date > since) and not isinstance(event, ROUTINE):
            found.append((event, late))
    return sorted(found, key=lambda one: (one[0].date, one[0].id), reverse=True)


def recent(press: Press, found: Iterable[tuple[Event, bool]]) -> Iterator[Recent]:
    """Tell more of what happened: whom and what it speaks of, when git had it, the points it moved."""
    view, book = press.view, book_of(press)
    points = grouped(view.report.entries, lambda entry: [place.partition(":")[0] for place in entry.because])
    subjects = _subjects(book.concerns.items), _subjects(book.concerns.projects)
    for event, late in found:
        about = next((keys[event.id] for keys in subjects if event.id in keys), ())
        root = origin(view.portfolio.events, event)
        unit = getattr(root, "unit", None) or event.writer
        entries = [entry for entry in points.get(event.path, ()) if entry.date >= event.date]
        yield Recent(event, about, unit, told(view, event.path, event.date), late, entries)


def _subjects(shelf: Mapping[str, Sequence[Event]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for key, events in shelf.items():
        for event in events:
            found.setdefault(event.id, []).append(key)
    return found


def counted(found: Iterable[Event]) -> Sequence[tuple[str, int]]:
    """Count the facts a leader asks for first, by kind."""
    kinds = Counter(map(type, found))
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
