"""Whatever is asked of the calendar of duties: spans add up, nothing twice, states follow from days (D28)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import often

from generator.mechanism.obligations import DUTIES, obligations
from generator.mechanism.report import report
from generator.records.calendar import Month, Quarter, Week
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.mechanism.report import Report


@pytest.fixture(scope="module")
def made(district: Path) -> Report:
    """The report of a made-up district of two quarters."""
    known, _ = load(district)
    return report(known, date(2026, 6, 17))


DAYS = st.dates(date(2025, 12, 1), date(2026, 9, 15))


@settings(max_examples=often(60), deadline=None)
@given(days=st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_adjacent_spans_add_up(made: Report, days: list[date]) -> None:
    first, middle, last = days
    whole = obligations(made, first, last)
    parts = [*obligations(made, first, middle), *obligations(made, middle + timedelta(days=1), last)]
    assert whole == parts
    assert all(first <= one.due <= last for one in whole)


def test_every_obligation_appears_once_and_in_order(made: Report) -> None:
    found = obligations(made, date(2026, 1, 1), date(2026, 8, 31))
    keys = Counter((one.duty, one.party, one.subject, one.due) for one in found)
    assert max(keys.values()) == 1
    assert {one.duty for one in found} == set(DUTIES)
    order = [(one.due, DUTIES.index(one.duty), one.party, one.subject) for one in found]
    assert order == sorted(order)


def test_states_follow_from_the_three_days(made: Report) -> None:
    for one in obligations(made, date(2026, 1, 1), date(2026, 8, 31)):
        assert (one.state in {"按时", "迟报"}) == (one.done is not None) == bool(one.because)
        assert (one.late == 0) or (one.state in {"迟报", "未报"})
        if one.state == "未到期":
            assert one.due >= made.as_of
        assert isinstance(one.period, Week | Month | Quarter)
        assert one.done is None or one.done <= made.as_of
