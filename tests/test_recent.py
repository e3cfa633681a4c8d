"""最近变动: what is new since the last bulletin, by hand, and on the demo against the events themselves."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import paper_district
import reading
from built import Built

from generator.outputs.pages.recent import ROUTINE, booked, counted, happened, recent

if TYPE_CHECKING:
    from generator.outputs.press import Press
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 30)


def _press(view: View) -> Press:
    return cast("Press", SimpleNamespace(view=view))


def _district(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    reading.leader(made)
    made.project()
    made.plan("计划新开工", start_week="2026-W36")
    made.approve(2026, "2026-01-05")
    made.event("ceremony", "2026-08-20", project="P1")
    made.start("2026-09-10", "2026-09-15")
    return made


def test_what_is_new_by_hand(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    """Week 36 ends on 6 September: the start is missed, then made within a month, which gives 3.2 back."""
    view = reading.view(_district(policy, calendars), SEPTEMBER)
    found = list(recent(_press(view), happened(view, AUGUST)))
    assert [(one.event.title, str(one.event.date), one.subjects, one.late) for one in found] == [
        ("开工认定", "2026-09-15", ["P1"], False),
        ("实质性开工", "2026-09-10", ["P1"], False),
    ]
    assert [str(entry.points) for entry in found[-1].entries] == ["3.2"]
    told = [(str(entry.date), entry.unit, entry.clause, str(entry.points)) for entry in booked(view, AUGUST)]
    assert told == [("2026-09-10", "JIA", "1.1(3)", "3.2"), ("2026-09-06", "JIA", "1.1(1)", "-4")]
    assert dict(counted(one.event for one in found))["实质性开工"] == 1


def test_what_came_to_git_later_is_told_apart(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    """The ceremony was held in August and recorded in September; the day of the bulletin did not know it."""
    made = _district(policy, calendars)
    view: Any = reading.view(made, SEPTEMBER)
    for event in view.known.events.values():
        day = date(2026, 9, 5) if event.date < date(2026, 9, 1) else event.date
        view.portfolio.recorded[event.path] = day
    found = [(one.event.title, one.late) for one in recent(_press(view), happened(view, AUGUST))]
    assert found[-2:] == [("开工仪式", True), ("年度计划批准", True)]
    assert not any(late for _, late in found[:-2])


def test_the_demo_lists_every_fact_of_its_month_once() -> None:
    view = paper_district.demo(SEPTEMBER)
    found = [one.event.id for one in recent(_press(view), happened(view, AUGUST)) if not one.late]
    events = [event for event in view.known.events.values() if event.date > AUGUST]
    assert sorted(found) == sorted(event.id for event in events if not isinstance(event, ROUTINE)) != []
    entries = booked(view, AUGUST)
    assert sum(entry.points for entry in entries) == sum(
        entry.points for entry in view.report.entries if entry.date > AUGUST and entry.subject
    )
