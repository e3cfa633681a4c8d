"""`guatu gate`: may this change be merged? 0 it may, 1 it may not and why, 2 the call itself was wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.check import Format, Language, write
from generator.commands.rim import DEFAULT_ROOT, computing, seals, today, usage
from generator.records.source import counted

if TYPE_CHECKING:
    from generator.records.source import Lang
    from generator.review.gate import Actor, Verdict
    from generator.review.proposal import Proposal


def gate(
    base: Annotated[str, typer.Option(metavar="COMMIT", help="主分支，例如 origin/main")],
    head: Annotated[str, typer.Option(metavar="COMMIT", help="改动所在的分支或提交")],
    actor: Annotated[
        list[str], typer.Option(metavar="ACCOUNT", help="提交改动的账号（代码平台登录名）；可以写几个")
    ],
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    format_: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.text,
    lang: Annotated[Language, typer.Option(help="语言")] = Language.zh,
) -> None:
    """审查一次改动：提交的人有没有权改这些文件，合并以后的数据有没有问题。

    名册、权限和计分规则都以主分支的为准；改动里的文件只当数据读，不检出，不执行。

    状态码：0 可以合并，1 不可以（逐条说明），2 命令本身写错。
    """
    from generator.commands.formats import FORMATS
    from generator.records.source import Refused
    from generator.review.gate import gate as judged
    from generator.review.proposal import proposal

    words: Lang = "zh" if lang is Language.zh else "en"
    try:
        found = proposal(root, base, head, today())
        with computing():
            verdict = judged(found, actor, partial(seals, root))
    except Refused as refused:
        usage(refused.text(words))
    write(FORMATS[format_](verdict.problems, words))
    if format_ is Format.text:
        write(summary(verdict, found, words))
    raise typer.Exit(0 if verdict.passes else 1)


def summary(verdict: Verdict, found: Proposal, lang: Lang) -> str:
    """Say in one sentence who proposed how much, and whether it may be merged."""
    who = "、".join(_who(actor, lang) for actor in verdict.actors)
    files = len({touch.path for touch in (*found.touches, *found.outside)})
    errors = sum(one.severity == "error" for one in verdict.problems)
    warnings = len(verdict.problems) - errors
    if lang == "en":
        state = "may be merged" if verdict.passes else "may not be merged"
        older = f" The main branch had {counted(verdict.earlier, 'error')} before." if verdict.earlier else ""
        faults = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        return f"{who}: {counted(files, 'file')}; {faults}; {state}.{older}\n"
    state = "可以合并" if verdict.passes else "不能合并"
    noted = f"，{warnings} 个提醒请审核员看一看" if warnings else ""
    older = f"主分支原来就有 {verdict.earlier} 个错误，不是这次改动造成的。" if verdict.earlier else ""
    return f"提交人 {who}，改动 {files} 个文件：{errors} 个错误{noted}；{state}。{older}\n"


def _who(actor: Actor, lang: Lang) -> str:
    from generator.records.source import visible

    account = visible(actor.account, 60)
    if actor.unit is None:
        return f"{account}（不在名册）" if lang == "zh" else f"{account} (unknown)"
    return (
        f"{account}（{actor.unit.name} {actor.unit.id}）" if lang == "zh" else f"{account} ({actor.unit.id})"
    )
