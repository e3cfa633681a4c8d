"""A report in the words of a case, and when an amount is as a case has it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.mechanism.report import Report


@dataclass(frozen=True)
class Computed:
    """A report in the words of a case: unit names and fact ids instead of record ids."""

    report: Report
    names: Mapping[str, str]
    subjects: Mapping[str, str]
    at: Callable[[date], Report]

    @property
    def units(self) -> Mapping[str, str]:
        """Give each unit's id by its name."""
        return {name: key for key, name in self.names.items()}


def same(expected: object, actual: Decimal) -> bool:
    """Tell whether an amount is as written: exactly, or at its printed places (at least two)."""
    try:
        wanted = Decimal(str(expected))
    except InvalidOperation:
        return False
    if not wanted.is_finite():
        return False
    places = max(2, -int(wanted.as_tuple().exponent))
    return wanted == actual or wanted == actual.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
