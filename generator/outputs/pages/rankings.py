"""季度考评通报, one a quarter: scores, the entries behind each, what follows next quarter (paper F)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO, rounded
from generator.mechanism.words import day as said
from generator.mechanism.words import quarter as quarter_said
from generator.outputs.pages import drawn
from generator.records.model.events import RectificationReceived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.ledger import Adjustment, Entry
    from generator.outputs.press import Press
    from generator.outputs.view import Page, View


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's line; `carried` are last quarter's consequences, `own` the fourth quarter's."""

    result: Result
    carried: Decimal
    own: Decimal
    rectify: bool


@dataclass(frozen=True, slots=True)
class Change:
    """更正: how facts told after the quarter's last day moved a unit's total."""

    unit: str
    before: Decimal
    now: Decimal
    gained: Sequence[Entry]
    lost: Sequence[Entry]


def pages(press: Press) -> Iterator[Page]:
    """Print every quarter's ranking and the list of rankings."""
    view = press.view
    for assessment in view.report.quarters.values():
        yield _page(press, assessment)
    found = list(view.report.quarters.values())[::-1]
    yield press.page(
        "rankings/index.md",
        "季度考评和年度考核",
        "各季度考评通报和各年度考核结果",
        template="rankings.md.j2",
        kind="list",
        hide=("navigation", "toc"),
        quarters=[(assessment, drawn.ordered(assessment)) for assessment in found],
        years=sorted(view.report.years, reverse=True),
    )


def _page(press: Press, assessment: Assessment) -> Page:
    view, quarter = press.view, assessment.quarter
    name = quarter_said(quarter)
    results = drawn.ordered(assessment)
    ends = [r for r in results if r.seat]
    seats = "、".join(f"{view.short(r.unit)}{'首位席' if r.seat == 'first' else '末位席'}" for r in ends)
    received = {e.unit: e for e in view.known.of_type(RectificationReceived) if e.quarter == quarter}
    return press.page(
        f"rankings/{quarter}.md",
        f"{name}重大产业项目推进考评通报",
        f"{name}考评，{len(results)}个单位；{seats or '没有席位'}。数据截至{said(view.as_of)}。",
        template="ranking.md.j2",
        kind="ranking",
        hide=("navigation",),
        assessment=assessment,
        quarter=quarter,
        lines=[_line(result, assessment) for result in results],
        booked=[r for r in results if r.entries or r.adjustments],
        plain=[r.unit for r in results if not r.entries and not r.adjustments],
        fourth=any(a.source == quarter for r in results for a in r.adjustments),
        announced=_announced(assessment),
        received=received,
        changes=changes(view, assessment),
        chart=drawn.ranking(press, assessment),
        chart_words=_words(view, assessment),
        height=round(90 * (0.7 + 0.3 * max(len(results), 1))),
    )


def _words(view: View, assessment: Assessment) -> str:
    results = drawn.ordered(assessment)
    if not results:
        return "本季度没有考评单位"
    top, bottom = results[0], results[-1]
    return (
        f"{quarter_said(assessment.quarter)}{len(results)}个单位的考评总分："
        f"最高{view.short(top.unit)}{rounded(top.total)}分，最低{view.short(bottom.unit)}{rounded(bottom.total)}分；"
        "条形向右为高于基础分100，向左为低于"
    )


def _line(result: Result, assessment: Assessment) -> Line:
    own = [a.points for a in result.adjustments if a.source == assessment.quarter]
    carried = [a.points for a in result.adjustments if a.source != assessment.quarter]
    return Line(result, sum(carried, ZERO), sum(own, ZERO), result.unit in assessment.rectification)


def _announced(assessment: Assessment) -> Sequence[Adjustment]:
    found = [a for a in assessment.adjustments if a.applied_in > assessment.quarter]
    return sorted(found, key=lambda a: (a.clause, -a.points, a.unit))


def changes(view: View, assessment: Assessment) -> Sequence[Change]:
    """Compare a closed quarter with what its own last day showed; late facts show as corrections."""
    last = assessment.quarter.last
    if last >= view.as_of:
        return []
    then = view.at(last).report.quarters.get(assessment.quarter)
    if then is None:
        return []
    found = []
    for unit, result in assessment.results.items():
        before = then.results.get(unit)
        if before is not None and (before.total != result.total or _keys(before) != _keys(result)):
            gained = [entry for entry in result.entries if _key(entry) not in _keys(before)]
            lost = [entry for entry in before.entries if _key(entry) not in _keys(result)]
            found.append(Change(unit, before.total, result.total, gained, lost))
    return found


def _key(entry: Entry) -> tuple[object, ...]:
    return entry.clause, entry.kind, entry.subject, entry.date, entry.points


def _keys(result: Result) -> set[tuple[object, ...]]:
    return set(map(_key, result.entries))
