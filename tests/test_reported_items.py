"""An item reported closed waits for the office's word: every list says so, and how late it is (D20)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import reading
from built import Built
from places import ROOT
from reading import plain

from generator.outputs.links import Web
from generator.outputs.pages import countdown, home
from generator.outputs.pages.records import lists
from generator.outputs.papers import lists as paper_lists
from generator.outputs.papers.sheet import Mark
from generator.outputs.press import Press
from generator.outputs.tables.dockets import item_rows
from generator.outputs.templates import environment

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

DAY = date(2026, 9, 10)
TEMPLATES = ROOT / "site_templates"


def _press(policy: Policy, calendars: dict[int, CalendarYear], *, reported: bool) -> Press:
    """One item due on 1 September, seven working days ago; reported closed on 4 September, not confirmed."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    reading.leader(made)
    made.project()
    meeting = made.event("meeting", "2026-08-03", level="主任办公会", convener="张某", agenda=[])
    words = {"text": "接通水电", "responsible": ["JIA"], "due": "2026-09-01", "project": "P1"}
    item = made.event("decision", "2026-08-03", meeting=meeting, **words)
    if reported:
        made.event("item_closed", "2026-09-04", writer="JIA", item=item, result="已办结")
    view = reading.view(made, DAY)
    return Press(view, environment(TEMPLATES), Web(view), TEMPLATES)


def _pages(press: Press) -> dict[str, str]:
    found = [*home.pages(press), *countdown.pages(press), *lists.pages(press)]
    return {page.path: plain(page.body) for page in found}


@pytest.mark.parametrize("reported", [True, False])
def test_home_and_the_lists_say_what_an_overdue_item_waits_for(
    policy: Policy, calendars: dict[int, CalendarYear], *, reported: bool
) -> None:
    found = _pages(_press(policy, calendars, reported=reported))
    assert ("已报办结，待确认（超期7个工作日）" in found["index.md"]) is reported
    assert ("已报办结，待确认 2026-09-04" in found["items/index.md"]) is reported
    assert ("9月4日已报办结、待确认；9月15日仍未确认的，当日扣4分" in found["countdown.md"]) is reported
    assert "超期7个工作日" in found["index.md"]


@pytest.mark.parametrize("reported", [True, False])
def test_the_lists_of_the_papers_say_it_too(
    policy: Policy, calendars: dict[int, CalendarYear], *, reported: bool
) -> None:
    view = _press(policy, calendars, reported=reported).view
    (found,) = paper_lists.items(view, item_rows(view)).rows
    late = "已报办结，待确认（超期7个工作日）" if reported else "超期未办结，超期7个工作日"
    assert found[-1] == Mark(late, "warn" if reported else "bad")
