"""What there is to publish of a data repository: the working site, and the site of each sealed period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.commands.rim import revision
from generator.outputs.papers import periods
from generator.records import chain, git
from generator.records.history import history
from generator.review.editions import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.mechanism.closing import Sealed
    from generator.outputs.plan import Plan, Use
    from generator.outputs.revision import Revision
    from generator.records.model.events import BulletinPublished
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


@dataclass(frozen=True)
class Making:
    """How sites are made: of which day, in which room, for which use, with papers as files or not."""

    day: date
    room: Path
    use: Use
    files: bool


@dataclass(frozen=True)
class Editions:
    """The working site, the sealed ones in the order of their seals, the ledger, the data's problems."""

    current: Edition
    sealed: Sequence[Edition]
    heads: Mapping[int, str]
    problems: Sequence[Problem]
    revision: Revision


def editions(root: Path, making: Making, rev: str = "HEAD", *, strict: bool = True) -> Editions:
    """Give what there is to publish as of a day, of a commit; a site is built when asked for.

    Stops the command where a sealed result is computed otherwise today, unless not `strict`.
    """
    from generator.commands.build import proven, ready

    commit = revision(root, rev).commit
    portfolio, problems, plan = ready(root, making.day, commit, making.room, files=making.files)
    plan = replace(plan, seals=proven(root, commit, plan.seals)) if strict else plan
    seals = plan.seals.by(making.day)
    newest = seals.acts[-1].new_head if seals.acts else ""
    build = _Build(portfolio, problems, plan, making)
    current = Edition("current", "最新数据", seals.number, newest, commit, making.day, build.current)
    sealed = [_sealed(one, build) for one in seals.sealed]
    heads = {act.number: act.new_head for act in seals.acts}
    found = replace(plan.revision, number=seals.number)
    return Editions(current, sealed, heads, problems, found)


def name_of(act: BulletinPublished) -> str:
    """Give the name of a sealed period's version: `2026Q2`, `2026Q2-r2`."""
    return act.period + (f"-r{act.revision}" if act.revision > 1 else "")


def title_of(act: BulletinPublished) -> str:
    """Give its name in the menu of versions: `2026年第二季度（第2次）`."""
    again = f"（第{act.revision}次）" if act.revision > 1 else ""
    return f"{periods.said(chain.span(act.period))}{again}"


def _sealed(one: Sealed, build: _Build) -> Edition:
    act = one.act
    return Edition(
        name_of(act),
        title_of(act),
        act.number,
        act.new_head,
        act.commit,
        act.as_of,
        lambda folder: build.sealed(one, folder),
        not any(lost <= act.number < by for lost, by in build.plan.seals.superseded.items()),
    )


@dataclass(frozen=True)
class _Build:
    """Builds the sites of one loaded repository."""

    portfolio: Portfolio
    problems: list[Problem]
    plan: Plan
    making: Making

    def current(self, folder: Path) -> None:
        """Build the working site."""
        self._written(self.portfolio, self.problems, self.plan, folder)

    def sealed(self, one: Sealed, folder: Path) -> None:
        """Build the site of a sealed period: of its commit and day, with the seals up to its own."""
        act, root = one.act, self.plan.root
        plan = replace(
            self.plan,
            as_of=act.as_of,
            revision=revision(root, act.commit),
            committed=git.moment(root, act.commit),
            seal=one,
            history=history(root, act.commit),
        )
        self._written(one.portfolio, [], plan, folder)

    def _written(self, portfolio: Portfolio, problems: list[Problem], plan: Plan, folder: Path) -> None:
        from generator.commands.build import written
        from generator.outputs.writing import MARKER

        there = replace(plan, site=folder, pages=self.making.room / "docs", use=self.making.use)
        written(portfolio, problems, there, quiet=True)
        (folder / MARKER).unlink()
