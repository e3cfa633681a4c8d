"""What a model asks for at a place in a file: its keys, their Chinese titles, the words allowed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from generator.records.tree import Location, Value

Shape = type[BaseModel]


def fields(model: Shape) -> dict[str, FieldInfo]:
    """Give a model's fields by the key written in files."""
    named = ((field.alias or name, field) for name, field in model.model_fields.items())
    return {key: field for key, field in named if not key.startswith("@")}


def shape_at(model: Shape, value: Value, location: Location) -> Shape | None:
    """Give the model of the mapping at a location of a file."""
    at: Any = model
    for part in location:
        if isinstance(part, str):
            shape = _chosen(at, value)
            field = fields(shape).get(part) if shape else None
            if field is None:
                return None
            at = field.annotation
        value = value[part] if isinstance(value, (list, dict)) else value  # type: ignore[index]
    return _chosen(at, value)


def field_at(model: Shape, value: Value, location: Location) -> FieldInfo | None:
    """Give the field a location belongs to; an entry of a list belongs to its list's field."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    if not location:
        return None
    shape = shape_at(model, value, location[:-1])
    return fields(shape).get(str(location[-1])) if shape else None


def title_at(model: Shape, value: Value, location: Location) -> str:
    """Give the Chinese title of the field at a location, else its key."""
    field = field_at(model, value, location)
    return (field and field.title) or key_of(location)


def key_of(location: Location) -> str:
    """Give the key a location stands under, for a reader."""
    return next((part for part in reversed(location) if isinstance(part, str)), "")


def _chosen(annotation: Any, value: Value) -> Shape | None:  # noqa: ANN401 - any annotation
    models = list(_models(annotation))
    kind = value.get("kind") if isinstance(value, Mapping) else None
    return next((model for model in models if len(models) == 1 or kind in _kinds(model)), None)


def _kinds(model: Shape) -> tuple[object, ...]:
    field = model.model_fields.get("kind")
    return get_args(field.annotation) if field else ()


def _models(annotation: Any) -> Iterator[Shape]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and get_origin(annotation) is None:
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for inner in get_args(annotation):
        yield from _models(inner)
