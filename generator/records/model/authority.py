"""The authority matrix: which kind of organisation may write which kind of event, about whom."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from generator.records.model.events import KINDS
from generator.records.model.events.base import Limit
from generator.records.model.organisations import Kind
from generator.records.model.types import Part, Record

if TYPE_CHECKING:
    EventKind = str
else:
    EventKind = Literal[tuple(KINDS)]


class Right(Part):
    """Who may write one kind of event, and within which limits."""

    kind: EventKind = Field(title="事件种类")
    writers: tuple[Kind, ...] = Field(min_length=1, max_length=9, title="填报单位", description="单位性质")
    limits: tuple[Limit, ...] = Field(default=(), max_length=7, title="限制")


class Authority(Record):
    """The district's own word on some kinds of event, one file; of all others the built-in rights hold."""

    rights: tuple[Right, ...] = Field(min_length=1, max_length=len(KINDS), title="填报权限")


BUILT_IN: dict[str, Right] = {
    kind: Right(kind=kind, writers=model.writers, limits=model.limits) for kind, model in KINDS.items()
}
"""The rights of the regulation and our readings, by kind of event (MECHANISM 5)."""
FIRM: tuple[Limit, ...] = ("由另一单位", "不涉及本单位")
"""Limits no register can lift: two hands (D13, D20), and nobody judges or revokes their own case (五)."""
