"""The proposed change as the forge tells it to a job: which, from where, by whose account (TRUST P5).

Accounts are the forge's logins; the author of a commit is free to forge and never asked.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.records.source import Refused, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
OPENED = "opened"
PUSHED = ("synchronize", "synchronized")
"""The event of new commits, as GitHub and Forgejo or Gitea call it; its sender brought them."""

UNTOLD = object()
"""What an event says of the pusher that is about something else."""


class Forge(StrEnum):
    """A kind of forge; `forgejo` is Gitea too."""

    github = "github"
    forgejo = "forgejo"
    gitlab = "gitlab"


@dataclass(frozen=True, slots=True)
class Request:
    """A pull or merge request: its number, the branch it is for, the project's main branch, the new commit.

    `author` opened it, empty where the forge does not tell a job; `pusher` brought its newest commits or, on
    GitLab, started the job: empty where that is the author, None where the event does not tell. `project` is
    the address of the project's REST API, `host` that of the forge's.
    """

    forge: Forge
    number: int
    base: str
    main: str
    head: str
    author: str
    pusher: str | None
    host: str
    project: str

    @property
    def ref(self) -> str:
        """Name the forge's own ref of the change's newest commit."""
        kind = "merge-requests" if self.forge is Forge.gitlab else "pull"
        return f"refs/{kind}/{self.number}/head"


def forge_of(environment: Mapping[str, str]) -> Forge | None:
    """Tell whose job this is; None for a person's own shell."""
    if environment.get("GITLAB_CI") == "true":
        return Forge.gitlab
    if "true" in (environment.get("FORGEJO_ACTIONS"), environment.get("GITEA_ACTIONS")):
        return Forge.forgejo
    return Forge.github if environment.get("GITHUB_ACTIONS") == "true" else None


def request_of(environment: Mapping[str, str]) -> Request:
    """Read the request from a job's environment. Raises Refused where there is none, or a part is missing."""
    forge = forge_of(environment)
    if forge is None:
        raise Refused(
            "这里不是代码平台的任务：请写明 --base、--head 和 --actor",
            "This is no job of a forge: give --base, --head and --actor",
        )
    told = _gitlab(environment) if forge is Forge.gitlab else _actions(environment)
    return Request(
        forge=forge,
        number=_number(told["number"]),
        base=_text(told["base"], "base"),
        main=_text(told["main"], "default branch"),
        head=_commit(told["head"]),
        author=_account(told["author"]),
        pusher=None if told["pusher"] is UNTOLD else _account(told["pusher"]),
        host=_address(told["host"]),
        project=f"{_address(told['host'])}/{_text(told['project'], 'project')}",
    )


def _actions(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read the event file that GitHub, Gitea and Forgejo give to a job.

    Whoever opens a request answers for its commits, and whoever pushes is told by that event alone. Any other
    (a title edited, a request opened again) does not tell who pushed.
    """
    event = _event(environment.get("GITHUB_EVENT_PATH", ""))
    change = _part(event, "pull_request")
    return {
        "number": change.get("number"),
        "base": _part(change, "base").get("ref"),
        "main": _part(event, "repository").get("default_branch"),
        "head": _part(change, "head").get("sha"),
        "author": _part(change, "user").get("login"),
        "pusher": _pusher(event),
        "host": environment.get("GITHUB_API_URL"),
        "project": f"repos/{environment.get('GITHUB_REPOSITORY', '')}",
    }


def _pusher(event: dict[str, Any]) -> object:
    action = event.get("action")
    if action in PUSHED:
        return _part(event, "sender").get("login")
    return "" if action == OPENED else UNTOLD


def _gitlab(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read GitLab's variables; in a pipeline of the merged result the head has a variable of its own."""
    source = environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or environment.get("CI_COMMIT_SHA")
    return {
        "number": environment.get("CI_MERGE_REQUEST_IID"),
        "base": environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
        "main": environment.get("CI_DEFAULT_BRANCH"),
        "head": source,
        "author": "",
        "pusher": environment.get("GITLAB_USER_LOGIN", ""),
        "host": environment.get("CI_API_V4_URL"),
        "project": f"projects/{environment.get('CI_MERGE_REQUEST_PROJECT_ID', '')}",
    }


def _event(path: str) -> dict[str, Any]:
    try:
        found = json.loads(Path(path).read_bytes())
    except (OSError, ValueError):
        raise _missing("GITHUB_EVENT_PATH") from None
    if not isinstance(found, dict):
        raise _missing("GITHUB_EVENT_PATH")
    return found


def _part(parent: dict[str, Any], name: str) -> dict[str, Any]:
    found = parent.get(name)
    if not isinstance(found, dict):
        raise _missing(name)
    return found


def _number(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[1-9][0-9]{0,11}", str(value), re.ASCII):
        raise _missing("number")
    return int(str(value))


def _commit(value: object) -> str:
    if not isinstance(value, str) or not COMMIT.fullmatch(value):
        raise _missing("head")
    return value


def _account(value: object) -> str:
    if not isinstance(value, str):
        raise _missing("user")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value or value.endswith("/"):
        raise _missing(name)
    return value


def _address(value: object) -> str:
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        raise _missing("API")
    return value.rstrip("/")


def _missing(name: str) -> Refused:
    name = visible(name, 60)
    return Refused(
        f"代码平台没有说明合并请求的“{name}”：这一步只能在合并请求的任务里执行",
        f"The forge does not tell the request's “{name}”: this stage belongs into a job for a request",
    )
