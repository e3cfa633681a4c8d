"""What each coordination office hands in: the week's starts and problems, the month's summary (O20–O22)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.mechanism.duties import monthly_report_due, weekly_report_due
from generator.records.calendar import Month

if TYPE_CHECKING:
    import random

    from generator.demo.book import Book
    from generator.demo.world import World
    from generator.records.calendar import Week

WEEKLY = (("KG", "周新开工情况"), ("XT", "周协调清单"))
MONTHLY = ("HZ", "月度汇总")
_EARLY = 3


class Habit(NamedTuple):
    """How an office keeps its deadlines, in shares of one: reports late, reports never handed in."""

    late: float
    missing: float


_USUAL = Habit(0.07, 0.03)
_HABITS = {"JDB": Habit(0.03, 0.01), "NNJ": Habit(0.22, 0.17)}


def write(book: Book, district: World) -> None:
    """Hand in every office's reports: most in time, some late, some never; 区农业农村局 is the laggard."""
    for office in district.offices:
        habit = _HABITS.get(office.id, _USUAL)
        for week in book.span.weeks:
            due = weekly_report_due(week, book.span.working)
            for short, report in WEEKLY if due else ():
                name = f"{short}-{office.id}-{week.year}W{week.number:02}"
                _file(book, office.id, name, (report, week), (due or week.last, habit))
        for month in _months(book):
            due = monthly_report_due(month, book.span.working)
            name = f"{MONTHLY[0]}-{office.id}-{month.year}{month.number:02}"
            _file(book, office.id, name, (MONTHLY[1], month), (due, habit))


def _months(book: Book) -> list[Month]:
    first, last = Month.of(book.span.first.first), Month.of(book.span.end)
    count = (last.year - first.year) * 12 + last.number - first.number + 1
    return [first.shift(turn) for turn in range(count)]


def _file(
    book: Book, office: str, name: str, what: tuple[str, Week | Month], deadline: tuple[date, Habit]
) -> None:
    report, period = what
    due, habit = deadline
    rng = book.draw(f"filed/{name}")
    chance = rng.random()
    if chance < habit.missing:
        return
    day = _late(book, due, rng) if chance < habit.missing + habit.late else _in_time(book, due, rng)
    lag = rng.choices((0, 1, 4, 9), (78, 12, 5, 5))[0]
    day = max(day, period.first)
    book.event("report_filed", f"BS-{name}", day, office, lag, report=report, period=period)


def _late(book: Book, due: date, rng: random.Random) -> date:
    return book.span.working.nth_after(due, rng.choices((1, 2, 3, 6), (55, 25, 12, 8))[0])


def _in_time(book: Book, due: date, rng: random.Random) -> date:
    """Draw the deadline itself or a working day shortly before it."""
    day = due - timedelta(days=rng.choices(range(_EARLY), (70, 22, 8))[0])
    return day if book.span.working.works(day) else due
