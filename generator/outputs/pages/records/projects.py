"""项目页 (paper P): all that is known of one project, and what it has caused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.pools import WITHDRAWN, pool
from generator.outputs.pages.records import press
from generator.outputs.pages.records.delays import delays
from generator.outputs.pages.records.investment import investment, newest_reports, silence
from generator.outputs.pages.records.log import log
from generator.outputs.pages.records.plans import baseline, versions
from generator.outputs.pages.records.scores import by_unit, shared
from generator.outputs.pages.records.standing import gravest, kept, last_promise, states
from generator.outputs.pages.records.telling import telling
from generator.outputs.pages.records.timeline import timeline
from generator.outputs.pages.records.units import states_of_items
from generator.outputs.tables.moves import moves_of_projects
from generator.records.model.events import MonthlyReport, Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.items import ItemStory
    from generator.mechanism.ledger import Entry
    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.investment import Year
    from generator.outputs.pages.records.standing import Standing
    from generator.records.model.events import Event, Meeting

KIND, FOLDER = "project", "projects"
FEW, NEWEST = 5, 6
"""Closed items and meetings, and records, that the page shows; the archive page has all."""
OWN = frozenset({"project"})


def ids(book: Book) -> Iterable[str]:
    """Give the ids of all projects."""
    return sorted(book.known.projects)


def title(book: Book, key: str) -> str:
    """Give a project's name."""
    return book.known.projects[key].name


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    project = book.known.projects[key]
    return f"项目{key}（{project.sector}）的计划、进展、议定事项和考评影响，数据截至{book.as_of}"


def body(book: Book, key: str) -> str:
    """Write a project's page."""
    story = book.stories[key]
    events = book.concerns.projects.get(key, ())
    steps = book.steps.get(key, ())
    items = book.view.items_of_project.get(key, ())
    plans = book.known.plans_of.get(key, ())
    start, completion = last_promise(story, "start"), last_promise(story, "completion")
    return press.body(
        book,
        "project",
        project=story.project,
        leads=story.lead_units(book.as_of),
        story=story,
        pool=pool(story) or WITHDRAWN,
        states=worst_first(states(story, book.as_of)),
        over={one.what for one in (start, completion) if one and _overdue(one, story, book.as_of)},
        newest=book.view.newest_report.get(key),
        age=book.view.age(key),
        routing=book.routings[key],
        start=start,
        completion=completion,
        baselines=(baseline(start), baseline(completion)),
        planned=plans[-1].class_ if plans else "",
        versions=versions(story, plans, book.approvals, book.adjustments.get(key, ())),
        milestones=_milestones(story, book),
        steps=steps,
        told=book.start_steps.get(key),
        line=timeline(story, steps, book.as_of, book.told),
        years=years(book, key, events)[:1],
        weekly=next(reversed(book.weekly.get(key, ())), None),
        issues=book.issues_of_project.get(key, ()),
        **_items(book, items),
        acts=_acts(book, events),
        story_told=telling(story, steps, book.as_of),
        delays=delays(book.holdings.get(key, ())),
        **_caused(entries(book, key, items)),
        log=log(book, events[-NEWEST:], OWN),
        recorded=len(events),
        moves=moves_of_projects(book.view).get(key),
        changes=book.changes([("projects", key), *(("plans", f"{plan.year}/{key}") for plan in plans)]),
    )


def worst_first(found: Sequence[Standing]) -> list[Standing]:
    """Put the gravest of a project's states before the others."""
    worst = [gravest(found)] if found else []
    return [*worst, *(state for state in found if state not in worst)]


def _overdue(promise: Promise, story: ProjectStory, as_of: date) -> bool:
    return kept(promise, story, as_of).tone == "over"


def _caused(found: Sequence[Entry]) -> dict[str, object]:
    """Give the newest entries, how many are older, and the sums by unit and quarter."""
    rows = shared(found)
    return {"entries": rows[:NEWEST], "entries_left": len(rows[NEWEST:]), "caused": by_unit(found)}


def _items(book: Book, items: Sequence[ItemStory]) -> dict[str, object]:
    """Give the items open and newly closed, and the newest meetings that discussed them."""
    return {"items": states_of_items(book, items, FEW), "meetings": meetings(items)[:FEW]}


def years(book: Book, key: str, events: Sequence[Event]) -> list[Year]:
    """Give a project's investment month by month, newest year first."""
    reports = newest_reports([event for event in events if isinstance(event, MonthlyReport)])
    plans, why = book.known.plans_of.get(key, ()), silence(book.view, book.stories.get(key))
    return investment(plans, reports, book.as_of, why)


def _milestones(story: ProjectStory, book: Book) -> list[tuple[object, ...]]:
    """Give each milestone's promise, what was approved if it was moved, the day reached, how it stands."""
    found = [promise for promise in story.promises if promise.what == "milestone"]
    return [
        (promise, baseline(promise), story.deed(promise), kept(promise, story, book.as_of))
        for promise in found
    ]


def meetings(items: Sequence[ItemStory]) -> list[tuple[Meeting, list[str]]]:
    """Give the meetings that discussed a project, newest first, each with the items discussed."""
    held: dict[str, tuple[Meeting, list[str]]] = {}
    for story in items:
        for meeting in story.meetings:
            held.setdefault(meeting.id, (meeting, []))[1].append(story.item.id)
    return sorted(held.values(), key=lambda pair: (pair[0].date, pair[0].id), reverse=True)


def _acts(book: Book, events: Sequence[Event]) -> list[tuple[object, ...]]:
    """Give the 督办 about a project and the cards each drew, newest first."""
    acts = [event for event in events if isinstance(event, Supervision)]
    return [(act, book.cards_of_act.get(act.at("number"), ())) for act in reversed(acts)]


def entries(book: Book, key: str, items: Sequence[ItemStory]) -> list[Entry]:
    """Give the entries that a project and its items caused."""
    subjects: Mapping[str, Sequence[Entry]] = book.view.entries_of_subject
    own = (key, *(story.item.id for story in items))
    return [entry for subject in own for entry in subjects.get(subject, ())]
