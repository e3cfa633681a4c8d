"""Every kind of paper the mechanism asks for, A–Q; P is the project's own page (MECHANISM §3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.outputs.papers import (
    annual,
    annual_plan,
    bulletin,
    cards,
    coordination,
    docket,
    leader_plan,
    meetings,
    periods,
    pools,
    ranking,
    rectification,
    referral,
    start_plans,
    starts,
    weekly_reports,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.view import View

CATALOGUE: tuple[PaperKind, ...] = (
    start_plans.KIND,
    weekly_reports.KIND,
    coordination.KIND,
    starts.KIND,
    bulletin.KIND,
    ranking.KIND,
    annual.KIND,
    *cards.KINDS,
    referral.KIND,
    rectification.KIND,
    annual_plan.KIND,
    leader_plan.KIND,
    pools.KIND,
    docket.KIND,
    meetings.KIND,
)
BY_LETTER = {kind.letter: kind for kind in CATALOGUE}


def periods_of(kind: PaperKind, view: View) -> Iterator[Period]:
    """List a kind's periods up to the day, oldest first: all of them, or as many as a site carries."""
    begin = next(iter(view.report.quarters)).first
    period = periods.of(view.as_of, kind.cadence)
    found: list[Period] = []
    while periods.last(period) >= begin and not (kind.keep and len(found) == kind.keep):
        found.append(period)
        period = periods.shift(period, -1)
    yield from reversed(found)


def known_at(view: View, kind: PaperKind, period: Period, until: date | None = None) -> View:
    """Give the view a paper is drawn from: its period's last day's, the day of the data's if that is earlier.

    `until` is the last day to be told of; without it a paper that tells what came after its period is drawn
    as of the day of the data. A notice always is. The papers of a sealed period are drawn from its seal.
    """
    sealed = view.sealed(period) if kind.told != "now" else None
    if sealed:
        return told_in(sealed, kind, period)
    if kind.told == "now" or (kind.told == "after" and until is None):
        return view
    return view.at(min(periods.last(period), until or date.max, view.as_of))


def told_in(sealed: View, kind: PaperKind, period: Period) -> View:
    """Give the view a paper of a sealed period is drawn from: the bulletin's own, or that of the last day."""
    if sealed.seal and sealed.seal.bulletin == kind.name:
        return sealed
    return sealed.at(min(periods.last(period), sealed.as_of))


def revisions(view: View, kind: PaperKind, period: Period) -> Sequence[View]:
    """Give the views of a sealed period's revisions, the first one first; none where it is not sealed."""
    if view.seals is None or kind.told == "now":
        return ()
    return [told_in(sealed, kind, period) for sealed in view.seals.revisions(str(period))]
