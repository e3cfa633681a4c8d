"""Weekly and monthly reports of the lead units; with a small budget the latest ones are written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo import phrases
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.demo.book import Book
    from generator.demo.projects import Course

_DENSE_WEEKS, _SPARSE_STEP = 8, 5
_FULL_WEEKS = 14
"""The last quarter and a week before it: here a talkative district leaves no gap."""


def write(book: Book, made: Course, budget: int, silent_from: date) -> None:
    """Write at most `budget` reports of a project, none of a unit that has fallen silent."""
    weeks = [week for week in _weeks(book, made) if week.last < silent_from]
    months = [month for month in _months(book, made) if month.last < silent_from]
    chosen = _chosen(weeks, months, max(budget, 2))
    _monthlies(book, made, [month for month in months if month in chosen])
    for week in weeks:
        if week in chosen:
            _weekly(book, made, week)


def fill(book: Book, courses: Sequence[Course], budget: int, silent_from: Mapping[str, date]) -> None:
    """Write the reports still missing in the last weeks, if the district is talkative.

    A second pass, which changes nothing that stands; it ends where a project is done or withdrawn.
    """
    if budget <= _DENSE_WEEKS:
        return
    written = {entry.path.rpartition("/")[2] for entry in book.entries}
    worked = [week for week in book.span.weeks if book.span.working.last_in_week(week)]
    for made in courses:
        for week in worked[-_FULL_WEEKS:]:
            told = week.last < silent_from[made.id] and _under_way(made, week)
            if told and f"{_name(made, week)}.yml" not in written:
                _weekly(book, made, week)


def _chosen(weeks: list[Week], months: list[Month], budget: int) -> set[Week | Month]:
    """Rank: the last of each, the dense weeks, the months from the latest, the older weeks."""
    late = weeks[-_DENSE_WEEKS:] if budget > _DENSE_WEEKS else weeks[-1:]
    order: list[Week | Month] = [
        *months[-1:],
        *reversed(late),
        *reversed(months[:-1]),
        *reversed(weeks[: -len(late)]),
    ]
    chosen: set[Week | Month] = set(order[:budget])
    return chosen


def _phase(made: Course, day: date) -> str | None:
    return next((phase for first, last, phase in made.active if first <= day <= last), None)


def _under_way(made: Course, week: Week) -> str | None:
    """Give the phase a week ends in, of a project that ends within it the last one."""
    return _phase(made, week.last) or _phase(made, week.first)


def _weeks(book: Book, made: Course) -> list[Week]:
    """Give the weeks a project reports: all of the last eight, before that now and then."""
    offset = sum(map(ord, made.id)) % _SPARSE_STEP
    weeks = list(book.span.weeks)
    kept = [week for place, week in enumerate(weeks) if place % _SPARSE_STEP == offset or week in weeks[-8:]]
    return [week for week in kept if _phase(made, week.last) and book.span.working.last_in_week(week)]


def _months(book: Book, made: Course) -> Iterator[Month]:
    month, last = Month.of(book.span.first.first), Month.of(book.span.end)
    while month <= last:
        if _phase(made, month.last) == "在建" and month.year in made.budgets:
            yield month
        month = month.shift(1)


def _weekly(book: Book, made: Course, week: Week) -> None:
    rng = book.draw(f"weekly/{made.id}/{week}")
    day = book.span.working.last_in_week(week) or week.last
    done, ahead, needs = phrases.weekly(rng, _under_way(made, week) or "前期")
    lag = rng.choices((0, rng.randrange(1, 4), rng.randrange(4, 12)), (75, 18, 7))[0]
    text = {"progress": done, "next_two_weeks": ahead, "needs": needs}
    book.event(
        "weekly_report", _name(made, week), day, made.lead(day), lag, project=made.id, week=week, **text
    )


def _name(made: Course, week: Week) -> str:
    return f"ZB-{made.id}-{week.year}W{week.number:02}"


def _monthlies(book: Book, made: Course, months: list[Month]) -> None:
    """Write the months' investments: never less than the month before, about the year's plan in the end."""
    rng = book.draw(f"monthly/{made.id}")
    pace, sums = rng.choice((0.8, 0.92, 1, 1, 1.05, 1.1)), dict.fromkeys(made.budgets, 0)
    since = made.started or made.created
    entered = since + timedelta(days=rng.randrange(35, 80)) if rng.random() < 0.9 else None  # noqa: PLR2004
    for month in months:
        begun = max(Month.of(since), Month(month.year, 1))
        elapsed = (month.number - begun.number + rng.uniform(0.6, 1)) / (13 - begun.number)
        target = round(made.budgets[month.year] * elapsed * pace / 10) * 10
        sums[month.year] = max(sums[month.year], target)
        day = min(month.last, book.span.workday(date(month.year, month.number, 23)))
        fields = {"invested_ytd_wan": sums[month.year], "image_progress": _image(made, month, rng)}
        known = entered if entered and entered <= day else None
        name = f"YB-{made.id}-{month.year}{month.number:02}"
        lag = rng.choices((0, rng.randrange(1, 5), rng.randrange(5, 20)), (70, 20, 10))[0]
        link = {"project": made.id, "month": month, "entered_statistics_on": known}
        told = book.event("monthly_report", name, day, made.lead(day), lag, **link, **fields)
        if told and rng.random() < 0.015:  # noqa: PLR2004
            _corrected(book, made, name, told, sums[month.year] - rng.randrange(1, 9) * 10)


def _corrected(book: Book, made: Course, name: str, told: date, invested: int) -> None:
    """Take back an investment that counted an invoice twice."""
    day = book.span.workday(told + timedelta(days=8))
    reason = "设备采购发票重复计入，按监理核定的工程量更正本年累计完成投资。"
    changes = {"invested_ytd_wan": max(invested, 0)}
    book.event("correction", f"GZ-{name}", day, made.lead(day), of=name, reason=reason, changes=changes)


def _image(made: Course, month: Month, rng: object) -> str:
    since = made.started or made.created
    until = made.finished or since + timedelta(days=700)
    share = round(100 * (month.last - since).days / max((until - since).days, 60))
    return phrases.image(rng, max(2, min(share, 100)))  # type: ignore[arg-type]
