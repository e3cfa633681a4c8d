"""What a case says follows from scores and cards, beside what was computed: referrals, years, routing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.mechanism.cards import short
from generator.mechanism.ledger import exact
from generator.mechanism.policy import route
from generator.mechanism.scenario.computed import same
from generator.mechanism.scenario.shape import FOR_READERS, Difference, Keys, in_year, on_day
from generator.records.calendar import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.mechanism.cards import Referral
    from generator.mechanism.scenario.computed import Computed

YEARLY = {
    "mean": "mean average quarter_mean weighted_mean annual_mean",
    "scaled": "scaled points score converted factored ten_35 scaled_10_35 annual_points times_10_35 x_10_35",
    "bonus": "bonus bonus_points",
    "total": "total sum final with_bonus",
    "rank": "rank",
}
STEPS = {"second_red": "second_red", "consent": "decided", "consented": "decided", "state": "state"}


def referrals(expected: Any, computed: Computed, at: Keys, *, whole: bool = True) -> Iterator[Difference]:  # noqa: ANN401
    """Compare referrals, of which the `whole` list names every one; a unit may have one a year (D24)."""
    left = list(computed.report.referrals)
    for index, row in enumerate(expected or []):
        own = [case for case in left if computed.names[case.unit] == row["unit"]]
        found = next((case for case in own if str(case.second_red) == row.get("second_red")), None)
        case = found or next(iter(own), None)
        left = [one for one in left if one is not case]
        told = [(key, value) for key, value in row.items() if key not in {"unit", *FOR_READERS}]
        if case is None:
            yield Difference((*at, index), f"没有算出：{row['unit']} 提请问责")
        elif not told:
            yield Difference((*at, index), f"{row['unit']} 只写了单位，没有写要比的内容")
        for key, value in told if case else []:
            yield from _step(case, key, value, computed, (*at, index, key))
    for case in left if whole else []:
        yield Difference(at, f"多算出：{computed.names[case.unit]} {case.second_red} 提请问责")


def _step(
    case: Referral | None, key: str, value: object, computed: Computed, at: Keys
) -> Iterator[Difference]:
    """Compare one step of a case, as `state_on_2026-09-30` on that day, else on the day of the report."""
    name, _, on = key.partition("_on_")
    if name not in STEPS or (on and on_day(on)):
        yield Difference(at, f"不认识的期望项 {key}")
        return
    unit, second = (case.unit, case.second_red) if case else ("", None)
    known = computed.at(day(on)).referrals if on else computed.report.referrals
    then = next((one for one in known if (one.unit, one.second_red) == (unit, second)), None)
    actual = getattr(then, STEPS[name]) if then else None
    if _said(value) != _said(actual):
        yield Difference(at, f"{computed.names.get(unit)} {key}：应为 {value}，算得 {actual}")


def _said(value: object) -> str | None:
    return None if value is None else short(str(value))


def annual(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    """Compare results of years: 平均分, × 10/35, 奖励分 and their sum (四(四))."""
    years: Sequence[int] = sorted(computed.report.years)
    for keys, year, unit, row in _years(expected, years[-1] if years else 0, at):
        result = computed.report.years.get(year, {}).get(computed.units.get(unit, ""))
        if result is None:
            yield Difference(keys, f"{year} 年没有 {unit} 的年度结果")
            continue
        given = row if isinstance(row, dict) else {"scaled": row}
        told = {key: value for key, value in given.items() if key not in {"unit", "year", *FOR_READERS}}
        if not told:
            yield Difference(keys, f"{unit} {year} 没有写要比的内容")
        for key, value in told.items():
            name = next((name for name, words in YEARLY.items() if key in words.split()), None)
            if name is None:
                yield Difference((*keys, key), f"不认识的期望项 {key}")
            elif not same(value, Decimal(getattr(result, name))):
                actual = exact(Decimal(getattr(result, name)))
                yield Difference(keys, f"{unit} {year} {key}：应为 {value}，算得 {actual}")


def _years(expected: Any, year: int, at: Keys) -> Iterator[tuple[Keys, int, str, Any]]:  # noqa: ANN401
    """Give the rows of an annual table, written as a list, by unit, or by year and unit."""
    if isinstance(expected, list):
        for index, row in enumerate(expected):
            if isinstance(row, dict) and isinstance(row.get("unit"), str):
                yield (*at, index), _year(row, year), row["unit"], row
            else:
                yield (*at, index), year, "（没有写 unit）", row
        return
    table = expected if isinstance(expected, dict) else {str(expected): None}
    told = _year(table, year)
    for key, value in table.items():
        if not in_year(key):
            yield from _years(value, int(key), (*at, key))
        elif key != "year":
            yield (*at, key), told, key, value


def _year(row: dict[str, Any], year: int) -> int:
    return int(row["year"]) if not in_year(row.get("year")) else year


def routing(
    expected: Any,  # noqa: ANN401
    computed: Computed,
    at: Keys,
    *,
    whole: bool = True,
) -> Iterator[Difference]:
    """Compare which 综合协调办 projects go to (二); the `whole` list names every project there is for it."""
    policy, known = computed.report.policy, computed.report.known
    actual = {computed.subjects[key]: route(project, policy) for key, project in known.projects.items()}
    for fact, office in expected.items():
        if fact not in actual:
            yield Difference((*at, fact), f"没有 {fact} 这个项目")
        elif actual[fact] != office:
            yield Difference((*at, fact), f"{fact} 归口：应为 {office}，算得 {actual[fact]}")
    planned = {computed.subjects[project] for project, _ in known.plans}
    for fact in sorted(actual.keys() - expected.keys() - planned) if whole else []:
        yield Difference(at, f"多算出：{fact} 归口 {actual[fact]}")
