"""分管负责人页: the line, its projects, starts and items, coordination by week (四(一))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs import subscriptions
from generator.outputs.pages.records import press
from generator.outputs.pages.records.ahead import of_line
from generator.outputs.pages.records.brief import by_state
from generator.outputs.pages.records.log import log
from generator.outputs.pages.records.units import states_of_items
from generator.outputs.tables import Figures, summary
from generator.outputs.tables.countdown import prices
from generator.outputs.tables.duties import DutyLine
from generator.outputs.tables.stakes import stakes_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.brief import Brief

KIND, FOLDER = "leader", "leaders"
LOGGED = 60
"""Coordinations that a leader's page lists, more than a year of them."""
OWN = frozenset({"leader"})
NOTHING = Figures()


def ids(book: Book) -> Iterable[str]:
    """Give the ids of all leaders."""
    return sorted(book.known.leaders)


def title(book: Book, key: str) -> str:
    """Give a leader's name."""
    return book.view.leader_name(key)


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    return f"分管负责人{book.view.leader_name(key)}的分管线、项目和周协调，数据截至{book.as_of}"


def body(book: Book, key: str) -> str:
    """Write a leader's page."""
    leader = book.known.leaders[key]
    owned = book.view.projects_of_leader.get(key, ())
    projects = [book.briefs[project.id] for project in owned]
    items = [story for project in owned for story in book.view.items_of_project.get(project.id, ())]
    issues = [
        i for project in owned for i in book.issues_of_project.get(project.id, ()) if i.resolved is None
    ]
    weeks = book.coordination.get(key, ())
    return press.body(
        book,
        "leader",
        calendar=subscriptions.own(book.view, key),
        leader=leader,
        name=book.view.leader_name(key),
        person=book.known.people.get(leader.person),
        coming=of_line(book, [project.id for project in owned]),
        prices=prices(book.view.report.policy),
        stakes=stakes_of_lines(book.view).get(key),
        projects=projects,
        groups=by_state(projects),
        over=overdue(projects),
        figures=summary(book.view).by_leader.get(key, NOTHING),
        others=begun_otherwise(book, projects),
        starts=starts(book, projects),
        items=states_of_items(book, items),
        issues=issues,
        weeks=weeks,
        kept=book.coordination_lines.get(key, DutyLine(key, "周协调")),
        log=log(book, book.coordinations.get(key, ())[-LOGGED:], OWN),
    )


def starts(book: Book, projects: Sequence[Brief]) -> list[Brief]:
    """Give the projects planned to start, or started, in the year of the data, by planned week."""
    year = book.as_of.year
    found = [
        brief
        for brief in projects
        if (brief.start and brief.start.deadline.year == year)
        or (brief.started and brief.started.year == year)
    ]
    return sorted(found, key=lambda b: (b.start.deadline if b.start else b.started or book.as_of, b.id))


def overdue(projects: Sequence[Brief]) -> list[Brief]:
    """Give the projects with something overdue and still undone, the longest first."""
    return sorted((b for b in projects if b.state.tone == "over"), key=lambda b: (-b.state.days, b.id))


def begun_otherwise(book: Book, projects: Sequence[Brief]) -> int:
    """Count what started in the year of the data and is not among the new starts of that year's plan."""
    year = book.as_of.year
    return sum(
        brief.started is not None
        and brief.started.year == year
        and not any(
            plan.year == year and plan.class_ == "计划新开工" for plan, _ in book.stories[brief.id].plans
        )
        for brief in projects
    )
