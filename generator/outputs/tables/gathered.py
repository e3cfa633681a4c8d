"""“周集中开工”: what is planned or begun in a week, what is mature (成熟即开), by sector (三(一)三; O15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from generator.outputs.tables.derived import elapsed_of, steps_of
from generator.outputs.tables.districts import summary
from generator.outputs.tables.openings import openings, uncertified
from generator.outputs.tables.sums import Sum, overall, sums
from generator.records.model.projects import Sector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.steps import StartSteps
    from generator.outputs.tables.openings import Opening
    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View
    from generator.records.calendar import Week

SECTORS: tuple[Sector, ...] = get_args(Sector)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A project of the week's list: its planned week, what began in it, a start that waits for proof."""

    row: ProjectRow
    planned: Week | None
    opening: Opening | None
    reported: date | None


@dataclass(frozen=True, slots=True)
class Mature:
    """A project whose steps are all done and that has not started; ripe for `days` working days."""

    row: ProjectRow
    steps: StartSteps
    since: date
    days: int
    reported: date | None


def gathered(view: View, week: Week) -> Sequence[Gathered]:
    """List the projects planned to start in a week, or begun in it by deed or ceremony, by id.

    One planned for it that began in an earlier week has nothing left to start.
    """
    begun = {one.project.id: one for one in openings(view, week)}
    told = uncertified(view)
    found = []
    for row in summary(view).rows:
        key = row.project.id
        planned = _planned(view, key, week)
        ahead = row.started is None or row.started >= week.first
        if (planned and ahead) or key in begun:
            found.append(Gathered(row, week if planned else row.week, begun.get(key), told.get(key)))
    return found


def _planned(view: View, project: str, week: Week) -> bool:
    """Tell a planned new start of a week, in whichever year's plan the week stands."""
    story = view.story(project)
    return story is not None and any(one.period == week for one in story.of("start", "计划新开工"))


def mature(view: View, week: Week) -> Sequence[Mature]:
    """List the mature projects that are not on the week's own list, the longest ripe first."""
    listed = {one.row.project.id for one in gathered(view, week)}
    steps, told = steps_of(view), uncertified(view)
    elapsed = elapsed_of(view)
    found = [
        Mature(row, own, own.ripe, elapsed.between(own.ripe, view.as_of), told.get(row.project.id))
        for row in summary(view).rows
        if row.project.id not in listed and (own := steps.get(row.project.id)) and own.ripe
        if any(wait.step == "开工" for wait in own.waits)
    ]
    return sorted(found, key=lambda one: (-one.days, one.row.project.id))


def by_sector(rows: Sequence[ProjectRow]) -> Mapping[str, Sum]:
    """Count projects and sum 总投资 by sector, in the order of the register."""
    found = sums((row.project.sector, (row.project.investment_total_wan,)) for row in rows)
    return {sector: found[sector] for sector in SECTORS if sector in found}


def in_all(rows: Sequence[ProjectRow]) -> Sum:
    """Count projects and sum 总投资."""
    return overall((("", (row.project.investment_total_wan,)) for row in rows), 1)


def coming(view: View, week: Week, weeks: int) -> Sequence[ProjectRow]:
    """List the projects planned to start up to so many weeks on, not begun and not yet late, by week."""
    last = week.shift(weeks)
    found = [
        row
        for row in summary(view).planned
        if row.start_state == "未到期" and row.week is not None and row.week <= last
    ]
    return sorted(found, key=lambda row: (str(row.week), row.project.id))
