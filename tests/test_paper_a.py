"""A 附件1: four rows a project, 12 steps, signatures and deeds, and where it waits, by hand (O25, O26)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from paper_district import District, beside, demo, headings, paper, paras, rows, table, tables

from generator.mechanism.steps import STEPS
from generator.outputs.office.xlsx.cells import typed
from generator.outputs.papers.sheet import Blank, Mark
from generator.outputs.papers.start_plans import KIND
from generator.records.model.events import ProjectWithdrawn, StepDone

if TYPE_CHECKING:
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

LAST = date(2026, 9, 30)
START_PLAN = {
    "steps": [
        {"step": "征收拆迁", "due": "2026-03-06", "department": "JIE", "signed_on": "2026-01-26"},
        {"step": "环评", "due": "2026-04-07", "department": "JU", "signed_on": "2026-01-26"},
        {"step": "施工许可证", "due": "2026-05-08", "department": "JU"},
    ],
    "not_applicable": ["土地农转"],
    "reported_on": "2026-01-28",
}
LATER = {
    "steps": [{"step": "环评", "due": "2027-03-01", "department": "JU", "signed_on": "2026-11-02"}],
    "reported_on": "2026-11-03",
}
HEADS = ["序号", "项目名称", "责任单位", "责任人", "总投资（亿元）", "计划开工（周）", "计划完工投产（月）"]
ENDS = ["区重大项目办确认", "报分管负责人"]


@pytest.fixture(scope="module")
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    """Make P1 on its way, P2 without 附件1, P3 started, P4 of another year, P5 only carried over."""
    built = District(policy, *calendars.values())
    built.project("P1", ["JIA"], start_plan=START_PLAN, signed="2025-12-01")
    built.project("P2", ["YI"])
    built.project("P3", ["JIA", "YI"], start_plan=START_PLAN)
    built.project("P4", ["YI"], start_plan=LATER, signed="2026-06-01")
    built.project("P5", ["YI"])
    built.plan("计划新开工", "P1", start_week="2026-W19", completion_month="2027-06")
    built.plan("开展前期", "P2")
    built.plan("计划新开工", "P3", start_week="2026-W15")
    built.plan("结转续建", "P5", completion_month="2026-10")
    built.approve(2026, "2026-01-20")
    for key in ("P1", "P3"):
        built.event("start_plan_confirmed", "2026-02-10", project=key)
    built.event("step_done", "2026-03-11", project="P1", step="征收拆迁", writer="JIE")
    built.start("2026-04-08", "2026-04-10", "P3")
    return built


@pytest.fixture(scope="module")
def view(made: District) -> View:
    return made.view(date(2026, 5, 10))


def test_the_form_of_annex_one(view: View) -> None:
    found = paper(KIND, view, "2026", "JIA")
    assert found.title == "JIA项目开工推进计划表（2026年）"
    assert (found.stem, found.page, found.size) == ("A-2026-JIA", "papers/a/2026.md", "A3横")
    form = table(found, "责任人")
    heads = [column.head for column in form.columns]
    assert heads[:7] == HEADS
    assert heads[8:20] == [f"{number} {step}" for number, step in enumerate(STEPS, 1)]
    assert heads[20:] == ENDS
    assert (form.stack, form.merged) == (4, frozenset({0, 1, 2, 3, 4, 5, 6, 20, 21}))
    assert [row[7] for row in rows(form)] == ["完成时限", "审批部门", "签字（盖章）日期", "实际完成"] * 2


def test_a_record_is_four_rows(view: View) -> None:
    form = table(paper(KIND, view, "2026", "JIA"), "责任人")
    # P3 (week 15) stands before P1 (week 19).
    head = rows(form)[4]
    assert head[:7] == [
        "2",
        "P1",
        "JIA",
        "张某",
        "2.00",
        "2026年第19周（5月4日—10日）\n应开工未开工",
        "2027年6月",
    ]
    assert head[20:] == ["2026-02-10", "2026-01-28"]
    due, unit, signed, done = (row[8:20] for row in rows(form)[4:])
    steps = [STEPS.index(name) for name in ("征收拆迁", "环评", "施工许可证")]
    assert [due[place] for place in steps] == ["2026-03-06", "2026-04-07", "2026-05-08"]
    assert [unit[place] for place in steps] == ["JIE", "JU", "JU"]
    assert [signed[place] for place in steps] == ["2026-01-26", "2026-01-26", "＿＿＿＿"]
    # After 7 April: 17 working days in April, 4 in May; after 8 May only the worked Saturday.
    assert [done[place] for place in steps] == ["2026-03-11\n迟3个工作日", "超期21个工作日", "超期1个工作日"]
    assert (due[1], due[2]) == ("不适用", "—")
    assert all(cell is None for row in form.rows[5:8] for cell in (*row[:7], *row[20:]))
    assert isinstance(form.rows[6][8 + steps[2]], Blank)


def test_a_started_project_owes_no_step(view: View) -> None:
    form = table(paper(KIND, view, "2026", "JIA"), "责任人")
    assert rows(form)[0][5] == "2026年第15周（4月6日—12日）\n2026-04-08已开工"
    deeds = {cell.text for cell in form.rows[3][8:20] if isinstance(cell, Mark)}
    assert deeds == {"未登记"}


def test_a_project_without_the_table_is_shown(view: View) -> None:
    form = table(paper(KIND, view, "2026", "YI"), "责任人")
    assert [row[1] for row in rows(form)[::4]] == ["P3", "P2"]
    assert rows(form)[4][5:] == ["—", "—", "完成时限", *["—"] * 12, "未编报", "—"]


def test_where_the_projects_wait(view: View) -> None:
    found = table(paper(KIND, view, "2026"), "卡在何处")
    # P2 since the plan's approval on 20 January, P1 since its first step of 11 March.
    assert [row[1:8] for row in rows(found)] == [
        ["P2", "YI", "编报附件1并获确认", "责任单位", "YI", "2026-01-20", "71"],
        ["P1", "JIA", "环评", "审批部门", "JU", "2026-03-11", "39"],
    ]
    assert [row[8] for row in rows(found)] == ["0", "21"]
    assert [typed(row[8], "count").content for row in found.rows] == [0, 21]


def test_the_counts(view: View) -> None:
    found = paper(KIND, view, "2026")
    told = {name: row[0] for name, row in beside(found).items()}
    assert told == {
        "计划开工和开展前期项目（个）": "3",
        "已开工（个）": "1",
        "附件1已编报（个）": "2",
        "附件1经确认（个）": "2",
        "等待中的项目（个）": "2",
        "适用事项（项）": "6",
        "已完成事项（项）": "1",
        "超期未完成事项（项）": "2",
        "前期事项完成率": "16.7%",
    }
    assert {row[1] for row in beside(found).values()} == {"—"}
    assert headings(found)[3:] == ["（一）JIA", "（二）YI"]


def test_a_table_drawn_up_later_is_not_there_before(made: District) -> None:
    def names(as_of: date) -> list[str]:
        return [row[1] for row in rows(table(paper(KIND, made.view(as_of), "2026", "YI"), "责任人"))[::4]]

    assert names(date(2026, 11, 1)) == ["P3", "P2"]
    assert names(date(2026, 11, 2)) == ["P3", "P2", "P4"]


def test_a_start_reported_and_not_certified_waits_for_that(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    steps = {"steps": [{"step": "环评", "due": "2026-04-07", "department": "JU"}]}
    made = District(policy, *calendars.values())
    made.project(start_plan=steps)
    made.plan("计划新开工", start_week="2026-W19")
    made.approve(2026, "2026-01-20")
    made.event("start_plan_confirmed", "2026-02-10", project="P1")
    made.event("step_done", "2026-04-02", project="P1", step="环评")
    made.event("substantive_start", "2026-05-06", project="P1")
    found = paper(KIND, made.view(date(2026, 5, 20)), "2026", "JIA")
    assert rows(table(found, "责任人"))[0][5].endswith("\n已报开工，待认定")
    assert [row[3] for row in rows(table(found, "卡在何处"))] == ["开工认定（2026-05-06已报开工）"]


@pytest.mark.parametrize("unit", ["JIE", "NIEMAND"])
def test_a_unit_with_nothing_to_start(view: View, unit: str) -> None:
    found = paper(KIND, view, "2026", unit)
    assert (tables(found), paras(found)) == ([], ["没有计划开工和开展前期的项目。"])


def test_the_demo_year_agrees_with_the_files() -> None:
    view = demo(LAST)
    found, known = paper(KIND, view, "2026"), view.known
    gone = {event.project for event in known.of_type(ProjectWithdrawn)}
    wanted = {
        project.name: project
        for project in known.projects.values()
        if (plan := known.plans.get((project.id, 2026))) and plan.class_ in {"计划新开工", "开展前期"}
        if project.id not in gone
    }
    forms = [row for one in tables(found) if one.stack == 4 for row in rows(one)]
    heads = forms[::4]
    assert {row[1] for row in heads} == set(wanted)
    assert len(heads) == sum(len(view.lead_units(project)) for project in wanted.values())
    done = {(event.project, event.step) for event in known.of_type(StepDone)}
    for place, row in enumerate(heads):
        project, deeds = wanted[row[1]], forms[place * 4 + 3][8:20]
        planned = {step.step: step for step in project.start_plan.steps} if project.start_plan else {}
        for step, due, deed in zip(STEPS, row[8:20], deeds, strict=True):
            assert (due == str(planned[step].due)) if step in planned else due in {"不适用", "—"}
            if step in planned:
                assert ((project.id, step) in done) == deed.startswith("20")


def test_the_demo_waits_are_longest_first() -> None:
    waits = [int(row[7]) for row in rows(table(paper(KIND, demo(LAST), "2026"), "卡在何处"))]
    assert waits
    assert all(one >= other for one, other in pairwise(waits))


def test_the_year_stands_beside_the_last() -> None:
    told = beside(paper(KIND, demo(LAST), "2026"))
    last = beside(paper(KIND, demo(LAST), "2025"))
    assert {name: row[1] for name, row in told.items()} == {name: row[0] for name, row in last.items()}
