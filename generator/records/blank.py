"""A new file to fill in: every key with its Chinese title, optional ones commented out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.records.calendar import Month, Quarter, Week
from generator.records.model import types
from generator.records.model.events.base import Event
from generator.records.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.records.model.types import Record

SAMPLE = "请填写"
"""How a text begins that somebody has yet to write."""
_PLAIN = re.compile(r"[\w\u4e00-\u9fff（][^:#'\"\[\]{},&*!|>%@`\n]*")


def blank(model: type[Record], title: str, link: str, values: Mapping[str, Any], day: date) -> str:
    """Write a file of a model: `values` where they are known, else a sample of the right shape.

    `link` is the place of the kind's schema as seen from the file, for editors.
    """
    made = schema(model, title)
    values = {key: f"{SAMPLE}{made['properties'][key]['title']}" for key in figures(model)} | {**values}
    lines = [f"# yaml-language-server: $schema={link}", f"# {title}：井号后面是说明，可以删去"]
    required = set(made["required"])
    for key, node in made["properties"].items():
        lines.extend(_field(key, node, values, day, optional=key not in required))
    return "\n".join(lines) + "\n"


def figures(model: type[Record]) -> list[str]:
    """Give the amounts and points an event must tell: no figure is suggested that could be left as a fact."""
    if not issubclass(model, Event):
        return []
    made = schema(model, "")
    shapes = {types.MONEY.strip("^()$"), types.POINTS.strip("^()$")}
    nodes = ((key, made["properties"][key]) for key in made["required"])
    return [key for key, node in nodes if node.get("pattern", "").strip("^()$") in shapes]


def _field(
    key: str, node: dict[str, Any], values: Mapping[str, Any], day: date, *, optional: bool
) -> Iterator[str]:
    words = "；".join(filter(None, (node.get("title"), node.get("description"))))
    if optional and key not in values:
        yield f"# {key}: …  # {words}（可不写）"
        return
    value = values.get(key, sample(node, day))
    if isinstance(value, list):
        yield f"{key}:  # {words}"
        yield from (f"  - {_written(entry)}" for entry in value)
    elif isinstance(value, dict):
        yield f"{key}:  # {words}"
        yield from (f"  {name}: {_written(entry)}" for name, entry in value.items())
    else:
        yield f"{key}: {_written(value)}  # {words}"


def sample(node: dict[str, Any], day: date) -> Any:  # noqa: ANN401 - text or a list of it
    """Give a value of a field's shape."""
    if "const" in node or "enum" in node:
        return node.get("const", node.get("enum", [""])[0])
    if node.get("type") == "array":
        return [sample(node["items"], day)]
    pattern = node.get("pattern", "").strip("^()$")
    return _samples(day).get(pattern, f"{SAMPLE}{node.get('title', '内容')}")


def _samples(day: date) -> dict[str, str]:
    found = {
        types.REAL_DAY: day,
        types.REAL_WEEK: Week.of(day),
        types.REAL_MONTH: Month.of(day),
        types.REAL_QUARTER: Quarter.of(day),
        types.MONEY: "10000",
        types.POINTS: "1",
        types.COUNT: "1",
        types.POSITIVE: "1",
        types.YEAR: day.year,
        types.PERIOD: Month.of(day),
        types.ID: "BH-001",
        types.SHA256: "0" * 64,
        types.COMMIT: "0" * 40,
        "是|否": "否",
    }
    return {pattern.strip("^()$"): str(value) for pattern, value in found.items()}


def _written(value: object) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text.strip() == text else '"' + text.replace('"', "”") + '"'
