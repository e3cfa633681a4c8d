"""A few projects leave the pools unfinished: the investor withdraws, the land is put to another use (O12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.world import BUREAU, GROUP
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.book import Book
    from generator.demo.projects import Course

_SHARE = 24
_QUIET = timedelta(days=3)
_REASONS = (
    "投资主体调整区域布局，书面申请终止投资协议，用地尚未供应。",
    "地块规划用途调整为公共服务设施用地，项目选址落空，双方协商解除协议。",
    "投资主体融资未落实，经两次约谈仍不能明确开工时间，前期工作终止。",
)


def write(book: Book, courses: Sequence[Course]) -> None:
    """Withdraw one project in 24, among the last year's 开展前期 that have not started: the quietest ones."""
    settled = {entry.path.rpartition("/")[2] for entry in book.entries if "/WTJJ-" in entry.path}
    idle = sorted(
        (book.latest.get(made.id, date.min), made.id, made) for made in courses if _idle(book, made)
    )
    for place, (latest, _, made) in enumerate(idle[: len(courses) // _SHARE]):
        week = Week.of(min(max(latest, made.active[0][0]) + _QUIET, book.span.end))
        day = book.span.working.last_in_week(week)
        if day and latest <= day <= book.span.end:
            _withdraw(book, made, day, _REASONS[place % len(_REASONS)])
            _settle(book, made, day, settled)


def _idle(book: Book, made: Course) -> bool:
    of_last_year = made.script.year == len(book.span.years) - 1
    begun = made.started is not None and made.started <= book.span.end
    return made.script.nature == "开展前期" and of_last_year and not begun


def _withdraw(book: Book, made: Course, day: date, reason: str) -> None:
    name = f"TK-{made.id}"
    first, _, phase = made.active[-1]
    made.active[-1] = (first, day, phase)
    book.event("project_withdrawn", name, day, BUREAU, 2, project=made.id, reason=reason, approver=GROUP)


def _settle(book: Book, made: Course, day: date, settled: set[str]) -> None:
    """Close what was still open in the docket on the day."""
    for issue in book.issues.get(made.id, ()):
        name = f"WTJJ-{issue[3:]}"
        if f"{name}.yml" not in settled:
            result = "项目已退库，不再协调。"
            book.event("issue_resolved", name, day, made.lead(day), issue=issue, result=result)
