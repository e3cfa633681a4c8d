"""A correction says which event, why, and either withdraws it or gives new values that are valid."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.records.checks.order import CERTIFICATES
from generator.records.codes import afterwards, authority
from generator.records.codes import between as codes
from generator.records.correction import FIXED, corrected, in_order, outcomes, tied
from generator.records.model.events import Correction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.checks.context import Context
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

WORDS = frozenset({"note", "document", "result"})
"""What says more of a deed and moves nothing."""


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


def withdrawn(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """What has been withdrawn is not corrected: nothing comes of it; what holds after all is a new event."""
    for correction, _, _, vain in outcomes(context.filed):
        if vain and vain.why == "withdrawn":
            code = afterwards.CORRECTS_WITHDRAWN if context.fresh(correction.path) else afterwards.IN_VAIN
            yield context.say(correction, code, "of", of=correction.of, gone=vain.by)


def repeated(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """Of two corrections of one field on one day, the one recorded later stands; that is told."""
    if not tied(context.filed):
        return
    said: dict[tuple[str, date, str], Correction] = {}
    for correction in in_order(context.filed):
        for key, value in correction.changes.items():
            place = correction.of, correction.date, key
            other = said.get(place)
            said[place] = correction
            if other and other.changes[key] != value:
                values = {"of": correction.of, "key": key, "other": other.id, "day": correction.date}
                yield context.say(correction, afterwards.CORRECTED_TWICE, "changes", key, **values)


def settled(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What another unit has certified or confirmed is corrected by 区重大项目办 alone (D13, D20).

    The certificate rests on what it says; else its day could be moved with no second hand.
    """
    proofs = {
        getattr(proof, key): proof for kind, key in CERTIFICATES.items() for proof in portfolio.of_type(kind)
    }
    for correction in _of_units(portfolio, context):
        proof = proofs.get(correction.of)
        weighty = correction.withdraw or correction.changes.keys() - WORDS
        if proof and weighty and context.after(correction, proof):
            values = {"of": correction.of, "title": proof.title, "proof": proof.id}
            yield context.say(correction, authority.CORRECTS_SETTLED, "of", **values)


def overruled(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What 区重大项目办 has corrected in an event its writer does not correct back."""
    rulings: dict[str, list[Correction]] = defaultdict(list)
    for ruling in portfolio.of_type(Correction):
        if ruling.writer in context.office:
            rulings[ruling.of].append(ruling)
    for correction in _of_units(portfolio, context):
        for ruling in rulings.get(correction.of, ()):
            same = correction.changes.keys() & ruling.changes.keys()
            if (same or correction.withdraw) and context.after(correction, ruling):
                values = {"of": correction.of, "ruling": ruling.id}
                yield context.say(correction, authority.CORRECTS_RULING, "of", **values)
                break


def _of_units(portfolio: Portfolio, context: Context) -> Iterator[Correction]:
    return (one for one in portfolio.of_type(Correction) if one.writer not in context.office)


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
