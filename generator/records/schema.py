"""The models as JSON Schema, for editors, hooks and forms; accepts what the loader accepts.

Editors and validators type what they read (10000 becomes a number, 2026-05-08 perhaps a date), while the
loader takes every scalar as text; so wherever text may look like a number, a number is allowed too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.records.decode import model_of
from generator.records.model import types
from generator.records.model.events import KINDS

if TYPE_CHECKING:
    from generator.records.model.types import Record

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
# File name, shelf, Chinese title.
KINDS_OF_FILE = (
    ("project", "projects", "项目"),
    ("plan", "plans", "年度计划"),
    ("organisation", "organisations", "单位"),
    ("person", "people", "人员"),
    ("leader", "leaders", "分管负责人"),
    ("steps", "steps", "12项前期事项的审批部门"),
    ("authority", "authority", "填报权限"),
    ("policy", "policy", "计分规则"),
    ("calendar", "calendar", "工作日历"),
)
SOMETHING = r"\S"
"""What every text has, as blanks alone are no value (G223)."""
_REFERENCE = "#/$defs/"


def schemas() -> dict[str, Schema]:
    """Give every schema by its file's name: of each kind of file, each kind of event, and all events."""
    found = {f"{name}.json": schema(model_of(shelf), title) for name, shelf, title in KINDS_OF_FILE}
    events = {kind: schema(model, model.title) for kind, model in KINDS.items()}
    found |= {f"event-{kind}.json": one for kind, one in events.items()}
    return {**found, "event.json": _any_event(events)}


def schema(model: type[Record], title: str) -> Schema:
    """Give one model's schema, titles and descriptions in Chinese."""
    made = _tidied(model.model_json_schema(by_alias=True))
    if "kind" in made["properties"] and "kind" not in made["required"]:
        made["required"] = ["kind", *made["required"]]
    return {"$schema": DRAFT, "title": title, **made}


def _any_event(events: dict[str, Schema]) -> Schema:
    """Choose by `kind`, so that an editor speaks of the kind written and not of all others."""
    chosen = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": f"{_REFERENCE}{kind}"},
        }
        for kind in events
    ]
    kinds = [{"const": kind, "title": one["title"]} for kind, one in events.items()]
    parts = {
        kind: {key: value for key, value in one.items() if key != "$schema"} for kind, one in events.items()
    }
    return {
        "$schema": DRAFT,
        "title": "事件",
        "type": "object",
        "properties": {"kind": {"title": "事件种类", "anyOf": kinds}},
        "required": ["kind"],
        "allOf": chosen,
        "$defs": parts,
    }


def _tidied(node: Any, *, model: bool = True) -> Any:  # noqa: ANN401 - any JSON
    """Take out what is English or unknown to the loader (docstrings, class names, null), widen scalars."""
    if isinstance(node, list):
        return [_tidied(entry, model=False) for entry in node]
    if not isinstance(node, dict):
        return node
    made: Schema = {}
    for key, value in node.items():
        if key in {"properties", "$defs"}:
            made[key] = {
                name: _tidied(_named(part, name), model=key == "$defs") for name, part in value.items()
            }
        elif key not in {"default", "discriminator"} and not (model and key in {"description", "title"}):
            made[key] = _tidied(value, model=False)
    return widened(_without_null(made))


def _named(node: Schema, name: str) -> Schema:
    """Drop a title that pydantic made of the field's name."""
    made_up = name.replace("_", " ").title()
    return {key: value for key, value in node.items() if (key, value) != ("title", made_up)}


def _without_null(node: Schema) -> Schema:
    """No value is an absent key; null is never written."""
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) != 1 or len(node["anyOf"]) == 1:
        return node
    return {**options[0], **{key: value for key, value in node.items() if key != "anyOf"}}


def widened(node: Schema) -> Schema:
    """Allow what an editor reads as a number or a flag where the loader reads text."""
    if {"enum", "const"} & set(node):
        digits = [int(word) for word in node.get("enum", ()) if word.isdigit()]
        return {**node, "enum": [*node["enum"], *digits], "type": ["string", "integer"]} if digits else node
    if node.get("type") != "string":
        return node
    if "pattern" not in node:
        return {**node, "type": ["string", "number", "boolean"], "pattern": SOMETHING}
    return {**node, **_NUMBERS.get(node["pattern"].strip("^()$"), {})}


def _number(kind: str = "number", **limits: float) -> Schema:
    return {"type": ["string", kind], **limits}


_YEAR = _number("integer", minimum=types.FIRST_YEAR, maximum=types.LAST_YEAR)
_NUMBERS: dict[str, Schema] = {
    pattern.strip("^()$"): wider
    for pattern, wider in (
        (types.MONEY, _number(minimum=0, maximum=9_999_999_999.9999)),
        (types.POINTS, _number(minimum=-9999.9999, maximum=9999.9999)),
        (types.COUNT, _number("integer", minimum=0, maximum=9999)),
        (types.POSITIVE, _number("integer", minimum=1, maximum=9999)),
        (types.YEAR, _YEAR),
        (types.PERIOD, _YEAR),
        (f"{types.PERIOD}|{types.WEEK}", _YEAR),
        (types.ID, _number()),
        (types.SHA256, _number()),
        (types.COMMIT, _number()),
    )
}
