"""Everything record pages look up, gathered once, in time linear in the records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.mechanism.construction import ProjectStory, project_stories
from generator.mechanism.timeline import approvals
from generator.outputs.pages.records.approvals import Approvals, approvals_of
from generator.outputs.pages.records.brief import Brief, briefs
from generator.outputs.pages.records.coming import Due, coming
from generator.outputs.pages.records.concerns import Concerns, concerns
from generator.outputs.pages.records.issues import Issue, issues
from generator.outputs.pages.records.links import RecordLinks
from generator.outputs.pages.records.reporting import (
    CoordinationWeek,
    Tally,
    coordination_weeks,
    monthly,
    reports_due,
    weekly,
)
from generator.outputs.pages.records.routing import Routing, routing
from generator.outputs.pages.records.steps import Step, steps
from generator.outputs.pages.records.workdays import WorkdayCount
from generator.records.model.events import (
    Coordination,
    PlanAdjusted,
    PlanApproved,
    StartPlanConfirmed,
    StepDone,
    Supervision,
    WeeklyReport,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jinja2 import Template

    from generator.mechanism.ledger import Card
    from generator.outputs.press import Press
    from generator.outputs.view import View
    from generator.records.portfolio import Portfolio


@dataclass(frozen=True)
class Book:
    """One view, its links and templates, and the look-ups all record pages share; linear to make."""

    press: Press

    @cached_property
    def view(self) -> View:
        """Give the view."""
        return self.press.view

    @cached_property
    def as_of(self) -> date:
        """Give the day of the data."""
        return self.view.as_of

    @cached_property
    def known(self) -> Portfolio:
        """Give the portfolio as known on the day."""
        return self.view.known

    @cached_property
    def links(self) -> RecordLinks:
        """Give the links between record pages."""
        return RecordLinks(self.press.web)

    @cached_property
    def workdays(self) -> WorkdayCount:
        """Give the count of working days."""
        return WorkdayCount.of(self.view.report.facts.working)

    @cached_property
    def stories(self) -> Mapping[str, ProjectStory]:
        """Give every project's story, those below the mechanism's bound included."""
        told = self.view.report.facts.projects
        return told if len(told) == len(self.known.projects) else {**project_stories(self.known), **told}

    @cached_property
    def concerns(self) -> Concerns:
        """Give the events of each project, item and unit."""
        return concerns(self.known, self.view.portfolio.events, self.view.report.facts.items)

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """Give every problem's life."""
        return issues(self.known)

    @cached_property
    def issues_of_project(self) -> Mapping[str, Sequence[Issue]]:
        """Give each project's problems, newest first."""
        found: dict[str, list[Issue]] = defaultdict(list)
        for issue in reversed(self.issues.values()):  # type: ignore[call-overload]
            found[issue.raised.project].append(issue)
        return found

    @cached_property
    def issues_of_unit(self) -> Mapping[str, Sequence[Issue]]:
        """Give the open problems in which each unit is named."""
        found: dict[str, list[Issue]] = defaultdict(list)
        for issue in self.issues.values():
            for unit in issue.raised.units if issue.resolved is None else ():
                found[unit].append(issue)
        return found

    @cached_property
    def adjustments(self) -> Mapping[str, Sequence[PlanAdjusted]]:
        """Give each project's plan adjustments, by date."""
        found: dict[str, list[PlanAdjusted]] = defaultdict(list)
        for change in self.known.of_type(PlanAdjusted):
            found[change.project].append(change)
        return found

    @cached_property
    def approvals(self) -> Mapping[int, PlanApproved]:
        """Give the approval of each plan year."""
        return approvals(self.known)

    @cached_property
    def weekly(self) -> Mapping[str, Sequence[WeeklyReport]]:
        """Give each project's weekly reports, by date."""
        found: dict[str, list[WeeklyReport]] = defaultdict(list)
        for event in self.known.of_type(WeeklyReport):
            found[event.project].append(event)
        return found

    @cached_property
    def steps_done(self) -> Mapping[str, Mapping[str, StepDone]]:
        """Give each project's finished steps, the first word on each."""
        found: dict[str, dict[str, StepDone]] = defaultdict(dict)
        for event in self.known.of_type(StepDone):
            found[event.project].setdefault(event.step, event)
        return found

    @cached_property
    def confirmed(self) -> Mapping[str, StartPlanConfirmed]:
        """Give the confirmation of each project's 附件1."""
        return {event.project: event for event in reversed(self.known.of_type(StartPlanConfirmed))}

    @cached_property
    def routings(self) -> Mapping[str, Routing]:
        """Give each project's coordination office and the reason."""
        policy, offices = self.view.report.policy, self.view.office_ids
        return {key: routing(project, policy, offices) for key, project in self.known.projects.items()}

    @cached_property
    def steps(self) -> Mapping[str, Sequence[Step]]:
        """Give each project's 12 steps; projects without 附件1 are absent."""
        return {
            key: steps(story, self.steps_done.get(key, {}), self.workdays, self.as_of)
            for key, story in self.stories.items()
            if story.project.start_plan
        }

    @cached_property
    def cards_of_act(self) -> Mapping[str, Sequence[Card]]:
        """Give the cards that each 督办 drew, by the place that cites it."""
        found: dict[str, list[Card]] = defaultdict(list)
        for card in self.view.report.cards:
            found[card.because[-1]].append(card)
        return found

    @cached_property
    def supervisions(self) -> Mapping[str, Sequence[Supervision]]:
        """Give each unit's 督办, newest first."""
        found: dict[str, list[Supervision]] = defaultdict(list)
        for act in reversed(self.known.of_type(Supervision)):
            found[act.unit].append(act)
        return found

    @cached_property
    def briefs(self) -> Mapping[str, Brief]:
        """Give each project's line in a list."""
        return briefs(self.view, self.stories)

    @cached_property
    def approvals_of(self) -> Mapping[str, Approvals]:
        """Give each department's steps."""
        return approvals_of(self.stories, self.steps)

    @cached_property
    def coordinations(self) -> Mapping[str, Sequence[Coordination]]:
        """Give each leader's coordinations, by date."""
        found: dict[str, list[Coordination]] = defaultdict(list)
        for event in self.known.of_type(Coordination):
            found[event.leader].append(event)
        return found

    @cached_property
    def coming(self) -> Mapping[str, Sequence[Due]]:
        """Give what each unit owes, overdue and in the weeks ahead."""
        reports = reports_due(self.view, self.stories)
        return coming(self.view, self.stories, self.steps, self.workdays, reports)

    @cached_property
    def weekly_tallies(self) -> Mapping[str, Sequence[Tally]]:
        """Give each unit's weekly reporting."""
        return weekly(self.view, self.stories)

    @cached_property
    def monthly_tallies(self) -> Mapping[str, Sequence[Tally]]:
        """Give each unit's monthly reporting."""
        return monthly(self.view, self.stories)

    @cached_property
    def coordination(self) -> Mapping[str, Sequence[CoordinationWeek]]:
        """Give each leader's coordination by week."""
        return coordination_weeks(self.view)

    def template(self, name: str) -> Template:
        """Give a page's template; the environment compiles each once."""
        return self.press.templates.get_template(f"pages/records/{name}.html.j2")
