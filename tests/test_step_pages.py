"""What record pages say of 附件1, problems, items and withdrawn projects: in working days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from built import Built
from places import ROOT
from reading import plain

from generator.outputs.links import Web
from generator.outputs.pages.records import items, leaders, offices, projects, units
from generator.outputs.pages.records.book import Book
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records.model.organisations import Leader

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

TEMPLATES = ROOT / "site_templates"
SIGNED = {"signed_by": "李某", "signed_on": "2026-01-26"}
STEPS = [
    {"step": "征收拆迁", "due": "2026-03-06", "department": "JIE"} | SIGNED,
    {"step": "施工许可证", "due": "2026-05-08", "department": "JU"},
]  # fmt: skip


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    kinds = {"JIA": "责任单位", "JIE": "街道", "JU": "审批部门", "XIE": "综合协调办"}
    for key, kind in kinds.items():
        made.unit(key, kind)
    made.records.append(Leader.model_validate({"id": "L1", "person": "R1", "offices": ["XIE"]}))
    return made


def planned(built: Built, **more: Any) -> None:
    """Sign P1, plan its start for 2026-W19 and confirm its 附件1."""
    office = {"office": "XIE", "reason": "理由", "decided_on": "2025-12-01"}
    start = {"start_plan": {"steps": STEPS, "reported_on": "2026-01-28"}, "coordination_office": office}
    built.project(**{"signed": "2025-12-01", **start, **more})
    built.plan("计划新开工", start_week="2026-W19")
    built.approve(2026, "2026-01-20")
    built.event("start_plan_confirmed", "2026-02-10", project="P1")


def book(built: Built, as_of: date) -> Book:
    report = built.report(as_of)
    view = View(report, report.known)
    return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))


def squeezed(body: str) -> str:
    return plain(body).replace(" ", "")


def test_a_project_page_says_where_it_waits(built: Built) -> None:
    planned(built)
    text = squeezed(projects.body(book(built, date(2026, 3, 10)), "P1"))
    assert "等待：征收拆迁，自2026-02-10起已16个工作日，等街道JIE超期2个工作日" in text
    assert "适用2项，已完成0项" in text
    assert "1征收拆迁JIE2026-03-06李某2026-01-26—2超期2个工作日等待此项" in text
    assert "12施工许可证JU2026-05-08——0未到期" in text


def test_without_the_table_it_says_so(built: Built) -> None:
    built.project(signed="2026-01-27")
    text = squeezed(projects.body(book(built, date(2026, 1, 30)), "P1"))
    assert "尚未报送开工推进计划表。等待：附件1，自2026-01-27起已3个工作日，等责任单位JIA" in text


def test_a_started_project_waits_for_nothing(built: Built) -> None:
    planned(built)
    built.start("2026-02-24", "2026-02-25")
    found = book(built, date(2026, 3, 10))
    assert "等待" not in plain(projects.body(found, "P1"))
    assert found.approvals_of == {}


def test_a_department_and_an_office_see_what_waits_on_them(built: Built) -> None:
    planned(built)
    built.event("step_done", "2026-03-11", project="P1", step="征收拆迁")
    found = book(built, date(2026, 3, 13))
    street = found.approvals_of["JIE"]
    assert (street.done, street.in_time, street.overdue, list(street.waiting)) == (1, 0, 0, [])
    assert "待办1项，其中超期0项" in squeezed(units.body(found, "JU"))
    assert "施工许可证JU2026-05-082个工作日未到期项目正在等待" in squeezed(offices.body(found, "XIE"))


def test_a_withdrawn_project_is_still_shown_but_owes_nothing(built: Built) -> None:
    planned(built)
    built.withdraw("2026-06-01")
    found = book(built, date(2026, 6, 2))
    text = squeezed(projects.body(found, "P1"))
    assert "2026-06-01退库已退库" in text  # how it stands, then the pool
    assert "超期22天" in text  # from Sunday 10 May to the withdrawal, in the timeline
    assert "超期23天" not in text
    assert "等待" not in text
    assert [due.what for due in found.coming.get("JIA", ())] == []
    assert found.briefs["P1"].pool == found.briefs["P1"].state.word == "已退库"
    assert "未列计划或已退库（1个）" in squeezed(leaders.body(found, "L1"))


def test_a_problem_tells_its_working_days_and_how_far_up_it_came(built: Built) -> None:
    planned(built)
    about = {"category": "用地", "level": "区级", "text": "指标未落实", "units": ["JU"], "project": "P1"}
    key = built.event("issue_raised", "2026-04-02", **about)
    built.event("issue_escalated", "2026-04-07", issue=key, to="市级")
    assert "用地区级已到市级未解决，已2个工作日" in squeezed(
        projects.body(book(built, date(2026, 4, 7)), "P1")
    )
    built.event("issue_resolved", "2026-04-08", issue=key, result="已落实")
    assert "2026-04-08解决，历时3个工作日" in squeezed(projects.body(book(built, date(2026, 4, 30)), "P1"))


@pytest.mark.parametrize(
    ("closed", "as_of", "word"),
    [
        (None, date(2026, 3, 5), "未到期"),
        (None, date(2026, 3, 6), "今日到期"),
        (None, date(2026, 3, 10), "超期2个工作日"),
        ("2026-03-05", date(2026, 3, 20), "提前办结"),
        ("2026-03-06", date(2026, 3, 20), "按期办结"),
        ("2026-03-10", date(2026, 3, 20), "超期2个工作日办结"),
    ],
)
def test_an_item_is_worded_as_the_docket_has_it(
    built: Built, closed: str | None, as_of: date, word: str
) -> None:
    held = built.event("meeting", "2026-02-02", level="分管负责人", convener="张某")
    key = built.event(
        "decision", "2026-02-02", meeting=held, text="落实", responsible=["JIA"], due="2026-03-06"
    )
    if closed:
        done = built.event("item_closed", closed, item=key, result="已办结")
        built.event("closure_confirmed", "2026-03-11", closing=done)
    found = book(built, as_of)
    assert word in squeezed(items.body(found, key)).split("办结时限")[0]
    assert [due.state.word for due in found.coming.get("JIA", ())] == ([] if closed else [word])


def test_where_a_calendar_is_missing_mondays_to_fridays_count(built: Built) -> None:
    planned(built, signed="2019-01-02")
    about = {"category": "用地", "level": "区级", "text": "指标未落实", "units": ["JU"], "project": "P1"}
    built.event("issue_raised", "2019-04-02", **about)
    found = book(built, date(2026, 3, 10))
    text = squeezed(projects.body(found, "P1"))
    # Monday to Friday: 195 after Tuesday 2 April 2019, 262 + 261 + 260 + 260 in 2020 to 2023; by the
    # calendars 251 + 248 in 2024 and 2025, 21 + 16 + 7 in 2026.
    assert "未解决，已1781个工作日" in text
    assert "等待：征收拆迁，自2026-02-10起已16个工作日" in text


def test_a_unit_sees_every_report_ahead_and_those_overdue(built: Built) -> None:
    planned(built)
    told = {due.what: (str(due.date), due.state.tone) for due in book(built, date(2026, 6, 2)).coming["JIA"]}
    weekly = {what: found for what, found in told.items() if what.startswith("周报")}
    assert weekly["周报（近四周超期未报4份）"] == ("2026-05-08", "over")
    ahead = [what for what, (_, tone) in weekly.items() if tone == "open"]
    assert len(ahead) >= 4
    assert ahead[0] == "周报（2026年第23周，1个项目，未报1个）"
