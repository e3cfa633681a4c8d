"""The annexes of the monthly bulletin: by leader, by unit, items of streets and departments (paper E)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import lists, parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Annex, Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables import Figures, Summary
    from generator.outputs.tables.dockets import ItemFigures

RESOLVERS = ("街道", "审批部门")


def by_leader(now: Summary, before: Summary | None) -> Annex:
    """附件1: by leader."""
    view = now.view
    ago = _ago(now, before, lambda one: one.by_leader)
    return Annex(
        "各分管负责人项目推进情况",
        (lists.sums("分管负责人", now.by_leader, ago, lambda key: parts.leader(view, key)),),
    )


def by_unit(now: Summary, before: Summary | None) -> Annex:
    """附件2: by lead unit, each in full."""
    view = now.view
    ago = _ago(now, before, lambda one: one.by_unit)
    note = para(
        "年度开工率＝已开工÷年度计划开工；到期开工率＝已开工÷到期应开工，已开工含提前开工的，所以可能超过100%。"
        "一个项目有几个责任单位的，各单位都全额计入，所以各单位之和可能大于全区数。",
        note=True,
    )
    return Annex(
        "各责任单位项目推进情况",
        (lists.sums("责任单位", now.by_unit, ago, lambda key: parts.unit(view, key)), note),
    )


def _ago(
    now: Summary, before: Summary | None, pick: Callable[[Summary], Mapping[str, Figures]]
) -> Mapping[str, Figures] | None:
    if before is None or before.view.as_of.year != now.view.as_of.year:
        return None
    return pick(before)


def by_resolver(now: Summary, before: Summary | None) -> Annex:
    """附件3: items by responsible unit, streets and departments first."""
    view = now.view
    columns = (
        Column("单位", width=8),
        Column("性质", width=5),
        Column("应办", "count", 3),
        Column("办结", "count", 3),
        Column("办结率", "percent", 5),
        Column("到期", "count", 3),
        Column("按期", "count", 3),
        Column("本期", "percent", 5, "按期办结率"),
        Column("上期", "percent", 5, "按期办结率"),
        Column("本期", "count", 4, "超期未办结"),
        Column("上期", "count", 4, "超期未办结"),
        Column("满5日", "count", 3, "超期"),
        Column("满10日", "count", 3, "超期"),
        Column("满20日", "count", 3, "超期"),
        Column("反复上会", "count", 4),
    )
    ago = before.items_by_unit if before and before.view.as_of.year == view.as_of.year else {}
    kinds = {key: unit.kind for key, unit in view.known.organisations.items()}
    order = sorted(
        now.items_by_unit, key=lambda key: (kinds.get(key) not in RESOLVERS, kinds.get(key) or "", key)
    )
    rows = tuple(
        _resolver(parts.unit(view, key), kinds.get(key), now.items_by_unit[key], ago.get(key))
        for key in order
    )
    return Annex("街道、审批部门和责任单位议定事项办理情况", (Table(columns, rows),))


def _resolver(
    name: Value, kind: str | None, now: ItemFigures, before: ItemFigures | None
) -> tuple[Value, ...]:
    return (
        name,
        kind,
        now.total,
        now.closed,
        now.closed_rate,
        now.due,
        now.on_time,
        now.on_time_rate,
        before.on_time_rate if before else None,
        now.overdue,
        before.overdue if before else None,
        now.over_5,
        now.over_10,
        now.over_20,
        now.repeated,
    )


ANNEXES = (by_leader, by_unit, by_resolver)
