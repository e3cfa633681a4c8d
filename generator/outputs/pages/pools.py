"""储备库、建设库、竣工库, and what moved between them this month (O12; paper N)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.tables import summary
from generator.records.calendar import Month
from generator.records.model.events import StepDone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.outputs.press import Press
    from generator.outputs.tables import ProjectRow
    from generator.outputs.view import Page, View

Steps = tuple[int, int, str]


def pages(press: Press) -> Iterator[Page]:
    """Print the page of the three pools."""
    view, now = press.view, summary(press.view)
    month = Month.of(view.as_of)
    yield press.page(
        "pools.md",
        "储备库、建设库和竣工库",
        "、".join(f"{name}{len(rows)}个" for name, rows in now.pools.items())
        + f"。数据截至{said(view.as_of)}。",
        template="pools.md.j2",
        kind="pools",
        hide=("navigation",),
        now=now,
        month=month,
        steps=steps(view, now.pools["储备库"]),
        entered=_signed(now.rows, month),
        moved=[row for row in now.rows if row.started and Month.of(row.started) == month],
        left=[row for row in now.rows if row.completed and Month.of(row.completed) == month],
    )


def _signed(rows: Sequence[ProjectRow], month: Month) -> Sequence[ProjectRow]:
    return [row for row in rows if row.project.signed and Month.of(row.project.signed) == month]


def steps(view: View, rows: Sequence[ProjectRow]) -> Mapping[str, Steps]:
    """Count each waiting project's steps done, those that apply, and name the first one overdue (卡点)."""
    done: dict[str, set[str]] = {}
    for event in view.known.of_type(StepDone):
        done.setdefault(event.project, set()).add(event.step)
    found = {}
    for row in rows:
        plan = row.project.start_plan
        if plan is not None:
            mine = done.get(row.project.id, set())
            late = [s for s in plan.steps if s.step not in mine and s.due < view.as_of]
            stuck = min(late, key=lambda s: s.due).step if late else ""
            count = sum(s.step in mine for s in plan.steps)
            found[row.project.id] = (count, len(plan.steps), stuck)
    return found
