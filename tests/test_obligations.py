"""The calendar of duties, worked by hand on the calendar of 2026 (三(二), 三(三)三, 四; D28)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from duty_records import coordination, district, event, filed, meeting, monthly, project, weekly

from generator.mechanism.obligations import Duty, Obligation, obligations
from generator.mechanism.report import report
from generator.records.calendar import MissingYear, Quarter, Week, day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

    Ask = Callable[..., list[Obligation]]

YEAR = ("2026-01-01", "2026-12-20")


@pytest.fixture
def ask(policy: Policy, calendars: dict[int, CalendarYear]) -> Ask:
    """Ask what is owed of one duty, in a district with these events, on a day."""

    def asked(
        duty: Duty, *more: Record, as_of: str, span: tuple[str, str] = YEAR, **kept: object
    ) -> list[Obligation]:
        known = district(policy, calendars, *more, **kept)  # type: ignore[arg-type]
        first, last = map(day, span)
        return [one for one in obligations(report(known, day(as_of)), first, last) if one.duty == duty]

    return asked


def line(one: Obligation) -> tuple[str, str, str | None, str, int]:
    """Write an obligation in short: period, due day, day done, state, working days late."""
    done = one.done.isoformat() if one.done else None
    return str(one.period), one.due.isoformat(), done, one.state, one.late


def periods(found: Sequence[Obligation]) -> set[str]:
    return {str(one.period) for one in found}


@pytest.mark.parametrize(
    ("week", "told", "judged"),
    [
        ("2026-W20", "2026-05-15", ("2026-05-15", "按时", 0)),  # Friday itself
        ("2026-W20", "2026-05-16", ("2026-05-15", "迟报", 0)),  # Saturday: late, no working day gone by
        ("2026-W19", "2026-05-10", ("2026-05-08", "迟报", 1)),  # Sunday, after a Saturday that is worked
        ("2026-W40", "2026-09-30", ("2026-09-30", "按时", 0)),  # National Day takes Friday: due on Wednesday
        ("2026-W40", "2026-10-02", ("2026-09-30", "迟报", 0)),  # the Friday of that week is too late
        ("2026-W41", "2026-10-10", ("2026-10-09", "迟报", 1)),  # Friday is worked again; a make-up Saturday
        ("2026-W07", "2026-02-14", ("2026-02-13", "迟报", 1)),  # the Saturday worked does not move Friday
        ("2026-W18", "2026-04-30", ("2026-04-30", "按时", 0)),  # Labour Day takes Friday: due on Thursday
    ],
)
def test_weekly_reports(ask: Ask, week: str, told: str, judged: tuple[str, str, int]) -> None:
    due, state, late = judged
    found = ask("周报", weekly(week, told), as_of="2026-11-30")
    [one] = [one for one in found if str(one.period) == week]
    assert line(one) == (week, due, told, state, late)
    assert (one.party, one.subject) == ("ZRD", "XM")
    assert one.because == (f"data/WEEKLY-REPORT-{told}-XM.yml:1",)


def test_nobody_owes_anything_in_a_week_without_working_days(ask: Ask) -> None:
    for duty in ("周报", "周新开工报送", "周协调清单报送", "周协调"):
        weeks = periods(ask(duty, as_of="2026-03-31"))
        assert {"2026-W07", "2026-W09"} <= weeks
        assert "2026-W08" not in weeks


def test_what_has_not_come_is_missing_from_the_day_after(ask: Ask) -> None:
    span = ("2026-05-15", "2026-05-15")
    states = [ask("周报", as_of=f"2026-05-{n}", span=span)[0] for n in (14, 15, 16, 18, 20)]
    assert [(one.state, one.late) for one in states] == [
        ("未到期", 0), ("未到期", 0), ("未报", 0), ("未报", 1), ("未报", 3),
    ]  # fmt: skip


def test_a_street_answers_for_no_lead_unit(ask: Ask) -> None:
    """The street reports in time, the office that files for the unit the day after, the unit itself later."""
    about = {"project": "XM", "week": "2026-W20", "progress": ["浇筑底板"]}
    told = [
        event("weekly_report", day, writer, f"-{writer}", **about)
        for day, writer in (("2026-05-13", "JIE"), ("2026-05-16", "ZDO"), ("2026-05-17", "ZRD"))
    ]
    days = []
    for count in (1, 2, 3):
        [one] = ask("周报", *told[:count], as_of="2026-05-31", span=("2026-05-11", "2026-05-17"))
        days.append(line(one)[2:4])
    assert days == [(None, "未报"), ("2026-05-16", "迟报"), ("2026-05-16", "迟报")]


def test_the_first_report_of_a_week_counts(ask: Ask) -> None:
    told = [weekly("2026-W20", "2026-05-14"), weekly("2026-W20", "2026-05-16")]
    [one] = ask("周报", *told, as_of="2026-05-31", span=("2026-05-11", "2026-05-17"))
    assert line(one) == ("2026-W20", "2026-05-15", "2026-05-14", "按时", 0)


@pytest.mark.parametrize(
    ("month", "told", "judged"),
    [
        ("2026-07", "2026-07-27", ("2026-07-27", "按时", 0)),  # the 25th is a Saturday
        ("2026-07", "2026-07-28", ("2026-07-27", "迟报", 1)),
        (
            "2026-05",
            "2026-06-01",
            ("2026-05-25", "迟报", 5),
        ),  # Tuesday to Friday, and Monday after the weekend
        ("2026-09", "2026-09-28", ("2026-09-28", "按时", 0)),  # Mid-Autumn: 25 to 27 September
        ("2026-05", None, ("2026-05-25", "未报", 7)),  # 26–29 May, 1–3 June
    ],
)
def test_monthly_reports(ask: Ask, month: str, told: str | None, judged: tuple[str, str, int]) -> None:
    due, state, late = judged
    told_on = [monthly(month, told)] if told else []
    found = ask("月报", *told_on, as_of="2026-06-03" if told is None else "2026-11-30")
    [one] = [one for one in found if str(one.period) == month]
    assert line(one) == (month, due, told, state, late)


def test_a_holiday_from_the_25th_carries_the_report_into_the_next_month(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    days = [date(2026, 5, 23) + timedelta(days=step) for step in range(11)]
    longer = calendars[2026].model_copy(update={"rest_days": (*calendars[2026].rest_days, *days)})
    known = report(district(policy, {**calendars, 2026: longer}), date(2026, 6, 30))
    found = obligations(known, date(2026, 6, 1), date(2026, 6, 30))
    assert [line(one)[:2] for one in found if one.duty == "月报"] == [
        ("2026-05", "2026-06-03"), ("2026-06", "2026-06-25"),
    ]  # fmt: skip


def test_a_project_completed_in_mid_month_owes_that_month_and_week_and_no_more(ask: Ask) -> None:
    done = event("completed", "2026-05-13", "ZRD", project="XM")
    proof = event("completion_certified", "2026-05-20", completion=done.id)  # type: ignore[attr-defined]
    span = ("2026-04-01", "2026-06-30")
    months = ask("月报", done, proof, as_of="2026-07-31", span=span)
    weeks = ask("周报", done, proof, as_of="2026-07-31", span=span)
    assert periods(months) == {"2026-04", "2026-05"}
    assert max(periods(weeks)) == "2026-W20"
    uncertified = ask("月报", done, as_of="2026-07-31", span=span)
    assert periods(uncertified) == {"2026-04", "2026-05", "2026-06"}


def test_a_withdrawn_project_owes_nothing_that_had_not_fallen_due(ask: Ask) -> None:
    left = event("project_withdrawn", "2026-05-13", project="XM", reason="投资方退出", approver="领导小组")
    span = ("2026-04-01", "2026-06-30")
    assert periods(ask("月报", left, as_of="2026-07-31", span=span)) == {"2026-04"}
    assert max(periods(ask("周报", left, as_of="2026-07-31", span=span))) == "2026-W19"


@pytest.mark.parametrize(
    ("approved", "week", "month"),
    [
        ("2026-03-11", "2026-W11", "2026-03"),
        ("2026-03-13", "2026-W11", "2026-03"),  # Friday, the day that week's report is due
        ("2026-03-14", "2026-W12", "2026-03"),
        ("2026-03-25", "2026-W13", "2026-03"),
        ("2026-03-26", "2026-W13", "2026-04"),
    ],
)
def test_reports_are_owed_from_the_first_that_falls_due_once_the_plan_is_approved(
    ask: Ask, approved: str, week: str, month: str
) -> None:
    kept = {"as_of": "2026-04-30", "approved": approved}
    assert min(periods(ask("周报", **kept))) == week
    assert min(periods(ask("月报", **kept))) == month


def test_a_plan_binds_what_falls_due_in_its_year(ask: Ask) -> None:
    span = ("2025-12-22", "2026-01-11")
    held = event("meeting", "2025-12-22", level="主任办公会", convener="主任")  # there was a district in 2025
    found = ask("周报", held, as_of="2026-03-31", span=span, approved="2025-12-22")
    # 2 January is a rest day and Sunday the 4th is worked, so the first week of 2026 is due on it.
    assert [line(one)[:2] for one in found] == [("2026-W01", "2026-01-04"), ("2026-W02", "2026-01-09")]


def test_the_unit_in_charge_on_the_due_day_owes_the_report(ask: Ask) -> None:
    change = event("lead_changed", "2026-05-08", project="XM", lead_units=["ZRE"])  # the Friday of week 19
    found = ask("周报", change, as_of="2026-06-30", span=("2026-04-27", "2026-05-17"))
    assert [(str(one.period), one.party) for one in found] == [
        ("2026-W18", "ZRD"), ("2026-W19", "ZRE"), ("2026-W20", "ZRE"),
    ]  # fmt: skip


def test_each_lead_unit_owes_each_project_and_a_unit_without_projects_nothing(ask: Ask) -> None:
    span = ("2026-05-11", "2026-05-17")
    assert {one.party for one in ask("周报", as_of="2026-06-30", span=span)} == {"ZRD"}
    found = ask("周报", *project("XN", "ZRD", "ZRE"), as_of="2026-06-30", span=span)
    assert [(one.party, one.subject) for one in found] == [("ZRD", "XM"), ("ZRD", "XN"), ("ZRE", "XN")]


def test_an_office_hands_in_two_reports_a_week_and_one_a_month(ask: Ask) -> None:
    told = [
        filed("周新开工情况", "2026-W20", "2026-05-15"),
        filed("周协调清单", "2026-W20", "2026-05-18"),
        filed("月度汇总", "2026-05", "2026-05-27"),
        filed("月度汇总", "2026-06", "2026-05-28"),  # of another month
    ]
    span = ("2026-05-11", "2026-05-31")
    kept = {"as_of": "2026-05-31", "span": span}
    starts, lists = ask("周新开工报送", *told, **kept), ask("周协调清单报送", *told, **kept)
    assert [line(one) for one in starts] == [
        ("2026-W20", "2026-05-15", "2026-05-15", "按时", 0),
        ("2026-W21", "2026-05-22", None, "未报", 5),
        ("2026-W22", "2026-05-29", None, "未报", 0),
    ]
    assert line(lists[0]) == ("2026-W20", "2026-05-15", "2026-05-18", "迟报", 1)
    [month] = ask("月度汇总报送", *told, **kept)
    assert line(month) == ("2026-05", "2026-05-25", "2026-05-27", "迟报", 2)
    assert month.party == "ZDO"


def test_an_office_owes_from_its_first_to_its_last_day(ask: Ask) -> None:
    found = ask("周新开工报送", as_of="2026-06-30", office={"from": "2026-05-09", "to": "2026-05-29"})
    assert periods(found) == {"2026-W20", "2026-W21", "2026-W22"}


def test_a_leader_coordinates_once_by_sunday(ask: Ask) -> None:
    span = ("2026-05-04", "2026-05-24")
    held = [coordination("2026-05-10"), coordination("2026-05-13"), coordination("2026-05-15")]
    assert [line(one) for one in ask("周协调", *held, as_of="2026-05-25", span=span)] == [
        ("2026-W19", "2026-05-10", "2026-05-10", "按时", 0),
        ("2026-W20", "2026-05-17", "2026-05-13", "按时", 0),
        ("2026-W21", "2026-05-24", None, "未报", 1),
    ]
    assert ask("周协调", as_of="2026-05-24", span=span)[-1].state == "未到期"


@pytest.mark.parametrize(("last", "weeks"), [("2026-05-08", 2), ("2026-05-07", 1)])
def test_a_leader_who_left_before_friday_does_not_owe_that_week(ask: Ask, last: str, weeks: int) -> None:
    found = ask("周协调", as_of="2026-06-30", span=("2026-04-27", "2026-05-31"), leader={"to": last})
    assert sorted(periods(found)) == ["2026-W18", "2026-W19"][:weeks]


def test_the_heads_meeting_rolls_on_every_two_weeks(ask: Ask) -> None:
    held = [meeting("专题", "2026-01-16"), meeting("专题", "2026-02-25")]
    found = ask("主要负责人专题会", *held, as_of="2026-03-12", span=("2026-01-01", "2026-03-31"))
    assert [line(one) for one in found] == [
        ("2026-W04", "2026-01-19", "2026-01-16", "按时", 0),  # first Monday with data 5 January
        # 11 days to the 14th, 5 from the holiday's end to 28 February, 9 to 12 March
        ("2026-W05", "2026-01-30", None, "未报", 25),
        ("2026-W07", "2026-02-13", "2026-02-25", "迟报", 3),  # the 14th is worked, then the 24th and 25th
        ("2026-W11", "2026-03-11", None, "未报", 1),
        ("2026-W13", "2026-03-25", None, "未到期", 0),
    ]
    assert {one.party for one in found} == {""}


def test_a_heads_meeting_due_in_a_holiday_moves_to_the_next_working_day(ask: Ask) -> None:
    held = [meeting("专题", "2026-02-06"), meeting("专题", "2026-02-24")]
    found = ask("主要负责人专题会", *held, as_of="2026-02-28", span=("2026-02-07", "2026-02-28"))
    assert [line(one) for one in found] == [("2026-W09", "2026-02-24", "2026-02-24", "按时", 0)]


def test_of_two_meetings_in_one_week_the_newer_sets_the_next_day(ask: Ask) -> None:
    held = [meeting("专题", day) for day in ("2026-01-19", "2026-01-20")]
    found = ask("主要负责人专题会", *held, as_of="2026-02-10", span=("2026-01-20", "2026-02-10"))
    assert [line(one)[1:4] for one in found] == [
        ("2026-02-02", "2026-01-20", "按时"), ("2026-02-03", None, "未报"),
    ]  # fmt: skip


def test_a_meeting_held_early_is_found_by_whoever_asks_for_the_due_day(ask: Ask) -> None:
    held = [meeting("专题", day) for day in ("2026-03-02", "2026-03-06")]
    found = ask("主要负责人专题会", *held, as_of="2026-03-31", span=("2026-03-10", "2026-03-20"))
    assert [line(one)[1:4] for one in found] == [
        ("2026-03-16", "2026-03-06", "按时"), ("2026-03-20", None, "未报"),
    ]  # fmt: skip


def test_last_meetings_of_month_and_quarter(ask: Ask) -> None:
    held = [
        meeting("办公", "2026-01-28", "月"),
        meeting("办公", "2026-02-25"),  # nobody said it was the last one
        meeting("专题", "2026-02-26", "月"),  # not a 主任办公会
        meeting("办公", "2026-03-27", "季"),
        meeting("办公", "2026-05-30", "月"),
    ]
    kept = {"as_of": "2026-06-10", "span": ("2026-01-01", "2026-06-30")}
    assert [line(one) for one in ask("月末主任办公会", *held, **kept)] == [
        ("2026-01", "2026-01-30", "2026-01-28", "按时", 0),
        ("2026-02", "2026-02-28", None, "未报", 70),  # due on a Saturday that is worked; 22 + 21 + 19 + 8
        ("2026-03", "2026-03-31", "2026-03-27", "按时", 0),
        ("2026-04", "2026-04-30", None, "未报", 27),
        ("2026-05", "2026-05-29", "2026-05-30", "迟报", 0),
        ("2026-06", "2026-06-30", None, "未到期", 0),
    ]
    assert [line(one) for one in ask("季末主任办公会", *held, **kept)] == [
        ("2026Q1", "2026-03-31", "2026-03-27", "按时", 0),
        ("2026Q2", "2026-06-30", None, "未到期", 0),
    ]


def test_nothing_is_owed_before_the_data_began(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    known = district(policy, calendars, approved="2026-05-20")
    found = obligations(report(known, date(2026, 6, 30)), date(2025, 1, 1), date(2026, 6, 30))
    assert min(one.period.first for one in found) == date(2026, 4, 1)
    assert {one.period for one in found if isinstance(one.period, Quarter)} == {Quarter(2026, 2)}
    # 1 April is a Wednesday: the first whole week is the one of the 6th.
    assert min(one.period for one in found if isinstance(one.period, Week)) == Week(2026, 15)


def test_a_year_without_a_calendar_is_named(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = report(district(policy, {2026: calendars[2026]}), date(2026, 12, 20))
    assert obligations(made, date(2026, 1, 1), date(2026, 12, 27))
    with pytest.raises(MissingYear) as raised:
        obligations(made, date(2026, 12, 21), date(2027, 1, 10))
    assert raised.value.year == 2027
