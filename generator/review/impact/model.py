"""What a change does, as plain records: points, ranks, cards, what comes next, baselines, papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.assessment import Seat
    from generator.mechanism.cards import State
    from generator.mechanism.ledger import Card
    from generator.mechanism.upcoming import Step
    from generator.records.calendar import Quarter

What = Literal["新增", "改动", "删除"]
Fate = Literal["new", "gone", "same"]
Verdict = Literal["counts", "late", "moot", "draft", "frozen", ""]
"""How a baseline's change is taken: 计入, 晚于原时限, 不起作用, 未批准, 批准后改动, or nothing to be said."""
PaperFate = Literal["changed", "new", "gone"]


@dataclass(frozen=True, slots=True)
class PointChange:
    """One entry of the ledger before and after (0 where it is not there), in raw points and weighted ones.

    `day` is None for 扣完为止 and 封顶, which move with the entries they limit; `corrects` marks 更正.
    """

    unit: str
    quarter: Quarter
    category: str
    clause: str
    subject: str
    day: date | None
    before: Decimal
    after: Decimal
    weighted: Decimal
    text: str
    because: tuple[str, ...]
    corrects: bool = False

    @property
    def points(self) -> Decimal:
        """Give what the unit gains (loses where negative)."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class AdjustmentChange:
    """One adjustment of cards or seats before and after; `coming` where its quarter has not begun."""

    unit: str
    clause: str
    source: Quarter
    applied_in: Quarter
    before: Decimal
    after: Decimal
    text: str
    because: tuple[str, ...]
    corrects: bool
    coming: bool

    @property
    def points(self) -> Decimal:
        """Give what the unit gains (loses where negative)."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Awaited:
    """A start, completion or closing newly reported that counts only once `office` certifies or confirms it.

    `points` is what would be booked then, certified as reported.
    """

    id: str
    subject: str
    title: str
    day: date
    office: str
    points: tuple[PointChange, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's figures of a quarter (categories by id) or a year (mean, scaled, bonus), total and rank."""

    figures: Mapping[str, Decimal]
    base: Decimal
    total: Decimal
    rank: int
    seat: Seat | None = None

    @property
    def amounts(self) -> tuple[object, ...]:
        """Give all but the rank and the seat, which others decide too."""
        return tuple(sorted(self.figures.items())), self.base, self.total


@dataclass(frozen=True, slots=True)
class StandingChange:
    """One unit in a period before and after; None where it is not assessed in it."""

    unit: str
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """A quarter or year (an int) in which figures change; `shifted` are units that only change rank."""

    period: Quarter | int
    closed: bool
    units: tuple[StandingChange, ...]
    shifted: tuple[StandingChange, ...]
    titles: Mapping[str, str]
    """The names of the figures, in order."""


@dataclass(frozen=True, slots=True)
class CardChange:
    """One unit's cards of a year (0: of all years) before and after, and what follows from them.

    `to_red` counts the further 督办 until the next red card; `refer` tells that red cards now reach the
    number that is reported and, with the leader's consent, referred (D24).
    """

    unit: str
    year: int
    yellow: tuple[int, int]
    red: tuple[int, int]
    drawn: tuple[Card, ...]
    gone: tuple[Card, ...]
    to_red: int
    refer: bool


@dataclass(frozen=True, slots=True)
class SeatChange:
    """A seat gained, lost or changed; `closed` once the quarter is over, before that it may change again."""

    unit: str
    quarter: Quarter
    before: Seat | None
    after: Seat | None
    closed: bool


@dataclass(frozen=True, slots=True)
class RectificationChange:
    """A unit that now must hand in 整改报告 for a closed quarter, or no longer (四(三); O37)."""

    unit: str
    quarter: Quarter
    due: bool


@dataclass(frozen=True, slots=True)
class ReferralChange:
    """A referral before and after; None where there is none (五; O43)."""

    unit: str
    second_red: date
    before: State | None
    after: State | None


@dataclass(frozen=True, slots=True)
class StepChange:
    """What comes next for something the change touches: since it, no longer, or as before."""

    step: Step
    fate: Fate


@dataclass(frozen=True, slots=True)
class BaselineChange:
    """One field of what is measured by: its title, old and new (None: absent), and how it is taken."""

    subject: str
    what: str
    label: str
    old: str | None
    new: str | None
    verdict: Verdict
    path: str


@dataclass(frozen=True, slots=True)
class LateFact:
    """A fact added some working days after it happened; `sealed` is the period it comes too late for.

    `month` tells that the day lies in an earlier month; `report` marks a weekly or monthly report.
    """

    id: str
    title: str
    writer: str
    day: date
    days: int
    month: bool
    sealed: str
    report: bool
    path: str


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper of the catalogue that says something else, comes to be, or is no more; `unit` of a notice."""

    letter: str
    name: str
    period: str
    unit: str
    fate: PaperFate


@dataclass(frozen=True, slots=True)
class SealChange:
    """A bulletin sealed by the change: nothing of its period changes from then on."""

    bulletin: str
    period: str
    number: int
    revision: int


@dataclass(frozen=True)
class Impact:
    """Everything that merging a change does, seen on one day; empty where the change means nothing.

    `touched` counts the records by kind of change; `names` gives the words for the ids in it; `notes` say
    what could not be taken into account.
    """

    as_of: date
    touched: Mapping[What, int] = field(default_factory=dict)
    points: tuple[PointChange, ...] = ()
    adjustments: tuple[AdjustmentChange, ...] = ()
    periods: tuple[PeriodChange, ...] = ()
    cards: tuple[CardChange, ...] = ()
    seats: tuple[SeatChange, ...] = ()
    rectification: tuple[RectificationChange, ...] = ()
    referrals: tuple[ReferralChange, ...] = ()
    steps: tuple[StepChange, ...] = ()
    baselines: tuple[BaselineChange, ...] = ()
    late: tuple[LateFact, ...] = ()
    papers: tuple[PaperChange, ...] = ()
    seals: tuple[SealChange, ...] = ()
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    foreseen: tuple[AdjustmentChange, ...] = ()
    """What the cards of a quarter that is not over come to at its end, as far as they are known (D25)."""
    awaited: tuple[Awaited, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.touched or self.notes)
