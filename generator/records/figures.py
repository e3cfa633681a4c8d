"""What the figures of an edition of the rules must be, for points to follow (附件3; D1, D2, D27)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from generator.records.codes import policy as codes
from generator.records.model.policy import LateStart
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from generator.records.model.policy import PointRule, Policy
    from generator.records.model.types import Part
    from generator.records.source import Problem
    from generator.records.tree import Tree

OF: Final[dict[str, Literal["1", "2", "3"]]] = {
    "missed_start": "1",
    "early_start": "1",
    "late_start": "1",
    "empty_ceremony": "1",
    "preliminary_start": "1",
    "same_year_start": "1",
    "missed_progress": "2",
    "early_completion": "2",
    "overdue_item": "3",
    "early_item": "3",
    "repeated_item": "3",
}
"""The category whose matters each kind of rule looks at (附件3之1–3)."""
ONE: Final = frozenset({"overdue_item", "repeated_item"})
"""Kinds an edition has one of: an item's tiers, or its meetings, are counted once."""


def contradictions(policy: Policy, tree: Tree) -> Iterator[Problem]:
    """Name every figure nothing can be computed from, at its place."""
    for check in CHECKS:
        yield from check(policy, tree)


def _categories(policy: Policy, tree: Tree) -> Iterator[Problem]:
    """Each of the three categories stands once; its base lies between floor and cap (D1, D2)."""
    seen: set[str] = set()
    ids = {category.id for category in policy.categories}
    for index, one in enumerate(policy.categories):
        if one.id in seen:
            missing = "、".join(sorted({"1", "2", "3"} - ids))
            yield problem(
                tree.mark("categories", index, "id"), codes.CATEGORY_TWICE, id=one.id, missing=missing
            )
        seen.add(one.id)
        low = one.base if one.floor is None else one.floor
        high = one.base if one.cap is None else one.cap
        if not low <= one.base <= high:
            values = {"floor": _said(one.floor), "base": one.base, "cap": _said(one.cap)}
            yield problem(tree.mark("categories", index), codes.LIMITS, id=one.id, **values)


def _amounts(policy: Policy, tree: Tree) -> Iterator[Problem]:
    """Base, weight and the most there is of a bonus are not below nothing (D1, D26)."""
    parts: list[tuple[Part, tuple[str | int, ...], tuple[str, ...]]] = [
        *((one, ("categories", at), ("base", "weight")) for at, one in enumerate(policy.categories)),
        (policy.annual, ("annual",), ("bonus_cap",)),
    ]
    for part, place, keys in parts:
        for key in keys:
            if (value := getattr(part, key)) < 0:
                title = type(part).model_fields[key].title
                yield problem(tree.mark(*place, key), codes.NEGATIVE, title=title, key=key, value=value)


def _rules(policy: Policy, tree: Tree) -> Iterator[Problem]:
    """No rule counts twice, and each stands in the category whose matters it looks at."""
    first: dict[tuple[str, ...], int] = {}
    for index, rule in enumerate(policy.rules):
        values = {"clause": rule.clause, "kind": rule.kind}
        for key in _same(rule):
            if (other := first.setdefault(key, index)) != index:
                place = tree.key("rules", other)
                other_at = f"{place.path}:{place.line}"
                yield problem(tree.mark("rules", index, "clause"), codes.RULE_TWICE, other=other_at, **values)
                break
        if rule.category != (wanted := OF[rule.kind]):
            at = tree.mark("rules", index, "category")
            yield problem(at, codes.RULE_CATEGORY, category=rule.category, wanted=wanted, **values)


def _same(rule: PointRule) -> Iterator[tuple[str, ...]]:
    """Give what no two rules share: kind and clause, kind and figures, the kind alone where there is one."""
    if rule.kind in ONE:
        yield (rule.kind,)
    yield rule.kind, "clause", rule.clause
    yield rule.kind, "figures", repr(rule.model_dump(exclude={"clause", "category", "reading"}))


def _bands(policy: Policy, tree: Tree) -> Iterator[Problem]:
    """A start “within 0 months” of the planned Sunday is not late; by calendar months it may be (D8)."""
    for index, rule in enumerate(policy.rules):
        if isinstance(rule, LateStart) and rule.measure == "rolling":
            for at, band in enumerate(rule.bands):
                if not band.within_months:
                    mark = tree.mark("rules", index, "bands", at, "within_months")
                    title = type(band).model_fields["within_months"].title
                    values = {"title": title, "key": "within_months", "input": "0", "better": "1"}
                    yield problem(mark, codes.POSITIVE, **values)


def _routes(policy: Policy, tree: Tree) -> Iterator[Problem]:
    """Each line of 三层五线 has one condition (D27)."""
    for index, route in enumerate(policy.routing):
        test = route.when
        count = (
            (test.programme is not None) + (test.investment_wan_at_least is not None) + bool(test.sector_in)
        )
        if count != 1:
            yield problem(tree.mark("routing", index, "when"), codes.ROUTE_TEST, count=count)


def _said(limit: Decimal | None) -> str:
    return "—" if limit is None else str(limit)


CHECKS: tuple[Callable[[Policy, Tree], Iterator[Problem]], ...] = (
    _categories,
    _amounts,
    _rules,
    _bands,
    _routes,
)
