"""Ten questions of a leader, each answered within three clicks from home; the answers come from the data."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import report
from generator.outputs.tables import summary
from generator.outputs.tables.countdown import fortnight
from generator.outputs.tables.stakes import ladder, stakes_of_units
from generator.outputs.view import View
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]
AS_OF = date(2026, 6, 30)
MOST = 3


@pytest.fixture(scope="module")
def view(district: Path) -> View:
    """The district that the site shows, asked directly."""
    portfolio, problems = load(district)
    assert not problems
    return View(report(portfolio, AS_OF), portfolio, report_on=lambda day: report(portfolio, day))


class Reader:
    """Somebody who begins at home and clicks on what is to be seen, at most three times."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.clicks = page, 0
        page.goto(f"{address}/index.html")

    def click(self, words: str, within: str = "main") -> Reader:
        """Follow the first link that reads so."""
        link = self.page.locator(f"{within} a", has_text=re.compile(f"^\\s*{re.escape(words)}\\s*$"))
        link.locator("visible=true").first.click()
        self.page.wait_for_load_state()
        self.clicks += 1
        assert self.clicks <= MOST
        return self

    def tab(self, words: str) -> Reader:
        """Follow a tab."""
        return self.click(words, ".md-tabs")

    def reads(self, within: str = "main") -> str:
        """Give what is to be read there, on one line."""
        return re.sub(r"\s+", " ", self.page.locator(within).locator("visible=true").first.inner_text())


@pytest.fixture
def reader(page: Page, address: str) -> Reader:
    return Reader(page, address)


def test_which_of_my_projects_should_have_started_and_have_not(reader: Reader, view: View) -> None:
    row = summary(view).missed[0]
    text = reader.click(view.leader_name(row.project.leader)).reads("#countdown")
    assert re.search(f"实质性开工 {re.escape(row.project.name)}.*?超期\\d+天", text)


def test_what_is_wrong_and_whose_it_is(reader: Reader, view: View) -> None:
    now = summary(view)
    text = reader.reads("section[aria-label=应开工未开工]")
    for row in now.missed[:3]:
        assert row.project.name in text
        assert view.short(row.project.lead_units[0]) in text


def test_why_did_this_unit_lose_points(reader: Reader, view: View) -> None:
    """From the total on home to the clause, the sentence and the file of each entry."""
    closed = [one for one in view.report.quarters.values() if one.closed][-1]
    result = min(closed.results.values(), key=lambda one: (one.total, one.unit))
    entry = min(result.entries, key=lambda one: one.points)
    assert entry.points < 0
    reader.click(f"{result.total:.2f}", f"section:has-text('{view.short(result.unit)}')")
    text = reader.reads()
    assert entry.text in text
    assert entry.clause in text
    assert entry.because[0] in (reader.page.locator("main").text_content() or "")


def test_what_changed_since_the_last_bulletin(reader: Reader, view: View) -> None:
    text = reader.click("最近变动").reads()
    entry = max(view.report.entries, key=lambda one: (one.date <= AS_OF and bool(one.subject), one.date))
    assert entry.text in text


def test_what_comes_in_the_next_two_weeks(reader: Reader, view: View) -> None:
    text = reader.click("倒计时").reads()
    for one in fortnight(view):
        assert one.what in text


def test_what_is_still_to_be_lost_and_won(reader: Reader, view: View) -> None:
    stakes = stakes_of_units(view)
    unit = min(stakes, key=lambda key: (stakes[key].total.losing, key))
    reader.tab("单位").click(view.short(unit))
    total = reader.reads("#coming table >> nth=0").partition("合计（原值）")[2]
    assert f"−{abs(stakes[unit].total.losing)}" in total


def test_who_is_one_step_from_a_red_card(reader: Reader, view: View) -> None:
    text = reader.tab("督办").reads()
    carded = sorted({card.unit for card in view.report.cards if card.date.year == AS_OF.year})
    assert carded
    for unit in carded:
        told = ladder(view, unit)
        last = told.to_referral or "已满"
        assert f"{view.short(unit)} {told.yellow} {told.red} {told.to_red} {last}" in text


def test_where_does_a_project_stand_and_who_holds_it(reader: Reader, view: View) -> None:
    name = summary(view).missed[0].project.name
    text = reader.tab("挂图").click(name).reads()
    assert "时间花在谁那里" in text
    assert "超期" in text


def test_who_does_not_report(reader: Reader, view: View) -> None:
    text = reader.tab("数据").reads()
    for unit in summary(view).silent_units:
        assert view.short(unit) in text


def test_how_did_a_unit_rank_over_time_and_how_near_are_the_others(reader: Reader, view: View) -> None:
    closed = [one for one in view.report.quarters.values() if one.closed][-1]
    result = max(closed.results.values(), key=lambda one: (one.total, one.unit))
    text = reader.click(view.short(result.unit)).reads("#scores")
    assert "名次" in text
    assert "离前后名次有多远" in text
    for assessment in view.report.quarters.values():
        own = assessment.results[result.unit]
        assert f"{own.rank}/{len(assessment.results)}" in text


def test_how_does_the_year_stand(reader: Reader) -> None:
    text = reader.click("2026年度考核").reads()
    assert "年度" in text
    assert reader.clicks == 1
