"""The work tree's data folder to a portfolio."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.records.load.gather import gather, judged
from generator.records.load.listing import Listing, entries, minded, walk
from generator.records.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def load(root: Path, *, recorded: Mapping[str, date] | None = None) -> tuple[Portfolio, list[Problem]]:
    """Read everything below `root/data`; `recorded` gives the day each path came to the main branch.

    What a file said is kept by git's id of its content, and a file that was not written to since is not
    even opened; the result is that of a read from nothing. Raises Refused where there is no data folder.
    """
    from generator.records.load.reading import Reading  # noqa: PLC0415 - a check of one file reads no folder

    listing, shut = walk(root)
    with uncollected():
        reading = Reading.of(root, listing)
        standing = reading.standing(listing)
        paths, faults = judged(minded(root, [*shut, *entries(listing, listing.keys() - standing)]))
        if faults:  # which may lie between any two paths
            paths, faults = judged(minded(root, [*shut, *entries(listing, listing)]))
        wanted = _by_folder(listing, (path for path in paths if path.rpartition("/")[0] not in standing))
        found = [*standing.values(), *reading.files(wanted)]
        contents = reading.contents(listing) if recorded is not None else {}
        return gather(chain.from_iterable(found), faults, recorded, contents)


def _by_folder(listing: Listing, paths: Iterable[str]) -> Listing:
    found: Listing = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, {})[name] = listing[folder][name]
    return found
