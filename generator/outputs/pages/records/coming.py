"""What each unit owes: everything overdue, and what falls due in the four weeks ahead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from generator.mechanism.cases import rectification_cases
from generator.mechanism.rules.progress import goal
from generator.outputs.pages.records.standing import Standing, kept
from generator.records.model.events import Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.docket import ItemLine
    from generator.outputs.pages.records.steps import Step
    from generator.outputs.view import View

AHEAD = timedelta(days=28)
Role = Literal["责任", "配合", "审批"]
Goal = Literal["start", "progress", "item", "none"]
"""What a deadline is about, as far as points may hang on it."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing a unit owes by a day: what, about which project or item, in which role, how it stands."""

    date: date
    what: str
    subject: str
    role: Role
    state: Standing
    goal: Goal = "none"


def coming(
    view: View,
    stories: Mapping[str, ProjectStory],
    steps: Mapping[str, Sequence[Step]],
    items: Mapping[str, ItemLine],
    reports: Iterable[tuple[str, Due]] = (),
) -> Mapping[str, Sequence[Due]]:
    """Give each unit's list, oldest deadline first; `reports` are those that fall due next."""
    found: dict[str, list[Due]] = defaultdict(list)
    for story in (story for story in stories.values() if not story.withdrawn):
        for due in _promises(story, view.as_of):
            for unit in story.lead_units(view.as_of):
                found[unit].append(due)
        for unit, due in _steps(story, steps.get(story.project.id, ()), view.as_of):
            found[unit].append(due)
    for line in items.values():
        for unit, due in _item(line, view.as_of):
            found[unit].append(due)
    for unit, due in (*_acts(view), *_rectification(view), *reports):
        if due.date <= view.as_of + AHEAD:
            found[unit].append(due)
    return {
        unit: sorted(dues, key=lambda due: (due.date, due.what, due.subject)) for unit, dues in found.items()
    }


def _promises(story: ProjectStory, as_of: date) -> Iterator[Due]:
    for promise in story.promises:
        if story.deed(promise) is None and promise.deadline <= as_of + AHEAD:
            start = promise.what == "start"
            what, state = "实质性开工" if start else goal(promise), kept(promise, story, as_of)
            if awaited := story.awaited.get(promise.what):
                what = f"{what}（已报{awaited.what}，待认定）"
            about: Goal = "start" if start else "progress"
            yield Due(promise.deadline, what, story.project.id, "责任", state, about)


def _steps(story: ProjectStory, steps: Sequence[Step], as_of: date) -> Iterator[tuple[str, Due]]:
    if story.start:
        return
    for step in steps:
        if step.planned and step.done is None and step.planned.due <= as_of + AHEAD:
            what = f"前期事项：{step.name}"
            due, project = step.planned.due, story.project.id
            leads = story.lead_units(as_of)
            for unit in leads:
                yield unit, Due(due, what, project, "责任", step.state)
            if step.planned.department not in leads:
                yield step.planned.department, Due(due, what, project, "审批", step.state)


def _item(line: ItemLine, as_of: date) -> Iterator[tuple[str, Due]]:
    story = line.story
    if story.closed or story.due is None or story.due.day > as_of + AHEAD:
        return
    what = "议定事项（已报办结，待确认）" if story.reported else "议定事项"
    state = item_state(line, as_of)
    for unit in story.units:
        role: Role = "责任" if unit in story.item.responsible else "配合"
        yield unit, Due(story.due.day, what, story.item.id, role, state, "item")


def item_state(line: ItemLine, as_of: date) -> Standing:
    """Tell how an item stands against the due date in force, in working days (D18)."""
    due, closed = line.story.due, line.story.closed
    past = ((closed.date if closed else as_of) - due.day).days if due else 0
    match line.state:
        case "超期办结":
            return Standing(f"超期{line.overdue}个工作日办结", "late", past)
        case "超期未办结":
            return Standing(f"超期{line.overdue}个工作日", "over", past)
        case "未到期":
            return Standing("未到期" if past else "今日到期", "open")
        case "无时限":
            return Standing("未定时限", "plain")
        case "无时限办结":
            return Standing("已办结", "good")
    return Standing(line.state, "good")


def _acts(view: View) -> Iterator[tuple[str, Due]]:
    """Give the deadlines of 督办 still ahead; nothing in the data says whether a past one was met."""
    for act in view.known.of_type(Supervision):
        if act.due and view.as_of <= act.due <= view.as_of + AHEAD:
            subject = act.item or act.project or ""
            state = Standing("今日到期", "open") if act.due == view.as_of else Standing("未到期", "open")
            yield act.unit, Due(act.due, f"督办整改（{act.number}）", subject, "责任", state)


def _rectification(view: View) -> Iterator[tuple[str, Due]]:
    """Give 整改报告 not yet received (O37); the regulation names no day, the notice may."""
    for case in rectification_cases(view.report):
        day = case.due or (case.notice.date if case.notice else case.quarter.last)
        if case.received is None and day <= view.as_of + AHEAD:
            over = case.state == "超期未提交"
            state = Standing(case.state, "over" if over else "open", (view.as_of - day).days if over else 0)
            yield case.unit, Due(day, f"整改报告（{case.quarter}考评末2位）", "", "责任", state)
