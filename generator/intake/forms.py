"""Forms of days, weeks and months in cells: `%m/%d/%Y`, `%Y年%m月`, `%G年第%V周`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from collections.abc import Mapping

Settled = Literal["date", "month", "week"]
ISO = {"date": "%Y-%m-%d", "month": "%Y-%m", "week": "%G-W%V"}
# What a form may settle for a column of each kind: a day lies in one month and in one week.
ENOUGH: Mapping[str, tuple[Settled, ...]] = {
    "date": ("date",),
    "month": ("month", "date"),
    "week": ("week", "date"),
}
_DIGITS = {"Y": "[0-9]{4}", "G": "[0-9]{4}", "m": "[0-9]{1,2}", "d": "[0-9]{1,2}", "V": "[0-9]{1,2}"}
_SETTLES: Mapping[str, Settled] = {"Ymd": "date", "Ym": "month", "GV": "week"}
_PLACE = re.compile(r"%(.)")


def settles(form: str) -> Settled | None:
    """Tell what a form stands for; None where it says too little, too much or something unknown."""
    letters = _PLACE.findall(form)
    order = "".join(sorted(letters, key="YGmdV".find))
    return _SETTLES.get(order)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = _PLACE.split(form)
    return re.compile(
        "".join(
            f"(?P<{part}>{_DIGITS[part]})" if place % 2 else re.escape(part)
            for place, part in enumerate(parts)
        )
    )


def read(form: str, kind: str, text: str) -> str | None:
    """Read a cell in a form, as ISO text of the column's kind; None where the form does not fit.

    Raises ValueError where it fits, but there is no such day, week or month.
    """
    match = _pattern(form).fullmatch(text)
    if match is None:
        return None
    number = {letter: int(digits) for letter, digits in match.groupdict().items()}
    match settles(form):
        case "date":
            day = date(number["Y"], number["m"], number["d"])
            return str({"date": day, "month": Month.of(day), "week": Week.of(day)}[kind])
        case "month":
            return str(Month.parse(f"{number['Y']:04}-{number['m']:02}"))
        case _:
            return str(Week.parse(f"{number['G']:04}-W{number['V']:02}"))
