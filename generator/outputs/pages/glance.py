"""What home says beside each figure: how it moved since last month's end; each leader's line in one row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.mechanism.docket import TIERS
from generator.outputs.papers.parts import Total, change
from generator.outputs.tables import Figures, summary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.outputs.rates import Rate
    from generator.outputs.tables import Summary
    from generator.outputs.view import View

NOTHING = Figures()


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """One leader's projects and items on the day; `silent` counts projects without a report of the year."""

    leader: str
    offices: Sequence[str]
    figures: Figures
    overdue: int
    cards: int


def leaders(view: View, now: Summary) -> Sequence[LeaderLine]:
    """Give every leader's row, by id: starts due and missed, behind, overdue items, cards of their units."""
    overdue = Counter(
        project.leader for row in now.overdue_items if (project := view.project(row.story.item.project or ""))
    )
    led: dict[str, set[str]] = {}
    for row in now.rows:
        led.setdefault(row.project.leader, set()).update(row.units)
    cards = Counter(card.unit for card in now.cards_of_year)
    return [
        LeaderLine(
            leader.id,
            leader.offices,
            now.by_leader.get(leader.id, NOTHING),
            overdue[leader.id],
            sum(cards[unit] for unit in sorted(led.get(leader.id, ()))),
        )
        for leader in view.leaders
    ]


def tiers(now: Summary) -> str:
    """Say how far the open items are overdue: `其中超5个工作日1项、超20个工作日1项` (3.1); empty for none."""
    counts = Counter(row.tier for row in now.overdue_items if row.tier)
    said = "、".join(f"超{days}个工作日{counts[days]}项" for days in TIERS if counts[days])
    return f"其中{said}" if said else ""


def trends(view: View, now: Summary) -> Mapping[str, str]:
    """Say how each figure of home moved since last month's end; nothing in January: the year begins anew."""
    end = view.month.first - timedelta(days=1)
    if end.year != view.as_of.year or end < next(iter(view.report.quarters)).first:
        return {}
    before = summary(view.at(end))
    since = f"较{end.month}月底"
    counts = {
        "missed": (len(now.missed), len(before.missed), "个"),
        "behind": (len(now.behind), len(before.behind), "个"),
        "overdue": (now.item_figures.overdue, before.item_figures.overdue, "项"),
        "silent": (len(now.silent_units), len(before.silent_units), "个"),
    }
    rates = {
        "year_rate": (now.figures.year_rate, before.figures.year_rate),
        "due_rate": (now.figures.due_rate, before.figures.due_rate),
        "investment": (now.figures.investment_rate, before.figures.investment_rate),
        "closed": (now.item_figures.closed_rate, before.item_figures.closed_rate),
    }
    said = {key: since + _moved(after - then, unit) for key, (after, then, unit) in counts.items()}
    return said | {key: since + _shifted(after, then) for key, (after, then) in rates.items()}


def _moved(by: int, unit: str) -> str:
    return "持平" if not by else f"{'多' if by > 0 else '少'}{abs(by)}{unit}"


def _shifted(after: Rate, then: Rate) -> str:
    words = change(Total("", after), Total("", then))
    return words.replace("+", "升").replace("−", "降") if words else "无可比"
