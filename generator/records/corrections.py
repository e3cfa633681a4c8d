"""更正: what an earlier event says once a later one has corrected it (五; a merged event is never edited)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.records.model.events import Event
from generator.records.model.types import MARKS

if TYPE_CHECKING:
    from generator.records.model.events import Correction

E = TypeVar("E", bound=Event)
FIXED = frozenset({"id", "kind", "writer"})


def corrected(event: E, correction: Correction) -> E:
    """Give the event with the correction's values in place; raises pydantic's ValidationError.

    The result cites the old file and keeps its marks; id, kind and writer never change.
    """
    values = event.model_dump(mode="json", by_alias=True, exclude_defaults=True) | dict(correction.changes)
    values |= {"id": event.id, "kind": event.kind, "writer": event.writer}
    return type(event).model_validate(values | {MARKS: event.marks, "@path": event.path})
