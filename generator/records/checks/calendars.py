"""The working-day calendars and the policy that the records need (D17, D18)."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.codes import places
from generator.records.model.events import (
    Decision,
    DueChanged,
    ItemClosed,
    MonthlyReport,
    ReportFiled,
    WeeklyReport,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.events import Event
    from generator.records.model.policy import Policy
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def years(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """There is a working-day calendar for every year whose days are counted: of reports and of items."""
    needed: dict[int, tuple[str, Event, str]] = {}
    for event, key, year in chain(_happening(portfolio), _due(portfolio)):
        if year not in portfolio.calendars and str(year) not in context.unread:
            needed[year] = min(
                needed.get(year, (event.path, event, key)), (event.path, event, key), key=lambda it: it[0]
            )
    for year, (_, event, key) in sorted(needed.items()):
        yield context.say(event, codes.NO_CALENDAR, key, year=year)


def policies(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Some edition of the policy is in force on the day of every event."""
    first = min(portfolio.policies, default=None)
    early = [event for event in portfolio.events.values() if first is None or event.date < first]
    if early and not any(_DAY.fullmatch(name) for name in context.unread):
        event = min(early, key=lambda event: (event.date, event.path))
        yield context.say(event, codes.NO_POLICY, "date", day=event.date)


def editions(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each edition of the policy has an id of its own, by which pages and papers name it."""
    first: dict[str, Policy] = {}
    recorded = portfolio.recorded
    for policy in sorted(
        portfolio.policies.values(), key=lambda one: (recorded.get(one.path, date.max), one.path)
    ):
        if (other := first.setdefault(policy.id, policy)) is not policy:
            yield context.say(policy, places.EDITION, "id", id=policy.id, other=other.at("id"))


def _happening(portfolio: Portfolio) -> Iterator[tuple[Event, str, int]]:
    for kind in (WeeklyReport, MonthlyReport, ReportFiled, ItemClosed):
        for event in portfolio.of_type(kind):
            yield event, "date", event.date.year


def _due(portfolio: Portfolio) -> Iterator[tuple[Event, str, int]]:
    for item in portfolio.of_type(Decision):
        if item.due:
            yield item, "due", item.due.year
    for change in portfolio.of_type(DueChanged):
        yield change, "due", change.due.year
