"""C 分管负责人周协调清单: problems 分类分级, items, what was passed on, meetings held (四(一); O20, O30)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.papers import coordination_lists as lists
from generator.outputs.papers import parts
from generator.outputs.papers.filings import UNKNOWN, of_week, state
from generator.outputs.papers.kinds import RECENT, TEXTS, PaperKind
from generator.outputs.papers.numerals import numeral
from generator.outputs.papers.parts import Total
from generator.outputs.papers.periods import said
from generator.outputs.papers.sheet import Column, Heading, Mark, Paper, Para, Table
from generator.outputs.tables.coordinations import coordination_figures, leader_weeks
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.obligations import Duty, Obligation
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.tables.coordinations import LeaderWeek
    from generator.outputs.view import View

NAME = "分管负责人周协调清单"
FORMS = ("协调会", "专题协调", "现场协调")


def make(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up a week's list of one leader, or of every leader in turn."""
    if not isinstance(period, Week):
        return ()
    found = leader_weeks(view, period)
    who = f"{view.leader_name(scope)}分管项目" if scope else "分管负责人"
    begun = parts.form(view, KIND, period, scope)
    return (
        replace(
            begun,
            title=f"{who}周协调清单（{period.year}年第{period.number}周）",
            issuer=_issuer(view, scope) or begun.issuer,
            sign="",
            blocks=tuple(_one(view, found.get(scope), period) if scope else _all(view, found, period)),
            lead=(Para((f"日期：{said(period)}",), indent=False),),
        ),
    )


KIND = PaperKind("C", NAME, "周", "leader", TEXTS, make, search=False, keep=RECENT)


def _issuer(view: View, leader: str) -> str:
    """Name the leader's coordination offices, which draw up the list (三(二)二)."""
    found = view.known.leaders.get(leader)
    return "、".join(view.full(office) for office in found.offices) if found else ""


def _all(view: View, found: Mapping[str, LeaderWeek], week: Week) -> Iterator[Block]:
    ago = _before(view, week)
    yield Heading("一、总体情况")
    yield Para((_week_said(list(found.values())),))
    yield _beside(list(found.values()), list(ago.values()) if ago is not None else None)
    yield _by_leader(view, found, ago)
    for number, (key, one) in enumerate(found.items(), 2):
        offices = _issuer(view, key)
        yield Heading(f"{numeral(number)}、{view.leader_name(key)}{f'（{offices}）' if offices else ''}")
        yield from _sections(view, one, ago.get(key) if ago else None, level=2)


def _one(view: View, found: LeaderWeek | None, week: Week) -> Iterator[Block]:
    if found is None:
        yield Para(("没有这位分管负责人。",))
        return
    ago = _before(view, week)
    before = ago.get(found.leader) if ago else None
    yield Para((_week_said([found]),))
    yield _beside([found], [before] if before else None)
    yield from _sections(view, found, before, level=1)


def _before(view: View, week: Week) -> Mapping[str, LeaderWeek] | None:
    last = parts.earlier(view, week)
    return leader_weeks(last, week.shift(-1)) if last else None


def _sections(view: View, found: LeaderWeek, before: LeaderWeek | None, *, level: int) -> Iterator[Block]:
    """Give the four parts of a leader's list."""
    yield _heading(1, "本周需协调解决的问题", level)
    if found.open:
        yield lists.by_kind(found.open)
    yield lists.problems(view, found.open)
    yield _heading(2, "上周议定事项办理情况", level)
    yield Para((lists.items_said(found.items),))
    yield lists.items(view, found.items)
    yield _heading(3, "转报区重大项目办（主要负责人、市级）的问题", level)
    yield lists.passed_on(view, found.passed)
    yield _heading(4, "本周协调次数", level)
    yield Para(_held_said(view, found, before))
    yield lists.held(view, found.held)


def _heading(number: int, text: str, level: int) -> Heading:
    return Heading(f"{numeral(number)}、{text}") if level == 1 else Heading(f"（{numeral(number)}）{text}", 2)


def _week_said(found: Sequence[LeaderWeek]) -> str:
    figures = coordination_figures(found)
    return (
        f"台账中未解决的问题{figures.open}个，本周新提出{figures.raised}个、解决{figures.resolved}个、"
        f"转报{figures.passed}个；未办结的议定事项{figures.items}项，其中超期{figures.overdue}项；"
        f"本周协调{figures.held}次。"
    )


def totals(found: Sequence[LeaderWeek]) -> Sequence[Total]:
    """Give the week's indicators of one or several leaders."""
    figures = coordination_figures(found)
    return (
        Total("未解决的问题（个）", figures.open),
        Total("本周新提出（个）", figures.raised),
        Total("本周解决（个）", figures.resolved),
        Total("本周转报（个）", figures.passed),
        Total("未办结议定事项（项）", figures.items),
        Total("超期未办结（项）", figures.overdue),
        Total("本周协调（次）", figures.held),
    )


def _beside(now: Sequence[LeaderWeek], before: Sequence[LeaderWeek] | None) -> Table:
    return parts.beside(totals(now), totals(before) if before is not None else None, ("本周", "上周"))


def _by_leader(view: View, found: Mapping[str, LeaderWeek], ago: Mapping[str, LeaderWeek] | None) -> Table:
    columns = (
        Column("分管负责人", width=6),
        Column("未解决问题", "count", 5),
        Column("新提出", "count", 4),
        Column("解决", "count", 4),
        Column("转报", "count", 4),
        Column("未办结事项", "count", 5),
        Column("超期", "count", 4),
        Column("本周", "count", 4, "协调次数"),
        Column("上周", "count", 4, "协调次数"),
        Column("每周协调", width=5),
        Column("清单报送", width=6),
    )
    rows = tuple(_leader_row(view, one, (ago or {}).get(key)) for key, one in found.items())
    return Table(columns, rows, empty="没有分管负责人。")


def _leader_row(view: View, one: LeaderWeek, before: LeaderWeek | None) -> tuple[Value, ...]:
    figures = coordination_figures([one])
    return (
        parts.leader(view, one.leader),
        figures.open,
        figures.raised,
        figures.resolved,
        figures.passed,
        figures.items,
        figures.overdue,
        figures.held,
        len(before.held) if before else None,
        _duty(view, one, "周协调"),
        _duty(view, one, "周协调清单报送"),
    )


def _duty(view: View, one: LeaderWeek, duty: Duty) -> Value:
    """Say how a duty of the leader, or of the leader's offices, stands; None where nothing is owed."""
    leader = view.known.leaders[one.leader]
    owed = of_week(view, one.week, duty) or ()
    if duty == "周协调":
        return next((_met(each, view.as_of) for each in owed if each.party == one.leader), None)
    return tuple(state(each) for each in owed if each.party in leader.offices) or None


def _met(found: Obligation, as_of: date) -> Mark:
    """Say 已协调 or 未协调: a coordination is never late, and a week is over at the end of its Sunday."""
    if found.done:
        return Mark("已协调", "good")
    return Mark("未协调", "bad") if found.due <= as_of else Mark("本周未满", "mute")


def _held_said(view: View, found: LeaderWeek, before: LeaderWeek | None) -> tuple[Value, ...]:
    """Say how often the leader coordinated, in what form, and how the duty of once a week stands."""
    count = {form: sum(act.form == form for act in found.held) for form in FORMS}
    split = "、".join(f"{form}{times}次" for form, times in count.items() if times)
    last = f"，上周{len(before.held)}次" if before else ""
    text = f"本周协调{len(found.held)}次{f'（{split}）' if split else ''}{last}。每周至少协调一次："
    if of_week(view, found.week, "周协调") is None:
        return (text, UNKNOWN)
    duty = _duty(view, found, "周协调") or "本周没有工作日，不作要求"
    return (text, duty, "。周协调清单报送：", _duty(view, found, "周协调清单报送") or "不需报送", "。")
