"""One project's row on the wall chart as SVG: what was planned, what was done, what is late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.pools import pool
from generator.outputs.escape import page_text
from generator.outputs.pages.records.plans import baseline
from generator.outputs.pages.records.standing import kept, last_promise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.outputs.pages.records.steps import Step
    from generator.outputs.pages.wall.axis import Axis

Act = tuple["date", str]
"""A 督办 or card: its day and its colour, 黄牌 or 红牌."""
ROW = Markup('<svg class="wall-row" role="img"><title>{}</title><use href="#wg"/>{}</svg>')
MARK = Markup('<use href="#{}" x="{}"/>')
RECT = {
    "plan": Markup('<rect class="wp" {} y="12" height="4"/>'),
    "done": Markup('<rect class="wd" {} y="10" height="8"/>'),
    "week": Markup('<rect class="ww" {} y="6" height="16"/>'),
    "old": Markup('<rect class="wo" {} y="8" height="12"/>'),
    "late": Markup('<rect class="wl" {} y="9" height="10" fill="url(#wh)"/>'),
    "over": Markup('<rect class="wv" {} y="7" height="14" fill="url(#wx)"/>'),
}
MILESTONES = {"late": "ml", "over": "mo", "open": "mp"}
DAY = timedelta(days=1)
CELL = 6
"""The pitch of the 12 cells, in units of their drawing."""


def drawing(story: ProjectStory, acts: Sequence[Act], axis: Axis, words: str) -> Markup:
    """Draw a project's row; `words` say the same as text."""
    parts = [*_life(story, axis), *_promises(story, axis), *_deeds(story, axis)]
    parts += [MARK.format("kr" if colour == "红牌" else "ky", axis.scale.at(day, 1)) for day, colour in acts]
    return ROW.format(page_text(words), Markup("").join(parts))


def days_of(story: ProjectStory) -> Iterator[date]:
    """Give every day that the row of a project shows."""
    for promise in story.promises:
        yield promise.period.first
        yield promise.period.last
        if first := baseline(promise):
            yield first.first
            yield first.last
    deeds = (story.ceremony, story.certified, story.completion, *story.milestones.values())
    yield from (deed.date for deed in deeds if deed)


def _life(story: ProjectStory, axis: Axis) -> Iterator[Markup]:
    """Draw the span from start to completion: as planned, and the part that is behind it."""
    start, end = (last_promise(story, what) for what in ("start", "completion"))
    begun = story.start.date if story.start else start.period.first if start else None
    if begun is None:
        begun = axis.first if end else None
    if begun is not None and end and end.deadline >= begun:
        yield RECT["plan"].format(axis.band(begun, end.deadline))
    stop = story.completion or story.withdrawn
    until = stop.date if stop else axis.as_of
    under_way = pool(story) in {"建设库", "竣工库"}
    first = story.start.date if story.start else axis.first if under_way else None
    if first is not None and first <= until:
        yield RECT["done"].format(axis.band(first, until))


def _promises(story: ProjectStory, axis: Axis) -> Iterator[Markup]:
    """Draw each planned week and month, the one it was moved from, and the delay."""
    yield from _overdue(story, axis)
    for promise in story.promises:
        first = baseline(promise)
        if promise.what == "milestone":
            yield from _milestone(promise, story, axis)
            continue
        if first:
            yield RECT["old"].format(axis.band(first.first, first.last))
        yield from _delay(promise, story, axis)
        if promise.what == "start":
            yield RECT["week"].format(axis.band(promise.period.first, promise.period.last))
        elif story.completion is None:
            yield MARK.format("ep", axis.scale.at(promise.deadline, 1))


def _overdue(story: ProjectStory, axis: Axis) -> Iterator[Markup]:
    """Draw the delay of the milestones not reached, from the first that was missed."""
    points = [promise for promise in story.promises if promise.what == "milestone"]
    missed = [promise for promise in points if kept(promise, story, axis.as_of).tone == "over"]
    for promise in sorted(missed, key=lambda one: one.deadline)[:1]:
        yield from _delay(promise, story, axis)


def _delay(promise: Promise, story: ProjectStory, axis: Axis) -> Iterator[Markup]:
    state, deed = kept(promise, story, axis.as_of), story.deed(promise)
    end = deed.date if deed else story.withdrawn.date if story.withdrawn else axis.as_of
    if state.tone in {"late", "over"} and end > promise.deadline:
        yield RECT[state.tone].format(axis.band(max(promise.deadline + DAY, axis.first), end))


def _milestone(promise: Promise, story: ProjectStory, axis: Axis) -> Iterator[Markup]:
    deed = story.deed(promise)
    state = kept(promise, story, axis.as_of)
    tone = "open" if state.today else state.tone
    place = axis.scale.at(deed.date if deed else promise.deadline, 1)
    yield MARK.format(MILESTONES.get(tone, "md"), place)


def _deeds(story: ProjectStory, axis: Axis) -> Iterator[Markup]:
    marks = (("sc", story.ceremony), ("sd", story.certified), ("ed", story.completion))
    for name, deed in marks:
        if deed:
            yield MARK.format(name, axis.scale.at(deed.date, 1))


def cells(steps: Sequence[Step]) -> Markup:
    """Draw the 12 steps of 附件1 as small cells: done full, overdue striped, open low."""
    found = Markup("")
    for name, tones in (("cd", {"good", "late"}), ("cv", {"over"}), ("co", {"open"})):
        path = "".join(
            f"M{(step.number - 1) * CELL} 5h5"
            for step in steps
            if (step.state.tone in tones) or (name == "cd" and step.done is not None)
        )
        found += Markup('<path class="{}" d="{}"/>').format(name, path) if path else Markup("")
    return Markup('<svg class="wall-cells" viewBox="0 0 71 10" aria-hidden="true">{}</svg>').format(found)
