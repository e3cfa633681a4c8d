"""Who changed which file when, as the main branch got to know it: one pass over git's first-parent line.

The day a fact was recorded is the day its commit came to that line, in Asia/Shanghai; author and date of
the commits merged by it are free to forge and are not asked.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.changes import Change, History

if TYPE_CHECKING:
    from pathlib import Path

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # without summer time since 1991
NOTHING = "0" * 40
_FORMAT = "%H%x02%ct%x02%an"


def history(root: Path, rev: str = "HEAD") -> History:
    """Read the history of `root/data` up to a revision; empty where git knows nothing.

    Raises Refused for a shallow clone or an unknown revision.
    """
    if rev == "HEAD" and not git.repository(root):
        return History()
    git.refuse_shallow(root)
    commit = git.commit_of(root, rev)
    lines = "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--reverse", "--relative"
    logged = git.git(root, "log", *lines, f"--format={_FORMAT}", commit, "--", "data")
    changes = _changes(logged.decode(errors="surrogateescape"))
    return History(changes, touched(root) if rev == "HEAD" else frozenset())


def touched(root: Path, *paths: str) -> frozenset[str]:
    """List the recorded files below `data`, or of those named, that differ in the work tree."""
    differ = git.git(
        root, "diff", "--raw", "-z", "--no-renames", "--relative", "HEAD", "--", *(paths or ("data",))
    )
    return frozenset(differ.decode(errors="surrogateescape").split("\0")[1::2])


def shanghai(moment: datetime) -> date:
    """Give the day on which a moment falls in Shanghai; midnight in UTC is eight in the morning there."""
    return moment.astimezone(SHANGHAI).date()


def _changes(logged: str) -> dict[str, list[Change]]:
    """Read the log field by field; an author or a path may hold anything but NUL."""
    found: dict[str, list[Change]] = defaultdict(list)
    fields, change = iter(logged.split("\0")), Change("", date.min, "", "")
    for text in fields:
        if text.lstrip("\n").startswith(":"):
            blob = text.split(" ")[3]
            found[next(fields)].append(change._replace(blob="" if blob == NOTHING else blob))
        elif text:
            commit, seconds, author = text.split("\x02", 2)
            day = shanghai(datetime.fromtimestamp(int(seconds), UTC))
            change = Change(commit, day, author, "")
    return dict(found)
