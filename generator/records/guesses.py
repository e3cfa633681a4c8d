"""What was probably meant: the nearest word, the date behind another way of writing it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import TypeAdapter

_NUMBERED = re.compile(r"([12][0-9]{3}) *年度?")
_SEP = "[^0-9A-Za-z第季周]{1,3}"
_YEAR = "([12][0-9]{3})"
_YMD = re.compile(rf"{_YEAR}{_SEP}([01]?[0-9]){_SEP}([0-3]?[0-9])[日号]?(?:[ T].*|[.,。])?")
_COMPACT = re.compile(rf"{_YEAR}([0-9]{{2}})([0-9]{{2}})(?:[ T].*)?")
_SHORT = re.compile(r"([0-9]{2})[^0-9]([01]?[0-9])[^0-9]([0-3]?[0-9])[日号]?")
_TURNED = re.compile(r"([0-3]?[0-9])[^0-9]([0-3]?[0-9])[^0-9](20[0-9]{2})")
_YM = re.compile(rf"{_YEAR}(?:{_SEP}(?=[0-9]{{1,2}}(?![0-9]))|(?=[0-9]{{2}}(?![0-9])))([01]?[0-9])月?(?:份)?")
_YW = re.compile(rf"{_YEAR}[-年/. ]*(?:[Ww]-?(?=[0-9]+周?$)|第?(?=[0-9]+周$))([0-5]?[0-9])周?")
_YQ = re.compile(rf"{_YEAR}[-年/. ]*(?:[Qq]-?|第?(?=[1-4]季))([1-4])(?:季度?)?")
_AMOUNT = r"((?:[0-9]{1,3}(?:[,， ][0-9]{3})+|[0-9]{1,4}(?:[,， ][0-9]{4})+|[0-9]+)(?:\.[0-9]+)?)"
_NUMBER = re.compile(r"([-−]?[0-9]+(?:[,， ][0-9]{3,4})*(?:\.[0-9]+)?)[^0-9_]*")
_BETWEEN = re.compile(r"[,，、;；]|(?<=[A-Za-z0-9]) *[和及与] *(?=[A-Za-z0-9])")
"""What stands between two ids written as one."""
_WHOLE = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Z]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*")
"""An id with letters and digits: two of them beside each other are two."""
_SCALED = re.compile(rf"{_AMOUNT} *(万亿|亿|千万|百万|十万|万|千(?=元))? *(元)? *(?:人民币|RMB)?整?[.。,]?")
_OTHER = "[^0-9A-Za-z亿千百十美港欧日英韩澳加元]*"
_ROUGH = re.compile(rf"{_AMOUNT} *万{_OTHER}(?:元{_OTHER})?")
"""An amount in 万元 with more said of it: `3000万左右`."""
_UNITS = {
    "万亿": Decimal(100_000_000),
    "亿": Decimal(10_000),
    "千万": Decimal(1000),
    "百万": Decimal(100),
    "十万": Decimal(10),
    "万": Decimal(1),
    "千": Decimal("0.1"),
}
_YUAN = Decimal("0.0001")
_ALIKE = dict(zip("АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIJKMOPSTXYABEZHIKMNOPTYX", strict=True))
"""Cyrillic and Greek letters, and the Latin ones they look like."""
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_SIMPLE = str.maketrans(
    "業農務產稅儲環評徵遷轉紅線條設計掛簽訂讓書規劃審備許證區園臨東縣鄉鎮屬會議責單級領導"
    "億萬圓開結續辦報專題項黃類現場協調應聯網長門際濟發廠廣華國經實驗學電車機訊資財進質風灣島龍雲藍綠",
    "业农务产税储环评征迁转红线条设计挂签订让书规划审备许证区园临东县乡镇属会议责单级领导"
    "亿万元开结续办报专题项黄类现场协调应联网长门际济发厂广华国经实验学电车机讯资财进质风湾岛龙云蓝绿",
)
_FORMS = {
    "week": ("{}-W{:02}", _YW),
    "month": ("{}-{:02}", _YM),
    "quarter": ("{}Q{}", _YQ),
}
SAMPLES = {
    "day": "2026-05-08",
    "week": "2026-W19",
    "month": "2026-05",
    "quarter": "2026Q2",
    "year": "2026",
    "money": "12500.5",
    "points": "-4",
    "count": "3",
    "positive": "3",
    "id": "XGY-2026-001",
}


def guess(kind: str, text: str) -> str:
    """Write a scalar of a kind the way it should stand, from how it does; a sample where nobody can tell.

    What would itself be refused is no guess.
    """
    better = _guess(kind, halved(text).strip())
    return better if better and accepted(kind, better) else SAMPLES.get(kind, "")


def accepted(kind: str, text: str) -> bool:
    """Tell whether a scalar of a kind may stand as written."""
    from pydantic import ValidationError  # noqa: PLC0415 - only bad files pay for it

    try:
        _reader(kind).validate_python(text)
    except ValidationError:
        return False
    return True


def several(text: str) -> bool:
    """Tell several ids or names written as one, `XSJ，JSJ`."""
    words = text.split()
    if len(words) > 1 and all(map(_WHOLE.fullmatch, words)):
        return True
    return sum(bool(part.strip()) for part in _BETWEEN.split(text)) > 1


def look_alike(text: str) -> tuple[str, str] | None:
    """Give the first letter that only looks like a Latin one, with that one."""
    return next(((char, _ALIKE[char.upper()]) for char in text if char.upper() in _ALIKE), None)


def hyphened(text: str) -> tuple[str, str] | None:
    """Give the first dash that stands in an id for a hyphen, and the id as meant; None where none does."""
    better = text.strip().translate(_HYPHENS)
    dash = next((char for char in text if ord(char) in _HYPHENS), None)
    return (dash, better) if dash and accepted("id", better) else None


def halved(text: str) -> str:
    """Write full-width letters, digits and signs in ASCII."""
    return unicodedata.normalize("NFKC", text)


def wide(text: str) -> bool:
    """Tell whether a text has full-width letters, digits or signs."""
    return any("\uff01" <= char <= "\uff5e" for char in text)


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Give up to three words like the one written, the likest first; traditional characters too."""
    from difflib import get_close_matches  # noqa: PLC0415 - only bad files pay for it

    every = sorted(words)
    near = get_close_matches(word, every, n=3, cutoff=cutoff)
    simple = word.translate(_SIMPLE)
    return get_close_matches(simple, every, n=3, cutoff=cutoff) if simple != word else near


@cache
def _reader(kind: str) -> TypeAdapter[object]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    from generator.records.model import types  # noqa: PLC0415 - as above

    return TypeAdapter(getattr(types, kind.capitalize()))


def _guess(kind: str, text: str) -> str | None:
    if kind == "year":
        return found[1] if (found := _NUMBERED.fullmatch(_counted(text))) else None
    if kind == "day":
        return _day(_counted(text))
    if kind in _FORMS:
        return _parts(*_FORMS[kind], _counted(text))
    if kind == "id":
        plain = "".join(_ALIKE.get(char, char) for char in text.upper())
        return None if several(text) else re.sub(r"[^A-Z0-9]+", "-", plain).strip("-") or None
    if kind == "money":
        return _money(text.translate(_SIMPLE))
    found = _NUMBER.fullmatch(text)
    plain = re.sub("[,， ]", "", found[1]).replace("−", "-") if found else ""
    return plain.partition(".")[0].lstrip("0") or plain[:1] if kind in {"count", "positive"} else plain


def _money(text: str) -> str | None:
    """Write an amount in 万元; none where it may be of another size or currency than it seems."""
    if scaled := _SCALED.fullmatch(text):
        unit = _UNITS.get(scaled[2], _YUAN if scaled[3] else Decimal(1))
        return _plain(scaled[1], unit)
    rough = _ROUGH.fullmatch(text)
    return _plain(rough[1], Decimal(1)) if rough else None


def _plain(amount: str, unit: Decimal) -> str:
    exact = Decimal(re.sub("[,， ]", "", amount)) * unit
    return f"{exact:.4f}".rstrip("0").rstrip(".")


def _counted(text: str) -> str:
    """Write Chinese numerals of years, months and days as digits."""
    tens = _TENS.sub(lambda found: f"{found[1] or '1'}{found[2] or '0'}", text)
    return "".join(_DIGITS.get(char, char) for char in tens)


def _day(text: str) -> str | None:
    """Give the one day a text may mean; none where month and day could be the other way round."""
    if match := _YMD.fullmatch(text) or _COMPACT.fullmatch(text):
        return _real(*match.groups())
    if match := _SHORT.fullmatch(text):
        return _real(f"20{match[1]}", match[2], match[3])
    if match := _TURNED.fullmatch(text):
        found = {_real(match[3], *pair) for pair in ((match[1], match[2]), (match[2], match[1]))} - {None}
        return found.pop() if len(found) == 1 else None
    return None


def _real(*parts: str) -> str | None:
    year, month, day = map(int, parts)
    try:
        return str(date(year, month, day))
    except ValueError:
        return None


def _parts(form: str, pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.fullmatch(text)
    return form.format(*map(int, match.groups())) if match else None
