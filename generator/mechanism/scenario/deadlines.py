"""The days a case says reports and meetings fall due, beside those computed (三(二), 四; D28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.mechanism.duties import coordination_due, monthly_report_due, weekly_report_due
from generator.mechanism.scenario.shape import FOR_READERS, Difference, Keys, in_month, in_week
from generator.records.calendar import Month, Week, WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.mechanism.scenario.computed import Computed

PERIODS = ("week", "month", "period")
NO = frozenset({"no", "none", "false", "0", "not_required", "not required", "no_duty", "no duty"}) | {
    *("否", "无", "不要求", "不需要", "免", "无任务", "不报", "没有")
}


def deadline(kind: str) -> Callable[[Any, Computed, Keys], Iterator[Difference]]:
    """Give the comparison of what falls due by `month`, by `week`, or of the weeks of `coordination`."""
    readable = in_month if kind == "month" else in_week

    def check(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
        working = WorkingDays.of(computed.report.known.calendars)
        for keys, period, value in _periods(expected, at):
            if wrong := readable(period):
                yield Difference(keys, f"{wrong}，现为“{period}”")
                continue
            wanted: object = None if value is None or str(value).lower() in NO else str(value)
            actual = _due(kind, period, working)
            if kind == "coordination":
                wanted, actual = str(wanted is not None), str(actual)
            if wanted != (None if actual is None else str(actual)):
                yield Difference(keys, f"{period}：应为 {value}，算得 {actual}")

    return check


def _due(kind: str, period: str, working: WorkingDays) -> object:
    if kind == "month":
        return monthly_report_due(Month.parse(period), working)
    week = Week.parse(period)
    return weekly_report_due(week, working) if kind == "week" else coordination_due(week, working)


def _periods(expected: Any, at: Keys) -> Iterator[tuple[Keys, str, Any]]:  # noqa: ANN401
    """Give (period, value) rows, written as a mapping or as a list of {week or month, due or required}."""
    if isinstance(expected, dict) and not expected.keys() & set(PERIODS):
        yield from (((*at, key), key, value) for key, value in expected.items())
        return
    for index, row in enumerate(expected if isinstance(expected, list) else [expected]):
        if not isinstance(row, dict):
            yield (*at, index), row, "是"
            continue
        period = next((row[key] for key in PERIODS if row.get(key)), "")
        rest = [value for key, value in row.items() if key not in {*PERIODS, *FOR_READERS}]
        yield (*at, index), period, rest[0] if rest else None
