"""`guatu ci change`: a proposed change judged and previewed; 0 it may be merged, 1 not, 2 a wrong call."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from generator.commands.ci.steps import hand_on, kept, say, step, summarise
from generator.commands.ci.who import Who, said, who
from generator.commands.rim import DEFAULT_ROOT, computing, seals, today, usage

if TYPE_CHECKING:
    from generator.review.forges.request import Request
    from generator.review.gate import Verdict
    from generator.review.proposal import Proposal

FAILED = "合并的影响没有算出来，请看任务的日志。"


class Change(NamedTuple):
    """From where to where; `request` is the forge's, None where all was given by hand."""

    base: str
    head: str
    request: Request | None


def change(
    base: Annotated[str, typer.Option(metavar="COMMIT", help="主分支；不写就由代码平台的任务告知")] = "",
    head: Annotated[str, typer.Option(metavar="COMMIT", help="改动所在的提交；不写同上")] = "",
    actor: Annotated[
        list[str] | None, typer.Option(metavar="ACCOUNT", help="提交改动的账号；不写同上")
    ] = None,
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
) -> None:
    """合并请求：审查改动，预览影响，写好评论和摘要；不需要任何密码和令牌。

    执行的是主分支的程序，改动只作为数据从 git 读取，不检出，不执行。

    依据的是合并请求作者的账号，不是提交里的姓名。结果写在 build/ci。
    """
    from generator.records.source import Refused
    from generator.review.gate import gate
    from generator.review.proposal import proposal

    try:
        named = _named(root, base, head, by_hand=bool(actor))
        found = proposal(root, named.base, named.head, today())
        accounts = _accounts(actor or (), named.request, found)
        notes = list(said(accounts))
        for line in notes:
            say(line)
        with computing():
            verdict = gate(found, [one.account for one in accounts if one.counts], partial(seals, root))
    except Refused as refused:
        usage(refused.text())
    _tell(root, verdict, found, notes if len(notes) > 1 else [])
    raise typer.Exit(0 if verdict.passes else 1)


def _named(root: Path, base: str, head: str, *, by_hand: bool) -> Change:
    """Find out what is proposed; what is not given by hand the forge tells. Raises Refused."""
    from generator.records import git
    from generator.review.forges.request import request_of

    git.refuse_shallow(root)
    if base and head and by_hand:
        return Change(base, head, None)
    request = request_of(os.environ)
    if not base:
        base = f"refs/remotes/origin/{request.main}"
        _refuse_elsewhere(request)
        _refuse_foreign(root, base)
    return Change(base, head or _fetched(root, request), request)


def _refuse_elsewhere(request: Request) -> None:
    """Only the main branch has the register that counts; a verdict of another's is none. Raises Refused.

    Forges tell checks apart by commit and name: one passed for a branch of the unit's own would do here too.
    """
    from generator.records.source import Refused

    if request.base != request.main:
        raise Refused(
            f"合并请求的目标是 {request.base}，不是主分支 {request.main}：这里只审查合入主分支的改动",
            f"The request is for {request.base}, not {request.main}: changes of the main branch are judged",
        )


def _refuse_foreign(root: Path, base: str) -> None:
    """The tool that runs is the main branch's: what is checked out is it, or was. Raises Refused."""
    from generator.records import git
    from generator.records.source import Refused

    if not git.descends(root, git.commit_of(root, base), "HEAD"):
        raise Refused(
            "检出的不是主分支：审查要用主分支的程序，改动只能取回，不能检出",
            "What is checked out is not the main branch: the tool must be its own, the change only fetched",
        )


def _fetched(root: Path, request: Request) -> str:
    """Have the change's objects here, by the forge's own ref where no branch brought them. Raises Refused."""
    from generator.records import git
    from generator.records.source import Refused

    try:
        return git.commit_of(root, request.head)
    except Refused:
        refs = f"+{request.ref}:refs/guatu/{request.number}"
        git.git(root, "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "origin", refs)
    return git.commit_of(root, request.head)


def _accounts(by_hand: list[str] | tuple[()], request: Request | None, found: Proposal) -> list[Who]:
    if by_hand or request is None:
        return [Who(account, "命令里写明") for account in by_hand]
    return who(request, found.before.portfolio)


def _tell(root: Path, verdict: Verdict, found: Proposal, notes: list[str]) -> None:
    """Write log, annotations, summary and comment."""
    from generator.commands.formats import FORMATS
    from generator.commands.gate import summary
    from generator.review.forges.request import Forge, forge_of
    from generator.review.forges.told import comment, packed

    sentence = summary(verdict, found, "zh").strip()
    for line in [*FORMATS["text"](verdict.problems, "zh").splitlines(), sentence]:
        say(line)
    if forge_of(os.environ) is Forge.github:
        typer.echo(FORMATS["github"](verdict.problems, "zh"), nl=False)
    kept(root, "codequality.json", FORMATS["gitlab"](verdict.problems, "zh"))
    told = comment(sentence, verdict.problems, _impact(root, found), notes)
    summarise(told.text)
    hand_on("comment", packed(told))
    kept(root, "comment", packed(told))
    say(f"评论和摘要写在 {kept(root, 'comment.md', told.body)}")


def _impact(root: Path, found: Proposal) -> str:
    """Preview the change in a process of its own: whatever it does there, the verdict stands."""
    asked = step("impact", "--base", found.base, "--head", found.head, "--format", "markdown",
                 "--root", str(root), quiet=True)  # fmt: skip
    return FAILED if asked.status else asked.out
