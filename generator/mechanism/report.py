"""The whole computation: a portfolio and a day in, every entry, card, rank and state of that day out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.mechanism.annual import YearResult, year_results
from generator.mechanism.assessment import Assessment, assess, card_adjustments, score
from generator.mechanism.cards import Referral, derive_cards, referrals, referred
from generator.mechanism.closing import Closed, Closing, late_adjustments, late_entries
from generator.mechanism.later import Later
from generator.mechanism.policy import NoPolicyError, governing
from generator.mechanism.rules import apply, gather, taken
from generator.mechanism.rules.presence import presence
from generator.mechanism.timeline import as_known
from generator.records.calendar import Quarter, quarters
from generator.records.model.events import (
    CompletionCertified,
    Decision,
    PlanApproved,
    StartCertified,
)
from generator.records.model.events.base import ProjectEvent
from generator.records.model.organisations import in_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.closing import Sealed
    from generator.mechanism.ledger import Adjustment, Card, Entry
    from generator.mechanism.rules import Facts
    from generator.mechanism.rules.facts import Cost
    from generator.records.model.events import Event
    from generator.records.model.organisations import Organisation
    from generator.records.model.policy import Cards, Policy
    from generator.records.portfolio import Portfolio


@dataclass(frozen=True)
class Report:
    """The state of a district at the end of a day; every amount is a Decimal, rounded only when printed.

    `known` is the portfolio of that day, `facts` the stories in it under the edition of the last
    quarter; `quarters` holds the assessments in order, `years` the annual results.
    """

    as_of: date
    policy: Policy
    known: Portfolio
    facts: Facts
    quarters: Mapping[Quarter, Assessment]
    years: Mapping[int, Mapping[str, YearResult]]
    cards: tuple[Card, ...]
    referrals: tuple[Referral, ...]

    def name(self, unit: str) -> str:
        """Name a unit in full; one that a sealed quarter ranked may have left the register since."""
        known = self.known.organisations.get(unit)
        return known.name if known else unit

    def edition(self, year: int) -> Policy:
        """Give the edition a year is assessed by: that of its last quarter so far."""
        return _of_year(year, {quarter: one.policy for quarter, one in self.quarters.items()})

    @property
    def entries(self) -> list[Entry]:
        """Give every entry of every unit, by quarter, unit, clause, date and subject."""
        found = [e for a in self.quarters.values() for r in a.results.values() for e in r.entries]
        return sorted(found, key=lambda e: (e.quarter, e.unit, e.clause, e.date, e.subject, e.points))

    @property
    def adjustments(self) -> list[Adjustment]:
        """Give every adjustment decided so far, those still to be applied included."""
        return [adjustment for a in self.quarters.values() for adjustment in a.adjustments]


def report(portfolio: Portfolio, as_of: date, closed: Closed | None = None, *, scored: bool = True) -> Report:
    """Compute the report of a day from facts alone (附件3, 四, 五).

    Quarters and years sealed by that day stay as published; what has come to light since is booked as
    更正 in the next open quarter. Without `scored` the quarters are scored when the first is looked at: most
    papers of a day tell of projects and meetings only. Raises NoPolicyError without an edition of the rules,
    MissingYear where a working-day calendar is needed.
    """
    found = compute(portfolio, as_of, (closed or Closed()).by(as_of))
    return replace(found, quarters=dict(found.quarters), years=dict(found.years)) if scored else found


def closings(sealed: Sequence[Sealed], known: Closed | None = None) -> Closed:
    """Compute what each seal fixed, from its own data and what the seals before it had fixed.

    `known` is what the first of them are known to have fixed. Raises as `report` does.
    """
    found = list(known.closings if known else ())
    newest = max((closing.number for closing in found), default=0)
    for one in sorted(sealed, key=lambda one: one.act.number):
        if one.act.number > newest and isinstance(one.period, (Quarter, int)):
            then = sealed_report(one, Closed(found))
            fixed = then.quarters.get(one.period) if isinstance(one.period, Quarter) else None
            year = then.years.get(one.period, {}) if isinstance(one.period, int) else {}
            found.append(Closing(one.act.number, one.act.date, one.period, fixed, year, then.known))
    return Closed(found)


def sealed_report(one: Sealed, closed: Closed, portfolio: Portfolio | None = None) -> Report:
    """Compute the report a seal was made from; with another portfolio, what it would be made from now."""
    return compute(portfolio or one.portfolio, one.act.as_of, closed.before(one.act.number, one.period))


def compute(portfolio: Portfolio, as_of: date, closed: Closed) -> Report:
    """Compute the report of a day with exactly these periods fixed. Raises as `report` does."""
    known, frozen = as_known(portfolio, as_of), closed.quarters
    first = min([_first_quarter(known, as_of), *frozen])
    span = list(quarters(first, Quarter.of(as_of)))
    editions = {quarter: governing(known.policies, quarter) for quarter in span}
    readings = Readings(known, as_of, editions)
    policy, facts = readings.policies[-1], readings.facts(len(readings.policies) - 1)

    def ladder(day: date) -> Cards:
        return governing(known.policies, Quarter.of(day)).cards

    cards = [card for card in derive_cards(known, ladder) if Quarter.of(card.date) in editions]

    def scored() -> Mapping[Quarter, Assessment]:
        books = Books(cards)
        for place, each in enumerate(readings.policies):
            books.write(readings.facts(place), each, editions)
        books.correct(span, closed, known)
        assessed: dict[Quarter, Assessment] = {}
        for quarter in span:
            before, each = assessed.get(quarter.shift(-1)), editions[quarter]
            assessed[quarter] = frozen.get(quarter) or _assess(known, books, each, quarter, before, as_of)
        return assessed

    assessments, of_years = Later(span, scored), sorted({quarter.year for quarter in span})

    def summed() -> Mapping[int, Mapping[str, YearResult]]:
        whole = list(assessments.values())
        return {
            year: closed.years.get(year) or year_results(year, whole, known, _of_year(year, editions).annual)
            for year in of_years
        }

    cases = tuple(referrals(known, [c for c in cards if referred(c, editions[Quarter.of(c.date)].cards)]))
    return Report(as_of, policy, known, facts, assessments, Later(of_years, summed), tuple(cards), cases)


@dataclass(frozen=True)
class Readings:
    """The facts of a day as each edition of a span reads them, worked out when asked for."""

    known: Portfolio
    as_of: date
    editions: Mapping[Quarter, Policy]
    _facts: dict[int, Facts] = field(default_factory=dict)

    @cached_property
    def policies(self) -> Sequence[Policy]:
        """Give the editions, in the order of their time."""
        return list({policy.effective_from: policy for policy in self.editions.values()}.values())

    def facts(self, place: int) -> Facts:
        """Give the facts under one edition, which knows what those before it took of an item (D19)."""
        if place not in self._facts:
            policy = self.policies[place]
            found = gather(self.known, policy, self.as_of)
            if place:
                since = next(quarter.first for quarter, each in self.editions.items() if each is policy)
                found = replace(found, since=since, taken=Later(found.items, partial(self._taken, place - 1)))
            self._facts[place] = found
        return self._facts[place]

    def _taken(self, place: int) -> Mapping[str, Cost]:
        policy = self.policies[place]
        return taken(policy, self.facts(place), lambda quarter: self.editions.get(quarter) is policy)


@dataclass
class Books:
    """The ledger while it is written: entries and present categories by quarter and unit; cards by date."""

    cards: Sequence[Card]
    entries: dict[tuple[Quarter, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    present: dict[tuple[Quarter, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    late: list[Adjustment] = field(default_factory=list)

    def write(self, facts: Facts, policy: Policy, editions: Mapping[Quarter, Policy]) -> None:
        """Book what an edition's rules make of the facts, in the quarters the edition governs."""
        for entry in apply(policy, facts):
            if editions.get(entry.quarter) is policy:
                self.entries[entry.quarter, entry.unit].append(entry)
                self.present[entry.quarter, entry.unit].add(entry.category)
        for quarter, unit, category in presence(facts):
            if editions.get(quarter) is policy:
                self.present[quarter, unit].add(category)

    def correct(self, span: Sequence[Quarter], closed: Closed, known: Portfolio) -> None:
        """Book what published quarters lack or have too much in the next open ones."""
        for entry in list(late_entries(self.entries, span, closed, known)):
            self.entries[entry.quarter, entry.unit].append(entry)
            self.present[entry.quarter, entry.unit].add(entry.category)
        frozen = {quarter: closed.quarters[quarter] for quarter in span if quarter in closed.quarters}
        cards = {q: [card for card in self.cards if Quarter.of(card.date) == q] for q in frozen}
        now = {q: card_adjustments(q, cards[q], a.results, a.policy) for q, a in frozen.items()}
        self.late += late_adjustments(now, closed, known)


def _assess(  # noqa: PLR0913, PLR0917 - the quarter and all that bears on it
    known: Portfolio, books: Books, policy: Policy, quarter: Quarter, before: Assessment | None, as_of: date
) -> Assessment:
    units = {key: unit for key, unit in sorted(known.organisations.items()) if _assessed(unit, quarter)}
    results = {}
    for unit in units:
        entries = sorted(
            books.entries[quarter, unit], key=lambda e: (e.category, e.clause, e.date, e.subject)
        )
        results[unit] = score(unit, quarter, entries, frozenset(books.present[quarter, unit]), policy)
    decided = [*(before.adjustments if before else ()), *books.late]
    carried = [a for a in decided if a.applied_in == quarter and a.unit in results]
    cards = [card for card in books.cards if Quarter.of(card.date) == quarter]
    closed = quarter.last <= as_of
    return assess(results, carried, cards, units, policy, quarter=quarter, closed=closed)


def _of_year(year: int, editions: Mapping[Quarter, Policy]) -> Policy:
    return editions[max(quarter for quarter in editions if quarter.year == year)]


def _first_quarter(known: Portfolio, as_of: date) -> Quarter:
    """Find the quarter to begin with: the first fact's or plan's, not before the first edition.

    What was done to projects before the first year that is planned, such as the starts of those carried
    over, begins it with that year and not before: nobody was assessed then.
    """
    if not known.policies:
        raise NoPolicyError
    before, began, planned = known.memory.get("planned", (None, date.min, ()))
    if before is not known.plans:
        began, planned = _planned(known)
        known.memory["planned"] = known.plans, began, planned
    days = list(map(attrgetter("date"), known.events.values()))
    if days and min(days) < began:
        days = [event.date if _telling(event) else max(event.date, began) for event in known.events.values()]
    days += [item.due for item in known.of_type(Decision) if item.due]
    first = Quarter.of(min([*days, *planned], default=as_of))
    return min(max(first, Quarter.of(min(known.policies))), Quarter.of(as_of))


def _telling(event: Event) -> bool:
    """Tell whether an event shows by itself that units were assessed in its year: a meeting, not a start."""
    if isinstance(event, PlanApproved):
        return event.year <= event.date.year
    return not isinstance(event, (ProjectEvent, StartCertified, CompletionCertified))


def _planned(known: Portfolio) -> tuple[date, Sequence[date]]:
    """Give the day the first planned year begins, and the earliest day any plan names; none without plans."""
    days = [
        period.last
        for plan in known.plans.values()
        for period in (plan.start_week, plan.completion_month, *(p.due_month for p in plan.milestones))
        if period is not None
    ]
    years = [plan.year for plan in known.plans.values()]
    return date(min(years), 1, 1) if years else date.min, [min(days)] if days else ()


def _assessed(unit: Organisation, quarter: Quarter) -> bool:
    """Tell whether a unit is scored in a quarter: it exists on the quarter's last day."""
    return unit.scored and in_place(unit, quarter.last)
