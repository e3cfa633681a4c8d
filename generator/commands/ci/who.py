"""Whose authority a request has: its author's, and that of whoever else brought commits to it (TRUST P5)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.rim import usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.portfolio import Portfolio
    from generator.review.forges.request import Request

NO_AUTHOR = """GitLab 没有告诉任务合并请求是谁提出的，也没能从接口查到。
请在项目的 CI/CD 变量里设 GUATU_READ_TOKEN（只需 read_api 权限）；
或者写 --actor "$GITLAB_USER_LOGIN"，那是启动流水线的人：重跑的人会把自己的权限借给这次改动"""

NO_PUSHER = """这次任务的事件（如改标题、重新打开）不知道最新的提交是谁推送的，不下结论。
请重跑推送时的那次任务，或再推送一次；任务文件里的 types 只写 opened 和 synchronize"""


class Who(NamedTuple):
    """An account, and how it came to count."""

    account: str
    why: str
    counts: bool = True


def who(request: Request, base: Portfolio) -> list[Who]:
    """List the accounts: all that count must have the right to the whole change.

    The office may bring a branch up to date, or run a job again; that neither adds to nor takes from the
    author's rights. An event that does not tell who pushed gets no verdict: one by the author's rights alone
    would take the place, on the same commit, of one in which the pusher's counted, and might be better.
    """
    from generator.review.gate.ownership import actors

    if request.pusher is None:
        usage(NO_PUSHER)
    author = request.author or _asked(request)
    found = [Who(author, "合并请求的作者")]
    if request.pusher and request.pusher.casefold() != author.casefold():
        pusher = actors(base, [request.pusher])[0]
        deed = "启动了流水线" if not request.author else "推送了最新的提交"
        found.append(Who(request.pusher, deed, counts=not pusher.office))
    return found


def said(found: list[Who]) -> Iterator[str]:
    """Say which accounts were used, and why."""
    for one in found:
        yield f"提交账号 {one.account}：{one.why}" + (
            "" if one.counts else "，属区重大项目办，不增加也不减少作者的权限"
        )


def _asked(request: Request) -> str:
    from generator.records.source import Refused
    from generator.review.forges.api import Api
    from generator.review.forges.comment import author

    try:
        found = author(Api(request.forge, os.environ.get("GUATU_READ_TOKEN", "")), request)
    except Refused as refused:
        usage(refused.text())
    return found or usage(NO_AUTHOR)
