"""Phrases with columns in braces, as maps write them: `{school}：{description}`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMN = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@cache
def columns(phrase: str) -> tuple[str, ...]:
    """Name the columns a phrase is filled from."""
    return tuple(_COLUMN.findall(phrase))


@cache
def _parts(phrase: str) -> tuple[str, ...]:
    """Split a phrase: plain text at even places, a column's name at odd ones."""
    return tuple(_COLUMN.split(phrase))


def fill(phrase: str, values: Mapping[str, str | None]) -> str | None:
    """Fill a phrase; without any one of its values there is none at all."""
    parts = _parts(phrase)
    filled = [values[part] if place % 2 else part for place, part in enumerate(parts)]
    return None if None in filled else "".join(filled).strip()  # type: ignore[arg-type]
