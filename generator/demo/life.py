"""A project's life, year by year: planned in January, then as its script has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo import build, plans, projects
from generator.demo.script import Script
from generator.demo.world import BUREAU
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from generator.demo.book import Book
    from generator.demo.projects import Course
    from generator.demo.world import World

_LEAST_WEEK, _CLEARANCE = 12, timedelta(days=18)


def live(book: Book, district: World, made: Course) -> None:
    """Write a project's plans and events from its first plan year to the span's end."""
    script: Script | None = made.script
    if made.script.nature == "结转续建":
        made.started = made.created - timedelta(days=200)
        made.invested = round(made.invest_wan * book.draw(f"before/{made.id}").uniform(0.15, 0.5))
    _decisions(book, district, made)
    finish: Month | None = None
    for year in book.span.years[made.script.year :]:
        told = plans.january(book, year)
        if made.script.nature == "储备" or (made.finished and made.finished < told):
            return
        if made.started and made.started < told:
            finish = _construction(book, made, year, finish, told)
        elif made.started:
            _relisted(book, made, made.started, told)
        elif script and script.nature == "开展前期":
            _preliminary(book, made, script, year, told)
            script, finish = script.again, None
        else:
            script = script or Script(0, "计划新开工", week=26, lag=-2)
            finish = _new_start(book, made, script, year, told)
            script = script.again


def _decisions(book: Book, district: World, made: Course) -> None:
    """Write what is decided about a project besides its plan: another office, another lead unit."""
    january = max(date(book.span.years[made.script.year], 1, 1), book.span.first.first)
    if made.script.override:
        projects.override(book, made, made.script.override, january + timedelta(days=68))
    if made.script.new_lead:
        day, unit = (
            january + timedelta(days=made.script.new_lead[0]),
            district.leads[made.script.new_lead[1]].id,
        )
        made.leads.append((day, unit))
        note = "项目用地划归新的园区管理，经区重大产业项目推进工作领导小组同意变更责任单位"
        name = f"ZRBG-{made.id}"
        book.event("lead_changed", name, day, BUREAU, 1, project=made.id, lead_units=[unit], note=note)


def _preliminary(book: Book, made: Course, script: Script, year: int, told: date) -> None:
    plans.preliminary(book, made, year, told)
    made.active.append((told, date(year, 12, 31), "前期"))
    if script.lag is not None:
        start = date(year, 1, 1) + timedelta(days=script.lag)
        build.start(book, made, start, script)
        made.active[-1] = (told, start, "前期")
        made.active.append((start, date.max, "在建"))


def _new_start(book: Book, made: Course, script: Script, year: int, told: date) -> Month:
    first = Week.of(book.span.approved(year) + _CLEARANCE)
    week = max(Week(year, min(script.week, 52)), first)
    finish = Month.of(week.last).shift(script.months)
    plans.new_start(book, made, week, finish, told)
    if not made.facts.get("start_plan"):
        reported = book.span.workday(book.span.approved(year) + timedelta(days=8))
        projects.start_plan(book, made, week.last, reported, BUREAU)
    if script.moved:
        build.moved(book, made, "start_week", (week, week.shift(script.moved[1])), script.moved[0])
    start = None if script.lag is None else week.last + timedelta(days=script.lag)
    build.ceremony(book, made, script, week.last, start)
    build.steps(book, made, start, told)
    made.active.append((told, min(start or date.max, date(year, 12, 31)), "前期"))
    if start is not None:
        build.start(book, made, max(start, told + timedelta(days=10)), script)
        made.active.append((start, date.max, "在建"))
    return finish


def _relisted(book: Book, made: Course, start: date, told: date) -> None:
    """List a late starter again: it starts, late as it is, before its new week."""
    week = Week.of(start).shift(3)
    plans.new_start(book, made, week, Month.of(week.last).shift(made.script.months), told)


def _construction(book: Book, made: Course, year: int, finish: Month | None, told: date) -> Month:
    script = made.script
    finish = finish or Month(year, 1).shift(script.months)
    due = finish.last + timedelta(days=script.finish)
    if finish.last < told:
        finish = Month.of(max(due, told + timedelta(days=60)))
        due = min(due, finish.last) if due > told else finish.last - timedelta(days=9)
    for key, month in plans.carry_over(book, made, year, finish, told):
        build.milestone(book, made, key, month, due)
    if not any(phase == "在建" for _, _, phase in made.active):
        made.active.append((told, date.max, "在建"))
    if due <= date(year, 12, 31):
        build.finish(book, made, max(due, told + timedelta(days=12)))
    return finish
