"""Supervisions, the cards that follow from them, consent and referral, the bonus (四(二)–(四), 五; D24)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.model.events import (
    BonusDecided,
    CardIssued,
    Consent,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.checks.context import Context
    from generator.records.model.policy import Cards
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def numbers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each supervision has its own number."""
    first: dict[str, Supervision] = {}
    for event in portfolio.of_type(Supervision):
        if (other := first.setdefault(event.number, event)) is not event:
            yield context.say(
                event, codes.SUPERVISION_NUMBER, "number", number=event.number, other=other.at("id")
            )


def occurrences(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The same matter of the same unit and project is supervised once a day: two yellows would make a red."""
    first: dict[object, Supervision] = {}
    for event in portfolio.of_type(Supervision):
        same = event.unit, event.matter, event.project, event.item, event.date
        if (other := first.setdefault(same, event)) is not event and other.number != event.number:
            yield context.say(event, codes.SUPERVISION_SAME, "matter", other=other.at("id"))


def cards(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A card's notice is issued once, and only for a card that has been drawn.

    One yellow for each supervision, red ones by the policy's ladder, of the unit, year and number stated.
    """
    policy = context.policy()
    if policy is None:
        return
    first: dict[object, CardIssued] = {}
    for event in portfolio.of_type(CardIssued):
        drawn = _drawn(portfolio, policy.cards, event.unit, event.year, min(event.date, event.issued_on))
        if not 1 <= event.ordinal <= drawn[event.colour]:
            values = {"day": event.issued_on, "unit": event.unit, "count": drawn[event.colour]}
            values |= {"colour": event.colour, "ordinal": event.ordinal}
            yield context.say(event, codes.CARD_UNDERIVED, "ordinal", **values)
        if (
            other := first.setdefault((event.unit, event.colour, event.year, event.ordinal), event)
        ) is not event:
            yield context.say(event, codes.DONE_TWICE, "ordinal", other=other.at("id"))


def consents(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A leader's consent is asked only for a unit with as many red cards as the policy refers for.

    Cards are counted by calendar year; what a year's last ones call for may be decided in the next.
    """
    policy = context.policy()
    if policy is None:
        return
    for event in portfolio.of_type(Consent):
        years = (event.date.year - 1, event.date.year)
        count = max(_drawn(portfolio, policy.cards, event.unit, year, event.date)["红牌"] for year in years)
        if count < policy.cards.referral_from_red:
            values = {"day": event.date, "unit": event.unit, "count": count}
            yield context.say(
                event, codes.CONSENT_EARLY, "unit", limit=policy.cards.referral_from_red, **values
            )


def referrals(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A case is handed over only with the leader's consent, and acknowledged only once handed over."""
    agreed = _days(event for event in portfolio.of_type(Consent) if event.opinion == "同意")
    sent = _days(portfolio.of_type(ReferralSent))
    for event in portfolio.of_type(ReferralSent):
        if not any(day <= event.date for day in agreed[event.unit]):
            yield context.say(event, codes.NO_CONSENT, "unit", unit=event.unit)
    for receipt in portfolio.of_type(ReferralReceipt):
        if not any(day <= receipt.date for day in sent[receipt.unit]):
            yield context.say(receipt, codes.NO_REFERRAL, "unit", unit=receipt.unit)


def bonuses(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A unit's bonus of the year is decided once, and lies between 0 and the policy's most (四(四))."""
    first: dict[object, BonusDecided] = {}
    for event in portfolio.of_type(BonusDecided):
        policy = context.policy(event.date)
        if policy and not 0 <= event.points <= policy.annual.bonus_cap:
            yield context.say(
                event, codes.BONUS, "points", points=event.points, limit=policy.annual.bonus_cap
            )
        if (other := first.setdefault((event.unit, event.year), event)) is not event:
            yield context.say(event, codes.DONE_TWICE, "unit", other=other.at("id"))


def _drawn(portfolio: Portfolio, ladder: Cards, unit: str, year: int, until: date) -> dict[str, int]:
    """Count the cards of a unit in a year, up to a day (D24)."""
    days = [
        event.date for event in portfolio.of_type(Supervision) if event.unit == unit and event.date <= until
    ]
    counted = [day for day in days if ladder.window == "all_time" or day.year == year]
    step = ladder.red_from_yellow
    red = len(counted) // step if ladder.red_mode == "pairs" else max(0, len(counted) - step + 1)
    yellow = sum(day.year == year for day in days)
    return {"黄牌": yellow, "红牌": red}


def _days(events: object) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for event in events:  # type: ignore[attr-defined]
        found[event.unit].append(event.date)
    return found
