"""How days, weeks and months are said in Chinese sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.calendar import Month, Quarter, Week

if TYPE_CHECKING:
    from datetime import date


def day(moment: date) -> str:
    """Say `2026年5月10日`, without leading zeros."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def month_day(moment: date) -> str:
    """Say a day of a year that is known: 9月29日."""
    return f"{moment.month}月{moment.day}日"


def span(period: Week | Month) -> str:
    """Say `2026年第19周（5月4日—10日）` or `2026年5月`."""
    if isinstance(period, Month):
        return f"{period.year}年{period.number}月"
    first, last = period.first, period.last
    end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{period.year}年第{period.number}周（{first.month}月{first.day}日—{end}）"


def quarter(period: Quarter) -> str:
    """Say `2026年第二季度`."""
    return f"{period.year}年第{'一二三四'[period.number - 1]}季度"
