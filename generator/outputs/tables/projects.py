"""One row for each project: pool, plan of the year, start, construction, investment on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.mechanism.ledger import ZERO
from generator.mechanism.pools import listed, pool
from generator.mechanism.rules.progress import carried
from generator.mechanism.rules.start import missed_week
from generator.records.calendar import Month, Week
from generator.records.model.events import MonthlyReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.pools import Pool
    from generator.outputs.view import View
    from generator.records.model.projects import Plan, PlanClass, Project

StartState = Literal["提前开工", "按期开工", "延期开工", "应开工未开工", "未到期"]
STARTED = frozenset({"提前开工", "按期开工", "延期开工"})
MONTHS = 12


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project on a day. Amounts in 万元; `plan` is the year's approved entry, None out of the plan.

    Out of the plan, a start is told of that an earlier plan has asked for and that has not come.
    `late_days` counts from the planned Sunday (to the start, or to the day); `overdue` are construction
    promises past and not kept; `awaited` is the day of a start reported and not certified; `scheduled` is
    what 序时进度 asks for. `missed` is the week of an earlier plan that had passed when this one listed the
    project anew, `late_since` the days since: `start_told` and `late_told` go by it, as the points do (§2),
    `start_state` and `late_days` by this year's week, as months are sealed.
    """

    project: Project
    units: tuple[str, ...]
    office: str | None
    pool: Pool
    plan: Plan | None
    week: Week | None
    start_state: StartState | None
    late_days: int
    due: bool
    started: date | None
    awaited: date | None
    ceremony: date | None
    completed: date | None
    completion: Month | None
    overdue: tuple[Promise, ...]
    invested: Decimal
    scheduled: Decimal
    latest: MonthlyReport | None
    entered: bool
    missed: Promise | None = None
    late_since: int = 0

    @property
    def class_(self) -> PlanClass | None:
        """Give the plan class of the year."""
        return self.plan.class_ if self.plan else None

    @property
    def start_told(self) -> StartState | None:
        """Tell how a start stands: late where it missed an earlier plan's week, whatever this year's says."""
        return "延期开工" if self.missed and self.start_state in STARTED else self.start_state

    @property
    def late_told(self) -> int:
        """Count the days a start is late: from the week missed first, once it has come."""
        return self.late_since if self.missed and self.start_state in STARTED else self.late_days

    @property
    def empty_ceremony(self) -> bool:
        """Tell a ceremony without a certified start; of what the year carries over it is none (1.2)."""
        return self.ceremony is not None and self.started is None and self.class_ != "结转续建"

    @property
    def gap(self) -> Decimal | None:
        """Give 快（+）慢（−）于序时进度, as a share of the year's plan."""
        if not self.plan or not self.plan.invest_wan:
            return None
        return (self.invested - self.scheduled) / self.plan.invest_wan

    @property
    def reported(self) -> bool:
        """Tell whether a monthly report of the year has come."""
        return self.latest is not None

    @property
    def behind(self) -> bool:
        """Tell a project under construction with a promise missed and not yet kept."""
        return bool(self.overdue)


def cut_off(day: date) -> Month | None:
    """Give the last month that figures of a day cover whole (1—8月); None in January."""
    month = Month.of(day)
    if day == month.last:
        return month
    before = month.shift(-1)
    return before if before.year == day.year else None


def rows(view: View) -> Sequence[ProjectRow]:
    """Tell every project in scope that was in a pool on the day, by id; a withdrawn one counts no more."""
    invested = _reports(view)
    return [
        _row(view, story, held, invested.get(key, []))
        for key, story in sorted(view.report.facts.projects.items())
        if listed(story, view.as_of) and (held := pool(story))
    ]


def _row(view: View, story: ProjectStory, held: Pool, reports: Sequence[MonthlyReport]) -> ProjectRow:
    plan = next((plan for plan, _ in story.plans if plan.year == view.as_of.year), None)
    promise = _start_promise(story, plan) if plan else _broken(story, view.as_of)
    completion = next((p for p in reversed(story.promises) if p.what == "completion"), None)
    state, late = _start(story, promise, view.as_of)
    missed = relisted(story, promise, view.as_of) if promise else None
    until = story.start.date if story.start else view.as_of
    latest, month = reports[-1] if reports else None, cut_off(view.as_of)
    return ProjectRow(
        project=story.project,
        units=story.lead_units(view.as_of),
        office=view.office_of(story.project),
        pool=held,
        plan=plan,
        week=promise.period if promise and isinstance(promise.period, Week) else None,
        start_state=state,
        late_days=late,
        due=promise is not None and promise.deadline <= view.as_of,
        started=story.certified.date if story.certified else None,
        awaited=story.awaited["start"].date if "start" in story.awaited else None,
        ceremony=story.ceremony.date if story.ceremony else None,
        completed=story.completion.date if story.completion else None,
        completion=completion.period if completion and isinstance(completion.period, Month) else None,
        overdue=tuple(p for p in carried(story) if p.deadline <= view.as_of and story.deed(p) is None),
        invested=latest.invested_ytd_wan if latest else ZERO,
        scheduled=scheduled_by(plan, month) if plan and month else ZERO,
        latest=latest,
        entered=any(report.entered_statistics_on for report in reports),
        missed=missed,
        late_since=(until - missed.deadline).days if missed else 0,
    )


def relisted(story: ProjectStory, promise: Promise, as_of: date) -> Promise | None:
    """Give the week that had been missed when a later plan promised the start anew; None for no such case.

    It stays missed: a project listed again while already late gets no early bonus (§2), nor is it in time.
    """
    missed = missed_week(story, as_of) if promise.what == "start" else None
    return missed if missed and missed.plan.year < promise.plan.year else None


def week_said(promise: Promise) -> str:
    """Name a planned week by its plan: `2025年计划第50周`."""
    return f"{promise.plan.year}年计划第{promise.period.number}周"


def _start_promise(story: ProjectStory, plan: Plan) -> Promise | None:
    """Give the start week of the year's plan, adjustments in time considered."""
    found = [p for p in story.promises if p.what == "start" and p.plan.year == plan.year]
    return found[-1] if found and plan.class_ == "计划新开工" else None


def _broken(story: ProjectStory, as_of: date) -> Promise | None:
    """Give the start week of an earlier plan that has passed without a start: no new plan makes up for it."""
    found = [p for p in story.promises if p.what == "start" and p.deadline <= as_of]
    return found[-1] if found and story.start is None else None


def _start(story: ProjectStory, promise: Promise | None, as_of: date) -> tuple[StartState | None, int]:
    if promise is None:
        return None, 0
    started = story.start.date if story.start else None
    if started is None:
        late = (as_of - promise.deadline).days
        return ("应开工未开工", late) if late >= 0 else ("未到期", 0)
    if started < promise.period.first:
        return "提前开工", 0
    late = (started - promise.deadline).days
    return ("延期开工", late) if late > 0 else ("按期开工", 0)


def scheduled_by(plan: Plan, month: Month) -> Decimal:
    """Give the investment 序时进度 asks for by a month's end: the plan's own months, else twelfths."""
    if plan.schedule:
        due = [share.invested_ytd_wan for share in plan.schedule if share.month <= month]
        return max(due, default=ZERO)
    return plan.invest_wan * month.number / MONTHS


def _reports(view: View) -> Mapping[str, Sequence[MonthlyReport]]:
    """Give each project's monthly reports of the year up to the cut-off, oldest month first."""
    found: dict[str, list[MonthlyReport]] = defaultdict(list)
    month = cut_off(view.as_of)
    for event in view.known.of_type(MonthlyReport):
        if month and event.month.year == month.year and event.month <= month:
            found[event.project].append(event)
    for reports in found.values():
        reports.sort(key=lambda report: (report.month, report.date))
    return found
