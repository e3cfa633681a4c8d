"""Links between pages, and what a score rests on; a link to a page that is not written fails the build."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from generator.outputs.escape import filled, page_text
from generator.outputs.templates import cut
from generator.outputs.view import COORDINATING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.revision import Revision
    from generator.outputs.view import View

ADJUSTING = ("4.1", "4.2", "4.4")
"""The clauses of 附件3之4, whose figures stand side by side in an edition."""
CODE, CODE_END = Markup("<code>"), Markup("</code>")


@dataclass(frozen=True)
class Web:
    """How addresses are made for one site: `targets` collects every page linked to, with its linking page.

    `source` is the address of a file in the forge with `{commit}`, `{path}` and `{line}`, empty for none.
    """

    view: View
    directories: bool = False
    source: str = ""
    targets: dict[str, str] = field(default_factory=dict)
    paths: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """The relative addresses made so far, by the folder linked from and the target."""
    crumbs: dict[tuple[str, str], tuple[Markup, Markup]] = field(default_factory=dict, repr=False)
    """The way back from pages and what lies beside them, by folder, and by path where they have their own."""
    standing: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """The names of all pages of records, by folder: what an older page tells of may be withdrawn since."""
    lost: dict[str, bool] = field(default_factory=dict, repr=False)
    """Whether a page met is one that is no more."""

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Give the clauses that the page of the rules has a place for."""
        return frozenset({*(rule.clause for rule in self.view.report.policy.rules), *ADJUSTING})

    def links(self, here: str, revision: Revision | None = None) -> Links:
        """Give the links as seen from a page, e.g. `projects/P-1.md`, of a revision, else the view's."""
        commit = (revision or self.view.revision).commit
        return Links(self, here, posixpath.dirname(address(here, self)) or ".", commit)

    def lacks(self, target: str) -> bool:
        """Tell a page of a record that is no more, or not read for its faults."""
        lost = self.lost.get(target)
        if lost is None:
            folder, _, name = target.removesuffix(".md").rpartition("/")
            known = self.standing.get(folder)
            lost = self.lost[target] = known is not None and name != "index" and name not in known
        return lost

    def path(self, start: str, target: str) -> str:
        """Give the relative address of a page or file as seen from a folder of the site."""
        known = self.paths.get((start, target))
        if known is None:
            folder, _, name = address(target, self).rpartition("/")
            known = f"{_way(start, folder)}{name}"
            if self.directories:
                known = known.removesuffix("index.html") or "./"
            self.paths[start, target] = known
        return known


@dataclass(frozen=True, slots=True)
class Links:
    """Links as seen from the page `here`: in templates `to.project(id)`, `to.unit(id)`, `to.url(path)`.

    Pages: projects/ID.md each project · units/ID.md each organisation · offices/ID.md each 综合协调办 ·
    leaders/ID.md each leader · items/ID.md each item. `folder` is where the builder puts the page, `commit`
    that of the files cited.
    """

    web: Web
    here: str
    folder: str
    commit: str

    def url(self, target: str, anchor: str = "") -> Markup:
        """Give the relative address of a page (`cards.md`) or of a file (`assets/charts/a.svg`)."""
        if target.endswith(".md"):
            self.web.targets.setdefault(target, self.here)
        path = self.web.path(self.folder, target)
        return Markup(path + (f"#{quote(anchor)}" if anchor else ""))  # noqa: S704 - paths of ours

    def page(self, target: str, text: str, anchor: str = "", title: str = "") -> Markup:
        """Link to a page with any text, `title` shown on hovering; the text alone where the page is gone."""
        if self.web.lacks(target):
            return page_text(text)
        shown = f' title="{page_text(title)}"' if title else ""
        link = f'<a href="{self.url(target, anchor)}"{shown}>{page_text(text)}</a>'
        return Markup(link)  # noqa: S704 - each part has come through the one door

    def project(self, key: str, text: str = "") -> Markup:
        """Link to a project by its name; an unknown id stays plain text."""
        view = self.web.view
        if key not in view.known.projects:
            return page_text(text or key)
        return self.page(f"projects/{key}.md", text or view.project_name(key))

    def unit(self, key: str, text: str = "") -> Markup:
        """Link to a unit by its short name (an office's own page for a coordination office)."""
        unit = self.web.view.unit(key)
        if unit is None:
            return page_text(text or key)
        return self.page(f"units/{key}.md", text or unit.short, title=unit.name)

    def units(self, keys: Sequence[str]) -> Markup:
        """Link to several units."""
        return Markup("、").join(map(self.unit, keys)) if keys else Markup("—")

    def office(self, key: str | None) -> Markup:
        """Link to a coordination office by its short name; — for none."""
        unit = self.web.view.unit(key or "")
        if unit is None or unit.kind != COORDINATING:
            return self.unit(key) if key else Markup("—")
        return self.page(f"offices/{key}.md", unit.short, title=unit.name)

    def leader(self, key: str) -> Markup:
        """Link to a leader by name."""
        view = self.web.view
        if key not in view.known.leaders:
            return page_text(key)
        return self.page(f"leaders/{key}.md", view.leader_name(key))

    def item(self, key: str, text: str = "") -> Markup:
        """Link to an item by the beginning of its text."""
        story = self.web.view.item(key)
        if story is None:
            return page_text(text or key)
        return self.page(f"items/{key}.md", text or cut(story.item.text))

    def subject(self, key: str) -> Markup:
        """Link to what an entry is about, project or item; — for a limit's entry."""
        if not key:
            return Markup("—")
        return self.item(key) if self.web.view.item(key) else self.project(key)

    def clause(self, clause: str, text: str = "") -> Markup:
        """Link to a clause among the rules; to their page where the edition shown has no such clause."""
        known = clause in self.web.clauses
        return self.page("regulation.md", text or clause, anchor(clause) if known else "")

    def evidence(self, place: str) -> Markup:
        """Show a file and line (`data/…/E-1.yml:4`) with the commit; linked where the forge is known."""
        path, _, line = place.rpartition(":")
        commit, source = self.commit, self.web.source
        text = CODE + page_text(place) + CODE_END
        if not source or not commit:
            return text
        address = source.format(commit=commit, path=quote(path), line=line)
        return filled('<a href="{}" rel="noreferrer">{}</a>', page_text(address), text)


def anchor(clause: str) -> str:
    """Give a clause's place on the page of the rules: `1.1(2)` is `clause-1-1-2`."""
    return "clause-" + "-".join(re.findall("[0-9]+", clause))


@lru_cache(maxsize=4096)
def _way(start: str, folder: str) -> str:
    """Give the way from one folder of the site to another, both seen from its top."""
    way = posixpath.relpath(f"/{folder}", f"/{start}")
    return "" if way == "." else f"{way}/"


def address(target: str, web: Web) -> str:
    """Give where the builder puts a page or file, below the site's root."""
    if not target.endswith(".md"):
        return target
    stem = target.removesuffix(".md")
    if not web.directories or stem == "index" or stem.endswith("/index"):
        return f"{stem}.html"
    return f"{stem}/index.html"
