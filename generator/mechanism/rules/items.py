"""附件3之3 会议议定事项限期办结: 3.1 timed items, 3.2 untimed items discussed again and again."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.mechanism.ledger import Entry, signed
from generator.mechanism.rules.facts import FREE, Cost, book
from generator.mechanism.words import day
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.items import Due, ItemStory
    from generator.mechanism.rules.facts import Facts
    from generator.records.calendar import WorkingDays
    from generator.records.model.events import Meeting
    from generator.records.model.policy import EarlyItem, OverdueItem, OverdueStep, RepeatedItem


def overdue(rule: OverdueItem, facts: Facts) -> Iterator[Entry]:
    """3.1 超过时限5（10、20）个工作日仍未解决的扣4（8、15）分，扣完为止: in increments (D18, D19).

    What a tier takes is what it says beyond all that was taken before, by this edition or an earlier one.
    """
    for story in facts.items.values():
        if story.due is None:
            continue
        taken = facts.taken.get(story.item.id, FREE).points
        for tier in _tiers(rule, story, story.due, facts):
            points = tier.whole - taken
            if points >= 0:
                continue
            taken = tier.whole
            more = "" if points == tier.whole else f"累计{signed(tier.whole)}，本次再"
            text = (
                f"议定事项“{short(story)}”时限{_said(story.due)}，"
                f"至{day(tier.on)}超期{tier.days}个工作日仍未办结，{more}{signed(points)}"
            )
            because = story.due.because + (story.closed.because if story.closed else ())
            units = story.units if rule.charge_supporting else story.item.responsible
            yield from book(rule, units, story.item.id, tier.on, points, text, because)


def costs(rule: OverdueItem, facts: Facts, governed: Callable[[Quarter], bool]) -> Mapping[str, Cost]:
    """Give what each item has cost by the tiers of the quarters governed, and by those before them (D19)."""
    found = {key: facts.taken.get(key, FREE) for key in facts.items}
    for key, story in facts.items.items():
        for tier in _tiers(rule, story, story.due, facts) if story.due else ():
            if governed(Quarter.of(tier.on)):
                points, tiers = found[key]
                found[key] = Cost(min(points, tier.whole), max(tiers, tier.place))
    return found


class _Tier(NamedTuple):
    """A tier reached: which, the day it counts on, its days, and what an item has cost in all by then."""

    place: int
    on: date
    days: int
    whole: Decimal


def _tiers(rule: OverdueItem, story: ItemStory, due: Due, facts: Facts) -> Iterator[_Tier]:
    """Give the tiers reached since the edition began.

    One more than those of earlier editions that was reached before counts on its first day, if the item was
    still open then: nothing is passed over, and no tier is priced twice.
    """
    last, whole = _last_open(story, facts), Decimal(0)
    missed: _Tier | None = None
    for place, (step, on) in enumerate(_breaches(rule.steps, due, last, facts), 1):
        whole = whole + step.points if rule.mode == "cumulative" else step.points
        tier = _Tier(place, max(on, facts.since), step.days, whole)
        if on >= facts.since:
            if missed and on > facts.since:
                yield missed
            missed = None
            yield tier
        elif place > facts.taken.get(story.item.id, FREE).tiers:
            missed = tier
    if missed and facts.since <= last:
        yield missed


def early(rule: EarlyItem, facts: Facts) -> Iterator[Entry]:
    """3.1 能够提前完成的加2分: closed before the due date, and the closing confirmed (D20)."""
    for story in facts.items.values():
        due, closed = story.due, story.closed
        if due is None or closed is None or closed.date >= due.day:
            continue
        text = (
            f"议定事项“{short(story)}”时限{_said(due)}，{day(closed.date)}办结并经确认，"
            f"提前完成{signed(rule.points)}"
        )
        units = story.units if rule.charge_supporting else story.item.responsible
        yield from book(
            rule, units, story.item.id, closed.date, rule.points, text, due.because + closed.because
        )


def repeated(rule: RepeatedItem, facts: Facts) -> Iterator[Entry]:
    """3.2 同一层级上会研究三次及以上的，涉及的相关单位，每次扣10分: while it has no due date (D23)."""
    for story in facts.items.values():
        for held in _too_often(rule, story):
            yield from _charge_repeated(rule, story, held)


def charged_meetings(rule: RepeatedItem, story: ItemStory) -> int:
    """Count the meetings that 3.2 charges an item with: from the third on at one level (D23)."""
    return sum(_charged(rule, len(held)) for held in _too_often(rule, story))


def _too_often(rule: RepeatedItem, story: ItemStory) -> Iterator[Sequence[Meeting]]:
    """Give, for each meeting too many, the meetings of its level up to and including it."""
    counted: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in untimed_meetings(story):
        held = counted[meeting.level if rule.level == "same" else ""]
        held.append(meeting)
        if len(held) >= rule.from_nth:
            yield tuple(held)


def _charged(rule: RepeatedItem, count: int) -> int:
    """Tell how many meetings are charged at the count-th: itself, at the first one too many all before it."""
    return count if rule.count_all_from_first and count == rule.from_nth else 1


def untimed_meetings(story: ItemStory) -> Iterator[Meeting]:
    """Give the meetings before which no due date had been set, in the item's life (D23)."""
    for meeting in story.meetings:
        timed = story.timed_since is not None and story.timed_since < meeting.date
        if not timed and (story.closed is None or meeting.date <= story.closed.date):
            yield meeting


def short(story: ItemStory) -> str:
    """Give the beginning of an item's text, for a sentence."""
    text = story.item.text
    return text if len(text) <= 30 else text[:29] + "…"  # noqa: PLR2004 - one line of a table


def _charge_repeated(rule: RepeatedItem, story: ItemStory, held: Sequence[Meeting]) -> Iterator[Entry]:
    meeting, count = held[-1], len(held)
    back = _charged(rule, count)
    at = f"在{meeting.level}层级" if rule.level == "same" else ""
    text = (
        f"议定事项“{short(story)}”没有明确时限，{day(meeting.date)}{at}第{count}次上会研究，"
        f"{signed(rule.points * back)}"
    )
    because = (story.item.at("text"), *(m.at("date") for m in held))
    yield from book(rule, story.units, story.item.id, meeting.date, rule.points * back, text, because)


def _last_open(story: ItemStory, facts: Facts) -> date:
    """Give the last day at whose end an item was open (D18)."""
    closed = story.closed.date if story.closed else None
    return min(facts.as_of, closed - timedelta(days=1)) if closed else facts.as_of


def _breaches(
    steps: Sequence[OverdueStep], due: Due, last: date, facts: Facts
) -> Iterator[tuple[OverdueStep, date]]:
    """Give each tier and the day at whose end the item was still open (D18)."""
    days = _overdue_days(facts.working, due.day, last, max(step.days for step in steps))
    reached = dict(enumerate(days, 1))
    for step in sorted(steps, key=lambda step: step.days):
        if step.days in reached:
            yield step, reached[step.days]


def _overdue_days(working: WorkingDays, due: date, last: date, most: int) -> Iterator[date]:
    """Count the working days after a due date, up to a last day at whose end the item was open."""
    moment = due
    for _ in range(most):
        moment += timedelta(days=1)
        while moment <= last and not working.works(moment):
            moment += timedelta(days=1)
        if moment > last:
            return
        yield moment


def _said(due: Due) -> str:
    return (
        day(due.written) if due.written == due.day else f"{day(due.written)}（休息日，顺延至{day(due.day)}）"
    )
