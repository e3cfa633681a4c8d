"""Entries of a list in brackets that a full-width comma made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.checks.references import records
from generator.records.codes import tree as codes
from generator.records.decode import COMMA
from generator.records.source import problem, visible
from generator.records.syntax import joined
from generator.records.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

SHOWN = 30


def commas(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """What stands in brackets with a full-width comma is one entry (`[甲，乙]`); asked about while new."""
    for record in records(context.filed):
        if not context.read or COMMA not in record.marks or not context.fresh(record.path):
            continue
        text, _ = read_text(record.path, context.read(record.path))
        for mark, said in joined(record.path, text or ""):
            yield problem(mark, codes.WIDE_COMMA, input=visible(said, SHOWN))
