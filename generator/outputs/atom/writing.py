"""An Atom feed as bytes (RFC 4287), by the standard library's XML writer, which escapes whatever it is given.

The feed libraries looked at put the clock or their version into what they write, or need a compiled parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.outputs.escape import bare
from generator.outputs.subscriptions import whose
from generator.records.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
MINTED = "2026"
"""The year in which these names were given (RFC 4151); it never changes."""


@dataclass(frozen=True, slots=True)
class News:
    """One entry: `name` never changes, `link` leads to a page as seen from the feed."""

    name: str
    title: str
    moment: datetime
    author: str
    link: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: `site_url` is where the site lies, empty where that is not told; `moment` is the data's."""

    site_url: str
    author: str
    moment: datetime

    def tag(self, name: str) -> str:
        """Name a thing for good, whatever its title and address become."""
        host, below = whose(self.site_url)
        return f"tag:{host or 'guatu.invalid'},{MINTED}:{'/'.join(filter(None, (below, name)))}"

    def feed(self, path: str, title: str, news: Sequence[News]) -> bytes:
        """Write a feed, its entries in the order given."""
        root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
        _text(root, "id", self.tag(path))
        _text(root, "title", title)
        _text(root, "updated", _said(max((one.moment for one in news), default=self.moment)))
        _author(root, self.author)
        _link(root, "self", path.rpartition("/")[2], "application/atom+xml")
        _link(root, "alternate", "../index.html", "text/html")
        for one in news:
            self._entry(root, one)
        ET.register_namespace("", ATOM)
        ET.register_namespace("h", XHTML)
        written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return written + b"\n"

    def _entry(self, root: ET.Element, one: News) -> None:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        _text(entry, "id", self.tag(one.name))
        _text(entry, "title", one.title)
        _text(entry, "updated", _said(one.moment))
        _author(entry, one.author)
        _link(entry, "alternate", one.link, "text/html")
        content = ET.SubElement(entry, f"{{{ATOM}}}content", {"type": "xhtml"})
        body = ET.SubElement(ET.SubElement(content, f"{{{XHTML}}}div"), f"{{{XHTML}}}ul")
        for line in one.lines:
            ET.SubElement(body, f"{{{XHTML}}}li").text = bare(line)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = bare(text)


def _author(parent: ET.Element, name: str) -> None:
    _text(ET.SubElement(parent, f"{{{ATOM}}}author"), "name", name or "—")


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "type": kind, "href": href})


def _said(moment: datetime) -> str:
    """Write a moment as RFC 3339 has it, in Shanghai's time."""
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")
