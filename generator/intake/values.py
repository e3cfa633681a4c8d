"""A cell's text to a value of its column: ISO days, plain decimals, codes looked up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from generator.intake.forms import ISO, read
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.codes import text as signs
from generator.records.text import hidden, mended, suspicious
from generator.records.tree import NULLS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.intake.model import CodeList, Column, Entry
    from generator.records.source import Code

_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\x1f[0-9]{3})+(\.[0-9]{1,20})?")
"""A number in groups of three, parted by the sign of the column, here U+001F."""
ONE_DIGIT = re.compile(r"\s*[0-9]{4}\.1\s*")
"""A year and a 1, which is January, or a number that was October until its last zero was dropped."""
_FOLDED = re.compile(r"[^\S\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
"""Blanks and breaks as tables have them; not those that were brought in from elsewhere unseen."""
_MARKED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
"""A letter with signs that are set on it one by one: é as e and an accent."""
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
Wrong = tuple["Code", dict[str, str]]


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: text for our fields or nothing; the code it held; what is wrong or was mended."""

    text: str | None = None
    status: str = ""
    wrong: Wrong | None = None
    mended: Wrong | None = None


def clean(text: str) -> str:
    """Fold line breaks and runs of blanks, and strip the ends; breaks that nobody sees within it stay."""
    if text.isprintable():
        return " ".join(text.split())
    return _FOLDED.sub(" ", text.strip())


def narrow(text: str) -> str:
    """Write full-width letters, digits and signs in ASCII; ① and ² are no digits and stay."""
    return text.translate(_WIDE)


def reader(column: Column, lists: Mapping[str, CodeList]) -> Callable[[str, bool], Value]:
    """Make the function that reads a column's cells; equal cells are read once.

    It is told whether a number is a text that was typed as it stands.
    """
    listed = lists.get(column.codes or "")
    entries = {clean(entry.code): entry for entry in listed.entries} if listed else {}
    refuse = listed is not None and listed.others == "refuse"
    met: dict[tuple[str, bool], Value] = {}

    def value(raw: str, typed: bool) -> Value:  # noqa: FBT001 - part of what a cell says
        if (raw, typed) not in met:
            found = _value(column, entries, raw, refuse=refuse)
            unsure = column.kind == "month" and not typed and found.text and not found.status
            if unsure and ONE_DIGIT.fullmatch(narrow(raw)):
                found = Value(
                    wrong=(sheets.ONE_OR_TEN, {"input": clean(raw), "year": narrow(raw).strip()[:4]})
                )
            met[raw, typed] = found
        return met[raw, typed]

    return value


def _value(column: Column, entries: Mapping[str, Entry], raw: str, *, refuse: bool) -> Value:
    text, fixed = _visible(raw)
    if fixed and fixed[0] is sheets.PRIVATE:
        return Value(wrong=fixed)
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
    """Mend what cannot be seen, and say so; line breaks and tabs are only folded.

    A character of one's own making cannot be mended: no other computer knows it.
    """
    text = clean(raw.replace("\u3000", " ").replace("\xa0", " "))
    if not suspicious(text):
        return text, None
    found = list(hidden(text))
    if private := next((values["char"] for _, code, values in found if code is signs.PRIVATE), None):
        return "", (sheets.PRIVATE, {"char": private, "input": text})
    composed = _MARKED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
    fixed = clean(mended(composed))
    char = next((values["char"] for _, _, values in found), "")
    return fixed, (codes.HIDDEN, {"char": char, "better": fixed})


def _typed(column: Column, text: str) -> str | Wrong:
    if column.kind == "number":
        return _number(column, text)
    if column.kind != "text":
        return _dated(column, text)
    return (codes.NULL_LIKE, {"input": text}) if text in NULLS else text


def _dated(column: Column, text: str) -> str | Wrong:
    half = narrow(text)
    for form in dict.fromkeys((*column.formats, ISO["date"], ISO[column.kind])):
        try:
            found = read(narrow(form), column.kind, half)
        except ValueError:
            return codes.NO_SUCH_DAY, {"input": text, "format": form}
        if found:
            return found
    return codes.NOT_A_DATE, {"input": text, "formats": "、".join(column.formats)}


def _number(column: Column, text: str) -> str | Wrong:
    plain = narrow(text)
    unit = next((unit for unit in column.units if plain.endswith(unit.suffix)), None)
    plain = plain.removesuffix(unit.suffix).strip() if unit else plain
    sign = narrow(column.thousands or "")
    if sign and _GROUPED.fullmatch(plain.replace(sign, "\x1f")):
        plain = plain.replace(sign, "")
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
