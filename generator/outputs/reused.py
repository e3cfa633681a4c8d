"""Pages the builder has set before: put into the new site as they are, where nothing of them has changed."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.bundle import bundle
from generator.outputs import writing
from generator.outputs.plan import CONFIG, settings
from generator.outputs.priorities import LAST
from generator.outputs.revision import named, signed, unnamed
from generator.outputs.shelf import ROOM, Shelf, found, kept, version_of

if TYPE_CHECKING:
    from generator.outputs.plan import Plan
    from generator.outputs.revision import Revision

OWN = frozenset({"site_name", "site_description", "site_author", "site_url", "copyright", "extra"})
"""What a district may say in its mkdocs.yml without the builder doing anything else with a page."""
VARIABLES = re.compile("!ENV.*")
"""What a setting asks of the surroundings."""


def fingerprint(plan: Plan) -> str | None:
    """Name all that decides how a page is set but its text; None where a district's settings may do more."""
    if not ordinary(plan.config):
        return None
    texts = [config.read_text(encoding="utf-8") for config in (bundle() / CONFIG, plan.config)]
    return repr((*texts, sys.version, version_of((ROOM,), ()), _installed(), *purpose(plan)))


def ordinary(own: Path) -> bool:
    """Tell whether settings are ours but for how the site is called, as far as they show it untagged."""
    ours = bundle() / CONFIG
    text, told = ours.read_text(encoding="utf-8"), own.read_text(encoding="utf-8")
    if VARIABLES.findall(told) not in ([], VARIABLES.findall(text)) or "INHERIT" in told:
        return False
    same, others = ({k: v for k, v in settings(one).items() if k not in OWN} for one in (ours, own))
    return same == others


def purpose(plan: Plan) -> tuple[str, str]:
    """Tell what is built, and what the surroundings say of it where they have a say."""
    return plan.use, os.environ.get("OFFLINE", "") if plan.use == "site" else ""


@cache
def _installed() -> tuple[str, ...]:
    """Name the folders that tell of installed libraries, which are called as these and their versions are."""
    told = ("*.dist-info", "*.egg-info")
    return tuple(sorted({one.name for place in sys.path for sort in told for one in Path(place).glob(sort)}))


@dataclass
class Sets:
    """What of a build was set before, which is put into the site, and where pages set now are to be kept."""

    plan: Plan
    shelf: Shelf
    index: Any
    named: str | None
    places: dict[str, Path] = field(default_factory=dict)

    def met(self, page: Any) -> bool:  # noqa: ANN401 - the builder ships no types
        """Put a page into the site as it was set, if nothing of it is new but its commit; tells whether."""
        if not self.named:
            return False
        text = sha256(unnamed(page.content_bytes, self.revision)).hexdigest()
        place = self.shelf.place(self.named, self.index.known, page.src_uri, text)
        entries, line, html = (found(place) or b"").partition(b"\n")
        if line and (not entries or self.index.again(page.src_uri, entries.decode())):
            writing.write(Path(page.abs_dest_path), named(html, self.revision))
            return True
        self.places[page.src_uri] = place
        return False

    def keep(self, path: str, html: str) -> None:
        """Keep a page as it was set; not where the commit is among what is searched of it."""
        searched, told = self.index.shown.pop(path, ""), html.encode()
        if (
            (place := self.places.get(path))
            and unnamed(searched, self.revision) == searched
            and not signed(told)
        ):
            kept(place, self.index.named.get(path, "").encode() + b"\n" + unnamed(told, self.revision))

    @property
    def revision(self) -> Revision:
        """Give the revision that pages of this build name."""
        return self.plan.revision


def reused(plan: Plan, shelf: Shelf, index: Any, beside: list[str]) -> Any:  # noqa: ANN401 - as above
    """Make a plug-in that spares the builder the pages it has set before.

    Their entries go to `index` at their place, and they are added to those `beside` the builder, for the map
    of the site.
    """
    from mkdocs.plugins import BasePlugin, event_priority  # noqa: PLC0415 - a second, which pages alone do without
    from mkdocs.structure.files import InclusionLevel  # noqa: PLC0415 - as above

    sets = Sets(plan, shelf, index, fingerprint(plan))

    class Reused(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Takes what is known out of the builder's hands, which has cleared the site's folder by now."""

        @event_priority(LAST)
        def on_nav(self, nav: Any, /, *, files: Any, **_: object) -> Any:  # noqa: ANN401
            pages = list(files.documentation_pages())
            index.positions.update({page.src_uri: number for number, page in enumerate(pages)})
            for page in filter(sets.met, pages):
                page.inclusion = InclusionLevel.EXCLUDED  # the menu, made already, still leads there
                beside.append(page.src_uri)
            return nav

        @event_priority(LAST)
        def on_post_page(self, output: str, /, *, page: Any, **_: object) -> str:  # noqa: ANN401
            sets.keep(page.file.src_uri, output)
            return output

    return Reused()
