"""季考评: categories, base total, adjustments, total, rank and seat of each unit (附件3; D1–D3, D25, D26)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from generator.mechanism.ledger import CAP, FLOOR, LIMIT, ZERO, Adjustment, Card, Entry, exact, signed
from generator.mechanism.words import quarter as said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.records.calendar import Quarter
    from generator.records.model.organisations import Organisation
    from generator.records.model.policy import Category, Policy

Seat = Literal["first", "last"]
SEATS = frozenset({"first", "last"})
PLACES = 20


@dataclass(frozen=True)
class Score:
    """One category of one unit: its amount after all entries, and whether anything was there to assess."""

    amount: Decimal
    weight: Decimal
    empty: bool


@dataclass(frozen=True)
class Result:
    """One unit's quarter. `total` = `base_total` + `adjustments`; `base_total` = Σ weight × (100 + entries).

    `rank` counts as in competitions (1, 1, 3); `seat` is 首位席, 末位席 or none.
    """

    unit: str
    quarter: Quarter
    scores: Mapping[str, Score]
    entries: tuple[Entry, ...]
    adjustments: tuple[Adjustment, ...] = ()
    pre_seat_total: Decimal = ZERO
    total: Decimal = ZERO
    rank: int = 0
    seat: Seat | None = None

    @property
    def base_total(self) -> Decimal:
        """Give the weighted sum of the categories, before any adjustment.

        A third has no last place: without those no weight has (D3, reweight) equal sums are equal.
        """
        whole = sum((score.amount * score.weight for score in self.scores.values()), ZERO)
        return round(whole, PLACES) if -int(whole.as_tuple().exponent) > PLACES else whole


@dataclass(frozen=True)
class Assessment:
    """One quarter of all units, by rank; `closed` once its last day has passed."""

    quarter: Quarter
    policy: Policy
    results: Mapping[str, Result]
    adjustments: tuple[Adjustment, ...]
    rectification: tuple[str, ...]
    closed: bool

    @cached_property
    def unseated(self) -> Mapping[str, Result]:
        """Give the results without what this quarter's own seats gave or took at once (4.4)."""
        return {unit: _unseated(result) for unit, result in self.results.items()}


def score(
    unit: str, quarter: Quarter, entries: Sequence[Entry], present: frozenset[str], policy: Policy
) -> Result:
    """Sum a unit's entries by category; `present` names the categories with anything to assess (D3)."""
    weights = _weights(policy, present)
    scores: dict[str, Score] = {}
    booked: list[Entry] = []
    for category in policy.categories:
        own = [entry for entry in entries if entry.category == category.id]
        own += limits(unit, quarter, category, own)
        weight = weights[category.id]
        booked += [replace(entry, weighted=entry.points * weight) for entry in own]
        amount = category.base + sum((entry.points for entry in own), ZERO)
        scores[category.id] = Score(amount, weight, category.id not in present)
    return Result(unit, quarter, scores, tuple(booked))


def _weights(policy: Policy, present: frozenset[str]) -> Mapping[str, Decimal]:
    """Give each category's weight; empty ones share theirs out where the reading says so (D3)."""
    plain: dict[str, Decimal] = {category.id: category.weight for category in policy.categories}
    whole = sum((weight for key, weight in plain.items() if key in present), ZERO)
    if policy.no_item == "keep_base" or not whole:
        return plain
    return {key: weight / whole if key in present else ZERO for key, weight in plain.items()}


def limits(unit: str, quarter: Quarter, category: Category, own: Sequence[Entry]) -> list[Entry]:
    """Book what a floor or cap does not take or give, so that sums still hold (D1, D2)."""
    amount = category.base + sum((entry.points for entry in own), ZERO)
    last = max((entry.date for entry in own), default=quarter.last)
    if category.floor is not None and amount < category.floor:
        gap = category.floor - amount
        text = f"本类扣完为止，少扣{exact(gap)}分"
        return [Entry(unit, FLOOR, category.id, LIMIT, "", last, quarter, gap, text, ())]
    if category.cap is not None and amount > category.cap:
        gap = category.cap - amount
        text = f"本类最高{exact(category.cap)}分，多加的{exact(-gap)}分不计"
        return [Entry(unit, CAP, category.id, LIMIT, "", last, quarter, gap, text, ())]
    return []


def assess(  # noqa: PLR0913 - the quarter and all that bears on it
    results: Mapping[str, Result],
    carried: Sequence[Adjustment],
    cards: Sequence[Card],
    units: Mapping[str, Organisation],
    policy: Policy,
    *,
    quarter: Quarter,
    closed: bool,
) -> Assessment:
    """Rank one quarter's units: carried adjustments, cards, then seats, in one pass (D25, D26).

    What a closed quarter decides is applied in the next one, in the fourth quarter at once.
    """
    applied = [a for a in carried if takes_effect(a, policy)]
    own = card_adjustments(quarter, cards, results, policy) if closed else []
    before = _with(results, [*applied, *(own if quarter.is_fourth else [])])
    return settled(before, own, units, policy, quarter=quarter, closed=closed)


def settled(  # noqa: PLR0913 - the quarter and all that bears on it
    before: Mapping[str, Result],
    own: Sequence[Adjustment],
    units: Mapping[str, Organisation],
    policy: Policy,
    *,
    quarter: Quarter,
    closed: bool,
) -> Assessment:
    """Give the seats, in the fourth quarter with their points at once, then ranks and 整改."""
    seats = _seats(before, units, policy)
    seated = _seat_adjustments(quarter, seats, policy) if closed else []
    now = [a for a in seated if a.applied_in == quarter]
    after = {**before, **_with({a.unit: before[a.unit] for a in now}, now)}
    ranked = _ranked(after, units, policy, seats)
    rectification = _bottom(ranked, units, policy)
    return Assessment(quarter, policy, ranked, (*own, *seated), rectification, closed)


def takes_effect(adjustment: Adjustment, policy: Policy) -> bool:
    """Tell points that count where they go: a fourth quarter may have its own only (D25)."""
    own = adjustment.source == adjustment.applied_in
    return own or not (adjustment.applied_in.is_fourth and policy.adjustments.fourth_quarter == "own_only")


def at_once(adjustment: Adjustment) -> bool:
    """Tell points for a seat that count in the very quarter that gave it (4.4 in the fourth quarter)."""
    return adjustment.source == adjustment.applied_in and adjustment.reason in SEATS


def _unseated(result: Result) -> Result:
    kept = tuple(adjustment for adjustment in result.adjustments if not at_once(adjustment))
    total = result.base_total + sum((adjustment.points for adjustment in kept), ZERO)
    return replace(result, adjustments=kept, total=total, pre_seat_total=total)


def _with(results: Mapping[str, Result], more: Iterable[Adjustment]) -> dict[str, Result]:
    added: dict[str, list[Adjustment]] = defaultdict(list)
    for adjustment in more:
        added[adjustment.unit].append(adjustment)
    found = {}
    for unit, result in results.items():
        adjustments = (*result.adjustments, *added[unit])
        seats = sum((a.points for a in added[unit] if at_once(a)), ZERO)
        total = result.base_total + sum((a.points for a in adjustments), ZERO)
        found[unit] = replace(result, adjustments=adjustments, total=total, pre_seat_total=total - seats)
    return found


def card_adjustments(
    quarter: Quarter, cards: Sequence[Card], results: Iterable[str], policy: Policy
) -> list[Adjustment]:
    """4.1 and 4.2: most yellow cards −1, each red card −2; all tied units alike."""
    figures, to = policy.adjustments, _applied_in(quarter)
    units = tuple(results)
    mine = [card for card in cards if card.unit in units]
    yellow = Counter(card.unit for card in mine if card.colour == "黄牌")
    most = max(yellow.values(), default=0)
    found = []
    for unit in units:
        own = (card for card in mine if card.unit == unit and card.colour == "黄牌")
        because = tuple(dict.fromkeys(place for card in own for place in card.because))
        if yellow[unit] == most >= max(figures.most_yellow_min, 1):
            text = f"{said(quarter)}黄牌{most}张，为最多，{signed(figures.most_yellow)}"
            found.append(
                Adjustment(unit, "4.1", "most_yellow", quarter, to, figures.most_yellow, text, because)
            )
        for card in mine:
            if card.unit == unit and card.colour == "红牌":
                text = f"{said(quarter)}获红牌（本年第{card.number}张），{signed(figures.red)}"
                found.append(Adjustment(unit, "4.2", "red", quarter, to, figures.red, text, card.because))
    return found


def _seat_adjustments(quarter: Quarter, seats: Mapping[str, Seat], policy: Policy) -> list[Adjustment]:
    """4.4: 首位席 +3, 末位席 −2."""
    words = {
        "first": ("首位席", policy.adjustments.first_seat),
        "last": ("末位席", policy.adjustments.last_seat),
    }
    found = []
    for unit, seat in seats.items():
        name, points = words[seat]
        text = f"{said(quarter)}考评{name}，{signed(points)}"
        found.append(Adjustment(unit, "4.4", seat, quarter, _applied_in(quarter), points, text))
    return found


def _applied_in(quarter: Quarter) -> Quarter:
    """Give the quarter in which cards and seats count: the next, but 第四季度实行当季扣分或加分."""
    return quarter if quarter.is_fourth else quarter.shift(1)


def grouped(units: Iterable[str], register: Mapping[str, Organisation], policy: Policy) -> list[list[str]]:
    """Give the lists that are ranked apart: one, or one a group (D26)."""
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        known = register.get(unit) if policy.ranking.groups else None
        groups[(known.group or "") if known else ""].append(unit)
    return [groups[key] for key in sorted(groups)]


def _seats(
    results: Mapping[str, Result], units: Mapping[str, Organisation], policy: Policy
) -> dict[str, Seat]:
    found: dict[str, Seat] = {}
    for group in grouped(results, units, policy):
        marks = {unit: mark(results[unit], policy) for unit in group}
        top, bottom = max(marks.values()), min(marks.values())
        if top != bottom:
            found |= {unit: "first" for unit in group if marks[unit] == top}
            found |= {unit: "last" for unit in group if marks[unit] == bottom}
    return found


def mark(result: Result, policy: Policy) -> Decimal:
    """Give what a unit is ranked by: its total, or its base total where the edition says so (D26)."""
    return result.total if policy.ranking.by == "total" else result.base_total


def _ranked(
    results: Mapping[str, Result],
    units: Mapping[str, Organisation],
    policy: Policy,
    seats: Mapping[str, Seat],
) -> dict[str, Result]:
    """Order each group by total, ties alike (1, 1, 3), equal ones by id."""
    found: dict[str, Result] = {}
    for group in grouped(results, units, policy):
        ordered = sorted(group, key=lambda unit: (-mark(results[unit], policy), unit))
        rank = 0
        for place, unit in enumerate(ordered, 1):
            if place == 1 or mark(results[unit], policy) != mark(results[ordered[place - 2]], policy):
                rank = place
            found[unit] = _placed(results[unit], rank, seats.get(unit))
    return found


def _placed(result: Result, rank: int, seat: Seat | None) -> Result:
    same = result.rank == rank and result.seat == seat
    return result if same else replace(result, rank=rank, seat=seat)


def _bottom(
    results: Mapping[str, Result], units: Mapping[str, Organisation], policy: Policy
) -> tuple[str, ...]:
    """Name the units at or below the second-lowest score; none where all are equal (D26, O37)."""
    found: list[str] = []
    for group in grouped(results, units, policy):
        marks = sorted(mark(results[unit], policy) for unit in group)
        if marks and marks[0] != marks[-1]:
            bound = marks[min(policy.ranking.rectification_bottom, len(marks)) - 1]
            found += [unit for unit in group if mark(results[unit], policy) <= bound]
    return tuple(found)
