"""台账: states, tiers, times discussed, how far up a problem came, by hand (O17, O20, O27; D18–D23)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from built import Built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rounds import often

from generator.mechanism.docket import ItemLine, Problem, docket
from generator.outputs.tables.dockets import ItemFigures, item_figures, item_rows, items_by_unit
from generator.outputs.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.mechanism.report import Report
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

LEVELS = {"分": "分管负责人", "专": "主要负责人专题会", "办": "主任办公会"}


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    return district(policy, calendars)


def district(policy: Policy, calendars: Mapping[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    made.unit("YI")
    made.project()
    return made


def meeting(built: Built, on: str, level: str = "分", *agenda: str) -> str:
    return built.event("meeting", on, level=LEVELS[level], convener="张某", agenda=list(agenda))


def item(built: Built, on: str, due: str | None = None, **more: object) -> str:
    held = meeting(built, on)
    values = {"meeting": held, "text": "落实用地指标", "responsible": ["JIA"], **more}
    return built.event("decision", on, **values, **({"due": due} if due else {}))


def close(built: Built, key: str, on: str, confirmed: str) -> None:
    built.event(
        "closure_confirmed", confirmed, closing=built.event("item_closed", on, item=key, result="已办结")
    )


def line(built: Built, key: str, as_of: date) -> ItemLine:
    return docket(built.report(as_of)).items[key]


# Due Friday 6 March 2026; the fifth working day after it is the 13th, the tenth the 20th, the twentieth
# Friday 3 April, then 清明 to the 6th.
@pytest.mark.parametrize(
    ("closed", "as_of", "told"),
    [
        (None, date(2026, 3, 6), ("未到期", 0, 0)),
        (None, date(2026, 3, 7), ("超期未办结", 0, 0)),
        (None, date(2026, 3, 12), ("超期未办结", 4, 0)),
        (None, date(2026, 3, 13), ("超期未办结", 5, 5)),
        (None, date(2026, 4, 6), ("超期未办结", 20, 20)),
        ("2026-03-05", date(2026, 5, 1), ("提前办结", 0, 0)),
        ("2026-03-06", date(2026, 5, 1), ("按期办结", 0, 0)),
        ("2026-03-09", date(2026, 5, 1), ("超期办结", 1, 0)),
        ("2026-03-13", date(2026, 5, 1), ("超期办结", 5, 0)),
        ("2026-03-14", date(2026, 5, 1), ("超期办结", 5, 5)),
        ("2026-03-20", date(2026, 5, 1), ("超期办结", 10, 5)),
        ("2026-04-03", date(2026, 5, 1), ("超期办结", 20, 10)),
        ("2026-04-07", date(2026, 5, 1), ("超期办结", 21, 20)),
    ],
)
def test_how_a_timed_item_stands(
    built: Built, closed: str | None, as_of: date, told: tuple[str, int, int]
) -> None:
    key = item(built, "2026-02-02", "2026-03-06")
    if closed:
        close(built, key, closed, "2026-04-10")
    found = line(built, key, as_of)
    assert (found.state, found.overdue, found.tier) == told
    assert found.open == (closed is None)


def test_the_tier_is_what_the_rules_charge(built: Built) -> None:
    keys = [item(built, "2026-02-02", "2026-03-06") for _ in range(4)]
    for key, day in zip(keys, ("2026-03-13", "2026-03-16", "2026-03-23"), strict=False):
        close(built, key, day, "2026-03-24")
    report = built.report(date(2026, 4, 30))
    charged = {key: -sum(entry.points for entry in report.entries if entry.subject == key) for key in keys}
    tiers = [docket(report).items[key].tier for key in keys]
    assert tiers == [0, 5, 10, 20]
    assert [charged[key] for key in keys] == [0, 4, 8, 15]


def test_a_closing_nobody_confirmed_leaves_it_open(built: Built) -> None:
    key = item(built, "2026-02-02", "2026-03-06")
    built.event("item_closed", "2026-03-03", item=key, result="已办结")
    assert line(built, key, date(2026, 3, 10)).state == "超期未办结"


def test_a_due_date_on_a_rest_day_moves(built: Built) -> None:
    key = item(built, "2026-02-02", "2026-04-04")
    assert line(built, key, date(2026, 4, 7)).state == "未到期"
    assert (line(built, key, date(2026, 4, 8)).state, line(built, key, date(2026, 4, 8)).overdue) == (
        "超期未办结", 1,
    )  # fmt: skip


def test_extensions_count_only_if_decided_in_time(built: Built) -> None:
    key = item(built, "2026-02-02", "2026-03-06")
    built.event("due_changed", "2026-03-06", item=key, due="2026-03-13", decided_on="2026-03-06")
    built.event("due_changed", "2026-03-16", item=key, due="2026-03-27", decided_on="2026-03-16")
    found = line(built, key, date(2026, 3, 17))
    assert (found.extensions, found.refused, found.overdue) == (1, 1, 2)


def test_a_first_due_date_is_no_extension(built: Built) -> None:
    key = item(built, "2026-02-02")
    built.event("due_changed", "2026-03-02", item=key, due="2026-03-13", decided_on="2026-03-02")
    assert (line(built, key, date(2026, 3, 9)).extensions, line(built, key, date(2026, 3, 9)).state) == (
        0, "未到期",
    )  # fmt: skip


def test_meetings_are_counted_by_level_and_charged_from_the_third(built: Built) -> None:
    key = item(built, "2026-02-02")
    for day, level in (("03-02", "分"), ("03-04", "专"), ("03-09", "分"), ("03-11", "专"), ("03-16", "分")):
        meeting(built, f"2026-{day}", level, key)
    found = line(built, key, date(2026, 3, 31))
    assert found.state == "无时限"
    assert found.discussed == {"分管负责人": 4, "主要负责人专题会": 2}
    assert found.repeated == 2
    report = built.report(date(2026, 3, 31))
    assert sum(entry.clause == "3.2" for entry in report.entries) == 2


def test_meetings_after_a_due_date_was_set_are_discussed_but_not_charged(built: Built) -> None:
    key = item(built, "2026-02-02")
    meeting(built, "2026-03-02", "分", key)
    built.event("due_changed", "2026-03-03", item=key, due="2026-06-30", decided_on="2026-03-03")
    meeting(built, "2026-03-09", "分", key)
    found = line(built, key, date(2026, 3, 31))
    assert (found.discussed, found.repeated) == ({"分管负责人": 3}, 0)


@pytest.mark.parametrize(
    ("reading", "repeated"), [({"level": "any"}, 1), ({"level": "any", "count_all_from_first": True}, 3)]
)
def test_other_readings_charge_otherwise(
    policy: Policy, calendars: dict[int, CalendarYear], reading: dict[str, object], repeated: int
) -> None:
    rules = (r.model_copy(update=reading) if r.kind == "repeated_item" else r for r in policy.rules)
    built = district(policy.model_copy(update={"rules": tuple(rules)}), calendars)
    key = item(built, "2026-02-02")
    meeting(built, "2026-03-02", "专", key)
    meeting(built, "2026-03-09", "办", key)
    assert line(built, key, date(2026, 3, 31)).repeated == repeated


def problem(built: Built, on: str, level: str = "区级") -> str:
    about = {"project": "P1", "category": "用地", "text": "用地指标未落实", "units": ["YI"]}
    return built.event("issue_raised", on, level=level, **about)


def told(built: Built, key: str, as_of: date) -> Problem:
    return docket(built.report(as_of)).problems[key]


def test_a_problem_is_open_until_it_is_resolved(built: Built) -> None:
    key = problem(built, "2026-04-02")
    built.event("issue_resolved", "2026-04-14", issue=key, result="已落实")
    # Thursday 2 April; Friday 3, then 清明 to the 6th, 7–10, 13, 14.
    assert [told(built, key, date(2026, 4, day)).days for day in (2, 3, 6, 7, 13, 14, 30)] == [
        0, 1, 1, 2, 6, 7, 7,
    ]  # fmt: skip
    assert told(built, key, date(2026, 4, 13)).resolved is None
    assert told(built, key, date(2026, 4, 14)).resolved


def test_a_problem_has_come_as_high_as_it_was_ever_passed(built: Built) -> None:
    key = problem(built, "2026-03-02")
    for day, to in (("03-09", "区重大项目办"), ("03-16", "市级"), ("03-23", "主要负责人")):
        built.event("issue_escalated", f"2026-{day}", issue=key, to=to)
    reached = [told(built, key, date(2026, 3, day)).reached for day in (2, 9, 16, 23)]
    assert reached == ["区级", "区重大项目办", "市级", "市级"]
    high = problem(built, "2026-03-02", "主要负责人")
    built.event("issue_escalated", "2026-03-03", issue=high, to="区重大项目办")
    assert told(built, high, date(2026, 3, 31)).reached == "主要负责人"


def test_a_talk_that_names_a_problem_twice_is_one_talk(built: Built) -> None:
    key = problem(built, "2026-03-02")
    built.event("coordination", "2026-03-04", leader="L1", form="协调会", issues=[key, key])
    built.event("coordination", "2026-03-11", leader="L1", form="现场协调", issues=[key])
    assert len(told(built, key, date(2026, 3, 31)).coordinated) == 2


def test_what_was_passed_on_between_two_days(built: Built) -> None:
    one, two = problem(built, "2026-03-02"), problem(built, "2026-03-02")
    for key, day in ((two, "2026-03-16"), (one, "2026-03-09"), (one, "2026-03-23"), (one, "2026-03-15")):
        built.event("issue_escalated", day, issue=key, to="区重大项目办")
    found = docket(built.report(date(2026, 3, 31)))
    week = found.passed_on(date(2026, 3, 9), date(2026, 3, 16))
    assert [(str(act.date), act.issue) for act in week] == [
        ("2026-03-09", one), ("2026-03-15", one), ("2026-03-16", two)
    ]  # fmt: skip
    assert found.passed_on(date(2026, 3, 24), date(2026, 3, 31)) == []


def test_a_problem_older_than_the_calendars_counts_mondays_to_fridays(built: Built) -> None:
    key = problem(built, "2023-12-20")
    assert docket(built.report(date(2024, 1, 3))).problems[key].days == 7 + 2


def figures(report: Report) -> ItemFigures:
    return item_figures(item_rows(View(report, report.known)), report.as_of)


def test_rates_name_what_they_are_made_of(built: Built) -> None:
    for closed in ("2026-03-04", "2026-03-06", "2026-03-18", None):
        key = item(built, "2026-02-02", "2026-03-06", responsible=["JIA", "YI"])
        if closed:
            close(built, key, closed, "2026-03-20")
    item(built, "2026-02-02", "2026-06-30", responsible=["YI"])
    item(built, "2026-02-02")
    report = built.report(date(2026, 3, 20))
    found = figures(report)
    assert (found.total, found.closed, found.due, found.on_time, found.overdue) == (6, 3, 4, 2, 1)
    assert (found.over_5, found.over_10, found.over_20) == (1, 1, 0)
    assert found.closed_rate.basis == "已办结3项 ÷ 应办6项"
    assert found.on_time_rate.basis == "按期办结2项 ÷ 到期4项"
    assert str(found.on_time_rate.share) == "0.5"
    by_unit = items_by_unit(item_rows(View(report, report.known)), report.as_of)
    assert {unit: each.total for unit, each in by_unit.items()} == {"JIA": 5, "YI": 5}


def test_a_month_with_nothing_due_has_no_rate(built: Built) -> None:
    item(built, "2026-02-02", "2026-06-30")
    found = figures(built.report(date(2026, 3, 20)))
    assert found.closed_rate.share == 0
    assert found.on_time_rate.share is None


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=st.lists(st.tuples(st.none() | st.integers(0, 60), st.none() | st.integers(0, 90)), max_size=6),
    seen=st.integers(0, 100),
)
def test_every_item_stands_somewhere(
    policy: Policy,
    calendars: Mapping[int, CalendarYear],
    facts: list[tuple[int | None, int | None]],
    seen: int,
) -> None:
    built, first = district(policy, calendars), date(2026, 1, 5)
    for due, closed in facts:
        key = item(built, str(first), str(first + timedelta(days=due)) if due is not None else None)
        if closed is not None:
            close(built, key, str(first + timedelta(days=closed)), str(first + timedelta(days=closed)))
    report = built.report(first + timedelta(days=seen))
    lines = docket(report).items
    assert len(lines) == len(facts)
    for found in lines.values():
        assert found.open == (found.story.closed is None) == ("办结" not in found.state.replace("未办结", ""))
        assert (found.overdue > 0) <= found.state.startswith("超期")
        assert found.tier <= found.overdue
    charged = {entry.subject for entry in report.entries if entry.clause == "3.1" and entry.points < 0}
    assert charged == {key for key, found in lines.items() if found.tier}
