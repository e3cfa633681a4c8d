"""The one comment on a request: found by its marker and its author, updated in place, never another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from generator.records.source import Refused
from generator.review.forges.api import REFUSED
from generator.review.forges.request import Forge

if TYPE_CHECKING:
    from generator.review.forges.api import Api
    from generator.review.forges.request import Request

MARKER = "<!-- guatu-change -->"
OWN = {
    Forge.github: ("github-actions[bot]",),
    Forge.forgejo: ("forgejo-actions", "gitea-actions"),
    Forge.gitlab: (),
}
"""Whose comments a job's own token writes; such a token may not ask who it is."""
Done = Literal["写了评论", "更新了评论", "评论没有变化", "没有要说的"]


@dataclass(frozen=True, slots=True)
class Comment:
    """What is to be said; where `quiet`, only an earlier comment is worth correcting."""

    text: str
    quiet: bool = False

    @property
    def body(self) -> str:
        """Give the text below its marker."""
        return f"{MARKER}\n{self.text.strip()}\n"


def place(api: Api, request: Request, comment: Comment) -> Done:
    """Put the comment on a request. Raises Refused where the forge does not let us.

    Whoever may write on a request may write the marker too, so only comments of our own account are updated;
    one that we may not edit is passed over. Of several of ours the first stays.
    """
    mine = accounts(api, request)
    kept: Done | None = None
    for one in list(api.all(_listed(request))):
        if not _ours(one, mine):
            continue
        if kept is None:
            kept = _updated(api, request, one, comment)
        else:
            api.ask("DELETE", _item(request, one))
    if kept is None and comment.quiet:
        return "没有要说的"
    return kept or _posted(api, request, comment)


def accounts(api: Api, request: Request) -> tuple[str, ...]:
    """Name the accounts whose comments the token writes."""
    answer = api.ask("GET", f"{request.host}/user")
    told = answer.json if isinstance(answer.json, dict) else {}
    name = told.get("login") or told.get("username")
    return (name,) if isinstance(name, str) and answer.status < REFUSED[0] else OWN[request.forge]


def author(api: Api, request: Request) -> str:
    """Ask GitLab who opened the request, which it does not tell a job; empty where it does not say."""
    answer = api.ask("GET", f"{request.project}/merge_requests/{request.number}")
    told = answer.json.get("author") if isinstance(answer.json, dict) else None
    name = told.get("username") if isinstance(told, dict) else None
    return name if isinstance(name, str) else ""


def _listed(request: Request) -> str:
    if request.forge is Forge.gitlab:
        return f"{request.project}/merge_requests/{request.number}/notes"
    return f"{request.project}/issues/{request.number}/comments"


def _item(request: Request, one: dict[str, Any]) -> str:
    if request.forge is Forge.gitlab:
        return f"{_listed(request)}/{int(one['id'])}"
    return f"{request.project}/issues/comments/{int(one['id'])}"


def _ours(one: dict[str, Any], mine: tuple[str, ...]) -> bool:
    who = one.get("author") or one.get("user")
    name = (who.get("username") or who.get("login")) if isinstance(who, dict) else None
    body = str(one.get("body", "")).replace("\r\n", "\n")
    return isinstance(one.get("id"), int) and name in mine and body.startswith(f"{MARKER}\n")


def _updated(api: Api, request: Request, one: dict[str, Any], comment: Comment) -> Done | None:
    if str(one["body"]).replace("\r\n", "\n").strip() == comment.body.strip():
        return "评论没有变化"
    method = "PUT" if request.forge is Forge.gitlab else "PATCH"
    answer = api.ask(method, _item(request, one), {"body": comment.body})
    if answer.status in REFUSED:
        return None
    _refuse_failed(answer.status)
    return "更新了评论"


def _posted(api: Api, request: Request, comment: Comment) -> Done:
    _refuse_failed(api.ask("POST", _listed(request), {"body": comment.body}).status)
    return "写了评论"


def _refuse_failed(status: int) -> None:
    if not 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls success
        raise Refused(
            f"代码平台没有收下评论（{status}）：请检查令牌有没有写评论的权限",
            f"The forge did not take the comment ({status}): may the token write comments?",
        )
