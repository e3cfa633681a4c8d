"""The year's plan line by line, adjustments considered, and its sums by class (三(一)二; O5, O13, D12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.outputs.tables.derived import once
from generator.outputs.tables.projects import scheduled_by
from generator.outputs.tables.sums import Sum, overall, sums
from generator.records.calendar import Month, Quarter, Week
from generator.records.model.events import PlanAdjusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.outputs.view import View
    from generator.records.model.projects import Plan, PlanClass, Project

CLASSES: tuple[PlanClass, ...] = ("计划新开工", "结转续建", "开展前期")
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A project's entry in a year's plan: what was approved, what is in force, when the project began.

    `promises` are those of this entry still standing; none until the plan is approved.
    """

    plan: Plan
    story: ProjectStory
    promises: tuple[Promise, ...]

    @property
    def project(self) -> Project:
        """Give the project."""
        return self.story.project

    @property
    def begun(self) -> Week | None:
        """Give the planned week of the start, as adjusted."""
        found = next((p.period for p in self.promises if p.what == "start"), None)
        return found if isinstance(found, Week) else self.plan.start_week

    @property
    def ended(self) -> Month | None:
        """Give the planned month of completion, as adjusted."""
        found = next((p.period for p in self.promises if p.what == "completion"), None)
        return found if isinstance(found, Month) else self.plan.completion_month

    @property
    def span(self) -> tuple[Month | None, Month | None]:
        """Give 起止年月 in force; a carry-over project's begin is the day of its start."""
        return self._first(self.begun), self.ended

    @property
    def planned_span(self) -> tuple[Month | None, Month | None]:
        """Give 起止年月 as approved."""
        return self._first(self.plan.start_week), self.plan.completion_month

    @property
    def amounts(self) -> tuple[Decimal, Decimal, Decimal]:
        """Give 总投资, 至上年底累计, 本年计划, in 万元."""
        return self.project.investment_total_wan, self.plan.invested_before_wan, self.plan.invest_wan

    def _first(self, week: Week | None) -> Month | None:
        if week is not None:
            return Month.of(week.first + timedelta(FRIDAY))
        if self.plan.class_ != "结转续建":
            return None
        if self.story.certified is not None:
            return Month.of(self.story.certified.date)
        earlier = [plan.start_week for plan, _ in self.story.plans if plan.start_week]
        return self._first(earlier[0]) if earlier else None

    def invest_in(self, quarter: Quarter) -> Decimal:
        """Give the investment planned for a quarter: by the plan's own months, else twelfths."""
        before = scheduled_by(self.plan, quarter.months[0].shift(-1)) if quarter.number > 1 else ZERO
        return scheduled_by(self.plan, quarter.months[2]) - before


def plan_lines(view: View, year: int) -> Sequence[PlanLine]:
    """Give a year's plan, by class, planned week or month, and id; projects out of scope are left out."""
    return once(view, f"_plan_lines_{year}", lambda: _plan_lines(view, year))


def _plan_lines(view: View, year: int) -> Sequence[PlanLine]:
    found = [
        _line(view.report.facts.projects[project], plan)
        for (project, of_year), plan in view.known.plans.items()
        if of_year == year and project in view.report.facts.projects
    ]
    return sorted(found, key=_order)


def _line(story: ProjectStory, plan: Plan) -> PlanLine:
    return PlanLine(plan, story, tuple(p for p in story.promises if p.plan.year == plan.year))


def _order(line: PlanLine) -> tuple[object, ...]:
    begun, ended = line.begun, line.ended
    when = begun.last if begun else ended.last if ended else None
    return CLASSES.index(line.plan.class_), when is None, when or 0, line.project.id


def plan_sums(lines: Iterable[PlanLine]) -> Mapping[PlanClass, Sum]:
    """Sum by class; a class without projects counts 0."""
    found = sums((line.plan.class_, line.amounts) for line in lines)
    return {class_: found.get(class_, Sum(0, (ZERO,) * 3)) for class_ in CLASSES}


def plan_sum(lines: Iterable[PlanLine]) -> Sum:
    """Sum a whole plan."""
    return overall(((line.plan.class_, line.amounts) for line in lines), 3)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An adjustment of the year's plan, and whether it counts (approved by the old deadline, D12)."""

    change: PlanAdjusted
    line: PlanLine | None
    counts: bool


def adjustments(view: View, year: int) -> Sequence[Adjusted]:
    """Give a year's adjustments, by day of approval."""
    lines = {line.project.id: line for line in plan_lines(view, year)}
    changes = [change for change in view.known.of_type(PlanAdjusted) if change.year == year]
    return [
        _adjusted(change, lines.get(change.project))
        for change in sorted(changes, key=lambda change: (change.approved_on, change.id))
    ]


def _adjusted(change: PlanAdjusted, line: PlanLine | None) -> Adjusted:
    cited = {place for promise in line.promises for place in promise.because} if line else set()
    return Adjusted(change, line, change.at("new") in cited)


def quarters_of(year: int) -> tuple[Quarter, ...]:
    """Give a year's four quarters."""
    return tuple(Quarter(year, number) for number in (1, 2, 3, 4))
