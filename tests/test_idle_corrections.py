"""更正 that change nothing: named with why not, and the record of a project says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import reading
from places import ROOT
from test_calendars import _district

from generator.outputs.links import Web
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.records.log import log
from generator.outputs.pages.records.sources import Sources
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.records.correction import Idle, idle, standing
from generator.records.model.events import Correction

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

TEMPLATES = ROOT / "site_templates"


@pytest.fixture
def book(policy: Policy, calendars: dict[int, CalendarYear]) -> tuple[Book, dict[str, str]]:
    """A moved deadline corrected in every way there is, some of them to no effect; ids by what they are."""
    made, item = _district(policy, calendars)
    change = made.event("due_changed", "2026-09-20", item=item, due="2026-10-12", decided_on="2026-09-20")

    def corrected(on: str, of: str = change, **values: object) -> str:
        return str(made.event("correction", on, of=of, reason="写错", **values))

    ids = {
        "works": corrected("2026-09-21", changes={"due": "2026-10-13"}),
        "same": corrected("2026-09-22", changes={"due": "2026-10-13"}),
        "invalid": corrected("2026-09-23", changes={"due": "没有"}),
        "withdraws": corrected("2026-09-24", withdraw="是"),
        "late": corrected("2026-09-25", changes={"due": "2026-10-14"}),
        "again": corrected("2026-09-26", withdraw="是"),
        "unknown": corrected("2026-09-26", of="NONE", withdraw="是"),
    }
    ids["fixed"] = corrected("2026-09-27", of=ids["works"], changes={"note": "又"})
    view = reading.view(made, date(2026, 9, 30))
    return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES)), ids


def test_each_correction_without_effect_is_named_with_its_reason(book: tuple[Book, dict[str, str]]) -> None:
    found, ids = book
    assert found.idle == {
        ids["same"]: Idle("same"),
        ids["invalid"]: Idle("invalid"),
        ids["late"]: Idle("withdrawn", ids["withdraws"]),
        ids["again"]: Idle("withdrawn", ids["withdraws"]),
        ids["unknown"]: Idle("unknown"),
        ids["fixed"]: Idle("fixed"),
    }


def test_what_stands_is_the_same_without_them_and_not_without_all(
    book: tuple[Book, dict[str, str]],
) -> None:
    filed = book[0].known.filed
    assert filed
    vain, stands = idle(filed), standing(filed).events

    def without(keys: set[str]) -> dict[str, object]:
        kept = {key: one for key, one in filed.events.items() if key not in keys}
        found = standing(replace(filed, events=kept)).events
        return {key: one for key, one in found.items() if not isinstance(one, Correction)}

    told = {key: one for key, one in stands.items() if not isinstance(one, Correction)}
    assert without(set(vain)) == told
    assert without({one.id for one in filed.of_type(Correction)}) != told


def test_the_log_says_which_and_why(book: tuple[Book, dict[str, str]]) -> None:
    found, ids = book
    lines = {line.id: line.idle for line in log(found, found.known.events.values())}
    assert lines[ids["works"]] is lines[ids["withdraws"]] is None
    assert lines[ids["late"]] == f"被更正的事件此前已由 {ids['withdraws']} 整件撤回"
    template = found.press.templates.get_template("parts/records/log.html.j2")
    html = template.render(log=log(found, found.known.events.values()), here="archive", iso=str)
    assert html.count("没有起作用：") == len(found.idle)


def test_a_kept_page_hangs_on_which_corrections_have_no_effect(book: tuple[Book, dict[str, str]]) -> None:
    """Which of two of one day stands, git alone knows: the records themselves may be the same."""
    found, _ = book
    [item] = found.item_lines
    told = Sources(found).of_item(item)
    assert Sources(found).of_item(item) == told
    found.__dict__["idle"] = {}
    assert Sources(found).of_item(item) != told
