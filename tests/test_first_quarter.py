"""With which quarter a district's assessment begins: by hand, and so that nothing brought over begins it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from built import Built

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

AS_OF = date(2026, 11, 30)


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """Give a unit with a project planned for 2026, the plan approved in January."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    made.project()
    made.plan("结转续建", completion_month="2026-11")
    made.approve(2026, "2026-01-05")
    return made


def first(built: Built, as_of: date = AS_OF) -> tuple[str, list[int]]:
    report = built.report(as_of)
    return str(min(report.quarters)), sorted(report.years)


def test_a_start_long_ago_of_a_project_carried_over_begins_no_assessment(built: Built) -> None:
    built.start("2023-05-10", "2023-05-10")
    built.event("step_done", "2022-03-01", project="P1", step="征收拆迁")
    assert first(built) == ("2026Q1", [2026])


def test_what_shows_that_units_were_assessed_begins_it(built: Built) -> None:
    built.start("2023-05-10", "2023-05-10")
    built.event("supervision", "2025-08-05", unit="JIA", number="督1", matter="推进迟缓")
    assert first(built) == ("2025Q3", [2025, 2026])


@pytest.mark.parametrize(("approved", "expected"), [("2025-12-20", "2026Q1"), ("2026-02-20", "2026Q1")])
def test_a_plan_approved_before_its_year_begins_it_with_its_year(
    built: Built, approved: str, expected: str
) -> None:
    built.records = [one for one in built.records if type(one).__name__ != "PlanApproved"]
    built.approve(2026, approved)
    built.start("2025-12-22", "2025-12-29")
    assert first(built)[0] == expected


def test_what_an_earlier_plan_names_begins_it(built: Built) -> None:
    built.start("2023-05-10", "2023-05-10")
    built.plan("结转续建", year=2025, completion_month="2025-06")
    built.approve(2025, "2025-01-06")
    assert first(built) == ("2025Q1", [2025, 2026])


def test_without_any_plan_the_first_fact_begins_it(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    made.project()
    made.start("2025-05-10", "2025-05-10")
    assert first(made)[0] == "2025Q2"
