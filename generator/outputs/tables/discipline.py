"""Cards, referrals and rectification of a year to a day; what a unit's quarter lost it (四(二)–(三), 五)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.cases import card_cases, rectification_cases
from generator.mechanism.ledger import LIMIT, ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.assessment import Result
    from generator.outputs.view import View


@dataclass(frozen=True, slots=True)
class DisciplineYear:
    """What befell the units from 1 January to a day.

    `unissued` cards still lacked their notice on that day; `referrals` count units that came to the second
    red card, `sent` those handed to 区纪委（监察委）; `owed` and `received` are 整改报告 of quarters closed.
    """

    yellow: int
    red: int
    unissued: int
    referrals: int
    sent: int
    owed: int
    received: int


def discipline_year(view: View, last: date, unit: str = "") -> DisciplineYear | None:
    """Count one unit's year to a day, all units' without one; None for a year before the data."""
    begun = min(view.report.quarters, default=None)
    if begun is None or last.year < begun.year:
        return None

    def within(moment: date | None) -> bool:
        return moment is not None and moment.year == last.year and moment <= last

    cards = [case for case in card_cases(view.report) if _about(unit, case.card.unit)]
    drawn = [case for case in cards if within(case.card.date)]
    referrals = [case for case in view.report.referrals if _about(unit, case.unit)]
    owed = [
        case
        for case in rectification_cases(view.report)
        if _about(unit, case.unit) and within(case.quarter.last)
    ]
    return DisciplineYear(
        yellow=sum(case.card.colour == "黄牌" for case in drawn),
        red=sum(case.card.colour == "红牌" for case in drawn),
        unissued=sum(case.notice is None or case.notice.issued_on > last for case in drawn),
        referrals=sum(within(case.second_red) for case in referrals),
        sent=sum(within(case.sent) for case in referrals),
        owed=len(owed),
        received=sum(case.received is not None and case.received.date <= last for case in owed),
    )


def _about(unit: str, one: str) -> bool:
    return unit in {"", one}


@dataclass(frozen=True, slots=True)
class Deduction:
    """One deduction of a quarter: an entry, or an adjustment of the total (then without a date)."""

    clause: str
    date: date | None
    text: str
    subject: str
    points: Decimal
    weighted: Decimal
    because: tuple[str, ...]


def deductions(result: Result) -> Sequence[Deduction]:
    """Give a unit's deductions, those that cost the total most first (附件3)."""
    entries = [
        Deduction(e.clause, e.date, e.text, e.subject, e.points, e.weighted, e.because)
        for e in result.entries
        if e.points < 0 and e.kind != LIMIT
    ]
    adjustments = [
        Deduction(a.clause, None, a.text, "", a.points, a.points, a.because)
        for a in result.adjustments
        if a.points < 0
    ]
    return sorted([*entries, *adjustments], key=_cost)


def _cost(one: Deduction) -> tuple[Decimal, bool, str, str, str]:
    return one.weighted, one.date is None, str(one.date), one.clause, one.subject


def cost(found: Sequence[Deduction]) -> Decimal:
    """Sum what deductions cost the total."""
    return sum((one.weighted for one in found), ZERO)
