"""The whole site: pages into the docs folder in one move, then MkDocs in this process."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import yaml

from generator.bundle import bundle
from generator.mechanism.report import report
from generator.outputs import api, finder, writing
from generator.outputs.bodies import bodies, named
from generator.outputs.links import Web
from generator.outputs.office.forms import writable
from generator.outputs.pages import FAMILIES
from generator.outputs.press import Press
from generator.outputs.revision import Revision
from generator.outputs.seals import Seals
from generator.outputs.sections import placed
from generator.outputs.shelf import Shelf
from generator.outputs.surroundings import surroundings
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records.changes import History

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from generator.mechanism.closing import Sealed
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

CONFIG = "mkdocs.yml"
Use = Literal["site", "version", "folder"]
"""A site by itself; one of many versions, with a menu of them; one to be opened from a folder."""
LOST = "<h1>404 - Not found</h1>"


class BuildError(Exception):
    """The builder refused the pages; its warnings are the argument, one a line."""


@dataclass(frozen=True)
class Plan:
    """What is to be built: where the data lies, of which day and commit, and where the site goes."""

    root: Path
    as_of: date
    site: Path | None = None
    revision: Revision = field(default_factory=Revision)
    committed: datetime | None = None
    seals: Seals = field(default_factory=Seals, repr=False)
    seal: Sealed | None = None
    """The seal whose own site it is; None for the working site."""
    history: History = field(default_factory=History, repr=False)
    files: bool = True
    """Whether the papers are written as files too."""
    pages: Path | None = None
    """Where the pages are written; `build/docs` unless told."""
    use: Use = "site"

    @property
    def config(self) -> Path:
        """Give the root's own mkdocs.yml, else the one that comes with the tool."""
        own = self.root / CONFIG
        return own.resolve() if own.is_file() else bundle() / CONFIG

    @property
    def docs(self) -> Path:
        """Give the folder of pages."""
        return self.pages or self.root.resolve() / "build" / "docs"

    @property
    def shelf(self) -> Shelf | None:
        """Give the folder where written papers are kept between builds; None where no files are wanted."""
        kept = self.root.resolve() / "build" / "papers"
        return Shelf(kept, bundle() / "site_templates" / "print", writable()) if self.files else None


def view(portfolio: Portfolio, problems: Sequence[Problem], plan: Plan) -> View:
    """Compute the view of the day; reports of earlier days are computed when a bulletin asks for them."""

    @cache
    def report_on(day: date) -> Any:  # noqa: ANN401 - a Report; the cache hides its type
        return report(portfolio, day, plan.seals.closed)

    if plan.seal:
        return replace(plan.seals.until(plan.seal.act.number).view(plan.seal), history=plan.history)
    seals = plan.seals.by(plan.as_of)
    revision = replace(plan.revision, number=seals.number)
    found = report_on(plan.as_of), portfolio, tuple(problems), revision, plan.history, report_on
    return View(*found, seals=seals)


def pages(
    seen: View, config: Mapping[str, Any], shelf: Shelf | None = None, committed: datetime | None = None
) -> dict[str, bytes]:
    """Print every page and file below the docs folder; `committed` is the moment of the data's commit.

    Raises BadPageError for a link that leads nowhere.
    """
    web = Web(
        seen, bool(config.get("use_directory_urls", True)), str(config.get("extra", {}).get("source", ""))
    )
    folder = bundle() / "site_templates"
    with ProcessPoolExecutor(os.cpu_count() if shelf else 1) as pool:
        press = Press(seen, environment(folder), web, folder, pool, shelf)
        words = finder.words(press)
        printed = [
            replace(placed(page, web), words=words.get(page.path, ""))
            for family in FAMILIES
            for page in family(press)
        ]
        files = writing.page_files(printed)
        writing.check_links(files, web.targets)
        files |= press.ordered() | api.files(seen, committed)
    files |= {"assets/finder-index.js": finder.index(press, files), finder.NAMES: finder.names(press)}
    return files | _assets()


def _assets() -> dict[str, bytes]:
    folder = bundle() / "site_templates" / "theme" / "assets"
    return {
        f"assets/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_pages(portfolio: Portfolio, problems: Sequence[Problem], plan: Plan) -> tuple[int, int]:
    """Write all pages below `build/docs`; tells how many files there are and how many changed.

    Raises NoPolicyError, MissingYear, ForeignFolderError, BadPageError.
    """
    shelf = plan.shelf
    files = pages(view(portfolio, problems, plan), settings(plan.config), shelf, plan.committed)
    if shelf and not plan.seal:
        shelf.tidy()
    return len(files), writing.sync(plan.docs, files)


def settings(config: Path) -> Mapping[str, Any]:
    """Read what we need of mkdocs.yml without running its tags."""

    class Plain(yaml.SafeLoader):
        """A loader that reads tagged values as None."""

    Plain.add_multi_constructor("!", lambda *_: None)
    Plain.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    loaded = yaml.load(config.read_text(encoding="utf-8"), Plain)  # noqa: S506 - a SafeLoader
    return loaded if isinstance(loaded, dict) else {}


def build_site(plan: Plan, *, fast: bool = True) -> None:
    """Run MkDocs over `build/docs` and swap the result into the site folder.

    `fast` spares record pages the Markdown parser, which gives their HTML back as it was.

    Raises BuildError for anything the builder warns of, ForeignFolderError for a folder that is not ours.
    """
    target = plan.site or plan.root / "site"
    with writing.swapped(target.resolve()) as fresh, _still(plan), _heard() as warnings:
        try:
            _mkdocs(plan, fresh, fast=fast)
            _stamp_lost(plan, fresh / "404.html")
        except Exception as error:
            if type(error).__module__ != "mkdocs.exceptions":
                raise
            raise BuildError("\n".join([*warnings, str(error)])) from error


def _mkdocs(plan: Plan, fresh: Path, *, fast: bool) -> None:
    # The builder takes a second to import, which pages alone do without.
    import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.WARNING)
    with named(jieba.dt, plan.docs / finder.NAMES):
        _built(plan, fresh, fast=fast)


def _built(plan: Plan, fresh: Path, *, fast: bool) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415 - as above
    from mkdocs.config import load_config  # noqa: PLC0415 - as above

    config = load_config(str(plan.config), docs_dir=str(plan.docs), site_dir=str(fresh), strict=True)
    if plan.use == "version":
        config.extra["version"] = {"provider": "mike", "alias": True}
    if fast:
        config.plugins["guatu/bodies"] = bodies()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def _stamp_lost(plan: Plan, page: Path) -> None:
    """Let the page for what is not there say what every page says; it comes from the theme alone."""
    seals = plan.seals.until(plan.seal.act.number) if plan.seal else plan.seals.by(plan.as_of)
    revision = replace(plan.revision, number=seals.number, sealed=plan.seal is not None)
    template = environment(bundle() / "site_templates").get_template("parts/stamp.html.j2")
    said = template.module.stamp(plan.as_of, plan.as_of, revision)  # type: ignore[attr-defined]
    before = page.read_text(encoding="utf-8") if page.is_file() else ""
    after = before.replace(LOST, f'<h1>没有这一页</h1>\n<p class="g-asof">{said}</p>')
    if after == before and not (plan.root / CONFIG).is_file():
        raise writing.BadPageError(page.name)  # a district's own theme may say it another way
    if after != before:
        page.write_text(after, encoding="utf-8")


def _still(plan: Plan) -> AbstractContextManager[None]:
    """Stop the builder's clock at the commit's time, or the morning of the day."""
    moment = plan.committed or datetime.combine(plan.as_of, time(), UTC)
    offline = {} if plan.use == "site" else {"OFFLINE": "true" if plan.use == "folder" else "false"}
    still = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    return surroundings(still | offline)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect the builder's warnings instead of printing them."""
    found: list[str] = []

    class Ear(logging.Handler):
        """Keeps what is said."""

        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, ear = logging.getLogger("mkdocs"), Ear(logging.WARNING)
    spread, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield found
    finally:
        logger.removeHandler(ear)
        logger.propagate = spread
