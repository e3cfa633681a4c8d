"""整改通知 to the last two of a closed quarter; of their 整改报告 receipt and hash (四(三); paper K; O37)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.mechanism.assessment import grouped
from generator.mechanism.cases import NOTICE, rectification_cases
from generator.mechanism.ledger import LIMIT
from generator.mechanism.words import day as said_day
from generator.mechanism.words import quarter as said
from generator.outputs.papers import parts
from generator.outputs.papers.card_words import REGULATION
from generator.outputs.papers.kinds import TEXTS, PaperKind
from generator.outputs.papers.sheet import Blank, Column, Heading, Mark, Name, Paper, Para, Table
from generator.outputs.tables.discipline import cost, deductions
from generator.outputs.templates import ranking_path, rounded
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.cases import RectificationCase, RectificationState
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Tone, Value
    from generator.outputs.view import View

MOST = 5
BRIEF = 12
TONES: Mapping[RectificationState, Tone] = {
    "待通知": "warn",
    "待提交": "warn",
    "超期未提交": "bad",
    "已提交": "good",
    "超期提交": "warn",
}
CLAUSE = "四（三）“排名最后的2个单位要向开发区管委会（区政府）提交整改报告”"
CONTENTS = (
    "1.本季度各项扣分的原因；",
    "2.逐项整改措施、责任人和完成时限；",
    "3.已完成整改的佐证材料。",
)


def page(case: RectificationCase) -> str:
    """Give the page of a 整改通知."""
    return f"papers/k/{case.quarter}-{case.unit}.md"


def papers(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up the 整改通知 of a closed quarter; none for a running one."""
    if not isinstance(period, Quarter):
        return ()
    return [
        _paper(view, case)
        for case in rectification_cases(view.report)
        if case.quarter == period and scope in {"", case.unit}
    ]


def _paper(view: View, case: RectificationCase) -> Paper:
    issuer = parts.organisation(view, "区重大项目办")
    return Paper(
        letter="K",
        name=NOTICE,
        title=f"关于{view.full(case.unit)}提交{said(case.quarter)}整改报告的通知",
        stem=f"K-{case.quarter}-{case.unit}",
        page=page(case),
        period=said(case.quarter),
        as_of=view.as_of,
        form="信函",
        issuer=issuer,
        blocks=tuple(_body(view, case)),
        year=case.quarter.year,
        imprint=parts.imprint(view, NOTICE, case.quarter, case.unit),
        to=view.full(case.unit),
        sign=issuer,
        lead=(_state(case),),
        copies=(parts.organisation(view, "督查室"),),
        basis=parts.basis(view),
        commit=view.revision.abbreviated,
        unit=case.unit,
        keywords=(view.full(case.unit), "整改报告"),
    )


def _body(view: View, case: RectificationCase) -> Iterator[Block]:
    assessment = view.report.quarters[case.quarter]
    result = assessment.results[case.unit]
    council = parts.organisation(view, "管委会")
    yield Para((f"根据{REGULATION}{CLAUSE}的规定，请你单位提交整改报告。现将有关事项通知如下。",))
    yield Heading("一、考评结果")
    yield _result(view, case, assessment)
    yield _beside(view, case)
    yield Heading("二、主要扣分事项")
    yield from _deductions(view, result)
    yield Heading("三、整改报告内容")
    yield from (Para((line,)) for line in CONTENTS)
    yield Heading("四、提交时限")
    when = f"{said_day(case.due)}（含当日）" if case.due else Blank("提交时限", 8)
    office = parts.organisation(view, "区重大项目办")
    yield Para(("请于", when, f"前向{council}提交整改报告，由{office}登记收讫。"))


def _result(view: View, case: RectificationCase, assessment: Assessment) -> Para:
    result = assessment.results[case.unit]
    lists = grouped(assessment.results, view.known.organisations, assessment.policy)
    units = next(len(group) for group in lists if case.unit in group)
    seat = "，为末位席" if result.seat == "last" else ""
    words = f"总分{rounded(result.total)}分，在{units}个参评单位中列第{result.rank}名{seat}。"
    link = Name(f"{said(case.quarter)}考评", ranking_path(case.quarter))
    return Para(("你单位", link, words))


def _beside(view: View, case: RectificationCase) -> Table:
    before = view.report.quarters.get(case.quarter.shift(-1))
    result = before.results.get(case.unit) if before else None
    now = view.report.quarters[case.quarter].results[case.unit]
    found = parts.beside(_totals(now), _totals(result) if result else None, ("本季度", "上季度"))
    first, *rest = found.rows
    moved = _moved(now.rank - result.rank) if result else None
    return replace(found, rows=((*first[:-1], moved), *rest))


def _moved(places: int) -> str:
    """Say a change of rank by its direction: a larger number is a lower place."""
    return f"{'降' if places > 0 else '升'}{abs(places)}名" if places else "持平"


def _totals(result: Result) -> Sequence[parts.Total]:
    found = deductions(result)
    return [
        parts.Total("名次", result.rank),
        parts.Total("考评总分", result.total, "score"),
        parts.Total("基本总分", result.base_total, "score"),
        parts.Total("扣分项数", len(found)),
        parts.Total("扣分折合总分", -cost(found), "score"),
    ]


def _deductions(view: View, result: Result) -> Iterator[Block]:
    found = deductions(result)
    most = f"，扣分最多的{MOST}项如下" if len(found) > MOST else ""
    yield Para((f"本季度扣分{len(found)}项，折合总分{rounded(-cost(found))}分{most}。",))
    columns = (
        Column("序号", "count", 2),
        Column("条款", width=4),
        Column("日期", "day", 5),
        Column("事由", width=18),
        Column("对象", width=9),
        Column("原值", "points", 3),
        Column("折合总分", "points", 4),
    )
    rows = tuple(
        (n, one.clause, one.date, one.text, _subject(view, one.subject), one.points, one.weighted)
        for n, one in enumerate(found[:MOST], 1)
    )
    limits = "；".join(entry.text for entry in result.entries if entry.kind == LIMIT and entry.points > 0)
    yield Table(columns, rows, note=limits)


def _subject(view: View, key: str) -> Value:
    """Name what a deduction is about; an item briefly, since the sentence tells its text."""
    return parts.item(view, key, BRIEF) if view.item(key) else parts.subject(view, key)


def _state(case: RectificationCase) -> Para:
    """Say how the report stands, beside the letter and not in it: it comes after the letter was sent."""
    report = case.received
    words = f"　整改报告{said_day(report.date)}收到，SHA-256 {report.sha256}" if report else ""
    return Para((Mark(case.state, TONES[case.state]), words), note=True, indent=False)


KIND = PaperKind("K", NOTICE, "季", "unit", TEXTS, papers, told="now")
