"""附件3之2 在建项目推进情况: 2.1 behind plan, 2.2 early; carry-over projects only (D14–D16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.mechanism.ledger import Entry, signed
from generator.mechanism.rules.facts import book
from generator.mechanism.words import day, span
from generator.records.calendar import Quarter, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.deeds import Deed
    from generator.mechanism.rules.facts import Facts
    from generator.records.model.policy import EarlyCompletion, MissedProgress

CARRY_OVER: Final = "结转续建"


def missed(rule: MissedProgress, facts: Facts) -> Iterator[Entry]:
    """2.1 未按建设进度实施建设和完工投产（运营）的，一个项目扣5分: at most so often a quarter (D15)."""
    find = _behind_at_quarter_end if rule.test == "quarter_end_status" else _missed_deadlines
    for story in facts.projects.values():
        booked: dict[Quarter, int] = {}
        for promise, on in find(story, facts.as_of):
            quarter = Quarter.of(on)
            if booked.setdefault(quarter, 0) < rule.max_per_quarter:
                booked[quarter] += 1
                yield from _charge(rule, story, promise, on)


def _charge(rule: MissedProgress, story: ProjectStory, promise: Promise, on: date) -> Iterator[Entry]:
    deed = story.deed(promise)
    done = f"{day(deed.date)}才完成" if deed else f"截至{day(on)}未完成"
    text = (
        f"“{story.project.name}”{goal(promise)}计划{span(promise.period)}完成，{done}，{signed(rule.points)}"
    )
    because = promise.because + (deed.because if deed else ())
    yield from book(rule, story.lead_units(on), story.project.id, on, rule.points, text, because)


def early(rule: EarlyCompletion, facts: Facts) -> Iterator[Entry]:
    """2.2 结转续建项目提前完工投产（运营）的，一个项目加6分: before the planned month begins (D16).

    Not by a plan that listed anew what was late by an earlier one, nor by one made when all was done.
    """
    for story in facts.projects.values():
        promises, deed = story.of("completion", CARRY_OVER), story.completion
        if deed is None or not promises or deed.date >= promises[0].period.first:
            continue
        if story.outdone(promises[0], deed) or _late(story, deed):
            continue
        text = (
            f"结转续建项目“{story.project.name}”计划{span(promises[0].period)}完工投产，"
            f"{day(deed.date)}{deed.what}，提前完成{signed(rule.points)}"
        )
        because = promises[0].because + deed.because
        units = story.lead_units(deed.date)
        yield from book(rule, units, story.project.id, deed.date, rule.points, text, because)


def _late(story: ProjectStory, deed: Deed) -> bool:
    """Tell whether a project was completed later than any plan promised, of whatever class."""
    return any(one.what == "completion" and one.deadline < deed.date for one in story.promises)


def goal(promise: Promise) -> str:
    """Name what was promised: a milestone by its name, else 完工投产."""
    return f"节点“{promise.name}”" if promise.what == "milestone" else "完工投产"


def carried(story: ProjectStory) -> list[Promise]:
    """Give a project's promises under category 2, earliest first (D14)."""
    milestones, ends = story.of("milestone", CARRY_OVER), story.of("completion", CARRY_OVER)
    return sorted((*milestones, *ends), key=lambda p: p.deadline) if milestones else list(ends)


def _missed_deadlines(story: ProjectStory, as_of: date) -> Iterator[tuple[Promise, date]]:
    for promise in carried(story):
        deed = story.deed(promise)
        if promise.deadline <= as_of and (deed is None or deed.date > promise.deadline):
            yield promise, promise.deadline


def _behind_at_quarter_end(story: ProjectStory, as_of: date) -> Iterator[tuple[Promise, date]]:
    """Give, for each quarter end, the promises of the plan then in force that were due and not kept."""
    promises = carried(story)
    if not promises:
        return
    for quarter in quarters(Quarter.of(promises[0].deadline), Quarter.of(as_of)):
        for promise in promises:
            deed = story.deed(promise)
            replaced = promise.until is not None and promise.until <= quarter.last
            due = promise.deadline <= quarter.last <= as_of
            if due and not replaced and (deed is None or deed.date > quarter.last):
                yield promise, quarter.last
