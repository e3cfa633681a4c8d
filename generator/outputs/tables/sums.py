"""How many, and how much in all, by a key: plan lines by class, starts by sector, problems by state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from generator.mechanism.ledger import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

Line = tuple[str, tuple["Decimal", ...]]
"""A thing: the key it counts under, its amounts."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many things, and each of their amounts summed."""

    count: int = 0
    amounts: tuple[Decimal, ...] = ()


def sums(lines: Iterable[Line]) -> Mapping[str, Sum]:
    """Count and sum things by key, keys in the order they come; a thing under two keys counts under each."""
    found = list(lines)
    if not found:
        return {}
    width = len(found[0][1])
    rows = [(key, 1, *amounts) for key, amounts in found]
    frame = pd.DataFrame(rows, columns=["key", "count", *map(str, range(width))], dtype=object)
    grouped = frame.groupby("key", sort=False).sum()
    return {str(key): Sum(int(count), tuple(amounts)) for key, count, *amounts in grouped.itertuples()}


def overall(lines: Iterable[Line], width: int = 0) -> Sum:
    """Count and sum all things, whatever their key; `width` zeros where there are none."""
    found = sums(("", amounts) for _, amounts in lines)
    return found.get("", Sum(0, (ZERO,) * width))


def counts(keys: Iterable[str]) -> Mapping[str, int]:
    """Count things by key."""
    return {key: found.count for key, found in sums((key, ()) for key in keys).items()}
