"""Changes that decode but say strange things: checks, scores and the preview take them all without breaking.

A run tries the same changes each time; `make fuzz` tries four times as many new ones.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from districts import BASE, TODAY
from mutations import TOKENS
from rounds import LONG_RUN
from small_changes import base, event
from test_fuzz import sound

from generator.mechanism.report import report
from generator.outputs.documents import dumps
from generator.records.calendar import MissingYear
from generator.records.checks import Context, check
from generator.records.decode import decode
from generator.records.portfolio import Portfolio
from generator.records.source import tidy
from generator.review.impact import Impact, State, impact
from generator.review.impact.markdown import markdown
from generator.review.impact.plain import document
from generator.review.impact.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.model.types import Record

NEW = LONG_RUN
SEED = int.from_bytes(os.urandom(4)) if NEW else 1
TIMES = 4 if NEW else 1
CHANGES = 150 * TIMES
LINE = re.compile(r"(\s*-?\s*)([a-z_0-9]+): ?(.+)")
DAYS = (date(2026, 6, 30), date(2026, 12, 31), date(2027, 3, 1))
FORMS = {
    "day": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "week": r"\d{4}-W\d\d",
    "number": r"-?[\d.]+",
    "id": "[A-Z0-9-]+",
    "text": ".*",
}
EDGES = {
    "day": ("1990-01-01", "2100-12-31", "2025-12-31", "2026-01-01", "2027-01-01", "2024-02-29"),
    "month": ("1990-01", "2100-12"),
    "week": ("1990-W01", "2100-W52", "2026-W53"),
    "number": ("0", "0.0001", "9999", "9999999999", "-9999"),
    "id": ("ZZZ",),
    "text": tuple(json.dumps(one) for one in TOKENS if isinstance(one, str) and one.isprintable()),
}


def form(value: str) -> str:
    """Tell what a value looks like."""
    return next(name for name, pattern in FORMS.items() if re.fullmatch(pattern, value))


@dataclass
class Clerk:
    """Writes what can be read, and means something strange by it: values of other keys, days far away."""

    random: Random
    files: dict[str, str] = field(
        default_factory=lambda: {
            file.relative_to(BASE).as_posix(): file.read_text(encoding="utf-8")
            for file in sorted(BASE.rglob("*.yml"))
        }
    )
    values: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Collect every value by its key and by its form."""
        found: dict[str, set[str]] = {name: set(more) for name, more in EDGES.items()}
        for line in "\n".join(self.files.values()).split("\n"):
            if match := LINE.fullmatch(line):
                found.setdefault(f"{match[2]}:", set()).add(match[3])
                found[form(match[3])].add(match[3])
        self.values = {name: sorted(values) for name, values in found.items()}

    def changes(self, count: int) -> Iterator[dict[str, Record]]:
        """Give changes of a few files each, all of which decode."""
        for _ in range(count):
            made: dict[str, Record] = {}
            while not made or self.random.random() < 0.5:
                path, said = self.random.choice(list(self.files.items()))
                record, _ = decode(path, self._altered(said).encode())
                if record is not None:
                    made[path] = record
            yield made

    def _altered(self, said: str) -> str:
        lines = said.split("\n")
        at = self.random.randrange(len(lines))
        if match := LINE.fullmatch(lines[at]):
            near = self.random.random() < 0.5
            value = self.random.choice(self.values[f"{match[2]}:" if near else form(match[3])])
            lines[at] = f"{match[1]}{match[2]}: {value}"
            if self.random.random() < 0.2:
                del lines[at]
        return "\n".join(lines)


def printed(found: Impact) -> None:
    """Print a preview in all its forms."""
    json.loads(dumps(document(found)))
    for said in (markdown(found), text(found)):
        assert all(char.isprintable() or char == "\n" for char in said)
        assert not re.search(r"(?m)^\s*(::|##\[)", said)
    assert not re.search("<script|@everyone", markdown(found))


def test_no_change_that_decodes_breaks_a_check_a_score_or_the_preview() -> None:
    clerk, clean = Clerk(Random(SEED)), 0
    lacking: list[tuple[bool, dict[str, Record]]] = []
    context = Context(today=TODAY, unread=Context.names([]), read=lambda _: b"")
    before = Portfolio.of(base().values())
    for change in clerk.changes(CHANGES):
        day = clerk.random.choice(DAYS)
        after = Portfolio.of((base() | change).values())
        try:
            found = tidy(check(after, context))
            sound(found)
            passes = not any(one.severity == "error" for one in found)
            clean += passes
            report(after, day)
            printed(impact(State(before, day), State(after, day), papers=clerk.random.random() < 0.05))
        except MissingYear:  # the command says so, and the check does
            lacking.append((passes, change))
        except Exception as error:
            raise AssertionError((SEED, change)) from error
    assert not [change for passes, change in lacking if passes], SEED
    assert clean > CHANGES // 4


def test_a_fact_of_long_ago_is_compared_from_the_first_assessed_quarter_on() -> None:
    said = {"unit": "U01", "number": "督〔1990〕9号", "matter": "未报"}
    path, written = event("ZDB", "SV9", "supervision", "1990-06-01", **said)
    record, _ = decode(path, written.encode())
    assert record is not None
    before, after = (
        State(Portfolio.of(records.values()), DAYS[0]) for records in (base(), base() | {path: record})
    )
    impact(before, after)
    first = next(iter(after.report.quarters)).first
    assert first.year > 2000
    assert min(after._reports) >= first
