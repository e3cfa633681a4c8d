"""Where one rule meets another: two plan years, 完工 before 投产, a changed lead; worked by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.obligations import obligations
from generator.mechanism.report import Report, report
from generator.mechanism.scenario.draft import Draft
from generator.records.model.organisations import Organisation
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy


class District:
    """Two units and one project of the first, signed in 2024 unless told otherwise."""

    def __init__(self, policy: Policy, calendars: Mapping[int, CalendarYear]) -> None:
        self.rest = (policy, *calendars.values())
        self.draft = Draft({})
        self.units = [self.draft.unit(name) for name in ("甲办", "乙办")]
        self.project = ""

    def begun(self, *lead: str, signed: str = "2024-03-03") -> None:
        self.project = self.draft.project({"id": "项目", "lead": list(lead or ("甲办",))}, signed=signed)

    def plan(self, year: int, sort: str, approved: str, **promises: object) -> None:
        self.draft.plan(self.project, year, sort, **promises)
        words = {"year": str(year), "approved_on": approved, "document": "计划"}
        self.draft.event("plan_approved", approved, **words)

    def start(self, on: str) -> None:
        start = self.draft.event("substantive_start", on, project=self.project)
        self.draft.event("start_certified", on, start=start)

    def done(self, kind: str, on: str) -> None:
        done = self.draft.event(kind, on, project=self.project)
        self.draft.event("completion_certified", on, completion=done)

    def told(self, as_of: str) -> Report:
        base = {"kind": "责任单位", "scored": "是"}
        names = self.draft.units.items()
        units = [Organisation.model_validate({"id": id_, "name": n, "short": n} | base) for n, id_ in names]
        return report(Portfolio.of([*self.draft.records, *units, *self.rest]), date.fromisoformat(as_of))

    def points(self, as_of: str) -> list[tuple[str, str, str, str]]:
        """Clause, unit, day and points of every entry."""
        names = {id_: name for name, id_ in self.draft.units.items()}
        return [(e.clause, names[e.unit], str(e.date), str(e.points)) for e in self.told(as_of).entries]


@pytest.fixture
def district(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    return District(policy, calendars)


MILESTONE = ({"id": "M1", "name": "封顶", "due_month": "2025-12"},)


def test_the_next_plan_takes_no_promise_of_this_year_that_it_does_not_plan_anew(district: District) -> None:
    """Changed only by plan_adjusted: W52 ended on 28 December, the plan of 2026 says nothing of a start."""
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", start_week="2025-W52")
    district.plan(2026, "结转续建", "2025-12-20", completion_month="2026-10")
    assert district.points("2026-03-31") == [("1.1(1)", "甲办", "2025-12-28", "-4")]


def test_nor_does_it_take_a_milestone_of_this_year(district: District) -> None:
    district.begun()
    district.plan(2025, "结转续建", "2025-01-15", milestones=list(MILESTONE))
    district.plan(2026, "结转续建", "2025-12-20", completion_month="2026-10")
    assert district.points("2026-03-31") == [("2.1", "甲办", "2025-12-31", "-5")]


def test_what_it_plans_anew_in_time_is_moved(district: District) -> None:
    """Approved on 20 December, before the old week ended (D12)."""
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", start_week="2025-W52")
    district.plan(2026, "计划新开工", "2025-12-20", start_week="2026-W10")
    assert not district.points("2026-03-01")
    assert district.points("2026-03-31") == [("1.1(1)", "甲办", "2026-03-08", "-4")]


def test_what_was_promised_for_the_next_year_is_for_its_plan_to_say(district: District) -> None:
    """The plan of 2025 promises completion by June 2026; that of 2026 a milestone and no completion."""
    district.begun()
    district.plan(2025, "结转续建", "2025-01-15", completion_month="2026-06")
    points = [{"id": "M2", "name": "安装", "due_month": "2026-09"}]
    district.plan(2026, "结转续建", "2025-12-20", milestones=points)
    assert not district.points("2026-08-31")
    assert district.points("2026-09-30") == [("2.1", "甲办", "2026-09-30", "-5")]


def test_a_start_that_counted_as_preliminary_is_not_early_by_a_later_plan(district: District) -> None:
    """1.1(2) does not apply to 开展前期 (D10), though the plan of 2026 lists the project as a new start."""
    district.begun()
    district.plan(2025, "开展前期", "2025-01-15")
    district.start("2025-12-20")
    district.plan(2026, "计划新开工", "2026-01-15", start_week="2026-W20")
    expected = [("1.3", "甲办", "2025-12-20", "6")]
    assert district.points("2025-12-31") == expected
    assert district.points("2026-03-31") == expected


def test_a_late_project_listed_anew_as_preliminary_gets_no_early_bonus(district: District) -> None:
    """Late since 18 May 2025: that the plan of 2026 lists it as 开展前期 makes no start of it early (1.3)."""
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", start_week="2025-W20")
    district.plan(2026, "开展前期", "2026-01-15")
    district.start("2026-03-01")
    assert district.points("2026-03-31") == [("1.1(1)", "甲办", "2025-05-18", "-4")]


def test_a_project_finished_in_time_misses_no_milestone_when_it_runs_later(district: District) -> None:
    """完工 in May keeps the milestone of May; that it runs (投产) since August takes nothing back."""
    district.begun()
    points = [{"id": "M1", "name": "封顶", "due_month": "2026-05"}]
    district.plan(2026, "结转续建", "2026-01-15", milestones=points)
    district.done("completed", "2026-05-15")
    district.done("commissioned", "2026-08-10")
    assert not district.points("2026-07-31")
    assert not district.points("2026-09-30")


@pytest.mark.parametrize("running", ["", "2026-08-10"])
def test_a_finished_project_owes_no_reports_whether_it_runs_yet_or_not(
    district: District, running: str
) -> None:
    district.begun()
    district.plan(2026, "结转续建", "2026-01-15", completion_month="2026-12")
    district.done("completed", "2026-05-15")
    if running:
        district.done("commissioned", running)
    owed = obligations(district.told("2026-08-31"), date(2026, 5, 1), date(2026, 8, 31))
    periods = {str(one.period) for one in owed if one.subject == district.project}
    assert periods == {"2026-W19", "2026-W20", "2026-05"}  # due since 1 May, until the week and month of 完工


def test_running_decides_whether_it_was_early_where_there_is_such_a_day(district: District) -> None:
    """D16: 投产 on 10 August is not before June, though the works were done on 15 May."""
    district.begun()
    district.plan(2026, "结转续建", "2026-01-15", completion_month="2026-06")
    district.done("completed", "2026-05-15")
    assert district.points("2026-07-31") == [("2.2", "甲办", "2026-05-15", "6")]
    district.done("commissioned", "2026-08-10")
    assert district.points("2026-09-30") == [("2.1", "甲办", "2026-06-30", "-5")]


def test_a_project_finished_before_it_was_withdrawn_stays_finished(district: District) -> None:
    district.begun()
    points = [{"id": "M1", "name": "封顶", "due_month": "2026-05"}]
    district.plan(2026, "结转续建", "2026-01-15", completion_month="2026-05", milestones=points)
    district.done("completed", "2026-05-15")
    words = {"reason": "并入另一项目", "approver": "主任办公会"}
    district.draft.event("project_withdrawn", "2026-06-20", project=district.project, **words)
    district.done("commissioned", "2026-08-10")
    assert not district.points("2026-09-30")


def test_what_is_added_back_goes_to_whom_it_was_taken_from(district: District) -> None:
    """D7: added back to the −4, net −0.8, though another unit is in charge by the day of the start."""
    district.begun()
    district.plan(2026, "计划新开工", "2026-01-15", start_week="2026-W19")
    words = {"lead_units": [district.units[1]], "document": "会议纪要"}
    district.draft.event("lead_changed", "2026-05-20", project=district.project, **words)
    district.start("2026-06-01")
    assert district.points("2026-06-30") == [
        ("1.1(1)", "甲办", "2026-05-10", "-4"),
        ("1.1(3)", "甲办", "2026-06-01", "3.2"),
    ]


def test_a_unit_named_twice_is_charged_once(district: District) -> None:
    """D21: each in full, which is once."""
    district.begun("甲办", "甲办")
    district.plan(2026, "计划新开工", "2026-01-15", start_week="2026-W19")
    assert district.points("2026-06-30") == [("1.1(1)", "甲办", "2026-05-10", "-4")]


def test_a_contract_of_may_counts_from_may_on(district: District) -> None:
    """An old report shows no value of today: begun in March, signed in May."""
    district.begun(signed="2026-05-01")
    district.plan(2026, "计划新开工", "2026-01-15", start_week="2026-W12")
    district.start("2026-03-18")
    assert not district.points("2026-04-30")
    assert district.points("2026-05-01") == [("1.4", "甲办", "2026-03-18", "10")]


@pytest.mark.parametrize(
    ("sort", "points"), [("结转续建", []), ("开展前期", [("1.2", "甲办", "2026-03-31", "-5")])]
)
def test_a_ceremony_of_what_is_carried_over_is_no_start_to_be_proved(
    district: District, sort: str, points: list[tuple[str, str, str, str]]
) -> None:
    """1.2 speaks of 新开工项目: a second phase may be celebrated while the project is being built."""
    district.begun()
    district.plan(2026, sort, "2026-01-15", **({"completion_month": "2026-12"} if sort == "结转续建" else {}))
    district.draft.event("ceremony", "2026-03-05", project=district.project)
    assert district.points("2026-06-30") == points


def test_a_start_listed_anew_while_late_is_charged_once(district: District) -> None:
    """1.1(1) asks once of a project: W40 ended on 5 October; the week of March came too late (D6, D12)."""
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", start_week="2025-W40")
    district.plan(2026, "计划新开工", "2026-01-15", start_week="2026-W10")
    expected = [("1.1(1)", "甲办", "2025-10-05", "-4")]
    assert district.points("2026-03-31") == expected
    district.start("2026-03-20")
    assert district.points("2026-03-31") == expected


def test_a_late_start_is_refunded_once(district: District) -> None:
    """The plan of 2026 lists it when it has started: W51 ended on 21 December, a month before the start."""
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", start_week="2025-W51")
    district.start("2026-01-21")
    district.plan(2026, "计划新开工", "2026-02-20", start_week="2026-W03")
    assert district.points("2026-03-31") == [
        ("1.1(1)", "甲办", "2025-12-21", "-4"),
        ("1.1(3)", "甲办", "2026-01-21", "3.2"),
    ]


def test_a_recurring_deduction_outlasts_a_plan_that_came_too_late(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """W22 ended on 1 June; listed anew in December, it is still missing at the end of each later quarter."""
    rules = tuple(
        rule.model_copy(update={"recurring": True}) if rule.clause == "1.1(1)" else rule
        for rule in policy.rules
    )
    district = District(policy.model_copy(update={"rules": rules}), calendars)
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", start_week="2025-W22")
    district.plan(2026, "计划新开工", "2025-12-14", start_week="2026-W20")
    days = ["2025-06-01", "2025-09-30", "2025-12-31", "2026-03-31"]
    assert [day for _, _, day, _ in district.points("2026-03-31")] == days


@pytest.mark.parametrize("sort", ["计划新开工", "结转续建"])
def test_what_was_late_by_one_plan_is_not_early_by_the_next(district: District, sort: str) -> None:
    """Listed anew while late: due in November 2025, done on 10 March, before the May of the next plan."""
    district.begun()
    district.plan(2025, sort, "2025-01-15", completion_month="2025-11")
    district.plan(2026, "结转续建", "2026-01-15", completion_month="2026-05")
    district.done("commissioned", "2026-03-10")
    behind = [("2.1", "甲办", "2025-11-30", "-5")] if sort == "结转续建" else []
    assert district.points("2026-03-31") == behind


def test_nobody_is_early_by_a_plan_made_when_all_was_done(district: District) -> None:
    """Done in December 2025 as planned for that month; 2.2 is for what the year carries over (D14)."""
    district.begun()
    district.plan(2025, "计划新开工", "2025-01-15", completion_month="2025-12")
    district.done("commissioned", "2025-12-20")
    district.plan(2026, "结转续建", "2026-01-15", completion_month="2026-05")
    assert not district.points("2026-03-31")


def test_the_last_week_of_a_year_may_end_in_the_next(district: District) -> None:
    """D5: W53 of 2026 ends on 3 January; the plan of 2027 says nothing of a start."""
    district.begun()
    district.plan(2026, "计划新开工", "2026-01-15", start_week="2026-W53")
    district.plan(2027, "结转续建", "2026-12-22", completion_month="2027-10")
    district.start("2027-01-20")
    assert district.points("2027-01-31") == [
        ("1.1(1)", "甲办", "2027-01-03", "-4"),
        ("1.1(3)", "甲办", "2027-01-20", "3.2"),
    ]
