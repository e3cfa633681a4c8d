"""Who held a project how long, as a bar by party and a table of the stretches (附件1; O26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.steps import PARTIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.holding import Held
    from generator.mechanism.steps import Party

TONES = dict(zip(PARTIES, ("own", "street", "approval", "zdb"), strict=True))


@dataclass(frozen=True, slots=True)
class Share:
    """One party's part: working days and those over the deadlines; place and width of its bar in percent."""

    party: Party
    tone: str
    days: int
    overdue: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Delays:
    """A project's stretches and each party's share of their days."""

    held: Sequence[Held]
    shares: Sequence[Share]

    @property
    def days(self) -> int:
        """Sum the working days; steps side by side each count their own."""
        return sum(one.days for one in self.held)

    @property
    def summary(self) -> str:
        """Say the shares in words: `责任单位42个工作日（超期3个）`."""
        return "，".join(
            f"{share.party}{share.days}个工作日" + (f"（超期{share.overdue}个）" if share.overdue else "")
            for share in self.shares
        )


def delays(held: Sequence[Held]) -> Delays:
    """Split a project's stretches by party, in the mechanism's order."""
    whole = sum(one.days for one in held) or 1
    shares, done = [], 0
    for party in PARTIES:
        own = [one for one in held if one.party == party]
        if days := sum(one.days for one in own):
            overdue = sum(one.overdue for one in own)
            x, width = (f"{part * 100 / whole:.2f}%" for part in (done, days))
            shares.append(Share(party, TONES[party], days, overdue, x, width))
            done += days
    return Delays(held, shares)
