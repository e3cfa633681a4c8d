"""倒计时 of one unit, or of one leader's or office's line: each deadline with the points that hang on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.rules.chances import STARTS
from generator.outputs.pages.records.coming import AHEAD, Due
from generator.outputs.pages.records.standing import Standing
from generator.outputs.tables.countdown import days_left, steps_ahead
from generator.outputs.tables.derived import once
from generator.outputs.view import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.upcoming import Step
    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.coming import Goal
    from generator.outputs.view import View

PROGRESS = frozenset({"missed_progress", "early_completion"})
SHOWN = 3
"""The losses that a line shows: as many as an item's steps (3.1)."""
WORDS: Mapping[Goal, str] = {"start": "实质性开工", "progress": "完工投产", "item": "议定事项"}


@dataclass(frozen=True, slots=True)
class Line:
    """A deadline, who owes it, and the days ahead that cost or bring points, each unit's own and raw."""

    due: Due
    units: tuple[str, ...]
    steps: tuple[Step, ...] = ()


def of_unit(book: Book, unit: str) -> Sequence[Line]:
    """List what a unit owes, overdue and in the weeks ahead, oldest first."""
    lines = [Line(due, (unit,)) for due in book.coming.get(unit, ())]
    return _with_points(book.view, lines, _by_unit(book.view).get(unit, ()))


def of_line(book: Book, projects: Iterable[str]) -> Sequence[Line]:
    """List what all units owe for the projects of a leader or an office, and for what was decided of them.

    What several units owe alike is one line.
    """
    owned = list(projects)
    items = [story.item.id for key in owned for story in book.view.items_of_project.get(key, ())]
    owing, ahead = _owing(book), _by_subject(book.view)
    lines = [line for key in (*owned, *items) for line in owing.get(key, ())]
    return _with_points(book.view, lines, [step for key in (*owned, *items) for step in ahead.get(key, ())])


def _owing(book: Book) -> Mapping[str, Sequence[Line]]:
    """Give the deadlines of each project and item, with all who owe them and none who only support."""

    def owing() -> Mapping[str, Sequence[Line]]:
        same: dict[tuple[str, str, date], tuple[Due, list[str]]] = {}
        for unit, dues in sorted(book.coming.items()):
            for due in dues:
                if due.subject and due.role != "配合":
                    same.setdefault((due.subject, due.what, due.date), (due, []))[1].append(unit)
        found: dict[str, list[Line]] = defaultdict(list)
        for due, units in same.values():
            found[due.subject].append(Line(due, tuple(units)))
        return found

    return once(book.view, "_owing", owing)


def _by_unit(view: View) -> Mapping[str, Sequence[Step]]:
    return once(view, "_steps_by_unit", lambda: grouped(steps_ahead(view), lambda step: step.units))


def _by_subject(view: View) -> Mapping[str, Sequence[Step]]:
    return once(view, "_steps_by_subject", lambda: grouped(steps_ahead(view), lambda step: [step.subject]))


def _with_points(view: View, lines: Sequence[Line], steps: Iterable[Step]) -> Sequence[Line]:
    """Put each step to the deadline it belongs to; one that belongs to none has a line of its own."""
    rows: dict[tuple[str, Goal], list[Line]] = defaultdict(list)
    for line in lines:
        rows[line.due.subject, line.due.goal].append(line)
    found: dict[int, list[Step]] = defaultdict(list)
    alone: list[Line] = []
    for step in steps:
        own = _row(rows.get((step.subject, _goal(step)), ()), step)
        if own is not None:
            found[id(own)].append(step)
        elif step.sort != "due" and step.day <= view.as_of + AHEAD:
            alone.append(_alone(view, step))
    told = [*(_told(line, found.get(id(line), ())) for line in lines), *alone]
    return sorted(told, key=lambda line: (line.due.date, line.due.what, line.due.subject, line.units))


def _row(rows: Sequence[Line], step: Step) -> Line | None:
    """Find the deadline that a step is about; a project has several, so a loss is that of its own day."""
    lines = [line for line in rows if set(line.units) & set(step.units)]
    match _goal(step), step.sort:
        case (("start" | "progress"), "loss"):
            lines = [line for line in lines if line.due.date == step.day]
        case "progress", _:
            lines = [line for line in lines if line.due.what == WORDS["progress"]]
    return lines[-1] if lines else None


def _goal(step: Step) -> Goal:
    return "start" if step.kind in STARTS else "progress" if step.kind in PROGRESS else "item"


def _alone(view: View, step: Step) -> Line:
    what = f"{WORDS[_goal(step)]}（{'加分' if step.sort == 'chance' else '扣分'}时限）"
    state = Standing(days_left(view, step.day), "open")
    return _told(Line(Due(step.day, what, step.subject, "责任", state, _goal(step)), step.units), [step])


def _told(line: Line, steps: Iterable[Step]) -> Line:
    """Put the next steps to a line, by day: of the losses no more than are shown."""
    ahead = sorted(steps, key=lambda step: step.day)
    losses = [step for step in ahead if step.sort == "loss"][SHOWN:]
    return replace(line, steps=tuple(step for step in ahead if step.sort != "due" and step not in losses))
