"""Sealed periods as pages see them: each from the commit its seal names, whatever the data say now (P8)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from generator.mechanism.closing import Closed, Sealed
from generator.mechanism.report import closings, report, sealed_report
from generator.mechanism.timeline import as_known
from generator.outputs import few
from generator.outputs.revision import Revision
from generator.outputs.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from generator.records.model.events import BulletinPublished


@dataclass(frozen=True)
class Seals:
    """The seals known to a view, in the order of their numbers, and what they fixed.

    `views` are those made so far, by number; the views of all seals share it. `superseded` numbers the seals
    that an earlier version of the tool computed otherwise, each with the later seal of its period that puts
    it right: what it said stands in the ledger, and no page is drawn from it any more. `missing` are seals of
    commits that this repository does not have: nothing they fixed is known, so no site is made.
    """

    sealed: Sequence[Sealed] = ()
    closed: Closed = field(default_factory=Closed)
    views: dict[int, View] = field(default_factory=dict, repr=False)
    superseded: Mapping[int, int] = field(default_factory=dict)
    missing: Sequence[BulletinPublished] = ()

    @property
    def number(self) -> int:
        """Give the number of the newest seal, be its commit here or not; 0 without any."""
        return max((act.number for act in (*self.acts, *self.missing)), default=0)

    @property
    def acts(self) -> Sequence[BulletinPublished]:
        """Give every seal whose commit is here, in the order of their numbers."""
        return [one.act for one in self.sealed]

    @cached_property
    def by_period(self) -> Mapping[str, Sequence[Sealed]]:
        """Give the seals of each period, first revision first."""
        found: dict[str, list[Sealed]] = {}
        for one in self.sealed:
            found.setdefault(one.act.period, []).append(one)
        return found

    def revisions(self, period: str) -> Sequence[View]:
        """Give the views a period's seals were made from, first revision first."""
        return [self.view(one) for one in self._shown(period)]

    def suffix(self, act: BulletinPublished) -> str:
        """Tell a seal's pages from those of the first of its period that are shown: `-r2`, or nothing."""
        first = next((one.act for one in self._shown(act.period)), act)
        return "" if act.number <= first.number else f"-r{act.revision}"

    def _shown(self, period: str) -> Sequence[Sealed]:
        return [one for one in self.by_period.get(period, ()) if not self.corrected(one.act)]

    def corrected(self, act: BulletinPublished) -> int | None:
        """Give the number of the seal that puts right what an earlier version of the tool sealed, if any."""
        by = self.superseded.get(act.number)
        return by if by and by <= self.number else None

    def view(self, one: Sealed) -> View:
        """Give the view a seal was made from, worked out once."""
        act = one.act
        if act.number not in self.views:
            closed = self.closed.before(act.number)
            self.views[act.number] = View(
                sealed_report(one, self.closed),
                one.portfolio,
                revision=Revision(act.commit, number=act.number, sealed=True),
                report_on=partial(report, one.portfolio, closed=closed, scored=False),
                present=as_known(one.portfolio, act.date),
                seals=self.until(act.number),
                seal=act,
            )
        return self.views[act.number]

    def now(self, sealed: View, view: View) -> View:
        """Give what the view of a seal would be, were it made from the data of another view."""
        one = next(one for one in self.sealed if one.act is sealed.seal)
        made = sealed_report(one, self.closed, view.portfolio)
        return replace(
            view, report=made, present=view.today, seals=self.until(one.act.number - 1), past=few.Few()
        )

    def draft(self, one: Sealed) -> View:
        """Give the view the next seal would be made from."""
        return replace(self, sealed=[*self.sealed, one], views=dict(self.views)).view(one)

    def added(self, one: Sealed) -> Seals:
        """Give the seals with one more; what was worked out for the others is kept."""
        sealed = [*self.sealed, one]
        return replace(self, sealed=sealed, closed=closings(sealed, self.closed))

    def by(self, day: date) -> Seals:
        """Give the seals made by a day."""
        return self._only(lambda act: act.date <= day)

    def until(self, number: int) -> Seals:
        """Give the seals up to a number; their views are shared."""
        return self._only(lambda act: act.number <= number)

    def _only(self, wanted: Callable[[BulletinPublished], bool]) -> Seals:
        sealed = [one for one in self.sealed if wanted(one.act)]
        return replace(self, sealed=sealed, missing=[act for act in self.missing if wanted(act)])
