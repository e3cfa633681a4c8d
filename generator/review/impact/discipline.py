"""黄牌、红牌、整改、问责: what newly falls due and what no longer does (四(二)–(三), 五; D24, O37, O43)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generator.mechanism.cards import until_red
from generator.review.impact.model import CardChange, RectificationChange, ReferralChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.ledger import Card
    from generator.mechanism.report import Report

Window = tuple[str, int]
YELLOW, RED = "黄牌", "红牌"


def card_changes(before: Report, after: Report) -> Iterator[CardChange]:
    """Give each unit and year whose cards differ in number or day."""
    was, now = _windows(before), _windows(after)
    for unit, year in sorted(was.keys() | now.keys()):
        old, new = was.get((unit, year), ()), now.get((unit, year), ())
        drawn, gone = _without(new, old), _without(old, new)
        if drawn or gone:
            yellow, red = (_counts(colour, old, new) for colour in (YELLOW, RED))
            rules = after.policy.cards
            refer = red[0] < rules.referral_from_red <= red[1]
            yield CardChange(unit, year, yellow, red, drawn, gone, until_red(new, rules), refer)


def _windows(report: Report) -> Mapping[Window, Sequence[Card]]:
    """Group cards by unit and calendar year, or by unit alone where they are counted over all time."""
    yearly = report.policy.cards.window == "calendar_year"
    found: dict[Window, list[Card]] = defaultdict(list)
    for card in report.cards:
        found[card.unit, card.date.year if yearly else 0].append(card)
    return found


def _without(some: Sequence[Card], others: Sequence[Card]) -> tuple[Card, ...]:
    """Give the cards whose colour and day the others do not have, each of theirs counting once."""
    left = Counter((card.colour, card.date) for card in others)
    found = []
    for card in some:
        if left[card.colour, card.date]:
            left[card.colour, card.date] -= 1
        else:
            found.append(card)
    return tuple(found)


def _counts(colour: str, old: Sequence[Card], new: Sequence[Card]) -> tuple[int, int]:
    return sum(card.colour == colour for card in old), sum(card.colour == colour for card in new)


def rectification_changes(before: Report, after: Report) -> Iterator[RectificationChange]:
    """Give the units that are among the last two of a closed quarter now, or no longer."""
    for quarter in sorted({*before.quarters, *after.quarters}):
        was, now = (
            set(report.quarters[quarter].rectification)
            if quarter in report.quarters and report.quarters[quarter].closed
            else set()
            for report in (before, after)
        )
        for unit in sorted(was ^ now):
            yield RectificationChange(unit, quarter, unit in now)


def referral_changes(before: Report, after: Report) -> Iterator[ReferralChange]:
    """Give the referrals whose state differs, by unit."""
    was, now = ({(one.unit, one.second_red): one.state for one in r.referrals} for r in (before, after))
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) != now.get(key):
            yield ReferralChange(*key, was.get(key), now.get(key))
