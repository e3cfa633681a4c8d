"""What the books hold of 更正: each with the quarter it makes good and the one it counts in (D2, 附件3)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.closing import CORRECTION
from generator.mechanism.ledger import ZERO, Adjustment, Entry
from generator.mechanism.words import quarter as said
from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Column, Evidence, Table
from generator.outputs.tables.derived import once
from generator.outputs.view import grouped
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.report import Report
    from generator.outputs.view import View

Key = tuple[Quarter, Quarter, str, str, str, "date | None"]
Thing = tuple[str, str, str, "date | Quarter"]


@dataclass(frozen=True, slots=True)
class Booked:
    """One 更正 as it is booked: an entry, or an adjustment of 4.x, `of` one quarter, counted `to` another."""

    of: Quarter
    to: Quarter
    what: Entry | Adjustment

    @property
    def subject(self) -> str:
        """Give the project or item it is about; empty for an adjustment and for 扣完为止."""
        return self.what.subject if isinstance(self.what, Entry) else ""

    @property
    def day(self) -> date | None:
        """Give the day of the entry it makes good; None for an adjustment."""
        return self.what.date if isinstance(self.what, Entry) else None

    @property
    def key(self) -> Key:
        """Name what it is about, whatever its points."""
        return self.of, self.to, self.what.unit, self.what.clause, self.subject, self.day


def thing(what: Entry | Adjustment) -> Thing:
    """Name what an entry or adjustment is about, so that all that is booked of it, 更正 too, is the same.

    Of what 扣完为止 or a cap does there is one a category and quarter, of 4.x one a clause and quarter.
    """
    if isinstance(what, Adjustment):
        return what.unit, what.clause, "", what.source
    if what.subject:
        return what.unit, f"{what.category} {what.clause}", what.subject, what.date
    return what.unit, f"{what.category} {what.clause}", "", Quarter.of(what.date)


def bookings(report: Report) -> Iterator[Booked]:
    """Give every 更正 of a report, by the quarter it counts in and by unit."""
    for quarter, assessment in report.quarters.items():
        for _, result in sorted(assessment.results.items()):
            for entry in result.entries:
                if entry.kind == CORRECTION:
                    yield Booked(Quarter.of(entry.date), quarter, entry)
            for adjustment in result.adjustments:
                if adjustment.corrects:
                    yield Booked(adjustment.source, quarter, adjustment)


def bookings_of(view: View) -> Mapping[Quarter, Sequence[Booked]]:
    """Give what the books of a view hold against each quarter; worked out once."""

    def found() -> Mapping[Quarter, Sequence[Booked]]:
        of: dict[Quarter, list[Booked]] = defaultdict(list)
        for one in bookings(view.report):
            of[one.of].append(one)
        return of

    return once(view, "_bookings", found)


def bookings_about(view: View) -> Mapping[Thing, Sequence[Booked]]:
    """Give what is booked of each entry and adjustment; worked out once."""

    def found() -> Mapping[Thing, Sequence[Booked]]:
        return grouped((one for own in bookings_of(view).values() for one in own), lambda o: [thing(o.what)])

    return once(view, "_bookings_about", found)


def bookings_of_unit(view: View) -> Mapping[tuple[Quarter, str], Sequence[Booked]]:
    """Give what is booked against each unit's quarter; worked out once."""

    def found() -> Mapping[tuple[Quarter, str], Sequence[Booked]]:
        return grouped(
            (one for own in bookings_of(view).values() for one in own), lambda o: [(o.of, o.what.unit)]
        )

    return once(view, "_bookings_of_unit", found)


def against(view: View, period: Quarter | int) -> Sequence[Booked]:
    """Give what is booked after a period against it, a year's quarters together."""
    if isinstance(period, Quarter):
        return bookings_of(view).get(period, ())
    found = bookings_of(view).items()
    return [one for of, own in found if of.year == period for one in own if one.to.year > period]


def newly(now: View, before: View) -> Sequence[Booked]:
    """Give what is booked by one day and was not by an earlier one, with the points that are new."""
    points: dict[Key, Decimal] = defaultdict(lambda: ZERO)
    examples: dict[Key, Booked] = {}
    for sign, view in ((-1, before), (1, now)):
        for own in bookings_of(view).values():
            for one in own:
                points[one.key] += sign * one.what.points
                examples[one.key] = one
    differing = {key: more for key, more in points.items() if more}
    return [
        replace(examples[key], what=replace(examples[key].what, points=more))
        for key, more in sorted(differing.items(), key=lambda pair: tuple(map(str, pair[0])))
    ]


def counted_in(view: View, quarter: Quarter) -> str:
    """Say which quarter something is booked in, and by which number it is sealed: open, it may change."""
    acts = [act for act in view.seals.acts if act.period == str(quarter)] if view.seals else []
    return f"{said(quarter)}（{f'第{acts[-1].number}号封存' if acts else '未封存'}）"


def table(view: View, found: Iterable[Booked], caption: str, *, seals: bool = True) -> Table:
    """List what is booked: unit, clause, subject, points, sentence and evidence, and where it counts."""
    columns = (
        Column("单位", width=6),
        Column("条款", width=4),
        Column("对象", width=8),
        Column("更正的期间", width=7),
        Column("记入", width=9),
        Column("原值", "points", 4),
        Column("事由", width=16),
        Column("依据", width=14),
    )
    rows = tuple(
        (
            parts.unit(view, one.what.unit),
            one.what.clause,
            parts.subject(view, one.subject),
            said(one.of),
            counted_in(view, one.to) if seals else said(one.to),
            one.what.points,
            one.what.text,
            Evidence(one.what.because) if one.what.because else "考评结果",
        )
        for one in found
    )
    return Table(columns, rows, caption)
