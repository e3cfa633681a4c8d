"""What the builder need not read: ready HTML passes it by."""

from __future__ import annotations

import re
from os import SEEK_END
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from generator.outputs.pages.sheets import HEADING, divided
from generator.outputs.priorities import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

PLACE = "<div>guatu:{}:</div>"
PLACES = re.compile(PLACE.format("([0-9]+)"))
WHOLE = frozenset({"div", "table", "section"})
"""Elements whose names begin no other's, so that they can be counted."""
BLOCK = re.compile(r"<(div|p|table|nav|ul|ol|dl|details|section|figure|form|script)\b")
BLANKS = re.compile(r"\n\s*\n")
KNOWN = ("generator.outputs.", "material.plugins.search.", "mkdocs.contrib.search.")
"""Who looks at what has been read of pages: we ourselves, and the search, which asks us for all of it."""
LOOKING = ("page_content", "env", "template_context", "pre_template", "page_context")
"""The builder's steps from the reading of a page to its setting."""
LONG = 1000
"""Characters; a shorter block among words for the parser is not worth sparing it."""


def bodies(room: Path) -> Any:  # noqa: ANN401 - the builder ships no types
    """Make a plug-in that carries ready HTML past the Markdown parser, which gives it back as it was.

    Headings are left to the parser, which lists them and gives them anchors; so is whatever is no HTML. The
    builder reads all pages before it sets the first, so what is ready waits on disk, in a nameless file in
    the folder `room`, but not where a plug-in of the district's own may look at what was read.
    """
    from mkdocs.plugins import BasePlugin, event_priority  # noqa: PLC0415 - as above

    class Bodies(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Keeps the ready parts of each body from before the parser until after it."""

        def __init__(self) -> None:
            self.aside, self.short = Aside(room), ""

        @event_priority(LAST)
        def on_page_markdown(self, markdown: str, /, *, page: Any, **_: object) -> str:  # noqa: ANN401
            whole = page.meta.get("kind") == "paper" or page.meta.get("search", {}).get("exclude")
            parts = blocks(markdown, whole=whole)
            return "\n\n".join(
                part if HEADING.match(part) or not (whole or ready(part)) else self.aside.put(part)
                for part in parts
            )

        @event_priority(FIRST)
        def on_page_content(self, html: str, /, *, config: Any, **_: object) -> str:  # noqa: ANN401
            return html if _alone(config.plugins.events) else self.aside.whole(html)

        @event_priority(LAST)
        def on_page_context(self, context: Any, /, *, page: Any, **_: object) -> Any:  # noqa: ANN401
            self.short, page.content = page.content, self.aside.whole(page.content)
            return context

        @event_priority(LAST)
        def on_post_page(self, output: str, /, *, page: Any, **_: object) -> str:  # noqa: ANN401
            page.content = self.short
            return output

    return Bodies()


def _alone(events: Mapping[str, Sequence[object]]) -> bool:
    """Tell whether no plug-in or hook of a district's own looks at pages between reading and setting."""
    methods = (one for event in LOOKING for one in events[event])
    return all(f"{type(getattr(one, '__self__', None)).__module__}.".startswith(KNOWN) for one in methods)


class Aside:
    """Texts put aside on disk, each with a sign that stands for it until it is wanted."""

    def __init__(self, room: Path) -> None:
        self.file = TemporaryFile(dir=room)  # noqa: SIM115 - closed with this
        self.places: list[tuple[int, int]] = []

    def put(self, text: str) -> str:
        """Put a text aside; gives its sign."""
        self.places.append((self.file.seek(0, SEEK_END), self.file.write(text.encode())))
        return PLACE.format(len(self.places) - 1)

    def whole(self, html: str) -> str:
        """Put the texts back where their signs stand."""
        return PLACES.sub(lambda sign: self._get(*self.places[int(sign[1])]), html)

    def _get(self, start: int, length: int) -> str:
        self.file.seek(start)
        return self.file.read(length).decode()


def blocks(body: str, *, whole: bool) -> Iterator[str]:
    """Divide a body into headings and what lies between, long closed blocks apart from words around them."""
    for part in divided(body):
        if whole or HEADING.match(part) or ready(part):
            yield part
            continue
        words: list[str] = []
        for block in BLANKS.split(part):
            if not closed(block):
                words.append(block)
                continue
            if words:
                yield "\n\n".join(words)
            yield block
            words = []
        if words:
            yield "\n\n".join(words)


def closed(block: str) -> bool:
    """Tell a long block that is one element, which ends where the block does."""
    found = BLOCK.match(block) if len(block) >= LONG else None
    if found is None or found[1] not in WHOLE:
        return False
    start, end = f"<{found[1]}", f"</{found[1]}>"
    return block.rstrip().endswith(end) and block.count(start) == block.count(end)


def ready(part: str) -> bool:
    """Tell whether the parser has nothing to do in a part: all its blocks are HTML."""
    return all(BLOCK.match(block) for block in BLANKS.split(part))


def listed(paths: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    """Make a plug-in that lists pages made elsewhere in the site's map, as if the builder had made them."""
    from mkdocs.plugins import BasePlugin  # noqa: PLC0415 - as above
    from mkdocs.structure.files import File, file_sort_key  # noqa: PLC0415 - as above
    from mkdocs.structure.pages import Page  # noqa: PLC0415 - as above

    class Listed(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Adds the pages where the map's template looks for them; it leaves them out without an address."""

        def on_template_context(self, context: Any, /, *, template_name: str, config: Any) -> Any:  # noqa: ANN401
            if template_name == "sitemap.xml" and config.site_url:
                files = [
                    File(path, config.docs_dir, config.site_dir, config.use_directory_urls) for path in paths
                ]
                for file in files:
                    Page(None, file, config)
                context["pages"] = sorted([*context["pages"], *files], key=file_sort_key)
            return context

    return Listed()


def mapped() -> Any:  # noqa: ANN401 - as above
    """Make a plug-in that writes no map of a site whose address is not told: it could list no page."""
    from mkdocs.plugins import BasePlugin  # noqa: PLC0415 - as above

    class Mapped(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Empties the map where there is no address, and what is empty is not written."""

        def on_post_template(self, output: str, /, *, template_name: str, config: Any) -> str:  # noqa: ANN401
            return output if template_name != "sitemap.xml" or config.site_url else ""

    return Mapped()


def unmade(paths: Container[str]) -> Any:  # noqa: ANN401 - as above
    """Make a plug-in that spares the builder some pages, to which its menu leads all the same."""
    from mkdocs.plugins import BasePlugin, event_priority  # noqa: PLC0415 - as above
    from mkdocs.structure.files import InclusionLevel  # noqa: PLC0415 - as above

    class Unmade(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Takes the pages out of the builder's hands once it has its menu."""

        @event_priority(LAST)
        def on_nav(self, nav: Any, /, *, files: Any, **_: object) -> Any:  # noqa: ANN401
            for page in files.documentation_pages():
                if page.src_uri in paths:
                    page.inclusion = InclusionLevel.EXCLUDED
            return nav

    return Unmade()
