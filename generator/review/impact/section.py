"""One section of the preview: plain words and a table of plain cells, for each printing to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.ledger import rounded
from generator.outputs.templates import cut, points

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.review.impact.model import Impact

LONGEST = 160
NAME = 40
MOST = 20
"""Units named in a line."""


@dataclass(frozen=True, slots=True)
class Section:
    """What there is to say of one thing: its title, the lines everybody reads, and the table behind them."""

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def named(found: Impact, key: str, length: int = NAME) -> str:
    """Name a unit, project or item, an unknown one by its id."""
    return cut(found.names.get(key) or key, length)


def thing(found: Impact, key: str) -> str:
    """Name a project or item with its id, so that it can be looked up."""
    name = found.names.get(key)
    return f"{key} {cut(name, NAME).rstrip('。')}" if name else key


def listed(found: Impact, keys: tuple[str, ...]) -> str:
    """Name several units."""
    said = "、".join(named(found, key) for key in keys[:MOST])
    return f"{said}等{len(keys)}个单位" if len(keys) > MOST else said


def from_to(before: Decimal | None, after: Decimal | None) -> str:
    """Say a figure that changes, `98.40 → 96.80`; one that does not is said once."""
    was, now = ("—" if one is None else rounded(one) for one in (before, after))
    return now if was == now else f"{was} → {now}"


def moved(before: Decimal, after: Decimal) -> str:
    """Say points that come, go or change: `−4（新增）`, `+4（撤销 −4）`, `−4（−4 → −8）`."""
    change = points(after - before)
    if before == after:
        return f"{points(after)}（只变权重）"
    if not before:
        return f"{change}（新增）"
    return (
        f"{change}（撤销 {points(before)}）"
        if not after
        else f"{change}（{points(before)} → {points(after)}）"
    )


def cited(because: tuple[str, ...]) -> str:
    """Cite files by name and line."""
    return "、".join(dict.fromkeys(place.rpartition("/")[2] for place in because))
