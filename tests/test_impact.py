"""What a change means, worked by hand on the small district: points, ranks, cards, what comes next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Never

import pytest
from seals import sealed_quarter
from small_changes import DAY, changed, district, event, text

from generator.mechanism.report import closings
from generator.outputs.seals import Seals
from generator.processes import processes
from generator.records.calendar import MissingYear, Quarter
from generator.review.impact import papers
from generator.review.impact.headline import headline
from generator.review.impact.model import Impact
from generator.review.impact.sections import sections

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

CERTIFIED = "data/events/ZDB/2026/SC1.yml"
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def item(due: str) -> dict[str, str | None]:
    said = {"meeting": "MT1", "text": "东湖园完成管线迁改", "responsible": "[U02]", "due": due}
    return dict([event("XDB", "IT2", "decision", "2026-05-20", **said)])


def supervised(*days: str, unit: str = "U02") -> dict[str, str | None]:
    acts = [
        event("ZDB", f"SV{n}", "supervision", day, unit=unit, number=f"督〔2026〕{n}号", matter="未报")
        for n, day in enumerate(days, 2)
    ]
    return dict(acts)


def steps(found: Impact) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.fate, str(one.step.day), one.step.sort, one.step.clause, str(one.step.points))
        for one in found.steps
    ]


def points(*amounts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))


def lines(found: Impact, title: str) -> tuple[str, ...]:
    return next((one.lines for one in sections(found) if title in one.title), ())


def test_a_start_no_longer_certified_costs_four_points_and_the_rank() -> None:
    """1.1(1): W19 ends on 10 May; 100 − 4 in category 1 is −1.6 of the total: 100.60 → 99.00."""
    found = changed({CERTIFIED: None})
    (entry,) = found.points
    assert (entry.unit, entry.quarter, entry.clause, entry.day) == ("U01", Q2, "1.1(1)", date(2026, 5, 10))
    assert (entry.before, entry.after, entry.weighted) == points("0", "-4", "-1.6")
    assert "截至2026年6月10日未实质性开工" in entry.text
    (period,) = found.periods
    (unit,) = period.units
    assert unit.before
    assert unit.after
    assert (unit.before.total, unit.after.total) == points("100.6", "99")
    assert (unit.before.figures["1"], unit.after.figures["1"]) == points("100", "96")
    assert (unit.before.rank, unit.after.rank) == (1, 5)
    assert {one.unit for one in period.shifted} == {"U02", "S01", "D01", "D02"}
    assert not steps(found)  # reported in its week: certified for that day the −4 goes, and nothing is added
    assert headline(found) == "1个单位分数变化，另有4个单位名次随之变动"
    assert lines(found, "计分")[0].startswith("临河园 2026Q2 1.1(1) −4（新增）：“临河智能装备产业园”计划")
    assert lines(found, "第二季度")[0] == "临河园：总分 100.60 → 99.00，名次 1 → 5"


def test_what_each_day_of_an_open_item_costs() -> None:
    """3.1: due on Friday 5 June; 5, 10, 20 working days on, with 19 June a holiday (D17, D18)."""
    found = changed(item("2026-06-05"))
    assert not found.points
    assert steps(found) == [
        ("new", "2026-06-12", "loss", "3.1", "-4"),
        ("new", "2026-06-22", "loss", "3.1", "-4"),
        ("new", "2026-07-06", "loss", "3.1", "-7"),
    ]
    assert headline(found) == "不影响计分"
    assert (
        lines(found, "接下来")[0] == "新增：2026年6月12日仍未办结 −4：IT2 东湖园完成管线迁改（东湖园，3.1）"
    )


def test_days_nobody_has_announced_yet_are_not_guessed() -> None:
    """Due on 23 December 2026: five working days on are known, ten lie in a year without a calendar (D17)."""
    found = changed(item("2026-12-23"), date(2026, 12, 10))
    assert steps(found) == [
        ("new", "2026-12-22", "chance", "3.1", "2"),
        ("new", "2026-12-23", "due", "3.1", "0"),
        ("new", "2026-12-30", "loss", "3.1", "-4"),
    ]
    assert found.notes == ("2027年的工作日历还没有公布，此后的工作日时限没有列出",)


def test_a_closing_takes_the_days_to_come_away() -> None:
    closed = event("U02", "CL2", "item_closed", "2026-06-09", item="IT2", result="已完成")
    proof = event("ZDB", "CC2", "closure_confirmed", "2026-06-10", closing="CL2")
    found = changed(dict([closed, proof]), before=item("2026-06-20"))
    assert [(one.clause, str(one.after), one.day) for one in found.points] == [("3.1", "2", date(2026, 6, 9))]
    assert {one.fate for one in found.steps} == {"gone"}
    assert ("gone", "2026-06-22", "due", "3.1", "0") in steps(found)


def test_a_due_date_that_counts_and_one_that_comes_too_late() -> None:
    """D22: decided by the old one, which lay on Saturday 20 June and so falls on the 22nd."""
    moved = dict([event("XDB", "DC1", "due_changed", "2026-06-08", item="IT2", due="2026-07-10",
                        decided_on="2026-06-08")])  # fmt: skip
    (counts,) = changed(moved, before=item("2026-06-20")).baselines
    assert (counts.subject, counts.old, counts.new) == ("IT2", "2026-06-20", "2026-07-10")
    assert counts.verdict == "counts"
    (late,) = changed(moved, before=item("2026-06-05")).baselines
    assert (late.old, late.new, late.verdict) == ("2026-06-05", "2026-07-10", "late")
    assert headline(changed(moved, before=item("2026-06-05"))) == "不影响计分；1项计划基准变动（1项不起作用）"


def test_a_second_yellow_card_makes_a_red_one() -> None:
    found = changed(supervised("2026-06-09"))
    (one,) = found.cards
    assert (one.yellow, one.red, one.to_red, one.refer) == ((1, 2), (0, 1), 2, False)
    assert [(card.colour, card.number) for card in one.drawn] == [("黄牌", 2), ("红牌", 1)]
    assert headline(found) == "现有得分不变；季末计入：4.2 −2；新增1张黄牌；新增1张红牌"
    said = "东湖园 2026年黄牌 1 → 2 → 触发红牌；红牌 0 → 1；应发黄牌 2026-06-09（依据 SV2.yml:6）；"
    assert lines(found, "黄牌")[0].startswith(said)


def test_two_red_cards_are_reported_and_may_be_referred() -> None:
    found = changed(supervised("2026-06-01", "2026-06-04", "2026-06-09"))
    (one,) = found.cards
    assert (one.yellow, one.red, one.refer) == ((1, 4), (0, 2), True)
    (case,) = found.referrals
    assert (case.before, case.after) == (None, "待通报")
    assert "提请问责" in lines(found, "黄牌")[0]


def test_a_red_card_of_a_closed_quarter_weighs_on_the_next_one() -> None:
    """4.2: −2 in the third quarter, where the most yellow (−1) and a last seat (−2) stand already."""
    found = changed(supervised("2026-06-09"), date(2026, 7, 2))
    (one,) = found.adjustments
    assert (one.unit, one.clause, one.source, one.applied_in) == ("U02", "4.2", Q2, Q3)
    assert (one.before, one.after) == points("0", "-2")
    assert not one.coming
    third = next(period for period in found.periods if period.period == Q3)
    (unit,) = third.units
    assert unit.before
    assert unit.after
    assert (unit.before.total, unit.after.total) == points("97", "95")


def test_a_plan_moved_in_time_and_one_moved_too_late() -> None:
    """D12: November is still to come on 9 June, April is not."""

    def adjusted(field: str, old: str, new: str) -> dict[str, str | None]:
        said = {"project": "P002", "year": "2026", "field": field, "old": old, "new": new}
        done = {"approved_on": "2026-06-09", "approver": "区主任办公会"}
        return dict([event("ZDB", "PJ1", "plan_adjusted", "2026-06-09", **said, **done)])

    found = changed(adjusted("completion_month", "2026-11", "2026-12"))
    (one,) = found.baselines
    assert (one.subject, one.old, one.new, one.verdict) == ("P002", "2026-11", "2026-12", "counts")
    assert [step for step in steps(found) if step[0] != "same"] == [
        ("gone", "2026-10-31", "chance", "2.2", "6"),
        ("new", "2026-11-30", "chance", "2.2", "6"),
        ("gone", "2026-11-30", "loss", "2.1", "-5"),
        ("new", "2026-12-31", "loss", "2.1", "-5"),
    ]
    (late,) = changed(adjusted("milestones.M1", "2026-04", "2026-08")).baselines
    assert late.label == "2026年 形象进度节点 M1 主体封顶"
    assert late.verdict == "late"


def test_an_approved_plan_edited_by_hand_is_said_to_be() -> None:
    path = "data/plans/2026/P001.yml"
    found = changed({path: text(path).replace("2026-W19", "2026-W30")})
    (one,) = found.baselines
    assert (one.label, one.old, one.new, one.verdict) == (
        "2026年 计划开工（周）", "2026-W19", "2026-W30", "frozen",
    )  # fmt: skip
    assert "2026年第19周（5月4日—10日） → 2026年第30周（7月20日—26日）" in lines(found, "计划基准")[1]


def test_a_new_plan_entry_and_a_new_lead() -> None:
    entry = "project: P001\nyear: 2027\nclass: 结转续建\ncompletion_month: 2027-05\n"
    entry += "invest_wan: 1\ninvested_before_wan: 1\ngoal: 投产\n"
    found = changed({"data/plans/2027/P001.yml": entry})
    assert {(one.label, one.new, one.verdict) for one in found.baselines} == {
        ("2027年 性质", "结转续建", "draft"),
        ("2027年 计划完工投产（月）", "2027-05", "draft"),
        ("2027年 本年计划投资（万元）", "1", "draft"),
    }
    led = changed(
        dict([event("ZDB", "LC1", "lead_changed", "2026-06-09", project="P002", lead_units="[U01, S01]")])
    )
    (one,) = led.baselines
    assert (one.label, one.old, one.new) == ("责任单位（自 2026-06-09 起）", "东湖园", "临河园、临河街")


def test_a_fact_of_an_earlier_month_is_told_with_its_working_days() -> None:
    """From Friday 29 May there are eight working days to 10 June, from the 9th one."""
    done = {"project": "P001", "step": "环评"}
    found = changed(
        dict(
            [
                event("U01", "SD2", "step_done", "2026-05-29", **done),
                event("U01", "SD3", "step_done", "2026-06-09", project="P001", step="七通一平"),
            ]
        )
    )
    assert [(one.id, one.days, one.month, one.sealed) for one in found.late] == [
        ("SD2", 8, True, ""),
        ("SD3", 1, False, ""),
    ]
    assert lines(found, "补报") == ("1件事实补报，最长8个工作日",)


def test_a_plan_moved_today_by_a_decision_of_april_comes_late() -> None:
    """From 20 April there are eight working days to its end, 19 in May, eight in June up to the 10th."""
    said = {"project": "P002", "year": "2026", "field": "milestones.M1", "old": "2026-04", "new": "2026-08"}
    done = {"approved_on": "2026-04-20", "approver": "区主任办公会"}
    (late,) = changed(dict([event("ZDB", "PJ1", "plan_adjusted", "2026-06-10", **said, **done)])).late
    assert (late.day, late.days, late.month) == (date(2026, 4, 20), 35, True)


def test_what_belongs_to_a_sealed_quarter_is_a_correction_in_the_next_one() -> None:
    """P001's start certified only after the second quarter was sealed: −4 stays, +4 comes in the third."""
    proof = {CERTIFIED: text(CERTIFIED)}
    sealed = [sealed_quarter(Q2, 1, district({CERTIFIED: None}))]
    found = changed(proof, date(2026, 7, 20), {CERTIFIED: None}, Seals(sealed, closings(sealed)))
    (entry,) = found.points
    assert (entry.quarter, str(entry.after), entry.day) == (Q3, "4", date(2026, 5, 10))
    assert entry.corrects
    assert entry.text.startswith("更正（2026年第二季度已通报）：原扣4分（")
    assert [period.period for period in found.periods] == [Q3]
    (late,) = found.late
    assert (late.id, late.sealed) == ("SC1", "2026Q2")


def test_the_papers_that_change_are_named() -> None:
    found = changed(supervised("2026-06-09"), papers=True)
    told = {(one.letter, one.period, one.unit, one.fate) for one in found.papers}
    assert ("H", "2026年6月", "U02", "new") in told
    assert ("I", "2026年6月", "U02", "new") in told
    assert ("E", "2026年6月", "", "changed") in told
    assert not {one[0] for one in told} & {"A", "B", "D", "K", "L", "M"}


def test_two_processes_find_the_same_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = changed(supervised("2026-06-09"), papers=True)
    asked: list[int | None] = []

    def several(number: int | None) -> ProcessPoolExecutor:
        asked.append(number)
        return processes(number)

    monkeypatch.setattr(papers, "MANY", 0)
    monkeypatch.setattr(papers, "processes", several)
    assert changed(supervised("2026-06-09"), papers=True) == found
    assert asked == [2]


def test_what_fails_in_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Never:
        raise MissingYear(2027)

    monkeypatch.setattr(papers, "MANY", 0)
    monkeypatch.setattr(papers, "_of_kind", failing)
    with pytest.raises(MissingYear):
        changed(supervised("2026-06-09"), papers=True)


def test_late_reports_are_counted_and_not_listed() -> None:
    said = {"project": "P001", "progress": "[主体三层]"}
    late = [event("U01", f"WR{n}", "weekly_report", day, week=week, **said)
            for n, day, week in ((8, "2026-05-15", "2026-W20"), (9, "2026-05-22", "2026-W21"))]  # fmt: skip
    (section,) = [one for one in sections(changed(dict(late))) if one.title == "补报"]
    assert section.lines == ("补报周报、月报2份",)
    assert not section.rows


def test_a_report_moves_no_deadline_but_papers() -> None:
    said = {"project": "P001", "week": "2026-W24", "progress": "[主体三层]"}
    found = changed(dict([event("U01", "WR9", "weekly_report", "2026-06-10", **said)]), papers=True)
    assert headline(found) == "不影响计分"
    assert not found.steps
    assert "B" in {one.letter for one in found.papers}


@pytest.mark.parametrize("path", ["data/plans/2026/P002.yml", "data/projects/U02/P002.yml", CERTIFIED])
def test_another_way_of_writing_shows_nothing(path: str) -> None:
    rows = [line for line in text(path).splitlines() if not line.startswith("#")]
    said = text(path).replace("120000", "120000.0").replace("40000", "40000.00").replace("U02]", '"U02"]')
    for other in (said, "# 说明\n\n" + said, said.replace("\n", "\r\n")):
        assert changed({path: other}, papers=True) == Impact(DAY)
    if not any(line.startswith((" ", "-")) for line in rows):
        assert changed({path: "\n".join(reversed(rows)) + "\n"}, papers=True) == Impact(DAY)


def test_a_fact_of_a_day_to_come_is_said_not_to_count() -> None:
    found = changed(supervised("2026-08-09"))
    assert not found.cards
    assert found.notes == ("1件事实的日期晚于2026-06-10，没有计入",)


def test_a_calendar_only_the_change_brings_is_lent_to_the_side_before() -> None:
    path = "data/calendar/2026.yml"
    found = changed({path: text(path)}, before={path: None})
    assert found.touched == {"新增": 1}
    assert "合并前也按本次新增的计算" in found.notes[0]
    assert not found.points
