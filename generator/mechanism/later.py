"""Results by key of which the keys are known at once, worked out when the first result is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

K = TypeVar("K")
V = TypeVar("V")


class Later(Mapping[K, V]):
    """A mapping made as a whole by `make` once a value is wanted; its keys, in their order, cost nothing.

    Raises what `make` raises, where a value is asked for.
    """

    def __init__(self, keys: Iterable[K], make: Callable[[], Mapping[K, V]]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make

    @cached_property
    def made(self) -> Mapping[K, V]:
        """Give all results."""
        return self._make()

    def __getitem__(self, key: K) -> V:
        return self.made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys
