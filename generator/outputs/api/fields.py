"""The fields of the documents for other programs: name, kind and meaning, said once for all readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal["text", "day", "amount", "count", "truth", "texts", "map", "list"]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TYPES: Mapping[Kind, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "amount": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    "count": {"type": "integer"},
    "truth": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "map": {"type": "object"},
}
WORDS: Mapping[Kind, str] = {
    "text": "文字",
    "day": "日期",
    "amount": "十进制数（文字）",
    "count": "整数",
    "truth": "真假",
    "texts": "几个文字",
    "map": "对象",
    "list": "几行",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, kind, meaning in Chinese; `absent` where it may be null; a list has `rows`."""

    name: str
    kind: Kind
    meaning: str
    absent: bool = False
    rows: Sequence[Field] = ()

    @property
    def word(self) -> str:
        """Say the kind in Chinese."""
        return WORDS[self.kind] + ("，可为空" if self.absent else "")

    @property
    def schema(self) -> dict[str, Any]:
        """Give the field's JSON Schema; an amount is decimal text, so that no reader rounds it."""
        made: dict[str, Any] = (
            {"type": "array", "items": shape(self.rows)} if self.kind == "list" else dict(TYPES[self.kind])
        )
        if self.absent:
            made["type"] = [made["type"], "null"]
        return {"title": self.meaning, **made}


def shape(fields: Sequence[Field]) -> dict[str, Any]:
    """Give the schema of an object: every field is there, and more may come in a later version."""
    return {
        "type": "object",
        "required": [field.name for field in fields],
        "properties": {field.name: field.schema for field in fields},
    }


def schema(name: str, title: str, fields: Sequence[Field]) -> dict[str, Any]:
    """Give the JSON Schema of a document."""
    return {"$schema": DRAFT, "$id": f"guatu/v1/{name}", "title": title, **shape(fields)}
