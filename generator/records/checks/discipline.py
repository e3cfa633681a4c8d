"""Supervisions, the cards that follow from them, consent and referral, the bonus (四(二)–(四), 五; D24)."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from generator.records.calendar import Quarter
from generator.records.codes import afterwards, between, times
from generator.records.codes import discipline as codes
from generator.records.ladder import drawn as drawn_by
from generator.records.ladder import ladder
from generator.records.model.events import (
    BonusDecided,
    CardIssued,
    Consent,
    Correction,
    RectificationReceived,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)
from generator.records.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.records.checks.context import Context
    from generator.records.ladder import Rung
    from generator.records.model.events.discipline import Colour
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
    if context.policy() is None:
        return
    rungs = _rungs(portfolio, context)
    behind = {unit: drawn_by(each) for unit, each in rungs.items()}
    printed = Printed(context.filed, partial(_rules, context))
    first: dict[object, CardIssued] = {}
    for event in portfolio.of_type(CardIssued):
        key = event.unit, event.colour, event.year, event.ordinal
        until = min(event.date, event.issued_on)
        acts = behind.get(event.unit, {}).get((event.colour, event.year, event.ordinal))
        if acts and acts[-1].date > until:
            values = _named(event) | {"act": acts[-1].number, "drawn": acts[-1].date}
            yield context.say(event, afterwards.CARD_AFTER_NOTICE, "ordinal", **values)
        elif acts:
            yield from _moved(context, printed, event, acts)
        else:
            own = [rung for rung in rungs.get(event.unit, ()) if rung.act.date <= until]
            values = _named(event) | {"count": len(_ordinals(own, event.colour, event.year))}
            yield context.say(event, codes.CARD_UNDERIVED, "ordinal", **values)
        if (other := first.setdefault(key, event)) is not event:
            yield context.say(event, between.DONE_TWICE, "ordinal", other=other.at("id"))


def _named(event: CardIssued) -> dict[str, object]:
    """Name a notice and its card, as the words of a problem do."""
    about = {"unit": event.unit, "colour": event.colour, "ordinal": event.ordinal}
    return {"notice": event.number, "day": event.issued_on, **about}


def _moved(
    context: Context, printed: Printed, event: CardIssued, acts: Sequence[Supervision]
) -> Iterator[Problem]:
    """A notice stays with the card it was printed for: nothing recorded after it moves its number."""
    meant = printed.moved(event, acts)
    if meant is None:
        return
    day, ids = printed.day(event), {one.id for one in (*acts, *meant)}
    later: list[Supervision | Correction] = [
        one
        for one in context.filed.of_type(Supervision)
        if one.unit == event.unit and printed.told(one) > day
    ]
    later += [one for one in printed.corrections if printed.told(one) > day]
    own = [one for one in later if {one.id, getattr(one, "of", "")} & ids]
    cause = next(iter(own or later), None)
    values = _named(event) | {"id": event.id, "printed": day, "act": acts[-1].number, "drawn": acts[-1].date}
    values |= {"meant": meant[-1].number if meant else "—", "cause": cause.id if cause else "—"}
    key = "of" if isinstance(cause, Correction) else "date"
    yield context.say(cause or event, afterwards.CARD_MOVED, key, **values)


def consents(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A leader's consent is asked only for a unit with as many red cards as the policy refers for.

    Cards are counted by calendar year; what a year's last ones call for may be decided in the next.
    """
    if context.policy() is None:
        return
    rungs = _rungs(portfolio, context)
    for event in portfolio.of_type(Consent):
        policy = _rules(context, event.date)
        own = [rung for rung in rungs.get(event.unit, ()) if rung.act.date <= event.date]
        if policy.window == "calendar_year":
            own = [rung for rung in own if rung.act.date.year >= event.date.year - 1]
        if not any(rung.red >= _rules(context, rung.act.date).referral_from_red for rung in own):
            count = max((rung.red for rung in own), default=0)
            values = {"day": event.date, "unit": event.unit, "count": count}
            yield context.say(event, codes.CONSENT_EARLY, "unit", limit=policy.referral_from_red, **values)


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
            yield context.say(event, between.DONE_TWICE, "unit", other=other.at("id"))


def rectifications(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """整改报告 answers a ranking, which is not before its quarter is over (四(三))."""
    for event in portfolio.of_type(RectificationReceived):
        if event.date <= event.quarter.last:
            yield context.say(event, times.NOT_OVER, "quarter", day=event.date, period=event.quarter)


def drawn(portfolio: Portfolio, context: Context, unit: str, colour: Colour, day: date) -> set[int]:
    """Number a unit's cards of a colour that its 督办 have drawn in a day's year by that day."""
    if context.policy() is None:
        return set()
    own = [rung for rung in _rungs(portfolio, context).get(unit, ()) if rung.act.date <= day]
    return _ordinals(own, colour, day.year)


def _ordinals(rungs: Sequence[Rung], colour: Colour, year: int) -> set[int]:
    red = colour == "红牌"
    return {rung.red if red else rung.yellow for rung in rungs if rung.act.date.year == year} - {0}


def _rungs(portfolio: Portfolio, context: Context) -> Mapping[str, Sequence[Rung]]:
    """Give the cards that each unit's 督办 draw, as the engine does (D24)."""
    acts: dict[str, list[Supervision]] = defaultdict(list)
    for act in portfolio.of_type(Supervision):
        acts[act.unit].append(act)
    return {unit: list(ladder(found, partial(_rules, context))) for unit, found in acts.items()}


def _rules(context: Context, day: date) -> Cards:
    """Give the ladder of the edition that governs a day's quarter."""
    policy = context.policy(Quarter.of(day).last)
    if policy is None:
        raise LookupError(day)
    return policy.cards


def _days(events: object) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for event in events:  # type: ignore[attr-defined]
        found[event.unit].append(event.date)
    return found
