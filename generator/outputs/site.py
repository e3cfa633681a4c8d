"""The whole site: overviews and papers set by the theme's builder, records stamped, swapped in whole."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.bundle import bundle
from generator.outputs import ahead, api, builder, finder, writing
from generator.outputs.compiled import Compiled
from generator.outputs.desk import Desk, at_work, handed, looked_up, put
from generator.outputs.links import Web, address
from generator.outputs.orders import Either
from generator.outputs.pages import FAMILIES, papers, records
from generator.outputs.plan import settings, view
from generator.outputs.press import Press
from generator.outputs.sections import placed
from generator.outputs.settled import settled
from generator.outputs.shelf import Shelves
from generator.outputs.shells import UnlikeError, shells
from generator.outputs.tables import derived, lateness
from generator.outputs.templates import environment
from generator.processes import SPLIT, processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from generator.outputs.page import Page
    from generator.outputs.papers.periods import Cadence
    from generator.outputs.plan import Plan
    from generator.outputs.view import View
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

WAITING = 100
"""Pages that wait to be parted into words before the processes that print are asked too: each has to read the
words of the language first, which takes as long as parting some sixty pages."""
EARLY: tuple[Cadence, ...] = ("年", "季")
"""Papers begun by a process of its own while this one looks up what record pages share."""
OVERVIEWS = tuple(one for one in FAMILIES if one not in {papers.pages, records.pages})


def pages(
    seen: View,
    config: Mapping[str, Any],
    shelves: Shelves | None = None,
    committed: datetime | None = None,
) -> dict[str, bytes]:
    """Print every page and file below the docs folder; `committed` is the moment of the data's commit.

    Raises BadPageError for a link that leads nowhere.
    """
    with processes(os.cpu_count()) as pool:
        return _whole(_press(seen, config, shelves or Shelves(), pool), config, committed)


def _whole(press: Press, config: Mapping[str, Any], committed: datetime | None) -> dict[str, bytes]:
    printed = list(_of(FAMILIES, press))
    files = writing.page_files(placed(finder.read(page), press.web) for page in printed)
    files |= _around(press, printed) | _subscribed(press.web, config, committed)
    files |= api.files(press.view, api.Issue.of(config, committed), press.once)
    writing.check_links(files, press.web.targets)
    return files | press.ordered()


def write_pages(portfolio: Portfolio, problems: Sequence[Problem], plan: Plan) -> tuple[int, int]:
    """Write all pages below `build/docs`; tells how many files there are and how many changed.

    Raises NoPolicyError, MissingYear, ForeignFolderError, BadPageError, Refused.
    """
    shelves, seen = plan.shelves, view(portfolio, problems, plan)
    with settled(plan) as whole:
        files = pages(seen, settings(whole.config), shelves, plan.committed)
    _tidied(plan, shelves)
    with writing.alone(plan.docs):
        return len(files), writing.sync(plan.docs, files)


def build_site(
    portfolio: Portfolio, problems: Sequence[Problem], plan: Plan, *, stamped: bool = True
) -> tuple[int, bool]:
    """Build the site and swap it into its folder; tells how many pages it has and whether they were stamped.

    Record pages are stamped into shells that the builder makes once a kind, unless it shows that it makes
    other pages than those: then it makes all of them, as it does where `stamped` is False.

    Raises NoPolicyError, MissingYear, ForeignFolderError, BadPageError, Refused; BuildError for anything the
    builder warns of.
    """
    with settled(plan) as whole:
        return _built(portfolio, problems, whole, stamped=stamped)


def _built(
    portfolio: Portfolio, problems: Sequence[Problem], plan: Plan, *, stamped: bool
) -> tuple[int, bool]:
    target = plan.site or plan.root / "site"
    seen, shelves = view(portfolio, problems, plan), plan.shelves
    with (
        writing.alone(plan.docs),
        ahead.helping() as helper,
        writing.swapped(target.resolve(), helper) as fresh,
    ):
        lateness.order(seen, helper)
        done = stamped and _stamped(seen, plan, shelves, fresh, helper)
        if not done:
            _set(seen, plan, shelves, fresh, helper)
        _tidied(plan, shelves)
        return sum(1 for _ in fresh.rglob("*.html")), done


def _set(seen: View, plan: Plan, shelves: Shelves, fresh: Path, helper: Executor) -> None:
    """Build with every page set by the builder."""
    config = settings(plan.config)
    with processes(os.cpu_count()) as pool:
        press = _press(seen, config, shelves, pool)
        writing.sync(plan.docs, _whole(press, config, plan.committed))
        builder.typeset(plan, plan.docs, fresh, Either(helper, pool, WAITING))


def _stamped(seen: View, plan: Plan, shelves: Shelves, fresh: Path, helper: Executor) -> bool:
    """Build with record pages stamped; tells whether the builder makes the like of them."""
    apart, config = fresh.parent / "typeset", settings(plan.config)
    with (
        processes(os.cpu_count()) as pool,
        processes(1) as early,
        at_work(press := _press(seen, config, shelves, pool)),
    ):
        writing.check_paths(records.paths(press))
        issue = api.Issue.of(config, plan.committed)
        desk = Desk(press, pool if SPLIT else None, plan.docs)
        printing = replace(desk, pool=early if SPLIT else None).papers(issue, EARLY)
        proofs = looked_up(press)
        printing |= desk.papers(issue, [one for one in papers.CADENCES if one not in EARLY])
        aside = desk.files(beside, config, plan.committed)
        overviews = [desk.family(family) for family in OVERVIEWS]
        try:
            writings = desk.records(shells(plan, press.web, proofs), fresh)
        except (UnlikeError, builder.BuildError):
            return False
        often = handed(press, (printing[one] for one in papers.CADENCES))
        early.shutdown()
        listed = [one for each in often for one in each.listed]
        told = [*handed(press, overviews), *(page for one in listed for page in one.pages)]
        told.append(put(press, plan.docs, papers.index(press, listed)))
        writing.check_paths(page.path for page in told)
        there = {*(page.path for page in told), *handed(press, [aside])}
        there.update(path for each in often for path in each.documents)
        proven, files = writing.page_files(proofs), _around(press, told)
        elsewhere = [path for path in records.paths(press) if path not in proven]
        writing.sync(plan.docs, files | proven, press.orders, there)
        builder.typeset(plan, plan.docs, apart, Either(helper, pool, WAITING), elsewhere)
        later = press.ordered()
        for folder in (plan.docs, apart):
            writing.fill(folder, later)
        for order in writings:
            press.web.targets.update(order.result())
        writing.check_links({*files, *there, *proven, *elsewhere}, press.web.targets)
    made = [address(path, press.web) for path in proven]
    if any((apart / page).read_bytes() != (fresh / page).read_bytes() for page in made):
        return False
    writing.merge(apart, fresh)
    return True


def _press(seen: View, config: Mapping[str, Any], shelves: Shelves, pool: Executor) -> Press:
    source = str(config.get("extra", {}).get("source", ""))
    web, folder = Web(seen, bool(config.get("use_directory_urls", True)), source), bundle() / "site_templates"
    press = Press(seen, environment(folder, Compiled()), web, folder, pool, *shelves)
    web.standing.update((folder, frozenset(keys)) for folder, keys in records.ids(press))
    web.standing.update(papers.notices(seen))
    derived.keeping(seen, press.once)
    return press


def _of(families: Iterable[Callable[[Press], Iterator[Page]]], press: Press) -> Iterator[Page]:
    return (page for family in families for page in family(press))


def beside(press: Press, config: Mapping[str, Any], committed: datetime | None) -> dict[str, bytes]:
    """Give what a site has for other programs: calendars, feeds and documents of the day."""
    issue = api.Issue.of(config, committed)
    return _subscribed(press.web, config, committed) | api.of_today(press.view, issue)


def _around(press: Press, printed: Sequence[Page]) -> dict[str, bytes]:
    """Give what finds pages and what they are shown with, but for what they order of others."""
    found = {*(page.path for page in printed), *records.paths(press)}
    index = {finder.INDEX: finder.index(press, printed, found), finder.NAMES: finder.names(press)}
    return index | _assets()


def _tidied(plan: Plan, shelves: Shelves) -> None:
    if not plan.seal:
        shelves.tidy()


def _subscribed(web: Web, config: Mapping[str, Any], committed: datetime | None) -> dict[str, bytes]:
    """Write the calendars and feeds; an address of the site that is not told stays out of them."""
    from generator.outputs import atom, calendars  # noqa: PLC0415 - what the process that writes them alone need know

    name, address = (str(config.get(key) or "") for key in ("site_name", "site_url"))
    return calendars.files(web, address, committed) | atom.files(web, name, address, committed)


def _assets() -> dict[str, bytes]:
    folder = bundle() / "site_templates" / "theme" / "assets"
    return {
        f"assets/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
