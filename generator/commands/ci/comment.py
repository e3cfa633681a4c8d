"""`guatu ci comment`: the one comment on a request, written or updated through the forge's API."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.ci.steps import FOLDER, say
from generator.commands.rim import DEFAULT_ROOT, fail, usage

TOKENS = ("GUATU_TOKEN", "GITHUB_TOKEN")


def comment(
    file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="评论的内容；缺省为变量 GUATU_COMMENT 或 build/ci/comment"),
    ] = None,
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
) -> None:
    """合并请求：写评论，每个请求只有一条，以后都在原处更新。

    令牌只从环境变量 GUATU_TOKEN（或 GITHUB_TOKEN）取，不写进日志。
    """
    from generator.records.source import Refused
    from generator.review.forges.api import Api
    from generator.review.forges.comment import place
    from generator.review.forges.request import request_of
    from generator.review.forges.told import unpacked

    token = next((found for name in TOKENS if (found := os.environ.get(name, "").strip())), "")
    if not token:
        usage("没有令牌：请把能写评论的令牌放进环境变量 GUATU_TOKEN")
    try:
        request, told = request_of(os.environ), unpacked(_word(root, file))
    except Refused as refused:
        usage(refused.text())
    try:
        say(f"合并请求 {request.number}：{place(Api(request.forge, token), request, told)}")
    except Refused as refused:
        fail(refused.text())


def _word(root: Path, file: Path | None) -> str:
    """Find what the check handed on; empty where it did not come so far."""
    if file is None and "GUATU_COMMENT" in os.environ:
        return os.environ["GUATU_COMMENT"]
    try:
        return (file or root / FOLDER / "comment").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        usage(f"读不了 {file or FOLDER / 'comment'}")
