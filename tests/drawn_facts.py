"""Facts of a small district, of every kind, as hypothesis draws them (tests/scenarios: the same words)."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

Fact = dict[str, Any]
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
UNITS = ["甲办", "乙街道", "丙局", "丁局"]
days = st.dates(FIRST, LAST).map(str)
maybe = st.none() | days
weeks = st.tuples(st.sampled_from([2025, 2026]), st.integers(1, 52)).map(lambda w: f"{w[0]}-W{w[1]:02}")
months = st.tuples(st.sampled_from([2025, 2026]), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02}")
units = st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True)


def _fact(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    return st.fixed_dictionaries({"kind": st.just(kind), **fields})


changes = st.lists(
    st.fixed_dictionaries({"approved": days, "planned_week": weeks}),
    max_size=2,
    unique_by=lambda c: c["approved"],
)
starts = _fact(
    "new_start",
    nature=st.just("planned"),
    lead=units,
    planned_week=weeks,
    started=maybe,
    signed=maybe,
    ceremony=maybe,
    plan_changes=changes,
)
points = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from("一二三四"), "due_month": months, "reached": maybe}),
    min_size=1,
    max_size=4,
    unique_by=lambda point: point["name"],
)
carried = _fact("carry_over", lead=units, milestones=points, completion_month=months, completed=maybe)
timed = _fact(
    "timed_item",
    responsible=units,
    supporting=st.just([]),
    due=days,
    closed=maybe,
    due_changes=st.lists(st.fixed_dictionaries({"approved": days, "due": days}), max_size=2),
)
untimed = _fact(
    "untimed_item",
    responsible=units,
    supporting=units,
    meetings=st.lists(
        st.fixed_dictionaries({"date": days, "level": st.sampled_from(["分管负责人", "主任办公会"])}),
        min_size=1,
        max_size=6,
    ),
)
supervisions = _fact("supervision", unit=st.sampled_from(UNITS), date=days)


@st.composite
def districts(draw: st.DrawFn) -> list[Fact]:
    """A few facts of every kind, each with an id of its own."""
    facts = draw(st.lists(st.one_of(starts, carried, timed, untimed, supervisions), max_size=12))
    return [{"id": f"F{number}", **fact} for number, fact in enumerate(facts)]
