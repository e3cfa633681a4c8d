"""What is derived for a view's day, worked out once: docket, steps, duties, working days, what is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from generator.mechanism.docket import Docket, docket
from generator.mechanism.elapsed import Elapsed
from generator.mechanism.obligations import Obligation, obligations
from generator.mechanism.steps import StartSteps, start_steps
from generator.records.calendar import MissingYear
from generator.records.known import Known, since

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.outputs.view import View

T = TypeVar("T")
KEPT = "_kept"
Kept = Callable[[tuple[str, ...], Callable[[], bytes]], bytes]
"""Gives what some words decide: as it was kept, else as the maker makes it."""


def docket_of(view: View) -> Docket:
    """Give the docket of the day (O27)."""
    return once(view, "_docket", lambda: docket(view.report))


def steps_of(view: View) -> Mapping[str, StartSteps]:
    """Give 附件1 of each project as it stands on the day (O25)."""
    facts = view.report.facts
    return once(view, "_steps", lambda: start_steps(view.known, facts.projects, facts.working, view.as_of))


def owed(view: View, first: date, last: date) -> Sequence[Obligation] | None:
    """List the duties that fall due between two days; None where a calendar of working days is missing."""
    try:
        return once(view, f"_owed_{first}_{last}", lambda: obligations(view.report, first, last))
    except MissingYear:
        return None


def meetings_owed(view: View, first: date, last: date) -> Sequence[Obligation]:
    """List the meetings and filings that fall due between two days; none where a calendar is missing."""

    def found() -> Sequence[Obligation]:
        return obligations(view.report, first, last, of_projects=False)

    try:
        return once(view, f"_meetings_{first}_{last}", found)
    except MissingYear:
        return ()


def elapsed_of(view: View) -> Elapsed:
    """Give the count of working days for statistics."""
    return once(view, "_elapsed", lambda: Elapsed.of(view.report.facts.working))


def known_of(view: View) -> Known:
    """Give the names of what each day knows, by the data of a view."""
    portfolio = view.portfolio
    found: Known | None = portfolio.memory.get("known")
    if found is None or found.portfolio is not portfolio:
        portfolio.memory["known"] = found = Known(portfolio)
    return found


def decided(view: View, day: date) -> str:
    """Name all that decides what is told of a past day: what it knew, and the seals that bear on it."""
    acts = view.seals.acts if view.seals else ()
    bearing = [act.number for act in acts if since(act, view.portfolio) <= day]
    return repr((known_of(view).digest(day), bearing))


def keeping(view: View, kept: Kept) -> None:
    """Let what a view derives of past days be kept from build to build."""
    view.__dict__[KEPT] = kept


def kept_of(view: View, day: date, name: str, make: Callable[[], bytes]) -> bytes:
    """Give what is told of a past day by a name, made now or in an earlier build that knew the same of it."""
    kept: Kept | None = view.__dict__.get(KEPT)
    return kept((name, str(day), decided(view, day)), make) if kept else make()


def once(view: View, name: str, make: Callable[[], T]) -> T:
    """Work something out the first time a view is asked for it."""
    if name not in view.__dict__:
        view.__dict__[name] = make()
    found: T = view.__dict__[name]
    return found
