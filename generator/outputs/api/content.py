"""What a period's document tells other programs: what a seal takes the digest of, and what helps beside."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.outputs.documents import document, plain
from generator.records.calendar import Month, Quarter

if TYPE_CHECKING:
    from generator.mechanism.report import Report
    from generator.outputs.documents import Document
    from generator.outputs.view import View


def content(view: View, period: Month | Quarter | int) -> Document:
    """Give a period's document: amounts to the 元, and to rectification the quarters it is owed for.

    The digest of a seal is of the document alone, so that neither changes it.
    """
    found = document(view, period)
    if isinstance(period, Month):
        sums = (found["district"], *found["units"].values(), *found["leaders"].values())
        for one in (*sums, *found["projects"].values()):
            for name in ("invest", "invested", "scheduled"):
                if name in one:
                    one[name] = plain(Decimal(one[name]))
        return found
    return found | {"rectifications": _rectifications(view.report, period)}


def _rectifications(report: Report, period: Quarter | int) -> list[Document]:
    """Tell which units owe 整改 for which quarter, in the order of `rectification`."""
    return [
        {"quarter": str(quarter), "unit": unit}
        for quarter, assessment in report.quarters.items()
        if period in {quarter, quarter.year}
        for unit in assessment.rectification
    ]
