"""Record pages as printed, many to a file: found again where nothing they tell of has changed."""

from __future__ import annotations

import marshal
import secrets
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypedDict
from zlib import crc32

from generator.outputs.pages.records.book import Book, book_of
from generator.outputs.pages.records.links import Ready, RecordLinks
from generator.outputs.revision import named, unnamed
from generator.outputs.shelf import found, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from markupsafe import Markup

    from generator.outputs.links import Web
    from generator.outputs.press import Press

PACKS = 128
"""Files for the pages of one kind; a page keeps its place among them whatever others come and go."""
NAMED = frozenset({"projects", "items", "subjects", "subject_ids", "causes"})
"""Links that name a project or item, which may be called otherwise while the page's own facts stay."""
Texts = tuple[str, str, str]
"""Title, description and body of a page."""
Sheet = tuple[str, str, bytes]
"""Title, description and body of a page, the body as it goes to the disk."""


class Print(TypedDict):
    """A page as kept: what it tells of, whom it names, where it leads, its texts but for the commit."""

    told: str
    asked: list[tuple[str, str]]
    names: str
    targets: list[str]
    sheet: Sheet


def pack_of(key: str) -> int:
    """Tell in which of the packs of its kind a page has its place."""
    return crc32(key.encode()) % PACKS


@dataclass
class Pack:
    """Some pages of one kind, by id; `told` names what a page tells of, `make` prints it from a book."""

    book: Book
    place: Path
    told: Callable[[str], str]
    make: Callable[[Book, str], Texts]
    asked: dict[str, Print] = field(default_factory=dict)

    @cached_property
    def prints(self) -> dict[str, Print]:
        """Give what is kept."""
        text = found(self.place)
        return marshal.loads(text) if text else {}  # noqa: S302 - nobody else can have written it

    def sheet(self, key: str) -> Sheet:
        """Give a page, printed now or in an earlier build."""
        told, known = self.told(key), self.prints.get(key)
        if known is None or known["told"] != told or self._lost(known):
            known = self._printed(key, told)
        self.asked[key] = known
        self.book.press.web.targets.update(dict.fromkeys(known["targets"], key))
        title, description, body = known["sheet"]
        return title, description, named(body, self.book.view.revision)

    def _lost(self, known: Print) -> bool:
        """Tell a page that names others as they are called no more, or leads to one that is gone."""
        gone = any(map(self.book.press.web.lacks, known["targets"]))
        return gone or known["names"] != self._names(known["asked"])

    def close(self) -> None:
        """Keep the pages asked for, where any was printed anew or is gone."""
        if self.asked != self.prints:
            kept(self.place, marshal.dumps(self.asked))

    def _printed(self, key: str, told: str) -> Print:
        own = copy(_book(self.book.press))
        web = replace(own.press.web, targets={})
        own.__dict__["links"] = links = NotingLinks(web, self.book.links)
        title, description, body = self.make(own, key)
        asked = list(links.asked)
        names = self._names(asked)
        return Print(
            told=told,
            asked=asked,
            names=names,
            targets=list(web.targets),
            sheet=(str(title), str(description), unnamed(body.encode(), own.view.revision)),
        )

    def _names(self, asked: Iterable[Sequence[str]]) -> str:
        """Name what others are called now."""
        links = vars(self.book.links)
        return sha256("\0".join(links[sort][key] for sort, key in asked).encode()).hexdigest()


class NotingLinks(RecordLinks):
    """The links of one page, which note what project or item else it names."""

    def __init__(self, web: Web, others: RecordLinks) -> None:
        super().__init__(web)
        self.asked: dict[tuple[str, str], Markup] = {}
        for sort, ready in vars(others).items():
            if sort in NAMED:
                setattr(self, sort, Ready(partial(self._noted, sort, ready)))
            elif isinstance(ready, Ready) and sort != "places":  # which name the commit
                setattr(self, sort, ready)

    def _noted(self, sort: str, ready: Ready, key: str) -> Markup:
        self.asked[sort, key] = made = ready[key]
        return made


def _book(press: Press) -> Book:
    """Give a book in which a mark that nobody can have written stands for the commit; once in a process."""
    book = press.__dict__.get("_marks")
    if not isinstance(book, Book):
        book = press.__dict__["_marks"] = _marked(press)
    return book


def _marked(press: Press) -> Book:
    view = copy(press.view)
    if view.revision.commit:
        view.__dict__["revision"] = replace(view.revision, commit=secrets.token_hex(20))
    found = copy(book_of(press))
    web = replace(press.web, view=view)
    found.__dict__.update(press=replace(press, view=view, web=web), view=view)
    return found
