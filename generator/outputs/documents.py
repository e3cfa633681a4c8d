"""The computation as plain data: a month, a quarter or a year; what a seal takes the digest of."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from generator.mechanism.cards import short
from generator.mechanism.ledger import exact, rounded
from generator.records.calendar import Month, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.mechanism.annual import YearResult
    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.ledger import Adjustment, Card, Entry
    from generator.mechanism.report import Report
    from generator.outputs.tables.figures import Figures
    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View

Document = dict[str, Any]
LAST = 4
YUAN = Decimal("0.0001")
"""In 万元."""


def dumps(document: Document) -> str:
    """Write a document as JSON text, Chinese unescaped, the same bytes each time."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def document(view: View, period: Month | Quarter | int) -> Document:
    """Give all that a bulletin of the period tells, as of the view's day: text, exact amounts, no floats.

    Raises LookupError where the view does not reach the period.
    """
    if isinstance(period, Month):
        return month_document(view, period)
    return score_document(view.report, period)


def month_document(view: View, month: Month) -> Document:
    """Give a month's figures: of the district, by unit and leader, each project, items, entries and cards."""
    from generator.outputs.tables import summary  # noqa: PLC0415 - a score needs no tables

    now = summary(view)
    inside = [entry for entry in view.report.entries if month.first <= entry.date <= month.last]
    return {
        "period": str(month),
        "as_of": str(view.as_of),
        "policy": view.report.policy.id,
        "district": _figures(now.figures),
        "units": _each(now.by_unit),
        "leaders": _each(now.by_leader),
        "projects": {row.project.id: _project(row) for row in now.rows},
        "items": {row.story.item.id: [row.state, row.overdue] for row in now.items},
        "reports": {
            unit: [line.owed, line.in_time, line.late, line.missing]
            for unit, line in now.duties.weekly.items()
        },
        "problems": [problem.raised.id for problem in now.open_problems],
        "entries": [_entry(entry) for entry in inside],
        "cards": [card_document(card) for card in now.cards_of_year if card.date <= month.last],
    }


def _each(sums: Mapping[str, Figures]) -> Document:
    return {key: _figures(found) for key, found in sums.items()}


def _figures(found: Figures) -> Document:
    from generator.outputs.tables.figures import TOLD  # noqa: PLC0415 - a score needs no tables

    return {one.name: exact(getattr(found, one.name)) for one in fields(found) if one.name not in TOLD}


def _project(row: ProjectRow) -> Document:
    return {
        "pool": row.pool,
        "start": row.start_state,
        "started": iso(row.started),
        "ceremony": iso(row.ceremony),
        "completed": iso(row.completed),
        "overdue": [str(promise.deadline) for promise in row.overdue],
        "invested": exact(row.invested),
    }


def plain(amount: Decimal) -> str:
    """Write an amount of 万元 to the 元, as the data have it: what a division leaves below tells nothing."""
    return exact(amount.quantize(YUAN, ROUND_HALF_UP))


def iso(day: date | None) -> str | None:
    """Write a day as `2026-09-30`, None where there is none."""
    return str(day) if day else None


def score_document(report: Report, period: Quarter | int) -> Document:
    """Give a quarter or year as plain data: totals as text with two places, entries exact.

    Raises LookupError where the report does not reach the period.
    """
    if isinstance(period, Quarter):
        chosen = [report.quarters[period]]
        units = [_unit(report, result) for result in _ordered(chosen[0])]
        closed = chosen[0].closed
    else:
        chosen = [a for quarter, a in report.quarters.items() if quarter.year == period]
        if not chosen:
            raise LookupError(period)
        units = [_year(report, result) for result in report.years[period].values()]
        closed = chosen[-1].closed and chosen[-1].quarter == Quarter(period, LAST)
    quarters = {assessment.quarter for assessment in chosen}
    return {
        "period": str(period),
        "as_of": str(report.as_of),
        "policy": chosen[-1].policy.id,
        "closed": closed,
        "units": units,
        "entries": [_entry(entry) for entry in report.entries if entry.quarter in quarters],
        "cards": [card_document(card) for card in report.cards if Quarter.of(card.date) in quarters],
        "rectification": [unit for assessment in chosen for unit in assessment.rectification],
        "referrals": _referrals(report, {quarter.year for quarter in quarters}),
    }


def _ordered(assessment: Assessment) -> list[Result]:
    return sorted(assessment.results.values(), key=lambda result: (result.rank, result.unit))


def _unit(report: Report, result: Result) -> Document:
    adjusted = result.total - result.base_total
    return {
        "unit": result.unit,
        "name": report.name(result.unit),
        "categories": {key: rounded(score.amount) for key, score in result.scores.items()},
        "empty": [key for key, score in result.scores.items() if score.empty],
        "base_total": rounded(result.base_total),
        "adjustments": [_adjustment(adjustment) for adjustment in result.adjustments],
        "adjusted": rounded(adjusted),
        "total": rounded(result.total),
        "rank": result.rank,
        "seat": result.seat,
    }


def _adjustment(adjustment: Adjustment) -> Document:
    return {
        "clause": adjustment.clause,
        "reason": adjustment.reason,
        "from": str(adjustment.source),
        "points": exact(adjustment.points),
        "text": adjustment.text,
        "evidence": list(adjustment.because),
    }


def _year(report: Report, result: YearResult) -> Document:
    return {
        "unit": result.unit,
        "name": report.name(result.unit),
        "quarters": {str(quarter): rounded(total) for quarter, total in result.quarters.items()},
        "mean": rounded(result.mean),
        "scaled": rounded(result.scaled),
        "bonus": rounded(result.bonus),
        "bonus_evidence": list(result.bonus_because),
        "total": rounded(result.total),
        "rank": result.rank,
        "complete": result.complete,
    }


def _entry(entry: Entry) -> Document:
    return {
        "unit": entry.unit,
        "clause": entry.clause,
        "category": entry.category,
        "subject": entry.subject,
        "date": str(entry.date),
        "quarter": str(entry.quarter),
        "points": exact(entry.points),
        "weighted": exact(entry.weighted),
        "text": entry.text,
        "evidence": list(entry.because),
    }


def card_document(card: Card) -> Document:
    """Give a card as plain data."""
    return {
        "unit": card.unit,
        "colour": card.colour,
        "date": str(card.date),
        "number": card.number,
        "evidence": list(card.because),
    }


def _referrals(report: Report, years: set[int]) -> list[Document]:
    return [
        {
            "unit": case.unit,
            "second_red": str(case.second_red),
            "state": short(case.state),
            "reported": case.reported and str(case.reported),
            "consent": case.decided and str(case.decided),
            "sent": case.sent and str(case.sent),
            "evidence": list(case.because),
        }
        for case in report.referrals
        if case.second_red.year in years
    ]
