"""What a case expects beside what was computed; each difference with its place in the file."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.mechanism.ledger import exact
from generator.mechanism.scenario.computed import same
from generator.mechanism.scenario.consequences import annual, referrals, routing
from generator.mechanism.scenario.deadlines import deadline
from generator.mechanism.scenario.grammar import ADJUSTMENT, CARD, ENTRY, SCORES
from generator.mechanism.scenario.shape import FOR_READERS, Difference, Keys
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.mechanism.scenario.computed import Computed

COLOURS = {"黄牌": "yellow", "红牌": "red"}
MATCHED = frozenset({"entries", "cards", "adjustments", "referrals"})
"""Lists that name all there is: an empty one says that there is nothing."""
EMPTY = "没有写要比的内容"


def compare(
    expected: Mapping[str, Any], computed: Computed, at: Keys, *, whole: bool = True
) -> Iterator[Difference]:
    """Compare every key present; an unknown key is a difference, so that nothing is skipped in silence.

    So is a key with nothing to compare. `whole` tells that routing names every project.
    """
    for key, value in expected.items():
        check = CHECKS.get(key)
        if check is None:
            yield Difference((*at, key), f"不认识的期望项 {key}")
        elif key not in MATCHED and (not value or _hollow(value)):
            yield Difference((*at, key), f"{key} {EMPTY}")
        elif key == "routing":
            yield from routing(value, computed, (*at, key), whole=whole)
        else:
            yield from check(value, computed, (*at, key))


def _hollow(value: object) -> bool:
    """Tell whether a table has a row without anything in it; a list or a name that is none is something."""
    return isinstance(value, dict) and any(row == {} for row in value.values())


def scores(expected: Mapping[str, Any], computed: Computed, at: Keys) -> Iterator[Difference]:
    """Compare the numbers of one unit and quarter: cat1…3, base_total, pre_seat_total, total, rank."""
    quarter, unit = Quarter.parse(expected["quarter"]), expected["unit"]
    if unit not in computed.units:
        yield Difference((*at, "unit"), f"算例里没有单位 {unit}")
        return
    assessment = computed.report.quarters.get(quarter)
    result = assessment.results.get(computed.units[unit]) if assessment else None
    if result is None:
        full = {"cat1": 100, "cat2": 100, "cat3": 100, "base_total": 100}
        actual = {key: Decimal(value) for key, value in full.items()}
    else:
        actual = {f"cat{key}": score.amount for key, score in result.scores.items()}
        actual |= {"base_total": result.base_total, "pre_seat_total": result.pre_seat_total}
        actual |= {"total": result.total, "rank": Decimal(result.rank)}
    told = {key: value for key, value in expected.items() if key not in {"unit", "quarter", "as_of"}}
    told = {key: value for key, value in told.items() if key not in FOR_READERS}
    if not told:
        yield Difference(at, f"{unit} {quarter} {EMPTY}")
    for key, value in told.items():
        where = f"{unit} {quarter} {key}"
        if key not in SCORES:
            yield Difference((*at, key), f"不认识的期望项 {key}")
        elif key not in actual:
            yield Difference((*at, key), f"{where}：应为 {value}，没有算出")
        elif not same(value, actual[key]):
            yield Difference((*at, key), f"{where}：应为 {value}，算得 {exact(actual[key])}")


def _complete(
    expected: list[dict[str, Any]], actual: Iterable[tuple[str, ...]], columns: Iterable[str], at: Keys
) -> Iterator[Difference]:
    """Compare two lists of rows as wholes; each row missing or too much is a difference."""
    found = Counter(actual)
    for index, row in enumerate(expected):
        for key in row.keys() - {*columns, *FOR_READERS}:
            yield Difference((*at, index), f"不认识的期望项 {key}")
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
    yield from _complete(expected or [], actual, ENTRY, at)


def _base_scores(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    for index, row in enumerate(expected or []):
        yield from scores(row, computed, (*at, index))


def _cards(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    actual = [
        (computed.names[card.unit], COLOURS[card.colour], str(card.date), str(card.number))
        for card in computed.report.cards
    ]
    yield from _complete(expected or [], actual, CARD, at)


def _adjustments(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
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
    yield from _complete(expected or [], actual, ADJUSTMENT, at)


def _table(column: str, expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    for quarter, row in expected.items():
        for unit, value in row.items():
            wanted = {"unit": unit, "quarter": quarter, column: value}
            for difference in scores(wanted, computed, at):
                yield Difference((*at, quarter, unit), difference.message)


def _rectification(expected: Any, computed: Computed, at: Keys) -> Iterator[Difference]:  # noqa: ANN401
    for quarter, units in expected.items():
        begun = Quarter.parse(quarter) <= Quarter.of(computed.report.as_of)
        assessment = computed.report.quarters.get(Quarter.parse(quarter))
        actual = {computed.names[unit] for unit in (assessment.rectification if assessment else ())}
        wanted = [units] if isinstance(units, str) else units or []
        if not begun:
            yield Difference((*at, quarter), f"{quarter} 还没有开始，没有整改单位可比")
        elif actual != set(wanted):
            yield Difference((*at, quarter), f"{quarter} 整改单位：应为 {wanted}，算得 {sorted(actual)}")


CHECKS: dict[str, Callable[[Any, Computed, Keys], Iterator[Difference]]] = {
    "entries": _entries,
    "base_scores": _base_scores,
    "cards": _cards,
    "adjustments": _adjustments,
    "pre_seat_totals": partial(_table, "pre_seat_total"),
    "totals": partial(_table, "total"),
    "ranks": partial(_table, "rank"),
    "rectification": _rectification,
    "referrals": referrals,
    "annual": annual,
    "routing": routing,
    "weekly_report_due": deadline("week"),
    "monthly_report_due": deadline("month"),
    "weekly_coordination": deadline("coordination"),
}
