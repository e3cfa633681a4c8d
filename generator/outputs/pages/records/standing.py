"""How a promise stands on a day, in a word: 按期, 提前, 延期, 超期, 未到期 (D5, D14, D18)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from generator.mechanism.pools import WITHDRAWN, pool
from generator.outputs.escape import page_text
from generator.outputs.tables.projects import relisted, week_said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise

Tone = Literal["good", "late", "over", "open", "plain"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A word, the days behind it, and the tone it is shown in: `late` is done late, `over` still undone."""

    word: str
    tone: Tone
    days: int = 0

    @property
    def today(self) -> bool:
        """Tell a deadline that is the day itself: missed at its end (2.1), and not yet past."""
        return self.tone == "over" and not self.days


UNPLANNED = Standing("未列计划", "plain")
PREPARED = Standing("开展前期", "open")
"""In the plan for what comes before a start, which has no week yet (1.3)."""
GONE = Standing(WITHDRAWN, "plain")


@lru_cache(maxsize=8192)
def chip(state: Standing) -> Markup:
    """Show a state as a coloured word; the word alone says it too."""
    tone = "late" if state.today else state.tone
    return Markup('<span class="rec-chip rec-{}">{}</span>').format(tone, page_text(state.word))


def counted(found: Iterable[Standing]) -> str:
    """Count what is overdue, and what of it is due on the day itself: 6个（其中2个今日到期）."""
    over = [state.today for state in found if state.tone == "over"]
    return f"{len(over)}个{due_today(sum(over))}"


def due_today(count: int) -> str:
    """Say how many of those just counted are due on the day itself; empty for none."""
    return f"（其中{count}个今日到期）" if count else ""


def standing(first: date, deadline: date, done: date | None, as_of: date) -> Standing:
    """Compare a planned period and the day of the deed, in calendar days, at the end of `as_of`."""
    if done is not None and done < first:
        return Standing(f"提前{(first - done).days}天", "good", (first - done).days)
    if done is not None and done <= deadline:
        return Standing("按期", "good")
    if done is not None:
        return Standing(f"延期{(done - deadline).days}天", "late", (done - deadline).days)
    if deadline < as_of:
        return Standing(f"超期{(as_of - deadline).days}天", "over", (as_of - deadline).days)
    return Standing("今日到期未完成", "over") if deadline == as_of else Standing("未到期", "open")


def kept(promise: Promise, story: ProjectStory, as_of: date) -> Standing:
    """Tell how one planned week or month of a project stands; a withdrawal ends the delay.

    A start promised anew when an earlier plan's week had been missed is neither early nor in time (§2).
    """
    deed = story.deed(promise)
    if deed and (first := relisted(story, promise, as_of)):
        return Standing("列入前已延期", "late", (deed.date - first.deadline).days)
    period, until = promise.period, story.withdrawn.date if story.withdrawn else as_of
    return standing(period.first, period.last, deed.date if deed else None, until)


def states(story: ProjectStory, as_of: date) -> list[Standing]:
    """Say how a project stands: its start, its milestones while it is under way, its completion."""
    if story.withdrawn:
        return [Standing(f"{story.withdrawn.date}退库", "plain")]
    found = [start_state(story, as_of), *_milestones(story, as_of), _completion(story, as_of)]
    return [state for state in found if state is not None]


def gravest(found: Iterable[Standing]) -> Standing:
    """Give the state that a list of projects shows: what is overdue before what was late, else the last."""
    order = {"over": 0, "late": 1, "open": 2, "good": 3, "plain": 4}
    return min(found, key=lambda state: (order[state.tone], -state.days), default=UNPLANNED)


def last_promise(story: ProjectStory, what: str) -> Promise | None:
    """Give the newest standing promise of one sort."""
    return next((promise for promise in reversed(story.promises) if promise.what == what), None)


def start_state(story: ProjectStory, as_of: date) -> Standing | None:
    """Tell how a project's start stands; None where none is planned or done."""
    promise = last_promise(story, "start")
    if promise is None:
        return Standing("已开工", "good" if story.plans else "plain") if story.start else None
    state, first = kept(promise, story, as_of), relisted(story, promise, as_of)
    if first and story.start:
        return Standing(f"延期{state.days}天开工（{week_said(first)}）", "late", state.days)
    if "start" in story.awaited and story.start is None:
        return _awaiting("已报开工", state)
    if state.tone == "over":
        return Standing(f"开工{state.word}", "over", state.days)
    again = f"（{week_said(first)}已延期）" if first else ""
    return Standing(f"{state.word}开工" if story.start else f"开工未到期{again}", state.tone, state.days)


def _awaiting(told: str, state: Standing) -> Standing:
    """Say that what was reported waits to be certified; until then it is as late as if it were not (D13)."""
    late = f"（{state.word}）" if state.tone == "over" else ""
    return Standing(f"{told}，待认定{late}", state.tone, state.days)


def _milestones(story: ProjectStory, as_of: date) -> list[Standing]:
    found = [kept(p, story, as_of) for p in story.promises if p.what == "milestone"]
    late = [state.days for state in found if state.tone == "over" and not state.today]
    today = sum(state.today for state in found)
    words = [f"{len(late)}个节点超期，最长{max(late)}天"] if late else []
    words += [f"{today}个节点今日到期"] if today else []
    return [Standing("，".join(words), "over", max(late, default=0))] if words else []


def _completion(story: ProjectStory, as_of: date) -> Standing | None:
    promise = last_promise(story, "completion")
    if promise is None:
        return Standing("已完工投产", "plain") if story.completion else None
    if pool(story) == "储备库" and promise.deadline > as_of:
        return None
    state = kept(promise, story, as_of)
    if "completion" in story.awaited:
        return _awaiting(f"已报{story.awaited['completion'].what}", state)
    if state.tone in {"over", "open"}:
        return Standing(f"完工投产{state.word}", state.tone, state.days)
    return Standing(f"{state.word}完工投产", state.tone, state.days)
