"""What the wall chart says of each project: a line for every one of the portfolio, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.pools import WITHDRAWN
from generator.outputs.pages.records.lists import project_lines
from generator.outputs.pages.records.plans import baseline
from generator.outputs.pages.records.standing import counted, kept
from generator.outputs.pages.wall.axis import axis
from generator.outputs.pages.wall.drawing import cells, days_of, drawing
from generator.outputs.tables.countdown import FORTNIGHT
from generator.outputs.templates import short_week
from generator.records.calendar import Week
from generator.records.model.events import Supervision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.lists import ProjectLine
    from generator.outputs.pages.wall.axis import Axis
    from generator.outputs.pages.wall.drawing import Act

STATES = {
    "over": "有超期",
    "soon": "两周内到期",
    "ahead": "未开工",
    "built": "在建",
    "done": "已完工投产",
    "gone": WITHDRAWN,
}
"""The states a chart can be filtered by; a project may be in several."""
_POOLS = {"储备库": "ahead", "建设库": "built", "竣工库": "done", WITHDRAWN: "gone"}


@dataclass(frozen=True, slots=True)
class WallLine:
    """One project's row: its line in lists, its drawings, the words beside them.

    `rank` is the place among all, the longest delay first; `states` are keys of STATES; `next_due` is the
    first promise still to keep, in words; `acts` say 督办.
    """

    listed: ProjectLine
    rank: int
    states: Sequence[str]
    drawing: Markup
    cells: Markup
    steps: str
    next_due: str
    acts: str

    @property
    def id(self) -> str:
        """Give the project's id."""
        return self.listed.project.id

    @property
    def late(self) -> bool:
        """Tell a promise past and not kept."""
        return "over" in self.states


def wall_axis(book: Book) -> Axis:
    """Lay the axis over every project of the district, so that one place is one day on every page."""
    return axis((day for story in book.stories.values() for day in days_of(story)), book.as_of)


def wall_lines(book: Book, span: Axis) -> Sequence[WallLine]:
    """Give a line for each project, what is late first, in it the longest delay."""
    return [_line(book, line, span, rank) for rank, line in enumerate(project_lines(book))]


def _line(book: Book, line: ProjectLine, span: Axis, rank: int) -> WallLine:
    key = line.project.id
    story, steps, acts = book.stories[key], book.steps.get(key, ()), list(_acts(book, key))
    ahead = list(_ahead(story, book.as_of))
    soon = any(promise.deadline <= book.as_of + FORTNIGHT for promise in ahead)
    states = ["over"] if line.brief.state.tone == "over" else []
    states += ["soon"] if soon else []
    return WallLine(
        line,
        rank,
        [*states, _POOLS[line.brief.pool]],
        drawing(story, acts, span, "；".join(_words(story, acts, book.as_of)) or line.brief.state.word),
        cells(steps) if steps else Markup(""),
        _waiting(book, key),
        f"{_name(ahead[0])} {ahead[0].deadline.isoformat()}" if ahead else "",
        "、".join(_counted(acts)),
    )


def _acts(book: Book, key: str) -> Iterator[Act]:
    """Give the 督办 about a project, each with the colour of the gravest card it drew."""
    for act in book.concerns.projects.get(key, ()):
        if isinstance(act, Supervision):
            drawn = {card.colour for card in book.cards_of_act.get(act.at("number"), ())}
            yield act.date, "红牌" if "红牌" in drawn else "黄牌"


def _counted(acts: Sequence[Act]) -> Iterator[str]:
    if acts:
        yield f"督办{len(acts)}次"
    red = sum(colour == "红牌" for _, colour in acts)
    if red:
        yield f"红牌{red}张"


def _ahead(story: ProjectStory, as_of: date) -> Iterator[Promise]:
    """Give the promises not yet kept nor past, earliest first."""
    for promise in story.promises:
        if not story.withdrawn and promise.deadline >= as_of and story.deed(promise) is None:
            yield promise


def _waiting(book: Book, key: str) -> str:
    """Say how many of the 12 steps are done and what is waited for."""
    told = book.start_steps.get(key)
    if told is None or not (told.applying or told.waits):
        return ""
    done = f"{told.done}/{told.applying}" if told.applying else "0/12"
    waits = [f"待{wait.step} {wait.days}个工作日" for wait in told.waits[:1]]
    more = [f"等{len(told.waits)}项"] if len(told.waits) > 1 else []
    return " ".join((done, *waits, *more))


def _name(promise: Promise) -> str:
    return {"start": "开工", "completion": "完工投产"}.get(promise.what, promise.name)


def _period(promise: Promise) -> str:
    period = promise.period
    return short_week(period) if isinstance(period, Week) else f"{period.year}年{period.number}月"


def _words(story: ProjectStory, acts: Sequence[Act], as_of: date) -> Iterator[str]:
    """Say the row in short clauses: plans with what they were moved from, deeds, milestones, 督办."""
    for promise in story.promises:
        if promise.what != "milestone":
            first = baseline(promise)
            moved = f"（原{short_week(first) if isinstance(first, Week) else first}）" if first else ""
            yield f"计划{_period(promise)}{moved}{_name(promise)}，{kept(promise, story, as_of).word}"
    deeds = (("开工仪式", story.ceremony), ("实质性开工", story.certified), ("完工投产", story.completion))
    for word, deed in deeds:
        if deed:
            yield f"{deed.date}{word}"
    points = [p for p in story.promises if p.what == "milestone"]
    if points:
        told = counted(kept(p, story, as_of) for p in points)
        reached = sum(story.deed(p) is not None for p in points)
        yield f"节点{len(points)}个，完成{reached}个，超期{told}"
    yield from _counted(acts)
