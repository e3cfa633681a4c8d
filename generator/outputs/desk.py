"""Where other processes print: record pages, stamped and written as they are made, papers, overviews.

What they make goes from them to the disk: of ten thousand projects it is half a gigabyte, which nobody who
waits for it need hold.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.outputs import api, finder, writing
from generator.outputs.links import address
from generator.outputs.orders import Noted, Notes, Now, done, together
from generator.outputs.pages import papers, prints, records
from generator.outputs.pages.records.book import Book, book_of, lent
from generator.outputs.press import draw
from generator.outputs.sections import placed, way_back
from generator.outputs.tables.lateness import lateness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from generator.outputs.orders import Work
    from generator.outputs.page import Page
    from generator.outputs.pages.papers import Listed
    from generator.outputs.papers.periods import Cadence, Period
    from generator.outputs.press import Press
    from generator.outputs.shells import Shell

    Family = Callable[[Press], Iterator[Page]]

CHUNK = 50
"""Pages handed to a process at a time: few enough that all end together."""
T = TypeVar("T")
Targets = dict[str, str]
"""Pages linked to, each with a page that does."""


_at_work: list[Press] = []
"""The press of this process: a process split off has it with all it holds, so nothing need be sent."""


@dataclass(frozen=True, slots=True)
class Printed(Generic[T]):
    """What was printed elsewhere, what it links to, and the files it ordered, done or to be done."""

    made: Sequence[T]
    targets: Targets
    orders: Mapping[str, bytes | Work]
    used: Sequence[frozenset[str]]


def handed(press: Press, printed: Iterable[Future[Printed[T]]]) -> list[T]:
    """Let a press have what was printed elsewhere as if it had printed it; give what was made."""
    found = [order.result() for order in printed]
    wanted = {path: order for one in found for path, order in one.orders.items() if path not in press.orders}
    charts: dict[str, Work] = {}
    for path, order in wanted.items():
        if isinstance(order, bytes):
            press.orders[path] = done(order)
        elif order[0] is draw:
            charts[path] = order
        else:
            press.orders[path] = press.pool.submit(order[0], *order[1])
    press.orders.update(zip(charts, together(press.pool, list(charts.values())), strict=True))
    for one in found:
        press.web.targets.update(one.targets | press.web.targets)
        for shelf, used in zip(_shelves(press), one.used, strict=True):
            shelf.update(used)
    return [made for one in found for made in one.made]


@dataclass(frozen=True, slots=True)
class Cadenced:
    """What comes once in so often: papers, and the paths of their periods' documents below docs."""

    listed: Sequence[Listed]
    documents: Sequence[str]


@dataclass(frozen=True)
class Desk:
    """Hands out what the press at work is to print; without a pool all is done at once.

    Pages and files are written into `docs`, and told of by their paths and heads; bodies stay behind.
    """

    press: Press
    pool: Executor | None
    docs: Path

    def papers(
        self, issue: api.Issue, cadences: Sequence[Cadence] = papers.CADENCES
    ) -> dict[Cadence, Future[Printed[Cadenced]]]:
        """Have papers printed that come so often, and the documents of their periods written."""
        return {cadence: self._run.submit(_papers, cadence, issue, self.docs) for cadence in cadences}

    def family(self, pages: Family) -> Future[Printed[Page]]:
        """Have the pages of a family printed."""
        return self._run.submit(_family, pages, self.docs)

    def files(self, make: Callable[..., Mapping[str, bytes]], *details: object) -> Future[Printed[str]]:
        """Have files made; `make` is a function of a module, called with the press and these details."""
        return self._run.submit(_files, make, details, self.docs)

    def records(self, shells: Mapping[str, Shell], site: Path) -> list[Future[Targets]]:
        """Have every record page written into the folder of the site; gives what the pages link to."""
        folders = [folder for folder, _ in records.ids(self.press)]
        parted = (
            [(number, keys, shells[folders[number]]) for number, keys in groups]
            for groups in records.groups(self.press, CHUNK)
        )
        return [self._run.submit(_records, groups, site) for groups in parted]

    @property
    def _run(self) -> Executor:
        return self.pool or Now()


@contextmanager
def at_work(press: Press) -> Iterator[None]:
    """Let a press be the one at work, with what all who print ask it for.

    Processes are split off from this one as the first of a pool is needed, and know the press as it is then:
    those of papers begun early do without what `looked_up` adds. The garbage collector leaves alone what they
    share with this one.
    """
    prints.prepare(press)
    gc.freeze()
    _at_work[:] = [press]
    try:
        yield
    finally:
        _at_work.clear()
        gc.unfreeze()


def looked_up(press: Press) -> list[Page]:
    """Look up all that record pages share; gives a pattern of each kind."""
    book = book_of(press)
    for name, value in vars(Book).items():
        if isinstance(value, cached_property):
            getattr(book, name)
    lateness(press.view)
    proofs = _patterns(press)
    gc.freeze()
    return proofs


def _patterns(press: Press) -> list[Page]:
    """Print the first and last page of each kind, which stand for the others."""
    found = enumerate(records.ids(press))
    ends = [(number, key) for number, (_, keys) in found for key in dict.fromkeys((*keys[:1], *keys[-1:]))]
    return [placed(records.page(press, number, key), press.web) for number, key in ends]


def _shelves(press: Press) -> list[set[str]]:
    return [shelf.used for shelf in (press.shelf, press.drawings, press.prints) if shelf]


def put(press: Press, docs: Path, page: Page) -> Page:
    """Write a page's file; gives the page without its body. Raises BadPageError."""
    writing.fill(docs, writing.page_files([placed(finder.read(page), press.web)]))
    return replace(page, body="")


def _papers(cadence: Cadence, issue: api.Issue, docs: Path) -> Printed[Cadenced]:
    """Print the papers that come so often, and write the documents of their periods."""

    def both(press: Press) -> Sequence[Cadenced]:
        documents: list[str] = []

        def beside(period: Period) -> None:
            files = api.of_period(press.view, period, issue, press.once)
            writing.fill(docs, files)
            documents.extend(files)

        return [Cadenced(papers.of_cadence(press, cadence, partial(put, press, docs), beside), documents)]

    return _printed(both)


def _family(pages: Family, docs: Path) -> Printed[Page]:
    """Print the pages of a family."""
    return _printed(lambda press: [put(press, docs, page) for page in pages(press)])


def _files(make: Callable[..., Mapping[str, bytes]], details: tuple[object, ...], docs: Path) -> Printed[str]:
    """Make some files."""

    def made(press: Press) -> Sequence[str]:
        files = make(press, *details)
        writing.fill(docs, files)
        return list(files)

    return _printed(made)


def _printed(print_: Callable[[Press], Sequence[T]]) -> Printed[T]:
    """Print with what the press at work knows, and note what is ordered of others."""
    press = lent(replace(_at_work[0], pool=Notes(), orders={}, drawn={}, places={}), book_of(_at_work[0]))
    before = len(press.web.targets)
    made = print_(press)
    orders = {
        path: order.work if isinstance(order, Noted) else order.result()
        for path, order in press.orders.items()
    }
    return Printed(made, _new_targets(press, before), orders, [frozenset(used) for used in _shelves(press)])


def _records(groups: Sequence[tuple[int, Sequence[str], Shell]], site: Path) -> Targets:
    """Write some record pages, of each kind by its number in its shell."""
    press = _at_work[0]
    before = len(press.web.targets)
    for number, keys, shell in groups:
        for page, body in records.printed(press, number, keys):
            above = way_back(page, press.web).encode()
            writing.put(site / address(page.path, press.web), shell.stamp(page, above + body.lstrip(b"\n")))
    return _new_targets(press, before)


def _new_targets(press: Press, before: int) -> Targets:
    return dict(islice(press.web.targets.items(), before, None))
