"""The rows of the lists for other programs: the same records that the pages print, ids instead of links.

No person's name is told but through ids: what pages withhold is not in any row.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from generator.mechanism.cases import card_cases
from generator.mechanism.ledger import exact
from generator.outputs.api.progress import progress
from generator.outputs.documents import card_document, iso
from generator.outputs.tables import summary
from generator.outputs.tables.derived import owed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.view import View
    from generator.records.model.events import Supervision

Row = dict[str, Any]
BEFORE, AHEAD = timedelta(days=28), timedelta(days=14)


def projects(view: View) -> Iterator[Row]:
    """List the projects in the pools, by id; amounts in 万元 as decimal text."""
    for row in summary(view).rows:
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
            **progress(row, view.report.facts.projects[about.id], view.as_of),
            "report_age": view.age(about.id),
        }


def units(view: View) -> Iterator[Row]:
    """List the organisations, by id; projects and items are counted as their own lists have them."""
    now, year = summary(view), view.as_of.year
    held = Counter(unit for row in now.rows for unit in row.units)
    for key, unit in sorted(view.known.organisations.items()):
        figures, docket = now.by_unit.get(key), now.items_by_unit.get(key)
        own = view.items_of_unit.get(key, ())
        responsible = sum(key in story.item.responsible for story in own)
        yield {
            "id": key,
            "name": unit.name,
            "short": unit.short,
            "kind": unit.kind,
            "scored": bool(unit.scored),
            "projects": held[key],
            "planned": figures.projects if figures else 0,
            "items": responsible,
            "items_open": docket.total - docket.closed if docket else 0,
            "items_supporting": len(own) - responsible,
            "cards": sum(card.date.year == year for card in view.cards_of.get(key, ())),
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
    """List the cards with the 督办 behind them and what became of them, in the order they were drawn."""
    for case in card_cases(view.report):
        notice = case.notice
        yield card_document(case.card) | {
            "state": case.state,
            "issued": iso(notice.date if notice else None),
            "notice_number": notice.number if notice else None,
            "notice_date": iso(notice.issued_on if notice else None),
            "supervisions": [_supervision(act) for act in case.supervisions],
        }


def _supervision(act: Supervision) -> Row:
    return {
        "id": act.id,
        "number": act.number,
        "date": str(act.date),
        "writer": act.writer,
        "matter": act.matter,
        "project": act.project,
        "item": act.item,
        "due": iso(act.due),
    }


def duties(view: View) -> Iterator[Row]:
    """List what was owed in the last four weeks and falls due in the next two; none without a calendar."""
    for one in owed(view, view.as_of - BEFORE, view.as_of + AHEAD) or ():
        yield {
            "duty": one.duty,
            "party": one.party or None,
            "subject": one.subject or None,
            "period": str(one.period),
            "due": str(one.due),
            "done": iso(one.done),
            "state": one.state,
            "late": one.late,
        }
