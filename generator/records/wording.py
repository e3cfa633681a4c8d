"""What pydantic found, said in our words at the line where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_origin

from generator.records.codes import fields as codes
from generator.records.codes import intake, policy
from generator.records.codes import text as text_codes
from generator.records.codes import tree as tree_codes
from generator.records.guesses import (
    SAMPLES,
    accepted,
    guess,
    halved,
    hyphened,
    look_alike,
    nearest,
    several,
    wide,
)
from generator.records.shapes import field_at, fields, key_of, shape_at, title_at
from generator.records.source import problem
from generator.records.syntax import KEY, slip
from generator.records.tree import value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import ValidationError

    from generator.records.shapes import Shape
    from generator.records.source import Code, Mark, Problem
    from generator.records.tree import Location, Tree, Value

SHOWN = 60
DASHES = frozenset({tree_codes.WIDE_DASH, tree_codes.TIGHT_DASH})
SHORT = 3
"""Letters of a key in which one mistaken letter is nearly half of it."""
_WORD = re.compile(r"'([^']*)'")
_DATED = re.compile(r"[0-9]{4}(?:[-QW].*)?")
"""A year as it is written, alone or at the beginning of a day, a week, a month or a quarter."""
_SCALARS: dict[str, Code] = {
    "day": codes.DAY,
    "day_value": codes.DAY_VALUE,
    "week": codes.WEEK,
    "week_value": codes.WEEK_VALUE,
    "month": codes.MONTH,
    "month_value": codes.MONTH_VALUE,
    "quarter": codes.QUARTER,
    "year": codes.YEAR,
    "money": codes.MONEY,
    "factor": intake.FACTOR,
    "points": codes.POINTS,
    "count": codes.COUNT,
    "positive": policy.POSITIVE,
    "id": codes.ID,
    "sha256": codes.SHA256,
    "commit": codes.COMMIT,
    "flag": codes.FLAG,
}
_KINDS: dict[str, Code] = {
    "string_too_long": tree_codes.TOO_LONG,
    "string_too_short": tree_codes.BLANK,
    "too_short": codes.TOO_FEW,
    "too_long": codes.TOO_MANY,
    "tuple_type": codes.LIST_EXPECTED,
    "list_type": codes.LIST_EXPECTED,
    "model_type": codes.MAPPING_EXPECTED,
    "model_attributes_type": codes.MAPPING_EXPECTED,
    "dict_type": codes.MAPPING_EXPECTED,
    "mapping_type": codes.MAPPING_EXPECTED,
}


def faults(model: Shape, tree: Tree, error: ValidationError) -> list[Problem]:
    """Word every fault of one file, leaving out what its tree has named already."""
    found = _once(
        (_location(tree.value, each["loc"], each["type"]), each) for each in error.errors(include_url=False)
    )
    meant = {
        better
        for at, each in found
        if each["type"] == "extra_forbidden"
        for better in _meant(model, tree, at)
    }
    return [
        _worded(model, tree, at, each)
        for at, each in found
        if not (each["type"] == "missing" and at in meant)
        and not _named(tree, _tagged(at, each["type"]), each["type"])
        and not _follows(tree, at, each)
        and not (each["type"] == "union_tag_not_found" and miswritten("kind", value_at(tree.value, at)))
    ]


def _once(found: Iterable[tuple[Location, Any]]) -> list[tuple[Location, Any]]:
    """Keep one fault of what no member of a union takes: the furthest into it, else the first."""
    every = list(found)
    deep = {at[:end] for at, each in every if len(each["loc"]) > len(at) for end in range(len(at))}
    kept: dict[object, tuple[Location, Any]] = {}
    for number, (at, each) in enumerate(every):
        labelled = len(each["loc"]) > len(at)
        if not (labelled and at in deep):
            kept.setdefault(at if labelled else number, (at, each))
    return list(kept.values())


def miswritten(key: str, present: Iterable[str]) -> bool:
    """Tell a key that is there in capitals or full width, which is said of it where it stands."""
    return any(one != key and halved(one).lower() == key for one in present)


def choice(tree: Tree, at: Location, title: str, allowed: list[str]) -> Problem:
    """Say which words stand here, the likest first."""
    value = value_at(tree.value, at)
    near = nearest(str(value), allowed, 0.3)
    words = "、".join([*near, *(word for word in allowed if word not in near)])
    return problem(
        tree.mark(*at), codes.CHOICE, title=title, key=key_of(at), input=_short(value), allowed=words
    )


def missing(model: Shape, tree: Tree, at: Location) -> Problem:
    """Say which key is missing, where its mapping begins."""
    field, key = field_at(model, tree.value, at), str(at[-1])
    line = f"{key}: [ … ]" if field and get_origin(field.annotation) is tuple else f"{key}: …"
    title = title_at(model, tree.value, at)
    return problem(tree.mark(*at[:-1]), codes.MISSING_KEY, key=key, title=title, line=line)


def alike(key: str, known: Mapping[str, str]) -> str | None:
    """Give the key that was meant by another, of those known with their titles; None where none is near."""
    titles = {title: name for name, title in known.items()}
    if key in titles:
        return titles[key]
    if len(key) <= SHORT and (slipped := [name for name in known if _slipped(key, name)]):
        return slipped[0]
    if near := nearest(halved(key).lower().replace("-", "_"), known):
        return near[0]
    near = nearest(key, titles, 0.5)
    return titles[near[0]] if near else None


def _worded(model: Shape, tree: Tree, at: Location, error: Any) -> Problem:  # noqa: ANN401 - pydantic's dict
    kind, context = error["type"], error.get("ctx", {})
    title = title_at(model, tree.value, at)
    if kind == "missing":
        return missing(model, tree, at)
    if kind == "extra_forbidden":
        return _unknown(model, tree, at)
    if kind == "union_tag_not_found":
        return missing(model, tree, (*at, "kind"))
    if kind in {"literal_error", "union_tag_invalid"}:
        words = _WORD.findall(context.get("expected_tags", context.get("expected", "")))
        return choice(tree, _tagged(at, kind), title, words)
    if kind == "guatu":
        return _scalar(tree, at, title, context["kind"])
    return _other(model, tree, at, error)


def _scalar(tree: Tree, at: Location, title: str, kind: str) -> Problem:
    value = value_at(tree.value, at)
    values = {"title": title, "key": key_of(at), "input": _short(value)}
    if not isinstance(value, str):
        return _not_text(tree, at, values)
    if kind == "id" and (found := _of_id(value, tree.mark(*at), values)):
        return found
    plain = halved(value).strip(",;. ") if kind == "id" else halved(value)
    if wide(value) and kind != "flag" and (kind not in SAMPLES or accepted(kind, plain)):
        return problem(tree.mark(*at), codes.FULL_WIDTH, **values, better=plain)
    better = guess(kind, value) if kind in SAMPLES else ""
    if kind == "year" and not _DATED.fullmatch(value):
        return problem(
            tree.mark(*at), codes.PATTERN, **values, form=f"四位数字，例如 {better}", pattern="[0-9]{4}"
        )
    code = _SCALARS.get(kind, codes.PATTERN)
    return problem(tree.mark(*at), code, **values, better=better)


def _of_id(value: str, mark: Mark, values: Mapping[str, object]) -> Problem | None:
    """Tell several ids in one, a letter that only looks like a Latin one, a dash that is no hyphen."""
    if several(value):
        return problem(mark, codes.SEVERAL_IDS, **values)
    if pair := look_alike(value):
        told = {**_character(pair[0]), "plain": pair[1], "better": guess("id", value)}
        return problem(mark, text_codes.LOOK_ALIKE, **values, **told)
    if pair := hyphened(value):
        return problem(mark, codes.WRONG_HYPHEN, **values, **_character(pair[0]), better=pair[1])
    return None


def _character(char: str) -> dict[str, object]:
    return {"char": char, "name": f"U+{ord(char):04X}"}


def _not_text(tree: Tree, at: Location, values: Mapping[str, object]) -> Problem:
    """Tell a list or mapping from a sentence with a colon, whose beginning is no key (`主体: 完成三成`)."""
    value = value_at(tree.value, at)
    if isinstance(value, dict) and all(value.values()) and not any(map(KEY.fullmatch, value)):
        return problem(tree.mark(*at), tree_codes.COLON_IN_VALUE)
    return problem(tree.mark(*at), codes.TEXT_EXPECTED, **values)


def _other(model: Shape, tree: Tree, at: Location, error: Any) -> Problem:  # noqa: ANN401 - pydantic's dict
    value, context = value_at(tree.value, at), error.get("ctx", {})
    title = title_at(model, tree.value, at)
    values: dict[str, object] = {"title": title, "key": key_of(at), "input": _short(value)}
    if error["type"] == "string_type":
        return _not_text(tree, at, values)
    code = _KINDS.get(error["type"])
    if code is codes.LIST_EXPECTED and (slipped := _dashed(tree, at)):
        return slipped
    if code:
        limit = context.get("max_length", context.get("min_length", ""))
        return problem(tree.mark(*at), code, **values, limit=limit, length=len(value or ""))
    field = field_at(model, tree.value, at)
    form = (field and field.description) or title
    return problem(tree.mark(*at), codes.PATTERN, **values, form=form, pattern=context.get("pattern", form))


def _dashed(tree: Tree, at: Location) -> Problem | None:
    """Tell a list's one entry, on a line of its own, whose dash is not the ASCII one or has no space."""
    mark, value = tree.mark(*at), value_at(tree.value, at)
    found = slip(mark.path, mark.line - 1, value) if isinstance(value, str) else None
    own = found and found.code in DASHES and mark.line != tree.key(*at).line
    return replace(found, mark=mark) if found and own else None


def _unknown(model: Shape, tree: Tree, at: Location) -> Problem:
    key, mark, known = str(at[-1]), tree.key(*at), _absent(model, tree, at)
    if better := alike(key, known):
        return problem(mark, codes.UNKNOWN_KEY_NEAR, key=_short(key), better=better, title=known[better])
    return problem(mark, codes.UNKNOWN_KEY, key=_short(key), allowed="、".join(known))


def _absent(model: Shape, tree: Tree, at: Location) -> dict[str, str]:
    """Give the keys, with their titles, that could still stand beside one: a second of a kind is no help."""
    shape, present = shape_at(model, tree.value, at[:-1]), value_at(tree.value, at[:-1])
    known = fields(shape) if shape else {}
    return {name: field.title or name for name, field in known.items() if name not in present}


def _slipped(key: str, name: str) -> bool:
    """Tell a short key with one letter wrong; likeness would take it for any other."""
    return len(key) == len(name) and sum(a != b for a, b in zip(key.lower(), name, strict=True)) <= 1


def _meant(model: Shape, tree: Tree, at: Location) -> Iterator[Location]:
    """Give the location of the key an unknown one stands for, so that it is not called missing too."""
    if better := alike(str(at[-1]), _absent(model, tree, at)):
        yield (*at[:-1], better)


def _named(tree: Tree, at: Location, kind: str) -> bool:
    if kind == "extra_forbidden" or not tree.spoiled:
        return at[-1:] == ("<<",)
    return any(at[:end] in tree.spoiled for end in range(1, len(at) + 1))


def _tagged(at: Location, kind: str) -> Location:
    """Give where the word stands that chooses among the members of a union."""
    return (*at, "kind") if kind == "union_tag_invalid" else at


def _follows(tree: Tree, at: Location, error: Any) -> bool:  # noqa: ANN401 - pydantic's dict
    """Tell a list called too short only because its entries were refused, each by itself."""
    value = value_at(tree.value, at)
    return error["type"] == "too_short" and bool(len(value) >= error["ctx"]["min_length"])


def _location(value: Value, loc: tuple[str | int, ...], kind: str) -> Location:
    """Drop the labels pydantic adds for members of unions and of types; keep a last key that is missing."""
    at: list[str | int] = []
    for index, part in enumerate(loc):
        listed = isinstance(value, list) and isinstance(part, int)
        if listed or (isinstance(value, dict) and part in value):
            value = value[part]
            at.append(part)
        elif kind == "missing" and isinstance(value, dict) and index == len(loc) - 1:
            at.append(part)
    return tuple(at)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
