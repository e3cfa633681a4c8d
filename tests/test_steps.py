"""附件1: what is late, what a project waits for, since when and on whom, worked out by hand (O25, O26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from built import Built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rounds import often

from generator.mechanism.elapsed import Elapsed
from generator.mechanism.steps import STEPS, StartSteps, StepState, delays, start_steps
from generator.outputs.tables.waits import WaitLine, waits_by_party, waits_by_unit
from generator.outputs.view import View
from generator.records.calendar import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

STEP_ROWS = [
    {"step": "征收拆迁", "due": "2026-03-06", "department": "JIE", "signed_on": "2026-01-26"},
    {"step": "土地农转", "due": "2026-04-04", "department": "JU", "signed_on": "2026-03-02"},
    {"step": "环评", "due": "2026-04-04", "department": "JIA", "signed_on": "2026-01-26"},
    {"step": "施工许可证", "due": "2026-05-08", "department": "YI"},
]  # fmt: skip
DONE = {"征收拆迁": "2026-03-11", "环评": "2026-04-07", "土地农转": "2026-04-09", "施工许可证": "2026-04-20"}


@pytest.fixture
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Callable[..., Built]:
    """Make a district with one project to start in 2026-W19; `steps` and `confirmed` as told."""

    def made(*, steps: bool = True, confirmed: str | None = "2026-02-10", **more: Any) -> Built:
        built = Built(policy, *calendars.values())
        for key, kind in {"JIA": "责任单位", "YI": "综合协调办", "JIE": "街道", "JU": "审批部门"}.items():
            built.unit(key, kind)
        plan = {"start_plan": {"steps": STEP_ROWS, "reported_on": "2026-01-28"}} if steps else {}
        built.project(**{"signed": "2025-12-01", **plan, **more})
        built.plan("计划新开工", start_week="2026-W19")
        built.approve(2026, "2026-01-20")
        if confirmed:
            built.event("start_plan_confirmed", confirmed, project="P1")
        return built

    return made


def done(built: Built, *names: str) -> Built:
    for name in names:
        built.event("step_done", DONE[name], project="P1", step=name)
    return built


def told(built: Built, as_of: date) -> StartSteps:
    report = built.report(as_of)
    return start_steps(report.known, report.facts.projects, report.facts.working, as_of)["P1"]


def state(found: StartSteps, name: str) -> StepState:
    return next(step for step in found.steps if step.name == name)


def waits(built: Built, as_of: date) -> list[tuple[object, ...]]:
    return [(w.step, w.party, w.unit, str(w.since), w.days, w.overdue) for w in told(built, as_of).waits]


def test_before_the_first_deadline_the_street_is_waited_for(make: Callable[..., Built]) -> None:
    # After 10 February: 11–13, Saturday 14 (worked), then the festival to the 23rd, 24–27.
    assert waits(make(), date(2026, 2, 27)) == [("征收拆迁", "街道", "JIE", "2026-02-10", 8, 0)]


def test_past_its_deadline_a_wait_is_overdue(make: Callable[..., Built]) -> None:
    # Eight as above, Saturday 28 February (worked), 2–6 and 9–10 March; due Friday 6 March.
    assert waits(make(), date(2026, 3, 10)) == [("征收拆迁", "街道", "JIE", "2026-02-10", 16, 2)]


def test_steps_of_one_deadline_wait_side_by_side(make: Callable[..., Built]) -> None:
    # Due Saturday 4 April, moved over 清明 to Tuesday the 7th.
    built = done(make(), "征收拆迁")
    assert waits(built, date(2026, 4, 7)) == [
        ("土地农转", "审批部门", "JU", "2026-03-11", 18, 0),
        ("环评", "责任单位", "JIA", "2026-03-11", 18, 0),
    ]
    assert [wait[4:] for wait in waits(built, date(2026, 4, 8))] == [(19, 1), (19, 1)]


def test_one_of_two_done_leaves_the_other(make: Callable[..., Built]) -> None:
    built = done(make(), "征收拆迁", "环评")
    assert waits(built, date(2026, 4, 8)) == [("土地农转", "审批部门", "JU", "2026-03-11", 19, 1)]


def test_an_unsigned_step_is_waited_for_all_the_same(make: Callable[..., Built]) -> None:
    built = done(make(), "征收拆迁", "环评", "土地农转")
    assert waits(built, date(2026, 4, 10)) == [("施工许可证", "责任单位", "YI", "2026-04-09", 1, 0)]


def test_a_later_step_done_early_does_not_move_the_turn(make: Callable[..., Built]) -> None:
    built = make()
    built.event("step_done", "2026-02-12", project="P1", step="施工许可证")
    assert waits(built, date(2026, 2, 27)) == [("征收拆迁", "街道", "JIE", "2026-02-10", 8, 0)]


def test_a_step_done_before_the_confirmation_starts_no_clock(make: Callable[..., Built]) -> None:
    built = make(confirmed="2026-03-16")
    done(built, "征收拆迁")
    assert [wait[0] for wait in waits(built, date(2026, 3, 13))] == ["附件1"]
    assert [wait[3] for wait in waits(built, date(2026, 3, 16))] == ["2026-03-16", "2026-03-16"]


def test_with_every_step_done_the_start_is_waited_for(make: Callable[..., Built]) -> None:
    # After 20 April: 21–24, 27–30, 6–8 May, Saturday the 9th (worked), 11–12; the planned Sunday is 10 May.
    built = done(make(), *DONE)
    assert waits(built, date(2026, 5, 12)) == [("开工", "责任单位", "JIA", "2026-04-20", 14, 2)]


def test_a_reported_start_waits_for_the_office_to_certify_it(make: Callable[..., Built]) -> None:
    built = done(make(), *DONE)
    start = built.event("substantive_start", "2026-05-07", project="P1")
    # After 7 May: Friday the 8th, Saturday the 9th (worked), 11–12.
    assert waits(built, date(2026, 5, 12)) == [("开工", "区重大项目办", "ZDB", "2026-05-07", 4, 0)]
    assert told(built, date(2026, 5, 12)).ripe == date(2026, 4, 20)
    built.event("start_certified", "2026-05-13", start=start)
    assert waits(built, date(2026, 5, 13)) == []


def test_without_the_table_the_lead_unit_is_waited_for(make: Callable[..., Built]) -> None:
    built = make(steps=False, confirmed=None)
    assert waits(built, date(2026, 1, 23)) == [("附件1", "责任单位", "JIA", "2026-01-20", 3, 0)]
    assert told(built, date(2026, 1, 23)).applying == 0


def test_an_unconfirmed_table_cannot_stop_its_own_clock(make: Callable[..., Built]) -> None:
    built = done(make(confirmed=None), "征收拆迁")
    assert waits(built, date(2026, 1, 30)) == [("附件1", "责任单位", "JIA", "2026-01-20", 8, 0)]


def test_the_clock_of_the_table_waits_for_a_late_signature(make: Callable[..., Built]) -> None:
    built = make(steps=False, confirmed=None, signed="2026-01-27")
    assert waits(built, date(2026, 1, 30)) == [("附件1", "责任单位", "JIA", "2026-01-27", 3, 0)]


def test_a_new_lead_unit_is_waited_for(make: Callable[..., Built]) -> None:
    built = make(steps=False, confirmed=None)
    built.event("lead_changed", "2026-02-02", project="P1", lead_units=["YI"])
    assert [wait[2] for wait in waits(built, date(2026, 2, 3))] == ["YI"]


@pytest.mark.parametrize("end", ["start", "finish", "withdraw"])
def test_nothing_is_waited_for_once_it_is_over(make: Callable[..., Built], end: str) -> None:
    built = make()
    getattr(built, end)(*("2026-02-25",) if end == "withdraw" else ("2026-02-24", "2026-02-25"))
    assert len(told(built, date(2026, 2, 24)).waits) == 1
    assert told(built, date(2026, 2, 25)).waits == ()


def test_a_project_carried_over_waits_for_nothing(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    built = Built(policy, *calendars.values())
    built.unit("JIA")
    built.project(signed="2024-06-01")
    built.plan("结转续建", completion_month="2026-10")
    built.approve(2026, "2026-01-20")
    report = built.report(date(2026, 2, 27))
    assert start_steps(report.known, report.facts.projects, report.facts.working, report.as_of) == {}


def test_each_step_tells_due_signed_done_and_late(make: Callable[..., Built]) -> None:
    found = told(done(make(), "征收拆迁", "环评", "土地农转"), date(2026, 4, 10))
    late = {step.name: (step.signed, step.done, step.late) for step in found.steps if step.planned}
    assert late == {
        "征收拆迁": (date(2026, 1, 26), date(2026, 3, 11), 3),
        "土地农转": (date(2026, 3, 2), date(2026, 4, 9), 2),
        "环评": (date(2026, 1, 26), date(2026, 4, 7), 0),
        "施工许可证": (None, None, 0),
    }
    assert [step.number for step in found.steps] == list(range(1, 13))
    assert (found.done, found.applying) == (3, 4)
    assert (found.confirmed, found.reported) == (date(2026, 2, 10), date(2026, 1, 28))


def test_a_withdrawal_ends_the_delay(make: Callable[..., Built]) -> None:
    built = make()
    built.withdraw("2026-03-10")
    assert state(told(built, date(2026, 4, 30)), "征收拆迁").late == 2
    assert state(told(built, date(2026, 4, 30)), "土地农转").late == 0


def test_an_earlier_day_knows_no_later_signature_or_report(make: Callable[..., Built]) -> None:
    found = told(make(confirmed=None), date(2026, 1, 27))
    assert state(found, "土地农转").signed is None
    assert state(found, "环评").signed == date(2026, 1, 26)
    assert found.reported is None


def test_a_deed_without_a_deadline_is_told_but_not_counted(make: Callable[..., Built]) -> None:
    built = make()
    built.event("step_done", "2026-02-12", project="P1", step="核准备案")
    found = told(built, date(2026, 2, 27))
    assert (state(found, "核准备案").done, state(found, "核准备案").late) == (date(2026, 2, 12), 0)
    assert (found.done, found.applying) == (0, 4)


def test_a_project_not_yet_signed_is_not_yet_there(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    built = Built(policy, *calendars.values())
    built.unit("JIA")
    built.project(signed="2026-06-01")
    for day, keys in ((date(2026, 5, 31), set()), (date(2026, 6, 1), {"P1"})):
        report = built.report(day)
        assert set(start_steps(report.known, report.facts.projects, report.facts.working, day)) == keys


def test_the_longest_wait_stands_first(make: Callable[..., Built]) -> None:
    # P2 since Wednesday 25 February: 26–27, Saturday 28 (worked), five weeks of five, 7–8 April.
    built = done(make(), "征收拆迁")
    built.project("P2", signed="2026-02-25")
    report = built.report(date(2026, 4, 8))
    found = start_steps(report.known, report.facts.projects, report.facts.working, report.as_of)
    assert [(w.project, w.step) for w in delays(found)] == [
        ("P2", "附件1"), ("P1", "土地农转"), ("P1", "环评")
    ]  # fmt: skip
    view = View(report, report.known)
    assert waits_by_unit(view) == [
        WaitLine("责任单位", "JIA", 2, 49, 30, 1),
        WaitLine("审批部门", "JU", 1, 19, 19, 1),
    ]
    assert [(line.party, line.projects, line.days) for line in waits_by_party(view)] == [
        ("责任单位", 2, 49), ("街道", 0, 0), ("审批部门", 1, 19), ("区重大项目办", 0, 0)
    ]  # fmt: skip


def test_a_missing_calendar_counts_mondays_to_fridays(make: Callable[..., Built]) -> None:
    built = make()
    built.records = [record for record in built.records if getattr(record, "year", 2026) == 2026]
    assert waits(built, date(2026, 2, 27))[0][4] == 8
    late = make(steps=False, confirmed=None, signed="2023-01-05")
    late.records = [
        record
        for record in late.records
        if type(record).__name__ not in {"Plan", "PlanApproved"} and getattr(record, "year", 2026) == 2026
    ]
    # Monday to Friday: 256 after Thursday 5 January 2023, 262 in 2024, 261 in 2025; then by the calendar
    # Sunday 4 January 2026 (worked) and the 20 days of four weeks from the 5th.
    assert told(late, date(2026, 1, 30)).waits[0].days == 256 + 262 + 261 + 21


def test_elapsed_days_are_those_of_the_calendar(calendars: dict[int, CalendarYear]) -> None:
    working = WorkingDays.of(calendars)
    elapsed = Elapsed.of(working)

    def counted(moment: date, until: date) -> int:
        span = (until - moment).days
        return sum(working.works(moment + timedelta(days=step)) for step in range(1, span + 1))

    for begin in range(0, 700, 13):
        for length in (-3, 0, 1, 5, 9, 60):
            first = date(2024, 9, 1) + timedelta(days=begin)
            last = first + timedelta(days=length)
            assert elapsed.between(first, last) == counted(first, last)
            assert elapsed.past(first, last) == counted(working.on_or_after(first), last)
    assert elapsed.between(date(2023, 12, 31), date(2024, 1, 2)) == working.works(date(2024, 1, 2))
    # Without a calendar Friday 1 January 2027 counts for the time being, as does every other weekday.
    assert elapsed.between(date(2026, 12, 30), date(2027, 1, 4)) == 3
    assert elapsed.past(date(2027, 1, 2), date(2027, 1, 6)) == 2
    natural = Elapsed.of(WorkingDays.of(calendars, natural=True))
    assert natural.between(date(2019, 1, 1), date(2019, 1, 11)) == 10
    assert Elapsed.of(WorkingDays.of({})).between(date(2026, 1, 1), date(2026, 1, 12)) == 7


def test_a_deadline_on_a_rest_day_moves(calendars: dict[int, CalendarYear]) -> None:
    elapsed = Elapsed.of(WorkingDays.of(calendars))
    found = [elapsed.past(date(2026, 4, 4), date(2026, 4, day)) for day in (4, 6, 7, 8, 10)]
    assert found == [0, 0, 0, 1, 3]


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dues=st.lists(st.integers(0, 8), min_size=1, max_size=12),
    deeds=st.lists(st.integers(0, 120), max_size=12),
    seen=st.integers(30, 150),
)
def test_waits_are_the_open_steps_of_the_earliest_deadline(
    policy: Policy, calendars: Mapping[int, CalendarYear], dues: list[int], deeds: list[int], seen: int
) -> None:
    first, built = date(2026, 1, 5), Built(policy, *calendars.values())
    as_of = first + timedelta(days=seen)
    rows = [
        {"step": name, "due": str(first + timedelta(days=10 * due)), "department": "JU"}
        for name, due in zip(STEPS, dues, strict=False)
    ]
    built.project(signed="2025-12-01", start_plan={"steps": rows})
    built.event("start_plan_confirmed", str(first), project="P1")
    for row, deed in zip(rows, deeds, strict=False):
        built.event("step_done", str(first + timedelta(days=deed)), project="P1", step=row["step"])
    found = told(built, as_of)
    open_ = {step.name: step.planned.due for step in found.steps if step.planned and not step.done}
    turn = {str(name) for name, due in open_.items() if due == min(open_.values())}
    assert {wait.step for wait in found.waits} == (turn or {"开工"})
    assert all(first <= wait.since <= as_of for wait in found.waits)
    assert found.done + len(open_) == found.applying == len(rows)
