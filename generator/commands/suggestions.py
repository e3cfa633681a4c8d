"""What a new file probably speaks of: the unit's own project, the item still open, the plan in force."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from generator.commands.fitting import Stages, fitting, milestones, steps
from generator.records.blank import SAMPLE
from generator.records.calendar import Month, Quarter, Week
from generator.records.checks.context import Context
from generator.records.checks.discipline import drawn
from generator.records.model import events
from generator.records.model.events.base import ProjectEvent
from generator.records.model.types import Step
from generator.records.rights import rights

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from generator.records.model.events.discipline import Colour
    from generator.records.model.projects import Project
    from generator.records.portfolio import Portfolio

Values = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """Whose file and about which project, where that was said; what was tried before and not fit."""

    unit: str = ""
    project: str = ""
    tried: frozenset[str] = frozenset()


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


def event(portfolio: Portfolio, kind: str, day: date, wish: Wish) -> Values:
    """Suggest what a new event says; a unit not wished for is one that may write the kind.

    What chooses a value finds the kind and the wish among the values, under keys that no event has.
    """
    model = events.KINDS[kind]
    values: Values = {"date": day, "_kind": kind, "_wish": wish}
    about = _project(portfolio, model, day, wish) if issubclass(model, ProjectEvent) else None
    writers = rights(portfolio)[kind].writers
    lead = about.lead_units[0] if about and "责任单位" in writers else ""
    values["writer"] = wish.unit or lead or _writer(portfolio, writers, wish.tried)
    if about or (wish.project and "project" in model.model_fields):
        values["project"] = about.id if about else wish.project
    for key, field in model.model_fields.items():
        if key in _CHOICES and key not in values and field.is_required():
            values |= {name: found for name, found in _CHOICES[key](portfolio, values, day).items() if found}
    item = portfolio.events.get(values.get("item", ""))
    if model is events.ItemClosed and isinstance(item, events.Decision) and not wish.unit:
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


def _project(portfolio: Portfolio, model: type[ProjectEvent], day: date, wish: Wish) -> Project | None:
    """Choose a project of the unit that the kind suits, rather one of which this is not yet recorded."""
    if wish.project:
        return portfolio.projects[wish.project]
    own = [one for one in portfolio.projects.values() if not wish.unit or wish.unit in one.lead_units]
    every = sorted(own or portfolio.projects.values(), key=lambda one: one.id)
    suited = fitting(portfolio, model, day.year, every)
    candidates = [one for one in suited if one.id not in wish.tried] or suited
    period = {"week": str(Week.of(day)), "month": str(Month.of(day))}
    done = {
        filed.project
        for filed in portfolio.of_type(model)
        if all(str(getattr(filed, key, now)) == now for key, now in period.items())
    }
    return next((one for one in candidates if one.id not in done), next(iter(candidates), None))


def _writer(portfolio: Portfolio, kinds: tuple[str, ...], tried: Collection[str] = ()) -> str:
    units = sorted(portfolio.organisations.values(), key=lambda one: (one.id in tried, one.id))
    fitting = (one.id for kind in kinds for one in units if one.kind == kind)
    return next(fitting, NOBODY)


def _open(key: str, answer: type[events.Event], *kinds: type[events.Event]) -> Any:  # noqa: ANN401 - a chooser
    """Make what chooses the newest not answered, rather the unit's own; where all are, the newest of all."""

    def choose(portfolio: Portfolio, values: Values, _day: date) -> Values:
        wish: Wish = values["_wish"]
        answered = {getattr(one, key) for one in portfolio.of_type(answer)}
        asked = [one for kind in kinds for one in portfolio.of_type(kind) if one.id not in wish.tried]
        if wish.project:
            asked = [one for one in asked if _about(portfolio, one) == wish.project]
        asked = [one for one in asked if one.id not in answered] or asked
        asked.sort(key=lambda one: (_charged_with(one, wish.unit), one.date, one.id))
        return {key: asked[-1].id if asked else ""}

    return choose


def _about(portfolio: Portfolio, event: events.Event) -> str | None:
    """Name the project an event is about, a closing that of its item."""
    item = portfolio.events.get(event.item) if isinstance(event, events.ItemClosed) else None
    return getattr(item or event, "project", None)


def _charged_with(event: events.Event, unit: str) -> bool:
    return isinstance(event, events.Decision) and unit in {*event.responsible, *event.supporting}


def _charged(portfolio: Portfolio, values: Values, day: date) -> Values:
    """Choose a unit of which this is not recorded yet, the most supervised first; of a card also which."""
    wish, model = values["_wish"], events.KINDS[values["_kind"]]
    counted = Counter(one.unit for one in portfolio.of_type(events.Supervision) if one.date <= day)
    scored = sorted(one.id for one in portfolio.organisations.values() if one.scored)
    units = list(dict.fromkeys([*(unit for unit, _ in counted.most_common()), *scored])) or [NOBODY]
    done = {one.unit for one in portfolio.of_type(model)}  # type: ignore[attr-defined]
    if model is events.CardIssued:
        return _card(portfolio, values, day, [one for one in units if one not in wish.tried] or units)
    left = [one for one in units if one not in wish.tried]
    return {"unit": next((one for one in left if one not in done), next(iter(left or units)))}


def _card(portfolio: Portfolio, values: Values, day: date, units: Sequence[str]) -> Values:
    """Choose a card that is drawn and whose notice is not out: a red one for 督查室, else a yellow one."""
    writer = portfolio.organisations.get(values["writer"])
    colour: Colour = "红牌" if writer and writer.kind == "督查室" else "黄牌"
    issued = {
        (one.unit, one.colour, one.ordinal)
        for one in portfolio.of_type(events.CardIssued)
        if one.year == day.year
    }
    context = Context(filed=portfolio)
    for unit in units:
        for ordinal in sorted(drawn(portfolio, context, unit, colour, day)):
            if (unit, colour, ordinal) not in issued:
                return {"unit": unit, "colour": colour, "ordinal": str(ordinal), "year": day.year}
    return {"unit": units[0], "colour": colour, "ordinal": "1", "year": day.year}


def _unapproved(portfolio: Portfolio, values: Values, day: date) -> Values:
    """Choose a year with plans and no approval, rather that of the day; other kinds tell their own year."""
    if values["_kind"] != "plan_approved":
        return {}
    approved = {one.year for one in portfolio.of_type(events.PlanApproved)}
    years = sorted({plan.year for plan in portfolio.plans.values()} - approved)
    return {"year": day.year if day.year in years or not years else years[-1]}


def _report(portfolio: Portfolio, values: Values, day: date) -> Values:
    """Choose a report the office has not handed in for the day's week or month."""
    week, month = Week.of(day), Month.of(day)
    reports = (("周新开工情况", week), ("周协调清单", week), ("月度汇总", month))
    filed = {
        (one.report, str(one.period))
        for one in portfolio.of_type(events.ReportFiled)
        if one.writer == values["writer"]
    }
    name, period = next((one for one in reports if (one[0], str(one[1])) not in filed), reports[0])
    return {"report": name, "period": period}


def _adjusted(portfolio: Portfolio, values: Values, day: date) -> Values:
    plan = portfolio.plans.get((values.get("project", ""), day.year))
    begun = plan and plan.project in Stages.of(portfolio, day.year).begun
    if plan and plan.start_week and not (begun and plan.completion_month):
        return {"field": "start_week", "old": plan.start_week, "new": plan.start_week.shift(4)}
    if plan and plan.completion_month:
        return {
            "field": "completion_month",
            "old": plan.completion_month,
            "new": plan.completion_month.shift(1),
        }
    return {"field": "start_week", "old": Week.of(day), "new": Week.of(day).shift(4)}


def _step(portfolio: Portfolio, values: Values, _: date) -> Values:
    about = portfolio.projects.get(values.get("project", ""))
    return {"step": next(steps(portfolio, about), get_args(Step)[0])}


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
    "item": _open("item", events.ItemClosed, events.Decision),
    "issue": _open("issue", events.IssueResolved, events.IssueRaised),
    "closing": _open("closing", events.ClosureConfirmed, events.ItemClosed),
    "start": _open("start", events.StartCertified, events.SubstantiveStart),
    "completion": _open("completion", events.CompletionCertified, events.Completed, events.Commissioned),
    "milestone": lambda known, values, _: {
        "milestone": next(milestones(known, values.get("project", "")), "")
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
    "quarter": lambda _, __, day: {"quarter": Quarter.of(day).shift(-1)},
    "report": _report,
    "year": _unapproved,
}
