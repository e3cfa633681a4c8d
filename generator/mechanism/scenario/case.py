"""One worked case: read, computed on its day, on its earlier days and under its alternatives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.mechanism.policy import edition_on
from generator.mechanism.report import report
from generator.mechanism.scenario.compare import EMPTY, compare, scores
from generator.mechanism.scenario.computed import Computed
from generator.mechanism.scenario.consequences import referrals
from generator.mechanism.scenario.draft import listed
from generator.mechanism.scenario.facts import last_day, portfolio
from generator.mechanism.scenario.grammar import CASE, EXPECTED, SCORE, SECOND_RED
from generator.mechanism.scenario.shape import FOR_READERS, Difference, Keys, Kind, Rows, faults, unknown
from generator.mechanism.scenario.switches import switched
from generator.records.calendar import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.report import Report
    from generator.mechanism.scenario.draft import Fact
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

REPEATED = ("entries", "cards", "adjustments")
ROWS = {"cat1": SCORE, "cat2": SCORE, "cat3": SCORE, "referral_second_red": SECOND_RED}
"""What an alternative gives in one row, or several."""
SAYING = ("expected", "as_of_checks", "alternatives")


class CaseError(Exception):
    """A case that cannot be read: the keys that lead to the fault, and what it is."""

    def __init__(self, keys: Keys, message: str) -> None:
        super().__init__(message)
        self.found = Difference(keys, message)


@dataclass(frozen=True)
class Case:
    """A case with the facts of its included cases in front; `listed` is what those already expect."""

    units: list[str]
    facts: list[Fact]
    listed: dict[str, list[Any]]
    raw: dict[str, Any]

    @property
    def as_of(self) -> date | None:
        """Give the day of the case: the one it names, else the end of its last fact's quarter."""
        return day(self.raw["as_of"]) if self.raw.get("as_of") else last_day(self.facts)


@dataclass(frozen=True)
class Outcome:
    """Everything that differs from a case, and the keys in it that mean nothing and were not used."""

    differences: list[Difference]
    unused: list[Keys] = field(default_factory=list)


def run(
    raw: dict[str, Any],
    included: Callable[[str], dict[str, Any]],
    editions: Sequence[Policy],
    calendars: Mapping[int, CalendarYear],
) -> Outcome:
    """Compute a case and compare all it says, by the edition in force on its day.

    `included` gives the raw case of an `includes` id, and raises KeyError where there is none. Raises
    MissingYear, NoPolicyError without any edition, and what the records raise that its facts are written as.
    """
    try:
        case = _read(raw, included, ())
    except CaseError as error:
        return Outcome([error.found])
    unmeant = list(unknown(case.raw, CASE))
    wrong = [*faults(case.raw, CASE), *_twice(case.raw), *_silent(case.raw)]
    wrong += [Difference(keys, f"不认识的键 {keys[-1]}，是不是 {near}？") for keys, near in unmeant if near]
    if not wrong and case.as_of is None:
        wrong = [Difference((), "算例没有写 as_of，事实里也没有日期")]
    elif not wrong and case.as_of:
        edition = edition_on({one.effective_from: one for one in editions}, case.as_of)
        wrong = list(_differences(case, case.as_of, edition, calendars))
    return Outcome(wrong, [keys for keys, near in unmeant if not near and keys[0] not in SAYING])


def _read(raw: dict[str, Any], included: Callable[[str], dict[str, Any]], above: tuple[str, ...]) -> Case:
    """Read a case and those it includes, of which none may include it in turn. Raises CaseError."""
    raw = _without_nulls(raw)
    inner = [_included(name, included, (*above, str(raw.get("id")))) for name in listed(raw.get("includes"))]
    own = raw.get("facts") if isinstance(raw.get("facts"), list) else []
    found: dict[str, list[Any]] = {key: [] for key in REPEATED}
    for other in inner:
        for key in REPEATED:
            found[key] += other.listed[key] + ((other.raw.get("expected") or {}).get(key) or [])
    units = dict.fromkeys(unit for each in inner for unit in each.units)
    units |= dict.fromkeys(listed(raw.get("units")))
    facts = [*(fact for each in reversed(inner) for fact in each.facts), *(own or [])]
    return Case(list(units), facts, found, raw)


def _included(name: str, included: Callable[[str], dict[str, Any]], above: tuple[str, ...]) -> Case:
    if name in above:
        raise CaseError(("includes",), f"算例 {' → '.join((*above, name))} 引用成了一圈")
    try:
        case = _read(included(name), included, above)
    except KeyError:
        raise CaseError(("includes",), f"找不到所引用的算例 {name}：应与本文件在同一文件夹") from None
    for fault in faults(case.raw, CASE):
        raise CaseError(("includes",), f"所引用的算例 {name} 有误：{fault.message}")
    return case


def _twice(raw: Mapping[str, Any]) -> Iterator[Difference]:
    """Name facts with the id of an earlier one."""
    seen: set[str] = set()
    rows = raw.get("facts") if isinstance(raw.get("facts"), list) else []
    for index, fact in enumerate(rows or []):
        key = fact.get("id") if isinstance(fact, dict) else None
        if isinstance(key, str) and key in seen:
            yield Difference(("facts", index, "id"), f"前面已有事实 {key}，编号不能重复")
        seen.update([key] if isinstance(key, str) else [])


def _silent(raw: Mapping[str, Any]) -> Iterator[Difference]:
    """Name what says that it expects something, and says nothing more: it would pass whatever is computed."""
    if not any(raw.get(key) for key in SAYING):
        yield Difference((), f"算例{EMPTY}：请写 expected、as_of_checks 或 alternatives")
    for key, least in (("as_of_checks", "as_of"), ("alternatives", "switch")):
        rows = raw.get(key) if isinstance(raw.get(key), list) else []
        for index, row in enumerate(rows or []):
            if isinstance(row, dict) and not row.keys() - {least, *FOR_READERS}:
                yield Difference((key, index), f"这一项{EMPTY}")


def _differences(
    case: Case, as_of: date, policy: Policy, calendars: Mapping[int, CalendarYear]
) -> Iterator[Difference]:
    computed = _compute(case, policy, calendars)
    expected = dict(case.raw.get("expected") or {})
    for key in REPEATED:
        if key in expected:
            expected[key] = (expected[key] or []) + case.listed[key]
    yield from compare(expected, computed(as_of), ("expected",))
    for index, check in enumerate(case.raw.get("as_of_checks") or []):
        yield from _as_of_check(check, computed(day(check["as_of"])), ("as_of_checks", index))
    for index, other in enumerate(case.raw.get("alternatives") or []):
        at: Keys = ("alternatives", index)
        try:
            changed = switched(policy, other["switch"])
        except ValueError:
            yield Difference((*at, "switch"), f"没有这个开关：{other['switch']}")
            continue
        yield from _alternative(other, _compute(case, changed, calendars)(as_of), at)


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
        rest = {key: value for key, value in check.items() if key not in {"as_of", *FOR_READERS}}
        yield from compare(rest, seen, at)


def _alternative(other: Mapping[str, Any], seen: Computed, at: Keys) -> Iterator[Difference]:
    for key, value in other.items():
        if key in {"switch", *FOR_READERS}:
            continue
        here: Keys = (*at, key)
        name = key.removeprefix("expected_")
        single = name == "totals" and isinstance(value, dict) and not all(one[:2] == "20" for one in value)
        told = {"2026Q4": value} if single else value
        kind = ROWS.get(name) or EXPECTED.keys.get(name)
        if name in ROWS and isinstance(value, list):
            kind = Rows(ROWS[name])
        wrong = list(_wrong(told, kind, here))
        yield from wrong or _otherwise(name, told, seen, here)


def _wrong(value: object, kind: Kind | None, at: Keys) -> Iterator[Difference]:
    if kind is None:
        yield Difference(at, f"不认识的期望项 {at[-1]}")
    elif value is None or value == {} or (value == [] and kind == Rows(SCORE)):
        yield Difference(at, f"{at[-1]} {EMPTY}")
    else:
        yield from faults(value, kind, at)


def _otherwise(name: str, value: Any, seen: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    """Compare one thing that another reading gives; where that is one row, only that one."""
    rows = value if isinstance(value, list) else [value]
    if ROWS.get(name) is SCORE:
        for row in rows:
            yield from scores(row, seen, at)
    elif name in ROWS:
        told = [{"unit": row["unit"], "second_red": row["date"]} for row in rows]
        yield from referrals(told, seen, at, whole=rows is value)
    else:
        yield from compare({name: value}, seen, at, whole=False)


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 - a tree of a case file
    """Give a tree with `null`, `~` and empty scalars as None."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return None if value in {"null", "~", ""} else value
