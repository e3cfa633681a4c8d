"""Sealed periods stay as they were; what comes to light later is booked in the next open quarter (更正)."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.mechanism.assessment import SEATS, limits
from generator.mechanism.ledger import CAP, FLOOR, ZERO, Adjustment, Entry, exact, signed
from generator.mechanism.news import News
from generator.mechanism.words import quarter as said
from generator.records import chain
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.annual import YearResult
    from generator.mechanism.assessment import Assessment
    from generator.mechanism.news import Told
    from generator.records.calendar import Month
    from generator.records.model.events import BulletinPublished
    from generator.records.portfolio import Portfolio

CORRECTION = "correction"
Key = tuple[str, str, str, str, "date"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What was booked of one thing, and what should be."""

    then: Decimal = ZERO
    now: Decimal = ZERO

    @property
    def points(self) -> Decimal:
        """Give what is lacking, or too much."""
        return self.now - self.then

    def plus(self, points: Decimal, *, now: bool) -> Gap:
        """Add points to what should be booked now, or to what was."""
        return Gap(self.then, self.now + points) if now else Gap(self.then + points, self.now)

    @property
    def made_good(self) -> str:
        """Say in words without a sign what makes it good: 退回4分, 扣回6分, 补扣2分, 补加3分."""
        if self.points > 0:
            word = "退回" if self.then < 0 and self.now <= 0 else "补加"
        else:
            word = "扣回" if self.then > 0 and self.now >= 0 else "补扣"
        return f"{word}{exact(abs(self.points))}分"


@dataclass(frozen=True)
class Sealed:
    """A sealed bulletin and the data of the commit it names."""

    act: BulletinPublished
    portfolio: Portfolio

    @cached_property
    def period(self) -> Month | Quarter | int:
        """Give the month, quarter or year."""
        return chain.span(self.act.period)


@dataclass(frozen=True)
class Closing:
    """What a seal fixed, by its number and day: a quarter's assessment or a year's results."""

    number: int
    on: date
    period: Quarter | int
    assessment: Assessment | None = None
    year: Mapping[str, YearResult] = field(default_factory=dict)
    known: Portfolio | None = None


@dataclass(frozen=True)
class Closed:
    """All that is fixed, in the order of the seals; a later revision takes an earlier one's place."""

    closings: Sequence[Closing] = ()

    @cached_property
    def quarters(self) -> Mapping[Quarter, Assessment]:
        """Give each fixed quarter by its latest revision."""
        return {
            closing.period: closing.assessment
            for closing in self.closings
            if isinstance(closing.period, Quarter) and closing.assessment
        }

    @cached_property
    def years(self) -> Mapping[int, Mapping[str, YearResult]]:
        """Give each fixed year by its latest revision."""
        return {closing.period: closing.year for closing in self.closings if isinstance(closing.period, int)}

    def by(self, day: date) -> Closed:
        """Give what was fixed by the end of a day."""
        return Closed([closing for closing in self.closings if closing.on <= day])

    def before(self, number: int, period: object = None) -> Closed:
        """Give what the seals before one had fixed, but for its own period, which is computed anew."""
        return Closed([c for c in self.closings if c.number < number and c.period != period])

    def news(self, quarter: Quarter, known: Portfolio) -> News:
        """Give what was told since a quarter's newest seal."""
        then = next(c.known for c in reversed(self.closings) if c.period == quarter)
        return News(then or known, known, quarter)

    def carried(self, quarter: Quarter) -> Assessment:
        """Give the revision of a quarter whose cards and seats went into the quarter they apply in.

        That is the one in force when that quarter was sealed itself; the latest while it is open.
        """
        there = [] if quarter.is_fourth else [c for c in self.closings if c.period == quarter.shift(1)]
        before = there[-1].number if there else math.inf
        found = [c for c in self.closings if c.period == quarter and c.number < before]
        fixed = found[-1].assessment if found else None
        return fixed or self.quarters[quarter]


def open_after(quarter: Quarter, frozen: Mapping[Quarter, Assessment]) -> Quarter:
    """Give the first quarter after this one that has not been published."""
    quarter = quarter.shift(1)
    while quarter in frozen:
        quarter = quarter.shift(1)
    return quarter


def late_entries(
    entries: Mapping[tuple[Quarter, str], Iterable[Entry]],
    span: Sequence[Quarter],
    closed: Closed,
    known: Portfolio,
) -> Iterator[Entry]:
    """Give what each published quarter lacks or has too much, dated as it was, in the next open quarter.

    What a floor or cap of that quarter did not take or give is not made good either (D2). What an already
    published correction has made good is not booked again. Each says and cites what was told since that bears
    on it.
    """
    frozen = {quarter: closed.quarters[quarter] for quarter in span if quarter in closed.quarters}
    fixed = [e for e in _published(closed.quarters) if e.kind == CORRECTION]
    current = [e for (of, _), found in entries.items() if of in frozen for e in found]
    for quarter, assessment in frozen.items():
        now = [e for e in current if e.quarter == quarter]
        booked = list(_published({quarter: assessment}))
        then = [e for e in booked if e.kind != CORRECTION]
        now += _limited([*now, *(e for e in booked if e.kind == CORRECTION)], assessment)
        done = [e for e in fixed if Quarter.of(e.date) == quarter]
        examples = {_key(entry): entry for entry in [*done, *then, *now]}
        stands, news, to = set(map(_key, now)), closed.news(quarter, known), open_after(quarter, frozen)
        rules = [(rule.clause, rule.kind) for rule in assessment.policy.rules]
        for key, gap in sorted(_gaps(now, [*then, *done]).items()):
            entry = examples[key]
            kinds = [kind for clause, kind in rules if clause == entry.clause]
            told = news.of_entry(entry, kinds, stands=key in stands)
            yield _correction(entry, gap, to, told, stands=key in stands)


def late_adjustments(
    cards: Mapping[Quarter, Iterable[Adjustment]], closed: Closed, known: Portfolio
) -> Iterator[Adjustment]:
    """Give the adjustments (4.1, 4.2) a published quarter lacks or has too much in the quarter they went to.

    Seats change only with a revision of the quarter itself (4.4).
    """
    frozen = closed.quarters
    results = [result for assessment in frozen.values() for result in assessment.results.values()]
    fixed = [a for result in results for a in result.adjustments if a.corrects]
    for quarter, found in cards.items():
        seats = [a for a in frozen[quarter].adjustments if a.reason in SEATS]
        done = [*closed.carried(quarter).adjustments, *(a for a in fixed if a.source == quarter)]
        gaps: dict[tuple[str, str], Gap] = defaultdict(Gap)
        told: dict[tuple[str, str], list[tuple[str, Adjustment]]] = defaultdict(list)
        for word, adjustments in (("当时", done), ("现在", [*found, *seats])):
            for adjustment in adjustments:
                key = adjustment.unit, adjustment.clause
                gaps[key] = gaps[key].plus(adjustment.points, now=word == "现在")
                told[key].append((word, adjustment))
        news = closed.news(quarter, known)
        for key, gap in sorted(gaps.items()):
            if gap.points:
                yield _regained(quarter, open_after(quarter, frozen), gap, told[key], news.of_cards(*key))


def _regained(
    quarter: Quarter, to: Quarter, gap: Gap, told: Sequence[tuple[str, Adjustment]], since: Sequence[Told]
) -> Adjustment:
    """Make good what an adjustment lacks or has too much: what was said, what it is now, by which facts."""
    last = told[-1][1]
    words = [f"{word}{one.text}" for word, one in told if not one.corrects]
    if all(word == "当时" for word, _ in told):
        words.append(f"现在没有{last.clause}这一项")
    text = f"更正（{said(quarter)}已通报）：{'；'.join([*words, gap.made_good])}" + _grounds(since)
    cited = [place for _, one in told for place in one.because]
    because = tuple(dict.fromkeys((*cited, *(one.place for one in since))))
    reason, points = last.reason, gap.points
    return Adjustment(last.unit, last.clause, reason, quarter, to, points, text, because, corrects=True)


def _published(frozen: Mapping[Quarter, Assessment]) -> Iterator[Entry]:
    for assessment in frozen.values():
        for result in assessment.results.values():
            yield from result.entries


def _limited(entries: Sequence[Entry], assessment: Assessment) -> Iterator[Entry]:
    """Give what the floors and caps of a published quarter do not take or give of what is known now.

    What was booked in it of quarters before is known as it was then.
    """
    own: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        own[entry.unit, entry.category].append(entry)
    for category in assessment.policy.categories:
        for unit in assessment.results:
            yield from limits(unit, assessment.quarter, category, own[unit, category.id])


def _key(entry: Entry) -> Key:
    """Name what an entry is about; of a floor or cap there is one, whichever day it was reached on."""
    day = entry.date if entry.subject else Quarter.of(entry.date).last
    return entry.unit, entry.category, entry.clause, entry.subject, day


def _gaps(now: Iterable[Entry], then: Iterable[Entry]) -> dict[Key, Gap]:
    gaps: dict[Key, Gap] = defaultdict(Gap)
    for current, entries in ((True, now), (False, then)):
        for entry in entries:
            gaps[_key(entry)] = gaps[_key(entry)].plus(entry.points, now=current)
    return {key: gap for key, gap in gaps.items() if gap.points}


def _correction(entry: Entry, gap: Gap, to: Quarter, since: Sequence[Told], *, stands: bool) -> Entry:
    """Book a gap: what was booked, that it no longer stands or what stands now, and by what."""
    head = f"更正（{said(Quarter.of(entry.date))}已通报）："
    text = head + _restated(entry.clause, gap, entry.text.removeprefix(head), stands=stands) + _grounds(since)
    because = tuple(dict.fromkeys((*entry.because, *(one.place for one in since))))
    points = gap.points
    return replace(
        entry, kind=CORRECTION, quarter=to, points=points, text=text, because=because, weighted=ZERO
    )


def _restated(clause: str, gap: Gap, text: str, *, stands: bool) -> str:
    if clause in {FLOOR, CAP}:
        word, sign = ("少扣", 1) if clause == FLOOR else ("少加", -1)
        then, now = exact(sign * gap.then), exact(sign * gap.now)
        return f"{clause}，原{word}{then}分，现应{word}{now}分，差额{signed(gap.points)}"
    if not stands:
        return f"原{signed(gap.then)}（{text}）现不成立，{gap.made_good}"
    if not gap.then:
        return f"{gap.made_good}：{text}"
    now = f"应{signed(gap.now)}" if gap.now else "不加不扣"
    return f"原{signed(gap.then)}，现{now}（{text}），{gap.made_good}"


def _grounds(since: Sequence[Told]) -> str:
    return f"；依据：{'、'.join(one.words for one in since)}" if since else ""
