"""What a case expects beside what was computed; each difference with its place in the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from generator.mechanism.duties import coordination_due, monthly_report_due, weekly_report_due
from generator.mechanism.ledger import exact
from generator.mechanism.policy import route
from generator.records.calendar import Month, Quarter, Week, WorkingDays, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from generator.mechanism.report import Report

Keys = tuple[str | int, ...]
COLOURS = {"黄牌": "yellow", "红牌": "red"}
NO = frozenset({"no", "none", "false", "not_required", "0", "否", "无", "不要求", "不需要", "免"})
YEARLY = {
    "mean": "mean average quarter_mean weighted_mean annual_mean",
    "scaled": "scaled points score converted factored ten_35 scaled_10_35 annual_points",
    "bonus": "bonus",
    "total": "total sum final with_bonus",
    "rank": "rank",
}


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the case says; `keys` lead to it in the file."""

    keys: Keys
    message: str


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


def compare(expected: Mapping[str, Any], computed: Computed, at: Keys) -> Iterator[Difference]:
    """Compare every key present; an unknown key is a difference, so that nothing is skipped in silence."""
    for key, value in expected.items():
        check = CHECKS.get(key)
        if check is None:
            yield Difference((*at, key), f"不认识的期望项 {key}")
        else:
            yield from check(value, computed, (*at, key))


def same(expected: object, actual: Decimal) -> bool:
    """Tell whether an amount is as written: exactly, or at its printed places (at least two)."""
    try:
        wanted = Decimal(str(expected))
    except InvalidOperation:
        return False
    places = max(2, -int(wanted.as_tuple().exponent))
    return wanted == actual or wanted == actual.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def scores(expected: Mapping[str, Any], computed: Computed, at: Keys) -> Iterator[Difference]:
    """Compare the numbers of one unit and quarter: cat1…3, base_total, pre_seat_total, total, rank."""
    quarter = Quarter.parse(expected["quarter"])
    assessment = computed.report.quarters.get(quarter)
    result = assessment.results.get(computed.units.get(expected["unit"], "")) if assessment else None
    if result is None:
        full = {"cat1": 100, "cat2": 100, "cat3": 100, "base_total": 100}
        actual = {key: Decimal(value) for key, value in full.items()}
    else:
        actual = {f"cat{key}": score.amount for key, score in result.scores.items()}
        actual |= {"base_total": result.base_total, "pre_seat_total": result.pre_seat_total}
        actual |= {"total": result.total, "rank": Decimal(result.rank)}
    for key, value in expected.items():
        if key in {"unit", "quarter", "as_of", "words"}:
            continue
        if key not in actual:
            yield Difference((*at, key), f"不认识的期望项 {key}")
        elif not same(value, actual[key]):
            where = f"{expected['unit']} {quarter} {key}"
            yield Difference((*at, key), f"{where}：应为 {value}，算得 {exact(actual[key])}")


def _complete(
    expected: list[dict[str, Any]], actual: Iterable[tuple[str, ...]], columns: tuple[str, ...], at: Keys
) -> Iterator[Difference]:
    """Compare two lists of rows as wholes; each row missing or too much is a difference."""
    found = Counter(actual)
    for index, row in enumerate(expected):
        wanted = tuple(_plain(row.get(column)) for column in columns)
        if found[wanted]:
            found[wanted] -= 1
        else:
            yield Difference((*at, index), f"没有算出：{' '.join(wanted)}")
    for extra in sorted(found.elements()):
        yield Difference(at, f"多算出：{' '.join(extra)}")


def _plain(value: object) -> str:
    try:
        return exact(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def _entries(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    columns = ("fact", "unit", "quarter", "clause", "date", "points")
    actual = [
        (
            computed.subjects.get(e.subject, e.subject),
            computed.names[e.unit],
            str(e.quarter),
            _plain(e.clause),
            str(e.date),
            exact(e.points),
        )
        for e in computed.report.entries
        if e.subject
    ]
    yield from _complete(expected or [], actual, columns, at)


def _base_scores(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    for index, row in enumerate(expected or []):
        yield from scores(row, computed, (*at, index))


def _cards(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    actual = [
        (computed.names[card.unit], COLOURS[card.colour], str(card.date), str(card.number))
        for card in computed.report.cards
    ]
    yield from _complete(expected or [], actual, ("unit", "colour", "date", "number"), at)


def _adjustments(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    columns = ("unit", "applied_in", "from", "clause", "reason", "points")
    actual = [
        (
            computed.names[a.unit],
            str(a.applied_in),
            str(a.source),
            _plain(a.clause),
            a.reason,
            exact(a.points),
        )
        for a in computed.report.adjustments
    ]
    yield from _complete(expected or [], actual, columns, at)


def _table(column: str) -> Callable[[Any, Computed, Keys], Iterator[Difference]]:
    def check(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
        for quarter, row in expected.items():
            for unit, value in row.items():
                wanted = {"unit": unit, "quarter": quarter, column: value}
                yield from (
                    Difference((*at, quarter, unit), difference.message)
                    for difference in scores(wanted, computed, at)
                )

    return check


def _rectification(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    for quarter, units in expected.items():
        assessment = computed.report.quarters.get(Quarter.parse(quarter))
        actual = {computed.names[unit] for unit in (assessment.rectification if assessment else ())}
        if actual != set(units or []):
            yield Difference((*at, quarter), f"{quarter} 整改单位：应为 {units}，算得 {sorted(actual)}")


def referrals(expected: Any, computed: Computed, at: Keys, *, whole: bool = True) -> Iterator[Difference]:  # noqa: ANN401
    """Compare referrals by unit, of which the `whole` list names every one."""
    found = {computed.names[r.unit]: r for r in computed.report.referrals} if whole else {}
    for extra in sorted(found.keys() - {row["unit"] for row in expected or []}):
        yield Difference(at, f"多算出：{extra} 提请问责")
    for index, row in enumerate(expected or []):
        for key, value in row.items():
            if key != "unit":
                yield from _referral(row["unit"], key, value, computed, (*at, index, key))


def _referral(unit: str, key: str, value: object, computed: Computed, at: Keys) -> Iterator[Difference]:
    name, _, on = key.partition("_on_")
    report = computed.at(day(on)) if on else computed.report
    referral = next((r for r in report.referrals if computed.names[r.unit] == unit), None)
    actual = {
        "second_red": referral and referral.second_red,
        "consent": referral and referral.decided,
        "consented": referral and referral.decided,
        "state": referral and referral.state,
    }.get(name, "—")
    if (None if value is None else str(value)) != (None if actual is None else str(actual)):
        yield Difference(at, f"{unit} {key}：应为 {value}，算得 {actual}")


def _annual(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    for keys, year, unit, row in _years(expected, max(computed.report.years), at):
        result = computed.report.years.get(year, {}).get(computed.units.get(unit, ""))
        if result is None:
            yield Difference(keys, f"{year} 年没有 {unit} 的年度结果")
            continue
        given = row if isinstance(row, dict) else {"scaled": row}
        for key, value in given.items():
            name = next((name for name, words in YEARLY.items() if key in words.split()), None)
            if name is None and key not in {"unit", "year", "words", "note"}:
                yield Difference((*keys, key), f"不认识的期望项 {key}")
            elif name and not same(value, Decimal(getattr(result, name))):
                actual = exact(Decimal(getattr(result, name)))
                yield Difference(keys, f"{unit} {year} {key}：应为 {value}，算得 {actual}")


def _years(expected: Any, year: int, at: Keys) -> Iterator[tuple[Keys, int, str, Any]]:  # noqa: ANN401
    """Give the rows of an annual table, written as a list, by unit, or by year and unit."""
    if isinstance(expected, list):
        for index, row in enumerate(expected):
            yield (*at, index), int(row.get("year", year)), row["unit"], row
        return
    for key, value in expected.items():
        if key.isdecimal() and len(key) == 4:  # noqa: PLR2004 - a year
            yield from _years(value, int(key), (*at, key))
        else:
            yield (*at, key), year, key, value


def _routing(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    policy, known = computed.report.policy, computed.report.known
    actual = {computed.subjects[key]: route(project, policy) for key, project in known.projects.items()}
    for fact, office in expected.items():
        if actual.get(fact) != office:
            yield Difference((*at, fact), f"{fact} 归口：应为 {office}，算得 {actual.get(fact)}")


def _deadline(kind: str) -> Callable[[Any, Computed, Keys], Iterator[Difference]]:
    def check(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
        working = WorkingDays.of(computed.report.known.calendars)
        for keys, period, value in _periods(expected, at):
            if kind == "month":
                actual: object = monthly_report_due(Month.parse(period), working)
            elif kind == "week":
                actual = weekly_report_due(Week.parse(period), working)
            else:
                actual = coordination_due(Week.parse(period), working)
            wanted: object = None if value is None or str(value).lower() in NO else str(value)
            if kind == "coordination":
                wanted, actual = str(wanted is not None), str(actual)
            if wanted != (None if actual is None else str(actual)):
                yield Difference(keys, f"{period}：应为 {value}，算得 {actual}")

    return check


def _periods(expected: Any, at: Keys) -> Iterator[tuple[Keys, str, Any]]:  # noqa: ANN401
    """Give (period, value) rows, written as a mapping or as a list of {week or month, due or required}."""
    if isinstance(expected, dict) and not expected.keys() & {"week", "month", "period"}:
        yield from (((*at, key), key, value) for key, value in expected.items())
        return
    for index, row in enumerate(expected if isinstance(expected, list) else [expected]):
        if isinstance(row, str):
            yield (*at, index), row, "是"
            continue
        period = row.get("week") or row.get("month") or row.get("period")
        rest = [
            value for key, value in row.items() if key not in {"week", "month", "period", "words", "note"}
        ]
        yield (*at, index), period, rest[0] if rest else None


CHECKS: dict[str, Callable[[Any, Computed, Keys], Iterator[Difference]]] = {
    "entries": _entries,
    "base_scores": _base_scores,
    "cards": _cards,
    "adjustments": _adjustments,
    "pre_seat_totals": _table("pre_seat_total"),
    "totals": _table("total"),
    "ranks": _table("rank"),
    "rectification": _rectification,
    "referrals": referrals,
    "annual": _annual,
    "routing": _routing,
    "weekly_report_due": _deadline("week"),
    "monthly_report_due": _deadline("month"),
    "weekly_coordination": _deadline("coordination"),
}
