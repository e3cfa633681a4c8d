"""The ledger of seals: each bulletin's head takes in all it says and the head before it (TRUST P8, P10).

Whoever keeps one head can tell whether anything up to it was ever changed, removed or put in another order.
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.records.calendar import Month, Quarter
from generator.records.model.events import BulletinPublished

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.records.portfolio import Portfolio

START = "0" * 64
"""What stands before the first seal."""


def canonical(document: object) -> bytes:
    """Write plain data as JSON that has one form only: keys sorted, no spaces, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest(document: object) -> str:
    """Give the SHA-256 of plain data."""
    return sha256(canonical(document)).hexdigest()


def head(act: BulletinPublished) -> str:
    """Give the head a bulletin must bear: the digest of every value it has, the head before it included."""
    said = act.model_dump(mode="json", by_alias=True, exclude_none=True)
    return digest({key: value for key, value in said.items() if key != "new_head"})


def ledger(portfolio: Portfolio) -> Sequence[BulletinPublished]:
    """Give every seal in the order of their numbers."""
    return sorted(portfolio.of_type(BulletinPublished), key=lambda act: (act.number, act.id))


def revisions(acts: Iterable[BulletinPublished]) -> Mapping[str, Sequence[BulletinPublished]]:
    """Give the seals of each period, by revision."""
    found: dict[str, list[BulletinPublished]] = defaultdict(list)
    for act in sorted(acts, key=lambda act: (act.revision, act.number)):
        found[act.period].append(act)
    return found


def span(period: str) -> Month | Quarter | int:
    """Read a sealed period: a month, a quarter, or a year as a number. Raises ValueError."""
    if "Q" in period:
        return Quarter.parse(period)
    return Month.parse(period) if "-" in period else int(period)


def last(period: str) -> date:
    """Give a sealed period's last day."""
    found = span(period)
    return Month(found, 12).last if isinstance(found, int) else found.last
