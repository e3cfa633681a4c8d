"""A project's story in sentences: signed, planned, prepared, started, built, completed; how early or late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.mechanism.words import span
from generator.outputs.pages.records.plans import baseline
from generator.outputs.pages.records.standing import Standing, gravest, kept, last_promise
from generator.outputs.templates import yi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.deeds import What
    from generator.outputs.pages.records.steps import Step

DEEDS: tuple[tuple[What, str, str], ...] = (
    ("start", "开工", "实质性开工"),
    ("milestone", "节点", ""),
    ("completion", "完工投产", "完工投产"),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of the story under its word, and how that part stands, where it can be early or late."""

    word: str
    text: str
    state: Standing | None = None


def telling(story: ProjectStory, steps: Sequence[Step], as_of: date) -> list[Passage]:
    """Tell a project's story up to a day, in the order of its life; what is not known is left out."""
    found = [*_signed(story), *_planned(story), *_prepared(steps)]
    for what, word, deed in DEEDS:
        found += _milestones(story, as_of) if what == "milestone" else _deed(story, what, (word, deed), as_of)
    if story.withdrawn:
        found.append(Passage("退库", f"{said(story.withdrawn.date)}退库"))
    return found


def _signed(story: ProjectStory) -> Iterator[Passage]:
    project = story.project
    if project.signed:
        worth = yi(project.investment_total_wan)
        yield Passage("签约", f"{said(project.signed)}签约，{project.investor}投资{worth}亿元")


def _planned(story: ProjectStory) -> Iterator[Passage]:
    parts = [f"{said(approved)}列入{plan.year}年计划（{plan.class_}）" for plan, approved in story.plans]
    if parts:
        yield Passage("计划", "；".join(parts))


def _prepared(steps: Sequence[Step]) -> Iterator[Passage]:
    own = [step for step in steps if step.planned]
    if not own:
        return
    done = [step for step in own if step.done]
    text = f"12项前期中适用{len(own)}项，已办结{len(done)}项，其中按期{sum(not s.told.late for s in done)}项"
    late = [step for step in own if step.told.late]
    worst = max(late, key=lambda step: step.told.late, default=None)
    if worst:
        text += f"；最晚的是{worst.name}，{worst.state.word}"
    tone = "over" if any(not step.done for step in late) else "late" if late else "good" if done else "open"
    word = f"{len(late)}项超期" if late else "都在时限内"
    yield Passage("前期", text, Standing(word, tone))  # type: ignore[arg-type]


def _deed(story: ProjectStory, what: What, words: tuple[str, str], as_of: date) -> Iterator[Passage]:
    promise = last_promise(story, what)
    done = story.certified if what == "start" else story.completion
    parts = []
    if promise:
        first = baseline(promise)
        parts.append(f"计划{span(promise.period)}" + (f"（原{span(first)}）" if first else ""))
    if what == "start" and story.ceremony:
        parts.append(f"{said(story.ceremony.date)}举行开工仪式")
    if done:
        parts.append(f"{said(done.date)}{done.what if what == 'completion' else words[1]}")
    elif awaited := story.awaited.get(what):
        parts.append(f"{said(awaited.date)}报{awaited.what}，待区重大项目办认定")
    elif parts:
        parts.append(f"尚未{words[1]}")
    if parts:
        state = kept(promise, story, as_of) if promise else None
        yield Passage(words[0], "，".join(parts), state)


def _milestones(story: ProjectStory, as_of: date) -> Iterator[Passage]:
    found = [
        (promise, kept(promise, story, as_of)) for promise in story.promises if promise.what == "milestone"
    ]
    if not found:
        return
    done = sum(story.deed(promise) is not None for promise, _ in found)
    late = [(promise, state) for promise, state in found if state.tone in {"late", "over"}]
    text = f"形象进度节点{len(found)}个，已完成{done}个"
    if late:
        promise, state = max(late, key=lambda pair: pair[1].days)
        text += f"；晚于计划{len(late)}个，最晚的是“{promise.name}”，{state.word}"
    worst = gravest(state for _, state in found)
    yield Passage("节点", text, worst if late or worst.tone == "open" else Standing("都按计划", "good"))
