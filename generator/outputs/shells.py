"""The theme's shell around a kind of record page: made once by the builder, then stamped with each page."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator.outputs import builder
from generator.outputs.bodies import unmade
from generator.outputs.compiled import of_own
from generator.outputs.escape import in_head
from generator.outputs.links import address
from generator.outputs.plan import settings
from generator.outputs.reused import fingerprint, purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.outputs.links import Web
    from generator.outputs.page import Page
    from generator.outputs.plan import Plan

TITLE, SAID, NAME = "guatu-shell & title", "guatu-shell-said", "guatu-shell-name"
BODY = "<h1>guatu-shell-body</h1>"
"""A title of its own, as every record page has: the theme writes one above a body without."""
SIGNS = (in_head(TITLE), SAID, NAME, BODY)
FIELDS = tuple(sign.encode() for sign in SIGNS)
_FIELDS = re.compile(f"({'|'.join(map(re.escape, SIGNS))})")


class UnlikeError(Exception):
    """A page the builder makes is not what its stamped shell is: a theme or plug-in tells pages apart."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What the builder writes around the pages of one folder: plain text and fields, in turns."""

    parts: tuple[bytes, ...]

    @classmethod
    def of(cls, parts: Iterable[str]) -> Self:
        """Give the shell of such parts."""
        return cls(tuple(part.encode() for part in parts))

    def stamp(self, page: Page, body: bytes) -> bytes:
        """Write a page as the builder would: its title, description, address and body in their places."""
        name = page.path.rpartition("/")[2].removesuffix(".md")
        told = in_head(page.title), in_head(page.description), name
        fields = dict(zip(FIELDS, (*(text.encode() for text in told), body.strip()), strict=True))
        return b"".join([fields.get(part, part) for part in self.parts])


def shells(plan: Plan, web: Web, patterns: Iterable[Page]) -> Mapping[str, Shell]:
    """Have the builder make the shell of each folder that one of its pages stands for.

    Raises UnlikeError where a page's body does not stand in its shell, BuildError as the builder does.
    """
    marked = [_marked(page) for page in patterns]
    decided = fingerprint(plan)
    if not decided:
        return _made(plan, web, marked)
    # Named by what a district says of itself, so that a new version takes the place of the old.
    site = (plan.config.read_text(encoding="utf-8"), *purpose(plan), web.directories)
    name = sha256(repr((site, [one.path for one in marked])).encode()).hexdigest()
    what = repr((decided, marked, web.directories))
    told = of_own(f"shells/{name}", what, lambda: _written(_made(plan, web, marked)))
    return {folder: Shell.of(parts) for folder, parts in json.loads(told).items()}


def _written(made: Mapping[str, Shell]) -> bytes:
    parts = {folder: [part.decode() for part in one.parts] for folder, one in made.items()}
    return json.dumps(parts, ensure_ascii=False).encode()


def _made(plan: Plan, web: Web, marked: Sequence[Page]) -> Mapping[str, Shell]:
    with tempfile.TemporaryDirectory(prefix="guatu-") as room:
        docs, made = Path(room) / "docs", Path(room) / "site"
        menu = dict(_named(settings(plan.config).get("nav")))
        for path, text in (menu | {one.path: one.text for one in marked}).items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_text(text, encoding="utf-8")
        builder.run(plan, docs, made, unmade(menu))
        return {one.path.partition("/")[0]: _shell(made / address(one.path, web)) for one in marked}


def _marked(page: Page) -> Page:
    path = f"{page.path.rpartition('/')[0]}/{NAME}.md"
    return replace(page, path=path, title=TITLE, description=SAID, body=BODY)


def _named(nav: object) -> Iterator[tuple[str, str]]:
    """Give an empty page for each that the menu names, so that the builder can make the menu."""
    if isinstance(nav, str) and nav.endswith(".md"):
        yield nav, "---\ntitle: menu\n---\n"
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _named(part)


def _shell(page: Path) -> Shell:
    """Take a page apart at the fields. Raises UnlikeError where its body is not there once."""
    parts = tuple(_FIELDS.split(page.read_text(encoding="utf-8")))
    if parts.count(BODY) != 1:
        raise UnlikeError(page.name)
    return Shell.of(parts)
