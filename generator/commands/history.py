"""`guatu history`: who changed which field of a record, when the main branch got it, from what to what."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.commands.rim import DEFAULT_ROOT, usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.outputs.changelog import Line
    from generator.records.changes import History, Key


class Format(StrEnum):
    """How a history is printed."""

    text = "text"
    json = "json"


def history(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="项目、事件、单位、人员等的编号；规则写施行日期，日历写年份")
    ],
    field: Annotated[
        str, typer.Option(metavar="F", help="只看这个字段，例如 start_week、milestones.M1")
    ] = "",
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    rev: Annotated[str, typer.Option(metavar="COMMIT", help="看到哪一次提交为止")] = "",
    output: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.text,
) -> None:
    """逐字段列出一份记录的变更，更正所改的也在内：何时入库、谁署名（签名是否核验）、原值和新值；只换写法的不算变更。"""
    from generator.outputs.changelog import changelog, of_field
    from generator.records import git
    from generator.records.source import Refused

    try:
        past = _read(root, rev)
        told = {key: changelog(past, [key]) for key in _found(past, id_)}
        told = {key: [*lines, *_corrections(root, rev, past, key)] for key, lines in told.items()}
        if field and _named(past, list(told), field):
            told = {key: of_field(past, lines, field) for key, lines in told.items()}
        shown = [line.change.tip or line.change.commit for lines in told.values() for line in lines]
        signers = git.signers(root, sorted(set(shown)))
    except Refused as refused:
        usage(refused.text())
    write = _text if output is Format.text else _json
    typer.echo(write(told, past, signers), nl=False)


def _read(root: Path, rev: str) -> History:
    from generator.records import git
    from generator.records.history import history as read
    from generator.records.source import Refused

    if not git.repository(root):
        raise Refused("这里不是 git 仓库，或还没有提交", "This is not a git repository, or has no commit yet")
    return read(root, rev or "HEAD")


def _corrections(root: Path, rev: str, past: History, key: Key) -> Sequence[Line]:
    """Tell what corrections made of an event: its own file stays as it was."""
    from generator.outputs.changelog import by_corrections
    from generator.records import git
    from generator.records.changes import EVENTS

    if key[0] != EVENTS:
        return ()
    commit = git.commit_of(root, rev or "HEAD")
    paths = git.mentioning(root, commit, key[1], "data/events")
    return by_corrections(past, key, [PurePosixPath(path).stem for path in paths])


def _found(past: History, id_: str) -> list[Key]:
    """Give the records of an id, a project before its plans; an id nobody has ever recorded is refused."""
    from generator.records.guesses import nearest

    names = {key: (key[1].rpartition("/")[2] or key[0]) for key in past.lives if key[0]}
    found = [key for key, name in names.items() if name.upper() == id_.strip().upper()]
    if not found:
        near = "、".join(nearest(id_.strip().upper(), {*names.values()}))
        usage(f"没有入过库的编号“{id_}”" + (f"，是不是 {near}？" if near else ""))
    return sorted(found, key=lambda key: (key[0] != "projects", key[0] != "plans", key))


def _named(past: History, keys: Sequence[Key], field: str) -> str:
    """Refuse a field that the records never had."""
    from generator.outputs.changelog import fields_of
    from generator.records.guesses import nearest

    known = fields_of(past, keys)
    if field in known:
        return field
    near = nearest(field, known) or sorted(name for name in known if "." not in name)
    return usage(f"没有“{field}”这个字段：可以写 {'、'.join(near)}")


def _text(told: Mapping[Key, Sequence[Line]], past: History, signers: Mapping[str, str]) -> str:
    from generator.outputs.changelog import record_name
    from generator.outputs.plain import aligned
    from generator.records.source import visible

    parts = []
    for key, lines in told.items():
        path = past.lives[key][-1].path
        uncommitted = "  工作区里还有未提交的改动" if path in past.touched else ""
        head = [("入库日期", "提交", "署名", "字段", "原值 → 新值")]
        rows = [tuple(map(visible, _row(line, signers))) for line in lines]
        table = aligned([*head, *rows], left=range(5)) if rows else ["  没有变更"]
        parts.append("".join(f"{line}\n" for line in (f"{record_name(key)}  {path}{uncommitted}", *table)))
    return "\n".join(parts)


def _row(line: Line, signers: Mapping[str, str]) -> tuple[str, ...]:
    change = line.change
    signer = signers.get(change.tip or change.commit)
    who = f"{signer}（签名已核验）" if signer else f"{change.author}（署名未核验）"
    merged = f"，{change.merger}合并" if change.merger else ""
    key = f"{line.label} {line.field}" if line.field and line.field != line.label else line.label
    key += f"（更正 {line.correction}：{line.reason}）" if line.correction else ""
    values = "" if line.old is None and line.new is None else f"{line.was} → {line.now}"
    return str(change.day), change.short, who + merged, key, values


def _json(told: Mapping[Key, Sequence[Line]], past: History, signers: Mapping[str, str]) -> str:
    records = [
        {
            "shelf": key[0],
            "id": key[1],
            "path": past.lives[key][-1].path,
            "uncommitted": past.lives[key][-1].path in past.touched,
            "changes": [_document(line, signers) for line in lines],
        }
        for key, lines in told.items()
    ]
    return json.dumps({"records": records}, ensure_ascii=False, indent=2) + "\n"


def _document(line: Line, signers: Mapping[str, str]) -> dict[str, Any]:
    change = line.change
    return {
        "recorded": str(change.day),
        "commit": change.commit,
        "author": change.author,
        "merger": change.merger or None,
        "verified_signer": signers.get(change.tip or change.commit),
        "what": line.what,
        "field": line.field or None,
        "title": line.label,
        "old": line.old,
        "new": line.new,
        "correction": line.correction or None,
        "reason": line.reason or None,
    }
