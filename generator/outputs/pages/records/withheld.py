"""What of a referral the public pages keep to themselves: persons and remarks (五; paper J)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages.records.concerns import origin
from generator.records.model.events import Consent, Correction, Issued, ReferralReceipt, ReferralSent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.events import Event

PERSONS = frozenset({"leader", "signer", "document", "note"})
CORRECTED = PERSONS | {"reason", "changes"}
NOTHING: frozenset[str] = frozenset()


def withheld(events: Mapping[str, Event], event: Event) -> frozenset[str]:
    """Name the fields of an event that may tell who is behind a referral, those of its corrections too.

    A correction of nothing known might be of a referral, and tells no more.
    """
    about = origin(events, event)
    referral = isinstance(about, (Consent, ReferralSent, ReferralReceipt, Correction)) or (
        isinstance(about, Issued) and about.paper == "问责提请"
    )
    if not referral:
        return NOTHING
    return CORRECTED if isinstance(event, Correction) else PERSONS
