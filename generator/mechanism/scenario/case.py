"""One worked case: read, computed on its day, on its earlier days and under its alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.mechanism.report import report
from generator.mechanism.scenario.compare import Computed, Difference, Keys, compare, referrals, scores
from generator.mechanism.scenario.facts import last_day, portfolio
from generator.mechanism.scenario.switches import switched
from generator.mechanism.scenario.writers import unused
from generator.records.calendar import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from generator.mechanism.report import Report
    from generator.mechanism.scenario.draft import Fact
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

REPEATED = ("entries", "cards", "adjustments")


@dataclass(frozen=True)
class Case:
    """A case with the facts of its included cases in front; `listed` is what those already expect."""

    id: str
    title: str
    as_of: date
    units: list[str]
    facts: list[Fact]
    listed: dict[str, list[Any]]
    raw: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """A case, everything that differs from it, and the keys of its facts that were not understood."""

    case: Case
    differences: list[Difference]
    unused: list[str]


def read_case(raw: dict[str, Any], included: Callable[[str], dict[str, Any]]) -> Case:
    """Read a case; `included` gives the raw case of an `includes` id. Raises KeyError, ValueError."""
    raw = _without_nulls(raw)
    units, facts = list(raw.get("units") or []), list(raw.get("facts") or [])
    listed: dict[str, list[Any]] = {key: [] for key in REPEATED}
    for name in _names(raw.get("includes")):
        other = read_case(included(name), included)
        units = [*other.units, *(unit for unit in units if unit not in other.units)]
        facts = [*other.facts, *facts]
        for key in REPEATED:
            listed[key] += other.listed[key] + ((other.raw.get("expected") or {}).get(key) or [])
    as_of = day(raw["as_of"]) if raw.get("as_of") else last_day(facts)
    return Case(str(raw["id"]), str(raw.get("title", "")), as_of, units, facts, listed, raw)


def run(case: Case, policy: Policy, calendars: Mapping[int, CalendarYear]) -> Outcome:
    """Compute a case and compare all it says. Raises what a malformed fact raises."""
    computed = _compute(case, policy, calendars)
    expected = dict(case.raw.get("expected") or {})
    for key in REPEATED:
        if key in expected:
            expected[key] = (expected[key] or []) + case.listed[key]
    differences = list(compare(expected, computed(case.as_of), ("expected",)))
    for index, check in enumerate(case.raw.get("as_of_checks") or []):
        seen = computed(day(check["as_of"]))
        differences += _as_of_check(check, seen, ("as_of_checks", index))
    for index, other in enumerate(case.raw.get("alternatives") or []):
        at: Keys = ("alternatives", index)
        try:
            changed = switched(policy, other["switch"])
        except ValueError:
            differences.append(Difference((*at, "switch"), f"没有这个开关：{other['switch']}"))
            continue
        differences += _alternative(other, _compute(case, changed, calendars)(case.as_of), at)
    ignored = [f"{fact['id']} {key}" for fact in case.facts for key in unused(fact)]
    return Outcome(case, differences, ignored)


def _compute(case: Case, policy: Policy, calendars: Mapping[int, CalendarYear]) -> Callable[[date], Computed]:
    made, draft = portfolio(case.facts, case.units, policy, calendars)
    names = {key: name for name, key in draft.units.items()}

    def at(as_of: date) -> Report:
        return report(made, as_of)

    return lambda as_of: Computed(at(as_of), names, draft.subjects, at)


def _as_of_check(check: Mapping[str, Any], seen: Computed, at: Keys) -> Iterator[Difference]:
    """Compare what a case says of an earlier day: the numbers of a unit, or any key of `expected`."""
    if "unit" in check and "quarter" in check:
        yield from scores(check, seen, at)
    else:
        rest = {key: value for key, value in check.items() if key not in {"as_of", "words"}}
        yield from compare(rest, seen, at)


def _alternative(other: Mapping[str, Any], seen: Computed, at: Keys) -> Iterator[Difference]:
    for key, value in other.items():
        here: Keys = (*at, key)
        if key in {"switch", "words"}:
            continue
        if key in {"expected_cat1", "expected_cat2", "expected_cat3"}:
            rows = value if isinstance(value, list) else [value]
            for row in rows:
                yield from scores(row, seen, here)
        elif key == "expected_totals":
            table = value if all(name[:2] == "20" for name in value) else {"2026Q4": value}
            yield from compare({"totals": table}, seen, here)
        elif key == "expected_referral_second_red":
            rows = value if isinstance(value, list) else [value]
            told = [{"unit": row["unit"], "second_red": row["date"]} for row in rows]
            yield from referrals(told, seen, here, whole=rows is value)
        else:
            yield from compare({key.removeprefix("expected_"): value}, seen, here)


def _names(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 - a tree of a case file
    """Give a tree with `null`, `~` and empty scalars as None."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return None if value in {"null", "~", ""} else value
