"""The papers 区重大项目办 sends out, each with its number: bulletins, notices, the year's plan (四, 五)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.demo import stories
from generator.demo.world import BUREAU, person
from generator.records.calendar import Month, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.book import Book
    from generator.demo.world import World

_BULLETIN, _NOTICE, _WEEKLY = "澄重办通", "澄重办整", "澄重办周"
_LAST_WEEKS, _NOT_YET = 13, 2


class Paper(NamedTuple):
    """One paper to send out: its event's id, the day, the series of its number, and what it is."""

    id: str
    day: date
    series: str
    fields: dict[str, object]


def write(book: Book, district: World) -> None:
    """Send out all papers that fall into the span, numbered by year and series in the order of their days."""
    papers = [*_months(book), *_quarters(book), *_years(book), *_notices(book, district)]
    counts: Counter[tuple[str, int]] = Counter()
    for paper in sorted(papers, key=lambda paper: (paper.day, paper.id)):
        series = paper.series, paper.day.year
        counts[series] += 1
        number = f"{paper.series}〔{paper.day.year}〕示例{counts[series]}号"
        _send(book, paper, number, person(0))
    for paper in _plans(book):
        _send(book, paper, stories.plan_number(paper.day.year), person(0))
    for paper in _weeks(book):
        _send(book, paper, f"{paper.series}〔{paper.day.year}〕示例{paper.id[-2:]}号", None)


def _send(book: Book, paper: Paper, number: str, signer: str | None) -> None:
    book.event("issued", f"YF-{paper.id}", paper.day, BUREAU, 1, number=number, signer=signer, **paper.fields)


def _months(book: Book) -> Iterator[Paper]:
    """Send out each month's bulletin a few days later; the last two are still being drawn up."""
    month, last = Month.of(book.span.first.first), Month.of(book.span.end).shift(-_NOT_YET)
    while month <= last:
        days = book.draw(f"issued/{month}").randrange(3, 7)
        day = book.span.workday(month.last + timedelta(days=days))
        name = f"TB-{month.year}{month.number:02}"
        yield Paper(name, day, _BULLETIN, {"paper": "月度通报", "period": month})
        month = month.shift(1)


def _quarters(book: Book) -> Iterator[Paper]:
    for quarter in quarters(book.span.first, book.span.last):
        fields: dict[str, object] = {"paper": "季度考评通报", "period": quarter}
        yield Paper(f"KP-{quarter}", _assessed(book, quarter.last), _BULLETIN, fields)


def _assessed(book: Book, last: date) -> date:
    """Give the day a quarter's assessment goes out."""
    return book.span.workday(last + timedelta(days=8))


def _years(book: Book) -> Iterator[Paper]:
    for year in book.span.years:
        day = book.span.workday(date(year + 1, 1, 27))
        yield Paper(f"NK-{year}", day, _BULLETIN, {"paper": "年度考核", "period": year})


def _notices(book: Book, district: World) -> Iterator[Paper]:
    """Ask the last two units of each quarter for their 整改报告 (四(三))."""
    for turn, pair in stories.last_two(district).items():
        quarter = book.span.first.shift(turn)
        day = book.span.working.nth_after(_assessed(book, quarter.last), 1)
        for unit in pair:
            given = book.draw(f"issued/{quarter}/{unit}").choice((15, 15, 15, 8))
            due = book.span.working.nth_after(day, given)
            fields: dict[str, object] = {"paper": "整改通知", "period": quarter, "unit": unit, "due": due}
            yield Paper(f"ZG-{quarter}-{unit}", day, _NOTICE, fields)


def _plans(book: Book) -> Iterator[Paper]:
    for year in book.span.years:
        day = book.span.working.nth_after(book.span.approved(year), 2)
        yield Paper(f"JH-{year}", day, "", {"paper": "年度安排计划", "period": year})


def _weeks(book: Book) -> Iterator[Paper]:
    """Send out the starts of the last weeks but one, now and then not."""
    for week in list(book.span.weeks)[-_LAST_WEEKS:-1]:
        day = book.span.workday(week.last + timedelta(days=1))
        if book.draw(f"issued/{week}").random() < 0.8 and day.year == week.year:  # noqa: PLR2004
            name = f"ZKG-{week.year}W{week.number:02}"
            yield Paper(name, day, _WEEKLY, {"paper": "周新开工情况", "period": week})
