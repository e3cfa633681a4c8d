"""The computation as data: the JSON document and CSV rows of a quarter or a year."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from generator.mechanism.ledger import exact, rounded
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from generator.mechanism.annual import YearResult
    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.ledger import Adjustment, Card, Entry
    from generator.mechanism.report import Report

Document = dict[str, Any]
SEATS = {"first": "首位席", "last": "末位席", None: ""}


def score_document(report: Report, period: Quarter | int) -> Document:
    """Give a quarter or year as plain data: totals as text with two places, entries exact.

    Raises LookupError where the report does not reach the period.
    """
    if isinstance(period, Quarter):
        chosen = [report.quarters[period]]
        units = [_unit(report, result) for result in _ordered(chosen[0])]
    else:
        chosen = [a for quarter, a in report.quarters.items() if quarter.year == period]
        if not chosen:
            raise LookupError(period)
        units = [_year(report, result) for result in report.years[period].values()]
    quarters = {assessment.quarter for assessment in chosen}
    return {
        "period": str(period),
        "as_of": str(report.as_of),
        "policy": chosen[-1].policy.id,
        "closed": all(assessment.closed for assessment in chosen),
        "units": units,
        "entries": [_entry(entry) for entry in report.entries if entry.quarter in quarters],
        "cards": [_card(card) for card in report.cards if Quarter.of(card.date) in quarters],
        "rectification": [unit for assessment in chosen for unit in assessment.rectification],
        "referrals": _referrals(report, {quarter.year for quarter in quarters}),
    }


def dumps(document: Document) -> str:
    """Write a document as JSON text, Chinese unescaped, the same bytes each time."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def ranking(document: Document) -> list[list[str]]:
    """Set a score document as rows of text, the heading first; what a unit does not have is a dash."""
    units = document["units"]
    if any("quarters" in unit for unit in units):
        names = sorted({name for unit in units for name in unit["quarters"]})
        head = ["名次", "单位", *names, "平均分", "折算分", "奖励加分", "合计"]
        keys = ("mean", "scaled", "bonus", "total")
        rows = [[*(u["quarters"].get(n, "—") for n in names), *(u[key] for key in keys)] for u in units]
    else:
        head = ["名次", "单位", "新开工", "在建", "议定事项", "基本总分", "加扣分", "考评总分", "席位"]
        rows = [
            [*u["categories"].values(), u["base_total"], u["adjusted"], u["total"], SEATS[u["seat"]]]
            for u in units
        ]
    return [head, *([str(u["rank"]), u["name"], *row] for u, row in zip(units, rows, strict=True))]


def score_csv(report: Report, period: Quarter | int) -> str:
    """Write a period's ranking as CSV with a heading; cells that could run as formulas are quoted."""
    out = io.StringIO()
    rows = ranking(score_document(report, period))
    csv.writer(out, lineterminator="\n").writerows([[cell(value) for value in row] for row in rows])
    return out.getvalue()


def cell(value: str) -> str:
    """Keep text from running as a formula in a spreadsheet: a leading = + - @ tab or CR gets a quote.

    Our own numbers pass as they are.
    """
    if value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        number = value.removeprefix("-").replace(".", "", 1)
        return value if number.isascii() and number.isdigit() else "'" + value
    return value


def _ordered(assessment: Assessment) -> list[Result]:
    return sorted(assessment.results.values(), key=lambda result: (result.rank, result.unit))


def _unit(report: Report, result: Result) -> Document:
    adjusted = result.total - result.base_total
    return {
        "unit": result.unit,
        "name": report.known.organisations[result.unit].name,
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
        "name": report.known.organisations[result.unit].name,
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


def _card(card: Card) -> Document:
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
            "state": case.state,
            "reported": case.reported and str(case.reported),
            "consent": case.decided and str(case.decided),
            "sent": case.sent and str(case.sent),
            "evidence": list(case.because),
        }
        for case in report.referrals
        if case.second_red.year in years
    ]
