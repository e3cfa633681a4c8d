"""What every page looks at: one report of the day, its portfolio, problems and revision, with look-ups."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from generator.mechanism.policy import OUT_OF_SCOPE, route
from generator.outputs.few import Few
from generator.outputs.revision import Revision
from generator.records.calendar import Month, Quarter
from generator.records.changes import History
from generator.records.model.events import MonthlyReport, WeeklyReport

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.items import ItemStory
    from generator.mechanism.ledger import Adjustment, Card, Entry
    from generator.mechanism.report import Report
    from generator.records.model.events import BulletinPublished
    from generator.records.model.organisations import Leader, Organisation
    from generator.records.model.projects import Plan, Project
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

T = TypeVar("T")
K = TypeVar("K", bound="Hashable")
COORDINATING = "综合协调办"


class Sealing(Protocol):
    """The sealed periods a view knows of."""

    @property
    def acts(self) -> Sequence[BulletinPublished]:
        """Give every seal, in the order of their numbers."""

    def revisions(self, period: str) -> Sequence[View]:
        """Give the views a period's seals were made from, the first revision first; none where it is open."""

    def suffix(self, act: BulletinPublished) -> str:
        """Tell a seal's pages from those of the first of its period that are shown: `-r2`, or nothing."""

    def corrected(self, act: BulletinPublished) -> int | None:
        """Give the number of the seal that puts right what an earlier version of the tool sealed, if any."""

    def now(self, sealed: View, view: View) -> View:
        """Give what the view of a seal would be, were it made from the data of another view."""


@dataclass(frozen=True)
class View:
    """The state of a district on `report.as_of`, and how its pages find their way about in it.

    `report_on(day)` gives the report of an earlier day. `history` is git's account of each record; empty
    where the caller has none.
    """

    report: Report
    portfolio: Portfolio
    problems: Sequence[Problem] = ()
    revision: Revision = field(default_factory=Revision)
    history: History = field(default_factory=History, repr=False)
    report_on: Callable[[date], Report] | None = None
    revision_on: Callable[[date], Revision] | None = None
    """Gives the last revision that may have changed what is known of an earlier day."""
    past: Few[date, View] = field(default_factory=Few, repr=False)
    present: Portfolio | None = field(default=None, repr=False)
    """What is known on the day of the data, in a view of an earlier day."""
    seals: Sealing | None = field(default=None, repr=False)
    """The bulletins sealed by the day of the data."""
    seal: BulletinPublished | None = None
    """The seal this view was taken for."""

    @property
    def as_of(self) -> date:
        """Give the day of the data (数据截至)."""
        return self.report.as_of

    @cached_property
    def faults(self) -> str:
        """Say how many faults the data has, empty without any; what cannot be read counts in no figure."""
        count = sum(problem.severity == "error" for problem in self.problems)
        return f"数据有 {count} 处错误，读不出的文件未计入" if count else ""

    @property
    def known(self) -> Portfolio:
        """Give the portfolio as known on the day."""
        return self.report.known

    @property
    def today(self) -> Portfolio:
        """Give the portfolio of the day of the data, which knows what became of an earlier day's paper."""
        return self.present or self.known

    def at(self, day: date) -> View:
        """Give the view of an earlier day, as an old bulletin needs it; none of a later."""
        if day >= self.as_of or self.report_on is None:
            return self
        return self.past.once(day, partial(self._then, day, self.report_on))

    def _then(self, day: date, report_on: Callable[[date], Report]) -> View:
        revision = self.revision_on(day) if self.revision_on else self.revision
        return replace(self, report=report_on(day), revision=revision, present=self.today)

    def sealed(self, period: object) -> View | None:
        """Give the view a period's newest seal was made from; None where it is not sealed."""
        found = self.seals.revisions(str(period)) if self.seals else ()
        return found[-1] if found else None

    @property
    def quarter(self) -> Quarter:
        """Give the running quarter."""
        return Quarter.of(self.as_of)

    @property
    def month(self) -> Month:
        """Give the running month."""
        return Month.of(self.as_of)

    def unit(self, key: str) -> Organisation | None:
        """Give an organisation, None where the register has none."""
        return self.known.organisations.get(key)

    def short(self, key: str) -> str:
        """Name an organisation shortly; an id nobody registered stays an id."""
        unit = self.unit(key)
        return unit.short if unit else key

    def full(self, key: str) -> str:
        """Name an organisation in full."""
        unit = self.unit(key)
        return unit.name if unit else key

    def project(self, key: str) -> Project | None:
        """Give a project, None where there is none."""
        return self.known.projects.get(key)

    def project_name(self, key: str) -> str:
        """Name a project; an unknown id stays an id."""
        project = self.project(key)
        return project.name if project else key

    def story(self, key: str) -> ProjectStory | None:
        """Give a project's story, None out of the mechanism's scope."""
        return self.report.facts.projects.get(key)

    def item(self, key: str) -> ItemStory | None:
        """Give an item's story."""
        return self.report.facts.items.get(key)

    def leader_name(self, key: str) -> str:
        """Name a leader by the person."""
        leader = self.known.leaders.get(key)
        person = self.known.people.get(leader.person) if leader else None
        return person.name if person else key

    @cached_property
    def office_ids(self) -> Mapping[str, str]:
        """Map the offices' names, full and short, to their ids (the policy writes names)."""
        units = self.known.organisations.values()
        names = {name: unit.id for unit in units for name in (unit.short, unit.name)}
        return names | {unit.id: unit.id for unit in units}

    def office_of(self, project: Project) -> str | None:
        """Give the id (unregistered: the name) of a project's coordination office (D27); None for none."""
        if project.coordination_office:
            return project.coordination_office.office
        name = route(project, self.report.policy)
        return None if name in {None, OUT_OF_SCOPE} else self.office_ids.get(name or "", name)

    @cached_property
    def offices(self) -> Sequence[Organisation]:
        """Give the coordination offices, by id."""
        return [u for _, u in sorted(self.known.organisations.items()) if u.kind == COORDINATING]

    @cached_property
    def scored(self) -> Sequence[Organisation]:
        """Give the units that are assessed, by id."""
        return [unit for _, unit in sorted(self.known.organisations.items()) if unit.scored]

    @cached_property
    def leaders(self) -> Sequence[Leader]:
        """Give the leaders, by id."""
        return [leader for _, leader in sorted(self.known.leaders.items())]

    @cached_property
    def entries_of_subject(self) -> Mapping[str, Sequence[Entry]]:
        """Give every entry caused by each project or item."""
        return grouped(self.report.entries, lambda entry: [entry.subject])

    @cached_property
    def adjustments_of(self) -> Mapping[str, Sequence[Adjustment]]:
        """Give each unit's adjustments, those announced for the next quarter included."""
        return grouped(self.report.adjustments, lambda adjustment: [adjustment.unit])

    @cached_property
    def cards_of(self) -> Mapping[str, Sequence[Card]]:
        """Give each unit's cards, by date."""
        return grouped(self.report.cards, lambda card: [card.unit])

    @cached_property
    def projects_of_unit(self) -> Mapping[str, Sequence[Project]]:
        """Give each unit's projects on the day, a changed lead considered, by id."""
        return grouped(self._projects, self.lead_units)

    @cached_property
    def projects_of_leader(self) -> Mapping[str, Sequence[Project]]:
        """Give each leader's projects, by id."""
        return grouped(self._projects, lambda project: [project.leader])

    @cached_property
    def projects_of_office(self) -> Mapping[str, Sequence[Project]]:
        """Give each coordination office's projects, by id."""
        return grouped(self._projects, lambda project: filter(None, [self.office_of(project)]))

    @cached_property
    def projects_of_street(self) -> Mapping[str, Sequence[Project]]:
        """Give each street's projects, by id."""
        return grouped(self._projects, lambda project: [project.street])

    @cached_property
    def items_of_unit(self) -> Mapping[str, Sequence[ItemStory]]:
        """Give each unit's items, responsible or supporting."""
        return grouped(self.report.facts.items.values(), lambda story: story.units)

    @cached_property
    def items_of_project(self) -> Mapping[str, Sequence[ItemStory]]:
        """Give each project's items."""
        return grouped(self.report.facts.items.values(), lambda story: filter(None, [story.item.project]))

    @cached_property
    def newest_report(self) -> Mapping[str, date]:
        """Give the day of each project's newest weekly or monthly report."""
        found: dict[str, date] = {}
        for event in (*self.known.of_type(WeeklyReport), *self.known.of_type(MonthlyReport)):
            found[event.project] = max(found.get(event.project, event.date), event.date)
        return found

    def age(self, project: str) -> int | None:
        """Tell how many days old a project's newest report is; None where there is none."""
        newest = self.newest_report.get(project)
        return None if newest is None else (self.as_of - newest).days

    def lead_units(self, project: Project) -> tuple[str, ...]:
        """Give the units in charge of a project on the day."""
        story = self.story(project.id)
        return story.lead_units(self.as_of) if story else project.lead_units

    def plan(self, project: str, year: int | None = None) -> Plan | None:
        """Give a project's plan entry of a year (the current one by default)."""
        return self.known.plans.get((project, year or self.as_of.year))

    @property
    def _projects(self) -> Iterable[Project]:
        return (project for _, project in sorted(self.known.projects.items()))


def grouped(things: Iterable[T], keys: Callable[[T], Iterable[K]]) -> Mapping[K, Sequence[T]]:
    """Give the things by each of their keys, in their order."""
    found: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        for key in dict.fromkeys(keys(thing)):
            found[key].append(thing)
    return dict(found)
