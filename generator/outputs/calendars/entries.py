"""The rows of the countdown as entries of a calendar: which due each one is, and how often it was changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.outputs.tables.countdown import FORTNIGHT, concerned, fortnight, fortnight_of
from generator.outputs.tables.derived import elapsed_of
from generator.records.calendar import Quarter
from generator.records.model.events import Correction, Decision, DueChanged, PlanAdjusted, ProjectWithdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.items import ItemStory
    from generator.mechanism.obligations import Duty
    from generator.outputs.tables.countdown import Deadline
    from generator.outputs.view import View

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
DAY = timedelta(days=1)


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
    cancelled: bool = False


def entries(view: View) -> Sequence[Entry]:
    """Give an entry for each row of the countdown, then those called off while they were still ahead."""
    found = list(_named(view, fortnight(view), cancelled=False))
    names = {one.name for one in found}
    for day in _called_off(view):
        then = view.at(day - DAY)
        gone = [one for one in fortnight_of(then, _gone(view, then)) if one.day >= view.as_of]
        for one in _named(then, gone, cancelled=True):
            if one.name not in names:
                names.add(one.name)
                found.append(one)
    return found


def _named(view: View, rows: Sequence[Deadline], *, cancelled: bool) -> Iterator[Entry]:
    """Name rows; should two have one name, the later ones are numbered in the countdown's order."""
    changes, times = _corrections(view), Counter[str]()
    for one in rows:
        name = _name(view, one)
        times[name] += 1
        again = f"-{times[name]}" if times[name] > 1 else ""
        sequence = _changed(view, one) + 2 * changes[one.subject] + cancelled
        yield Entry(name + again, sequence, one, concerned(view, one), view, cancelled)


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
    """Count the corrections of what sets each item's or project's dues.

    Each weighs two, for it may take one change back, and the number has to grow all the same.
    """
    found: Counter[str] = Counter()
    for correction in view.known.of_type(Correction):
        match view.portfolio.events.get(correction.of):
            case Decision() as decision:
                found[decision.id] += 1
            case DueChanged() as change:
                found[change.item] += 1
            case PlanAdjusted() as change:
                found[change.project] += 1
    return found


def _called_off(view: View) -> Sequence[date]:
    """Give the days of the past fortnight on which a project was withdrawn or an item taken back."""
    days = {event.date for event in view.known.of_type(ProjectWithdrawn)}
    for correction in view.known.of_type(Correction):
        if isinstance(view.portfolio.events.get(correction.of), Decision) and correction.withdraw:
            days.add(correction.date)
    return sorted((day for day in days if view.as_of - FORTNIGHT <= day), reverse=True)


def _gone(view: View, then: View) -> frozenset[str]:
    """Give the projects withdrawn and the items that no longer stand, of those an earlier day knew."""
    known = (*then.report.facts.projects, *then.report.facts.items)
    stories = ((key, view.story(key)) for key in known)
    return frozenset(key for key, story in stories if (story.withdrawn if story else view.item(key) is None))


def by_follower(found: Sequence[Entry]) -> Mapping[str, Sequence[Entry]]:
    """Give each unit's, office's and leader's entries."""
    each: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        for key in entry.followers:
            each[key].append(entry)
    return each
