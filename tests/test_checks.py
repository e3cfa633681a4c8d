"""Rules between files, beyond the one example each code has in tests/problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import BASE, TODAY, build, problems

from generator.records.checks import ALONE, CHECKS, Check, Context, check
from generator.records.codes import references
from generator.records.correction import corrected, standing
from generator.records.load import load
from generator.records.model.events import Correction, WeeklyReport
from generator.records.source import Mark, problem, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    return tmp_path


def event(root: Path, unit: str, id_: str, kind: str, day: str, rest: str) -> None:  # noqa: PLR0913, PLR0917
    file = root / "data/events" / unit / day[:4] / f"{id_}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"id: {id_}\nkind: {kind}\ndate: {day}\nwriter: {unit}\n{rest}")


def found(root: Path) -> list[str]:
    return [f"{each.code.id} {each.mark}" for each in problems(root)]


def test_every_rule_has_words_and_a_day() -> None:
    for one in CHECKS:
        assert one.rule.__doc__
        assert one.rule.__doc__.split("\n")[0].endswith(".")
        assert one.since >= date(2019, 3, 11)
    assert len({one.rule for one in CHECKS}) == len(CHECKS)
    assert set(ALONE) < set(CHECKS)


def test_a_rule_asks_nothing_of_what_was_recorded_before_it(root: Path) -> None:
    def rule(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
        for each in portfolio.events.values():
            yield context.say(each, references.NO_UNIT, "id", id="X", near="—")

    portfolio, _ = load(root)
    late = {each.path for each in portfolio.events.values() if each.date >= date(2026, 4, 20)}
    by_date = check(portfolio, Context(), (Check(rule, date(2026, 4, 20)),))
    assert {each.mark.path for each in by_date} == late
    recorded = dict.fromkeys((each.path for each in portfolio.events.values()), date(2026, 7, 1))
    filed = replace(portfolio, recorded=recorded)
    assert len(check(filed, Context(), (Check(rule, date(2026, 7, 1)),))) == len(portfolio.events)
    assert not check(filed, Context(), (Check(rule, date(2026, 7, 2)),))


def test_marks_are_exact_where_the_file_can_be_read_again(root: Path) -> None:
    file = root / "data/projects/U01/P001.yml"
    file.write_text(
        file.read_text().replace("due: 2026-03-31, department: D02", "due: 2026-03-31, department: D09")
    )
    assert found(root) == ["G501 data/projects/U01/P001.yml:15:47"]
    portfolio, _ = load(root)
    [rough] = check(portfolio, Context(today=TODAY))
    assert rough.mark == Mark("data/projects/U01/P001.yml", 12, 1)


def test_a_refused_file_makes_nothing_else_look_missing(root: Path) -> None:
    (root / "data/projects/U01/P001.yml").write_text("id: P001\nname\n")
    (root / "data/register/organisations/S01.yml").write_text("id: [\n")
    assert {each.split()[0] for each in found(root)} == {"G208", "G207", "G303"}  # nothing between files


def test_a_text_yet_to_be_written_is_named_at_its_entry(root: Path) -> None:
    text = "project: P001\nweek: 2026-W20\nprogress:\n  - 封顶\n  - 请填写本周进展\n"
    event(root, "U01", "WR2", "weekly_report", "2026-05-15", text)
    event(root, "U01", "GZ2", "correction", "2026-05-15", "of: WR1\nreason: 误\nchanges:\n  note: 请填写\n")
    assert found(root) == [f"G330 data/events/U01/2026/{at}" for at in ("GZ2.yml:8:9", "WR2.yml:9:5")]


def adjusted(root: Path, id_: str, old: str, new: str, day: str) -> None:
    """Write that the start of P001 was moved, by an approval of a day."""
    text = f"project: P001\nyear: 2026\nfield: start_week\nold: {old}\nnew: {new}\n"
    event(root, "ZDB", id_, "plan_adjusted", day, f"{text}approved_on: {day}\napprover: 主任办公会\n")


def re_dated(root: Path, id_: str, due: str, day: str) -> None:
    """Write that IT1 got another due date, by a decision of a day."""
    event(root, "XDB", id_, "due_changed", day, f"item: IT1\ndue: {due}\ndecided_on: {day}\n")


def test_adjustments_follow_one_another(root: Path) -> None:
    adjusted(root, "A1", "2026-W19", "2026-W20", "2026-03-01")
    adjusted(root, "A2", "2026-W20", "2026-W22", "2026-04-01")
    assert found(root) == []
    adjusted(root, "A3", "2026-W20", "2026-W24", "2026-04-02")
    assert found(root) == ["G530 data/events/ZDB/2026/A3.yml:8:6"]


@pytest.mark.parametrize("old", ["2026-W19", "2026-W28"])
def test_an_adjustment_that_came_too_late_is_not_in_force_for_the_next(root: Path, old: str) -> None:
    """W19 ended on 10 May: neither that of the 11th nor that of the 18th counts, whatever is named as old."""
    adjusted(root, "A1", "2026-W19", "2026-W28", "2026-05-11")
    adjusted(root, "A2", old, "2026-W40", "2026-05-18")
    assert found(root) == [f"G532 data/events/ZDB/2026/A{number}.yml:10:14" for number in (1, 2)]


def test_a_milestone_can_be_adjusted(root: Path) -> None:
    text = "project: P002\nyear: 2026\nfield: milestones.M2\nold: 2026-09\nnew: {}\n{}"
    event(
        root,
        "ZDB",
        "A1",
        "plan_adjusted",
        "2026-06-01",
        text.format("2026-10", "approved_on: 2026-06-01\napprover: 会\n"),
    )
    assert found(root) == []
    event(
        root,
        "ZDB",
        "A1",
        "plan_adjusted",
        "2026-06-01",
        text.format("2026-W40", "approved_on: 2026-06-01\napprover: 会\n"),
    )
    assert found(root) == ["G531 data/events/ZDB/2026/A1.yml:9:6"]


def test_a_due_date_moved_in_time_and_again_too_late(root: Path) -> None:
    re_dated(root, "D1", "2026-04-30", "2026-04-10")
    re_dated(root, "D2", "2026-05-20", "2026-04-30")
    assert found(root) == []
    re_dated(root, "D3", "2026-05-30", "2026-05-21")
    assert found(root) == ["G537 data/events/XDB/2026/D3.yml:7:13"]


def test_a_due_date_on_a_rest_day_can_be_moved_until_the_next_working_day(root: Path) -> None:
    """Saturday 23 May moves to Monday the 25th (D22): decided then it counts, on the 26th it does not."""
    re_dated(root, "D1", "2026-05-23", "2026-04-10")
    re_dated(root, "D2", "2026-06-06", "2026-05-25")
    assert found(root) == []
    re_dated(root, "D2", "2026-06-06", "2026-05-26")
    re_dated(root, "D3", "2026-06-20", "2026-06-05")
    assert found(root) == [f"G537 data/events/XDB/2026/D{number}.yml:7:13" for number in (2, 3)]


def test_responsibility_handed_over_lets_the_new_unit_write(root: Path) -> None:
    event(root, "U02", "C1", "ceremony", "2026-05-01", "project: P001\n")
    assert found(root) == ["G516 data/events/U02/2026/C1.yml:4:9"]
    event(root, "ZDB", "L1", "lead_changed", "2026-04-01", "project: P001\nlead_units: [U02]\n")
    assert found(root) == []


def test_red_cards_by_the_policys_ladder(root: Path) -> None:
    text = "unit: U02\nnumber: 督{}\nmatter: 事项{}\n"
    for count in (2, 3):
        event(root, "ZDB", f"SV{count}", "supervision", f"2026-05-{count:02}", text.format(count, count))
    card = "unit: U02\ncolour: 红牌\nyear: 2026\nordinal: {}\nnumber: 红1\nissued_on: 2026-05-10\n"
    event(root, "DCS", "C1", "card_issued", "2026-05-10", card.format(1))
    assert found(root) == []
    event(root, "DCS", "C1", "card_issued", "2026-05-10", card.format(2))
    assert found(root) == ["G545 data/events/DCS/2026/C1.yml:8:10"]
    policy = root / "data/policy/2019-03-11.yml"
    policy.write_text(policy.read_text().replace("red_mode: pairs", "red_mode: every_further_yellow"))
    assert found(root) == []


def test_a_correction_mends_what_another_rule_found(root: Path) -> None:
    event(root, "U01", "WR2", "weekly_report", "2026-05-13", "project: P001\nweek: 2026-W21\nprogress: [x]\n")
    assert found(root) == ["G541 data/events/U01/2026/WR2.yml:6:7"]
    event(
        root, "U01", "CR1", "correction", "2026-05-20", "of: WR2\nreason: 写错\nchanges: {week: 2026-W20}\n"
    )
    assert found(root) == []


def test_a_fault_that_a_correction_brings_stands_at_the_correction(root: Path) -> None:
    words = "of: WR1\nreason: 写错\nchanges:\n  note: 无\n  week: 2026-W30\n"
    event(root, "U01", "CR1", "correction", "2026-05-20", words)
    assert found(root) == ["G541 data/events/U01/2026/CR1.yml:9:9"]
    event(root, "U01", "CR2", "correction", "2026-05-21", "of: WR1\nreason: 写错\nchanges: {note: 又}\n")
    assert found(root) == ["G541 data/events/U01/2026/CR1.yml:9:9"]
    event(root, "U01", "CR3", "correction", "2026-05-22", words.replace("  note: 无\n", "") + "  note: 再\n")
    assert found(root) == ["G541 data/events/U01/2026/CR3.yml:8:9"]
    event(root, "U01", "CR4", "correction", "2026-05-23", words.replace("2026-W30", "2026-W54"))
    assert "G541 data/events/U01/2026/CR3.yml:8:9" in found(root)  # what is not valid brings nothing


def test_what_a_later_correction_makes_faulty_is_asked_by_todays_rules(root: Path) -> None:
    moved = "of: WR1\nreason: 写错\nchanges: {week: 2026-W20}\n"
    event(root, "U01", "CR1", "correction", "2026-05-20", moved)
    event(
        root, "U01", "CR2", "correction", "2026-05-25", "of: WR1\nreason: 写错\nchanges: {date: 2026-05-12}\n"
    )

    def early(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
        yield context.say(portfolio.events["WR1"], references.NO_PLAN, "week", project="P001", year=2026)

    def told(since: date) -> list[str]:
        return [one.mark.path for one in check(load(root)[0], Context(), (Check(early, since),))]

    assert told(date(2026, 5, 23)) == ["data/events/U01/2026/CR1.yml"]
    assert told(date(2026, 5, 26)) == []


def test_a_correction_with_values_that_are_not_valid(root: Path) -> None:
    text = "of: WR1\nreason: 写错\nchanges:\n  week: 2026-W54\n  nothing: x\n"
    event(root, "U01", "CR1", "correction", "2026-05-20", text)
    path = "data/events/U01/2026/CR1.yml"
    assert [each.rsplit(":", 1)[0] for each in found(root)] == [f"G307 {path}:8", f"G302 {path}:9"]


def test_corrected_and_withdrawn(root: Path) -> None:
    event(
        root,
        "U01",
        "CR1",
        "correction",
        "2026-05-20",
        "of: WR1\nreason: 写错\nchanges: {progress: [一, 二]}\n",
    )
    event(root, "U01", "CR2", "correction", "2026-05-21", "of: SD1\nreason: 写错\nwithdraw: 是\n")
    portfolio, _ = load(root)
    after = standing(portfolio)
    report = after.events["WR1"]
    assert isinstance(report, WeeklyReport)
    assert report.progress == ("一", "二")
    assert report.at("week") == "data/events/U01/2026/WR1.yml:6"
    assert "SD1" not in after.events
    assert len(after.events) == len(portfolio.events) - 1


def test_a_correction_changes_neither_id_nor_kind_nor_writer(root: Path) -> None:
    event(
        root,
        "U01",
        "CR1",
        "correction",
        "2026-05-20",
        "of: WR1\nreason: x\nchanges: {id: X1, kind: ceremony, writer: U02}\n",
    )
    portfolio, _ = load(root)
    correction = portfolio.events["CR1"]
    assert isinstance(correction, Correction)
    after, faults = corrected(portfolio.events["WR1"], correction)
    assert not faults
    assert after == portfolio.events["WR1"]


def test_a_fact_of_today_may_be_recorded_today(root: Path) -> None:
    event(root, "U01", "C1", "ceremony", TODAY.isoformat(), "project: P001\n")
    assert found(root) == []


@pytest.mark.parametrize(("year", "codes"), [(2025, []), (2024, ["G546"])])
def test_a_leader_may_decide_in_the_year_after_the_red_cards(root: Path, year: int, codes: list[str]) -> None:
    for day in range(2, 6):
        rest = f"unit: U02\nnumber: 督〔{year}〕{day}号\nmatter: 督办事项\n"
        event(root, "ZDB", f"SV{year}{day}", "supervision", f"{year}-12-0{day}", rest)
    event(root, "DCS", "CN1", "consent", "2026-01-12", "unit: U02\nleader: L01\nopinion: 同意\n")
    assert [problem.partition(" ")[0] for problem in found(root)] == codes


def test_problems_are_sorted_and_each_told_once() -> None:
    one = problem(Mark("b", 1, 1), references.NO_UNIT, id="X", near="—")
    two = problem(Mark("a", 9, 1), references.NO_UNIT, id="X", near="—")
    assert tidy([one, two, one]) == [two, one]


def test_many_broken_references_take_no_minutes(root: Path) -> None:
    for number in range(300):
        event(root, "U09", f"E{number:03}", "ceremony", "2026-05-01", f"project: P{number + 100}\n")
    assert len(found(root)) == 600


def test_order_of_files_does_not_matter(root: Path) -> None:
    event(root, "U09", "E1", "ceremony", "2026-05-01", "project: P9\n")
    portfolio, _ = load(root)
    turned = replace(portfolio, events=dict(reversed(list(portfolio.events.items()))))
    assert check(turned, Context(today=TODAY)) == check(portfolio, Context(today=TODAY))
