"""What costs much memory and is asked for again soon or not at all: a few are kept."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

K = TypeVar("K")
V = TypeVar("V", bound="DataclassInstance")
MOST = 5
"""A paper looks at its own day and at one or two before it, which papers of the same period share."""


class Few(dict[K, V]):
    """Keeps what was asked for last, `MOST` of it; the rest is made again when it is wanted.

    What it lets go of loses all that was derived from it too: that leads back there as a rule, and only a
    slow collection would find it. Whoever still holds it derives it again.
    """

    def once(self, key: K, make: Callable[[], V]) -> V:
        """Give what there is of a key, or make it."""
        self[key] = found = self.pop(key) if key in self else make()
        if len(self) > MOST:
            gone = self.pop(next(iter(self)))
            for derived in vars(gone).keys() - {field.name for field in fields(gone)}:
                del vars(gone)[derived]
        return found
