"""`guatu serve`: the site on this machine, built anew whenever data or templates change."""

from __future__ import annotations

import os
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
    from collections.abc import Callable, Iterator

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

QUIET = 0.1
"""Seconds without another change after which a save, or a checkout of many files, is over."""
CHANGES = frozenset({"created", "modified", "moved", "deleted"})
AGAIN = "改正后会自动重新生成。"


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
    from generator.outputs.ahead import helping

    day, folder = on_day(as_of), site_dir or root / "site"
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        changed = stack.enter_context(listening(root))
        stack.enter_context(helping())  # one for all builds: it has read the words of the language once
        build = partial(made, root, day, "", folder, files=False)
        _built(build, lambda status: status == 1 and folder.is_dir())
        try:
            address = stack.enter_context(serving(folder.resolve(), port))
        except OSError as error:
            usage(f"端口 {port} 用不了（{error.strerror}）：请用 --port 换一个")
        typer.echo(f"{address}/  （Ctrl-C 停止）")
        while changed.wait():
            while changed.is_set():
                changed.clear()
                changed.wait(QUIET)
            _built(build, lambda _: True)


def _built(build: Callable[[], object], go_on: Callable[[int], bool]) -> None:
    """Build; tells what to do where that ended with a status to go on with."""
    try:
        build()
    except typer.Exit as end:
        if not go_on(end.exit_code):
            raise
        typer.echo(AGAIN, err=True)


@contextmanager
def listening(root: Path) -> Iterator[threading.Event]:
    """Give an event set by each change to the data, the templates or the settings, and by each commit."""
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    changed, watching = threading.Event(), ExitStack()
    with watching:
        for sort in (Observer, PollingObserver):
            try:
                watching.enter_context(_observed(sort(), root.resolve(), changed))
                break
            except OSError:  # the system watches too many folders already
                continue
        yield changed


@contextmanager
def _observed(observer: BaseObserver, root: Path, changed: threading.Event) -> Iterator[None]:
    from watchdog.events import FileSystemEventHandler

    from generator.bundle import bundle
    from generator.outputs import shelf

    class Ear(FileSystemEventHandler):
        """Notes changes, of some files or of all; `first` is done before anybody hears of one."""

        def __init__(self, *files: Path, first: Callable[[], None] = lambda: None) -> None:
            self.files, self.first = set(map(str, files)), first

        def on_any_event(self, event: FileSystemEvent) -> None:
            concerned = not self.files or self.files & {str(event.src_path), str(event.dest_path)}
            if event.event_type in CHANGES and concerned:
                self.first()
                changed.set()

    if (data := root / "data").is_dir():
        observer.schedule(Ear(), str(data), recursive=True)
    observer.schedule(Ear(first=shelf.forget), str(bundle() / "site_templates"), recursive=True)
    for file in (root / "mkdocs.yml", *_commits(root)):
        if file.parent.is_dir():
            observer.schedule(Ear(file), str(file.parent))
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _commits(root: Path) -> Iterator[Path]:
    """Give the file in which git notes each new commit, which every page names."""
    from generator.records import git
    from generator.records.source import Refused

    with suppress(Refused):
        folder = git.git(root, "rev-parse", "--absolute-git-dir")
        yield Path(os.fsdecode(folder).removesuffix("\n")) / "logs" / "HEAD"
