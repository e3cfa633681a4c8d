"""A rate, named, with its numerator and denominator (MECHANISM §4): computed once, printed everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.mechanism.ledger import exact


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: its name as printed, and what is divided by what."""

    name: str
    part_name: str
    part: Decimal | int
    whole_name: str
    whole: Decimal | int
    unit: str = ""

    @property
    def share(self) -> Decimal | None:
        """Give the exact share, None without a denominator."""
        return Decimal(self.part) / Decimal(self.whole) if self.whole else None

    @property
    def basis(self) -> str:
        """Say numerator and denominator: `已开工12个 ÷ 到期应开工15个`."""
        part, whole = (exact(Decimal(amount)) for amount in (self.part, self.whole))
        return f"{self.part_name}{part}{self.unit} ÷ {self.whole_name}{whole}{self.unit}"
