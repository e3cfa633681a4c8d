"""The examples of G8: a change request told in a few lines, carried out in a real repository.

`账号 X` names who sends it; `写入 PATH` writes a file, its content indented by two spaces; `删除 PATH`,
`链接 PATH TARGET`, `生成 CODEOWNERS` do what they say. What stands after `主分支` came to it meanwhile.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gated import write

from generator.records.load import load
from generator.records.owners import FILES, codeowners

if TYPE_CHECKING:
    from collections.abc import Callable

REQUESTS = Path(__file__).parent / "requests"


@dataclass
class Request:
    """Who sends a change, what it does, and what the main branch did meanwhile."""

    account: str = ""
    steps: list[tuple[str, str, str]] = field(default_factory=list)
    meanwhile: list[tuple[str, str, str]] = field(default_factory=list)


def told(text: str) -> Request:
    """Read an example."""
    made, steps = Request(), list[tuple[str, str, str]]()
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if line.startswith("  "):
            verb, path, content = steps.pop()
            steps.append((verb, path, f"{content}{line[2:]}\n"))
        elif word == "账号":
            made.account, steps = rest, made.steps
        elif word == "主分支":
            steps = made.meanwhile
        else:
            steps.append((word, rest, ""))
    return made


def edit(steps: list[tuple[str, str, str]]) -> Callable[[Path], None]:
    """Give what carries out some steps in a clone."""

    def done(root: Path) -> None:
        for verb, path, content in steps:
            match verb:
                case "写入":
                    write(root, {path: content})
                case "删除":
                    write(root, {path: None})
                case "链接":
                    name, target = path.split()
                    shutil.move(root / name, root / target)
                    (root / name).symlink_to(target)
                case _:
                    portfolio, _ = load(root)
                    write(root, {file: codeowners(portfolio, forge) for forge, file in FILES.items()})

    return done
