"""A project withdrawn from the pools: what had fallen due stays, what had not is no longer owed (D12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rounds import often

from generator.mechanism.construction import project_stories
from generator.mechanism.report import Report, report
from generator.mechanism.scenario.draft import Draft
from generator.records.calendar import Quarter
from generator.records.model.organisations import Organisation
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

YEAR_END = date(2026, 12, 31)


class District:
    """One unit with one project, planned to start in 2026-W19 (by Sunday 10 May) or carried over."""

    def __init__(self, policy: Policy, calendars: Mapping[int, CalendarYear]) -> None:
        self.rest = (policy, *calendars.values())
        self.draft = Draft({})
        self.unit = self.draft.unit("甲办")
        self.project = self.draft.project({"id": "项目", "lead": ["甲办"]}, signed="2025-03-03")

    def approve(self) -> None:
        self.draft.event(
            "plan_approved", "2026-01-20", year="2026", approved_on="2026-01-20", document="计划"
        )

    def planned(self) -> None:
        self.draft.plan(self.project, 2026, "计划新开工", start_week="2026-W19")
        self.approve()

    def carried(self) -> None:
        points = [{"id": "M1", "name": "封顶", "due_month": "2026-03"}]
        points.append({"id": "M2", "name": "安装", "due_month": "2026-09"})
        self.draft.plan(self.project, 2026, "结转续建", completion_month="2026-11", milestones=points)
        self.approve()

    def withdraw(self, on: str) -> None:
        words = {"reason": "投资主体放弃投资", "approver": "主任办公会"}
        self.draft.event("project_withdrawn", on, project=self.project, **words)

    def start(self, on: str, certified: str) -> None:
        start = self.draft.event("substantive_start", on, project=self.project)
        self.draft.event("start_certified", certified, start=start)

    def report(self, as_of: date = YEAR_END) -> Report:
        base = {"kind": "责任单位", "scored": "是"}
        names = [{"id": key, "name": name, "short": name} for name, key in self.draft.units.items()]
        units = [Organisation.model_validate(name | base) for name in names]
        return report(Portfolio.of([*self.draft.records, *units, *self.rest]), as_of)

    def entries(self, as_of: date = YEAR_END) -> list[tuple[str, str, str]]:
        return [(e.clause, str(e.date), str(e.points)) for e in self.report(as_of).entries]


def edition(policy: Policy, kind: str, **changes: object) -> Policy:
    """Give the edition with another reading of one kind of rule."""
    rules = (rule.model_copy(update=changes) if rule.kind == kind else rule for rule in policy.rules)
    return policy.model_copy(update={"rules": tuple(rules)})


@pytest.fixture
def district(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    return District(policy, calendars)


@pytest.mark.parametrize(
    ("on", "booked"),
    [
        ("2026-03-02", []),
        ("2026-05-10", []),
        ("2026-05-11", [("1.1(1)", "2026-05-10", "-4")]),
        ("2026-11-02", [("1.1(1)", "2026-05-10", "-4")]),
    ],
)
def test_a_start_is_missed_only_if_it_fell_due_before_the_withdrawal(
    district: District, on: str, booked: list[tuple[str, str, str]]
) -> None:
    district.planned()
    district.withdraw(on)
    assert district.entries() == booked


@pytest.mark.parametrize(
    ("on", "booked"),
    [("2026-09-30", ["2026-05-10"]), ("2026-10-01", ["2026-05-10", "2026-09-30"])],
)
def test_a_recurring_deduction_ends_with_the_withdrawal(
    policy: Policy, calendars: dict[int, CalendarYear], on: str, booked: list[str]
) -> None:
    district = District(edition(policy, "missed_start", recurring=True), calendars)
    district.planned()
    district.withdraw(on)
    assert [day for _, day, _ in district.entries()] == booked


@pytest.mark.parametrize(("on", "empty"), [("2026-06-30", False), ("2026-07-01", True)])
def test_an_empty_ceremony_is_not_tested_once_the_project_is_gone(
    district: District, on: str, *, empty: bool
) -> None:
    district.planned()
    district.draft.event("ceremony", "2026-05-08", project=district.project)
    district.withdraw(on)
    missed = ("1.1(1)", "2026-05-10", "-4")
    assert district.entries() == [missed, *([("1.2", "2026-06-30", "-5")] if empty else [])]


def test_milestones_and_completion_still_ahead_are_no_longer_owed(district: District) -> None:
    district.carried()
    district.withdraw("2026-06-15")
    assert district.entries() == [("2.1", "2026-03-31", "-5")]


@pytest.mark.parametrize(
    ("on", "booked"), [("2026-06-30", ["2026-03-31"]), ("2026-07-01", ["2026-03-31", "2026-06-30"])]
)
def test_nobody_is_behind_at_a_quarter_end_after_the_withdrawal(
    policy: Policy, calendars: dict[int, CalendarYear], on: str, booked: list[str]
) -> None:
    district = District(edition(policy, "missed_progress", test="quarter_end_status"), calendars)
    district.carried()
    district.withdraw(on)
    assert [day for _, day, _ in district.entries()] == booked


def test_a_promise_kept_before_the_withdrawal_stands(district: District) -> None:
    district.carried()
    for name, day in (("M1", "2026-03-20"), ("M2", "2026-06-01")):
        district.draft.event("milestone_reached", day, project=district.project, milestone=name)
    district.withdraw("2026-06-15")
    [story] = district.report().facts.projects.values()
    assert [(promise.milestone, promise.what) for promise in story.promises] == [
        ("M1", "milestone"),
        ("M2", "milestone"),
    ]
    assert district.entries() == []


@pytest.mark.parametrize(("started", "counts"), [("2026-06-01", True), ("2026-06-02", False)])
def test_a_start_after_the_withdrawal_is_none(district: District, started: str, *, counts: bool) -> None:
    district.planned()
    district.withdraw("2026-06-01")
    district.start(started, "2026-06-05")
    restored = [("1.1(3)", "2026-06-01", "3.2")] if counts else []
    assert district.entries() == [("1.1(1)", "2026-05-10", "-4"), *restored]


def test_other_deeds_after_the_withdrawal_are_none(district: District) -> None:
    district.carried()
    district.withdraw("2026-02-02")
    district.draft.event("ceremony", "2026-02-03", project=district.project)
    district.draft.event("milestone_reached", "2026-02-03", project=district.project, milestone="M1")
    done = district.draft.event("commissioned", "2026-02-03", project=district.project)
    district.draft.event("completion_certified", "2026-02-04", completion=done)
    [story] = district.report().facts.projects.values()
    assert (story.ceremony, story.milestones, story.completion, story.promises) == (None, {}, None, ())
    assert district.entries() == []


def test_a_promise_taken_away_is_nothing_to_assess(district: District) -> None:
    district.planned()
    district.withdraw("2026-05-10")
    scores = district.report().quarters[Quarter(2026, 2)].results[district.unit].scores
    assert scores["1"].empty
    assert scores["1"].amount == 100


def test_what_was_known_the_day_before_is_as_it_was(district: District) -> None:
    district.planned()
    before = district.report(date(2026, 5, 9)).facts.projects[district.project]
    district.withdraw("2026-05-10")
    again = district.report(date(2026, 5, 9)).facts.projects[district.project]
    assert before == again
    assert again.withdrawn is None
    [gone] = project_stories(district.report(date(2026, 5, 10)).known).values()
    assert gone.withdrawn
    assert gone.withdrawn.date == date(2026, 5, 10)
    assert gone.promises == ()


def test_of_two_withdrawals_the_first_counts(district: District) -> None:
    district.planned()
    district.withdraw("2026-05-11")
    district.withdraw("2026-05-04")
    assert district.entries() == []


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    on=st.dates(date(2026, 1, 21), date(2026, 12, 31)),
    ceremony=st.none() | st.dates(date(2026, 1, 21), date(2026, 12, 31)),
    started=st.none() | st.dates(date(2026, 1, 21), date(2026, 12, 31)),
)
def test_withdrawing_never_undoes_what_was_booked_before(
    policy: Policy,
    calendars: dict[int, CalendarYear],
    on: date,
    ceremony: date | None,
    started: date | None,
) -> None:
    kept, gone = District(policy, calendars), District(policy, calendars)
    for district in (kept, gone):
        district.planned()
        if ceremony:
            district.draft.event("ceremony", str(ceremony), project=district.project)
        if started:
            district.start(str(started), str(started))
    gone.withdraw(str(on))
    earlier = [entry for entry in kept.entries() if entry[1] < str(on)]
    assert [entry for entry in gone.entries() if entry[1] < str(on)] == earlier
    assert gone.entries(on - timedelta(days=1)) == kept.entries(on - timedelta(days=1))
    assert set(gone.entries()) <= set(kept.entries())
