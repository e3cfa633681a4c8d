"""`guatu codeowners`: the files by which forges ask the right people to look, written from the register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.rim import DEFAULT_ROOT, loaded, usage


def codeowners(
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    forge: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="github、gitlab 或 forgejo（Gitea 相同）；不写就是三个都写"),
    ] = None,
) -> None:
    """按名册写出 CODEOWNERS：谁的文件夹，合并前就请谁和区重大项目办过目。

    写在仓库最上层的 .github、.gitlab、.gitea 里；名册里的账号有变动就重新执行，与名册的改动一起提交。
    """
    from generator.commands.owners import top_of
    from generator.records.owners import FILES, FORGES
    from generator.records.owners import codeowners as written

    wanted = forge or list(FORGES)
    if unknown := sorted(set(wanted) - set(FORGES)):
        usage(f"没有“{unknown[0]}”这种代码平台：可写 {'、'.join(FORGES)}")
    portfolio = loaded(root)
    top, prefix = top_of(root)
    for name in (one for one in FORGES if one in wanted):
        path, text = top / FILES[name], written(portfolio, name, prefix)
        path.parent.mkdir(parents=True, exist_ok=True)
        same = path.is_file() and path.read_bytes() == text.encode()
        if not same:
            path.write_bytes(text.encode())
        typer.echo(f"{'没有变化' if same else '已写'}：{FILES[name]}")
