"""Numbers of persons in texts that are published: mobile phones, identity cards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from generator.records.checks.references import records
from generator.records.checks.samples import FREE
from generator.records.codes import doubts as codes
from generator.records.decode import DIGITS
from generator.records.model.types import Part
from generator.records.shapes import title_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem
    from generator.records.tree import Location

_EDGE = r"[0-9A-Za-z.]"
_AFTER = r"(?![0-9A-Za-z]|[.,]\d| ?[元万亿平吨立米号])"
"""What does not follow a number of a phone: it would be an amount, or the number of a paper."""
_MOBILE = re.compile(rf"(?<!{_EDGE})(?:\+?86[ -]?)?(1[3-9]\d)([ -]?)\d{{4}}\2(\d{{4}}){_AFTER}")
_CARD = re.compile(rf"(?<!{_EDGE})([1-8]\d{{5}})((?:19|20)\d{{6}})\d{{3}}[\dXx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"
"""Weights of the first 17 digits and the last one by their sum's remainder (GB 11643-1999)."""


def numbers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """No text of a record holds the number of a mobile phone or an identity card; told once a field."""
    for record in (one for one in records(portfolio) if DIGITS in one.marks):
        told = set[str | int]()
        for place, text in _texts(record):
            if place[0] not in told and (found := private(text)):
                zh, en, shown = found
                told.add(place[0])
                title = title_at(type(record), record.model_dump(by_alias=True), place)
                values = {"title": title, "key": place[0], "detail": zh, "said": en, "input": shown}
                yield context.say(record, codes.PERSONAL, *place, **values)


def private(text: str) -> tuple[str, str, str] | None:
    """Give what number of a person a text holds, in both languages, and the number with its middle hidden."""
    plain = unicodedata.normalize("NFKC", text)
    for card in _CARD.finditer(plain):
        if _valid(card[0].upper(), card[2]):
            return "身份证号", "the number of an identity card", f"{card[0][:3]}…{card[0][-2:]}"
    if mobile := _MOBILE.search(plain):
        return "手机号", "the number of a mobile phone", f"{mobile[1]}…{mobile[3][-2:]}"
    return None


def _valid(card: str, born: str) -> bool:
    """Tell a card's number by its last digit and the day of birth in it."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, card, strict=False))
    if card[-1] != _LAST[total % 11]:
        return False
    try:
        datetime.strptime(born, "%Y%m%d")  # noqa: DTZ007 - a day
    except ValueError:
        return False
    return True


def _texts(part: Part, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Give the texts of a record, and of the mappings and lists in it, with their places."""
    for name, key in _fields(type(part)):
        yield from _inside(getattr(part, name), (*at, key))


def _inside(value: object, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _inside(one, (*at, index))
    elif isinstance(value, Part):
        yield from _texts(value, at)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _inside(one, (*at, key))


@cache
def _fields(kind: type[Part]) -> Sequence[tuple[str, str]]:
    """Give the fields of a kind that hold free text, or something that may, by attribute and key."""
    named = ((name, field.alias or name, field) for name, field in kind.model_fields.items())
    return [(name, key) for name, key, field in named if not key.startswith("@") and _free(field)]


def _free(field: FieldInfo) -> bool:
    """Tell a field of free text, of parts or of a correction's values; ids, days, sums have their forms."""
    said = repr((field.annotation, field.metadata))
    return FREE in said or "Mapping" in said or "generator.records.model" in said
