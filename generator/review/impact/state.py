"""One state of the data on a day: records and seals, and all that is computed from them, once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.mechanism.report import Report, report
from generator.outputs.seals import Seals
from generator.outputs.view import View

if TYPE_CHECKING:
    from datetime import date

    from generator.records.portfolio import Portfolio


@dataclass(frozen=True)
class State:
    """Records as they are before or after a change, and what the seals among them fixed.

    Whatever is asked of it raises MissingYear or NoPolicyError, as `report` does.
    """

    portfolio: Portfolio
    as_of: date
    seals: Seals = field(default_factory=Seals)
    _reports: dict[date, Report] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def report(self) -> Report:
        """Give the report of the day."""
        return self.on(self.as_of)

    def on(self, day: date) -> Report:
        """Give the report of an earlier day."""
        if day not in self._reports:
            self._reports[day] = report(self.portfolio, day, self.seals.closed)
        return self._reports[day]

    @cached_property
    def view(self) -> View:
        """Give the view papers are drawn from."""
        return View(self.report, self.portfolio, report_on=self.on, seals=self.seals.by(self.as_of))

    def lent(self, other: State) -> State:
        """Give this state with the rules and calendars only the other has, so that it can be computed."""
        mine, theirs = self.portfolio, other.portfolio
        calendars = {**theirs.calendars, **mine.calendars}
        policies = mine.policies or theirs.policies
        return State(replace(mine, calendars=calendars, policies=policies), self.as_of, self.seals)

    def unit(self, key: str) -> str:
        """Name an organisation shortly; an unknown id stays an id."""
        return self.view.short(key)

    def subject(self, key: str) -> str:
        """Name a project, or an item by the beginning of its text; empty where there is neither."""
        item = self.view.item(key)
        project = self.portfolio.projects.get(key)
        return item.item.text if item else project.name if project else ""
