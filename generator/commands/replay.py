"""The demo's history as it would have been: each bulletin sealed on the evening of the day it was issued."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from generator.demo.book import Entry
from generator.demo.world import BUREAU
from generator.mechanism.closing import Sealed
from generator.outputs.papers import periods
from generator.outputs.seals import Seals
from generator.records import emit, git
from generator.records.calendar import Month, Quarter
from generator.records.load import Seen, load_revision
from generator.records.model.events import BulletinPublished
from generator.review.digests import digests
from generator.review.seal import BULLETINS, Wish, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from generator.demo.history import Stops
    from generator.review.seal import Period

ISSUED = re.compile(r"^paper: (.*)\nperiod: (.*)$", re.MULTILINE)
ORDER = (Month, Quarter, int)


class Replay:
    """The seals of a growing repository; what was read and computed for one serves the next."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seals = Seals()
        self.seen = Seen()
        self.blobs: dict[str, str] = {}

    def sealed(self, day: date, found: Sequence[Period]) -> Iterator[Entry]:
        """Seal periods on a day, at what the main line holds by then; gives the files to be committed."""
        commit = git.commit_of(self.root, "main")
        portfolio, _ = load_revision(self.root, commit, seen=self.seen)
        marks = digests(self.root, commit, self.blobs)
        for period in found:
            as_of = period.last if isinstance(period, Month) else day
            said = seal(Wish(period, as_of, day, commit, BUREAU), portfolio, marks, self.seals)
            self.seals = self.seals.added(Sealed(BulletinPublished.model_validate(said), portfolio))
            path = f"data/events/{BUREAU}/{day.year}/{said['id']}.yml"
            yield Entry(day, BUREAU, path, emit.text(BulletinPublished, said), "通报封存")


def evenings(root: Path, entries: Iterable[Entry]) -> Stops:
    """Tell on which evenings bulletins are sealed: those of the days on which they were issued."""
    due: dict[date, list[Period]] = defaultdict(list)
    for entry in entries:
        issued = ISSUED.search(entry.text) if "\nkind: issued\n" in entry.text else None
        period = periods.parse(issued[2]) if issued else None
        if issued and isinstance(period, Month | Quarter | int) and BULLETINS[type(period)] == issued[1]:
            due[entry.day].append(period)
    replay = Replay(root)
    return {
        day: partial(replay.sealed, day, sorted(found, key=lambda one: ORDER.index(type(one))))
        for day, found in due.items()
    }
