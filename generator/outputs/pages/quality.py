"""数据质量: who is silent, how old the newest reports are, what the checks warn of (MECHANISM §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.pages.records.plans import versions
from generator.outputs.tables import summary
from generator.outputs.tables.lateness import ALL, lateness
from generator.outputs.tables.moves import moves_of_units
from generator.outputs.tables.provisional import provisional_years
from generator.records.model.events import (
    ItemClosed,
    Meeting,
    MonthlyReport,
    PlanAdjusted,
    PlanApproved,
    StepDone,
    SubstantiveStart,
    WeeklyReport,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.outputs.page import Page
    from generator.outputs.pages.records.plans import Change
    from generator.outputs.press import Press
    from generator.outputs.tables import Summary
    from generator.outputs.view import View
    from generator.records.model.events import Event

STALE = 30
MANY = 200
SOURCES: Mapping[type[Event], str] = {
    WeeklyReport: "形象进度（周报）",
    MonthlyReport: "完成投资、纳统（月报）",
    StepDone: "前期事项的办理",
    SubstantiveStart: "开工",
    Meeting: "会议和议定事项",
    ItemClosed: "议定事项的办结",
}
"""Which events the figures of the pages rest on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's data: projects to report on, days since its newest report, how many projects are stale."""

    unit: str
    projects: int
    newest: int | None
    stale: int
    unreported: int


def pages(press: Press) -> Iterator[Page]:
    """Print the page of data quality."""
    view, now = press.view, summary(press.view)
    late, missing = dict(lateness(view)), provisional_years(view)
    whole = late.pop(ALL, None)
    running = [row for row in now.planned if row.completed is None]
    aged = sorted(running, key=lambda row: (-(view.age(row.project.id) or 10**6), row.project.id))
    yield press.page(
        "quality.md",
        "数据质量",
        f"报送情况、数据新旧和检查提示。数据截至{said(view.as_of)}。",
        template="quality.md.j2",
        kind="quality",
        hide=("navigation",),
        now=now,
        lines=lines(view, now),
        aged=[row for row in aged if (view.age(row.project.id) or 10**6) > STALE],
        stale=STALE,
        problems=view.problems[:MANY],
        problem_count=len(view.problems),
        years=_years(view, missing),
        missing=missing,
        whole=whole,
        late_words=f"入库月份晚于发生月份，共{whole.facts}件" if whole else "",
        late=sorted(late.values(), key=lambda line: (-(line.closed_rate.share or 0), -line.later, line.unit)),
        moves=sorted(
            moves_of_units(view).items(), key=lambda pair: (-pair[1].deferred, -pair[1].planned, pair[0])
        ),
        ages=ages(view),
        changes=changes(view),
    )


def lines(view: View, now: Summary) -> Sequence[Line]:
    """Tell each lead unit's data, the most silent first; a unit that never reported comes on top."""
    found: dict[str, list[int | None]] = {}
    for row in now.planned:
        if row.completed is None:
            for unit in row.units:
                found.setdefault(unit, []).append(view.age(row.project.id))
    told = []
    for unit, ages in found.items():
        known = [age for age in ages if age is not None]
        stale = sum(age > STALE for age in known)
        told.append(Line(unit, len(ages), min(known, default=None), stale, len(ages) - len(known)))
    return sorted(told, key=lambda line: (line.newest is not None, -(line.newest or 0), line.unit))


def ages(view: View) -> Sequence[tuple[str, date | None, int | None]]:
    """Tell each kind of figure, the day of its newest fact and its age in days, the oldest first."""
    found: list[tuple[str, date | None, int | None]] = []
    for kind, name in SOURCES.items():
        newest = max((event.date for event in view.known.of_type(kind)), default=None)
        found.append((name, newest, (view.as_of - newest).days if newest else None))
    return sorted(found, key=lambda line: (line[2] is not None, -(line[2] or 0), line[0]))


def changes(view: View) -> Sequence[tuple[str, Change]]:
    """List the changes of this year's plan since its approval, those without effect first."""
    year = view.as_of.year
    approvals = {event.year: event for event in view.known.of_type(PlanApproved)}
    adjusted: dict[str, list[PlanAdjusted]] = {}
    for event in view.known.of_type(PlanAdjusted):
        if event.year == year:
            adjusted.setdefault(event.project, []).append(event)
    found = []
    for key, events in adjusted.items():
        story, plan = view.story(key), view.plan(key, year)
        if story and plan:
            (version,) = versions(story, [plan], approvals, events)
            found += [(key, change) for change in version.changes]
    return sorted(
        found,
        key=lambda pair: (not pair[1].void, -pair[1].event.approved_on.toordinal(), pair[1].event.id),
    )


def _years(view: View, missing: Sequence[int]) -> Sequence[tuple[int, str]]:
    """Tell, for each year in question, whether its working-day calendar is there."""
    first = min((event.date.year for event in view.known.events.values()), default=view.as_of.year)
    found = []
    for year in sorted({*missing, *range(first, view.as_of.year + 2)}):
        calendar = view.portfolio.calendars.get(year)
        state = "缺" if calendar is None else "暂定" if calendar.tentative else "已有"
        found.append((year, state))
    return found
