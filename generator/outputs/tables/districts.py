"""A district on a day in one record: what the home page and a bulletin say first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.mechanism.pools import POOLS, Pool
from generator.outputs.tables.derived import docket_of
from generator.outputs.tables.dockets import ItemFigures, ItemRow, item_figures, item_rows, items_by_unit
from generator.outputs.tables.duties import Duties, month_duties
from generator.outputs.tables.figures import Figures, by, figures
from generator.outputs.tables.months import Months, months
from generator.outputs.tables.projects import ProjectRow, rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.docket import Problem
    from generator.mechanism.ledger import Card
    from generator.outputs.view import View


@dataclass(frozen=True)
class Summary:
    """The figures of a view's day, worked out when asked for."""

    view: View

    @cached_property
    def rows(self) -> Sequence[ProjectRow]:
        """Give every project in scope."""
        return rows(self.view)

    @cached_property
    def planned(self) -> Sequence[ProjectRow]:
        """Give the projects in the year's plan."""
        return [row for row in self.rows if row.plan]

    @cached_property
    def figures(self) -> Figures:
        """Sum the year's plan."""
        return figures(self.rows)

    @cached_property
    def by_unit(self) -> Mapping[str, Figures]:
        """Sum by lead unit, each in full."""
        return by(self.rows, lambda row: row.units)

    @cached_property
    def by_leader(self) -> Mapping[str, Figures]:
        """Sum by leader."""
        return by(self.rows, lambda row: [row.project.leader])

    @cached_property
    def by_office(self) -> Mapping[str, Figures]:
        """Sum by coordination office."""
        return by(self.rows, lambda row: [row.office])

    @cached_property
    def items(self) -> Sequence[ItemRow]:
        """Give the year's items."""
        return item_rows(self.view)

    @cached_property
    def item_figures(self) -> ItemFigures:
        """Sum the year's items."""
        return item_figures(self.items, self.view.as_of)

    @cached_property
    def items_by_unit(self) -> Mapping[str, ItemFigures]:
        """Sum the year's items by responsible unit."""
        return items_by_unit(self.items, self.view.as_of)

    @cached_property
    def duties(self) -> Duties:
        """Count the running month's duties."""
        return month_duties(self.view, self.view.month)

    @cached_property
    def months(self) -> Months:
        """Give the year month by month."""
        return months(self.view, self.rows)

    @cached_property
    def missed(self) -> Sequence[ProjectRow]:
        """Give 应开工未开工, by this year's plan and by earlier ones, the latest first."""
        found = [row for row in self.rows if row.start_state == "应开工未开工"]
        return sorted(found, key=lambda row: (-row.late_days, row.project.id))

    @cached_property
    def ceremonies(self) -> Sequence[ProjectRow]:
        """Give ceremonies without substance, the oldest first."""
        found = [row for row in self.rows if row.empty_ceremony]
        return sorted(found, key=lambda row: (row.ceremony or self.view.as_of, row.project.id))

    @cached_property
    def behind(self) -> Sequence[ProjectRow]:
        """Give projects under construction with a promise missed, the oldest first."""
        found = [row for row in self.rows if row.pool == "建设库" and row.behind]
        return sorted(found, key=lambda row: (row.overdue[0].deadline, row.project.id))

    @cached_property
    def overdue_items(self) -> Sequence[ItemRow]:
        """Give items open past their due date, the longest overdue first."""
        found = [row for row in self.items if row.state == "超期未办结"]
        return sorted(found, key=lambda row: (-row.overdue, row.story.item.id))

    @cached_property
    def repeated_items(self) -> Sequence[ItemRow]:
        """Give open items that 3.2 charges: discussed three times or more at one level without a due date."""
        found = [row for row in self.items if row.open and row.repeated]
        return sorted(found, key=lambda row: (-row.repeated, row.story.item.id))

    @cached_property
    def pools(self) -> Mapping[Pool, Sequence[ProjectRow]]:
        """Give the three pools."""
        return {pool: [row for row in self.rows if row.pool == pool] for pool in POOLS}

    @cached_property
    def cards_of_year(self) -> Sequence[Card]:
        """Give the year's cards."""
        return [card for card in self.view.report.cards if card.date.year == self.view.as_of.year]

    @cached_property
    def cards_of_month(self) -> Sequence[Card]:
        """Give the running month's cards."""
        month = self.view.month
        return [card for card in self.cards_of_year if month.first <= card.date <= month.last]

    @cached_property
    def open_problems(self) -> Sequence[Problem]:
        """Give the docket's problems not yet settled, the oldest first."""
        return [problem for problem in docket_of(self.view).problems.values() if problem.resolved is None]

    @cached_property
    def silent_units(self) -> Sequence[str]:
        """Give the units that owe weekly reports and gave none this month."""
        return [unit for unit, line in self.duties.weekly.items() if line.silent]


def summary(view: View) -> Summary:
    """Make the summary of a view, once a view."""
    found = view.__dict__.get("_summary")
    if not isinstance(found, Summary):
        found = Summary(view)
        view.__dict__["_summary"] = found
    return found
