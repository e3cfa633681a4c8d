"""Who stands just above and below a unit, and what one entry more or less would do (D26)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.assessment import at_once
from generator.mechanism.ledger import exact
from generator.mechanism.neighbours import neighbours, supposed
from generator.outputs.escape import filled, page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.neighbours import Near, Neighbours
    from generator.outputs.pages.records.book import Book
    from generator.records.model.policy import Rule

CENT = Decimal("0.01")
DEEDS = {
    "missed_start": "计划新开工项目到期未开工",
    "early_start": "计划新开工项目提前{months}个月以上开工",
    "late_start": "延期{within_months}个月内开工",
    "empty_ceremony": "举行开工仪式，季末仍未实质性开工",
    "preliminary_start": "开展前期项目当年开工",
    "same_year_start": "当年签约、当年开工",
    "missed_progress": "续建项目的节点或完工投产到期未完成",
    "early_completion": "续建项目提前投产（运营）",
    "overdue_item": "议定事项超期{days}个工作日",
    "early_item": "议定事项提前办结",
    "repeated_item": "没有时限的议定事项第{from_nth}次及以后上会",
}
"""What is done or left undone where a kind of rule books points (附件3), with the figures of the edition."""


@dataclass(frozen=True, slots=True)
class Odds:
    """One more entry of these clauses, for any of the deeds: points raw, and what all else becomes."""

    deeds: Markup
    category: str
    points: Decimal
    total: Decimal
    rank: int
    moved: int
    note: str

    @property
    def idle(self) -> bool:
        """Tell that rank, seat and 整改 would have been the same."""
        return not self.moved and not self.note


def distances(book: Book, assessment: Assessment, result: Result) -> list[tuple[str, Markup]]:
    """Say in sentences how far it is to the neighbours, to either seat and to 整改."""
    found = neighbours(assessment, book.known.organisations, result.unit)
    return list(_sentences(book, assessment, result, found))


def _sentences(
    book: Book, assessment: Assessment, result: Result, found: Neighbours
) -> Iterator[tuple[str, Markup]]:
    units = book.links.all_units
    if found.above:
        near = found.above
        told = page_text(exact(near.points))
        reached = (
            Markup("，已含当季席位的加扣分")
            if _seated(assessment, result, near)
            else (filled("。再加{}分升到第{}名（并列）{}", told, near.rank, _raw(assessment, result, near)))
        )
        yield "前面", filled("第{}名{}，高{}分{}", near.rank, units(near.units), told, reached)
    if found.tied:
        yield "并列", filled("与{}同为第{}名", units(found.tied), result.rank)
    if found.below:
        near = found.below
        told = page_text(exact(near.points))
        reached = (
            Markup("，已含当季席位的加扣分")
            if _seated(assessment, result, near)
            else (filled("。再扣{}分与其并列第{}名", told, near.rank - 1))
        )
        yield "后面", filled("第{}名{}，低{}分{}", near.rank, units(near.units), told, reached)
    level = found.to_first == found.over_last == 0
    if found.to_first is not None and found.over_last is not None:
        yield "首位席", page_text("各单位分数相同，不设席位" if level else _first(found.to_first))
        yield "末位席", page_text("各单位分数相同，不设席位" if level else _last(found.over_last))
    if found.over_bottom is not None and not level:
        yield "整改", page_text(_bottom(found.over_bottom, assessment.policy.ranking.rectification_bottom))


def _seated(assessment: Assessment, result: Result, near: Near) -> bool:
    """Tell whether this quarter's own seats are in the distance: making it good would move them too."""
    results = (result, *(assessment.results[unit] for unit in near.units))
    return any(at_once(adjustment) for one in results for adjustment in one.adjustments)


def _raw(assessment: Assessment, result: Result, near: Near) -> Markup:
    """Say what points on the total are in points of each category, rounded up."""
    parts = [
        f"{category.name}{exact(_up(near.points / result.scores[category.id].weight))}分"
        for category in assessment.policy.categories
        if result.scores[category.id].weight
    ]
    return page_text(f"，折合{'，或'.join(parts)}" if parts else "")


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_CEILING).normalize()


def _first(lack: Decimal) -> str:
    if lack > 0:
        return f"离首位席{exact(lack)}分"
    return "与其他单位并列最高" if lack == 0 else f"最高，领先{exact(-lack)}分"


def _last(more: Decimal) -> str:
    if more > 0:
        return f"比末位席高{exact(more)}分"
    return "与其他单位并列最低" if more == 0 else f"最低，再加{exact(-more)}分与倒数第二并列"


def _bottom(more: Decimal, count: int) -> str:
    if more > 0:
        return f"比末{count}位高{exact(more)}分"
    return f"在末{count}位之列，再加超过{exact(-more)}分可以脱离"


def odds(book: Book, assessment: Assessment, result: Result) -> Sequence[Odds]:
    """Give what one entry more of each rule's points would make of the quarter, the worst first."""
    chances: dict[tuple[str, Decimal], list[tuple[str, str]]] = defaultdict(list)
    for rule in assessment.policy.rules:
        for points, deed in _deeds(rule):
            chances[rule.category, points].append((rule.clause, deed))
    found = [
        _odds(book, assessment, result, category, points, entries)
        for (category, points), entries in sorted(chances.items())
    ]
    return [one for one in found if one is not None]


def _deeds(rule: Rule) -> Iterable[tuple[Decimal, str]]:
    """Give what a rule books and what for, by the ladder where it has one."""
    words = DEEDS[rule.kind]  # type: ignore[attr-defined]
    ladder = getattr(rule, "bands", None) or getattr(rule, "steps", None) or [rule]
    return [(step.points, words.format_map(dict(rule) | dict(step))) for step in ladder]


def _odds(  # noqa: PLR0913, PLR0917 - a quarter and what is supposed of it
    book: Book,
    assessment: Assessment,
    result: Result,
    category: str,
    points: Decimal,
    entries: Sequence[tuple[str, str]],
) -> Odds | None:
    if not result.scores[category].weight:
        return None
    then = supposed(assessment, book.known.organisations, result.unit, category, points)
    after = then.results[result.unit]
    names: dict[str, str] = {part.id: part.name for part in assessment.policy.categories}
    told = (filled("{} {}", book.links.clauses[clause], deed) for clause, deed in entries)
    return Odds(
        Markup("；或").join(told),
        names[category],
        points,
        after.total,
        after.rank,
        result.rank - after.rank,
        _note(assessment, result, then),
    )


def _note(assessment: Assessment, result: Result, then: Assessment) -> str:
    """Say what changes beside the rank: a seat won or lost, 整改 begun or ended."""
    after, words = then.results[result.unit], []
    for seat, name in (("first", "首位席"), ("last", "末位席")):
        if (after.seat == seat) != (result.seat == seat):
            words.append(f"{'得' if after.seat == seat else '失去' if seat == 'first' else '脱离'}{name}")
    now, was = (result.unit in one.rectification for one in (then, assessment))
    if now != was:
        words.append("须整改" if now else "不须整改")
    return "，".join(words)
