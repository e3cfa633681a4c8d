"""接下来, 计划基准, 补报, 封存 and 文件 in words."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.mechanism.rules.chances import STARTS
from generator.mechanism.words import day as said_day
from generator.mechanism.words import span
from generator.outputs.templates import cut, short_day
from generator.outputs.templates import points as signed
from generator.records.calendar import Month, Week
from generator.records.model.events import ItemClosed
from generator.review.impact.section import LONGEST, Section, listed, moved, named, thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.mechanism.upcoming import Step
    from generator.review.impact.model import (
        Awaited,
        BaselineChange,
        Fate,
        Impact,
        LateFact,
        StepChange,
        Verdict,
    )

FATES: dict[Fate, str] = {"new": "新增", "gone": "不再", "same": "照旧"}
VERDICTS: dict[Verdict, str] = {
    "counts": "计入",
    "late": "晚于原时限，不影响已发生的延期",
    "moot": "不起作用（已完成、已被新计划取代或新时限已过）",
    "draft": "年度计划批准后生效",
    "frozen": "已批准或确认后改动",
    "": "—",
}
DEEDS = {
    **dict.fromkeys(STARTS, "实质性开工"),
    **dict.fromkeys(("overdue_item", "early_item"), "办结"),
    "early_completion": "完工投产",
}
"""What is done, or not done, by the kind of rule."""
WEEK = 5
"""Working days within which a fact normally comes: with the week's report."""
SOON = 5
VALUE = 80
_PERIOD = re.compile(r"[0-9]{4}-(?:W[0-9]{2}|[0-9]{2})")


def waiting(found: Impact) -> Sequence[Section]:
    """Tell what is reported and counts only once it is certified or confirmed, and what for (D13, D20)."""
    if not found.awaited:
        return ()
    return (Section("待认定或确认后才计入", tuple(_waiting(found, one) for one in found.awaited)),)


def _waiting(found: Impact, one: Awaited) -> str:
    word = "确认" if one.title == ItemClosed.title else "认定"
    office = named(found, one.office) if one.office else "区重大项目办"
    said = "；".join(
        f"{named(found, entry.unit)} {entry.quarter} {entry.clause} {moved(entry.before, entry.after)}"
        for entry in one.points
    )
    return f"{said_day(one.day)}{one.title} {thing(found, one.subject)}：需{office}{word}" + (
        f"；如照报{word}：{said}" if said else ""
    )


def steps(found: Impact) -> Sequence[Section]:
    """Tell what comes next for the projects and items touched; in the lines what changes."""
    if not found.steps:
        return ()
    head = ("日期", "变化", "项目或事项", "单位", "条款", "分值", "说明")
    rows = tuple(
        (
            short_day(one.step.day),
            FATES[one.fate],
            thing(found, one.step.subject),
            listed(found, one.step.units),
            one.step.clause,
            _worth(one.step.points),
            f"{'最晚这天做到：' if one.step.sort == 'chance' else ''}{cut(one.step.text, LONGEST)}",
        )
        for one in found.steps
    )
    return (Section("接下来的时限（如仍未完成，到当天日终扣分）", tuple(_lines(found)), head, rows),)


def _lines(found: Impact) -> Iterator[str]:
    """Say what is new, moved or gone; what stays as it was is counted, or said where nothing else is."""
    moves = [one for one in found.steps if one.fate != "same" and one.step.points]
    stays = [one for one in found.steps if one.fate == "same" and one.step.points]
    said = list(_moves(found, moves))
    yield from said[:SOON]
    if len(said) > SOON:
        yield f"另有{len(said) - SOON}个时限变动，见明细"
    if not said:
        yield from (f"照旧：{_step(found, one.step)}" for one in stays[:SOON])
    elif stays:
        yield f"其余{len(stays)}个时限照旧，见明细"


def _moves(found: Impact, moves: Sequence[StepChange]) -> Iterator[str]:
    """Say each change; of one thing that goes on one day and comes on another, that it moves."""
    gone: dict[tuple[object, ...], list[Step]] = defaultdict(list)
    for one in moves:
        if one.fate == "gone":
            gone[_kind(one.step)].append(one.step)
    paired: set[int] = set()
    for one in moves:
        before = gone[_kind(one.step)]
        if one.fate == "new" and before:
            old = before.pop(0)
            paired.add(id(old))
            yield f"原{said_day(old.day)}改到{_step(found, one.step)}"
        elif one.fate == "new":
            yield f"新增：{_step(found, one.step)}"
    for one in moves:
        if one.fate == "gone" and id(one.step) not in paired:
            yield f"不再：{_step(found, one.step)}"


def _kind(step: Step) -> tuple[object, ...]:
    return step.subject, step.sort, step.kind, step.clause, step.units, step.points


def _step(found: Impact, step: Step) -> str:
    deed = DEEDS.get(step.kind, "完成")
    when = f"{said_day(step.day)}{'以前' if step.sort == 'chance' else '仍未'}{deed}"
    who = f"{listed(found, step.units)}，{step.clause}"
    return f"{when} {_worth(step.points)}：{thing(found, step.subject)}（{who}）"


def _worth(points: Decimal) -> str:
    return signed(points) if points else "时限"


def baselines(found: Impact) -> Sequence[Section]:
    """Tell each field of a baseline that moves, and whether it counts."""
    if not found.baselines:
        return ()
    odd = [one for one in found.baselines if one.verdict in {"late", "moot", "frozen"}]
    lines = [f"{len(found.baselines)}项基准变动，其中{len(odd)}项不计入或须核实"] if odd else []
    lines += [_baseline(found, one) for one in odd]
    lines = lines or [f"{len(found.baselines)}项基准变动"]
    head = ("项目或事项", "记录", "内容", "原值", "新值", "作用")
    rows = tuple(
        (
            thing(found, one.subject),
            one.what,
            one.label,
            _value(one.old),
            _value(one.new),
            VERDICTS[one.verdict],
        )
        for one in found.baselines
    )
    return (Section("计划基准和时限", tuple(lines), head, rows),)


def _baseline(found: Impact, one: BaselineChange) -> str:
    values = f"{_value(one.old)} → {_value(one.new)}"
    return f"{thing(found, one.subject)} {one.label} {values}：{VERDICTS[one.verdict]}"


def _value(value: str | None) -> str:
    """Say a week or month in words, other values cut."""
    if value is None:
        return "—"
    if _PERIOD.fullmatch(value):
        return span(Week.parse(value) if "W" in value else Month.parse(value))
    return cut(value, VALUE)


def late(found: Impact) -> Sequence[Section]:
    """Tell the facts of earlier months and sealed periods, and those more than a week late; count reports."""
    late_ = [one for one in found.late if one.month or one.sealed or one.days > WEEK]
    if not late_:
        return ()
    told = [one for one in late_ if not one.report]
    closed = sum(bool(one.sealed) for one in told)
    lines = [f"{len(told)}件事实补报，最长{told[0].days}个工作日"] if told else []
    lines += [f"其中{closed}件属已封存的期间，影响计分的记入更正"] if closed else []
    lines += [f"补报周报、月报{len(late_) - len(told)}份"] if len(late_) > len(told) else []
    head = ("发生日期", "距今工作日", "事实", "填报单位", "已封存期间")
    return (Section("补报", tuple(lines), head, tuple(_late(found, one) for one in told)),)


def _late(found: Impact, one: LateFact) -> tuple[str, ...]:
    name = f"{one.title} {one.id}"
    return short_day(one.day), str(one.days), name, named(found, one.writer), one.sealed or "—"


def seals(found: Impact) -> Sequence[Section]:
    """Tell the bulletins the change seals."""
    lines = tuple(
        f"第{one.number}号封存：{one.period} {one.bulletin}（第{one.revision}次），此后该期不再改变"
        for one in found.seals
    )
    return (Section("封存", lines),) if lines else ()


def papers(found: Impact) -> Sequence[Section]:
    """Tell the papers that change."""
    if not found.papers:
        return ()
    words = {"changed": "内容变化", "new": "新增", "gone": "不再有"}
    fresh = [one for one in found.papers if one.fate != "changed"]
    lines = [f"{len(found.papers)}份文件变化"]
    lines += [f"{words[one.fate]}：{one.period} {one.name}{_of(found, one.unit)}" for one in fresh]
    rows = tuple(
        (one.letter, one.name, one.period, named(found, one.unit) if one.unit else "—", words[one.fate])
        for one in found.papers
    )
    return (Section("文件", tuple(lines), ("代号", "文件", "期间", "单位", "变化"), rows),)


def _of(found: Impact, unit: str) -> str:
    return f"（{named(found, unit)}）" if unit else ""
