"""A change proposed for the main branch: what it touches, and the data as merging would leave them.

It is read from git's objects alone; no file of it is ever checked out, imported or run (TRUST P5, P12).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.records import git, merging
from generator.records.calendar import SHANGHAI
from generator.records.checks import Context, check
from generator.records.history import history, limited, proposed
from generator.records.history.line import Entry, prefix_of
from generator.records.load import Seen, load_tree
from generator.records.source import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from generator.records.changes import History
    from generator.records.merging import Touch
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


PROPOSED = "本次改动"
"""Who a message names for what is not merged yet."""


class Side(NamedTuple):
    """The data before or after a change: records, every problem in and between them, what checks may ask."""

    portfolio: Portfolio
    problems: list[Problem]
    context: Context

    @property
    def history(self) -> History:
        """Give git's account of the records."""
        return self.context.history


@dataclass(frozen=True)
class Proposal:
    """A change from `base`, the main branch, to `head`, judged on the day `day`; made by `proposal`.

    `touches` are what `head` did since it left the main branch and what merging it would do, paths below the
    root, which lies at `prefix` in the repository; `outside` the same of paths elsewhere in it; `effect` what
    merging does below the root. `tree` is the result of merging, `conflicts` the paths git cannot merge by
    itself, which stand in it as git left them.
    """

    root: Path
    prefix: str
    base: str
    head: str
    day: date
    touches: tuple[Touch, ...]
    outside: tuple[Touch, ...]
    effect: tuple[Touch, ...]
    tree: str
    conflicts: tuple[str, ...]
    seen: Seen = field(default_factory=Seen, repr=False, compare=False)

    @cached_property
    def before(self) -> Side:
        """Give the data of the main branch, checked. Raises Refused where it has none."""
        return self._side(self.base, history(self.root, self.base))

    @cached_property
    def after(self) -> Side:
        """Give the data as merging leaves them, checked as facts recorded on the day. Raises Refused."""
        files = [(touch.path, "" if touch.status == "D" else touch.after) for touch in self.effect]
        files = [(path, blob) for path, blob in files if path.startswith("data/")]
        noon = int(datetime.combine(self.day, time(12), SHANGHAI).timestamp())
        return self._side(
            self.tree, proposed(self.root, self.base, Entry(self.head, noon, PROPOSED, "", "", files))
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """Name the files of the change that cannot be read, so that nothing they say is in `after`."""
        read = {record.path for record in self.after.portfolio.records}
        faulty = {found.mark.path for found in self.after.problems if found.severity == "error"} - read
        return tuple(touch.path for touch in self.effect if touch.path in faulty)

    def _side(self, tree: str, changes: History) -> Side:
        recorded = changes.recorded
        portfolio, problems = load_tree(self.root, tree, recorded=recorded, seen=self.seen)
        ids = {blob.path: blob.id for blob in git.blobs(self.root, tree, "data")}

        def read(path: str) -> bytes:
            return next(limited(self.root, [ids[path]]))

        context = Context(history=changes, today=self.day, unread=Context.names(problems), read=read)
        return Side(portfolio, tidy([*problems, *check(portfolio, context)]), context)


def proposal(root: Path, base: str, head: str, day: date) -> Proposal:
    """Read what merging `head` into `base` would do. Raises Refused: unknown or shallow, no common commit."""
    git.refuse_shallow(root)
    base, head = git.commit_of(root, base), git.commit_of(root, head)
    forks = merging.forks(root, base, head)
    tree, conflicts = merging.merged(root, base, head)
    prefix = prefix_of(root)
    effect = merging.differing(root, base, tree)
    touches = sorted({*_own(root, forks, head), *effect}, key=lambda one: (one.path, one))
    here, elsewhere = _parted(touches, prefix)
    clashes = tuple(path.removeprefix(prefix) for path in conflicts)
    return Proposal(root, prefix, base, head, day, here, elsewhere, _parted(effect, prefix)[0], tree, clashes)


def _own(root: Path, forks: Sequence[str], head: str) -> list[Touch]:
    """Give what a branch itself did: what sets it apart from each commit it has in common with the other.

    A path as it stands in one of them came from there; what merging it would do is judged besides.
    """
    first, *others = (merging.differing(root, fork, head) for fork in forks)
    paths = [{touch.path for touch in found} for found in others]
    return [touch for touch in first if all(touch.path in found for found in paths)]


def _parted(touches: list[Touch], prefix: str) -> tuple[tuple[Touch, ...], tuple[Touch, ...]]:
    below = [
        touch._replace(path=touch.path.removeprefix(prefix))
        for touch in touches
        if touch.path.startswith(prefix)
    ]
    return tuple(below), tuple(touch for touch in touches if not touch.path.startswith(prefix))
