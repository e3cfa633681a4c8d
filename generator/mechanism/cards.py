"""督办 → 黄牌 → 红牌 → 问责: a ladder of conversions, and the states of a referral (四(二), 五; D24)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from generator.mechanism.ledger import Card
from generator.records.model.events import (
    CardIssued,
    Consent,
    Meeting,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.records.model.events.discipline import UnitEvent
    from generator.records.model.policy import Cards
    from generator.records.portfolio import Portfolio

E = TypeVar("E", bound="UnitEvent")
State = Literal["待通报", "待分管负责人同意", "已同意待提交", "不同意", "已提交区纪委（监委）"]


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


def derive_cards(known: Portfolio, policy: Cards) -> list[Card]:
    """Draw a yellow card for each 督办, and red ones from yellow, by date."""
    acts: dict[tuple[str, int], list[Supervision]] = defaultdict(list)
    for act in known.of_type(Supervision):
        acts[act.unit, act.date.year if policy.window == "calendar_year" else 0].append(act)
    cards = [card for (unit, _), found in acts.items() for card in _ladder(unit, found, policy)]
    return sorted(cards, key=lambda card: (card.date, card.unit, card.colour != "黄牌", card.number))


def _ladder(unit: str, acts: Sequence[Supervision], policy: Cards) -> Iterable[Card]:
    red = 0
    for count, act in enumerate(acts, 1):
        yield Card(unit, "黄牌", act.date, count, (act.at("number"),))
        if _turns(count, policy):
            red += 1
            pair = acts[max(0, count - policy.red_from_yellow) : count]
            yield Card(unit, "红牌", act.date, red, tuple(a.at("number") for a in pair))


def _turns(count: int, policy: Cards) -> bool:
    """Tell whether the count-th yellow card of a unit makes a red one."""
    further = policy.red_mode == "every_further_yellow" and count >= policy.red_from_yellow
    return further or count % policy.red_from_yellow == 0


def until_red(yellow: int, policy: Cards) -> int:
    """Count the further 督办 until the next red card, for a unit with so many yellow ones in its window."""
    count = 1
    while not _turns(yellow + count, policy):
        count += 1
    return count


def referred(card: Card, policy: Cards) -> bool:
    """Tell a card with which its unit is to be referred: the second red one (4.3; D24)."""
    return card.colour == "红牌" and card.number == policy.referral_from_red


def referrals(known: Portfolio, due: Sequence[Card]) -> list[Referral]:
    """Follow each unit's second red card: 待通报 → 待同意 → 已提交 / 不同意 (四(三), 五; O43)."""
    meetings = [m for m in known.of_type(Meeting) if m.level == "主任办公会" and m.last_of is not None]
    found = []
    for card in due:
        reported = next((m for m in meetings if m.date >= card.date), None)
        sent = _next(known.of_type(ReferralSent), card)
        consent = _consent(known, card, due, sent)
        receipt = _next(known.of_type(ReferralReceipt), card)
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


def _consent(known: Portfolio, card: Card, due: Iterable[Card], sent: ReferralSent | None) -> Consent | None:
    """Give the leader's last word on a case: until it was handed over, or the unit's next case came."""
    later = (other.date for other in due if other.unit == card.unit and other.date > card.date)
    end = min(later, default=date.max)
    own = (event for event in known.of_type(Consent) if event.unit == card.unit)
    said = [event for event in own if card.date <= event.date < end]
    before = [event for event in said if sent is None or event.date <= sent.date]
    return next(reversed(before or said), None)


def _state(reported: Meeting | None, consent: Consent | None, sent: ReferralSent | None) -> State:
    if consent is None:
        return "待分管负责人同意" if reported else "待通报"
    if consent.opinion != "同意":
        return "不同意"
    return "已提交区纪委（监委）" if sent else "已同意待提交"


def _next(events: Iterable[E], card: Card) -> E | None:
    return next((event for event in events if event.unit == card.unit and event.date >= card.date), None)


def notices(known: Portfolio) -> Mapping[tuple[str, str, int, int], CardIssued]:
    """Give the printed notice of each card that has one, by unit, colour, year and number."""
    return {(e.unit, e.colour, e.year, e.ordinal): e for e in known.of_type(CardIssued)}
