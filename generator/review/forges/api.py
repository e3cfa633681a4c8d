"""A forge's REST API, asked by the standard library: JSON over HTTP, no redirect followed, no token shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from generator.records.source import Refused
from generator.review.forges.request import Forge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

PATIENCE = 30.0
PAGE = 100
MOST = 8 << 20
"""Bytes of one answer at most."""
PAGES = 1000
REFUSED = (401, 403, 404)


@dataclass(frozen=True, slots=True)
class Api:
    """A forge's API and the token that opens it; the token goes nowhere but into the head of a request."""

    forge: Forge
    token: str = field(repr=False, default="")

    def ask(self, method: str, address: str, body: object = None) -> Answer:
        """Ask and give the answer, whatever its status. Raises Refused where none comes."""
        data = None if body is None else json.dumps(body).encode()
        asked = Request(address, data, self._head(), method=method)  # noqa: S310 - Request has checked it
        try:
            with _OPENER.open(asked, timeout=PATIENCE) as got:
                return Answer(got.status, got.read(MOST), got.headers)
        except HTTPError as error:
            with error:
                return Answer(error.code, error.read(MOST), error.headers)
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise _silent(method, address, type(error).__name__) from None

    def all(self, address: str) -> Iterator[dict[str, Any]]:
        """Give a list's entries from all its pages. Raises Refused where one cannot be had."""
        for page in range(1, PAGES + 1):
            answer = self.ask("GET", f"{address}?per_page={PAGE}&page={page}")
            if answer.status != 200 or not isinstance(answer.json, list):  # noqa: PLR2004 - OK
                raise _silent("GET", address, str(answer.status))
            yield from (one for one in answer.json if isinstance(one, dict))
            if 'rel="next"' not in answer.head.get("Link", ""):
                return

    def _head(self) -> dict[str, str]:
        head = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "guatu"}
        if self.token:
            key, scheme = ("PRIVATE-TOKEN", "") if self.forge is Forge.gitlab else ("Authorization", "token ")
            head[key] = f"{scheme}{self.token}"
        return head


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and its head."""

    status: int
    body: bytes
    head: Message

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the forge says
        """Read the body; None where it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: the token is for the forge alone."""

    def redirect_request(self, *_: object) -> None:
        """Give none."""


_OPENER = build_opener(_Stay)


def _silent(method: str, address: str, why: str) -> Refused:
    return Refused(
        f"代码平台没有答应 {method} {address}（{why}）：请检查网络和令牌的权限",
        f"The forge did not grant {method} {address} ({why}): check the network and what the token may do",
    )
