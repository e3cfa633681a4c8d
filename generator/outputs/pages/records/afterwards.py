"""以后的更正: what later quarters bear of a sealed one, and which of its lines that makes good."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO, exact
from generator.outputs.pages.revisions import NOW
from generator.outputs.papers.booked import (
    bookings_about,
    bookings_of,
    bookings_of_unit,
    counted_in,
    thing,
)
from generator.outputs.templates import ranking_path, score_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Result
    from generator.mechanism.ledger import Adjustment, Entry
    from generator.outputs.papers.booked import Booked, Thing
    from generator.outputs.revision import Revision
    from generator.outputs.view import View


@dataclass(frozen=True, slots=True)
class After:
    """One 更正 of a line of the page, `where` it counts in words, with the page of that quarter, if any.

    `sealed` is the revision that quarter was sealed at, None while it is open.
    """

    booked: Booked
    where: str
    page: str
    sealed: Revision | None


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is booked since against a unit's sealed quarter, by the quarter it counts in.

    `page` is the ranking as today's data have it where anything is booked against the quarter, else the one
    as sealed, which leads there where there is one; `known` tells the two apart.
    """

    lines: Sequence[After]
    page: str
    known: bool
    points: Mapping[Thing, Decimal] = field(default_factory=dict)

    def mark(self, what: Entry | Adjustment) -> str:
        """Say what a line has been put right by: `+5`; empty where nothing is booked of it."""
        more = self.points.get(thing(what))
        return f"{'+' if more > 0 else '−'}{exact(abs(more))}" if more else ""


def afterwards(view: View, result: Result) -> Afterwards:
    """Look up what is booked in later quarters of a unit's quarter, or of a line that stands in it."""
    quarter, about = result.quarter, bookings_about(view)
    found = list(bookings_of_unit(view).get((quarter, result.unit), ()))
    lines: Sequence[Entry | Adjustment] = (*result.entries, *result.adjustments)
    for line in lines:
        found += about.get(thing(line), ())
    later = {one.key: one for one in found if one.to > quarter}
    ordered = sorted(later.values(), key=lambda one: (one.to, one.of, one.what.clause, one.subject))
    points: dict[Thing, Decimal] = defaultdict(lambda: ZERO)
    for one in ordered:
        points[thing(one.what)] += one.what.points
    known = any(one.to > quarter for one in bookings_of(view).get(quarter, ()))
    page = ranking_path(quarter)
    page = page.replace(".md", f"{NOW}.md") if known else page
    return Afterwards([_after(view, one) for one in ordered], page, known, dict(points))


def _after(view: View, one: Booked) -> After:
    sealed, assessment = view.sealed(one.to), view.report.quarters.get(one.to)
    page = score_path(one.to, one.what.unit) if assessment and one.what.unit in assessment.results else ""
    return After(one, counted_in(view, one.to), page, sealed.revision if sealed else None)
