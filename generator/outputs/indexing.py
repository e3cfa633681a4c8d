"""The full-text index: each page's entries are made beside the builder, and kept from build to build."""

from __future__ import annotations

import json
import logging
import marshal
import re
import sys
from functools import cache, lru_cache, reduce
from hashlib import sha256
from importlib.metadata import version
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from generator.outputs.compiled import of_own
from generator.outputs.priorities import FIRST
from generator.outputs.shelf import found, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from generator.outputs.shelf import Shelf

UNSAID = re.compile(
    r" (?:href|title|style|datetime|scope|colspan|rowspan|aria-[a-z]+|data-(?!search)[a-z-]+"
    r'|class(?!="(?:headerlink|linenodiv)"))="[^"]*"'
)
"""What an element says of itself unasked by the search, such as where a link leads, by way of a commit."""
UNREAD = (('<p class="g-asof" data-search-exclude', "</p>"), ("<table data-search-exclude", "</table>"))
"""What is not searched: what a page says of its day and commit, another after every commit; long tables."""
OWN_WORDS = ("jieba_dict", "jieba_dict_user")
"""Settings by which a district has words parted by lists of its own, which this process alone has read."""
LIBRARIES = ("mkdocs-material", "jieba", "backrefs")
Order = tuple[str, "Path", "bytes | Future[bytes]"]
"""A page, where its entries are kept, and they themselves."""


def indexing(names: Path, helper: Executor, shelf: Shelf, whole: Callable[[str], str]) -> Any:  # noqa: ANN401 - the builder ships no types
    """Make a plug-in that has a process beside this one part pages into words while the builder goes on.

    `names` lists the district's own words; the shelf keeps each page's entries; `whole` gives all of a page
    whose content the builder has.
    """
    from mkdocs.plugins import BasePlugin, event_priority  # noqa: PLC0415 - a second, which pages alone do without

    class Indexing(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Takes pages from the search plug-in as they come, and gives it all entries at the end."""

        def __init__(self) -> None:
            self.orders: list[Order] = []
            self.named: dict[str, str] = {}
            self.positions: dict[str, int] = {}
            self.shown: dict[str, str] = {}
            self.index: Any = None
            self.known = _known(names)

        def on_config(self, config: Any) -> None:  # noqa: ANN401
            found = config.plugins.get("material/search") or config.plugins.get("search")
            self.index = getattr(found, "search_index", None)
            if hasattr(self.index, "add_entry_from_context"):
                here = _parted_here(found, names, whole)
                self.index.add_entry_from_context = here or self._ordered

        def _ordered(self, page: Any) -> None:  # noqa: ANN401
            if not page.meta.get("search", {}).get("exclude"):
                shown = searched(page, whole(page.content))
                uri, place = page.file.src_uri, shelf.place(*_decided(self.known, shown))
                made = found(place) or helper.submit(entries, names, self.known, shown)
                self.orders.append((uri, place, made))
                self.named[uri], self.shown[uri] = place.name, shown.content

        def again(self, uri: str, name: str) -> bool:
            """Take the entries kept by a name for a page; tells whether they are there."""
            place = shelf.folder / name
            if (made := found(place)) is None:
                return False
            shelf.used.add(name)
            self.orders.append((uri, place, made))
            return True

        @event_priority(FIRST)
        def on_post_build(self, **_: object) -> None:
            self.orders.sort(key=lambda order: self.positions.get(order[0], 0))
            for _uri, place, made in self.orders:
                text = made if isinstance(made, bytes) else kept(place, made.result())
                self.index.entries += json.loads(text)

    return Indexing()


def entries(names: Path, known: str, page: SimpleNamespace) -> bytes:
    """Give what the search plug-in itself makes of a page, as JSON; `known` tells these names from others."""
    _taught(names, known)
    made = index()
    made.add_entry_from_context(page)
    return json.dumps(made.entries, ensure_ascii=False).encode()


def searched(page: Any, content: str) -> SimpleNamespace:  # noqa: ANN401 - as above
    """Give what the index looks at of a page that holds this, and nothing that ties it to this process."""
    told = {name: page.meta[name] for name in ("title", "tags") if name in page.meta}
    meta = told | {"search": page.meta.get("search") or {}}
    content = UNSAID.sub("", reduce(_emptied, UNREAD, content))
    return SimpleNamespace(url=page.url, title=page.title, content=content, toc=list(page.toc), meta=meta)


def _emptied(content: str, element: tuple[str, str]) -> str:
    """Leave out what elements hold that begin and end so; of a long table each letter would be looked at."""
    begin, end = element
    parts, done = [], 0
    while (start := content.find(begin, done)) >= 0 and (last := content.find(end, start)) >= 0:
        parts.append(content[done : content.index(">", start) + 1])
        done = last
    return "".join((*parts, content[done:]))


def index() -> Any:  # noqa: ANN401 - as above
    """Give an empty index of the search plug-in's."""
    from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped] # noqa: PLC0415

    return SearchIndex()


def _parted_here(search: Any, names: Path, whole: Callable[[str], str]) -> Callable[[Any], None] | None:  # noqa: ANN401 - as above
    """Give what has the search plug-in itself take a page, where it knows lists of the district's own."""
    if not any(map(search.config.get, OWN_WORDS)):
        return None
    _learn(names)
    add = search.search_index.add_entry_from_context
    return lambda page: add(searched(page, whole(page.content)))


def _decided(known: str, page: SimpleNamespace) -> tuple[str, str]:
    """Tell what decides a page's entries: what it shows, the district's words, the libraries."""
    listed = [(item.id, item.url) for item in _items(page.toc)]
    said = repr((page.url, page.title, page.meta, listed, known))
    return said, page.content


def _items(toc: Sequence[Any]) -> Iterator[Any]:
    for item in toc:
        yield item
        yield from _items(item.children)


def _known(names: Path) -> str:
    return f"{sha256(_words(names)).hexdigest()} {' '.join(map(version, LIBRARIES))}"


def _words(names: Path) -> bytes:
    return names.read_bytes() if names.is_file() else b""


@cache
def language() -> tuple[dict[str, int], int]:
    """Read the words of the language, with their frequencies and the sum of these.

    What an earlier build kept is read in a third of the time their library takes for a copy of its own.
    """
    import jieba  # noqa: PLC0415 - as above

    jieba.setLogLevel(logging.WARNING)
    told = of_own(
        "words",
        f"{version('jieba')} {sys.version}",
        lambda: marshal.dumps(jieba.dt.gen_pfdict(jieba.dt.get_dict_file())),
    )
    words, total = marshal.loads(told)  # noqa: S302 - nobody else can have written it
    jieba.dt.FREQ, jieba.dt.total, jieba.dt.initialized = words, total, True
    return words, total


@lru_cache(maxsize=10**5)
def _cut(text: bytes) -> tuple[str, ...]:
    """Part a text into words; names and clauses stand on many pages."""
    import jieba  # noqa: PLC0415 - as above

    return tuple(jieba.cut(text))


@lru_cache(maxsize=1)
def _taught(names: Path, _known: str) -> None:
    """Let the district's own names be words, and those of no other district served before.

    The search plug-in asks here for words from then on, and for those of each run of characters once.
    """
    import jieba  # noqa: PLC0415 - as above
    from material.plugins.search import plugin  # type: ignore[import-untyped] # noqa: PLC0415 - as above

    plugin.jieba = SimpleNamespace(cut=_cut)
    _cut.cache_clear()
    words, total = language()
    jieba.dt.FREQ, jieba.dt.total = words.copy(), total
    _learn(names)


def _learn(names: Path) -> None:
    """Let the district's own names be words beside those there are."""
    import jieba  # noqa: PLC0415 - as above

    for name in _words(names).decode().splitlines():
        jieba.add_word(name)
