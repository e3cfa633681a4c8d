"""How many, and how much in all, by a key: plan lines by class, starts by sector, problems by state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.mechanism.ledger import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

N = TypeVar("N", int, "Decimal", "int | Decimal")
Line = tuple[str, tuple["Decimal", ...]]
"""A thing: the key it counts under, its amounts."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many things, and each of their amounts summed."""

    count: int = 0
    amounts: tuple[Decimal, ...] = ()


def sums(lines: Iterable[Line]) -> Mapping[str, Sum]:
    """Count and sum things by key, keys in the order they come; a thing under two keys counts under each."""
    found: dict[str, list[tuple[Decimal, ...]]] = {}
    for key, amounts in lines:
        found.setdefault(key, []).append(amounts)
    return {key: Sum(len(rows), tuple(added(rows))) for key, rows in found.items()}


def added(rows: Iterable[Sequence[N]]) -> list[N]:
    """Sum rows of the same length, column by column; no sums where there is no row.

    A frame would do it too, at half a millisecond each: papers have tens of thousands of such sums.
    """
    return [sum(column[1:], column[0]) for column in zip(*rows, strict=True)]


def added_by(keyed: Iterable[tuple[str, Sequence[N]]]) -> Mapping[str, list[N]]:
    """Sum rows by key as `added` does, keys in order."""
    found: dict[str, list[Sequence[N]]] = {}
    for key, row in keyed:
        found.setdefault(key, []).append(row)
    return {key: added(found[key]) for key in sorted(found)}


def overall(lines: Iterable[Line], width: int = 0) -> Sum:
    """Count and sum all things, whatever their key; `width` zeros where there are none."""
    found = sums(("", amounts) for _, amounts in lines)
    return found.get("", Sum(0, (ZERO,) * width))


def counts(keys: Iterable[str]) -> Mapping[str, int]:
    """Count things by key."""
    return {key: found.count for key, found in sums((key, ()) for key in keys).items()}
