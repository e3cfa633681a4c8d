"""The rows of the countdown as entries of a calendar: which due each one is, and how often it was changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.outputs.tables.countdown import BEYOND, FORTNIGHT, concerned, fortnight, fortnight_of
from generator.outputs.tables.derived import elapsed_of, once
from generator.records.calendar import Quarter
from generator.records.model.events import (
    ClosureConfirmed,
    Commissioned,
    Completed,
    CompletionCertified,
    Correction,
    Decision,
    DueChanged,
    ItemClosed,
    MilestoneReached,
    PlanAdjusted,
    ProjectWithdrawn,
    StartCertified,
    SubstantiveStart,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.items import ItemStory
    from generator.mechanism.obligations import Duty
    from generator.outputs.tables.countdown import Deadline
    from generator.outputs.view import View
    from generator.records.model.events import Event

DUTIES: Mapping[Duty, str] = {
    "周报": "weekly-report",
    "月报": "monthly-report",
    "周新开工报送": "weekly-starts",
    "周协调清单报送": "weekly-issues",
    "月度汇总报送": "monthly-summary",
    "周协调": "coordination",
    "主要负责人专题会": "head-meeting",
    "月末主任办公会": "month-meeting",
    "季末主任办公会": "quarter-meeting",
}
"""What stands for a duty in an entry's name, where only plain letters are safe."""
WEEK = timedelta(days=7)
TOUCHING: Sequence[type[Event]] = (
    *(Correction, ProjectWithdrawn, PlanAdjusted, DueChanged),
    *(ClosureConfirmed, StartCertified, MilestoneReached, CompletionCertified),
)
"""Kinds of events that move a due, meet it or take it away."""
POINTING: Mapping[type[Event], str] = {
    ClosureConfirmed: "closing",
    StartCertified: "start",
    CompletionCertified: "completion",
    Correction: "of",
}
"""Kinds of events about another event, and the field that names it."""
GONE = "项目已退库，或事项已撤回，不再到期。"
DONE = "已经办成，或计划已改，不再到期。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline as a calendar keeps it.

    `name` says which due of which record it is, whatever day it falls on and whatever the record is called;
    `sequence` grows with each change of that due; `view` is that of the day the deadline was read from.
    """

    name: str
    sequence: int
    deadline: Deadline
    followers: frozenset[str]
    view: View
    cancelled: str = ""
    """Why it is not due any more, empty while it is."""


def entries(view: View) -> Sequence[Entry]:
    """Give an entry for each row of the countdown, then what left it in the past fortnight but by its day.

    What was moved beyond the fortnight is told with its new day, all else as cancelled.
    """
    found = list(_named(view, fortnight(view)))
    left = _left(view, {one.name for one in found})
    moved = _moved(view, frozenset(one.deadline.subject for one in left))
    return found + [moved.get(one.name) or _cancelled(view, one) for one in left if _told(view, one, moved)]


def _told(view: View, one: Entry, moved: Mapping[str, Entry]) -> bool:
    """Tell whether it is known what became of an entry: not of an open item's without a calendar."""
    item = view.item(one.deadline.subject)
    return one.name in moved or item is None or item.closed is not None


def _left(view: View, names: set[str]) -> Sequence[Entry]:
    """Give what the calendars of the past fortnight may have held and is not any more, though still ahead.

    Two earlier days are asked, a week and a fortnight ago, each for what was touched in the week after it.
    """
    found: list[Entry] = []
    for then, touched in sorted(_touched(view).items(), reverse=True):
        before = view.at(then)
        rows = fortnight_of(before, touched.keys(), view.as_of + FORTNIGHT)
        shown = [row for row in rows if view.as_of <= row.day < touched[row.subject] + FORTNIGHT]
        for one in _named(before, shown):
            if one.name not in names:
                names.add(one.name)
                found.append(one)
    return found


def _named(view: View, rows: Sequence[Deadline]) -> Iterator[Entry]:
    """Name rows; should two have one name, the later ones are numbered in the countdown's order."""
    changes, times = _corrections(view), Counter[str]()
    for one in rows:
        name = _name(view, one)
        times[name] += 1
        again = f"-{times[name]}" if times[name] > 1 else ""
        sequence = _changed(view, one) + 2 * changes[one.subject]
        yield Entry(name + again, sequence, one, concerned(view, one), view)


def _moved(view: View, subjects: frozenset[str]) -> Mapping[str, Entry]:
    """Give all that is still ahead of some projects and items, however far, by name."""
    items = (view.item(key) for key in subjects)
    stories = (view.story(key) for key in subjects)
    days = [one.due.day for one in items if one and one.due]
    days += [promise.deadline for story in stories if story for promise in story.promises]
    ahead = [day for day in days if day >= view.as_of]
    last = max(ahead, default=view.as_of) + BEYOND
    return {one.name: one for one in _named(view, fortnight_of(view, subjects, last))} if subjects else {}


def _cancelled(view: View, one: Entry) -> Entry:
    """Call off what was ahead, after whatever change of it was told last."""
    subject = one.deadline.subject
    story, item = view.story(subject), view.item(subject)
    known = len(item.dues) - 1 if item else _changes_since(one, story) if story else 0
    gone = story.withdrawn is not None if story else item is None
    sequence = 1 + max(one.sequence, known + 2 * _corrections(view)[subject])
    return replace(one, sequence=sequence, cancelled=GONE if gone else DONE)


def _changes_since(one: Entry, story: ProjectStory) -> int:
    """Count the changes of the promise that an earlier day's entry rests on, as they are told now."""
    before = one.view.story(one.deadline.subject)
    promise = _promise(before, one.deadline) if before else None
    same = (
        len(each.because) - 1
        for each in story.promises
        if promise
        and (each.plan.year, each.what, each.milestone)
        == (promise.plan.year, promise.what, promise.milestone)
    )
    return max(same, default=0)


def _name(view: View, one: Deadline) -> str:
    if one.sort == "duty":
        return f"duty-{DUTIES[one.kind]}-{one.period}"  # type: ignore[index]
    parts = [*dict.fromkeys((one.sort, one.kind.replace("_", "-"))), one.subject]
    if item := view.item(one.subject):
        parts += _tier(view, item, one)
    elif story := view.story(one.subject):
        promise = _promise(story, one)
        parts += _of_promise(promise, one) if promise else [str(one.day.year)]
    return "-".join(parts)


def _tier(view: View, item: ItemStory, one: Deadline) -> Sequence[str]:
    """Tell the 5th, 10th and 20th working day overdue apart; an item has one of every other sort."""
    if one.sort != "loss" or item.due is None:
        return []
    return [str(elapsed_of(view).between(item.due.day, one.day))]


def _of_promise(promise: Promise, one: Deadline) -> Sequence[str]:
    """Name a promise by its plan's year, and a loss or chance after it by the quarters or months between."""
    parts = [str(promise.plan.year), promise.milestone or promise.what]
    due = promise.deadline
    if one.sort == "loss":
        return [*parts, str(_quarters(due, one.day))]
    return (
        [*parts, str((one.day.year - due.year) * 12 + one.day.month - due.month)] if one.day > due else parts
    )


def _quarters(first: date, last: date) -> int:
    """Count the quarters from one day's to another's."""
    start, end = Quarter.of(first), Quarter.of(last)
    return (end.year - start.year) * 4 + end.number - start.number


def _promise(story: ProjectStory, one: Deadline) -> Promise | None:
    """Find the promise a row rests on: the rules cite it first."""
    cited = (p for p in story.promises if one.because[: len(p.because)] == p.because)
    return next(cited, None)


def _changed(view: View, one: Deadline) -> int:
    """Count the changes that moved a due: each is cited beside what it changed (D12, D22)."""
    if item := view.item(one.subject):
        return max(len(item.dues) - 1, 0)
    story = view.story(one.subject)
    promise = _promise(story, one) if story else None
    return len(promise.because) - 1 if promise else 0


def _corrections(view: View) -> Counter[str]:
    """Count the corrections of what sets or meets each item's or project's dues.

    Each weighs two, for it may take one change back, and the number has to grow all the same.
    """

    def counted() -> Counter[str]:
        found = (_subject(view, correction) for correction in view.known.of_type(Correction))
        return Counter(subject for subject in found if subject)

    return once(view, "_corrections", counted)


def _touched(view: View) -> Mapping[date, Mapping[str, date]]:
    """Give the projects and items of which a due was changed or met, or that were taken out, with the day.

    They are given by the day before it that is asked how they stood.
    """
    found: dict[date, dict[str, date]] = defaultdict(dict)
    week, fortnight_ago = view.as_of - WEEK, view.as_of - FORTNIGHT
    for kind in TOUCHING:
        for event in view.known.of_type(kind):
            if fortnight_ago < event.date and (subject := _subject(view, event)):
                own = found[week if event.date > week else fortnight_ago]
                own[subject] = max(event.date, own.get(subject, event.date))
    return found


def _subject(view: View, event: Event | None) -> str:
    """Give the project or item whose dues an event sets, changes or meets; empty where it does not."""
    match event:
        case Decision():
            return event.id
        case DueChanged() | ItemClosed():
            return event.item
        case (
            PlanAdjusted()
            | ProjectWithdrawn()
            | MilestoneReached()
            | SubstantiveStart()
            | Completed()
            | Commissioned()
        ):
            return event.project
    name = POINTING.get(type(event)) if event else None
    return _subject(view, view.portfolio.events.get(getattr(event, name))) if name else ""


def by_follower(found: Sequence[Entry]) -> Mapping[str, Sequence[Entry]]:
    """Give each unit's, office's and leader's entries."""
    each: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        for key in entry.followers:
            each[key].append(entry)
    return each
