"""Neighbours in a ranking, worked by hand with ties; and that supposing nothing changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from drawn_facts import UNITS, districts
from hypothesis import given
from test_properties import examples

from generator.mechanism.assessment import Result, Score, assess
from generator.mechanism.ledger import FLOOR, Entry
from generator.mechanism.neighbours import Near, neighbours, supposed
from generator.mechanism.report import report
from generator.mechanism.scenario.facts import portfolio
from generator.records.calendar import Quarter
from generator.records.model.organisations import Organisation

if TYPE_CHECKING:
    from generator.mechanism.assessment import Assessment
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

SECOND, FOURTH = Quarter(2026, 2), Quarter(2026, 4)
AMOUNTS = {"JIA": 110, "YI": 100, "BING": 100, "DING": 96, "WU": 90, "JI": 80}
"""The first category of each unit; the other two are 100, so totals are 104, 100, 100, 98.4, 96, 92."""
REGISTER = {
    key: Organisation.model_validate(
        {"id": key, "name": key, "short": key, "kind": "责任单位", "scored": "是"}
    )
    for key in AMOUNTS
}


def result(key: str, amount: int, quarter: Quarter, policy: Policy) -> Result:
    scores: dict[str, Score] = {
        category.id: Score(Decimal(amount if category.id == "1" else 100), category.weight, empty=False)
        for category in policy.categories
    }
    return Result(key, quarter, scores, ())


def ranked(policy: Policy, quarter: Quarter = SECOND) -> Assessment:
    results = {key: result(key, amount, quarter, policy) for key, amount in AMOUNTS.items()}
    return assess(results, (), (), REGISTER, policy, quarter=quarter, closed=True)


def test_distances_by_hand(policy: Policy) -> None:
    found = ranked(policy)
    ding = neighbours(found, REGISTER, "DING")
    assert (ding.ranked, ding.tied) == (6, ())
    assert ding.above == Near(("BING", "YI"), 2, Decimal("1.6"))
    assert ding.below == Near(("WU",), 5, Decimal("2.4"))
    assert (ding.to_first, ding.over_last, ding.over_bottom) == (
        Decimal("5.6"),
        Decimal("6.4"),
        Decimal("2.4"),
    )


def test_the_first_the_last_and_the_tied(policy: Policy) -> None:
    found = ranked(policy)
    first, tied, last = (neighbours(found, REGISTER, key) for key in ("JIA", "YI", "JI"))
    assert (first.above, first.to_first) == (None, Decimal(-4))
    assert (tied.tied, tied.above) == (("BING",), Near(("JIA",), 1, Decimal(4)))
    assert tied.below == Near(("DING",), 4, Decimal("1.6"))
    assert (last.below, last.over_last, last.over_bottom) == (None, Decimal(-4), Decimal("-6.4"))


def test_points_are_weighted_before_they_rank(policy: Policy) -> None:
    found = ranked(policy)
    lost = supposed(found, REGISTER, "YI", "1", Decimal(-4)).results
    assert (lost["YI"].total, lost["YI"].rank, lost["BING"].rank) == (Decimal("98.4"), 3, 2)
    assert (lost["DING"].rank, lost["WU"].rank) == (3, 5)
    won = supposed(found, REGISTER, "DING", "1", Decimal(4)).results
    assert [won[key].rank for key in ("YI", "BING", "DING")] == [2, 2, 2]
    seated = supposed(found, REGISTER, "YI", "2", Decimal(20))
    assert (seated.results["YI"].seat, seated.results["JIA"].seat) == ("first", None)


def test_leaving_the_last_two(policy: Policy) -> None:
    found = ranked(policy)
    assert found.rectification == ("WU", "JI")
    margin = neighbours(found, REGISTER, "WU").over_bottom
    assert margin == Decimal("-2.4")
    even = supposed(found, REGISTER, "WU", "1", -margin / Decimal("0.4"))
    more = supposed(found, REGISTER, "WU", "1", -margin / Decimal("0.4") + Decimal("0.01"))
    assert "WU" in even.rectification
    assert "WU" not in more.rectification


def test_a_floor_holds_what_is_supposed(policy: Policy) -> None:
    found = ranked(policy)
    gap = Entry("JI", FLOOR, "1", "limit", "", date(2026, 6, 30), SECOND, Decimal(8), "", ())
    scores = found.results["JI"].scores
    low = replace(
        found.results["JI"], entries=(gap,), scores={**scores, "1": replace(scores["1"], amount=Decimal(0))}
    )
    floored = replace(found, results={**found.results, "JI": low})
    totals = [
        supposed(floored, REGISTER, "JI", "1", Decimal(points)).results["JI"].base_total
        for points in (-4, 2, 8, 10)
    ]
    assert totals == [60, 60, 60, Decimal("60.8")]


def test_the_fourth_quarter_gives_its_seats_at_once(policy: Policy) -> None:
    found = ranked(policy, FOURTH)
    assert found.results["JIA"].total == Decimal(107)
    assert neighbours(found, REGISTER, "YI").to_first == Decimal(4)
    taken = supposed(found, REGISTER, "YI", "2", Decimal(20)).results
    assert (taken["YI"].total, taken["JIA"].total) == (Decimal(109), Decimal(104))


@examples
@given(facts=districts())
def test_supposing_nothing_changes_nothing(
    facts: list[dict[str, object]], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = report(portfolio(facts, UNITS, policy, calendars)[0], date(2026, 12, 31))
    for assessment in made.quarters.values():
        for unit in assessment.results:
            again = supposed(assessment, made.known.organisations, unit, "1", Decimal(0))
            assert again.results == assessment.results
            assert again.rectification == assessment.rectification


@pytest.mark.parametrize("unit", AMOUNTS)
def test_making_good_a_distance_reaches_the_next_rank(policy: Policy, unit: str) -> None:
    found = ranked(policy)
    above = neighbours(found, REGISTER, unit).above
    if above:
        then = supposed(found, REGISTER, unit, "1", above.points / Decimal("0.4"))
        assert then.results[unit].rank == above.rank
