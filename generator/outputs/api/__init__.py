"""The site's data for other programs: `api/v1/…`, one JSON document a list or period, schemas beside them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from generator.outputs.api import rows
from generator.outputs.api.fields import schema
from generator.outputs.api.shapes import (
    BULLETINS,
    CARDS,
    DUTIES,
    INDEX,
    ITEMS,
    PROJECTS,
    RANKINGS,
    SHAPES,
    UNITS,
)
from generator.outputs.documents import document, dumps, score_document
from generator.outputs.papers import annual, bulletin, ranking
from generator.outputs.papers.catalogue import known_at, periods_of, revisions
from generator.outputs.papers.periods import said
from generator.records.calendar import Month, Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.api.shapes import Shape
    from generator.outputs.documents import Document
    from generator.outputs.papers.periods import Period
    from generator.outputs.view import View

ROOT = "api/v1"
SHANGHAI = timezone(timedelta(hours=8))
LISTS = (
    (PROJECTS, rows.projects),
    (UNITS, rows.units),
    (ITEMS, rows.items),
    (CARDS, rows.cards),
    (DUTIES, rows.duties),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A document and its path below `api/v1`."""

    path: str
    title: str
    shape: Shape
    content: Document


def files(view: View, committed: datetime | None = None) -> dict[str, bytes]:
    """Write every document and schema, by path below docs; `committed` is the moment of the data's commit."""
    found = list(documents(view, committed))
    made = {f"{ROOT}/{one.path}": dumps(one.content).encode() for one in found}
    for shape in SHAPES:
        made[f"{ROOT}/schema/{shape.name}.json"] = dumps(
            schema(shape.name, shape.title, shape.whole)
        ).encode()
    listed = [
        {"path": one.path, "title": one.title, "schema": f"schema/{one.shape.name}.json"} for one in found
    ]
    index = _head(view, INDEX, "index.json", committed) | {"documents": listed}
    return {f"{ROOT}/index.json": dumps(index).encode()} | made


def documents(view: View, committed: datetime | None = None) -> Iterator[Named]:
    """Give every document but the index: the lists of the day, then each period's, the newest first."""
    for shape, listed in LISTS:
        path = f"{shape.name}.json"
        content = _head(view, shape, path, committed) | {"rows": list(listed(view))}
        yield Named(path, shape.title, shape, content)
    yield from _periods(view, committed)


def _periods(view: View, committed: datetime | None) -> Iterator[Named]:
    """Give each period's documents; a correction of a sealed one stands beside it as `PERIOD-r2`."""
    for kind, shape in ((ranking.KIND, RANKINGS), (annual.KIND, RANKINGS), (bulletin.KIND, BULLETINS)):
        for period in reversed(list(periods_of(kind, view))):
            views = revisions(view, kind, period) or [known_at(view, kind, period)]
            for number, told in enumerate(views, 1):
                content = _content(told, period)
                if content:
                    again = f"-r{number}" if number > 1 else ""
                    path = f"{shape.name}/{period}{again}.json"
                    title = f"{said(period)}{shape.title}" + (f"（第{number}次）" if again else "")
                    yield Named(path, title, shape, _head(told, shape, path, committed) | content)


def _content(view: View, period: Period) -> Document | None:
    """Give what was computed for a period; None where the report does not reach it."""
    if isinstance(period, Month):
        return document(view, period)
    if isinstance(period, (Quarter, int)) and period in {*view.report.quarters, *view.report.years}:
        return score_document(view.report, period)
    return None


def _head(view: View, shape: Shape, path: str, committed: datetime | None) -> Document:
    """Tell what a document is and which data it was made from; a sealed period's never changes."""
    day = view.seal.date if view.seal else view.as_of
    midnight = datetime.combine(day, time(), SHANGHAI)
    moment = midnight if view.seal else (committed or midnight).astimezone(SHANGHAI)
    revision = view.revision
    return {
        "$schema": posixpath.relpath(f"schema/{shape.name}.json", posixpath.dirname(path) or "."),
        "schema": f"guatu/v1/{shape.name}",
        "generated_at": moment.isoformat(timespec="seconds"),
        "as_of": str(view.as_of),
        "revision": {"commit": revision.commit, "changed": revision.changed, "number": revision.number},
        "policy": view.report.policy.id,
    }
