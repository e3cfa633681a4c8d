"""黄牌、红牌、问责提请: every card with its notice, and each referral's state (四(二), 五; papers H–J)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.mechanism.cards import notices
from generator.mechanism.words import day as said
from generator.records.model.events import Supervision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.press import Press
    from generator.outputs.view import Page


def pages(press: Press) -> Iterator[Page]:
    """Print the page of cards and referrals."""
    view = press.view
    year = view.as_of.year
    issued = notices(view.known)
    acts = {event.at("number"): event for event in view.known.of_type(Supervision)}
    cards = [
        (card, issued.get((card.unit, card.colour, card.date.year, card.number)), acts.get(card.because[-1]))
        for card in reversed(view.report.cards)
    ]
    tally = Counter((card.unit, card.colour) for card in view.report.cards if card.date.year == year)
    yield press.page(
        "cards.md",
        "黄牌、红牌和问责提请",
        f"黄牌红牌和问责提请的办理状态。数据截至{said(view.as_of)}。",
        template="cards.md.j2",
        kind="cards",
        hide=("navigation",),
        year=year,
        red=[found for found in cards if found[0].colour == "红牌"],
        yellow=[found for found in cards if found[0].colour == "黄牌"],
        units=sorted({unit for unit, _ in tally}, key=lambda u: (-tally[u, "红牌"], -tally[u, "黄牌"], u)),
        tally=tally,
        referrals=sorted(view.report.referrals, key=lambda case: case.second_red, reverse=True),
        rules=view.report.policy.cards,
    )
