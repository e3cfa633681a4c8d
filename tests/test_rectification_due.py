"""The last two of a quarter find their 整改报告 among what they owe, until it is handed in (四(三); O37)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from built import Built, with_last_two

from generator.outputs.pages.records.coming import coming
from generator.outputs.view import View

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    return with_last_two(policy, *calendars.values())


def owed(built: Built, unit: str, as_of: date) -> list[tuple[str, str, str, str, int]]:
    """Give a unit's 整改报告 as its list of dues shows it."""
    report = built.report(as_of)
    found = coming(View(report, report.known), {}, {}, {})
    return [
        (due.what, str(due.date), due.state.word, due.state.tone, due.state.days)
        for due in found.get(unit, ())
    ]


def test_nothing_is_owed_while_the_quarter_runs(built: Built) -> None:
    assert owed(built, "BING", date(2026, 3, 30)) == []


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (date(2026, 4, 7), ("2026-03-31", "待通知", "open", 0)),
        (date(2026, 4, 8), ("2026-04-24", "待提交", "open", 0)),
        (date(2026, 4, 24), ("2026-04-24", "待提交", "open", 0)),
        (date(2026, 4, 27), ("2026-04-24", "超期未提交", "over", 3)),
    ],
)
def test_a_report_is_awaited_from_the_notice_to_its_day(
    built: Built, as_of: date, told: tuple[str, str, str, int]
) -> None:
    about = {"paper": "整改通知", "period": "2026Q1", "unit": "BING", "number": "示例1号"}
    built.event("issued", "2026-04-08", due="2026-04-24", **about)
    assert owed(built, "BING", as_of) == [("整改报告（2026Q1考评末2位）", *told)]
    assert [state for _, _, state, *_ in owed(built, "YI", as_of)] == ["待通知"]
    assert owed(built, "JIA", as_of) == []


def test_a_report_handed_in_is_owed_no_more_even_quarters_later(built: Built) -> None:
    built.event("rectification_received", "2026-04-20", unit="BING", quarter="2026Q1", sha256="0" * 64)
    assert owed(built, "BING", date(2026, 4, 20)) == []
    assert owed(built, "YI", date(2026, 8, 3))[0][0] == "整改报告（2026Q1考评末2位）"
