"""报送与会议日历: who owed what in the last weeks, what came, what falls due next (三(二), 三(三), 四)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.tables.duties import (
    FILINGS,
    HEAD,
    DutyLine,
    by_party,
    by_period,
    owed_between,
    totals,
    word,
)
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.obligations import Duty, Obligation
    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.records.calendar import Quarter

    Lines = Mapping[tuple[Duty, str, Week | Month | Quarter], DutyLine]

PAST, COMING = 4, 2
COUNTED: tuple[Duty, ...] = ("周报", "月报", *FILINGS, "周协调")
HEADLINE: Mapping[Duty, str] = {"周报": "周报按时率", "月报": "月报按时率", "周协调": "周协调落实率"}
TONES = {"按时": "good", "迟报": "warn", "未报": "bad", "未到期": "mute"}


@dataclass(frozen=True, slots=True)
class Cell:
    """How one party stands in one period: a word, how many of how many, the longest delay, a tone."""

    word: str
    tone: str
    line: DutyLine


@dataclass(frozen=True, slots=True)
class Row:
    """One party's cells, for the weeks and months of the page; None where nothing is owed."""

    party: str
    weeks: Sequence[Cell | None]
    months: Sequence[Cell | None] = ()
    more: Sequence[Cell | None] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the page: four weeks, the running one, two ahead; two months; 28 days beside 28 before."""

    weeks: Sequence[Week]
    months: Sequence[Month]
    before: date
    recent: date
    last: date

    @classmethod
    def of(cls, as_of: date) -> Span:
        """Give the span of a day."""
        now, month = Week.of(as_of), Month.of(as_of)
        weeks = [now.shift(step) for step in range(-PAST, COMING + 1)]
        back = timedelta(weeks=PAST)
        tomorrow = as_of + timedelta(days=1)
        last = max(weeks[-1].last, month.last)
        return cls(weeks, [month.shift(-1), month], tomorrow - 2 * back, tomorrow - back, last)


def pages(press: Press) -> Iterator[Page]:
    """Print the calendar of reports and meetings."""
    view = press.view
    span = Span.of(view.as_of)
    owed, complete = owed_between(view, min(span.before, span.months[0].first), span.last)
    recent = [one for one in owed if span.recent <= one.due <= view.as_of]
    earlier = [one for one in owed if span.before <= one.due < span.recent]
    lines, beside = by_period(owed), compared(recent, earlier)
    silent = [line for line in by_party(recent) if line.silent and line.party]
    yield press.page(
        "duties.md",
        "报送与会议日历",
        f"近四周应报送、应召开的情况和近两周到期的事项。数据截至{said(view.as_of)}。",
        template="duties.md.j2",
        kind="duties",
        hide=("navigation",),
        complete=complete,
        span=span,
        running=Week.of(view.as_of),
        compared=beside,
        headline=headline(beside),
        silent=silent,
        coming=coming(owed, view.as_of),
        units=rows(lines, span, "周报", "月报"),
        leaders=rows(lines, span, "周协调"),
        offices=rows(lines, span, "周新开工报送", "月度汇总报送", "周协调清单报送"),
        meetings=[one for one in owed if one.duty in HEAD and one.due >= span.months[0].first],
        word=word,
        tones=TONES,
    )


def rows(
    lines: Lines, span: Span, duty: Duty, monthly: Duty | None = None, more: Duty | None = None
) -> list[Row]:
    """Give a row for each party that owes a weekly duty, or the monthly one, in the page's days."""
    periods = {*span.weeks, *span.months}
    parties = sorted({who for name, who, when in lines if name in {duty, monthly} and when in periods})
    return [
        Row(
            party,
            [cell(lines.get((duty, party, week))) for week in span.weeks],
            [cell(lines.get((monthly, party, month))) for month in span.months] if monthly else [],
            [cell(lines.get((more, party, week))) for week in span.weeks] if more else [],
        )
        for party in parties
    ]


def cell(line: DutyLine | None) -> Cell | None:
    """Say how a party stands: the gravest of its reports counts."""
    if line is None:
        return None
    if line.missing:
        return Cell("部分未报" if line.given else word(line.duty, "未报"), "bad", line)
    if line.pending:
        return Cell("未到期", "mute", line)
    state = "迟报" if line.late else "按时"
    return Cell(word(line.duty, state), TONES[state], line)


def compared(recent: Sequence[Obligation], earlier: Sequence[Obligation]) -> list[tuple[DutyLine, DutyLine]]:
    """Set the last four weeks beside the four before, duty by duty."""
    now, before = totals(recent), totals(earlier)
    return [(now.get(duty, DutyLine("", duty)), before.get(duty, DutyLine("", duty))) for duty in COUNTED]


def headline(beside: Sequence[tuple[DutyLine, DutyLine]]) -> list[tuple[str, DutyLine]]:
    """Give the duties whose rates head the page, each with the rate's name."""
    return [(HEADLINE[now.duty], now) for now, _ in beside if now.duty in HEADLINE]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What falls due on one day: how much is owed, how much is in, who has still to hand in."""

    due: date
    period: Week | Month | Quarter
    line: DutyLine
    waiting: Sequence[str]


def coming(owed: Sequence[Obligation], as_of: date) -> list[Ahead]:
    """Give what falls due today and in the two weeks ahead, day by day."""
    groups: dict[tuple[date, Duty], list[Obligation]] = defaultdict(list)
    for one in owed:
        if as_of <= one.due <= as_of + timedelta(weeks=COMING):
            groups[one.due, one.duty].append(one)
    return [
        Ahead(due, group[0].period, totals(group)[duty], _waiting(group))
        for (due, duty), group in groups.items()
    ]


def _waiting(group: Sequence[Obligation]) -> Sequence[str]:
    return sorted({one.party for one in group if one.state == "未到期"})
