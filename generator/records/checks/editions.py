"""Figures of an edition of the rules that go together, and such as look odd (附件3; D1, D7, D19, D27)."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.records.codes import between
from generator.records.codes import policy as codes
from generator.records.model.policy import LateStart, OverdueItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.policy import PointRule, Policy, RouteTest
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem
    from generator.records.tree import Location

GIVEN: Final = frozenset(
    {
        "early_start",
        "late_start",
        "preliminary_start",
        "same_year_start",
        "early_completion",
        "early_item",
    }
)
"""Kinds of rules that give points; all others take them."""
ADJUSTED: Final = (
    ("most_yellow", "4.1", False),
    ("red", "4.2", False),
    ("first_seat", "4.4", True),
    ("last_seat", "4.4", False),
)
"""What cards and seats do to the total: key, clause, and whether it gives points (附件3之4)."""


def tiers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The tiers of a rule rise: months of a late start, days of an overdue item."""
    for policy in portfolio.policies.values():
        for index, rule in enumerate(policy.rules):
            if isinstance(rule, LateStart):
                key, values = "bands", [band.within_months for band in rule.bands]
            elif isinstance(rule, OverdueItem):
                key, values = "steps", [step.days for step in rule.steps]
            else:
                continue
            if any(after <= before for before, after in pairwise(values)):
                yield context.say(policy, between.BAND_ORDER, "rules", index, key, key=rule.clause)


def tier_points(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Who is later is given less, or loses more, tier by tier (D7, D19)."""
    for policy in portfolio.policies.values():
        for index, rule in enumerate(policy.rules):
            points: list[Decimal] = []
            if isinstance(rule, LateStart):
                key, points = "bands", [band.points for band in rule.bands]
            elif isinstance(rule, OverdueItem) and rule.mode == "highest":
                key, points = "steps", [step.points for step in rule.steps]
            for place, (before, after) in enumerate(pairwise(points), 2):
                if after >= before:
                    values = {"clause": rule.clause, "place": place, "points": after, "before": before}
                    at = ("rules", index, key, place - 1, "points")
                    yield context.say(policy, codes.TIER_WEIGHT, *at, **values)


def weights(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The weights of the categories sum to 1, so that who has 100 in each has 100 in all (D1)."""
    for policy in portfolio.policies.values():
        total = sum((category.weight for category in policy.categories), Decimal(0))
        if total != 1:
            yield context.say(policy, between.WEIGHTS, "categories", total=f"{total:f}")


def signs(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A deduction takes points and a bonus gives them (附件3); cards and seats may do nothing."""
    for policy in portfolio.policies.values():
        for at, clause, key, points, given in (*_booked(policy), *_adjusted(policy)):
            if (points if given else -points) < 0 or (not points and at[0] == "rules"):
                wanted = "加分" if given else "扣分"
                values = {"clause": clause, "key": key, "wanted": wanted, "points": points}
                yield context.say(policy, codes.SIGN, *at, **values)


def routes(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """No line of 三层五线 names only what the lines before it have taken (D27)."""
    for policy in portfolio.policies.values():
        before: list[RouteTest] = []
        for index, route in enumerate(policy.routing):
            if _taken(route.when, before, policy.scope.min_investment_wan):
                yield context.say(policy, codes.ROUTE_IDLE, "routing", index, "when", place=index + 1)
            before.append(route.when)


def _booked(policy: Policy) -> Iterator[tuple[Location, str, str, Decimal, bool]]:
    """Give each points of a rule: place, clause, kind, points, and whether it gives them."""
    for index, rule in enumerate(policy.rules):
        for place, points in _points(rule):
            yield ("rules", index, *place), rule.clause, rule.kind, points, rule.kind in GIVEN


def _points(rule: PointRule) -> Iterator[tuple[Location, Decimal]]:
    if isinstance(rule, LateStart):
        for at, band in enumerate(rule.bands):
            yield ("bands", at, "points"), band.points
    elif isinstance(rule, OverdueItem):
        for at, step in enumerate(rule.steps):
            yield ("steps", at, "points"), step.points
    else:
        yield ("points",), rule.points


def _adjusted(policy: Policy) -> Iterator[tuple[Location, str, str, Decimal, bool]]:
    for key, clause, given in ADJUSTED:
        yield ("adjustments", key), clause, key, getattr(policy.adjustments, key), given


def _taken(test: RouteTest, before: list[RouteTest], least: Decimal) -> bool:
    """Tell whether the conditions before one take every project in scope that it names."""
    bounds = [one.investment_wan_at_least for one in before if one.investment_wan_at_least is not None]
    if any(bound <= max(least, test.investment_wan_at_least or least) for bound in bounds):
        return True
    if test.programme is not None:
        return test.programme in {one.programme for one in before}
    sectors = {sector for one in before for sector in one.sector_in}
    return bool(test.sector_in) and sectors.issuperset(test.sector_in)
