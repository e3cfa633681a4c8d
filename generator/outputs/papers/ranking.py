"""F 季度考评通报: scores, the entries behind each, what follows, corrections (四(三), 附件3; O34–O37)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO, rounded
from generator.mechanism.words import quarter as quarter_said
from generator.outputs.papers import charted, parts
from generator.outputs.papers.corrections import booked, corrected
from generator.outputs.papers.kinds import TEXTS, PaperKind
from generator.outputs.papers.parts import para
from generator.outputs.papers.ranking_sections import announced, detail, rectification
from generator.outputs.papers.sheet import Column, Heading, Mark, Paper, Table
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.view import View

NAME = "季度考评通报"


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up the ranking of a quarter."""
    assessment = view.report.quarters.get(period) if isinstance(period, Quarter) else None
    if assessment is None or not isinstance(period, Quarter):
        return ()
    return (
        replace(
            parts.bulletin(view, KIND, period),
            title=f"{quarter_said(period)}重大产业项目推进考评通报",
            page=f"rankings/{period}.md",
            blocks=tuple(_blocks(view, assessment)),
            copies=("各分管负责人", "区委、区政府督查室"),
        ),
    )


KIND = PaperKind("F", NAME, "季", "", TEXTS, make, told="after")


def _blocks(view: View, assessment: Assessment) -> Iterator[Block]:
    yield Heading("一、考评结果")
    yield from _seats(view, assessment)
    yield _results(view, assessment)
    empty = "按基础分计" if assessment.policy.no_item == "keep_base" else "权重分给其他类"
    yield para(
        f"分数前有“—”的，是本季度该类没有事项，{empty}。考评总分＝基本总分＋加扣分；"
        "名次并列的依次顺延（1、1、3）。",
        note=True,
    )
    yield charted.ranking(view, assessment)
    yield from detail(view, assessment)
    yield from announced(view, assessment)
    yield from rectification(view, assessment)
    yield Heading("五、计分口径和更正")
    policy = assessment.policy
    yield para(f"本期按《{policy.title}》（{policy.source}，版本{policy.id}）计算。")
    yield from booked(view, assessment)
    yield from corrected(view, assessment)


def _seats(view: View, assessment: Assessment) -> Iterator[Block]:
    if not assessment.closed:
        yield para(Mark("本季度未结束，暂计", "warn"), f"，共{len(assessment.results)}个单位参加考评。")
        return
    ends = {
        seat: [r.unit for r in charted.ordered(assessment) if r.seat == seat] for seat in ("first", "last")
    }
    if not ends["first"]:
        yield para(f"共{len(assessment.results)}个单位参加考评，考评总分相同，不设席位。")
        return
    yield para(
        f"共{len(assessment.results)}个单位参加考评。首位席：",
        parts.units(view, ends["first"]),
        "；末位席：",
        parts.units(view, ends["last"]),
        "。",
    )


def _results(view: View, assessment: Assessment) -> Table:
    before = view.report.quarters.get(assessment.quarter.shift(-1))
    results = charted.ordered(assessment)
    fourth = any(a.source == assessment.quarter for r in results for a in r.adjustments)
    columns = [
        Column("名次", "count", 3),
        Column("单位", width=8),
        *(Column(category.name, "score", 6) for category in assessment.policy.categories),
        Column("基本总分", "score", 5),
        Column("上季结转加扣", "points", 5),
        *([Column("四季度当季加扣", "points", 5)] if fourth else []),
        Column("考评总分", "score", 5, stays=True),
        Column("名次", "count", 3, "上季度"),
        Column("总分", "score", 5, "上季度"),
        Column("席位、整改", width=6),
    ]
    rows = tuple(_result(view, assessment, before, result, fourth=fourth) for result in results)
    return Table(tuple(columns), rows, empty="本季度没有考评单位。")


def _result(
    view: View, assessment: Assessment, before: Assessment | None, result: Result, *, fourth: bool
) -> tuple[Value, ...]:
    own = sum((a.points for a in result.adjustments if a.source == assessment.quarter), ZERO)
    carried = sum((a.points for a in result.adjustments if a.source != assessment.quarter), ZERO)
    last = before.results.get(result.unit) if before else None
    return (
        result.rank,
        parts.unit(view, result.unit),
        *(_score(result, category.id) for category in assessment.policy.categories),
        result.base_total,
        carried,
        *([own] if fourth else []),
        result.total,
        last.rank if last else None,
        last.total if last else None,
        _marks(assessment, result),
    )


def _score(result: Result, category: str) -> Value:
    score = result.scores[category]
    return f"— {rounded(score.amount)}" if score.empty else score.amount


def _marks(assessment: Assessment, result: Result) -> Value:
    if not assessment.closed:
        return ""
    seat = {"first": Mark("首位席", "good"), "last": Mark("末位席", "bad")}.get(result.seat or "")
    rectify = Mark("整改", "warn") if result.unit in assessment.rectification else None
    marks = tuple(mark for mark in (seat, rectify) if mark)
    return marks or ""
