"""What the district has written so far: each file with the day its unit handed it in."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.records import emit
from generator.records.model.events import KINDS
from generator.records.model.projects import Plan, Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.demo.span import Span


class Entry(NamedTuple):
    """One version of one file: handed in on a day, by a unit, on a topic (for the commit's message)."""

    day: date
    unit: str
    path: str
    text: str
    topic: str


@dataclass
class Book:
    """The growing pile of files; nothing dated after the span's last day is taken in.

    `pace` is how talkative the units are: 1 as usual, less in a district that is to be large.
    `latest` is the day of each project's last event, `issues` the problems it has met.
    """

    span: Span
    seed: str
    pace: float = 1.0
    entries: list[Entry] = field(default_factory=list)
    latest: dict[str, date] = field(default_factory=dict)
    issues: dict[str, list[str]] = field(default_factory=dict)

    def draw(self, topic: str) -> random.Random:
        """Give a source of chance of its own for one topic, so that stories do not disturb each other."""
        return random.Random(f"{self.seed}/{topic}")

    def put(self, entry: Entry) -> None:
        """Add one version of one file."""
        self.entries.append(entry)

    def event(
        self, kind: str, name: str, day: date, writer: str, lag: int = 0, **fields: object
    ) -> date | None:
        """Add an event handed in `lag` days after it happened; give that day, or None past the end."""
        if not self.span.first.first <= day <= self.span.end:
            return None
        self._note(kind, name, day, fields)
        told = self.span.workday(day + timedelta(days=lag))
        head = {"id": name, "kind": kind, "date": day, "writer": writer}
        path = f"data/events/{writer}/{day.year}/{name}.yml"
        self.put(Entry(told, writer, path, emit.text(KINDS[kind], head | fields), _topic(kind, fields)))
        return told

    def _note(self, kind: str, name: str, day: date, fields: Mapping[str, object]) -> None:
        """Remember to which project an event, its problem or the problems coordinated belong."""
        if kind == "issue_raised":
            self.issues.setdefault(str(fields["project"]), []).append(name)
        issues = [str(fields["issue"])] if "issue" in fields else fields.get("issues", ())
        about = [str(fields["project"])] if fields.get("project") else []
        for project in (*about, *(issue[3:].rpartition("-")[0] for issue in issues)):  # type: ignore[attr-defined]
            self.latest[project] = max(day, self.latest.get(project, day))

    def project(self, fields: Mapping[str, object], day: date, topic: str) -> None:
        """Add a version of a project's file, by its first lead unit."""
        unit = str(fields["lead_units"][0])  # type: ignore[index]
        path = f"data/projects/{unit}/{fields['id']}.yml"
        self.put(Entry(day, unit, path, emit.text(Project, fields), topic))

    def plan(self, fields: Mapping[str, object], day: date, office: str) -> None:
        """Add a plan entry, by 区重大项目办."""
        path = f"data/plans/{fields['year']}/{fields['project']}.yml"
        self.put(Entry(day, office, path, emit.text(Plan, fields), f"{fields['year']}年度计划"))

    def files(self) -> Iterator[Entry]:
        """Give the versions in the order they were handed in; of one path the later one stands."""
        yield from sorted(self.entries, key=lambda entry: (entry.day, entry.unit, entry.path))


def _topic(kind: str, fields: Mapping[str, object]) -> str:
    week = f"（{fields['week']}）" if "week" in fields else ""
    return f"{KINDS[kind].title.partition('（')[0]}{week}"
