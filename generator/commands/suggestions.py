"""What a new file probably speaks of: the unit's own project, the item still open, the plan in force."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

from generator.records.blank import SAMPLE
from generator.records.calendar import Month, Week
from generator.records.model import events
from generator.records.model.events.base import ProjectEvent
from generator.records.model.types import Step
from generator.records.rights import rights

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.model.projects import Project
    from generator.records.portfolio import Portfolio

Values = dict[str, Any]
NOBODY = "BH-001"
LONGEST_UNIT = 20
"""Letters of a unit's id that an event's id has room for."""


def project(portfolio: Portfolio, unit: str, id_: str) -> Values:
    """Suggest what a new project of a unit says."""
    streets = [one.id for one in portfolio.organisations.values() if one.kind == "街道"]
    return {
        "id": id_,
        "investment_total_wan": "10000",
        "street": next(iter(sorted(streets)), NOBODY),
        "lead_units": [unit],
        "leader": next(iter(sorted(portfolio.leaders)), NOBODY),
    }


def plan(project_id: str, year: int, day: date) -> Values:
    """Suggest what a new plan says: a start some weeks ahead, in its year."""
    week = Week.of(day).shift(8) if day.year == year else Week(year, 20)
    week = week if week.year == year else Week(year, 50)
    return {
        "project": project_id,
        "year": year,
        "class": "计划新开工",
        "start_week": week,
        "invested_before_wan": "0",
    }


def event(portfolio: Portfolio, kind: str, unit: str, day: date) -> Values:
    """Suggest what a new event says; a unit without a name is one that may write the kind."""
    model = events.KINDS[kind]
    about = _project(portfolio, kind, unit, day) if issubclass(model, ProjectEvent) else None
    if not unit:
        writers = rights(portfolio)[kind].writers
        unit = about.lead_units[0] if about and "责任单位" in writers else _writer(portfolio, writers)
    values: Values = {"date": day, "writer": unit}
    if about:
        values["project"] = about.id
    for key, field in model.model_fields.items():
        if key in _CHOICES and key not in values and field.is_required():
            values |= {name: found for name, found in _CHOICES[key](portfolio, values, day).items() if found}
    item = portfolio.events.get(values.get("item", ""))
    if (
        model is events.ItemClosed
        and isinstance(item, events.Decision)
        and values["writer"] not in item.responsible
    ):
        values["writer"] = item.responsible[0]
    return {key: value for key, value in values.items() if key in model.model_fields}


def number(portfolio: Portfolio, stem: str) -> str:
    """Give the next free id that begins with a stem."""
    taken = {*portfolio.events, *portfolio.projects}
    return next(
        f"{stem}-{count:02}" for count in range(1, len(taken) + 2) if f"{stem}-{count:02}" not in taken
    )


def stem(kind: str, unit: str, day: date) -> str:
    """Begin an event's id: initials of its kind, the unit, lest two choose the same, and the day."""
    initials = "".join(word[0] for word in kind.split("_")).upper()
    return f"{initials}-{unit[:LONGEST_UNIT].rstrip('-')}-{day:%Y%m%d}"


def _project(portfolio: Portfolio, kind: str, unit: str, day: date) -> Project | None:
    """Choose a project of the unit, rather one of which this is not yet recorded."""
    own = [one for one in portfolio.projects.values() if not unit or unit in one.lead_units]
    candidates = sorted(own or portfolio.projects.values(), key=lambda one: one.id)
    model = events.KINDS[kind]
    if model is events.MilestoneReached:
        candidates = [one for one in candidates if any(_milestones(portfolio, one.id))] or candidates
    if model is events.PlanAdjusted:
        candidates = [one for one in candidates if (one.id, day.year) in portfolio.plans] or candidates
    if model is events.ProjectWithdrawn:
        begun = {filed.project for filed in portfolio.of_type(events.SubstantiveStart)}
        candidates = [one for one in candidates if one.id not in begun] or candidates
    period = {"week": str(Week.of(day)), "month": str(Month.of(day))}
    done = {
        filed.project  # type: ignore[attr-defined]
        for filed in portfolio.of_type(model)
        if all(str(getattr(filed, key, now)) == now for key, now in period.items())
    }
    return next((one for one in candidates if one.id not in done), next(iter(candidates), None))


def _writer(portfolio: Portfolio, kinds: tuple[str, ...]) -> str:
    units = sorted(portfolio.organisations.values(), key=lambda one: one.id)
    fitting = (one.id for kind in kinds for one in units if one.kind == kind)
    return next(fitting, NOBODY)


def _open(
    portfolio: Portfolio, kinds: tuple[type[events.Event], ...], answer: type[events.Event], key: str
) -> str:
    answered = {getattr(one, key) for one in portfolio.of_type(answer)}
    asked = [one.id for kind in kinds for one in portfolio.of_type(kind)]
    return next((id_ for id_ in reversed(asked) if id_ not in answered), asked[-1] if asked else "")


def _item(portfolio: Portfolio, _values: Values, _: date) -> Values:
    id_ = _open(portfolio, (events.Decision,), events.ItemClosed, "item")
    return {"item": id_}


def _charged(portfolio: Portfolio, _values: Values, _: date) -> Values:
    """Choose the unit with the most supervisions, and the number of its latest card."""
    counted = Counter(one.unit for one in portfolio.of_type(events.Supervision))
    scored = sorted(one.id for one in portfolio.organisations.values() if one.scored)
    unit, count = counted.most_common(1)[0] if counted else (scored[0] if scored else NOBODY, 1)
    return {"unit": unit, "ordinal": str(count)}


def _adjusted(portfolio: Portfolio, values: Values, day: date) -> Values:
    plan = portfolio.plans.get((values.get("project", ""), day.year))
    if plan and plan.start_week:
        return {"field": "start_week", "old": plan.start_week, "new": plan.start_week.shift(4)}
    if plan and plan.completion_month:
        return {
            "field": "completion_month",
            "old": plan.completion_month,
            "new": plan.completion_month.shift(1),
        }
    return {"field": "start_week", "old": Week.of(day), "new": Week.of(day).shift(4)}


def _milestones(portfolio: Portfolio, project: str) -> Iterator[str]:
    reached = {(one.project, one.milestone) for one in portfolio.of_type(events.MilestoneReached)}
    for plan in portfolio.plans_of.get(project, ()):
        yield from (point.id for point in plan.milestones if (project, point.id) not in reached)


def _step(portfolio: Portfolio, values: Values, _: date) -> Values:
    done = {one.step for one in portfolio.of_type(events.StepDone) if one.project == values.get("project")}
    return {"step": next((step for step in get_args(Step) if step not in done), get_args(Step)[0])}


def _corrected(portfolio: Portfolio, values: Values, _: date) -> Values:
    own = [
        one
        for one in portfolio.events.values()
        if one.writer == values["writer"] and one.kind != "correction"
    ]
    found = max(own or portfolio.events.values(), key=lambda one: (one.date, one.id), default=None)
    changes = {"note": f"{SAMPLE}更正后的内容"}
    return {"of": found.id, "writer": found.writer, "changes": changes} if found else {}


def _last(kind: type[events.Event]) -> Any:  # noqa: ANN401 - a chooser
    def choose(portfolio: Portfolio, _values: Values, _day: date) -> Values:
        return {
            kind.model_fields["kind"].default: next((one.id for one in reversed(portfolio.of_type(kind))), "")
        }

    return choose


_CHOICES: dict[str, Any] = {
    "meeting": _last(events.Meeting),
    "item": _item,
    "issue": lambda known, _, __: {
        "issue": _open(known, (events.IssueRaised,), events.IssueResolved, "issue")
    },
    "closing": lambda known, _, __: {
        "closing": _open(known, (events.ItemClosed,), events.ClosureConfirmed, "closing")
    },
    "start": lambda known, _, __: {
        "start": _open(known, (events.SubstantiveStart,), events.StartCertified, "start")
    },
    "completion": lambda known, _, __: {
        "completion": _open(
            known, (events.Completed, events.Commissioned), events.CompletionCertified, "completion"
        )
    },
    "milestone": lambda known, values, _: {
        "milestone": next(_milestones(known, values.get("project", "")), "")
    },
    "leader": lambda known, _, __: {"leader": next(iter(sorted(known.leaders)), "")},
    "responsible": lambda known, _, __: {"responsible": [_writer(known, ("责任单位",))]},
    "units": lambda _known, values, _: {"units": [values["writer"]]},
    "lead_units": lambda known, _, __: {"lead_units": [_writer(known, ("责任单位",))]},
    "unit": _charged,
    "field": _adjusted,
    "step": _step,
    "of": _corrected,
    "paper": lambda _, __, day: {"paper": "月度通报", "period": Month.of(day)},
    "report": lambda _, __, day: {"report": "周新开工情况", "period": Week.of(day)},
}
