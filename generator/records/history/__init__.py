"""Who changed which record when, as the main branch got to know it: one pass over git's first-parent line.

The day a fact was recorded is the day its commit came to that line, in Asia/Shanghai; author and date of
the commits merged by it are free to forge, and only the author is shown, as what it is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.calendar import SHANGHAI
from generator.records.changes import Change, History, Key, key_of
from generator.records.history.line import entries_between, line
from generator.records.history.store import Store
from generator.records.text import LIMIT
from generator.records.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from generator.records.history.line import Entry


def history(root: Path, rev: str = "HEAD") -> History:
    """Read the history of `root/data` up to a revision; empty where git knows nothing.

    What was read is kept beside git's own objects, where no commit can put anything. Raises Refused for a
    shallow clone or an unknown revision.
    """
    if rev == "HEAD" and not git.repository(root):
        return History()
    git.refuse_shallow(root)
    found = _entries(root, git.commit_of(root, rev))
    return _history(root, found, touched(root) if rev == "HEAD" else frozenset())


def proposed(root: Path, rev: str, entry: Entry) -> History:
    """Read the history up to a revision as if one more commit had come to the main branch after it.

    Raises as `history` does.
    """
    git.refuse_shallow(root)
    return _history(root, [*_entries(root, git.commit_of(root, rev)), entry], frozenset())


def touched(root: Path, *paths: str) -> frozenset[str]:
    """List the recorded files below `data`, or of those named, that differ in the work tree."""
    recorded = ("--raw", "-z", "--no-renames", "--diff-filter=a", "--relative", "HEAD")  # no new file
    differ = git.git(root, "diff", *recorded, "--", *(paths or ("data",)))
    return frozenset(differ.decode(errors="surrogateescape").split("\0")[1::2])


def shanghai(moment: datetime) -> date:
    """Give the day on which a moment falls in Shanghai; midnight in UTC is eight in the morning there."""
    return moment.astimezone(SHANGHAI).date()


def limited(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
    """Read blobs by id, in one process; one that is larger than a data file may be is read as empty."""
    sizes = git.sizes(root, ids)
    found = git.contents(root, [id_ for id_, size in zip(ids, sizes, strict=True) if size <= LIMIT])
    return (next(found) if size <= LIMIT else b"" for size in sizes)


def _history(root: Path, entries: Iterable[Entry], changed: frozenset[str]) -> History:
    def read(ids: Sequence[str]) -> Iterable[bytes]:
        return limited(root, ids)

    with uncollected():
        return History(*_lives(entries), changed, read)


def _entries(root: Path, commit: str) -> list[Entry]:
    """Read the log up to a commit: from the store as far as it reaches, the rest from git."""
    room = git.room(root)
    store = Store(room.of("history"), room.prefix or "")
    if (kept := store.get(commit)) is not None:
        return kept
    on_line = line(root, commit) if (names := store.names()) else []
    for known in (one for one in on_line if one in names):
        if (kept := store.get(known)) is not None:
            break
    else:
        known, kept = "", []
    found = [*kept, *entries_between(root, known, commit)]
    store.put(commit, found, superseded=names.intersection(on_line))
    return found


def _lives(entries: Iterable[Entry]) -> tuple[dict[Key, tuple[Change, ...]], dict[str, Key]]:
    """Sort the log into the lives of records, and tell which record each path still there holds."""
    lives: dict[Key, list[Change]] = {}
    there: dict[Key, dict[str, str]] = {}
    for place, entry in enumerate(entries):
        day = shanghai(entry.moment)
        changed: dict[Key, dict[str, str]] = defaultdict(dict)
        for path, blob in entry.files:
            changed[key_of(path)][path] = blob
        for key, files in changed.items():
            if (before := there.get(key)) or "" in files.values():
                there[key] = {path: blob for path, blob in ((before or {}) | files).items() if blob}
            else:  # as most records come and stay
                there[key] = files
            path, blob = _stands(files, there[key])
            told = entry.author, blob, path, entry.merger, entry.tip, entry.seconds
            lives.setdefault(key, []).append(Change(place, entry.commit, day, *told))
    present = {path: key for key, files in there.items() for path in files}
    return {key: tuple(changes) for key, changes in lives.items()}, present


def _stands(files: dict[str, str], there: dict[str, str]) -> tuple[str, str]:
    """Choose the file that holds a record after a commit: one it wrote, else one still there, else none."""
    if files is there and len(files) == 1:
        return next(iter(files.items()))
    written = {path: blob for path, blob in files.items() if blob} or there or files
    return min(written.items())
