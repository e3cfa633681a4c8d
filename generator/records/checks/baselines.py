"""What was approved or confirmed stays: plans, what they took over of a project, 附件1 (TRUST P7, D12)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.records.changes import EVENTS, PLANS, PROJECTS
from generator.records.checks.lasting import UNCOMMITTED, blamed, summary, told, words
from generator.records.codes import times as codes
from generator.records.contents import between, shown
from generator.records.differences import content_after, differences
from generator.records.model.events import PlanApproved, StartPlanConfirmed
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.changes import Change, Life
    from generator.records.checks.context import Context
    from generator.records.contents import Content, Field
    from generator.records.model.events import Event
    from generator.records.model.projects import Project
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem
    from generator.records.tree import Location

LEADS = "lead_units"
TAKEN_OVER = frozenset(
    {"name", "content", "investment_total_wan", "sector", "programme", "street", "leader", "signed"}
)
"""What paper L prints of a project, but for the units in charge."""
START_PLAN = "start_plan"
NOT_YET = {"commit": "还没有提交", "said": "not committed"}
Names = tuple[str, ...]
_NAMES = re.compile(rb"^(?:name|investor):.*$", re.MULTILINE)


def plans(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A plan approved changes only by `plan_adjusted`; one added afterwards is marked."""
    approved = _approvals(portfolio, context)
    for (shelf, name), life in context.history.lives.items():
        year, _, project = name.partition("/")
        if shelf != PLANS or int(year) not in approved:
            continue
        approval, recorded = approved[int(year)]
        values = {"year": year, "approved": approval.approved_on}
        plan = context.filed.plans.get((project, int(year)))
        if plan and life[0].day > recorded.day:
            yield context.say(plan, codes.PLAN_ADDED, "project", **values)
        if plan:
            for field, said in _changed(context, plan, life, recorded.place):
                yield context.say(plan, codes.PLAN_EDITED, *field.at, **values, **said)
        elif not life[-1].blob and (first := _standing(context, life, recorded.place)):
            values |= {**told(first[0], life[-1]), "was": summary(first[1])}
            yield problem(Mark(life[-1].path), codes.PLAN_DELETED, **values)


def projects(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What the newest approved plan took over of a project stays; the units change by `lead_changed`.

    What was not said then (a project not yet signed) was not taken over, and may be filled in.
    """
    for key, (approval, place) in _taken_over(portfolio, context).items():
        project = context.filed.projects.get(key)
        life = context.history.life(PROJECTS, key)
        if project is None:
            continue
        reused = _reused(context, project, life)
        for field, said in _changed(context, project, life, place):
            values = {"year": approval.year, "approved": approval.approved_on, **said}
            if field.name == LEADS:
                yield context.say(project, codes.LEAD_EDITED, *field.at, **values)
            elif field.name in TAKEN_OVER and field.old and not (reused and field.name == "name"):
                yield context.say(project, codes.PROJECT_EDITED, *field.at, **values)


def start_plans(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """附件1 is frozen by its last confirmation; whoever changes it has it confirmed again."""
    last = {event.project: event for event in portfolio.of_type(StartPlanConfirmed)}
    for key, event in last.items():
        recorded, project = _recorded(context, event), context.filed.projects.get(key)
        life = context.history.life(PROJECTS, key)
        if project is None or recorded is None:
            continue
        twice = _twice(project)
        for field, said in _changed(context, project, life, recorded.place):
            if field.name.partition(".")[0] == START_PLAN and field.at[:3] not in twice:
                yield context.say(project, codes.START_PLAN_EDITED, *field.at, confirmed=event.date, **said)


def numbers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape for all checks
    """A project's number is never another project's: name and investor do not change at once."""
    lives = {key: context.history.life(PROJECTS, key) for key in context.filed.projects}
    context.history.prepare(change for life in lives.values() if len(life) > 1 for change in life)
    for project in context.filed.projects.values():
        if found := _reused(context, project, lives[project.id]):
            change, was, now = found
            values = {"was": "，".join(was), "now": "，".join(now), "commit": change.short}
            yield context.say(project, codes.NUMBER_REUSED, "name", id=project.id, **values)


def _twice(project: Project) -> set[Location]:
    """Give where a step of 附件1 stands that stands twice, which is told as such."""
    steps = [one.step for one in project.start_plan.steps] if project.start_plan else []
    return {(START_PLAN, "steps", at) for at, step in enumerate(steps) if steps.count(step) > 1}


def _approvals(portfolio: Portfolio, context: Context) -> Mapping[int, tuple[PlanApproved, Change]]:
    """Give each year's first approval and the commit that brought it."""
    found: dict[int, tuple[PlanApproved, Change]] = {}
    for event in portfolio.of_type(PlanApproved):
        if recorded := _recorded(context, event):
            found.setdefault(event.year, (event, recorded))
    return found


def _taken_over(portfolio: Portfolio, context: Context) -> Mapping[str, tuple[PlanApproved, int]]:
    """Give each project's newest approved plan, and the place on the main line since which it holds."""
    found = {}
    for year, (approval, recorded) in sorted(_approvals(portfolio, context).items()):
        for key, of_year in context.filed.plans:
            life = context.history.life(PLANS, f"{year}/{key}")
            if of_year == year and life:
                found[key] = approval, max(recorded.place, life[0].place)
    return found


def _recorded(context: Context, event: Event) -> Change | None:
    """Give the commit that brought an event."""
    life = context.history.life(EVENTS, event.id)
    return context.history.valid(life) if len(life) > 1 else next(iter(life), None)


def _standing(context: Context, life: Life, place: int) -> tuple[Change, Content] | None:
    """Give a record as it stood at a place of the main line, or as it came afterwards without fault."""
    before = [change for change in life if change.place <= place][-1:]
    for change in (*before, *(change for change in life if change.place > place)):
        found = content_after(context.history, change)
        if found and found.typed is not None:
            return change, found
    return None


def _changed(
    context: Context, record: Record, life: Life, place: int
) -> Iterator[tuple[Field, dict[str, object]]]:
    """Give the fields that differ from how a record stood at a place, with the words for a message."""
    if not life or (
        life[-1].place <= place
        and record.path == life[-1].path
        and record.path not in context.history.touched
    ):
        return
    context.history.prepare(life)
    before, now = _standing(context, life, place), context.now(record, life)
    fields = between(before[1], now) if before and now else []
    found = differences(context.history, life) if fields else []
    after = [one for one in found if before and one.change.place > before[0].place]
    for field in fields:
        commit = blamed(after, field, ())[1]
        done = {"commit": f"提交 {commit}", "said": commit}
        yield field, {**words(field), **(NOT_YET if commit == UNCOMMITTED else done)}


def _reused(context: Context, project: Record, life: Life) -> tuple[Change, Names, Names] | None:
    """Give the last commit that changed name and investor at once, with both before it and now."""
    suspects = [
        (old, new)
        for old, new in pairwise(change for change in life if change.blob)
        if not _kept(context.history.data(old), context.history.data(new))
    ]
    here = _names(context.now(project, life)) if suspects else None
    for old, new in reversed(suspects):
        before, after = (_names(content_after(context.history, change)) for change in (old, new))
        if before and after and here and _differ(before, after) and _differ(before, here):
            return new, before, here
    return None


def _kept(old: bytes, new: bytes) -> bool:
    """Tell at a glance, before anything is read as YAML, that name or investor is written as it was."""
    lines = zip(_NAMES.findall(old), _NAMES.findall(new), strict=False)
    return any(was == now for was, now in lines)


def _names(found: Content | None) -> Names | None:
    """Give a project's name and investor, where both are said."""
    leaves = [found.meant.get(key) for key in ("name", "investor")] if found else [None]
    return tuple(shown(leaf.value) for leaf in leaves if leaf) if all(leaves) else None


def _differ(old: Names, new: Names) -> bool:
    return all(was != now for was, now in zip(old, new, strict=True))
