"""The small district with quarters and months sealed by hand, each from what had been told by then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paper_district import District
from seals import act

from generator.mechanism.closing import Sealed
from generator.mechanism.report import closings, report
from generator.outputs.revision import Revision
from generator.outputs.seals import Seals
from generator.outputs.view import View
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from datetime import date

    from generator.records.model.types import Record


class SealedDistrict(District):
    """Seals what has been told so far, by number; its views know what was sealed by their day."""

    def __init__(self, *rest: Record) -> None:
        super().__init__(*rest)
        self.sealed: list[Sealed] = []

    def seal(self, period: str, revision: int = 1) -> None:
        """Seal a period as of its last day from all that has been told."""
        number = len(self.sealed) + 1
        made = act(number, period, revision=str(revision))
        self.sealed.append(Sealed(made, Portfolio.of(self.records)))

    def view(self, as_of: date) -> View:
        """Look at the district on a day, and on any earlier one, sealed periods as they were."""
        portfolio = Portfolio.of(self.records)
        closed = closings(self.sealed)
        return View(
            report(portfolio, as_of, closed),
            portfolio,
            revision=Revision("f" * 40),
            report_on=partial(report, portfolio, closed=closed),
            seals=Seals(self.sealed, closed).by(as_of),
        )
