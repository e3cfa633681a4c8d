"""黄牌、红牌、席位、整改 and 问责 in words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.outputs.templates import short_day
from generator.review.impact.section import Section, cited, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.review.impact.model import CardChange, Impact

SEATS = {"first": "首位席", "last": "末位席", None: "无席位"}


def cards(found: Impact) -> Sequence[Section]:
    """Tell cards, seats, 整改 and referrals; a line each."""
    lines = [line for one in found.cards for line in _card(found, one)]
    lines += [*_seats(found), *_rectification(found)]
    lines += [
        f"{named(found, one.unit)} 问责提请：{one.before or '无'} → {one.after or '无'}"
        for one in found.referrals
    ]
    return (Section("黄牌、红牌、席位和整改", tuple(lines)),) if lines else ()


def _card(found: Impact, one: CardChange) -> Iterator[str]:
    said = [
        f"黄牌 {_counted(one.yellow)}",
        *([f"红牌 {_counted(one.red)}"] if one.red[1] or one.red[0] else []),
    ]
    if one.red[1] > one.red[0]:
        said[0] += " → 触发红牌"
    if one.refer:
        said[-1] += " → 通报，经分管负责人同意提请问责"
    year = f"{one.year}年" if one.year else ""
    dated = [
        f"{word}{card.colour} {short_day(card.date)}（依据 {cited(card.because)}）"
        for word, some in (("应发", one.drawn), ("不再有", one.gone))
        for card in some
    ]
    yield f"{named(found, one.unit)} {year}{'；'.join([*said, *dated])}；再督办{one.to_red}次又得红牌"


def _seats(found: Impact) -> Iterator[str]:
    """Say who gains and loses seats, units of one fate together."""
    fates: dict[str, list[str]] = defaultdict(list)
    for seat in found.seats:
        state = "" if seat.closed else "（未结束，暂计）"
        fates[f"{seat.quarter}{state} {SEATS[seat.before]} → {SEATS[seat.after]}"].append(seat.unit)
    for fate, units in fates.items():
        yield f"{fate}：{listed(found, tuple(units))}"


def _rectification(found: Impact) -> Iterator[str]:
    fates: dict[str, list[str]] = defaultdict(list)
    for one in found.rectification:
        word = "列末2位，须提交整改报告" if one.due else "不再列末2位，不需整改"
        fates[f"{one.quarter} {word}"].append(one.unit)
    for fate, units in fates.items():
        yield f"{fate}：{listed(found, tuple(units))}"


def _counted(pair: tuple[int, int]) -> str:
    return f"{pair[0]} → {pair[1]}" if pair[0] != pair[1] else f"{pair[1]}"
