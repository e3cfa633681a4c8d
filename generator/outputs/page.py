"""One page, as any builder reads it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.outputs.escape import front_matter

BOOST = {"regulation": 8}
"""How much more a word counts on pages of a kind: a clause asked for comes before those who name it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, as any builder reads it: a path below docs, a head, and a body.

    `body` is Markdown, or an HTML block for a record page. `kind` names the kind of page (home, bulletin,
    project …). `search` puts it into the full-text index; `hide` names sidebars it does without. `entry` is
    what the finder tells it by beside its title: kind, id and keywords; nothing for a page it does not list.
    """

    path: str
    title: str
    description: str
    body: str
    kind: str
    search: bool = True
    hide: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Give the file: YAML head, then body."""
        more: dict[str, object] = {"kind": self.kind}
        if self.hide:
            more["hide"] = list(self.hide)
        if not self.search:
            more["search"] = {"exclude": True}
        elif self.kind in BOOST:
            more["search"] = {"boost": BOOST[self.kind]}
        return front_matter(self.title, self.description, more) + "\n" + self.body.strip("\n") + "\n"
