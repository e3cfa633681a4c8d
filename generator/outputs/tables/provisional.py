"""Years without a calendar in which working days are counted, Monday to Friday for the time being (D17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.cases import card_cases
from generator.outputs.tables.derived import docket_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.mechanism.steps import StartSteps
    from generator.outputs.view import View


def provisional_years(view: View) -> Sequence[int]:
    """List the years without a calendar that waits and delays are counted in (D17).

    Only statistics count so: what is scored, or falls due, raises MissingYear instead. Where every day counts
    (`working_days: natural`) no calendar is missed.
    """
    working = view.report.facts.working
    if working.natural:
        return ()
    years = {
        year for first, last in _counted(view) if first < last for year in range(first.year, last.year + 1)
    }
    return sorted(years - working.years)


def _counted(view: View) -> Iterator[tuple[date, date]]:
    """Give the spans counted: problems while open, cards until issued, facts until recorded, steps, waits."""
    as_of = view.as_of
    for problem in docket_of(view).problems.values():
        yield problem.raised.date, problem.resolved.date if problem.resolved else as_of
    for case in card_cases(view.report):
        yield case.card.date, case.notice.issued_on if case.notice else as_of
    for event in view.known.events.values():
        yield event.date, view.portfolio.recorded.get(event.path, event.date)
    for found in steps_of(view).values():
        yield from _steps(view, found)


def _steps(view: View, found: StartSteps) -> Iterator[tuple[date, date]]:
    for wait in found.waits:
        yield wait.since, view.as_of
    story = view.story(found.project)
    end = story.withdrawn.date if story and story.withdrawn else view.as_of
    for step in found.steps:
        if step.planned:
            yield step.planned.due, step.done or end
