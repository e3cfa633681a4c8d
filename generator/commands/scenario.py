"""`guatu scenario`: worked cases against the computation, each difference with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.bundle import bundle
from generator.commands.rim import DEFAULT_ROOT, fail, usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.mechanism.scenario import Outcome
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.tree import Tree


def scenario(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="算例文件，可以多个，也可以是文件夹")],
    root: Annotated[Path, typer.Option(help="取计分规则和工作日历的文件夹")] = DEFAULT_ROOT,
    policy: Annotated[Path | None, typer.Option(help="改用这一版计分规则")] = None,
) -> None:
    """核对算例：逐项比较算例的期望与计算结果，最后一行给出通过与不符的个数。"""
    edition, calendars = _basis(root, policy)
    trees = {path: _tree(path) for path in _files(files)}
    passed = failed = 0
    for path, tree in trees.items():
        lines = _differences(path, tree, edition, calendars)
        for line in lines:
            typer.echo(line)
        passed, failed = passed + (not lines), failed + bool(lines)
    typer.echo(f"{passed} 个算例通过，{failed} 个不符")
    raise typer.Exit(1 if failed else 0)


def _differences(
    path: Path, tree: Tree | None, policy: Policy, calendars: Mapping[int, CalendarYear]
) -> list[str]:
    from pydantic import ValidationError

    from generator.mechanism.scenario import read_case, run
    from generator.records.calendar import MissingYear

    if tree is None:
        return [f"{path}:1: 文件读不出来"]
    try:
        case = read_case(tree.value, lambda name: _included(path, name))
        outcome: Outcome = run(case, policy, calendars)
    except MissingYear as missing:
        return [f"{path}:1: 缺少 {missing.year} 年的工作日历"]
    except (KeyError, ValueError, TypeError, AttributeError, LookupError, ValidationError) as error:
        words = " ".join(str(error).split())
        return [f"{path}:1: 算例写法有误（{type(error).__name__}）：{words[:300]}"]
    for name in outcome.unused:
        typer.echo(f"{path}: 事实的键 {name} 不认识，没有用到", err=True)
    return [f"{path}:{tree.mark(*d.keys).line}: {d.message}" for d in outcome.differences]


def _files(given: list[Path]) -> list[Path]:
    found = [
        file
        for path in given
        for file in (sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else [path])
    ]
    missing = [str(path) for path in found if not path.is_file()]
    if missing or not found:
        usage(f"找不到算例文件：{'、'.join(missing or map(str, given))}")
    return found


def _tree(path: Path) -> Tree | None:
    from generator.records.tree import read_tree

    tree, problems = read_tree(str(path), path.read_bytes(), relaxed=True)
    for found in problems:
        typer.echo(found.text(), err=True)
    return tree


def _included(path: Path, name: str) -> dict[str, Any]:
    """Find the case an `includes` names: beside this one, by the beginning of its file name."""
    for file in sorted([*path.parent.glob(f"{name}*.yaml"), *path.parent.glob(f"{name}*.yml")]):
        tree = _tree(file)
        if tree is not None and tree.value.get("id") == name:
            value: dict[str, Any] = tree.value
            return value
    raise KeyError(name)


def _basis(root: Path, chosen: Path | None) -> tuple[Policy, Mapping[int, CalendarYear]]:
    """Give the edition and calendars of the root, else those that come with the tool."""
    folder = root / "data" if (root / "data" / "policy").is_dir() else bundle() / "data"
    calendars = {record.year: record for record in _records(folder / "calendar")}
    if chosen is not None:
        if not chosen.is_file():
            usage(f"找不到计分规则文件：{chosen}")
        return _edition(chosen), calendars
    editions = _records(folder / "policy")
    return max(editions, key=lambda edition: edition.effective_from), calendars


def _edition(path: Path) -> Policy:
    """Read an edition that may lie anywhere, under the name its first day gives it."""
    tree = _tree(path)
    day = str(tree.value.get("effective_from", "")) if tree else ""
    policy: Policy = _record(path, f"data/policy/{day}.yml")
    return policy


def _records(folder: Path) -> list[Any]:
    return [_record(path, f"data/{folder.name}/{path.name}") for path in sorted(folder.glob("*.yml"))]


def _record(path: Path, name: str) -> Any:  # noqa: ANN401 - a policy or a calendar
    from generator.records.decode import decode

    record, problems = decode(name, path.read_bytes())
    for found in problems:
        typer.echo(found.text(), err=True)
    if record is None:
        fail(f"{path} 有误，见上")
    return record
