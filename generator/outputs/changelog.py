"""变更记录: a record's life in words, one line for each field that a commit changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.records.changes import EVENTS
from generator.records.contents import between, content_of, shown
from generator.records.correction import corrected
from generator.records.decode import decode
from generator.records.differences import content_after, differences
from generator.records.model.events import Correction, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.records.changes import Change, History, Key
    from generator.records.contents import Value
    from generator.records.differences import Difference, What
    from generator.records.model.types import Record

SHELVES: Mapping[str, str] = {
    "projects": "项目",
    "plans": "年计划",
    "events": "事件",
    "organisations": "单位名册",
    "people": "人员名册",
    "leaders": "分管负责人名册",
    "steps": "前期事项审批部门",
    "authority": "填报权限",
    "policy": "计分规则",
    "calendar": "工作日历",
}
DEEDS: Mapping[What, str] = {
    "created": "（入库）",
    "deleted": "（删除）",
    "restored": "（恢复）",
    "unreadable": "（写坏，无法读出）",
    "moved": "（文件移动）",
    "withdrawn": "（整件撤回）",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a commit did to one record: the field's title and key, both values (None: absent).

    `correction` and `reason` are those of the 更正 that did it, where the record's own file stayed as it was.
    """

    key: Key
    change: Change
    what: What
    label: str
    field: str
    old: Value | None
    new: Value | None
    correction: str = ""
    reason: str = ""

    @property
    def record(self) -> str:
        """Say what the record is: 项目, 2026年计划, 计分规则2019-03-11."""
        return record_name(self.key)

    @property
    def was(self) -> str:
        """Write the old value; — where there was none."""
        return shown(self.old)

    @property
    def now(self) -> str:
        """Write the new value; — where there is none."""
        return shown(self.new)

    @property
    def who(self) -> str:
        """Name the author as the commit does, and whoever else brought it to the main branch."""
        merged = f"，{self.change.merger}合并" if self.change.merger else ""
        return f"{self.change.author}{merged}"


def changelog(history: History, keys: Iterable[Key]) -> list[Line]:
    """Tell the lives of some records together, in the order of the main branch."""
    told = [(key, history.lives[key]) for key in keys if key in history.lives]
    history.prepare(change for _, life in told if len(life) > 1 for change in life)
    lines = [_line(key, one) for key, life in told for one in differences(history, life)]
    return sorted(lines, key=lambda line: line.change.place)


def by_corrections(history: History, key: Key, candidates: Iterable[str]) -> list[Line]:
    """Tell what corrections made of an event, in their order; `candidates` are ids of what may be one."""
    last = history.lives[key][-1]
    event = _record(last, history)
    found = []
    for name in candidates:
        life = history.life(EVENTS, name)
        correction = _record(life[-1], history) if life else None
        if isinstance(correction, Correction) and correction.of == key[1]:
            found.append((correction.date, life[0].place, correction.id, correction, life[0]))
    lines: list[Line] = []
    for *_, correction, change in sorted(found, key=itemgetter(0, 1, 2)):
        if not isinstance(event, Event):
            break
        after, problems = corrected(event, correction)
        if not problems:
            lines += _corrected(key, change, correction, event, after)
            event = after
    return lines


def _record(change: Change, history: History) -> Record | None:
    return decode(change.path, history.data(change))[0] if change.blob else None


def _corrected(
    key: Key, change: Change, correction: Correction, before: Event, after: Event | None
) -> Iterator[Line]:
    said = {"correction": correction.id, "reason": correction.reason}
    if after is None:
        yield Line(key, change, "withdrawn", DEEDS["withdrawn"], "", None, None, **said)
        return
    for field in between(content_of(before), content_of(after)):
        yield Line(key, change, "changed", field.label, field.name, field.old, field.new, **said)


def amended(lines: Sequence[Line]) -> list[Line]:
    """Leave out the coming of each record, which its first day tells as well."""
    return [line for line in lines if line.what != "created"]


def worded(lines: Iterable[Line], names: Mapping[str, str]) -> list[Line]:
    """Write the names of units and leaders in the place of their ids: a value, or a word of an entry."""
    return [
        line
        if line.field.rpartition(".")[2] == "id"
        else replace(line, old=_named(line.old, names), new=_named(line.new, names))
        for line in lines
    ]


def _named(value: Value | None, names: Mapping[str, str]) -> Value | None:
    if isinstance(value, tuple):
        return tuple(" ".join(names.get(word, word) for word in entry.split(" ")) for entry in value)
    return names.get(value, value) if value else value


def of_field(history: History, lines: Iterable[Line], field: str) -> list[Line]:
    """Keep what happened to one field and to what lies in it, beginning with what it came as."""
    found: list[Line] = []
    for line in lines:
        if line.what == "created":
            found += _came(history, line, field)
        elif not line.field or _meets(line.field, field) or _meets(field, line.field):
            found.append(line)
    return found


def fields_of(history: History, keys: Iterable[Key]) -> frozenset[str]:
    """Give every field that some records ever had, and every mapping and entry around one."""
    contents = (content_after(history, change) for key in keys for change in history.lives[key])
    names = {name for found in contents if found for name in found.meant}
    return frozenset(
        ".".join(parts[:end])
        for name in names
        if (parts := name.split("."))
        for end in range(1, len(parts) + 1)
    )


def record_name(key: Key) -> str:
    """Say what a record is: 项目, 2026年计划, 计分规则2019-03-11."""
    shelf, name = key
    if shelf == "plans":
        return name.partition("/")[0] + SHELVES[shelf]
    return SHELVES.get(shelf, name) + (name if shelf in {"policy", "calendar"} else "")


def _line(key: Key, one: Difference) -> Line:
    label = one.label or DEEDS.get(one.what, one.field)
    return Line(key, one.change, one.what, label, one.field, one.old, one.new)


def _came(history: History, line: Line, field: str) -> Iterator[Line]:
    found = content_after(history, line.change)
    for name, leaf in found.meant.items() if found else ():
        if found and _meets(name, field):
            yield replace(line, label=found.label(leaf.at), field=name, new=leaf.value)


def _meets(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}.")
