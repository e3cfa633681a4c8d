"""The whole simulation: a size and a seed in, the district's files out, in the order they were handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo import (
    discipline,
    filings,
    issues,
    issuing,
    items,
    life,
    projects,
    register,
    reports,
    stories,
    withdrawals,
    world,
)
from generator.demo.book import Book
from generator.demo.script import drawn
from generator.demo.span import span
from generator.demo.world import BUREAU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.book import Entry
    from generator.demo.projects import Course
    from generator.demo.world import World

_USUAL = 40
_SILENT = {"WLZ": 75, "NSQ": 40}


@dataclass(frozen=True)
class Size:
    """How large a district, how long and how talkative; the seed decides all that is left to chance."""

    projects: int = 72
    quarters: int = 7
    start: str = "2025Q1"
    seed: int = 1
    events_per_project: float = _USUAL


def simulate(size: Size) -> tuple[World, Iterator[Entry]]:
    """Simulate a district; the same size gives the same files, byte for byte. Raises ValueError."""
    pace = size.events_per_project / _USUAL
    book = Book(span(size.start, size.quarters), f"{size.seed}", pace)
    district = world.world(size.projects)
    register.write(book, district, book.span.first.first - timedelta(days=2))
    for year in book.span.years:
        _approve(book, year)
    courses = [_project(book, district, number, size) for number in range(size.projects)]
    raised: dict[str, list[tuple[date, str]]] = {}
    for made in courses:
        raised.setdefault(made.office, []).extend(issues.raise_issues(book, made, 1.9 * pace))
    issues.coordinate(book, district, raised)
    items.write(book, district, courses, round(size.projects * 2.4 * pace))
    discipline.write(book, district, courses)
    filings.write(book, district)
    issuing.write(book, district)
    budget = round(size.events_per_project * 0.5 - 2)
    silent = {made.id: _silent(book, made) for made in courses}
    for made in courses:
        reports.write(book, made, budget, silent[made.id])
    withdrawals.write(book, courses)
    reports.fill(book, courses, budget, silent)
    return district, book.files()


def _silent(book: Book, made: Course) -> date:
    """Give the day from which a project's unit reports no more."""
    lag = _SILENT.get(made.lead(book.span.end))
    return book.span.end - timedelta(days=lag) if lag else date.max


def _project(book: Book, district: World, number: int, size: Size) -> Course:
    years = len(book.span.years)
    scripted = number < len(stories.PROJECTS) and stories.PROJECTS[number].year < years
    script = stories.PROJECTS[number] if scripted else drawn(book.draw(f"script/{number}"), years)
    made = projects.course(book, district, number, max(3, len(str(size.projects))), script)
    life.live(book, district, made)
    projects.write(book, made)
    return made


def _approve(book: Book, year: int) -> None:
    day = book.span.approved(year)
    document = f"{stories.plan_number(year)}《{year}年全区重点产业项目安排计划》"
    fields = {"year": year, "approved_on": day, "document": document}
    book.event("plan_approved", f"JHPZ-{year}", day, BUREAU, 1, **fields)
