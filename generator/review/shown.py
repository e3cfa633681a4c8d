"""What every place to publish to offers, a branch or a folder: what it shows, and how it is shown more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jinja2 import Template
from mike.versions import Versions

from generator.bundle import bundle
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.review.editions import Edition
    from generator.review.release import Release

LATEST, MENU, INDEX = "latest", "versions.json", "index.html"
REDIRECT = bundle() / "site_templates" / "publish" / "redirect.html"


NOT_OURS = (
    "{} 里有别的内容{}，不是 guatu publish 发布的，不敢动：请换一个",
    "{} holds what guatu publish did not put there{}, and is left alone: choose another",
)
FEW = 5


def not_ours(where: str, foreign: Sequence[str] = ()) -> Refused:
    """Refuse a branch or a folder that holds other things, naming the first few."""
    more = f"…… 共 {len(foreign)} 个" if len(foreign) > FEW else ""
    told = f"（{'、'.join(foreign[:FEW])}{more}）" if foreign else ""
    return Refused(*(text.format(where, told) for text in NOT_OURS))


def menu(data: bytes | None, where: str) -> Versions:
    """Read the menu of versions, empty where there is none. Raises Refused for one that is not mike's."""
    try:
        return Versions.loads((data or b"[]").decode())
    except (ValueError, KeyError, TypeError) as error:
        raise not_ours(where) from error


def start_page() -> str:
    """Give the start page, which leads to `latest`."""
    text = REDIRECT.read_text(encoding="utf-8")
    shown: str = Template(text, autoescape=True, keep_trailing_newline=True).render(href=f"{LATEST}/")
    return shown


class LostRaceError(Exception):
    """Somebody else published in between; look again and do again what is still needed."""


@dataclass(frozen=True)
class Placed:
    """An edition's finished site in a folder, its record beside it."""

    edition: Edition
    folder: Path
    release: Release


class Place(Protocol):
    """A place where readers find the site: one folder a version, `latest`, versions.json, index.html."""

    @property
    def where(self) -> str:
        """Name the place to its user."""

    def shown(self) -> Mapping[str, Release]:
        """Look at what readers see now: each version's record. Raises Refused for what is not ours."""

    def altered(self, name: str) -> list[str]:
        """Name the files of a version that are no longer as its record says."""

    def latest(self) -> str:
        """Name the version of which `latest` is a whole copy, and the start page leads to; else empty."""

    def around(self) -> Mapping[str, bytes]:
        """Give the files outside all versions and `latest`, by path: start page, menu, what is foreign."""

    def refuse_closed(self) -> None:
        """Refuse a place that cannot be written to, as far as that can be known before. Raises Refused."""

    def put(self, placed: Sequence[Placed], latest: str) -> None:
        """Show these versions too, all in one move; `latest` names the one to be copied there.

        Raises LostRaceError where what is shown has changed since it was looked at.
        """
