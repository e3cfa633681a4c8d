"""Meetings and their items: decided, taken up again, re-dated, closed, confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.demo.register import deputy
from generator.demo.world import BUREAU, person
from generator.records.calendar import Month

if TYPE_CHECKING:
    import random

    from generator.demo.book import Book
    from generator.demo.span import Span
    from generator.demo.world import World

_MOST_ON_AGENDA = 150


class Meeting(NamedTuple):
    """One meeting of a series (the level and its convener)."""

    id: str
    day: date
    series: str
    level: str
    writer: str
    convener: str
    last_of: str | None = None


@dataclass(frozen=True)
class Fate:
    """What becomes of an item.

    `due` is days from the meeting (None: no time limit); `closed` working days after the due date, or
    where not positive days before it (an untimed item: days after its last meeting; None: open).
    `extended` is (days from the due date to the decision, days added); `again` counts further meetings.
    """

    due: int | None
    closed: int | None
    extended: tuple[int, int] | None = None
    again: int = 0
    confirmed: bool = True
    timed_later: bool = False


class Item(NamedTuple):
    """What a meeting decides, and for whom."""

    meeting: Meeting
    words: tuple[str, str]
    responsible: list[str]
    supporting: list[str]
    project: str | None
    fate: Fate


@dataclass
class Minutes:
    """All meetings of the span by series, what they took up again, and how many items each decided."""

    series: dict[str, list[Meeting]]
    agenda: dict[str, list[str]] = field(default_factory=dict)
    decided: dict[str, int] = field(default_factory=dict)

    def later(self, meeting: Meeting, count: int) -> list[Meeting]:
        """Give the next meetings of the same series."""
        days = self.series[meeting.series]
        place = days.index(meeting) + 1
        return days[place : place + count]

    def on_or_after(self, series: str, day: date) -> Meeting | None:
        """Give a series' first meeting from a day on."""
        return next((meeting for meeting in self.series[series] if meeting.day >= day), None)


def minutes(book: Book, district: World) -> Minutes:
    """Call the meetings: a leader’s every four weeks, the head’s every two, 主任办公会 monthly."""
    series: dict[str, list[Meeting]] = {}
    for place, office in enumerate(district.offices, 1):
        rng = book.draw(f"meetings/{office.id}")
        convener = f"分管负责人{deputy(place)}"
        days = _days(book.span, 28, rng.randrange(3, 9))
        series[f"L{place}"] = [_meeting(day, f"L{place}", "分管负责人", office.id, convener) for day in days]
    head = f"管委会主任{person(0)}"
    special = [_meeting(day, "ZT", "主要负责人专题会", BUREAU, head) for day in _days(book.span, 14, 9)]
    city = [_meeting(day, "SJ", "市级", BUREAU, "市级重大项目协调会议") for day in _days(book.span, 92, 47)]
    return Minutes(series | {"ZT": special, "SJ": city, "ZRB": list(_closing(book.span, head))})


def hold(book: Book, held: Minutes) -> None:
    """Write all meetings, with what they took up again."""
    for meetings in held.series.values():
        for meeting in meetings:
            agenda = sorted(held.agenda.get(meeting.id, ()))[:_MOST_ON_AGENDA]
            fields = {
                "level": meeting.level,
                "convener": meeting.convener,
                "agenda": agenda,
                "last_of": meeting.last_of,
            }
            book.event("meeting", meeting.id, meeting.day, meeting.writer, 1, **fields)


def decide(book: Book, held: Minutes, item: Item) -> None:
    """Write an item and what becomes of it."""
    meeting, fate = item.meeting, item.fate
    number = held.decided[meeting.id] = held.decided.get(meeting.id, 0) + 1
    name = f"YD-{meeting.id[3:]}-{number:02}"
    due = None if fate.due is None else book.span.workday(meeting.day + timedelta(days=fate.due))
    parties = {"responsible": item.responsible, "supporting": item.supporting}
    link = {"meeting": meeting.id, "text": item.words[0], "due": due, "project": item.project}
    book.event("decision", name, meeting.day, meeting.writer, 1, **link, **parties)
    last = _again(book, held, item, name)
    if due and fate.extended:
        due = _extend(book, meeting, name, due, fate.extended)
    if fate.closed is not None:
        _close(book, item, name, _closing_day(book.span, due, last, fate.closed))


def _again(book: Book, held: Minutes, item: Item, name: str) -> date:
    """Take an item up again at the following meetings; the last may set its time limit."""
    later = held.later(item.meeting, item.fate.again)
    for meeting in later:
        held.agenda.setdefault(meeting.id, []).append(name)
    last = later[-1] if later else item.meeting
    if item.fate.timed_later and later:
        due = book.span.workday(last.day + timedelta(days=30))
        fields = {"item": name, "due": due, "meeting": last.id, "decided_on": last.day}
        book.event("due_changed", f"SX-{name[3:]}", last.day, last.writer, 1, **fields)
    return last.day


def _extend(book: Book, meeting: Meeting, name: str, due: date, extended: tuple[int, int]) -> date:
    decided = due + timedelta(days=extended[0])
    new = book.span.workday(due + timedelta(days=extended[1]))
    note = "责任单位书面申请，经召集人同意延期"
    fields = {"item": name, "due": new, "decided_on": decided, "note": note}
    book.event("due_changed", f"SX-{name[3:]}", decided, meeting.writer, 2, **fields)
    return new if extended[0] <= 0 else due


def _closing_day(span: Span, due: date | None, last: date, days: int) -> date:
    if due is None or days <= 0:
        return (due or last) + timedelta(days=days)
    return span.working.nth_after(due, days) if due <= span.end else due + timedelta(days=days)


def _close(book: Book, item: Item, name: str, day: date) -> None:
    rng = book.draw(f"close/{name}")
    day = max(day, item.meeting.day + timedelta(days=2))
    lag = rng.choices((0, rng.randrange(1, 4), rng.randrange(5, 15)), (70, 20, 10))[0]
    unit = item.responsible[0]
    told = book.event("item_closed", f"BJ-{name[3:]}", day, unit, lag, item=name, result=item.words[1])
    if told and item.fate.confirmed:
        seen = book.span.workday(told + timedelta(days=rng.randrange(1, 5)))
        book.event("closure_confirmed", f"BJQR-{name[3:]}", seen, BUREAU, closing=f"BJ-{name[3:]}")


def lot(rng: random.Random) -> Fate:
    """Draw what becomes of an item: most in time or within the five days, some late, some untimed."""
    if rng.random() < 0.14:  # noqa: PLR2004
        again = rng.choices((0, 1, 2), (60, 33, 7))[0]
        return Fate(None, rng.randrange(10, 60) if rng.random() < 0.8 else None, again=again)  # noqa: PLR2004
    closed = rng.choices(
        (
            -rng.randrange(1, 9),
            0,
            rng.randrange(1, 5),
            rng.randrange(6, 10),
            rng.randrange(11, 20),
            rng.randrange(21, 40),
        ),
        (46, 27, 15, 7, 3, 2),
    )[0]
    extended = (-rng.randrange(1, 8), rng.randrange(14, 40)) if rng.random() < 0.06 else None  # noqa: PLR2004
    return Fate(rng.randrange(14, 55), closed, extended)


def _meeting(day: date, series: str, level: str, writer: str, convener: str) -> Meeting:
    return Meeting(f"HY-{day:%Y%m%d}-{series}", day, series, level, writer, convener)


def _days(span: Span, step: int, offset: int) -> list[date]:
    count = (span.end - span.first.first).days // step + 1
    days = (span.workday(span.first.first + timedelta(days=offset + step * turn)) for turn in range(count))
    return sorted({day for day in days if day <= span.end})


def _closing(span: Span, head: str) -> list[Meeting]:
    """Call each month's last 主任办公会, the quarter's last among them."""
    found: list[Meeting] = []
    month = Month.of(span.first.first)
    while month.last <= span.end:
        day = date(month.year, month.number, 26)
        while not span.working.works(day):
            day -= timedelta(days=1)
        last_of = "月" if month.number % 3 else "季"
        found.append(_meeting(day, "ZRB", "主任办公会", BUREAU, head)._replace(last_of=last_of))
        month = month.shift(1)
    return found
