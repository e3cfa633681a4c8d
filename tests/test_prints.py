"""Pages found printed are the pages that would be printed now, whatever has changed in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from places import ROOT
from rounds import LONG_RUN

from generator.mechanism.report import report
from generator.outputs.links import Web
from generator.outputs.pages import papers, records
from generator.outputs.press import Press
from generator.outputs.revision import Revision
from generator.outputs.shelf import Drawings, Prints
from generator.outputs.tables import derived
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records.load import load
from generator.records.model.events import Correction, Decision, WeeklyReport
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.outputs.page import Page

TEMPLATES = ROOT / "site_templates"
DAY = date(2026, 6, 30)
EDITS = 400 if LONG_RUN else 8
COMMITS = ("0123456789abcdef0123456789abcdef01234567", "fedcba98" * 5)
REVISIONS = (Revision(COMMITS[0]), Revision(COMMITS[1]), Revision(COMMITS[1], changed=True))
SOURCE = "https://forge.example.invalid/{commit}/{path}#L{line}"
FILES = ("organisations", "people", "leaders", "projects", "plans", "events", "policies", "calendars")


@pytest.fixture(scope="module")
def base(district: Path) -> Portfolio:
    return load(district)[0]


def press(
    portfolio: Portfolio, prints: Path | None, revision: Revision = REVISIONS[0], day: date = DAY
) -> Press:
    reports = {}

    def report_on(day: date) -> Any:
        if day not in reports:
            reports[day] = report(portfolio, day)
        return reports[day]

    view = View(report_on(day), portfolio, revision=revision, report_on=report_on)
    made = Press(view, environment(TEMPLATES), Web(view, source=SOURCE), TEMPLATES)
    if prints:
        made.__dict__["prints"] = Prints(prints / "prints", templates=TEMPLATES)
        made.__dict__["drawings"] = Drawings(prints / "charts", font=TEMPLATES / "theme/fonts/GuatuSans.otf")
        derived.keeping(view, made.once)
    return made


def packed(made: Press) -> dict[str, tuple[Page, bytes]]:
    """The pages of projects, items and archives, as a build gives them."""
    parted = [group for groups in records.groups(made, 50) for group in groups]
    wanted = [(number, keys) for number, keys in parted if records.KINDS[number] in records.PACKED]
    printed = (one for number, keys in wanted for one in records.printed(made, number, keys))
    return {page.path: (page, body) for page, body in printed}


def edited(base: Portfolio, random: Random) -> Portfolio:
    """A portfolio in which one thing is otherwise."""
    edit: Callable[[dict[str, Any], Random], None] = random.choice(EDIT)
    shelves: dict[str, Any] = {name: dict(getattr(base, name)) for name in FILES}
    edit(shelves, random)
    return Portfolio(**shelves, steps=base.steps, authority=base.authority)


def pick(shelf: dict[Any, Any], random: Random) -> Any:
    return random.choice(sorted(shelf))


def dropped(shelves: dict[str, Any], random: Random) -> None:
    del shelves["events"][pick(shelves["events"], random)]


def moved(shelves: dict[str, Any], random: Random) -> None:
    change(shelves["events"], random, lambda event: {"date": event.date + timedelta(random.randint(-20, 20))})


def reworded(shelves: dict[str, Any], random: Random) -> None:
    change(shelves["events"], random, lambda _: {"note": "改了一句话"})


def repeated(shelves: dict[str, Any], random: Random) -> None:
    event = shelves["events"][pick(shelves["events"], random)]
    shelves["events"]["ZZ-X"] = event.model_copy(update={"id": "ZZ-X", "path": f"{event.path}.x"})


def pointed(shelves: dict[str, Any], random: Random) -> None:
    """An event tells of another project, or an item belongs to one."""
    other = pick(shelves["projects"], random)
    events = {key: event for key, event in shelves["events"].items() if getattr(event, "project", None)}
    key = pick(events, random)
    shelves["events"][key] = events[key].model_copy(update={"project": other})


def recalled(shelves: dict[str, Any], random: Random) -> None:
    """A decision says something else, which every page that names it repeats."""
    items = {key: event for key, event in shelves["events"].items() if isinstance(event, Decision)}
    key = pick(items, random)
    shelves["events"][key] = items[key].model_copy(update={"text": "改过的决定"})


def withdrawn(shelves: dict[str, Any], random: Random) -> None:
    """A correction takes an event back, or changes a word of it."""
    events = {key: one for key, one in shelves["events"].items() if not isinstance(one, Correction)}
    event = events[pick(events, random)]
    more = {"withdraw": True} if random.random() < 0.5 else {"changes": {"note": "更正过"}}
    words = {
        "id": "GZ-X",
        "kind": "correction",
        "date": DAY,
        "writer": event.writer,
        "of": event.id,
        "reason": "有误",
    }
    shelves["events"]["GZ-X"] = Correction.model_construct(
        **{"document": None, "note": None, "withdraw": None, "changes": {}, **words, **more},
        marks={}, path="data/events/X/2026/GZ-X.yml",
    )  # fmt: skip


def renamed(shelves: dict[str, Any], random: Random) -> None:
    change(shelves["projects"], random, lambda _: {"name": "改名的项目"})


def replanned(shelves: dict[str, Any], random: Random) -> None:
    change(shelves["plans"], random, lambda plan: {"invest_wan": plan.invest_wan + 7})


def handed(shelves: dict[str, Any], random: Random) -> None:
    """A project has other units in charge."""
    unit = pick({key: one for key, one in shelves["organisations"].items() if one.scored}, random)
    change(shelves["projects"], random, lambda _: {"lead_units": (unit,)})


def called(shelves: dict[str, Any], random: Random) -> None:
    change(shelves["organisations"], random, lambda _: {"short": "改名局"})


def change(shelf: dict[str, Any], random: Random, how: Callable[[Any], dict[str, Any]]) -> None:
    key = pick(shelf, random)
    shelf[key] = shelf[key].model_copy(update=how(shelf[key]))


EDIT = (dropped, moved, reworded, repeated, pointed, recalled, withdrawn, renamed, replanned, handed, called)


def test_record_pages_found_are_those_printed_now(base: Portfolio, tmp_path: Path) -> None:
    random = Random(None if LONG_RUN else 20260930)
    before = packed(press(base, tmp_path))
    assert before == packed(press(base, None))
    assert sum(1 for _ in (tmp_path / "prints").glob("[!.]*")) > 20
    for number in range(EDITS):
        other = edited(base, random)
        revision = REVISIONS[number % 3]
        over = packed(press(other, tmp_path, revision))
        assert over == packed(press(other, None, revision)), number


def printed(made: Press) -> tuple[dict[str, Page], set[str], set[str]]:
    """All papers, what they link to, and the files they order."""
    pages = {page.path: page for page in papers.pages(made)}
    return pages, set(made.web.targets), set(made.orders)


def test_papers_found_are_those_printed_now(base: Portfolio, tmp_path: Path) -> None:
    first = printed(press(base, tmp_path))
    kept = {path.name for path in (tmp_path / "prints").glob("[!.]*")}
    assert len(kept) > 40
    for seed, revision in enumerate(REVISIONS[:2]):
        other = edited(base, Random(seed))
        over = printed(press(other, tmp_path, revision))
        assert over == printed(press(other, None, revision)) != first, seed


def test_a_new_report_leaves_past_papers_as_they_were_printed(base: Portfolio, tmp_path: Path) -> None:
    printed(press(base, tmp_path))
    kept = {path.name for path in (tmp_path / "prints").glob("[!.]*")}
    report = max(
        (one for one in base.events.values() if isinstance(one, WeeklyReport)), key=lambda one: one.id
    )
    new = report.model_copy(update={"id": "ZB-X", "date": DAY, "path": "data/x.yml"})
    later = press(replace(base, events={**base.events, "ZB-X": new}), tmp_path)
    made = printed(later)
    assert made == printed(press(later.view.portfolio, None))
    assert later.prints
    assert later.prints.used >= kept
    assert kept == {path.name for path in (tmp_path / "prints").glob("[!.]*")}
