"""One record as YAML text, as a clerk would type it: single lines, block lists, few quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.model.types import Record

_AMBIGUOUS = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\s~=<]|:(\s|$)|\s#|\s$|^$""")


def text(model: type[Record], fields: Mapping[str, object]) -> str:
    """Write a record's keys in the order of its model; absent and empty values are left out."""
    return "".join(_mapping({key: fields[key] for key in keys(model) if key in fields}, ""))


@cache
def keys(model: type[Record]) -> tuple[str, ...]:
    """Give the keys of a model's file, in order."""
    named = (field.alias or name for name, field in model.model_fields.items())
    return tuple(name for name in named if not name.startswith("@"))


def scalar(value: object) -> str:
    """Write one value on one line, quoted only where YAML would read it otherwise."""
    plain = ("是" if value else "否") if isinstance(value, bool) else str(value)
    if _AMBIGUOUS.search(plain):
        return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return plain


def _mapping(fields: Mapping[str, object], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in fields.items():
        if value is None or value in ((), [], {}):
            continue
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:\n", *_mapping(value, indent + "  ")]
        elif isinstance(value, Sequence) and not isinstance(value, str):
            lines += [f"{indent}{key}:\n", *_items(value, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {scalar(value)}\n")
    return lines


def _items(values: Sequence[object], indent: str) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, Mapping):
            first, *rest = _mapping(value, indent + "  ")
            lines += [f"{indent}- {first.lstrip()}", *rest]
        else:
            lines.append(f"{indent}- {scalar(value)}\n")
    return lines
