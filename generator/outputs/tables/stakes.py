"""What is at stake: the points that a quarter has cost, and those still to be lost or won (附件3, 四(二))."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from generator.mechanism.cards import until_red
from generator.mechanism.ledger import LIMIT, ZERO
from generator.mechanism.upcoming import reach, winnable
from generator.outputs.tables.countdown import steps_ahead
from generator.outputs.tables.derived import once
from generator.outputs.view import grouped
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.ledger import Entry
    from generator.outputs.view import View
    from generator.records.model.policy import Cards, Policy

Column = Literal["lost", "gained", "losing", "winnable"]


@dataclass(frozen=True, slots=True)
class Stake:
    """The raw points of one category: booked in the quarter, and ahead of the day of the data.

    `losing` is what doing nothing costs up to the last day looked at, `winnable` what everything still to be
    done would bring on its best day.
    """

    category: str
    lost: Decimal
    gained: Decimal
    losing: Decimal
    winnable: Decimal


@dataclass(frozen=True, slots=True)
class Stakes:
    """The categories of one unit, or of all units for the projects of one leader or office, and their sum.

    The sum is of raw points, `weighted` of their shares of the total; None where weights are not fixed (D3).

    `quarter` holds what is booked, `until` is the last day looked at: that of `running`, the quarter of the
    day after the data, or the last one up to which working days are known.
    """

    quarter: Quarter
    running: Quarter
    until: date
    lines: Sequence[Stake]
    total: Stake
    ahead: Sequence[Ahead] = ()
    weighted: Stake | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """One sum ahead: the day, the project or item, the clause and sentence, the raw points of one unit."""

    day: date
    unit: str
    subject: str
    category: str
    clause: str
    points: Decimal
    text: str
    because: tuple[str, ...]
    loss: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """A unit's cards of the year and how far the next ones are (四(二), 五; D24).

    `to_red` further 督办 make a red card; `to_referral` further red cards a referral, 0 once there is one.
    """

    year: int
    yellow: int
    red: int
    to_red: int
    to_referral: int


def stakes_of_units(view: View) -> Mapping[str, Stakes]:
    """Give what is at stake for each unit that is assessed."""
    return once(view, "_stakes_of_units", lambda: _stakes(view, lambda unit, _: [unit]))


def stakes_of_lines(view: View) -> Mapping[str, Stakes]:
    """Give what is at stake for all units by the projects of each leader and each coordination office."""

    def lines(_: str, subject: str) -> list[str]:
        item = view.item(subject)
        project = view.project((item.item.project or "") if item else subject)
        return [key for key in (project.leader, view.office_of(project)) if key] if project else []

    return once(view, "_stakes_of_lines", lambda: _stakes(view, lines))


def ladder(view: View, unit: str) -> Ladder:
    """Count a unit's cards, and how many more draw the next consequence."""
    policy: Cards = view.report.policy.cards
    year = view.as_of.year
    yearly = policy.window == "calendar_year"
    own = [c for c in view.cards_of.get(unit, ()) if not yearly or c.date.year == year]
    yellow, red = (sum(card.colour == colour for card in own) for colour in ("黄牌", "红牌"))
    return Ladder(year, yellow, red, until_red(own, policy), max(0, policy.referral_from_red - red))


def running(view: View) -> Quarter:
    """Give the quarter of the day after the data: the one in which the next points are booked."""
    return Quarter.of(view.as_of + timedelta(days=1))


class _Sums(defaultdict[tuple[str, str], dict[Column, "Decimal"]]):
    """Sums of points by party and category."""

    def __init__(self) -> None:
        super().__init__(lambda: {"lost": ZERO, "gained": ZERO, "losing": ZERO, "winnable": ZERO})

    def add(self, parties: Iterable[str], category: str, column: Column, points: Decimal) -> None:
        for party in parties:
            self[party, category][column] += points


def _stakes(view: View, parties: Callable[[str, str], list[str]]) -> Mapping[str, Stakes]:
    """Sum every entry of the quarter and every step ahead up by party; each is looked at once."""
    quarter, then = view.quarter, running(view)
    until = reach(view.report, then.last)
    sums, ahead = _Sums(), list(_ahead(view, until))
    for entry in _booked(view):
        column: Column = "lost" if entry.points < 0 else "gained"
        sums.add(parties(entry.unit, entry.subject), entry.category, column, entry.points)
    for one in ahead:
        column = "losing" if one.loss else "winnable"
        sums.add(parties(one.unit, one.subject), one.category, column, one.points)
    by_party = grouped(ahead, lambda one: parties(one.unit, one.subject))
    names = {category.id: category.name for category in view.report.policy.categories}
    found: dict[str, Stakes] = {}
    for party in sorted({party for party, _ in sums}):
        lines = [Stake(name, **sums[party, key]) for key, name in names.items()]
        weighted = _weighted(lines, view.report.policy)
        own = by_party.get(party, ())
        found[party] = Stakes(quarter, then, until, lines, _total("合计（原值）", lines), own, weighted)
    return found


def _booked(view: View) -> Iterator[Entry]:
    """Give what the quarter has booked; 扣完为止 and 封顶 are no deeds and are left out."""
    assessment = view.report.quarters.get(view.quarter)
    for result in assessment.results.values() if assessment else ():
        yield from (entry for entry in result.entries if entry.kind != LIMIT)


def _ahead(view: View, until: date) -> Iterator[Ahead]:
    """Give all losses if nothing is done, then all that can be won, each by day; of units assessed."""
    scored = {key for key, unit in view.known.organisations.items() if unit.scored}
    for step in steps_ahead(view):
        if step.sort == "loss" and step.day <= until:
            for unit in (unit for unit in step.units if unit in scored):
                rule = step.category, step.clause, step.points
                yield Ahead(step.day, unit, step.subject, *rule, step.text, step.because, loss=True)
    won = sorted(winnable(view.report, until), key=lambda entry: (entry.date, entry.subject, entry.unit))
    for entry in (entry for entry in won if entry.unit in scored):
        rule = entry.category, entry.clause, entry.points
        yield Ahead(entry.date, entry.unit, entry.subject, *rule, entry.text, entry.because, loss=False)


def _weighted(lines: Sequence[Stake], policy: Policy) -> Stake | None:
    """Sum the categories' shares of the total; the lines are in the order of the edition's categories."""
    if policy.no_item != "keep_base":
        return None
    shares = [
        Stake(line.category, *(weight * p for p in (line.lost, line.gained, line.losing, line.winnable)))
        for line, weight in zip(lines, (category.weight for category in policy.categories), strict=True)
    ]
    return _total("合计折合总分", shares)


def _total(name: str, lines: Sequence[Stake]) -> Stake:
    return Stake(
        name,
        sum((line.lost for line in lines), ZERO),
        sum((line.gained for line in lines), ZERO),
        sum((line.losing for line in lines), ZERO),
        sum((line.winnable for line in lines), ZERO),
    )
