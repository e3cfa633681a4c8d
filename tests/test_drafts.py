"""Which papers are drafted on which day, worked by hand over 2026 with its holidays and make-up days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.papers.catalogue import BY_LETTER
from generator.outputs.papers.periods import cadence
from generator.records.calendar import Month, Quarter, Week, WorkingDays
from generator.review.drafts import due

if TYPE_CHECKING:
    from generator.records.model.calendar import CalendarYear

WEEKLY, REPORT, MONTHLY, QUARTERLY, YEARLY = "BCDQ", "EM", "EHINO", "FK", "GJ"
# 2026: rest days 1-3.1, 15-23.2, 4-6.4, 1-5.5, 19-21.6, 25-27.9, 1-7.10;
# weekend days worked: 4.1, 14.2, 28.2, 9.5, 20.9, 10.10.
NOT_ON_FRIDAY = {
    Week(2026, 1): date(2026, 1, 4),  # Friday 2 January is off, Sunday the 4th is worked
    Week(2026, 8): None,  # 16 to 22 February: nobody works
    Week(2026, 18): date(2026, 4, 30),  # Friday is 1 May
    Week(2026, 25): date(2026, 6, 18),  # Friday 19 June: 端午
    Week(2026, 39): date(2026, 9, 24),  # Friday 25 September: 中秋
    Week(2026, 40): date(2026, 9, 30),  # Thursday 1 October: 国庆
}
REPORTS = (26, 25, 25, 27, 25, 25, 27, 25, 28, 26, 25, 25)  # January to December
ENDS = (30, 28, 31, 30, 29, 30, 31, 31, 30, 30, 30, 31)


@pytest.fixture(scope="module")
def working(calendars: dict[int, CalendarYear]) -> WorkingDays:
    return WorkingDays.of(calendars)


def days(year: int = 2026) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=step) for step in range(365)]


def on(found: list[tuple[date, str]], letters: str) -> set[date]:
    return {day for day, drafted in found if set(letters) <= set(drafted)}


def test_a_whole_year_by_hand(working: WorkingDays) -> None:
    found = [(day, "".join(draft.letter for draft in due(day, working).drafts)) for day in days()]
    fridays = {day for day in days() if day.isoweekday() == 5 and Week.of(day) not in NOT_ON_FRIDAY}
    moved = {day for day in NOT_ON_FRIDAY.values() if day}
    assert on(found, "BCDQ") == fridays | moved
    assert on(found, "M") == {date(2026, month, day) for month, day in enumerate(REPORTS, 1)}
    assert on(found, "HINO") == {date(2026, month, day) for month, day in enumerate(ENDS, 1)}
    assert on(found, "FK") == {date(2026, month, ENDS[month - 1]) for month in (3, 6, 9, 12)}
    assert on(found, "GJ") == {date(2026, 12, 31)}
    assert on(found, "E") == on(found, "M") | on(found, "HINO")


def test_the_last_day_of_september(working: WorkingDays) -> None:
    """The week's report day, the month's and the quarter's end fall on one day."""
    found = due(date(2026, 9, 30), working).drafts
    assert [(draft.letter, str(draft.period)) for draft in found] == [
        *((letter, "2026-W40") for letter in WEEKLY),
        *((letter, "2026-09") for letter in MONTHLY),
        *((letter, "2026Q3") for letter in QUARTERLY),
    ]
    assert {draft.why for draft in found} == {"本周报送日", "月末", "季末"}


def test_what_is_due_twice_on_a_day_is_drafted_once(working: WorkingDays) -> None:
    """Where the last days of a month are off, the 25th's report and the month's end meet."""
    rest = frozenset(date(2026, 11, day) for day in range(26, 31))
    short = WorkingDays(working.years, working.rest | rest, working.makeup)
    letters = [draft.letter for draft in due(date(2026, 11, 25), short).drafts]
    assert letters == [*WEEKLY, "E", "M", "H", "I", "N", "O"]


def test_a_holiday_may_carry_the_25th_into_the_next_month(working: WorkingDays) -> None:
    rest = frozenset(date(2026, 1, day) for day in range(24, 32))
    long = WorkingDays(working.years, working.rest | rest, working.makeup)
    assert [str(draft.period) for draft in due(date(2026, 2, 2), long).drafts] == ["2026-01", "2026"]


def test_a_year_without_its_calendar_is_said_and_never_guessed(working: WorkingDays) -> None:
    assert due(date(2035, 5, 4), working) == ((), frozenset({2035}))
    last = due(date(2026, 12, 31), working)  # its Friday is New Year's Day of a year still unknown
    assert "".join(draft.letter for draft in last.drafts) == MONTHLY + QUARTERLY + YEARLY
    assert last.missing == {2027}


@given(day=st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_each_draft_is_of_its_kind_and_holds_its_day(working: WorkingDays, day: date) -> None:
    found = due(day, working).drafts
    assert working.works(day) or not found
    assert len({(draft.letter, draft.period) for draft in found}) == len(found)
    for draft in found:
        assert cadence(draft.period) == BY_LETTER[draft.letter].cadence
        assert draft.period in {
            Week.of(day),
            Month.of(day),
            Month.of(day).shift(-1),
            Quarter.of(day),
            day.year,
        }
