"""What a page would have a browser fetch from elsewhere: nothing may be, readers have no internet (P13)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

FETCHED = {
    **dict.fromkeys(("script", "iframe", "embed", "audio"), ("src",)),
    **dict.fromkeys(("img", "source"), ("src", "srcset")),
    "object": ("data",),
    "video": ("src", "poster"),
    "link": ("href",),
}
"""The attributes whose addresses a browser fetches, by element."""
TELLING = frozenset({"canonical", "alternate", "prev", "next", "author", "license"})
"""Links by which a page tells of others without anybody fetching them."""
ADDRESS = re.compile(r"(?:^|[\s,])((?:https?:)?//[^/\s\"']+)")
IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^/\s\"')]+)")
IN_SCRIPT = re.compile(r"[\"'`]((?:https?:)?//(?!www\.w3\.org)[^/\s\"'`]+)")
ASKED = re.compile(r"https?://github\.com|https?://[^/]*gitlab[^/]*")
"""Forges that the theme's script asks about a repository whose address it is given."""


def outside(page: str) -> str:
    """Give the first address elsewhere that a page would have a browser ask, empty without any."""
    reader = _Reader()
    reader.feed(page)
    return next(iter(reader.found), "")


class _Reader(HTMLParser):
    """Collects addresses that are fetched, in attributes, styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: re.Pattern[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.inside = {"style": IN_STYLE, "script": IN_SCRIPT}.get(tag)
        self.found += IN_STYLE.findall(told.get("style", ""))
        if tag == "a" and told.get("data-md-component") == "source":
            self.found += ASKED.findall(told.get("href", ""))
        if tag != "link" or not TELLING & set(told.get("rel", "").split()):
            for name in FETCHED.get(tag, ()):
                self.found += ADDRESS.findall(told.get(name, ""))

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found += self.inside.findall(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as it is called
        self.inside = None
