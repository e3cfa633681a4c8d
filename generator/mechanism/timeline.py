"""What was known on a day: events up to it, corrections applied (D4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.correction import standing
from generator.records.model.events import PlanApproved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.records.model.projects import Plan
    from generator.records.portfolio import Portfolio


def as_known(portfolio: Portfolio, as_of: date) -> Portfolio:
    """Give the portfolio of a day: later events gone, withdrawn ones too, corrected ones in their new words.

    A correction whose target or values do not fit changes nothing; the checks have reported it.
    """
    return standing(portfolio.until(as_of)).until(as_of)


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
