"""Who held a project how long, worked out by hand; and that what is open is what it waits for (O25, O26)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from test_steps import DONE, done, make

from generator.mechanism.holding import holdings
from generator.mechanism.steps import start_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from built import Built

    from generator.mechanism.holding import Held

__all__ = ["make"]

HELD = [
    # 21–23, 26–30 January, 2–6, 9–10 February.
    ("附件1", "责任单位", "JIA", "2026-01-20", "2026-02-10", 15, 0),
    # See test_steps; due 6 March, so 9–11 March are over it.
    ("征收拆迁", "街道", "JIE", "2026-02-10", "2026-03-11", 17, 3),
    # 12–13, 16–20, 23–27, 30 March – 3 April, 7 April; 4–6 April is Qingming, so the 7th is in time.
    ("环评", "责任单位", "JIA", "2026-03-11", "2026-04-07", 18, 0),
    ("土地农转", "审批部门", "JU", "2026-03-11", "2026-04-09", 20, 2),
    # 10, 13–17, 20 April.
    ("施工许可证", "责任单位", "YI", "2026-04-09", "2026-04-20", 7, 0),
    # 21–24, 27–30 April, 6 May; due on Sunday 10 May.
    ("开工", "责任单位", "JIA", "2026-04-20", "2026-05-06", 9, 0),
    # 7–8, Saturday 9 (worked), 11–12 May.
    ("开工认定", "区重大项目办", "ZDB", "2026-05-06", "2026-05-12", 5, 0),
]


def held(built: Built, as_of: date) -> list[Held]:
    report = built.report(as_of)
    known, stories, working = report.known, report.facts.projects, report.facts.working
    told = start_steps(known, stories, working, as_of)
    return list(holdings(known, stories, told, working)["P1"])


def shown(found: list[Held]) -> list[tuple[object, ...]]:
    return [(h.step, h.party, h.unit, str(h.since), str(h.until), h.days, h.overdue) for h in found]


def test_every_stretch_from_the_plan_to_the_certified_start(make: Callable[..., Built]) -> None:
    built = done(make(), *DONE)
    built.start("2026-05-06", "2026-05-12")
    assert shown(held(built, date(2026, 6, 30))) == HELD


def test_the_completion_waits_for_its_certification(make: Callable[..., Built]) -> None:
    built = done(make(), *DONE)
    built.start("2026-05-06", "2026-05-12")
    built.finish("2026-07-01", "2026-07-03")
    assert shown(held(built, date(2026, 7, 31)))[-1] == (
        *("完工认定", "区重大项目办", "ZDB", "2026-07-01", "2026-07-03"),
        *(2, 0),
    )


@pytest.mark.parametrize("steps", range(5))
@pytest.mark.parametrize(
    "as_of", [date(2026, 2, 27), date(2026, 3, 10), date(2026, 4, 30), date(2026, 6, 30)]
)
def test_what_is_open_is_what_the_project_waits_for(
    make: Callable[..., Built], steps: int, as_of: date
) -> None:
    built = done(make(), *list(DONE)[:steps])
    report = built.report(as_of)
    waits = start_steps(report.known, report.facts.projects, report.facts.working, as_of)["P1"].waits
    opened = [one for one in held(built, as_of) if one.until is None]
    assert [(h.step, h.unit, h.since, h.days, h.overdue) for h in opened] == [
        (w.step, w.unit, w.since, w.days, w.overdue) for w in waits
    ]


def test_a_step_left_undone_was_held_until_the_start(make: Callable[..., Built]) -> None:
    built = done(make(), "征收拆迁", "环评", "土地农转")
    built.start("2026-05-06", "2026-05-12")
    found = {one.step: one for one in held(built, date(2026, 6, 30))}
    assert (found["施工许可证"].until, found["施工许可证"].days) == (date(2026, 5, 6), 16)
    assert "开工" not in found


def test_a_project_without_a_confirmed_table_has_no_past(make: Callable[..., Built]) -> None:
    built = done(make(confirmed=None), *DONE)
    assert [(one.step, one.until) for one in held(built, date(2026, 4, 30))] == [("附件1", None)]
