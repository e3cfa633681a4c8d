"""The lists of a meeting's material in paper Q: agenda with warnings, counts beside the last time, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.docket import repeated_rule
from generator.mechanism.ledger import exact
from generator.outputs.papers import parts
from generator.outputs.papers.card_words import TONES, page
from generator.outputs.papers.docket_lists import limit
from generator.outputs.papers.parts import Total, beside
from generator.outputs.papers.sheet import Column, Lines, Mark, Name, Table
from generator.outputs.tables.agenda import proposal_counts, proposals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.cards import Referral
    from generator.mechanism.cases import CardCase
    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables.agenda import Proposal
    from generator.outputs.view import View
    from generator.records.model.events import Meeting
    from generator.records.model.events.discipline import Colour
    from generator.records.model.types import Level

ACTS: dict[Colour, str] = {"黄牌": "黄牌预警", "红牌": "红牌警告"}


def counts_beside(view: View, level: Level, last: Meeting | None) -> Table:
    """Set what is proposed now beside what was open at the end of the last meeting's day."""
    ago = view.at(last.date) if last else None
    known = ago is not None and last is not None and ago.as_of == last.date
    before = _totals(ago, level) if known and ago else None
    return beside(_totals(view, level), before, ("本次", "上次会议当日"))


def _totals(view: View, level: Level) -> Sequence[Total]:
    found = proposal_counts(proposals(view, level))
    names = {"议题": "建议议题（未办结事项）（项）"}
    return [Total(names.get(kind, f"其中{kind}（项）"), count) for kind, count in found.items()]


def agenda(view: View, found: Sequence[Proposal]) -> Table:
    """List the items to be discussed, those that would cost points first."""
    columns = (
        Column("序号", "count", 2),
        Column("编号", width=7),
        Column("议定事项", width=18),
        Column("责任单位", width=6),
        Column("配合单位", width=6),
        Column("时限（原→现）", width=8),
        Column("本级已上会（次）", "count", 4),
        Column("提示", width=12),
    )
    rows = tuple(
        (
            number,
            Name(one.line.story.item.id, f"items/{one.line.story.item.id}.md"),
            one.line.story.item.text,
            parts.units(view, one.line.story.item.responsible),
            parts.units(view, one.line.story.item.supporting),
            limit(one.line),
            one.times,
            _warned(view, one),
        )
        for number, one in enumerate(found, 1)
    )
    return Table(columns, rows, empty="没有未办结的议定事项。")


def _warned(view: View, one: Proposal) -> Value:
    """Warn of what discussing an item again costs, and say how late it is."""
    story = one.line.story
    if one.nth is not None:
        rule = repeated_rule(view.report.policy)
        cost = f"，各相关单位扣{exact(abs(rule.points))}分" if rule and one.charged else ""
        return Mark(f"没有时限，本次为第{one.nth}次上会{cost}", "bad" if one.charged else "warn")
    late = Mark(f"超期{one.line.overdue}个工作日", "bad") if one.line.overdue else Mark("未到期", "mute")
    return Lines((late, Mark("已报办结，待确认", "warn"))) if story.reported else late


def rule_said(view: View) -> str:
    """Say the rule on repeated discussion in the edition's own figures (附件3之3.2)."""
    rule = repeated_rule(view.report.policy)
    if rule is None:
        return "提示：计分规则没有对反复上会的规定。"
    level = "同一层级" if rule.level == "same" else "各层级合计"
    return (
        f"附件3之{rule.clause}：没有明确时限的议定事项，{level}上会研究第{rule.from_nth}次起，"
        f"涉及的相关单位每次扣{exact(abs(rule.points))}分；会前明确办结时限的，不再计次。"
    )


def announced(view: View, cards: Sequence[CardCase], cases: Sequence[Referral]) -> Table:
    """List cards drawn since the last meeting or not issued, and units with two red cards (四(二), 五)."""
    columns = (
        Column("单位", width=8),
        Column("类别", width=6),
        Column("第几张", width=5),
        Column("日期", "day", 6),
        Column("督办单号", width=10),
        Column("通知书", width=10),
        Column("会上", width=14),
    )
    rows: list[tuple[Value, ...]] = [
        (
            parts.unit(view, case.card.unit),
            Mark(ACTS[case.card.colour], TONES[case.card.colour]),
            Name(f"本年第{case.card.number}张", page(case.card)),
            case.card.date,
            Lines(tuple(act.number for act in case.supervisions)),
            _notice(case),
            f"通报{ACTS[case.card.colour]}",
        )
        for case in cards
    ]
    rows += [
        (
            parts.unit(view, case.unit),
            Mark("问责提请", "red"),
            None,
            case.second_red,
            None,
            Mark(case.state, "bad"),
            "月末会议通报两次红牌，经分管负责人同意后提交区纪委（监察委）",
        )
        for case in cases
    ]
    return Table(columns, tuple(rows), empty="上次会议以来没有新发的黄牌、红牌，也没有待通报的问责提请。")


def _notice(case: CardCase) -> Value:
    if case.notice:
        return Lines((case.notice.number, case.notice.issued_on))
    return Mark(f"应发未发，已{case.days}个工作日", "bad")
