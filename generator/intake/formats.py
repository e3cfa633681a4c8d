"""A workbook's number as people see it in its cell: its unit, a share, zeros in front, thousands left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.intake.values import decimal_text

if TYPE_CHECKING:
    from decimal import Decimal

SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What parts the formats of positive numbers, negative ones and zero; not within quotes."""
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[[^\]]*\]|E[+-]'
    r"|(?P<digits>[0#?]+|General|G/通用格式)|(?P<comma>,)|(?P<plain>.)"
)
SIGNS = "%‰㎡㎥"
LONGEST = 255
"""Characters a format has at most; a longer one is not looked at."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a format does to a number: `share` of hundreds, `shift` decimal places left out, words around it.

    `zeros` is how many digits it has at least, 0 where other signs stand between them. Words that stand for
    the number itself (`"无"` for zero) are none around it.
    """

    share: bool
    shift: int
    zeros: int
    before: str
    after: str


def shown(amount: Decimal, code: str) -> str:
    """Write a number as its cell shows it, but for roundings, signs of currency and thousands' separators.

    `0"万元"` gives `12万元`, `0!.0,"万"` of 12345 `1.2345万`, `0.0%` of 0.85 `85%`, `000` of 7 `007`.
    """
    sections = SECTION.split(code if len(code) <= LONGEST else "")
    which = 1 if amount < 0 and len(sections) > 1 else 2 if not amount and len(sections) > 2 else 0  # noqa: PLR2004 - the third
    shape = _shape(sections[which])
    if shape.share:
        return f"{shape.before}{decimal_text(amount * 100)}{shape.after}"
    if shape.shift:
        return f"{shape.before}{decimal_text(amount.scaleb(-shape.shift))}{shape.after}"
    plain = format(amount, "f").removesuffix(".0").zfill(shape.zeros)
    return f"{shape.before}{plain}{shape.after}"


@lru_cache(maxsize=256)
def _shape(section: str) -> Shape:
    words = ["", ""]
    digits, thousands, places, share = "", 0, 0, False
    for found in TOKEN.finditer(section):
        told = found["quoted"] or found["escaped"] or found["plain"] or ""
        if found["digits"]:
            digits += found["digits"]
            thousands, places = 0, places + len(found["digits"]) if places else 0
        elif found["comma"]:
            thousands += bool(digits)
        elif found["plain"] == "%":
            share = True
        elif found["escaped"] == "." and digits:
            places = 1  # a point that divides nothing: what follows are places of the whole number
        elif found["plain"] == "." and digits:
            digits += "."
        told = "".join(letter for letter in told if letter.isalpha() or letter in SIGNS)
        words[bool(digits)] += told
    zeros = len(digits) if digits and set(digits) == {"0"} and not places else 0
    return Shape(share, 3 * thousands + max(places - 1, 0), zeros, *(words if digits else ("", "")))
