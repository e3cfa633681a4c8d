"""储备库、建设库、竣工库: where a project is, and every move between them, worked out by hand (O12)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from built import Built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rounds import often

from generator.mechanism.pools import Pool, listed, moves, pool
from generator.outputs.tables import rows
from generator.outputs.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
Path = list[tuple[str, str, str | None, str | None, str]]


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    return made


def path(built: Built, first: date = FIRST, last: date = LAST) -> Path:
    report = built.report(last)
    found = moves(report.known, report.facts.projects, first, last)
    return [(str(m.on), m.movement, m.source, m.target, m.reason) for m in found]


def held(built: Built, as_of: date) -> Pool | None:
    return pool(built.report(as_of).facts.projects["P1"])


def test_a_project_goes_through_all_three(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.plan("计划新开工", start_week="2026-W10")
    built.approve(2026, "2026-01-20")
    built.start("2026-03-03", "2026-03-06")
    built.finish("2026-11-02", "2026-11-05")
    assert path(built) == [
        ("2025-06-02", "入库", None, "储备库", "签约入库"),
        ("2026-03-03", "转库", "储备库", "建设库", "实质性开工并经认定"),
        ("2026-11-02", "转库", "建设库", "竣工库", "完工并经认定"),
    ]
    days = [date(2026, 3, 5), date(2026, 3, 6), date(2026, 11, 4), date(2026, 11, 5)]
    assert [held(built, day) for day in days] == ["储备库", "建设库", "建设库", "竣工库"]


def test_only_the_moves_of_the_days_asked_for(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.start("2026-03-03", "2026-03-06")
    assert [move[0] for move in path(built, date(2026, 3, 1), date(2026, 3, 31))] == ["2026-03-03"]
    assert [move[0] for move in path(built, date(2026, 3, 4), date(2026, 3, 31))] == []


def test_a_start_nobody_certified_moves_nothing(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.event("substantive_start", "2026-03-03", project="P1")
    built.event("ceremony", "2026-03-03", project="P1")
    assert [move[3] for move in path(built)] == ["储备库"]
    assert held(built, LAST) == "储备库"


def test_a_project_carried_over_from_before_the_books_was_never_in_reserve(built: Built) -> None:
    built.project(signed="2023-05-01")
    built.plan("结转续建", year=2025, completion_month="2025-10")
    built.approve(2025, "2025-01-15")
    built.finish("2025-09-30", "2025-10-08", kind="commissioned")
    assert path(built) == [
        ("2025-01-15", "入库", None, "建设库", "列入年度计划结转续建"),
        ("2025-09-30", "转库", "建设库", "竣工库", "投产运营并经认定"),
    ]


def test_one_signed_since_and_carried_over_was(built: Built) -> None:
    built.project("P0", signed="2023-05-01")
    built.plan("结转续建", "P0", year=2025, completion_month="2025-10")
    built.approve(2025, "2025-01-15")
    built.project(signed="2025-03-03")
    built.plan("结转续建", completion_month="2026-10")
    built.approve(2026, "2026-01-20")
    assert [move[:4] for move in path(built) if move[4] != "签约入库"][1:] == [
        ("2026-01-20", "转库", "储备库", "建设库")
    ]
    assert ("2025-03-03", "入库", None, "储备库", "签约入库") in path(built)


def test_one_signed_before_the_books_and_carried_over_by_a_later_plan_waited_in_reserve(built: Built) -> None:
    built.project("P0", signed="2023-05-01")
    built.plan("结转续建", "P0", year=2025, completion_month="2025-10")
    built.approve(2025, "2025-01-15")
    built.project(signed="2024-07-25")
    assert held(built, date(2025, 12, 31)) == "储备库"
    built.plan("结转续建", completion_month="2026-10")
    built.approve(2026, "2026-01-20")
    assert path(built, date(2026, 1, 1)) == [
        ("2026-01-20", "转库", "储备库", "建设库", "列入年度计划结转续建")
    ]


def test_one_started_and_then_carried_over_moves_at_its_start(built: Built) -> None:
    built.project(signed="2024-11-04")
    built.plan("计划新开工", year=2025, start_week="2025-W10")
    built.approve(2025, "2025-01-15")
    built.start("2025-03-04", "2025-03-06")
    built.plan("结转续建", completion_month="2026-10")
    built.approve(2026, "2026-01-20")
    assert [move[0] for move in path(built)] == ["2024-11-04", "2025-03-04"]


def test_without_a_day_of_signing_the_plan_brings_it_in(built: Built) -> None:
    built.project()
    built.plan("开展前期")
    built.approve(2026, "2026-01-20")
    assert path(built) == [("2026-01-20", "入库", None, "储备库", "列入年度计划")]


def test_where_facts_skip_a_pool_the_move_is_direct(built: Built) -> None:
    built.project()
    built.start("2026-03-03", "2026-03-06")
    assert path(built) == [("2026-03-03", "入库", None, "建设库", "实质性开工并经认定")]
    built.project("P2", signed="2026-01-05")
    built.finish("2026-04-01", "2026-04-02", "P2")
    assert path(built, date(2026, 4, 1))[-1][1:4] == ("转库", "储备库", "竣工库")


def test_what_is_neither_signed_nor_planned_is_in_no_pool_yet(built: Built) -> None:
    """So that the pools of two months differ by what moved between them."""
    built.project()
    built.plan("计划新开工", start_week="2026-W10")
    built.approve(2026, "2026-01-20")

    def there(day: date) -> bool:
        return listed(built.report(day).facts.projects["P1"], day)

    assert [there(date(2026, 1, 19)), there(date(2026, 1, 20))] == [False, True]
    assert path(built)[0][:4] == ("2026-01-20", "入库", None, "储备库")


def test_a_withdrawal_takes_it_out_with_its_reason(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.withdraw("2026-04-01", reason="用地规划调整")
    built.start("2026-05-06", "2026-05-08")
    assert path(built)[-1] == ("2026-04-01", "出库", "储备库", None, "用地规划调整")
    assert held(built, date(2026, 3, 31)) == "储备库"
    assert held(built, date(2026, 4, 1)) is None
    assert held(built, LAST) is None


def test_a_withdrawal_under_construction_leaves_from_there(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.start("2026-03-03", "2026-03-06")
    built.withdraw("2026-04-01")
    assert path(built)[-1][1:4] == ("出库", "建设库", None)


def test_a_withdrawn_project_counts_in_no_table(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.plan("计划新开工", start_week="2026-W19")
    built.project("P2", signed="2025-06-02")
    built.approve(2026, "2026-01-20")
    built.withdraw("2026-04-01")
    counted = {}
    for day in (date(2026, 3, 31), date(2026, 4, 1)):
        report = built.report(day)
        counted[day.day] = [row.project.id for row in rows(View(report, report.known))]
    assert counted == {31: ["P1", "P2"], 1: ["P2"]}


def test_every_move_cites_a_file(built: Built) -> None:
    built.project(signed="2025-06-02")
    built.start("2026-03-03", "2026-03-06")
    built.withdraw("2026-04-01")
    report = built.report(LAST)
    found = moves(report.known, report.facts.projects, FIRST, LAST)
    assert [len(move.because) for move in found] == [1, 2, 1]
    assert all(place in _places(built) for move in found for place in move.because)


def _places(built: Built) -> set[str]:
    return {f"{record.path}:1" for record in built.records}


days = st.integers(0, 330).map(lambda number: str(date(2026, 1, 1) + timedelta(days=number)))
maybe = st.none() | days


@settings(max_examples=often(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=st.fixed_dictionaries(
        {"signed": maybe, "start": maybe, "finish": maybe, "withdraw": maybe, "late": st.integers(0, 20)}
    ),
    class_=st.none() | st.sampled_from(["计划新开工", "结转续建", "开展前期"]),
    seen=st.integers(0, 360),
)
def test_the_pool_is_where_the_last_move_led(
    policy: Policy,
    calendars: Mapping[int, CalendarYear],
    facts: dict[str, str],
    class_: str | None,
    seen: int,
) -> None:
    built = Built(policy, *calendars.values())
    built.unit("JIA")
    built.project(**({"signed": facts["signed"]} if facts["signed"] else {}))
    if class_:
        built.plan(class_)
        built.approve(2026, "2026-02-02")
    for name in ("start", "finish"):
        if facts[name]:
            told = date.fromisoformat(facts[name]) + timedelta(days=int(facts["late"]))
            getattr(built, name)(facts[name], str(told))
    if facts["withdraw"]:
        built.withdraw(facts["withdraw"])
    as_of = date(2026, 1, 1) + timedelta(days=seen)
    report = built.report(as_of)
    story = report.facts.projects["P1"]
    found = moves(report.known, {"P1": story}, date.min, as_of)
    assert pool(story) == (found[-1].target if found else "储备库")
    assert all(one.target == other.source for one, other in pairwise(found))
    assert [move.on for move in found] == sorted(move.on for move in found)
    assert bool(found) <= listed(story, as_of)
