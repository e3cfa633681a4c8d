"""`guatu ci main`: after a merge, the whole data checked, then the site published, never with faults."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.ci.steps import step
from generator.commands.publish import BRANCH
from generator.commands.rim import DEFAULT_ROOT, fail, on_day, usage

Root = Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")]
Remote = Annotated[str, typer.Option(metavar="R", help="发布到哪个仓库；同 guatu publish")]
OnBranch = Annotated[str, typer.Option(metavar="B", help="发布到哪个分支")]
To = Annotated[Path | None, typer.Option(metavar="DIR", help="改为发布到这个文件夹")]
Files = Annotated[bool, typer.Option("--files/--no-files", help="各期文件是否写成文件供下载")]


def main(
    root: Root = DEFAULT_ROOT,
    remote: Remote = "",
    branch: OnBranch = BRANCH,
    to: To = None,
    files: Files = True,
    day: Annotated[str, typer.Option(metavar="DAY", help="数据截至哪一天；缺省为今天")] = "",
) -> None:
    """合并以后：检查全部数据，没有错误就发布网站；有错误时读者看到的还是原来的网站。"""
    released(root, str(on_day(day)), place(remote, branch, to, files=files))


def place(remote: str, branch: str, to: Path | None, *, files: bool) -> list[str]:
    """Write the options of `guatu publish` that say where to."""
    where = ["--to", str(to)] if to else ["--branch", branch]
    return [*where, *(["--remote", remote] if remote else []), *([] if files else ["--no-files"])]


def released(root: Path, day: str, where: list[str]) -> None:
    """Check, then publish the day's site; stops where either does not go well (TRUST P12)."""
    from generator.records import git
    from generator.records.source import Refused

    try:
        git.refuse_shallow(root)
    except Refused as refused:
        usage(refused.text())
    if step("check", "--root", str(root)).status:
        fail("主分支的数据有错误，没有发布：读者看到的还是原来的网站。请尽快改正")
    if status := step("publish", "--root", str(root), "--as-of", day, *where).status:
        raise typer.Exit(status)
