"""黄牌、红牌、问责、整改: what waits first, then every case with its dates (四(二)–(三), 五; papers H–K)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.cases import NOTICE, card_cases, rectification_cases, stray_notices
from generator.mechanism.words import day as said
from generator.mechanism.words import quarter as said_quarter
from generator.outputs.papers import cards, parts, rectification, referral
from generator.outputs.papers.card_words import page as card_page
from generator.outputs.papers.sheet import printed
from generator.outputs.tables.derived import elapsed_of
from generator.outputs.tables.discipline import discipline_year
from generator.outputs.tables.stakes import ladder
from generator.records.calendar import Quarter, add_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.tables.discipline import DisciplineYear
    from generator.outputs.view import View

INDICATORS = {
    "yellow": "黄牌",
    "red": "红牌",
    "unissued": "应发未发",
    "referrals": "达到问责提请次数的单位",
    "sent": "提交区纪委（监察委）",
    "owed": "应交整改报告",
    "received": "已交整改报告",
}
PENDING = frozenset({"待通知", "待提交", "超期未提交"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something due and not done: the unit, since when or by when, working days, whose turn, its paper."""

    what: str
    unit: str
    since: date
    days: int
    turn: str
    page: str
    paper: str


def pages(press: Press) -> Iterator[Page]:
    """Print the page of cards, referrals and rectification."""
    view = press.view
    year = view.as_of.year
    carded = {card.unit for card in view.report.cards if card.date.year == year}
    ladders = [(unit, ladder(view, unit)) for unit in sorted(carded)]
    found = [(case, card_page(case.card)) for case in reversed(card_cases(view.report))]
    cases = [(case, rectification.page(case)) for case in reversed(rectification_cases(view.report))]
    referrals = sorted(view.report.referrals, key=lambda case: case.second_red, reverse=True)
    yield press.page(
        "cards.md",
        "黄牌红牌",
        f"黄牌、红牌、问责提请和整改报告的办理状态。数据截至{said(view.as_of)}。",
        template="cards.md.j2",
        kind="cards",
        hide=("navigation",),
        year=year,
        waiting=list(waiting(view)),
        totals=totals(view),
        strays=stray_notices(view.report),
        red=[pair for pair in found if pair[0].card.colour == "红牌"],
        yellow=[pair for pair in found if pair[0].card.colour == "黄牌"],
        ladders=sorted(ladders, key=lambda pair: (-pair[1].red, -pair[1].yellow)),
        referrals=[(case, referral.steps(case), referral.page(case)) for case in referrals],
        rectifications=cases,
        tones=referral.TONES_OF_STATES,
        rectification_tones=rectification.TONES,
        rules=view.report.policy.cards,
    )


def waiting(view: View) -> Iterator[Waiting]:
    """List what is due and not issued, decided or handed in, until it is, the oldest first of each kind."""
    yield from _cards(view)
    yield from _referrals(view)
    yield from _rectifications(view)


def _cards(view: View) -> Iterator[Waiting]:
    for case in card_cases(view.report):
        if case.notice is None:
            card = case.card
            turn = f"{cards.ISSUERS[card.colour]}印发"
            what = f"{card.colour}（{card.date.year}年第{card.number}张）{case.state}"
            name = cards.NAMES[card.colour]
            yield Waiting(what, card.unit, card.date, case.days, turn, card_page(card), name)


def _referrals(view: View) -> Iterator[Waiting]:
    for case in view.report.referrals:
        days = referral.waiting(view, case)
        if days is not None:
            since, turn = referral.newest(case), referral.TURNS[case.state]
            page = referral.page(case)
            yield Waiting(f"问责提请{case.state}", case.unit, since, days, turn, page, referral.NAME)


def _rectifications(view: View) -> Iterator[Waiting]:
    """List what the last two owe: since the quarter's end, the notice, or, once overdue, the day due."""
    elapsed = elapsed_of(view)
    for case in rectification_cases(view.report):
        if case.state in PENDING:
            late = case.due if case.state == "超期未提交" else None
            since = late or (case.notice.date if case.notice else case.quarter.last)
            turn = "区重大项目办印发通知" if case.state == "待通知" else "单位提交报告"
            what = f"{said_quarter(case.quarter)}整改报告{case.state}"
            days, page = elapsed.between(since, view.as_of), rectification.page(case)
            yield Waiting(what, case.unit, since, days, turn, page, NOTICE)


def totals(view: View) -> Sequence[tuple[str, ...]]:
    """Set the year so far beside the same months of the last one, and the whole last year.

    A row is indicator, this year, last year to the same day, change, whole last year.
    """
    ago = discipline_year(view, add_months(view.as_of, -12))
    whole = discipline_year(view, Quarter(view.as_of.year - 1, 4).last)
    beside = parts.beside(_totals(discipline_year(view, view.as_of)), _totals(ago) if ago else None)
    return [
        (*map(printed, row), printed(total.value))
        for row, total in zip(beside.rows, _totals(whole), strict=True)
    ]


def _totals(year: DisciplineYear | None) -> Sequence[parts.Total]:
    return [parts.Total(name, getattr(year, field) if year else None) for field, name in INDICATORS.items()]
