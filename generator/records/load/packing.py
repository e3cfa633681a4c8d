"""Decoded files to bytes and back, quicker than decoding them again.

The bytes are a pickle that can name nothing but the records' own classes, days, amounts and the two makers
below, so that reading it runs no code of anybody else's.
"""

from __future__ import annotations

import io
import pickle
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.records.calendar import Month, Quarter, Week
from generator.records.model.types import Part
from generator.records.source import Mark, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MODELS = "generator.records.model."
FAULTS = (pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError, ImportError, LookupError,
          MemoryError, TypeError, ValueError)  # fmt: skip
"""Whatever bytes that are no pack may raise."""
SPANS = Week, Month, Quarter
_make = object.__new__
_set_values, _set_given, _set_extra, _set_private = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def pack(what: Any) -> bytes:  # noqa: ANN401 - lists, tuples and mappings of what a pack may hold
    """Write decoded files as bytes; what they have in common is written once."""
    out = io.BytesIO()
    _Packer(out).dump(what)
    return out.getvalue()


def unpack(data: bytes) -> Any:  # noqa: ANN401 - as packed
    """Read what `pack` wrote. Raises one of FAULTS for other bytes."""
    return _Unpacker(io.BytesIO(data)).load()


def made(model: type[Part], given: set[str], values: dict[str, Any]) -> Part:
    """Make a record, or a part of one, of values checked before."""
    one = _make(model)
    _set_values(one, values)
    _set_given(one, given)
    _set_extra(one, None)
    _set_private(one, None)
    return one


def told(mark: tuple[str, int, int], code: str, values: tuple[tuple[str, str], ...]) -> Problem:
    """Make a problem; its words are those of its code today."""
    from generator.records.codes import CODES  # noqa: PLC0415 - most files have no problem

    return Problem(Mark(*mark), CODES[code], values)


class _Packer(pickle.Pickler):
    """Writes each record as its shape and values, shared where they are the same."""

    def __init__(self, out: io.BytesIO) -> None:
        super().__init__(out, protocol=5)
        self.given: dict[frozenset[str], set[str]] = {}
        self.met: dict[Hashable, Any] = {}

    def reducer_override(self, one: Any) -> Any:  # noqa: ANN401 - as pickle asks
        if isinstance(one, Part):
            values = {name: self._shared(value) for name, value in vars(one).items()}
            return made, (type(one), self._given(one.model_fields_set), values)
        if isinstance(one, SPANS):
            return type(one), (one.year, one.number)
        if isinstance(one, Problem):
            return told, ((one.mark.path, one.mark.line, one.mark.column), one.code.id, one.values)
        return NotImplemented

    def _given(self, names: set[str]) -> set[str]:
        return self.given.setdefault(frozenset(names), names)

    def _shared(self, value: Any) -> Any:  # noqa: ANN401 - any value
        kind = type(value)
        if kind is str or kind is date:
            return self.met.setdefault(value, value)
        if value is None:
            return value
        if kind is tuple:
            shared = tuple(map(self._shared, value))
            return self.met.setdefault((tuple, *map(id, shared)), shared)
        if kind is dict:
            return self.met.setdefault((dict, *value.items()), value)
        if isinstance(value, Part):
            return self.met.setdefault((kind, *map(id, map(self._shared, vars(value).values()))), value)
        # Amounts that are equal may be written differently.
        return self.met.setdefault((kind, str(value)), value)


class _Unpacker(pickle.Unpickler):
    """Knows the few names a pack may hold."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle asks
        return _known(module, name)


_OURS: dict[tuple[str, str], Callable[..., Any]] = {
    (one.__module__, one.__qualname__): one for one in (made, told, date, Decimal, *SPANS)
}


@cache
def _known(module: str, name: str) -> Callable[..., Any]:
    if found := _OURS.get((module, name)):
        return found
    model = vars(import_module(module)).get(name) if module.startswith(MODELS) else None
    if isinstance(model, type) and issubclass(model, Part):
        return model
    raise pickle.UnpicklingError(f"{module}.{name}")
