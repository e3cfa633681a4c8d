"""Figures of an edition of the rules: whatever `decode` accepts can be computed, told and printed."""

from __future__ import annotations

import copy
import re
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from places import ROOT
from rounds import LONG_RUN, often

from generator.mechanism.assessment import score
from generator.mechanism.report import report
from generator.outputs.documents import dumps, score_document
from generator.outputs.feeds import score_csv
from generator.outputs.links import Web
from generator.outputs.orders import done
from generator.outputs.pages import FAMILIES, discipline, home, regulation
from generator.outputs.plain import explanation, table
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records import emit
from generator.records.calendar import Quarter
from generator.records.checks import CHECKS, Context, check
from generator.records.checks import editions as of_editions
from generator.records.decode import decode
from generator.records.load import load
from generator.records.model.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from generator.outputs.page import Page
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

    Family = Callable[[Press], Iterator[Page]]

PATH = "data/policy/2019-03-11.yml"
AS_OF = date(2026, 6, 30)
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FIGURES = [
    "0",
    "1",
    "2",
    "3",
    "5",
    "12",
    "40",
    "9999",
    "-1",
    "-4",
    "-9999.9999",
    "0.0001",
    "0.5",
    "100",
    "200",
]
WORDS = {
    "working_days": ["working", "natural"],
    "due_shift": ["next_workday", "none"],
    "start_means": ["substantive", "ceremony_or_substantive"],
    "stacking": ["all", "highest_only"],
    "no_item": ["keep_base", "reweight"],
    "mode": ["add_back", "replace", "highest", "cumulative"],
    "measure": ["rolling", "calendar_month"],
    "test": ["deadline", "quarter_end_status"],
    "level": ["same", "any"],
    "window": ["calendar_year", "all_time"],
    "red_mode": ["pairs", "every_further_yellow"],
    "fourth_quarter": ["carry_and_own", "own_only"],
    "by": ["total", "base_total"],
    "id": ["1", "2", "3"],
    "category": ["1", "2", "3"],
    "clause": ["1.1(1)", "1.1(2)", "4.1", "扣完为止", "封顶", "一", "../x", "#", "{{ x }}", "<b>"],
    "recurring": ["是", "否"],
    "charge_supporting": ["是", "否"],
    "count_all_from_first": ["是", "否"],
    "groups": ["是", "否"],
}
Place = tuple[str | int, ...]
EDITIONS = tuple(one for one in CHECKS if one.rule.__module__ == of_editions.__name__)


class Undrawn(Executor):
    """A pool that draws no chart and writes no file."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        """Give nothing at once."""
        return done(b"")


def fields(made: Policy) -> dict[str, Any]:
    return made.model_dump(mode="json", exclude_none=True)


def told(said: dict[str, Any]) -> tuple[Policy | None, list[Problem]]:
    made, problems = decode(PATH, emit.text(Policy, said).encode())
    assert made is None or isinstance(made, Policy)
    return made, problems


def places(value: Any, here: Place = ()) -> list[Place]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(place for key, part in parts for place in places(part, (*here, key)))]


def at(value: Any, place: Place) -> Any:
    for key in place:
        value = value[key]
    return value


@st.composite
def editions(draw: st.DrawFn, said: dict[str, Any]) -> dict[str, Any]:
    """An edition with a few figures, words and lists of its own."""
    made = copy.deepcopy(said)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.sampled_from([one for one in places(made) if one]))
        whole, key = at(made, place[:-1]), place[-1]
        if isinstance(whole[key], list) and whole[key]:
            entries = whole[key]
            one = draw(st.sampled_from(range(len(entries))))
            match draw(st.sampled_from(["drop", "double", "reverse"])):
                case "drop" if len(entries) > 1:
                    del entries[one]
                case "double":
                    entries.append(copy.deepcopy(entries[one]))
                case _:
                    entries.reverse()
        elif isinstance(whole[key], str) and key not in {
            "effective_from",
            "kind",
            "reading",
            "name",
            "office",
        }:
            whole[key] = draw(st.sampled_from(WORDS.get(str(key), FIGURES)))
    return made


@pytest.fixture(scope="session")
def facts(district: Path) -> Portfolio:
    portfolio, problems = load(district)
    assert not [one for one in problems if one.severity == "error"]
    return portfolio


def computed(made: Policy, facts: Portfolio, families: Iterable[Family]) -> None:
    """Check, score and print a district by an edition, as `guatu check`, `score` and `build` do."""
    known = replace(facts, policies={made.effective_from: made})
    for one in check(known, Context()):
        assert one.text().isprintable()
    found = report(known, AS_OF)
    periods: list[Quarter | int] = [*found.quarters, *found.years]
    for period in periods:
        assert table(score_document(found, period))
        assert dumps(score_document(found, period))
        assert score_csv(found, period)
        for unit in facts.organisations:
            assert explanation(found, period, unit)
    seen = View(found, known)
    web, folder = Web(seen), ROOT / "site_templates"
    press = Press(seen, environment(folder), web, folder, Undrawn())
    assert all(page.title for family in families for page in family(press))


@pytest.mark.parametrize("figure", ["0", "1", "9999"])
def test_each_figure_at_its_ends(figure: str, policy: Policy, facts: Portfolio) -> None:
    """One figure after the other; what is accepted is computed and its pages printed."""
    said = fields(policy)
    numbers = [place for place in places(said) if NUMBER.fullmatch(str(at(said, place)))]
    assert len(numbers) > 50
    for place in numbers:
        one = copy.deepcopy(said)
        at(one, place[:-1])[place[-1]] = figure
        made, problems = told(one)
        assert (made is None) == bool(problems)
        if made:
            computed(made, facts, (regulation.pages, discipline.pages))


@settings(max_examples=often(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_accepted_is_computed_and_printed(
    data: st.DataObject, policy: Policy, facts: Portfolio
) -> None:
    made, problems = told(data.draw(editions(fields(policy))))
    assert (made is None) == bool(problems)
    assume(made)
    assert made is not None
    computed(made, facts, FAMILIES if LONG_RUN else (regulation.pages, discipline.pages, home.pages))


def codes(said: dict[str, Any], facts: Portfolio) -> list[str]:
    """Give the codes of an edition's faults and reminders."""
    made, problems = told(said)
    known = replace(facts, policies={made.effective_from: made} if made else {})
    late = check(known, Context(), EDITIONS) if made else []
    return [one.code.id for one in (*problems, *late)]


@pytest.mark.parametrize(
    ("place", "value", "found"),
    [
        (("categories", 0, "cap"), "90", ["G342"]),
        (("categories", 0, "cap"), "100", []),
        (("categories", 0, "floor"), "100.5", ["G342"]),
        (("categories", 0, "weight"), "-0.4", ["G343"]),
        (("categories", 0, "base"), "-100", ["G342", "G343"]),
        (("rules", 2, "bands", 0, "within_months"), "0", ["G340"]),
        (("rules", 2, "bands", 1, "points"), "3.2", ["G348"]),
        (("rules", 2, "bands", 0, "points"), "-0.8", ["G347", "G348"]),
        (("rules", 8, "steps", 2, "points"), "-8", ["G348"]),
        (("rules", 8, "steps", 0, "points"), "4", ["G347"]),
        (("rules", 4, "points"), "0", ["G347"]),
        (("rules", 3, "grace_days"), "0", []),
        (("adjustments", "first_seat"), "-3", ["G347"]),
        (("adjustments", "last_seat"), "2", ["G347"]),
        (("adjustments", "red"), "0", []),
        (("annual", "bonus_cap"), "0", []),
        (("routing", 2, "when", "investment_wan_at_least"), "10000", ["G349", "G349"]),
        (("routing", 1, "when", "programme"), "网络安全人才与创新基地", ["G349"]),
        (("routing", 4, "when", "sector_in"), ["服务业", "工业"], []),
    ],
)
def test_a_figure_that_contradicts_another_is_told(
    place: Place, value: object, found: list[str], policy: Policy, facts: Portfolio
) -> None:
    said = fields(policy)
    at(said, place[:-1])[place[-1]] = value
    assert codes(said, facts) == found


def test_by_calendar_months_a_late_start_may_be_of_the_same_month(policy: Policy, facts: Portfolio) -> None:
    said = fields(policy)
    said["rules"][2]["measure"] = "calendar_month"
    said["rules"][2]["bands"][0]["within_months"] = "0"
    assert codes(said, facts) == []


@pytest.mark.parametrize("index", range(11))
@pytest.mark.parametrize("clause", ["", "5.1"])
def test_no_rule_counts_twice(index: int, clause: str, policy: Policy, facts: Portfolio) -> None:
    """The same rule again, under its own clause or another."""
    said = fields(policy)
    rule = said["rules"][index]
    said["rules"].append({**rule, "clause": clause or rule["clause"], "reading": "另一种说法"})
    assert codes(said, facts) == ["G344"]


def test_rules_of_a_kind_may_differ_under_clauses_of_their_own(policy: Policy, facts: Portfolio) -> None:
    said = fields(policy)
    said["rules"].append({**said["rules"][1], "clause": "5.1", "months": "3", "points": "1"})
    assert codes(said, facts) == []


def test_categories_without_weight_share_out_none(policy: Policy) -> None:
    """Who has nothing to assess but in a category of weight 0 keeps the weights as they are (D3)."""
    said = {**fields(policy), "no_item": "reweight"}
    for category, weight in zip(said["categories"], ("0", "0", "1"), strict=True):
        category["weight"] = weight
    made, problems = told(said)
    assert not problems
    assert made is not None
    result = score("U", Quarter.parse("2026Q2"), [], frozenset({"1"}), made)
    assert [one.weight for one in result.scores.values()] == [0, 0, 1]
