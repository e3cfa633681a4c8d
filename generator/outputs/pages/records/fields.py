"""Every event as rows of label and value, from the models' own titles: a new field shows by itself."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.escape import page_text
from generator.outputs.pages.records.press import lines
from generator.outputs.templates import said
from generator.records.model.events import KINDS, Event
from generator.records.model.types import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.outputs.pages.records.links import Ready, RecordLinks

HEAD = frozenset({"id", "kind", "date", "writer"})
REFERENCES: Mapping[str, str] = {
    "unit": "unit",
    "units": "unit",
    "responsible": "unit",
    "supporting": "unit",
    "lead_units": "unit",
    "leader": "leader",
    "project": "project",
    "item": "item",
    "agenda": "item",
}
SEPARATOR = Markup("<br>")


@lru_cache
def labels(kind: str) -> Sequence[tuple[str, Markup]]:
    """Give the fields of a kind of event and their titles, the facts all events share left out."""
    fields = KINDS[kind].model_fields
    own = [(name, field.title or name) for name, field in fields.items() if name not in Event.model_fields]
    shared = [(name, fields[name].title or name) for name in ("document", "note")]
    return [(name, page_text(title)) for name, title in (*own, *shared)]


@lru_cache
def title(kind: str) -> Markup:
    """Name a kind of event."""
    return page_text(KINDS[kind].title)


def rows(event: Event, links: RecordLinks, without: frozenset[str] = frozenset()) -> Markup:
    """Show what an event says as rows of label and value, absent fields left out."""
    found = []
    for name, label in labels(event.kind):
        value = getattr(event, name)
        if value is None or value == () or value is False or value == {} or name in without:
            continue
        what = REFERENCES.get(name)
        text = shown(value, links.of(what) if what else None)
        found.append(f"<div><dt>{label}</dt><dd>{text}</dd></div>")
    return Markup("\n".join(found))  # noqa: S704 - labels and values have come through the one door


def shown(value: object, link: Ready | None = None) -> Markup:
    """Write one value: ids as links, lists as lines, mappings as `name: value`."""
    match value:
        case tuple() if link is not None:
            return page_text("、").join([link[part] for part in value])
        case tuple():
            return SEPARATOR.join([shown(part) for part in value])
        case dict():
            return SEPARATOR.join([page_text(f"{key}: ") + shown(part) for key, part in value.items()])
        case Part():
            return shown(value.model_dump(mode="json", by_alias=True, exclude_none=True))
        case str():
            return link[value] if link is not None else lines(value)
    return page_text(said(value))
