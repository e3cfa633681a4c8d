"""A recorded event is never edited, deleted or its id used again; only corrected by a new one (TRUST P6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.changes import EVENTS
from generator.records.codes import times as codes
from generator.records.contents import between, content, shown
from generator.records.differences import content_after, differences
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.changes import Change, Life
    from generator.records.checks.context import Context
    from generator.records.contents import Content, Field
    from generator.records.differences import Difference
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

COMPLETIONS = frozenset({"completed", "commissioned", "completion_certified"})
ABOUT = frozenset(
    {"project", "item", "unit", "leader", "start", "completion", "closing", "issue", "meeting", "of", "year"}
)
"""What an event is about: with another of these it is another event."""
ASIDE = frozenset({"id", "writer"})
LONGEST = 160
UNCOMMITTED = "未提交"


def events(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape for all checks
    """A recorded event says what it said when it was first without fault; how it is written may change."""
    history = context.history
    lives = {name: life for (shelf, name), life in history.lives.items() if shelf == EVENTS}
    changed = {name: life for name, life in lives.items() if life[-1].blob != life[0].blob}
    history.prepare(change for life in changed.values() for change in life)
    for name, life in changed.items():
        first = history.valid(life)
        was = content_after(history, first) if first else None
        if first is None or was is None:
            continue  # never without fault, it told nobody anything
        if not life[-1].blob:
            code = codes.COMPLETION_ERASED if _kind(was) in COMPLETIONS else codes.DELETED
            yield problem(Mark(life[-1].path), code, was=summary(was), **told(first, life[-1]))
        elif (event := context.filed.events.get(name)) and event.path not in history.touched:
            yield from _edited(context, event, life, (first, was))


def uncommitted(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - as above
    """A recorded event is not changed or deleted in the work tree either."""
    here = {event.path: event for event in context.filed.events.values()}
    for path in context.history.touched:
        if path.startswith("data/events/") and not _same(context, here.get(path)):
            yield problem(Mark(path), codes.UNCOMMITTED, path=path)


def told(first: Change, last: Change) -> dict[str, object]:
    """Give what a message says of two changes: the one that counts, the one that undid it."""
    said = {"day": first.day, "author": last.author, "commit": last.short}
    return {**said, "first": first.short, "path": first.path}


def blamed(found: Sequence[Difference], field: Field, life: Life) -> tuple[str, str]:
    """Tell the author and commit that last changed a field; of a change not committed say so."""
    for one in reversed(found):
        if one.what == "changed" and (one.field == field.name or _around(one.field, field.name)):
            return one.change.author, one.change.short
    return (life[-1].author, life[-1].short) if len(life) > 1 else ("", UNCOMMITTED)


def summary(found: Content) -> str:
    """Say what a file said, on one line, `kind: completed, date: 2026-05-20`, cut where it is long."""
    said = (f"{name}: {shown(leaf.value)}" for name, leaf in found.meant.items() if name not in ASIDE)
    text = ", ".join(said)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _edited(context: Context, event: Event, life: Life, before: tuple[Change, Content]) -> Iterator[Problem]:
    first, was = before
    now = content_after(context.history, life[-1])
    fields = between(was, now) if now else []
    if not fields or now is None:
        return
    kinds = {_kind(was), _kind(now)}
    names = {field.name for field in fields}
    gap = any(not change.blob for change in life if change.place > first.place)
    values = told(first, life[-1])
    if _kind(was) in COMPLETIONS and (len(kinds) > 1 or names & ABOUT):
        yield context.say(event, codes.COMPLETION_ERASED, "kind", was=summary(was), **values)
    elif len(kinds) > 1 or (gap and names & ABOUT):
        values |= {"id": event.id, "was": summary(was), "now": summary(now)}
        yield context.say(event, codes.ID_REUSED, "kind", **values)
    else:
        found = differences(context.history, life)
        for field in fields:
            author, commit = blamed(found, field, life)
            said = {**values, "author": author, "commit": commit, **words(field)}
            yield context.say(event, codes.EDITED, *field.at, **said)


def words(field: Field) -> dict[str, object]:
    """Give what a message says of a field: its names, its old and new value."""
    return {"field": field.name, "label": field.label, "old": shown(field.old), "new": shown(field.new)}


def _kind(found: Content) -> str:
    leaf = found.meant.get("kind")
    return shown(leaf.value) if leaf else ""


def _around(outer: str, inner: str) -> bool:
    """Tell whether one field lies in the other, as a value in an entry added whole."""
    return inner.startswith(f"{outer}.") or outer.startswith(f"{inner}.")


def _same(context: Context, event: Event | None) -> bool:
    """Tell whether an event here says what it said when last committed, however it is written now."""
    life = context.history.life(EVENTS, event.id) if event else ()
    if event is None or not life or context.read is None:
        return False
    was, now = content_after(context.history, life[-1]), content(event.path, context.read(event.path))
    return was is not None and now is not None and not between(was, now)
