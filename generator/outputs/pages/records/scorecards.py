"""得分说明页: one unit's quarter, each point with its clause, sentence, project or item, file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import quarter as said
from generator.outputs.pages.records import press
from generator.outputs.pages.records.afterwards import afterwards
from generator.outputs.pages.records.explained import explained
from generator.outputs.pages.records.nearby import distances, odds
from generator.outputs.pages.records.scores import quarter_score
from generator.outputs.pages.records.strip import strip
from generator.outputs.papers.ranking_sections import formula
from generator.outputs.templates import score_path
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.outputs.pages.records.book import Book
    from generator.outputs.view import View

KIND, FOLDER = "score", "scores"


def ids(book: Book) -> Iterable[str]:
    """Give every quarter and unit assessed in it, `2026Q1-ZGJ`."""
    quarters = book.view.report.quarters.items()
    return [f"{quarter}-{unit}" for quarter, assessment in quarters for unit in sorted(assessment.results)]


def title(book: Book, key: str) -> str:
    """Name the unit and the quarter."""
    quarter, unit = parsed(key)
    return f"{book.view.report.name(unit)}{said(quarter)}考评得分"


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    as_of = _of(book, parsed(key)[0]).as_of
    return f"{title(book, key)}：从基础分到考评总分，每一分的条款、事由和依据，数据截至{as_of}"


def body(book: Book, key: str) -> str:
    """Write the page of a unit's quarter."""
    quarter, unit = parsed(key)
    found = quarter_score(book.view.report.quarters[quarter], unit)
    assessment, result = found.assessment, found.result
    of = _of(book, quarter)
    beside = [(one, _other(book, one, unit)) for one in (quarter.shift(-1), quarter.shift(1))]
    return press.body(
        book,
        "score",
        title=title(book, key),
        as_of=of.as_of,
        revision=of.revision,
        faults=of.faults,
        today=book.view,
        seal=of.seal,
        later=afterwards(book.view, result) if of.seal else None,
        quarter=found,
        formula=formula(assessment, result),
        told=explained(book, assessment, result),
        distances=distances(book, assessment, result),
        strip=strip(assessment, result),
        odds=odds(book, assessment, result),
        beside=[(one, path) for one, path in beside if path],
        ahead=[
            adjustment
            for adjustment in assessment.adjustments
            if adjustment.unit == unit and adjustment.applied_in > quarter
        ],
    )


def _of(book: Book, quarter: Quarter) -> View:
    """Give the view a quarter's page is of: that of its seal, else the day's."""
    return book.view.sealed(quarter) or book.view


def _other(book: Book, quarter: Quarter, unit: str) -> str:
    found = book.view.report.quarters.get(quarter)
    return score_path(quarter, unit) if found and unit in found.results else ""


def parsed(key: str) -> tuple[Quarter, str]:
    """Take an id apart into quarter and unit."""
    quarter, _, unit = key.partition("-")
    return Quarter.parse(quarter), unit
