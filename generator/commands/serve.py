"""`guatu serve`: the site on this machine, built anew whenever data or templates change."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

from generator.bundle import bundle
from generator.commands.rim import DEFAULT_ROOT, on_day, usage, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

QUIET, PATIENCE = 0.1, 20
"""Seconds without another change after which a save, or a checkout, is over; how often to wait for them."""
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
def bound(folder: Path, port: int) -> Iterator[Server]:
    """Have a port for a folder, in which readers wait until they are served. Raises OSError."""
    server = Server(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
    try:
        yield server
    finally:
        server.server_close()


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder on this machine and give its address, without a slash at its end.

    Port 0 takes any that is free. Raises OSError for a port that cannot be had.
    """
    with bound(folder, port) as server, served(server) as address:
        yield address


@contextmanager
def served(server: Server) -> Iterator[str]:
    """Begin to serve; gives the address."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def serve(
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    as_of: Annotated[str, typer.Option(metavar="DAY", help="数据截至哪一天；缺省为今天")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 为任意空闲端口")] = 8000,
    site_dir: Annotated[Path | None, typer.Option(metavar="DIR", help="网站写到哪里；缺省为 site")] = None,
) -> None:
    """在本机浏览网站；数据或模板改动后自动重新生成。"""
    from generator.commands.build import made
    from generator.outputs import shelf
    from generator.outputs.writing import MARKER

    on_day(as_of)  # what is no day is told at once; the day of today is asked again with each build
    folder = site_dir or root / "site"

    def build() -> Path:
        return made(root, on_day(as_of), "", folder, files=False)

    with ExitStack() as stack, suppress(KeyboardInterrupt):
        ears = stack.enter_context(Ears(root))
        builder = stack.enter_context(Builder(build))
        try:
            server = stack.enter_context(bound(folder.resolve(), port))
        except OSError as error:
            usage(f"端口 {port} 用不了（{why(error)}）：请用 --port 换一个")
        builder.build(lambda status: status == 1 and (folder / MARKER).is_file())
        address = stack.enter_context(served(server))
        typer.echo(f"{address}/  （Ctrl-C 停止）")
        while True:
            ears.hear()
            if ears.templates.is_set():
                ears.templates.clear()
                shelf.forget()
            builder.build(lambda _: True)


class Builder:
    """Builds again and again, with one process that stands ready and has read the words of the language."""

    def __init__(self, build: Callable[[], object]) -> None:
        self._build, self._helped = build, ExitStack()

    def __enter__(self) -> Self:
        self._help()
        return self

    def __exit__(self, *_: object) -> None:
        self._helped.close()

    def build(self, go_on: Callable[[int], bool]) -> None:
        """Build; ends the command where that ends with a status that is none to go on with.

        What befalls it from outside, a full disk or git taken away, ends it as status 2 would.
        """
        from concurrent.futures.process import BrokenProcessPool

        from generator.commands.mishaps import mishap

        try:
            try:
                self._build()
            except BrokenProcessPool:  # for want of memory the system may take what waits for hours
                self._helped.close()
                self._help()
                self._build()
        except typer.Exit as end:
            if not go_on(end.exit_code):
                raise
            typer.echo(AGAIN, err=True)
        except Exception as error:
            if not (words := mishap(error)) or not go_on(2):
                raise
            typer.echo(f"{words}\n{AGAIN}", err=True)

    def _help(self) -> None:
        from generator.outputs.ahead import helping

        self._helped.enter_context(helping())


class Ears:
    """Hear of each change to the data, the templates or the settings, and of each commit.

    `templates` is set where a template has changed since it was cleared last.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.changed, self.templates = root.resolve(), threading.Event(), threading.Event()
        self._observer: BaseObserver | None = None

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def hear(self) -> None:
        """Wait for a change, and until nothing changes any more; not for long, as people want to see it."""
        self.changed.wait()
        for _ in range(PATIENCE):
            self.changed.clear()
            if not self.changed.wait(QUIET):
                break
        self._stop()  # to listen anew, as another folder may have taken the place of one
        self._listen()

    def _stop(self) -> None:
        if self._observer:
            self._observer.stop()
            self._observer.join()

    def _listen(self) -> None:
        """Begin to listen; where the system watches too many folders already, look at all again and again."""
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        self._observer = Observer()
        self._place(self._observer)
        try:
            self._observer.start()
        except OSError:
            self._observer.unschedule_all()
            self._observer = PollingObserver()
            self._place(self._observer)
            self._observer.start()

    def _place(self, observer: BaseObserver) -> None:
        from watchdog.events import FileSystemEventHandler

        class Ear(FileSystemEventHandler):
            """Notes changes, of some files or of all."""

            def __init__(self, events: Sequence[threading.Event], *files: Path) -> None:
                self.events, self.files = events, set(map(str, files))

            def on_any_event(self, event: FileSystemEvent) -> None:
                concerned = not self.files or self.files & {str(event.src_path), str(event.dest_path)}
                if event.event_type in CHANGES and concerned:
                    for one in self.events:
                        one.set()

        data, settings = self.root / "data", self.root / "mkdocs.yml"
        if data.is_dir():
            observer.schedule(Ear([self.changed]), str(data), recursive=True)
        templates = bundle() / "site_templates"
        observer.schedule(Ear([self.templates, self.changed]), str(templates), recursive=True)
        for files in ((settings, data), *([commits] for commits in _commits(self.root))):
            if files[0].parent.is_dir():
                observer.schedule(Ear([self.changed], *files), str(files[0].parent))


def _commits(root: Path) -> Iterator[Path]:
    """Give the file in which git notes each new commit, which every page names."""
    from generator.records import git
    from generator.records.source import Refused

    with suppress(Refused):
        folder = git.git(root, "rev-parse", "--absolute-git-dir")
        yield Path(os.fsdecode(folder).removesuffix("\n")) / "logs" / "HEAD"
