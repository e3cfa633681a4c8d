"""What was known on a day: events up to it, corrections applied (D4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from generator.records.corrections import corrected
from generator.records.model.events import Correction, PlanApproved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.records.model.events import Event
    from generator.records.model.projects import Plan
    from generator.records.portfolio import Portfolio


def as_known(portfolio: Portfolio, as_of: date) -> Portfolio:
    """Give the portfolio of a day: later events gone, withdrawn ones too, corrected ones in their new words.

    A correction whose target or values do not fit changes nothing; the checks have reported it.
    """
    events = {key: event for key, event in portfolio.events.items() if event.date <= as_of}
    fixes = [event for event in events.values() if isinstance(event, Correction)]
    for fix in sorted(fixes, key=lambda fix: (fix.date, fix.id)):
        if fix.of in events and fix.of != fix.id:
            _apply(events, fix, as_of)
    return replace(portfolio, events=events)


def _apply(events: dict[str, Event], fix: Correction, as_of: date) -> None:
    if fix.withdraw:
        del events[fix.of]
        return
    try:
        event = corrected(events[fix.of], fix)
    except ValidationError:
        return
    if event.date > as_of:
        del events[fix.of]
    else:
        events[fix.of] = event


def approvals(known: Portfolio) -> Mapping[int, PlanApproved]:
    """Give the first approval of each plan year."""
    found: dict[int, PlanApproved] = {}
    for event in known.of_type(PlanApproved):
        found.setdefault(event.year, event)
    return found


def approved_plans(known: Portfolio) -> Mapping[str, Sequence[tuple[Plan, date]]]:
    """Give each project's binding plans with the day of approval, oldest first; drafts are left out."""
    when = approvals(known)
    return {
        project: [(plan, when[plan.year].approved_on) for plan in plans if plan.year in when]
        for project, plans in known.plans_of.items()
    }
