"""督办, cards, consent, referral, rectification, praise: the acts of the offices above the units."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from generator.demo import stories
from generator.demo.world import BUREAU, DISCIPLINE, INSPECTORS, PERSONNEL
from generator.records.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.book import Book
    from generator.demo.projects import Course
    from generator.demo.world import World

_TWO_REDS = 4
_HONOURS = (
    ("ZBY", "5", "全市重大项目建设拉练评比第一名（示例）"),
    ("SPY", "3.5", "市级通报表扬：项目早竣工早投产（示例）"),
    ("XSJ", "2", "市级表彰：审批服务优秀案例（示例）"),
)
_CARDS = {"黄牌": ("HUANG", BUREAU), "红牌": ("HONG", INSPECTORS)}


def write(book: Book, district: World, courses: Sequence[Course]) -> None:
    """Write what the offices above the units record."""
    _consents(book, _supervise(book, district, courses))
    _rectify(book, district)
    _praise(book)


def _supervise(book: Book, district: World, courses: Sequence[Course]) -> dict[str, date]:
    """Record each 督办 and its cards; gives the day of each unit's second red card."""
    acts: dict[tuple[str, int], int] = Counter()
    numbers: dict[int, int] = Counter()
    second: dict[str, date] = {}
    start = Month.of(book.span.first.first)
    for line in stories.supervisions(district):
        month = start.shift(line.month)
        day = book.span.workday(date(month.year, month.number, line.day))
        if day > book.span.end:
            continue
        numbers[day.year] += 1
        acts[line.unit, day.year] += 1
        count, number = acts[line.unit, day.year], numbers[day.year]
        _supervision(book, courses, line, day, (count, number))
        _card(book, line.unit, ("黄牌", count), day, number)
        if not count % 2:
            _card(book, line.unit, ("红牌", count // 2), day, number)
        if count == _TWO_REDS:
            second[line.unit] = day
    return second


def _supervision(
    book: Book, courses: Sequence[Course], line: stories.Supervision, day: date, counts: tuple[int, int]
) -> None:
    count, number = counts
    own = (made.id for made in courses if made.lead(day) == line.unit and made.created < day)
    fields: dict[str, Any] = {
        "unit": line.unit,
        "number": f"澄重办督〔{day.year}〕示例{number}号",
        "matter": line.matter + "。",
        "project": next(own, None),
        "due": book.span.working.nth_after(day, 10),
    }
    writer = BUREAU if count % 2 else INSPECTORS
    book.event("supervision", f"DB-{day.year}-{number:03}", day, writer, 1, **fields)


def _card(book: Book, unit: str, card: tuple[str, int], day: date, number: int) -> None:
    colour, ordinal = card
    word, writer = _CARDS[colour]
    issued = book.span.workday(day + timedelta(days=3 if colour == "黄牌" else 5))
    fields: dict[str, Any] = {
        "unit": unit,
        "colour": colour,
        "year": day.year,
        "ordinal": ordinal,
        "number": f"澄{colour[0]}牌〔{day.year}〕示例{number}号",
        "issued_on": issued,
    }
    book.event("card_issued", f"{word}-{day.year}-{unit}-{ordinal}", issued, writer, **fields)


def _consents(book: Book, second: dict[str, date]) -> None:
    """Let the leaders decide: one unit handed over, one refused; the others still wait."""

    def after(unit: str, days: int) -> date:
        return book.span.workday(second[unit] + timedelta(days=days))

    if "GWY" in second:
        fields = {"unit": "GWY", "leader": "L5", "opinion": "同意"}
        book.event("consent", "YJ-GWY-1", after("GWY", 63), INSPECTORS, 1, **fields)
        book.event("referral_sent", "TJ-GWY-1", after("GWY", 68), INSPECTORS, unit="GWY")
        book.event("referral_receipt", "HZ-GWY-1", after("GWY", 76), DISCIPLINE, unit="GWY")
    if "ZSB" in second:
        reason = "经核实主要原因为规划调整，责令限期整改，暂不提交。"
        fields = {"unit": "ZSB", "leader": "L2", "opinion": "不同意", "note": reason}
        book.event("consent", "YJ-ZSB-1", after("ZSB", 23), INSPECTORS, 1, **fields)


def _rectify(book: Book, district: World) -> None:
    """Take in the reports of the last two units, about three weeks after each quarter."""
    for turn, pair in stories.last_two(district).items():
        quarter = book.span.first.shift(turn)
        for place, unit in enumerate(pair):
            day = book.span.workday(quarter.last + timedelta(days=19 + 3 * place))
            digest = hashlib.sha256(f"整改报告/{unit}/{quarter}".encode()).hexdigest()
            name = f"ZG-{quarter}-{unit}"
            fields: dict[str, Any] = {"unit": unit, "quarter": quarter, "sha256": digest}
            book.event("rectification_received", name, day, BUREAU, 1, **fields)


def _praise(book: Book) -> None:
    """Record praise by the city in the first year, and in January the bonus for it."""
    year = book.span.first.year
    for place, (unit, points, honour) in enumerate(_HONOURS):
        praised = book.span.workday(date(year, 11, 10 + 6 * place))
        book.event("commendation", f"BY-{year}-{unit}", praised, BUREAU, 2, unit=unit, honour=honour)
        decided = book.span.workday(date(year + 1, 1, 22))
        fields: dict[str, Any] = {"unit": unit, "year": year, "points": points, "basis": honour}
        book.event("bonus_decided", f"JL-{year}-{unit}", decided, PERSONNEL, 1, **fields)
