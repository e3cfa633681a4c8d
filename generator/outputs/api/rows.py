"""The rows of the lists for other programs: the same records that the pages print, ids instead of links.

No person's name is told but through ids: what pages withhold is not in any row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from generator.mechanism.cases import card_cases
from generator.mechanism.ledger import exact
from generator.outputs.documents import card_document, iso
from generator.outputs.tables import rows as project_rows
from generator.outputs.tables.derived import owed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.tables import ProjectRow
    from generator.outputs.view import View

Row = dict[str, Any]
BEFORE, AHEAD = timedelta(days=28), timedelta(days=14)


def projects(view: View) -> Iterator[Row]:
    """List the projects in the pools, by id; amounts in 万元 as decimal text."""
    for row in project_rows(view):
        about = row.project
        yield {
            "id": about.id,
            "name": about.name,
            "units": list(row.units),
            "leader": about.leader,
            "office": row.office,
            "street": about.street,
            "sector": about.sector,
            "pool": row.pool,
            "investment_total_wan": exact(about.investment_total_wan),
            **_progress(row),
            "report_age": view.age(about.id),
        }


def _progress(row: ProjectRow) -> Row:
    return {
        "class": row.class_,
        "start_week": str(row.week) if row.week else None,
        "start_state": row.start_state,
        "late_days": row.late_days,
        "started": iso(row.started),
        "completed": iso(row.completed),
        "overdue": len(row.overdue),
        "plan_wan": exact(row.plan.invest_wan) if row.plan else None,
        "invested_wan": exact(row.invested),
        "scheduled_wan": exact(row.scheduled),
    }


def units(view: View) -> Iterator[Row]:
    """List the organisations, by id."""
    for key, unit in sorted(view.known.organisations.items()):
        cards = [card for card in view.cards_of.get(key, ()) if card.date.year == view.as_of.year]
        yield {
            "id": key,
            "name": unit.name,
            "short": unit.short,
            "kind": unit.kind,
            "scored": bool(unit.scored),
            "projects": len(view.projects_of_unit.get(key, ())),
            "items": len(view.items_of_unit.get(key, ())),
            "cards": len(cards),
        }


def items(view: View) -> Iterator[Row]:
    """List the items of meetings, by id."""
    for key, story in sorted(view.report.facts.items.items()):
        yield {
            "id": key,
            "text": story.item.text,
            "meeting": story.item.meeting,
            "project": story.item.project,
            "responsible": list(story.item.responsible),
            "supporting": list(story.item.supporting),
            "due": iso(story.due.day if story.due else None),
            "reported": iso(story.reported.date if story.reported else None),
            "closed": iso(story.closed.date if story.closed else None),
        }


def cards(view: View) -> Iterator[Row]:
    """List the cards with what became of them, in the order they were drawn."""
    for case in card_cases(view.report):
        notice = case.notice
        yield card_document(case.card) | {
            "state": case.state,
            "issued": iso(notice.date if notice else None),
        }


def duties(view: View) -> Iterator[Row]:
    """List what was owed in the last four weeks and falls due in the next two; none without a calendar."""
    for one in owed(view, view.as_of - BEFORE, view.as_of + AHEAD) or ():
        yield {
            "duty": one.duty,
            "party": one.party,
            "subject": one.subject,
            "period": str(one.period),
            "due": str(one.due),
            "done": iso(one.done),
            "state": one.state,
            "late": one.late,
        }
