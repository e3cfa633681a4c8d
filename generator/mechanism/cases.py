"""Cards and rectification as cases with dates: due until issued or handed in (四(二)–(三), 五; O33–O43)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.mechanism.cards import notices
from generator.mechanism.elapsed import Elapsed
from generator.mechanism.policy import governing
from generator.records.calendar import Quarter
from generator.records.model.events import Issued, RectificationReceived, Supervision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.cards import Stray
    from generator.mechanism.ledger import Card
    from generator.mechanism.report import Report
    from generator.records.model.events import CardIssued
    from generator.records.portfolio import Portfolio

CardState = Literal["应发未发", "已发"]
RectificationState = Literal["待通知", "待提交", "超期未提交", "已提交", "超期提交"]
NOTICE = "整改通知"


@dataclass(frozen=True, slots=True)
class CardCase:
    """One card: drawn on `card.date` by its supervisions; issued once its notice is recorded.

    `days` are working days from the card's date to the notice, or to the day while none is issued.
    `supervisions` are the acts behind it (one for a yellow card, the pair for a red one).
    """

    card: Card
    supervisions: tuple[Supervision, ...]
    notice: CardIssued | None
    state: CardState
    days: int


@dataclass(frozen=True, slots=True)
class RectificationCase:
    """A unit among a closed quarter's last two: 整改通知 issued, then 整改报告 (四(三); O37)."""

    unit: str
    quarter: Quarter
    rank: int
    notice: Issued | None
    due: date | None
    received: RectificationReceived | None
    state: RectificationState


def card_cases(report: Report) -> Sequence[CardCase]:
    """Follow every card, by date, unit, colour (yellow first) and number."""
    elapsed = Elapsed.of(report.facts.working)
    printed, _ = _printed(report)
    acts = {act.at("number"): act for act in report.known.of_type(Supervision)}
    found = []
    for card in report.cards:
        notice = printed.get(card)
        days = elapsed.between(card.date, notice.issued_on if notice else report.as_of)
        behind = tuple(acts[place] for place in card.because if place in acts)
        found.append(CardCase(card, behind, notice, "已发" if notice else "应发未发", days))
    return found


def stray_notices(report: Report) -> Sequence[Stray]:
    """Give the notices that were printed for a card which is no more, or has another number now."""
    return _printed(report)[1]


def _printed(report: Report) -> tuple[Mapping[Card, CardIssued], Sequence[Stray]]:
    editions = report.known.policies
    return notices(report.known, report.cards, lambda day: governing(editions, Quarter.of(day)).cards)


def rectification_cases(report: Report) -> Sequence[RectificationCase]:
    """Follow every 整改报告 owed by the last two of each closed quarter, by quarter and rank."""
    sent = _notices(report.known)
    received: dict[tuple[str, str], RectificationReceived] = {}
    for event in report.known.of_type(RectificationReceived):
        received.setdefault((str(event.quarter), event.unit), event)
    return [
        _case(report, unit, quarter, sent.get((str(quarter), unit)), received.get((str(quarter), unit)))
        for quarter, assessment in sorted(report.quarters.items())
        if assessment.closed
        for unit in sorted(assessment.rectification, key=lambda u: (assessment.results[u].rank, u))
    ]


def _notices(known: Portfolio) -> Mapping[tuple[str, str], Issued]:
    """Give the first 整改通知 of each quarter and unit."""
    found: dict[tuple[str, str], Issued] = {}
    for event in known.of_type(Issued):
        if event.paper == NOTICE and event.unit:
            found.setdefault((event.period, event.unit), event)
    return found


def _case(
    report: Report, unit: str, quarter: Quarter, notice: Issued | None, received: RectificationReceived | None
) -> RectificationCase:
    due = notice.due if notice else None
    rank = report.quarters[quarter].results[unit].rank
    state: RectificationState
    if received:
        state = "超期提交" if due and received.date > due else "已提交"
    elif notice is None:
        state = "待通知"
    else:
        state = "超期未提交" if due and report.as_of > due else "待提交"
    return RectificationCase(unit, quarter, rank, notice, due, received, state)
