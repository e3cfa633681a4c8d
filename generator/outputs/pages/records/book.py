"""Everything record pages look up, gathered once, in time linear in the records."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.mechanism.construction import ProjectStory, project_stories
from generator.mechanism.holding import holdings
from generator.mechanism.steps import start_steps
from generator.mechanism.timeline import approvals
from generator.outputs.changelog import changelog, worded
from generator.outputs.pages.amendments import names_of
from generator.outputs.pages.records.approvals import Approvals, approvals_of
from generator.outputs.pages.records.brief import Brief, briefs
from generator.outputs.pages.records.coming import Due, coming
from generator.outputs.pages.records.concerns import Concerns, concerns
from generator.outputs.pages.records.links import RecordLinks
from generator.outputs.pages.records.reporting import (
    CoordinationWeek,
    Tally,
    coordination_lines,
    coordination_weeks,
    recent,
    reports_due,
    tallies,
)
from generator.outputs.pages.records.routing import Routing, routing
from generator.outputs.pages.records.steps import Step, steps
from generator.outputs.tables.derived import docket_of, steps_of
from generator.outputs.tables.lateness import told
from generator.records.correction import Idle, idle
from generator.records.model.events import (
    Coordination,
    PlanAdjusted,
    PlanApproved,
    Supervision,
    WeeklyReport,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from jinja2 import Template

    from generator.mechanism.docket import ItemLine, Problem
    from generator.mechanism.holding import Held
    from generator.mechanism.ledger import Card
    from generator.mechanism.obligations import Duty, Obligation
    from generator.mechanism.steps import StartSteps
    from generator.outputs.changelog import Line
    from generator.outputs.press import Press
    from generator.outputs.tables.duties import DutyLine
    from generator.outputs.view import View
    from generator.records.changes import History, Key
    from generator.records.portfolio import Portfolio

SHOWN = frozenset({"projects", "plans", "organisations"})
"""The shelves whose records have their history on a page of their own."""


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
    def stories(self) -> Mapping[str, ProjectStory]:
        """Give every project's story, those below the mechanism's bound included."""
        told = self.view.report.facts.projects
        return told if len(told) == len(self.known.projects) else {**project_stories(self.known), **told}

    @cached_property
    def concerns(self) -> Concerns:
        """Give the events of each project, item and unit."""
        return concerns(self.known, self.view.portfolio.events, self.view.report.facts.items)

    @cached_property
    def issues(self) -> Mapping[str, Problem]:
        """Give every problem's life."""
        return docket_of(self.view).problems

    @cached_property
    def item_lines(self) -> Mapping[str, ItemLine]:
        """Give every item as the docket has it."""
        return docket_of(self.view).items

    @cached_property
    def issues_of_project(self) -> Mapping[str, Sequence[Problem]]:
        """Give each project's problems, newest first."""
        found: dict[str, list[Problem]] = defaultdict(list)
        for issue in reversed(list(self.issues.values())):
            found[issue.raised.project].append(issue)
        return found

    @cached_property
    def issues_of_unit(self) -> Mapping[str, Sequence[Problem]]:
        """Give the open problems in which each unit is named."""
        found: dict[str, list[Problem]] = defaultdict(list)
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
    def start_steps(self) -> Mapping[str, StartSteps]:
        """Give 附件1 of each project as it stands, and what those before their start wait for."""
        facts = self.view.report.facts
        if self.stories is facts.projects:
            return steps_of(self.view)
        return start_steps(self.known, self.stories, facts.working, self.as_of)

    @cached_property
    def holdings(self) -> Mapping[str, Sequence[Held]]:
        """Give who held each project how long."""
        working = self.view.report.facts.working
        return holdings(self.known, self.stories, self.start_steps, working)

    @cached_property
    def routings(self) -> Mapping[str, Routing]:
        """Give each project's coordination office and the reason."""
        policy, offices = self.view.report.policy, self.view.office_ids
        return {key: routing(project, policy, offices) for key, project in self.known.projects.items()}

    @cached_property
    def steps(self) -> Mapping[str, Sequence[Step]]:
        """Give each project's 12 steps; projects without 附件1 are absent."""
        return {key: steps(told, self.as_of) for key, told in self.start_steps.items() if told.applying}

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
        return approvals_of(self.start_steps, self.steps)

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
        gone = {key for key, story in self.stories.items() if story.withdrawn}
        reports = reports_due([one for one in self.owed if one.subject not in gone], self.as_of)
        return coming(self.view, self.stories, self.steps, self.item_lines, reports)

    @cached_property
    def owed(self) -> Sequence[Obligation]:
        """Give the duties of the last 26 weeks and of the six ahead."""
        return recent(self.view)

    @cached_property
    def tallies(self) -> Mapping[tuple[Duty, str], Sequence[Tally]]:
        """Give each unit's and office's reporting, by duty."""
        return tallies(self.owed, self.as_of)

    @cached_property
    def coordination(self) -> Mapping[str, Sequence[CoordinationWeek]]:
        """Give each leader's coordination by week."""
        return coordination_weeks(self.view, self.owed)

    @cached_property
    def coordination_lines(self) -> Mapping[str, DutyLine]:
        """Give the count of each leader's weeks."""
        return coordination_lines(self.owed, self.as_of)

    @cached_property
    def history(self) -> History:
        """Give git's account of the records, with what the pages show of it read at once."""
        found = self.view.history
        shown = (life for (shelf, _), life in found.lives.items() if shelf in SHOWN and len(life) > 1)
        found.prepare(change for life in shown for change in life)
        return found

    @cached_property
    def idle(self) -> Mapping[str, Idle]:
        """Give the corrections known that change nothing, by id, and why not."""
        return idle(self.known.filed or self.known)

    def told(self, place: str, happened: date) -> str:
        """Say when the fact in a file (`path` or `path:line`) was recorded; empty where git does not know."""
        found = told(self.view, place.partition(":")[0], happened)
        if found is None:
            return ""
        after = f"，发生后第{found.late}个工作日" if found.late else ""
        return f"{found.day}入库{after}"

    def changes(self, keys: Iterable[Key]) -> Sequence[Line]:
        """Tell what was changed in some records, newest first."""
        return worded(changelog(self.history, keys)[::-1], self.names)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Name units and leaders by id, as records of changes do."""
        return names_of(self.view)

    def template(self, name: str) -> Template:
        """Give a page's template; the environment compiles each once."""
        return self.press.templates.get_template(f"pages/records/{name}.html.j2")


def lent(press: Press, book: Book) -> Press:
    """Give a press of the same view all that the book of another has looked up."""
    own = press.__dict__["_book"] = copy(book)
    own.__dict__.update(press=press)
    return press


def book_of(press: Press) -> Book:
    """Give the book of a press, made once."""
    found = press.__dict__.get("_book")
    if not isinstance(found, Book):
        found = Book(press)
        press.__dict__["_book"] = found
    return found
