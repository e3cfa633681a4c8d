"""Two editions of the rules in one report: each quarter, year and card by its own (D3, D24, D26)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import Report, report
from generator.mechanism.scenario.facts import portfolio
from generator.records.calendar import Quarter
from generator.records.model.policy import OverdueItem, OverdueStep, in_force
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


def test_an_edition_is_in_force_from_its_day_until_the_next_and_the_oldest_before_all(
    policy: Policy, later: Policy
) -> None:
    editions = {one.effective_from: one for one in (later, policy)}
    first = policy.effective_from
    assert in_force(editions, date(2026, 12, 31)) is policy
    assert in_force(editions, date(2027, 1, 1)) is in_force(editions, date.max) is later
    assert in_force(editions, first) is in_force(editions, date(first.year - 1, 1, 1)) is policy
    assert in_force({}, first) is None


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


def acts(*days: str) -> list[Fact]:
    return [
        {"id": f"S{number}", "kind": "supervision", "unit": UNIT, "date": day}
        for number, day in enumerate(days, 1)
    ]


def drawn(found: Report) -> list[tuple[str, int, str]]:
    return [(card.colour, card.number, str(card.date)) for card in found.cards]


@pytest.mark.parametrize(
    "case",
    [
        (  # every further yellow card, from April on: the first red one was drawn before
            {"red_mode": "every_further_yellow"},
            ("2026-01-10", "2026-02-10", "2026-03-10", "2026-05-10"),
            [(1, "2026-02-10"), (2, "2026-05-10")],
            ["2026-05-10"],
        ),
        (  # three from April on: the two of the first red card are spent
            {"red_from_yellow": 3},
            ("2026-01-10", "2026-02-10", "2026-05-10", "2026-06-10", "2026-07-10"),
            [(1, "2026-02-10"), (2, "2026-07-10")],
            ["2026-07-10"],
        ),
        (  # over all time from April on: one of 2025 and one of 2026 make no pair before
            {"window": "all_time"},
            ("2025-05-10", "2026-01-10", "2026-05-10", "2026-06-10"),
            [(1, "2026-05-10")],
            [],
        ),
    ],
)
def test_cards_are_drawn_in_the_order_of_time(
    policy: Policy,
    calendars: dict[int, CalendarYear],
    case: tuple[dict[str, object], tuple[str, ...], list[tuple[int, str]], list[str]],
) -> None:
    """A red card counts once, whichever edition drew it, and no yellow one goes into two (D24, 五)."""
    rules, days, reds, referred = case
    second = edition(policy, "2026-04-01", cards=policy.cards.model_copy(update=rules))
    found = told(acts(*days), "2026-12-31", calendars, policy, second)
    assert [(number, day) for colour, number, day in drawn(found) if colour == "红牌"] == reds
    assert [str(one.second_red) for one in found.referrals] == referred


def tiers(policy: Policy, since: str, *steps: tuple[int, int], **more: object) -> Policy:
    """An edition whose 3.1 has these tiers."""
    made = [
        rule.model_copy(
            update={"steps": tuple(OverdueStep(days=day, points=Decimal(points)) for day, points in steps)}
        )
        if isinstance(rule, OverdueItem)
        else rule
        for rule in policy.rules
    ]
    return edition(policy, since, rules=tuple(made), **more)


@pytest.mark.parametrize(
    "case",
    [
        (((8, -4), (15, -8), (30, -15)), "2026-03-23", None, ["03-30 -4", "04-14 -4", "05-08 -7"]),
        (((5, -2), (10, -8), (20, -15)), "2026-03-23", None, ["03-30 -4", "04-07 -4", "04-21 -7"]),
        (((3, -4), (10, -8), (20, -15)), "2026-03-25", "2026-04-03", ["04-01 -4"]),
        (((3, -4), (10, -8), (20, -15)), "2026-03-25", "2026-04-01", []),
        (((3, -4), (7, -9), (20, -15)), "2026-03-20", "2026-04-02", ["03-27 -4", "04-01 -5"]),
        (
            ((5, -5), (10, -9), (20, -15)),
            "2026-03-10",
            None,
            ["03-17 -4", "03-24 -4", "04-08 -7"],
        ),
    ],
)
def test_an_item_costs_what_the_edition_in_force_says(
    policy: Policy,
    calendars: dict[int, CalendarYear],
    case: tuple[tuple[tuple[int, int], ...], str, str | None, list[str]],
) -> None:
    """Never more than 15 in all, and never less than its tier, over a change of editions in April (D19)."""
    second, due, closed, booked = case
    later = tiers(policy, "2026-04-01", *second)
    facts: list[Fact] = [
        {"id": "T", "kind": "timed_item", "responsible": [UNIT], "due": due, "closed": closed}
    ]
    found = told(facts, "2026-12-31", calendars, policy, later)
    mine = [entry for entry in found.entries if entry.kind == "overdue_item"]
    assert [f"{entry.date:%m-%d} {entry.points}" for entry in mine] == booked
