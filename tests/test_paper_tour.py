"""全市“拉练”备选: under construction, nothing behind, not slow, reported; the largest ten (三(一)三; O16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from paper_district import District, demo
from reading import cells, column

from generator.outputs.papers.sheet import Name, Para, Table, sentence
from generator.outputs.papers.tour import tour
from generator.records.calendar import Month
from generator.records.model.events import (
    Commissioned,
    Completed,
    CompletionCertified,
    MilestoneReached,
    MonthlyReport,
    PlanAdjusted,
    PlanApproved,
    ProjectWithdrawn,
    StartCertified,
    SubstantiveStart,
)

if TYPE_CHECKING:
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.projects import Plan
    from generator.records.portfolio import Portfolio

DAY = date(2026, 6, 30)


def listed(view: View) -> tuple[str, Table]:
    """Give the sentence and the table."""
    said, table = tour(view)
    assert isinstance(said, Para)
    assert isinstance(table, Table)
    return sentence(said), table


def project(made: District, key: str, invested: str | None, amount: str = "20000", **plan: Any) -> None:
    """Add a project started in January, with a plan of 1000万元 and a report of June."""
    made.project(key, investment_total_wan=amount)
    made.plan("结转续建", key, completion_month="2026-12", **plan)
    made.start("2026-01-05", "2026-01-06", key)
    if invested is not None:
        words = {"image_progress": "主体封顶", "month": "2026-06", "invested_ytd_wan": invested}
        made.event("monthly_report", "2026-06-24", project=key, **words)


@pytest.fixture
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    """Half the year is over, so 500 of 1000 are asked for: A and B are fit, the others are not."""
    district = District(policy, *calendars.values())
    project(district, "A", "500")
    project(district, "B", "800", "90000")
    project(district, "C-SLOW", "499")
    later = [{"month": "2026-09", "invested_ytd_wan": "1000"}]
    project(district, "D-SILENT", None, schedule=later)
    node = {"id": "M1", "name": "封顶", "due_month": "2026-06"}
    project(district, "E-BEHIND", "900", milestones=[node])
    project(district, "F-DONE", "1000")
    district.finish("2026-06-10", "2026-06-11", "F-DONE")
    project(district, "G-LEFT", "900")
    district.withdraw("2026-06-12", "G-LEFT")
    district.project("H-STARTING")
    district.plan("计划新开工", "H-STARTING", start_week="2026-W40")
    district.approve(2026, "2026-01-15")
    return district


def test_the_fit_ones_the_largest_first(made: District) -> None:
    said, table = listed(made.view(DAY))
    assert said.startswith("在建项目中节点没有滞后、投资不慢于序时进度的2个，")
    assert cells(table) == [
        ["1", "B", "JIA", "JIE", "9.00", "2026-01-05", "主体封顶", "80.0%", "快30.0"],
        ["2", "A", "JIA", "JIE", "2.00", "2026-01-05", "主体封顶", "50.0%", "快0.0"],
    ]


def test_the_day_before_the_deadline_nothing_is_behind(made: District) -> None:
    # On 29 June the figures are May's: nothing was reported for it, so no project is fit.
    assert listed(made.view(date(2026, 6, 29)))[1].rows == ()
    made.event("milestone_reached", "2026-06-28", project="E-BEHIND", milestone="M1")
    assert column(listed(made.view(DAY))[1], "项目名称") == ["B", "A", "E-BEHIND"]


def test_ten_at_most_but_all_are_counted(made: District) -> None:
    for number in range(10, 22):
        project(made, f"P{number}", "600", f"{number}0000")
    said, table = listed(made.view(DAY))
    assert "的14个，按总投资列前10个，" in said
    assert column(table, "项目名称") == [f"P{number}" for number in range(21, 11, -1)]
    assert column(table, "序号") == [str(number) for number in range(1, 11)]


def test_none(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    said, table = listed(District(policy, *calendars.values()).view(DAY))
    assert "的0个" in said
    assert (table.rows, table.empty) == ((), "没有。")


@pytest.mark.parametrize("month", [Month(2026, number) for number in (3, 6, 8, 9)], ids=str)
def test_the_demo_filtered_once_more(month: Month) -> None:
    view = demo(date(2026, 9, 30)).at(month.last)
    fit = [key for key in view.known.projects if _fit(view.known, key, month)]
    said, table = listed(view)
    assert fit
    assert f"的{len(fit)}个，" in said
    shown = [cell.target for row in table.rows for cell in row[:2] if isinstance(cell, Name)]
    order = sorted(fit, key=lambda key: (-view.known.projects[key].investment_total_wan, key))
    assert shown == [f"projects/{key}.md" for key in order[:10]]


def _fit(facts: Portfolio, key: str, month: Month) -> bool:
    plan = next((p for p in facts.plans.values() if (p.project, p.year) == (key, 2026)), None)
    approved = any(event.year == 2026 for event in facts.of_type(PlanApproved))
    told = _invested(facts, key, month)
    if plan is None or not approved or told is None or not plan.invest_wan:
        return False
    return _building(facts, key, plan) and told >= _asked(plan, month) and not _behind(facts, key, month)


def _invested(facts: Portfolio, key: str, month: Month) -> Decimal | None:
    reports = [r for r in facts.of_type(MonthlyReport) if r.project == key and r.month.year == 2026]
    newest = [r for r in reports if r.month <= month]
    return max(newest, key=lambda r: (r.month, r.date)).invested_ytd_wan if newest else None


def _asked(plan: Plan, month: Month) -> Decimal:
    if not plan.schedule:
        return plan.invest_wan * month.number / 12
    return max((s.invested_ytd_wan for s in plan.schedule if s.month <= month), default=Decimal(0))


def _building(facts: Portfolio, key: str, plan: Plan) -> bool:
    proved = {event.start for event in facts.of_type(StartCertified)}
    begun = any(e.project == key and e.id in proved for e in facts.of_type(SubstantiveStart))
    left = any(e.project == key for e in facts.of_type(ProjectWithdrawn))
    return (begun or plan.class_ == "结转续建") and not left and not _finished(facts, key)


def _finished(facts: Portfolio, key: str) -> bool:
    proved = {event.completion for event in facts.of_type(CompletionCertified)}
    both = (*facts.of_type(Completed), *facts.of_type(Commissioned))
    return any(event.project == key and event.id in proved for event in both)


def _behind(facts: Portfolio, key: str, month: Month) -> bool:
    """Tell a node or completion of a carried-over project past its month and not kept, in any year's plan."""
    reached = {event.milestone for event in facts.of_type(MilestoneReached) if event.project == key}
    approved = {event.year: event.approved_on for event in facts.of_type(PlanApproved)}
    for plan in facts.plans.values():
        if plan.project == key and plan.class_ == "结转续建" and plan.year in approved:
            due = {point.id: point.due_month for point in plan.milestones}
            due |= {"completion": plan.completion_month} if plan.completion_month else {}
            days = [_moved(facts, plan, name, at).last for name, at in due.items() if name not in reached]
            if any(day <= month.last and day < approved.get(plan.year + 1, date.max) for day in days):
                return True
    return False


def _moved(facts: Portfolio, plan: Plan, name: str, at: Month) -> Month:
    field = "completion_month" if name == "completion" else f"milestones.{name}"
    wanted = (plan.project, plan.year, field)
    changes = [c for c in facts.of_type(PlanAdjusted) if (c.project, c.year, c.field) == wanted]
    for change in sorted(changes, key=lambda c: (c.approved_on, c.id)):
        new = Month.parse(change.new)
        if change.approved_on <= min(at.last, new.last):
            at = new
    return at
