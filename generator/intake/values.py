"""A cell's text to a value of its column: ISO days, plain decimals, codes looked up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from generator.intake.forms import ISO, read
from generator.records.codes import intake as codes
from generator.records.text import hidden, mended, suspicious
from generator.records.tree import NULLS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.intake.model import CodeList, Column, Entry
    from generator.records.source import Code

_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?")
Wrong = tuple["Code", dict[str, str]]


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: text for our fields or nothing; the code it held; what is wrong or was mended."""

    text: str | None = None
    status: str = ""
    wrong: Wrong | None = None
    mended: Wrong | None = None


def clean(text: str) -> str:
    """Fold line breaks and runs of blanks, and strip the ends."""
    return " ".join(text.split())


def reader(column: Column, lists: Mapping[str, CodeList]) -> Callable[[str], Value]:
    """Make the function that reads a column's cells; equal cells are read once."""
    listed = lists.get(column.codes or "")
    entries = {clean(entry.code): entry for entry in listed.entries} if listed else {}
    refuse = listed is not None and listed.others == "refuse"
    met: dict[str, Value] = {}

    def value(raw: str) -> Value:
        if raw not in met:
            met[raw] = _value(column, entries, raw, refuse=refuse)
        return met[raw]

    return value


def _value(column: Column, entries: Mapping[str, Entry], raw: str, *, refuse: bool) -> Value:
    text, fixed = _visible(raw)
    if text in entries:
        text, status = entries[text].value or "", entries[text].code
        if not text:
            return Value(None, status, mended=fixed)
    else:
        status = ""
        if text and refuse:
            return Value(wrong=(codes.NOT_LISTED, {"input": text, "list": column.codes or ""}))
    text = text or column.default or ""
    if not text:
        return Value(wrong=(codes.REQUIRED, {})) if column.required else Value()
    result = _typed(column, text)
    if isinstance(result, str):
        return Value(result, status, mended=fixed)
    return Value(wrong=result, mended=fixed)


def _visible(raw: str) -> tuple[str, Wrong | None]:
    """Mend what cannot be seen, and say so; line breaks and tabs are only folded."""
    text = clean(raw.replace("\u3000", " ").replace("\xa0", " "))
    if not suspicious(text):
        return text, None
    fixed = clean(mended(text))
    char = next((values["char"] for _, _, values in hidden(text)), "")
    return fixed, (codes.HIDDEN, {"char": char, "better": fixed})


def _typed(column: Column, text: str) -> str | Wrong:
    if column.kind == "number":
        return _number(column, unicodedata.normalize("NFKC", text))
    if column.kind != "text":
        return _dated(column, text)
    return (codes.NULL_LIKE, {"input": text}) if text in NULLS else text


def _dated(column: Column, text: str) -> str | Wrong:
    half = unicodedata.normalize("NFKC", text)
    for form in (*column.formats, ISO["date"]):
        try:
            found = read(unicodedata.normalize("NFKC", form), column.kind, half)
        except ValueError:
            return codes.NO_SUCH_DAY, {"input": text, "format": form}
        if found:
            return found
    return codes.NOT_A_DATE, {"input": text, "formats": "、".join(column.formats)}


def _number(column: Column, text: str) -> str | Wrong:
    unit = next((unit for unit in column.units if text.endswith(unit.suffix)), None)
    plain = text.removesuffix(unit.suffix).strip() if unit else text
    if column.thousands:
        plain = plain.replace(column.thousands, "")
    if not _PLAIN.fullmatch(plain):
        return codes.NOT_A_NUMBER, {"input": text}
    amount = Decimal(plain)
    if unit:
        amount *= unit.times
    else:
        amount = amount * (column.times or 1) / (column.divide or 1)
    return decimal_text(amount.quantize(Decimal(1).scaleb(-int(column.places)), ROUND_HALF_UP))


def decimal_text(amount: Decimal) -> str:
    """Write an amount without exponent and without zeros at the end."""
    if not amount:
        return "0"
    plain = format(amount, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
