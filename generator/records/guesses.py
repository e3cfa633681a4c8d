"""What was probably meant: the nearest word, the date behind another way of writing it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_YMD = re.compile(r"([12][0-9]{3})[^0-9]?([01]?[0-9])[^0-9]?([0-3]?[0-9])日?(?:[ T].*)?")
_YM = re.compile(r"([12][0-9]{3})[^0-9]{0,2}([01]?[0-9])月?(?:份)?")
_YW = re.compile(r"([12][0-9]{3})[^0-9]{0,4}([0-5]?[0-9])周?")
_YQ = re.compile(r"([12][0-9]{3})[^0-9]{0,3}([1-4]).*")
_NUMBER = re.compile(r"[-−]?[0-9][0-9,， ]*(?:\.[0-9]+)?")
_SCALED = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) *(亿元?|万元?|元)")
_UNITS = {
    "亿": Decimal(10_000),
    "亿元": Decimal(10_000),
    "万": Decimal(1),
    "万元": Decimal(1),
    "元": Decimal("0.0001"),
}
_CHINESE_QUARTERS = str.maketrans("一二三四", "1234")
_FORMS = {
    "day": ("{}-{:02}-{:02}", _YMD),
    "week": ("{}-W{:02}", _YW),
    "month": ("{}-{:02}", _YM),
    "quarter": ("{}Q{}", _YQ),
}
SAMPLES = {
    "day": "2026-05-08",
    "week": "2026-W19",
    "month": "2026-05",
    "quarter": "2026Q2",
    "money": "12500.5",
    "points": "-4",
    "count": "3",
    "id": "XGY-2026-001",
}


def guess(kind: str, text: str) -> str:
    """Write a scalar of a kind the way it should stand, from how it does; a sample where nobody can tell."""
    return _guess(kind, halved(text).strip()) or SAMPLES.get(kind, "")


def halved(text: str) -> str:
    """Write full-width letters, digits and signs in ASCII."""
    return unicodedata.normalize("NFKC", text)


def wide(text: str) -> bool:
    """Tell whether a text has full-width letters, digits or signs."""
    return any("\uff01" <= char <= "\uff5e" for char in text)


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Give up to three words like the one written, the likest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only bad files pay for it

    return get_close_matches(word, sorted(words), n=3, cutoff=cutoff)


def _guess(kind: str, text: str) -> str | None:
    if kind in _FORMS:
        return _parts(*_FORMS[kind], text.translate(_CHINESE_QUARTERS) if kind == "quarter" else text)
    if kind == "id":
        return re.sub(r"[^A-Z0-9]+", "-", text.upper()).strip("-") or None
    if kind == "money" and (scaled := _SCALED.fullmatch(text)):
        return _plain(scaled[1], scaled[2][0])
    found = _NUMBER.match(text)
    return re.sub("[,， ]", "", found.group()).replace("−", "-") if found else None


def _plain(amount: str, unit: str) -> str:
    """Write an amount of 亿, 万 or 元 in 万元."""
    return f"{(Decimal(amount.replace(',', '')) * _UNITS[unit]).normalize():f}"


def _parts(form: str, pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.fullmatch(text)
    return form.format(*map(int, match.groups())) if match else None
