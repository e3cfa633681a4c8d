"""The statistics of MECHANISM §4 against a table worked by hand, each number counted on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import report
from generator.mechanism.scenario.draft import Draft
from generator.outputs.tables import Summary, summary
from generator.outputs.templates import gap, hover, percent
from generator.outputs.view import View
from generator.records.model.organisations import Organisation
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

AUGUST = date(2026, 8, 31)

# name, class, planned week, started, completion month, 万元 of the year, 万元 by the end of August
# (None: never reported), plan of August where it has one of its own, entered statistics
PROJECTS = (
    ("on time", "计划新开工", "2026-W10", "2026-03-04", None, "12000", "8000", None, "2026-04-10"),
    ("late", "计划新开工", "2026-W19", "2026-05-20", None, "24000", "10000", None, None),
    ("missed", "计划新开工", "2026-W30", None, None, "6000", None, None, None),
    ("early", "计划新开工", "2026-W45", "2026-08-10", None, "9000", "600", "500", None),
    ("not due", "计划新开工", "2026-W48", None, None, "3000", None, None, None),
    ("done early", "结转续建", None, None, "2026-06", "10000", "10000", None, None),
    ("behind", "结转续建", None, None, "2026-07", "20000", "12000", None, None),
    ("under way", "结转续建", None, None, "2026-12", "8000", "5000", "6000", None),
    ("preliminary", "开展前期", None, "2026-04-01", None, "1000", "100", None, None),
)
# due (None: no limit), closed, confirmed
ITEMS = (
    ("2026-07-10", "2026-07-08", "2026-07-09"),  # early
    ("2026-07-10", "2026-07-10", "2026-07-13"),  # in time
    ("2026-07-10", "2026-07-20", "2026-07-21"),  # 6 working days late: 13–17, 20
    ("2026-08-03", None, None),  # 20 working days overdue on 31 August
    ("2026-09-10", None, None),
    (None, None, None),
)


def project(draft: Draft, row: Sequence[str | None]) -> None:
    name, class_, week, started, completion, invest, invested, august, entered = row
    key = draft.project({"id": name, "lead": ["甲办"]}, signed="2025-03-03")
    schedule = [{"month": "2026-08", "invested_ytd_wan": august}] if august else []
    plan = {"start_week": week, "completion_month": completion, "invest_wan": invest, "schedule": schedule}
    draft.plan(key, 2026, str(class_), **{k: v for k, v in plan.items() if v})
    if started:
        start = draft.event("substantive_start", started, project=key)
        draft.event("start_certified", started, start=start)
    if name == "done early":
        done = draft.event("commissioned", "2026-05-20", project=key)
        draft.event("completion_certified", "2026-05-25", completion=done)
    if invested:
        words = {"invested_ytd_wan": invested, "image_progress": "主体施工", "entered_statistics_on": entered}
        draft.event("monthly_report", "2026-08-25", project=key, month="2026-08", **words)


def item(draft: Draft, meeting: str, due: str | None, closed: str | None, confirmed: str | None) -> None:
    words = {"meeting": meeting, "text": "办理手续", "responsible": [draft.unit("乙局")], "due": due}
    key = draft.event("decision", "2026-06-26", **words)
    if closed and confirmed:
        done = draft.event("item_closed", closed, item=key, result="已办结")
        draft.event("closure_confirmed", confirmed, closing=done)


class Desk:
    """A made-up district whose figures are asked for on a day."""

    def __init__(self, policy: Policy, calendars: Mapping[int, CalendarYear]) -> None:
        self.rest = (policy, *calendars.values())

    def summary(self, day: date = AUGUST, only: Sequence[str] = ()) -> Summary:
        draft = Draft({})
        for row in PROJECTS:
            if not only or row[0] in only:
                project(draft, row)
        draft.event("plan_approved", "2026-01-20", year="2026", approved_on="2026-01-20", document="计划")
        meeting = draft.event("meeting", "2026-06-26", level="主任办公会", convener="张某")
        for due, closed, confirmed in ITEMS:
            item(draft, meeting, due, closed, confirmed)
        base = {"kind": "责任单位", "scored": "是"}
        names = [{"id": key, "name": name, "short": name} for name, key in draft.units.items()]
        units = [Organisation.model_validate(name | base) for name in names]
        portfolio = Portfolio.of([*draft.records, *units, *self.rest])
        made = report(portfolio, day)
        return summary(View(made, portfolio, report_on=lambda moment: report(portfolio, moment)))


@pytest.fixture
def desk(policy: Policy, calendars: dict[int, CalendarYear]) -> Desk:
    return Desk(policy, calendars)


def test_starts_by_hand(desk: Desk) -> None:
    figures = desk.summary().figures
    assert (figures.planned, figures.due, figures.started) == (5, 3, 3)
    assert (figures.early, figures.late, figures.missed) == (1, 1, 1)
    assert (figures.preliminary, figures.preliminary_started) == (1, 1)
    assert percent(figures.year_rate) == "60.0%"
    assert percent(figures.due_rate) == "100.0%"
    assert percent(figures.entered_rate) == "33.3%"


def test_construction_by_hand(desk: Desk) -> None:
    figures = desk.summary().figures
    assert (figures.completion_planned, figures.completed, figures.completed_early) == (3, 1, 1)
    assert percent(figures.completion_rate) == "33.3%"
    assert figures.behind == 1


def test_investment_by_hand(desk: Desk) -> None:
    """Eight twelfths of each plan, but 500 of 9 000 and 6 000 of 8 000 by the projects' own schedules."""
    figures = desk.summary().figures
    assert (figures.invest, figures.invested) == (Decimal(93000), Decimal(45700))
    twelfths = Decimal(12000 + 24000 + 6000 + 3000 + 10000 + 20000 + 1000) * 8 / 12
    assert figures.scheduled.quantize(Decimal("0.01")) == (twelfths + 500 + 6000).quantize(Decimal("0.01"))
    assert percent(figures.investment_rate) == "49.1%"
    assert gap(figures.gap) == "慢12.3"


def test_items_by_hand(desk: Desk) -> None:
    figures = desk.summary().item_figures
    assert (figures.total, figures.closed, figures.due, figures.on_time, figures.overdue) == (6, 3, 4, 2, 1)
    assert (figures.over_5, figures.over_10, figures.over_20) == (1, 0, 1)
    assert percent(figures.closed_rate) == "50.0%"
    assert percent(figures.on_time_rate) == "50.0%"


def test_a_month_with_nothing_due(desk: Desk) -> None:
    """31 January: five starts planned, none due, none done: 0 of 5 is zero, 0 of 0 is nothing to tell."""
    figures = desk.summary(date(2026, 1, 31)).figures
    assert (figures.planned, figures.due, figures.started, figures.missed) == (5, 0, 0, 0)
    assert percent(figures.year_rate) == "0.0%"
    assert percent(figures.due_rate) == "—"


def test_a_district_with_no_starts_planned(desk: Desk) -> None:
    figures = desk.summary(only=("behind", "under way")).figures
    assert figures.planned == 0
    assert [percent(rate) for rate in (figures.year_rate, figures.due_rate, figures.entered_rate)] == [
        "—"
    ] * 3
    assert percent(figures.completion_rate) == "0.0%"
    assert percent(figures.investment_rate) == "60.7%"


def test_a_rate_says_what_it_is_made_of(desk: Desk) -> None:
    figures = desk.summary().figures
    assert figures.due_rate.basis == "已开工3个 ÷ 到期应开工3个"
    assert figures.investment_rate.basis == "累计完成45700万元 ÷ 年度计划93000万元"
    shown = hover(figures.year_rate)
    assert "60&#46;0&#37;" in shown
    assert 'title="年度开工率 &#61; 已开工3个 ÷ 年度计划开工5个"' in shown


def test_early_starts_take_the_rate_of_due_ones_past_the_whole(desk: Desk) -> None:
    figures = desk.summary(date(2026, 8, 31), only=("on time", "early")).figures
    assert percent(figures.due_rate) == "200.0%"
