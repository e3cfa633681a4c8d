"""当时与现在: what today's data make of a sealed period, and what the books really hold against it (更正)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from drawn_facts import UNITS, districts
from hypothesis import assume, given
from paper_district import paper, paras, rows, tables
from reading import headings
from sealed_district import SealedDistrict
from seals import sealed_quarter
from test_properties import examples

from generator.mechanism.report import closings, report
from generator.mechanism.scenario.facts import portfolio
from generator.outputs.documents import document
from generator.outputs.pages.revisions import Family, family
from generator.outputs.papers import annual, bulletin, ranking
from generator.outputs.papers.booked import against, bookings_of, newly
from generator.outputs.papers.differences import Differences, blocks
from generator.outputs.papers.sheet import Para, Table, sentence
from generator.outputs.view import View
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.papers.kinds import PaperKind
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

FIRST, SECOND = Quarter(2026, 1), Quarter(2026, 2)
APRIL, JUNE = date(2026, 4, 30), date(2026, 6, 30)
BOOKED = "已记入以后季度的更正"
Facts = list[dict[str, Any]]


def item(made: SealedDistrict, unit: str, due: str) -> str:
    held = made.event("meeting", "2026-02-02", level="分管负责人", convener="L1某")
    told = {"meeting": held, "text": "落实用地指标", "due": due, "responsible": [unit]}
    return made.event("decision", "2026-02-02", **told)


def district(policy: Policy, calendars: dict[int, CalendarYear]) -> SealedDistrict:
    """JIA closed an item early, confirmed only in April: at the seal of the first quarter it is overdue."""
    made = SealedDistrict(policy, *calendars.values())
    done = made.event("item_closed", "2026-03-02", item=item(made, "JIA", "2026-03-20"), result="已办结")
    made.seal("2026-03")
    made.seal("2026Q1")
    made.event("closure_confirmed", "2026-04-20", closing=done)
    return made


def differences(made: SealedDistrict, period: Quarter | int, as_of: date) -> Differences:
    view = made.view(as_of)
    then = view.sealed(period)
    assert then
    assert view.seals
    return Differences(then, view.seals.now(then, view), period, view)


def told(found: Differences) -> tuple[str, dict[str, list[list[str]]]]:
    made = list(blocks(found))
    words = "\n".join(sentence(block) for block in made if isinstance(block, Para))
    return words, {block.caption: rows(block) for block in made if isinstance(block, Table)}


def press(view: View) -> Any:
    return SimpleNamespace(view=view, files=lambda *_: ())


def families(made: SealedDistrict, kind: PaperKind, period: Quarter | int, as_of: date) -> Sequence[Family]:
    return list(family(press(made.view(as_of)), kind, period))


def test_what_is_certified_after_the_cut_off_is_told_as_booked(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    found = differences(district(policy, calendars), FIRST, APRIL)
    assert document(found.then, FIRST) == document(found.now, FIRST)
    assert found.any
    words, shown = told(found)
    assert "截至同一天（2026年3月31日）：这一天以后发生、认定或者更正的，不在重算的结果里" in words
    assert [row[:1] + row[3:6] for row in shown[BOOKED]] == [
        ["JIA", "2026年第一季度", "2026年第二季度（未封存）", "+2"],
        ["JIA", "2026年第一季度", "2026年第二季度（未封存）", "+4"],
    ]
    assert shown["有差别的计分"] == []


def test_the_page_of_today_stands_where_anything_is_booked(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = district(policy, calendars)
    (then,) = families(made, ranking.KIND, FIRST, date(2026, 4, 15))
    assert then.now is None
    assert then.unchanged == "现在：按现有数据重算，与封存一致"
    (now,) = families(made, ranking.KIND, FIRST, APRIL)
    assert now.now
    assert (now.now.paper.page, now.unchanged) == ("rankings/2026Q1-now.md", "")
    assert any(block.caption == BOOKED for block in tables(now.now.paper))


def test_where_it_is_booked_is_sealed_or_open(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = district(policy, calendars)
    made.seal("2026Q2")
    _, shown = told(differences(made, FIRST, date(2026, 8, 31)))
    assert {row[4] for row in shown[BOOKED]} == {"2026年第二季度（第3号封存）"}


def test_seats_are_told_to_stay(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    """At the seal JIA is last with an item overdue; told late, YI's are the worse ones."""
    made = SealedDistrict(policy, *calendars.values())
    item(made, "JIA", "2026-03-20")
    made.seal("2026Q1")
    for _ in range(2):
        item(made, "YI", "2026-03-20")
    found = differences(made, FIRST, APRIL)
    words, shown = told(found)
    assert "封存时首位席BAN、JIE、JU、YI，末位席JIA；按现有数据重算首位席BAN、JIE、JU，末位席YI" in words
    assert "只随本季度的修订（另行封存一次）而改变" in words
    assert "JIA4.4项−2分（计入2026年第二季度）" in words
    assert "YI4.4项−2分" not in words
    seats = [row[:1] + row[4:6] for row in shown["有差别的计分"] if row[1] == "4.4"]
    assert seats == [["JIA", "−2", "0"], ["YI", "+3", "0"], ["YI", "0", "−2"]]
    assert {row[1] for row in shown[BOOKED]} == {"3.1"}


def test_cards_told_late_differ_too(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = district(policy, calendars)
    made.event("supervision", "2026-03-10", number="督〔2026〕1号", unit="YI", matter="推进缓慢")
    _, shown = told(differences(made, FIRST, APRIL))
    assert [row[:2] + row[4:6] for row in shown["有差别的计分"]] == [["YI", "4.1", "0", "−1"]]
    assert [row[0] + row[1] for row in shown[BOOKED]] == ["JIA3.1", "JIA3.1", "YI4.1"]


def test_a_year_goes_by_its_quarters_as_sealed(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = district(policy, calendars)
    for number in (2, 3, 4):
        made.seal(f"2026Q{number}")
    made.seal("2026")
    (same,) = families(made, annual.KIND, 2026, date(2027, 2, 1))
    assert same.unchanged == "现在：各季度按封存的分数计算，与封存一致"
    made.event("supervision", "2026-11-10", number="督〔2026〕1号", unit="YI", matter="推进缓慢")
    found = differences(made, 2026, date(2027, 2, 1))
    words, shown = told(found)
    assert "各季度按封存的分数计算，不另重算" in words
    assert [row[:2] + row[3:6] for row in shown[BOOKED]] == [
        ["YI", "4.1", "2026年第四季度", "2027年第一季度（未封存）", "−1"]
    ]


def test_nothing_is_said_of_papers_not_compared() -> None:
    seal = SimpleNamespace(bulletin="季度考评通报")
    item = SimpleNamespace(view=SimpleNamespace(seal=seal), paper=SimpleNamespace(name="三库"), period=FIRST)
    assert Family([item]).unchanged == ""  # type: ignore[list-item]


def test_the_months_bulletin_tells_what_is_newly_booked(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = district(policy, calendars)
    april = paper(bulletin.KIND, made.view(APRIL), "2026-04")
    assert "九、对上期通报的更正" in headings(april)
    new = [block for block in tables(april) if block.caption == "上期通报以后新记入的更正"]
    assert [[row[0], row[4], row[5]] for block in new for row in rows(block)] == [
        ["JIA", "2026年第二季度", "+2"],
        ["JIA", "2026年第二季度", "+4"],
    ]
    made.seal("2026-04")
    may = paper(bulletin.KIND, made.view(date(2026, 5, 31)), "2026-05")
    assert "本月没有新记入的更正。" in paras(may)


def test_plans_nobody_was_bound_by_are_no_late_facts(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """A plan of the year is told by its project's name once it is approved; next year's is no fact."""
    made = SealedDistrict(policy, *calendars.values())
    made.project("P1", leads=["JIA"])
    made.approve(2026, "2026-01-20")
    made.seal("2026Q1")
    made.plan("计划新开工", "P1", start_week="2026-W30")
    made.plan("计划新开工", "P1", year=2027, start_week="2027-W30")
    made.approve(2027, "2027-01-20")
    _, shown = told(differences(made, FIRST, APRIL))
    named = [row[1] for row in shown["封存以后补报、改动或删除的事实"]]
    assert named == ["2026年计划 P1"]


def test_both_the_old_evidence_and_the_new_are_cited(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """An entry that no longer stands cites what was told since."""
    made = SealedDistrict(policy, *calendars.values())
    key = item(made, "JIA", "2026-03-20")
    made.seal("2026Q1")
    done = made.event("item_closed", "2026-03-19", item=key, result="已办结")
    made.event("closure_confirmed", "2026-03-20", closing=done)
    _, shown = told(differences(made, FIRST, APRIL))
    (gone,) = [row for row in shown["有差别的计分"] if row[4:6] == ["−4", "0"]]
    assert f"{key}.yml" in gone[7]
    assert f"{done}.yml" in gone[7]


@examples
@given(facts=districts())
def test_the_books_hold_what_a_quarter_would_have_otherwise(
    facts: Facts, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """Sealed from half of the facts, corrected for all of them: per unit the gap is what is booked."""
    some, every = (portfolio(f, UNITS, policy, calendars)[0] for f in (facts[: len(facts) // 2], facts))
    closed = closings([sealed_quarter(FIRST, 1, some)])
    view = View(report(every, JUNE, closed), every)
    sealed, would = (quarters.get(FIRST) for quarters in (closed.quarters, report(every, JUNE).quarters))
    assume(sealed and would)
    gap: dict[str, Decimal] = defaultdict(Decimal)
    for sign, assessment in ((-1, sealed), (1, would)):
        for unit, result in assessment.results.items() if assessment else ():
            gap[unit] += sign * sum((entry.points for entry in result.entries), Decimal(0))
    for one in against(view, FIRST):
        if one.day:
            gap[one.what.unit] -= one.what.points
    assert not any(gap.values())
    before = View(report(every, APRIL, closed), every)
    new: dict[object, Decimal] = defaultdict(Decimal)
    for sign, found in ((1, newly(view, before)), (1, _all(before)), (-1, _all(view))):
        for one in found:
            new[one.key] += sign * one.what.points
    assert not any(new.values())


def _all(view: View) -> list[Any]:
    return [one for own in bookings_of(view).values() for one in own]
