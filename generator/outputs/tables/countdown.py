"""倒计时: what falls due from the day of the data on, most urgent first, and what it costs or earns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from generator.mechanism.ledger import ZERO, signed
from generator.mechanism.upcoming import Step, upcoming
from generator.mechanism.words import month_day
from generator.outputs.tables.derived import elapsed_of, once
from generator.outputs.tables.duties import owed_between
from generator.records.calendar import Quarter
from generator.records.model.policy import OverdueItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.deeds import What
    from generator.mechanism.obligations import Obligation
    from generator.outputs.view import View
    from generator.records.model.policy import Policy

Sort = Literal["loss", "chance", "due", "duty"]
PROGRESS = frozenset({"missed_progress", "early_completion"})
FORTNIGHT = timedelta(days=14)
BEYOND = timedelta(days=42)
"""How far past the fortnight to look for the first loss after a due date: 20 working days and a holiday."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing to be done by a day: who, about which project or item (empty: none), what, in points.

    `left` counts the working days after the day of the data up to `day`; `cost` is what the next loss or
    the chance means to each unit, zero where no points hang on it; `parties` are units, offices and
    leaders, empty for the district's head.
    """

    day: date
    left: int
    sort: Sort
    subject: str
    parties: tuple[str, ...]
    what: str
    cost: Decimal
    text: str
    clause: str = ""
    because: tuple[str, ...] = ()
    said: str = ""
    """How long there is, in words."""
    kind: str = ""
    """The kind of rule, or the duty."""
    period: str = ""
    """The week, month or quarter a duty is owed for."""


def fortnight(view: View) -> Sequence[Deadline]:
    """List what falls due on the day of the data and in the 14 days after it, by day, losses first."""
    return once(view, "_fortnight", lambda: _fortnight(view))


def fortnight_of(view: View, subjects: Collection[str], last: date | None = None) -> Sequence[Deadline]:
    """List what `fortnight` lists of some projects and items, or all that falls due of them up to a day."""
    end = last or view.as_of + FORTNIGHT
    steps = upcoming(view.report, max(_until(view), end), subjects)
    return _ordered(view, _of_rules(view, steps, end))


def steps_ahead(view: View) -> Sequence[Step]:
    """List all that the rules say of the days to come, up to the end of the running quarter and beyond."""
    return once(view, "_steps_ahead", lambda: upcoming(view.report, _until(view)))


def _until(view: View) -> date:
    return max(view.as_of + FORTNIGHT + BEYOND, Quarter.of(view.as_of + timedelta(days=1)).last)


def prices(policy: Policy) -> str:
    """Say what an overdue item costs by days: 超期满5个工作日扣4分，满10个… (3.1); empty without the rule."""
    rule = next((rule for rule in policy.rules if isinstance(rule, OverdueItem)), None)
    if rule is None:
        return ""
    steps = [f"满{step.days}个工作日{signed(step.points)}" for step in rule.steps]
    return f"超期{'，'.join(steps)}{'，取最高一档' if rule.mode == 'highest' else '，逐档累计'}"


def days_left(view: View, day: date) -> str:
    """Say how long there is until a day: 今天, 还有3个工作日, 还有2天（其间没有工作日）."""
    if day <= view.as_of:
        return "今天"
    working = elapsed_of(view).between(view.as_of, day)
    return f"还有{working}个工作日" if working else f"还有{(day - view.as_of).days}天（其间没有工作日）"


def concerned(view: View, deadline: Deadline) -> frozenset[str]:
    """Give the ids of all units, leaders and offices a deadline concerns, by its project or its item's."""
    item = view.item(deadline.subject)
    project = view.project((item.item.project or "") if item else deadline.subject)
    found = {*deadline.parties}
    if project:
        found |= {project.leader, view.office_of(project) or ""}
    return frozenset(found - {""})


def _fortnight(view: View) -> Sequence[Deadline]:
    last = view.as_of + FORTNIGHT
    owed, _ = owed_between(view, view.as_of, last)
    return _ordered(view, [*_of_rules(view, steps_ahead(view), last), *_of_duties(view, owed)])


def _ordered(view: View, rows: Iterable[Deadline]) -> Sequence[Deadline]:
    found = [replace(one, said=days_left(view, one.day)) for one in rows]
    order = ("loss", "due", "chance", "duty")
    return sorted(found, key=lambda one: (one.day, order.index(one.sort), one.cost, one.subject, one.what))


def _of_rules(view: View, steps: Sequence[Step], last: date) -> Iterator[Deadline]:
    losses: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        if step.sort == "loss":
            losses[step.subject, step.clause].append(step)
    for step in steps:
        if step.day <= last:
            later = losses[step.subject, step.clause] if step.sort == "due" else []
            loss = next((one for one in later if one.day > step.day), None)
            what, cost = _said(step, loss)
            told = _awaiting(view, step)
            what = f"{told}{_uncertified(step) if told and step.sort == 'loss' else what}"
            left = elapsed_of(view).between(view.as_of, step.day)
            yield Deadline(
                step.day,
                left,
                step.sort,
                step.subject,
                step.units,
                what,
                cost,
                step.text,
                step.clause,
                step.because,
                kind=step.kind,
            )


def _awaiting(view: View, step: Step) -> str:
    """Say that what a step is about is reported and only waits for the office's word; empty otherwise."""
    item = view.item(step.subject)
    if item and item.reported and not item.closed:
        return f"{month_day(item.reported.date)}已报办结、待确认；"
    story = view.story(step.subject)
    if story is None or not story.awaited:
        return ""
    days = {promise.deadline for promise in story.promises if promise.what == "completion"}
    ending = step.kind == "early_completion" or (step.kind == "missed_progress" and step.day in days)
    about: What = "completion" if ending else "milestone" if step.kind in PROGRESS else "start"
    told = story.awaited.get(about)
    return f"{month_day(told.date)}已报{told.what}、待认定；" if told else ""


def _uncertified(step: Step) -> str:
    """Say what a deed reported and not certified or confirmed by a day costs until it is."""
    word = "确认" if step.kind == "overdue_item" else "认定"
    return f"{month_day(step.day)}仍未{word}的，当日{signed(step.points)}，照报{word}后撤销"


def _said(step: Step, loss: Step | None) -> tuple[str, Decimal]:
    """Say what is to be done by when, and what happens otherwise."""
    if step.sort == "chance":
        return f"{month_day(step.day)}前（含当日）办成，{signed(step.points)}", step.points
    if step.sort == "loss":
        return f"{month_day(step.day)}前（含当日）办成，否则当日{signed(step.points)}", step.points
    if loss:
        return f"{month_day(step.day)}前办结，否则{month_day(loss.day)}{signed(loss.points)}", loss.points
    return f"{month_day(step.day)}前办结", ZERO


def _of_duties(view: View, owed: Sequence[Obligation]) -> Iterator[Deadline]:
    """Put together what is owed of one duty on one day, with who has not done it; it costs no points."""
    waiting: dict[tuple[date, str], set[str]] = defaultdict(set)
    periods: dict[tuple[date, str], str] = {}
    for one in owed:
        if one.state == "未到期":
            waiting[one.due, one.duty].add(one.party)
            periods.setdefault((one.due, one.duty), str(one.period))
    for (day, duty), parties in waiting.items():
        left = elapsed_of(view).between(view.as_of, day)
        who, what = tuple(sorted(parties - {""})), f"{month_day(day)}前：{duty}"
        period = periods[day, duty]
        yield Deadline(day, left, "duty", "", who, what, ZERO, "", kind=duty, period=period)
