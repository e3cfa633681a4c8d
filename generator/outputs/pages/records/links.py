"""Links between record pages, each made once: all of them lie one folder deep, so one address serves all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.escape import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.outputs.links import Links, Web
    from generator.outputs.revision import Revision

HERE = "records/any.md"
"""No page of ours: seen from here, every address names its folder, and so fits any record page."""


class Ready(dict[str, Markup]):
    """Links of one sort by id, made when first asked for."""

    def __init__(self, make: Callable[[str], Markup]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: str) -> Markup:
        self[key] = made = self.make(key)
        return made


class RecordLinks:
    """Ready-made links by id and sort; `to` makes any other link."""

    def __init__(self, web: Web, revision: Revision | None = None) -> None:
        self.to: Links = web.links(HERE, revision)
        self._of: dict[str, RecordLinks] = {self.to.commit: self}
        self.units = Ready(self.to.unit)
        self.full = Ready(lambda key: self.to.unit(key, web.view.full(key)))
        self.offices = Ready(self.to.office)
        self.leaders = Ready(self.to.leader)
        self.projects = Ready(self.to.project)
        self.items = Ready(self.to.item)
        self.subjects = Ready(self.to.subject)
        self.subject_ids = Ready(self._by_id)
        self.places = Ready(self.to.evidence)
        self.clauses = Ready(self.to.clause)
        self.archives = Ready(lambda key: self.to.page(f"archives/{key}.md", "全部记录、会议和历年投资"))
        self.causes = Ready(self._cause)

    def _by_id(self, key: str) -> Markup:
        """Link to what an entry is about by its id, beside a sentence that names it."""
        known = self.to.web.view.item(key)
        return self.to.item(key, f"议定事项 {key}") if known else self.to.project(key, f"项目 {key}")

    def _cause(self, key: str) -> Markup:
        """Give the address of what an entry is about, where it lists its entries; empty for nothing known."""
        view = self.to.web.view
        if view.item(key):
            return self.to.url(f"items/{key}.md", "entries")
        return self.to.url(f"projects/{key}.md", "entries") if view.project(key) else Markup()

    def of(self, what: str) -> Ready | None:
        """Give the links of one sort of id; None for what has no page."""
        sorts = {"unit": self.units, "leader": self.leaders, "project": self.projects, "item": self.items}
        return sorts.get(what)

    def all_units(self, keys: Iterable[str]) -> Markup:
        """Link several organisations."""
        return Markup("、").join([self.units[key] for key in keys]) or Markup("—")

    def cite(self, places: Iterable[str], revision: Revision) -> Markup:
        """Cite files and lines as a revision has them: those of a sealed quarter as they were sealed."""
        if revision.commit not in self._of:
            self._of[revision.commit] = RecordLinks(self.to.web, revision)
        return self._of[revision.commit].evidence(places)

    def evidence(self, places: Iterable[str]) -> Markup:
        """Cite files and lines, each once: as a line of its own, folded where there are several."""
        cited = [self.places[place] for place in dict.fromkeys(places)]
        if not cited:
            return Markup()
        if len(cited) == 1:
            return filled('<span class="rec-proof">{}</span>', cited[0])
        lines = Markup("<br>").join(cited)
        return filled('<details class="rec-cite"><summary>依据{}处</summary>{}</details>', len(cited), lines)
