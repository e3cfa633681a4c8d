"""Counts of what was owed, by hand, and that the pages show the same (MECHANISM §4; D28)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from duty_records import coordination, district, event, filed, meeting, monthly, project, weekly
from places import ROOT

from generator.mechanism.report import report
from generator.outputs.links import Web
from generator.outputs.pages.duties import pages
from generator.outputs.pages.records import leaders, offices, units
from generator.outputs.pages.records.book import Book
from generator.outputs.press import Press
from generator.outputs.tables.duties import (
    DutyLine,
    by_party,
    duty_table,
    month_duties,
    owed_between,
    silent,
    totals,
)
from generator.outputs.templates import environment, percent
from generator.outputs.view import View
from generator.records.calendar import MissingYear, Month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.page import Page
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

AS_OF = date(2026, 5, 28)
MAY = (date(2026, 5, 1), date(2026, 5, 31))
TEMPLATES = ROOT / "site_templates"


def told() -> list[Record]:
    """Tell May 2026, when reports fall due on the 8th, 15th, 22nd and 29th; ZRD has two projects, ZRE one."""
    return [
        *project("XN", "ZRD"),
        *project("XO", "ZRE"),
        weekly("2026-W19", "2026-05-08"),
        weekly("2026-W19", "2026-05-09", "XN"),  # a Saturday that is worked: one working day late
        weekly("2026-W20", "2026-05-14"),
        weekly("2026-W22", "2026-05-27"),  # two days before its time
        monthly("2026-05", "2026-05-28"),  # three working days late
        coordination("2026-05-08"),
        coordination("2026-05-17"),
        filed("周新开工情况", "2026-W19", "2026-05-08"),
        filed("月度汇总", "2026-05", "2026-05-26"),
        meeting("专题", "2026-05-06"),
        meeting("办公", "2026-05-27", "月"),
    ]


def seen(policy: Policy, calendars: dict[int, CalendarYear], *more: Record, as_of: date = AS_OF) -> View:
    known = district(policy, calendars, *more)
    return View(report(known, as_of), known)


@pytest.fixture
def view(policy: Policy, calendars: dict[int, CalendarYear]) -> View:
    """The district on 28 May, a Thursday."""
    return seen(policy, calendars, *told())


def counts(line: DutyLine) -> tuple[int, ...]:
    return line.owed, line.in_time, line.late, line.missing, line.pending, line.late_days


def find(lines: Sequence[DutyLine], duty: str, party: str) -> DutyLine:
    [found] = [line for line in lines if (line.duty, line.party) == (duty, party)]
    return found


def test_a_month_is_counted_by_project_and_period(view: View) -> None:
    lines = duty_table(view, *MAY)
    # Four weeks of two projects: two in time and one before its time, one late, three missing (W20 XN, W21
    # both), one to come (W22 XN). Missing longest since 15 May: 18 to 22 and 25 to 28 May, nine days.
    assert counts(find(lines, "周报", "ZRD")) == (8, 3, 1, 3, 1, 9)
    assert counts(find(lines, "周报", "ZRE")) == (4, 0, 0, 3, 1, 15)  # since 8 May: 9, 11–15, 18–22, 25–28
    assert counts(find(lines, "月报", "ZRD")) == (2, 0, 1, 1, 0, 3)
    assert find(lines, "月报", "ZRD").last_done == date(2026, 5, 28)
    assert counts(find(lines, "周新开工报送", "ZDO")) == (4, 1, 0, 2, 1, 9)
    assert counts(find(lines, "周协调清单报送", "ZDO")) == (4, 0, 0, 3, 1, 15)
    assert counts(find(lines, "月度汇总报送", "ZDO")) == (1, 0, 1, 0, 0, 1)
    assert counts(find(lines, "周协调", "LD"))[:5] == (5, 2, 0, 2, 1)  # 3 May … 31 May; W18 nobody
    assert counts(find(lines, "月末主任办公会", "")) == (1, 1, 0, 0, 0, 0)


def test_rates_name_what_they_divide(view: View) -> None:
    line = find(duty_table(view, *MAY), "周报", "ZRD")
    assert line.rate.basis == "按时3份 ÷ 到期应报7份"
    assert percent(line.rate) == "42.9%"
    kept = find(duty_table(view, *MAY), "周协调", "LD")
    assert (kept.rate.name, kept.rate.basis) == ("周协调落实率", "已协调2周 ÷ 应协调4周")
    assert percent(DutyLine("ZRD", "周报", owed=2, pending=2).rate) == "—"


def test_who_is_silent_owed_something_by_the_day_and_gave_nothing(view: View) -> None:
    assert [(line.duty, line.party) for line in silent(view, *MAY)] == [
        ("周报", "ZRE"), ("月报", "ZRE"), ("周协调清单报送", "ZDO"), ("主要负责人专题会", ""),
    ]  # fmt: skip
    assert silent(view, date(2026, 5, 29), date(2026, 5, 29)) == []  # not due yet


def test_a_month_without_anything_due_counts_nothing(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    view = seen(policy, calendars, as_of=date(2026, 1, 31))
    assert duty_table(view, date(2025, 12, 1), date(2025, 12, 31)) == []
    empty = month_duties(view, Month(2025, 12))
    assert empty.complete
    assert (empty.lines, empty.weekly, empty.offices) == ([], {}, {})
    assert empty.total("周报") == DutyLine("", "周报")


def test_parties_sum_to_the_total_and_weeks_to_the_month(view: View) -> None:
    owed, complete = owed_between(view, *MAY)
    assert complete
    for duty, total in totals(owed).items():
        mine = [line for line in by_party(owed) if line.duty == duty]
        for name in ("owed", "in_time", "late", "missing", "pending"):
            assert getattr(total, name) == sum(getattr(line, name) for line in mine)
        assert total.owed == total.in_time + total.late + total.missing + total.pending
    counted = month_duties(view, Month(2026, 5))
    own, told = totals(owed)["周报"], counted.total("周报")
    # 1 May is a holiday: W18 fell due on 30 April, for three projects, of which nobody told by then.
    assert (told.owed, told.missing) == (own.owed + 3, own.missing + 3)
    assert (told.in_time, told.late, told.pending) == (own.in_time, own.late, own.pending)
    assert counted.weekly.keys() == {"ZRD", "ZRE"}
    assert counted.offices["ZDO"].keys() == {"周新开工报送", "周协调清单报送", "月度汇总报送"}
    assert counted.coordination["LD"].in_time == 2


def test_without_a_calendar_what_needs_it_is_left_out(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    view = seen(policy, {2026: calendars[2026]}, *told(), as_of=date(2026, 12, 20))
    span = date(2026, 12, 14), date(2027, 1, 17)
    with pytest.raises(MissingYear):
        duty_table(view, *span)
    found, complete = owed_between(view, *span)
    assert not complete
    assert {str(one.period) for one in found if one.duty == "周报"} == {"2026-W51", "2026-W52"}
    assert not month_duties(view, Month(2027, 1)).complete


def pressed(view: View) -> Press:
    return Press(view, environment(TEMPLATES), Web(view), TEMPLATES)


def plain(text: str) -> str:
    """Give a page's text, cells divided by a stroke."""
    text = re.sub(r"</t[dh]>", "|", text.replace("<br>", " "))
    text = re.sub(r"<[^>]*>", "", text)
    text = re.sub(r"&#([0-9]+);", lambda match: chr(int(match[1])), text)
    return re.sub(r"[ \n]+", " ", text)


@pytest.fixture
def shown(view: View) -> str:
    """The text of the calendar's page on 28 May."""
    made: list[Page] = list(pages(pressed(view)))
    assert [one.path for one in made] == ["duties.md"]
    return plain(made[0].body)


def test_the_page_shows_each_party_week_by_week(shown: str) -> None:
    assert "责任单位|第18周 4月27日起|第19周 5月4日起|第20周 5月11日起|第21周 5月18日起|" in shown
    assert "|第22周 本周 5月25日起|第23周 6月1日起|第24周 6月8日起|2026年4月 月报|2026年5月 月报|" in shown
    assert "ZRD|未报 0/2 最长18个工作日|迟报 2/2 最长1个工作日|部分未报 1/2 最长9个工作日|" in shown
    assert "|未报 0/2 最长4个工作日|未到期 1/2|未到期|未到期|" in shown
    assert "LD|未协调|已协调 5月8日|已协调 5月17日|未协调|未到期|未到期|未到期|" in shown
    assert "ZDO|周新开工情况|未报 18个工作日|按时 5月8日|未报 9个工作日|" in shown
    assert "主要负责人专题会|2026年第21周（5月18日—24日）|2026-05-20|—|未召开 6个工作日|" in shown
    assert "月末主任办公会|2026年5月|2026-05-29|2026-05-27|按期召开|" in shown


def test_the_page_is_headed_by_the_rates_of_four_weeks(shown: str) -> None:
    # Due from 1 to 28 May: three weeks of three projects, the month's reports, four weeks of one leader.
    head = shown[: shown.index("## 近四周与前四周")]
    assert "22.2%周报按时率按时2份 ÷ 到期应报9份" in head
    assert "0.0%月报按时率按时0份 ÷ 到期应报3份" in head
    assert "50.0%周协调落实率已协调2周 ÷ 应协调4周" in head


def test_the_page_says_what_falls_due_next_and_who_waits(shown: str) -> None:
    ahead = shown[shown.index("## 近两周到期") : shown.index("## 一份未报的")]
    assert "2026-05-29|周报|2026年第22周（5月25日—31日）|3|1|ZRD、ZRE|" in ahead
    assert "2026-05-31|周协调|2026年第22周（5月25日—31日）|1|0|LD|" in ahead
    assert "2026-06-12" not in ahead  # more than two weeks on
    quiet = shown[shown.index("## 一份未报的") : shown.index("## 责任单位")]
    assert "ZRE|周报|" in quiet


def test_record_pages_tell_who_reported_when(view: View) -> None:
    book = Book(pressed(view))
    unit = plain(units.body(book, "ZRD"))
    assert "2026年第19周|2026-05-08|2|1|1|0|2026-05-09|迟报1个工作日|" in unit
    assert "2026年5月|2026-05-25|2|0|1|1|2026-05-28|部分未报|" in unit
    assert "2026年第21周未报的项目：XM、XN" in unit
    assert "周报（2026年第22周，2个项目，未报1个）" in unit
    office = plain(offices.body(book, "ZDO"))
    assert "2026年第19周|2026-05-08|2026-05-08|按时|" in office
    assert "2026年第20周|2026-05-15|—|未报，超期9个工作日|" in office
    assert "2026年5月|2026-05-25|2026-05-26|迟报1个工作日|" in office
    leader = plain(leaders.body(book, "LD").replace('title="', ">"))
    assert "2026年第20周（5月11日—17日） 2026-05-17" in leader
    assert "周协调落实率" in leader


def test_an_organisation_that_owes_nothing_has_no_section(view: View) -> None:
    assert "报送情况" not in plain(units.body(Book(pressed(view)), "JIE"))


def test_a_withdrawn_project_leaves_the_counts(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    left = event("project_withdrawn", "2026-05-13", project="XN", reason="投资方退出", approver="领导小组")
    lines = duty_table(seen(policy, calendars, *told(), left), *MAY)
    assert counts(find(lines, "周报", "ZRD")) == (5, 3, 1, 1, 0, 4)
    assert find(lines, "月报", "ZRD").owed == 1
