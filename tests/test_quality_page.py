"""数据质量: the page says which years are counted without a calendar, and never keeps it to itself (D17)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from built import Built
from places import ROOT

from generator.outputs.links import Web
from generator.outputs.pages import quality
from generator.outputs.press import Press
from generator.outputs.tables.provisional import provisional_years
from generator.outputs.templates import environment
from generator.outputs.view import View

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

TEMPLATES = ROOT / "site_templates"
AS_OF = date(2026, 3, 10)
STEP = {"step": "征收拆迁", "due": "2026-03-06", "department": "JU"}


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """A district with the calendars of 2024 to 2026 and a project to start in 2026-W19."""
    made = Built(policy, *calendars.values())
    for key, kind in {"JIA": "责任单位", "JIE": "街道", "JU": "审批部门"}.items():
        made.unit(key, kind)
    return made


def planned(built: Built, **more: Any) -> None:
    built.project(**{"signed": "2025-12-01", **more})
    built.plan("计划新开工", start_week="2026-W19")
    built.approve(2026, "2026-01-20")


def problem(built: Built, raised: str, resolved: str | None = None) -> None:
    about = {"category": "用地", "level": "区级", "text": "指标未落实", "units": ["JU"], "project": "P1"}
    key = built.event("issue_raised", raised, **about)
    if resolved:
        built.event("issue_resolved", resolved, issue=key, result="已落实")


def view(built: Built, as_of: date = AS_OF) -> View:
    report = built.report(as_of)
    return View(report, report.known)


def text(found: View) -> str:
    (page,) = quality.pages(Press(found, environment(TEMPLATES), Web(found), TEMPLATES))
    plain = re.sub(r"&#([0-9]+);", lambda match: chr(int(match[1])), re.sub(r"<[^>]*>", "", page.body))
    return re.sub(r"\s+", "", plain)


def test_years_without_a_calendar_are_named(built: Built) -> None:
    planned(built)
    problem(built, "2022-11-02")
    said = text(view(built))
    assert (
        "缺少2022年、2023年工作日历：等待和超期天数的统计按周一至周五暂计，计分不受影响（需要时报错）" in said
    )
    assert "2022缺" in said
    assert "2024已有" in said


def test_nothing_is_said_where_every_calendar_is_there(built: Built) -> None:
    planned(built)
    problem(built, "2024-01-02")
    assert "暂计" not in text(view(built))


def test_only_years_in_which_days_are_counted_are_named(built: Built) -> None:
    planned(built)
    problem(built, "2021-03-01", "2021-06-01")
    assert provisional_years(view(built)) == [2021]


def test_a_project_signed_long_ago_waits_for_its_plan_since_its_approval(built: Built) -> None:
    planned(built, signed="2019-05-06")
    assert provisional_years(view(built)) == []
    built.records = [one for one in built.records if type(one).__name__ not in {"Plan", "PlanApproved"}]
    assert provisional_years(view(built)) == [2019, 2020, 2021, 2022, 2023]


@pytest.mark.parametrize(("done", "years"), [("2023-08-04", []), ("2023-08-14", [2023]), (None, [2023])])
def test_a_step_counts_from_its_deadline_to_its_deed(
    built: Built, done: str | None, years: list[int]
) -> None:
    planned(built, start_plan={"steps": [STEP | {"due": "2023-08-04"}]})
    if done:
        built.event("step_done", done, project="P1", step="征收拆迁")
    assert provisional_years(view(built)) == years


def test_a_card_counts_until_its_notice(built: Built) -> None:
    planned(built)
    built.event("supervision", "2023-05-08", unit="JIA", number="督〔2023〕1号", matter="推进迟缓")
    assert provisional_years(view(built)) == [2023]


def test_where_every_day_counts_no_calendar_is_missed(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    built = Built(policy.model_copy(update={"working_days": "natural"}), *calendars.values())
    for key, kind in {"JIA": "责任单位", "JIE": "街道", "JU": "审批部门"}.items():
        built.unit(key, kind)
    planned(built)
    problem(built, "2022-11-02")
    assert provisional_years(view(built)) == ()


def test_each_kind_of_figure_says_its_newest_fact(built: Built) -> None:
    planned(built)
    built.event("step_done", "2026-03-01", project="P1", step="征收拆迁")
    told = {name: (newest, age) for name, newest, age in quality.ages(view(built))}
    assert told["前期事项的办理"] == (date(2026, 3, 1), 9)
    assert told["形象进度（周报）"] == (None, None)
    assert "前期事项的办理2026年3月1日9" in text(view(built))


def test_changes_without_effect_come_first(built: Built) -> None:
    planned(built)
    about = {
        "project": "P1",
        "year": "2026",
        "field": "start_week",
        "approver": "主任办公会",
    }
    built.event(
        "plan_adjusted", "2026-02-02", old="2026-W19", new="2026-W20", approved_on="2026-02-02", **about
    )
    built.event(
        "plan_adjusted", "2026-06-02", old="2026-W20", new="2026-W30", approved_on="2026-06-02", **about
    )
    found = quality.changes(view(built, date(2026, 6, 30)))
    assert [(key, change.event.new, bool(change.void)) for key, change in found] == [
        ("P1", "2026-W30", True),
        ("P1", "2026-W20", False),
    ]
