"""Invariants of the computation, whatever the facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from drawn_facts import FIRST, LAST, UNITS, districts, starts, timed
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rounds import often
from seals import sealed_quarter

from generator.mechanism.assessment import card_adjustments
from generator.mechanism.closing import CORRECTION
from generator.mechanism.ledger import CAP, FLOOR
from generator.mechanism.report import Report, closings, report, sealed_report
from generator.mechanism.scenario.facts import portfolio
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from drawn_facts import Fact

    from generator.mechanism.ledger import Entry
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

examples = settings(
    max_examples=often(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _computed(
    facts: list[Fact], policy: Policy, calendars: dict[int, CalendarYear], as_of: date = LAST
) -> tuple[Report, dict[str, str], dict[str, str]]:
    made, draft = portfolio(facts, UNITS, policy, calendars)
    return report(made, as_of), {key: name for name, key in draft.units.items()}, draft.subjects


def _rows(seen: tuple[Report, dict[str, str], dict[str, str]]) -> list[tuple[object, ...]]:
    made, names, subjects = seen
    return sorted(
        (names[e.unit], str(e.quarter), e.clause, subjects.get(e.subject, ""), str(e.date), e.points)
        for e in made.entries
    )


def _results(made: Report) -> list[Any]:
    return [result for assessment in made.quarters.values() for result in assessment.results.values()]


@examples
@given(facts=districts())
def test_totals_are_sums_of_entries(
    facts: list[Fact], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, _, _ = _computed(facts, policy, calendars)
    for result in _results(made):
        base = sum(category.base * category.weight for category in policy.categories)
        assert result.base_total == base + sum(entry.weighted for entry in result.entries)
        assert result.total == result.base_total + sum(a.points for a in result.adjustments)
        for category in policy.categories:
            own = [entry.points for entry in result.entries if entry.category == category.id]
            assert result.scores[category.id].amount == category.base + sum(own)
            assert result.scores[category.id].amount >= 0


@examples
@given(facts=districts(), random=st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(
    facts: list[Fact], random: Random, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    shuffled = facts.copy()
    random.shuffle(shuffled)
    assert _rows(_computed(facts, policy, calendars)) == _rows(_computed(shuffled, policy, calendars))


@examples
@given(facts=districts(), more=districts())
def test_an_unrelated_unit_changes_nobodys_raw_score(
    facts: list[Fact], more: list[Fact], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    def of_others(fact: Fact) -> Fact:
        moved = {key: ["戊局"] for key in ("lead", "responsible", "supporting") if fact.get(key)}
        return fact | moved | ({"unit": "戊局"} if "unit" in fact else {}) | {"id": f"其他{fact['id']}"}

    alone = _rows(_computed(facts, policy, calendars))
    together = _rows(_computed(facts + [of_others(fact) for fact in more], policy, calendars))
    assert alone == [row for row in together if row[0] != "戊局"]


@examples
@given(fact=starts, later=st.integers(1, 400))
def test_a_later_start_never_scores_higher(
    fact: Fact, later: int, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    first = fact["started"] or "2026-06-01"
    signed = fact["signed"] if fact["signed"] and fact["signed"] <= first else None

    def total(started: str | None) -> Decimal:
        one = {"id": "F", **fact, "started": started, "signed": signed, "lead": ["甲办"]}
        made, _, _ = _computed([one], policy, calendars, date(2027, 12, 31))
        return sum((entry.points for entry in made.entries), Decimal(0))

    assert total(str(date.fromisoformat(first) + timedelta(days=later))) <= total(first)
    assert total(None) <= total(first)


@examples
@given(fact=timed, later=st.integers(1, 60))
def test_a_later_closing_never_scores_higher(
    fact: Fact, later: int, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    def total(closed: str | None) -> Decimal:
        one = {"id": "F", **fact, "closed": closed, "responsible": ["甲办"], "due_changes": []}
        made, _, _ = _computed([one], policy, calendars)
        return sum((entry.points for entry in made.entries if entry.category == "3"), Decimal(0))

    first = date.fromisoformat(fact["closed"] or fact["due"])
    second = min(first + timedelta(days=later), LAST)
    assert total(str(second)) <= total(str(first))
    assert total(None) <= total(str(second))


@examples
@given(facts=districts(), as_of=st.dates(FIRST, LAST))
def test_catching_up_never_erases_what_was_booked(
    facts: list[Fact], as_of: date, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    early = {row for row in _rows(_computed(facts, policy, calendars, as_of)) if row[3]}
    late = {row for row in _rows(_computed(facts, policy, calendars)) if row[3]}
    assert early <= late


@examples
@given(facts=districts())
def test_ranks_follow_totals_and_seats_their_ends(
    facts: list[Fact], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, _, _ = _computed(facts, policy, calendars)
    for assessment in made.quarters.values():
        ordered = sorted(assessment.results.values(), key=lambda result: result.rank)
        for one, two in pairwise(ordered):
            assert one.total >= two.total
            assert (one.rank == two.rank) == (one.total == two.total)
        for result in ordered:
            assert result.rank == 1 + sum(other.total > result.total for other in ordered)
        seats = {result.seat for result in ordered}
        assert seats in ({None}, {"first", "last"}, {"first", "last", None})
        assert ("first" in seats) == (len({result.total for result in ordered}) > 1)


@examples
@given(facts=districts())
def test_no_item_is_ever_charged_more_than_fifteen(
    facts: list[Fact], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, _, _ = _computed(facts, policy, calendars)
    taken: dict[tuple[str, str], Decimal] = {}
    for entry in made.entries:
        if entry.kind == "overdue_item":
            key = (entry.unit, entry.subject)
            taken[key] = taken.get(key, Decimal(0)) + entry.points
    assert all(points >= -15 for points in taken.values())


@examples
@given(facts=districts())
def test_every_entry_cites_a_place_and_lands_in_the_quarter_of_its_day(
    facts: list[Fact], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, _, _ = _computed(facts, policy, calendars)
    for entry in made.entries:
        assert entry.quarter.first <= entry.date <= entry.quarter.last
        assert entry.text
        assert entry.because or entry.kind == "limit"


@examples
@given(facts=districts(), days=st.lists(st.dates(FIRST, LAST), min_size=1, max_size=4))
def test_a_day_told_after_others_is_told_as_by_itself(
    facts: list[Fact], days: list[date], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, _ = portfolio(facts, UNITS, policy, calendars)
    for day in days:
        told, alone = report(made, day, scored=False), report(replace(made, memory={}), day)
        assert list(told.quarters) == list(alone.quarters)
        assert told == alone


def _raw(made: Report) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {unit: Decimal(0) for unit in made.known.organisations}
    for entry in made.entries:
        if entry.clause not in {FLOOR, CAP}:
            found[entry.unit] += entry.points
    return found


@examples
@given(facts=districts(), late=districts(), low=st.integers(80, 100))
def test_corrections_make_good_what_a_quarter_limited_would_have_had(
    facts: list[Fact], late: list[Fact], low: int, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """D2: what 扣完为止 or a cap did not take or give is not made good either.

    Where a sealed quarter has made good what another lacked, its own limits hide how much of it was given.
    """
    limited = _limited(policy, Decimal(low))
    more = [fact | {"id": f"晚{fact['id']}"} for fact in late]
    then, now = (portfolio(stage, UNITS, limited, calendars)[0] for stage in (facts, facts[1:] + more))
    first = Quarter(2025, 1)
    sealed = {first.shift(step): step + 1 for step in range(4)}
    closed = closings([sealed_quarter(quarter, number, then) for quarter, number in sealed.items()])
    told_before = (r.entries for a in closed.quarters.values() for r in a.results.values())
    assume(all(entry.kind != CORRECTION for entries in told_before for entry in entries))
    after, free = report(now, LAST, closed), report(now, LAST)
    for quarter in sealed.keys() & after.quarters.keys():
        plain = free.quarters.get(quarter)
        for unit, result in after.quarters[quarter].results.items():
            for category in limited.categories:
                told = [e.points for e in after.entries if _corrects(e, unit, category.id, quarter)]
                wanted = plain.results[unit].scores[category.id].amount if plain else category.base
                assert result.scores[category.id].amount + sum(told) == wanted


def _limited(policy: Policy, low: Decimal) -> Policy:
    """The same rules with narrow limits."""
    limits = {"floor": low, "cap": low + 20}
    categories = tuple(category.model_copy(update=limits) for category in policy.categories)
    return policy.model_copy(update={"categories": categories})


def _corrects(entry: Entry, unit: str, category: str, quarter: Quarter) -> bool:
    mine = (entry.kind, entry.unit, entry.category) == (CORRECTION, unit, category)
    return mine and Quarter.of(entry.date) == quarter


@examples
@given(facts=districts(), more=districts(), dropped=st.integers(0, 1))
def test_late_facts_never_alter_a_sealed_quarter_and_are_booked_in_an_open_one(
    facts: list[Fact], more: list[Fact], dropped: int, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """Facts come and go between the seals; the second quarter is sealed once more after the third."""
    late = [fact | {"id": f"晚{fact['id']}"} for fact in more]
    stages = [facts, facts + late[:1], facts[dropped:] + late]
    known = [portfolio(stage, UNITS, policy, calendars)[0] for stage in stages]
    first = Quarter(2025, 2)
    sealed = (first, Quarter(2025, 3), first, Quarter(2025, 4), Quarter(2026, 1))
    acts = [
        sealed_quarter(quarter, number, known[min(number - 1, 1)], revision=2 if number == 3 else 1)
        for number, quarter in enumerate(sealed, 1)
    ]
    closed = closings(acts)
    after, free = report(known[2], LAST, closed), report(known[2], LAST)
    for number, (act, quarter) in enumerate(zip(acts, sealed, strict=True), 1):
        fixed = closings(acts[:number]).quarters.get(quarter)
        if fixed is not None:
            assert sealed_report(act, closed).quarters[quarter].results == fixed.results
            assert number == 1 or after.quarters[quarter].results == fixed.results
    assert _raw(after) == _raw(free)
    assert _decided(after, closed.quarters, first) == _applied(after, first)


def _decided(
    made: Report, sealed: Iterable[Quarter], first: Quarter
) -> dict[tuple[str, str, Quarter], Decimal]:
    """What cards known today and seats as last sealed ask of each unit, by the quarter they come from."""
    found: dict[tuple[str, str, Quarter], Decimal] = defaultdict(Decimal)
    for quarter, assessment in made.quarters.items():
        for adjustment in assessment.adjustments:
            if adjustment.reason in {"first", "last"} or quarter not in sealed:
                found[adjustment.unit, adjustment.clause, quarter] += adjustment.points
        if quarter in sealed:
            cards = [card for card in made.cards if Quarter.of(card.date) == quarter]
            for adjustment in card_adjustments(quarter, cards, assessment.results, assessment.policy):
                found[adjustment.unit, adjustment.clause, quarter] += adjustment.points
    return {key: points for key, points in found.items() if points and key[2] >= first}


def _applied(made: Report, first: Quarter) -> dict[tuple[str, str, Quarter], Decimal]:
    """What has been applied in some quarter, or will be in the next one."""
    found: dict[tuple[str, str, Quarter], Decimal] = defaultdict(Decimal)
    applied = [
        a for assessment in made.quarters.values() for r in assessment.results.values() for a in r.adjustments
    ]
    coming = [a for a in made.adjustments if a.applied_in not in made.quarters]
    for adjustment in [*applied, *coming]:
        found[adjustment.unit, adjustment.clause, adjustment.source] += adjustment.points
    return {key: points for key, points in found.items() if points and key[2] >= first}
