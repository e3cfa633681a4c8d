"""The fields of the documents for other programs: name, kind and meaning, said once for all readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Kind = Literal[
    "text", "day", "amount", "count", "truth", "texts", "object", "list", "each", "amounts", "tuples"
]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TYPES: Mapping[Kind, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "amount": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    "count": {"type": "integer"},
    "truth": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
}
WORDS: Mapping[Kind, str] = {
    "text": "文字",
    "day": "日期",
    "amount": "十进制数（文字）",
    "count": "整数",
    "truth": "真假",
    "texts": "几个文字",
    "object": "对象",
    "list": "几行",
    "each": "对象：编号→对象",
    "amounts": "对象：名称→十进制数（文字）",
    "tuples": "对象：编号→数组",
}
INSIDE: Mapping[Kind, str] = {"object": ".{}", "list": "[].{}", "each": ".*.{}"}
"""How a field inside another is written."""


class Line(NamedTuple):
    """A field as a table of fields tells it: `path` leads to it from the document's top."""

    path: str
    field: Field


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, kind, meaning in Chinese with the unit; `absent` where it may be null.

    A list, an object and each value of a map by id (`each`) have `rows`; so have `tuples`, arrays by id whose
    places are told by their order. `values` are all that a text may say; `partly` is not in every document.
    """

    name: str
    kind: Kind
    meaning: str
    absent: bool = False
    rows: Sequence[Field] = ()
    values: Sequence[str] = ()
    partly: bool = False

    @property
    def word(self) -> str:
        """Say the kind in Chinese."""
        return WORDS[self.kind] + ("，可为空" if self.absent else "")

    @property
    def said(self) -> str:
        """Say the meaning, and all values where they are few."""
        return f"{self.meaning}：{'、'.join(self.values)}" if self.values else self.meaning

    @property
    def schema(self) -> dict[str, Any]:
        """Give the field's JSON Schema; an amount is decimal text, so that no reader rounds it."""
        made = self._made()
        if self.values:
            made["enum"] = [*self.values, *([None] if self.absent else [])]
        if self.absent:
            made["type"] = [made["type"], "null"]
        return {"title": self.meaning, **made}

    def _made(self) -> dict[str, Any]:
        match self.kind:
            case "object":
                return shape(self.rows)
            case "list":
                return {"type": "array", "items": shape(self.rows)}
            case "each":
                return {"type": "object", "additionalProperties": shape(self.rows)}
            case "amounts":
                return {"type": "object", "additionalProperties": dict(TYPES["amount"])}
            case "tuples":
                return {"type": "object", "additionalProperties": _places(self.rows)}
        return dict(TYPES[self.kind])

    def lines(self, path: str = "{}") -> Iterator[Line]:
        """Give the field and all inside it, each with the way there."""
        own = path.format(self.name)
        yield Line(own, self)
        if self.kind == "tuples":
            for place, inner in enumerate(self.rows):
                yield Line(f"{own}.*[{place}]", inner)
        elif self.rows:
            for inner in self.rows:
                yield from inner.lines(own + INSIDE[self.kind])


def lines(fields: Sequence[Field]) -> list[Line]:
    """Give fields and all inside them, each with the way there."""
    return [line for field in fields for line in field.lines()]


def shape(fields: Sequence[Field]) -> dict[str, Any]:
    """Give the schema of an object; more fields may come within v1, so that no other is refused."""
    return {
        "type": "object",
        "required": [field.name for field in fields if not field.partly],
        "properties": {field.name: field.schema for field in fields},
    }


def _places(fields: Sequence[Field]) -> dict[str, Any]:
    """Give the schema of an array whose places mean what these fields do, and that has no others."""
    told = [field.schema for field in fields]
    return {"type": "array", "prefixItems": told, "items": False, "minItems": len(told)}


def schema(name: str, title: str, fields: Sequence[Field]) -> dict[str, Any]:
    """Give the JSON Schema of a document."""
    return {"$schema": DRAFT, "$id": f"guatu/v1/{name}", "title": title, **shape(fields)}
