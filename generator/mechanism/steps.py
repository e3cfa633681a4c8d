"""The 12 steps before a start (附件1; O25–O26): due, signed, done; where a project waits, and on whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from generator.mechanism.elapsed import Elapsed
from generator.mechanism.pools import listed, pool
from generator.records.model.events import StartPlanConfirmed, StepDone, SubstantiveStart
from generator.records.model.types import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.records.calendar import WorkingDays
    from generator.records.model.projects import PlannedStep
    from generator.records.portfolio import Portfolio

Party = Literal["责任单位", "街道", "审批部门", "区重大项目办"]
PARTIES: tuple[Party, ...] = get_args(Party)
OFFICE: Party = "区重大项目办"
STEPS: tuple[Step, ...] = get_args(Step)
Awaited = Step | Literal["附件1", "开工"]


class StepState(NamedTuple):
    """One of the 12 on a day: `planned` is None where it does not apply.

    `late` counts working days past the deadline, to the deed, the project's withdrawal or the day; `signed`
    is the department's signature under its deadline.
    """

    number: int
    name: Step
    planned: PlannedStep | None
    signed: date | None
    done: date | None
    late: int
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """What a project waits for: since when, for how many working days, on whom.

    `step` is 附件1 while that is not drawn up and confirmed, 开工 once every step is done: then it waits on
    its lead unit, and on 区重大项目办 once the unit has reported a start that is to be certified. The clock
    runs from the day after `since`, the day it became this one's turn; `overdue` counts the working days past
    the deadline.
    """

    project: str
    step: Awaited
    party: Party
    unit: str
    since: date
    days: int
    overdue: int


@dataclass(frozen=True)
class StartSteps:
    """附件1 of one project on a day: all 12 steps in its order, whether confirmed, and what it waits for.

    A project that has started, is complete or withdrawn waits for nothing.
    """

    project: str
    steps: tuple[StepState, ...]
    confirmed: date | None
    reported: date | None
    waits: tuple[Wait, ...]

    @property
    def done(self) -> int:
        """Count the steps that apply and are done."""
        return sum(step.planned is not None and step.done is not None for step in self.steps)

    @property
    def ripe(self) -> date | None:
        """Give the day from which nothing but the start was wanting; None before."""
        applying = [step.done for step in self.steps if step.planned is not None]
        days = [self.confirmed, *applying]
        return max(day for day in days if day) if applying and None not in days else None

    @property
    def applying(self) -> int:
        """Count the steps that apply."""
        return sum(step.planned is not None for step in self.steps)


@dataclass(frozen=True)
class _Day:
    """What all projects share on a day: the facts by project and step, and the count of working days."""

    known: Portfolio
    as_of: date
    elapsed: Elapsed
    done: Mapping[str, Mapping[Step, StepDone]]
    confirmed: Mapping[str, date]
    told: Mapping[str, date]
    office: str


def start_steps(
    known: Portfolio, stories: Mapping[str, ProjectStory], working: WorkingDays, as_of: date
) -> Mapping[str, StartSteps]:
    """Tell the steps of every project with 附件1 or still in 储备库, by project id."""
    done: dict[str, dict[Step, StepDone]] = defaultdict(dict)
    for event in known.of_type(StepDone):
        if event.date <= as_of:
            done[event.project].setdefault(event.step, event)
    confirmed: dict[str, date] = {}
    for act in known.of_type(StartPlanConfirmed):
        if act.date <= as_of:
            confirmed.setdefault(act.project, act.date)
    told = {act.project: act.date for act in known.of_type(SubstantiveStart) if act.date <= as_of}
    day = _Day(known, as_of, Elapsed.of(working), done, confirmed, told, office_id(known))
    return {
        key: _told(story, day)
        for key, story in sorted(stories.items())
        if story.project.start_plan or _ahead(story, as_of)
    }


def office_id(known: Portfolio) -> str:
    """Give the id of 区重大项目办; its name while the register has none."""
    return next((key for key, unit in sorted(known.organisations.items()) if unit.kind == OFFICE), OFFICE)


def delays(found: Mapping[str, StartSteps]) -> Sequence[Wait]:
    """List every open wait, the longest first."""
    waits = [wait for steps in found.values() for wait in steps.waits]
    return sorted(waits, key=lambda wait: (-wait.days, -wait.overdue, wait.project, _place(wait.step)))


def _place(step: Awaited) -> int:
    return STEPS.index(step) if step in STEPS else len(STEPS)


def _ahead(story: ProjectStory, as_of: date) -> bool:
    """Tell a project whose start still lies ahead."""
    return pool(story) == "储备库" and story.start is None and listed(story, as_of)


def _told(story: ProjectStory, day: _Day) -> StartSteps:
    project, plan = story.project, story.project.start_plan
    steps = _states(story, day)
    reported = plan.reported_on if plan and plan.reported_on and plan.reported_on <= day.as_of else None
    waits = tuple(_waits(story, steps, day)) if _ahead(story, day.as_of) else ()
    return StartSteps(project.id, steps, day.confirmed.get(project.id), reported, waits)


def _states(story: ProjectStory, day: _Day) -> tuple[StepState, ...]:
    """Give the 12 steps of a project, taken and planned ones as they stand at its end or on the day."""
    plan, done = story.project.start_plan, day.done.get(story.project.id, {})
    planned = {step.step: step for step in plan.steps} if plan else {}
    if not planned and not done:
        return _idle()
    end = story.withdrawn.date if story.withdrawn else day.as_of
    cited = story.project.at("start_plan")
    return tuple(
        _state(number, name, planned.get(name), done.get(name), end, cited, day)
        for number, name in enumerate(STEPS, 1)
    )


def _state(  # noqa: PLR0913, PLR0917 - a step and all that is known of it
    number: int,
    name: Step,
    planned: PlannedStep | None,
    event: StepDone | None,
    end: date,
    cited: str,
    day: _Day,
) -> StepState:
    if event is None and planned is None:
        return _idle()[number - 1]
    done = event.date if event else None
    late = day.elapsed.past(planned.due, done or end) if planned else 0
    signed = planned.signed_on if planned and planned.signed_on and planned.signed_on <= day.as_of else None
    because = (cited,) if planned else ()
    return StepState(
        number, name, planned, signed, done, late, (*because, event.at("date")) if event else because
    )


@cache
def _idle() -> tuple[StepState, ...]:
    """Give the steps as they stand where none applies and none was taken, the same for all projects."""
    return tuple(StepState(number, name, None, None, None, 0, ()) for number, name in enumerate(STEPS, 1))


def _waits(story: ProjectStory, steps: Sequence[StepState], day: _Day) -> Iterable[Wait]:
    """Say what a project waits for: 附件1, then its steps in the order of their deadlines, then the start.

    A step's turn comes when all with an earlier deadline are done, the first one's with the confirmation;
    steps of the same deadline wait side by side.
    """
    confirmed = day.confirmed.get(story.project.id)
    applying = [(step, step.planned) for step in steps if step.planned]
    if not applying or confirmed is None:
        yield _own(story, "附件1", owed(story, day.as_of), None, day)
        return
    turn = min((planned.due for step, planned in applying if step.done is None), default=None)
    before = [step.done for step, planned in applying if step.done and (turn is None or planned.due < turn)]
    since = max([confirmed, *before])
    if turn is None:
        yield _certifying(story, day) or _own(story, "开工", since, start_due(story), day)
        return
    leads = story.lead_units(day.as_of)
    for step, planned in applying:
        if step.done is None and planned.due == turn:
            unit, days = planned.department, day.elapsed.between(since, day.as_of)
            party = party_of(unit, leads, day.known)
            yield Wait(story.project.id, step.name, party, unit, since, days, step.late)


def _certifying(story: ProjectStory, day: _Day) -> Wait | None:
    """Wait on 区重大项目办 once the unit has reported its start, until that is certified."""
    since = day.told.get(story.project.id)
    if since is None:
        return None
    days = day.elapsed.between(since, day.as_of)
    return Wait(story.project.id, "开工", OFFICE, day.office, since, days, 0)


def _own(
    story: ProjectStory, step: Literal["附件1", "开工"], since: date, due: date | None, day: _Day
) -> Wait:
    """Wait on the first lead unit."""
    overdue = day.elapsed.between(due, day.as_of) if due else 0
    days, unit = day.elapsed.between(since, day.as_of), story.lead_units(day.as_of)[0]
    return Wait(story.project.id, step, "责任单位", unit, since, days, overdue)


def owed(story: ProjectStory, as_of: date) -> date:
    """Give the day from which 附件1 is owed: the later of signing and the first plan's approval.

    Neither is the unit's to move by redrawing the table; with neither known the clock has not begun.
    """
    days = [story.project.signed, *(approved for _, approved in story.plans[:1])]
    return max((known for known in days if known and known <= as_of), default=as_of)


def start_due(story: ProjectStory) -> date | None:
    """Give the Sunday of the newest planned start week."""
    return next((promise.deadline for promise in reversed(story.promises) if promise.what == "start"), None)


def party_of(unit: str, leads: Sequence[str], known: Portfolio) -> Party:
    """Tell whose turn it is: the project's own side, a street, or a department that approves."""
    organisation = known.organisations.get(unit)
    kind = organisation.kind if organisation else "审批部门"
    if unit in leads or kind in {"责任单位", "综合协调办"}:
        return "责任单位"
    return "街道" if kind == "街道" else "审批部门"
