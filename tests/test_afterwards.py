"""Score pages of sealed quarters: stamped and cited as sealed, with what was put right since (更正)."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from reading import plain
from sealed_district import SealedDistrict
from test_now import APRIL, FIRST, district
from test_score_pages import PRINTING, TEMPLATES

from generator.outputs.links import Web
from generator.outputs.pages.records import scorecards
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.records.sources import Sources
from generator.outputs.press import Press

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

SOURCE = "https://forge.example/{commit}/{path}#L{line}"
TODAY = "f" * 40
AUGUST = date(2026, 8, 31)


@pytest.fixture
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> SealedDistrict:
    return district(policy, calendars)


def book(made: SealedDistrict, as_of: date) -> Book:
    view = made.view(as_of)
    return Book(Press(view, PRINTING, Web(view, source=SOURCE), TEMPLATES))


def commits(body: str) -> set[str]:
    return set(re.findall("[0-9a-f]{40}", body))


def marks(body: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<a href="#later">以后更正 ([^<]*)</a>', body)]


def section(body: str) -> str:
    return body.partition('id="later">')[2].partition("</section>")[0]


def test_a_sealed_page_is_stamped_and_cited_as_sealed(made: SealedDistrict) -> None:
    found = book(made, APRIL)
    act = made.sealed[1].act
    body = scorecards.body(found, f"{FIRST}-JIA")
    head = plain(body.partition("</header>")[0])
    assert f"数据截至 2026-03-31 数据版本 {act.commit[:10]} 第2号封存" in head
    assert commits(body.replace(section(body), "")) == {act.commit}
    assert "2026-03-31" in scorecards.description(found, f"{FIRST}-JIA")
    open_ = scorecards.body(found, "2026Q2-JIA")
    assert f"数据截至 2026-04-30 数据版本 {TODAY[:10]}" in plain(open_.partition("</header>")[0])
    assert commits(open_) == {TODAY}


def test_what_was_put_right_since_is_told(made: SealedDistrict) -> None:
    found = book(made, APRIL)
    body = scorecards.body(found, f"{FIRST}-JIA")
    later = section(body)
    assert "退回4分" in plain(later)
    assert "更正（2026年第一季度已通报）：补加2分" in plain(later)
    assert later.count('href="../scores/2026Q2-JIA.html"') == 2
    assert 'href="../rankings/2026Q1-now.html"' in later
    assert commits(later) == {TODAY}
    rest = body.replace(later, "")
    assert marks(rest) == ["+4"]
    other = scorecards.body(found, f"{FIRST}-YI")
    assert "没有：截至2026年4月30日，没有记入针对本单位本季度的更正。" in plain(section(other))
    assert "以后更正" not in other
    assert section(scorecards.body(found, "2026Q2-JIA")) == ""


def test_what_is_booked_in_a_sealed_quarter_is_cited_as_it_was_sealed(made: SealedDistrict) -> None:
    made.seal("2026Q2")
    later = section(scorecards.body(book(made, AUGUST), f"{FIRST}-JIA"))
    assert "2026年第二季度（第3号封存）" in plain(later)
    assert commits(later) == {made.sealed[-1].act.commit}


def test_a_carried_adjustment_is_marked_where_it_stands(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """YI had most yellow cards of a quarter until JIA's two were told: the −1 stands in the next."""
    made = SealedDistrict(policy, *calendars.values())
    made.event("supervision", "2026-03-10", number="督〔2026〕1号", unit="YI", matter="推进缓慢")
    made.seal("2026Q1")
    made.seal("2026Q2")
    for number in (2, 3):
        made.event("supervision", "2026-03-11", number=f"督〔2026〕{number}号", unit="JIA", matter="推进缓慢")
    body = scorecards.body(book(made, AUGUST), "2026Q2-YI")
    assert marks(body) == ["+1"]
    assert "4.1 更正（2026年第一季度已通报）" in plain(section(body))
    assert "退回1分" in plain(section(body))
    assert "2026年第三季度（未封存）" in plain(section(body))


def test_a_page_printed_before_is_printed_anew_when_it_is_put_right(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = district(policy, calendars)
    key, after = f"{FIRST}-JIA", made.records.pop()
    before = Sources(book(made, APRIL)).of_score(key)
    assert Sources(book(made, APRIL)).of_score(key) == before
    made.records.append(after)
    assert Sources(book(made, APRIL)).of_score(key) != before


def test_the_share_of_the_total_is_that_of_the_points(made: SealedDistrict) -> None:
    body = plain(scorecards.body(book(made, APRIL), f"{FIRST}-JIA"))
    assert "权重30%；加扣分1笔，折合总分−1.2分。" in body
    assert "权重40%；没有加扣分。" in body
