"""投资完成情况: a month is 未报 only where a report was owed, by the very list of duties (O21, O28)."""

from __future__ import annotations

from datetime import date

import paper_district
import pytest
from places import ROOT
from reading import plain

from generator.mechanism.obligations import obligations
from generator.outputs.links import Web
from generator.outputs.pages.records import projects
from generator.outputs.pages.records.book import Book
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.records.model.events import MonthlyReport

TEMPLATES = ROOT / "site_templates"


@pytest.mark.parametrize("day", [date(2026, 6, 10), date(2026, 9, 30)], ids=str)
def test_a_month_is_missing_where_its_report_was_owed_and_has_not_come(day: date) -> None:
    view = paper_district.demo(day)
    book = Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))
    owed = obligations(view.report, date(2026, 1, 1), date(2026, 12, 20))
    missing = {(one.subject, one.period) for one in owed if one.duty == "月报" and one.state == "未报"}
    assert missing
    told: set[str] = set()
    for key in book.known.projects:
        for year in projects.years(book, key, book.concerns.projects.get(key, ())):
            for row in year.rows:
                if year.plan.year == 2026:
                    assert row.missing == ((key, row.month) in missing), (key, row.month)
                    told |= {row.silence} if row.report is None else set()
    assert {"未报", "已完工，不再报"} <= told


def test_a_completed_project_owes_no_more_and_its_page_says_so() -> None:
    view = paper_district.demo(date(2026, 9, 30))
    book = Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))
    reports = {(event.project, event.month) for event in view.known.of_type(MonthlyReport)}
    done = next(
        key
        for key, story in book.stories.items()
        if story.finished and story.finished.date < date(2026, 7, 1) and story.plans[-1][0].year == 2026
    )
    assert not {month for key, month in reports if key == done and month.first > date(2026, 7, 1)}
    words = plain(projects.body(book, done))
    assert "9月 计划累计" in words
    assert words.count("已完工，不再报") >= 4
