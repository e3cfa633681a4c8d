"""One thing owed, the days it is looked for in, and how it stands on the day (D28)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from generator.mechanism.duties import weekly_report_due
from generator.records.calendar import Month, Quarter, Week

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from datetime import date

    from generator.mechanism.elapsed import Elapsed
    from generator.records.calendar import WorkingDays
    from generator.records.model.events import Event

E = TypeVar("E", bound="Event")
K = TypeVar("K", bound="Hashable")
Duty = Literal[
    "周报",  # O28 each lead unit, each project under way, by Friday
    "月报",  # O21 each lead unit, each project under way, by the 25th
    "周新开工报送",  # O22 each 综合协调办, by Friday
    "周协调清单报送",  # O20 each 综合协调办, each week
    "月度汇总报送",  # O21 each 综合协调办, by the 25th
    "周协调",  # O30 each leader, once a week
    "主要负责人专题会",  # O31 about every two weeks
    "月末主任办公会",  # O32 the month's last 主任办公会
    "季末主任办公会",  # 四(三) the quarter's last 主任办公会
]
DUTIES: tuple[Duty, ...] = get_args(Duty)
State = Literal["按时", "迟报", "未报", "未到期"]


class Obligation(NamedTuple):
    """One thing owed by `party` (unit, office or leader id; empty for the head) about `subject` (project id).

    `late` counts working days after `due`, to the deed or to the day. `because` cites the deed.
    """

    duty: Duty
    party: str
    period: Week | Month | Quarter
    due: date
    done: date | None
    state: State
    late: int
    subject: str = ""
    because: tuple[str, ...] = ()


class Owed(NamedTuple):
    """What is owed and the deed that answers it, not yet judged."""

    duty: Duty
    party: str
    period: Week | Month | Quarter
    due: date
    deed: Event | None
    subject: str = ""


def first_by(events: Iterable[E], key: Callable[[E], K]) -> Mapping[K, E]:
    """Give the first event of each key, which answers what is owed; events come by date."""
    found: dict[K, E] = {}
    for event in events:
        found.setdefault(key(event), event)
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for; `begun` is the first day with data, `working` tells when things fall due (D28)."""

    first: date
    last: date
    begun: date
    working: WorkingDays

    def holds(self, due: date) -> bool:
        """Tell whether a due day is asked for."""
        return self.first <= due <= self.last

    def weeks(self) -> Iterator[tuple[Week, date]]:
        """Give the weeks that touch the span and are worked, with their report day."""
        week = Week.of(max(self.first, self.begun))
        week = week if week.first >= self.begun else week.shift(1)
        while week.first <= self.last:
            due = weekly_report_due(week, self.working)
            if due is not None:
                yield week, due
            week = week.shift(1)

    def months(self) -> Iterator[Month]:
        """Give the months of which something may fall due in the span.

        A holiday can carry what is due on the 25th into the next month, but not into the next year.
        """
        month = Month.of(self.first)
        month = max(month.shift(-1) if month.number > 1 else month, Month.of(self.begun))
        while month.first <= self.last:
            yield month
            month = month.shift(1)

    def quarters(self) -> Iterator[Quarter]:
        """Give the quarters that touch the span."""
        quarter = Quarter.of(max(self.first, self.begun))
        while quarter.first <= self.last:
            yield quarter
            quarter = quarter.shift(1)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges what is owed at the end of a day; `elapsed` counts lateness as the edition reads it (D17)."""

    as_of: date
    elapsed: Elapsed

    def of(self, owed: Owed) -> Obligation:
        """Compare the due day with the deed, or with the day where there is none."""
        done = owed.deed.date if owed.deed else None
        state, late = self._state(owed.due, done), self.elapsed.between(owed.due, done or self.as_of)
        because = (owed.deed.at("date"),) if owed.deed else ()
        return Obligation(
            owed.duty, owed.party, owed.period, owed.due, done, state, late, owed.subject, because
        )

    def _state(self, due: date, done: date | None) -> State:
        if done is not None:
            return "按时" if done <= due else "迟报"
        return "未报" if due < self.as_of else "未到期"
