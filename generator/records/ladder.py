"""督办 → 黄牌 → 红牌: how a unit's 督办 turn into cards, each by the rules of its own day (四(二); D24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.records.model.events import Supervision
    from generator.records.model.events.discipline import Colour
    from generator.records.model.policy import Cards


class Rung(NamedTuple):
    """A 督办 with the number of its yellow card, and of the red one it draws (0 for none) from `spent`."""

    act: Supervision
    yellow: int
    red: int
    spent: Sequence[Supervision]


def ladder(acts: Sequence[Supervision], rules: Callable[[date], Cards]) -> Iterator[Rung]:
    """Number the cards that all 督办 of one unit, by date, draw; `rules` gives what is in force on a day.

    Cards count by calendar year, or over all time. A yellow card that has gone into a red one goes into no
    other pair, whichever edition drew it.
    """
    reds: list[date] = []
    begin = gone = 0
    for place, act in enumerate(acts):
        now = rules(act.date)
        yearly = now.window == "calendar_year"
        while acts[begin].date.year < act.date.year:
            begin += 1
        since = begin if yearly else 0
        count, fresh, drawn = place - since + 1, place + 1 - max(since, gone), 0
        if turns(count, fresh, now):
            reds.append(act.date)
            drawn = sum(day.year == act.date.year for day in reds) if yearly else len(reds)
            gone = place + 1
        yield Rung(act, count, drawn, acts[max(since, place + 1 - now.red_from_yellow) : place + 1])


def turns(count: int, fresh: int, rules: Cards) -> bool:
    """Tell whether a unit's newest yellow card makes a red one: `count` it has, `fresh` in no red one yet."""
    further = rules.red_mode == "every_further_yellow" and count >= rules.red_from_yellow
    return further or fresh >= rules.red_from_yellow


def drawn(rungs: Iterable[Rung]) -> Mapping[tuple[Colour, int, int], Sequence[Supervision]]:
    """Give the 督办 behind each card of a unit, the newest last, by the card's colour, year and number."""
    found: dict[tuple[Colour, int, int], Sequence[Supervision]] = {}
    for rung in rungs:
        found["黄牌", rung.act.date.year, rung.yellow] = (rung.act,)
        if rung.red:
            found["红牌", rung.act.date.year, rung.red] = rung.spent
    return found
