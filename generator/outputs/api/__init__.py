"""The site's data for other programs: `api/v1/…`, one JSON document a list or period, schemas beside them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.mechanism.policy import governing
from generator.outputs.api import rows
from generator.outputs.api.content import content
from generator.outputs.api.fields import schema
from generator.outputs.api.periods import BULLETINS, RANKINGS, SHAPES
from generator.outputs.api.shapes import CARDS, DUTIES, INDEX, ITEMS, PROJECTS, UNITS
from generator.outputs.documents import dumps
from generator.outputs.papers import annual, bulletin, ranking
from generator.outputs.papers.catalogue import known_at, periods_of, revisions
from generator.outputs.papers.periods import last, said
from generator.outputs.tables.derived import Kept, decided
from generator.records.calendar import SHANGHAI, Month, Quarter, Week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.outputs.api.shapes import Shape
    from generator.outputs.documents import Document
    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.revision import Revision
    from generator.outputs.view import View
    from generator.records.model.events import BulletinPublished

ROOT = "api/v1"
LISTS = (
    (PROJECTS, rows.projects),
    (UNITS, rows.units),
    (ITEMS, rows.items),
    (CARDS, rows.cards),
    (DUTIES, rows.duties),
)

PERIODS = ((ranking.KIND, RANKINGS), (annual.KIND, RANKINGS), (bulletin.KIND, BULLETINS))
"""Kinds of paper whose periods have a document."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a document: day, revision, rules and seal of a view, which is worked out when asked for."""

    as_of: date
    revision: Revision
    policy: str
    seal: BulletinPublished | None
    view: Callable[[], View]

    @classmethod
    def of(cls, view: View) -> Teller:
        """Give the teller of a view."""
        return cls(view.as_of, view.revision, view.report.policy.id, view.seal, lambda: view)


Sort = tuple["PaperKind", "Shape"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Who publishes the documents, and from which state: `committed` is the moment of the data's commit."""

    committed: datetime | None = None
    publisher: str = ""
    site_url: str = ""

    @classmethod
    def of(cls, config: Mapping[str, Any], committed: datetime | None) -> Issue:
        """Give the issue of a site with such settings."""
        name, address = (str(config.get(key) or "") for key in ("site_name", "site_url"))
        return cls(committed, name, address)


NOBODY = Issue()


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
    sealed: bool = False
    period: str | None = None
    seal: BulletinPublished | None = None
    newest: str = ""
    """The path of the newest revision of a sealed period, its own where it is that."""


def files(view: View, issue: Issue = NOBODY, kept: Kept = anew) -> dict[str, bytes]:
    """Write every document and schema, by path below docs.

    What was computed for a past day is asked of `kept`, by all that decides it.
    """
    periods = (one for sort in PERIODS for one in _periods(view, sort, issue, kept))
    return of_today(view, issue) | _made(periods)


def of_today(view: View, issue: Issue = NOBODY) -> dict[str, bytes]:
    """Write the lists of the day, the schemas, and the index of all documents."""
    made = _made(_lists(view, issue))
    for shape in SHAPES:
        made[f"{ROOT}/schema/{shape.name}.json"] = dumps(
            schema(shape.name, shape.title, shape.whole)
        ).encode()
    listed = [
        {
            "path": one.path,
            "title": one.title,
            "schema": f"schema/{one.shape.name}.json",
            "period": one.period,
            "sealed": one.sealed,
            "seal": _seal(one.seal),
            "latest": one.newest in {"", one.path},
            "superseded_by": one.newest if one.newest not in {"", one.path} else None,
        }
        for one in documents(view)
    ]
    index = _head(Teller.of(view), INDEX, "index.json", issue) | {"documents": listed}
    return {f"{ROOT}/index.json": dumps(index).encode()} | made


def of_period(view: View, period: Period, issue: Issue, kept: Kept) -> dict[str, bytes]:
    """Write the documents of a period, drawn from the same days as its papers."""
    found = (sort for sort in PERIODS if period in periods_of(sort[0], view))
    return _made(one for sort in found for one in _of(view, sort, period, issue, kept))


def documents(view: View) -> Iterator[Named]:
    """Give every document but the index: the lists of the day, then each period's, the newest first."""
    yield from _lists(view, NOBODY)
    for sort in PERIODS:
        yield from _periods(view, sort, NOBODY, anew)


def _made(found: Iterable[Named]) -> dict[str, bytes]:
    return {f"{ROOT}/{one.path}": one.made() for one in found}


def _lists(view: View, issue: Issue) -> Iterator[Named]:
    for shape, listed in LISTS:
        path = f"{shape.name}.json"
        made = partial(_list, view, shape, path, listed, issue)
        yield Named(path, shape.title, shape, made, view.revision.sealed, seal=view.seal)


def _list(
    view: View,
    shape: Shape,
    path: str,
    listed: Callable[[View], Iterable[Document]],
    issue: Issue,
) -> bytes:
    return dumps(_head(Teller.of(view), shape, path, issue) | {"rows": list(listed(view))}).encode()


def _periods(view: View, sort: Sort, issue: Issue, kept: Kept) -> Iterator[Named]:
    """Give each period's document, the newest first."""
    for period in reversed(list(periods_of(sort[0], view))):
        yield from _of(view, sort, period, issue, kept)


def _of(view: View, sort: Sort, period: Period, issue: Issue, kept: Kept) -> Iterator[Named]:
    """Give a period's document; a correction of a sealed one stands beside it as `PERIOD-r2`."""
    kind, shape = sort
    if isinstance(period, Week):
        return
    told_by = [one for one in _tellers(view, kind, period) if _reaches(one, period)]
    paths = [f"{shape.name}/{period}{_again(view, told)}.json" for told in told_by]
    for told, path in zip(told_by, paths, strict=True):
        title = f"{said(period)}{shape.title}" + (
            f"（第{told.seal.revision}次）" if told.seal and told.seal.revision > 1 else ""
        )
        make = partial(_content, told, period)
        if told.as_of < view.as_of:
            make = partial(kept, (path, _known(view, told)), make)
        made = partial(_told, told, shape, path, issue, make)
        yield Named(path, title, shape, made, told.revision.sealed, str(period), told.seal, paths[-1])


def _reaches(told: Teller, period: Month | Quarter | int) -> bool:
    if isinstance(period, Month):
        return True
    report = told.view().report
    return period in {*report.quarters, *report.years}


def _again(view: View, told: Teller) -> str:
    return view.seals.suffix(told.seal) if told.seal and view.seals else ""


def _tellers(view: View, kind: PaperKind, period: Period) -> Sequence[Teller]:
    """Give who tells a period: each of its seals, else the day it is told as of."""
    sealed, day = revisions(view, kind, period), last(period)
    if sealed or kind.told != "end" or day >= view.as_of:
        return [Teller.of(one) for one in sealed or [known_at(view, kind, period)]]
    revision = view.revision_on(day) if view.revision_on else view.revision
    policy = governing(view.portfolio.policies, Quarter.of(day))
    return [Teller(day, revision, policy.id, None, partial(view.at, day))]


def _known(view: View, told: Teller) -> str:
    """Name all that decides what is told of a past day."""
    own = told.view() if told.seal else view
    return repr((decided(own, told.as_of), told.as_of, told.seal))


def _content(told: Teller, period: Month | Quarter | int) -> bytes:
    """Write what was computed for a period."""
    return dumps(content(told.view(), period)).encode()


def _told(told: Teller, shape: Shape, path: str, issue: Issue, content: Callable[[], bytes]) -> bytes:
    """Write a document: its head, then what was computed, which tells its own day and rules."""
    head = _head(told, shape, path, issue)
    del head["as_of"], head["policy"]
    return dumps(head).encode().removesuffix(b"\n}\n") + b",\n" + content().removeprefix(b"{\n")


def _head(told: Teller, shape: Shape, path: str, issue: Issue) -> Document:
    """Tell what a document is and which data it was made from; a sealed period's changes with the site alone.

    No digest covers the head.
    """
    day = told.seal.date if told.seal else told.as_of
    midnight = datetime.combine(day, time(), SHANGHAI)
    moment = midnight if told.seal else (issue.committed or midnight).astimezone(SHANGHAI)
    revision = told.revision
    return {
        "$schema": posixpath.relpath(f"schema/{shape.name}.json", posixpath.dirname(path) or "."),
        "schema": f"guatu/v1/{shape.name}",
        "publisher": issue.publisher,
        "site_url": issue.site_url or None,
        "generated_at": moment.isoformat(timespec="seconds"),
        "as_of": str(told.as_of),
        "revision": {
            "commit": revision.commit,
            "changed": revision.changed,
            "number": revision.number,
            "sealed": revision.sealed,
        },
        "seal": _seal(told.seal),
        "policy": told.policy,
    }


def _seal(act: BulletinPublished | None) -> Document | None:
    return {"number": act.number, "date": str(act.date), "revision": act.revision} if act else None
