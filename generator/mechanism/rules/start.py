"""附件3之1 新开工项目情况: 1.1(1)–(3), 1.2, 1.3, 1.4."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from generator.mechanism.ledger import Entry, signed
from generator.mechanism.rules.facts import book
from generator.mechanism.rules.progress import CARRY_OVER
from generator.mechanism.words import day, span
from generator.records.calendar import Month, Quarter, add_months

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.deeds import Deed
    from generator.mechanism.rules.facts import Facts
    from generator.records.model.policy import (
        EarlyStart,
        EmptyCeremony,
        LateStart,
        MissedStart,
        PreliminaryStart,
        Rule,
        SameYearStart,
    )
    from generator.records.model.projects import Plan

PLANNED: Final = "计划新开工"
PRELIMINARY: Final = "开展前期"


def missed(rule: MissedStart, facts: Facts) -> Iterator[Entry]:
    """1.1(1) 延期开工的，一个项目扣4分: once, on the planned Sunday (D5, D6)."""
    for story in facts.projects.values():
        promise = missed_week(story, facts.as_of)
        if promise and rule.points:
            yield from _charge_missed(rule, facts, story, promise)


def _charge_missed(rule: MissedStart, facts: Facts, story: ProjectStory, promise: Promise) -> Iterator[Entry]:
    start = story.start
    units = story.lead_units(promise.deadline)
    done = f"{day(start.date)}才实质性开工" if start else f"截至{day(facts.as_of)}未实质性开工"
    text = f"“{story.project.name}”计划{span(promise.period)}开工，{done}，延期开工{signed(rule.points)}"
    because = promise.because + (start.because if start else ())
    yield from book(rule, units, story.project.id, promise.deadline, rule.points, text, because)
    if rule.recurring:
        for end in _quarter_ends(promise.deadline, start, story.withdrawn, facts.as_of):
            again = f"“{story.project.name}”延期后至{day(end)}季末仍未实质性开工，再{signed(rule.points)}"
            yield from book(rule, story.lead_units(end), story.project.id, end, rule.points, again, because)


def early(rule: EarlyStart, facts: Facts) -> Iterator[Entry]:
    """1.1(2) 提前一个月开工的，1个项目加2分: by the planned Monday less one month (D9).

    A start that 1.3 counts is not counted again, though a later plan lists the project as a new start (D10).
    """
    for story in facts.projects.values():
        promises = story.of("start", PLANNED)
        if story.start is None or not promises or any(_preliminary(story)):
            continue
        promise, start = promises[0], story.start
        limit = add_months(promise.period.first, -rule.months)
        if start.date <= limit and not story.outdone(promise, start):
            text = (
                f"“{story.project.name}”计划{span(promise.period)}开工，{day(start.date)}实质性开工，"
                f"提前{rule.months}个月以上，{signed(rule.points)}"
            )
            yield from _on_start(rule, story, rule.points, text, promise.because)


def late(rule: LateStart, facts: Facts) -> Iterator[Entry]:
    """1.1(3) 对延期1个月即开工的加3.2分；延期2个月即开工的加2分 (D7, D8).

    Added back to the deduction: to the units that had it, whoever is in charge by the day of the start.
    """
    for story in facts.projects.values():
        promise, start = missed_week(story, facts.as_of), story.start
        if promise and start:
            band = next(
                (b for b in rule.bands if _within(rule, promise.deadline, start, b.within_months)), None
            )
            if band is not None:
                word = "加回" if rule.mode == "add_back" else "加"
                text = (
                    f"“{story.project.name}”计划{span(promise.period)}开工，{day(start.date)}实质性开工，"
                    f"延期不超过{band.within_months}个月，{word}{signed(band.points)[1:]}"
                )
                units = story.lead_units(promise.deadline if rule.mode == "add_back" else start.date)
                because = promise.because + start.because
                yield from book(rule, units, story.project.id, start.date, band.points, text, because)


def replaced(rule: LateStart, facts: Facts) -> set[tuple[str, date]]:
    """Name the missed starts whose deduction a band takes the place of, where the reading says so (D7)."""
    if rule.mode != "replace":
        return set()
    limit = max(band.within_months for band in rule.bands)
    missed_ = ((story, missed_week(story, facts.as_of)) for story in facts.projects.values())
    return {
        (story.project.id, promise.deadline)
        for story, promise in missed_
        if promise and story.start and _within(rule, promise.deadline, story.start, limit)
    }


def empty_ceremony(rule: EmptyCeremony, facts: Facts) -> Iterator[Entry]:
    """1.2 举行开工仪式没有实质进展的，一个项目扣5分: tested on the quarter's last day, once (D13).

    A project withdrawn by that day is not tested, nor one that the year carries over: it is no 新开工项目.
    """
    for story in facts.projects.values():
        ceremony, start, withdrawn = story.ceremony, story.certified, story.withdrawn
        if ceremony is None or _carried_over(story, ceremony.date.year):
            continue
        test = Quarter.of(ceremony.date + timedelta(days=rule.grace_days)).last
        if withdrawn and withdrawn.date <= test:
            continue
        if test <= facts.as_of and (start is None or start.date > test):
            text = (
                f"“{story.project.name}”{day(ceremony.date)}举行开工仪式，至{day(test)}没有实质进展，"
                f"{signed(rule.points)}"
            )
            because = ceremony.because + (start.because if start else ())
            units = story.lead_units(test)
            yield from book(rule, units, story.project.id, test, rule.points, text, because)


def _carried_over(story: ProjectStory, year: int) -> bool:
    return any(plan.class_ == CARRY_OVER and plan.year == year for plan, _ in story.plans)


def preliminary(rule: PreliminaryStart, facts: Facts) -> Iterator[Entry]:
    """1.3 开展前期项目提前开工的，一个项目加6分: any start inside the plan year (D10).

    Not of a project that was late already when it was listed so: it gets no early bonus (§2, further).
    """
    for story in facts.projects.values():
        for plan, start in _preliminary(story):
            text = f"开展前期项目“{story.project.name}”{day(start.date)}实质性开工，{signed(rule.points)}"
            yield from _on_start(rule, story, rule.points, text, (plan.at("class"),))


def _preliminary(story: ProjectStory) -> Iterator[tuple[Plan, Deed]]:
    """Give the plan as 开展前期 in whose year a project started that was not late, with the start (D10)."""
    if story.start is None or missed_week(story, story.start.date):
        return
    for plan, _ in story.plans:
        if plan.class_ == PRELIMINARY and plan.year == story.start.date.year:
            yield plan, story.start


def same_year(rule: SameYearStart, facts: Facts) -> Iterator[Entry]:
    """1.4 项目当年签约当年开工的，一个项目加10分: in the same calendar year (D11), once both are done."""
    for story in facts.projects.values():
        start, contract = story.start, story.project.signed
        if start and contract and contract.year == start.date.year and contract <= facts.as_of:
            text = (
                f"“{story.project.name}”{day(contract)}签约，{day(start.date)}实质性开工，"
                f"当年签约当年开工{signed(rule.points)}"
            )
            yield from _on_start(rule, story, rule.points, text, (story.project.at("signed"),))


def missed_week(story: ProjectStory, as_of: date) -> Promise | None:
    """Give the first week a project missed; listed anew while late, it misses no other (D6, D12)."""
    start = story.start
    for promise in story.of("start", PLANNED)[:1]:
        if promise.deadline <= as_of and (start is None or start.date > promise.deadline):
            return promise
    return None


def _within(rule: LateStart, deadline: date, start: Deed, months: int) -> bool:
    if rule.measure == "calendar_month":
        return Month.of(start.date) <= Month.of(deadline).shift(months)
    return start.date <= add_months(deadline, months)


def _quarter_ends(deadline: date, start: Deed | None, gone: Deed | None, as_of: date) -> Iterator[date]:
    """Give the later quarter ends at which a start was still missing (D6, recurring)."""
    quarter = Quarter.of(deadline).shift(1)
    while quarter.last <= as_of:
        if any(deed and deed.date <= quarter.last for deed in (start, gone)):
            return
        yield quarter.last
        quarter = quarter.shift(1)


def _on_start(
    rule: Rule, story: ProjectStory, points: Decimal, text: str, because: tuple[str, ...]
) -> Iterator[Entry]:
    """Book points on the day of the start to the units in charge on it."""
    start = story.start
    if start is not None:
        units = story.lead_units(start.date)
        yield from book(rule, units, story.project.id, start.date, points, text, because + start.because)
