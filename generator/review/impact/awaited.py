"""待认定、待确认: what a reported start, completion or closing brings once certified (D13, D20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.mechanism.report import report
from generator.records.model.events import (
    ClosureConfirmed,
    Commissioned,
    Completed,
    CompletionCertified,
    Event,
    ItemClosed,
    StartCertified,
    SubstantiveStart,
)
from generator.records.portfolio import Portfolio
from generator.review.impact.model import Awaited
from generator.review.impact.points import point_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.review.impact.state import State
    from generator.review.impact.touched import Touched

PROOFS: dict[type[Event], tuple[type[Event], str]] = {
    SubstantiveStart: (StartCertified, "start"),
    Completed: (CompletionCertified, "completion"),
    Commissioned: (CompletionCertified, "completion"),
    ItemClosed: (ClosureConfirmed, "closing"),
}
"""What certifies or confirms a deed, and the field that names it."""


def awaited(found: Sequence[Touched], after: State) -> Iterator[Awaited]:
    """Give each deed newly reported and not certified, and what would be booked were all of them today.

    The points of deeds of one project or item are told with the first of them.
    """
    deeds = list(_open(found, after))
    if not deeds:
        return
    proofs = [_proof(deed, after) for deed in deeds]
    known = Portfolio.of([*after.portfolio.records, *proofs], after.portfolio.recorded)
    then = report(known, after.as_of, after.seals.closed)
    changes, told = list(point_changes(after.report, then)), set()
    for deed in deeds:
        subject: str = deed.item if isinstance(deed, ItemClosed) else deed.project  # type: ignore[attr-defined]
        mine = () if subject in told else tuple(one for one in changes if one.subject == subject)
        told.add(subject)
        yield Awaited(deed.id, subject, deed.title, deed.date, proofs[0].writer, mine, deed.path)


def _open(found: Sequence[Touched], after: State) -> Iterator[Event]:
    """Give the deeds a change adds, known on its day, for which there is no certificate yet."""
    events = after.report.known
    certified = {getattr(one, name) for kind, name in PROOFS.values() for one in events.of_type(kind)}
    added = (one.after for one in found if one.before is None and isinstance(one.after, Event))
    new = [deed.id for deed in added if type(deed) in PROOFS and deed.id not in certified]
    yield from (events.events[key] for key in new if key in events.events)


def _proof(deed: Event, after: State) -> Event:
    """Write the certificate as 区重大项目办 would today; it cites the deed's own file."""
    kind, name = PROOFS[type(deed)]
    units = after.portfolio.organisations.values()
    office = next((unit.id for unit in units if unit.kind == "区重大项目办"), "")
    fields: dict[str, Any] = {"id": f"{deed.id}-认定", "date": after.as_of, "writer": office, name: deed.id}
    return kind.model_construct(**fields, path=deed.path)
