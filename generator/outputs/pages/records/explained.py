"""How a unit's quarter comes about, bar by bar: each category from its base, the total from all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.closing import CORRECTION
from generator.mechanism.ledger import LIMIT, ZERO, rounded
from generator.outputs.escape import page_text
from generator.outputs.pages.records.waterfall import Scale, change, drawn, level
from generator.outputs.templates import points, ranking_path, score_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment, Result, Score
    from generator.mechanism.ledger import Adjustment, Entry
    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.waterfall import Step
    from generator.records.model.policy import Category

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a category: its bar, and the category's amount with it; `fix` marks a 更正."""

    entry: Entry
    bar: Markup
    amount: Decimal

    @property
    def fix(self) -> bool:
        """Tell a 更正 of a period already published."""
        return self.entry.kind == CORRECTION

    @property
    def limit(self) -> bool:
        """Tell what 扣完为止 or a cap does not take or give."""
        return self.entry.kind == LIMIT


@dataclass(frozen=True, slots=True)
class Chapter:
    """One category: the bars of its base and its amount, entries between them, its share of the total."""

    category: Category
    score: Score
    first: Markup
    lines: Sequence[Line]
    last: Markup
    weighted: Decimal


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of the total: words of ours, points (None for a level), the sum so far.

    `mark` tells an adjustment's origin: 更正, 上季结转, 当季.
    """

    words: Markup
    points: Decimal | None
    amount: Decimal
    clause: Markup = NOTHING
    mark: str = ""
    because: tuple[str, ...] = ()
    anchor: str = ""
    bar: Markup = NOTHING
    what: Adjustment | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A unit's quarter: the total row by row, then its categories; `axes` are their scales' numbers."""

    rungs: Sequence[Rung]
    chapters: Sequence[Chapter]
    axes: tuple[Markup, Markup]


def explained(book: Book, assessment: Assessment, result: Result) -> Explained:
    """Lay out every entry and adjustment of a unit's quarter, each once, in the order of its days."""
    steps = [_steps(book, category, result) for category in assessment.policy.categories]
    scale = Scale.of(amount for own in steps for step in own for amount in (step.before, step.after))
    chapters = [
        _chapter(category, result, own, scale)
        for category, own in zip(assessment.policy.categories, steps, strict=True)
    ]
    total = _total(book, assessment, result)
    whole = Scale.of(amount for _, step in total for amount in (step.before, step.after))
    bars = drawn([step for _, step in total], whole)
    rungs = [replace(rung, bar=bar) for (rung, _), bar in zip(total, bars, strict=True)]
    return Explained(rungs, chapters, (whole.axis, scale.axis))


def ordered(result: Result, category: str) -> Sequence[Entry]:
    """Give a category's entries by day; what a floor or cap does to them comes last."""
    own = [entry for entry in result.entries if entry.category == category]
    return sorted(own, key=lambda e: (e.kind == LIMIT, e.date, e.clause, e.subject))


def _steps(book: Book, category: Category, result: Result) -> Sequence[Step]:
    rules = book.links.to.url("regulation.md", f"category-{category.id}")
    amount: Decimal = category.base
    found = [level(amount, rules, f"{category.name}基础分{rounded(amount)}")]
    for entry in ordered(result, category.id):
        words = f"{entry.clause} {points(entry.points)}"
        href = book.links.causes[entry.subject] or rules
        found.append(change(amount, entry.points, href, words, limit=entry.kind == LIMIT))
        amount += entry.points
    return [*found, level(amount, rules, f"{category.name}得分{rounded(amount)}")]


def _chapter(category: Category, result: Result, steps: Sequence[Step], scale: Scale) -> Chapter:
    first, *middle, last = drawn(steps, scale)
    entries = ordered(result, category.id)
    lines = [
        Line(entry, bar, step.after) for entry, bar, step in zip(entries, middle, steps[1:-1], strict=True)
    ]
    score = result.scores[category.id]
    return Chapter(category, score, first, lines, last, (score.amount - category.base) * score.weight)


def _total(book: Book, assessment: Assessment, result: Result) -> list[tuple[Rung, Step]]:
    """Go from the weighted bases over the categories to the base total, over the adjustments to the total."""
    to, ranking = book.links.to, ranking_path(assessment.quarter)
    categories = assessment.policy.categories
    amount = sum((category.base * result.scores[category.id].weight for category in categories), ZERO)
    bases = to.page("regulation.md", "各类基础分 × 权重", "category-1")
    found = [_level(bases, amount, to.url("regulation.md", "category-1"), "各类基础分乘权重")]
    for category in categories:
        score = result.scores[category.id]
        gain = (score.amount - category.base) * score.weight
        href = Markup(f"#category-{category.id}")  # noqa: S704 - an id of the policy's closed set
        words = Markup('<a href="{}">{}</a>').format(href, page_text(category.name))
        told = f"{category.name}折合{points(gain)}"
        found.append((Rung(words, gain, amount + gain), change(amount, gain, href, told)))
        amount += gain
    href = to.url(ranking)
    found.append(_level(to.page(ranking, "基本总分"), amount, href, "基本总分"))
    for number, adjustment in enumerate(result.adjustments, 1):
        found.append(_adjusted(book, adjustment, amount, number))
        amount += adjustment.points
    return [*found, _level(to.page(ranking, "考评总分"), amount, href, "考评总分")]


def _level(words: Markup, amount: Decimal, href: Markup, said: str) -> tuple[Rung, Step]:
    return Rung(words, None, amount), level(amount, href, f"{said}{rounded(amount)}")


def _adjusted(book: Book, adjustment: Adjustment, before: Decimal, number: int) -> tuple[Rung, Step]:
    target = _source(book, adjustment)
    words = book.links.to.page(target, adjustment.text)
    draft = Rung(
        words,
        adjustment.points,
        before + adjustment.points,
        book.links.clauses[adjustment.clause],
        origin(adjustment),
        adjustment.because,
        f"adjustment-{number}",
        what=adjustment,
    )
    told = f"{adjustment.clause} {points(adjustment.points)}"
    return draft, change(before, adjustment.points, book.links.to.url(target), told)


def _source(book: Book, adjustment: Adjustment) -> str:
    """Give the page an adjustment comes from: the unit's quarter with the seat, or the page of cards."""
    if adjustment.reason not in {"first", "last"}:
        return "cards.md"
    quarter, unit = adjustment.source, adjustment.unit
    source = book.view.report.quarters.get(quarter)
    return score_path(quarter, unit) if source and unit in source.results else ranking_path(quarter)


def origin(adjustment: Adjustment) -> str:
    """Say where an adjustment comes from: 更正, 上季结转 or, in the fourth quarter, 当季."""
    if adjustment.corrects:
        return "更正"
    return "当季" if adjustment.source == adjustment.applied_in else "上季结转"
