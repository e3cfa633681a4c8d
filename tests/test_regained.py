"""What a sealed quarter took or gave and no longer should: said in plain words, with what was told since."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from built import Built
from seals import sealed_quarter

from generator.mechanism.closing import CORRECTION, Gap
from generator.mechanism.report import Report, closings, report
from generator.records.calendar import Quarter
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.mechanism.ledger import Entry
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

FIRST, SECOND = Quarter(2026, 1), Quarter(2026, 2)
HEAD = "更正（2026年第一季度已通报）："
REASON = "核对监理日志，原填日期有误"


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    found = Built(policy, *calendars.values())
    found.unit("JIA")
    found.unit("YI")
    found.project()
    found.approve(2026, "2026-01-02")
    return found


def after(built: Built, later: Callable[[], object]) -> Report:
    """Seal the first quarter, then let something be told, and give the report of the second's last day."""
    sealed = sealed_quarter(FIRST, 1, Portfolio.of(built.records))
    later()
    return report(Portfolio.of(built.records), SECOND.last, closings([sealed]))


def booked(made: Report, clause: str) -> Entry:
    (found,) = [e for e in made.entries if e.kind == CORRECTION and e.clause == clause]
    assert not re.search(r"[^\d]-\d", found.text), found.text
    return found


def paths(places: tuple[str, ...]) -> set[str]:
    return {place.rpartition("/")[2].partition(".")[0] for place in places}


def test_a_bonus_taken_back_cites_the_commissioning_that_came_too_late(built: Built) -> None:
    point = {"id": "M1", "name": "桩基础完成", "due_month": "2026-03"}
    built.plan("结转续建", completion_month="2026-04", milestones=[point])
    built.finish("2026-03-14", "2026-03-23")
    told: list[str] = []

    def later() -> None:
        told.append(built.event("milestone_reached", "2026-03-12", project="P1", milestone="M1"))
        built.finish("2026-04-05", "2026-04-23", kind="commissioned")
        told.extend(one.id for one in built.records[-2:])  # type: ignore[attr-defined]

    entry = booked(after(built, later), "2.2")
    milestone, deed, proof = told
    assert entry.points == -6
    assert entry.text.startswith(f"{HEAD}原加6分（")
    assert entry.text.endswith(
        f"现不成立，扣回6分；依据：投产（运营）{deed}（2026年4月5日）、"
        f"完工投产认定{proof}（2026年4月23日；投产（运营）2026年4月5日）"
    )
    assert {deed, proof} <= paths(entry.because)
    assert milestone not in paths(entry.because)


def test_a_start_moved_says_the_new_day_and_why(built: Built) -> None:
    built.plan("计划新开工", start_week="2026-W09")
    built.start("2026-03-14", "2026-03-16")
    start = built.records[-2].id  # type: ignore[attr-defined]
    told: list[str] = []

    def later() -> None:
        changes = {"date": "2026-02-25"}
        told.append(built.event("correction", "2026-04-10", of=start, reason=f"{REASON}。", changes=changes))

    made = after(built, later)
    entry, refund = booked(made, "1.1(1)"), booked(made, "1.1(3)")
    ground = f"；依据：更正{told[0]}（实质性开工{start}的发生日期改为2026年2月25日；理由：{REASON}）"
    assert (entry.points, refund.points) == (Decimal(4), Decimal("-3.2"))
    assert entry.text.startswith(f"{HEAD}原扣4分（")
    assert entry.text.endswith(f"现不成立，退回4分{ground}")
    assert refund.text.startswith(f"{HEAD}原加3.2分（")
    assert refund.text.endswith(f"现不成立，扣回3.2分{ground}")
    assert told[0] in paths(entry.because)


def test_a_certification_withdrawn_is_cited_with_its_withdrawal(built: Built) -> None:
    built.plan("计划新开工", start_week="2026-W09")
    built.start("2026-03-14", "2026-03-16")
    proof = built.records[-1].id  # type: ignore[attr-defined]
    told: list[str] = []

    def later() -> None:
        built.event("step_done", "2026-03-02", project="P1", step="环评")
        told.append(built.event("correction", "2026-04-10", of=proof, reason=REASON, withdraw="是"))

    entry = booked(after(built, later), "1.1(3)")
    assert entry.text.endswith(
        f"现不成立，扣回3.2分；依据：更正{told[0]}（撤回开工认定{proof}；理由：{REASON}）"
    )
    assert {proof, told[0]} <= paths(entry.because)


def test_what_is_lacking_names_the_correction_that_makes_it_due(built: Built) -> None:
    built.plan("计划新开工", start_week="2026-W09")
    built.start("2026-02-25", "2026-02-27")
    start = built.records[-2].id  # type: ignore[attr-defined]
    made = after(
        built,
        lambda: built.event(
            "correction", "2026-04-10", of=start, reason=REASON, changes={"date": "2026-03-14"}
        ),
    )
    entry = booked(made, "1.1(1)")
    assert entry.text.startswith(f"{HEAD}补扣4分：“P1”")
    assert f"发生日期改为2026年3月14日；理由：{REASON}" in entry.text
    assert "原扣" not in entry.text


def test_a_withdrawn_supervision_gives_back_what_its_cards_cost(built: Built) -> None:
    acts = [
        built.event("supervision", day, unit="JIA", number=f"督{day}", matter="推进迟缓")
        for day in ("2026-02-03", "2026-03-03")
    ]
    made = after(
        built, lambda: built.event("correction", "2026-04-10", of=acts[0], reason=REASON, withdraw="是")
    )
    correction = made.known.filed.events if made.known.filed else {}
    (gone,) = [key for key, one in correction.items() if one.kind == "correction"]
    found = [a for a in made.quarters[SECOND].results["JIA"].adjustments if a.corrects]
    assert [(a.clause, a.points) for a in found] == [("4.2", Decimal(2))]
    (red,) = found
    assert red.text == (
        f"{HEAD}当时2026年第一季度获红牌（本年第1张），扣2分；现在没有4.2这一项；退回2分"
        f"；依据：更正{gone}（撤回督办{acts[0]}；理由：{REASON}）"
    )
    assert gone in paths(red.because)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (-4, 0, "退回4分"),
        (6, 0, "扣回6分"),
        (0, -4, "补扣4分"),
        (0, 2, "补加2分"),
        (-8, -4, "退回4分"),
        (-4, -8, "补扣4分"),
        (6, 2, "扣回4分"),
        (2, 6, "补加4分"),
        (-4, 2, "补加6分"),
        (2, -4, "补扣6分"),
    ],
)
def test_words_of_what_makes_good(then: int, now: int, words: str) -> None:
    assert Gap(Decimal(then), Decimal(now)).made_good == words
