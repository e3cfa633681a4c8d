"""督办 → 黄牌 → 红牌 → 问责: a ladder of conversions, and the states of a referral (四(二), 五; D24)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from generator.mechanism.ledger import Card
from generator.mechanism.words import day
from generator.records.ladder import ladder, turns
from generator.records.model.events import (
    CardIssued,
    Consent,
    Meeting,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)
from generator.records.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.records.ladder import Rung
    from generator.records.model.events.discipline import UnitEvent
    from generator.records.model.policy import Cards
    from generator.records.portfolio import Portfolio

E = TypeVar("E", bound="UnitEvent")
State = Literal["待通报", "待分管负责人同意", "已同意待提交", "不同意", "已提交区纪委（监察委）"]


def short(state: str) -> str:
    """Give a state as worked cases and what has been sealed write it: 监委 for 监察委."""
    return state.replace("（监察委）", "（监委）")


@dataclass(frozen=True, slots=True)
class Referral:
    """A unit with two red cards on its way to 区纪委（监察委）; each date stands once the step is taken."""

    unit: str
    second_red: date
    state: State
    reported: date | None
    decided: date | None
    consent: bool | None
    sent: date | None
    receipt: date | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A printed notice that belongs to no card there is now, and why."""

    notice: CardIssued
    why: str


def derive_cards(known: Portfolio, rules: Callable[[date], Cards]) -> list[Card]:
    """Draw a yellow card for each 督办, and red ones from yellow, by date; `rules` gives a day's edition."""
    acts: dict[str, list[Supervision]] = defaultdict(list)
    for act in known.of_type(Supervision):
        acts[act.unit].append(act)
    cards = [
        card for unit, found in acts.items() for rung in ladder(found, rules) for card in _of(unit, rung)
    ]
    return sorted(cards, key=lambda card: (card.date, card.unit, card.colour != "黄牌", card.number))


def _of(unit: str, rung: Rung) -> Iterable[Card]:
    yield Card(unit, "黄牌", rung.act.date, rung.yellow, (rung.act.at("number"),))
    if rung.red:
        yield Card(unit, "红牌", rung.act.date, rung.red, tuple(act.at("number") for act in rung.spent))


def until_red(cards: Sequence[Card], policy: Cards) -> int:
    """Count the further 督办 until the next red card, for a unit with these cards in its window."""
    yellow = [card.because[0] for card in cards if card.colour == "黄牌"]
    spent = [yellow.index(card.because[-1]) + 1 for card in cards if card.colour == "红牌"]
    fresh, more = len(yellow) - max(spent, default=0), 1
    while not turns(len(yellow) + more, fresh + more, policy):
        more += 1
    return more


def referred(card: Card, policy: Cards) -> bool:
    """Tell a card with which its unit is to be referred: the second red one (4.3; D24)."""
    return card.colour == "红牌" and card.number == policy.referral_from_red


def referrals(known: Portfolio, due: Sequence[Card]) -> list[Referral]:
    """Follow each unit's second red card: 待通报 → 待同意 → 已提交 / 不同意 (四(三), 五; O43)."""
    meetings = [m for m in known.of_type(Meeting) if m.level == "主任办公会" and m.last_of is not None]
    found = []
    for card in due:
        end = min((o.date for o in due if o.unit == card.unit and o.date > card.date), default=date.max)
        reported = next((m for m in meetings if m.date >= card.date), None)
        sent = _next(known.of_type(ReferralSent), card.unit, card.date, end)
        consent = _consent(known, card, end, sent)
        receipt = _next(known.of_type(ReferralReceipt), card.unit, sent.date, date.max) if sent else None
        steps = [step for step in (reported, consent, sent, receipt) if step is not None]
        found.append(
            Referral(
                card.unit,
                card.date,
                _state(reported, consent, sent),
                reported.date if reported else None,
                consent.date if consent else None,
                consent.opinion == "同意" if consent else None,
                sent.date if sent else None,
                receipt.date if receipt else None,
                (*card.because, *(step.at() for step in steps)),
            )
        )
    return found


def _consent(known: Portfolio, card: Card, end: date, sent: ReferralSent | None) -> Consent | None:
    """Give the leader's last word on a case: until it was handed over, or the unit's next case came."""
    own = (event for event in known.of_type(Consent) if event.unit == card.unit)
    said = [event for event in own if card.date <= event.date < end]
    before = [event for event in said if sent is None or event.date <= sent.date]
    return next(reversed(before or said), None)


def _state(reported: Meeting | None, consent: Consent | None, sent: ReferralSent | None) -> State:
    if consent is None:
        return "待分管负责人同意" if reported else "待通报"
    if consent.opinion != "同意":
        return "不同意"
    return "已提交区纪委（监察委）" if sent else "已同意待提交"


def _next(events: Iterable[E], unit: str, since: date, end: date) -> E | None:
    """Give a unit's first event from a day on, before another."""
    return next((event for event in events if event.unit == unit and since <= event.date < end), None)


def notices(
    known: Portfolio, cards: Iterable[Card], rules: Callable[[date], Cards]
) -> tuple[Mapping[Card, CardIssued], Sequence[Stray]]:
    """Give the printed notice of each card that has one, and those that belong to no card there is.

    A notice stays with the card it was printed for: a number that now falls to a card dated after it, or
    that what was recorded after it has moved to other 督办, is another card's.
    """
    numbered = {(card.unit, card.colour, card.date.year, card.number): card for card in cards}
    acts = {act.at("number"): act for act in known.of_type(Supervision)}
    printed = Printed(known.filed or known, rules)
    found: dict[Card, CardIssued] = {}
    stray = []
    for event in known.of_type(CardIssued):
        nth = f"{event.year}年第{event.ordinal}张{event.colour}"
        card, why = numbered.get((event.unit, event.colour, event.year, event.ordinal)), f"现在没有{nth}"
        if card:
            behind = [acts[place] for place in card.because if place in acts]
            why = _unlike(printed, event, behind, nth)
        if card and not why and (other := found.setdefault(card, event)) is not event:
            why = f"{nth}已有通知书{other.number}"
        if why:
            stray.append(Stray(event, why))
    return found, stray


def _unlike(printed: Printed, event: CardIssued, behind: Sequence[Supervision], nth: str) -> str:
    """Say why a card is not the one a notice was printed for; nothing where it may be."""
    if not behind:
        return ""
    newest = behind[-1]
    now = f"现在的{nth}由{day(newest.date)}的督办{newest.number}产生"
    if newest.date > event.issued_on:
        return f"{now}，晚于通知书"
    meant = printed.moved(event, behind)
    if meant is None:
        return ""
    return f"{now}，印发时是督办{meant[-1].number}的牌" if meant else f"{now}，通知书入库时还没有"
