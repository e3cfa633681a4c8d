"""台账 of a month: what is open at its end, came in or was settled in it; one unit's or all (O20, O27)."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.mechanism.docket import TIERS
from generator.outputs.tables.derived import docket_of, once
from generator.outputs.tables.districts import summary
from generator.outputs.tables.dockets import ItemFigures
from generator.outputs.tables.sums import added
from generator.outputs.view import grouped
from generator.records.model.events import ClosureConfirmed, ItemClosed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.docket import ItemLine, Problem
    from generator.outputs.view import View
    from generator.records.calendar import Month
    from generator.records.model.events import IssueEscalated

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProblemFigures:
    """Problems of a month: open at its end, raised, resolved; passed on to the office, the head, the city."""

    open: int = 0
    raised: int = 0
    resolved: int = 0
    to_office: int = 0
    to_head: int = 0
    to_city: int = 0


@dataclass(frozen=True, slots=True)
class MonthItems:
    """Items of a month: open at its end, decided, closed; of the open ones overdue, by tier, repeated."""

    open: int = 0
    decided: int = 0
    closed: int = 0
    overdue: int = 0
    over_5: int = 0
    over_10: int = 0
    over_20: int = 0
    repeated: int = 0


def month_problems(view: View, month: Month, unit: str = "") -> Sequence[Problem]:
    """List a month's problems, open ones first, the longest open first; with a unit those that concern it."""
    found = once(view, f"_problems_{month}", lambda: _problems(view, month))
    return _of_unit(view, f"_problems_of_{month}", found, lambda one: concerned(view, one), unit)


def _problems(view: View, month: Month) -> Sequence[Problem]:
    found = [
        problem
        for problem in docket_of(view).problems.values()
        if problem.resolved is None
        or _within(problem.raised.date, month)
        or _within(problem.resolved.date, month)
    ]
    return sorted(found, key=lambda one: (one.resolved is not None, -one.days, one.raised.id))


def _of_unit(
    view: View, name: str, found: Sequence[T], units: Callable[[T], Iterable[str]], unit: str
) -> Sequence[T]:
    """Give what concerns a unit, all of it without one; units are told apart once a view."""
    return once(view, name, lambda: grouped(found, units)).get(unit, ()) if unit else found


def concerned(view: View, problem: Problem) -> tuple[str, ...]:
    """Give the units a problem concerns: those named, then the project's lead units."""
    project = view.project(problem.raised.project)
    leads = view.lead_units(project) if project else ()
    return tuple(dict.fromkeys((*problem.raised.units, *leads)))


def month_items(view: View, month: Month, unit: str = "") -> Sequence[ItemLine]:
    """List a month's items, open ones first: the most overdue, the most repeated, then by time limit."""
    found = once(view, f"_items_{month}", lambda: _items(view, month))
    return _of_unit(view, f"_items_of_{month}", found, lambda line: line.story.units, unit)


def _items(view: View, month: Month) -> Sequence[ItemLine]:
    ended = closed_on(view)
    found = [
        line
        for key, line in docket_of(view).items.items()
        if line.open or _within(line.story.item.date, month) or _within(ended.get(key), month)
    ]
    return sorted(found, key=urgency)


def closed_on(view: View) -> Mapping[str, date]:
    """Give, by item, the day from which its closing counts: the confirmation's (two hands, D20)."""
    return once(view, "_closed_on", lambda: _closed_on(view))


def _closed_on(view: View) -> Mapping[str, date]:
    items = {closing.id: closing.item for closing in view.known.of_type(ItemClosed)}
    found: dict[str, date] = {}
    for proof in view.known.of_type(ClosureConfirmed):
        if proof.closing in items:
            found.setdefault(items[proof.closing], proof.date)
    return found


def urgency(line: ItemLine) -> tuple[bool, int, int, bool, int, str]:
    """Order a docket: open ones first, the most overdue, the most repeated, then by time limit."""
    due = line.story.due
    when = due.day.toordinal() if due else 0
    return not line.open, -line.overdue, -line.repeated, due is None, when, line.story.item.id


def month_passed(view: View, month: Month, unit: str = "") -> Sequence[IssueEscalated]:
    """List what was passed on in a month, by day."""
    docket = docket_of(view)
    acts = once(view, f"_passed_{month}", lambda: docket.passed_on(month.first, month.last))

    def units(act: IssueEscalated) -> Iterable[str]:
        return concerned(view, docket.problems[act.issue])

    return _of_unit(view, f"_passed_of_{month}", acts, units, unit)


def problem_figures(view: View, month: Month, unit: str = "") -> ProblemFigures:
    """Count a month's problems."""
    found = [
        ProblemFigures(
            open=int(problem.resolved is None),
            raised=int(_within(problem.raised.date, month)),
            resolved=int(_within(problem.resolved.date if problem.resolved else None, month)),
        )
        for problem in month_problems(view, month, unit)
    ]
    found += [
        ProblemFigures(
            to_office=int(act.to == "区重大项目办"),
            to_head=int(act.to == "主要负责人"),
            to_city=int(act.to == "市级"),
        )
        for act in month_passed(view, month, unit)
    ]
    return ProblemFigures(*added(astuple(one) for one in found))


def month_item_figures(view: View, month: Month, unit: str = "") -> MonthItems:
    """Count a month's items."""
    ended = closed_on(view)
    lines = month_items(view, month, unit)
    found = [astuple(_counted(line, month, ended.get(line.story.item.id))) for line in lines]
    return MonthItems(*added(found))


def _counted(line: ItemLine, month: Month, ended: date | None) -> MonthItems:
    late = line.open and line.state == "超期未办结"
    return MonthItems(
        open=int(line.open),
        decided=int(_within(line.story.item.date, month)),
        closed=int(_within(ended, month)),
        overdue=int(late),
        over_5=int(late and line.tier == TIERS[0]),
        over_10=int(late and line.tier == TIERS[1]),
        over_20=int(late and line.tier == TIERS[2]),
        repeated=int(line.open and line.repeated > 0),
    )


def year_items(view: View, unit: str = "") -> ItemFigures:
    """Give the year's figures, whose rates are 办结率 and 按期办结率; a unit's by responsibility (D21)."""
    now = summary(view)
    return now.items_by_unit.get(unit, ItemFigures()) if unit else now.item_figures


def docket_units(view: View, month: Month) -> Sequence[str]:
    """List the units with anything in a month's docket, by id."""
    units = {unit for problem in month_problems(view, month) for unit in concerned(view, problem)}
    return sorted(units | {unit for line in month_items(view, month) for unit in line.story.units})


def _within(moment: date | None, month: Month) -> bool:
    return moment is not None and month.first <= moment <= month.last
