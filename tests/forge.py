"""A forge for tests: a real HTTP server that answers as the REST APIs of GitHub, Gitea and GitLab do."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["github", "forgejo", "gitlab"]
BOT = {"github": "github-actions[bot]", "forgejo": "gitea-actions", "gitlab": "project_7_bot"}
TOKEN = "s3cret-t0ken"  # noqa: S105 - of the tests' own server
LISTS = {
    "github": r"/repos/qu/data/issues/5/comments",
    "forgejo": r"/api/v1/repos/qu/data/issues/5/comments",
    "gitlab": r"/api/v4/projects/7/merge_requests/5/notes",
}
ITEMS = {
    "github": r"/repos/qu/data/issues/comments/(\d+)",
    "forgejo": r"/api/v1/repos/qu/data/issues/comments/(\d+)",
    "gitlab": r"/api/v4/projects/7/merge_requests/5/notes/(\d+)",
}
ROOTS = {"github": "", "forgejo": "/api/v1", "gitlab": "/api/v4"}


@dataclass
class Forge:
    """What the forge holds, and how it behaves: `fixed` ids may not be edited, `redirect` leads elsewhere."""

    kind: Kind
    address: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    fixed: set[int] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    author: str = "linhe-clerk"
    down: int = 0
    redirect: str = ""

    @property
    def api(self) -> str:
        """Give the API's address, as the forge tells it to a job."""
        return f"{self.address}{ROOTS[self.kind]}"

    def said(self, who: str, body: str) -> dict[str, Any]:
        """Let somebody comment."""
        name = "author" if self.kind == "gitlab" else "user"
        key = "username" if self.kind == "gitlab" else "login"
        made = {"id": len(self.comments) + 100, "body": body, name: {key: who}}
        self.comments.append(made)
        return made

    @property
    def bodies(self) -> list[str]:
        """Give every comment's text."""
        return [one["body"] for one in self.comments]


@contextmanager
def serving(kind: Kind) -> Iterator[Forge]:
    """Serve a forge on this machine while the block runs."""
    forge = Forge(kind)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Answers,), {"forge": forge}))
    forge.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    forge: Forge

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PATCH(self) -> None:
        self._answer("PATCH")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def log_message(self, *_: object) -> None:
        """Keep silent."""

    def _answer(self, method: str) -> None:
        forge, path = self.forge, urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        sent = json.loads(self.rfile.read(length) or b"null")
        forge.asked.append((method, path.path))
        if forge.redirect or forge.down:
            return self._say(forge.down or 302, None, {"Location": forge.redirect})
        if method == "GET" and path.path.endswith("/merge_requests/5"):
            return self._say(200, {"iid": 5, "author": {"username": forge.author}})
        if not self._known():
            return self._say(401, {"message": "Bad credentials"})
        if re.fullmatch(LISTS[forge.kind], path.path):
            return self._list(method, parse_qs(path.query), sent)
        item = re.fullmatch(ITEMS[forge.kind], path.path)
        return self._item(method, int(item[1]), sent) if item else self._user()

    def _known(self) -> bool:
        if self.forge.kind == "gitlab":
            return self.headers.get("PRIVATE-TOKEN") == TOKEN
        return self.headers.get("Authorization") == f"token {TOKEN}"

    def _user(self) -> None:
        if self.forge.kind == "gitlab":
            return self._say(200, {"username": BOT["gitlab"]})
        return self._say(403, {"message": "Resource not accessible by integration"})

    def _list(self, method: str, query: dict[str, list[str]], sent: Any) -> None:
        forge = self.forge
        if method == "POST":
            return self._say(201, forge.said(BOT[forge.kind], sent["body"]))
        if forge.kind == "forgejo":  # all at once, whatever page is asked for
            return self._say(200, forge.comments)
        page, size = int(query["page"][0]), int(query["per_page"][0])
        shown = forge.comments[(page - 1) * size : page * size]
        more = page * size < len(forge.comments)
        link = f'<{forge.api}/x?page={page + 1}>; rel="next", <{forge.api}/x?page=9>; rel="last"'
        return self._say(200, shown, {"Link": link} if more else {})

    def _item(self, method: str, id_: int, sent: Any) -> None:
        forge = self.forge
        found = next((one for one in forge.comments if one["id"] == id_), None)
        if found is None or id_ in forge.fixed:
            return self._say(403 if found else 404, {"message": "no"})
        if method == "DELETE":
            forge.comments.remove(found)
            return self._say(204, None)
        if method != ("PUT" if forge.kind == "gitlab" else "PATCH"):
            return self._say(405, {"message": "no"})
        found["body"] = sent["body"].replace("\n", "\r\n")  # as forges keep what came from a form
        return self._say(200, found)

    def _say(self, status: int, body: object, head: dict[str, str] | None = None) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for key, value in (head or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def environment(forge: Forge, event: str = "") -> dict[str, str]:
    """Give what the forge tells a job in its environment; `event` is the file of a GitHub-like event."""
    if forge.kind == "gitlab":
        return {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": forge.api,
            "CI_PROJECT_ID": "9",
            "CI_MERGE_REQUEST_PROJECT_ID": "7",
            "CI_MERGE_REQUEST_IID": "5",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_DEFAULT_BRANCH": "main",
            "CI_COMMIT_SHA": "f" * 40,
            "GITLAB_USER_LOGIN": "linhe-clerk",
        }
    made = {"GITHUB_ACTIONS": "true", "GITHUB_API_URL": forge.api, "GITHUB_REPOSITORY": "qu/data"}
    return (
        made | {"GITHUB_EVENT_PATH": event} | ({"GITEA_ACTIONS": "true"} if forge.kind == "forgejo" else {})
    )


def event(
    head: str = "f" * 40,
    author: str = "linhe-clerk",
    action: str = "opened",
    sender: str = "",
    base: str = "main",
) -> str:
    """Give the event of a request as GitHub and Gitea write it."""
    change = {
        "number": 5,
        "user": {"login": author},
        "base": {"ref": base, "sha": "0" * 40},
        "head": {"ref": "u", "sha": head},
    }
    made = {"action": action, "pull_request": change, "sender": {"login": sender or author}}
    return json.dumps({**made, "number": 5, "repository": {"default_branch": "main"}})
