"""A small district for tests of 督办, cards, referral and rectification; events by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duty_records import event, made

from generator.mechanism.report import report
from generator.outputs.view import View
from generator.records.model import organisations
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

KINDS = {
    "ZDB": ("区重大项目办", "否"),
    "DCS": ("督查室", "否"),
    "GWH": ("管委会", "否"),
    "JW": ("纪委", "否"),
    "ZDO": ("综合协调办", "是"),
    "JIA": ("责任单位", "是"),
    "YI": ("责任单位", "是"),
    "BING": ("街道", "是"),
    "DING": ("审批部门", "否"),
}
LEADER = "欧阳某某"


def supervised(day: str, unit: str = "JIA", **more: str) -> Record:
    """Record a 督办, numbered by its day."""
    facts = {"number": f"督〔{day}〕号", "matter": f"{day}事项", **more}
    return event("supervision", day, "ZDB", f"-{unit}", unit=unit, **facts)


def issued(day: str, unit: str, colour: str, ordinal: int, year: int = 2026) -> Record:
    """Record the printed notice of a card."""
    writer = "ZDB" if colour == "黄牌" else "DCS"
    facts = {"colour": colour, "year": str(year), "ordinal": str(ordinal), "issued_on": day}
    number = f"{colour}〔{year}〕{unit}{ordinal}号"
    return event("card_issued", day, writer, f"-{unit}-{writer}-{ordinal}", unit=unit, number=number, **facts)


def meeting(day: str) -> Record:
    """Hold the month's last 主任办公会."""
    return event("meeting", day, level="主任办公会", convener="张某", last_of="月")


def district(policy: Policy, calendars: Mapping[int, CalendarYear], *more: Record) -> Portfolio:
    """Make the district: scored units JIA, YI and BING, the department DING without scores, a leader."""
    units = [
        made(organisations.Organisation, key, id=key, name=f"{key}全称", short=key, kind=kind, scored=scored)
        for key, (kind, scored) in KINDS.items()
    ]
    person = made(organisations.Person, "R", id="R", name=LEADER, organisation="GWH", post="副主任")
    line = made(organisations.Leader, "LD", id="LD", person="R", offices=["ZDO"])
    return Portfolio.of([policy, *calendars.values(), *units, person, line, *more])


def seen(portfolio: Portfolio, as_of: date) -> View:
    """Look at it on a day, and at earlier ones."""
    return View(report(portfolio, as_of), portfolio, report_on=lambda day: report(portfolio, day))
