"""Put a demo into git: one commit for each unit and day, through a single `git fast-import`."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from itertools import groupby
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from generator.demo.world import person
from generator.records.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.demo.book import Entry
    from generator.demo.world import World

_MORNING = time(9, 0)
_BRANCH = "refs/heads/main"
MADE = "/build/\n/site/\n"
"""What the tool writes into a district's folder, of which git is told nothing."""


Stops = Mapping[date, Callable[[], "Iterable[Entry]"]]
"""What is to be handed in on the evening of a day, worked out from all that was committed by then."""


def write(root: Path, world: World, entries: Iterable[Entry], stops: Stops | None = None) -> int:
    """Make a repository at `root` with the entries as its main line; gives the number of commits.

    Commit times follow each other; author and committer are the clerk of the unit.
    Raises subprocess.CalledProcessError where git fails.
    """
    _git(root, "init", "--quiet", "--initial-branch=main", ".")
    with (root / ".git" / "info" / "exclude").open("a", encoding="ascii") as exclude:
        exclude.write(MADE)
    count, waiting, evenings = 0, list[Commit](), dict(stops or {})
    clerks = {unit.id: _clerk(unit.id, unit.short, place) for place, unit in enumerate(world.units)}
    for day, found in groupby(entries, lambda entry: entry.day):
        turns = _turns(day, found, clerks)
        waiting += turns
        if evening := evenings.pop(day, None):
            count = _import(root, waiting, count)
            more = sorted(evening(), key=lambda entry: entry.unit)
            waiting = _turns(day, more, clerks, len(turns))
    count = _import(root, waiting, count)
    _git(root, "reset", "--quiet", "--hard", "main")
    return count


class Commit(NamedTuple):
    """What one unit hands in at a time."""

    clerk: str
    seconds: int
    changes: list[Entry]


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True)


def _turns(day: date, entries: Iterable[Entry], clerks: Mapping[str, str], first: int = 0) -> list[Commit]:
    """Part what is handed in on a day into commits, one after the other."""
    return [
        Commit(clerks[unit], _seconds(day, turn), list({entry.path: entry for entry in group}.values()))
        for turn, (unit, group) in enumerate(groupby(entries, lambda entry: entry.unit), first)
    ]


def _import(root: Path, commits: list[Commit], count: int) -> int:
    """Put commits on the main line after those `count` that are there; gives how many there are then."""
    command = ["git", "-C", str(root), "fast-import", "--quiet", "--date-format=raw"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        stream = cast("IO[bytes]", process.stdin)
        for place, commit in enumerate(commits):
            stream.write(_commit(commit.clerk, commit.seconds, _message(commit.changes)))
            if count and not place:
                stream.write(f"from {_BRANCH}^0\n".encode())
            stream.writelines(_file(change) for change in commit.changes)
            stream.write(b"\n")
        stream.close()
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)
    return count + len(commits)


def _clerk(unit: str, short: str, place: int) -> str:
    return f"{person(place + 60)}（{short}） <{unit.lower()}-clerk@chenghu.example.invalid>"


def _seconds(day: date, turn: int) -> int:
    """Give the time of a day's turn-th commit, from nine in the morning in Shanghai, as git counts it."""
    return int(datetime.combine(day, _MORNING, SHANGHAI).timestamp()) + 97 * turn


def _commit(clerk: str, seconds: int, message: str) -> bytes:
    head = f"commit {_BRANCH}\nauthor {clerk} {seconds} +0800\ncommitter {clerk} {seconds} +0800\n"
    return head.encode() + _data(message.encode())


def _file(entry: Entry) -> bytes:
    return f"M 100644 inline {entry.path}\n".encode() + _data(entry.text.encode())


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _message(changes: list[Entry]) -> str:
    """Say what a unit handed in: 周报（2026-W19）：3件；开工认定：1件."""
    topics = Counter(change.topic for change in changes)
    return "；".join(_topics(topics)) + "\n"


def _topics(topics: Counter[str]) -> Iterator[str]:
    for topic, count in topics.items():
        yield f"{topic}：{count}件" if count > 1 else topic
