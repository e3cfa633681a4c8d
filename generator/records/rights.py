"""The authority matrix: the register's word, the built-in rights, and what no register can lift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.model.authority import BUILT_IN, FIRM, Right

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.authority import EventKind
    from generator.records.model.events.base import Limit
    from generator.records.portfolio import Portfolio


def rights(portfolio: Portfolio) -> Mapping[EventKind, Right]:
    """Give the right to write each kind of event; of two for one kind the first counts."""
    own = portfolio.authority.rights if portfolio.authority else ()
    said = {right.kind: right for right in reversed(own)}
    return {kind: _firm(said[kind]) if kind in said else built_in for kind, built_in in BUILT_IN.items()}


def lifted(right: Right) -> tuple[Limit, ...]:
    """Give the limits of the regulation that a right of the register leaves out."""
    return tuple(one for one in BUILT_IN[right.kind].limits if one in FIRM and one not in right.limits)


def _firm(right: Right) -> Right:
    return right.model_copy(update={"limits": (*right.limits, *lifted(right))})
