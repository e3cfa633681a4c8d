"""A project's timeline as geometry: a row for each promise, x in percent of the width (挂图作战)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.words import day as said
from generator.mechanism.words import span
from generator.outputs.escape import filled
from generator.outputs.pages.records.plans import baseline
from generator.outputs.pages.records.standing import Standing, kept
from generator.records.calendar import Quarter, quarters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.outputs.pages.records.steps import Step

CROWDED, FULL = 6, 14
HEADS = {"start": "开工", "milestone": "形象进度", "completion": "完工投产"}
DONE = Standing("", "plain")


@dataclass(frozen=True, slots=True)
class Lane:
    """One row before it has a scale: planned days, the day done and where that is said, how it stands."""

    group: str
    label: str
    planned: tuple[date, date] | None
    done: date | None
    state: Standing
    plan: str = ""
    place: str = ""
    told: str = ""
    hollow: bool = False


def _untold(_place: str, _happened: date) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row on the scale: attributes of band, delay line and dot, empty for none."""

    group: str
    label: str
    tip: str
    state: Standing
    band: Markup
    delay: Markup
    dot: Markup
    hollow: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: where, its words, whether a year begins there, whether narrow screens keep it."""

    x: Markup
    word: str
    year: bool
    always: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows and ticks, the place of the day of the data, and the whole in a sentence."""

    rows: Sequence[Row]
    ticks: Sequence[Tick]
    today: Markup
    summary: str


def timeline(
    story: ProjectStory, steps: Sequence[Step], as_of: date, told: Callable[[str, date], str] = _untold
) -> Timeline | None:
    """Lay a project's promises and deeds on one scale; None for a project with neither.

    `told` says when the fact at a place was recorded.
    """
    lanes = [_with(lane, told) for lane in (*_steps(steps), *_deeds(story, as_of))]
    days = [moment for lane in lanes for moment in (*(lane.planned or ()), lane.done) if moment]
    if not days:
        return None
    first, last = Quarter.of(min(*days, as_of)), Quarter.of(max(*days, as_of))
    scale = Scale(first.first, (last.last - first.first).days + 1)
    over = sum(lane.state.tone == "over" for lane in lanes)
    done = sum(lane.done is not None for lane in lanes)
    summary = (
        f"{said(first.first)}至{said(last.last)}，共{len(lanes)}项，已完成{done}项，"
        f"超期未完成{over}项；竖线为数据截至日{said(as_of)}。"
    )
    rows = [_row(lane, scale, as_of) for lane in lanes]
    return Timeline(rows, list(_ticks(first, last, scale)), scale.at(as_of, 1), summary)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to percent of the width."""

    first: date
    days: int

    def at(self, moment: date, after: int = 0) -> Markup:
        """Give a day's left edge; its right edge with `after` 1."""
        return Markup(f"{((moment - self.first).days + after) * 100 / self.days:.2f}%")  # noqa: S704 - a number


def _with(lane: Lane, told: Callable[[str, date], str]) -> Lane:
    """Add when the deed was recorded."""
    return replace(lane, told=told(lane.place, lane.done)) if lane.done and lane.place else lane


def _steps(steps: Sequence[Step]) -> Iterator[Lane]:
    for step in steps:
        if step.planned or step.done:
            planned = (step.planned.due, step.planned.due) if step.planned else None
            plan = f"时限{said(step.planned.due)}" if step.planned else "未列时限"
            place = step.told.because[-1] if step.done else ""
            yield Lane("前期事项", step.name, planned, step.done, step.state, plan, place)


def _deeds(story: ProjectStory, as_of: date) -> Iterator[Lane]:
    if story.ceremony:
        held = story.ceremony
        yield Lane("开工", "开工仪式", None, held.date, DONE, place=held.because[0], hollow=True)
    sorts = ("start", "milestone", "completion")
    for what in sorts:
        promises = [promise for promise in story.promises if promise.what == what]
        deed = story.certified if what == "start" else story.completion if what == "completion" else None
        for promise in promises:
            yield _promised(promise, story, as_of, several=len(promises) > 1)
        if deed and not promises:
            name = "实质性开工" if what == "start" else "完工投产"
            yield Lane(HEADS[what], name, None, deed.date, DONE, place=deed.because[0])


def _promised(promise: Promise, story: ProjectStory, as_of: date, *, several: bool) -> Lane:
    deed = story.deed(promise)
    names = {"start": "实质性开工", "completion": "完工投产"}
    year = f"（{promise.plan.year}年计划）" if several and promise.what != "milestone" else ""
    return Lane(
        HEADS[promise.what],
        names.get(promise.what, promise.name) + year,
        (promise.period.first, promise.period.last),
        deed.date if deed else None,
        kept(promise, story, as_of),
        f"计划{span(promise.period)}" + (f"（原{span(first)}）" if (first := baseline(promise)) else ""),
        deed.because[0] if deed else "",
    )


def _row(lane: Lane, scale: Scale, as_of: date) -> Row:
    band = delay = dot = Markup()
    if lane.planned:
        first, last = lane.planned
        width = ((last - first).days + 1) * 100 / scale.days
        band = filled('x="{}" width="{}"', scale.at(first), f"{width:.2f}%")
        end = lane.done if lane.state.tone == "late" else as_of if lane.state.tone == "over" else None
        if end is not None and end > last:
            delay = filled('x1="{}" x2="{}"', scale.at(last, 1), scale.at(end, 1))
    if lane.done:
        dot = filled('cx="{}"', scale.at(lane.done, 1))
    done = f"{said(lane.done)}完成" if lane.done else "未完成"
    tip = "，".join(part for part in (lane.label, lane.plan, done, lane.state.word, lane.told) if part)
    return Row(lane.group, lane.label, tip, lane.state, band, delay, dot, lane.hollow)


def _ticks(first: Quarter, last: Quarter, scale: Scale) -> Iterator[Tick]:
    span_ = list(quarters(first, last))
    for place, quarter in enumerate(span_):
        year = quarter.number == 1
        if year or len(span_) <= FULL:
            always = year or place == 0 or len(span_) <= CROWDED
            word = f"{quarter.year}年" if year else f"{quarter.first.month}月"
            if place == 0 and not year:
                word = f"{quarter.year}年{word}"
            yield Tick(scale.at(quarter.first), word, year, always)
