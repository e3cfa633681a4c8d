"""`guatu serve`: the site on this machine, built anew whenever data or templates change."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import DEFAULT_ROOT, on_day, usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PERIOD = 1.0
Stamps = "Mapping[Path, tuple[int, int]]"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each of them."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Answers each reader in a thread of its own; one who leaves before the answer is no fault."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder on this machine and give its address, without a slash at its end.

    Port 0 takes any that is free. Raises OSError for a port that cannot be had.
    """
    server = Server(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def serve(
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    as_of: Annotated[str, typer.Option(metavar="DAY", help="数据截至哪一天；缺省为今天")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 为任意空闲端口")] = 8000,
    site_dir: Annotated[Path | None, typer.Option(metavar="DIR", help="网站写到哪里；缺省为 site")] = None,
) -> None:
    """在本机浏览网站；数据或模板改动后自动重新生成。"""
    from generator.commands.build import made

    day = on_day(as_of)
    before = stamps(watched(root))
    folder = made(root, day, "", site_dir, files=False).resolve()
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        try:
            address = stack.enter_context(serving(folder, port))
        except OSError as error:
            usage(f"端口 {port} 用不了（{error.strerror}）：请用 --port 换一个")
        typer.echo(f"{address}/  （Ctrl-C 停止）")
        _watch(root, before, lambda: made(root, day, "", site_dir, files=False))


def watched(root: Path) -> list[Path]:
    """Name what a rebuild depends on: the data, the templates, the builder's settings."""
    from generator.bundle import bundle

    return [root / "data", bundle() / "site_templates", root / "mkdocs.yml"]


def stamps(places: Iterable[Path]) -> Mapping[Path, tuple[int, int]]:
    """Note size and time of every file below the places."""
    files = (file for place in places for file in (place.rglob("*") if place.is_dir() else [place]))
    found = {}
    for file in files:
        try:
            status = file.stat()
        except FileNotFoundError:  # removed while we looked
            continue
        found[file] = (status.st_size, status.st_mtime_ns)
    return found


def _watch(root: Path, before: Mapping[Path, tuple[int, int]], again: object) -> None:
    pause = threading.Event()
    while not pause.wait(PERIOD):
        now = stamps(watched(root))
        if now == before:
            continue
        before = now
        try:
            again()  # type: ignore[operator]
        except typer.Exit:
            typer.echo("改正后会自动重新生成。", err=True)
