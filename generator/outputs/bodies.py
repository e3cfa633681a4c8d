"""What the builder need not read: ready HTML passes it by, and is found by its words alone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from generator.outputs.pages.sheets import HEADING, divided

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACE = "<div>guatu:{}:</div>"
FOUND = '<div class="guatu-record"><h1>{}</h1><p>{}</p></div>'
"""What stands for a record page while the builder indexes it: its title and the words it is found by."""


def bodies() -> Any:  # noqa: ANN401 - the builder ships no types
    """Make a plug-in that carries the HTML of papers and of pages not searched past the Markdown parser.

    Their headings are left to the parser, which lists them and gives them anchors.
    """
    from mkdocs.plugins import BasePlugin  # noqa: PLC0415 - as above

    class Bodies(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Keeps each body from before the parser until after it."""

        def __init__(self) -> None:
            self.kept: dict[str, list[str]] = {}

        def on_page_markdown(self, markdown: str, /, *, page: Any, **_: object) -> str:  # noqa: ANN401
            if page.meta.get("words"):
                self.kept[page.file.src_uri] = [markdown.strip()]
                return ""
            if page.meta.get("kind") == "paper" or page.meta.get("search", {}).get("exclude"):
                parts = divided(markdown)
                self.kept[page.file.src_uri] = parts
                places = (PLACE.format(number) for number in range(len(parts)))
                shown = (
                    part if HEADING.match(part) else place for part, place in zip(parts, places, strict=True)
                )
                return "\n\n".join(shown)
            return markdown

        def on_page_content(self, html: str, /, *, page: Any, **_: object) -> str:  # noqa: ANN401
            if page.meta.get("words"):
                return _stub(page)
            for number, chunk in enumerate(self.kept.pop(page.file.src_uri, ())):
                html = html.replace(PLACE.format(number), chunk)
            return html

        def on_post_page(self, output: str, /, *, page: Any, **_: object) -> str:  # noqa: ANN401
            (body,) = self.kept.pop(page.file.src_uri, [""])
            return output.replace(_stub(page), body) if body else output

    return Bodies()


def _stub(page: Any) -> str:  # noqa: ANN401 - as above
    return FOUND.format(page.meta["title"], escape(page.meta["words"]))


@contextmanager
def named(words: Any, names: Path) -> Iterator[None]:  # noqa: ANN401 - jieba ships no types
    """Let the district's own names be words while its site is built; another site has others."""
    words.check_initialized()
    before = dict(words.FREQ), words.total
    for name in names.read_text(encoding="utf-8").splitlines() if names.is_file() else ():
        words.add_word(name)
    try:
        yield
    finally:
        words.FREQ, words.total = before
