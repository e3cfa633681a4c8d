"""A day in a workbook as its cell shows it: to the day, only to the month, or only to the year."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Shown = Literal["day", "month", "year"]
ASIDE = re.compile(r'General|"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format has beside the parts of a date: words, blanks, colours, languages."""
CHINESE = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
}
"""Formats of dates that a Chinese Excel or WPS writes by their number, without the format itself."""
RUNS = re.compile(r"(?i)(y|e|m|d|h|s)\1*")


def written(day: date, code: str) -> str:
    """Write a day as far as its cell shows it: 2026-09-01, 2026-09 or 2026.

    Whoever sees 2026年9月 has been told of no day, whatever lies below it.
    """
    match precision(code):
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "year":
            return f"{day.year:04}"
    return str(day)


@lru_cache(maxsize=256)
def precision(code: str) -> Shown:
    """Tell what a format shows of a date; a weekday (ddd, aaa) is no day, and m beside hours are minutes."""
    section = ASIDE.sub("", code).partition(";")[0]
    runs = [found[0].lower() for found in RUNS.finditer(section)]
    kinds = {run[0] for run in runs}
    if "d" in runs or "dd" in runs or not kinds & set("yem") or (kinds & set("hs") and not kinds & set("ye")):
        return "day"
    return "month" if "m" in kinds else "year"
