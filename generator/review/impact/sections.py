"""The preview in Chinese words: a headline, and a section for each thing there is something to say about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.review.impact.matters import baselines, late, papers, seals, steps, waiting
from generator.review.impact.sanctions import cards
from generator.review.impact.scores import points, standings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.review.impact.model import Impact
    from generator.review.impact.section import Section

SECTIONS: tuple[Callable[[Impact], Sequence[Section]], ...] = (
    points,
    standings,
    cards,
    waiting,
    steps,
    baselines,
    late,
    seals,
    papers,
)


def sections(found: Impact) -> list[Section]:
    """Give what there is to say, in order."""
    return [section for make in SECTIONS for section in make(found)]
