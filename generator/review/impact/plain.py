"""The preview as plain data, for other programs: a stable shape, amounts as text, days as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.mechanism.ledger import exact
from generator.records.calendar import Month, Quarter, Week
from generator.review.impact.headline import headline
from generator.review.impact.model import AdjustmentChange, PeriodChange, PointChange

if TYPE_CHECKING:
    from generator.review.impact.model import Impact

SCHEMA = "guatu-impact/1"


def document(found: Impact) -> dict[str, Any]:
    """Give the whole preview; its lists are empty where there is nothing to say, the headline too."""
    head = {"schema": SCHEMA, "headline": headline(found) if found else ""}
    rest: dict[str, Any] = _plain(found)
    return head | rest


def _plain(value: object) -> Any:  # noqa: ANN401 - a tree
    match value:
        case Decimal():
            return exact(value)
        case date() | Week() | Month() | Quarter():
            return str(value)
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case tuple() | list():
            return [_plain(part) for part in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)} | _more(value)
    return value


def _more(value: object) -> dict[str, str]:
    """Give what is worked out of a record's fields: the points gained, a year as text like a quarter."""
    if isinstance(value, PeriodChange):
        return {"period": str(value.period)}
    return {"points": exact(value.points)} if isinstance(value, (PointChange, AdjustmentChange)) else {}
