"""Decoded files to a portfolio: what lies where it may, each id once."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple, Union

from generator.records.codes import places as codes
from generator.records.codes import text as text_codes
from generator.records.decode import decode
from generator.records.names import named
from generator.records.places import KEPT, misplaced, nowhere
from generator.records.portfolio import Portfolio, shelf
from generator.records.source import Mark, Problem, Refused, problem, tidy, visible
from generator.records.text import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.records.model.types import Record
    from generator.records.source import Code

DATA = "data"
LEAST = 200
"""Files; fewer are sooner read than looked up."""
Decoded = Union["Record", list[Problem]]
"""What a file says, or everything that is wrong with it."""


class Entry(NamedTuple):
    """One thing below the data folder: its path, and what is wrong with it as a thing."""

    path: str
    fault: Code | None = None


def gather(
    decoded: Iterable[Decoded],
    faults: Sequence[Problem],
    recorded: Mapping[str, date] | None,
    contents: Mapping[str, str] | None = None,
) -> tuple[Portfolio, list[Problem]]:
    """Put records together with their problems, those of entries, and ids used twice."""
    records, found = [], list(faults)
    for said in decoded:
        if isinstance(said, list):
            found += said
        else:
            records.append(said)
    portfolio = Portfolio.of(records, recorded, contents)
    if portfolio.size < len(records):
        found += _twice(records, recorded or {})
    return portfolio, tidy(named(found, portfolio))


def judged(entries: Iterable[Entry]) -> tuple[list[str], list[Problem]]:
    """Part the paths of files to decode from what may not lie where it does."""
    good: list[str] = []
    faults: list[Problem] = []
    folded: dict[str, str] = {}
    last = None
    for path, fault in sorted(entries, key=lambda entry: entry.path):
        shown = visible(path)
        if path == last:  # in a tree no honest git writes
            faults.append(problem(Mark(shown), codes.SPECIAL))
            continue
        last = path
        if found := _fault(path, fault):
            faults.append(Problem(Mark(shown), found.code, found.values))
        else:
            good.append(path)
        if (other := folded.setdefault(path.casefold(), path)) != path:
            faults.append(problem(Mark(shown), codes.COLLISION, other=other))
    return good, faults


def _fault(path: str, fault: Code | None) -> Problem | None:
    """Say what is wrong with a thing: its name first, where no other thing could have it."""
    if fault is codes.NO_PLACE:
        return nowhere(path)
    if fault is None or (fault is codes.EXECUTABLE and misplaced(path)):
        return misplaced(path)
    return problem(Mark(path), fault, path=shlex.quote(visible(path)))


def kept(path: str, fault: Code | None = None) -> bool:
    """Tell the empty file that keeps a folder in git; the one thing in `data` that is no record.

    A link or a repository of that name is none.
    """
    return path.rpartition("/")[2] == KEPT and fault in {None, codes.EXECUTABLE}


def decode_limited(path: str, data: bytes, size: int) -> Decoded:
    """Decode a file of which no more than the limit was read."""
    if size > LIMIT:
        return [problem(Mark(path), text_codes.TOO_LARGE, size=size, limit=LIMIT)]
    record, problems = decode(path, data)
    return problems if record is None else record


def no_data(place: str) -> Refused:
    """Word the lack of a data folder."""
    return Refused(f"没有数据文件夹 {place}", f"There is no data folder {place}")


def _twice(records: Sequence[Record], recorded: Mapping[str, date]) -> Iterator[Problem]:
    """Name each record whose id is taken: of two the one that came later, by path where git knows neither.

    Two files of one id are one record to git's account, with one day; `recorded` has them as they came.
    """
    first: dict[tuple[str, object], Record] = {}
    places = {path: place for place, path in enumerate(recorded)}
    for record in sorted(records, key=lambda one: (places.get(one.path, len(places)), one.path)):
        key = shelf(record)
        if (other := first.setdefault(key, record)) is not record:
            mark = Mark(record.path, record.marks.get("id", 1))
            yield problem(mark, codes.TWICE, id=key[1], other=other.at("id"))
