"""Every unit's score of a quarter as a tick on one line, one unit's marked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.ledger import rounded
from generator.outputs.escape import filled, page_text

if TYPE_CHECKING:
    from generator.mechanism.assessment import Assessment, Result

TICK = '<line x1="{0}" x2="{0}" y1="12" y2="24"/>'
OWN = Markup(
    '<circle cx="{0}" cy="8" r="5"/><line class="wf-own" x1="{0}" x2="{0}" y1="8" y2="26"/>'
    '<text x="2%" y="38">{1}</text><text x="98%" y="38" class="wf-end">{2}</text>'
)
STRIP = '<svg class="wf-strip" role="img"><title>{}</title>{}{}</svg>'


def strip(assessment: Assessment, result: Result) -> Markup:
    """Draw the totals of all units from the lowest to the highest."""
    totals = sorted({one.total for one in assessment.results.values()})
    low, high = totals[0], totals[-1]
    ends = rounded(low), rounded(high)
    words = (
        f"{len(assessment.results)}个单位的考评总分，从{ends[0]}到{ends[1]}，本单位{rounded(result.total)}"
    )
    ticks = Markup("").join(filled(TICK, _place(total, low, high)) for total in totals)
    own = filled(OWN, _place(result.total, low, high), *map(page_text, ends))
    return filled(STRIP, page_text(words), ticks, own)


def _place(total: Decimal, low: Decimal, high: Decimal) -> str:
    return f"{2 + (total - low) * 96 / ((high - low) or Decimal(1)):.2f}%"
