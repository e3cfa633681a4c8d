"""变更记录, 入库和调整 on the pages: who, when, old and new; what was recorded late, what was put off."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from built import Built
from districts import BASE, build, commit, git
from places import ROOT
from reading import plain

from generator.mechanism.report import report
from generator.outputs.changelog import changelog, worded
from generator.outputs.links import Web
from generator.outputs.pages import papers, quality, regulation
from generator.outputs.pages.amendments import names_of
from generator.outputs.pages.records import projects, units
from generator.outputs.pages.records.book import Book
from generator.outputs.press import Press
from generator.outputs.tables.lateness import ALL, lateness
from generator.outputs.tables.moves import Moves, moves_of_projects, moves_of_units
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records.history import history
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

TEMPLATES = ROOT / "site_templates"
AS_OF = date(2026, 6, 30)
HOSTILE = "甲*乙*&lt;丙"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """A district told in four commits: all of it, a plan, a unit and a policy edited, an event in time."""
    root = tmp_path_factory.mktemp("district")
    build(root, BASE)
    git(root, "init", "-q")
    commit(root, "2026-05-11")
    edit(root, "data/plans/2026/P002.yml", "due_month: 2026-09", "due_month: 2026-10", HOSTILE)
    edit(root, "data/register/organisations/U01.yml", "short: 临河园", "short: 临河", "王五")
    edit(root, "data/policy/2019-03-11.yml", "first_seat: 3", "first_seat: 4", "王五")
    return printed(root)


def edit(root: Path, path: str, old: str, new: str, name: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    commit(root, "2026-06-01", name=name)


def printed(root: Path) -> Press:
    past = history(root)
    portfolio, _ = load(root, recorded=past.recorded)
    view = View(report(portfolio, AS_OF), portfolio, history=past)
    return Press(view, environment(TEMPLATES), Web(view), TEMPLATES)


def test_a_project_page_has_its_history_and_its_plans(press: Press) -> None:
    body = projects.body(Book(press), "P002")
    text = plain(body).partition("变更记录 3处")[2]
    assert "最近2026-06-01" in text
    last = "形象进度节点 M2 完成月份 2026-06-01 2026年计划 2026-09 2026-10 甲*乙*&lt;丙"
    assert last in text
    assert "（入库） 2026-05-11 项目 — — 张三" in text
    assert HOSTILE not in body
    assert "署名（未核验）" in text


def test_a_unit_page_and_the_regulation_have_theirs(press: Press) -> None:
    assert "单位简称 2026-06-01 单位名册 临河园 临河 王五" in plain(units.body(Book(press), "U01"))
    (page,) = regulation.pages(press)
    assert "2026-06-01 2019-03-11 其它情况加扣分 4.4 首位席 3 4 王五" in plain(page.body)


def test_the_plan_of_a_year_has_what_changed_in_its_files(press: Press) -> None:
    pages = {page.path: plain(page.body) for page in papers.pages(press)}
    assert "变更记录 1 处" in pages["papers/l/2026.md"]
    assert "东湖数据中心 形象进度节点 M2 完成月份 2026-09 2026-10" in pages["papers/l/2026.md"]
    assert not any("变更记录" in text for path, text in pages.items() if path != "papers/l/2026.md")


def test_without_git_there_is_no_such_section(press: Press) -> None:
    known = replace(press.view.portfolio, recorded={})
    view = View(press.view.report, known)
    bare = Press(view, environment(TEMPLATES), Web(view), TEMPLATES)
    for body in (projects.body(Book(bare), "P002"), units.body(Book(bare), "U01")):
        assert "变更记录" not in body
        assert not re.search("[0-9]入库|入库和调整", plain(body))
    (page,) = regulation.pages(bare)
    assert "变更记录" not in page.body
    assert lateness(view) == {}


def test_a_log_and_a_timeline_say_when_it_was_recorded(press: Press) -> None:
    body = projects.body(Book(press), "P001")
    # 6 May to Monday 11 May: the 7th, 8th, the Saturday made up for May Day, the 11th.
    assert "，2026-05-11入库，发生后第4个工作日" in plain(body.partition('id="events"')[2])
    assert "2026-05-11入库，发生后第4个工作日</title>" in re.sub("&#45;", "-", body)


def test_lateness_by_hand(press: Press) -> None:
    found = lateness(press.view)
    late = found["U01"]
    # SD1 20 Feb, IS1 5 Mar, CL1 10 Apr, SS1 6 May and WR1 8 May, all recorded on 11 May.
    assert (late.facts, late.later) == (5, 3)
    assert (late.median, late.longest) == (Decimal("19.0"), 53)
    assert (late.deeds, late.closed) == (1, 0)
    assert found[ALL].facts == sum(line.facts for unit, line in found.items() if unit)
    (page,) = quality.pages(press)
    assert "开工、节点、完工、投产中，** 0.0% ** 在发生的季度结束后才入库" in plain(page.body)


def test_the_share_entered_after_the_quarter_closed(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    (tmp_path / "data/events/U02/2026/MR1.yml").unlink()
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-07-01")
    late = lateness(printed(tmp_path).view)
    assert (late["U02"].deeds, late["U02"].closed, late["U02"].facts) == (1, 1, 1)
    assert late["U01"].closed_rate.share == 1


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    for key, kind in {"JIA": "责任单位", "YI": "责任单位", "JIE": "街道"}.items():
        made.unit(key, kind)
    return made


def test_moved_before_it_came_due_is_planning_after_it_deferral(built: Built) -> None:
    built.project(leads=("JIA", "YI"))
    built.plan("计划新开工", start_week="2026-W19")
    built.approve(2026, "2026-01-20")
    for on, old, new in (("2026-05-10", "2026-W19", "2026-W21"), ("2026-05-25", "2026-W21", "2026-W30")):
        values = {"year": "2026", "field": "start_week", "old": old, "new": new, "approver": "会议"}
        built.event("plan_adjusted", on, project="P1", approved_on=on, **values)
    held = built.event("meeting", "2026-03-02", level="分管负责人", convener="张某")
    words = {"meeting": held, "text": "落实用地指标", "responsible": ["YI"], "project": "P1"}
    item = built.event("decision", "2026-03-02", due="2026-03-20", **words)
    untimed = built.event("decision", "2026-03-02", **words)
    built.event("due_changed", "2026-03-20", item=item, due="2026-04-10", decided_on="2026-03-20")
    built.event("due_changed", "2026-04-13", item=item, due="2026-05-10", decided_on="2026-04-13")
    built.event("due_changed", "2026-04-13", item=untimed, due="2026-07-10", decided_on="2026-04-13")
    made = built.report(AS_OF)
    view = View(made, made.known)
    assert moves_of_projects(view) == {"P1": Moves(1, 1, 1, 1)}
    assert moves_of_units(view) == {"JIA": Moves(1, 1, 0, 0), "YI": Moves(1, 1, 1, 1)}
    book = Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))
    text = plain(projects.body(book, "P1"))
    assert "调整：原时限到期前 2 次，到期后 2 次" in text
    assert "2026年第21周 2026-05-18 至 2026-05-24，原 2026年第19周" in text
    assert "到期前调整 1 次，到期后调整 1 次；议定事项时限：到期前调整 1 次" in plain(units.body(book, "YI"))


def test_lines_of_a_history_are_in_the_order_of_the_main_branch(press: Press) -> None:
    past = press.view.history
    lines = changelog(past, past.lives)
    places = [line.change.place for line in lines]
    assert places == sorted(places)
    assert {line.what for line in lines} == {"created", "changed"}


def test_changes_name_units_and_leave_other_words(press: Press) -> None:
    (line, *_) = changelog(press.view.history, [("plans", "2026/P002")])
    entries = replace(line, field="start_plan", old=None, new=("环评 2026-04-23 U01 傅某", "U01-2"))
    (told, lone, own) = worded(
        [entries, replace(line, field="leader", old="U01", new="无"), replace(line, field="id", new="U01")],
        names_of(press.view),
    )
    assert told.new == ("环评 2026-04-23 临河 傅某", "U01-2")
    assert (lone.old, lone.new, own.new) == ("临河", "无", "U01")
