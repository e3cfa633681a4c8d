"""周新开工: a week's starts reported, certified or only celebrated, and what comes next (三(二)四; O22)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.mechanism.ledger import ZERO
from generator.outputs.tables.derived import once
from generator.outputs.tables.projects import relisted
from generator.outputs.tables.sums import added
from generator.records.calendar import Week
from generator.records.model.events import StartCertified, SubstantiveStart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.outputs.view import View
    from generator.records.model.projects import PlanClass, Project

Sort = Literal["实质性开工", "仅举行仪式"]


@dataclass(frozen=True, slots=True)
class Opening:
    """A start of a project: the day it was done, the day it was certified (None: 待认定; D13).

    `ceremony` is the day of a ceremony held so far; a ceremony alone is no start. `planned` is the start
    week of the plan of that year, `missed` that of an earlier plan, which had passed when it was listed anew.
    """

    project: Project
    units: tuple[str, ...]
    class_: PlanClass | None
    planned: Week | None
    on: date
    sort: Sort
    certified: date | None
    ceremony: date | None
    missed: Promise | None = None

    @property
    def days(self) -> int | None:
        """Count the days before the planned Monday (negative) or after the planned Sunday; None unplanned.

        Listed anew when it was late already, it is late by the week it missed (§2).
        """
        if self.planned is None:
            return None
        if self.missed and self.on > self.missed.deadline:
            return (self.on - self.missed.deadline).days
        if self.on < self.planned.first:
            return (self.on - self.planned.first).days
        return max((self.on - self.planned.last).days, 0)


@dataclass(frozen=True, slots=True)
class OpeningFigures:
    """Counts of a week: starts, those certified, early and late; ceremonies alone; 万元 of the starts."""

    starts: int = 0
    certified: int = 0
    early: int = 0
    late: int = 0
    ceremonies: int = 0
    invest: Decimal = ZERO

    @property
    def pending(self) -> int:
        """Count the starts not yet certified."""
        return self.starts - self.certified


def openings(view: View, week: Week) -> Sequence[Opening]:
    """List what began in a week: starts certified or reported, then ceremonies alone, by day and project."""
    return once(view, f"_openings_{week}", lambda: _openings(view, week))


def _openings(view: View, week: Week) -> Sequence[Opening]:
    reports, proofs = _reports(view)
    found = []
    for key, story in view.report.facts.projects.items():
        begun = _begun(story, reports.get(key, ()), proofs, week)
        if begun:
            found.append(_opening(story, *begun))
    return sorted(found, key=lambda one: (one.sort == "仅举行仪式", one.on, one.project.id))


def certified_later(view: View, week: Week) -> Sequence[Opening]:
    """List starts of earlier weeks that were certified in this one, by day and project."""
    reports, proofs = _reports(view)
    found = []
    for key, story in sorted(view.report.facts.projects.items()):
        done = story.certified
        if done is None or done.date >= week.first:
            continue
        proved = _proved(reports.get(key, ()), proofs, done.date)
        if proved and week.first <= proved <= week.last:
            found.append(_opening(story, done.date, "实质性开工", proved))
    return sorted(found, key=lambda one: (one.on, one.project.id))


def uncertified(view: View) -> Mapping[str, date]:
    """Give, by project, the day of the newest reported start that waits for its certification."""

    def found() -> Mapping[str, date]:
        stories = view.report.facts.projects.items()
        waiting = ((key, story.awaited.get("start")) for key, story in stories if story.withdrawn is None)
        return {key: told.date for key, told in waiting if told}

    return once(view, "_uncertified", found)


def planned_in(view: View, week: Week) -> Sequence[Project]:
    """List the projects due to start in a week, by plan or adjustment in time, and not yet started, by id."""
    return [
        story.project
        for _, story in sorted(view.report.facts.projects.items())
        if story.start is None and story.withdrawn is None
        for promise in story.of("start", "计划新开工")[-1:]
        if promise.period == week
    ]


def opening_figures(found: Sequence[Opening]) -> OpeningFigures:
    """Sum the openings of a week."""
    return OpeningFigures(*added(map(_counted, found)))  # type: ignore[arg-type]


def _counted(one: Opening) -> tuple[int | Decimal, ...]:
    start = one.sort == "实质性开工"
    days = one.days or 0
    return (
        int(start),
        int(start and one.certified is not None),
        int(start and days < 0),
        int(start and days > 0),
        int(not start),
        one.project.investment_total_wan if start else ZERO,
    )


def _reports(view: View) -> tuple[Mapping[str, Sequence[SubstantiveStart]], Mapping[str, StartCertified]]:
    """Give each project's reported starts, oldest first, and the certifications by the start's id."""
    reports: dict[str, list[SubstantiveStart]] = defaultdict(list)
    for act in view.known.of_type(SubstantiveStart):
        reports[act.project].append(act)
    return reports, {act.start: act for act in view.known.of_type(StartCertified)}


def _begun(
    story: ProjectStory,
    reports: Sequence[SubstantiveStart],
    proofs: Mapping[str, StartCertified],
    week: Week,
) -> tuple[date, Sort, date | None] | None:
    """Tell what began in a week: the certified start, else a reported one, else a ceremony alone."""
    gone = story.withdrawn.date if story.withdrawn else None
    if story.certified:
        day = story.certified.date
        return (day, "实质性开工", _proved(reports, proofs, day)) if Week.of(day) == week else None
    told = [act.date for act in reports if Week.of(act.date) == week and (gone is None or act.date <= gone)]
    if told:
        return told[0], "实质性开工", None
    held = story.ceremony.date if story.ceremony else None
    if held and Week.of(held) == week and not any(act.date < held for act in reports):
        return held, "仅举行仪式", None
    return None


def _proved(
    reports: Sequence[SubstantiveStart], proofs: Mapping[str, StartCertified], day: date
) -> date | None:
    return next((proofs[act.id].date for act in reports if act.date == day and act.id in proofs), None)


def _opening(story: ProjectStory, on: date, sort: Sort, certified: date | None) -> Opening:
    plan = next((plan for plan, _ in reversed(story.plans) if plan.year == on.year), None)
    counted = plan if plan and plan.class_ == "计划新开工" else None  # a week of 开展前期 is no start's (1.3)
    promise = next((p for p in reversed(story.promises) if p.what == "start" and p.plan is counted), None)
    return Opening(
        project=story.project,
        units=story.lead_units(on),
        class_=plan.class_ if plan else None,
        planned=promise.period if promise and isinstance(promise.period, Week) else None,
        on=on,
        sort=sort,
        certified=certified,
        ceremony=story.ceremony.date if story.ceremony else None,
        missed=relisted(story, promise, on) if promise else None,
    )
