"""What `guatu new` suggested is no fact until somebody has written it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from generator.records.blank import SAMPLE
from generator.records.checks.references import records
from generator.records.codes import fields as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.checks.context import Context
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


FREE = "StringConstraints"
"""What the type of a free text is made with; ids, days and amounts have their own forms."""


def unfilled(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """No text is left as a new file suggests it; asked on the day a file comes, and not ever after."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    recorded, today = context.filed.recorded, context.today
    for record in records(portfolio):
        day = recorded.get(record.path)
        if day is None or today is None or day >= today:
            by_kind[type(record)].append(record)
    for kind, group in by_kind.items():
        for name, title in _fields(kind):
            for record in group:
                value = getattr(record, name)
                if value and (left := _left(value)):
                    yield context.say(record, codes.UNFILLED, name, key=name, title=title, input=left)


def _left(value: object) -> str:
    """Give the sample among a field's texts; empty where there is none."""
    texts = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
    return next((text for text in texts if isinstance(text, str) and text.startswith(SAMPLE)), "")


@cache
def _fields(kind: type[Record]) -> Sequence[tuple[str, str]]:
    """Give the fields of a kind that hold free text, with their titles."""
    named = ((name, repr((info.annotation, info.metadata)), info) for name, info in kind.model_fields.items())
    return [(name, info.title or name) for name, form, info in named if FREE in form or name == "changes"]
