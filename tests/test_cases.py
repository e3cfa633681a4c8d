"""Cards and rectification as cases: due until issued, owed until handed in, by hand (O33, O37, O42)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from built import Built, with_last_two

from generator.mechanism.cases import RectificationCase, card_cases, rectification_cases

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

NOTICED = date(2026, 4, 8)


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    return with_last_two(policy, *calendars.values())


def supervise(built: Built, on: str, unit: str = "BING") -> str:
    return built.event("supervision", on, unit=unit, number=f"督〔2026〕{on}", matter="推进迟缓")


def issue(built: Built, on: str, ordinal: int, colour: str = "黄牌", unit: str = "BING") -> None:
    about = {"unit": unit, "colour": colour, "year": "2026", "ordinal": str(ordinal)}
    built.event("card_issued", on, number=f"示例{on}号", issued_on=on, **about)


def cards(built: Built, as_of: date) -> list[tuple[object, ...]]:
    return [
        (c.card.unit, c.card.colour, c.card.number, c.state, c.days, [act.id for act in c.supervisions])
        for c in card_cases(built.report(as_of))
    ]


def test_a_card_is_due_until_its_notice_is_issued(built: Built) -> None:
    act = supervise(built, "2026-02-03")
    issue(built, "2026-02-06", 1)
    # Tuesday 3 February to Friday the 6th.
    assert cards(built, date(2026, 2, 5)) == [("BING", "黄牌", 1, "应发未发", 2, [act])]
    assert cards(built, date(2026, 2, 6)) == [("BING", "黄牌", 1, "已发", 3, [act])]
    assert cards(built, date(2026, 3, 6)) == [("BING", "黄牌", 1, "已发", 3, [act])]


def test_two_yellow_cards_draw_a_red_one_with_both_acts(built: Built) -> None:
    one, two = supervise(built, "2026-02-03"), supervise(built, "2026-03-04")
    issue(built, "2026-03-05", 1, "红牌")
    assert cards(built, date(2026, 3, 6)) == [
        ("BING", "黄牌", 1, "应发未发", 19, [one]),
        ("BING", "黄牌", 2, "应发未发", 2, [two]),
        ("BING", "红牌", 1, "已发", 1, [one, two]),
    ]


def test_a_notice_speaks_for_its_own_card_only(built: Built) -> None:
    supervise(built, "2026-02-03", "JIA")
    supervise(built, "2026-02-03", "BING")
    supervise(built, "2026-02-04", "BING")
    issue(built, "2026-02-05", 2)
    told = [
        (unit, colour, number, state) for unit, colour, number, state, *_ in cards(built, date(2026, 2, 6))
    ]
    assert told == [
        ("BING", "黄牌", 1, "应发未发"),
        ("JIA", "黄牌", 1, "应发未发"),
        ("BING", "黄牌", 2, "已发"),
        ("BING", "红牌", 1, "应发未发"),
    ]


def test_every_card_is_a_case_once(built: Built) -> None:
    for day in ("2026-02-03", "2026-02-04", "2026-03-04", "2026-03-05"):
        supervise(built, day)
    report = built.report(date(2026, 4, 30))
    assert [case.card for case in card_cases(report)] == list(report.cards)
    assert len(report.cards) == 6


def notice(built: Built, on: str = "2026-04-08", unit: str = "BING", **more: str) -> None:
    about = {"paper": "整改通知", "period": "2026Q1", "unit": unit, "number": f"示例{unit}号"}
    built.event("issued", on, **about, **more)


def receive(built: Built, on: str, unit: str = "BING", quarter: str = "2026Q1") -> None:
    built.event("rectification_received", on, unit=unit, quarter=quarter, sha256="0" * 64)


def case(built: Built, as_of: date, unit: str = "BING") -> RectificationCase:
    return next(found for found in rectification_cases(built.report(as_of)) if found.unit == unit)


def test_the_last_two_of_a_closed_quarter_owe_a_report(built: Built) -> None:
    assert list(rectification_cases(built.report(date(2026, 3, 30)))) == []
    found = rectification_cases(built.report(date(2026, 4, 1)))
    assert [(c.unit, str(c.quarter), c.rank, c.state) for c in found] == [
        ("YI", "2026Q1", 2, "待通知"),
        ("BING", "2026Q1", 3, "待通知"),
    ]


@pytest.mark.parametrize(
    ("received", "as_of", "state"),
    [
        (None, date(2026, 4, 7), "待通知"),
        (None, NOTICED, "待提交"),
        (None, date(2026, 4, 24), "待提交"),
        (None, date(2026, 4, 25), "超期未提交"),
        ("2026-04-24", date(2026, 4, 30), "已提交"),
        ("2026-04-27", date(2026, 4, 26), "超期未提交"),
        ("2026-04-27", date(2026, 4, 30), "超期提交"),
    ],
)
def test_how_a_rectification_stands(built: Built, received: str | None, as_of: date, state: str) -> None:
    notice(built, due="2026-04-24")
    if received:
        receive(built, received)
    found = case(built, as_of)
    assert found.state == state
    assert found.due == (date(2026, 4, 24) if as_of >= NOTICED else None)
    assert case(built, as_of, "YI").state == "待通知"


def test_a_notice_without_a_day_is_never_overdue(built: Built) -> None:
    notice(built)
    assert case(built, date(2026, 12, 31)).state == "待提交"
    receive(built, "2026-11-02")
    assert case(built, date(2026, 12, 31)).state == "已提交"


def test_a_report_without_a_notice_is_received_all_the_same(built: Built) -> None:
    receive(built, "2026-04-10")
    found = case(built, date(2026, 4, 30))
    assert (found.state, found.notice) == ("已提交", None)


def test_another_quarters_or_units_papers_change_nothing(built: Built) -> None:
    notice(built, unit="YI", due="2026-04-10")
    receive(built, "2026-04-10", quarter="2025Q4")
    about = {"paper": "季度考评通报", "period": "2026Q1", "number": "示例1号", "due": "2026-04-10"}
    built.event("issued", "2026-04-08", **about)
    assert case(built, date(2026, 4, 30)).state == "待通知"
    assert case(built, date(2026, 4, 30), "YI").state == "超期未提交"


def test_the_first_notice_and_the_first_report_count(built: Built) -> None:
    notice(built, due="2026-04-24")
    notice(built, on="2026-04-20", due="2026-05-29")
    receive(built, "2026-04-28")
    receive(built, "2026-05-06")
    found = case(built, date(2026, 5, 31))
    assert (found.state, found.due) == ("超期提交", date(2026, 4, 24))
    assert found.received
    assert found.received.date == date(2026, 4, 28)
