"""What every form begins with: its file, page, issuer, and the `issued` event that is its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from paper_district import District, paper

from generator.outputs.papers import coordination, docket, parts, pools, starts, weekly_reports
from generator.records.calendar import Week

if TYPE_CHECKING:
    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

DAY = date(2026, 9, 30)
NUMBERED: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("台账", "2026-09", {"unit": "JIA"}, "甲号"),
    ("台账", "2026-09", {}, "全区号"),
    ("分管负责人周协调清单", "2026-W39", {"leader": "L1"}, "一号"),
)


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    """JIA's docket, the district's, and the list of leader L1 have been sent out, no others."""
    made = District(policy, *calendars.values())
    for name, period, whose, number in NUMBERED:
        made.event("issued", "2026-09-30", paper=name, period=period, number=number, **whose)
    return made


def begun(built: District, kind: PaperKind, period: str, scope: str = "") -> Paper:
    return paper(kind, built.view(DAY), period, scope)


@pytest.mark.parametrize(
    ("kind", "period", "scope", "number"),
    [
        (docket.KIND, "2026-09", "JIA", "甲号"),
        (docket.KIND, "2026-09", "YI", None),
        (docket.KIND, "2026-09", "", "全区号"),
        (docket.KIND, "2026-08", "", None),
        (coordination.KIND, "2026-W39", "L1", "一号"),
        (coordination.KIND, "2026-W39", "L2", None),
        (coordination.KIND, "2026-W39", "", None),
    ],
)
def test_an_issued_event_gives_its_number_to_its_own_paper_only(
    built: District, kind: PaperKind, period: str, scope: str, number: str | None
) -> None:
    found = begun(built, kind, period, scope)
    assert (found.imprint.number if found.imprint else None) == number


def test_a_paper_of_one_unit_or_leader_has_a_file_of_its_own_on_the_page_of_the_period(
    built: District,
) -> None:
    def places(found: Paper) -> tuple[str, ...]:
        return found.stem, found.page, found.unit, found.leader

    assert places(begun(built, docket.KIND, "2026-09", "JIA")) == (
        *("O-2026-09-JIA", "papers/o/2026-09.md"),
        *("JIA", ""),
    )
    assert places(begun(built, coordination.KIND, "2026-W39", "L1")) == (
        *("C-2026-W39-L1", "papers/c/2026-W39.md"),
        *("", "L1"),
    )
    assert places(begun(built, pools.KIND, "2026-09")) == ("N-2026-09", "papers/n/2026-09.md", "", "")


def test_the_office_signs_its_own_forms_and_a_unit_none_of_its_own(built: District) -> None:
    def signed(found: Paper) -> tuple[str, str]:
        return found.issuer, found.sign

    assert signed(begun(built, starts.KIND, "2026-W39")) == ("ZDB", "ZDB")
    assert signed(begun(built, docket.KIND, "2026-09", "JIA")) == ("ZDB", "ZDB")
    assert signed(begun(built, weekly_reports.KIND, "2026-W39")) == ("ZDB", "")
    assert signed(begun(built, weekly_reports.KIND, "2026-W39", "JIA")) == ("JIA", "")
    assert signed(begun(built, coordination.KIND, "2026-W39", "L1")) == ("BAN", "")
    assert signed(begun(built, coordination.KIND, "2026-W39", "L2")) == ("ZDB", "")


def test_a_week_counts_in_the_year_it_is_numbered_in(built: District) -> None:
    # The Monday of 2026-W01 is 29 December 2025.
    assert parts.form(built.view(DAY), starts.KIND, Week(2026, 1)).year == 2026
