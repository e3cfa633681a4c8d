"""A correction says which event, why, and either withdraws it or gives new values that are valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.correction import FIXED, corrected
from generator.records.model.events import Correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def corrections(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A correction is made by the event's writer or 区重大项目办, after it, of values that may change."""
    for correction in portfolio.of_type(Correction):
        if correction.withdraw == bool(correction.changes):
            yield context.say(correction, codes.CORRECTS_NOTHING, "changes" if correction.changes else "of")
        event = context.filed.events.get(correction.of)
        if isinstance(event, Correction):
            yield context.say(correction, codes.CORRECTS_CORRECTION, "of", of=event.id)
        elif event is not None:
            yield from _authorised(context, correction, event)
            yield from _values(context, correction, event)


def _authorised(context: Context, correction: Correction, event: Event) -> Iterator[Problem]:
    if correction.writer != event.writer and correction.writer not in context.office:
        yield context.say(
            correction, codes.CORRECTS_OTHERS, "writer", unit=correction.writer, writer=event.writer
        )
    if correction.date < event.date:
        yield context.say(correction, codes.CORRECTED_EARLY, "date", day=correction.date, happened=event.date)


def _values(context: Context, correction: Correction, event: Event) -> Iterator[Problem]:
    for key in sorted(FIXED & set(correction.changes)):
        yield context.say(correction, codes.CORRECTS_FIXED, "changes", key, key=key)
    if not correction.withdraw:
        yield from corrected(event, correction)[1]
