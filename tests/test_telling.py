"""A project's story and whose hands it was in, as its page tells them; what it leaves to the archive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from places import ROOT
from reading import plain
from test_steps import DONE, done, make

from generator.mechanism.holding import Held
from generator.outputs.links import Web
from generator.outputs.pages.records import archives, projects
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.records.delays import delays
from generator.outputs.pages.records.telling import telling
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from built import Built

__all__ = ["make"]
TEMPLATES = ROOT / "site_templates"


def book(built: Built, as_of: date) -> Book:
    view = View(built.report(as_of), Portfolio.of(built.records))
    return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))


def told(built: Built, as_of: date) -> list[tuple[str, str, str]]:
    seen = book(built, as_of)
    found = telling(seen.stories["P1"], seen.steps.get("P1", ()), as_of)
    return [(one.word, one.text, one.state.word if one.state else "") for one in found]


def test_a_life_in_sentences(make: Callable[..., Built]) -> None:
    built = done(make(), *DONE)
    built.start("2026-05-20", "2026-05-25")
    assert told(built, date(2026, 6, 30)) == [
        ("签约", "2025年12月1日签约，某公司投资2.00亿元", ""),
        ("计划", "2026年1月20日列入2026年计划（计划新开工）", ""),
        (
            "前期",
            "12项前期中适用4项，已办结4项，其中按期2项；最晚的是征收拆迁，超期3个工作日完成",
            "2项超期",
        ),
        ("开工", "计划2026年第19周（5月4日—10日），2026年5月20日实质性开工", "延期10天"),
    ]


def test_what_is_not_done_yet_is_said_as_such(make: Callable[..., Built]) -> None:
    built = done(make(), "征收拆迁")
    built.event("ceremony", "2026-04-30", project="P1")
    early = told(built, date(2026, 5, 8))
    assert early[2][2] == "3项超期"  # one done late, two of 4 April not done
    assert early[3] == (
        "开工",
        "计划2026年第19周（5月4日—10日），2026年4月30日举行开工仪式，尚未实质性开工",
        "未到期",
    )
    assert told(built, date(2026, 5, 12))[3][2] == "超期2天"


def test_a_withdrawn_project_ends(make: Callable[..., Built]) -> None:
    built = make()
    built.withdraw("2026-04-01")
    assert told(built, date(2026, 6, 30))[-1] == ("退库", "2026年4月1日退库", "")


def test_shares_by_party_fill_the_bar() -> None:
    held = [
        Held("附件1", "责任单位", "JIA", date(2026, 1, 1), date(2026, 1, 20), 10, 0),
        Held("环评", "审批部门", "JU", date(2026, 1, 20), date(2026, 2, 20), 25, 4),
        Held("开工", "责任单位", "JIA", date(2026, 2, 20), None, 5, 0),
    ]
    found = delays(held)
    assert [(one.party, one.days, one.overdue, one.x, one.width) for one in found.shares] == [
        ("责任单位", 15, 0, "0.00%", "37.50%"),
        ("审批部门", 25, 4, "37.50%", "62.50%"),
    ]
    assert found.days == 40
    assert found.summary == "责任单位15个工作日，审批部门25个工作日（超期4个）"
    assert delays(()).shares == []


def test_the_page_says_who_lost_what_and_whose_hands_it_was_in(make: Callable[..., Built]) -> None:
    built = done(make(attachments=[{"file": "现场照片.jpg", "sha256": "0" * 64}]), *DONE)
    built.start("2026-05-20", "2026-05-25")
    text = plain(projects.body(book(built, date(2026, 6, 30)), "P1"))
    assert "JIA ： 2026年第二季度 2笔 −0.8（折合总分 −0.32）" in text
    assert "审批部门20个工作日（超期2个）" in text
    assert "附件不在网站上公布。需要的向 JIA 索取" in text
    assert "现场照片.jpg" in text


@pytest.mark.parametrize("reports", [2, 30])
def test_the_archive_has_every_record_and_the_page_the_newest(
    make: Callable[..., Built], reports: int
) -> None:
    built = make()
    for number in range(reports):
        words = {
            "project": "P1",
            "week": f"2026-W{number + 6:02}",
            "progress": [f"进展{number}"],
            "needs": [],
        }
        built.event("weekly_report", f"2026-0{2 + number // 28}-{number % 28 + 1:02}", **words)
    seen = book(built, date(2026, 6, 30))
    page, archive = plain(projects.body(seen, "P1")), plain(archives.body(seen, "P1"))
    assert f"共{reports + 1}条" in page
    assert [f"进展{number} " in archive for number in range(reports)] == [True] * reports
    assert ("进展0 " in page) == (reports == 2)
