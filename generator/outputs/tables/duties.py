"""What was owed in a span, and what came in time: reports, filings, coordinations, meetings (三, 四; D28).

Reports count by project and period: 应报 = 按时 + 迟报 + 未报 + 未到期.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from generator.mechanism.obligations import DUTIES, Duty, Obligation, obligations
from generator.outputs.rates import Rate
from generator.records.calendar import MissingYear, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.outputs.view import View
    from generator.records.calendar import Month, Quarter

    Period = Week | Month | Quarter

P = TypeVar("P")
FILINGS: tuple[Duty, ...] = ("周新开工报送", "周协调清单报送", "月度汇总报送")
HEAD: tuple[Duty, ...] = ("主要负责人专题会", "月末主任办公会", "季末主任办公会")
WORDS: Mapping[Duty, tuple[str, str, str, str]] = {
    "周协调": ("周协调落实率", "已协调", "应协调", "周"),
    "主要负责人专题会": ("按期召开率", "按期召开", "应召开", "次"),
    "月末主任办公会": ("按期召开率", "按期召开", "应召开", "次"),
    "季末主任办公会": ("按期召开率", "按期召开", "应召开", "次"),
}
SAID: Mapping[Duty, Mapping[str, str]] = {
    "周协调": {"按时": "已协调", "未报": "未协调"},
    **{duty: {"按时": "按期召开", "迟报": "延期召开", "未报": "未召开"} for duty in HEAD},
}
REPORTED = ("按时率", "按时", "到期应报", "份")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of what was owed: `owed` is everything due in the span, `pending` what of it is 未到期."""

    owed: int = 0
    in_time: int = 0
    late: int = 0
    missing: int = 0
    pending: int = 0

    @property
    def given(self) -> int:
        """Count what came of it, in time or not."""
        return self.in_time + self.late

    @property
    def fallen_due(self) -> int:
        """Count what was to be there by the day, or came before its time."""
        return self.owed - self.pending


@dataclass(frozen=True, slots=True)
class DutyLine(Counts):
    """What one party owed of one duty: project reports (one a project and period), filings, weeks, meetings.

    `late_days` is the longest delay in working days, of what came late or has not come; `last_done` is the
    day of the newest deed.
    """

    party: str
    duty: Duty
    late_days: int = 0
    last_done: date | None = None

    @property
    def silent(self) -> bool:
        """Tell a party that owed something by the day and gave nothing."""
        return bool(self.fallen_due) and not self.given

    @property
    def rate(self) -> Rate:
        """Give 按时率 (落实率) = 按时 / 到期应报."""
        name, part, whole, unit = WORDS.get(self.duty, REPORTED)
        return Rate(name, part, self.in_time, whole, self.fallen_due, unit)


@dataclass(frozen=True, slots=True)
class Duties:
    """A month's duties by duty and party; `complete` unless a calendar of working days is missing."""

    lines: Sequence[DutyLine] = ()
    totals: Mapping[Duty, DutyLine] | None = None
    complete: bool = True

    def of(self, duty: Duty) -> Mapping[str, DutyLine]:
        """Give one duty's lines by party."""
        return {line.party: line for line in self.lines if line.duty == duty}

    def total(self, duty: Duty) -> DutyLine:
        """Give one duty's sum over all parties."""
        return (self.totals or {}).get(duty, DutyLine("", duty))

    @property
    def coordination(self) -> Mapping[str, DutyLine]:
        """Give 周协调 by leader."""
        return self.of("周协调")

    @property
    def weekly(self) -> Mapping[str, DutyLine]:
        """Give 周报 by unit."""
        return self.of("周报")

    @property
    def monthly(self) -> Mapping[str, DutyLine]:
        """Give 月报 by unit."""
        return self.of("月报")

    @property
    def offices(self) -> Mapping[str, Mapping[Duty, DutyLine]]:
        """Give each coordination office's three filings."""
        found: dict[str, dict[Duty, DutyLine]] = {}
        for line in self.lines:
            if line.duty in FILINGS:
                found.setdefault(line.party, {})[line.duty] = line
        return dict(sorted(found.items()))


def word(duty: Duty, state: str) -> str:
    """Say a state in the duty's own word: a meeting is 未召开, a week 未协调, a report 未报."""
    return SAID.get(duty, {}).get(state, state)


def month_duties(view: View, month: Month) -> Duties:
    """Count what falls due in a month, as it stands on the view's day.

    What fell due on the last day of the month before and had not come by then was 未到期 in that month's
    bulletin; it counts in this one, so that nothing owed is passed over.
    """
    try:
        owed = obligations(view.report, month.first - timedelta(days=1), month.last)
    except MissingYear:
        return Duties(complete=False)
    found = [one for one in owed if one.due >= month.first or one.done is None or one.done > one.due]
    return Duties(by_party(found), totals(found))


def duty_table(view: View, first: date, last: date) -> Sequence[DutyLine]:
    """Count what falls due between two days, by duty and party. Raises MissingYear."""
    return by_party(obligations(view.report, first, last))


def silent(view: View, first: date, last: date) -> Sequence[DutyLine]:
    """Give the lines of those who owed something between two days and gave nothing. Raises MissingYear."""
    return [line for line in duty_table(view, first, last) if line.silent]


def owed_between(view: View, first: date, last: date) -> tuple[Sequence[Obligation], bool]:
    """List what falls due between two days, and tell whether that is all of it.

    Where a calendar of working days is missing, the weeks that need it are left out.
    """
    try:
        return obligations(view.report, first, last), True
    except MissingYear:
        found: list[Obligation] = []
        for start, end in _weekly(first, last):
            try:
                found += obligations(view.report, start, end)
            except MissingYear:
                continue
        return found, False


def _weekly(first: date, last: date) -> Iterable[tuple[date, date]]:
    while first <= last:
        end = min(Week.of(first).last, last)
        yield first, end
        first = end + timedelta(days=1)


def by_party(owed: Iterable[Obligation]) -> Sequence[DutyLine]:
    """Count by duty and party, in the order of the duties."""
    found = _counted(((one.duty, one.party, None), one) for one in owed).values()
    return sorted(found, key=lambda line: (DUTIES.index(line.duty), line.party))


def totals(owed: Iterable[Obligation]) -> Mapping[Duty, DutyLine]:
    """Count by duty over all parties."""
    return {line.duty: line for line in _counted(((one.duty, "", None), one) for one in owed).values()}


def by_period(owed: Iterable[Obligation]) -> Mapping[tuple[Duty, str, Period], DutyLine]:
    """Count by duty, party and period; several due days of one week count together."""
    return _counted(((one.duty, one.party, one.period), one) for one in owed)


def _counted(keyed: Iterable[tuple[tuple[Duty, str, P], Obligation]]) -> dict[tuple[Duty, str, P], DutyLine]:
    """Sum by key; a key begins with the duty and the party that its line names."""
    found: dict[tuple[Duty, str, P], list[Obligation]] = {}
    for key, one in keyed:
        found.setdefault(key, []).append(one)
    return {key: _line(key[1], key[0], owed) for key, owed in found.items()}


def _line(party: str, duty: Duty, owed: Sequence[Obligation]) -> DutyLine:
    states = Counter(one.state for one in owed)
    return DutyLine(
        party,
        duty,
        owed=len(owed),
        in_time=states["按时"],
        late=states["迟报"],
        missing=states["未报"],
        pending=states["未到期"],
        late_days=max(one.late for one in owed),
        last_done=max((one.done for one in owed if one.done), default=None),
    )
