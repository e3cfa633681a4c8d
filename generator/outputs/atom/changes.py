"""数据变更: what each of the newest commits brought, changed or took away."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generator.outputs.atom.writing import News
from generator.outputs.changelog import SHELVES, amended, changelog, record_name
from generator.outputs.pages.records.book import SHOWN
from generator.outputs.pages.records.concerns import origin
from generator.outputs.templates import cut
from generator.records.model.events import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.outputs.changelog import Line
    from generator.outputs.links import Links
    from generator.outputs.view import View
    from generator.records.changes import Change, Key
    from generator.records.model.events import Event

NEWEST = 100
LINES = 60
"""Lines of one entry; a commit that brings a whole district says how many more there are."""


def changes(view: View, to: Links) -> Sequence[News]:
    """Tell of the newest commits to the data, the newest first."""
    commits: dict[int, list[tuple[Key, Change]]] = defaultdict(list)
    for key, life in view.history.lives.items():
        for change in life:
            commits[change.place].append((key, change))
    newest = {place: commits[place] for place in sorted(commits, reverse=True)[:NEWEST]}
    told = _told(view, newest)
    return [_news(view, to, sorted(brought), told) for brought in newest.values()]


def _told(
    view: View, commits: Mapping[int, Sequence[tuple[Key, Change]]]
) -> Mapping[tuple[Key, int], Sequence[Line]]:
    """Tell field by field what was changed in those records whose changes the pages show."""
    keys = {
        key
        for brought in commits.values()
        for key, _ in brought
        if key[0] in SHOWN and len(view.history.lives[key]) > 1
    }
    found: dict[tuple[Key, int], list[Line]] = defaultdict(list)
    for line in amended(changelog(view.history, sorted(keys))):
        found[line.key, line.change.place].append(line)
    return found


def _news(
    view: View,
    to: Links,
    brought: Sequence[tuple[Key, Change]],
    told: Mapping[tuple[Key, int], Sequence[Line]],
) -> News:
    (_, first), *_ = brought
    counts = Counter(_kind(view, key) for key, _ in brought)
    title = "，".join(f"{kind}{count}" for kind, count in sorted(counts.items(), key=lambda one: -one[1]))
    deeds = [(key, verb, what) for key, change in brought for verb, what in _deeds(view, key, change, told)]
    lines = [f"{verb} {_named(view, key)}{what}" for key, verb, what in deeds[:LINES]]
    if len(deeds) > LINES:
        lines.append(f"……共{len(deeds)}处")
    author = f"{first.author}（{first.merger}合并）" if first.merger else first.author
    return News(f"commit/{first.commit}", title, first.moment, author, _page(view, to, brought), lines)


def _deeds(
    view: View, key: Key, change: Change, told: Mapping[tuple[Key, int], Sequence[Line]]
) -> Iterator[tuple[str, str]]:
    """Say what was done to a record, and what in it."""
    if view.history.lives[key][0] is change:
        yield "新增", ""
    elif not change.blob:
        yield "删除", ""
    elif lines := told.get((key, change.place)):
        for line in lines:
            yield "改动", f"：{line.label} {line.was} → {line.now}"
    else:
        yield "改动", ""


def _kind(view: View, key: Key) -> str:
    event = view.portfolio.events.get(key[1]) if key[0] == "events" else None
    return event.title.partition("（")[0] if event else SHELVES.get(key[0], "其他文件")


def _named(view: View, key: Key) -> str:
    shelf, name = key
    if shelf == "events":
        event = view.portfolio.events.get(name)
        return _event(view, event) if event else f"事件 {name}"
    if shelf in {"projects", "plans"}:
        return f"{record_name(key)} {view.project_name(name.rpartition('/')[2])}"
    return f"{record_name(key)} {view.short(name)}" if shelf == "organisations" else record_name(key)


def _event(view: View, event: Event) -> str:
    """Name an event: its kind, its day, what it is about, and who wrote it."""
    about = _about(view, event)
    return f"{event.title} {event.date} {about}{'，' if about else ''}{view.short(event.writer)}填报"


def _about(view: View, event: Event) -> str:
    root = origin(view.portfolio.events, event)
    if isinstance(root, Decision):
        return cut(root.text)
    if project := getattr(root, "project", None):
        return view.project_name(project)
    item = view.portfolio.events.get(getattr(root, "item", None) or "")
    if isinstance(item, Decision):
        return cut(item.text)
    return view.short(getattr(root, "unit", None) or "")


def _page(view: View, to: Links, brought: Sequence[tuple[Key, Change]]) -> str:
    """Lead to the project where all that came is about one, else home."""
    found = set()
    for (shelf, name), _ in brought:
        event = view.portfolio.events.get(name) if shelf == "events" else None
        about = getattr(origin(view.portfolio.events, event), "project", None) if event else None
        found.add(about or (name.rpartition("/")[2] if shelf in {"projects", "plans"} else ""))
        if len(found) > 1:
            break
    key = next(iter(found)) if len(found) == 1 else ""
    return str(to.url(f"projects/{key}.md" if key in view.known.projects else "index.md"))
