"""E 月度通报 of the demo district: each month counted once more from the raw facts (MECHANISM §4)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from paper_district import beside, demo, paper, paras, rows
from reading import tables

from generator.mechanism.obligations import obligations
from generator.outputs.papers.bulletin import KIND
from generator.outputs.papers.sheet import Name, Table
from generator.records.calendar import Month, Week
from generator.records.model.events import (
    CardIssued,
    ClosureConfirmed,
    Commissioned,
    Completed,
    CompletionCertified,
    Decision,
    IssueRaised,
    IssueResolved,
    ItemClosed,
    MonthlyReport,
    PlanAdjusted,
    PlanApproved,
    ProjectWithdrawn,
    StartCertified,
    SubstantiveStart,
    Supervision,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.papers.sheet import Paper
    from generator.records.model.projects import Plan
    from generator.records.portfolio import Portfolio

LAST = date(2026, 9, 30)
MONTHS = [Month(2026, number) for number in range(2, 10)]


def known(month: Month) -> Portfolio:
    """Give what was known on a month's last day."""
    return demo(LAST).at(month.last).known


def withdrawn(facts: Portfolio) -> set[str]:
    """Name the projects that left the pools."""
    return {event.project for event in facts.of_type(ProjectWithdrawn)}


def started(facts: Portfolio) -> dict[str, date]:
    """Give every certified start by project."""
    proved = {event.start for event in facts.of_type(StartCertified)}
    found = {event.project: event.date for event in facts.of_type(SubstantiveStart) if event.id in proved}
    return {key: day for key, day in found.items() if key not in withdrawn(facts)}


def completed(facts: Portfolio) -> dict[str, date]:
    """Give every certified completion (投产 where there is one) by project."""
    proved = {event.completion for event in facts.of_type(CompletionCertified)}
    both = (*facts.of_type(Completed), *facts.of_type(Commissioned))
    return {event.project: event.date for event in both if event.id in proved}


def plans(facts: Portfolio, class_: str = "", year: int = 2026) -> Iterator[Plan]:
    """List a year's approved entries of a class."""
    approved = {event.year for event in facts.of_type(PlanApproved)}
    for plan in facts.plans.values():
        left = plan.project in withdrawn(facts)
        if plan.year == year and plan.year in approved and not left and (not class_ or plan.class_ == class_):
            yield plan


def weeks(facts: Portfolio, year: int = 2026) -> dict[str, Week]:
    """Give the planned week of each new start; a change counts if approved by the old Sunday and the deed."""
    found = {plan.project: plan.start_week for plan in plans(facts, "计划新开工", year) if plan.start_week}
    for change in sorted(facts.of_type(PlanAdjusted), key=lambda event: (event.approved_on, event.id)):
        old, new = found.get(change.project), change.new
        if change.year == year and change.field == "start_week" and old and change.approved_on <= old.last:
            begun = started(facts).get(change.project)
            if Week.parse(new).last >= change.approved_on and (begun is None or begun >= change.approved_on):
                found[change.project] = Week.parse(new)
    return found


def names(found: Paper, heading: str) -> list[str]:
    """Give the ids of the projects a section lists."""
    cells = [row[1] for one in tables(found, heading) for row in one.rows]
    return [cell.target[len("projects/") : -len(".md")] for cell in cells if isinstance(cell, Name)]


@pytest.fixture(params=MONTHS, ids=str)
def month(request: pytest.FixtureRequest) -> Month:
    """Try February to September 2026."""
    assert isinstance(request.param, Month)
    return request.param


@pytest.fixture
def found(month: Month) -> Paper:
    """Draw up the month's bulletin."""
    return paper(KIND, demo(LAST), str(month))


def test_starts(month: Month, found: Paper) -> None:
    facts = known(month)
    planned, begun = weeks(facts), started(facts)
    due = {key for key, week in planned.items() if week.last <= month.last}
    told = {name: row[0] for name, row in beside(found).items()}
    assert told["计划新开工（个）"] == str(len(planned))
    assert told["到期应开工（个）"] == str(len(due))
    assert told["已开工（个）"] == str(len(planned.keys() & begun.keys()))
    assert sorted(names(found, "应开工未开工")) == sorted(due - begun.keys())
    early = {key for key, week in planned.items() if key in begun and begun[key] < week.first}
    late = {key for key, week in planned.items() if key in begun and begun[key] > week.last}
    missed = {key for key, week in weeks(facts, 2025).items() if key in begun and begun[key] > week.last}
    again = (missed & planned.keys()) - late
    assert sorted(names(found, "年内提前开工")) == sorted(early - missed)
    assert sorted(names(found, "年内延期开工")) == sorted(late | again)
    assert told["应开工未开工（个）"] == str(len(names(found, "应开工未开工")))
    assert (told["提前开工（个）"], told["延期开工（个）"]) == (str(len(early)), str(len(late)))
    said = f"（含往年计划已延期、重新列入本年计划的{len(again)}个）" if again else ""
    words = f"其中提前开工{len(early - missed)}个、延期开工{len(late | again)}个{said}；"
    assert any(words in text for text in paras(found))


def test_starts_and_completions_of_the_month(month: Month, found: Paper) -> None:
    facts = known(month)
    for heading, days in (("本月新开工", started(facts)), ("本月完工投产", completed(facts))):
        within = {key for key, day in days.items() if month.first <= day <= month.last}
        assert set(names(found, heading)) == within


def test_investment(month: Month, found: Paper) -> None:
    facts, newest = known(month), dict[str, tuple[Month, date, Decimal]]()
    for told in facts.of_type(MonthlyReport):
        if told.month.year == 2026 and told.month <= month:
            place = (told.month, told.date, told.invested_ytd_wan)
            newest[told.project] = max(newest.get(told.project, place), place)
    year = list(plans(facts))
    invested = sum(newest[plan.project][2] for plan in year if plan.project in newest)
    share = Decimal(invested) / sum(plan.invest_wan for plan in year) * 100
    indicators = {name: row[0] for name, row in beside(found).items()}
    assert indicators["累计完成投资（亿元）"] == _rounded(Decimal(invested) / 10000, "0.01")
    assert indicators["投资完成率"] == _rounded(share, "0.1") + "%"
    carried = {plan.project for plan in year if plan.class_ == "结转续建"}
    gone = {*completed(facts), *withdrawn(facts)}
    building = [plan.project for plan in year if plan.project in {*started(facts), *carried} - gone]
    lacking = sum(key not in newest or newest[key][0] < month for key in building)
    said = f"（{lacking}个在建项目没有报{month.number}月月报，按已报的计）" if lacking else ""
    begin = f"1—{month.number}月累计完成投资{indicators['累计完成投资（亿元）']}亿元{said}，"
    assert any(text.startswith(begin + f"占年度计划的{indicators['投资完成率']}，") for text in paras(found))


def _rounded(amount: Decimal, unit: str) -> str:
    return str(amount.quantize(Decimal(unit), ROUND_HALF_UP))


def test_items(month: Month, found: Paper) -> None:
    facts = known(month)
    proved = {event.closing for event in facts.of_type(ClosureConfirmed)}
    closed = {event.item: event.date for event in facts.of_type(ItemClosed) if event.id in proved}
    items = [
        item
        for item in facts.of_type(Decision)
        if item.date.year == 2026 or item.id not in closed or closed[item.id].year == 2026
    ]
    told = {name: row[0] for name, row in beside(found).items()}
    assert told["议定事项（项）"] == str(len(items))
    done = sum(item.id in closed for item in items)
    assert told["办结率"] == _rounded(Decimal(100 * done) / len(items), "0.1") + "%"
    (by_unit, *_) = found.annexes[2].blocks
    assert isinstance(by_unit, Table)
    parties = Counter(unit for item in items for unit in set(item.responsible))
    counted = {
        row[0].target[len("units/") : -len(".md")]: row[2] for row in by_unit.rows if isinstance(row[0], Name)
    }
    assert counted == parties
    assert told["超期未办结（项）"] == str(len(tables(found, "（一）超期未办结")[0].rows))


def test_cards(month: Month, found: Paper) -> None:
    acts = sorted(
        (event for event in known(month).of_type(Supervision) if event.date.year == 2026),
        key=lambda event: event.date,
    )
    (table,) = tables(found, "黄牌")
    yellow = [row for row in rows(table) if row[2] == "黄牌"]
    red = [row for row in rows(table) if row[2] == "红牌"]
    assert sorted(row[4] for row in yellow) == sorted(act.number for act in acts)
    times, pairs = Counter[str](), list[str]()
    for act in acts:
        times[act.unit] += 1
        if times[act.unit] % 2 == 0:
            pairs.append(act.number)
    assert sorted(row[4].split("、")[-1] for row in red) == sorted(pairs)
    fresh = [act.number for act in acts if act.date >= month.first]
    assert sorted(row[4] for row in yellow if row[6] == "是") == sorted(fresh)
    words = f"本月新发黄牌{len(fresh)}张、红牌{len(set(fresh) & set(pairs))}张；"
    assert words + f"年内累计黄牌{len(acts)}张、红牌{len(pairs)}张。" in paras(found)
    printed = {event.number for event in known(month).of_type(CardIssued) if event.year == 2026}
    assert {row[5] for row in rows(table)} - {"应发未发"} == printed


def test_duties_are_those_owed(month: Month, found: Paper) -> None:
    report = demo(LAST).at(month.last).report
    due = obligations(report, month.first - timedelta(days=1), month.last)
    told = [one for one in due if one.due >= month.first or one.done is None or one.done >= month.first]
    owed = Counter((one.duty, one.state) for one in told)
    table, late = tables(found, "六、")[0], tables(found, "迟报、未报名单")[0]
    for row in rows(table):
        states = [owed[row[0], state] for state in ("按时", "迟报", "未报", "未到期")]  # type: ignore[index]
        assert [int(cell) for cell in row[1:6]] == [sum(states), *states]
    shown = Counter(dict.fromkeys(owed, 0))
    for row in rows(late):
        shown[row[1], "迟报"] += int(row[3])  # type: ignore[index]
        shown[row[1], "未报"] += int(row[4])  # type: ignore[index]
    assert +shown == Counter({key: n for key, n in owed.items() if key[1] in {"迟报", "未报"}})


def test_open_problems(month: Month, found: Paper) -> None:
    settled = {event.issue for event in known(month).of_type(IssueResolved)}
    unsolved = [event for event in known(month).of_type(IssueRaised) if event.id not in settled]
    kinds = Counter(event.category for event in unsolved)
    (said,) = [text for text in paras(found) if text.startswith("台账中未解决的问题")]
    assert said.startswith(f"台账中未解决的问题{len(unsolved)}个，")
    assert all(f"{kind}类{count}个" in said for kind, count in kinds.items())
