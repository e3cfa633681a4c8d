"""计划基准: what is measured by and changes, and whether the change counts or comes too late (D12, D22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.construction import in_time
from generator.mechanism.timeline import approvals
from generator.records.checks.baselines import LEADS, START_PLAN, TAKEN_OVER
from generator.records.contents import Content, between, content_of, shown
from generator.records.model.events import (
    DueChanged,
    LeadChanged,
    PlanAdjusted,
    ProjectWithdrawn,
    StartPlanConfirmed,
)
from generator.records.model.projects import Plan, Project
from generator.review.impact.model import BaselineChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.mechanism.construction import Promise
    from generator.records.contents import Field
    from generator.review.impact.model import Verdict
    from generator.review.impact.state import State
    from generator.review.impact.touched import Touched

PLANNED = frozenset({"class", "start_week", "completion_month", "invest_wan", "milestones"})
FIELDS = {"start": "start_week", "completion": "completion_month"}
TITLES = {"start_week": "计划开工（周）", "completion_month": "计划完工投产（月）"}


def baseline_changes(found: Sequence[Touched], before: State, after: State) -> Iterator[BaselineChange]:
    """Give every field of a plan, a deadline, 附件1 or a project's fixed facts that the change touches."""
    for one in found:
        known = after if one.after else before
        match one.record:
            case Plan() as plan:
                yield from _plan(one, plan, known)
            case Project() as project:
                yield from _project(one, project, known)
            case PlanAdjusted() as act:
                yield _moved(one, act, known)
            case DueChanged() as act:
                yield _re_dated(one, act, known)
            case LeadChanged() as act:
                yield _led(one, act, known)
            case ProjectWithdrawn() as act:
                yield _line(one, act.project, "退库", None, f"自 {act.date} 起", "counts")


def _line(  # noqa: PLR0913, PLR0917 - one argument for each column
    one: Touched, subject: str, label: str, old: str | None, new: str | None, verdict: Verdict
) -> BaselineChange:
    """Write a line; of a record taken away, the other way round."""
    record = one.record
    title = getattr(record, "title", "") or ("年度计划" if isinstance(record, Plan) else "项目")
    if one.after is None:
        old, new = new, old
    return BaselineChange(subject, f"{title}（{one.what}）", label, old, new, verdict, record.path)


def _plan(one: Touched, plan: Plan, known: State) -> Iterator[BaselineChange]:
    approved = plan.year in approvals(known.report.known)
    verdict: Verdict = "draft" if not approved else "counts" if one.what == "新增" else "frozen"
    fields = _fields(one)
    if one.what != "改动":
        fields = [field for field in fields if field.name in PLANNED]
    for field in fields:
        yield _field(one, plan.project, field, verdict, f"{plan.year}年 ")


def _field(one: Touched, subject: str, field: Field, verdict: Verdict, lead: str = "") -> BaselineChange:
    old, new = (None if value is None else shown(value) for value in (field.old, field.new))
    found = _line(one, subject, f"{lead}{field.label}", None, None, verdict)
    return BaselineChange(subject, found.what, found.label, old, new, verdict, found.path)


def _fields(one: Touched) -> Sequence[Field]:
    """Give the fields that differ; of a record that comes or goes, each at the top."""
    nothing = Content(type(one.record), {}, {})
    was, now = (content_of(record) if record else nothing for record in (one.before, one.after))
    return between(was, now)


def _project(one: Touched, project: Project, known: State) -> Iterator[BaselineChange]:
    """Compare what plans took over of a project, its units in charge, and 附件1; of a new one only 附件1."""
    years = approvals(known.report.known)
    planned = any(plan.year in years for plan in known.portfolio.plans_of.get(project.id, ()))
    confirmed = any(e.project == project.id for e in known.report.known.of_type(StartPlanConfirmed))
    if one.after is None:
        yield _line(one, project.id, "项目", None, project.name, "frozen" if planned else "")
        return
    for field in _fields(one):
        name = field.name.partition(".")[0]
        if name == START_PLAN:
            yield _field(one, project.id, field, "frozen" if confirmed and one.before else "")
        elif one.before and name in {*TAKEN_OVER, LEADS}:
            yield _field(one, project.id, field, "frozen" if planned and field.old else "")


def _moved(one: Touched, act: PlanAdjusted, known: State) -> BaselineChange:
    story = known.view.story(act.project)
    promise = next((p for p in (story.promises if story else ()) if _is(p, act)), None)
    verdict: Verdict = "moot"
    if promise:
        verdict = (
            "counts" if act.at("new") in promise.because else "moot" if in_time(promise, act) else "late"
        )
    label = f"{act.year}年 {TITLES.get(act.field) or _milestone(act, known)}"
    return _line(one, act.project, label, act.old, act.new, verdict)


def _is(promise: Promise, act: PlanAdjusted) -> bool:
    """Tell whether an adjustment is about a promise."""
    field = f"milestones.{promise.milestone}" if promise.what == "milestone" else FIELDS[promise.what]
    return promise.plan.year == act.year and field == act.field


def _milestone(act: PlanAdjusted, known: State) -> str:
    plan = known.portfolio.plans.get((act.project, act.year))
    key = act.field.rpartition(".")[2]
    name = next((point.name for point in plan.milestones if point.id == key), "") if plan else ""
    return f"形象进度节点 {key} {name}".strip()


def _re_dated(one: Touched, act: DueChanged, known: State) -> BaselineChange:
    story = known.view.item(act.item)
    old: str | None = None
    verdict: Verdict = "moot"
    for before, due in zip((None, *story.dues), story.dues, strict=False) if story else ():
        if due.because[-1] == act.at("due"):
            old, verdict = str(before.written) if before else None, "counts"
    if story and act in story.refused:
        old, verdict = str(story.due.written) if story.due else None, "late"
    return _line(one, act.item, "办结时限", old, str(act.due), verdict)


def _led(one: Touched, act: LeadChanged, known: State) -> BaselineChange:
    story = known.view.story(act.project)
    earlier = [change for change in (story.leads if story else ()) if change.date < act.date]
    project = known.portfolio.projects.get(act.project)
    old = earlier[-1].lead_units if earlier else project.lead_units if project else ()
    was, now = ("、".join(map(known.unit, units)) for units in (old, act.lead_units))
    return _line(one, act.project, f"责任单位（自 {act.date} 起）", was, now, "counts")
