"""Two editions of the rules in one report: each quarter, year and card by its own (D3, D24, D26)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import Report, report
from generator.mechanism.scenario.facts import portfolio
from generator.records.calendar import Quarter
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.mechanism.scenario.draft import Fact
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

UNIT = "甲局"


def edition(policy: Policy, since: str, **figures: object) -> Policy:
    day = date.fromisoformat(since)
    return policy.model_copy(
        update={"id": since, "effective_from": day, "path": f"data/policy/{since}.yml", **figures}
    )


def told(facts: list[Fact], as_of: str, calendars: Mapping[int, CalendarYear], *editions: Policy) -> Report:
    made, _ = portfolio(facts, [UNIT, "乙局"], editions[0], calendars)
    records = [
        record
        for shelf in (made.organisations, made.projects, made.plans, made.events)
        for record in shelf.values()
    ]
    whole = Portfolio.of([*records, *editions, *calendars.values()])
    return report(whole, date.fromisoformat(as_of))


@pytest.fixture
def later(policy: Policy) -> Policy:
    """In force from 2027: 20/35, a bonus of at most 3, referral from the third red card."""
    annual = policy.annual.model_copy(update={"factor_numerator": Decimal(20), "bonus_cap": Decimal(3)})
    cards = policy.cards.model_copy(update={"referral_from_red": 3})
    return edition(policy, "2027-01-01", annual=annual, cards=cards)


def test_a_year_and_its_cards_stay_what_their_own_edition_made_of_them(
    policy: Policy, later: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """Four 督办 make two red cards by 5 April; 5 points of the 6 decided count; 10/35 of the mean of 2026."""
    facts: list[Fact] = [
        *({"id": f"S{n}", "kind": "supervision", "unit": UNIT, "date": f"2026-0{n}-05"} for n in range(1, 5)),
        {
            "id": "G",
            "kind": "commendation",
            "unit": UNIT,
            "year": "2026",
            "date": "2026-12-20",
            "points": "6",
        },
    ]
    alone = told(facts, "2027-03-31", calendars, policy)
    both = told(facts, "2027-03-31", calendars, policy, later)
    assert [str(one.second_red) for one in both.referrals] == ["2026-04-05"]
    [unit] = {one.unit for one in both.referrals}
    assert both.years[2026] == alone.years[2026]
    assert both.years[2026][unit].bonus == Decimal(5)
    assert both.years[2026][unit].scaled == both.years[2026][unit].mean * 10 / 35
    assert both.years[2027][unit].scaled == both.years[2027][unit].mean * 20 / 35
    assert (both.edition(2026), both.edition(2027)) == (policy, later)


def test_what_one_edition_assesses_is_nothing_to_another(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """A project too small until April is nothing in the first quarter; others have its weight (D3)."""
    large = policy.scope.model_copy(update={"min_investment_wan": Decimal(2_000_000)})
    first = policy.model_copy(update={"no_item": "reweight", "scope": large})
    second = edition(policy, "2026-04-01", no_item="reweight")
    facts: list[Fact] = [
        {"id": "P", "kind": "new_start", "nature": "planned", "lead": [UNIT], "planned_week": "2026-W08",
         "started": "2026-02-17"},
        {"id": "T", "kind": "timed_item", "responsible": [UNIT], "due": "2026-02-10", "closed": None},
    ]  # fmt: skip
    quarter = Quarter(2026, 1)
    alone = told(facts, "2026-06-30", calendars, first).quarters[quarter].results
    both = told(facts, "2026-06-30", calendars, first, second).quarters[quarter].results
    [mine] = {unit for unit, result in alone.items() if result.entries}
    assert alone[mine].scores["1"].empty
    assert both[mine] == alone[mine]
    assert both[mine].base_total == Decimal(85)
