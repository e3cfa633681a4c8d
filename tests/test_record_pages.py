"""Record pages: what each kind tells, that Markdown leaves it alone, that its parts agree with the rules."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Protocol

import pytest
from full_records import portfolio
from markdown import Markdown
from mkdocs.config import load_config
from places import ROOT
from reading import plain

from generator.mechanism.report import report
from generator.outputs.links import Web
from generator.outputs.pages import records
from generator.outputs.pages.records import items, leaders, offices, projects, units
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.records.press import flat
from generator.outputs.pages.records.standing import standing, states
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.outputs.view import View

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.outputs.page import Page
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio

AS_OF = date(2026, 9, 30)
TEMPLATES = ROOT / "site_templates"
VOID = {"br", "line", "rect", "circle", "hr", "img"}


class Make(Protocol):
    """Makes a book of records whose text is written as told."""

    def __call__(self, text: Callable[[str, int], str], as_of: date = AS_OF) -> Book:
        """Make it as of a day."""


def named(where: str, limit: int) -> str:
    """Write the field's name."""
    return where.partition(":")[2][:limit]


@pytest.fixture(scope="module")
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Make:
    """Make the book of a district with one record of every kind, its text written as told."""

    def made(text: Callable[[str, int], str], as_of: date = AS_OF) -> Book:
        known = portfolio(text, policy, calendars)
        view = View(report(known, as_of), known)
        return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))

    return made


@pytest.fixture(scope="module")
def book(make: Make) -> Book:
    """A book whose texts name their field."""
    return make(named)


@pytest.fixture(scope="module")
def pages(book: Book) -> list[Page]:
    """Every record page of the book."""
    return list(records.pages(book.press))


class Nesting(HTMLParser):
    """Follows tags and refuses what is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.top = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.top += not self.open
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An SVG shape closes itself."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def test_there_is_a_page_for_every_record(pages: list[Page]) -> None:
    paths = {page.path for page in pages}
    assert {"projects/XM-0.md", "leaders/LD-0.md", "offices/ZDO-0.md", "items/DECISION-0.md"} <= paths
    assert {f"units/{unit}-0.md" for unit in ("ZDB", "ZDO", "ZRD", "JIE", "SPJ", "DCS", "ZRE")} <= paths
    assert len(paths) == len(pages)
    assert not any(page.search for page in pages)


def test_no_link_leads_nowhere(book: Book, pages: list[Page]) -> None:
    lost = book.press.web.targets.keys() - {page.path for page in pages}
    known = {"regulation.md", "cards.md", "countdown.md", "subscribe.md"}
    assert {target for target in lost if not target.startswith("rankings/")} <= known


def test_a_body_is_one_well_formed_element_without_scripts(pages: list[Page]) -> None:
    for page in pages:
        nesting = Nesting()
        nesting.feed(page.body)
        assert nesting.open == []
        assert nesting.top == 1, page.path
        assert len(set(nesting.ids)) == len(nesting.ids), page.path
        assert not re.search(r"<script|\son[a-z]+=|javascript:", page.body)


def test_every_line_begins_with_a_tag_of_ours(pages: list[Page]) -> None:
    assert all(line.startswith("<") for page in pages for line in page.body.split("\n"))


def test_markdown_leaves_every_body_as_it_is(make: Make, tmp_path: Path) -> None:
    nasty = "```\n# 甲\n\n    乙\n---\n<b>*丙*</b> [丁](x) {: .x} &#60; wzxhzdk:0 | a | b |\n\n"
    book = make(lambda where, limit: (nasty + where.partition(":")[2])[-limit:])
    folders = {name: str(tmp_path / name) for name in ("docs_dir", "site_dir")}
    (tmp_path / "docs_dir").mkdir()
    config = load_config(str(ROOT / "mkdocs.yml"), **folders)
    for page in records.pages(book.press):
        made = Markdown(
            extensions=[*config.markdown_extensions, "footnotes", "def_list", "pymdownx.superfences"],
            extension_configs=config.mdx_configs,
        )
        assert made.convert(page.body) == page.body, page.path


def test_flat_joins_what_no_tag_begins() -> None:
    assert flat("  <p>\n\n   甲\n乙 <b>x</b>\n  </p>\n") == "<p> 甲 乙 <b>x</b>\n</p>"


def test_a_project_page_tells_everything(book: Book) -> None:
    text = plain(projects.body(book, "XM-0"))
    for told in (
        "12.35 亿元",
        "123 457 万元",
        "2025年第19周",
        "经2025年1月15日决定调整：OfficeOverride.reason",
        "数据截至 2026-09-30",
        "最近报告 2026-09-24，已6天",
        "计划开工由2025年第19周（5月5日—11日）调整为2025年第21周",
        "开工推进计划表（附件1）",
        "竣工库",
        "Attachment.file",
        "0" * 64,
        "WeeklyReport.needs2",
        "Plan.goal",
        "督办 Supervision.number",
        "data/test/Supervision-SUPERVISION-0.yml:1",
        "IssueRaised.proposal",
        "研究过本项目的会议",
    ):
        assert told in text, told


def test_a_late_adjustment_is_marked_as_without_effect(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    known = portfolio(lambda where, limit: where[:limit], policy, calendars)
    late = known.events["PLAN-ADJUSTED-0"].model_copy(update={"approved_on": date(2025, 6, 1)})
    known = type(known).of([*_all(known), late.model_copy(update={"path": "data/a.yml"})])
    view = View(report(known, AS_OF), known)
    body = projects.body(Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES)), "XM-0")
    assert "批准时已过原时限，不影响已发生的延期" in plain(body)


def test_a_project_carried_over_is_planned_without_a_week_to_start_in(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    known = portfolio(lambda where, limit: where[:limit], policy, calendars)
    plans = {key: plan for key, plan in known.plans.items() if plan.class_ == "结转续建"}
    rest = [one for one in _all(known) if one not in known.plans.values()]
    told = {}
    for name, own in (("planned", plans.values()), ("unplanned", ())):
        kept = type(known).of([*(one for one in rest if type(one).__name__ != "PlanAdjusted"), *own])
        view = View(report(kept, AS_OF), kept)
        told[name] = plain(
            projects.body(Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES)), "XM-0")
        )
    assert "计划 未列入计划" in told["unplanned"]
    for words in told.values():
        assert re.search(r"实质性开工 20\d\d-", words)
        assert "计划开工 —" not in words


def test_what_is_overdue_comes_first_on_a_projects_page_and_is_toned(make: Make) -> None:
    before = make(named, date(2026, 8, 15))
    worst, *others = projects.worst_first(states(before.stories["XM-0"], before.as_of))
    body = projects.body(before, "XM-0")
    assert worst.tone == "over"
    assert all(other.days <= worst.days for other in others if other.tone == "over")
    first_chip = body.index('class="rec-chip ')
    assert body.startswith(f'class="rec-chip rec-over">{worst.word}<', first_chip)
    first_tile = body.index("<div", body.index('class="rec-tiles"'))
    assert body.startswith('<div class="rec-over"><dt>当前状态</dt>', first_tile)


def _all(known: Portfolio) -> list[Record]:
    names = ("organisations", "people", "leaders", "projects", "plans", "events", "policies", "calendars")
    return [record for name in names for record in getattr(known, name).values()]


def test_a_unit_page_says_what_falls_due_next(book: Book, make: Make) -> None:
    assert "督办整改（Supervision.number）" in plain(units.body(book, "ZRD-0"))
    assert "前期事项：环评" not in plain(units.body(book, "SPJ-0"))  # the project has started
    before = make(named, date(2026, 8, 15))
    assert "2025-11-30 节点“Milestone.name” Project.name 责任 超期258天" in plain(units.body(before, "ZRD-0"))
    early = make(named, date(2025, 2, 10))
    assert "2025-03-03 前期事项：征收拆迁 Project.name 审批 未到期" in plain(units.body(early, "SPJ-0"))


def test_the_other_pages_tell_theirs(book: Book) -> None:
    leader = plain(leaders.body(book, "LD-0"))
    office = plain(offices.body(book, "ZDO-0"))
    item = plain(items.body(book, "DECISION-0"))
    assert "Person.post" in leader
    assert "周协调" in leader
    assert "Project.name" in office
    assert "提前" not in item
    assert "ItemClosed.result" in item
    assert "2026-06-25 定为2026年8月3日" in item


@pytest.mark.parametrize(
    ("done", "as_of", "word"),
    [
        (date(2026, 5, 3), AS_OF, "提前1天"),
        (date(2026, 5, 4), AS_OF, "按期"),
        (date(2026, 5, 10), AS_OF, "按期"),
        (date(2026, 5, 11), AS_OF, "延期1天"),
        (None, date(2026, 5, 9), "未到期"),
        (None, date(2026, 5, 10), "今日到期未完成"),
        (None, date(2026, 5, 12), "超期2天"),
    ],
)
def test_how_a_promise_stands(done: date | None, as_of: date, word: str) -> None:
    assert standing(date(2026, 5, 4), date(2026, 5, 10), done, as_of).word == word
