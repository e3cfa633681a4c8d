"""Scores for a terminal: an aligned table, and one unit's score told line by line."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.mechanism.ledger import exact, rounded
from generator.outputs.feeds import ranking

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.report import Report
    from generator.outputs.documents import Document
    from generator.records.calendar import Quarter


def table(document: Document) -> str:
    """Set a score document as a table for a terminal, wide characters counted as two."""
    state = "" if document["closed"] else "（期间未结束，暂计）"
    lead = (
        f"{document['period']} 考评得分{state}  数据截至 {document['as_of']}  计分规则 {document['policy']}\n"
    )
    return lead + "".join(f"{line}\n" for line in aligned(ranking(document)))


def explanation(report: Report, period: Quarter | int, unit: str) -> str:
    """Tell how a unit came by its score: every entry with clause, sentence and evidence."""
    chosen = [
        assessment
        for quarter, assessment in report.quarters.items()
        if period in {quarter, quarter.year} and unit in assessment.results
    ]
    lines = [line for assessment in chosen for line in _told(report, assessment, assessment.results[unit])]
    name = report.name(unit)
    return "\n".join(lines or [f"{name}在 {period} 没有参加考评"]) + "\n"


def _told(report: Report, assessment: Assessment, result: Result) -> Iterator[str]:
    name = report.name(result.unit)
    place = f"考评总分 {rounded(result.total)}  第 {result.rank} 名"
    yield f"{name}  {result.quarter}  {place}  数据截至 {report.as_of}"
    for category in assessment.policy.categories:
        score = result.scores[category.id]
        note = "（本类无事项，按基础分）" if score.empty else ""
        yield f"  {category.id} {category.name}：{rounded(score.amount)} × {exact(score.weight)}{note}"
        for entry in result.entries:
            if entry.category == category.id:
                points = f"{exact(entry.points)}（折合总分 {exact(entry.weighted)}）"
                yield f"    {entry.date}  {entry.clause}  {points}  {entry.text}"
                yield from _cited(entry.because)
    yield f"  基本总分 {rounded(result.base_total)}"
    for adjustment in result.adjustments:
        yield f"    {adjustment.clause}  {exact(adjustment.points)}  {adjustment.text}"
        yield from _cited(adjustment.because)


def _cited(because: Iterable[str]) -> Iterator[str]:
    for place in because:
        yield f"      依据 {place}"


def aligned(rows: Sequence[Sequence[str]], left: Container[int] = (1,)) -> Iterator[str]:
    """Set rows in columns, those of `left` flush left, wide characters counted as two."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            value + " " * (width - _width(value)) if column in left else " " * (width - _width(value)) + value
            for column, (value, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
