"""What a new file says without its writer's meaning it: samples left, text lost as a remark."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from generator.records.blank import SAMPLE
from generator.records.checks.references import records
from generator.records.codes import fields as codes
from generator.records.decode import REMARK
from generator.records.source import problem, visible
from generator.records.syntax import remarks
from generator.records.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.records.checks.context import Context
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


SHOWN = 30
FREE = "StringConstraints"
"""What the type of a free text is made with; ids, days and amounts have their own forms."""


def unfilled(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """No text is left as `guatu new` suggests it: that is no fact until somebody has written it."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in _new(context):
        by_kind[type(record)].append(record)
    for kind, group in by_kind.items():
        for name, title in _fields(kind):
            for record in group:
                value = getattr(record, name)
                if value and (found := _left(value)):
                    place, left = found
                    yield context.say(record, codes.UNFILLED, name, *place, key=name, title=title, input=left)


def swallowed(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """No text loses what stands behind a `#` that was no remark's; a remark's is followed by a space."""
    for record in _new(context):
        if not context.read or REMARK not in record.marks:
            continue
        text, _ = read_text(record.path, context.read(record.path))
        for mark, said in remarks(record.path, text or ""):
            yield problem(mark, codes.SWALLOWED, input=visible(said, SHOWN))


def _new(context: Context) -> Iterator[Record]:
    """Give the records that came today; an event as it was filed: a corrected one is asked where it is."""
    return (record for record in records(context.filed) if context.fresh(record.path))


def _left(value: object) -> tuple[Sequence[str | int], str] | None:
    """Give the first sample among a field's texts, with its place in the field; None where there is none."""
    entries: Iterable[tuple[str | int, object]]
    if isinstance(value, str):
        return ((), value) if value.startswith(SAMPLE) else None
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, tuple) else ())
    )
    texts = ((place, text) for place, text in entries if isinstance(text, str))
    return next((((place,), text) for place, text in texts if text.startswith(SAMPLE)), None)


@cache
def _fields(kind: type[Record]) -> Sequence[tuple[str, str]]:
    """Give the fields of a kind that hold free text, with their titles."""
    fields = kind.model_fields.items()
    return [(name, one.title or name) for name, one in fields if FREE in repr((one.annotation, one.metadata))]
