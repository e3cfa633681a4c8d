"""Changes to the small district of tests/problems/base, held in memory: files added, altered, removed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from districts import BASE

from generator.outputs.seals import Seals
from generator.records.decode import decode
from generator.records.load import load
from generator.records.portfolio import Portfolio
from generator.review.impact import Impact, State, impact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.types import Record

DAY = date(2026, 6, 10)
Files = "Mapping[str, str | None]"


@cache
def base() -> dict[str, Record]:
    """The records of the district, by path."""
    portfolio, _ = load(BASE)
    shelves = ("organisations", "people", "leaders", "projects", "plans", "events", "policies", "calendars")
    found = [record for name in shelves for record in getattr(portfolio, name).values()]
    return {record.path: record for record in [*found, *filter(None, [portfolio.steps])]}


def text(path: str) -> str:
    """What a file of the district says."""
    return (BASE / path).read_text(encoding="utf-8")


def district(files: Mapping[str, str | None]) -> Portfolio:
    """The district with some files as given; None for one that is removed."""
    records = dict(base())
    for path, said in files.items():
        records.pop(path, None)
        if said is not None:
            record, problems = decode(path, said.encode())
            assert record, [found.text() for found in problems]
            records[path] = record
    return Portfolio.of(records.values())


def changed(
    files: Mapping[str, str | None],
    day: date = DAY,
    before: Mapping[str, str | None] | None = None,
    seals: Seals | None = None,
    *,
    papers: bool = False,
) -> Impact:
    """What a change means; `before` are files that lie in the district already."""
    was = State(district(before or {}), day, seals or Seals())
    now = State(district({**(before or {}), **files}), day, seals or Seals())
    return impact(was, now, papers=papers)


def event(writer: str, id_: str, kind: str, on: str, **said: str) -> tuple[str, str]:
    """Write an event's file: its path and text."""
    lines = {"id": id_, "kind": kind, "date": on, "writer": writer, **said}
    return f"data/events/{writer}/{on[:4]}/{id_}.yml", "".join(f"{k}: {v}\n" for k, v in lines.items())
