"""The whole preview in one readable function: two states in, everything that lies between them out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.mechanism.policy import NoPolicyError
from generator.mechanism.upcoming import reach, upcoming
from generator.records import chain
from generator.records.calendar import MissingYear, Quarter
from generator.records.model.calendar import CalendarYear
from generator.records.model.events import BulletinPublished, Event
from generator.records.model.policy import Policy
from generator.review.impact.awaited import awaited
from generator.review.impact.baselines import baseline_changes
from generator.review.impact.discipline import card_changes, rectification_changes, referral_changes
from generator.review.impact.late import late_facts
from generator.review.impact.model import Impact, SealChange, StepChange
from generator.review.impact.papers import paper_changes
from generator.review.impact.points import adjustment_changes, foreseen_changes, point_changes
from generator.review.impact.standings import period_changes, seat_changes
from generator.review.impact.touched import subjects, touched

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from generator.review.impact.state import State
    from generator.review.impact.touched import Touched


def impact(before: State, after: State, notes: Iterable[str] = (), *, papers: bool = True) -> Impact:
    """Tell what the change from one state to another means on their day.

    Without `papers` none is drawn up. Raises MissingYear and NoPolicyError, as `report` does.
    """
    found = touched(before.portfolio, after.portfolio)
    if not found:
        return Impact(after.as_of, notes=tuple(notes))
    try:
        return _compared(before, after, found, notes, papers=papers)
    except (MissingYear, NoPolicyError):
        lent = "主分支缺少的工作日历或计分规则，合并前也按本次新增的计算"
        return _compared(before.lent(after), after, found, (*notes, lent), papers=papers)


def _compared(
    before: State, after: State, found: Sequence[Touched], notes: Iterable[str], *, papers: bool
) -> Impact:
    was, now = before.report, after.report
    about = subjects(found, before.portfolio, after.portfolio)
    made = Impact(
        after.as_of,
        Counter(one.what for one in found),
        tuple(point_changes(was, now)),
        tuple(adjustment_changes(was, now)),
        tuple(period_changes(was, now)),
        tuple(card_changes(was, now)),
        tuple(seat_changes(was, now)),
        tuple(rectification_changes(was, now)),
        tuple(referral_changes(was, now)),
        tuple(_steps(before, after, about)),
        tuple(baseline_changes(found, before, after)),
        tuple(late_facts(found, before, after)),
        seals=tuple(_seals(found)),
        notes=(*notes, *_unsaid(found, after, about)),
        foreseen=tuple(foreseen_changes(was, now)),
        awaited=tuple(awaited(found, after)),
    )
    drawn = tuple(paper_changes(_days(found, made), before, after)) if papers else ()
    return _named(replace(made, papers=drawn), before, after)


def _days(found: Sequence[Touched], made: Impact) -> Iterator[date]:
    """Give the days the change tells of, those it books points on, the ends of what it moves or seals."""
    for one in found:
        for record in (one.before, one.after):
            if isinstance(record, Event):
                yield record.date
            if isinstance(record, BulletinPublished):
                yield chain.last(record.period)
    yield from (one.day for one in made.points if one.day)
    yield from (one.period.last for one in made.periods if isinstance(one.period, Quarter))


def _until(as_of: date) -> date:
    """Look ahead to the end of the next year, as far as plans reach."""
    return date(as_of.year + 1, 12, 31)


def _steps(before: State, after: State, about: Container[str]) -> Iterator[StepChange]:
    """Compare what comes next, by day; what is cited from where makes no difference."""
    until = _until(after.as_of)
    was, now = (
        {(s.day, s.sort, s.subject, s.units, s.kind, s.points): s for s in upcoming(r, until, about)}
        for r in (before.report, after.report)
    )
    fates = [StepChange(step, "same" if key in was else "new") for key, step in now.items()]
    fates += [StepChange(step, "gone") for key, step in was.items() if key not in now]
    yield from sorted(fates, key=lambda one: (one.step.day, one.step.subject, one.step.sort, one.fate))


def _seals(found: Sequence[Touched]) -> Iterator[SealChange]:
    for one in found:
        if isinstance(one.after, BulletinPublished) and one.before is None:
            act = one.after
            yield SealChange(act.bulletin, act.period, int(act.number), int(act.revision))


def _unsaid(found: Sequence[Touched], after: State, about: Container[str]) -> Iterator[str]:
    """Say that rules change, and what is left out: days to come, working days not announced yet (D17)."""
    rules = [one.record.path for one in found if isinstance(one.record, (Policy, CalendarYear))]
    if rules:
        yield f"改动了计分规则或工作日历：{'、'.join(rules)}"
    ahead = sum(isinstance(one.after, Event) and one.after.date > after.as_of for one in found)
    if ahead:
        yield f"{ahead}件事实的日期晚于{after.as_of}，没有计入"
    until, known = _until(after.as_of), reach(after.report, _until(after.as_of))
    timed = (key for key, s in after.report.facts.items.items() if s.due and not s.closed and key in about)
    if known < until and any(timed):
        yield f"{known.year + 1}年的工作日历还没有公布，此后的工作日时限没有列出"


def _named(made: Impact, before: State, after: State) -> Impact:
    """Give the words for every unit, project and item in it."""
    units, things = _ids(made)
    names: dict[str, str] = {}
    for state in (before, after):
        names |= {key: state.unit(key) for key in units}
        names |= {key: name for key in things if (name := state.subject(key))}
    return replace(made, names=dict(sorted(names.items())))


def _ids(made: Impact) -> tuple[set[str], set[str]]:
    entries = (*made.points, *(entry for deed in made.awaited for entry in deed.points))
    units = {
        one.unit
        for part in (entries, made.adjustments, made.foreseen, made.cards, made.seats)
        for one in part
    }
    units |= {one.unit for part in (made.rectification, made.referrals, made.papers) for one in part}
    units |= {one.unit for period in made.periods for one in (*period.units, *period.shifted)}
    units |= {unit for one in made.steps for unit in one.step.units} | {one.writer for one in made.late}
    units |= {one.office for one in made.awaited}
    things = {one.subject for one in made.points} | {one.subject for one in made.baselines}
    things |= {one.step.subject for one in made.steps} | {one.subject for one in made.awaited}
    return units - {""}, things - {""}
