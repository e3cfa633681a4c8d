"""Chinese numerals, as headings count: 一、（十二）."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
TEN = 10


def numeral(number: int) -> str:
    """Write 1 to 99 in Chinese: 一, 十, 十二, 二十, 三十四; a larger number stays in digits."""
    tens, ones = divmod(number, TEN)
    if not 0 < number < TEN * TEN:
        return str(number)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
