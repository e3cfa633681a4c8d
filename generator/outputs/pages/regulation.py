"""计分口径: the regulation as computed, every figure and reading with its clause, from the policy file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.outputs.links import ADJUSTING, anchor
from generator.outputs.pages.amendments import of_policies
from generator.outputs.pages.choices import CHOICES, READINGS, SIGNED, STEPS, UNITS
from generator.outputs.templates import exact, points
from generator.records.model.types import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.records.model.policy import PointRule, Policy, RouteTest

RULE_KEYS = frozenset({"clause", "category", "kind", "reading"})
SWITCHES = ("working_days", "due_shift", "start_means", "stacking", "no_item")
LADDERS = (
    ("cards", "黄牌、红牌（四（二）、五）", "D24"),
    ("adjustments", "其它情况加扣分（附件3之4）", "D25"),
    ("ranking", "排名（四（三））", "D26"),
    ("annual", "年度考核（四（四））", "D26"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or reading: its title, value in words, the key it has in the file, its D-number."""

    title: str
    value: str
    key: str
    reading: str = ""

    @property
    def anchor(self) -> str:
        """Give the place of a clause of 附件3之4 (`4.1 黄牌最多`); empty for others and for a second one."""
        clause = self.title.partition(" ")[0]
        return anchor(clause) if clause in ADJUSTING and not self.key.endswith(("_min", "last_seat")) else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the regulation with its figures."""

    title: str
    figures: Sequence[Figure]
    place: str
    adjusting: bool = False


def pages(press: Press) -> Iterator[Page]:
    """Print the page of the regulation as computed."""
    view, policy = press.view, press.view.report.policy
    original = {one.clause: one.words for one in policy.original}
    yield press.page(
        "regulation.md",
        "计分口径",
        f"{policy.title}（{policy.source}）的每个数字和口径",
        template="regulation.md.j2",
        kind="regulation",
        hide=("navigation",),
        policy=policy,
        rules=[
            (rule, rule_figures(rule), place, original.get(rule.clause, "") if place else "")
            for rule, place in zip(policy.rules, anchors(policy), strict=True)
        ],
        adjusting=[(clause, words) for clause, words in original.items() if clause.startswith("4.")],
        sections=sections(policy),
        routes=[
            (_route(route.when), route.office, view.office_ids.get(route.office)) for route in policy.routing
        ],
        readings=READINGS,
        changes=of_policies(view),
        editions=sorted(view.known.policies.items()),
    )


def rule_figures(rule: PointRule) -> Sequence[Figure]:
    """Give a rule's own figures."""
    return [figure for figure in _figures(rule) if figure.key not in RULE_KEYS]


def anchors(policy: Policy) -> Sequence[str]:
    """Give each rule's place on the page, empty for a further rule of the same clause."""
    clauses = [rule.clause for rule in policy.rules]
    return [anchor(clause) if clause not in clauses[:place] else "" for place, clause in enumerate(clauses)]


def clauses(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Give each clause that has a place on the page: its number, what it asks, and the place."""
    for rule, place in zip(policy.rules, anchors(policy), strict=True):
        if place:
            yield rule.clause, rule.reading, place
    figures = [figure for figure in _figures(policy.adjustments) if not figure.key.endswith("_min")]
    for clause in ADJUSTING:
        told = (f"{one.title.split(' ')[1]} {one.value}" for one in figures if one.title.startswith(clause))
        yield clause, "，".join(told), anchor(clause)


def sections(policy: Policy) -> Sequence[Section]:
    """Give what stands beside the rules: readings of all of them, cards, adjustments, ranking, year."""
    whole = {figure.key: figure for figure in _figures(policy)}
    found = [Section("总的口径", [whole[key] for key in SWITCHES], policy.at(SWITCHES[0]))]
    for key, title, reading in LADDERS:
        figures = [
            Figure(f.title, f.value, f.key, f.reading or reading) for f in _figures(getattr(policy, key))
        ]
        found.append(Section(title, figures, policy.at(key), key == "adjustments"))
    return found


def _figures(part: Part) -> Sequence[Figure]:
    found = []
    for key, field in type(part).model_fields.items():
        value = getattr(part, key)
        text = field.description or ""
        reading = text[:3].rstrip("，。") if text.startswith("D") else ""
        if key not in {"marks", "path"}:
            found.append(Figure(field.title or key, _said(key, value), key, reading))
    return found


def _said(key: str, value: object) -> str:
    """Say a figure with what it counts, a choice by its words, a list by its parts."""
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal() if key in SIGNED:
            return f"{points(value)}分"
        case Decimal() | int():
            return UNITS.get(key, "{}").format(exact(value))
        case tuple():
            return "；".join(_said(key, part) for part in value)
        case Part():
            figures = _figures(value)
            told = {figure.key: figure.value for figure in figures}
            apart = "，".join(f"{figure.title} {figure.value}" for figure in figures)
            return next((step.format(**told) for first, step in STEPS.items() if first in told), apart)
    return CHOICES.get((key, str(value)), str(value))


def _route(test: RouteTest) -> str:
    if test.programme is not None:
        return f"专项：{test.programme}"
    if test.investment_wan_at_least is not None:
        return f"总投资 {exact(test.investment_wan_at_least / 10_000)} 亿元以上（含）"
    return "行业：" + "、".join(test.sector_in)
