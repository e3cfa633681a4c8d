"""综合协调办页: the line's leader, its projects and starts, open problems, what it wrote (二, 三(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs import subscriptions
from generator.outputs.pages.records import press
from generator.outputs.pages.records.ahead import of_line
from generator.outputs.pages.records.approvals import by_deadline
from generator.outputs.pages.records.brief import by_state
from generator.outputs.pages.records.leaders import NOTHING, begun_otherwise, overdue, starts
from generator.outputs.pages.records.units import filings, states_of_items
from generator.outputs.tables import summary
from generator.outputs.tables.countdown import prices
from generator.outputs.tables.stakes import stakes_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.outputs.pages.records.book import Book

KIND, FOLDER = "office", "offices"


def ids(book: Book) -> Iterable[str]:
    """Give the ids of the coordination offices."""
    return [office.id for office in book.view.offices]


def title(book: Book, key: str) -> str:
    """Give an office's name."""
    return book.known.organisations[key].name


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    return f"综合协调办{book.view.full(key)}分管线的项目、开工、问题和议定事项，数据截至{book.as_of}"


def body(book: Book, key: str) -> str:
    """Write a coordination office's page."""
    owned = book.view.projects_of_office.get(key, ())
    projects = [book.briefs[project.id] for project in owned]
    issues = [
        i for project in owned for i in book.issues_of_project.get(project.id, ()) if i.resolved is None
    ]
    items = [story for project in owned for story in book.view.items_of_project.get(project.id, ())]
    routes = [
        line for line in book.view.report.policy.routing if book.view.office_ids.get(line.office) == key
    ]
    waiting = [
        (project.id, step) for project in owned for step in book.steps.get(project.id, ()) if step.wait
    ]
    waiting.sort(key=by_deadline)
    return press.body(
        book,
        "office",
        calendar=subscriptions.own(book.view, key),
        unit=book.known.organisations[key],
        leaders=[leader.id for leader in book.view.leaders if key in leader.offices],
        routes=routes,
        coming=of_line(book, [project.id for project in owned]),
        prices=prices(book.view.report.policy),
        stakes=stakes_of_lines(book.view).get(key),
        projects=projects,
        groups=by_state(projects),
        over=overdue(projects),
        figures=summary(book.view).by_office.get(key, NOTHING),
        others=begun_otherwise(book, projects),
        starts=starts(book, projects),
        waiting=waiting,
        items=states_of_items(book, items),
        issues=issues,
        filings=filings(book, key),
    )
