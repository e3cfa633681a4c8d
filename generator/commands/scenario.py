"""`guatu scenario`: worked cases against the computation, each difference with file and line."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.bundle import bundle
from generator.commands.rim import DEFAULT_ROOT, fail, usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.tree import Tree


SUFFIXES = (".yaml", ".yml")
TREE = "G2"
"""What codes begin with for faults in what a file says, after those of its bytes."""


def scenario(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="算例文件，可以多个，也可以是文件夹")],
    root: Annotated[Path, typer.Option(help="取计分规则和工作日历的文件夹")] = DEFAULT_ROOT,
    policy: Annotated[Path | None, typer.Option(help="改用这一版计分规则")] = None,
) -> None:
    """核对算例：逐项比较算例的期望与计算结果，最后一行给出通过与不符的个数。"""
    basis = _basis(root, policy)
    passed = failed = 0
    for path in _files(files):
        lines = _differences(path, *_tree(path), basis)
        for line in lines:
            typer.echo(line)
        passed, failed = passed + (not lines), failed + bool(lines)
    typer.echo(f"{passed} 个算例通过，{failed} 个不符")
    raise typer.Exit(1 if failed else 0)


def _differences(
    path: Path, tree: Tree | None, faulty: list[str], basis: tuple[list[Policy], Mapping[int, CalendarYear]]
) -> list[str]:
    from generator.mechanism.policy import NoPolicyError
    from generator.mechanism.scenario import run
    from generator.records.calendar import MissingYear

    if tree is None or faulty:
        return faulty or [f"{path}:1: 文件读不出来"]
    try:
        outcome = run(tree.value, partial(_included, path), *basis)
    except MissingYear as missing:
        return [f"{path}:1: 缺少 {missing.year} 年的工作日历"]
    except NoPolicyError:
        return [f"{path}:1: data/policy 里没有计分规则"]
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        words = " ".join(str(error).split())
        return [f"{path}:1: 算例写法有误（{type(error).__name__}）：{words[:300]}"]
    for keys in outcome.unused:
        typer.echo(f"{path}:{tree.key(*keys).line}: 键 {keys[-1]} 不认识，没有用到", err=True)
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


def _tree(path: Path) -> tuple[Tree | None, list[str]]:
    """Read a file as a tree; gives what is wrong with it too, unless it can be read all the same."""
    from generator.records.tree import read_tree

    tree, problems = read_tree(str(path), path.read_bytes(), relaxed=True)
    errors = [found for found in problems if found.severity == "error"]
    if tree is not None and all(found.code.id < TREE for found in errors):
        return tree, []
    return tree, [found.text() for found in errors]


def _included(path: Path, name: str) -> dict[str, Any]:
    """Find the case an `includes` names: beside this one, in a file so named or longer. Raises KeyError."""
    beside = (file for file in sorted(path.parent.iterdir()) if file.name.startswith(name))
    for file in (file for file in beside if file.suffix in SUFFIXES and file.is_file()):
        tree, faulty = _tree(file)
        if tree is not None and not faulty and tree.value.get("id") == name:
            value: dict[str, Any] = tree.value
            return value
    raise KeyError(name)


def _basis(root: Path, chosen: Path | None) -> tuple[list[Policy], Mapping[int, CalendarYear]]:
    """Give the editions and calendars of the root, else those that come with the tool."""
    if not root.is_dir():
        usage(f"找不到文件夹：{root}")
    folder = root / "data" if (root / "data" / "policy").is_dir() else bundle() / "data"
    calendars = {record.year: record for record in _records(folder / "calendar")}
    if chosen is None:
        return _records(folder / "policy"), calendars
    if not chosen.is_file():
        usage(f"找不到计分规则文件：{chosen}")
    return [_edition(chosen)], calendars


def _edition(path: Path) -> Policy:
    """Read an edition that may lie anywhere, under the name its first day gives it."""
    tree, _ = _tree(path)
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
