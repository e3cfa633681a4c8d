"""A project listed again while already late: told as late wherever its start is told (§2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from drawn_facts import UNITS, districts
from hypothesis import given
from paper_district import District, paper, paras, rows
from reading import plain, tables
from test_properties import examples
from test_score_pages import PRINTING, TEMPLATES

from generator.mechanism.report import report
from generator.mechanism.scenario.facts import portfolio
from generator.outputs.api.rows import projects as api_rows
from generator.outputs.documents import document
from generator.outputs.links import Web
from generator.outputs.pages import home
from generator.outputs.pages.records import projects
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.records.standing import start_state
from generator.outputs.pages.wall.lines import wall_axis, wall_lines
from generator.outputs.papers import bulletin, starts
from generator.outputs.papers.leader_quarters import mark
from generator.outputs.papers.lists import start_state as listed
from generator.outputs.papers.sheet import Mark
from generator.outputs.press import Press
from generator.outputs.tables import summary
from generator.outputs.tables.plans import plan_lines
from generator.outputs.tables.tasks import plan_tasks
from generator.outputs.view import View
from generator.records.calendar import Month

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

MAY = date(2026, 5, 31)
LATE = "延期开工40天（2025年计划第50周）"


@pytest.fixture
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    """P1 and P2 missed a week of 2025; in 2026 P1 starts before its new week, P2 in it, P3 really early."""
    found = District(policy, *calendars.values())
    for key, week in {"P1": "2026-W07", "P2": "2026-W16", "P3": "2026-W20", "P4": "2026-W40"}.items():
        found.project(key, leads=["JIA"])
        if key != "P3":
            found.plan("计划新开工", key, year=2025, start_week="2025-W50")
        found.plan("计划新开工", key, start_week=week)
    for year in (2025, 2026):
        found.approve(year, f"{year}-01-20")
    found.start("2026-01-23", "2026-01-29", "P1")
    found.start("2026-04-15", "2026-04-20", "P2")
    found.start("2026-04-20", "2026-04-22", "P3")
    return found


def book(view: View) -> Book:
    return Book(Press(view, PRINTING, Web(view), TEMPLATES))


def test_words_and_counts_of_the_month(made: District) -> None:
    view = made.view(MAY)
    found = paper(bulletin.KIND, view, "2026-05")
    assert any(
        "其中提前开工1个、延期开工2个（含往年计划已延期、重新列入本年计划的2个）" in said
        for said in paras(found)
    )
    (early,), (late,) = tables(found, "年内提前开工"), tables(found, "年内延期开工")
    assert [(row[1], row[-1]) for row in rows(early)] == [("P3", "提前开工")]
    assert [(row[1], row[-1]) for row in rows(late)] == [
        ("P1", LATE),
        ("P2", "延期开工122天（2025年计划第50周）"),
    ]
    figures = summary(view).figures
    assert (figures.early_told, figures.late_told) == (1, 2)
    (table,) = [one for one in tables(found) if "重新列入本年计划后开工的2个" in one.note]
    assert "按本年计划提前1个、按期1个" in table.note


def test_what_a_month_is_sealed_with_stays(made: District) -> None:
    """Sealed months have always gone by the year's own weeks."""
    told = document(made.view(MAY), Month(2026, 5))
    assert [told["projects"][key]["start"] for key in ("P1", "P2", "P3", "P4")] == [
        "提前开工",
        "按期开工",
        "提前开工",
        "未到期",
    ]
    assert (told["district"]["early"], told["district"]["late"]) == ("2", "0")
    assert not any("relisted" in name for name in told["district"])


def test_it_is_told_alike_everywhere(made: District) -> None:
    view = made.view(MAY)
    found = book(view)
    assert "延期40天开工（2025年计划第50周）" in plain(projects.body(found, "P1"))
    assert "提前17天" not in plain(projects.body(found, "P1"))
    assert "提前" not in str(next(line for line in wall_lines(found, wall_axis(found)) if line.id == "P1"))
    (page,) = home.pages(found.press)
    assert "其中提前1、延期2（含往年计划已延期、重新列入本年计划的2个）" in page.body
    told = {row["id"]: (row["start_state"], row["late_days"]) for row in api_rows(view)}
    assert told == {
        "P1": ("延期开工", 40),
        "P2": ("延期开工", 122),
        "P3": ("提前开工", 0),
        "P4": ("未到期", 0),
    }
    tasks = plan_tasks(plan_lines(view, 2026), MAY)
    (task,) = [task for task in tasks if task.line.project.id == "P1"]
    assert mark(task).text == "延期完成40天（2025年计划第50周）"


def test_the_weeks_paper_tells_it_too(made: District) -> None:
    found = paper(starts.KIND, made.view(MAY), "2026-W04")
    assert any("其中提前开工0个、延期开工1个" in said for said in paras(found))
    assert any(
        "延期40天（2025年计划第50周）" in cell for one in tables(found) for row in rows(one) for cell in row
    )


def test_a_start_still_to_come_says_that_it_is_late_already(made: District) -> None:
    view = made.view(MAY)
    story = view.story("P4")
    assert story
    state = start_state(story, MAY)
    assert state
    assert state.word == "开工未到期（2025年计划第50周已延期）"
    (row,) = [row for row in summary(view).rows if row.project.id == "P4"]
    assert listed(row) == Mark("未到期（2025年计划第50周已延期）", "mute")


@examples
@given(facts=districts())
def test_who_pays_for_a_late_start_is_never_told_early_or_in_time(
    facts: list[dict[str, Any]], policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    known, _ = portfolio(facts, UNITS, policy, calendars)
    view = View(report(known, date(2026, 12, 31)), known)
    fined = {entry.subject for entry in view.report.entries if entry.clause == "1.1(1)"}
    for row in summary(view).rows:
        if row.project.id in fined:
            assert row.start_told not in {"提前开工", "按期开工"}
            told = listed(row)
            assert not (isinstance(told, Mark) and told.text.startswith(("提前", "按期")))
