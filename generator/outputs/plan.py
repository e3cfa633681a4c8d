"""What is to be built: where the data lies, of which day and commit, and where the site goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

import yaml

from generator.bundle import bundle
from generator.mechanism.report import report
from generator.outputs.office.forms import writable
from generator.outputs.press import FONT
from generator.outputs.revision import Revision
from generator.outputs.seals import Seals
from generator.outputs.shelf import Drawings, Papers, Prints, Shelves
from generator.outputs.view import View
from generator.records import git
from generator.records.changes import History
from generator.records.known import Versions, added_since
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from generator.mechanism.closing import Sealed
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

CONFIG = "mkdocs.yml"
Use = Literal["site", "version", "folder"]
"""A site by itself; one of many versions, with a menu of them; one to be opened from a folder."""


@dataclass(frozen=True)
class Plan:
    """What is to be built: where the data lies, of which day and commit, and where the site goes."""

    root: Path
    as_of: date
    site: Path | None = None
    revision: Revision = field(default_factory=Revision)
    committed: datetime | None = None
    added: Sequence[str] | None = None
    """The files that are not committed yet, where these are all that differs; None where anything may."""
    seals: Seals = field(default_factory=Seals, repr=False)
    seal: Sealed | None = None
    """The seal whose own site it is; None for the working site."""
    history: History = field(default_factory=History, repr=False)
    files: bool = True
    """Whether the papers are written as files too."""
    pages: Path | None = None
    """Where the pages are written; `build/docs` unless told."""
    use: Use = "site"
    fixed: bool = False
    """Whether the settings are those of the commit, too, as the data are."""
    home: Path | None = None
    """The folder of the settings; the root unless told."""
    past: bool = False
    """Whether settings with a theme of their own are an earlier commit's: their menu need not be today's."""

    @property
    def config(self) -> Path:
        """Give the district's own mkdocs.yml, else the one that comes with the tool."""
        own = (self.home or self.root) / CONFIG
        return own.resolve() if own.is_file() else bundle() / CONFIG

    @property
    def docs(self) -> Path:
        """Give the folder of pages."""
        return self.pages or self.root.resolve() / "build" / "docs"

    def kept(self, name: str) -> Path:
        """Give a folder of a name for what is kept between builds, which no commit can put anything into."""
        return self._room.of(name)

    @cached_property
    def _room(self) -> git.Room:
        return git.room(self.root.resolve())

    @property
    def shelves(self) -> Shelves:
        """Give the folders that keep things made between builds, papers only where files are wanted."""
        own = bundle() / "site_templates"
        papers = (
            Papers(self.kept("papers"), print_folder=own / "print", forms=writable()) if self.files else None
        )
        drawings = Drawings(self.kept("charts"), font=own / FONT)
        prints = Prints(self.kept("prints"), templates=own)
        return Shelves(papers, drawings, prints)


def view(portfolio: Portfolio, problems: Sequence[Problem], plan: Plan) -> View:
    """Compute the view of the day; reports of earlier days are computed when a bulletin asks for them."""
    unsaved = added_since(portfolio, plan.added) if plan.revision.changed else date.max

    def revision_on(day: date) -> Revision:
        change = None if day >= unsaved else versions.of(day)
        if change is None:
            return revision
        lives = [(act.number, plan.history.life("events", act.id)) for act in seals.acts]
        number = max((number for number, life in lives if life and life[0].place <= change.place), default=0)
        return replace(revision, commit=change.commit, number=number, changed=False)

    if plan.seal:
        return replace(plan.seals.until(plan.seal.act.number).view(plan.seal), history=plan.history)
    seals = plan.seals.by(plan.as_of)
    revision, versions = replace(plan.revision, number=seals.number), Versions(plan.history, portfolio)
    closed = plan.seals.closed
    report_on = partial(report, portfolio, closed=closed, scored=False)
    told = tuple(problems), revision, plan.history, report_on, revision_on
    return View(report(portfolio, plan.as_of, closed), portfolio, *told, seals=seals)


def settings(config: Path) -> Mapping[str, Any]:
    """Read what we need of a mkdocs.yml without running its tags; without a theme it is completed by ours.

    Raises Refused where it says nothing that can be understood.
    """
    own = _own(config.resolve(), [])
    if not completed(own):
        return own
    ours: dict[str, Any] = _own(bundle() / CONFIG, [])
    return ours | own | {"extra": ours["extra"] | own.get("extra", {})}


def inherited(config: Path) -> Iterator[Path]:
    """Give the files a mkdocs.yml inherits, one from the other. Raises Refused for one not understood."""
    seen = {config}
    while isinstance(told := _plain(config), dict) and "INHERIT" in told:
        config = (config.parent / str(told["INHERIT"])).resolve()
        if config in seen or not config.is_file():
            break
        seen.add(config)
        yield config


def completed(own: Mapping[str, Any]) -> bool:
    """Tell whether settings, with all they inherit, are completed by ours: they name no theme."""
    return own.get("theme") is None


def _own(config: Path, heirs: Sequence[Path]) -> dict[str, Any]:
    """Read a mkdocs.yml and what it inherits, without what is left empty."""
    told = _plain(config)
    own: dict[str, Any] = told if isinstance(told, dict) else {}
    named = all(isinstance(key, str) for key in own)
    if (told and not own) or not named or not isinstance(own.get("extra") or {}, dict):
        raise Refused(
            f"{config} 读不懂：应当一行一项，写成“名称: 值”，extra 下面也一样",
            f"{config} cannot be read: it is to have names with values, and so is `extra` in it",
        )
    own = {key: value for key, value in own.items() if value is not None}
    if "INHERIT" not in own:
        return own
    parent = (config.parent / str(own.pop("INHERIT"))).resolve()
    if parent in heirs or not parent.is_file():
        raise Refused(
            f"{config} 的 INHERIT 找不到 {parent}", f"{config} inherits {parent}, which is not there"
        )
    whole = _own(parent, [*heirs, config])
    return whole | own | {"extra": whole.get("extra", {}) | own.get("extra", {})}


class _Plain(yaml.SafeLoader):
    """A loader that reads tagged values as None."""


for _tag in ("!", "tag:yaml.org,2002:python/"):
    _Plain.add_multi_constructor(_tag, lambda *_: None)


@lru_cache(maxsize=8)
def _loaded(text: str) -> Any:  # noqa: ANN401 - what anybody may write
    """Give what a text says, the same each time, which nobody is to change."""
    return yaml.load(text, _Plain)  # noqa: S506 - a SafeLoader


def _plain(config: Path) -> Any:  # noqa: ANN401 - as above
    try:
        return _loaded(config.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise Refused(f"{config} 不是 UTF-8 编码", f"{config} is not UTF-8") from None
    except yaml.YAMLError as error:
        line = mark.line + 1 if (mark := getattr(error, "problem_mark", None)) else 1
        raise Refused(f"{config} 第{line}行读不懂", f"{config} cannot be read: line {line}") from None
    except ValueError as error:  # a day there is none
        raise Refused(f"{config} 读不懂：{error}", f"{config} cannot be read: {error}") from None
