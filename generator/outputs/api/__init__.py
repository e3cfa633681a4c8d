"""The site's data for other programs: `api/v1/…`, one JSON document a list or period, schemas beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone
from functools import partial
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
from generator.outputs.documents import document, dumps
from generator.outputs.papers import annual, bulletin, ranking
from generator.outputs.papers.catalogue import known_at, periods_of, revisions
from generator.outputs.papers.periods import said
from generator.outputs.tables.derived import known_of
from generator.records.calendar import Month, Quarter, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.outputs.api.shapes import Shape
    from generator.outputs.documents import Document
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


Kept = Callable[[tuple[str, ...], Callable[[], bytes]], bytes]
"""Gives what some words decide: as it was kept, else as the maker makes it."""


def anew(_decided: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """Make it, whatever decides it."""
    return make()


@dataclass(frozen=True, slots=True)
class Named:
    """A document and its path below `api/v1`."""

    path: str
    title: str
    shape: Shape
    made: Callable[[], bytes] = field(repr=False)
    """Writes it."""


def files(view: View, committed: datetime | None = None, kept: Kept = anew) -> dict[str, bytes]:
    """Write every document and schema, by path below docs; `committed` is the moment of the data's commit.

    What was computed for a past day is asked of `kept`, by all that decides it.
    """
    found = list(documents(view, committed, kept))
    made = {f"{ROOT}/{one.path}": one.made() for one in found}
    for shape in SHAPES:
        made[f"{ROOT}/schema/{shape.name}.json"] = dumps(
            schema(shape.name, shape.title, shape.whole)
        ).encode()
    listed = [
        {"path": one.path, "title": one.title, "schema": f"schema/{one.shape.name}.json"} for one in found
    ]
    index = _head(view, INDEX, "index.json", committed) | {"documents": listed}
    return {f"{ROOT}/index.json": dumps(index).encode()} | made


def documents(view: View, committed: datetime | None = None, kept: Kept = anew) -> Iterator[Named]:
    """Give every document but the index: the lists of the day, then each period's, the newest first."""
    for shape, listed in LISTS:
        path = f"{shape.name}.json"
        yield Named(path, shape.title, shape, partial(_list, view, shape, path, listed, committed))
    yield from _periods(view, committed, kept)


def _list(
    view: View,
    shape: Shape,
    path: str,
    listed: Callable[[View], Iterable[Document]],
    committed: datetime | None,
) -> bytes:
    return dumps(_head(view, shape, path, committed) | {"rows": list(listed(view))}).encode()


def _periods(view: View, committed: datetime | None, kept: Kept) -> Iterator[Named]:
    """Give each period's documents; a correction of a sealed one stands beside it as `PERIOD-r2`."""
    for kind, shape in ((ranking.KIND, RANKINGS), (annual.KIND, RANKINGS), (bulletin.KIND, BULLETINS)):
        for period in reversed(list(periods_of(kind, view))):
            views = revisions(view, kind, period) or [known_at(view, kind, period)]
            for number, told in enumerate(views, 1):
                if isinstance(period, Week):
                    continue
                if isinstance(period, Month) or period in {*told.report.quarters, *told.report.years}:
                    again = f"-r{number}" if number > 1 else ""
                    path = f"{shape.name}/{period}{again}.json"
                    title = f"{said(period)}{shape.title}" + (f"（第{number}次）" if again else "")
                    past = kept if told.as_of < view.as_of else anew
                    yield Named(
                        path, title, shape, partial(_told, told, shape, path, period, committed, past)
                    )


def _told(  # noqa: PLR0913, PLR0917 - a document has as many parts
    view: View, shape: Shape, path: str, period: Month | Quarter | int, committed: datetime | None, kept: Kept
) -> bytes:
    """Write what was computed for a period."""
    bearing = [act.number for act in view.seals.acts] if view.seals else []
    decided = (
        known_of(view).digest(view.as_of),
        repr((path, str(period), str(view.as_of), view.seal, bearing)),
    )
    content = kept(decided, lambda: dumps(document(view, period)).encode())
    head = dumps(_head(view, shape, path, committed)).encode()
    return head.removesuffix(b"\n}\n") + b",\n" + content.removeprefix(b"{\n")


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
