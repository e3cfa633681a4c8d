"""A workbook's number as people see it in its cell: its unit, a share, zeros in front, thousands left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.intake.values import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What parts the formats of positive numbers, negative ones and zero; not within quotes."""
CONDITION = re.compile(r"\[[<>=][^\]]*\]")
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|(?P<condition>\[[<>=])|\[[^\]]*\]|E[+-]'
    r"|(?P<free>General|G/通用格式)|(?P<digits>[0#?]+)|(?P<comma>,)|(?P<point>\.)|(?P<share>%)|(?P<plain>.)"
)
LAYOUT = re.compile(r"(?P<whole>[0#?,]*?)(?P<left>,*)(?:(?P<point>[.!])(?P<places>[0#?]*)(?P<right>,*))?")
"""Digits as a format has them; `!` is a point that divides nothing: what follows are places of the number."""
SIGNS, MONEY = "%‰㎡㎥", "¥￥$€£"
LONGEST = 255
"""Characters a format has at most; a longer one is not looked at."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a format does to a number: `share` of hundreds, `shift` decimal places left out, words around it.

    `zeros` is how many digits it has at least, 0 where other signs stand between them; `decimals` how many
    after the point.
    """

    share: bool = False
    shift: int = 0
    zeros: int = 0
    decimals: int = 0
    before: str = ""
    after: str = ""


PLAIN = Shape()


def shown(amount: Decimal, code: str) -> str:
    """Write a number as its cell shows it, but for roundings, signs of currency and thousands' separators.

    `0"万元"` gives `12万元`, `0!.0,"万"` of 12345 `1.2345万`, `0.0%` of 0.85 `85%`, `000` of 7 `007`. Of a
    format that takes a number apart (`0000"年"00"月"`) or asks for its size the number itself is given. What
    stands after the point has the zeros that are shown, `2026.10`; a whole number has no point.
    """
    shapes = _shapes(code)
    which = 1 if amount < 0 else 0 if amount else 2
    shape = shapes[which if which < len(shapes) else 0]
    if shape.share:
        return f"{shape.before}{decimal_text(amount * 100)}%{shape.after}"
    if shape.shift:
        return f"{shape.before}{decimal_text(amount.scaleb(-shape.shift))}{shape.after}"
    plain = format(amount, "f").removesuffix(".0").zfill(shape.zeros + (amount < 0))
    whole, point, after = plain.partition(".")
    plain = whole + point + after.ljust(shape.decimals, "0") if point else plain
    return f"{shape.before}{plain}{shape.after}"


@lru_cache(maxsize=256)
def by_size(code: str) -> bool:
    """Tell a format that gives numbers of one size another unit than those of another."""
    plain, conditions = CONDITION.subn("", code)
    if len(code) > LONGEST or not conditions:
        return False
    shapes = [_shape(section) for section in SECTION.split(plain) if "@" not in section]
    return len({(shape.share, shape.shift, shape.before, shape.after) for shape in shapes}) > 1


@lru_cache(maxsize=256)
def _shapes(code: str) -> Sequence[Shape]:
    """Give what a format does to positive numbers, to negative ones and to zero, as far as it parts them."""
    if len(code) > LONGEST or any(found["condition"] for found in TOKEN.finditer(code)):
        return (PLAIN,)
    return [_shape(section) for section in SECTION.split(code)]


def _shape(section: str) -> Shape:
    layout, share, words = "", False, ["", ""]
    for found in TOKEN.finditer(section):
        told = found["quoted"] or found["escaped"] or found["plain"] or ""
        if told == "." and layout:
            layout += "!"
        elif found["free"]:
            layout += "#"
        elif found["share"]:
            share = True
        elif told:
            words[bool(layout)] += _kept(told)
        else:
            if words[1] and found["digits"]:
                return PLAIN
            layout += found["digits"] or found["comma"] or found["point"] or ""
    parts = LAYOUT.fullmatch(layout)
    if parts is None or not layout.strip(",.!"):
        return PLAIN
    places = len(parts["places"]) if parts["point"] == "!" else 0
    zeros = len(layout) if set(layout) == {"0"} else 0
    fixed = parts["places"] or "" if parts["point"] == "." else ""
    decimals = len(fixed) - len(fixed.lstrip("0"))
    shift = 3 * len(parts["left"] + (parts["right"] or "")) + places
    return Shape(share, shift, zeros, decimals, *words)


def _kept(text: str) -> str:
    """Give words that say something of a number: not blanks, brackets and dashes, nor signs of currency."""
    says = any(letter.isalnum() or letter in SIGNS for letter in text)
    return text.strip() if says and not any(sign in text for sign in MONEY) else ""
